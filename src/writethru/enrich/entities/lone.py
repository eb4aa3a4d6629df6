"""Whose surname is it? Candidates are weighed by title, company, place in the clause, prominence and recency.

The weights were set by reasoning about news style on invented texts: a title that fits one bearer outweighs
all else, then the company he keeps, then who the piece is about and who was spoken of last.
"""

import math
from collections.abc import Sequence

from writethru.enrich.entities.cast import Member, Ref
from writethru.enrich.entities.discourse import Discourse, argument, meeting, participants, speaks
from writethru.enrich.entities.lexicon import titles, words
from writethru.enrich.entities.parsed import Line
from writethru.enrich.entities.roles import Title, fits, nations, same_nation

TITLE, COMPANY, PROMINENT, RECENT, PARALLEL, SPEAKS, DESCRIBED, SAME, BUSY = (
    4.0,
    3.0,
    1.3,
    1.2,
    0.6,
    0.6,
    1.2,
    1.0,
    -3.0,
)
TOPIC = 1.4  # who was brought in by full name in the same paragraph and goes on being its subject
UNSEEN = 1.0


_PAST = frozenset({"former", "then", "late", "ousted", "deposed", "retired", "outgoing", "ex", "onetime", "one-time"})
_COMING = frozenset({"elect", "designate"})
_ELDER, _YOUNGER = frozenset({"elder", "senior", "older"}), frozenset({"younger", "junior"})


def candidates(talk: Discourse, ref: Ref) -> list[Member]:
    """Return the persons whose surname it may be: of its own space, else of the copy's."""
    own = [m for m in talk.cast.persons(talk.space) if m.surname == ref.key]
    return own or [m for m in talk.cast.persons("copy") if m.surname == ref.key]


def resolve(talk: Discourse, ref: Ref, sentence: Sequence[Ref]) -> None:
    """Give a lone surname its bearer; ``sentence`` are all references of its sentence, some still open."""
    found = candidates(talk, ref)
    if not found:
        return
    scores = [(score(talk, ref, sentence, member, found), -member.number, member) for member in found]
    scores.sort(reverse=True, key=lambda item: item[:2])
    best = scores[0]
    margin = best[0] - scores[1][0] if len(scores) > 1 else 3.0
    ref.member = best[2]
    ref.confidence = round(min(0.97, 1 / (1 + math.exp(-1.3 * margin))), 3)


def score(talk: Discourse, ref: Ref, sentence: Sequence[Ref], member: Member, rivals: Sequence[Member]) -> float:
    """Weigh one candidate; the sum of what speaks for him and against him."""
    line = talk.cast.lines[ref.line]
    now = talk.sentence(ref)
    total = _titled(ref, member) + _national(line, ref, member) + _generation(line, ref, member, rivals)
    subject = argument(line, ref.root) in ("nsubj", "nsubjpass")
    alone = subject and not any(_beside(line, ref, other) for other in participants(talk.cast, sentence, ref))
    total += COMPANY * (0.5 if alone else 1.0) * _company(talk, ref, sentence, member, rivals)
    if _heads(line, ref):
        return total + 3 * PROMINENT * talk.prominence.get(member.number, 0.0)
    total += PROMINENT * talk.prominence.get(member.number, 0.0)
    total += RECENT * talk.recent(member, now) + TOPIC * (talk.topic(ref) is member)
    total -= UNSEEN * (member.number not in talk.met)
    if _same_meeting(line, ref) and any(s.member is member and now - s.sentence == 1 for s in talk.seen):
        total += SAME
    if subject:
        total += PARALLEL * any(s.member is member and s.main and now - 2 <= s.sentence < now for s in talk.seen[-12:])
    if speaks(line, ref.root) and talk.spoken:
        total += SPEAKS * talk.spoken[member.number] / max(talk.spoken.values())
    if any(other.member is member for other in participants(talk.cast, sentence, ref)):
        total += BUSY
    elif _described(line, ref, sentence, member, rivals):
        total += DESCRIBED
    return total


def _heads(line: Line, ref: Ref) -> bool:
    """Say whether a surname stands before what its bearer heads: "the Moor campaign"."""
    after = line.lemma[ref.end : ref.end + 1]
    return line.dep[ref.root] == "compound" and bool(after) and after[0] in words("talk", "headed")


def _generation(line: Line, ref: Ref, member: Member, rivals: Sequence[Member]) -> float:
    """Weigh "the elder Moor" and "the younger Moor" by who is whose child."""
    word = line.lower[ref.start - 1] if ref.start else ""
    if word not in _ELDER | _YOUNGER:
        return 0.0
    child = any(own.head in titles().children for own in member.titles)
    parent = any(own.head in titles().parents for own in member.titles) or (
        not child and any(own.head in titles().children for rival in rivals for own in rival.titles)
    )
    return TITLE if (parent if word in _ELDER else child) else -TITLE / 2


def _beside(line: Line, ref: Ref, other: Ref) -> bool:
    """Say whether two names are joined by "and"."""
    return (line.dep[ref.root] == "conj" and line.head[ref.root] == other.root) or (
        line.dep[other.root] == "conj" and line.head[other.root] == ref.root
    )


def _same_meeting(line: Line, ref: Ref) -> bool:
    """Say whether the sentence points back to a meeting: "at that meeting", "during those talks"."""
    here = line.sentence[ref.root]
    cues = words("talk", "meeting")
    return any(
        line.lower[i] in ("that", "those", "these", "their")
        and line.sentence[i] == here
        and any(line.pos[j] == "NOUN" and (line.lemma[j] in cues or line.lower[j] in cues) for j in (i + 1, i + 2))
        for i in range(len(line) - 2)
    )


def _titled(ref: Ref, member: Member) -> float:
    """Weigh a title before the surname against those that the candidate bears."""
    total = 0.0
    for title in ref.titles:
        gender = title.gender
        if gender and member.gender:
            total += 1.5 if gender == member.gender else -4.0
        if title.head in titles().courtesy or not member.titles:
            continue
        best = max(agreement(title, own) for own in member.titles)
        total += TITLE * best if best else -TITLE / 2
    return total


def agreement(asked: Title, own: Title) -> float:
    """Say how well two titles agree, state included."""
    best = fits(asked, own)
    if (asked.state in _PAST) != (own.state in _PAST):
        best *= 0.5
    if (asked.state in _COMING) != (own.state in _COMING):
        best *= 0.4
    return best


def _national(line: Line, ref: Ref, member: Member) -> float:
    """Weigh a state named directly before the surname: "North Zan's Moor"."""
    start = max(0, ref.start - 4)
    if ref.start == 0 or line.lower[ref.start - 1] not in ("'s", "’s"):
        return 0.0
    named = nations(line, start, ref.start - 1)
    own = {nation for title in member.titles for nation in title.nations}
    if not named or not own:
        return 0.0
    return 3.0 if any(same_nation(named[-1], nation) for nation in own) else -2.0


def _company(talk: Discourse, ref: Ref, sentence: Sequence[Ref], member: Member, rivals: Sequence[Member]) -> float:
    """Return 0 to about 2: the share of the company in this clause that the candidate has kept before."""
    line = talk.cast.lines[ref.line]
    total = 0.0
    for other in participants(talk.cast, sentence, ref):
        if other.member is None or other.member in rivals:
            continue
        kept = _kept(talk, member, other.member)
        share = kept / (sum(_kept(talk, rival, other.member) for rival in rivals) + 0.3)
        event = meeting(line, ref.root) or meeting(line, other.root)
        total += share * (1.4 if event else 1.0)
        if event:
            same = [rival for rival in rivals if (rival.number, other.member.number, event) in talk.events]
            total += 0.6 if member in same and len(same) < len(rivals) else 0.0
    return min(total, 2.0)


def _kept(talk: Discourse, one: Member, other: Member) -> float:
    pair = (one.number, other.number)
    return talk.company[pair] + 0.5 * talk.meetings[pair] + 0.1 * min(talk.near[pair], 2)


def _described(line: Line, ref: Ref, sentence: Sequence[Ref], member: Member, rivals: Sequence[Member]) -> bool:
    """Say whether another clause of the sentence speaks of him, and of no rival, by a title alone."""
    clause = line.clause[ref.root]
    for other in sentence:
        if other.member is None and other.titles and other is not ref and other.kind.value == "role":
            fitting = [m for m in rivals if any(fits(t, own) >= 0.6 for t in other.titles for own in m.titles)]
            if fitting == [member] and line.clause[other.root] != clause:
                return True
        elif other.member is member and other.kind.value == "role" and line.clause[other.root] != clause:
            return True
    return False

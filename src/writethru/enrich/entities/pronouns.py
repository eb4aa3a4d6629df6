"""Who "he", "her" and "it" are: the subject before, the voice before, and whoever agrees in gender and number."""

from collections.abc import Iterator, Sequence

from writethru.enrich.entities.cast import Cast, Member, Ref
from writethru.enrich.entities.discourse import Discourse, Seen, argument, speaks
from writethru.enrich.entities.lexicon import words
from writethru.enrich.entities.parsed import Line
from writethru.model import EntityKind, MentionKind

_PERSONAL = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
_BODILY = frozenset({"it", "its", "itself", "they", "their", "them"})
_WEATHER = frozenset({"be", "seem", "appear", "remain", "become", "take", "rain", "turn"})
_TOP = 0.9
_FADE = 0.6
_SURE = 0.75  # a pronoun this sure tells whether its person is he or she


def find(cast: Cast) -> Iterator[Ref]:
    """Yield a reference for each third-person pronoun."""
    for number, line in enumerate(cast.lines):
        for i, word in enumerate(line.lower):
            if (word in _PERSONAL or word in _BODILY) and line.pos[i] in ("PRON", "DET", "ADJ"):
                yield Ref(number, i, i + 1, MentionKind.PRONOUN, i, word, line.text[i])


def resolve(talk: Discourse, ref: Ref, sentence: Sequence[Ref]) -> None:
    """Give a pronoun its person or body, or leave it open where nobody stands out."""
    if ref.key in _PERSONAL:
        _personal(talk, ref, sentence)
    elif ref.key.startswith("it"):
        _it(talk, ref, sentence)


def _personal(talk: Discourse, ref: Ref, sentence: Sequence[Ref]) -> None:
    now = talk.sentence(ref)
    near = {s.member.number: s.member for s in talk.seen if 0 <= now - s.sentence <= 4}
    near |= {other.member.number: other.member for other in sentence if other.member}
    quoted = talk.cast.lines[ref.line].quoted[ref.root]
    voice = _voice(talk, ref, sentence) if quoted else None  # who speaks is not "he" in what he says
    scores = []
    for member in near.values():
        if member.kind is not EntityKind.PERSON or (member.gender and member.gender != _PERSONAL[ref.key]):
            continue
        value = _score(talk, ref, sentence, member) - 3.0 * (member is voice)
        if value > 0.25:
            scores.append((value, -member.number, member))
    if not scores:
        return
    scores.sort(reverse=True, key=lambda item: item[:2])
    best = scores[0]
    margin = best[0] - scores[1][0] if len(scores) > 1 else 1.5
    ref.member = best[2]
    ref.confidence = round(min(_TOP, 0.5 + 0.25 * margin), 3)
    if ref.confidence >= _SURE and not best[2].gender and not quoted:
        best[2].gender = _PERSONAL[ref.key]


def _score(talk: Discourse, ref: Ref, sentence: Sequence[Ref], member: Member) -> float:
    line, now = talk.cast.lines[ref.line], talk.sentence(ref)
    total = 1.6 * _before(talk, ref, member, now) + 0.3 * talk.prominence.get(member.number, 0.0)
    total += _inside(line, ref, sentence, member)
    return total


def _before(talk: Discourse, ref: Ref, member: Member, now: int) -> float:
    """Weigh the sentences before: a main subject most, the one who spoke a little more."""
    line = talk.cast.lines[ref.line]
    voice, quoted, subject = speaks(line, ref.root), line.quoted[ref.root], line.dep[ref.root] == "nsubj"
    best = 0.0
    for seen in reversed(talk.seen):
        gap = now - seen.sentence
        if gap > 4:
            break
        if seen.member is not member or gap <= 0:
            continue
        best = max(best, _place(seen, voice, quoted, subject) * (0.5 + 0.5 * seen.sure) * 0.9 * _FADE ** (gap - 1))
    return best


def _place(seen: Seen, voice: bool, quoted: bool, subject: bool) -> float:
    """Weigh the place of a person in a sentence before; a pronoun that speaks itself looks for who spoke."""
    if seen.quoted and not quoted:
        return 0.4 if subject else 0.8  # of whom a quotation speaks is seldom who goes on to act
    if seen.speaks and voice:
        return 1.3
    if seen.speaks:
        return 0.85 if seen.trails else 1.1
    return 1.0 if seen.main else 0.6 * seen.weight


def _inside(line: Line, ref: Ref, sentence: Sequence[Ref], member: Member) -> float:
    """Weigh the sentence itself: the subject of the pronoun's clause, of the one above, of the sentence."""
    clause = line.clause[ref.root]
    holder = line.head[ref.root]
    possessive = line.dep[ref.root] == "poss" or (line.lower[holder] == "of" and ref.key in ("his", "hers"))
    total = 0.0
    led = False
    for other in sorted(sentence, key=lambda r: r.start):
        if other is ref or other.member is None or other.member.kind is not EntityKind.PERSON:
            continue
        subject = argument(line, other.root) in ("nsubj", "nsubjpass")
        aside = line.quoted[other.root] and not line.quoted[ref.root]
        first = subject and not led and not aside
        led = led or first
        if other.member is not member:
            continue
        if aside:
            total = max(total, 0.2)  # whom a quotation speaks of is seldom who says it
        elif possessive and line.lower[line.head[holder]] == "in" and line.lemma[holder] in words("talk", "stead"):
            return -3.0 if subject else 0.8  # "named a banker in his place"
        elif line.clause[other.root] == clause:
            if ref.key.endswith("self"):
                total = max(total, 4.0 if subject else 0.0)
            else:
                total = max(total, _own(line, ref, other, possessive, subject)) if possessive else total - 3.0
        elif other.start < ref.start:
            above = _above(line, clause) == line.clause[other.root]
            total = max(total, 2.2 if above and subject else 1.6 if first else 0.9 if subject else 0.5)
    return total


def _own(line: Line, ref: Ref, other: Ref, possessive: bool, subject: bool) -> float:
    """Weigh a name in the pronoun's own clause, for "his" and "her"."""
    if not possessive:
        return -3.0
    holder = line.head[ref.root]
    if (holder == line.head[other.root] and line.dep[other.root] == "appos") or line.head[holder] == other.root:
        return -3.0  # "his lawyer, X": X is not his own lawyer
    if not subject:
        verb = line.head[other.root]
        judged = line.dep[other.root] == "dobj" and line.lemma[verb] in words("talk", "others")
        judged = judged and line.lower[line.head[holder]] in ("for", "over", "on")
        return 4.0 if judged else 0.8 if other.start < ref.start else 0.0  # "thanked her for her patience"
    verb = line.head[holder]
    if line.dep[holder] == "dobj" and line.lemma[verb] in words("talk", "others"):
        return 0.2
    return 2.4


def _above(line: Line, clause: int) -> int:
    up = line.head[clause]
    return line.clause[up] if up != clause else -1


def _voice(talk: Discourse, ref: Ref, sentence: Sequence[Ref]) -> Member | None:
    """Return who speaks the quotation that a token stands in: the nearest voice outside it in the paragraph."""
    line = talk.cast.lines[ref.line]
    gaps: dict[tuple[int, bool], Member] = {}
    for other in (*sentence, *talk.spoke(ref.line)):
        at = other.root
        subject = line.dep[at] == "nsubj" and not line.quoted[at]
        gap = abs(line.sentence[at] - line.sentence[ref.root])
        if other.member and subject and (line.saying(line.head[at]) or not gap):
            gaps.setdefault((gap, not line.saying(line.head[at])), other.member)
    return gaps[min(gaps)] if gaps else None


def _it(talk: Discourse, ref: Ref, sentence: Sequence[Ref]) -> None:
    """Give "it" and "its" a body where it acts or speaks, and a body was the subject just before."""
    line, now = talk.cast.lines[ref.line], talk.sentence(ref)
    verb = line.head[ref.root]
    subject = line.dep[ref.root] in ("nsubj", "nsubjpass")
    told = line.dep[verb] == "ccomp" and line.saying(line.head[verb]) and line.lemma[verb] not in _WEATHER
    does = words("talk", "acting") | words("talk", "others")
    acts = subject and (told or line.saying(verb) or line.lemma[verb] in does)
    if not acts and not (ref.key == "its" and line.dep[ref.root] == "poss"):
        return
    clause = line.clause[ref.root]
    for other in sorted(sentence, key=lambda r: -r.start):
        if other.member and other.member.kind is not EntityKind.PERSON and other.start < ref.start:
            subject = argument(line, other.root) in ("nsubj", "nsubjpass")
            if subject and (ref.key == "its" or line.clause[other.root] != clause):
                ref.member, ref.confidence = other.member, 0.65
                return
    for seen in reversed(talk.seen):
        gap = now - seen.sentence
        if gap > 3:
            return
        if gap > 0 and seen.main and ref.key == "it" and acts:
            if seen.member.kind is EntityKind.BODY:
                ref.member, ref.confidence = seen.member, 0.6
            return

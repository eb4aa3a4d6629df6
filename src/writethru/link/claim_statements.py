"""Claims out of statements: one asserts and another denies, or several origins report the same words of one voice.

A denial meets what it denies in three ways. Within a piece the statement layer points at it ("denied the charge");
over pieces of one storyline a denial that says what it denies ("denied that the plant makes gas") meets the
assertion whose words hold most of its own. And a denial can tell what another claimed ("denied the lawyers' charge
that …"): then the claim is theirs as the denier reports it. Who turns down an offer or a plan disputes nothing, nor
does a court that rules on a claim. Pairs about the same thing are one claim.
"""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from writethru.link.claim_about import told as words_of
from writethru.link.claim_denials import LEAST, embedded, head_of
from writethru.link.claim_members import identity
from writethru.link.claim_says import UNNAMED, Say
from writethru.link.claim_words import cue, stems, words
from writethru.model import Claim, ClaimMember, StatementKind, standing_of

_HELD = 0.8  # share of a denial's words that what it denies must hold
_ALIKE = 0.6  # share of the words of both that two reports of one statement have in common
_TELLING = 5  # words by which two reports are known to be of one statement
_DAYS = timedelta(days=4)
_NEAR = 6  # sentences that a denial in the same piece may stand behind


@dataclass(slots=True)
class _Matter:
    """What is said of one thing: the statements in order, and by denial what it denies."""

    says: list[Say]
    denies: list[tuple[Say, Say]] = field(default_factory=list)


def statement_claims(says: Sequence[Say]) -> Iterator[Claim]:
    """Yield the claims of statements that are disputed or agreed; ``says`` are in order of time.

    O(denials × assertions of a storyline that share a word).
    """
    lines: dict[str, list[Say]] = defaultdict(list)
    for one in says:
        lines[one.storyline].append(one)
    for line in lines.values():
        matters = _disputes(line)
        told = {say.key for matter in matters for say in matter.says}
        matters += [_Matter(group) for group in _agreed([say for say in line if say.key not in told])]
        yield from (_claim(matter) for matter in matters)


def _disputes(line: Sequence[Say]) -> list[_Matter]:
    """Return what is disputed in a storyline, the pairs of the same voices about the same thing together."""
    matters: list[_Matter] = []
    for denial, denied in _pairs(line):
        home = next((m for m in matters if any(_same_pair(denial, denied, *pair) for pair in m.denies)), None)
        if home is None:
            matters.append(home := _Matter([]))
        home.denies.append((denial, denied))
        home.says += [say for say in (denied, denial) if say.key not in {known.key for known in home.says}]
    return matters


def _pairs(line: Sequence[Say]) -> Iterator[tuple[Say, Say]]:
    by_key = {say.key: say for say in line}
    denying = words()["statements"]["denying"]
    denials = [say for say in line if say.statement.kind.value in denying and not say.ruling]
    index = _by_stem(line, frozenset[str]().union(*(say.stems for say in denials if _finds(say))))
    for say in denials:
        if found := embedded(say):
            yield say, found
            continue
        pointed = say.statement.rejects
        target = by_key.get((say.take, pointed)) if pointed is not None else None
        if target is not None and _answers(say, target):
            yield say, target
        elif target is None and (meant := _meant(say, index)):
            yield say, meant


def _by_stem(line: Sequence[Say], stems: frozenset[str]) -> dict[str, list[Say]]:
    """Return the assertions of a line by those of these stems that they have."""
    index: dict[str, list[Say]] = defaultdict(list)
    for say in line if stems else ():
        if _asserts(say):
            for stem in say.stems & stems:
                index[stem].append(say)
    return index


def _asserts(say: Say) -> bool:
    return say.statement.kind.value in words()["statements"]["asserting"] and bool(say.voice)


def _answers(denial: Say, target: Say) -> bool:
    """Say whether a statement can be what a denial in its piece is of: the noun for it fits what was done by it."""
    if not _others(target, denial) or not 0 <= denial.sentence - target.sentence <= _NEAR:
        return False
    head = head_of(denial)
    if head is None:
        return _holds(target, denial.stems)
    if head.owned and not stems(head.owner) & stems(target.voice_name):
        return False
    noun = head.noun
    fitting = noun in words()["statements"]["nouns"].get(target.statement.kind.value, ())
    loose = noun in words()["statements"]["loose"]
    return fitting and (not loose or (denial.statement.kind is StatementKind.DENIED and _beside(denial, target)))


def _others(target: Say, denial: Say) -> bool:
    """Say whether an assertion is somebody else's, in words that do not themselves tell of a denial."""
    if not _asserts(target) or target.voice == denial.voice or target.reporter == UNNAMED:
        return False
    if target.voice_name == denial.reporter or cue("denial").search(target.text) or cue("hearsay").search(target.text):
        return False
    return target.take != denial.take or not target.citation.span.meets(denial.citation.span)


def _beside(denial: Say, target: Say) -> bool:
    return denial.sentence - target.sentence <= 1


def _finds(denial: Say) -> bool:
    """Say whether a denial says enough to find what it denies by its words."""
    return denial.statement.kind is StatementKind.DENIED and len(denial.stems) >= LEAST and bool(denial.voice)


def _meant(denial: Say, index: Mapping[str, Sequence[Say]]) -> Say | None:
    """Return the assertion of another voice that holds most of a denial's words, the nearest in time first."""
    if not _finds(denial):
        return None
    met = {say.key: say for stem in denial.stems for say in index.get(stem, ())}
    fitting = [
        say for say in met.values() if _holds(say, denial.stems) and _in_time(say, denial) and _others(say, denial)
    ]
    return min(fitting, key=lambda say: (say.take != denial.take, _apart(say, denial), say.order), default=None)


def _holds(say: Say, denied: frozenset[str]) -> bool:
    """Say whether an assertion has most of the words for what is denied."""
    return len(denied) >= LEAST and len(say.stems & denied) / len(denied) >= _HELD


def _in_time(one: Say, two: Say) -> bool:
    return one.take == two.take or _apart(one, two) <= _DAYS


def _apart(one: Say, two: Say) -> timedelta:
    return abs(two.at - one.at) if one.at and two.at else timedelta.max


def _same_pair(denial: Say, denied: Say, other_denial: Say, other: Say) -> bool:
    """Say whether two denials are of one thing: of one assertion, or of two in much the same words.

    Fewer words will do where both times the same two voices are at odds.
    """
    if denied.key == other.key or (_overlap(denied, other) and min(len(denied.stems), len(other.stems)) >= _TELLING):
        return True
    if (denial.voice, denied.voice) != (other_denial.voice, other.voice):
        return False
    return _overlap(denied, other) or _overlap(denial, other_denial)


def _overlap(one: Say, two: Say) -> bool:
    least = min(len(one.stems), len(two.stems))
    return least >= LEAST and len(one.stems & two.stems) / least >= _ALIKE


def _agreed(line: Sequence[Say]) -> Iterator[list[Say]]:
    """Yield what several origins report of one voice in much the same words."""
    voices: dict[str, list[Say]] = defaultdict(list)
    several = len({say.origin for say in line} - {""}) > 1
    for say in line if several else ():
        if _asserts(say) and say.person and len(say.stems) >= _TELLING and not say.teaser:
            voices[say.voice].append(say)
    for theirs in voices.values():
        groups: list[list[Say]] = []
        index: defaultdict[str, list[int]] = defaultdict(list)
        for say in theirs:
            near = (groups[number] for number in _alike(say, index))
            home = next((group for group in near if _one_report(group[0], say)), None)
            if home is None:
                for stem in say.stems:
                    index[stem].append(len(groups))
                groups.append([say])
            elif not any(other.chain == say.chain for other in home):
                home.append(say)
        yield from (g for g in groups if len({say.origin for say in g} - {""}) > 1)


def _alike(say: Say, index: Mapping[str, Sequence[int]]) -> list[int]:
    """Return the groups, in order, whose first statement may have enough words in common with one.

    What two have in common is ``_ALIKE`` of the words of either, or more. So it has one of the rarest of the one's, if
    these are more than the rest.
    """
    rarest = sorted(say.stems, key=lambda stem: (len(index.get(stem, ())), stem))
    enough = len(rarest) - math.ceil(_ALIKE * len(rarest)) + 1
    return sorted({n for stem in rarest[:enough] for n in index.get(stem, ())})


def _one_report(one: Say, two: Say) -> bool:
    union = one.stems | two.stems
    return bool(union) and len(one.stems & two.stems) / len(union) >= _ALIKE and _in_time(one, two)


def _claim(matter: _Matter) -> Claim:
    says = sorted(matter.says, key=lambda say: say.order)
    places = {say.key: number for number, say in enumerate(says)}
    against = {denial.key: places[denied.key] for denial, denied in matter.denies}
    members = tuple(_member(say, against.get(say.key)) for say in says)
    first = matter.denies[0][1] if matter.denies else says[0]
    return Claim(
        id=identity(says[0].citation),
        about=words_of(first, says),
        story=says[0].story,
        standing=standing_of(members),
        members=members,
        origins=tuple(sorted({say.origin for say in says if say.origin})),
    )


def _member(say: Say, against: int | None) -> ClaimMember:
    return ClaimMember(
        citation=say.citation,
        value=" ".join(say.text.split()),
        voice=say.person,
        voice_name=say.voice_name,
        day=say.day,
        at=say.at,
        zone_inferred=say.zone_inferred,
        against=against,
        kind=say.statement.kind,
        reporter=say.reporter,
        origin="" if say.teaser else say.origin,
    )

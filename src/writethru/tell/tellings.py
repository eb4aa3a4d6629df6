"""What each piece puts at a time: a date, the clause it stands in, and the place, people and words that go with it."""

import re
from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz

from writethru.model import DateExpression, DateType, EntityKind, MentionKind, Span, Take
from writethru.tell.clause import clauses
from writethru.tell.display import folded
from writethru.tell.dossier import Dossier
from writethru.tell.placed import may_be_placed
from writethru.tell.words import pattern, telling

_SAME_PLACE, _LONG_NAME = 80, 6  # spellings of one place are this much alike; shorter names must be equal
_BESIDE, _NEAR = 5, 40  # code points from a date to a place right beside it, and to the place it goes with
_MAYBE = frozenset({"may", "might", "could", "would", "next", "coming"})  # what was to be, as often as what is
GRAINS = {"minute": 0, "day": 1, "week": 2, "month": 3, "season": 4, "quarter": 4, "year": 5, "decade": 6, "century": 7}


@dataclass(frozen=True, slots=True)
class Telling:
    """One source's words about something at a time."""

    take: str
    chain: str
    story: str
    language: str
    scope: str
    span: Span
    text: str
    when: DateExpression
    earliest: date
    latest: date
    place: str
    names: frozenset[str]
    words: frozenset[str]
    planned: bool

    @property
    def grain(self) -> int:
        """How coarse its time is: 0 for a minute, 1 for a day, more for more."""
        return GRAINS.get(self.when.precision, 9)


def tellings(dossier: Dossier, take: Take) -> list[Telling]:
    """Return what one take puts at a time, in its own copy and in what it says of other pages."""
    facts = dossier.facts.get(take.key)
    if facts is None:
        return []
    scopes = ["copy", *(teaser.group for teaser in take.teasers)]
    out = []
    for scope in scopes:
        for sentence in dossier.sentences(take.key, scope):
            inside = [d for d in facts.dates if sentence.span.covers(d.span) and _calendar(d)]
            inside = [d for d in inside if may_be_placed(dossier, take, sentence, d)]
            spans = clauses(take.text, sentence.span, [d.span for d in inside]) if inside else []
            out += [
                _telling(dossier, take, scope, sentence.language, span, one)
                for span, one in zip(spans, inside, strict=True)
            ]
    return out


def _calendar(one: DateExpression) -> bool:
    return (
        one.type in (DateType.DATE, DateType.TIME)
        and one.precision != "vague"
        and one.earliest is not None
        and one.latest is not None
    )


def _telling(dossier: Dossier, take: Take, scope: str, language: str, span: Span, one: DateExpression) -> Telling:
    facts = dossier.facts[take.key]
    names = {
        dossier.who(take.key, n) if dossier.person(take.key, n) else e.name.lower()
        for n, e in enumerate(facts.entities)
        if e.kind is not EntityKind.PLACE and any(span.covers(m.span) for m in e.mentions)
    }
    earliest, latest = one.earliest or date.min, one.latest or date.max
    without_date = f"{take.text[span.start : one.span.start]} {take.text[one.span.end : span.end]}"
    return Telling(
        take.key,
        dossier.chain(take.key),
        dossier.story(take.key),
        language,
        scope,
        span,
        folded(span.of(take.text)),
        one,
        earliest,
        latest,
        _place(dossier, take, span, one, language),
        frozenset(names),
        telling(without_date, language),
        _planned(take, span, one, language, dossier.day(take.key)),
    )


def _place(dossier: Dossier, take: Take, clause: Span, one: DateExpression, language: str) -> str:
    """Return the place at which a clause says that something happens; nothing where it says none.

    The place right beside the date ("Harn in June"), else the one that the clause opens with ("In Harn, ..."), else
    the nearest that a word like "in" or "visits" stands before.
    """
    found = []
    for number, entity in enumerate(dossier.facts[take.key].entities):
        if entity.kind is not EntityKind.PLACE:
            continue
        for mention in entity.mentions:
            if mention.kind is MentionKind.NAME and clause.covers(mention.span):
                gap = max(one.span.start - mention.span.end, mention.span.start - one.span.end, 0)
                at = stands_at(take.text, clause, mention.span, language)
                opens = at and len(take.text[clause.start : mention.span.start].split()) == 1
                if gap <= _BESIDE or opens or (at and gap <= _NEAR):
                    person = dossier.person(take.key, number)
                    name = person.name if person else entity.name
                    found.append((gap > _BESIDE, not opens, gap, mention.span, name))
    return min(found)[-1] if found else ""


def stands_at(text: str, clause: Span, place: Span, language: str) -> bool:
    """Say whether a word like "in" stands before a place, at most an article between."""
    before = " ".join(text[clause.start : place.start].split()[-3:])
    words = pattern("at", language)
    return words is None or any(len(before[m.end() :].split()) <= 1 for m in words.finditer(before))


def _planned(take: Take, span: Span, one: DateExpression, language: str, day: date | None) -> bool:
    """Say whether it is told as still to come: it lies after the piece's own day, or its words say so."""
    if day and one.earliest and one.earliest > day:
        return True
    if day and one.latest and one.latest <= day:
        return False
    words = pattern("planned", language)
    end = span.end if day else one.span.start  # of a piece without a day, only what leads up to the time says so
    cues = words.finditer(take.text, span.start, end) if words else ()
    return any(m.group() != "May" and (day or m.group().lower() not in _MAYBE) for m in cues)


def same_happening(a: Telling, b: Telling) -> bool:
    """Say whether two tellings are of one happening."""
    if a.take == b.take and a.span == b.span and (a.earliest, a.latest) == (b.earliest, b.latest):
        return True
    equal = (a.earliest, a.latest) == (b.earliest, b.latest)
    if not equal and not _holds(a, b) and not _holds(b, a):
        return False
    place = same_place(a.place, b.place) or _in_words(a.place, b) or _in_words(b.place, a)
    if a.place and b.place and not place:
        return False
    names, words = len(a.names & b.names), a.words & b.words
    share = len(words) / max(1, min(len(a.words), len(b.words)))
    if equal and a.grain >= GRAINS["month"]:
        return place or (names >= 1 and share >= 0.2) or share >= 0.4
    if equal and a.planned and b.planned:  # one day to come seldom holds two things of one story
        return place or names >= 1 or len(words) >= 1
    if equal:
        return (place and names + len(words) >= 2) or (names + len(words) >= 3 and share >= 0.3) or share >= 0.5
    return (place and (names >= 1 or share >= 0.25)) or (names >= 2 and share >= 0.4)


def _in_words(place: str, other: Telling) -> bool:
    """Say whether a clause that names no place has the word, in some spelling ("Branevik in June" in a list)."""
    return not other.place and any(same_place(place, word) for word in other.words)


def _holds(a: Telling, b: Telling) -> bool:
    return a.earliest <= b.earliest and b.latest <= a.latest and a.grain <= GRAINS["year"]


def same_place(a: str, b: str) -> bool:
    """Say whether two names of a place are spellings of one: alike, with the same consonants.

    Short names must be equal, and no place is the same as none.

    >>> same_place("Brannevik", "Branevik"), same_place("Austria", "Australia")
    (True, False)
    """
    a, b = a.lower(), b.lower()
    if not a or not b or a == b:
        return bool(a) and a == b
    return min(len(a), len(b)) >= _LONG_NAME and fuzz.ratio(a, b) >= _SAME_PLACE and _bones(a) == _bones(b)


def _bones(name: str) -> str:
    """Return a name's consonants, doubled ones once: transliterations differ in the rest."""
    return re.sub(r"(.)\1+", r"\1", re.sub(r"[\W_aeiouyäöüåøæ]", "", name))

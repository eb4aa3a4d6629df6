"""Who said what: by person, with the day, direct quotations first, and nobody given what others report of him."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from rapidfuzz import fuzz

from writethru.model import Citation, CitedSentence, Entity, Facts, Gloss, OriginKind, Said, Span, Statement, Take
from writethru.tell.display import whole_marks
from writethru.tell.dossier import Dossier
from writethru.tell.gloss import helped, language_at
from writethru.tell.gloss_claims import cover, second_hand, speaker_of, voice
from writethru.tell.words import listed, tokens

_SAME = 90  # how alike, of 100, two reports of one statement are
_NEAR = 12  # code points between a cue and the date that belongs to it
_APART = 60  # code points between a cue and what it reports, up to which the two are told in one
_MARKS = "“„«»\"'`‘「『”’–—"
_BEHIND_QUOTE = re.compile(r"(?<=[\"”])\s+[a-z]+ing\b[^\"“”]*$")  # what the piece adds: "Never," pointing at the sea
_FEW = 3  # words too few to say something by themselves, or to be known again by


@dataclass(frozen=True, slots=True)
class _Line:
    said: Said
    who: str  # the person, or the words that name who it is
    order: tuple[int, Span]
    content: str  # the words said or reported, without the cue
    foreign: bool  # in another language than most of what is told, so not the line to read first


def who_said_what(dossier: Dossier, as_of: date | None = None) -> tuple[Said, ...]:
    """Return what is said in the copy, grouped by who says it, those with most to say first.

    Only statements good enough to be shown. What one says that another said stands under the one who says it;
    where that is not told, ``reporter`` names him. Teasers and captions are left out.
    O(n²) in the statements of one speaker.
    """
    return _ordered(_found(dossier, as_of, frozenset({"copy"})))


def said_by(dossier: Dossier, person: str) -> tuple[Said, ...]:
    """Return what a person or body said, by its id: in copy and teasers, never what others report that it said."""
    lines = _found(dossier, None, frozenset({"copy", "teaser"}))
    return _ordered([line for line in lines if line.said.person == person])


def _found(dossier: Dossier, as_of: date | None, scopes: frozenset[str]) -> list[_Line]:
    lines: dict[str, list[_Line]] = {}
    for number, take in enumerate(_firsthand_first(dossier)):
        for line in _lines(dossier, take, number, as_of, scopes):
            others = lines.setdefault(line.who, [])
            if not any(_same(line, other) for other in others):
                others.append(line)
    return [line for others in lines.values() for line in others]


def _ordered(lines: list[_Line]) -> tuple[Said, ...]:
    count = Counter(line.who for line in lines)
    first: dict[str, tuple[int, Span]] = {}
    for line in lines:
        first[line.who] = min(first.get(line.who, line.order), line.order)

    def place(line: _Line) -> tuple[bool, int, tuple[int, Span], str, bool, bool, tuple[int, Span]]:
        unclear = not line.said.speaker
        who = -count[line.who], first[line.who], line.who
        return unclear, *who, line.foreign, not line.said.direct, line.order

    return tuple(line.said for line in sorted(lines, key=place))


def _firsthand_first(dossier: Dossier) -> list[Take]:
    """The independent takes, a piece's own reporting before what is rewritten; the newest first among equals."""
    far = (OriginKind.REWRITE, OriginKind.REPRINT, OriginKind.AI)
    return sorted(dossier.independent, key=lambda t: dossier.origin(t.key).kind in far)


def _lines(dossier: Dossier, take: Take, number: int, as_of: date | None, scopes: frozenset[str]) -> Iterator[_Line]:
    facts = dossier.facts.get(take.key)
    for found in facts.statements if facts else ():
        statement = replace(found, entity=voice(dossier, take.key, found))
        if facts and statement.scope.split("-")[0] in scopes and _told(dossier, take, facts, statement):
            content = cover(statement.content)
            foreign = language_at(dossier, take.key, content) != dossier.language
            for one in _voices(statement):
                said = _said(dossier, take, facts, one, as_of)
                yield _Line(
                    said, said.person or said.speaker.lower(), (number, content), content.of(take.text), foreign
                )


def _voices(statement: Statement) -> Iterator[Statement]:
    """Yield a statement once for each of those who say it together."""
    yield statement
    for other in statement.also if statement.entity is not None and not statement.reported_by_another else ():
        yield replace(statement, entity=other)


def _told(dossier: Dossier, take: Take, facts: Facts, statement: Statement) -> bool:
    """Say whether a statement gets a line: shown, of what is told here, not told by the one it is nested in."""
    if not (statement.shown and statement.content and dossier.within(take.key, cover(statement.content))):
        return False
    if not _says_something(dossier, take, facts, statement):
        return False
    outer = facts.statements[statement.inside] if statement.inside is not None else None
    if outer is None or not outer.content or not outer.shown:
        return True
    if statement.reported_by_another:
        return False
    return statement.entity != outer.entity or not cover(outer.content).covers(cover(statement.content))


def _says_something(dossier: Dossier, take: Take, facts: Facts, statement: Statement) -> bool:
    """Say whether a line would tell more than a name: enough words, and a voice that is not just pointed at."""
    who = speaker_of(dossier, take.key, statement).lower()
    language = facts.language
    if statement.entity is None and (
        not who
        or any(who.startswith(f"{words} ") for words in listed("pairs", language))
        or who.split()[0] in listed("pronouns", language) | listed("demonstratives", language)
    ):
        return False
    if statement.reported_by_another and not _reporter(dossier, take.key, facts, statement):
        return False
    words = cover(statement.content).of(take.text).split()
    return len(words) > _FEW or (statement.direct and len(words) > 1) or statement.rejects is not None


def _said(dossier: Dossier, take: Take, facts: Facts, statement: Statement, as_of: date | None) -> Said:
    span = whole_marks(take.text, _with_cue(dossier, take, statement))
    speaker = speaker_of(dossier, take.key, statement)
    person = dossier.who(take.key, statement.entity) if statement.entity is not None else ""
    known = {person} if person else set[str]()
    rejected = facts.statements[statement.rejects] if statement.rejects is not None else None
    reported = statement.reported_by_another
    return Said(
        person="" if reported else person,
        speaker=speaker,
        role=office(facts.entities[statement.entity]) if statement.entity is not None else "",
        kind=statement.kind,
        quote=_quote(dossier, take.key, span, as_of, known, statement),
        direct=statement.direct,
        addressee=dossier.called(take.key, statement.addressee) if statement.addressee is not None else "",
        reporter=_reporter(dossier, take.key, facts, statement) if reported else "",
        rejects=_rejected(dossier, take.key, rejected, as_of) if rejected and rejected.content else None,
        day=_day(dossier, take, facts, statement),
    )


def _with_cue(dossier: Dossier, take: Take, statement: Statement) -> Span:
    """Return the words to show of a statement: of an indirect one with its cue, where that leads up to them.

    "claimed the yard was safe" cannot be read as the piece's own word, or as the speaker's, as its content could.
    """
    content = cover(statement.content)
    if statement.direct and (aside := _BEHIND_QUOTE.search(content.of(take.text))):
        content = Span(content.start, content.start + aside.start())
    if not statement.cue or content.of(take.text).lstrip()[:1] in _MARKS:
        return content
    cue = cover(statement.cue)
    first = min(statement.cue)
    between = Span(first.end, content.start) if first.end <= content.start else None
    if between is None or between.end - between.start > _APART or any(s.meets(between) for s in statement.speaker):
        return content
    sentence = dossier.sentence(take.key, cue)
    together = sentence is None or content.start < sentence.span.end
    return Span(first.start, content.end) if together else content


def _quote(
    dossier: Dossier, take: str, span: Span, as_of: date | None, known: set[str], statement: Statement
) -> CitedSentence:
    """Return the words said, with the glosses that can be given.

    The speaker's own name is not glossed, nor the claim that the line rejects: both stand beside it.
    """
    found = helped(dossier, take, span, as_of, known, statement.scope)
    own = dossier.called(take, statement.entity).split() if statement.entity is not None else []
    facts = dossier.facts[take]
    target = facts.statements[statement.rejects].content if statement.rejects is not None else ()
    claim = Citation(take, cover(target), facts.statements[statement.rejects or 0].scope) if target else None
    kept = tuple(g for g in found.glosses if not _is_own(g.text, own) and (claim is None or g.evidence != claim))
    return CitedSentence(found.text, found.citation, kept)


def _is_own(gloss: str, own: Sequence[str]) -> bool:
    """Say whether a gloss is a name, given as its words, or the surname of it ("Moor" of Ida Moor)."""
    words = gloss.split()
    return bool(words) and (words == [*own] or (len(words) == 1 and words[0] in own))


def _rejected(dossier: Dossier, take: str, statement: Statement, as_of: date | None) -> CitedSentence:
    """Return the words that are rejected, with a last gloss that says who said them and how."""
    found = helped(dossier, take, cover(statement.content), as_of, frozenset(), statement.scope)
    who = speaker_of(dossier, take, statement) or "it is unclear by whom"
    evidence = Citation(take, cover(statement.speaker), statement.scope) if statement.speaker else None
    who += second_hand(dossier, take, statement)
    whose = Gloss(len(found.text), f"{statement.kind.value}: {who}", evidence, "who says what is rejected")
    return CitedSentence(found.text, found.citation, (*found.glosses, whose))


def _reporter(dossier: Dossier, take: str, facts: Facts, statement: Statement) -> str:
    outer = facts.statements[statement.inside] if statement.inside is not None else None
    return speaker_of(dossier, take, outer) if outer else ""


def office(entity: Entity) -> str:
    """Return somebody's office as the piece gives it, with "acting" or "former" before it; empty without one."""
    if not entity.roles:
        return ""
    title, state = entity.roles[0].title, entity.roles[0].state
    return title if not state or title.lower().startswith(state.lower()) else f"{state} {title}"


def _day(dossier: Dossier, take: Take, facts: Facts, statement: Statement) -> date | None:
    """Return the day on which it was said: one named beside the cue in its sentence, else the day of the piece."""
    if statement.cue:
        cue = cover(statement.cue)
        sentence = dossier.sentence(take.key, cue)
        for one in facts.dates:
            if sentence and not sentence.span.covers(one.span):
                continue
            gap = max(one.span.start - cue.end, cue.start - one.span.end)
            exact = one.precision in ("day", "minute") and one.earliest == one.latest
            if exact and 0 <= gap <= _NEAR and not any(s.covers(one.span) for s in statement.content):
                return one.earliest
    return dossier.day(take.key)


def _same(a: _Line, b: _Line) -> bool:
    """Say whether two lines of one speaker are one statement, told by two pieces: nearly the same words."""
    if a.said.quote.citation == b.said.quote.citation:
        return True
    if (a.said.rejects is None) != (b.said.rejects is None):
        return False
    left, right = _bare(a.content), _bare(b.content)
    if min(len(left.split()), len(right.split())) <= _FEW:
        return left == right
    return f" {left} " in f" {right} " or f" {right} " in f" {left} " or fuzz.ratio(left, right) >= _SAME


@lru_cache(maxsize=1 << 12)
def _bare(content: str) -> str:
    """Return words without their marks and capitals."""
    return " ".join(tokens(content))


def by_person(said: Sequence[Said]) -> tuple[tuple[Said, ...], ...]:
    """Group lines that stand next to one another by who says them, in their order, however they are spelled."""
    groups: list[list[Said]] = []
    for line in said:
        if groups and _voice(groups[-1][0]) == _voice(line):
            groups[-1].append(line)
        else:
            groups.append([line])
    return tuple(tuple(group) for group in groups)


def _voice(line: Said) -> tuple[str, str]:
    return line.person or line.speaker, line.reporter

"""Each figure of a desk with what is needed to tell whether another figure is about the same thing."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date
from functools import cache
from importlib.resources import files
from typing import Any

from writethru.model import (
    Citation,
    EntityKind,
    Facts,
    Figure,
    MentionKind,
    Placement,
    Sentence,
    Span,
    Statement,
    StatementKind,
    Take,
)

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_BREAK = re.compile(r"[.;:!?—]\s|[,;]\s|\s(?:and|while|but)\s")
_OPENING = 12  # code points before the figure that a denial of it may begin with: "that as many as"
_REACH = 48  # code points in which a word belongs to the figure beside it


@dataclass(frozen=True, slots=True)
class Item:
    """One figure in its place.

    Attributes:
        order: sorts by time, then rank in the chain, then place: the order in which things were said.
        family: figures of different families are never about one thing.
        group: the groups of nouns that its unit belongs to, or the unit itself.
        state: what befell those counted, or empty.
        thing: stems of what is counted, the unit and the state left out.
        context: stems of its sentence.
        places: the places that its sentence names.
        voice: whoever says it, comparable across takes; empty for nobody named.
        sentence: the number of its sentence in the take.
        anaphor: its words point back at something counted before ("of the accounts in question").
        against, contrast, least, later: the cues that its sentence carries.
        denied: its voice says that it is not so.
        restated: it gives another number for what was counted just before ("put the number at").
        part: its words say that there are more ("three other students").
        running: its sentence speaks of a count that goes on ("raised the toll to").
        unclear: somebody says it, and it is not known who.
    """

    take: str
    index: int
    order: tuple[str, int, str, int]
    figure: Figure
    citation: Citation
    value: str
    chain: str
    source: str
    story: str
    storyline: str
    origin: str
    day: date | None
    family: str
    group: frozenset[str]
    state: str
    thing: frozenset[str]
    context: frozenset[str]
    places: frozenset[str]
    voice: str
    person: str
    voice_name: str
    sentence: int
    rate: str
    anaphor: bool = False
    against: bool = False
    contrast: bool = False
    least: bool = False
    later: bool = False
    denied: bool = False
    unclear: bool = False
    restated: bool = False
    part: bool = False
    running: bool = False

    @property
    def teaser(self) -> bool:
        """Whether it stands in what a page says about another page."""
        return self.citation.scope.startswith("teaser")


@cache
def words() -> Mapping[str, Any]:
    """Return the word lists of ``claims.toml``."""
    return tomllib.loads(files("writethru.link").joinpath("claims.toml").read_text(encoding="utf-8"))


@cache
def _states() -> Mapping[str, str]:
    return {word: state for state, found in words()["states"].items() for word in found}


@cache
def _stop() -> frozenset[str]:
    return frozenset(words()["words"]["stop"])


@cache
def _cue(name: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words()['cues'][name])})\b", re.IGNORECASE)


@cache
def _anaphors() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in words()["cues"]["anaphors"])


def stem(word: str) -> str:
    """Cut a word to what its inflected forms share: plain English endings, other scripts as they are."""
    word = word.lower()
    for ending in ("ings", "ing", "ies", "ied", "ments", "ment", "es", "ed", "s", "e", "y"):
        if word.endswith(ending) and len(word) - len(ending) >= (3 if ending == "s" else 4):
            return word[: -len(ending)]
    return word


def stems(text: str) -> frozenset[str]:
    """Return the stems of the content words of a text."""
    return frozenset(stem(word) for word in _WORD.findall(text) if len(word) > 1 and word.lower() not in _stop())


def items(
    pieces: Sequence[tuple[Take, Facts]],
    placements: Mapping[str, Placement],
    voices: Mapping[tuple[str, int], str],
    names: Mapping[str, str],
    origins: Mapping[str, str],
) -> Iterator[Item]:
    """Yield the figures that can be claimed: no lengths, nothing of takes that have no place. O(figures)."""
    for take, facts in pieces:
        placement = placements.get(take.key)
        if placement is None or not facts.figures:
            continue
        sheet = _Sheet(take, facts, voices, names)
        previous: Item | None = None
        for index, figure in enumerate(facts.figures):
            if figure.length or figure.unit == "time":
                continue
            item = _item(sheet, index, placement, origins.get(take.key, ""))
            previous = _inherit(item, previous)
            yield previous


class _Sheet:
    """One take with its facts, laid out for looking up."""

    def __init__(
        self, take: Take, facts: Facts, voices: Mapping[tuple[str, int], str], names: Mapping[str, str]
    ) -> None:
        self.take, self.facts, self._voices, self._names = take, facts, voices, names

    def sentence(self, span: Span) -> tuple[int, Sentence | None]:
        """Return the sentence around a span and its number."""
        return next(((n, s) for n, s in enumerate(self.facts.sentences) if s.span.meets(span)), (-1, None))

    def places(self, sentence: Span, statement: Statement | None) -> frozenset[str]:
        """Return the places named in a sentence, the speaker left out."""
        spoken = statement.speaker if statement else ()
        return frozenset(
            entity.name
            for entity in self.facts.entities
            if entity.kind is EntityKind.PLACE
            for mention in entity.mentions
            if sentence.covers(mention.span) and not any(s.meets(mention.span) for s in spoken)
        )

    def statement(self, figure: Figure) -> Statement | None:
        """Return the statement of a figure; of what one says that another said, the one who says it."""
        number = figure.statement
        for _ in range(4):
            if number is None or not 0 <= number < len(self.facts.statements):
                return None
            found = self.facts.statements[number]
            if not found.reported_by_another:
                return found
            number = found.inside
        return None

    def voice(self, statement: Statement | None) -> tuple[str, str, str]:
        """Return who says it: a key to compare by, the person's id, and the name to show."""
        if statement is None or not statement.shown:
            return "", "", ""
        number = statement.entity if statement.entity is not None else self._named(statement.speaker)
        if number is not None and (name := self._entity(number)):
            person = self._voices.get((self.take.key, number), "")
            return (person, person, self._names.get(person, name)) if person else (name.lower(), "", name)
        speaker = " ".join(" ".join(span.of(self.take.text) for span in statement.speaker).split())
        if speaker.lower() in words()["words"]["pronouns"]:
            return "", "", ""
        name = _brief(speaker)
        return name.lower(), "", name

    def _named(self, speaker: Sequence[Span]) -> int | None:
        """Return the one body, or the person set beside his office, that a speaker's words name."""
        found = {
            number
            for number, entity in enumerate(self.facts.entities)
            if entity.kind is not EntityKind.PLACE
            for mention in entity.mentions
            if mention.kind is MentionKind.NAME and any(span.covers(mention.span) for span in speaker)
            if self._speaks(entity.kind, mention.span, speaker)
        }
        return found.pop() if len(found) == 1 else None

    def _speaks(self, kind: EntityKind, span: Span, speaker: Sequence[Span]) -> bool:
        """Say whether a name in a speaker's words is the one who speaks: no owner, and a person only beside a comma."""
        before, after = self.take.text[: span.start].rstrip(), self.take.text[span.end : span.end + 2]
        if after in ("'s", "’s"):
            return False
        return kind is EntityKind.BODY or before.endswith(",") or any(part.start == span.start for part in speaker)

    def _entity(self, number: int) -> str:
        return self.facts.entities[number].name if 0 <= number < len(self.facts.entities) else ""


def _brief(speaker: str) -> str:
    """Cut a speaker's words to the noun that names him: no clause, no place or time behind it."""
    head = re.split(r",|\s(?:who|that|which)\s", speaker, maxsplit=1)[0]
    return re.split(r"\s(?:from|between|in|at|on|during|after)\s", head, maxsplit=1)[0]


def _item(sheet: _Sheet, index: int, placement: Placement, origin: str) -> Item:
    take, figure = sheet.take, sheet.facts.figures[index]
    number, sentence = sheet.sentence(figure.span)
    around = sentence.span if sentence else figure.span
    text, statement = around.of(take.text), sheet.statement(figure)
    voice, person, name = sheet.voice(statement)
    group, state = _groups(figure.unit), _state(sheet, index, around)
    own = {stem(figure.unit)} | {stem(word) for word in _states() if _states()[word] == state}
    behind = take.text[figure.span.end : min(around.end, figure.span.end + 14)]
    return Item(
        take=take.key,
        index=index,
        order=(_moment(take), take.marker.rank, take.key, figure.span.start),
        figure=figure,
        citation=Citation(take.key, figure.span, figure.scope),
        value=" ".join(figure.span.of(take.text).split()),
        chain=placement.chain,
        source=take.source,
        story=placement.story,
        storyline=placement.storyline,
        origin=origin,
        day=take.day,
        family=_family(figure, group, state),
        group=group,
        state=state,
        thing=stems(figure.what) - own,
        context=stems(text)
        - own
        - stems(" ".join(span.of(take.text) for span in statement.speaker) if statement else ""),
        places=sheet.places(around, statement),
        voice=voice,
        person=person,
        voice_name=name,
        sentence=number,
        rate=_rate(figure.span.of(take.text)),
        anaphor=_points_back(f"{figure.span.of(take.text)}{behind}", figure),
        against=_against(statement, text),
        contrast=bool(_cue("contrast").search(text)),
        least=bool(_cue("least").search(text)),
        later=bool(_cue("later").search(text)),
        denied=_denied(statement, figure.span),
        running=bool(_cue("running").search(text)),
        part=bool(_cue("part").search(f"{figure.span.of(take.text)} {figure.what}")),
        unclear=statement is not None and not voice,
    )


def _denied(statement: Statement | None, span: Span) -> bool:
    """Say whether a statement denies the figure itself: the denial begins with it."""
    if statement is None or statement.kind is not StatementKind.DENIED:
        return False
    return any(part.covers(span) and span.start - part.start <= _OPENING for part in statement.content)


def _moment(take: Take) -> str:
    if take.sent:
        at = take.sent.at
        return (at.astimezone(UTC) if at.tzinfo else at).isoformat()
    return take.day.isoformat() if take.day else ""


def _against(statement: Statement | None, text: str) -> bool:
    kinds = words()["cues"]["kinds"]
    return bool(statement and statement.kind.value in kinds) or bool(statement and _cue("against").search(text))


def _points_back(text: str, figure: Figure) -> bool:
    """Say whether it counts some of what was counted before: "of the accounts in question", "20 of those".

    A share or a sum is of its thing by nature ("5 percent of the voters") and points nowhere.
    """
    if re.fullmatch(r"[A-Z]{3}|percent(?:age point)?", figure.unit):
        return False
    return any(pattern.search(" ".join(f"{text} {figure.what}".split())) for pattern in _anaphors())


def _groups(unit: str) -> frozenset[str]:
    found = frozenset(
        name for name, nouns in words()["groups"].items() if isinstance(nouns, list) and unit.lower() in nouns
    )
    return found - {"people_like", "generic", "measures"} or frozenset({unit})


def _family(figure: Figure, group: frozenset[str], state: str) -> str:
    if re.fullmatch(r"[A-Z]{3}", figure.unit):
        return f"money {figure.unit}"
    if figure.unit in words()["groups"]["measures"]:
        return figure.unit
    grouped = sorted(group & set(words()["groups"]))
    if group & set(words()["groups"]["people_like"]) or (state and not grouped):
        return "people"
    return grouped[0] if grouped else figure.unit.lower()


def _state(sheet: _Sheet, index: int, around: Span) -> str:
    """Return what befell those counted, from the words for them, else from the words beside the number."""
    figures, text = sheet.facts.figures, sheet.take.text
    figure = figures[index]
    if re.fullmatch(r"[A-Z]{3}|percent(?:age point)?", figure.unit):
        return ""
    for word in _WORD.findall(f"{figure.what} {figure.unit}".lower()):
        if word in _states():
            return _states()[word]
    after_end = min(
        [around.end, figure.span.end + _REACH, *(f.span.start for f in figures if f.span.start >= figure.span.end)]
    )
    after = _BREAK.split(text[figure.span.end : after_end], maxsplit=1)[0].lower()
    found = next((_states()[w] for w in _WORD.findall(after) if w in _states()), "")
    if found:
        return found
    start = max(
        [around.start, figure.span.start - _REACH, *(f.span.end for f in figures if f.span.end <= figure.span.start)]
    )
    before = _BREAK.split(text[start : figure.span.start].lower())[-1]
    return next((_states()[w] for w in reversed(_WORD.findall(before)) if w in _states()), "")


def _rate(text: str) -> str:
    """Return what an amount is per ("a barrel"), so that prices are not compared with totals."""
    found = re.search(r"\b(?:per|an?|each|every)\s+(\w+)\s*$", text, re.IGNORECASE)
    return found[1].lower() if found else ""


def _inherit(item: Item, previous: Item | None) -> Item:
    """Give a bare number ("put the number at 12,000") the unit of the count just before it."""
    if previous is None or item.figure.unit or item.family or previous.take != item.take:
        return item
    near = 0 <= item.sentence - previous.sentence <= 1
    what = item.figure.what.lower()
    restated = what in words()["cues"]["totals"]
    counted = previous.family and not previous.family.startswith(("money", "percent"))
    if not (near and (restated or not what) and counted):
        return item
    family, group, state = previous.family, previous.group, previous.state
    return replace(item, family=family, group=group, state=state, anaphor=True, restated=restated)

"""Each figure of a desk with what is needed to tell whether another figure is about the same thing."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from functools import lru_cache

import msgspec
from msgspec.structs import replace

from writethru.link.claim_sheet import Sheet
from writethru.link.claim_words import WORD, anaphors, cue, properties, state_stems, states, stem, stems, words
from writethru.model import (
    Citation,
    Figure,
    Span,
    Statement,
    StatementKind,
)

_BREAK = re.compile(r"[.;:!?—]\s|[,;]\s|\s(?:and|while|but)\s")
_REMEMBERED = 4096
_OPENING = 12  # code points before the figure that a denial of it may begin with: "that as many as"
_REACH = 48  # code points in which a word belongs to the figure beside it


class Item(msgspec.Struct, frozen=True):
    """One figure in its place.

    Attributes:
        order: sorts by time, then rank in the chain, then place: the order in which things were said.
        family: figures of different families are never about one thing.
        group: the groups of nouns that its unit belongs to, or the unit itself.
        state: what befell those counted, or the property that is measured, or empty.
        thing: stems of what is counted, the unit and the state left out.
        context: stems of its sentence.
        places: the places that its sentence names.
        voice: whoever says it, comparable across takes; empty for nobody named. ``speaker``: its entity of the take.
        sentence: the number of its sentence in the take.
        anaphor: its words point back at something counted before ("of the accounts in question").
        against, contrast, least, later: the cues that its sentence carries.
        denied: its voice says that it is not so.
        restated: it gives another number for what was counted just before ("put the number at").
        part: it counts a part, or its words say that there are more ("three other students").
        whole: stems of what it is a share of.
        running: its sentence speaks of a count that goes on ("raised the toll to").
        unclear: somebody says it, and it is not known who.
        at: when its take was sent; ``zone_inferred``: its zone was not given.
        series: the series of its take's slug, the same over morning and evening pieces and over days.
        depth: paragraphs of copy before it; the headline is as good as none.
        scene: of what befell people, the names by which it is known: of headline, lead, dateline and its sentence.
        setting: the words beside it in its sentence and where they stand, as ``Sheet.setting`` gives them.
        lead: likewise the stems of headline, lead and its sentence.
        total: it is what a count has come to ("raised the toll to 53").
        retracted: whoever says it takes it back.
        past: its sentence points at a day long before the piece's own.
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
    speaker: int | None
    sentence: int
    rate: str
    whole: frozenset[str] = frozenset()
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
    at: datetime | None = None
    zone_inferred: bool = False
    series: str = ""
    depth: int = 0
    scene: frozenset[str] = frozenset()
    lead: frozenset[str] = frozenset()
    total: bool = False
    past: bool = False
    setting: tuple[str, Span] = ("", Span(0, 1))
    retracted: bool = False

    @property
    def teaser(self) -> bool:
        """Whether it stands in what a page says about another page."""
        return self.citation.scope.startswith("teaser")

    @property
    def fixed(self) -> bool:
        """Whether time does not change it: a capacity, the number aboard a boat that sank."""
        return self.state in words()["fixed"]["states"]


def items(sheet: Sheet) -> Iterator[Item]:
    """Yield the figures of a take that can be claimed, no lengths, before it is known where it stands. O(figures)."""
    previous: Item | None = None
    for index, figure in enumerate(sheet.facts.figures):
        if not figure.definite or figure.unit == "time":
            continue
        item = _item(sheet, index)
        previous = _totalled(_inherit(item, previous), previous)
        yield previous


def _item(sheet: Sheet, index: int) -> Item:
    take, figure = sheet.take, sheet.facts.figures[index]
    number, sentence = sheet.sentence(figure.span)
    around = sentence.span if sentence else figure.span
    told, statement = sheet.wording(number, around), sheet.statement(figure)
    name, speaker = sheet.voice(statement)
    group, state = _groups(figure.unit), _state(sheet, index, around)
    own = state_stems(state) | {stem(figure.unit)}
    if figure.unit == "people":  # "personnes", "mennesker": the unit in the piece's language
        own = own | stems(figure.span.of(take.text))
    behind = take.text[figure.span.end : min(around.end, figure.span.end + 14)]
    return Item(
        take=take.key,
        index=index,
        order=(sheet.moment, take.marker.rank, take.key, figure.span.start),
        figure=figure,
        citation=Citation(take.key, figure.span, figure.scope),
        value=" ".join(figure.span.of(take.text).split()),
        chain="",
        source=take.source,
        story="",
        storyline="",
        origin="",
        day=sheet.day,
        family=_family(figure, group, state),
        group=group,
        state=state,
        thing=stems(figure.what) - own,
        context=told.stems
        - own
        - stems(" ".join(span.of(take.text) for span in statement.speaker) if statement else ""),
        places=sheet.places(around, statement),
        voice=name.lower(),
        person="",
        voice_name=name,
        speaker=speaker,
        sentence=number,
        rate=figure.per.lower() or _rate(figure.span.of(take.text)),
        whole=stems(figure.of.of(take.text)) if figure.of else frozenset(),
        anaphor=_points_back(f"{figure.span.of(take.text)}{behind}", figure),
        against=statement is not None and (told.against or _contradicts(statement)),
        contrast=told.contrast,
        least=told.least,
        later=told.later,
        denied=_denied(statement, figure.span),
        running=told.running,
        part=figure.part_of is not None
        or _part(take.text[around.start : figure.span.start], f"{figure.span.of(take.text)}{behind} {figure.what}"),
        unclear=statement is not None and not name,
        at=sheet.at,
        zone_inferred=sheet.zone_inferred,
        depth=sheet.depth(figure, sentence),
        scene=sheet.scene | sheet.named(around) if state else frozenset(),
        lead=sheet.lead | told.stems if state else frozenset(),
        total=told.running and _total(take.text[around.start : figure.span.start]),
        past=sheet.past(around),
        setting=sheet.setting(around, figure.span),
        retracted=bool(cue("retracted").search(take.text[around.start : figure.span.start])),
    )


def _denied(statement: Statement | None, span: Span) -> bool:
    """Say whether a statement denies the figure itself: the denial begins with it."""
    if statement is None or statement.kind is not StatementKind.DENIED:
        return False
    return any(part.covers(span) and span.start - part.start <= _OPENING for part in statement.content)


def _part(before: str, words: str) -> bool:
    """Say whether a number leaves some out ("three others"), or is a whole of which some are told ("two of 15")."""
    return bool(cue("part").search(words) or cue("whole").search(" ".join(before.split()[-3:])))


def _total(before: str) -> bool:
    """Say whether a running count has come to a number: "bringing the toll to", "the number of dead stood at"."""
    return bool(cue("total").search(before.rstrip()))


def _contradicts(statement: Statement) -> bool:
    return statement.kind.value in words()["cues"]["kinds"]


def _points_back(text: str, figure: Figure) -> bool:
    """Say whether it counts some of what was counted before: "of the accounts in question", "20 of those".

    A share or a sum is of its thing by nature ("5 percent of the voters") and points nowhere.
    """
    if re.fullmatch(r"[A-Z]{3}|percent(?:age point)?", figure.unit):
        return False
    return any(pattern.search(" ".join(f"{text} {figure.what}".split())) for pattern in anaphors())


@lru_cache(_REMEMBERED)
def _groups(unit: str) -> frozenset[str]:
    found = frozenset(
        name for name, nouns in words()["groups"].items() if isinstance(nouns, list) and unit.lower() in nouns
    )
    return found - {"people_like", "generic", "measures"} or frozenset({unit})


def _family(figure: Figure, group: frozenset[str], state: str) -> str:
    if re.fullmatch(r"[A-Z]{3}", figure.unit) or figure.unit in words()["currencies"]:
        return f"money {figure.unit}"
    if figure.unit in words()["groups"]["measures"]:
        return figure.unit
    if state in words()["properties"]:
        return state
    grouped = sorted(group & words()["groups"].keys())
    if not group.isdisjoint(words()["groups"]["people_like"]) or (state and not grouped):
        return "people"
    return grouped[0] if grouped else figure.unit.lower()


def _state(sheet: Sheet, index: int, around: Span) -> str:
    """Return what befell those counted, from the words for them, else from the words beside the number."""
    figure, text = sheet.facts.figures[index], sheet.take.text
    if re.fullmatch(r"[A-Z]{3}|percent(?:age point)?", figure.unit):
        return ""
    if (last := WORD.findall(figure.what.lower())[-1:]) and last[0] in properties():
        return properties()[last[0]]
    for word in WORD.findall(f"{figure.what} {figure.unit}".lower()):
        if word in states():
            return states()[word]
    free = sheet.free(figure.span)
    after_end = min(around.end, figure.span.end + _REACH, free.end)
    after = _aboard(_BREAK.split(text[figure.span.end : after_end], maxsplit=1)[0].lower())
    found = next((states()[w] for w in WORD.findall(after) if w in states()), "")
    if found:
        return found
    start = max(around.start, figure.span.start - _REACH, free.start)
    before = _BREAK.split(text[start : figure.span.start].lower())[-1]
    return next((states()[w] for w in reversed(WORD.findall(before)) if w in states()), "")


def _aboard(text: str) -> str:
    return text.replace("on board", "aboard")


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


def _totalled(item: Item, previous: Item | None) -> Item:
    """Take the second number of a running count for what it is: "brought the toll to 29 killed and 76 wounded"."""
    if previous is None or not previous.total or (item.take, item.sentence) != (previous.take, previous.sentence):
        return item
    return replace(item, total=item.family == previous.family and item.state != previous.state)

"""From a draft to an event: words as spans, parties, condition, amount and dates as indexes."""

from itertools import chain
from typing import TYPE_CHECKING

from writethru.enrich.deeds.draft import Draft
from writethru.enrich.deeds.sheet import Sheet, Stretch, said
from writethru.enrich.speech.unsaid import sure
from writethru.model import DateType, Event, EventKind, EventState, Span, Statement

if TYPE_CHECKING:
    from spacy.tokens import Token

SHOWN = 0.6
"""The confidence from which an event is shown."""

_DONE = frozenset({EventState.HELD, EventState.DONE, EventState.FULFILLED, EventState.BROKEN, EventState.STALLED})
_CLIMB = 8  # heads between a date and the word that it says the time of
_FEW = 10
_NAMELESS = 0.1  # what an event loses whose doer is not named


def event(sheet: Sheet, draft: Draft) -> Event:
    """Make the event of a draft. O(tokens of its sentence)."""
    condition = _condition(sheet, draft)
    thing = _without(draft.object, condition)
    made = sheet.statement(next((sheet.cues[t.i] for t in draft.told if t.i in sheet.cues), None))
    actor, also = _speaker(sheet, draft, made)
    addressee = draft.addressee.entity if draft.addressee else None
    due, day = _dates(sheet, draft)
    trigger = _spans(sheet, [(t.i, t.i + 1) for t in draft.trigger])
    object_ = made.content if made and draft.whole else _spans(sheet, [thing] if thing else [])
    words = _spans(sheet, [condition] if condition else [])
    named = [p.token for p in (draft.actor, *draft.also, draft.addressee) if p is not None]
    dated = [stretch for number, stretch in sheet.dates if number in {due, day}]
    spans = _joined(
        [*trigger, *object_, *words, *_spans(sheet, [(t.i, t.i + 1) for t in named]), *_spans(sheet, dated)]
    )
    confidence = _confidence(draft, actor, addressee)
    return Event(
        kind=draft.kind,
        state=draft.state,
        plover=draft.plover,
        spans=spans,
        trigger=trigger,
        scope=sheet.scope,
        actor=actor,
        also=also,
        addressee=addressee if addressee != actor else None,
        object=object_,
        condition=words,
        amount=_amount(sheet, draft, thing),
        due=due,
        day=day,
        statement=sheet.voice(draft.at),
        confidence=confidence,
        shown=confidence >= SHOWN,
    )


def _speaker(sheet: Sheet, draft: Draft, made: Statement | None) -> tuple[int | None, tuple[int, ...]]:
    """Return actor and others; where the words are a statement, nobody whom the statement does not show."""
    actor = draft.actor.entity if draft.actor else None
    also = tuple(dict.fromkeys(p.entity for p in draft.also if p.entity is not None and p.entity != actor))
    if made is None:
        return actor, also
    if not made.shown and any(sure(sheet.lemmas[t.i]) for t in draft.told):
        return None, ()
    if not made.shown or made.entity is None or not draft.speaks:
        return actor, also
    if sheet.entities[made.entity].group and actor is not None:
        return actor, also
    return made.entity, tuple(dict.fromkeys((*made.also, *(n for n in also if n != made.entity))))


def _confidence(draft: Draft, actor: int | None, addressee: int | None) -> float:
    confidence = draft.confidence
    if actor is None:
        passive = (
            draft.kind is not EventKind.CONTACT and draft.actor is None and not draft.speaks and addressee is not None
        )
        confidence -= _NAMELESS if passive else 3 * _NAMELESS
    elif draft.actor is not None and draft.actor.confidence:
        confidence = min(confidence, 0.5 + draft.actor.confidence / 2)
    return round(confidence, 3)


def _without(thing: Stretch | None, condition: Stretch | None) -> Stretch | None:
    """Cut a condition off the end of an object."""
    if thing and condition and thing[0] < condition[0] < thing[1]:
        return thing[0], condition[0]
    return thing


def _condition(sheet: Sheet, draft: Draft) -> Stretch | None:
    """Find the clause on which an event hangs, beside what tells it or what is to be done."""
    heads = [*draft.told, *draft.inner]
    for head in heads:
        for part in head.children:
            if part.dep_ == "advcl" and any(said(c.lower_, "conditions") for c in part.children if c.i < part.i):
                return part.left_edge.i, part.right_edge.i + 1
            if part.dep_ == "prep" and any(_bargain(sheet, part, t) for t in part.children):
                return part.i, part.right_edge.i + 1
    return None


def _bargain(sheet: Sheet, prep: "Token", noun: "Token") -> bool:
    """Say whether a phrase names a price: "on condition that", "in exchange for"; not "in exchanges of fire"."""
    if prep.lower_ == "on":
        return sheet.lemmas[noun.i] == "condition"
    priced = any(c.lower_ == "for" for c in [*noun.children, *prep.children])
    return prep.lower_ == "in" and said(sheet.lemmas[noun.i], "exchange") and priced


def _amount(sheet: Sheet, draft: Draft, thing: Stretch | None) -> int | None:
    """Return the figure that says how much of what is promised: money first, else percent, else a count."""
    if thing is None:
        return None
    figures = sheet.piece.figures
    inside = [
        n for n, (first, last) in sheet.figures if thing[0] <= first and last <= thing[1] and not figures[n].length
    ]
    money = (n for n in inside if len(figures[n].unit) == 3 and figures[n].unit.isupper())  # ISO 4217
    shares = (n for n in inside if figures[n].unit == "percent")
    counts = (n for n in inside if draft.kind is EventKind.COMMITMENT and figures[n].unit and _counted(sheet, draft, n))
    return next(chain(money, shares, counts), None)


def _counted(sheet: Sheet, draft: Draft, number: int) -> bool:
    """Say whether a count is of what is promised itself: not of "a deal on the withdrawal of 500 men".

    Below ten, which agencies spell out, it says how many things are meant, and not how much.
    """
    value = sheet.piece.figures[number].value
    if value is None or value < _FEW:
        return False
    first, last = next(stretch for n, stretch in sheet.figures if n == number)
    inner = {t.i for t in draft.inner}
    nouns = [t for t in sheet.doc[first : last + 1] if t.pos_ in {"NOUN", "PROPN"}]
    return any(t.i in inner or t.head.i in inner for t in nouns)


def _dates(sheet: Sheet, draft: Draft) -> tuple[int | None, int | None]:
    """Return when it is due and when it was done or said, as far as dates stand beside its words."""
    anchor, due, day = sheet.piece.anchor.day, None, None
    told, inner = {t.i for t in draft.told}, {t.i for t in draft.inner}
    for number, (first, last) in sheet.dates:
        date = sheet.piece.dates[number]
        if (
            date.type not in {DateType.DATE, DateType.TIME}
            or (place := _beside(sheet, first, last, told, inner)) is None
        ):
            continue
        over = anchor is not None and date.latest is not None and date.latest < anchor
        ahead = anchor is not None and date.latest is not None and date.latest > anchor
        if (date.latest is None and date.earliest is None) or _misread(sheet, first, over=over, ahead=ahead):
            continue
        if draft.state in _DONE or (place == "told" and not ahead) or (over and day is None and due is None):
            day = number if day is None else day
        elif due is None:
            due = number
    return due, day


def _misread(sheet: Sheet, first: int, *, over: bool, ahead: bool) -> bool:
    """Say whether a date has a day that its preposition denies: "called for Friday" is to come, "during May" was."""
    before = {t.lower_ for t in sheet.doc[max(first - 2, 0) : first] if t.dep_ in {"prep", "poss"} or t.pos_ == "PRON"}
    return (over and "for" in before) or (ahead and bool(before & {"during", "since"}))


def _beside(sheet: Sheet, first: int, last: int, told: set[int], inner: set[int]) -> str | None:
    """Say whether a date stands under the words that tell an event, or under what is to be done."""
    if first >= last:
        return None
    token: Token = next((t for t in sheet.doc[first:last] if not first <= t.head.i < last), sheet.doc[first])
    for _ in range(_CLIMB):
        if token.head.i == token.i:
            return None
        token = token.head
        if token.i in inner:
            return "inner"
        if token.i in told:
            return "told"
        if token.pos_ == "VERB":
            return None
    return None


def _spans(sheet: Sheet, stretches: list[Stretch]) -> tuple[Span, ...]:
    found = [span for first, last in stretches if (span := sheet.span(first, last))]
    return _joined(found, gap=1, text=sheet.piece.text)


def _joined(spans: list[Span], gap: int = 0, text: str = "") -> tuple[Span, ...]:
    """Join spans that overlap; with a text also those with white space alone between them."""
    out: list[Span] = []
    for span in sorted(spans):
        if out and (span.start <= out[-1].end or (gap and not text[out[-1].end : span.start].strip())):
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return tuple(out)

"""Figures and dates that changed from one take to the next."""

from collections.abc import Iterator, Sequence

from writethru.link.items import Linkable
from writethru.link.words import overlap, terms
from writethru.model import Change, ChangeKind, DateExpression, Figure, Span

_SAME_THING = 0.5  # share of the shorter description that both have
_OWN = frozenset({"headline", "copy"})


def figure_changes(earlier: Linkable, later: Linkable, pairs: Sequence[tuple[Span, Span]]) -> Iterator[Change]:
    """Yield figures whose value changed, then dates, old → new.

    ``pairs`` are the paragraphs that correspond. Two figures are of one thing when unit and description agree, or
    when the unit agrees and they stand in corresponding paragraphs that hold no other of that unit.
    """
    old, new = _left(earlier, later)
    for figure in old:
        match = next((other for other in new if _one_thing(figure, other, pairs)), None)
        if match is None:
            continue
        new.remove(match)
        summary = f"figure {_shown(earlier, figure.span)} → {_shown(later, match.span)}"
        yield Change(later.key, earlier.key, ChangeKind.FIGURE, True, (figure.span,), (match.span,), summary)
    yield from _dates(earlier, later, pairs)


def _value(figure: Figure) -> tuple[object, ...]:
    return (figure.value, figure.low, figure.high, figure.unit, figure.change)


def _left(earlier: Linkable, later: Linkable) -> tuple[list[Figure], list[Figure]]:
    """Return the figures that the other take does not have."""
    old = [figure for figure in earlier.facts.figures if figure.scope in _OWN]
    new = [figure for figure in later.facts.figures if figure.scope in _OWN]
    before, after = {_value(figure) for figure in old}, {_value(figure) for figure in new}
    return [f for f in old if _value(f) not in after], [f for f in new if _value(f) not in before]


def _one_thing(figure: Figure, other: Figure, pairs: Sequence[tuple[Span, Span]]) -> bool:
    if figure.unit != other.unit or figure.length != other.length:
        return False
    if figure.what and other.what and overlap(terms(figure.what), terms(other.what)) >= _SAME_THING:
        return True
    return any(before.covers(figure.span) and after.covers(other.span) for before, after in pairs)


def _dates(earlier: Linkable, later: Linkable, pairs: Sequence[tuple[Span, Span]]) -> Iterator[Change]:
    for before, after in pairs:
        old, new = _dates_in(earlier, before), _dates_in(later, after)
        gone = [d for d in old if d.value not in {e.value for e in new}]
        come = [d for d in new if d.value not in {e.value for e in old}]
        for one, other in zip(gone, come, strict=False):
            if one.type == other.type and one.precision == other.precision:
                summary = f"date {_shown(earlier, one.span)} → {_shown(later, other.span)}"
                yield Change(later.key, earlier.key, ChangeKind.DATE, True, (one.span,), (other.span,), summary)


def _dates_in(item: Linkable, span: Span) -> list[DateExpression]:
    return [d for d in item.facts.dates if span.covers(d.span) and d.scope in _OWN]


def _shown(item: Linkable, span: Span) -> str:
    return " ".join(span.of(item.take.text).split())

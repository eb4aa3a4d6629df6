"""The coverage of a story over time as columns: inline SVG without style or script, with its figures in words."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from writethru import formats
from writethru.model import Take
from writethru.wording import _, counted, sentences

if TYPE_CHECKING:
    from markupsafe import Markup

_WIDE, _HIGH, _TOP, _FOOT = 640, 92, 18, 18
_MOST = 60  # columns that can be told apart
_LEAST = 3  # takes that make a course
_STEPS = (1, 3, 6, 12, 24, 72, 168, 720, 2160, 8760)  # hours that a column may stand for
_DAY = 24  # hours
_TOLD = 8  # columns that are told one by one in words


@dataclass(frozen=True, slots=True)
class Column:
    """The takes of one stretch of time: those that open a piece, and those that carry one on."""

    begins: datetime
    pieces: int
    updates: int


def columns(takes: Sequence[Take], opening: Collection[str]) -> tuple[tuple[Column, ...], int]:
    """Return the columns from the first take to the last, and the hours that each stands for. O(takes).

    Args:
        takes: of one story; those without a time are left out.
        opening: the keys of those that open a piece.
    """
    timed = sorted((take.sent.at.astimezone(UTC), take.key) for take in takes if take.sent)
    days = any(take.sent.day_only for take in takes if take.sent)
    if len(timed) < _LEAST:
        return (), 0
    span = (timed[-1][0] - timed[0][0]) / timedelta(hours=1)
    step = next((s for s in _STEPS if span / s < _MOST and (s >= 24 or not days)), _STEPS[-1])
    start = _floor(timed[0][0], step)
    at = [(int((moment - start) / timedelta(hours=step)), key in opening) for moment, key in timed]
    counts = Counter(at)
    last = at[-1][0]
    every = (Column(start + timedelta(hours=step * n), counts[n, True], counts[n, False]) for n in range(last + 1))
    return tuple(every)[-_MOST:], step


def _floor(moment: datetime, step: int) -> datetime:
    day = moment.replace(hour=0, minute=0, second=0, microsecond=0)
    return day + timedelta(hours=moment.hour // step * step) if step < _DAY else day


def coverage(takes: Sequence[Take], opening: Collection[str]) -> "Markup":
    """Return the chart; empty where fewer than three takes have a time, or all came within one column."""
    from markupsafe import Markup

    found, step = columns(takes, opening)
    if len(found) <= 1:
        return Markup()
    most = max(c.pieces + c.updates for c in found)
    wide = _WIDE / len(found)
    drawn = Markup().join(_column(n, one, most, wide) for n, one in enumerate(found))
    base = _HIGH - _FOOT
    ends = Markup('<text x="0" y="{}">{}</text><text x="{}" y="{}" text-anchor="end">{}</text>').format(
        _HIGH - 3, _moment(found[0].begins, step), _WIDE, _HIGH - 3, _moment(found[-1].begins, step)
    )
    top = Markup('<text class="most" x="0" y="11">{}</text>').format(_at_most(most, step))
    return Markup(
        '<svg class="coverage" viewBox="0 0 {} {}" role="img" aria-label="{}">'
        '<path class="ground" d="M0 {}H{}"/>{}{}{}</svg>'
    ).format(_WIDE, _HIGH, _told(found, step), base, _WIDE, drawn, ends, top)


def _column(number: int, one: Column, most: int, wide: float) -> "Markup":
    from markupsafe import Markup

    unit = (_HIGH - _TOP - _FOOT) / most
    x, bar = number * wide + wide * 0.1, min(wide * 0.8, 24)
    pieces, updates = one.pieces * unit, one.updates * unit
    base = _HIGH - _FOOT
    out = Markup()
    for kind, high, foot in (("pieces", pieces, base), ("updates", updates, base - pieces)):
        if high:
            out += Markup('<rect class="{}" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}"/>').format(
                kind, x, foot - high, bar, high
            )
    return out


def _told(found: tuple[Column, ...], step: int) -> str:
    """Return the chart in words: each column that has takes, or the busiest ones."""
    busy = [c for c in found if c.pieces or c.updates]
    if len(busy) > _TOLD:
        busy = sorted(sorted(busy, key=lambda c: -(c.pieces + c.updates))[:_TOLD], key=lambda c: c.begins)
    each = sentences(
        _("{when}: {number}", when=_moment(c.begins, step), number=formats.number(c.pieces + c.updates)) for c in busy
    )
    total = formats.number(sum(c.pieces + c.updates for c in found))
    return _("{number} takes over time, counted {each}. {columns}", number=total, each=_each(step), columns=each)


def _moment(begins: datetime, step: int) -> str:
    return formats.day(begins.date()) if step >= _DAY else formats.moment(begins)


def _at_most(most: int, step: int) -> str:
    return _("at most {number} {each}", number=formats.number(most), each=_each(step))


def _each(step: int) -> str:
    """Return how often takes are counted, as it stands behind their number."""
    usual = {1: _("an hour"), 24: _("a day"), 168: _("a week")}
    if step in usual:
        return usual[step]
    if step < _DAY:
        return counted("in {number} hour", "in {number} hours", step)
    return counted("in {number} day", "in {number} days", step // _DAY)

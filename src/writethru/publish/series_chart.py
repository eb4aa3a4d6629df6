"""A count drawn as a line that climbs by steps: inline SVG without style or script, so that any page may hold it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from writethru import formats
from writethru.model import ClaimMember
from writethru.wording import _

if TYPE_CHECKING:
    from markupsafe import Markup

_WIDE, _HIGH, _EDGE = 320, 72, 6
_TOP = 18  # room for the number over a dot
_LEAST = 2  # points that make a line


def chart(members: Sequence[ClaimMember]) -> "Markup":
    """Return a count as SVG, empty where fewer than two figures have a number and a time.

    Time runs from left to right, the number from 0 upwards; each figure has a dot, each step is drawn and numbered
    where the new figure was sent. The picture says in words what it shows, for whoever does not see it.
    """
    from markupsafe import Markup

    points = [(m.at.timestamp(), m.number, m.value) for m in members if m.at and m.number is not None]
    if len(points) < _LEAST:
        return Markup()
    placed = _placed([(at, number) for at, number, _ in points])
    label = _(" → ").join(dict.fromkeys(value for _, _, value in points))
    dots = Markup().join(Markup('<circle cx="{:.1f}" cy="{:.1f}" r="3"/>').format(x, y) for x, y in placed)
    steps = [n for n, point in enumerate(points) if not n or point[1] != points[n - 1][1]]
    told = Markup().join(_number(placed[n], points[n][1]) for n in steps)
    return Markup(
        '<svg class="series" viewBox="0 0 {} {}" role="img" aria-label="{}">'
        '<path class="ground" d="M0 {}H{}"/><path class="steps" d="{}"/>{}{}</svg>'
    ).format(_WIDE, _HIGH, label, _HIGH - _EDGE, _WIDE, _path(placed), dots, told)


def _number(place: tuple[float, float], number: float) -> "Markup":
    """Return a number over its dot, at the edges turned inwards."""
    from markupsafe import Markup

    x, y = place
    side = "start" if x < _WIDE / 8 else "end" if x > _WIDE * 7 / 8 else "middle"
    return Markup('<text x="{:.1f}" y="{:.1f}" text-anchor="{}">{}</text>').format(
        x, y - _EDGE - 1, side, formats.number(number)
    )


def _placed(points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return where each (time, number) stands in the picture."""
    first, last = points[0][0], points[-1][0]
    most = max(abs(number) for _, number in points) or 1.0
    span = (last - first) or 1.0
    wide, high = _WIDE - 2 * _EDGE, _HIGH - _EDGE - _TOP
    return [(_EDGE + (at - first) / span * wide, _HIGH - _EDGE - abs(number) / most * high) for at, number in points]


def _path(placed: Sequence[tuple[float, float]]) -> str:
    (x, y), *rest = placed
    return f"M{x:.1f} {y:.1f}" + "".join(f"H{right:.1f}V{up:.1f}" for right, up in rest)

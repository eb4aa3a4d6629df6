"""Curves as an SVG picture written by hand: each line in a field of its own, readable on light and on dark ground."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

_WIDE, _FIELD_WIDE, _FIELD_HIGH = 760, 300, 150
_LEFT, _TOP, _GAP, _PANEL = 60, 56, 70, 250
_STEPS = 4  # lines of the grid, at the most
_STYLE = """
text { font: 12px system-ui, sans-serif; fill: #333 }
.title { font-weight: 600; font-size: 13px }
.grid { stroke: #ddd } .curve { fill: none; stroke: #0b62a8; stroke-width: 2 } .dot { fill: #0b62a8 }
@media (prefers-color-scheme: dark) {
  text { fill: #ccc } .grid { stroke: #444 } .curve { stroke: #6cb6ff } .dot { fill: #6cb6ff }
}
"""


@dataclass(frozen=True)
class Line:
    """One measure: what it is, with its unit, and its values; drawn from 0 upwards."""

    name: str
    values: Sequence[float]


@dataclass(frozen=True)
class Panel:
    """One stream: its title, what runs to the right, where each value stands, and its lines side by side."""

    title: str
    axis: str
    at: Sequence[float]
    lines: Sequence[Line]


def picture(panels: Sequence[Panel]) -> str:
    """Return the panels one below the other as SVG; the values are said in words as well."""
    drawn = "".join(_panel(panel, n * _PANEL) for n, panel in enumerate(panels))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDE} {len(panels) * _PANEL}" role="img">'
        f"<title>{escape('; '.join(panel.title for panel in panels))}</title><style>{_STYLE}</style>{drawn}</svg>\n"
    )


def _panel(panel, top):
    title = f'<text class="title" x="{_LEFT}" y="{top + 20}">{escape(panel.title)}</text>'
    fields = (_field(panel, line, _LEFT + n * (_FIELD_WIDE + _GAP), top + _TOP) for n, line in enumerate(panel.lines))
    return title + "".join(fields)


def _field(panel, line, left, top):
    """Draw one line with its grid: where its values stand, and numbers at round steps."""
    bottom, step = top + _FIELD_HIGH, round_step(max(line.values))
    most = step * math.ceil(max(line.values) / step) or 1
    across = max(panel.at)

    def place(at, value):
        return f"{left + at / across * _FIELD_WIDE:.1f},{bottom - value / most * _FIELD_HIGH:.1f}"

    marks = [step * n for n in range(round(most / step) + 1)]
    grid = "".join(
        f'<path class="grid" d="M{place(0, mark)} H{left + _FIELD_WIDE}"/>'
        f'<text x="{left - 6}" y="{bottom - mark / most * _FIELD_HIGH + 4:.1f}" text-anchor="end">{mark:,g}</text>'
        for mark in marks
    )
    points = [place(at, value) for at, value in zip(panel.at, line.values, strict=True)]
    dots = "".join('<circle class="dot" cx="{}" cy="{}" r="2.5"/>'.format(*point.split(",")) for point in points)
    said = escape(f"{line.name}: " + ", ".join(f"{value:.3g}" for value in line.values))
    return (
        f'<g><title>{said}</title><text x="{left}" y="{top - 10}">{escape(line.name)}</text>{grid}'
        f'<path class="curve" d="M{" L".join(points)}"/>{dots}'
        f'<text x="{left}" y="{bottom + 18}">0</text>'
        f'<text x="{left + _FIELD_WIDE}" y="{bottom + 18}" text-anchor="end">'
        f"{across:,g} {escape(panel.axis)}</text></g>"
    )


def round_step(most: float) -> float:
    """Return a step of 1, 2 or 5 times a power of ten, of which at most four reach the largest value."""
    if most <= 0:
        return 1.0
    least = most / _STEPS
    power = 10.0 ** math.floor(math.log10(least))
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= least * (1 - 1e-9))

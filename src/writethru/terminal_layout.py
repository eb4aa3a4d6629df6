"""How wide running text is in the terminal, and how a line that is broken goes on."""

from typing import TYPE_CHECKING

from rich.console import Group
from rich.padding import Padding
from rich.text import Text

if TYPE_CHECKING:
    from rich.console import RenderableType

_WIDEST = 100  # columns of running text: longer lines are hard to read


def measured(what: "RenderableType", width: int) -> "RenderableType":
    """Return something no wider than is easy to read, in a terminal of so many columns; its lines keep their indent."""
    lines = Group(*map(_hanging, what.renderables)) if isinstance(what, Group) else what
    return Padding(lines, (0, max(0, width - _WIDEST), 0, 0))


def _hanging(line: "RenderableType") -> "RenderableType":
    """Keep the indent of a line where it is broken."""
    if not isinstance(line, Text) or not line.plain.startswith(" "):
        return line
    indent = len(line.plain) - len(line.plain.lstrip(" "))
    return Padding(line[indent:], (0, 0, 0, indent))

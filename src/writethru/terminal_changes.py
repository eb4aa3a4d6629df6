"""What changed between takes, as the terminal shows it: material changes word by word, cosmetic ones folded."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from rich.console import Group
from rich.padding import Padding
from rich.text import Text

from writethru.publish.footnotes import which
from writethru.publish.versions import elided, in_context, ordered

if TYPE_CHECKING:
    from rich.console import RenderableType

    from writethru.model import Change, Comparison, Promise, Take

_SIGNS = {True: ("✓", "green"), False: ("✗", "red"), None: ("?", "yellow")}
_COLOURS = {"same": "", "gone": "red strike", "new": "green underline"}
_SIGNED = {"same": "{}", "gone": "[−{}−]", "new": "[+{}+]"}
_PLAIN = {"same": "{}", "gone": "~~{}~~", "new": "{{+{}+}}"}


def comparisons(
    found: "Sequence[Comparison]", takes: "Mapping[str, Take]", *, every: bool = False, plain: bool = False
) -> "RenderableType":
    """Lay out comparisons, each with the promises of its note.

    Args:
        found: take by take, or one of any two.
        takes: those compared, by key.
        every: show cosmetic changes too, not only how many there are.
        plain: mark what went and came by signs that stand in plain text (``~~old~~ {+new+}``), without colour.
    """
    if not found:
        return Text("One take of each piece so far: nothing has changed.")
    return Group(*(line for one in found for line in _comparison(one, takes, every=every, plain=plain)))


def _comparison(
    one: "Comparison", takes: "Mapping[str, Take]", *, every: bool, plain: bool
) -> "Iterator[RenderableType]":
    yield Text(f"\n{which(takes[one.earlier])} → {which(takes[one.later])}", style="bold underline")
    if not one.changes:
        yield Text("  nothing changed")
    material, cosmetic = ordered(one.changes)
    for change in (*material, *(cosmetic if every else ())):
        yield from _change(change, takes, plain=plain)
    if cosmetic and not every:
        words = "1 cosmetic change; --all shows it"
        words = words if len(cosmetic) == 1 else f"{len(cosmetic)} cosmetic changes; --all shows them"
        yield Text(f"  and {words}" if material else f"  {words}", style="dim")
    for promise in one.promises:
        yield _promise(promise)


def _change(change: "Change", takes: "Mapping[str, Take]", *, plain: bool) -> "Iterator[RenderableType]":
    kind = Text(f"  {change.kind.value} ", style="bold" if change.material else "dim")
    weight = "correction" if change.correction else "material" if change.material else "cosmetic"
    told = change.summary.removeprefix(f"{change.kind.value}:").removeprefix(change.kind.value).strip()
    yield kind + Text(f"({weight}) ", style="magenta" if change.correction else "dim") + Text(told)
    text = Text()
    for segment in elided(in_context(change, takes[change.previous], takes[change.take])):
        shape = (_PLAIN if plain else _SIGNED)[segment.kind]
        text.append(_signed(segment.text, shape), style=_COLOURS[segment.kind])
    if text:
        yield Padding(text, (0, 0, 0, 6))


def _signed(text: str, shape: str) -> str:
    """Put the signs round the words, and not round the blanks at their ends."""
    words = text.strip()
    return text.replace(words, shape.format(words), 1) if words else text


def _promise(promise: "Promise") -> Text:
    sign, colour = _SIGNS[promise.kept]
    return Text(f"  {sign} ", style=colour) + Text(promise.says, style="dim" if promise.kept else "")

"""What changed between takes, as the terminal shows it: material changes word by word, cosmetic ones folded."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from rich.console import Group
from rich.padding import Padding
from rich.text import Text

from writethru.model import ChangeKind
from writethru.publish.footnotes import which
from writethru.publish.versions import elided, in_context, ordered

if TYPE_CHECKING:
    from rich.console import RenderableType

    from writethru.model import Change, Comparison, Promise, Take

_TOLD_BY_WORDS = frozenset(
    {
        ChangeKind.HEADLINE,
        ChangeKind.ADDED,
        ChangeKind.DROPPED,
        ChangeKind.REWORDED,
        ChangeKind.SPELLING,
        ChangeKind.NOTE,
    }
)
_SAID = frozenset({ChangeKind.STATEMENT_ADDED, ChangeKind.STATEMENT_DROPPED, ChangeKind.STATEMENT_REWORDED})
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
    above = [change for change in material if _shown_above(change, one.changes)]
    last = Text()
    for change in (*material, *(cosmetic if every else ())):
        if change not in above:
            yield _heading(change)
            text = _words(change, takes, plain=plain)
            if text and text != last:  # two figures of one sentence are shown in it once
                yield Padding(text, (0, 0, 0, 6))
            last = text
    yield from _statements(above)
    if cosmetic and not every:
        words = "1 cosmetic change; --all shows it"
        words = words if len(cosmetic) == 1 else f"{len(cosmetic)} cosmetic changes; --all shows them"
        yield Text(f"  and {words}" if material else f"  {words}", style="dim")
    for promise in one.promises:
        yield _promise(promise)


def _heading(change: "Change") -> Text:
    """The kind, its weight, and what the words below do not tell themselves."""
    weight = "correction" if change.correction else "material" if change.material else "cosmetic"
    kind = Text(f"  {change.kind.value} ", style="bold" if change.material else "dim")
    told = change.summary.removeprefix(change.kind.value).lstrip(": ")
    if change.kind in _TOLD_BY_WORDS:
        told = ""
    elif change.kind in _SAID or told.startswith(("reworded", "replaced")):
        told = told.partition(":")[0]
    return kind + Text(f"({weight}) ", style="magenta" if change.correction else "dim") + Text(told)


def _shown_above(change: "Change", changes: "Sequence[Change]") -> bool:
    """Say whether a statement's words stand in a paragraph that came or went whole, and is shown so."""
    if change.kind not in (ChangeKind.STATEMENT_ADDED, ChangeKind.STATEMENT_DROPPED):
        return False
    wholes = [c for c in changes if c.kind in (ChangeKind.ADDED, ChangeKind.DROPPED)]
    return any(
        paragraph.covers(span)
        for whole in wholes
        for paragraphs, spans in ((whole.before, change.before), (whole.after, change.after))
        for paragraph in paragraphs
        for span in spans
    )


def _statements(above: "Sequence[Change]") -> "Iterator[Text]":
    """Who is newly quoted, or no longer, in the paragraphs that are shown already."""
    for kind, words in ((ChangeKind.STATEMENT_ADDED, "added"), (ChangeKind.STATEMENT_DROPPED, "dropped")):
        voices = Counter(
            c.summary.partition(" newly says" if words == "added" else " no longer says")[0]
            for c in above
            if c.kind is kind
        )
        if voices:
            who = ", ".join(f"{name} {number}" if number > 1 else name for name, number in voices.items())
            yield Text(f"  {kind.value} ", style="bold") + Text("(material) ", style="dim") + Text(f"in these: {who}")


def _words(change: "Change", takes: "Mapping[str, Take]", *, plain: bool) -> Text:
    text = Text()
    for segment in elided(in_context(change, takes[change.previous], takes[change.take])):
        shape = (_PLAIN if plain else _SIGNED)[segment.kind]
        text.append(_signed(segment.text, shape), style=_COLOURS[segment.kind])
    return text


def _signed(text: str, shape: str) -> str:
    """Put the signs round the words, and not round the blanks at their ends."""
    words = text.strip()
    return text.replace(words, shape.format(words), 1) if words else text


def _promise(promise: "Promise") -> Text:
    sign, colour = _SIGNS[promise.kept]
    return Text(f"  {sign} ", style=colour) + Text(promise.says, style="dim" if promise.kept else "")

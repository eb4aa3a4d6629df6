"""Words marked in their text, so that a link can open them: nested and crossing spans, as HTML."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from writethru.model import Span
from writethru.tell.display import shown

if TYPE_CHECKING:
    from markupsafe import Markup

Opening = Callable[[Span], "Markup"]
"""The tag that opens the mark of a span, and whatever stands at its head."""


def anchor(span: Span) -> str:
    """Return the fragment that opens a span on its take's page."""
    return f"w-{span.start}-{span.end}"


def by_anchor(span: Span) -> "Markup":
    """Open a mark that a link can open by its place in the take."""
    from markupsafe import Markup

    return Markup('<mark id="{}">').format(anchor(span))


def marked(text: str, within: Span, spans: Iterable[Span], opened: set[Span], opening: Opening = by_anchor) -> "Markup":
    """Return the words of ``within`` as HTML, each span wrapped in ``<mark>``.

    Args:
        text: the take's text.
        within: the stretch to write out, such as a paragraph.
        spans: what to mark; parts outside ``within`` are left off.
        opened: the spans opened so far on this page; those opened here are added. Each is opened once: what
            follows of it, in another paragraph or behind a crossing, is a plain mark.
        opening: what opens a span's first mark.

    O(n log n + length of the words) for n spans, times their depth.
    """
    inside = sorted({s for s in spans if s.meets(within)}, key=lambda s: (s.start, -s.end))
    pieces = [(Span(max(s.start, within.start), min(s.end, within.end)), s) for s in inside]
    return _written(text, within, pieces, opened, opening)


def _written(
    text: str, within: Span, pieces: Sequence[tuple[Span, Span]], opened: set[Span], opening: Opening
) -> "Markup":
    from markupsafe import Markup

    out, at, queue = Markup(), within.start, list(pieces)
    while queue:
        here, span = queue.pop(0)
        inner = [(Span(h.start, min(h.end, here.end)), s) for h, s in queue if h.start < here.end]
        rest = [(Span(here.end, h.end), s) for h, s in queue if h.start < here.end < h.end]
        queue = sorted([*rest, *(p for p in queue if p[0].start >= here.end)], key=lambda p: (p[0].start, -p[0].end))
        out += edged(text[at : here.start])
        out += Markup("<mark>") if span in opened else opening(span)
        opened.add(span)
        out += _written(text, here, inner, opened, opening) + Markup("</mark>")
        at = here.end
    return out + edged(text[at : within.end])


def edged(words: str) -> str:
    """Return words as they are shown, with one space kept at either end where there was white space."""
    if not words.strip():
        return " " if words else ""
    return (" " if words[0].isspace() else "") + shown(words) + (" " if words[-1].isspace() else "")


def unsigned(text: str, span: Span) -> Span:
    """Return a span without the sign that some agencies set before a caption."""
    words = span.of(text)
    return Span(span.start + len(words) - len(words.lstrip("▲△▼▶■◆● \t\n")), span.end)

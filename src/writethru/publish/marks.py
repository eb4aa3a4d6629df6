"""Words marked in their text, so that a link can open them: nested and crossing spans, as HTML."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from writethru.model import Span
from writethru.tell.display import shown

if TYPE_CHECKING:
    from markupsafe import Markup

Naming = Callable[[Span], str]


def anchor(span: Span) -> str:
    """Return the fragment that opens a span on its take's page."""
    return f"w-{span.start}-{span.end}"


def marked(text: str, within: Span, spans: Iterable[Span], named: set[str], ids: bool = True) -> "Markup":
    """Return the words of ``within`` as HTML, each span wrapped in ``<mark>``.

    Args:
        text: the take's text.
        within: the stretch to write out, such as a paragraph.
        spans: what to mark; parts outside ``within`` are left off.
        named: the fragments given so far on this page; those given here are added, each once.
        ids: give each mark its fragment.

    A span that begins inside another and ends after it is written as two marks, the first of which has the
    fragment. O(n log n + length of the words) for n spans, times their depth.
    """
    inside = sorted((s for s in spans if s.meets(within)), key=lambda s: (s.start, -s.end))
    pieces = [(Span(max(s.start, within.start), min(s.end, within.end)), anchor(s) if ids else "") for s in inside]
    return _written(text, within, pieces, named)


def _written(text: str, within: Span, pieces: Sequence[tuple[Span, str]], named: set[str]) -> "Markup":
    from markupsafe import Markup

    out, at, queue = Markup(), within.start, list(pieces)
    while queue:
        span, name = queue.pop(0)
        inner = [(_cut(s, span), n) for s, n in queue if s.start < span.end]
        rest = [(Span(span.end, s.end), "") for s, n in queue if s.start < span.end < s.end]
        queue = sorted(
            [*rest, *((s, n) for s, n in queue if s.start >= span.end)], key=lambda p: (p[0].start, -p[0].end)
        )
        out += edged(text[at : span.start])
        out += _opening(name, named) + _written(text, span, inner, named) + Markup("</mark>")
        at = span.end
    return out + edged(text[at : within.end])


def _cut(span: Span, within: Span) -> Span:
    return Span(span.start, min(span.end, within.end))


def _opening(name: str, named: set[str]) -> "Markup":
    from markupsafe import Markup

    if not name or name in named:
        return Markup("<mark>")
    named.add(name)
    return Markup('<mark id="{}">').format(name)


def edged(words: str) -> str:
    """Return words as they are shown, with one space kept at either end where there was white space."""
    if not words.strip():
        return " " if words else ""
    return (" " if words[0].isspace() else "") + shown(words) + (" " if words[-1].isspace() else "")


def unsigned(text: str, span: Span) -> Span:
    """Return a span without the sign that some agencies set before a caption."""
    words = span.of(text)
    return Span(span.start + len(words) - len(words.lstrip("▲△▼▶■◆● \t\n")), span.end)

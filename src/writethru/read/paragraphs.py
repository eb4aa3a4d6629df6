"""Where paragraphs begin and end in plain text: blank lines, indents, or one line each."""

from collections.abc import Iterator
from itertools import pairwise

from writethru.model import Span

_WRAP_MIN, _WRAP_MAX = 45, 100  # the width of lines that were wrapped by a machine


def paragraphs(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """Yield the paragraphs of ``text[start:end]`` without the white space around them. O(length).

    A blank line always ends a paragraph. Lines that were wrapped to a width are joined, and an indented line
    then begins a new paragraph; lines of free length are a paragraph each.
    """
    end = len(text) if end is None else end
    for block in _blocks(text, start, end):
        if _wrapped([text[line.start : line.end] for line in block]):
            yield from _joined(text, block)
        else:
            yield from (_stripped(text, line) for line in block)


def _lines(text: str, start: int, end: int) -> Iterator[Span]:
    at = start
    while at < end:
        stop = text.find("\n", at, end)
        stop = end if stop < 0 else stop
        yield Span(at, stop)
        at = stop + 1


def _blocks(text: str, start: int, end: int) -> Iterator[list[Span]]:
    block: list[Span] = []
    for line in _lines(text, start, end):
        if line.of(text).strip():
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _wrapped(lines: list[str]) -> bool:
    """Say whether a machine broke the lines: most are near one width and none is longer than it."""
    if len(lines) < 2:
        return False
    lengths = [len(line.rstrip()) for line in lines]
    # The last line of a paragraph is short; it is followed by an indented one or by nothing.
    full = [n for n, after in zip(lengths, [*lines[1:], "   "], strict=True) if not after.startswith((" ", "\t"))]
    if not full:
        return all(line.startswith((" ", "\t")) for line in lines[1:])
    if len(full) > 1 and lines[0].startswith((" ", "\t")) and not lines[1].startswith((" ", "\t")):
        full = full[1:]  # an indented first line is short where a dateline stood before it
    return max(lengths) <= _WRAP_MAX and sum(n >= _WRAP_MIN for n in full) >= 0.8 * len(full)


def _joined(text: str, block: list[Span]) -> Iterator[Span]:
    first = block[0]
    for before, line in pairwise(block):
        if text[line.start : line.start + 1] in (" ", "\t"):
            yield _stripped(text, Span(first.start, before.end))
            first = line
    yield _stripped(text, Span(first.start, block[-1].end))


def _stripped(text: str, span: Span) -> Span:
    words = span.of(text)
    return Span(span.start + len(words) - len(words.lstrip()), span.end - len(words) + len(words.rstrip()))

"""A text as lines: where each one's words stand, and whether a blank line is before it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from writethru.model import Span
from writethru.read.lists import any_of, table

_SPACE = " \t\u00a0\u200b\ufeff\u3000\x07\x0c\x1a"
_WRAP = (45, 100)  # the width of lines that were wrapped by a machine
_COLUMNS, _CELL = 2, 32  # cells of a line in columns (of two, the second holds figures), and the widest of them
_GAP = re.compile(r"\S {3,}\S|\t")
_FIGURES = re.compile(r"[-+$€£¥%(),./:\d\s{}]*\d[-+%(),./:\d\s{}]*")
_BULLET = re.compile(r"[*•▲■◆●]\s+\S")
_SENTENCE_END = (".", "!", "?", "。", "！", "？", "…", '."', ".”", '?"', "?”", "''", "」", ".)", "۔", "؟", ":")
_WIDE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3]")


@dataclass(frozen=True, slots=True)
class Line:
    """One line that has words. ``gap``: a blank line or the text's start is before it; ``indented``: white space is."""

    span: Span
    words: str
    gap: bool
    indented: bool


def lines(text: str, start: int = 0, end: int | None = None) -> list[Line]:
    """Return the lines of ``text[start:end]`` that have words, without the white space around them. O(length)."""
    end = len(text) if end is None else end
    found: list[Line] = []
    at, gap = start, True
    while at < end:
        stop = text.find("\n", at, end)
        stop = end if stop < 0 else stop
        raw = text[at:stop]
        words = raw.strip(_SPACE)
        if words:
            left = len(raw) - len(raw.lstrip(_SPACE))
            found.append(Line(Span(at + left, at + left + len(words)), words, gap, left > 0))
        gap = not words
        at = stop + 1
    return found


def unwrapped(found: list[Line], alone: Callable[[str], bool]) -> list[Line]:
    """Join the lines of paragraphs that a machine broke to a width; a line that stands ``alone`` never joins. O(n)."""
    out: list[Line] = []
    at = 0
    width = max((len(line.words) for line in found), default=0)
    while at < len(found):
        stop = at + 1
        if not alone(found[at].words):
            while stop < len(found) and not _begins(found, stop) and not alone(found[stop].words):
                stop += 1
        out.extend(_joined(found[at:stop], width))
        at = stop
    return out


def _begins(found: list[Line], n: int) -> bool:
    return found[n].gap or (found[n].indented and not found[n - 1].indented)


def _joined(block: list[Line], width: int) -> list[Line]:
    """Join one block; ``width`` is that of the whole text: two lines are joined when the first fills it."""
    full = [len(line.words) for line in block[:-1]]
    widest = max((len(line.words) for line in block), default=0)
    if len(block) < 2 or not _WRAP[0] <= widest <= _WRAP[1] or min(full) < 0.7 * widest:
        return block
    if len(block) == 2 and not block[1].words[:1].islower() and (width > _WRAP[1] or full[0] < 0.85 * width):
        return block
    if sum(closed(line.words) for line in block[:-1]) > len(full) / 2:
        return block
    words = " ".join(line.words for line in block)
    return [Line(Span(block[0].span.start, block[-1].span.end), words, block[0].gap, block[0].indented)]


def size(words: str) -> int:
    """Return how much a line says, in Latin letters' worth: a syllable or ideograph counts for two and a half."""
    return len(words) + int(1.5 * len(_WIDE.findall(words)))


def closed(words: str) -> bool:
    """Say whether a line ends as a sentence does."""
    return words.rstrip(" \t").endswith(_SENTENCE_END)


def is_prose(words: str) -> bool:
    """Say whether a line is a paragraph of running text, not a title, label or link."""
    length = size(words)
    return length >= 200 or (length >= 70 and closed(words))


def is_columns(words: str) -> bool:
    """Say whether a line stands in columns."""
    if re.search(r"\S\s?\.{5,}\s?\S", words):
        return True
    if not _GAP.search(words):
        return False
    cells = [cell.strip() for cell in re.split(r" {2,}|\t+", words) if cell.strip()]
    if len(cells) < _COLUMNS or max(map(len, cells)) > _CELL:
        return False
    return len(cells) > _COLUMNS or bool(_FIGURES.fullmatch(cells[1]))


@cache
def _ends(key: str) -> re.Pattern[str]:
    return any_of(table("ends")[key])


def is_end(words: str) -> bool:
    """Say whether a line is an end mark and nothing else."""
    return len(words) < 60 and bool(_ends("lines").fullmatch(words) or _ends("glued").fullmatch(words))


def end_in(words: str) -> tuple[int, int] | None:
    """Return where an end mark stands at the head or the tail of a line with other words, or None."""
    head = _ends("glued").match(words)
    if head:
        return head.span()
    base = max(0, len(words) - 400)
    marks = [mark.span() for mark in _ends("glued").finditer(words, base)]
    return marks[-1] if marks else None


def is_more(words: str) -> bool:
    """Say whether a line says that the piece goes on in another take."""
    return len(words) < 20 and bool(_ends("more").fullmatch(words))


def is_bullet(words: str) -> bool:
    """Say whether a line is one point of a list or a summary."""
    return bool(_BULLET.match(words))


def signed(words: str) -> tuple[int, int] | None:
    """Return where the initials of writers and editors stand at the end of a paragraph, or None."""
    if re.fullmatch(table("ends")["initials"], words):
        return 0, len(words)
    found = re.search(table("ends")["signed"], words)
    return found.span() if found else None


def is_divider(words: str) -> bool:
    """Say whether a line only divides."""
    return len(words) < 90 and bool(_ends("dividers").fullmatch(words))

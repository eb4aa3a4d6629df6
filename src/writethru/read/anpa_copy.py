"""The text of an ANPA transmission: header lines told apart by what they are, copy and columns behind them."""

import re
from collections.abc import Iterator
from itertools import groupby

from writethru.model import PartKind
from writethru.read.blocks import add_copy, without_repeats
from writethru.read.bylines import is_after, is_byline
from writethru.read.dateline import dateline
from writethru.read.frames import bare
from writethru.read.item import Item
from writethru.read.lines import is_divider, is_end
from writethru.read.markers import is_slug_line
from writethru.read.markup import Block, aligned
from writethru.read.notes import is_note

_HEADER_LINE = re.compile(r"\^([^\n^]*)(?:\n|(?=\^)|\Z)")
_CLOSERS = ("<", "=")
_PHOTOS = re.compile(r"(?:AP )?(?:Photos?|Graphics?|Video|Audio)\b[ :]")  # "AP Photo XNP101, XNP102"
_NUMBER_OF_SERVICE = re.compile(r"\*\d+$")  # "*9006": which printers were to take it
_ROW = "\x08"
_MOVES = re.compile(r"(?: ?[\x1e\x1f])+ ?")  # to the next column
_SEMICOLONS = 3  # a line with that many fields is a row of a table
_LINE = 45  # code points of a line of wrapped copy
_PROSE = 120  # and of a line of copy among columns
_MOSTLY = 0.5


def fill_in(item: Item, text: str, columns: bool) -> None:
    """Fill in headline, slug, notes, bylines, copy and tables from the text of one transmission. O(length)."""
    text = text.lstrip("\n")
    rest = _header(item, text)
    if columns and not _wrapped(rest):
        item.copy += _set(rest)
    else:
        _running(item, rest)
    without_repeats(item)


def _header(item: Item, text: str) -> str:
    """File the lines above the copy: those between ``^`` and ``<`` or ``=``, or, with Kyodo, the first two."""
    if not text.startswith("^"):
        return _plain_header(item, text)
    at = 0
    while found := _HEADER_LINE.match(text, at):
        raw = found[1].rstrip()
        line = bare(_opened(raw)).strip()
        if item.headline and (not raw.endswith(_CLOSERS) or _is_subhead(raw, line)):
            break
        if line:
            _file(item, line)
        at = found.end()
        while text.startswith(" ", at):  # two header lines on one line
            at += 1
    return text[at:]


def _is_subhead(raw: str, line: str) -> bool:
    """Say whether a closed line is set over columns: centred, and no byline."""
    return raw.endswith("=") and not (is_byline(line) or is_after(line))


def _opened(raw: str) -> str:
    """Return a line without the mark that closes it: ``<`` at the margin, ``=`` centred."""
    line = raw.rstrip()
    return line[:-1] if line.endswith(_CLOSERS) else line


def _plain_header(item: Item, text: str) -> str:
    """Kyodo sets no carets: the slug line, then the headline up to its plus sign."""
    lines = text.split("\n")
    at = 0
    if lines and is_slug_line(lines[0].strip()):
        _file(item, lines[0].strip())
        at = 1
    stop = next((n for n in range(at, min(len(lines), at + 4)) if lines[n].rstrip().endswith("+")), None)
    if stop is not None:
        item.headline = bare(" ".join(" ".join(lines[at : stop + 1]).split()))
        at = stop + 1
    return "\n".join(lines[at:])


def _file(item: Item, line: str) -> None:
    if is_slug_line(line) and not item.slug:
        item.slug = line
    elif _NUMBER_OF_SERVICE.match(line) or is_divider(line):
        item.header.append(line)
    elif _PHOTOS.match(line) or is_note(line):
        item.notes.append(line)
    elif is_byline(line) or (is_after(line) and item.bylines):
        item.bylines.append(line)
    elif not item.headline:
        item.headline = line
    elif not item.standfirst:
        item.standfirst = line
    else:
        item.copy.append(Block(line, PartKind.STANDFIRST))


def _wrapped(text: str) -> bool:
    """Say whether a text is copy broken to a width, whatever its heading says."""
    sizes = [len(line.strip()) for line in text.split("\n") if line.strip()]
    return bool(sizes) and sum(_LINE <= size <= 2 * _LINE for size in sizes) > _MOSTLY * len(sizes)


def _running(item: Item, text: str) -> None:
    """Add running text. AP's paragraphs are a line each, behind a tab; rows of a table may stand among them."""
    apart = "\n\n" if "\n\t" in f"\n{text}" else "\n"
    held: list[str] = []
    for of_table, lines in groupby(text.split("\n"), lambda raw: raw.startswith(_ROW)):
        if of_table:
            add_copy(item, apart.join(held))
            held = []
            item.copy += [Block(rows, PartKind.TABLE) for rows in _table(list(lines))]
        elif apart == "\n":
            held += [bare(line) for line in lines]
        else:
            held += [bare(_opened(line)).strip().removeprefix("^") for line in lines]
    add_copy(item, apart.join(held))


def _set(text: str) -> Iterator[Block]:
    """Yield text that was set in columns, line for line: tables, and the copy that stands among them."""
    held: list[str] = []
    for raw in text.split("\n"):
        line = _opened(raw).strip("\t\n \x0c")
        words = bare(line).removeprefix("^").strip()
        if words and (len(words) >= _PROSE or dateline(words) or is_divider(words) or is_end(words)):
            yield from _columns(held)
            held = []
            yield Block(words, _kind(words))
        elif words:
            held.append(line)
    yield from _columns(held)


def _kind(words: str) -> PartKind:
    if is_end(words):
        return PartKind.END
    return PartKind.MARKUP if is_divider(words) else PartKind.PARAGRAPH


def _columns(lines: list[str]) -> Iterator[Block]:
    """Yield one table: rows that follow one another are aligned, lines without columns stay as they are."""
    out: list[str] = []
    rows: list[str] = []
    for line in lines:
        if line.startswith(_ROW) or line.count(";") >= _SEMICOLONS:
            rows.append(line)
            continue
        out += [*_table(rows), bare(line).removeprefix("^")]
        rows = []
    out += _table(rows)
    if out:
        yield Block("\n".join(out), PartKind.TABLE)


def _table(rows: list[str]) -> Iterator[str]:
    """Yield rows as one table: cells stand between moves or semicolons, ``{`` is a half."""
    if rows:
        yield aligned([_cells(row) for row in rows])


def _cells(row: str) -> list[str]:
    row = row.removeprefix(_ROW).strip().removeprefix("^").replace("{", "½")
    cells = _MOVES.split(row) if _MOVES.search(row) else row.split(";")
    return [bare(cell).strip() for cell in cells]

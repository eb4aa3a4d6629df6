"""Marked-up copy (HTML, XHTML, NITF) as blocks: paragraphs, and tables whose columns stay."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from lxml import etree, html

from writethru.model import PartKind
from writethru.read.lines import closed, is_columns
from writethru.read.paragraphs import paragraphs
from writethru.read.tree import local

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "block",
        "body.content",
        "dd",
        "div",
        "dl",
        "dt",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hl2",
        "hr",
        "li",
        "main",
        "nitf",
        "ol",
        "p",
        "section",
        "ul",
        "bq",
    ]
)
_NOTES = frozenset({"note"})  # NITF: for editors, wherever it stands
_OF_LAYOUT = frozenset({"table", "tbody", "tr", "td", "th", "figure"})
_TABLES = frozenset({"table", "nitf-table"})
_SKIPPED = frozenset(
    [
        "script",
        "style",
        "template",
        "head",
        "figcaption",
        "media",
        "iframe",
        "svg",
        "object",
        "embed",
        "body.head",
        "body.end",
        "img",
        "video",
        "audio",
        "noscript",
    ]
)
_MEDIA = frozenset({"img", "picture", "video", "audio", "iframe", "svg", "object", "embed"})
_PROLOGUE = re.compile(r"\s*<\?xml\b[^>]*\?>")
_WHOLE = re.compile(r"\s*(?:<\?xml\b[^>]*\?>)?\s*(?:<!doctype\b[^>]*>)?\s*<(?:html|body|head|nitf)\b", re.IGNORECASE)
_WIDEST = 400_000  # code points of one block
_COLUMN = re.compile(r"\S {2,}\S|-{5,}")  # goes on with a table that has begun
_TABLE = 3  # lines in columns that make a table
_INDENT = 2  # columns by which a line that begins a paragraph is set in
_LONG_CELL = 200  # characters that a cell of figures never has
_DOT = 3  # pixels: a smaller picture counts readers


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph or table of a piece: its words, white space folded unless its columns are kept."""

    text: str
    kind: PartKind = PartKind.PARAGRAPH


def of_html(words: str, skipped: frozenset[str] = frozenset()) -> list[Block]:
    """Return the blocks of a piece of HTML; of plain text, its paragraphs. O(length); never raises.

    Args:
        words: a fragment, or a whole document.
        skipped: classes whose elements are no copy.
    """
    if "<" not in words and "&" not in words:
        return of_text(words)
    try:
        if _WHOLE.match(words):
            root = html.document_fromstring(_PROLOGUE.sub("", words, count=1))
        else:
            root = html.fragment_fromstring(words, create_parent="div")
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        return of_text(words)
    for element in [e for e in root.iter() if skipped.intersection(str(e.get("class", "")).split())]:
        _dropped(element)
    return of_element(root)


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture that stands in marked-up copy: its address, its caption, and what it is described as."""

    url: str
    caption: str
    description: str


def pictures(words: str) -> list[Shown]:
    """Return the pictures in a piece of HTML, each with its own caption; none that is there to count readers."""
    if "<img" not in words.lower():
        return []
    try:
        root = html.fragment_fromstring(words, create_parent="div")
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        return []
    shown = []
    for image in root.iter("img"):
        if any((image.get(side) or "").rstrip("px") in map(str, range(_DOT)) for side in ("width", "height")):
            continue
        figure = next((up for up in image.iterancestors("figure")), None)
        captions = figure.iter("figcaption") if figure is not None and len(list(figure.iter("img"))) == 1 else ()
        caption = " ".join(" ".join(str(t) for t in found.itertext()) for found in captions)
        url = image.get("src") or image.get("data-src") or ""
        shown.append(Shown(url.strip(), " ".join(caption.split()), " ".join((image.get("alt") or "").split())))
    return shown


def of_text(words: str) -> list[Block]:
    """Return the paragraphs of plain text: divided by blank lines, else by indents, else one a line."""
    words = words.replace("\r\n", "\n").replace("\r", "\n")
    pieces = words.split("\n\n") if "\n\n" in words else [span.of(words) for span in paragraphs(words)]
    return [block for piece in pieces for block in _of_lines(piece)]


def _of_lines(piece: str, edge: int | None = None) -> Iterator[Block]:
    """Yield the blocks of one paragraph as it was marked up: agencies set tables and paragraphs inside it by spaces."""
    every_line = [line.rstrip() for line in piece.split("\n")]
    lines = [line for line in every_line if line]
    if edge is None:
        edge = min((_inset(line) for line in lines[1:]), default=1)
    if edge == 0 and "" in every_line[1:-1]:
        halves = piece.strip("\n").split("\n\n", 1)
        if len(halves) == 2 and all(half.strip() for half in halves):
            for half in halves:
                yield from _of_lines(half, edge)
            return
    columns = [n for n, line in enumerate(lines) if is_columns(line.strip())]
    if len(columns) < _TABLE:
        yield from (_folded(part) for part in _indented(lines, edge) if part)
        return
    first, last = columns[0], columns[-1] + 1
    while last < len(lines) and _COLUMN.search(lines[last].strip()):
        last += 1
    yield from (_folded(part) for part in (lines[:first],) if part)
    margin = min(_inset(line) for line in lines[first:last])
    yield Block("\n".join(line[margin:] for line in lines[first:last]), PartKind.TABLE)
    yield from (_folded(part) for part in (lines[last:],) if part)


def _folded(lines: list[str]) -> Block:
    return Block(" ".join(" ".join(lines).split())[:_WIDEST])


def _indented(lines: list[str], edge: int) -> Iterator[list[str]]:
    """Split where a line is set in: wrapped copy stands at the margin, tidied markup must end a sentence before it."""
    start = 0
    for n, (before, line) in enumerate(pairwise(lines), 1):
        if _inset(line) >= edge + _INDENT and (edge == 0 or closed(before)):
            yield lines[start:n]
            start = n
    yield lines[start:]


def _inset(line: str) -> int:
    return len(line) - len(line.lstrip())


def of_element(root: etree._Element) -> list[Block]:
    """Return the blocks under an element, in order; pictures, scripts and heads are left out. O(elements).

    A line break inside a paragraph begins a new block only where two stand together.
    """
    gathered = _Gathered()
    _walk(root, gathered)
    gathered.close()
    return gathered.blocks


def _dropped(element: etree._Element) -> None:
    """Take an element out of its tree; the words behind it stay."""
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + (element.tail or "")
    else:
        parent.text = (parent.text or "") + (element.tail or "")
    parent.remove(element)


class _Gathered:
    """Blocks so far, and the words of the one that is open."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._open: list[str] = []

    def put(self, words: str | None) -> None:
        if words:
            self._open.append(words)

    def note(self, words: str) -> None:
        self.close()
        if kept := " ".join(words.split()):
            self.blocks.append(Block(kept[:_WIDEST], PartKind.NOTE))

    def close(self) -> None:
        whole = "".join(self._open)
        self._open = []
        for piece in whole.split("\v\v"):
            self.blocks.extend(_of_lines(piece.replace("\v", "\n")))

    def table(self, rows: str) -> None:
        self.close()
        if rows.strip():
            self.blocks.append(Block(rows, PartKind.TABLE))


def _walk(element: etree._Element, gathered: _Gathered) -> None:
    name = local(element).lower()
    if not name or name in _SKIPPED - {"figure"}:
        return
    if name == "figure" and not _of_words(element):
        for under in element.iter():
            if local(under).lower() in _TABLES:
                gathered.table(_rows(under))
        return
    if name in _TABLES and not _lays_out(element):
        gathered.table(_rows(element))
        return
    if name in _NOTES:
        gathered.note("".join(str(t) for t in element.itertext()))
        return
    if name == "pre":
        gathered.table("".join(str(t) for t in element.itertext()).lstrip("\n").rstrip())
        return
    block = name in _BLOCKS or name in _OF_LAYOUT
    if block:
        gathered.close()
    gathered.put("\v" if name == "br" else element.text)
    for under in element:
        _walk(under, gathered)
        gathered.put(under.tail)
    if block:
        gathered.close()


def _of_words(figure: etree._Element) -> bool:
    """Say whether a figure holds a table or a quotation, and no picture."""
    inside = {local(under).lower() for under in figure.iter()}
    return bool(inside & {"table", "blockquote"}) and not inside & _MEDIA


def _lays_out(table: etree._Element) -> bool:
    """Say whether a table only puts running text in its place, as mail does: one column, or texts in cells."""
    if any(local(under) == "table" for under in table.iterdescendants()):
        return True
    rows = [[cell for cell in row if local(cell) in ("td", "th")] for row in table.iter() if local(row) == "tr"]
    if max(map(len, rows), default=0) < 2:  # a heading alone is a table's
        return any(local(cell) == "td" for row in rows for cell in row)
    return any(len("".join(str(t) for t in cell.itertext()).strip()) > _LONG_CELL for row in rows for cell in row)


def _rows(table: etree._Element) -> str:
    """Return a table as lines with its columns aligned."""
    rows = [
        [" ".join("".join(str(t) for t in cell.itertext()).split()) for cell in row if local(cell) in ("td", "th")]
        for row in table.iter()
        if local(row) == "tr"
    ]
    return aligned(rows)


def aligned(rows: list[list[str]]) -> str:
    """Return rows of cells as lines whose columns stand below one another."""
    widths: dict[int, int] = {}
    for row in rows:
        for n, cell in enumerate(row):
            widths[n] = max(widths.get(n, 0), len(cell))
    return "\n".join("  ".join(cell.ljust(widths[n]) for n, cell in enumerate(row)).rstrip() for row in rows)

"""Marked-up copy (HTML, XHTML, NITF) as blocks: paragraphs, and tables whose columns stay."""

from dataclasses import dataclass

from lxml import etree, html

from writethru.model import PartKind
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
_TABLES = frozenset({"table", "nitf-table"})
_SKIPPED = frozenset(
    [
        "script",
        "style",
        "template",
        "head",
        "figure",
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
_WIDEST = 400_000  # code points of one block


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph or table of a piece: its words, white space folded unless its columns are kept."""

    text: str
    kind: PartKind = PartKind.PARAGRAPH


def of_html(words: str) -> list[Block]:
    """Return the blocks of a piece of HTML; of plain text, its paragraphs. O(length); never raises."""
    if "<" not in words and "&" not in words:
        return of_text(words)
    try:
        root = html.fragment_fromstring(words, create_parent="div")
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        return of_text(words)
    return of_element(root)


def of_text(words: str) -> list[Block]:
    """Return the paragraphs of plain text: divided by blank lines, or by lines when there are none."""
    words = words.replace("\r\n", "\n").replace("\r", "\n")
    pieces = words.split("\n\n") if "\n\n" in words else words.split("\n")
    return [Block(kept) for piece in pieces if (kept := " ".join(piece.split()))]


def of_element(root: etree._Element) -> list[Block]:
    """Return the blocks under an element, in order; pictures, scripts and heads are left out. O(elements).

    A line break inside a paragraph begins a new block only where two stand together.
    """
    gathered = _Gathered()
    _walk(root, gathered)
    gathered.close()
    return gathered.blocks


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
            if kept := " ".join(piece.replace("\v", " ").split()):
                self.blocks.append(Block(kept[:_WIDEST]))

    def table(self, rows: str) -> None:
        self.close()
        if rows.strip():
            self.blocks.append(Block(rows, PartKind.TABLE))


def _walk(element: etree._Element, gathered: _Gathered) -> None:
    name = local(element).lower()
    if name in _SKIPPED or not name:
        return
    if name in _TABLES:
        gathered.table(_rows(element))
        return
    if name in _NOTES:
        gathered.note("".join(str(t) for t in element.itertext()))
        return
    if name == "pre":
        gathered.table("".join(str(t) for t in element.itertext()).lstrip("\n").rstrip())
        return
    block = name in _BLOCKS
    if block:
        gathered.close()
    gathered.put("\v" if name == "br" else element.text)
    for under in element:
        _walk(under, gathered)
        gathered.put(under.tail)
    if block:
        gathered.close()


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

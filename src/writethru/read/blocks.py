"""Plain agency copy as blocks: what stands among the paragraphs and is none is told apart, as in ``body``."""

from writethru.model import PartKind
from writethru.read.body import Body
from writethru.read.item import Item, Photo
from writethru.read.markup import Block


def add_copy(item: Item, text: str) -> None:
    """Add running text to an item: paragraphs, tables, notes, closing lines; captions as its pictures. O(length)."""
    body = Body(text)
    body.add_copy(0, len(text))
    for part in body.parts:
        start = part.span.start
        if part.kind is PartKind.TABLE:  # the indent of its first line is a column
            start = text.rfind("\n", 0, start) + 1
        words = text[start : part.span.end]
        if part.kind is PartKind.CAPTION:
            item.pictures.append(Photo(words))
        else:
            item.copy.append(Block(words, part.kind))


def without_repeats(item: Item) -> None:
    """Mark a standfirst that only repeats the first paragraphs: the same sentence is not told twice."""
    lead = "".join(folded(block.text) for block in item.copy[:4] if block.kind is PartKind.PARAGRAPH)
    if item.standfirst and folded(item.standfirst) in lead:
        item.copy.append(Block(item.standfirst, PartKind.MARKUP))
        item.standfirst = ""


def folded(line: str) -> str:
    """Return a line's letters and digits alone, for comparing."""
    return "".join(c for c in line.casefold() if c.isalnum())

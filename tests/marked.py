"""Invented copy in which mentions are marked with whom they mean: "[Moor|Ida Moor]"; laid out as a take, and read."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from writethru.enrich.language import Language
from writethru.enrich.names import Names
from writethru.enrich.piece import Piece, open_piece
from writethru.enrich.sentences import Sentences
from writethru.enrich.syntax import Syntax
from writethru.model import Part, PartKind, SourceKind, Span, Take
from writethru.read.document import take_key

MARK = re.compile(r"\[([^\]|]+)\|([^\]]+)\]")
KINDS = {"H": PartKind.HEADLINE, "P": PartKind.PARAGRAPH, "C": PartKind.CAPTION, "T": PartKind.TEASER}


@dataclass(frozen=True)
class Marked:
    """A mention as a probe marks it."""

    take: str
    span: Span
    words: str
    name: str

    def same(self, span: Span) -> bool:
        """Whether a mention that was found stands where this one does."""
        return self.span.covers(span) or span.covers(self.span)


@cache
def layers():
    return Language(), Sentences(), Syntax(), Names()


def laid(key: str, rows: Iterable[str], **more) -> tuple[Take, list[Marked]]:
    """Make a take of rows, each with the letter of its kind before it, and what its marks say."""
    plain, parts, marks = "", [], []
    for number, row in enumerate(rows):
        tag, _, words = row.partition(" ")
        start, last = len(plain), 0
        for found in MARK.finditer(words):
            plain += words[last : found.start()]
            marks.append(Marked(key, Span(len(plain), len(plain) + len(found[1])), found[1], found[2]))
            plain += found[1]
            last = found.end()
        plain += words[last:]
        group = f"teaser-{tag[1:]}" if tag[0] == "T" else f"picture-{number}" if tag == "C" else ""
        parts.append(Part(KINDS[tag[0]], Span(start, len(plain)), group))
        plain += "\n\n"
    return Take(key, key, "", "probe", "", SourceKind.UNKNOWN, plain, tuple(parts), **more), marks


def copy(text: str) -> tuple[Take, list[Marked]]:
    """Make an English take of a text whose lines are rows, and what its marks say."""
    return laid(take_key("probe", text), text.strip().splitlines(), language="en")


def read(take: Take) -> Piece:
    piece = open_piece(take)
    for layer in layers():
        layer([piece])
    return piece

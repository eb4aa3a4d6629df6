"""Spans of text, and the parts that a received text falls into."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import starmap


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """``[start, end)`` in Unicode code points of ``Take.text``."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the words themselves."""
        return text[self.start : self.end]

    def covers(self, other: "Span") -> bool:
        """Say whether ``other`` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: "Span") -> bool:
        """Say whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end


def flattened(spans: Iterable[Span]) -> tuple[int, ...]:
    """Return the starts and ends of spans, one after the other: how they are packed where room counts."""
    return tuple(at for span in spans for at in (span.start, span.end))


def spans_of(flat: Sequence[int]) -> tuple[Span, ...]:
    """Return the spans that ``flattened`` was given."""
    return tuple(starmap(Span, zip(flat[::2], flat[1::2], strict=True)))


class PartKind(StrEnum):
    """What a stretch of the received text is for."""

    HEADLINE = "headline"
    SLUG = "slug"
    BYLINE = "byline"
    TIME = "time"
    DATELINE = "dateline"
    NOTE = "note"  # an editor's note: for desks, never for readers
    STANDFIRST = "standfirst"
    PARAGRAPH = "paragraph"
    TABLE = "table"  # agate and tables: columns are kept, no facts are read from it
    SIGNOFF = "signoff"
    END = "end"
    CAPTION = "caption"
    DESCRIPTION = "description"  # a picture's alternative text
    LABEL = "label"  # "picture made by AI" and its like
    TEASER_HEADLINE = "teaser headline"
    TEASER = "teaser"  # what a page says about another page
    RIGHTS = "rights"
    CHROME = "chrome"  # navigation, cookie notices, the page's own furniture
    MARKUP = "markup"  # tags and header lines of the format itself


COPY = frozenset({PartKind.STANDFIRST, PartKind.PARAGRAPH})
"""The kinds that are the piece's own copy."""


@dataclass(frozen=True, slots=True)
class Part:
    """One stretch of a take's text and what it is.

    ``group`` ties together the parts of one picture (``picture-1``) or one teaser (``teaser-3``);
    it is empty for what belongs to the piece itself. Parts are in order and never overlap, and a dateline
    is a part of its own that stands directly before its paragraph.
    """

    kind: PartKind
    span: Span
    group: str = ""

"""The working sheet of one take while its facts are read: each layer fills in its own."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import TYPE_CHECKING, Protocol

from writethru.model import (
    Anchor,
    DateExpression,
    Entity,
    Event,
    Facts,
    Figure,
    Part,
    PartKind,
    Sentence,
    Span,
    Statement,
    Take,
)

if TYPE_CHECKING:
    import numpy as np
    from spacy.tokens import Doc

# What a layer reads: everything that is copy of some kind, but no slugs, notes, labels, tables or furniture.
READ = frozenset(
    {
        PartKind.HEADLINE,
        PartKind.STANDFIRST,
        PartKind.PARAGRAPH,
        PartKind.CAPTION,
        PartKind.DESCRIPTION,
        PartKind.TEASER_HEADLINE,
        PartKind.TEASER,
    }
)


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph, headline, caption or teaser to be read; ``scope`` as in ``writethru.model.facts``."""

    span: Span
    scope: str
    kind: PartKind


@dataclass(slots=True)
class Piece:
    """One take and the facts found in it so far.

    Attributes:
        text: ``plain(take.text)``: as long as it, character for character, so spans hold in both.
        passages: what there is to read, in order. The headline of a piece has the scope ``headline``.
        languages: the language of each passage, as ``passages`` are ordered.
        docs: the parsed passages by their place in ``passages``; only those in a language with a parser.
            A token's offset in the take is ``passages[i].span.start + token.idx``.
        vector: one for the piece (headline and lead), float32, length 1, or None where there are no words.
        engines: the model and version of each layer that has read it.
        failed: by layer what it failed by; it has no engine then.
    """

    take: Take
    text: str
    passages: list[Passage]
    language: str = "und"
    languages: list[str] = field(default_factory=list)
    anchor: Anchor = field(default_factory=lambda: Anchor(None, given=False))
    sentences: list[Sentence] = field(default_factory=list)
    docs: "dict[int, Doc]" = field(default_factory=dict)
    entities: list[Entity] = field(default_factory=list)
    dates: list[DateExpression] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    vector: "np.ndarray | None" = None
    engines: dict[str, str] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)

    @property
    def is_headline(self) -> bool:
        """Whether there is nothing to read but headlines: such a piece is read the short way, without a parser."""
        return all(passage.kind is PartKind.HEADLINE for passage in self.passages)

    def sentences_of(self, number: int) -> Sequence[Sentence]:
        """Return the sentences of a passage, in order; ``sentences`` are ordered by passage. O(log n + what it has)."""
        first = bisect_left(self.sentences, number, key=attrgetter("paragraph"))
        return self.sentences[first : bisect_right(self.sentences, number, lo=first, key=attrgetter("paragraph"))]

    def facts(self) -> Facts:
        """Return what was found, frozen."""
        return Facts(
            take=self.take.key,
            language=self.language,
            anchor=self.anchor,
            sentences=tuple(self.sentences),
            entities=tuple(self.entities),
            statements=tuple(self.statements),
            figures=tuple(self.figures),
            dates=tuple(self.dates),
            events=tuple(self.events),
            engines=dict(sorted(self.engines.items())),
            failed=dict(sorted(self.failed.items())),
        )


class Layer(Protocol):
    """Reads one kind of fact out of a batch of pieces.

    Made by a factory without arguments, picklable, knowing no store; the same pieces give the same facts
    whatever batch they stand in. ``after`` names the layers whose facts it reads; ``engine`` is a name and version
    that changes whenever its facts do: every desk then reads them anew.
    """

    name: str
    engine: str
    after: tuple[str, ...]

    def __call__(self, pieces: Sequence[Piece]) -> None:
        """Fill in this layer's facts on each piece; never raises for what a text contains."""
        ...


def open_piece(take: Take) -> Piece:
    """Lay out a take for reading. O(length of the text)."""
    passages = [Passage(_unmarked(p, take), _scope(p), p.kind) for p in take.parts if p.kind in READ]
    seen: set[str] = set()
    unique = []
    for passage in passages:  # a headline that stands four times in a take is read once
        words = passage.span.of(take.text)
        if passage.kind is PartKind.HEADLINE and words in seen:
            continue
        seen.add(words)
        unique.append(passage)
    return Piece(take, plain(take.text), unique)


def _unmarked(part: Part, take: Take) -> Span:
    """Return a part without the agency's marker before or behind a headline."""
    at = part.span.of(take.text).find(take.title) if part.kind is PartKind.HEADLINE and take.title else -1
    if at < 0:
        return part.span
    return Span(part.span.start + at, part.span.start + at + len(take.title))


def _scope(part: Part) -> str:
    if part.group:
        return part.group
    return "headline" if part.kind is PartKind.HEADLINE else "copy"


_SAME_LENGTH = [
    (re.compile(r"(?<![^\s(\[—_-])''(?=[\w$])"), " “"),  # '' that opens: some archives have it on both sides
    (re.compile(r"``"), " “"),
    (re.compile(r"''"), "” "),
    (re.compile(r"(?<=\s)_(?=\s)|―"), "—"),
    (re.compile(r"[\r\n\t\u00a0\u202f\u2007]"), " "),
]


def plain(text: str) -> str:
    r"""Make quotes, dashes and white space uniform without changing the length.

    Wire copy has `` '' for quotation marks, _ for a dash and hard line ends; parsers do not expect them.

    >>> plain("``Go,''\nhe said _ twice.")
    ' “Go,”  he said — twice.'
    """
    for pattern, replacement in _SAME_LENGTH:
        text = pattern.sub(replacement, text)
    return text

"""A parsed passage with all that other layers know of it, laid out so that a token leads to its facts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from writethru.enrich.deeds.lexicon import lexicon
from writethru.enrich.laid import Laid
from writethru.enrich.piece import Piece
from writethru.enrich.speech.reading import first_at
from writethru.model import Entity, MentionKind, PartKind, Span, Statement

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_EDGE = frozenset(',.;:—–-… "“”')

Stretch = tuple[int, int]
"""Tokens ``[first, last)`` of one passage."""


@dataclass(frozen=True, slots=True)
class Named:
    """A mention that covers a token: its entity, and how sure that is."""

    entity: int
    confidence: float
    pronoun: bool


@dataclass(slots=True)
class Sheet:
    """One passage in a language with a parser.

    Attributes:
        number: the passage's place in ``piece.passages``.
        base: where the passage starts in the take.
        words: its tokens; walking the parse itself makes them anew each time.
        lemmas: lower-cased, one a token.
        named: by token, the widest mention that covers it.
        cues: by token, the statement of whose cue it is part.
        voices: the statements whose content meets the passage.
        dates, figures: their indexes with the tokens they cover.
        claimed: tokens of deeds that are told by another event.
    """

    piece: Piece
    number: int
    scope: str
    doc: "Doc"
    base: int
    words: "list[Token]"
    lemmas: list[str]
    entities: Sequence[Entity]
    named: dict[int, Named] = field(default_factory=dict)
    cues: dict[int, int] = field(default_factory=dict)
    voices: list[int] = field(default_factory=list)
    dates: list[tuple[int, Stretch]] = field(default_factory=list)
    figures: list[tuple[int, Stretch]] = field(default_factory=list)
    claimed: set[int] = field(default_factory=set)

    @property
    def present(self) -> bool:
        """Whether the present tense tells what happened, as in headlines and captions."""
        kind = self.piece.passages[self.number].kind
        return kind in {PartKind.HEADLINE, PartKind.TEASER_HEADLINE, PartKind.CAPTION}

    def tokens(self, span: Span) -> Stretch:
        """Return the tokens that a span of the take covers; O(log n)."""
        first = first_at(self.doc, span.start - self.base)
        return first, max(first_at(self.doc, span.end - self.base), first)

    def span(self, first: int, last: int) -> Span | None:
        """Return tokens ``[first, last)`` as a span of the take, punctuation and space at its edges left out."""
        doc = self.doc
        while first < last and (doc[first].is_space or doc[first].text in _EDGE):
            first += 1
        while last > first and (doc[last - 1].is_space or doc[last - 1].text in _EDGE):
            last -= 1
        if first >= last:
            return None
        end = doc[last - 1]
        return Span(self.base + doc[first].idx, self.base + end.idx + len(end.text))

    def word(self, token: "Token") -> Span:
        """Return one token as a span of the take."""
        return Span(self.base + token.idx, self.base + token.idx + len(token.text))

    def voice(self, token: "Token") -> int | None:
        """Return the innermost statement in whose content a token stands."""
        at, best, least = self.base + token.idx, None, 0
        for number in self.voices:
            content = self.piece.statements[number].content
            if any(span.start <= at < span.end for span in content):
                size = sum(span.end - span.start for span in content)
                if best is None or size < least:
                    best, least = number, size
        return best

    def statement(self, number: int | None) -> Statement | None:
        """Return a statement by its index."""
        return None if number is None else self.piece.statements[number]


def sheets(piece: Piece) -> list[Sheet]:
    """Lay out the parsed passages of a piece, in order. O(tokens + facts)."""
    words = {number: list(doc) for number, doc in piece.docs.items()}
    out = {
        number: Sheet(
            piece,
            number,
            piece.passages[number].scope,
            doc,
            piece.passages[number].span.start,
            words[number],
            [token.lemma_.lower() for token in words[number]],
            piece.entities,
        )
        for number, doc in sorted(piece.docs.items())
    }
    laid = Laid((piece.passages[number].span, sheet) for number, sheet in out.items())
    _mentions(piece, laid)
    _facts(piece, laid)
    return list(out.values())


def _at(piece: Piece, laid: Laid[Sheet], span: Span) -> Sheet | None:
    return next((s for s in laid.meeting(span) if piece.passages[s.number].span.covers(span)), None)


def _mentions(piece: Piece, laid: Laid[Sheet]) -> None:
    found = sorted(
        ((m.span.end - m.span.start, number, m) for number, e in enumerate(piece.entities) for m in e.mentions),
        key=lambda f: (f[0], -f[1]),
    )
    for _, number, mention in found:  # the widest comes last, and stays
        if sheet := _at(piece, laid, mention.span):
            for token in range(*sheet.tokens(mention.span)):
                known = Named(number, mention.confidence, mention.kind is MentionKind.PRONOUN)
                before = sheet.named.get(token)
                if before is None or not (piece.entities[number].group and not piece.entities[before.entity].group):
                    sheet.named[token] = known


def _facts(piece: Piece, laid: Laid[Sheet]) -> None:
    for number, statement in enumerate(piece.statements):
        for sheet in {sheet.number: sheet for span in statement.content for sheet in laid.meeting(span)}.values():
            sheet.voices.append(number)
        for cue in statement.cue:
            if found := _at(piece, laid, cue):
                found.cues |= dict.fromkeys(range(*found.tokens(cue)), number)
    for number, date in enumerate(piece.dates):
        if found := _at(piece, laid, date.span):
            found.dates.append((number, found.tokens(date.span)))
    for number, figure in enumerate(piece.figures):
        if found := _at(piece, laid, figure.span):
            found.figures.append((number, found.tokens(figure.span)))


def child(token: "Token", *deps: str) -> "Token | None":
    """Return the first child of a token that depends on it as one of ``deps``."""
    return next((c for c in token.children if c.dep_ in deps), None)


def governed(token: "Token", *prepositions: str) -> "Iterable[Token]":
    """Yield what stands behind these prepositions under a token."""
    for prep in token.children:
        if prep.dep_ in {"prep", "dative", "agent"} and prep.lower_ in prepositions:
            yield from (c for c in prep.children if c.dep_ in {"pobj", "pcomp"})


def said(word: str, *lists: str) -> bool:
    """Say whether a word is in one of the lists of [words]."""
    return any(word in lexicon().words[name] for name in lists)

"""Who else a "they", a "the company" or half a name may mean than the body that it resolves to."""

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from writethru.enrich.entities.lexicon import titles
from writethru.enrich.piece import Piece
from writethru.enrich.speech.draft import Draft
from writethru.enrich.speech.phrases import PLURAL, people
from writethru.model import EntityKind, Mention, MentionKind, PartKind

if TYPE_CHECKING:
    from spacy.tokens import Token

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_CAPITALISED = re.compile(r"(?<![.?!”’\"] )(?<!^)\b([A-Z][\w’'-]*[a-z]) $")
_WORDS_BEFORE = 30  # code points before a name in which the word before it is looked for


def other_group(piece: Piece, draft: Draft, they: "Token", whose: Mapping[int, int], entity: int) -> bool:
    """Say whether other people than an entity's are the subject, or all who are named, right before a "they".

    ``whose`` gives for each code point the entity named there. O(tokens of two sentences).
    """
    base = piece.passages[draft.passage].span.start
    for found in _sentences_before(piece, draft, they):
        plural = [t for t in found if t.tag_ in PLURAL and people(t)]
        plural = [t for t in plural if t.dep_ in _SUBJECTS] or plural
        if plural:
            name = piece.entities[entity].name.lower().split()
            return not any(whose.get(base + t.idx) == entity or t.lower_ in name for t in plural)
    return False


def _sentences_before(piece: Piece, draft: Draft, they: "Token") -> "Iterator[list[Token]]":
    """Yield what stands before a pronoun in its sentence, but for what is said there, then the sentence before."""
    doc, base, first = they.doc, piece.passages[draft.passage].span.start, they.sent.start
    yield [t for t in doc[first : they.i] if not any(s.start <= base + t.idx < s.end for s in draft.content)]
    if first > 0:
        yield list(doc[first - 1].sent)


def other_body(piece: Piece, draft: Draft, mention: Mention, entity: int) -> bool:
    """Say whether another body is the last one named before "the company", or in what that says.

    O(mentions of the piece).
    """
    if mention.kind is not MentionKind.ROLE or not set(mention.span.of(piece.text).lower().split()) & titles().company:
        return False
    low = piece.passages[max(0, draft.passage - 1)].span.start
    near = {
        (m.span.start, number)
        for number, one in enumerate(piece.entities)
        if one.kind is EntityKind.BODY
        for m in one.mentions
        if m.kind is MentionKind.NAME and low <= m.span.start < mention.span.start
    }
    return bool(near) and max(near)[1] != entity


def half_named(piece: Piece, draft: Draft, mention: Mention) -> bool:
    """Say whether a body's name of one word only goes on with a word before it: "the Vell *Daily* said"."""
    if mention.kind is not MentionKind.NAME or " " in mention.span.of(piece.text):
        return False
    if piece.passages[draft.passage].kind is not PartKind.PARAGRAPH:
        return False  # headlines write every word so
    start = piece.passages[draft.passage].span.start
    found = _CAPITALISED.search(piece.text[max(start, mention.span.start - _WORDS_BEFORE) : mention.span.start])
    at = mention.span.start - 2
    return found is not None and not any(m.span.start <= at < m.span.end for e in piece.entities for m in e.mentions)

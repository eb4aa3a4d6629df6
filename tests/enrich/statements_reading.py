"""Copy laid out and read, and statements told in words, for the tests beside this file."""

from functools import cache

from writethru.enrich.language import Language
from writethru.enrich.piece import Piece, open_piece
from writethru.enrich.sentences import Sentences
from writethru.enrich.statements import Statements
from writethru.enrich.syntax import Syntax
from writethru.model import Entity, EntityKind, Mention, MentionKind, Part, PartKind, SourceKind, Span, Take

PRONOUNS = {"he", "she", "they"}


@cache
def layers():
    return Language(), Sentences(), Syntax()


def lay(text: str, language: str = "en") -> Take:
    """Make a take of one paragraph a line; a line that starts with "H " is a headline."""
    plain, parts = "", []
    for line in text.strip("\n").split("\n"):
        kind = PartKind.HEADLINE if line.startswith("H ") else PartKind.PARAGRAPH
        words = line.removeprefix("H ")
        parts.append(Part(kind, Span(len(plain), len(plain) + len(words))))
        plain += words + "\n\n"
    return Take("0" * 16, "probe", "", "probe", "", SourceKind.UNKNOWN, plain, tuple(parts), language=language)


def read(text: str, entities: dict[str, list[str]] | None = None, language: str = "en") -> Piece:
    piece = open_piece(lay(text, language))
    for each in layers():
        each([piece])
    if language != "en":
        piece.languages = [language] * len(piece.passages)
        piece.docs = {}
    for name, mentions in (entities or {}).items():
        piece.entities.append(Entity(EntityKind.PERSON, name, (name,), tuple(mention(piece, m) for m in mentions)))
    Statements()([piece])
    return piece


def mention(piece: Piece, words: str) -> Mention:
    """Make a mention of the capitalised words, or the pronoun, at the first place where ``words`` stand."""
    at = piece.text.index(f"{words} " if words in PRONOUNS else words)
    named = [w for w in words.split() if w[0].isupper() or w in PRONOUNS]
    start = at + words.index(named[0])
    kind = MentionKind.PRONOUN if named[0] in PRONOUNS else MentionKind.NAME
    return Mention(Span(start, start + len(" ".join(named))), "copy", kind, 0.9)


def told(piece: Piece, number: int) -> dict[str, object]:
    """Return one statement in words."""
    s = piece.statements[number]

    def words(spans):
        return [" ".join(span.of(piece.text).split()) for span in spans]

    def cue(index):
        return None if index is None else " ".join(words(piece.statements[index].cue))

    def name(index):
        return None if index is None else piece.entities[index].name

    return {
        "speaker": " ".join(words(s.speaker)),
        "cue": " ".join(words(s.cue)),
        "content": words(s.content),
        "words": words(s.words),
        "insertions": words(s.insertions),
        "kind": s.kind.value,
        "direct": s.direct,
        "entity": name(s.entity) or "",
        "also": [name(other) for other in s.also],
        "addressee": name(s.addressee),
        "inside": cue(s.inside),
        "rejects": cue(s.rejects),
        "reported_by_another": s.reported_by_another,
        "shown": s.shown,
    }

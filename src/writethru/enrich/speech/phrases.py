"""Noun phrases that name those who can speak without a name: "two island investors", "the union", "police"."""

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from writethru.enrich.entities.cast import space_of
from writethru.enrich.entities.lexicon import titles, words
from writethru.enrich.piece import Piece
from writethru.enrich.speech.cues import lexicon
from writethru.enrich.speech.unsaid import mute

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

PLURAL = frozenset({"NNS", "NNPS"})
"""The tags of nouns in the plural."""

_DEFINITE = frozenset({"the", "these", "those", "both", "their"})
_SUBJECT = frozenset({"nsubj", "nsubjpass"})
_DOERS = ("er", "or", "ist", "ian", "ant", "ee", "man", "woman", "person")
_DOER = 4  # letters above which such an ending tells
_LONGEST = 6  # tokens before a head, and after its "of"


@dataclass(frozen=True, slots=True)
class Phrase:
    """One such phrase: tokens ``[first, last)`` of a passage, of which ``[shown, last)`` stand alone.

    ``space`` is where it is resolved: the copy, or a teaser. ``about`` are the words that say which of their kind
    they are; ``definite`` that they were spoken of before.
    """

    passage: int
    space: str
    head: int
    first: int
    shown: int
    last: int
    lemma: str
    plural: bool
    definite: bool
    about: frozenset[str]

    def fits(self, other: "Phrase") -> bool:
        """Say whether two phrases can name the same group, the later of them being ``self``."""
        if (self.space, self.lemma, self.plural) != (other.space, other.lemma, other.plural):
            return False
        if self.about == other.about:
            return True
        return (self.definite and self.about < other.about) or (other.definite and other.about < self.about)

    def differs(self, other: "Phrase") -> bool:
        """Say whether two phrases cannot name one group: each says what the other does not ("the Zan officials")."""
        return bool(self.about - other.about) and bool(other.about - self.about)


def phrase(piece: Piece, passage: int, head: "Token") -> Phrase | None:
    """Return the phrase of a noun that names a group or body, or None where it does not."""
    doc = piece.docs[passage]
    plural = head.tag_ in PLURAL
    lemma = head.lemma_.lower()
    if head.pos_ not in {"NOUN", "PROPN"} or mute(head) or lemma in lexicon().papers:
        return None
    if not plural and (head.pos_ != "NOUN" or not collective(lemma)):
        return None
    first = max(head.left_edge.i, head.i - _LONGEST)
    while first < head.i and (doc[first].is_space or doc[first].is_punct):
        first += 1
    shown = _past(doc, first, head.i, numbers=False)
    if any(c.lower_ == "whose" for c in head.children):
        return None
    if any(c.lower_ in {"a", "an", "one"} for c in head.children if c.i < head.i) and plural:
        return None
    after = _past(doc, first, head.i, numbers=True)
    last = _last(head)
    if after < head.i or last > head.i + 1:
        shown = after
    about = frozenset(
        t.lower_ for t in doc[after:last] if t.i != head.i and t.text[:1].isalpha() and t.lower_ not in {"of", "the"}
    )
    definite = any(t.lower_ in _DEFINITE for t in doc[first:shown])
    return Phrase(
        passage, space_of(piece.passages[passage].scope), head.i, first, shown, last, lemma, plural, definite, about
    )


def _past(doc: "Doc", first: int, head: int, *, numbers: bool) -> int:
    """Return where a phrase begins behind its articles, and behind its numbers."""
    while first < head:
        if doc[first].lower_ in lexicon().bare or doc[first].is_space:
            first += 1
        elif numbers and doc[first].pos_ == "NUM" and (end := _number_end(doc, first)) > first:
            first = end
        else:
            break
    return first


def _number_end(doc: "Doc", first: int) -> int:
    """Return where a number ends: behind "twenty-seven", and nowhere in "a 50-member" body."""
    last = first + 1
    while last + 1 < len(doc) and doc[last].text == "-":
        if doc[last + 1].pos_ != "NUM":
            return first
        last += 2
    return last


def _last(head: "Token") -> int:
    """Return where a phrase ends: behind its head, or the "of" phrase right after it."""
    for prep in head.children:
        if prep.i == head.i + 1 and prep.lower_ == "of" and prep.right_edge.i - prep.i <= _LONGEST:
            return prep.right_edge.i + 1
    return head.i + 1


@cache
def _collectives() -> frozenset[str]:
    return lexicon().collectives | words("bodies", "heads") | titles().company


def collective(lemma: str) -> bool:
    """Say whether a noun in the singular names several people or a body of them."""
    return lemma in _collectives()


def counted(noun: "Token") -> "Token":
    """Return whom a number or part counts: the voters of "55 percent of voters", "many of them" being left."""
    for prep in noun.children:
        if prep.lower_ == "of" and (
            noun.pos_ in {"NUM", "ADJ", "DET", "PRON"} or noun.lemma_.lower() in lexicon().parts
        ):
            return next((t for t in prep.children if t.dep_ == "pobj"), noun)
    return noun


def somebody(noun: "Token") -> bool:
    """Say whether a noun surely names a person, a body or a paper: by the lists, or by the ending of who does a thing.

    A name counts, too, though not a single letter, as the turns of an interview have.
    """
    lemma = noun.lemma_.lower()
    if noun.pos_ == "PROPN":
        return len(noun.text) > 1
    if noun.pos_ != "NOUN" or mute(noun):
        return False
    listed = lemma in _people() or collective(lemma) or lemma in lexicon().papers or lemma in lexicon().voices
    return listed or (len(lemma) > _DOER and lemma.endswith(_DOERS))


@cache
def _people() -> frozenset[str]:
    return frozenset(titles().kinds) | lexicon().people | lexicon().collectives


def people(token: "Token") -> bool:
    """Say whether a noun in the plural plainly names people."""
    lemma = token.lemma_.lower()
    return lemma in _people() or lemma.endswith(lexicon().agents)


def antecedents(doc: "Doc", token: "Token | None", first: int, last: int) -> "list[Token]":
    """Return the subjects and possessors among tokens ``[first, last)``, nearest to ``token`` first.

    Without a token they stand in a sentence before: the main subject comes first.
    """
    found = [t for t in doc[first:last] if t.dep_ in _SUBJECT or (t.dep_ == "poss" and t.pos_ != "PRON")]
    if token is None:
        return sorted(found, key=lambda t: (t.dep_ == "poss", t.head.dep_ != "ROOT", t.i))
    return sorted((t for t in found if t.i < token.i), key=lambda t: -t.i)

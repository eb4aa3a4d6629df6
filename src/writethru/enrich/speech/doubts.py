"""Whether a pronoun that speaks can only mean whom it resolves to; where not, its speaker is unclear.

A pronoun goes on with the subject before it, most of all where that subject has just spoken (centering: Grosz, Joshi
and Weinstein, 1995). Where that subject is the one it resolves to, two ways of reading agree; where somebody else of
its gender stands nearer, or only an unnamed "the woman", they do not.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from writethru.enrich.entities.lexicon import titles
from writethru.enrich.piece import Piece
from writethru.enrich.speech.cues import lexicon
from writethru.enrich.speech.draft import Draft
from writethru.enrich.speech.quotes import pair
from writethru.enrich.speech.reading import antecedent, first_at
from writethru.enrich.speech.unsaid import mute
from writethru.model import EntityKind, MentionKind, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_GENDER = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f"}
_NAMED = frozenset({MentionKind.NAME, MentionKind.SURNAME})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_BACK = 3  # sentences before a pronoun in which a subject is looked for
_SPOKEN = 0.8
_PASSED = -1  # somebody without a name who could be meant


@dataclass(frozen=True, slots=True)
class _Lead:
    """A subject before a pronoun: whose it is, whether it leads its sentence, and whether it speaks there."""

    entity: int
    main: bool
    speaks: bool


class Doubts:
    """What the pronouns of one piece are checked against; made once a piece."""

    def __init__(self, piece: Piece) -> None:
        self._piece = piece
        self._inside: dict[int, list[Span]] = {}

    @cached_property
    def _by_start(self) -> Mapping[int, int]:
        """For each code point of a name or office whose it is; the longest mention wins."""
        mentions = [(m.span.end - m.span.start, n, m) for n, e in enumerate(self._piece.entities) for m in e.mentions]
        found: dict[int, int] = {}
        for _, number, mention in sorted(mentions, key=lambda row: row[:2]):
            if mention.kind is not MentionKind.PRONOUN:
                found |= dict.fromkeys(range(mention.span.start, mention.span.end), number)
        return found

    @cached_property
    def _genders(self) -> Mapping[int, Counter[str]]:
        """What each person is called by, counted: pronouns, and courtesy titles before the name."""
        out: dict[int, Counter[str]] = {}
        for number, entity in enumerate(self._piece.entities):
            for mention in entity.mentions:
                words = mention.span.of(self._piece.text).lower()
                if mention.kind is MentionKind.PRONOUN and words in _GENDER:
                    out.setdefault(number, Counter()).update(_GENDER[words])
                elif gender := self._titled(mention.span):
                    out.setdefault(number, Counter()).update(gender)
        return out

    def _titled(self, span: Span) -> str:
        first = span.of(self._piece.text).split()[:1]
        before = self._piece.text[max(0, span.start - 12) : span.start].split()[-1:]
        return next((g for word in [*first, *before] if (g := titles().gender.get(word.lower(), ""))), "")

    def clear(self, draft: Draft, entity: int) -> bool:
        """Say whether a draft's pronoun surely means an entity; True for speakers who are no pronoun. O(sentence)."""
        word = draft.head.of(self._piece.text).lower() if draft.head else ""
        if word not in _GENDER and word != "it":
            return True
        if word == "it":
            return self._leads(draft, entity, "")
        gender, called = _GENDER[word], self._genders.get(entity, Counter())
        if called[gender] * 2 < called.total() or self._spoken_of(draft, entity):
            return False
        return self._leads(draft, entity, gender)

    def _spoken_of(self, draft: Draft, entity: int) -> bool:
        return any(
            m.kind in _NAMED and any(s.covers(m.span) for s in draft.content)
            for m in self._piece.entities[entity].mentions
        )

    def _leads(self, draft: Draft, entity: int, gender: str) -> bool:
        """Say whether the nearest sentence that has subjects of that gender is led by the entity."""
        for leads in self._sentences(draft, gender):
            mine = [lead for lead in leads if lead.entity == entity]
            others = [lead for lead in leads if lead.entity != entity]
            if any(lead.main and (lead.speaks or not others) for lead in mine) or (mine and not others):
                return True
            if leads:
                return False
        return False

    def _sentences(self, draft: Draft, gender: str) -> Iterator[Sequence[_Lead]]:
        """Yield the subjects before a draft's pronoun: in its own sentence, then in each before it."""
        assert draft.head
        passage, doc = draft.passage, self._piece.docs[draft.passage]
        head = doc[min(first_at(doc, draft.head.start - self._base(passage)), len(doc) - 1)]
        yield self._subjects(passage, doc, head.sent.start, head.i, gender)
        first, left = head.sent.start, _BACK
        while left:
            while first == 0:
                passage -= 1
                if passage not in self._piece.docs or self._piece.passages[passage].scope != draft.scope:
                    return
                doc = self._piece.docs[passage]
                first = len(doc)
            sentence = doc[first - 1].sent
            first = sentence.start
            if not all(self._quoted(passage, token) for token in sentence if token.is_alpha):
                left -= 1
                yield self._subjects(passage, doc, sentence.start, sentence.end, gender)

    def _subjects(self, passage: int, doc: "Doc", first: int, last: int, gender: str) -> list[_Lead]:
        out = []
        for token in doc[first:last]:
            owner = token.dep_ == "poss" and token.head.dep_ in _SUBJECTS
            if not (token.dep_ in _SUBJECTS or owner) or self._quoted(passage, token):
                continue
            who = self._who(passage, antecedent(token), gender)
            if who is not None:
                speaks = not owner and _speaks(token.head)
                out.append(_Lead(who, speaks or (not owner and token.head.dep_ == "ROOT"), speaks))
        return out

    def _who(self, passage: int, token: "Token", gender: str) -> int | None:
        """Return the entity of a subject; ``_PASSED`` for one without a name; None for whom the pronoun cannot mean."""
        if token.pos_ == "PRON":
            return None  # whoever "he" was before, this is the same "he"
        base = self._base(passage)
        number = next((n for t in _named(token) if (n := self._by_start.get(base + t.idx)) is not None), None)
        if number is None:
            return _PASSED if (_person(token, gender) if gender else _thing(token)) else None
        person = self._piece.entities[number].kind is EntityKind.PERSON
        if person != bool(gender):
            return None
        called = self._genders.get(number)
        return number if not gender or not called or called[gender] else None

    def _quoted(self, passage: int, token: "Token") -> bool:
        if passage not in self._inside:
            quotes = pair(self._piece.text, [self._piece.passages[passage].span])
            self._inside[passage] = [span for quote in quotes for span in quote.spans]
        at = self._base(passage) + token.idx
        return any(span.start <= at < span.end for span in self._inside[passage])

    def _base(self, passage: int) -> int:
        return self._piece.passages[passage].span.start


def _speaks(verb: "Token") -> bool:
    """Say whether a verb reports speech on a level of its own, not in a clause that only says more of a noun."""
    uses = lexicon().verbs.get(verb.lemma_.lower(), ())
    return verb.dep_ not in {"relcl", "acl", "advcl"} and any(use.weight > _SPOKEN for use in uses)


def _named(noun: "Token") -> "list[Token]":
    """Return a noun and what may name it: "the power company Hale Line", "the envoy, Ada Moor"."""
    return [noun, *(c for c in noun.children if c.dep_ in {"appos", "compound"})]


def _person(noun: "Token", gender: str) -> bool:
    """Say whether a noun in the singular is somebody without a name, who may be of that gender."""
    if noun.tag_ not in {"NN", "NNP"} or mute(noun):
        return False
    words, lemma = lexicon(), noun.lemma_.lower()
    if lemma in words.papers:
        return False
    told = next((sex for ending, sex in words.sexes.items() if lemma.endswith(ending)), "")
    if (titles().gender.get(lemma) or told or gender) != gender:
        return False
    return bool(told) or lemma in titles().kinds or lemma.endswith(words.agents)


def _thing(noun: "Token") -> bool:
    """Say whether a noun in the singular is something that "it" may stand for."""
    return noun.tag_ in {"NN", "NNP"}

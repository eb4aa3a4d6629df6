"""Whether the words that name a speaker can only mean whom they resolve to; where not, the speaker is unclear.

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
from writethru.enrich.speech.bearers import GENDER, Bearers
from writethru.enrich.speech.cues import lexicon
from writethru.enrich.speech.draft import Draft
from writethru.enrich.speech.phrases import PLURAL, counted, people, somebody
from writethru.enrich.speech.quotes import pair
from writethru.enrich.speech.reading import antecedent, first_at
from writethru.enrich.speech.rivals import half_named, other_body, other_group
from writethru.enrich.speech.unsaid import mute
from writethru.model import EntityKind, Mention, MentionKind, Span

if TYPE_CHECKING:
    from spacy.tokens import Span as DocSpan
    from spacy.tokens import Token


_PERSONS = frozenset({"man", "woman", "person"})
_POINTING = frozenset({"both", "the", "these", "two"})
_THEY = frozenset({"they", "them"})
_TELLING = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_BACK = 3  # sentences before a pronoun in which a subject is looked for
_SPOKEN = 0.8
_BY_NAME = frozenset({MentionKind.NAME, MentionKind.SURNAME})
_NEXT = 2  # passages after a description within which a name must say who that is
_RIVALLED = 0.8  # how sure a surname must be that another of the piece bears too
_PASSED = -1  # somebody without a name who could be meant


@dataclass(frozen=True, slots=True)
class _Lead:
    """A subject before a pronoun: whose it is, where it stands, whether it leads its sentence, whether it speaks."""

    entity: int
    at: int
    main: bool
    speaks: bool


class Doubts:
    """What the speakers of one piece are checked against; made once a piece.

    ``resolved`` gives the entity of each draft's speaker, as far as it is known, ``held`` the draft that it is in.
    """

    def __init__(
        self, piece: Piece, drafts: Sequence[Draft], resolved: Sequence[int | None], held: Sequence[int | None]
    ) -> None:
        self._piece = piece
        self._bearers = Bearers(piece)
        self._inside: dict[int, list[Span]] = {}
        self._voices: dict[int, list[tuple[Draft, int]]] = {}
        for draft, entity, holder in zip(drafts, resolved, held, strict=True):
            speaks = draft.cue and draft.head and not draft.embedded and draft.confidence >= _SPOKEN
            if speaks and holder is None:
                sure = entity if entity is not None and (self._pronoun(draft) or self.clear(draft, entity)) else _PASSED
                self._voices.setdefault(draft.passage, []).append((draft, sure))

    def _pronoun(self, draft: Draft) -> bool:
        return draft.head is not None and draft.head.of(self._piece.text).lower() in {*GENDER, "it"}

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
    def _surnames(self) -> frozenset[str]:
        """The surnames of persons in the piece, by the parser's names: "Justice Lou Hale"."""
        return frozenset(t.text for doc in self._piece.docs.values() for t in doc if _surname(t))

    @cached_property
    def _nouns(self) -> "Mapping[str, Sequence[Token]]":
        """The common nouns of the piece, by lemma, in order."""
        found: dict[str, list[Token]] = {}
        for token in (t for doc in self._piece.docs.values() for t in doc if t.pos_ == "NOUN"):
            found.setdefault(token.lemma_, []).append(token)
        return found

    def clear(self, draft: Draft, entity: int) -> bool:
        """Say whether the words that name a draft's speaker surely mean an entity."""
        word = draft.head.of(self._piece.text).lower() if draft.head else ""
        if word not in GENDER and word != "it":
            doubts = (
                self._namesake,
                self._several,
                self._early,
                self._relative,
                self._business,
                self._rivalled,
                self._thing,
            )
            return not any(doubt(draft, entity) for doubt in doubts)
        if word == "it":
            return self._leads(draft, entity, "")
        gender, called = GENDER[word], self._bearers.genders.get(entity, Counter())
        if called[gender] * 2 < called.total() or self._bearers.given(entity) not in {gender, ""}:
            return False
        if self._aside(draft, entity, gender):
            return False
        return self._leads(draft, entity, gender)

    def _aside(self, draft: Draft, entity: int, gender: str) -> bool:
        """Say whether "he" stands in a clause of time or the like, in a sentence that names another man.

        "Moor knew little of Hale before he ran", "As he accused the board, Hale would not say": either may be meant.
        """
        head = self._head(draft)
        if head is None or head.head.dep_ != "advcl":
            return False
        base, persons = self._base(draft.passage), self._piece.entities
        named = {self._by_start.get(base + t.idx, entity) for t in head.sent if t.pos_ == "PROPN"} - {entity}
        return any(persons[n].kind is EntityKind.PERSON and self._agrees(n, gender) for n in named)

    @cached_property
    def _last_names(self) -> frozenset[str]:
        """The last words of the names of several words that persons bear in this piece."""
        persons = (one.name for one in self._piece.entities if one.kind is EntityKind.PERSON)
        return frozenset(name.split()[-1] for name in persons if len(name.split()) > 1)

    def _namesake(self, draft: Draft, entity: int) -> bool:
        """Say whether a place or body is named by what is a person's surname in this piece: "Jordan said"."""
        if self._piece.entities[entity].kind is EntityKind.PERSON or not draft.speaker:
            return False
        words = draft.speaker.of(self._piece.text).split()
        if len(words) == 1 and words[0] in self._surnames:
            return True
        return len(words) == 1 and words[0] in self._last_names

    def _several(self, draft: Draft, entity: int) -> bool:
        """Say whether "the official" may be another than the one named: one without a name was brought in before.

        Of bodies ("the campaign") several that are told apart by a name before them leave it open which is meant.
        """
        head = self._head(draft)
        if head is None or head.pos_ != "NOUN" or not any(c.lower_ == "the" for c in head.children) or _marked(head):
            return False
        same = self._nouns[head.lemma_]
        if self._piece.entities[entity].kind is EntityKind.PERSON:
            return any(_brought_in(t) for t in same)
        return len({marks for t in same if (marks := _marked(t))}) > 1

    def _early(self, draft: Draft, entity: int) -> bool:
        """Say whether "the envoy" is somebody whose name the piece brings in only long afterwards, or not at all."""
        mention = self._mention(draft, entity)
        if mention is None or mention.kind is not MentionKind.ROLE:
            return False
        if self._piece.entities[entity].kind is not EntityKind.PERSON:
            return False
        named = [m.span.start for m in self._piece.entities[entity].mentions if m.kind in _BY_NAME]
        first = self._piece.passages[min(draft.passage + _NEXT, len(self._piece.passages) - 1)].span.end
        return min(named, default=first) >= first

    def _relative(self, draft: Draft, entity: int) -> bool:
        """Say whether a lone surname may be somebody else's: another bearer's, not surely told apart, or a relative's.

        A relative is brought in by his first name alone and has the surname unsaid: "her son, Otto,".
        """
        mention = self._mention(draft, entity)
        if mention is None or mention.kind is not MentionKind.SURNAME:
            return False
        last = mention.span.of(self._piece.text).split()[-1]
        people = [e for n, e in enumerate(self._piece.entities) if e.kind is EntityKind.PERSON and n != entity]
        if self._bearers.two_of_a_name(entity) or (
            mention.confidence < _RIVALLED and self._bearers.shared(entity, mention, last)
        ):
            return True
        if draft.speaker is not None and draft.speaker.start < mention.span.start:
            return False  # a title or a first word tells him apart
        return self._bearers.joined(entity) or any(
            self._bearers.kin(e.mentions[0].span, entity, mention.span.start) for e in people
        )

    def _business(self, draft: Draft, entity: int) -> bool:
        """Say whether "the company" was given to a body by the form of its name, where another is named more often."""
        mention = self._mention(draft, entity)
        if mention is None or mention.kind is not MentionKind.ROLE:
            return False
        if not set(mention.span.of(self._piece.text).lower().split()) & titles().company:
            return False
        bodies = [e for e in self._piece.entities if e.kind is EntityKind.BODY]
        often = max(sum(m.kind is MentionKind.NAME for m in e.mentions) for e in bodies)
        return sum(m.kind is MentionKind.NAME for m in self._piece.entities[entity].mentions) * 2 < often

    def _rivalled(self, draft: Draft, entity: int) -> bool:
        """Say whether "they", "the company" or half of a body's name may mean another than the entity."""
        mention, head = self._mention(draft, entity), self._head(draft)
        if mention is None or head is None or self._piece.entities[entity].kind is not EntityKind.BODY:
            return False
        if head.lower_ in _THEY:
            return other_group(self._piece, draft, head, self._by_start, entity)
        return other_body(self._piece, draft, mention, entity) or half_named(self._piece, draft, mention)

    def _thing(self, draft: Draft, entity: int) -> bool:
        """Say whether a noun in the plural names no people, or by "both men" whoever was named before."""
        mention, head = self._mention(draft, entity), self._head(draft)
        if mention is None or head is None or not head.is_lower or head.tag_ not in PLURAL:
            return False
        pointing = head.lemma_ in _PERSONS and bool({c.lower_ for c in head.lefts} & _POINTING) and not head.n_rights
        return pointing or not (people(counted(head)) or somebody(counted(head)))

    def _mention(self, draft: Draft, entity: int) -> Mention | None:
        """Return the longest mention of an entity at a draft's head."""
        if draft.head is None:
            return None
        over = [m for m in self._piece.entities[entity].mentions if m.span.meets(draft.head)]
        return max(over, key=lambda m: m.span.end - m.span.start, default=None)

    def _head(self, draft: Draft) -> "Token | None":
        doc = self._piece.docs.get(draft.passage)
        at = draft.head.start - self._base(draft.passage) if draft.head else -1
        if doc is None or at < 0:
            return None
        number = first_at(doc, at)
        return doc[number] if number < len(doc) and doc[number].idx == at else None

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
        head = self._head(draft)
        if head is None:
            return
        passage, doc = draft.passage, head.doc
        own = doc[head.sent.start : head.i]
        yield self._before(draft, own, gender) if len(own) else ()
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
                yield self._voiced(passage, sentence, gender) or self._subjects(passage, sentence, gender)

    def _before(self, draft: Draft, own: "DocSpan", gender: str) -> Sequence[_Lead]:
        """Return the subjects before a pronoun in its own sentence, without those in what the pronoun itself says."""
        base = self._base(draft.passage)
        heads = {base + t.idx for t in own if any(s.start <= base + t.idx < s.end for s in draft.content)}
        found = self._voiced(draft.passage, own, gender)
        return found or [lead for lead in self._subjects(draft.passage, own, gender) if lead.at not in heads]

    def _voiced(self, passage: int, sentence: "DocSpan", gender: str) -> list[_Lead]:
        """Return the one who speaks in a sentence, in no other's words; nobody where there are several."""
        base = self._base(passage)
        low, high = base + sentence.start_char, base + sentence.end_char
        found = set()
        for draft, entity in self._voices.get(passage, ()):
            if low <= draft.cue[0].start < high and draft.head and draft.head.start < high:
                if draft.head.of(self._piece.text).lower() in GENDER:
                    continue
                if entity != _PASSED and not self._agrees(entity, gender):
                    return []
                found.add(entity)
        return [_Lead(entity, low, main=True, speaks=True) for entity in found] if len(found) == 1 else []

    def _agrees(self, entity: int, gender: str) -> bool:
        called = self._bearers.genders.get(entity)
        person = self._piece.entities[entity].kind is EntityKind.PERSON
        return person == bool(gender) and (not gender or not called or bool(called[gender]))

    def _subjects(self, passage: int, sentence: "DocSpan", gender: str) -> list[_Lead]:
        out = []
        for token in sentence:
            owner = token.dep_ == "poss" and token.head.dep_ in _SUBJECTS
            if not (token.dep_ in _SUBJECTS or owner) or self._quoted(passage, token):
                continue
            who = self._who(passage, antecedent(token), gender)
            if who is not None:
                speaks = not owner and _speaks(token.head)
                main = speaks or (not owner and token.head.dep_ == "ROOT")
                out.append(_Lead(who, self._base(passage) + token.idx, main, speaks))
        return out

    def _who(self, passage: int, token: "Token", gender: str) -> int | None:
        """Return the entity of a subject; ``_PASSED`` for one without a name; None for whom the pronoun cannot mean."""
        if token.pos_ == "PRON":
            return None  # whoever "he" was before, this is the same "he"
        base = self._base(passage)
        number = next((n for t in _named(token) if (n := self._by_start.get(base + t.idx)) is not None), None)
        if number is None:
            return _PASSED if (_person(token, gender) if gender else _thing(token)) else None
        return number if self._agrees(number, gender) else None

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


def _marked(noun: "Token") -> frozenset[str]:
    """Return the names that stand before a noun and tell it from others of its kind: "the Moor campaign"."""
    return frozenset(c.lower_ for c in noun.children if c.i < noun.i and c.ent_type_ in _TELLING)


def _surname(token: "Token") -> bool:
    """Say whether a token goes on with the name of a person."""
    person = token.i > 0 and token.ent_type_ == "PERSON" and token.ent_iob_ == "I"
    return person and token.nbor(-1).ent_type_ == "PERSON"


def _brought_in(noun: "Token") -> bool:
    """Say whether a noun brings in somebody who has no name: "a Western diplomat said"."""
    children = list(noun.children)
    if not any(c.lower_ in {"a", "an", "another", "one"} for c in children) or noun.dep_ not in _SUBJECTS:
        return False
    return not any(c.dep_ == "appos" and c.pos_ == "PROPN" for c in children)


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

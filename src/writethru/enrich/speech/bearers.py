"""Who else in a piece bears the surname of a speaker, and what tells the two apart: title, gender, first name."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import cached_property

from writethru.enrich.entities.lexicon import titles, words
from writethru.enrich.piece import Piece
from writethru.model import EntityKind, Mention, MentionKind, Span

GENDER = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f"}
"""The pronouns of one person, with the gender of whom they mean."""

_OWNED = 4  # words from an owner to a relative's name: "Moor's eldest son, Otto"
_FAR = 120  # code points that they take up at most
_NAMED = 24  # code points before a full name in which a first name and "and" are looked for
_YOUNGER = frozenset({"Jr.", "Jr", "Sr.", "Sr", "II", "III"})


class Bearers:
    """The persons of one piece by gender and surname."""

    def __init__(self, piece: Piece) -> None:
        self._piece = piece

    @cached_property
    def genders(self) -> Mapping[int, Counter[str]]:
        """What each person is called by, counted: pronouns, and courtesy titles before the name."""
        out: dict[int, Counter[str]] = {}
        for number, entity in enumerate(self._piece.entities):
            for mention in entity.mentions:
                words = mention.span.of(self._piece.text).lower()
                if mention.kind is MentionKind.PRONOUN and words in GENDER:
                    out.setdefault(number, Counter()).update(GENDER[words])
                elif gender := self._titled(mention.span):
                    out.setdefault(number, Counter()).update(gender)
        return out

    def _titled(self, span: Span) -> str:
        """Return the gender of the courtesy title that a mention opens with or follows."""
        first = span.of(self._piece.text).split()[:1]
        before = self._piece.text[max(0, span.start - 12) : span.start].split()[-1:]
        return next((g for word in [*first, *before] if (g := titles().gender.get(word.lower(), ""))), "")

    def given(self, entity: int) -> str:
        """Return the gender of a person's first name, where only men or only women are called so."""
        first = self._piece.entities[entity].name.split()[0].lower()
        told = [sex[0] for sex in ("male", "female") if first in words("names", sex)]
        return told[0] if len(told) == 1 else ""

    def shared(self, entity: int, mention: Mention, last: str) -> bool:
        """Say whether another person has a surname too, of whom neither title nor first name tells him apart."""
        persons, gender = self._piece.entities, self._titled(mention.span)
        first = persons[entity].name.split()[0]
        for number in self._by_surname.get(last, ()):
            if number == entity:
                continue
            other = persons[number]
            told = self.given(number) or next(iter(self.genders.get(number, ())), "")
            if " " in other.name and other.name.split()[0] != first and not (gender and told and gender != told):
                return True
        return False

    @cached_property
    def _by_surname(self) -> Mapping[str, list[int]]:
        """The persons by the last word of their names."""
        out: defaultdict[str, list[int]] = defaultdict(list)
        for number, one in enumerate(self._piece.entities):
            if one.kind is EntityKind.PERSON:
                out[one.name.split()[-1]].append(number)
        return out

    @cached_property
    def _full(self) -> frozenset[tuple[str, ...]]:
        """The names of all persons, in words."""
        return frozenset(tuple(one.name.split()) for one in self._piece.entities if one.kind is EntityKind.PERSON)

    @cached_property
    def _younger(self) -> frozenset[tuple[str, ...]]:
        """Those that end as the name of a father or a son does."""
        return frozenset(name for name in self._full if name[-1] in _YOUNGER)

    def two_of_a_name(self, entity: int) -> bool:
        """Say whether a person's names are those of a father and a son: "Otto Moor" and "Otto Moor Jr."."""
        mine = self._piece.entities[entity].name.replace(",", "").split()
        names = {tuple(name.replace(",", "").split()) for name in self._piece.entities[entity].names}
        names |= self._full if mine[-1] in _YOUNGER else self._younger
        return any(
            mine == [*name, mine[-1]] or list(name[:-1]) == mine for name in names if _YOUNGER & {mine[-1], name[-1]}
        )

    def joined(self, entity: int) -> bool:
        """Say whether a full name shares its surname with a first name before it: "Otto and Ida Moor"."""
        named = (m.span for m in self._piece.entities[entity].mentions if m.kind is MentionKind.NAME)
        befores = (self._piece.text[max(0, span.start - _NAMED) : span.start].split()[-3:] for span in named)
        return any(
            b[2:] == ["and"]
            and any(b[1].lower() in words("names", s) for s in ("male", "female"))
            and not b[0].istitle()  # "Ida Moor and Otto Hale"
            for b in befores
        )

    def kin(self, first: Span, entity: int, at: int) -> bool:
        """Say whether a name before ``at`` brings in a relative of an entity by his first name alone."""
        text = self._piece.text
        if first.start > at or " " in first.of(text):
            return False
        for owner in self._piece.entities[entity].mentions:
            if first.start - owner.span.end > _FAR:
                continue
            between = text[owner.span.end : first.start].replace(",", " ").split()
            if between and len(between) <= _OWNED and between[-1].lower() in _kinship():
                return True
        return False


def _kinship() -> frozenset[str]:
    return frozenset(head for head, kinds in titles().kinds.items() if "relative" in kinds)

"""What finding people asks of what is kept: rows by key, and nothing that grows with the desk."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from writethru.link.lone import Word
from writethru.model import Bearer, Form, Known

Days = tuple[int, int]


class Register(Protocol):
    """What is kept: rows by key, each answer as fresh objects. One transaction, so that no answer contradicts another.

    ``full_names`` and ``lone`` take the words of ``lone.sought`` and days (first, last) as ordinals, or None for those
    of no known day alone.
    """

    def forms(self, ids: Iterable[int]) -> dict[int, Form]:
        """Return the forms of these ids, those that are there."""

    def meeting(self, keys: Iterable[int]) -> set[int]:
        """Return the ids of the forms that are found under any of these keys."""

    def of_forms(self, ids: Iterable[int]) -> list[Bearer]:
        """Return every bearer of these forms."""

    def some_of_forms(self, ids: Iterable[int]) -> list[Bearer]:
        """Return one bearer for each person and form, saying for how many it stands."""

    def of_takes(self, takes: Iterable[str]) -> list[Bearer]:
        """Return every bearer in these takes."""

    def of_people(self, ids: Iterable[str]) -> list[Bearer]:
        """Return every bearer who is one of these."""

    def full_names(self, words: Iterable[Word], days: Days | None) -> list[Bearer]:
        """Return bearers of full names with these words: of these days."""

    def lone(self, words: Iterable[Word], days: Days | None, but: Sequence[Word] = ()) -> list[Bearer]:
        """Return bearers of these words alone, of these days; none of a surname and person in ``but``."""

    def every_lone(self, words: Iterable[Word]) -> list[Bearer]:
        """Return bearers of these words alone, of any day and of none."""

    def in_office(self, surnames: Iterable[str]) -> list[Bearer]:
        """Return bearers of these surnames alone, with an office, whom nobody vouches for."""

    def given(self, stems: Iterable[str]) -> set[str]:
        """Return the ids that were ever given to anybody of these ids, with a number or without."""

    def numbers(self, ids: Iterable[str]) -> dict[str, int]:
        """Return which of these ids was given before which."""

    def people(self, ids: Iterable[str]) -> dict[str, Known]:
        """Return those of these ids, without their mentions."""

    def ruled(self, keys: Iterable[int]) -> set[int]:
        """Return the numbers of the decisions that bear on any of these keys."""

    def rules(self) -> set[int]:
        """Return the numbers of all decisions that bear on anything."""

    def ruled_keys(self, numbers: Iterable[int]) -> set[int]:
        """Return the keys that these decisions bear on."""

    def spoken(self, numbers: Iterable[int]) -> set[Word]:
        """Return the surnames and sounds that these decisions bear on, and the takes of those without a name."""

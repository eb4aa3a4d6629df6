"""Who is known of a desk, as a batch of pieces changes it: rows that are kept, with the new ones among them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from writethru.link.bearers import hashed
from writethru.link.lone import WINDOW, Word, sought
from writethru.link.register import Days, Register
from writethru.link.spelled import meeting_keys
from writethru.model import Bearer, Form

_SPAN = 62  # days that are looked through at a time

_Was = tuple[str, str, bool]


class Roll:
    """The bearers that a batch has to do with, each once, and the forms of their names.

    Attributes:
        new: bearers that were not there.
        gone: those of the same takes that were there before; ``departed`` are the same.
        left: where those that are gone stood.
        rows: every bearer seen so far, by take and place.
        forms: every form seen so far.
        touched: forms whose bearers have to be weighed; ``grown`` those that show what they did not show before.
        altered: forms that are to be kept as they are now.
        renamed: by a person's id, whose all its bearers are now.
    """

    def __init__(self, register: Register, new: Sequence[Bearer], gone: Sequence[Bearer]) -> None:
        self.register = register
        self.new, self.gone = list(new), list(gone)
        self.departed = set(gone)
        self.rows: dict[tuple[str, int], Bearer] = {(one.take, one.index): one for one in new}
        self.forms: dict[int, Form] = {}
        self.touched: set[int] = set()
        self.grown: set[int] = set()
        self.altered: set[int] = set()
        self.renamed: dict[str, str] = {}
        self._was: dict[tuple[str, int], _Was] = {}
        self.left = {(one.take, one.index) for one in gone}
        self._keys: dict[int, frozenset[int]] = {}
        self._by_key: defaultdict[int, set[int]] = defaultdict(set)
        self._by_form: defaultdict[int, list[Bearer]] = defaultdict(list)
        self._by_word: defaultdict[tuple[Word, bool], list[Bearer]] = defaultdict(list)
        for one in new:
            self._by_form[one.form].append(one)
            for word in sought(one):
                self._by_word[word, one.lone].append(one)

    def see(self, found: Iterable[Bearer]) -> list[Bearer]:
        """Return the bearers as this batch has them so far; those that are gone are left out."""
        out = []
        for one in found:
            at = one.take, one.index
            if at in self.left:
                continue
            if at not in self.rows:
                one.person = self.now(one.person)
                self.rows[at] = one
                self._was[at] = one.person, one.identity, one.homeless
            out.append(self.rows[at])
        return out

    def now(self, person: str) -> str:
        """Return the id of who somebody is now who was kept by this id."""
        while person in self.renamed:
            person = self.renamed[person]
        return person

    def rename(self, was: str, now: str) -> None:
        """Let all bearers who are one person be another from now on."""
        self.renamed[was] = now
        for at, (person, identity, homeless) in self._was.items():
            if person == was:
                self._was[at] = now, identity, homeless
        for one in self.rows.values():
            if one.person == was:
                one.person = now

    def was(self, one: Bearer) -> str:
        """Return the id that somebody had before, or an empty string."""
        return self._was.get((one.take, one.index), ("", "", False))[0]

    def changed(self) -> list[Bearer]:
        """Return those that were there and are otherwise now."""
        return [self.rows[at] for at, was in self._was.items() if was != _state(self.rows[at])]

    def load(self, ids: Iterable[int]) -> None:
        """Look forms up that were not seen yet."""
        self.forms |= self.register.forms(set(ids) - self.forms.keys())

    def keys(self, form: int) -> frozenset[int]:
        """Return the keys under which a form meets others."""
        if form not in self._keys:
            self._keys[form] = meeting_keys(self.forms[form])
        return self._keys[form]

    def grow(self, form: Form) -> None:
        """Note a form that shows something new, so that it is found under its new keys."""
        self.touched.add(form.id)
        self.grown.add(form.id)
        for key in (*self.keys(form.id), *surname_keys(form)):
            self._by_key[key].add(form.id)

    def meeting(self, keys: Iterable[int]) -> set[int]:
        """Return the forms that are found under any of these keys, and look them up."""
        wanted = set(keys)
        found = self.register.meeting(wanted).union(*(self._by_key.get(key, ()) for key in wanted))
        self.load(found)
        return found & self.forms.keys()

    def closure(self, start: Iterable[int]) -> set[int]:
        """Return the forms that may be one name with some, directly or through others."""
        seen: set[int] = set()
        asked: set[int] = set()
        frontier = set(start)
        while frontier:
            seen |= frontier
            keys = set[int]().union(*(self.keys(form) for form in frontier)) - asked
            asked |= keys
            frontier = self.meeting(keys) - seen
        return seen

    def of_forms(self, ids: Iterable[int]) -> list[Bearer]:
        """Return every bearer of some forms, new ones too."""
        wanted = set(ids)
        return [*self.see(self.register.of_forms(wanted)), *(one for form in wanted for one in self._by_form[form])]

    def new_of(self, ids: Iterable[int]) -> list[Bearer]:
        """Return the new bearers of some forms."""
        return [one for form in ids for one in self._by_form[form]]

    def full_names(self, words: Iterable[Word], days: Iterable[date | None]) -> list[Bearer]:
        """Return bearers of full names who may vouch for a surname on these days."""
        wanted = set(words)
        found = [one for part in _windows(days) for one in self.register.full_names(wanted, part)]
        return self._with_new(found, wanted, lone=False)

    def lone(self, words: Iterable[Word], days: Iterable[date | None], but: Sequence[Word] = ()) -> list[Bearer]:
        """Return bearers of surnames alone for whom bearers of full names on these days may vouch."""
        wanted = set(words)
        found = [one for part in _windows(days) for one in self.register.lone(wanted, part, but)]
        return self._with_new(found, wanted, lone=True)

    def every_lone(self, words: Iterable[Word]) -> list[Bearer]:
        """Return every bearer of these surnames alone."""
        wanted = set(words)
        return self._with_new(self.register.every_lone(wanted), wanted, lone=True)

    def _with_new(self, found: Iterable[Bearer], words: Iterable[Word], *, lone: bool) -> list[Bearer]:
        new = (one for word in words for one in self._by_word.get((word, lone), ()))
        return list(dict.fromkeys([*self.see(found), *new]))


def _state(one: Bearer) -> _Was:
    return one.person, one.identity, one.homeless


def surname_keys(form: Form) -> set[int]:
    """Return the keys under which a form is found by its surname; it does not meet others for that."""
    return {hashed(("surname", form.surname))} if form.surname else set()


def _windows(days: Iterable[date | None]) -> list[Days | None]:
    """Return spans of days that cover some days and those around them; None, too, if a day is not known."""
    some = set(days)
    out: list[Days | None] = [None] if None in some else []
    first = last = 0
    for day in sorted(day.toordinal() for day in some if day):
        if first and (day - last > 2 * WINDOW or day - first > _SPAN):
            out.append((first - WINDOW, last + WINDOW))
            first = 0
        first, last = first or day, day
    return [*out, (first - WINDOW, last + WINDOW)] if first else out

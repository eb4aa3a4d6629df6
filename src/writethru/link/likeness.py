"""Likeness: how far the traits of two pieces speak for one event, between 0 and 1, over arrays of pairs.

What two pieces have in common is a fixed sum of cosines: of all weighted words, of the words of the headline, of
vectors, of names, and the geometric mean of the first and the third, which asks for both. Short pieces share few
words even when they tell the same, so theirs is scaled up. Across languages words say little, so the vector counts
for more.

What tells apart takes a share off: both name places, persons, bodies or figures and none that the other names; so do
their heads (headline and first paragraph) with figures or days, or they number the same thing otherwise ("the 12th
package", "the 13th"); both name days and these do not meet; both were written on a weekday that is not the other's;
days lie between them. A named day or weekday that they share adds one. Copy that covers the words of the other's head
adds one, and takes one off where it lacks most of them: what a piece is about stands in its head, and the rest may be
background. Look-alikes are headlines alone that say the same of other places, and pieces that give other figures at
their head and name only others, or do so at their head while one of them nowhere names what the other's head does (it
may look back to the other's happening itself), by how names sound where one is not in English; so are most headlines
of a wire that sends hundreds a day, since they share its formulae ("Net asset value"). Each of the others is little by
itself, so that no slip of a reader parts a story.

The weights are constants, chosen by hand and by trial on five sets of English copy together, headlines and full
texts; the coarse choices (how much names and vectors count, the threshold) were checked with a set left out in turn.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from writethru.link.centring import products
from writethru.link.contrast import Head, contrast, telling
from writethru.link.near import neighbours, paired
from writethru.link.pointers import ENGLISH
from writethru.link.sheet import ABROAD, ALIKE, APART, FAR, HAS, NEAR, TOLD, Sheet, key
from writethru.link.wires import busy

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Rows = NDArray[np.int64]
    Floats = NDArray[np.float32]
    Columns = Mapping[str, NDArray[Any]]

PARTS = {"words": 0.18, "titles": 0.14, "meaning": 0.38, "names": 0.03}  # of the likeness within one language
BOTH = 0.20  # of words and meaning
_FAR_MEANING, _FAR_WORDS = 0.65, 0.35  # and across two
_PLAIN = ("source", "headline", "language", "brevity", "given", "weekdays")
# What tells apart, and together: the exponent by which likeness shrinks or grows.
AGAINST = {
    "places": 0.2,
    "persons": 0.1,
    "bodies": 0.05,
    "figures": 0.1,
    "head_figures": 0.15,
    "head_days": 0.15,
    "numbers": 0.9,
    "days": 0.1,
    "seasons": 0.2,
    "weekdays": 0.3,
}
_SAME_WORDS, _ELSEWHERE = 0.25, 1.1  # headlines alike in words from here, but of other places, are look-alikes
_OTHERS = 1.1  # so are pieces that name others, all through or at their head, and give other figures there
_WIRED, _STRANGERS = 0.8, 0.5  # what speaks against two headlines of one wire; how much more where they name others
_FORMULA, _AGAIN = 0.4, 0.6  # in words from here alike they are a formula; what speaks against one on two days
FOR = {"days": 0.1, "weekdays": 0.1}
_COVERED, _COVERS = 0.38, 0.6  # the share of heads' words that the other's copy has in general; how much more counts
_MOST_COVERED, _MOST_LEANING = np.exp(_COVERS * (1 - _COVERED)), np.exp(sum(FOR.values()))  # what they can add
_SOLAR = 365.25  # days of a year
FREE, HALF, FLOOR = 3, 30, 0.25  # days apart that cost nothing; that halve likeness; the least that is left of it
_BRIEFLY = 10  # days apart that halve the likeness of two headlines alone: one says little of which time it tells
_LAST = 3_652_059  # the last day that there is; a later one stands for none
_BENDS = 0.8  # likeness from which on it nears 1 ever more slowly
_LEAST_SHARED = 1e-6
_CHUNK = 2048  # pairs compared at a time, few enough for the cache of a processor
_EVERY = 1500  # rows up to which each is held against each
_BLOCK = 256  # rows held against all at a time
_ROUNDED = 1e-4  # by which what is added up in another order may be less


@dataclass(frozen=True, slots=True)
class Reason:
    """One kind of evidence for or against: ``weight`` is what it adds to likeness, or takes off when negative."""

    kind: str
    words: tuple[str, ...]
    weight: float


class Likeness:
    """The evidence of the rows of a window.

    Args:
        sheet: what pieces are told by.
        rows: the rows of the window, each by its place in the sheet.
        days: the day of each (ordinal), or a number that is no day.
        means: of the vectors of each group of the sheet; those of these rows where none are given.
        far: likeness in meaning, 0 to 1, of pairs (lower row first) in languages that vectors do not reach.
    """

    def __init__(
        self,
        sheet: Sheet,
        rows: "Rows",
        days: "NDArray[Any]",
        means: "Floats | None" = None,
        far: Mapping[tuple[int, int], float] | None = None,
    ) -> None:
        self._sheet, self._rows = sheet, rows
        self._days = np.where((days > 0) & (days <= _LAST), days, 0).astype(np.int64)
        self._columns = {name: sheet[name][rows] for name in _PLAIN}
        self._read = sheet.vectors.read[rows]
        self._has = dict(zip(HAS, sheet["has"][rows].T, strict=True))
        self._names_days: NDArray[np.bool_] = np.asarray(sheet["days.0"][rows].any(axis=1))
        self._busy = busy(self._columns, self._days)
        self._english = np.isin(self._columns["language"], [language.encode() for language in ENGLISH])
        self._means = sheet.vectors.means(sheet.vectors.sums(rows)) if means is None else means
        self._vectors = np.empty((len(rows), sheet.vectors.width), dtype=np.float32)
        self._laid_out = np.zeros(len(rows), dtype=np.bool_)
        self._heads: dict[int, Head] = {}
        known = sorted((far or {}).items())
        self._far = np.array([low * len(self) + high for (low, high), _ in known], dtype=np.int64)
        self._far_meaning = np.array([value for _, value in known], dtype=np.float32)

    def __len__(self) -> int:
        """Return how many rows there are."""
        return len(self._days)

    @property
    def brevity(self) -> "Floats":
        """By how much the likeness of each row is scaled up, since it has few words to share."""
        return np.asarray(self._columns["brevity"])

    def vectors(self, rows: "Rows") -> "Floats":
        """Return the vectors of rows as they are compared."""
        self._lay_out(rows)
        return np.asarray(self._vectors[rows])

    def _lay_out(self, rows: "Rows") -> None:
        """Have the vectors of rows as they are compared, each made once."""
        new = np.unique(rows[~self._laid_out[rows]])
        for at in range(0, len(new), _CHUNK):
            some = new[at : at + _CHUNK]
            self._vectors[some] = self._sheet.vectors.centred(self._rows[some], self._means)
        self._laid_out[new] = True

    def likeness(self, one: "Rows", other: "Rows", least: float = 0.0) -> "Floats":
        """Return how alike the rows of each pair are, 0 to 1, and 0 for some that are less than ``least``.

        O(words) a pair; most of what is needed for those only that may reach ``least``.
        """
        parts = [slice(at, at + _CHUNK) for at in range(0, len(one), _CHUNK)]
        found = [self._alike(one[part], other[part], least) for part in parts]
        return np.concatenate(found) if found else np.empty(0, dtype=np.float32)

    def candidates(self, rows: "Rows", least: float = 0.0) -> "tuple[Rows, Rows]":
        """Return the pairs of these rows with any that may be alike, the lower row first, in order, each once.

        Among few rows that is whatever may reach ``least``. Among many, they share one of the words that tell most of
        either, or have near vectors on near days.
        """
        count = len(self)
        if count > _EVERY:
            return neighbours(rows, self._sheet["telling"][self._rows], self.vectors, self._days)
        parts = [rows[at : at + _BLOCK] for at in range(0, len(rows), _BLOCK)]
        found = [(part[one], other) for part in parts for one, other in [self._hopeful(part, least)]]
        one, other = (np.concatenate([rows[:0], *(pair[side] for pair in found)]) for side in (0, 1))
        return paired(one, other, count)

    def _hopeful(self, rows: "Rows", least: float) -> "tuple[Rows, Rows]":
        """Return, by place, which of some rows may be alike with which of all. O(words that they share)."""
        one, other = rows[:, None], np.arange(len(self))[None, :]
        dots = self._sheet.products("alike", self._rows[rows], self._rows)
        shared = self._with_meaning(dots, self.vectors(rows) @ self.vectors(other[0]).T, one, other)
        place, found = np.nonzero(self._hope(one, other, self._near(one, other, shared)) >= least - _ROUNDED)
        return place, found

    def contrast(self, one: Sequence[int], other: Sequence[int]) -> float:
        """Return how far each of two groups of rows is about something that the other is not about, 0 to 1."""
        return contrast([self._head(row) for row in one], [self._head(row) for row in other])

    def _head(self, row: int) -> Head:
        """Return the language of a row and the telling words of its head; found once."""
        if row not in self._heads:
            language = str(self._columns["language"][row].decode())
            self._heads[row] = language, telling(self._terms("head", row))
        return self._heads[row]

    def _alike(self, one: "Rows", other: "Rows", least: float = 0.0) -> "Floats":
        found = np.zeros(len(one), dtype=np.float32)
        may = np.flatnonzero(self._hope(one, other, np.ones(len(one), dtype=np.float32)) >= least)
        one, other = one[may], other[may]  # of headlines of one wire that lie weeks apart, none
        shared = self._shared(one, other)
        near = self._near(one, other, shared)
        left = np.flatnonzero(self._hope(one, other, near) >= least)
        some, others = one[left], other[left]
        leaning = sum(self._leaning(some, others, {kind: row[left] for kind, row in shared.items()}).values())
        told = _limited(near[left] * np.exp(self._covering(some, others))) * np.exp(leaning) * self._time(some, others)
        found[may[left]] = np.clip(told, 0, 1)
        return found

    def _hope(self, one: "Rows", other: "Rows", near: "Floats") -> "Floats":
        """Return the most that the likeness of pairs can be, for what they have in common."""
        wired = np.where(self._wired(one, other), np.exp(-_WIRED), 1.0)
        return np.asarray(np.minimum(near * _MOST_COVERED, 1) * _MOST_LEANING * self._time(one, other) * wired)

    def _near(self, one: "Rows", other: "Rows", shared: "Mapping[str, Floats]") -> "Floats":
        """Return what pairs have in common, those of short pieces scaled up."""
        brevity = self._columns["brevity"]
        parts = self._parts(one, other, shared)
        return np.asarray(sum(parts.values()) * np.sqrt(brevity[one] * brevity[other]))

    def _parts(self, one: "Rows", other: "Rows", shared: "Mapping[str, Floats]") -> "dict[str, Floats]":
        """Return what each kind of evidence adds to what pairs have in common."""
        parts = {kind: share * shared[kind] for kind, share in (*PARTS.items(), ("both", BOTH))}
        languages = self._columns["language"]
        across = languages[one] != languages[other]
        if across.any():
            far = {"words": _FAR_WORDS * np.sqrt(shared["words"]), "meaning": _FAR_MEANING * shared["meaning"]}
            parts = {kind: np.where(across, far.get(kind, 0), part) for kind, part in parts.items()}
        return parts

    def _shared(self, one: "Rows", other: "Rows") -> "dict[str, Floats]":
        dots = self._sheet.dots("alike", self._rows[one], self._rows[other])
        self._lay_out(np.concatenate([one, other]))
        return self._with_meaning(dots, products(self._vectors, one, other), one, other)

    def _with_meaning(
        self, dots: "Sequence[Floats]", meaning: "Floats", one: "Rows", other: "Rows"
    ) -> "dict[str, Floats]":
        """Return what pairs share by kind; where one has no vector, their words stand for its meaning."""
        found, read = dict(zip(ALIKE, dots, strict=True)), self._read
        found["meaning"] = np.where(read[one] & read[other], np.maximum(meaning, 0), found["words"])
        self._translate(found["meaning"], one, other)
        found["both"] = np.sqrt(found["words"] * found["meaning"])
        return found

    def _translate(self, meaning: "Floats", one: "Rows", other: "Rows") -> None:
        if len(self._far):
            keys = np.minimum(one, other) * len(self) + np.maximum(one, other)
            at = np.minimum(np.searchsorted(self._far, keys), len(self._far) - 1)
            found = self._far[at] == keys
            meaning[found] = self._far_meaning[at[found]]

    def _leaning(self, one: "Rows", other: "Rows", shared: "Mapping[str, Floats]") -> "dict[str, Floats]":
        """Return, by kind, the exponents of what tells pairs together (positive) or apart."""
        found = {}
        told = dict(zip(TOLD, self._sheet.dots("told", self._rows[one], self._rows[other]), strict=True))
        for kind in APART:
            found[kind] = np.where(self._strangers(kind, told[kind], one, other), -AGAINST[kind], 0.0)
        both = self._names_days[one] & self._names_days[other]
        same, near, season = (self._meet(one, other, reach, both) for reach in (0, NEAR, FAR))
        apart = np.where(near, 0.0, AGAINST["days"]) + np.where(season, 0.0, AGAINST["seasons"])
        bare = self._columns["headline"]
        elsewhere = bare[one] & bare[other] & (found["places"] < 0) & (shared["words"] > _SAME_WORDS)
        found["places"] -= np.where(elsewhere, _ELSEWHERE, 0.0)
        strangers = self._strangers("names", shared["names"], one, other)
        again = (shared["words"] > _FORMULA) & (self._days[one] != self._days[other])
        found["wire"] = np.where(
            self._wired(one, other), -_WIRED - np.where(strangers, _STRANGERS, 0) - np.where(again, _AGAIN, 0), 0.0
        )
        languages = self._columns["language"]
        heads = strangers | self._strangers("head_names", told["head_names"], one, other)
        at = np.flatnonzero(heads & (languages[one] == languages[other]) & (found["head_figures"] < 0))
        met = at[~strangers[at]]
        other_number = (told["numbered"] > 0) & (told["numbers"] < _LEAST_SHARED)
        abroad = np.flatnonzero(~(self._english[one] & self._english[other]))
        far = dict(
            zip(ABROAD, self._sheet.dots("abroad", self._rows[one[abroad]], self._rows[other[abroad]]), strict=True)
        )
        other_number[abroad] |= (far["rows"] > 0) & (far["row_numbers"] < _LEAST_SHARED)
        unheard = self._strangers("head_sounds", far["head_sounds"], one[abroad], other[abroad])
        unheard &= found["head_figures"][abroad] < 0
        for others in (at[strangers[at]], met[self._unmentioned(one[met], other[met])], abroad[unheard]):
            found["head_figures"][others] -= _OTHERS
        found["numbers"] = np.where(other_number, -AGAINST["numbers"], 0.0)
        found["days"] = np.where(both, np.where(same, FOR["days"], -apart), 0.0)
        weekdays = self._columns["weekdays"]
        unsure = (weekdays[one] > 0) & (weekdays[other] > 0) & ((self._days[one] == 0) | (self._days[other] == 0))
        meets = (weekdays[one] & weekdays[other]) > 0
        found["weekdays"] = np.where(unsure, np.where(meets, FOR["weekdays"], -AGAINST["weekdays"]), 0.0)
        return found

    def _covering(self, one: "Rows", other: "Rows") -> "NDArray[np.float64]":
        """Return what speaks for pairs by how much each one's copy has of the words of the other's head."""
        bare, languages = self._columns["headline"], self._columns["language"]
        told = np.flatnonzero(~(bare[one] & bare[other]) & (languages[one] == languages[other]))
        one, other, found = self._rows[one[told]], self._rows[other[told]], np.zeros(len(one))
        if not len(told):
            return found
        head, copy = self._sheet.bag("head"), self._sheet.bag("copy")
        covered = head[one].multiply(copy[other]).sum(axis=1) + head[other].multiply(copy[one]).sum(axis=1)
        found[told] = _COVERS * (np.asarray(covered).ravel() / 2 - _COVERED)
        return found

    def _strangers(self, kind: str, shared: "Floats", one: "Rows", other: "Rows") -> "NDArray[np.bool_]":
        """Say of which pairs both have some of a kind and share none."""
        return np.asarray(self._has[kind][one] & self._has[kind][other] & (shared < _LEAST_SHARED))

    def _unmentioned(self, one: "Rows", other: "Rows") -> "NDArray[np.bool_]":
        """Say of which pairs one names nobody and nothing of the other's head."""
        if not len(one):
            return np.zeros(0, dtype=np.bool_)
        names, copy = self._sheet.bag("head_names"), self._sheet.bag("copy")
        one, other = self._rows[one], self._rows[other]
        there = (np.asarray(names[a].multiply(copy[b]).sum(axis=1)).ravel() for a, b in ((one, other), (other, one)))
        return np.asarray(np.minimum(*there) < _LEAST_SHARED)

    def _wired(self, one: "Rows", other: "Rows") -> "NDArray[np.bool_]":
        """Say of which pairs both are headlines of one wire."""
        source, bare = self._columns["source"], self._columns["headline"]
        return np.asarray(
            (self._busy[one] | self._busy[other]) & bare[one] & bare[other] & (source[one] == source[other])
        )

    def _meet(self, one: "Rows", other: "Rows", reach: int, some: "NDArray[np.bool_]") -> "NDArray[np.bool_]":
        """Say of some of the pairs whether the days that they name meet."""
        met = np.zeros(len(one), dtype=np.bool_)
        named, near = self._sheet["days.0"], self._sheet[f"days.{reach}"]
        met[some] = (named[self._rows[one[some]]] & near[self._rows[other[some]]]).any(axis=1)
        return met

    def apart(self, one: "Rows", other: "Rows") -> "NDArray[np.float64]":
        """Return how many days lie between pairs, 0 where unknown; within the year where a year is only inferred."""
        apart = np.abs(self._days[one] - self._days[other]).astype(np.float64)
        within = np.mod(apart, _SOLAR)
        sure = self._columns["given"][one] & self._columns["given"][other]
        apart = np.where(sure, apart, np.minimum(within, _SOLAR - within))
        return np.where((self._days[one] > 0) & (self._days[other] > 0), apart, 0.0)

    def _time(self, one: "Rows", other: "Rows") -> "NDArray[np.float64]":
        bare = self._columns["headline"]
        half = np.where(bare[one] & bare[other], _BRIEFLY, HALF)
        left = np.exp2(np.minimum(0, FREE - self.apart(one, other)) / half)
        return np.asarray(np.maximum(FLOOR, left))

    def reasons(self, one: int, other: int, spelled: Mapping[int, str]) -> tuple[Reason, ...]:
        """Return what speaks for one event and against it, the weightiest first; the weights add up to the likeness.

        What two pieces share is a sum, so each kind weighs what it adds. That sum is then multiplied by what tells
        apart or together, by brevity and by time. The change that these make, all together, is shared out among them
        in proportion to the logarithm of each: of all ways the one that leaves no rest and does not depend on their
        order (the logarithmic mean Divisia index: Ang, Energy Policy 32, 2004). ``limit`` is what goes above 1.

        Args:
            one: a row.
            other: another.
            spelled: what hashes stand for, see ``writethru.link.traits.spelled``.
        """
        spelled = {key(hashed): said for hashed, said in spelled.items()}
        rows = np.array([one]), np.array([other])
        shared = self._shared(*rows)
        parts = {kind: float(added[0]) for kind, added in self._parts(*rows, shared).items()}
        near, alike = sum(parts.values()), float(self._alike(*rows)[0])
        covering = float(self._covering(*rows)[0])
        factors = {kind: float(exponent[0]) for kind, exponent in self._leaning(*rows, shared).items()}
        factors["head"] = covering
        factors["brevity"] = float(np.log(self._columns["brevity"][[one, other]].astype(np.float64)).mean())
        factors["time"] = float(np.log(self._time(*rows)[0]))
        change = {}
        if near > 0 and alike > 0:
            whole = float(np.log(alike / near))
            factors["limit"] = whole - sum(factors.values())
            mean = (alike - near) / whole if abs(whole) > _LEAST_SHARED else near
            change = {kind: mean * exponent for kind, exponent in factors.items()}
        found = [Reason(kind, self._words_of(kind, one, other, spelled), weight) for kind, weight in parts.items()]
        heads = self._heads_of(one, other, covering > 0, spelled)
        found += [Reason(kind, heads if kind == "head" else (), weight) for kind, weight in change.items()]
        telling = [reason for reason in found if abs(reason.weight) > _LEAST_SHARED]
        return tuple(sorted(telling, key=lambda reason: (-abs(reason.weight), reason.kind)))

    def _words_of(self, kind: str, one: int, other: int, spelled: Mapping[int, str]) -> tuple[str, ...]:
        """Return the words that two rows share, the most telling first."""
        theirs = dict(self._terms(kind, other))
        weights = {term: weight * theirs[term] for term, weight in self._terms(kind, one) if term in theirs}
        ordered = sorted(weights, key=lambda term: (-weights[term], term))
        return tuple(dict.fromkeys(spelled[term] for term in ordered if term in spelled))

    def _heads_of(self, one: int, other: int, covered: bool, spelled: Mapping[int, str]) -> tuple[str, ...]:
        """Return the words of two heads that stand in the other piece, or that do not."""
        found: dict[int, float] = {}
        for here, there in ((one, other), (other, one)):
            copy = dict(self._terms("words", there))
            found |= {term: weight for term, weight in self._terms("head", here) if (term in copy) is covered}
        ordered = sorted(found, key=lambda term: (-found[term], term))
        return tuple(dict.fromkeys(spelled[term] for term in ordered if term in spelled))

    def _terms(self, kind: str, row: int) -> list[tuple[int, float]]:
        return self._sheet.terms(kind, int(self._rows[row]))


def _limited(near: "Floats") -> "Floats":
    """Keep likeness below 1, as it is up to ``_BENDS``: of two pieces in the same words the nearer stays the nearer."""
    room = 1 - _BENDS
    return np.where(near <= _BENDS, near, 1 - room * np.exp((_BENDS - np.maximum(near, _BENDS)) / room))

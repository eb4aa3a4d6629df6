"""Stories day by day: the outcome is a function of the set of chains, and only what hangs together is gone over."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from writethru.link.linkage import Ties, linkage
from writethru.link.standing import UNDATED, Groups, Standing
from writethru.link.steps import Steps
from writethru.link.units import LEAST

REACH = 20


class Line:
    """Chains on a line: the nearer, the more alike. A stand-in for copy whose likeness is known."""

    def __init__(self, told):
        ordered = sorted(told, key=lambda one: (one[1], one[0]))
        self.chains = [name for name, _, _ in ordered]
        self.days = np.array([day for _, day, _ in ordered], dtype=np.int64)
        self.at = np.array([at for _, _, at in ordered], dtype=np.float64)
        self.brevity = np.where(self.days % 2, 2.5, 1.0).astype(np.float32)
        self.compared = 0

    def found(self):
        nothing = np.empty(0, dtype=np.int64)
        return np.zeros(len(self.chains), dtype=bool), (nothing, nothing, np.empty(0, dtype=np.float32))

    def candidates(self, rows, least=0.0):
        found = sorted({(min(i, j), max(i, j)) for i in rows.tolist() for j in range(len(self.at)) if i != j})
        near = [(i, j) for i, j in found if abs(self.at[i] - self.at[j]) < 1]
        return tuple(np.array([pair[side] for pair in near], dtype=np.int64) for side in (0, 1))

    def likeness(self, one, other, least=0.0):
        self.compared += len(one)
        apart = np.abs(self.days[one] - self.days[other])
        far = (apart > REACH) & (self.days[one] != UNDATED) & (self.days[other] != UNDATED)
        return np.where(far, 0, np.maximum(0, 1 - np.abs(self.at[one] - self.at[other]))).astype(np.float32)

    def contrast(self, one, other):
        return min(1.0, abs(float(self.at[one].mean() - self.at[other].mean())))


class Kept:
    """Where chains stand, as a store keeps it."""

    def __init__(self):
        self.rows = {}

    def load(self, chains):
        homes = {self.rows[one][1][-1][1] for one in chains if one in self.rows}
        return [Standing(one, day, list(steps)) for one, (day, steps) in self.rows.items() if steps[-1][1] in homes]

    def keep(self, groups):
        for chain in groups.dropped():
            del self.rows[chain]
        for chain in groups.changed():
            one = groups.standings[chain]
            self.rows[chain] = (one.day, tuple(one.steps))

    def groups(self):
        found = {}
        for chain, (_, steps) in self.rows.items():
            found.setdefault(steps[-1][1], set()).add(chain)
        return {frozenset(members) for members in found.values()}


def added(told, batches):
    kept, there = Kept(), []
    for batch in batches:
        there += batch
        groups = Groups(kept.load)
        Steps(Line([told[n] for n in there]), groups, REACH).take([told[n][0] for n in batch])
        kept.keep(groups)
    return kept


TOLD = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 60).map(lambda n: n / 10)), min_size=1, max_size=24).map(
    lambda rows: [(f"c{n:02}", UNDATED if day == 12 else day, at) for n, (day, at) in enumerate(rows)]
)


@settings(max_examples=150, deadline=None)
@given(TOLD, st.data())
def test_the_order_of_arrival_does_not_matter(told, data):
    order = data.draw(st.permutations(range(len(told))))
    cuts = sorted(data.draw(st.lists(st.integers(0, len(told)), max_size=4)))
    batches = [order[a:b] for a, b in zip([0, *cuts], [*cuts, len(told)], strict=True) if a < b]
    assert added(told, batches).groups() == added(told, [range(len(told))]).groups()


@settings(max_examples=80, deadline=None)
@given(TOLD, st.data())
def test_a_chain_taken_out_leaves_no_trace(told, data):
    gone = data.draw(st.sampled_from(told))
    kept = added(told, [range(len(told))])
    groups = Groups(kept.load)
    left = [one for one in told if one != gone]
    Steps(Line(left), groups, REACH).take([], [gone[0]])
    kept.keep(groups)
    assert kept.groups() == (added(left, [range(len(left))]).groups() if left else set())


@settings(max_examples=80, deadline=None)
@given(TOLD, st.data())
def test_adding_again_changes_nothing(told, data):
    kept = added(told, [range(len(told))])
    before = dict(kept.rows)
    again = data.draw(st.lists(st.sampled_from(range(len(told))), unique=True))
    groups = Groups(kept.load)
    Steps(Line(told), groups, REACH).take([told[n][0] for n in again])
    kept.keep(groups)
    assert kept.groups() == added(told, [range(len(told))]).groups()
    assert kept.rows == before


def test_what_does_not_hang_together_with_a_new_chain_is_not_compared():
    told = [(f"c{n:03}", 5, n * 2.0) for n in range(200)]
    kept = added(told, [range(200)])
    window = Line([*told, ("new", 5, 100.2)])
    groups = Groups(kept.load)
    Steps(window, groups, REACH).take(["new"])
    assert window.compared <= 4
    assert set(groups.standings) == {"new", "c050"}
    assert groups.group("new") == "c050"


def test_a_settled_story_is_never_split():
    told = [("a", 0, 0.0), ("b", 0, 0.7), ("c", 9, 0.0), ("d", 9, 0.05), ("e", 9, 0.9), ("f", 9, 0.95)]
    both = added(told[:2], [[0, 1]])
    assert both.groups() == {frozenset("ab")}
    assert any({"a", "b"} <= group for group in added(told, [range(6)]).groups())


def test_a_chain_without_a_day_stays_in_its_story_when_the_window_holds_only_part_of_it():
    told = [("a", 0, 0.0), ("b", 15, 0.1), ("u", UNDATED, 0.05), ("v", UNDATED, 0.12)]
    kept = added(told[:3], [range(3)])
    groups = Groups(kept.load)
    Steps(Line(told[1:]), groups, REACH).take(["v"])
    kept.keep(groups)
    assert kept.groups() == {frozenset("abuv")}


def by_hand(alike, least, enough):
    """Average linkage as the books have it, the likest pair of groups first, and its tree cut at joins not enough."""
    groups, parts = [[n] for n in range(len(alike))], {(n,): {frozenset([n])} for n in range(len(alike))}
    while True:
        pairs = [
            (round(float(np.mean(alike[np.ix_(a, b)])), 6), -min(a + b), -max(min(a), min(b)), a, b)
            for n, a in enumerate(groups)
            for b in groups[n + 1 :]
        ]
        best = max(pairs, key=lambda pair: pair[:3], default=None)
        if best is None or best[0] < least:
            return set().union(*(parts[tuple(group)] for group in groups))
        one, other = best[3:]
        found, both = parts[tuple(one)] | parts[tuple(other)], sorted(one + other)
        parts[tuple(both)] = {frozenset(both)} if len(found) == 2 and enough(one, other) else found
        groups = [group for group in groups if group not in (one, other)] + [both]


def always(one, other):
    return True


def seldom(one, other):
    return (sum(one) + sum(other)) % 3 > 0


@settings(max_examples=150, deadline=None)
@given(st.integers(1, 14), st.integers(0, 2**32 - 1), st.sampled_from([always, seldom]))
def test_rounds_find_what_average_linkage_finds(count, seed, enough):
    alike = np.random.default_rng(seed).random((count, count))
    alike = np.triu(alike, 1) + np.triu(alike, 1).T
    rows = [[n] for n in range(count)]
    one, other = np.nonzero(np.triu(alike, 1) >= 0.55)

    def missing(ones, others):
        return np.array([np.mean(alike[np.ix_(rows[a], rows[b])]) for a, b in zip(ones, others, strict=True)])

    def may(ones, others, averages):
        for a, b, average in zip(ones, others, averages, strict=True):
            assert average == pytest.approx(np.mean(alike[np.ix_(rows[a], rows[b])]), abs=1e-5)
        return np.array([enough(rows[a], rows[b]) for a, b in zip(ones, others, strict=True)], dtype=bool)

    def join(a, b):
        rows[a] += rows[b]

    ties = Ties(one, other, alike[one, other], np.ones(len(one)))
    labels = linkage(np.ones(count, dtype=np.int64), ties, 0.55, missing, may, join)
    found = {frozenset(np.flatnonzero(labels == label).tolist()) for label in set(labels.tolist())}
    assert found == by_hand(alike, 0.55, enough)


@pytest.mark.parametrize("days", [1, 3])
def test_a_late_chain_brings_later_days_up_to_date(days):
    told = [("a", 0, 0.0), ("b", days + 3, 0.9), ("late", 1, 0.45)]
    late, at_once = added(told, [[0, 1], [2]]), added(told, [[0, 1, 2]])
    assert late.groups() == at_once.groups()
    assert late.groups() != {frozenset("a"), frozenset("b"), frozenset({"late"})}


def test_the_least_likeness_is_one_that_evidence_gives():
    assert 0 < LEAST < 1

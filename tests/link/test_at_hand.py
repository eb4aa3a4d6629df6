"""What is held in memory from one linking to the next is what reading all of it again would give."""

from functools import cache

import numpy as np
from building import item
from hypothesis import given, settings
from hypothesis import strategies as st

from writethru.link.at_hand import NEW, AtHand
from writethru.link.background import hashed
from writethru.link.block import chosen, joined, latest, ragged
from writethru.link.window import block

TITLES = ("Ferry aground off Strand", "Vellmark raises key rate", "Quake hits Karsk", "Moor resigns")
ROWS = st.tuples(st.integers(0, 5), st.integers(0, 3), st.integers(3, 6))  # chain, headline, day of the month
BLOCKS = st.lists(st.lists(ROWS, min_size=1, max_size=4, unique_by=lambda row: row[0]), min_size=2, max_size=4)


@cache
def made(number, rows):
    """A block as it is kept: its rows, each alike with the chain before its own as it was then."""
    vectors = np.eye(8, dtype=np.float32)
    items = {
        f"c-{chain:016x}": item(
            f"{number:08x}{chain:08x}", TITLES[title], at=f"2026-03-{day:02d}T09:00", vector=vectors[title]
        )
        for chain, title, day in rows
    }
    names = [hashed(f"c-{max(0, chain - 1):016x}") for chain, _, _ in rows]
    found = ragged("near", [np.array([name], dtype=np.uint64) for name in names], "<u8")
    alike = ragged("near.alike", [np.ones(1, dtype=np.float32)] * len(names), "<f4")
    serial = np.full(len(rows), number)
    return chosen({**block(items), "serial": serial, **found, **alike}, np.arange(len(rows)))


def told(there, days=None):
    rows = there.rows(days, ())
    one, other, _ = there.pairs()
    inside = np.isin(one, rows) & np.isin(other, rows)
    chains = [there.chains[row] for row in rows.tolist()]
    pairs = {
        (there.chains[a], there.chains[b]) for a, b in zip(one[inside].tolist(), other[inside].tolist(), strict=True)
    }
    words = [there.sheet.terms("words", row) for row in rows.tolist()]
    alike = there.sheet.bag("alike")[rows]
    groups = there.sheet.vectors.centred(rows, there.means(rows))
    return chains, there["take"][rows].tolist(), pairs, words, alike.data.tolist(), groups.tobytes()


@settings(max_examples=12, deadline=None)
@given(BLOCKS, st.integers(0, 5), st.integers(0, 5))
def test_blocks_that_came_one_by_one_are_as_if_they_had_been_read_at_once(blocks, gone, provisional):
    kept = {(number, 1): made(number, tuple(rows)) for number, rows in enumerate(blocks, 1)}
    grown = AtHand()
    for upto in range(1, len(kept) + 1):
        grown.bring(sorted(kept)[:upto], lambda names: [kept[name] for name in names])
        grown.means(grown.rows(None, ()))
        if upto == provisional:  # rows that are not kept after all
            grown.add({**made(9, tuple(blocks[0])), "serial": np.full(len(blocks[0]), NEW)})
            grown.means(grown.rows(None, ()))
    there = [name for place, name in enumerate(sorted(kept)) if place != gone]
    grown.bring(there, lambda names: [kept[name] for name in names])
    read = AtHand()
    read.bring(there, lambda names: [kept[name] for name in names])
    assert told(grown) == told(read)


@settings(max_examples=12, deadline=None)
@given(BLOCKS, st.sets(st.integers(0, 5)))
def test_blocks_that_were_put_into_one_are_as_if_they_had_been_read_at_once(blocks, without):
    kept = {(number, 1): made(number, tuple(rows)) for number, rows in enumerate(blocks, 1)}
    grown = AtHand()
    grown.bring(sorted(kept), lambda names: [kept[name] for name in names])
    grown.means(grown.rows(None, ()))
    chains = [f"c-{chain:016x}" for chain in without]
    there = {(7, 1): latest(joined(list(kept.values())), chains), (8, 1): made(8, ((9, 1, 4),))}
    grown.bring(sorted(there), lambda names: [there[name] for name in names])
    read = AtHand()
    read.bring(sorted(there), lambda names: [there[name] for name in names])
    assert told(grown) == told(read)


def test_the_later_row_of_a_chain_counts_whatever_its_day():
    there = AtHand([made(1, ((1, 0, 5),)), made(2, ((1, 1, 3),))])
    assert there["take"][there.rows(None, ())].tolist() == [b"0000000200000001"]


def test_rows_are_those_of_each_run_of_days_and_none_between():
    there = AtHand([made(1, ((0, 0, 3), (1, 1, 4), (2, 2, 6)))])
    first = int(there["day"].min())
    days = there["day"][there.rows([(first, first), (first + 3, first + 9)], ())]
    assert days.tolist() == [first, first + 3]
    assert len(there.rows(None, ())) == 3

from dataclasses import replace
from itertools import pairwise

from building import ferry_chain, item
from hypothesis import given
from hypothesis import strategies as st

from writethru.link.chains import chains
from writethru.link.items import Linkable, bare
from writethru.link.links import link
from writethru.link.place import order_window, place, placements, repeated, whereabouts, window
from writethru.model import Signal


def wire():
    """Two pieces of one source that run beside each other, one of another, and a piece without a time."""
    return [
        *(one.take for one in ferry_chain()),
        item("b1", "Bank of Vellmark raises key rate", "It rose.", slug="vellmark-rate", at="2026-03-03T12:00").take,
        item(
            "b2", "Bank of Vellmark raises rate by half a point", "It rose by half a point.", marker="(LEAD)", rank=2,
            signal=Signal.UPDATE, slug="vellmark-rate", at="2026-03-03T21:00",
        ).take,
        item("c1", "Bank of Vellmark raises key rate", "Another's words.", source="Ostpress").take,
        item("d1", "Undated notes from Strand", "No day is given.", at=None).take,
    ]  # fmt: skip


def arrived(batches):
    """Place batches as they come, each time among those that could be of one piece."""
    there, known = {}, {}
    for batch in batches:
        span = window(batch)
        near = [t for t in there.values() if t.sent is None or (span and span[0] <= t.sent.at <= span[1])]
        if span := order_window(batch):
            heads = {t.key: t.title for t in there.values() if t.sent and span[0] <= t.sent.at <= span[1]}
            near += [there[key] for key in repeated(batch, heads) - {t.key for t in near}]
        groups = place(batch, near, {t.key: known[t.key].chain for t in near})
        there |= {t.key: t for t in batch}
        moments = {key: take.sent.at if take.sent else None for key, take in there.items()}
        for chain, keys in whereabouts(groups, known, moments).items():
            known |= {p.take: p for p in placements(chain, [there[key] for key in sorted(keys)], known)}
    return known


@given(st.permutations(range(9)), st.integers(1, 8))
def test_takes_placed_as_they_come_stand_as_if_they_had_come_together(order, cut):
    takes = wire()
    shuffled = [takes[n] for n in order]
    known = arrived([shuffled[:cut], shuffled[cut:]])
    previous = {key: placement.previous for key, placement in known.items()}
    expected = {}
    for chain in chains([bare(take) for take in takes]):
        expected |= dict(zip(chain.takes, (None, *chain.takes), strict=False))

    assert previous == expected


def daily():
    """One slug that runs for a week, a take every thirty hours: each is near enough to the one before it alone."""
    every = range(0, 168, 30)
    return [
        item(
            f"n{n}", f"Vellmark strike, day {n}", f"Day {n}.", slug="strike", marker="(LEAD)", rank=2 + n,
            signal=Signal.UPDATE, at=f"2026-03-{3 + hours // 24:02d}T{hours % 24:02d}:00",
        ).take
        for n, hours in enumerate(every)
    ]  # fmt: skip


@given(st.permutations(range(6)))
def test_a_take_that_comes_late_splits_no_chain_that_runs_on_after_it(order):
    takes = daily()
    known = arrived([[takes[n]] for n in order])

    assert {key: placement.previous for key, placement in known.items()} == {
        take.key: earlier.key if earlier else None for earlier, take in pairwise([None, *takes])
    }


def test_a_take_of_the_same_guid_is_of_the_same_piece_after_weeks_too():
    first = item("x", "Ferry to sail again", "Words of it.", guid="urn:strand:7").take
    killed = item("y", "", guid="urn:strand:7", signal=Signal.KILL, at="2026-04-20T10:00").take
    known = arrived([[first]])
    groups = place([killed], [first], {"x": known["x"].chain})

    assert groups == {"c-x": ["x", "y"]}


def test_a_page_and_its_feeds_stub_are_of_one_piece_whatever_their_source_is_called():
    stub = item("x", "Ferry to sail again", url="https://vellpost.example/ferry-1", source="Vell Post").take
    page = item("y", "The whole story", "Words.", url="https://vellpost.example/ferry-1", source="").take
    other = item("z", "The whole story", "Words.", guid="17", source="Ostpress").take
    twin = item("w", "Another story", "No words.", guid="17", source="Nordpress").take

    assert len(place([stub, page], [], {})) == 1
    assert len(place([other, twin], [], {})) == 2


def test_a_kill_that_repeats_a_headline_finds_its_piece_after_days_among_others():
    piece = item("x", "Quay of Vellmark reopens", "It reopened.", slug="quay", at="2026-03-03T08:00").take
    other = item("y", "Quay of Strand closes", "It closed.", slug="quay", at="2026-03-03T09:00").take
    kill = item("z", "Quay of Vellmark reopens", slug="quay", at="2026-03-07T08:00", signal=Signal.KILL).take

    known = arrived([[piece, other], [kill]])

    assert known["z"].chain == known["x"].chain != known["y"].chain


def test_a_wrap_up_is_of_no_piece_that_it_wraps():
    part = item("x", "Vellmark bank raises rate", source="Reuters")
    wrap = item("y", "Vellmark bank raises rate, shares fall", source="Reuters", rank=2, at="2026-03-03T11:00")
    assert len(place([part.take, wrapped(wrap).take], [], {})) == 2


def wrapped(one):
    take = replace(one.take, marker=replace(one.take.marker, wrapup=True, signal=Signal.UPDATE))
    return Linkable(take, one.facts)


def test_a_wrap_up_is_linked_to_what_it_wraps():
    rate = item("r", "Vellmark bank raises key rate", "It rose.", source="Reuters")
    shares = item("s", "Kestrava shares fall on rate rise", "They fell.", source="Reuters", at="2026-03-03T10:30")
    other = item("o", "Ferry aground outside Strand", "It ran aground.", source="Reuters")
    late = item("l", "Vellmark bank explains key rate rise", "Later.", source="Reuters", at="2026-03-05T10:30")
    up = wrapped(
        item("w", "Vellmark bank raises key rate, Kestrava shares fall", source="Reuters", at="2026-03-03T12:00")
    )
    placed = {one.take: one for one in link([rate, shares, other, late, up]).placements}

    assert placed["w"].wraps == ("c-r", "c-s")
    assert not any(one.wraps for key, one in placed.items() if key != "w")

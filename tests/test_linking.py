"""Linking on a desk: what comes later meets what is remembered, and leaves what linking all at once would."""

from dataclasses import replace
from datetime import UTC, date, datetime

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, insert, select

from newsroom import WHEN, lay, silent
from writethru import Desk, enriching, intake, linking
from writethru.link.at_hand import AtHand
from writethru.link.units import LEAST
from writethru.link.window import DeskWindow
from writethru.model import Anchor, Claim, Facts, Part, PartKind, Sent, SourceKind, Span, Standing, Take
from writethru.remembering import OnDesk
from writethru.store import Found, schema

TOLD = (
    ("Ferry runs aground outside Strand", "A ferry with 312 people on board ran aground outside Strand."),
    ("Ferry aground near Strand harbour", "A ferry ran aground near Strand harbour with 312 people on board."),
    ("Owner of Strand ferry fined", "A court fined the owner of the ferry that ran aground outside Strand."),
    ("Bank of Vellmark raises key rate", "The central bank of Vellmark raised its key rate by half a point."),
    ("Vellmark bank lifts key rate", "Vellmark's central bank lifted the key rate by half a point on Wednesday."),
    ("Quake kills twelve in Karsk", "An earthquake killed twelve people in the mountain province of Karsk."),
)


def piece(number, told, day, source):
    title, copy = TOLD[told]
    text = f"{title}\n\n{copy}"
    parts = (
        Part(PartKind.HEADLINE, Span(0, len(title))),
        Part(PartKind.PARAGRAPH, Span(len(title) + 2, len(text))),
    )
    sent = Sent(datetime(2031, 3, day, 9, number % 60, tzinfo=UTC)) if day else None
    key = f"{number:016x}"
    take = Take(
        key, f"take-{number}", "d" * 64, "test", source, SourceKind.PAGE, text, parts, title=title, headline=title,
        sent=sent, language="en",
    )  # fmt: skip
    return take, Facts(key, language="en", anchor=Anchor(sent.at.date() if sent else None, given=bool(sent)))


PIECES = st.lists(
    st.tuples(st.integers(0, len(TOLD) - 1), st.sampled_from([0, 3, 3, 4, 8, 25]), st.sampled_from(["A", "B", "C"])),
    min_size=1,
    max_size=9,
).map(lambda rows: [piece(number, *row) for number, row in enumerate(rows, 1)])


def put(desk, pieces, document):
    lay(desk, pieces, document)
    intake.link(desk._store, desk.settings, silent)


def told(desk):
    """Stories, storylines and series by what is in them, whatever they are called."""
    links = desk._store.links.all()
    takes = {story.id: frozenset(story.takes) for story in links.stories}
    lines = {frozenset(takes[story] for story in line.stories) for line in links.storylines}
    follows = {(takes[a], takes[b]) for line in links.storylines for a, b in line.follows}
    series = {}
    for place in links.placements:
        series.setdefault(place.series, set()).add(place.take)
    return set(takes.values()), lines, follows, sorted(map(sorted, series.values()))


def kept(desk):
    with desk._store.links.reading() as c:
        return {table.name: sorted(map(repr, c.execute(select(table)))) for table in schema.LINKED}


@settings(max_examples=12, deadline=None)
@given(pieces=PIECES, data=st.data())
def test_pieces_that_come_one_after_the_other_tell_what_they_tell_at_once(tmp_path_factory, pieces, data):
    order = data.draw(st.permutations(pieces))
    cut = data.draw(st.integers(0, len(order)))
    with Desk(tmp_path_factory.mktemp("one")) as one, Desk(tmp_path_factory.mktemp("other")) as other:
        put(one, pieces, "a")
        for batch, document in ((order[:cut], "b"), (order[cut:], "c")):
            if batch:
                put(other, batch, document)
        chains = [{p.take: p.chain for p in desk._store.links.placements()} for desk in (one, other)]
        if chains[0] == chains[1]:
            assert told(one) == told(other)
        assert linking.whole(one._store, one.settings)


def test_what_is_linked_again_with_nothing_new_is_left_as_it_is(tmp_path):
    with Desk(tmp_path) as desk:
        put(desk, [piece(1, 0, 3, "A"), piece(2, 1, 3, "B"), piece(3, 3, 4, "A")], "a")
        before = kept(desk)
        intake.link(desk._store, desk.settings, silent)
        assert kept(desk) == before
        assert desk._store.remembered.waiting(9)[0] == []


def test_only_what_hangs_together_with_a_new_piece_is_written(tmp_path):
    with Desk(tmp_path) as desk:
        put(desk, [piece(1, 0, 3, "A"), piece(2, 3, 3, "B"), piece(3, 5, 4, "C")], "a")
        before = {one.id: one for one in desk._store.links.stories()}
        put(desk, [piece(4, 1, 3, "D")], "b")
        after = {one.id: one for one in desk._store.links.stories()}
        assert {name for name in after if after[name] != before.get(name)} == {f"s-{1:016x}"}
        assert after[f"s-{1:016x}"].takes == (f"{1:016x}", f"{4:016x}")


def test_a_take_that_moves_to_another_chain_is_in_that_alone(tmp_path):
    with Desk(tmp_path) as desk:
        pieces = [piece(number, told, 3, "A") for number, told in ((1, 0), (2, 3), (3, 5))]
        slugged = [(replace(take, slug=f"{take.title[:4]}-news"), facts) for take, facts in pieces]
        put(desk, slugged, "a")
        places = desk._store.links.places(take.key for take, _ in slugged)
        moved, home = places[f"{3:016x}"], places[f"{1:016x}"]
        desk._store.links.place([replace(moved, chain=home.chain, story=home.story)], WHEN)
        intake.link(desk._store, desk.settings, silent)
        stories = desk._store.links.stories()
        assert sorted(len(story.takes) for story in stories) == [1, 2]
        assert {p.chain for p in desk._store.links.placements()} == {c for story in stories for c in story.chains}
        assert moved.chain not in {one.chain for one in desk._store.links.placements()}


def test_the_id_of_a_story_goes_with_the_take_that_it_names_to_a_chain_of_its_own(tmp_path):
    with Desk(tmp_path) as desk:
        pieces = [piece(1, 0, 3, "A"), piece(2, 3, 3, "A")]
        lay(desk, pieces, "a")
        first, second = (desk._store.links.places([take.key])[take.key] for take, _ in pieces)
        desk._store.links.place([replace(first, chain=second.chain)], WHEN)
        intake.link(desk._store, desk.settings, silent)
        assert [story.id for story in desk._store.links.stories()] == [f"s-{1:016x}"]

        desk._store.links.place([first], WHEN)
        intake.link(desk._store, desk.settings, silent)

        places = desk._store.links.places([first.take, second.take])
        assert {take: place.story for take, place in places.items()} == {
            take: f"s-{take}" for take in (first.take, second.take)
        }


def test_what_a_chain_told_before_is_forgotten_when_it_moves_to_an_earlier_day(tmp_path):
    with Desk(tmp_path) as desk:
        pieces = [piece(1, 0, 3, "A"), piece(2, 3, 8, "A")]
        put(desk, pieces, "a")
        for chain in (f"c-{1:016x}", f"c-{2:016x}"):
            place = desk._store.links.places([f"{2:016x}"])[f"{2:016x}"]
            desk._store.links.place([replace(place, chain=chain)], WHEN)
            intake.link(desk._store, desk.settings, silent)
        assert rows(desk) == {f"c-{1:016x}": (f"{1:016x}", 3), f"c-{2:016x}": (f"{2:016x}", 8)}


def test_what_a_chain_told_is_forgotten_when_it_is_no_more(tmp_path):
    with Desk(tmp_path) as desk:
        put(desk, [piece(1, 0, 3, "A"), piece(2, 1, 3, "A")], "a")
        place = desk._store.links.places([f"{2:016x}"])[f"{2:016x}"]
        desk._store.links.place([replace(place, chain=f"c-{1:016x}")], WHEN)
        intake.link(desk._store, desk.settings, silent)
        put(desk, [piece(3, 0, 3, "B")], "b")
        assert rows(desk).keys() == {f"c-{1:016x}", f"c-{3:016x}"}
        assert told(desk)[0] == {frozenset(f"{number:016x}" for number in (1, 2, 3))}


def rows(desk):
    """The take and the day of the month of each row of the traits that counts, by chain."""
    at_hand = OnDesk(desk._store).at_hand(None)
    found = [
        (at_hand.chains[row], at_hand["take"][row], at_hand["day"][row]) for row in at_hand.rows(None, ()).tolist()
    ]
    return {chain: (take.decode(), date.fromordinal(int(day)).day) for chain, take, day in found}


def test_what_is_read_is_linked_while_the_rest_is_not(tmp_path):
    pieces = [piece(number, told, day, "A") for number, (told, day) in enumerate([(0, 3), (3, 3), (5, 4), (2, 8)], 1)]
    with Desk(tmp_path / "whole") as whole, Desk(tmp_path / "parts") as parts:
        put(whole, pieces, "a")
        lay(parts, pieces[:3], "b")
        lay(parts, [(pieces[3][0], None)], "c")
        linking.link_read(parts._store, parts.settings, [take.key for take, _ in (*pieces[:2], pieces[3])], AtHand())
        assert parts._store.links.counts()[0] == 2
        assert parts._store.remembered.all_wait() == 2
        parts._store.facts.keep([(pieces[3][1], None)], enriching.maker())
        intake.link(parts._store, parts.settings, silent)
        assert told(parts) == told(whole)
        assert linking.whole(parts._store, parts.settings)


DROWNED = Claim("c", "people drowned", "s-2", Standing.SINGLE, (), ())


def marked(desk, *lines):
    """Mark storylines as to be gone over for their claims; the numbers of the marks."""
    with desk._store.links.writing() as c:
        c.execute(delete(schema.unclaimed).where(schema.unclaimed.c.line.in_(lines)))
        c.execute(insert(schema.unclaimed), [{"line": line} for line in lines])
    return {line: desk._store.remembered.unclaimed()[line] for line in lines}


def test_the_last_day_of_what_was_read_waits_for_the_rest_of_it(monkeypatch):
    monkeypatch.setattr(intake, "_LINKED", 6)

    def read(*counts):
        days = [day for day, count in enumerate(counts, 1) for _ in range(count)]
        return {f"k{number}": datetime(2031, 3, day, 9, tzinfo=UTC) for number, day in enumerate(days)}

    found = [len(intake._of_whole_days(read(*counts))) for counts in ((5,), (4, 3), (2, 2, 3), (2, 5), (2, 12))]
    assert found == [0, 4, 4, 0, 14]
    assert len(intake._of_whole_days(dict.fromkeys(map(str, range(12))))) == 12


def test_claims_are_made_of_so_many_takes_at_a_time(monkeypatch):
    monkeypatch.setattr(linking, "_TOLD", 10)
    lengths = {"l-1": 4, "l-2": 6, "l-4": 1, "l-5": 30, "l-6": 1}
    found = list(linking._about_as_long(["l-1", "l-2", "l-3", "l-4", "l-5", "l-6"], lengths))
    assert found == [["l-1", "l-2", "l-3"], ["l-4"], ["l-5"], ["l-6"]]


def test_a_claim_goes_with_its_piece_to_a_storyline_that_is_gone_over_first(tmp_path):
    with Desk(tmp_path) as desk:
        desk._store.links.keep_claims(marked(desk, "l-2"), [("l-2", DROWNED)])
        desk._store.links.keep_claims(marked(desk, "l-1"), [("l-1", replace(DROWNED, story="s-1"))])
        desk._store.links.keep_claims(marked(desk, "l-2"), [])
        assert [one.story for one in desk._store.links.claims()] == ["s-1"]


def test_claims_of_a_storyline_that_was_marked_again_meanwhile_are_left_to_who_marked_it(tmp_path):
    with Desk(tmp_path) as desk:
        earlier = marked(desk, "l-1", "l-2")
        later = marked(desk, "l-2")
        desk._store.links.keep_claims(earlier, [("l-1", replace(DROWNED, id="d")), ("l-2", DROWNED)])
        assert [one.id for one in desk._store.links.claims()] == ["d"]
        assert desk._store.remembered.unclaimed() == later

        desk._store.links.keep_claims(later, [("l-2", replace(DROWNED, story="s-1"))])
        desk._store.links.keep_claims(earlier, [("l-2", DROWNED)])
        assert [(one.id, one.story) for one in desk._store.links.claims()] == [("c", "s-1"), ("d", "s-2")]
        assert not desk._store.remembered.unclaimed()


def test_an_earlier_take_that_comes_late_does_not_rename_a_story(tmp_path):
    with Desk(tmp_path) as desk:
        put(desk, [piece(9, 0, 4, "A")], "a")
        put(desk, [piece(2, 1, 3, "B")], "b")
        [story] = desk._store.links.stories()
        assert story.id == f"s-{9:016x}"
        assert story.takes[0] == f"{2:016x}"


def test_the_id_of_a_story_that_went_into_another_leads_there(tmp_path):
    with Desk(tmp_path) as desk:
        put(desk, [piece(1, 0, 3, "A"), piece(2, 3, 3, "B")], "a")
        found = desk._store.remembered
        chains, upto = found.waiting(1)
        found.keep(Found(chains, (), stories_gone=[f"s-{2:016x}"], merged=[(f"s-{2:016x}", f"s-{1:016x}")]), upto, WHEN)
        assert desk.find(f"s-{2:016x}").id == f"s-{1:016x}"


@pytest.mark.parametrize("stage", ["chains", "people"])
def test_links_that_were_left_undone_are_made_by_the_next(tmp_path, monkeypatch, stage):
    pieces = [piece(1, 0, 3, "A"), piece(2, 1, 3, "B"), piece(3, 3, 4, "A")]
    with Desk(tmp_path / "whole") as whole, Desk(tmp_path / "cut") as cut:
        put(whole, pieces, "a")
        with monkeypatch.context() as patch:
            patch.setattr(linking, "_link" if stage == "chains" else "_people", stopped)
            with pytest.raises(KeyboardInterrupt):
                put(cut, pieces, "a")
        assert not linking.whole(cut._store, cut.settings)
        intake.link(cut._store, cut.settings, silent)
        assert kept(cut) == kept(whole)
        assert cut._store.links.all() == whole._store.links.all()


def stopped(*_):
    raise KeyboardInterrupt


def test_what_another_program_links_meanwhile_is_not_half_seen(tmp_path, monkeypatch):
    first, later = [piece(1, 0, 3, "A"), piece(2, 3, 3, "A")], [piece(3, 1, 3, "B"), piece(4, 4, 3, "B")]
    with Desk(tmp_path / "alone") as alone, Desk(tmp_path / "desk") as one, Desk(tmp_path / "desk") as other:
        for pieces, document in ((first, "a"), (later, "b")):
            put(alone, pieces, document)
        put(one, first, "a")
        lay(one, later, "b")
        relink, seen = linking.relink, []

        def slow(came, known, *rest):
            monkeypatch.setattr(linking, "relink", relink)
            intake.link(other._store, other.settings, silent)
            seen.append(known.standing(take.key for takes in came.values() for take in takes))
            return relink(came, known, *rest)

        monkeypatch.setattr(linking, "relink", slow)
        intake.link(one._store, one.settings, silent)

        assert seen == [{}]
        assert told(one) == told(alone)


@settings(max_examples=15, deadline=None)
@given(PIECES, st.integers(0, 9))
def test_the_pairs_that_are_kept_are_those_that_asking_anew_finds(tmp_path_factory, pieces, cut):
    with Desk(tmp_path_factory.mktemp("desk")) as desk:
        for document, part in (("a", pieces[:cut]), ("b", pieces[cut:]), ("c", pieces[: cut // 2])):
            put(desk, part, document)
        window = DeskWindow(OnDesk(desk._store).at_hand([(1, 2**30)]), desk.settings.story_days, [(1, 2**30)])
    asked, kept = window.found()
    one, other = window.candidates(np.arange(len(window.chains)))
    alike = window.likeness(one, other)
    assert asked.all()
    assert {pair[:2] for pair in zip(*map(np.ndarray.tolist, kept), strict=True)} == {
        pair
        for pair, value in zip(zip(one.tolist(), other.tolist(), strict=True), alike, strict=True)
        if value >= LEAST
    }

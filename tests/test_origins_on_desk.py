"""Origins on a desk: a print in one story is known to be a print although its model stands in another."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom import DAM, FERRY, QUAKE, RATE, SCHOOL, WHEN, bare, lay, piece, silent
from writethru import Desk, enriching, intake, linking
from writethru.link.links import link
from writethru.link.origins import origins
from writethru.model import Anchor, Facts, OriginKind, Sent, SourceKind
from writethru.remembering import OnDesk
from writethru.settings import Settings, SourceSettings

TITLES = (
    "Quake kills 12 in Karsk",
    "Ferry aground outside Strand",
    "Vellmark raises key rate",
    "Dam above Karsk holds",
)
COPY = (QUAKE, SCHOOL, DAM, FERRY, RATE, "The editor of the paper that prints this has it from Nordpress reports.")
AGENCIES = {"Vell Wire"}
SETTINGS = Settings(sources={name: SourceSettings(kind=SourceKind.AGENCY) for name in AGENCIES})


def told(number, title, lines, day, source):
    take = piece(number, TITLES[title], *(COPY[line] for line in lines), day=day, source=source)
    return replace(take, source_kind=SourceKind.AGENCY) if source in AGENCIES else take


PIECES = st.lists(
    st.tuples(
        st.integers(0, 3),
        st.lists(st.integers(0, len(COPY) - 1), max_size=4, unique=True),
        st.sampled_from([3, 4, 11, 18, 25]),
        st.sampled_from(["Vell Wire", "Strand Post", "Karsk Daily", "Herald"]),
    ),
    min_size=1,
    max_size=9,
).map(lambda rows: [told(number, *row) for number, row in enumerate(rows, 1)])


def put(desk, takes, document):
    lay(desk, [(take, bare(take)) for take in takes], document)
    intake.link(desk._store, SETTINGS, silent)


def found(desk):
    return {origin.take: origin for story in desk._store.links.stories() for origin in story.origins}


def at_once(desk):
    keys = desk._store.takes.keys()
    return {one.take: one for one in origins(items(desk, keys), AGENCIES)}


def items(desk, keys):
    return list(OnDesk(desk._store).items(keys).values())


@settings(max_examples=15, deadline=None)
@given(takes=PIECES, data=st.data())
def test_origins_are_those_of_all_at_once_in_whatever_order_pieces_come(tmp_path_factory, takes, data):
    order = data.draw(st.permutations(takes))
    cuts = sorted({0, len(order), *data.draw(st.lists(st.integers(0, len(order)), max_size=2))})
    with Desk(tmp_path_factory.mktemp("desk")) as desk:
        for number, (start, end) in enumerate(pairwise(cuts)):
            put(desk, order[start:end], "abc"[number])
        assert found(desk) == at_once(desk)
        linked = link(items(desk, desk._store.takes.keys()), agencies=AGENCIES)
        assert found(desk) == {one.take: one for story in linked.stories for one in story.origins}


PRINTED = (QUAKE, SCHOOL, DAM)


def printed(number, title, source, *, day=5, hour=9, lines=PRINTED):
    take = piece(number, title, *lines, day=day, source=source)
    return replace(take, sent=Sent(take.sent.at.replace(hour=hour)))


def test_a_print_in_another_story_is_seen_and_what_it_changes_is_told_anew(tmp_path):
    """The agency's own take comes last, months away, so that nothing of the other story is touched by it."""
    with Desk(tmp_path) as desk:
        put(desk, [printed(1, TITLES[0], "Strand Post")], "a")
        [before] = desk._store.links.stories()
        assert before.origins[0].kind is OriginKind.UNKNOWN
        late = replace(printed(2, TITLES[0], "Vell Wire"), source_kind=SourceKind.AGENCY)
        put(desk, [replace(late, sent=Sent(late.sent.at.replace(year=2032)))], "b")
        assert len(desk._store.links.stories()) == 2
        after = desk._store.links.story(before.id)
        assert (after.origins[0].kind, after.origins[0].of) == (OriginKind.REPRINT, "Vell Wire")
        assert replace(after, origins=before.origins) == before


def test_the_list_of_stories_says_from_how_many_origins_each_is_told(tmp_path):
    with Desk(tmp_path) as desk:
        put(desk, [told(1, 0, [0, 1, 2], 3, "Vell Wire"), printed(2, TITLES[0], "Herald", day=3, hour=12)], "a")
        [shown] = desk.stories()
        assert shown.badge == "2 outlets, at least 1 origin (Vell Wire)"
        assert desk._store.links.story(shown.id).badge == ""


def test_a_run_that_was_stopped_is_gone_on_with(tmp_path, monkeypatch):
    takes = [printed(n, TITLES[n % 2], name, hour=9 + n) for n, name in enumerate(("Herald", "Post", "Karsk Daily"), 1)]
    with Desk(tmp_path) as desk:
        with monkeypatch.context() as patch:
            patch.setattr("writethru.store.remembered._replace", stopped)
            with pytest.raises(KeyboardInterrupt):
                put(desk, takes, "a")
        assert desk._store.traces.traces(take.key for take in takes) == {}
        intake.link(desk._store, SETTINGS, silent)
        assert found(desk) == at_once(desk)


def stopped(*_):
    raise KeyboardInterrupt


def test_facts_that_date_a_piece_otherwise_turn_model_and_copy_round(tmp_path):
    with Desk(tmp_path) as desk:
        takes = [replace(printed(n, TITLES[0], name), sent=None) for n, name in ((1, "Herald"), (2, "Post"))]
        for take, day, document in ((takes[0], 3, "a"), (takes[1], 4, "b")):
            dated(desk, take, date(2031, 3, day), document)
        assert {key: one.root for key, one in found(desk).items()} == {takes[0].key: "", takes[1].key: takes[0].key}
        store = desk._store
        anew = Facts(takes[0].key, language="en", anchor=Anchor(date(2031, 3, 9), given=False))
        store.facts.keep([(anew, None)], "another maker")
        intake.link(store, SETTINGS, silent)
        assert {key: one.root for key, one in found(desk).items()} == {takes[0].key: takes[1].key, takes[1].key: ""}
        assert found(desk) == at_once(desk)


def dated(desk, take, day, document):
    store = desk._store
    store.documents.receive(document * 64, "wire.txt", "", b"copy", WHEN)
    store.documents.keep(document * 64, [replace(take, document=document * 64)])
    intake.place(store, silent)
    store.facts.keep([(Facts(take.key, language="en", anchor=Anchor(day, given=False)), None)], enriching.maker())
    intake.link(store, SETTINGS, silent)


def test_other_rules_trace_all_anew_and_leave_stories_their_ids(tmp_path, monkeypatch):
    with Desk(tmp_path) as desk:
        put(desk, [printed(9, TITLES[0], "Strand Post", hour=12)], "a")
        put(desk, [printed(2, TITLES[0], "Herald", hour=8)], "b")
        before = desk._store.links.stories()
        monkeypatch.setattr(linking, "ORIGINS", "another")
        assert not linking.whole(desk._store, SETTINGS)
        intake.link(desk._store, SETTINGS, silent)
        assert desk._store.links.stories() == before
        assert linking.whole(desk._store, SETTINGS)


def test_a_headline_alone_leaves_no_trace(tmp_path):
    with Desk(tmp_path) as desk:
        put(desk, [piece(1, TITLES[0], source="Strand Post"), told(2, 0, [], 3, "Vell Wire")], "a")
        assert desk._store.traces.traces([f"{n:016x}" for n in (1, 2)]) == {}
        assert {one.kind for one in found(desk).values()} == {OriginKind.UNKNOWN, OriginKind.REPORTING}

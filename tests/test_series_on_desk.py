"""Series of pieces without a slug on a desk: what comes later finds its series, and late pieces join series."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom import lay, silent
from writethru import Desk, intake
from writethru.model import Anchor, Facts, Part, PartKind, Sent, SourceKind, Span, Take

START = datetime(2031, 3, 1, tzinfo=UTC)
WEEKS = st.lists(
    st.tuples(st.integers(0, 2), st.integers(0, 24 * 8), st.sampled_from("AAAB"), st.integers(0, 16)),
    min_size=2,
    max_size=12,
)


def piece(number, matter, hours, source="A", since=0):
    """A piece with thirty words of its matter, from one of them on, and eight of its own."""
    words = [f"word{matter}{n}x" for n in range(since, since + 30)] + [f"own{number}{n}x" for n in range(8)]
    title, copy = f"headline{number}x", " ".join(words)
    text = f"{title}\n\n{copy}"
    sent = START + timedelta(hours=hours)
    key = f"{number:016x}"
    parts = (
        Part(PartKind.HEADLINE, Span(0, len(title))),
        Part(PartKind.PARAGRAPH, Span(len(title) + 2, len(text))),
    )
    take = Take(
        key, f"p{number}", "d" * 64, "test", source, SourceKind.AGENCY, text, parts, title=title, headline=title,
        sent=Sent(sent), language="en",
    )  # fmt: skip
    return take, Facts(key, language="en", anchor=Anchor(sent.date(), given=True))


def put(desk, pieces, document):
    lay(desk, pieces, document)
    intake.link(desk._store, desk.settings, silent)


def series(desk):
    return {int(place.take, 16): place.series for place in desk._store.links.placements()}


@settings(max_examples=12, deadline=None)
@given(rows=WEEKS, data=st.data())
def test_pieces_in_any_order_find_the_series_that_they_find_at_once(tmp_path_factory, rows, data):
    pieces = [piece(number, *row) for number, row in enumerate(rows, 1)]
    order = data.draw(st.permutations(pieces))
    cuts = sorted(data.draw(st.lists(st.integers(0, len(order)), max_size=2)))
    batches = [order[a:b] for a, b in zip([0, *cuts], [*cuts, len(order)], strict=True)]
    with Desk(tmp_path_factory.mktemp("one")) as one, Desk(tmp_path_factory.mktemp("other")) as other:
        put(one, pieces, "a")
        for document, batch in zip("bcd", batches, strict=False):
            if batch:
                put(other, batch, document)

        assert series(one) == series(other)


LINE = range(1, 11)


def line():
    """Pieces of thirteen days, each of which is like enough to the one before it alone."""
    return [piece(number, 0, 30 * number, since=9 * number) for number in LINE]


def test_a_piece_that_comes_late_makes_one_series_of_two(tmp_path):
    with Desk(tmp_path) as desk:
        first, late, *rest = line()
        put(desk, [first, *rest, piece(99, 1, 84)], "a")
        before = series(desk)
        put(desk, [late], "b")
        after = series(desk)

    assert before[1] != before[3] == before[10]
    assert after == dict.fromkeys(LINE, before[1]) | {99: before[99]}


def test_what_followed_a_chain_that_is_no_more_is_a_series_of_its_own(tmp_path):
    with Desk(tmp_path) as desk:
        put(desk, [*line(), piece(99, 1, 84)], "a")
        before = series(desk)
        places = {int(place.take, 16): place for place in desk._store.links.placements()}
        desk._store.links.place([replace(places[2], chain=places[99].chain, story=places[99].story)])
        intake.link(desk._store, desk.settings, silent)
        after = series(desk)

    assert len({before[number] for number in LINE}) == 1
    assert after[1] == before[1] != after[3] == after[10]
    assert after[2] == after[99]

"""What the store keeps of what waits, of what a person let go, and of where sites were published."""

from datetime import UTC, datetime

import pytest

from schemas import back_to
from writethru.model import Embargo, Fragment, Marker, Picture, Rule, Signal, SourceKind, Span, Take, Term
from writethru.store import FILE, Store
from writethru.store.documents import Release

NOW = datetime(2031, 3, 12, 9, 30, tzinfo=UTC)


def take(key, **more):
    return Take(key * 16, f"id-{key}", "d" * 64, "test", "Vell Post", SourceKind.PAGE, "The quay is open.", (), **more)


def term(rule):
    return (Term(rule, "as it says", Span(0, 1)),)


WAITING = [
    take("a", embargo=Embargo(NOW, "by the embargo field")),
    take("b", marker=Marker(fragment=Fragment.ADD)),
    take("c", marker=Marker((), Signal.ADVISORY)),
    take("d", terms=term(Rule.UNKNOWN)),
    take("e", pictures=(Picture("picture-1"), Picture("picture-2", terms=term(Rule.UNKNOWN)))),
]
OTHERS = [take("f"), take("0", terms=term(Rule.TERRITORY)), take("1", marker=Marker((), Signal.KILL))]


@pytest.fixture
def store(tmp_path):
    with Store(tmp_path) as opened:
        opened.documents.receive("d" * 64, "quay.txt", "", b"bytes", NOW)
        opened.documents.keep("d" * 64, [*WAITING, *OTHERS])
        yield opened


def test_what_may_have_to_wait_is_found(store):
    assert store.takes.waiting() == WAITING


def test_a_desk_of_the_schema_before_knows_it_too(store, tmp_path):
    store.close()
    back_to(tmp_path / FILE, "0003")

    with Store(tmp_path) as opened:
        assert opened.takes.waiting() == WAITING
        assert opened.sites.every() == []


@pytest.mark.parametrize(("name", "found"), [("aaaa", ["a" * 16]), ("id-f", ["f" * 16]), ("%", []), ("zz", [])])
def test_a_take_is_found_by_its_key_its_beginning_or_its_id(store, name, found):
    assert store.takes.named(name) == found


def test_what_was_let_go_is_kept_with_its_reason_and_what_it_was_let_go_from(store):
    store.takes.release({"a" * 16: ["k" * 16]}, "the source said so", NOW)
    store.takes.release({"a" * 16: ["k" * 16, "h" * 16], "b" * 16: []}, "again", NOW)

    assert store.takes.released() == {
        "a" * 16: Release("again", NOW, frozenset({"k" * 16, "h" * 16})),
        "b" * 16: Release("again", NOW, frozenset()),
    }


def test_a_folder_is_remembered_until_it_is_forgotten(store):
    store.sites.note("site", "public", NOW)
    store.sites.carried_out("site", "some stops")
    (one,) = store.sites.every()
    assert (one.folder, one.audience, one.stops) == ("site", "public", "some stops")

    store.sites.note("site", "desk", NOW)
    (one,) = store.sites.every()
    assert (one.audience, one.stops) == ("desk", "")

    store.sites.forget("site")
    assert store.sites.every() == []

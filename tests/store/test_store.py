"""The store keeps what it is given, twice given once, and lets no driver error out."""

import sqlite3
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from writethru.errors import StoreError, StoreTooNew
from writethru.model import Facts, Part, PartKind, Refused, Sent, SourceKind, Span, Take
from writethru.model.packing import pack, unpack
from writethru.store import FILE, Store, engine

NOW = datetime(2031, 3, 12, 9, 30, tzinfo=UTC)


def take(key="a" * 16, text="The ferry returned to Vell on Monday.", **more):
    return Take(
        key=key,
        id=more.pop("id", key),
        document="d" * 64,
        format="test",
        source="Vell Post",
        source_kind=SourceKind.PAGE,
        text=text,
        parts=(Part(PartKind.PARAGRAPH, Span(0, len(text))),),
        title=more.pop("title", "Ferry returns"),
        **more,
    )


@pytest.fixture
def store(tmp_path):
    with Store(tmp_path) as opened:
        yield opened


def received(store, name="d" * 64):
    return store.documents.receive(name, "ferry.txt", "", b"bytes", NOW)


def test_the_same_bytes_are_received_once(store):
    assert received(store)
    assert not received(store)
    assert store.documents.get("d" * 64) == ("ferry.txt", "", b"bytes", "")


def test_takes_are_kept_once_and_come_back_equal(store):
    received(store)
    first = take(sent=Sent(datetime(2031, 3, 12, 10, tzinfo=timezone(timedelta(hours=9))), zone_inferred=True, why="x"))

    assert store.documents.keep("d" * 64, [first, Refused("d" * 64, "line 2", "broken")]) == (1, 0, 1)
    assert store.documents.keep("d" * 64, [first]) == (0, 1, 0)
    assert list(store.takes.all()) == [first]
    assert store.documents.unread() == []


def test_quarantine_is_emptied_when_a_document_reads_well_at_last(store):
    received(store)
    store.documents.keep("d" * 64, [Refused("d" * 64, "line 2", "broken")])

    assert [row[2:] for row in store.documents.quarantined()] == [("line 2", "broken")]
    assert store.documents.read_again() == 1
    assert store.documents.unread() == ["d" * 64]

    store.documents.keep("d" * 64, [take()])

    assert store.documents.quarantined() == []


@pytest.mark.parametrize(("refused", "unread"), [(True, ["d" * 64]), (False, [])])
def test_a_reader_named_later_reads_what_is_in_quarantine(store, refused, unread):
    received(store)
    store.documents.keep("d" * 64, [Refused("d" * 64, "ferry.txt", "no reader knows it")] if refused else [take()])
    again = store.documents.receive("d" * 64, "ferry.txt", "page-text", b"bytes", NOW)

    assert not again
    assert store.documents.unread() == unread
    assert store.documents.get("d" * 64)[1] == ("page-text" if refused else "")


def test_a_reader_that_fails_midway_leaves_the_document_unread(store):
    received(store)

    def items():
        yield take()
        raise RuntimeError("killed")

    with pytest.raises(RuntimeError):
        store.documents.keep("d" * 64, items())

    assert store.documents.unread() == ["d" * 64]
    assert list(store.takes.all()) == []


def test_facts_are_written_once(store):
    received(store)
    store.documents.keep("d" * 64, [take()])

    assert store.takes.without_facts() == ["a" * 16]

    store.facts.keep([(Facts("a" * 16, language="en"), None)], "one")
    store.facts.keep([(Facts("a" * 16, language="nb"), None)], "one")

    assert store.takes.without_facts() == []
    assert store.facts.get(["a" * 16])["a" * 16].language == "en"


@pytest.mark.parametrize(("words", "found"), [("ferry", 1), ('"returned to Vell"', 1), ("ferry tram", 0), ("of", 0)])
def test_search_wants_every_word(store, words, found):
    received(store)
    store.documents.keep("d" * 64, [take()])

    assert len(store.search.find(words, 5)) == found


@pytest.mark.parametrize("words", ['"', "ferry*", "a OR b", "NEAR(x", "페리", "--", "'; DROP TABLE takes"])
def test_search_takes_any_words(store, words):
    store.search.find(words, 5)


def test_a_newer_schema_is_refused(tmp_path):
    Store(tmp_path).close()
    with sqlite3.connect(tmp_path / FILE) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")

    with pytest.raises(StoreTooNew, match="upgrade"):
        Store(tmp_path)


def test_the_schema_and_its_migrations_agree(tmp_path):
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    from writethru.store import schema
    from writethru.store.engine import connect

    Store(tmp_path).close()
    with connect(tmp_path / FILE).begin() as connection:
        options = {"include_name": lambda name, kind, _: kind != "table" or not str(name).startswith("words")}
        context = MigrationContext.configure(connection, opts=options)
        found = list(compare_metadata(context, schema.metadata))

    assert found == []


def test_a_file_that_is_no_database_is_a_plain_error(tmp_path):
    (tmp_path / FILE).write_bytes(b"this is not a database, whatever its name says" * 100)

    with pytest.raises(StoreError, match="doctor"):
        Store(tmp_path)


def test_who_may_not_write_to_a_desk_is_told_what_they_need(tmp_path, monkeypatch):
    Store(tmp_path).close()
    monkeypatch.setattr(engine, "_settle", lambda connection, *_, **__: connection.execute("PRAGMA query_only=ON"))
    with pytest.raises(StoreError, match=r"desk.sqlite: .*readonly.*allowed to write to this file and its folder"):
        Store(tmp_path).documents.receive("e" * 64, "x", "", b"", NOW)


def test_a_moment_without_zone_is_refused(store):
    with pytest.raises(StoreError):
        store.documents.receive("e" * 64, "x", "", b"", datetime(2031, 1, 1))  # noqa: DTZ001 - that is the point


@given(st.text(), st.lists(st.integers(0, 500), min_size=2, max_size=2))
def test_packing_is_a_round_trip(text, ends):
    start, end = sorted(ends)
    packed = take(text=text + "x")
    facts = Facts(packed.key, engines={text: text})

    assert unpack(pack(packed), Take) == packed
    assert unpack(pack(facts), Facts) == facts
    assert unpack(pack(Span(start, end)), Span) == Span(start, end)


def test_a_desk_of_the_first_schema_is_brought_up_to_date_with_all_it_has(tmp_path):
    from alembic import command
    from alembic.config import Config

    from writethru.store.engine import connect
    from writethru.store.migrations import FOLDER

    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    with connect(tmp_path / FILE).connect().execution_options(writes=True) as connection, connection.begin():
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        row = f"'{'d' * 64}', 'ferry.txt', '', '2031-03-12 09:30:00', 0, x'6279746573'"
        connection.exec_driver_sql(f"INSERT INTO documents VALUES ({row})")

    with Store(tmp_path) as store:
        assert store.documents.get("d" * 64) == ("ferry.txt", "", b"bytes", "")
        assert store.documents.unread() == ["d" * 64]
        assert store.sources.all() == []


REMADE = {"FactRows", "GistRows", "LinkRows", "PeopleRows", "Remembered", "ToldRows", "TraceRows"}


def test_only_what_can_be_made_again_does_not_wait_for_the_disk(tmp_path):
    waits = {}
    with Store(tmp_path) as store:
        for part in vars(store).values():
            if isinstance(part, engine.Base):
                with part.writing() as c:
                    waits[type(part).__name__] = c.exec_driver_sql("PRAGMA synchronous").scalar() == 2
    assert {name for name, waited in waits.items() if not waited} == REMADE

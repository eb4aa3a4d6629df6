"""Facts know what read them: newer ones wait beside the old until links are made of them, then take their place."""

import json
import zlib
from datetime import UTC, datetime

import numpy as np
import pytest

from schemas import back_to
from writethru.model import Entity, EntityKind, Event, EventKind, EventState, Facts, Placement, SourceKind, Take
from writethru.model.packing import pack, unpack
from writethru.store import FILE, Found, Store

NOW = datetime(2031, 3, 12, 9, 30, tzinfo=UTC)
KEYS = ["a" * 16, "b" * 16]
VECTOR = np.array([0.6, 0.8], np.float32)


def facts(key, language):
    return Facts(key, language=language)


@pytest.fixture
def store(tmp_path):
    with Store(tmp_path) as opened:
        opened.documents.receive("d" * 64, "quay.txt", "", b"bytes", NOW)
        takes = [Take(key, key, "d" * 64, "test", "", SourceKind.PAGE, "The quay is open.", ()) for key in KEYS]
        opened.documents.keep("d" * 64, takes)
        opened.facts.keep([(facts(key, "en"), VECTOR) for key in KEYS], "old")
        opened.links.place([Placement(key, key, None, "", "", "", ()) for key in KEYS], NOW)
        yield opened


def linked(store):
    chains, upto = store.remembered.waiting(10)
    return store.remembered.keep(Found(chains, KEYS), upto, NOW)


def languages(store):
    return [store.facts.get(KEYS)[key].language for key in KEYS]


def test_who_read_all_facts_is_noted_until_another_reads_some(store):
    store.facts.sign("new")
    assert store.facts.outdated("new") == KEYS
    store.facts.sign("old")
    assert store.facts.outdated("old") == []
    store.facts.keep([(facts(KEYS[0], "ko"), VECTOR)], "new")
    assert store.facts.outdated("old") == KEYS[:1]


def test_facts_of_another_maker_are_outdated_and_serve_on(store):
    assert store.facts.outdated("old") == []
    assert store.facts.outdated("new") == KEYS
    assert store.takes.without_facts() == []

    store.facts.keep([(facts(KEYS[0], "nb"), None)], "new")

    assert store.facts.outdated("new") == KEYS[1:]
    assert languages(store) == ["en", "en"]
    found, vectors = store.facts.newest(KEYS)
    assert [unpack(found[key], Facts).language for key in KEYS] == ["nb", "en"]
    assert list(store.facts.vectors(KEYS)) == KEYS
    assert list(vectors) == KEYS[1:]  # read anew, and no vector found
    store.facts.keep([(facts(KEYS[1], "nb"), -VECTOR)], "new")
    assert store.facts.outdated("new") == []


def test_links_and_the_facts_they_are_made_of_change_together(store):
    store.facts.keep([(facts(KEYS[0], "nb"), -VECTOR)], "new")

    assert linked(store)
    assert languages(store) == ["nb", "en"]
    assert store.facts.vectors(KEYS)[KEYS[0]].tolist() == (-VECTOR).tolist()
    assert store.facts.makers() == {KEYS[0]: "new", KEYS[1]: "old"}
    assert linked(store)  # nothing is left to take over
    assert languages(store) == ["nb", "en"]


def test_links_of_facts_that_were_read_anew_meanwhile_are_not_kept(store):
    chains, upto = store.remembered.waiting(10)
    store.facts.keep([(facts(KEYS[0], "nb"), None)], "new")

    assert not store.remembered.keep(Found(chains, KEYS), upto, NOW)
    assert store.remembered.all_wait() == len(KEYS)
    assert languages(store) == ["en", "en"]


def test_a_desk_of_the_schema_before_keeps_its_facts_and_has_them_read_anew(store, tmp_path):
    store.close()
    back_to(tmp_path / FILE, "0004")

    with Store(tmp_path) as opened:
        assert languages(opened) == ["en", "en"]
        assert opened.facts.outdated("new") == KEYS
        assert opened.corrections.every() == []


def test_facts_of_an_older_and_of_a_newer_program_are_read():
    """A field that is not there has its default; one that nobody knows is passed over."""
    event = Event(EventKind.CONTACT, EventState.HELD, "CONSULT", (), (), "copy")
    whole = Facts(KEYS[0], entities=(Entity(EntityKind.BODY, "Tarn Air", ("Tarn Air",), ()),), events=(event,))
    row = json.loads(zlib.decompress(pack(whole)))
    older = {name: value for name, value in row.items() if name != "events"}
    newer = row | {"weather": ["rain"], "entities": [row["entities"][0] | {"colour": "red"}]}

    assert unpack(pack(older), Facts) == Facts(KEYS[0], entities=whole.entities)
    assert unpack(pack(newer), Facts) == whole

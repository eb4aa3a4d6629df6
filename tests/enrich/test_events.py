"""Who met, promised, asked, refused or struck whom, in invented copy; and what holds for any text."""

import tomllib
from pathlib import Path

import pytest
from events_reading import read, told
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from writethru.enrich.deeds.lexicon import lexicon
from writethru.enrich.piece import Piece
from writethru.model import EventKind, EventState

PROBES = tomllib.loads((Path(__file__).parent / "events_probes.toml").read_text(encoding="utf-8"))["probe"]


@pytest.mark.parametrize("probe", PROBES, ids=[probe["name"] for probe in PROBES])
def test_what_was_done(probe):
    piece = read(probe["text"])
    found = [told(piece, event) for event in piece.events if event.shown]

    for expected in probe.get("event", []):
        assert any(expected == {key: f[key] for key in expected} for f in found), (expected, found)
    assert len(found) == (0 if probe.get("none") else probe.get("count", len(found))), found


def test_how_many_things_are_meant_is_no_amount():
    (event,) = read("Ada Moor agreed to support three ferry conferences in Lund.").events

    assert event.amount is None


# In whose words


def test_an_event_in_a_statement_has_its_voice():
    piece = read("Jon Hale said that Vellmark expelled three envoys.")
    (event,) = piece.events

    assert told(piece, event)["actor"] == "Vellmark"
    assert told(piece, event)["voice"] == "Jon Hale"


def test_the_speaker_of_an_unclear_statement_is_no_actor():
    piece = read("He pledged to reopen the canal.")

    assert all(event.actor is None and not event.shown for event in piece.events)


def test_we_is_who_says_it():
    piece = read("“We will release the crew,” Jon Hale said.")
    (event,) = [e for e in piece.events if e.shown]

    assert (told(piece, event)["actor"], event.state) == ("Jon Hale", EventState.PLEDGED)


# Where it stands


def test_the_present_tense_of_a_headline_tells_what_happened():
    piece = read(
        "It rained on the harbor all day, and the ferries were late.", headline="Ada Moor meets President Jon Hale"
    )

    assert {(e.kind, e.state) for e in piece.events if e.shown} == {(EventKind.CONTACT, EventState.HELD)}


def test_an_infinitive_in_a_headline_is_to_come():
    piece = read("It rained on the harbor all day, and the ferries were late.", headline="Ada Moor to visit Vellmark")
    headline = [e for e in piece.events if e.scope == "headline"]

    assert [e.state for e in headline] == [EventState.PLANNED]


def test_another_language_has_no_events():
    piece = read(
        "Die Ministerin Ada Moor traf am Montag den Präsidenten Jon Hale in Lund und sprach mit ihm über Fähren."
    )

    assert piece.events == []


# What holds for any text


def sound(piece: Piece) -> None:
    """Assert what holds for every piece."""
    for event in piece.events:
        assert event.trigger
        assert event.spans == tuple(sorted(event.spans))
        for span in (*event.spans, *event.trigger, *event.object, *event.condition):
            assert 0 <= span.start < span.end <= len(piece.text)
        for number, facts in (
            (event.actor, piece.entities),
            (event.addressee, piece.entities),
            (event.amount, piece.figures),
            (event.due, piece.dates),
            (event.day, piece.dates),
            (event.statement, piece.statements),
        ):
            assert number is None or 0 <= number < len(facts)
        assert event.actor not in event.also
        assert event.actor is None or event.actor != event.addressee
        assert 0 <= event.confidence <= 1
    assert piece.events == sorted(piece.events, key=lambda e: e.trigger[0].start)


WORDS = "Moor Hale Norvia met agreed to visit refused talks with if not will , . “ ” the said pledged must $5 May by"


@given(st.lists(st.sampled_from(WORDS.split()), max_size=24))
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
def test_any_words_give_sound_events(words):
    sound(read(" ".join(words)))


def test_every_probe_gives_sound_events():
    for probe in PROBES:
        sound(read(probe["text"]))


def test_the_same_text_gives_the_same_events():
    text = " ".join(probe["text"] for probe in PROBES[:8])

    assert read(text).events == read(text).events


# The words


TABLE = (
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE"
    " COERCE ASSAULT"
)


def test_every_class_has_a_category_of_the_table():
    words, categories = lexicon(), frozenset(TABLE.split())
    rows = [*(row for rows in words.verbs.values() for row in rows), *words.nouns.values()]

    assert {row.plover for row in rows} - {""} <= categories
    assert {use.plover for use in words.named.values()} <= categories
    assert {row.plover for row in rows} | {use.plover for use in words.named.values()} >= categories

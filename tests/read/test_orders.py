"""Kills, holds and advisories as plain text, in any agency's words, and the copy that only speaks of them."""

import gzip
import json

import pytest

from shared import SHARED, needs_shared
from writethru.model import Fragment, PartKind, Signal, Take
from writethru.read.ap import ApSgml
from writethru.read.document import Document
from writethru.read.jsonl import Row, take_of
from writethru.read.markers import order_names, ordered
from writethru.read.wire import take_of as wire_take

KILLS = [
    "KILL KILL KILL",
    "BULLETIN KILL",
    "Editors: Please kill the story on the ferry.",
    "Please kill the story slugged Vell-Ferry, V9991.",
    "A kill is mandatory.",
    "Make certain the story is not used.",
    "STORY WITHDRAWN",
    "This story has been withdrawn.",
    "The Vell story headlined “Ferry sinks” is withdrawn.",
    "Achtung: Die Meldung dpa 0123 wird zurückgezogen.",
    "Bitte die Meldung über die Fähre nicht verwenden.",
    "ANNULE",
    "Prière d'annuler cette dépêche",
    "ANULADA",
    "Rogamos anulen la noticia sobre el ferri.",
    "ANNULLARE la notizia sul traghetto",
    "Dit bericht is ingetrokken.",
    "Meldingen trekkes tilbake.",
    "Artikeln är återkallad.",
    "Juttu on peruttu.",
    "Просьба аннулировать сообщение о пароме.",
    "HABER İPTAL",
    "기사 취소",
    "전문 취소",
    "위 기사는 사실과 달라 취소합니다.",
    "この記事を取り消します。",
    "撤稿",
]
HOLDS = ["HOLD HOLD HOLD", "WITHHOLD", "Please hold the ferry story.", "Bitte die Meldung vorerst nicht verwenden."]
NONE = [
    "Police kill a wolf in Vell",
    "KILL BILL AT THE ISLAND CINEMA",
    "Hunters may kill four wolves a year.",
    "“Please kill me,” the actor cries.",
    "The bill was withdrawn on Monday.",
    "The magazine's story was withdrawn from shelves.",
    "The party withdrew its report on ferries.",
    "Hold on: fans wait for the ferry",
    "HOLD ON, FANS",
    "Please hold the line, the clerk said.",
    "He asked the court to hold the report.",
    "The council will annul the vote.",
    "Annuler la fête coûterait cher",
    "택시기사 취소 사태가 이어졌다.",
    "공연 취소",
    "Der Verein hat den Antrag zurückgezogen.",
    "El partido fue anulado por la lluvia.",
    "Her remarks were off the record, she said.",
    "Corrige et remplace",
]


@pytest.mark.parametrize("words", KILLS)
def test_kills(words: str):
    assert ordered("", words) is Signal.KILL
    assert ordered(words, "") is Signal.KILL


@pytest.mark.parametrize("words", HOLDS)
def test_holds(words: str):
    assert ordered("", words) is Signal.HOLD


@pytest.mark.parametrize("words", NONE)
def test_copy_that_speaks_of_kills_orders_nothing(words: str):
    assert ordered("", words) is None
    assert ordered(words, "") is None


@pytest.mark.parametrize(
    ("words", "signal"),
    [
        ("This memo is not for publication.", Signal.ADVISORY),
        ("ADVISORY TO EDITORS", Signal.ADVISORY),
        ("Advisory: ferry company opens office", None),
    ],
)
def test_advisories(words: str, signal: Signal | None):
    assert ordered("", words) is signal


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("Please kill the story slugged Vell-Ferry, a0512, moved at noon.", "a0512"),
        ("Kill V9991. A kill is mandatory.", "v9991"),
        ("Die Meldung dpa 0123 wird zurückgezogen.", "0123"),
        ("Kill the story of 2031 on 1,200 ferries.", ""),
    ],
)
def test_what_an_order_names(words: str, number: str):
    assert order_names(words) == number


def test_a_kill_names_what_it_kills_in_rows_and_wire_copy():
    words = "Please kill the story slugged Vell-Ferry, a0512. A kill is mandatory."
    row = take_of(Row(id="1", source="AP", headline="Vell-Ferry", text=words), "d" * 64)
    wire = wire_take(f"Eds: {words}\n", "d" * 64)

    for take in (row, wire):
        assert (take.marker.signal, take.replaces) == (Signal.KILL, "a0512")


def test_a_plain_lead_whose_note_picks_up_the_rest_is_a_new_top():
    note = "Eds: LEADS with 3 grafs to UPDATE. Picks up 4th graf pvs, `The ferry...'"
    dateline = "VELL, Asterland (AP) _ The ferry was refloated at high tide on Monday, the harbour master said."
    plain = wire_take(f"BC-Vell-Ferry, 2nd Ld, a0512,300\n{note}\n\n{dateline}\n", "d" * 64)
    full = wire_take(f"BC-Vell-Ferry, 2nd Ld-Writethru, a0512,300\n{note}\n\n{dateline}\n", "d" * 64)

    assert (plain.marker.fragment, full.marker.fragment) == (Fragment.TOP, None)


@needs_shared
def test_no_piece_of_seven_days_is_a_kill():
    for path in sorted((SHARED / "data/ap89/raw").glob("*.gz")):
        for take in ApSgml().read(Document(path.name, path.read_bytes())):
            assert isinstance(take, Take)
            for part in take.parts:
                if part.kind in (PartKind.HEADLINE, PartKind.PARAGRAPH):
                    assert ordered("", part.span.of(take.text)) in (None, Signal.ADVISORY), take.id


@needs_shared
@pytest.mark.parametrize("name", ["takes/reuters/articles", "stream/headlines-2025-26"])
def test_no_real_headline_is_a_kill(name: str):
    with gzip.open(SHARED / f"data/{name}.jsonl.gz", "rt") as rows:
        found = [
            row["id"] for row in map(json.loads, rows) if ordered(row["headline"], "") in (Signal.KILL, Signal.HOLD)
        ]

    assert found == []

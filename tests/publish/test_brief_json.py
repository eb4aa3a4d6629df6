"""The brief as JSON: complete, with offsets that lead to the words."""

import json

import pytest

from ferry import dossier
from writethru.plugins import WRITERS, make
from writethru.publish.brief_json import writer
from writethru.tell.brief import brief
from writethru.tell.display import folded


@pytest.fixture(scope="module")
def row():
    found = dossier()
    return json.loads(writer()(brief(found, "storyline", "l1"), found))


def citations(value):
    if isinstance(value, dict):
        if {"take", "start", "end"} <= value.keys():
            yield value
        for item in value.values():
            yield from citations(item)
    elif isinstance(value, list):
        for item in value:
            yield from citations(item)


def test_it_is_registered():
    assert make(WRITERS, "json") is writer()


def test_every_citation_leads_to_its_words(row):
    takes, seen = dossier().takes, list(citations(row))

    assert len(seen) > 20
    for one in seen:
        assert one["words"] == folded(takes[one["take"]].text[one["start"] : one["end"]])
        assert one["source"].startswith(takes[one["take"]].source)


def test_sentences_have_their_words_with_and_without_glosses(row):
    first = row["standfirst"]

    assert "Friday that" in first["text"]
    assert "Friday [6 Mar.] that" in first["glossed"]
    assert first["glosses"][0]["evidence"]["words"].startswith("ORRA")


def test_plain_values(row):
    assert row["kind"] == "storyline"
    assert row["timeline"]["as_of"] == "2026-03-06"
    assert row["claims"][0]["standing"] == "disputed"
    assert row["claims"][0]["members"][0]["hedge"] == "believed"
    assert {line["kind"] for line in row["said"]} >= {"said", "rejected", "claimed"}
    assert row["sources"][1]["origin"]["kind"] == "unknown"
    assert [of for of, _ in row["related"]] == ["s1", "s2", "l2"]

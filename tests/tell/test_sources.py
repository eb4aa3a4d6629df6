"""Sources by origin, in words that say what is not known."""

from dataclasses import replace

import pytest

from ferry import dossier
from writethru.model import Origin, OriginKind
from writethru.tell.sources import origin_words, sources


@pytest.mark.parametrize(
    ("kind", "of", "words"),
    [
        (OriginKind.REPORTING, "Vell Wire", "own reporting of Vell Wire"),
        (OriginKind.REWRITE, "Vell Wire", "rewrite of Vell Wire"),
        (OriginKind.RELEASE, "", "press release"),
        (OriginKind.AI, "", "made by AI, origin unknown"),
        (OriginKind.REPRINT, "", "reprint, origin unknown"),
        (OriginKind.UNKNOWN, "", "origin unknown"),
    ],
)
def test_origin_words(kind, of, words):
    assert origin_words(Origin("t", kind, of)) == words


def test_the_latest_of_each_chain_with_the_earlier_counted():
    wire, page = sources(dossier())

    assert (wire.take, wire.earlier, wire.sent) == ("a2", 1, "6 Mar. 2026, 21:30 (UTC, zone inferred: no zone given)")
    assert (page.take, page.sent, page.origin.kind) == ("b1", "time not given", OriginKind.UNKNOWN)


def test_a_source_without_a_name_is_said_to_be():
    found = dossier()
    found = replace(found, takes={**found.takes, "b1": replace(found.takes["b1"], source="")})

    assert sources(found)[1].source == "a source that is not named"

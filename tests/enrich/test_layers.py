"""A layer that fails in a take costs that take what the layer would have found, and nothing else."""

from writethru.enrich.layers import read
from writethru.link.gist import gists
from writethru.link.items import Linkable
from writethru.model import Sentence, Span
from writethru.read import detect
from writethru.read.document import Document
from writethru.run import checks


class Cut:
    """Takes the whole of each piece for one sentence."""

    name, engine, after = "cut", "cut 1", ()

    def __call__(self, pieces):
        for piece in pieces:
            piece.sentences = (Sentence(Span(0, len(piece.take.text)), "copy", 0, "en"),)


class Trip:
    """Fails in any piece that tells of a ferry, after it has changed those before it."""

    name, engine, after = "trip", "trip 1", ("cut",)

    def __call__(self, pieces):
        for piece in pieces:
            piece.sentences = (*piece.sentences, *piece.sentences)
            if "ferry" in piece.take.text:
                raise ValueError("no\n ferry")


class Fail:
    """Fails in every piece, as a layer does whose model is not there."""

    name, engine, after = "fail", "fail 1", ()

    def __call__(self, pieces):
        raise OSError("no model")


class Last:
    """Notes how many sentences there are, by an engine's name."""

    name, after = "last", ("cut", "trip")
    engine = "last 1"

    def __call__(self, pieces):
        for piece in pieces:
            piece.engines["seen"] = str(len(piece.sentences))


def takes():
    told = [
        "Bridge opens in Vantry\n\nThe bridge was opened on Monday.",
        "Ship aground off Vantry\n\nA ferry ran aground on Monday.",
        "Market burns in Sundrey\n\nNobody was hurt on Monday.",
    ]
    documents = [Document(f"{at}.txt", text.encode()) for at, text in enumerate(told)]
    return [take for document in documents for take in detect.read(document)]


def test_a_layer_that_fails_costs_one_take_what_it_would_have_found_there():
    bridge, ship, market = read(takes(), [Cut(), Trip(), Last()])
    assert [piece.engines["seen"] for piece in (bridge, ship, market)] == ["2", "1", "2"]
    assert ship.facts().failed == {"trip": "ValueError: no ferry"}
    assert "trip" not in ship.engines
    assert {bridge.engines["trip"], market.engines["trip"]} == {"trip 1"}
    assert list(ship.sentences) == list(read([ship.take], [Cut(), Last()])[0].sentences)


def test_the_desk_is_told_what_failed():
    [piece] = read(takes()[1:2], [Cut(), Trip()])
    [told] = gists([Linkable(piece.take, piece.facts(), None)], frozenset())
    assert told.trouble == "trip failed: ValueError: no ferry"


def test_doctor_says_which_layer_fails(monkeypatch):
    monkeypatch.setattr(checks, "enrich", lambda takes: read(takes, [Fail()]))
    [models] = [check for check in checks.parts() if check.what == "models"]
    assert (models.well, models.says) == (False, "layer fail failed: OSError: no model; install Writethru again")

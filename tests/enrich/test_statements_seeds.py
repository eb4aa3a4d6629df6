"""Who said what in the two seeds, told by facts and spans."""

from functools import cache
from pathlib import Path

import pytest
from statements_reading import layers

from writethru.enrich.names import Names
from writethru.enrich.piece import Piece, open_piece
from writethru.enrich.statements import Statements
from writethru.model import Part, PartKind, SourceKind, Span, Statement, StatementKind, Take


def folder() -> Path | None:
    here = Path(__file__).resolve()
    return next((p / "shared/seeds" for p in here.parents if (p / "shared/seeds").is_dir()), None)


pytestmark = [
    pytest.mark.seeds,
    pytest.mark.skipif(folder() is None, reason="shared/seeds is not beside the repository"),
]


@cache
def seed(word: str, begin: str, end: str) -> Piece:
    """Read the copy of the seed that has ``word`` in it: the lines from ``begin`` up to ``end``."""
    text = next(t for p in sorted(folder().glob("*.txt")) if word in (t := p.read_text(encoding="utf-8")))
    at = text.index(begin) + len(begin)
    parts = []
    while at < text.index(end):
        stop = text.find("\n", at)
        if text[at:stop].strip():
            parts.append(Part(PartKind.PARAGRAPH, Span(at, stop)))
        at = stop + 1
    take = Take("0" * 16, "seed", "", "seed", "", SourceKind.UNKNOWN, text, tuple(parts), language="en")
    piece = open_piece(take)
    for each in (*layers(), Names(), Statements()):
        each([piece])
    return piece


@pytest.fixture
def take() -> Piece:
    return seed("Vance", " -- ", "(END)")


@pytest.fixture
def page() -> Piece:
    return seed("Kevin", "Bilde generert av AI\n\nActing", "Relaterte")


def name(piece: Piece, statement: Statement) -> str:
    return "" if statement.entity is None else piece.entities[statement.entity].name


def cued(piece: Piece, word: str) -> list[Statement]:
    return [s for s in piece.statements if any(word in c.of(piece.text) for c in s.cue)]


def quotations(piece: Piece) -> list[Statement]:
    """The statements that are whole quotations and stand in no other."""
    return [s for s in piece.statements if s.inside is None and s.direct and piece.text[s.content[0].start] == '"']


def test_every_quotation_of_the_take_is_the_prime_ministers(take):
    found = [s for s in quotations(take) if s.words[0].end - s.words[0].start > 40 or s.insertions]

    assert len(found) == 4
    assert {name(take, s) for s in found} == {"Kim Min-seok"}
    assert all(s.shown for s in found)


def test_every_quotation_of_the_page_is_the_envoys(page):
    found = [s for s in page.statements if s.direct]

    assert len(found) >= 5
    assert {name(page, s) for s in found} == {"Kevin Kim"}


def test_the_reporters_insertions_are_no_words_of_the_speaker(take):
    found = [s for s in take.statements if s.insertions]

    assert len(found) == 2
    assert "Vance" in found[0].insertions[0].of(take.text)
    assert not any("(" in w.of(take.text) for s in take.statements for w in s.words)


def test_what_the_investors_claim_he_urged_is_not_his_and_he_rejects_it(take):
    (claim,) = [s for s in cued(take, "claimed") if "urged" in s.content[0].of(take.text)]
    (urged,) = cued(take, "urged")
    (rejected,) = [s for s in cued(take, "rejected") if s.kind is StatementKind.REJECTED]

    assert take.statements[urged.inside] == claim
    assert urged.reported_by_another
    assert name(take, urged) == "Kim Min-seok"
    assert name(take, claim) != "Kim Min-seok"
    assert take.statements[rejected.rejects] == claim
    assert name(take, rejected) == "Kim Min-seok"


@pytest.mark.parametrize(
    ("cue", "speaker"), [("has claimed", "Coupang"), ("according to", "Kim Min-seok"), ("refused", "Kim Min-seok")]
)
def test_indirect_statements_have_their_speaker(take, cue, speaker):
    assert [name(take, s) for s in cued(take, cue)] == [speaker]


def test_a_figure_that_is_believed_has_no_voice(take):
    (believed,) = cued(take, "believed")

    assert not believed.speaker
    assert not believed.shown


def test_what_they_called_something_is_theirs(take):
    (called,) = cued(take, "called")

    assert [s.of(take.text) for s in called.speaker] == ["they"]
    assert len(called.words) == 1
    assert " " not in called.words[0].of(take.text)

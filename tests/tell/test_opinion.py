"""Opinion is told as opinion, and only where no report tells the matter."""

from dataclasses import replace

import pytest

from invented import Copy
from writethru.model import Links, Marker, SourceKind
from writethru.tell.brief import brief
from writethru.tell.dossier import Dossier
from writethru.tell.opinion import is_opinion

REPORT = ("The harbor board closed the eastern quay on Monday after a storm.", "Pilots said that ferries were late.")
COLUMN = (
    "I have watched this harbor for years, and its quay was never safe.",
    "We were told that it would be mended, and our mayor smiled.",
    "The board should be ashamed of the eastern quay in Harn.",
    "My neighbors say the same of the western one.",
)
QUOTED = tuple(f"“{words}” Ida Moor said in the harbor of Harn." for words in COLUMN)


def of(*paragraphs, key="c1", **more):
    copy = Copy(key, [("P", words) for words in paragraphs], **more)
    return copy.take(), copy.facts()


def dossier(*pieces):
    return Dossier({take.key: take for take, _ in pieces}, {take.key: facts for take, facts in pieces}, Links())


def opinion(*paragraphs, **more):
    piece = of(*paragraphs, **more)
    return is_opinion(dossier(piece), piece[0])


@pytest.mark.parametrize(("paragraphs", "so"), [(COLUMN, True), (REPORT, False), (QUOTED, False), (COLUMN[:1], False)])
def test_a_writer_speaks_in_the_first_person(paragraphs, so):
    assert opinion(*paragraphs) is so


def test_a_transcript_has_its_voices_named():
    assert not opinion(*(f"MOOR: {words}" for words in COLUMN))


def test_a_piece_may_say_what_it_is():
    assert opinion(*REPORT, marker=Marker(genre="OPINION"))
    assert opinion("Here are excerpts from recent editorials in the papers of Orra.", *REPORT)

    take, facts = of(*REPORT)
    for path, so in (("opinion/2031/quay", True), ("news/opinions-differ-on-quay", False)):
        one = replace(take, url=f"https://vell.example/{path}")
        assert is_opinion(dossier((one, facts)), one) is so


def test_where_nothing_else_is_it_is_told_as_opinion():
    told = brief(dossier(of(*COLUMN)), "story", "c1")

    assert told.standfirst.glossed.endswith("[opinion]")
    assert all(one.glossed.endswith("[opinion]") for one in told.key)


def test_a_report_is_told_rather():
    told = brief(dossier(of(*COLUMN), of(*REPORT, key="c2", source="Orra Post")), "story", "c1")

    assert {one.citation.take for one in (told.standfirst, *told.key)} == {"c2"}


@pytest.mark.parametrize(
    ("title", "so"),
    [
        ("Harn should close its quay", True),
        ("Harn should close its quay, board says", False),
        ("Should Harn close its quay?", False),
    ],
)
def test_a_headline_that_advises_is_opinion(title, so):
    take, facts = of(*REPORT, title=title)
    take = replace(take, source_kind=SourceKind.PAGE)

    assert is_opinion(dossier((take, facts)), take) is so


def test_a_standfirst_in_the_first_person_is_opinion_however_short_its_piece():
    found = brief(dossier(of("A vote for me is a vote for the old quay of Harn.")), "story", "c1")

    assert [gloss.text for gloss in found.standfirst.glosses] == ["opinion"]


def test_what_somebody_says_in_the_quotation_marks_of_the_wire_is_no_opinion():
    found = brief(dossier(of("``I've learned never to sail at night.'' _ Mayor Ida Moor of Harn.")), "story", "c1")

    assert found.standfirst.glosses == ()


@pytest.mark.parametrize("title", ["At the Movies: “The Long Quay”", "TV Review: Pilots of Harn"])
def test_a_review_is_opinion(title):
    take, facts = of("The film shows the old quay of Harn.")

    assert is_opinion(dossier((take, facts)), replace(take, headline=title))


ARGUMENT = (
    "The harbor board deserves no thanks. It should go, and it must go now. What has it built in ten years?",
    "Of course the quay is unsafe. The truth is that nobody cares for pilots. Why would the elites of Harn care?",
    "A town that lets its quay rot is a pathetic town. Its council should be ashamed, and perhaps it is.",
)


@pytest.mark.parametrize(
    ("more", "kind", "so"),
    [
        ("", SourceKind.PAGE, True),
        ("", SourceKind.AGENCY, False),
        ("The board said on Monday that it would answer, a spokesman said.", SourceKind.PAGE, False),
    ],
)
def test_a_column_that_names_itself_nowhere_argues_and_reports_nothing(more, kind, so):
    rest = "The stones of the wall are old and the lamps on it are dark when ferries come home."
    take, facts = of(*(f"{words} {more} {rest} {rest} {rest}" for words in ARGUMENT))
    take = replace(take, source_kind=kind)

    assert is_opinion(dossier((take, facts)), take) is so

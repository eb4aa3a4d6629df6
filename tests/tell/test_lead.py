"""Which piece of a story a brief opens with."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from invented import Copy
from writethru.model import Links, Placement, SourceKind, Story
from writethru.tell.brief import brief
from writethru.tell.dossier import Dossier

TITLE = "Harn harbor board closes eastern quay after storm"
NEWS = "Harn’s harbor board closed the eastern quay on Monday after a storm broke its wall."
SCENE = "Few people love the smell of wet rope more than the pilots of the north."


def opening(first, second, *, kind=SourceKind.PAGE, days=(4, 4)):
    """What a story of two outlets opens with, whose first piece linking chose."""
    pieces = [
        Copy(key, [("H", TITLE), ("P", words)], source=key, title=TITLE, sent=datetime(2031, 3, day, tzinfo=UTC))
        for key, words, day in (("a", first, days[0]), ("b", second, days[1]))
    ]
    takes = {c.key: replace(c.take(), source_kind=kind) for c in pieces}
    placements = tuple(Placement(key, key, None, "s", "s", "s", ("s",)) for key in takes)
    links = Links(placements, stories=(Story("s", TITLE, "a", ("a", "b"), ("a", "b"), (), (), None, None),))
    return brief(Dossier(takes, {c.key: c.facts() for c in pieces}, links), "story", "s").standfirst.text


def test_a_piece_that_opens_with_a_scene_gives_way_to_one_that_opens_with_the_news():
    assert opening(SCENE, NEWS) == NEWS


def test_the_piece_that_linking_chose_leads_where_it_tells_the_news():
    other = "The eastern quay of the harbor in Harn is closed after a storm, the board said."

    assert opening(other, NEWS) == other


@pytest.mark.parametrize("more", [{"kind": SourceKind.AGENCY}, {"days": (4, 1)}])
def test_an_agency_leads_by_its_versions_and_what_is_days_old_never(more):
    assert opening(SCENE, NEWS, **more) == SCENE


def test_of_two_that_open_with_the_news_the_later_one_leads():
    older = "Harn harbor board closes its eastern quay after a storm, it said."
    pieces = [
        Copy(key, [("H", TITLE), ("P", words)], source=key, title=TITLE, sent=datetime(2031, 3, 4, hour, tzinfo=UTC))
        for key, words, hour in (("a", SCENE, 12), ("b", older, 6), ("c", NEWS, 9))
    ]
    takes = {c.key: replace(c.take(), source_kind=SourceKind.PAGE) for c in pieces}
    placements = tuple(Placement(key, key, None, "s", "s", "s", ("s",)) for key in takes)
    links = Links(placements, stories=(Story("s", TITLE, "a", tuple("abc"), tuple("abc"), (), (), None, None),))
    found = brief(Dossier(takes, {c.key: c.facts() for c in pieces}, links), "story", "s")

    assert found.standfirst.text == NEWS


def test_what_a_piece_without_a_day_says_of_its_own_day_is_told_by_none_but_the_lead():
    words = (
        "A pilot of Harn was found dead on the stairs yesterday.",
        "Its mayor, Ida Moor, is to speak at a meeting.",
    )
    pieces = [
        Copy(key, [("H", TITLE), ("P", NEWS), ("P", more)], source=key, title=TITLE)
        for key, more in zip("ab", words, strict=True)
    ]
    takes = {c.key: replace(c.take(), source_kind=SourceKind.PAGE) for c in pieces}
    placements = tuple(Placement(key, key, None, "s", "s", "s", ("s",)) for key in takes)
    links = Links(placements, stories=(Story("s", TITLE, "b", ("a", "b"), ("a", "b"), (), (), None, None),))
    found = brief(Dossier(takes, {c.key: c.facts() for c in pieces}, links), "story", "s")

    assert words[0] not in [one.text for one in found.key]

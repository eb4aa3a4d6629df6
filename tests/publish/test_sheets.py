"""A long story on several pages: nothing is lost, nothing stands twice, and each page stays small."""

from dataclasses import replace
from datetime import date

import pytest
import site_sample as sample
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from writethru.model import Stands
from writethru.publish import sheets
from writethru.publish.clearance import ClearedClaim
from writethru.publish.rights import Audience
from writethru.publish.sheets import VOICE, laid_out
from writethru.publish.site import rendered
from writethru.tell.said import by_person

BRIEF = sample.talks_brief()
LINE = BRIEF.said[0]


def lines(voice, many):
    return tuple(replace(LINE, person="", speaker=voice, day=date(2031, 3, 1 + n % 20)) for n in range(many))


def test_what_fits_stands_on_one_page():
    [sheet] = laid_out(by_person(BRIEF.said), Stands(), timeline=BRIEF.timeline)

    assert (sheet.number, sheet.of, sheet.further) == (1, 1, {})
    assert sheet.said == by_person(BRIEF.said)
    assert sheet.past[::-1] == BRIEF.timeline.past


def test_the_first_of_several_pages_has_every_voice_and_says_where_each_goes_on():
    first, *rest = laid_out([lines("Ida Moor", 300), lines("Ove Lunde", 200)], Stands())

    assert [(group[0].speaker, len(group)) for group in first.said] == [("Ida Moor", VOICE), ("Ove Lunde", VOICE)]
    assert first.further == {"said": 2}
    assert [sheet.number for sheet in rest] == list(range(2, first.of + 1))


@given(st.lists(st.integers(1, 150), min_size=1, max_size=12), st.booleans())
def test_every_line_stands_once_whatever_is_cut(sizes, voices):
    groups = [lines(f"Voice {n}", size) for n, size in enumerate(sizes)]

    found = laid_out(groups, Stands(), voices=voices)

    told = [line.speaker for sheet in found for group in sheet.said for line in group]
    assert sorted(told) == sorted(line.speaker for group in groups for line in group)


@pytest.mark.parametrize("audience", Audience)
def test_a_story_too_long_for_one_page_is_cut_and_its_pages_lead_on_and_back(audience):
    talks, brief = sample.content().stories[0]
    long = replace(brief, said=tuple(line for n in range(60) for line in lines(f"Voice {n}", 12)))

    files = rendered(sample.content(audience, stories=((talks, long), sample.content().stories[1])))

    pages = {path: data.decode() for path, data in files.items() if path.startswith("stories/s1.")}
    assert len(pages) > 2
    assert max(len(data) for data in files.values()) < 200_000
    assert 'href="../stories/s1.2.html"' in pages["stories/s1.html"]
    assert 'href="../stories/s1.html"' in pages["stories/s1.2.html"]
    assert sum(page.count('<li>\n<p class="label">') for page in pages.values()) >= 720


def test_a_count_and_a_day_that_hundreds_of_pieces_tell_of_do_not_burst_a_page():
    claim = BRIEF.claims[0]
    members = tuple(replace(claim.members[0], value=f"{n} crowns") for n in range(700))
    wide = ClearedClaim(claim.about, claim.members[0].citation.take, claim.standing, members, withheld=3)
    happening = BRIEF.timeline.past[0]
    told = replace(BRIEF.timeline, past=(replace(happening, citations=happening.citations * 700),))

    found = laid_out((), Stands(), (wide,), told)

    rows = [member.value for sheet in found for table in sheet.tables for member in table.rows]
    assert rows == [f"{n} crowns" for n in range(700)]
    assert [table.withheld for sheet in found for table in sheet.tables] == [0] * (len(found) - 1) + [3]
    assert [len(sheet.tables) for sheet in found] == [1] * len(found)
    assert [len(sheet.past) for sheet in found] == [1] + [0] * (len(found) - 1)


def test_each_section_says_in_its_own_place_where_it_goes_on(sites):
    found = [
        html.fromstring(data) for path, data in sites("example", Audience.DESK).items() if story_of_two(path, data)
    ]
    [page] = found

    on = [one.xpath("string(ancestor::section/h2)") for one in page.find_class("further")]
    assert {"Positions", "Commitments", "Contacts", "Timeline"} <= set(on)
    assert "" not in on


def test_a_page_tells_when_a_take_was_sent_in_one_way(sites):
    for path, data in sites("example", Audience.DESK).items():
        if story_of_two(path, data):
            told = html.fromstring(data)
            sources = {one.text_content() for one in told.xpath("//section[@aria-labelledby='words']//h3/span")}
            times = {one.text_content() for one in told.find_class("when")}
            assert times
            assert all(any(time in one for one in sources) for time in times)


def story_of_two(path, data):
    return path.startswith("stories/") and b'class="further"' in data


def test_no_thing_in_a_section_weighs_nothing():
    found = laid_out(by_person(BRIEF.said), Stands(), timeline=BRIEF.timeline)[0]

    for name, section in sheets._SECTIONS.items():
        assert all(section.weigh(one) > 0 for one in getattr(found, name))

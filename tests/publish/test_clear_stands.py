"""Positions, commitments and contacts at the exit: each account asks the rights of its own words."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

import talks
from talks import MARCH, all_of, correction, dossier, first, second
from writethru.model import EventState, Placement, Span, TextPolicy
from writethru.publish.clear_stands import clear_stands
from writethru.publish.clearance import Clearance
from writethru.publish.content import site_content
from writethru.publish.rights import Audience
from writethru.publish.site import rendered
from writethru.settings import Settings, SourceSettings
from writethru.tell.histories import every_account
from writethru.tell.stands import stands

FULL, QUOTE, DESK = (SourceSettings(text=policy) for policy in (TextPolicy.FULL, TextPolicy.QUOTE, TextPolicy.DESK))


def exit_of(found, wire, page, audience=Audience.PUBLIC, **more):
    rules = Settings(sources={"Vell Wire": wire, "Orra Post": page}, **more)
    return Clearance(found.takes, found.links.placements, rules, audience)


def accounts(told):
    return [a for part in (told.positions, told.commitments, told.contacts) for a in every_account(part)]


def meeting(told):
    (found,) = [one for one in told.contacts.contacts if one.form == "meeting"]
    return found


def test_what_may_leave_whole_leaves_as_it_is():
    found = all_of()
    told = stands(found)

    assert clear_stands(told, exit_of(found, FULL, FULL)) == told


def test_the_desk_sees_all():
    found = all_of()
    told = stands(found)

    assert clear_stands(told, exit_of(found, DESK, DESK, Audience.DESK)) == told


def test_what_is_withheld_is_counted_and_no_word_or_name_of_it_stays():
    found = all_of()
    cleared = clear_stands(stands(found), exit_of(found, DESK, FULL))

    assert {account.quote.citation.take for account in accounts(cleared)} == {"t4"}
    assert (meeting(cleared).state, meeting(cleared).withheld) == (EventState.HELD, 2)
    (owed,) = cleared.commitments.commitments
    assert (owed.state, owed.due, owed.condition, owed.withheld) == (EventState.PLEDGED, None, None, 3)


def test_a_day_that_only_a_closed_piece_gives_does_not_leave():
    undated = talks.page()
    undated.day = MARCH[10]
    undated.events = [replace(event, day=None) for event in undated.events]
    found = dossier(second(), undated)
    told = stands(found)

    assert {step.day.earliest for step in meeting(told).steps} == {MARCH[9]}
    assert {step.day for step in meeting(clear_stands(told, exit_of(found, DESK, FULL))).steps} == {None}


def test_with_anything_withheld_nothing_is_overdue():
    found = dossier(first(), replace(second("t9", day=6), source="Orra Post"))
    told = stands(found, MARCH[30])
    cleared = clear_stands(told, exit_of(found, FULL, DESK))

    assert told.commitments.commitments[0].overdue
    assert [one.overdue for one in cleared.commitments.commitments] == [False]


def test_of_a_chain_the_latest_words_are_enough():
    found = dossier(first(), correction())
    placed = tuple(
        Placement(key, "c", before, "c", f"s-{key}", "l1", ("l1",)) for key, before in (("t1", None), ("t5", "t1"))
    )
    found = replace(found, links=replace(found.links, placements=placed))
    cleared = clear_stands(stands(found), exit_of(found, FULL, FULL))

    assert {account.quote.citation.take for account in accounts(cleared)} == {"t5"}


@given(st.integers(0, 120))
def test_no_more_words_of_a_piece_leave_than_may_be_quoted(most):
    found = all_of()
    cleared = clear_stands(stands(found), exit_of(found, QUOTE, DESK, quote_words=most))
    seen: dict[str, set[int]] = {}
    for account in accounts(cleared):
        for words in (account.quote, account.object, account.condition, account.place):
            if words:
                text = found.takes[words.citation.take].text
                inside = (m.start() for m in re.finditer(r"\S+", text) if words.citation.span.meets(Span(*m.span())))
                seen.setdefault(words.citation.take, set()).update(inside)

    assert all(len(places) <= most for places in seen.values())


@pytest.fixture(scope="module")
def pages():
    rules = Settings(sources={"Vell Wire": FULL, "Orra Post": FULL})
    content = site_content(all_of(), rules, "public", lambda *_: None)
    return {path: data.decode() for path, data in rendered(content).items()}


def test_a_storyline_has_the_three_sections_with_links_to_people_and_words(pages):
    page = pages["storylines/l1.html"]

    assert re.findall(r'<h2 id="(positions|commitments|contacts)">', page) == ["positions", "commitments", "contacts"]
    assert "Meeting: " in page
    assert "3 million crowns" in page
    assert 'href="../people/p-Ida Moor.html"' in page or re.search(r'href="\.\./people/[0-9a-f]+\.html">Ida Moor', page)


def test_what_another_reports_is_marked_on_every_page_that_has_it(pages):
    told = [page for path, page in pages.items() if "demanded" in page and "<h2" in page and "people" in path]

    assert told
    for page in (*told, pages["storylines/l1.html"]):
        (line,) = re.findall(r"<li[^>]*>\s*<p class=\"label\">[^\n]*demanded[^\n]*", page)
        assert 'class="reported"' in line
        assert "as reported by Ida Moor" in line


def test_a_person_has_what_is_his(pages):
    (page,) = [page for page in pages.values() if "<h1>Abel Quist</h1>" in page]

    assert 'id="contacts"' in page
    assert 'id="positions"' in page
    assert "send an envoy" not in page.split('id="stories"')[0]


def test_long_lists_are_folded():
    copies = [first()]
    for n in range(6):
        copy = second(f"n{n}", day=11 + n)
        copy.events = copy.events[:1]
        copy.figures[0] = replace(copy.figures[0], value=float(n + 1))
        copies.append(copy)
    rules = Settings(sources={"Vell Wire": FULL})
    content = site_content(dossier(*copies), rules, "public", lambda *_: None)
    page = rendered(content)["storylines/l1.html"].decode()

    assert "<details><summary>3 more</summary>" in page

"""The digest of a period: what is told of it, to whom, in which order, and that not a word too much leaves the desk.

Bless the golden files again with ``WRITETHRU_BLESS=1 python -m pytest tests/test_digest.py`` and read the difference.
"""

import os
import re
import shutil
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import desks
from newsroom import FERRY, QUAKE, ferry, fill, piece, quake, rate
from writethru import Desk
from writethru.model import (
    Citation,
    CitedSentence,
    Embargo,
    Facts,
    PartKind,
    Picture,
    Rule,
    Sent,
    Signal,
    Source,
    SourceKind,
    Span,
    Term,
    TextPolicy,
)
from writethru.publish.digest_forms import FORMS, written
from writethru.publish.digest_sources import numbered
from writethru.publish.digest_text import flowed
from writethru.settings import Settings, SiteSettings, SourceSettings
from writethru.tell.display import folded

GOLDEN = Path(__file__).parent / "golden"
NOW = datetime(2031, 3, 14, 8, tzinfo=UTC)
PERIOD = date(2031, 2, 1), date(2031, 3, 14)
MARCH = date(2031, 3, 1), date(2031, 3, 31)
RUN = 5
ITEMS = {"text": r"\n\n\n", "markdown": r"\n## ", "html": r"</?article>"}
ENDS = {"text": "txt", "markdown": "md", "html": "html"}


@pytest.fixture(scope="module")
def desk(example_folder, tmp_path_factory):
    """A copy of the example desk at a fixed moment."""
    home = shutil.copytree(example_folder, tmp_path_factory.mktemp("digest") / "desk")
    with Desk(home, clock=lambda: NOW) as opened:
        yield opened


@pytest.fixture
def empty(tmp_path):
    with Desk(tmp_path, clock=lambda: NOW) as opened:
        opened.settings = open_to_all(opened.settings)
        yield opened


def open_to_all(kept, *closed):
    """Every outlet of ``newsroom`` may be shown in full, but these."""
    names = {f"Post {n}": SourceSettings(text=TextPolicy.FULL) for n in range(40)}
    return msgspec.structs.replace(
        kept, sources=names | {name: SourceSettings(text=TextPolicy.DESK) for name in closed}
    )


def forms(found):
    return {how: written(found, how) for how in FORMS}


def shown(found):
    """All that any form of a digest says, in one line."""
    return " ¶ ".join(desks.plain(text) for text in forms(found).values())


def headlines(found):
    return [story.headline.text for story in found.stories]


# What is told


@pytest.mark.parametrize("how", FORMS)
def test_the_forms_are_as_they_were_signed(desk, how):
    path = GOLDEN / f"digest.{ENDS[how]}"
    made = written(desk.digest(*PERIOD), how)
    if os.environ.get("WRITETHRU_BLESS"):
        path.write_text(made, "utf-8")

    assert made == path.read_text("utf-8")


def test_every_sentence_stands_in_the_take_that_its_number_leads_to(desk):
    found = desk.digest(*PERIOD, audience="desk")
    takes = {take.key: take for take in desks.takes(desk).values()}
    sources = {source.take: source for source in found.sources}
    assert [source.number for source in found.sources] == list(range(1, len(found.sources) + 1))
    for story in found.stories:
        for sentence in (story.headline, *story.sentences):
            cited = sentence.citation
            assert sentence.text == folded(cited.span.of(takes[cited.take].text))
            assert (sources[cited.take].source, sources[cited.take].url) == (
                takes[cited.take].source,
                takes[cited.take].url,
            )


def test_the_weightiest_story_comes_first_and_what_changed_and_is_disputed_is_told(desk):
    found = desk.digest(*PERIOD)
    talks = found.stories[0]

    assert found.of == len(found.stories) == 3
    assert "joint salvage" in talks.headline.text
    assert [line.text for line in talks.changes] == [
        "figure About 3,600 tons → About 4,200 tons (fuel oil believed to have leaked)"
    ]
    assert "350 tons" in talks.disputes[0].other.value
    assert [[line.text for line in one.changes] for one in found.corrections] == [
        ["figure 18.4 million crowns → 14.8 million crowns (fund)"]
    ]
    assert [one.happening.value for one in found.due] == ["2031-03"]


def test_it_is_finite_and_says_so(empty):
    fill(empty, [quake(1), ferry(2), rate(3)])
    found = empty.digest(*MARCH, most=2)

    assert (len(found.stories), found.of) == (2, 3)
    for text in forms(found).values():
        assert "Stories of this period: 3; told here, the weightiest first: 2." in text
        assert "This brief ends here." in text


def test_outlets_weigh_before_takes_and_what_is_followed_before_all(empty):
    fill(empty, [quake(1), quake(2), ferry(3), rate(4)])
    first = headlines(empty.digest(*MARCH))
    empty.follow("", "key rate")
    followed = empty.digest(*MARCH)
    empty.mute("", "Quake")
    muted = empty.digest(*MARCH)

    assert first[0] == "Quake kills 12 in Karsk"
    assert headlines(followed)[:2] == ["Vellmark raises key rate", "Quake kills 12 in Karsk"]
    assert followed.stories[0].followed
    assert headlines(muted) == ["Vellmark raises key rate", "Ferry aground outside Strand"]
    assert (muted.of, muted.muted) == (2, 1)
    assert headlines(empty.digest(*MARCH, reader="jon")) == first


def test_the_name_that_a_person_gave_stands_above_the_headline(empty):
    fill(empty, [quake(1)])
    empty.rename("Quake", "The Karsk earthquake")
    found = empty.digest(*MARCH)

    assert found.stories[0].name == "The Karsk earthquake"
    for text in forms(found).values():
        at = text.index("The Karsk earthquake", text.index("As of"))
        assert "Quake kills 12 in Karsk" in text[at:]


def test_a_story_leads_to_its_page_where_the_site_has_an_address(empty):
    fill(empty, [quake(1)])
    empty.settings = msgspec.structs.replace(empty.settings, site=SiteSettings("https://news.example/"))
    [story] = empty.digest(*MARCH).stories

    assert story.page == f"https://news.example/stories/{story.story}.html"
    for text in forms(empty.digest(*MARCH)).values():
        assert story.page in text
    assert "news.example" not in shown(empty.digest(*MARCH, audience="desk"))


def test_what_came_later_is_not_told_and_a_later_correction_is(empty):
    first = piece(1, "Ferry aground", "The ferry had 312 people on board.", slug="Ferry", source="Post 1", day=5)
    later = piece(2, "Ferry afloat", "The ferry sails again.", slug="Ferry", source="Post 1", day=6)
    later = replace(later, marker=replace(later.marker, rank=2, signal=Signal.UPDATE))
    fill(empty, [first, later])
    before = headlines(empty.digest(date(2031, 3, 5), date(2031, 3, 5)))
    mended = piece(3, "Ferry aground", "The ferry had 320 people on board.", slug="Ferry", source="Post 1", day=7)
    fill(empty, [replace(mended, marker=replace(mended.marker, rank=3, signal=Signal.CORRECTION))])
    told = shown(empty.digest(date(2031, 3, 5), date(2031, 3, 5)))

    assert before == ["Ferry aground"]
    assert "320 people" in told
    assert "312 people" not in told
    assert "afloat" not in told


def test_a_piece_came_on_the_day_that_its_source_wrote(empty):
    night = Sent(datetime(2031, 3, 6, 0, 30, tzinfo=timezone(timedelta(hours=9))))
    fill(empty, [replace(ferry(1), sent=night)])

    assert empty.digest(date(2031, 3, 5), date(2031, 3, 5)).of == 0
    assert empty.digest(date(2031, 3, 6), date(2031, 3, 6)).of == 1


def test_two_orders_of_arrival_give_one_digest(tmp_path):
    pieces = [quake(1), ferry(2), quake(3, "A school fell."), rate(4), ferry(5, day=6), quake(6, day=7)]
    found = []
    for number, order in enumerate(([pieces[:3], pieces[3:]], [pieces[:2:-1], pieces[2::-1]])):
        with Desk(tmp_path / str(number), clock=lambda: NOW) as desk:
            desk.settings = open_to_all(desk.settings)
            for some in order:
                fill(desk, some)
            found.append(desk.digest(*MARCH))

    assert forms(found[0]) == forms(found[1])
    assert (found[0].key, found[0].sources) == (found[1].key, found[1].sources)
    assert found[0].of == 3


# What may leave


@pytest.mark.parametrize("source", ["Vantry", "The Vellmark Courier", "Port Ellery Mercury", "벨마르크 해나루신문", ""])
def test_a_source_that_may_not_be_shown_leaves_no_word(desk, source):
    takes = desks.takes(desk).values()
    mine = set().union(*(desks.runs(take.text, RUN) for take in takes if take.source == source))
    others = set().union(*(desks.runs(take.text, RUN) for take in takes if take.source != source))
    kept = desk.settings
    sources = kept.sources | {source: SourceSettings(text=TextPolicy.DESK)}
    desk.settings = msgspec.structs.replace(kept, sources=sources)
    found = desk.digest(*PERIOD)
    desk.settings = kept

    assert mine - others
    assert (mine - others) & desks.runs(shown(found), RUN) == set()
    assert found.stories
    if source:
        assert source not in {one.source for one in found.sources}


SOURCES = ("Vantry", "The Vellmark Courier", "Kestrava Evening Leader", "Port Ellery Mercury", "Sundposten i Vellmark")


@settings(max_examples=6)
@given(policies=st.fixed_dictionaries({source: st.sampled_from(TextPolicy) for source in SOURCES}))
def test_no_source_leaves_more_than_its_policy_lets_it(desk, policies):
    takes, kept = desks.takes(desk).values(), desk.settings
    chosen = {source: SourceSettings(text=policy) for source, policy in policies.items()}
    desk.settings = msgspec.structs.replace(kept, sources=chosen, quote_words=30)
    seen = desks.runs(shown(desk.digest(*PERIOD)), RUN)
    desk.settings = kept
    for source, policy in policies.items():
        others = set().union(*(desks.runs(take.text, RUN) for take in takes if take.source != source))
        for take in (take for take in takes if take.source == source):
            heads = set().union(*(desks.runs(span.of(take.text), RUN) for span in take.spans(PartKind.HEADLINE)))
            left = (desks.runs(take.text, RUN) - others - heads) & seen
            most = {TextPolicy.DESK: 0, TextPolicy.QUOTE: 30}.get(policy, len(left))
            assert len(left) <= most, (source, left)


def test_of_a_source_that_may_be_quoted_no_more_words_leave_than_the_settings_say(desk):
    kept = desk.settings
    quoted = dict.fromkeys(kept.sources, SourceSettings(text=TextPolicy.QUOTE))
    desk.settings = msgspec.structs.replace(kept, sources=quoted, quote_words=40)
    found = desk.digest(*PERIOD)
    desk.settings = kept
    words = {}
    for story in found.stories:
        assert not story.changes
        for sentence in story.sentences:
            words.setdefault(sentence.citation.take, set()).add(sentence.text)

    assert words
    assert all(sum(len(text.split()) for text in some) <= 40 for some in words.values())


def test_where_no_source_may_be_shown_it_says_so_and_nothing_else(empty):
    empty.settings = open_to_all(empty.settings, "Post 1", "Post 2")
    fill(empty, [ferry(1), quake(2)])
    found = empty.digest(*MARCH)

    assert (found.stories, found.of, found.closed) == ((), 2, 2)
    assert found.withheld == ("Post 1: kept for the desk", "Post 2: kept for the desk")
    for text in forms(found).values():
        assert "no piece of this period may be shown here" in folded(text)
        assert "Post 1: kept for the desk." in text
    assert not desks.runs(f"{FERRY} {QUAKE}", RUN) & desks.runs(shown(found), RUN)
    assert len(empty.digest(*MARCH, audience="desk").stories) == 2


def kill(number, of, signal=Signal.KILL):
    words = f"Editors: please {signal.value} the story on the boat."
    return replace(piece(number, of.title, words, day=6, signal=signal, source=of.source), guid=of.guid)


@pytest.mark.parametrize("audience", ["public", "desk"])
@pytest.mark.parametrize("signal", [Signal.KILL, Signal.HOLD])
def test_what_was_stopped_leaves_no_word_and_is_told_as_that(empty, audience, signal):
    fill(empty, [boat := replace(ferry(1), guid="wire-1"), quake(2)])
    fill(empty, [kill(3, boat, signal)])
    found = empty.digest(*MARCH, audience=audience)
    told = shown(found)

    assert headlines(found) == ["Quake kills 12 in Karsk"]
    assert not desks.runs(boat.text, 2) & desks.runs(told, 2)
    assert "boat" not in told
    [stop] = found.stops
    assert (stop.source, stop.id) == ("Post 1", "p3" if audience == "desk" else "")
    assert "6 Mar. 2031" in stop.said
    for text in forms(found).values():
        assert "killed or on hold: do not use" in folded(text).lower()
        assert stop.said in folded(text)


def test_a_killed_piece_leaves_its_story_to_the_others(empty):
    fill(empty, [boat := replace(ferry(1, "Its captain was Ida Moor."), guid="wire-1"), ferry(2)])
    fill(empty, [kill(3, boat)])
    found = empty.digest(*MARCH)

    assert [story.takes for story in found.stories] == [1]
    assert "Moor" not in shown(found)
    assert len(found.stops) == 1


def test_where_all_was_withdrawn_that_is_the_reason(empty):
    fill(empty, [boat := replace(ferry(1), guid="wire-1")])
    fill(empty, [kill(3, boat)])

    assert "what came in this period was withdrawn by its sources" in folded(shown(empty.digest(*MARCH)))


def test_the_public_does_not_learn_of_what_is_embargoed_and_the_desk_does(empty):
    fill(empty, [quake(1)])
    before = forms(empty.digest(*MARCH))
    until = NOW + timedelta(days=2)
    fill(empty, [replace(ferry(2), embargo=Embargo(until, "its own words"))])
    desk = empty.digest(*MARCH, audience="desk")

    assert forms(empty.digest(*MARCH)) == before
    assert desk.of == 2
    assert "Note: embargoed until 16 Mar. 2031" in written(desk, "text")
    assert "not for publication" in written(desk, "html")


def test_labels_of_ai_and_terms_stand_in_the_item(empty):
    credit = Term(Rule.CREDIT, "MANDATORY CREDIT: QUAY POST", Span(0, 5))
    fill(empty, [quake(1), replace(ferry(2), ai_text=True, terms=(credit,)), rate(3)])
    for how, text in forms(empty.digest(*MARCH)).items():
        items = [folded(item) for item in re.split(ITEMS[how], text)]
        labelled = [item for item in items if "Text made or altered by AI." in item]
        assert ["Ferry aground outside Strand" in item for item in labelled] == [True]
        assert "Terms: mandatory credit." in labelled[0]
        assert "MANDATORY CREDIT" not in text


def test_a_cited_caption_goes_with_its_credit():
    take = piece(1, "Ferry aground", "The ferry ran aground.")
    shot = Picture("picture-1", caption=take.copy[0], credit="Quay Post/Ida Moor", ai_made=True)
    cited = CitedSentence("The ferry ran aground.", Citation(take.key, take.copy[0], "picture-1"))
    [source] = numbered([cited], {take.key: replace(take, pictures=(shot,))}, {}, Settings())

    assert (source.credit, source.ai_made, source.place) == ("Quay Post/Ida Moor", True, "picture-1")


def test_copy_makes_no_tag_and_no_link(empty):
    bad = piece(1, "<b>Ferry</b> [here](https://bad.example) aground", "The <script>alert(1)</script> ferry *sank*.")
    fill(empty, [replace(bad, url="javascript:alert(1)")])
    found = empty.digest(*MARCH)

    assert found.stories
    page = written(found, "html")
    assert "<script" not in page
    assert "<b>" not in page
    assert "javascript" not in page
    assert "\\[here\\](https://bad.example)" in written(found, "markdown")
    assert "<script>" not in written(found, "markdown").replace("\\<script\\>", "")


# Nothing to tell


def test_where_nothing_came_it_says_so(empty):
    found = empty.digest(date(2031, 3, 1), date(2031, 3, 1))

    assert (found.stories, found.of, found.silent) == ((), 0, ())
    for text in forms(found).values():
        assert "no piece came in this period" in text
        assert "This brief ends here." in text


def test_sources_that_are_silent_are_named_with_what_they_brought_last(empty):
    last = datetime(2031, 3, 3, 17, 40, tzinfo=UTC)
    empty.sources.add(Source("Quay Post", "https://quay.example/feed", 15, last_item=last))
    empty.sources.add(Source("Strand Radio", "https://strand.example/feed", 15))
    empty.sources.add(Source("Vell Wire", "https://vell.example/feed", 15, last_item=NOW))
    found = empty.digest(date(2031, 3, 10), date(2031, 3, 14))

    assert [one.source for one in found.silent] == ["Quay Post", "Strand Radio"]
    for text in forms(found).values():
        assert "Quay Post: last brought something 3 Mar. 2031, 17:40 UTC." in text
        assert "Strand Radio: has brought nothing yet." in text
        assert "Vell Wire" not in text


# The forms


def test_the_mail_asks_for_nothing_and_says_each_language(desk):
    found = desk.digest(*PERIOD)
    page = written(found, "html")
    urls = {source.url for source in found.sources if source.url}

    assert not re.search(r"<(?:script|img|link|iframe|form|object)\b|url\(|@import", page)
    assert set(re.findall(r"https?://[^\"<]+", page)) == urls
    spoken = re.findall(r'<span lang="([^"]*)" dir="auto">', page)
    assert len(spoken) >= sum(1 + len(story.sentences) for story in found.stories)
    assert set(spoken) == {"en"}
    assert len(page.encode()) < 100_000
    ids, links = re.findall(r'id="(s\d+)"', page), re.findall(r'href="#(s\d+)"', page)
    assert len(ids) == len(set(ids))
    assert set(links) == set(ids)


def test_a_sentence_in_another_language_says_so(empty):
    korean = replace(piece(1, "카르스크 지진으로 12명 사망", "규모 6.1의 지진이 일어났다."), language="ko")
    fill(empty, [korean], lambda take: Facts(take.key, language="ko"))

    assert 'lang="ko" dir="auto">카르스크 지진으로' in written(empty.digest(*MARCH), "html")


WORDS = st.lists(st.text(st.characters(categories=["L", "N", "P"]), min_size=1, max_size=90), min_size=1, max_size=40)


@given(words=WORDS)
def test_flowed_lines_join_to_what_they_were(words):
    lines = flowed(" ".join(words)).split("\n")
    stuffed = [line.removeprefix(" ") for line in lines]

    assert "".join(stuffed).split() == " ".join(words).split()
    assert all(line.endswith(" ") for line in lines[:-1])
    assert all(len(line) <= 74 or len(line.split()) == 1 for line in lines)
    assert not any(line.startswith((">", "From ")) for line in lines)


def test_a_kind_of_source_that_the_desk_does_not_know_is_not_shown(empty):
    empty.settings = Settings()
    fill(empty, [replace(ferry(1), source_kind=SourceKind.UNKNOWN)])

    assert empty.digest(*MARCH).stories == ()

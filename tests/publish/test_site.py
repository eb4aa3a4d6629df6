"""The static site, over the example desk's copy put together by hand."""

import re
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from pathlib import PurePosixPath

import pytest
import site_sample as sample
from hypothesis import given
from hypothesis import strategies as st

from writethru.model import Citation, Marker, Part, PartKind, Role, Signal, Span, TextPolicy
from writethru.plugins import PUBLISHERS, make
from writethru.publish.clearance import Clearance
from writethru.publish.rights import Audience
from writethru.publish.site import rendered
from writethru.settings import Settings, SourceSettings
from writethru.tell.display import shown

DESK, PUBLIC = Audience.DESK, Audience.PUBLIC
DEBRIS = ("(URGENT)", "(LEAD)", "LD)", "(CORRECTION)", "(ATTN", "Eds:", "(END)", "NOT FOR SALE")


class Page(HTMLParser):
    """Collects what a page is made of."""

    def __init__(self, data):
        super().__init__()
        self.tags, self.ids, self.links, self.inside = [], [], [], []
        self.feed(data.decode())

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.tags.append((tag, found))
        self.ids += [found["id"]] if "id" in found else []
        self.links += [found["href"]] if "href" in found else []


def html(files):
    return {path: data for path, data in files.items() if path.endswith(".html")}


def words(data):
    """The words of a page, its attributes among them, white space folded."""
    return " ".join(unescape(re.sub(r"</?(?:mark|span|sup|a|del|ins)\b[^>]*>", "", data.decode())).split())


@pytest.fixture(scope="module", params=[PUBLIC, DESK], ids=str)
def site(request):
    return rendered(sample.content(request.param))


@pytest.fixture(scope="module")
def public():
    return rendered(sample.content(PUBLIC))


@pytest.fixture(scope="module")
def desk():
    return rendered(sample.content(DESK))


@pytest.fixture(scope="module")
def closed():
    """The public site under default settings: nothing of the agency, little of the pages."""
    return rendered(sample.content(PUBLIC, sample.DEFAULTS))


def test_what_is_on_a_long_page_is_listed_in_its_order(site):
    for path in ("stories/s1.html", "storylines/l1.html"):
        page = site[path].decode()
        (listed,) = re.findall(r'<nav class="contents".*?</nav>', page, re.DOTALL)
        headings = re.findall(r'<h2 id="([^"]+)"', page.split('<nav class="contents"')[1])

        assert re.findall(r'href="#([^"]+)"', listed) == [name for name in headings if name != "words"]


def test_every_link_leads_somewhere(site):
    pages = {path: Page(data) for path, data in html(site).items()}
    for path, page in pages.items():
        for link in page.links:
            if link.startswith("https://"):
                continue
            target, _, fragment = link.partition("#")
            where = resolve(path, target) if target else path
            assert where in site, (path, link)
            assert not fragment or fragment in pages[where].ids, (path, link)


def resolve(path, target):
    parts = list(PurePosixPath(path).parent.parts)
    for part in target.split("/"):
        if part == "..":
            parts.pop()
        else:
            parts.append(part)
    return "/".join(parts)


def test_ids_are_unique(site):
    for path, data in html(site).items():
        ids = Page(data).ids
        assert len(ids) == len(set(ids)), path


def test_a_citation_opens_its_words_in_the_whole_take(public):
    story, take = public["stories/s1.html"].decode(), public[f"takes/{sample.LAST}.html"].decode()
    target = re.search(rf'href="\.\./takes/{sample.LAST}\.html#(w-\d+-\d+)"', story)[1]
    start, end = map(int, target.split("-")[1:])

    opened = re.search(rf'<mark id="{target}">(.*?)</mark>', take)[1]

    assert unescape(re.sub("<[^>]+>", "", opened)) == sample.TAKES[sample.LAST].text[start:end]


def test_pages_need_nothing_from_elsewhere(site):
    for path, data in html(site).items():
        page = Page(data)
        tags = [tag for tag, _ in page.tags]
        assert not {"img", "iframe", "object", "form", "style"} & set(tags), path
        assert not any("src" in found or "style" in found for _, found in page.tags)
        assert {found.get("type") for tag, found in page.tags if tag == "script"} <= {"application/ld+json"}
        assert not any(name.startswith("on") for _, found in page.tags for name in found)
        csp = next(found["content"] for tag, found in page.tags if found.get("http-equiv"))
        assert csp.startswith("default-src 'none'")
        assert ("html", {"lang": "en"}) in page.tags
        assert any(found.get("name") == "viewport" for _, found in page.tags)
        assert "main" in page.ids
        assert tags.count("h1") == 1


def test_each_tongue_is_marked(public):
    story = public["stories/s1.html"].decode()

    assert re.search(r'<span class="words"[^>]*><span lang="ko">', story)
    assert re.search(r'<span lang="ko">약 4천200t</span>', story)


def test_nothing_for_desks_stands_on_any_page(public, closed, desk):
    for files in (public, closed, desk):
        for path, data in files.items():
            assert not [mark for mark in DEBRIS if mark in data.decode()], path


def test_a_note_that_a_reader_took_for_copy_is_still_left_out():
    last = sample.TAKES[sample.LAST]
    parts = tuple(replace(p, kind=PartKind.PARAGRAPH) if p.kind is PartKind.NOTE else p for p in last.parts)
    takes = {**sample.TAKES, sample.LAST: replace(last, parts=parts)}

    files = rendered(sample.content(PUBLIC, takes=takes))

    assert "(ATTN" not in files[f"takes/{sample.LAST}.html"].decode()


def test_a_barred_picture_is_neither_shown_nor_named(public, desk):
    barred = "stand over a chart"

    assert not any(barred in words(data) for data in public.values())
    assert barred in words(desk["stories/s1.html"])


def test_the_words_of_a_barred_picture_are_barred_with_it():
    free, barred = (picture.caption for picture in sample.TAKES[sample.LAST].pictures)
    exit_ = Clearance(sample.TAKES, (), sample.content().settings, PUBLIC)

    lets = [exit_.lets(Citation(sample.LAST, Span(s.start + 2, s.start + 20), "picture")) for s in (free, barred)]

    assert lets == [True, False]


def test_the_label_of_a_picture_made_by_ai_stands_in_its_figure(site):
    for path in ("stories/s1.html", "takes/ai-page.html"):
        figures = re.findall(r"<figure.*?</figure>", site[path].decode(), re.DOTALL)
        made = [f for f in figures if "sea chart at a long table" in f]
        assert len(made) == 1
        assert "Picture made by AI" in made[0]
        assert all("Picture made by AI" not in f for f in figures if f not in made)


def test_the_desks_site_is_marked_and_closed_to_search_engines(desk, public):
    for path, data in html(desk).items():
        assert "For the desk’s own eyes" in data.decode(), path
        assert '<meta name="robots" content="noindex, nofollow">' in data.decode()
    assert desk["robots.txt"] == b"User-agent: *\nDisallow: /\n"
    assert "robots.txt" not in public
    assert not any("noindex" in data.decode() for data in public.values())


def test_of_agency_copy_the_public_sees_nothing_and_why(closed):
    agency = [t for t in sample.TAKES.values() if t.source == "Vantry"]
    told = {
        s for t in agency for part in t.parts for s in re.split(r"(?<=[.\"])\s", part.span.of(t.text)) if len(s) > 20
    }
    told |= {t.title for t in agency}
    for path, data in closed.items():
        assert not [s for s in told if s in words(data)], path
    assert "Vantry: agency copy, kept for the desk" in words(closed["stories/s1.html"])
    assert "Vantry: agency copy, kept for the desk" in words(closed["stories/s2.html"])
    assert not [path for path in closed if path.startswith(("takes/", "people/"))]
    assert "Dorrin" not in words(closed["people.html"])
    assert "fuel oil leaked" not in words(closed["stories/s1.html"])


def test_a_page_is_quoted_with_its_headline_and_a_link(closed):
    story = closed["stories/s1.html"].decode()

    assert sample.MERCURY.title in story
    assert f'href="{sample.MERCURY.url}"' in story
    assert "212 telephone calls" in story


def test_no_more_words_of_a_page_are_quoted_than_the_settings_let():
    files = rendered(sample.content(PUBLIC, Settings(quote_words=5)))

    assert not any("212 telephone calls" in words(data) for data in files.values())
    assert any(sample.MERCURY.title in words(data) for data in files.values())


@given(st.integers(0, 20), st.lists(st.tuples(st.integers(0, 150), st.integers(1, 60)), max_size=12))
def test_quoted_words_never_pass_the_limit(most, asked):
    text = sample.MERCURY.text
    exit_ = Clearance({"mercury": sample.MERCURY}, (), Settings(quote_words=most), PUBLIC)
    shown = set()
    for start, length in asked:
        span = Span(start, start + length)
        if exit_.lets(Citation("mercury", span)) and not sample.MERCURY.parts[0].span.covers(span):
            shown |= {m.start() for m in re.finditer(r"\S+", text) if span.meets(Span(*m.span()))}

    assert len(shown) <= most


@pytest.mark.parametrize("audience", Audience)
def test_a_killed_chain_shows_nothing_to_anybody(audience):
    killed = replace(sample.TAKES["cleanup-february"], marker=Marker(("KILL",), Signal.KILL))
    base = sample.content(audience)
    stories = (base.stories[0], (base.stories[1][0], None))
    takes = {**sample.TAKES, killed.key: killed}

    files = rendered(sample.content(audience, takes=takes, stories=stories))

    assert "killed by its source" in words(files["stories/s2.html"])
    assert re.search(r"<h1[^>]*>Withdrawn: a story of 11 Feb. 2031</h1>", files["stories/s2.html"].decode())
    assert "Withdrawn: a story of 11 Feb. 2031" in words(files["index.html"])
    assert f"takes/{killed.key}.html" not in files
    assert not any("Oil does not stop" in words(data) or killed.title in words(data) for data in files.values())


def test_what_another_reports_is_never_given_as_ones_own(site):
    person = words(site["people/p1.html"])
    said, reported = person.split("As reported by the union of ferry crews")[:2]

    assert "with one eye on the timetable" in reported
    assert "Neither of us can lift this ship alone" in said


def test_an_office_stands_once_with_the_days_of_the_first_and_the_last_piece_that_give_it():
    base = sample.content()
    (clara, said), *others = base.people
    again = (sample.LAST, Role("Foreign Minister", sample.cite(sample.LAST, "Foreign Minister").span))
    twice = replace(clara, roles=(clara.roles[1], *clara.roles[:1], again))

    page = words(rendered(sample.content(people=((twice, said), *others)))["people/p1.html"])

    assert "<dt>11 Feb. 2031 – 12 Mar. 2031</dt><dd>Foreign Minister" in page
    assert page.count("<dt>12 Mar. 2031</dt><dd>Sundreyan Foreign Minister") == 1


def test_a_gloss_stands_in_brackets_and_leads_to_its_evidence(public):
    story = public["stories/s1.html"].decode()

    gloss = r'\[Clara Dorrin\]</span><sup class="cited"><a class="cite" href="([^"]+)"'
    assert re.search(r"takes/.*#w-\d+-\d+", re.search(gloss, story)[1])


def test_a_notice_stands_as_metadata_beside_its_words():
    last = sample.TAKES[sample.LAST]
    line = "[© Sound Relay. All rights reserved.]"
    text = f"{last.text}\n{line}"
    span = Span(len(text) - len(line), len(text))
    bound = replace(last, text=text, notices=(span,), parts=(*last.parts, Part(PartKind.RIGHTS, span)))
    takes = {**sample.TAKES, sample.LAST: bound}

    shown = rendered(sample.content(PUBLIC, takes=takes))
    kept = rendered(sample.content(PUBLIC, Settings(), takes=takes))

    assert f'data-notice="{line}"' in shown["stories/s1.html"].decode()
    assert f'<meta name="copyright" content="{line}">' in shown[f"takes/{sample.LAST}.html"].decode()
    assert "rights: reserved by the source" in words(shown["stories/s1.html"])
    assert not any("Sound Relay" in data.decode() for data in kept.values())


def test_the_takes_page_of_a_storys_chain_tells_each_change(public, desk):
    story = public["stories/s1.html"].decode()

    assert "figure 18.4 → 14.8 million crowns" in story
    assert '<del data-said="was:">3,600</del><ins data-said="now:">4,200</ins>' in story
    assert "<summary>paragraph dropped, paragraph reworded, figure</summary>" in story
    assert not any("DROPS analyst" in words(files["stories/s1.html"]) for files in (public, desk))


def test_copy_cannot_make_a_tag_or_a_script_link():
    nasty = replace(sample.MERCURY, url="javascript:alert(1)", title="<b>Boats</b>", source="<i>M</i>")
    files = rendered(sample.content(PUBLIC, takes={**sample.TAKES, "mercury": nasty}, settings=Settings()))

    for data in html(files).values():
        page = Page(data)
        assert not [link for link in page.links if link.lower().startswith("javascript")]
        assert "<i>M</i>" not in data.decode()


def test_the_same_content_gives_the_same_bytes_in_any_order(site):
    audience = DESK if "robots.txt" in site else PUBLIC
    content = sample.content(audience)
    turned = replace(
        content,
        takes=dict(reversed(content.takes.items())),
        placements=content.placements[::-1],
        stories=content.stories[::-1],
    )

    assert rendered(turned) == site


def test_publishing_twice_touches_nothing_and_another_audience_leaves_nothing_behind(tmp_path):
    site = make(PUBLISHERS, "site")
    site.publish(sample.content(DESK), tmp_path)

    again = site.publish(sample.content(DESK), tmp_path)
    site.publish(sample.content(PUBLIC, sample.DEFAULTS), tmp_path)

    assert (again.files.written, again.files.removed) == (0, 0)
    assert again.index.is_file()
    assert not (tmp_path / "robots.txt").exists()
    assert not (tmp_path / "takes").exists()


def test_an_empty_desk_has_a_front_page():
    content = replace(sample.content(), stories=(), storylines=(), people=(), takes={}, placements=(), changes=())

    assert "There is nothing to show" in words(rendered(content)["index.html"])


def test_a_picture_of_a_piece_that_is_quoted_is_not_shown():
    own = Settings(sources={"": SourceSettings(text=TextPolicy.QUOTE)})

    files = rendered(sample.content(PUBLIC, own))

    assert not any("sea chart at a long table" in words(data) for data in files.values())


# The order of a story page


def test_a_story_page_has_its_sections_in_the_order_of_what_a_reader_asks(public):
    page = public["stories/s1.html"].decode()
    headings = re.findall(r'<h2 id="([a-z]+)"', page)

    wanted = ["changed", "short", "said", "figures", "timeline", "sources", "takes", "pictures", "background", "words"]
    assert [one for one in headings if one in wanted] == wanted
    assert re.search(r'<strong class="stage \w+">developing</strong>', page)


def test_what_changed_most_lately_is_the_newest_take_against_the_one_before(public):
    changed = re.search(
        r'<section aria-labelledby="changed".*?</section>', public["stories/s1.html"].decode(), re.DOTALL
    )
    told = re.sub(r"</?time[^>]*>", "", words(changed[0].encode()))

    assert "Vantry, correction of 12 Mar. 2031, 21:30 UTC+01:00, against its 2nd lead of" in told
    assert "figure 18.4 → 14.8 million crowns" in told


def test_a_citation_shows_the_very_words_of_its_take_with_outlet_and_version(public):
    page = public["stories/s1.html"].decode()
    cited = re.findall(
        r'<a class="cite" href="\.\./takes/([^"#]+)\.html#w-(\d+)-(\d+)"[^>]*>\d+</a>'
        r'<span class="words"[^>]*><span lang="\w*">(.*?)</span> <cite>(.*?)</cite></span>',
        page,
    )

    assert len(cited) > 10
    for key, start, end, shown_words, which in cited:
        take = sample.TAKES[key]
        own = shown(take.text[int(start) : int(end)])
        title = shown(take.title)
        assert own in unescape(re.sub("<[^>]+>", "", shown_words)) or title in unescape(shown_words)
        assert (take.source or "Source not named") in unescape(which)


def test_the_words_of_a_citation_are_the_description_of_its_link(site):
    for path, data in html(site).items():
        page = Page(data)
        described = [found["aria-describedby"] for _, found in page.tags if "aria-describedby" in found]
        assert set(described) <= set(page.ids), path


def test_a_story_tells_what_it_follows_and_its_line_can_be_walked_both_ways(public):
    story, line = public["stories/s1.html"].decode(), public["storylines/l1.html"].decode()

    background = re.search(r'<h2 id="background">.*?</section>', story, re.DOTALL)[0]
    assert 'href="../stories/s2.html"' in background
    assert 'href="../storylines/l1.html#s1"' in background
    assert re.search(r'id="s1">.*?Follows <a href="#s2"', line, re.DOTALL)
    assert re.search(r'id="s2">.*?Goes on in <a href="#s1"', line, re.DOTALL)
    assert line.count('<svg class="rail"') == 2


def test_a_line_of_one_story_has_no_page():
    base = sample.content()
    assert not [path for path in rendered(replace(base, storylines=())) if path.startswith("storylines/")]


# A kill, and what is gone


def test_a_story_that_is_no_more_has_a_tombstone_in_the_feed_at_every_later_publish(tmp_path):
    site = make(PUBLISHERS, "site")
    whole = sample.content()
    less = replace(whole, stories=whole.stories[:1], storylines=())
    site.publish(whole, tmp_path)
    site.publish(less, tmp_path)
    first = (tmp_path / "feed.atom").read_bytes()
    again = site.publish(less, tmp_path)

    assert b'deleted-entry ref="urn:writethru:story:s2"' in first
    assert again.files.written == 0
    site.publish(whole, tmp_path)
    assert b"deleted-entry" not in (tmp_path / "feed.atom").read_bytes()

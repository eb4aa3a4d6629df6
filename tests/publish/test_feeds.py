"""The site's feeds and what else it says to machines."""

import json
import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
import site_sample as sample
from lxml import etree

from writethru.errors import SettingsError
from writethru.model import Marker, Notice, Signal
from writethru.publish.feed_formats import emptied
from writethru.publish.rights import Audience
from writethru.publish.site import FEEDS, notice_page, rendered
from writethru.settings import SiteSettings, load

RULES = etree.RelaxNG(etree.parse(Path(__file__).parent / "atom.rng"))
ADDRESS = "https://news.example/gannet/"
ATOM = {"a": "http://www.w3.org/2005/Atom", "at": "http://purl.org/atompub/tombstones/1.0"}


def at_address(audience=Audience.PUBLIC, **more):
    settings = msgspec.structs.replace(sample.content().settings, site=SiteSettings(ADDRESS))
    base = sample.content(audience, settings, **more)
    (talks, brief), *others = base.stories
    corrected = Notice(sample.LAST, "Corrected by Vantry, 12 Mar. 2031, 21:30", sample.CHAIN[3])
    return rendered(replace(base, stories=((talks, replace(brief, notices=(corrected,))), *others)))


@pytest.fixture(scope="module")
def public():
    return at_address()


def killed():
    """The older story, with every word of it taken back by its source."""
    base = sample.content()
    gone = replace(sample.TAKES["cleanup-february"], marker=Marker(("KILL",), Signal.KILL))
    return {"takes": {**sample.TAKES, gone.key: gone}, "stories": (base.stories[0], (base.stories[1][0], None))}


def test_without_an_address_there_is_atom_alone_with_relative_links():
    files = rendered(sample.content())

    assert FEEDS & files.keys() == {"feed.atom"}
    assert "sitemap.xml" not in files
    entry = etree.fromstring(files["feed.atom"]).find("a:entry", ATOM)
    assert entry.find("a:link", ATOM).get("href") == "stories/s1.html"
    assert "og:url" not in files["index.html"].decode()


@pytest.mark.parametrize("audience", Audience)
def test_the_atom_feed_is_valid_and_names_its_stories(audience):
    feed = etree.fromstring(at_address(audience)["feed.atom"])

    RULES.assertValid(feed)
    assert [one.text for one in feed.findall("a:entry/a:id", ATOM)] == [
        "urn:writethru:story:s1",
        "urn:writethru:story:s2",
    ]
    assert feed.find("a:entry/a:link", ATOM).get("href") == f"{ADDRESS}stories/s1.html"


def test_every_feed_says_what_was_corrected(public):
    entry = etree.fromstring(public["feed.atom"]).find("a:entry", ATOM)
    first = json.loads(public["feed.json"])["items"][0]

    assert "correction" in [one.get("term") for one in entry.findall("a:category", ATOM)]
    assert "Corrected by Vantry" in entry.find("a:content", ATOM).text
    assert "Corrected by Vantry" in first["_writethru"]["corrections"][0]
    assert b"<category>correction</category>" in public["feed.rss"]


def test_a_killed_story_has_a_tombstone_or_a_notice_in_its_place_and_no_word():
    files = at_address(**killed())

    stone = etree.fromstring(files["feed.atom"]).find("at:deleted-entry", ATOM)
    assert stone.get("ref") == "urn:writethru:story:s2"
    [rss] = [one for one in etree.fromstring(files["feed.rss"]).iter("item") if one.find("guid").text.endswith(":s2")]
    [item] = [one for one in json.loads(files["feed.json"])["items"] if one["id"].endswith(":s2")]
    assert rss.find("title").text == item["title"] == "Withdrawn: a story of 11 Feb. 2031"
    assert item["_writethru"] == {"withdrawn": True}
    assert not any("Oil does not stop" in files[path].decode() for path in FEEDS)


def test_a_story_is_gone_from_the_order_on_not_from_its_last_new_text():
    base, parts = sample.content(), killed()
    [gone] = [take for take in parts["takes"].values() if take.marker.signal is Signal.KILL]
    order = replace(gone, key="order", sent=replace(gone.sent, at=gone.sent.at + timedelta(hours=2)))
    [place] = [one for one in base.placements if one.take == gone.key]
    first, (story, _) = base.stories
    files = at_address(
        takes=parts["takes"] | {"order": order},
        placements=(*base.placements, replace(place, take="order", previous=gone.key)),
        stories=(first, (replace(story, takes=(*story.takes, "order")), None)),
    )
    stone = etree.fromstring(files["feed.atom"]).find("at:deleted-entry", ATOM)

    assert stone.get("when") == order.sent.at.isoformat()
    assert {one["date_modified"] for one in json.loads(files["feed.json"])["items"] if one["id"].endswith(":s2")} == {
        order.sent.at.isoformat()
    }


def test_json_feed_and_rss_have_what_their_formats_ask_for(public):
    feed, rss = json.loads(public["feed.json"]), etree.fromstring(public["feed.rss"])

    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == f"{ADDRESS}feed.json"
    assert all({"id", "url", "content_html"} <= item.keys() for item in feed["items"])
    assert [rss.find(f"channel/{name}").text for name in ("title", "link")] == ["The Gannet Sound desk", ADDRESS]
    assert all(item.find("guid").get("isPermaLink") == "false" for item in rss.iter("item"))


def test_the_sitemap_names_every_page_of_the_public_site_and_none_of_the_desks(public):
    named = {one.text for one in etree.fromstring(public["sitemap.xml"]).iter("{*}loc")}

    pages = {path for path in public if path.endswith(".html")}
    assert named == {ADDRESS, *(f"{ADDRESS}{path}" for path in pages - {"index.html"})}
    assert f'<link rel="canonical" href="{ADDRESS}">' in public["index.html"].decode()
    assert f"Sitemap: {ADDRESS}sitemap.xml" in public["robots.txt"].decode()
    assert "sitemap.xml" not in at_address(Audience.DESK)


def data_of(page):
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page.decode())
    return json.loads(found[1])


def test_a_story_says_of_itself_when_it_was_told_and_what_was_corrected(public):
    data = data_of(public["stories/s1.html"])

    assert data["@type"] == "NewsArticle"
    assert data["headline"] == sample.TAKES[sample.LAST].title
    assert data["datePublished"] < data["dateModified"]
    assert "Corrected by Vantry" in data["correction"][0]
    assert data["url"] == f"{ADDRESS}stories/s1.html"
    assert "image" not in data


def test_a_storyline_is_a_page_that_collects_and_no_work_without_a_name_is_cited(public):
    data = data_of(public["storylines/l1.html"])

    assert data["@type"] == "CollectionPage"
    assert [work for work in data["citation"] if work.keys() == {"@type"}] == []


def test_a_take_whose_text_was_made_by_ai_says_so_to_machines():
    made = replace(sample.TAKES["ai-page"], ai_text=True)
    files = at_address(takes={**sample.TAKES, "ai-page": made})

    assert data_of(files["takes/ai-page.html"])["digitalSourceType"].endswith("/trainedAlgorithmicMedia")
    assert "digitalSourceType" not in data_of(files[f"takes/{sample.LAST}.html"])


def test_no_headline_can_end_the_data_or_make_a_tag():
    nasty = replace(sample.MERCURY, title="</script><script>alert(1)</script> & more")
    page = at_address(takes={**sample.TAKES, "mercury": nasty})["takes/mercury.html"].decode()

    assert page.count("<script") == page.count("</script>") == 1
    assert data_of(page.encode())["headline"] == "</script><script>alert(1)</script> & more"


def test_a_killed_storys_page_says_nothing_of_it_to_machines():
    page = at_address(**killed())["stories/s2.html"].decode()

    assert "ld+json" not in page
    assert "og:description" not in page


@pytest.mark.parametrize("path", sorted(FEEDS))
def test_a_feed_with_killed_words_is_emptied_in_its_own_format(path):
    made = notice_page(path, "The desk", ["Vantry: killed by its source"], desk=False)

    assert made == emptied(path, "The desk", ["Vantry: killed by its source"])
    assert b"killed by its source" in made
    if path.endswith(".json"):
        assert json.loads(made)["version"]
    elif path.endswith(".atom"):
        RULES.assertValid(etree.fromstring(made))
    else:
        assert etree.fromstring(made).tag == "rss"


@pytest.mark.parametrize("address", ["news.example", "https://news.example", "ftp://news.example/", "https:///x/"])
def test_an_address_that_is_none_is_refused(tmp_path, address):
    (tmp_path / "writethru.toml").write_text(f'[site]\naddress = "{address}"\n')

    with pytest.raises(SettingsError, match="is no address"):
        load(tmp_path)

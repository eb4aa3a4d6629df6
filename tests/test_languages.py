"""Pages, feeds, digests and the desk in the language of the settings: ours is translated, theirs says what it is in.

Bless the golden files again with ``WRITETHRU_BLESS=1 python -m pytest tests/test_languages.py`` and read the
difference.
"""

import os
import re
import shutil
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import msgspec
import pytest
from lxml import etree, html

from writethru import Desk
from writethru.errors import SettingsError
from writethru.formats import direction, hours
from writethru.publish.digest_forms import written
from writethru.publish.rights import Audience
from writethru.publish.site import notice_page, rendered
from writethru.settings import SiteSettings, load
from writethru.wording import language, languages, speaking

sys.path.insert(0, str(Path(__file__).parent / "publish"))
import site_sample as sample

GOLDEN = Path(__file__).parent / "golden"
NOW = datetime(2031, 3, 14, 8, tzinfo=UTC)
PERIOD = date(2031, 2, 1), date(2031, 3, 14)
ADDRESS = "https://news.example/gannet/"
OTHERS = [tag for tag in languages() if tag != "en"]
HANGUL, ARABIC = re.compile("[\uac00-\ud7a3]"), re.compile("[\u0600-\u06ff]")


def site(spoken, audience=Audience.DESK):
    settings = msgspec.structs.replace(sample.content().settings, site=SiteSettings(ADDRESS, spoken))
    return rendered(sample.content(audience, settings))


@pytest.fixture(scope="module", params=OTHERS)
def spoken(request):
    return request.param


@pytest.fixture(scope="module")
def pages(spoken):
    return {path: html.fromstring(made) for path, made in site(spoken).items() if path.endswith(".html")}


def blessed(name, made):
    path = GOLDEN / name
    if os.environ.get("WRITETHRU_BLESS"):
        path.write_text(made, "utf-8")
    return path.read_text("utf-8")


def test_a_story_in_arabic_is_as_it_was_signed():
    made = site("ar")["stories/s1.html"].decode()

    assert made == blessed("story.ar.html", made)


@pytest.mark.parametrize(
    ("spoken", "how", "ending"), [("ko", "text", "txt"), ("nb", "markdown", "md"), ("ar", "html", "html")]
)
def test_a_digest_is_as_it_was_signed(example_folder, tmp_path, spoken, how, ending):
    home = shutil.copytree(example_folder, tmp_path / "desk")
    with Desk(home, clock=lambda: NOW) as desk:
        desk.settings = msgspec.structs.replace(desk.settings, site=SiteSettings("", spoken))
        made = written(desk.digest(*PERIOD), how)

    assert made == blessed(f"digest.{spoken}.{ending}", made)
    assert language() == "en"


def test_a_page_says_its_language_and_which_way_it_runs(pages, spoken):
    assert {page.get("lang") for page in pages.values()} == {spoken}
    assert {page.get("dir") for page in pages.values()} == {"rtl" if direction(spoken) == "rtl" else None}


def test_every_page_has_the_pages_of_the_english_site(pages):
    assert pages.keys() == {path for path in site("en") if path.endswith(".html")}


def test_words_of_sources_are_in_their_own_language_and_direction(pages, spoken):
    story = pages["stories/s1.html"]
    quotes = story.xpath("//section[@aria-labelledby='said']//li//p/span[@lang]")

    assert {one.get("lang") for one in quotes} >= {"en"}
    for one in quotes:
        against = direction(one.get("lang")) != direction(spoken)
        assert one.get("dir") == (direction(one.get("lang")) if against else None)


def test_roles_nameless_speakers_and_what_figures_count_are_in_their_sources_language(pages):
    told = pages["stories/s1.html"]
    paths = (
        "//section[@aria-labelledby='said']//h3/span[@class='role']/span",
        "//div[@class='claim']/h3/span[1]",
        "//div[@class='claim']//span[@class='hedge']",
    )

    assert [{one.get("lang") for one in told.xpath(path)} for path in paths] == [{"en"}, {"en"}, {"en", "ko"}]


def test_a_length_of_time_is_told_in_the_language(spoken):
    with speaking(spoken):
        told = hours(6), hours(48)

    assert (
        told
        == {
            "ko": ("6시간", "48시간"),
            "nb": ("6 timer", "48 timer"),
            "ar": ("6 ساعات", "48 ساعة"),
        }[spoken]
    )


def test_dates_are_those_of_the_language(pages, spoken):
    told = {"ko": "2031년 3월 12일", "nb": "12. mars 2031", "ar": "12 مارس 2031"}[spoken]

    assert told in pages["stories/s1.html"].text_content()


def test_glosses_stay_in_the_language_of_the_sentence(pages):
    assert {one.get("lang") for one in pages["stories/s1.html"].find_class("gloss")} == {"en"}


def test_feeds_say_their_language(spoken):
    files = site(spoken, Audience.PUBLIC)

    assert etree.fromstring(files["feed.atom"]).get("{http://www.w3.org/XML/1998/namespace}lang") == spoken
    assert etree.fromstring(files["feed.rss"]).findtext("channel/language") == spoken
    assert f'"language": "{spoken}"'.encode() in files["feed.json"]


def test_a_notice_stands_in_the_language_that_is_spoken():
    with speaking("ko"):
        page = notice_page("stories/s1.html", "Harbour", ["…"], desk=False).decode()

    assert HANGUL.search(html.fromstring(page).findtext(".//h1"))


def test_what_a_desk_publishes_is_in_the_language_of_its_settings(example_folder, tmp_path):
    home = shutil.copytree(example_folder, tmp_path / "desk")
    (home / "writethru.toml").open("a").write('\n[site]\nlanguage = "ar"\n')
    with Desk(home, clock=lambda: NOW) as desk:
        desk.publish(tmp_path / "site", "desk")
    story = next((tmp_path / "site" / "stories").glob("*.html")).read_text("utf-8")

    assert 'lang="ar" dir="rtl"' in story
    assert ARABIC.search(html.fromstring(story).find_class("badge")[0].text)
    assert language() == "en"


def test_one_desk_is_told_in_one_language_after_another(example_folder, tmp_path):
    """What is kept of what was told is kept with its language."""
    home = shutil.copytree(example_folder, tmp_path / "desk")
    badges = []
    with Desk(home, clock=lambda: NOW) as desk:
        name = desk.stories()[0].id
        for spoken in ("en", "ar", "en"):
            desk.settings = msgspec.structs.replace(desk.settings, site=SiteSettings("", spoken))
            desk.publish(tmp_path / "site", "desk")
            story = html.fromstring((tmp_path / "site" / "stories" / f"{name}.html").read_text("utf-8"))
            badges.append(bool(ARABIC.search(story.find_class("badge")[0].text)))
            assert not ARABIC.search(desk.brief(name).badge)

    assert badges == [False, True, False]


def test_a_language_without_a_catalogue_is_refused_with_those_that_there_are(tmp_path):
    (tmp_path / "writethru.toml").write_text('[site]\nlanguage = "tlh"\n')

    with pytest.raises(SettingsError, match=r"tlh.*en, ar, ko, nb"):
        load(tmp_path)

"""The desk in the language of its settings: pages in it, data for programs in English."""

import shutil

import pytest
from lxml import html

from served import client, served

PAGES = (
    "/",
    "/stories",
    "/people",
    "/alerts",
    "/held",
    "/corrections",
    "/sources",
    "/quarantine",
    "/keys",
    "/api",
    "/compare",
)


@pytest.fixture(scope="module")
def desk(example_folder, tmp_path_factory):
    home = shutil.copytree(example_folder, tmp_path_factory.mktemp("language") / "desk")
    with (home / "writethru.toml").open("a") as file:
        file.write('\n[site]\nlanguage = "ar"\n')
    with served(home) as address, client(address) as asking:
        yield asking


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_in_the_language_of_the_desk(desk, path):
    page = html.fromstring(desk.get(path).text)

    assert (page.get("lang"), page.get("dir")) == ("ar", "rtl")
    assert any("\u0600" <= letter <= "\u06ff" for letter in page.find(".//h1").text_content())


def test_a_story_is_too_and_its_sentences_are_in_their_own(desk):
    name = desk.get("/api/stories").json()["items"][0]["id"]
    page = html.fromstring(desk.get(f"/stories/{name}.html").text)

    assert page.get("dir") == "rtl"
    assert {"en"} <= {one.get("lang") for one in page.xpath("//main//span[@dir='ltr']")}


def test_programs_are_answered_in_english(desk):
    name = desk.get("/api/stories").json()["items"][0]["id"]

    assert any("origin" in one["badge"] for one in desk.get("/api/stories").json()["items"])
    assert "## Timeline" in desk.get(f"/api/stories/{name}/brief.md").text


def test_what_went_wrong_says_that_it_is_in_english(desk):
    page = html.fromstring(desk.get("/stories/s-0000000000000000.html").text)

    assert page.xpath("//main/p[@lang='en' and @dir='ltr']")

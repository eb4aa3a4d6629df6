"""The desk on agency copy of one evening, from the first look to the site: every thing that a reader does, once."""

import gzip
import json
import re

import pytest
from playwright.sync_api import expect

from looking import accessible, looked_at
from served import served
from shared import SHARED, needs_shared
from writethru import Desk

pytestmark = [pytest.mark.shared, needs_shared]

DAY = "1989-01-04"
SOME, LATE = 64, 8  # pieces of the evening, and of these the ones that come while the desk is open
LONGEST = 200_000  # bytes of a page


@pytest.fixture(scope="module")
def evening(tmp_path_factory):
    """A desk with most pieces of an evening, and the file of those that come late."""
    home = tmp_path_factory.mktemp("ap")
    with gzip.open(SHARED / "data" / "ap89" / "articles.jsonl.gz", "rt", encoding="utf-8") as file:
        rows = [line for line in file if json.loads(line)["published"].startswith(DAY)]
    rows.sort(key=lambda line: json.loads(line)["published"])
    first, late = home / "first.jsonl", home / "late.jsonl"
    first.write_text("".join(rows[-SOME:-LATE]))
    late.write_text("".join(rows[-LATE:]))
    with Desk(home / "desk") as desk:
        assert desk.add([str(first)]).new == SOME - LATE
    return home / "desk", late


@pytest.fixture(scope="module")
def address(evening):
    with served(evening[0]) as address:
        yield address


def longest(page, address):
    """The id of the story with the most takes, opened."""
    stories = page.request.get(f"{address}/api/stories").json()["items"]
    name = max(stories, key=lambda story: len(story["takes"]))["id"]
    page.goto(f"{address}/stories/{name}.html")
    expect(page.locator("article h1")).to_be_visible()
    return name


def test_one_lands_reads_and_compares(page, address):
    page.goto(address)
    expect(page.locator("[data-item]").nth(9)).to_be_visible()
    longest(page, address)
    cite = page.locator(".key .cited").first
    cite.hover()
    expect(cite.locator("cite")).to_contain_text("AP")
    cite.locator("a").click()
    expect(page.locator("mark:target")).to_be_in_viewport()
    page.keyboard.press("x")
    expect(page.locator(".key .cited").first).to_be_visible()
    page.keyboard.press("d")
    expect(page.locator(".sides p")).to_have_count(2)
    expect(page.locator(".changes li").first).to_be_visible()


def test_one_splits_takes_it_back_and_follows(page, address):
    name = longest(page, address)
    before = page.request.get(f"{address}/api/stories/{name}").json()["takes"]
    page.keyboard.press("s")
    page.locator("details[data-hand=split] input[type=checkbox]").last.check()
    page.get_by_label("Because").first.fill("another matter")
    page.get_by_role("button", name="Split off").click()
    expect(page.locator(".done-line")).to_be_visible()
    assert len(page.request.get(f"{address}/api/stories/{name}").json()["takes"]) < len(before)
    page.keyboard.press("u")
    expect(page.locator(".done-line")).to_be_visible()
    assert page.request.get(f"{address}/api/stories/{name}").json()["takes"] == before
    page.goto(f"{address}/stories/{name}.html")
    page.keyboard.press("f")
    expect(page.get_by_role("button", name="Following")).to_be_visible()
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_have_text("While you were away")
    expect(page.locator(f"#row-{name}")).to_be_visible()


def test_what_comes_is_put_into_the_open_list(page, address, evening):
    home, late = evening
    page.goto(f"{address}/stories")
    before = set(page.eval_on_selector_all("#rows [data-item]", "all => all.map(one => one.id)"))
    with Desk(home) as other:
        cursor = other.cursor()
        assert other.add([str(late)]).new == LATE
        came = {f"row-{item.story}" for item in other.news(cursor).items if item.story}
    expect(page.locator("#came")).to_contain_text("new take")
    for row in came:
        expect(page.locator(f"#{row}")).to_be_visible()
    assert came - before


def test_pages_are_light_fit_and_are_for_everybody(page, address):
    name = longest(page, address)
    person = page.locator("a[href^='/people/']").first.get_attribute("href")
    take = page.locator("a[href^='/takes/']").first.get_attribute("href")
    paths = ["/", "/stories", f"/stories/{name}.html", person, take.partition("#")[0]]
    for path in looked_at(page, address, paths):
        accessible(page)
        assert len(page.request.get(f"{address}{path}").body()) < LONGEST, path


def test_it_is_published(page, evening, tmp_path, address):
    with Desk(evening[0]) as desk:
        done = desk.publish(tmp_path / "site", "desk")
    assert done.stories > 10
    name = longest(page, address)
    page.goto((tmp_path / "site" / "stories" / f"{name}.html").as_uri())
    cite = page.locator(".key .cited").first
    cite.hover()
    expect(cite.locator(".words")).to_be_visible()
    cite.locator("a").click()
    expect(page.locator("mark:target")).to_be_in_viewport()
    assert re.search(r"/takes/\w+\.html#", page.url)

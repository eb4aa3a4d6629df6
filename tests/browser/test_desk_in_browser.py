"""The desk as somebody uses it: land, read, compare, correct, take back, follow, see what is new, by mouse and keys."""

import json
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from writethru import Desk

KINDS = (
    "/",
    "/stories",
    "/people?name=dor",
    "/alerts",
    "/held",
    "/corrections",
    "/sources",
    "/quarantine",
    "/keys",
    "/api",
)


def story_of(address, page, words):
    """Open the story that these words name."""
    page.goto(f"{address}/stories")
    page.get_by_role("link", name=words).first.click()
    expect(page.locator("article h1")).to_be_visible()
    return re.search(r"/stories/([^/]+)\.html", page.url)[1]


def add(folder, tmp_path, headline, text):
    """Something comes while the desk is served: another process would do the same."""
    path = tmp_path / "late.jsonl"
    row = {"id": headline, "headline": headline, "text": text, "source": "Strand Post", "language": "en"}
    path.write_text(json.dumps(row | {"published": "2031-03-21T08:00:00Z"}))
    with Desk(folder) as other:
        other.add([str(path)])


def test_one_lands_on_what_is_new_and_reads_a_story(page, shared_desk):
    page.goto(shared_desk)
    expect(page.get_by_role("heading", level=1)).to_have_text("What is new")
    page.locator("[data-item] h2 a").first.click()
    expect(page.locator("article h1")).to_be_visible()
    cite = page.locator(".key .cited, .standfirst .cited").first
    cite.hover()
    expect(cite.locator(".words")).to_be_visible()
    expect(cite.locator("cite")).not_to_be_empty()
    cite.locator("a").click()
    expect(page.locator("mark:target")).to_be_visible()


def test_search_as_one_types(page, shared_desk):
    page.goto(f"{shared_desk}/stories")
    before = page.locator("#rows [data-item]").count()
    page.get_by_label("Words", exact=True).press_sequentially("hotline", delay=30)
    expect(page.locator("#rows .excerpt b").first).to_be_visible()
    assert page.locator("#rows [data-item]").count() >= 1
    assert "words=hotline" in page.url
    page.get_by_label("Words", exact=True).fill("")
    expect(page.locator("#rows [data-item]")).to_have_count(before)


def test_keys_walk_open_and_close(page, shared_desk):
    page.goto(f"{shared_desk}/stories")
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.locator("[data-item].here")).to_have_count(1)
    page.keyboard.press("k")
    title = page.locator("[data-item].here h2").inner_text()
    page.keyboard.press("o")
    expect(page.locator("article h1")).to_contain_text(title[:20])
    page.keyboard.press("x")
    expect(page).to_have_url(f"{shared_desk}/stories")
    page.keyboard.press("?")
    expect(page.get_by_role("heading", level=1)).to_have_text("Keys")
    page.keyboard.press("/")
    expect(page.locator("#words")).to_be_focused()


def test_takes_are_compared(page, shared_desk):
    story_of(shared_desk, page, "FM offers")
    page.keyboard.press("v")
    expect(page.locator("#takes")).to_be_in_viewport()
    keys = page.eval_on_selector_all("a[href*='/takes/']", "all => all.map(one => one.href)")
    first, second = list(dict.fromkeys(re.search(r"takes/(\w+)", one)[1] for one in keys))[:2]
    page.goto(f"{shared_desk}/compare?earlier={first}&later={second}")
    expect(page.locator("ins, del").first).to_be_visible()


def test_pieces_are_split_off_and_it_is_taken_back(page, desk_at):
    name = story_of(desk_at, page, "FM offers")
    takes = page.request.get(f"{desk_at}/api/stories/{name}").json()["takes"]
    page.keyboard.press("s")
    page.locator("details[data-hand=split] input[type=checkbox]").last.check()
    page.get_by_label("Because").first.fill("another matter")
    page.get_by_role("button", name="Split off").click()
    expect(page.locator(".done-line")).to_contain_text("Kept as decision")
    assert page.request.get(f"{desk_at}/api/stories/{name}").json()["takes"] != takes
    page.goto(f"{desk_at}/corrections")
    expect(page.locator(".log")).to_contain_text("another matter")
    page.keyboard.press("u")
    expect(page.locator("article h1, .log s").first).to_be_visible()
    assert page.request.get(f"{desk_at}/api/stories/{name}").json()["takes"] == takes


def test_a_story_is_renamed(page, desk_at):
    story_of(desk_at, page, "FM offers")
    page.get_by_text("Rename", exact=True).first.click()
    page.get_by_label("Call it").fill("The hotline talks")
    page.locator("details[data-hand=rename]").get_by_role("button").click()
    expect(page.locator("article h1")).to_have_text("The hotline talks")


def test_what_one_follows_comes_first_and_what_comes_is_announced(page, desk_at, desk_folder, tmp_path):
    name = story_of(desk_at, page, "FM offers")
    page.keyboard.press("f")
    expect(page.get_by_role("button", name="Following")).to_be_visible()
    page.goto(desk_at)
    expect(page.get_by_role("heading", level=1)).to_have_text("While you were away")
    for _ in range(page.get_by_role("button", name="Seen", exact=True).count()):
        page.get_by_role("button", name="Seen", exact=True).first.click()
    expect(page.locator("main")).to_contain_text("Nothing new in what you follow")

    page.goto(f"{desk_at}/stories/{name}.html")
    brief = page.request.get(f"{desk_at}/api/stories/{name}/brief").json()
    text = " ".join(one["text"] for one in (brief["headline"], *brief["key"]))
    add(desk_folder, tmp_path, brief["headline"]["text"], text)
    expect(page.locator("#came")).to_contain_text("1 new take", timeout=20_000)
    expect(page.locator("#fresh [data-item]")).to_have_count(1)
    page.goto(desk_at)
    expect(page.locator("[data-item] .label").first).to_contain_text("1 new take")


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("path", KINDS)
def test_axe_finds_nothing_on_the_desks_own_pages(page, shared_desk, path, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(shared_desk + path)
    _accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "wider than the window"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_what_is_read(page, shared_desk, scheme):
    page.emulate_media(color_scheme=scheme)
    name = story_of(shared_desk, page, "FM offers")
    _accessible(page)
    for path in ("storylines", "takes", "people"):
        links = page.locator(f"a[href^='/{path}/']")
        if links.count():
            found = page.context.new_page()
            found.goto(shared_desk + links.first.get_attribute("href"))
            _accessible(found)
            found.close()
    assert name


def _accessible(page):
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def test_nothing_is_asked_of_anybody_else_and_nothing_kept(page, shared_desk):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    for path in KINDS:
        page.goto(shared_desk + path)
    story_of(shared_desk, page, "FM offers")
    assert [url for url in asked if not url.startswith(shared_desk)] == []
    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length") == 0  # htmx notes the page it is on for the time it is open


def test_a_sentence_is_copied_with_its_source_by_one_key(page, shared_desk):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=shared_desk)
    story_of(shared_desk, page, "FM offers")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("c")
    expect(page.locator("#came")).to_contain_text("copied")
    words = page.evaluate("navigator.clipboard.readText()")
    assert len(words.splitlines()) == 2, words
    page.get_by_role("button", name="Copy as Markdown").click()
    expect(page.locator("#came")).to_contain_text("The story copied")
    assert page.evaluate("navigator.clipboard.readText()").startswith("# ")

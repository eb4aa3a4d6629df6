"""The desk as somebody uses it: land, read, compare, correct, take back, follow, see what is new, by mouse and keys."""

import json
import re
import shutil

import pytest
from playwright.sync_api import expect

from looking import SCHEMES, WIDTHS, accessible, kept, looked_at, reached_by_keys
from served import PASSWORD, served
from writethru import Desk

KINDS = (
    "/",
    "/stories",
    "/stories?words=ferry",
    "/stories?words=nothing+has+this",
    "/people?name=dor",
    "/alerts",
    "/held",
    "/corrections",
    "/sources",
    "/quarantine",
    "/compare",
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


@pytest.mark.parametrize(("field", "typed"), [("Who speaks", "Quist Vandor"), ("Figure", "soon")])
def test_a_search_that_cannot_be_made_says_so_and_leaves_no_rows_of_before(page, shared_desk, field, typed):
    page.goto(f"{shared_desk}/stories")
    page.get_by_label(field, exact=True).fill(typed)
    expect(page.locator("#rows [role=alert]")).to_contain_text(typed)
    expect(page.locator("#rows [data-item]")).to_have_count(0)


def test_what_comes_is_not_put_among_what_a_search_found(page, desk_at, desk_folder, tmp_path):
    page.goto(f"{desk_at}/stories")
    page.get_by_label("Words", exact=True).fill("hotline")
    expect(page.locator("#rows .excerpt b").first).to_be_visible()
    found = page.locator("#rows [data-item]").count()
    add(desk_folder, tmp_path, "Lamps of Ulm are mended", "The lamps of Ulm were mended on Friday, the council said.")
    expect(page.locator("#came")).to_contain_text("1 new take in 1 story")
    expect(page.locator("#rows [data-item]")).to_have_count(found)


def test_any_two_takes_are_compared(page, shared_desk):
    story_of(shared_desk, page, "FM offers")
    page.locator("details[data-hand=compare] summary").click()
    earlier, later = page.get_by_label("Earlier"), page.get_by_label("Later")
    last = earlier.locator("option").last.get_attribute("value")
    earlier.select_option(last)
    newest = later.input_value()
    page.get_by_role("button", name="Compare").click()
    expect(page.locator("ins, del").first).to_be_visible()
    assert f"earlier={last}&later={newest}" in page.url


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


def test_what_published_pages_cite_is_moved_only_when_one_says_so_again(page, desk_at, desk_folder, tmp_path):
    with Desk(desk_folder) as desk:
        desk.publish(tmp_path / "site")
    name = story_of(desk_at, page, "FM offers")
    page.keyboard.press("s")
    page.locator("details[data-hand=split] input[type=checkbox]").last.check()
    page.get_by_role("button", name="Split off").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Published pages cite this")
    expect(page.locator("main li").first).to_contain_text(str(tmp_path / "site"))
    assert page.request.get(f"{desk_at}/api/decisions").json() == []
    page.get_by_role("button", name="Do it all the same").click()
    expect(page.locator(".done-line")).to_contain_text("Kept as decision")
    assert len(page.request.get(f"{desk_at}/api/decisions").json()) == 1
    assert name


def test_a_story_is_renamed(page, desk_at):
    story_of(desk_at, page, "FM offers")
    page.get_by_text("Rename", exact=True).first.click()
    page.get_by_label("Call it").fill("The hotline talks")
    page.locator("details[data-hand=rename]").get_by_role("button").click()
    expect(page.locator("article h1")).to_have_text("The hotline talks")


def test_who_is_who_is_said_on_a_persons_page_and_taken_back(page, desk_at):
    page.goto(f"{desk_at}/people?name=dorrin")
    page.get_by_role("link", name="Clara Dorrin").click()
    page.get_by_text("Not the same as").first.click()
    page.get_by_label("Who is another").fill("Martin Dorrin")
    page.get_by_role("button", name="Not the same as").click()
    expect(page.locator(".done-line")).to_contain_text("Kept as decision 1")
    page.keyboard.press("u")
    expect(page.locator(".done-line")).to_be_visible()
    (decision,) = page.request.get(f"{desk_at}/api/decisions").json()
    assert (decision["kind"], bool(decision["undone"])) == ("different", True)


def test_what_one_follows_comes_first_and_what_comes_is_announced(page, desk_at, desk_folder, tmp_path):
    name = story_of(desk_at, page, "FM offers")
    page.keyboard.press("f")
    expect(page.get_by_role("button", name="Following")).to_be_visible()
    page.goto(desk_at)
    expect(page.get_by_role("heading", level=1)).to_have_text("While you were away")
    for _ in range(page.get_by_role("button", name="Mark as seen").count()):
        page.get_by_role("button", name="Mark as seen").first.click()
    expect(page.locator("main")).to_contain_text("Nothing new in what you follow")

    page.goto(f"{desk_at}/stories/{name}.html")
    brief = page.request.get(f"{desk_at}/api/stories/{name}/brief").json()
    text = " ".join(one["text"] for one in (brief["headline"], *brief["key"]))
    add(desk_folder, tmp_path, brief["headline"]["text"], text)
    expect(page.locator("#came")).to_contain_text("1 new take", timeout=20_000)
    expect(page.locator("#fresh [data-item]")).to_have_count(1)
    page.goto(desk_at)
    expect(page.locator("[data-item] .label").first).to_contain_text("1 new take")


def read(address, page):
    """The pages of the desk on which one reads: a story and its parts, split over pages or not."""
    name = story_of(address, page, "FM offers")
    page.goto(f"{address}/stories/{name}/compare")
    compared, own = page.url.removeprefix(address), f"/stories/{name}.html"
    page.goto(address + own)
    parts = (page.locator(f"a[href^='/{kind}/']").first for kind in ("storylines", "takes", "people"))
    return [own, f"/stories/{name}.2.html", compared, *(part.get_attribute("href") for part in parts)]


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 360)])
def test_axe_finds_nothing_on_any_kind_of_page(page, lived_in_desk, scheme, width):
    page.emulate_media(color_scheme=scheme)
    for _ in looked_at(page, lived_in_desk, [*KINDS, *read(lived_in_desk, page)], [width]):
        accessible(page)


@pytest.mark.parametrize("width", WIDTHS)
def test_what_is_folded_out_stays_within_the_window(page, lived_in_desk, width):
    page.set_viewport_size({"width": width, "height": 900})
    for path in read(lived_in_desk, page):
        page.goto(lived_in_desk + path)
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")

        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_what_is_on_a_long_page_stays_in_sight_where_there_is_room(page, shared_desk):
    story_of(shared_desk, page, "FM offers")
    contents = page.get_by_role("navigation", name="On this page")
    contents.get_by_role("link", name="Timeline").click()
    expect(page.locator("#timeline")).to_be_in_viewport()
    expect(contents.get_by_role("link", name="Takes and what changed")).to_be_in_viewport()


def test_keys_alone_reach_everything(page, lived_in_desk):
    for path in [*KINDS, *read(lived_in_desk, page)]:
        page.goto(lived_in_desk + path)
        reached_by_keys(page)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_nothing_where_one_is_not_let_in_or_nothing_is(chromium, example_folder, tmp_path, scheme):
    shutil.copytree(example_folder, tmp_path / "desk")
    context = chromium.new_context(color_scheme=scheme)
    page = context.new_page()
    with served(tmp_path / "desk", password=PASSWORD) as address:
        for _ in looked_at(page, address, ["/", "/signin"]):
            accessible(page)
            reached_by_keys(page)
        page.get_by_label("The desk’s password").fill("a guess")
        page.get_by_role("button", name="Sign in").click()
        expect(page.get_by_role("alert")).to_contain_text("not the password")
        accessible(page)
        page.get_by_label("Your name").fill("Ane")
        page.get_by_label("The desk’s password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        for _ in looked_at(page, address, ["/", "/nothing-here", "/stories/nothing-of-that-name.html"]):
            accessible(page)
        page.get_by_role("button", name="Sign out").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    context.close()


def test_nothing_is_asked_of_anybody_else_and_nothing_kept(page, shared_desk):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    for path in [*KINDS, *read(shared_desk, page)]:
        page.goto(shared_desk + path)
    found = kept(page)
    assert found.pop("session") <= 1  # htmx notes the page it is on for the time it is open
    assert set(found.values()) == {0}
    assert [url for url in asked if not url.startswith(shared_desk)] == []

"""Each key of the desk, where it makes sense and where it does not; and what is copied and taken away."""

import csv
import re

import pytest
from playwright.sync_api import expect

TALKS = "FM offers"


@pytest.fixture
def at_list(page, shared_desk):
    page.goto(f"{shared_desk}/stories")
    return page


def opened(page, address):
    """The page of the story that the tests are about."""
    page.goto(f"{address}/stories")
    page.get_by_role("link", name=TALKS).first.click()
    expect(page.locator("article h1")).to_be_visible()
    return page


@pytest.fixture
def at_story(page, shared_desk):
    return opened(page, shared_desk)


def on(page, words):
    """Walk by keys to the row with these words."""
    for _ in range(20):
        page.keyboard.press("j")
        if words in page.locator(".here").inner_text():
            return
    pytest.fail(f"no row has {words}")


def test_every_key_is_told_of(page, shared_desk):
    page.goto(shared_desk)
    page.keyboard.press("?")
    expect(page.get_by_role("heading", level=1)).to_have_text("Keys")
    told = page.locator("dt kbd").all_inner_texts()
    script = page.request.get(f"{shared_desk}/static/desk.js").text()
    table = script[script.index("const keys = {") :].split("};")[0]
    assert sorted(told) == sorted(re.findall(r'^ {4}"?([a-z/?])"?:', table, re.MULTILINE))


def test_a_list_is_walked_and_its_rows_are_opened(at_list, shared_desk):
    at_list.keyboard.press("j")
    at_list.keyboard.press("j")
    expect(at_list.locator("[data-item].here")).to_have_count(1)
    at_list.keyboard.press("k")
    title = at_list.locator("[data-item].here h2").inner_text()
    at_list.keyboard.press("o")
    expect(at_list.locator("article h1")).to_contain_text(title[:20])
    at_list.keyboard.press("x")
    expect(at_list).to_have_url(f"{shared_desk}/stories")
    at_list.keyboard.press("/")
    expect(at_list.locator("#f-words")).to_be_focused()
    at_list.keyboard.type("jo?")
    expect(at_list.locator("#f-words")).to_have_value("jo?")
    at_list.keyboard.press("Escape")
    expect(at_list.locator("#f-words")).not_to_be_focused()


def test_of_a_row_the_takes_are_shown_and_what_changed(at_list, shared_desk):
    on(at_list, TALKS)
    at_list.keyboard.press("v")
    expect(at_list.locator("#takes")).to_be_in_viewport()
    at_list.keyboard.press("x")
    expect(at_list).to_have_url(f"{shared_desk}/stories")
    on(at_list, TALKS)
    at_list.keyboard.press("d")
    expect(at_list.locator("ins, del").first).to_be_visible()
    expect(at_list.locator(".sides p")).to_have_count(2)


def test_of_a_row_the_storyline_is_followed(page, desk_at):
    page.goto(f"{desk_at}/stories")
    on(page, TALKS)
    page.keyboard.press("f")
    expect(page.locator("#came")).to_contain_text("You follow its storyline")
    (follow,) = page.request.get(f"{desk_at}/api/follows").json()
    assert follow["name"].startswith("l-")


def test_on_a_storys_page_its_storyline_is_followed_or_no_longer(page, desk_at):
    opened(page, desk_at)
    page.keyboard.press("f")
    expect(page.get_by_role("button", name="Following")).to_be_visible()
    (follow,) = page.request.get(f"{desk_at}/api/follows").json()
    assert follow["name"].startswith("l-")
    page.keyboard.press("f")
    expect(page.get_by_role("button", name="Follow", exact=True)).to_be_visible()
    assert page.request.get(f"{desk_at}/api/follows").json() == []


def test_what_was_seen_is_said_on_the_page_and_told_there(page, desk_at):
    opened(page, desk_at)
    expect(page.locator(".unseen")).to_contain_text("You have not seen it yet")
    page.keyboard.press("m")
    expect(page.locator(".unseen")).to_have_count(0)
    page.goto(desk_at)
    rows = page.locator("[data-item]").count()
    page.keyboard.press("j")
    page.keyboard.press("m")
    expect(page.locator("[data-item]")).to_have_count(rows - 1)


def test_on_a_storys_page(at_story, shared_desk):
    address = at_story.url
    at_story.keyboard.press("v")
    expect(at_story.locator("#takes")).to_be_in_viewport()
    at_story.keyboard.press("s")
    expect(at_story.locator("details[data-hand=split] input[type=checkbox]").first).to_be_focused()
    at_story.keyboard.press("x")
    expect(at_story.locator("details[open]")).to_have_count(0)
    at_story.keyboard.press("d")
    expect(at_story.locator("ins, del").first).to_be_visible()
    at_story.keyboard.press("x")
    expect(at_story).to_have_url(address)
    at_story.keyboard.press("u")
    expect(at_story).to_have_url(f"{shared_desk}/corrections")


def test_of_a_take_what_it_changed(at_story):
    at_story.locator(".takes a[href^='/takes/']").first.click()
    expect(at_story.locator("article.whole h1")).to_be_visible()
    at_story.keyboard.press("d")
    expect(at_story.locator("ins, del").first).to_be_visible()
    expect(at_story.locator(".sides p")).to_have_count(2)


def test_a_key_that_can_do_nothing_says_so(page, shared_desk):
    for path, key in (("/sources", "d"), ("/keys", "s"), ("/alerts", "f"), ("/api", "c")):
        page.goto(shared_desk + path)
        page.keyboard.press(key)
        expect(page.locator("#came")).to_contain_text("does nothing here")


@pytest.fixture
def copying(at_story, shared_desk):
    at_story.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=shared_desk)
    return at_story


def clipboard(page):
    return page.evaluate("navigator.clipboard.readText()")


def test_a_sentence_is_copied_with_its_source(copying):
    on(copying, "350 tons")
    copying.keyboard.press("c")
    expect(copying.locator("#came")).to_contain_text("copied")
    words, source = clipboard(copying).splitlines()
    shown = copying.locator(".here").inner_text()
    assert re.sub(r"\W", "", words) in re.sub(r"\W", "", shown)
    assert not re.search(r"\d$", words)
    assert "Vantry" in source


def test_the_citation_that_has_the_focus_is_the_one_copied(copying):
    cited = copying.locator(".key li").filter(has=copying.locator("sup.cited").nth(1)).first.locator("sup.cited")
    for number in (0, cited.count() - 1):
        cited.nth(number).locator("a").focus()
        copying.keyboard.press("c")
        expect(copying.locator("#came")).to_contain_text("copied")
        assert clipboard(copying).splitlines()[1] == " ".join(cited.nth(number).locator("cite").inner_text().split())


def test_a_browser_that_lets_nothing_be_copied_is_told_of(at_story):
    at_story.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); }")
    on(at_story, "350 tons")
    at_story.keyboard.press("c")
    expect(at_story.locator("#came")).to_contain_text("does not let")


def test_a_story_is_taken_away_as_markdown_and_its_tables_as_csv(copying, tmp_path):
    copying.get_by_role("button", name="Copy as Markdown").click()
    expect(copying.locator("#came")).to_contain_text("The story copied")
    assert clipboard(copying).startswith("# ")
    for table, column in (("figures", "figure or statement"), ("timeline", "what")):
        with copying.expect_download() as coming:
            copying.locator(f"a[href$='/{table}.csv']").click()
        path = tmp_path / coming.value.suggested_filename
        coming.value.save_as(path)
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        assert rows
        assert all(row[column] and row["take"] and row["words"] for row in rows)

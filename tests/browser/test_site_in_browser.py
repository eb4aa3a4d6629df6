"""The static site in a real browser: whole without script, keeping nothing, asking nobody, for eyes and for keys."""

import re
from datetime import date
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import expect

from looking import SCHEMES, WIDTHS, accessible, kept, looked_at, reached_by_keys
from writethru import Desk
from writethru.publish.digest_forms import written


class Quiet(SimpleHTTPRequestHandler):
    """Serves files, and logs nothing."""

    def log_message(self, *_):
        pass


@pytest.fixture(scope="session")
def sites_at(lived_in_folder, tmp_path_factory):
    """The site of the desk that is lived in, for the public and for the desk, on a server of plain files."""
    home = tmp_path_factory.mktemp("sites")
    with Desk(lived_in_folder) as desk:
        for audience in ("public", "desk"):
            desk.publish(home / audience, audience)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(home)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield home, f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def kinds(folder):
    """One page of each kind, and of what is split over pages one that follows; every notice."""
    every = sorted(str(path.relative_to(folder)) for path in folder.rglob("*.html"))
    found = {}
    for path in every:
        further = bool(re.search(r"\.\d+\.html$", path))
        notice = '<p class="notice">' in (folder / path).read_text() and "/" in path
        found.setdefault((path.split("/")[0], further, notice), path)
    return list(found.values())


@pytest.mark.parametrize(
    ("audience", "scheme", "width"), [("public", "light", 1280), ("public", "dark", 360), ("desk", "light", 360)]
)
def test_axe_finds_nothing_on_any_kind_of_page(page, sites_at, audience, scheme, width):
    home, address = sites_at
    page.emulate_media(color_scheme=scheme)
    every = kinds(home / audience)
    for needed in ("index", "archive", "methodology", "storylines.", "people.", "bodies", "places"):
        assert any(path.startswith(needed) for path in every), needed
    for _ in looked_at(page, f"{address}/{audience}", every, [width]):
        accessible(page)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_nothing_in_a_digest(page, lived_in_folder, scheme):
    page.emulate_media(color_scheme=scheme)
    with Desk(lived_in_folder) as desk:
        digest = written(desk.digest(date(2031, 2, 1), date(2031, 3, 31)), "html")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.set_content(digest)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        accessible(page)


def test_keys_alone_reach_everything(page, sites_at):
    home, address = sites_at
    for path in kinds(home / "public"):
        page.goto(f"{address}/public/{path}")
        reached_by_keys(page)


def test_nothing_is_kept_and_nobody_else_asked(page, sites_at):
    home, address = sites_at
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    for audience in ("public", "desk"):
        for path in kinds(home / audience):
            page.goto(f"{address}/{audience}/{path}")
            assert kept(page) == dict.fromkeys(("cookie", "local", "session", "databases", "jar"), 0)
            assert "script" not in {one.split("?")[0].rpartition(".")[2] for one in asked}
    assert len(asked) > 20
    assert [url for url in asked if not url.startswith(address)] == []


@pytest.fixture
def scriptless(chromium):
    """A page of a browser that runs no script."""
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def test_without_script_a_citation_shows_its_words_and_opens_the_take_there(scriptless, sites_at):
    _, address = sites_at
    scriptless.goto(f"{address}/public/index.html")
    scriptless.get_by_role("link", name="FM offers").first.click()
    cite = scriptless.locator(".key .cited").first
    words = cite.locator(".words")
    expect(words).to_be_hidden()
    cite.hover()
    expect(words).to_be_visible()
    expect(words.locator("cite")).not_to_be_empty()
    said = words.locator("span").inner_text()

    scriptless.mouse.move(0, 0)
    expect(words).to_be_hidden()
    for _ in range(200):
        scriptless.keyboard.press("Tab")
        if words.is_visible():
            break
    expect(words).to_be_visible()

    scriptless.keyboard.press("Enter")
    marked = scriptless.locator("mark:target")
    expect(marked).to_be_in_viewport()
    assert marked.inner_text().split()[:3] == said.split()[:3]


def test_without_script_folds_open_and_every_part_is_reached_by_links(scriptless, sites_at):
    home, address = sites_at
    scriptless.goto(f"{address}/public/index.html")
    for name in ("By day", "Storylines", "People", "How this is made"):
        scriptless.get_by_role("navigation").get_by_role("link", name=name).click()
        expect(scriptless.get_by_role("heading", level=1)).to_be_visible()
    folded = next(path for path in home.rglob("stories/*.html") if "<details" in path.read_text())
    scriptless.goto(f"{address}/{folded.relative_to(home)}")
    fold = scriptless.locator("details").first
    fold.locator("summary").click()
    expect(fold.locator("ul, ol, div").first).to_be_visible()

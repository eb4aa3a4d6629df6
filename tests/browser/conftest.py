"""A real browser, Debian's Chromium, and the example desk served to it."""

import os
import shutil

import pytest
from playwright.sync_api import expect, sync_playwright

from lived_in import lived_in
from served import served

_PATIENCE = 15_000  # milliseconds: no test may fail for a busy machine
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


def pytest_collection_modifyitems(items):
    """Without a browser these tests say so and are skipped; never in CI, where one must be there."""
    if CHROMIUM or os.environ.get("CI"):
        return
    for item in items:
        if "browser" in item.path.parts:
            item.add_marker(pytest.mark.skip(reason="no Chromium here; `scripts/browser` installs Debian's"))


expect.set_options(timeout=_PATIENCE)


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as tool:
        browser = tool.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def page(chromium):
    """A page in a context of its own; any error of its scripts fails the test."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(_PATIENCE)
    opened, errors = context.new_page(), []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    opened.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    yield opened
    context.close()
    assert errors == []


@pytest.fixture
def desk_folder(example_folder, tmp_path):
    """A copy of the example desk, to be changed."""
    home = tmp_path / "desk"
    shutil.copytree(example_folder, home)
    return home


@pytest.fixture
def desk_at(desk_folder):
    with served(desk_folder) as address:
        yield address


@pytest.fixture(scope="session")
def lived_in_folder(example_folder, tmp_path_factory):
    """The example desk as somebody works at it; read it, and leave it as it is."""
    home = tmp_path_factory.mktemp("lived-in") / "desk"
    shutil.copytree(example_folder, home)
    lived_in(home)
    return home


@pytest.fixture(scope="session")
def lived_in_desk(lived_in_folder):
    """The same, served to those who only look."""
    with served(lived_in_folder) as address:
        yield address


@pytest.fixture(scope="session")
def shared_desk(example_folder, tmp_path_factory):
    """One served copy for tests that only look."""
    home = tmp_path_factory.mktemp("looked-at") / "desk"
    shutil.copytree(example_folder, home)
    with served(home) as address:
        yield address

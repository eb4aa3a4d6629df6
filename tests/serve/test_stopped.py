"""What was killed or is on hold, at the desk in the browser: called what it is, and let go only with a reason."""

import re
import shutil

import pytest

from lived_in import lived_in
from served import client, served


@pytest.fixture
def http(example_folder, tmp_path):
    """A desk with kills and holds, served, asked as a browser asks."""
    home = tmp_path / "desk"
    shutil.copytree(example_folder, home)
    lived_in(home)
    with served(home) as address, client(address) as found:
        yield found


def test_a_story_that_was_killed_or_is_on_hold_is_called_that(http):
    listed = re.findall(r"<h2><a[^>]*>(.*?)</a>", http.get("/stories").text)
    orders = {one["order"]: one for one in http.get("/api/stories").json()["items"]}

    assert {"Withdrawn: a story of 12 Dec. 2030", "On hold: a story of 13 Sept. 2030"} <= set(listed)
    assert orders.keys() == {None, "kill", "hold"}
    page = http.get(f"/stories/{orders['kill']['id']}.html")
    assert page.status_code == 403
    assert "<h1>That may not be shown</h1>" in page.text
    assert "killed by its source" in page.text


def test_what_came_after_a_kill_is_let_go_where_it_is_listed(http):
    (waiting,) = [one for one in http.get("/api/held").json() if one["what"] == "after a kill"]
    page = http.get("/held").text
    form = dict(re.findall(r'name="(token|take)" value="([^"]*)"', page))

    assert f'name="take" value="{waiting["take"]}"' in page
    done = http.post("/held", data=form | {"take": waiting["take"], "because": "the new text is right"})
    assert done.status_code in {200, 303}
    assert [one["what"] for one in http.get("/api/held").json()].count("after a kill") == 0


def test_what_waits_is_named_with_its_headline_unless_it_was_killed(http):
    page = http.get("/held").text
    shown = {one["what"]: f'href="/takes/{one["take"]}.html"' in page for one in http.get("/api/held").json()}

    assert shown == {
        **dict.fromkeys(("embargo", "fragment"), True),
        **dict.fromkeys(("kill", "after a kill", "hold", "after a hold"), False),
    }

"""The desk's pages as a browser without script asks for them: right answers, odd questions, and words by hand."""

import shutil

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from served import client, served

PAGES = ("/", "/stories", "/people", "/corrections", "/quarantine", "/sources", "/held", "/alerts", "/keys", "/api")
NAMES = ("/stories/{}.html", "/storylines/{}.html", "/people/{}.html", "/takes/{}.html", "/fresh/stories/{}")


@pytest.fixture(scope="module")
def http(example_folder, tmp_path_factory):
    """The example desk, served, asked as a browser asks."""
    home = tmp_path_factory.mktemp("pages") / "desk"
    shutil.copytree(example_folder, home)
    with served(home) as address, client(address) as found:
        yield found


@pytest.fixture(scope="module")
def story(http):
    """The story that is longest in takes."""
    return max(http.get("/api/stories").json()["items"], key=lambda one: len(one["takes"]))


@pytest.mark.parametrize("path", PAGES)
def test_a_page_stands_alone(http, path):
    answer = http.get(path)

    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/html")
    assert answer.text.startswith("<!DOCTYPE html>")
    assert len(answer.content) < 200_000


@pytest.mark.parametrize("path", NAMES)
@given(name=st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=30))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_name_is_more_than_it_can_bear(http, path, name):
    from urllib.parse import quote

    assert http.get(path.format(quote(name, safe=""))).status_code in {200, 204, 400, 403, 404, 422}


@given(
    asked=st.dictionaries(
        st.sampled_from(["words", "speaker", "figure", "since_day", "until_day", "after"]),
        st.text(st.characters(exclude_categories=("Cs",)), max_size=30)
        | st.sampled_from(['"', "2031-03-12", "%", "*"]),
    )
)
@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_search_is_more_than_it_can_bear(http, asked):
    assert http.get("/stories", params=asked).status_code in {200, 400, 404, 422}


def test_a_page_of_a_story_that_is_not_there_says_where_to_go(http, story):
    missing = http.get(f"/stories/{story['id']}.99.html")

    assert missing.status_code == 404
    assert "there is no page 99" in missing.text
    assert http.get("/nothing-here").status_code == 404


def test_as_one_types_only_the_rows_come(http):
    rows = http.get("/stories", params={"words": "salvage"}, headers={"hx-target": "rows"})

    assert rows.status_code == 200
    assert "<html" not in rows.text
    assert "<b>" in rows.text


def test_the_words_of_a_citation_are_marked_in_the_take(http, story):
    key = story["lead"]
    page = http.get(f"/takes/{key}.html", params={"at": "13-24"})

    assert page.status_code == 200
    assert "<mark" in page.text
    assert http.get(f"/takes/{key}.html", params={"at": "9-3"}).status_code < 500
    assert http.get(f"/takes/{key}.html", params={"at": "999999-9999999"}).status_code < 500
    assert http.get(f"/takes/{key}.html", params={"at": "x"}).status_code == 422


def test_takes_are_compared_whichever_way(http, story):
    one, other = story["takes"][:2]

    assert http.get("/compare", params={"earlier": one, "later": other}).status_code == 200
    assert http.get("/compare", params={"earlier": one, "later": one}).status_code < 500
    assert http.get("/compare", params={"earlier": one, "later": "no-take"}).status_code == 404


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("/hand/burn/s-1", {}),
        ("/hand/follow/s-nowhere", {}),
        ("/hand/undo", {"number": "999999999"}),
        ("/hand/undo", {"number": "9" * 40}),
        ("/hand/merge", {"one": "s-nowhere", "other": ""}),
        ("/hand/split", {"name": "s-nowhere", "leaving": "x"}),
        ("/hand/rename", {"name": "s-nowhere", "to": ""}),
        ("/hand/seen", {"story": "s-nowhere", "number": "-1"}),
        ("/hand/same", {"one": "", "other": ""}),
        ("/held", {"take": "no-take"}),
        ("/alerts", {"name": "", "words": ""}),
        ("/alerts", {"name": "x", "words": "oil", "to": "gopher://nowhere.example"}),
        ("/alerts/drop", {"name": "never saved"}),
    ],
)
def test_a_word_that_cannot_be_done_is_refused_with_its_reason(http, path, form):
    answer = http.post(path, data=form)

    assert 400 <= answer.status_code < 500, answer.text
    assert "Traceback" not in answer.text

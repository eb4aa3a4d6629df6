"""The API: what it answers, in pages and since a cursor; and that nothing sent to it makes it fall over."""

import json
import shutil

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from served import client, served

PROMISED = [status_code_conformance, content_type_conformance, response_schema_conformance]

PIECES = [
    ("n1", "Selke ferry runs aground", "A ferry with 312 people on board ran aground outside Strand on Monday."),
    (
        "n2",
        "Lorne raises its key rate",
        "The central bank of Lorne raised its key rate by half a point to 4.5 percent.",
    ),
    (
        "n3",
        "Karsk orchestra names its conductor",
        "The orchestra of Karsk named Ines Vold its conductor for three seasons.",
    ),
]


def rows(folder, pieces):
    """Write pieces as JSON Lines; returns the file."""
    path = folder / f"{pieces[0][0]}.jsonl"
    keys = ("id", "headline", "text")
    lines = [dict(zip(keys, one, strict=True)) | {"source": "Strand Post", "language": "en"} for one in pieces]
    for number, line in enumerate(lines):
        line["published"] = f"2031-03-0{number + 3}T09:00:00Z"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    return path


@pytest.fixture
def desk_folder(tmp_path):
    from writethru import Desk

    with Desk(tmp_path / "desk") as desk:
        desk.add([str(rows(tmp_path, PIECES))])
    return tmp_path / "desk"


@pytest.fixture(scope="module")
def example_served(example_folder, tmp_path_factory):
    home = tmp_path_factory.mktemp("api") / "desk"
    shutil.copytree(example_folder, home)
    with served(home) as address:
        yield address


def test_a_list_comes_in_pages_and_each_row_once(desk_folder):
    with served(desk_folder) as address, client(address) as http:
        whole = [one["id"] for one in http.get("/api/stories").json()["items"]]
        found, after = [], ""
        for _ in range(10):
            page = http.get("/api/stories", params={"most": 1, "after": after}).json()
            found += [one["id"] for one in page["items"]]
            if page["next"] is None:
                break
            after = page["next"]
    assert found == whole
    assert len(found) == len(set(found)) == 3


def test_since_tells_only_what_came_after(desk_folder, tmp_path):
    from writethru import Desk

    with served(desk_folder) as address, client(address) as http:
        cursor = http.get("/api/stories").json()["cursor"]
        assert http.get("/api/stories", params={"since": cursor}).json()["items"] == []
        with Desk(desk_folder) as other:
            other.add(
                [str(rows(tmp_path, [("n4", "Wolves seen near Ulm", "Two wolves were seen near Ulm on Friday.")]))]
            )
        for path in ("/api/stories", "/api/storylines", "/api/news"):
            assert len(http.get(path, params={"since": cursor}).json()["items"]) == 1, path
        story = http.get("/api/stories", params={"since": cursor}).json()["items"][0]
        assert len(http.get(f"/api/stories/{story['id']}/takes", params={"since": cursor}).json()) == 1
        assert http.get(f"/api/stories/{story['id']}/takes", params={"since": cursor + 1}).json() == []
        found = [http.get("/api/search", params={"words": "were seen", "since": n}).json() for n in (0, cursor)]
        assert [[hit["id"] for hit in hits] for hits in found] == [["n4"], ["n4"]]
        assert http.get("/api/search", params={"words": "ferry", "since": cursor}).json() == []
        assert http.get("/api/held", params={"since": cursor}).json() == []


def test_a_correction_is_made_shown_and_taken_back(desk_folder):
    with served(desk_folder) as address, client(address) as http:
        one, other, third = (story["id"] for story in http.get("/api/stories").json()["items"])
        done = http.post("/api/merge", json={"one": one, "other": other, "because": "one happening"}).json()
        number = done["decision"]["number"]
        assert len(http.get("/api/stories").json()["items"]) == 2
        assert http.get("/api/decisions").json()[0]["why"] == "one happening"
        assert http.post("/api/undo", json={"number": number}).json()["decision"]["undone"]
        assert {story["id"] for story in http.get("/api/stories").json()["items"]} == {one, other, third}
        contrary = http.post("/api/merge", json={"one": one, "other": "nothing of that name"})
        assert (contrary.status_code, list(contrary.json())) == (404, ["error"])


def test_read_state_belongs_to_the_story_and_moves_only_when_it_is_said(desk_folder):
    with served(desk_folder) as address, client(address) as http:
        for _ in range(2):  # looking marks nothing
            stories = [one for line in http.get("/api/away").json()["lines"] for one in line["stories"]]
            assert len(stories) == 3
        http.post("/api/seen", json={"story": stories[0]["story"], "number": stories[0]["number"]})
        left = [one["story"] for line in http.get("/api/away").json()["lines"] for one in line["stories"]]
        assert stories[0]["story"] not in left
        assert len(left) == 2
    with served(desk_folder) as address, client(address) as http:  # a restart forgets nothing
        assert [one["story"] for line in http.get("/api/away").json()["lines"] for one in line["stories"]] == left


@pytest.mark.parametrize("path", ["/api/stories/nothing-of-that-name", "/api/nothing", "/api/stories?most=0"])
def test_what_cannot_be_had_is_told_in_one_line(example_served, path):
    with client(example_served) as http:
        answer = http.get(path)
    assert 400 <= answer.status_code < 500
    assert list(answer.json()) == ["error"]
    assert "\n" not in answer.json()["error"]


def test_every_story_can_be_asked_everything(example_served):
    with client(example_served) as http:
        for story in http.get("/api/stories").json()["items"]:
            for what in ("", "/brief", "/brief.md", "/takes", "/changes", "/claims", "/timeline", "/positions"):
                answer = http.get(f"/api/stories/{story['id']}{what}")
                assert answer.is_success, (story["id"], what, answer.text)


def test_nothing_that_is_sent_makes_it_fall_over_and_each_answer_is_as_documented(example_served):
    schema = schemathesis.openapi.from_url(f"{example_served}/api/openapi.json")
    for found in schema.get_all_operations():
        operation = found.ok()

        @settings(max_examples=12, phases=[Phase.explicit, Phase.generate], suppress_health_check=list(HealthCheck))
        def ask(case):
            answer = case.call(base_url=example_served)
            assert answer.status_code < 500, (case.method, case.path, answer.status_code)
            case.validate_response(answer, checks=PROMISED)

        operation.as_strategy()
        _given(operation, ask)


def _given(operation, ask):
    from hypothesis import given

    given(operation.as_strategy())(ask)()

"""Every command, with and without ``--json``: what it prints, where, and the code it leaves with."""

import gzip
import io
import json
import os
import re
import shutil
import subprocess
import sys

import pytest

import desks
from writethru import Desk
from writethru.cli import main
from writethru.example import folder, pieces
from writethru.publish.export import TABLES

DONE, NOT_THERE, WRONG_USAGE, UNUSABLE = 0, 1, 2, 3
PIECE = "Harbour reopens\n\nThe harbour reopened on Monday, the port office said. It had been shut since May.\n"
TALKS = "FM offers"


@pytest.fixture
def run(capfdbinary, monkeypatch):
    """Run a command in this process; returns its exit code, standard output and standard error."""

    def run(*arguments, stdin=b""):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        capfdbinary.readouterr()
        with pytest.raises(SystemExit) as left:
            main([str(a) for a in arguments])
        out, err = capfdbinary.readouterr()
        return left.value.code or 0, out.decode(), err.decode()

    return run


@pytest.fixture
def own(tmp_path, monkeypatch):
    """An empty desk of one's own, chosen by the environment."""
    monkeypatch.setenv("WRITETHRU_DESK", str(tmp_path / "desk"))
    return tmp_path


def added(run, *arguments, **more):
    code, out, err = run("add", *arguments, "--json", **more)
    return code, json.loads(out), err


def one_line(err):
    return err.startswith("writethru: ") and err.endswith("\n") and err.count("\n") == 1


# Reading commands, on the example desk

READING = [
    ["stories"],
    ["brief", TALKS],
    ["changes", TALKS],
    ["who", "Dorrin"],
    ["search", "ferry"],
    ["timeline", TALKS],
    ["sources"],
    ["decisions"],
    ["quarantine"],
    ["doctor"],
    ["verify"],
]


@pytest.mark.parametrize("command", READING, ids=lambda c: c[0])
def test_every_reading_command_prints_text_and_json(run, example_folder, command):
    code, out, err = run(*command, "--desk", example_folder)
    json_code, json_out, json_err = run(*command, "--json", "--desk", example_folder)

    assert (code, err, json_code, json_err) == (DONE, "", DONE, "")
    assert out.strip()
    assert isinstance(json.loads(json_out), list | dict)


@pytest.mark.parametrize("command", [*READING, ["add"], ["publish", "site"], ["export", "takes"]], ids=lambda c: c[0])
def test_every_command_has_help_that_names_json(run, command):
    code, out, _ = run(command[0], "--help")

    assert code == DONE
    assert "--json" in out
    assert "--desk" in out


def test_help_lists_every_command_and_the_exit_codes(run):
    code, out, _ = run("--help")

    assert code == DONE
    assert all(command[0] in out for command in READING)
    assert all(name in out for name in ("add", "publish", "export"))
    assert "Exit codes" in out


def test_no_command_at_all_is_wrong_usage_and_shows_the_help(run):
    code, out, _ = run()

    assert code == WRONG_USAGE
    assert "stories" in out


def test_a_group_without_a_command_is_wrong_usage_and_shows_its_help(run):
    code, out, err = run("source")

    assert (code, err) == (WRONG_USAGE, "")
    assert "Follow a source" in out
    assert len(out.splitlines()) > 5


def test_brief_in_json_carries_the_words_of_each_citation(run, example_folder):
    _, out, _ = run("brief", TALKS, "--json", "--desk", example_folder)
    brief = json.loads(out)

    assert brief["key"]
    for sentence in brief["key"]:
        assert sentence["citation"]["words"]
        assert sentence["citation"]["end"] > sentence["citation"]["start"]


def test_brief_in_markdown_has_a_footnote_for_every_mark(run, example_folder):
    _, out, _ = run("brief", TALKS, "--markdown", "--desk", example_folder)
    body, notes = out.split("\n[^1]: ", 1)

    assert body.startswith("# ")
    assert all(f"[^{n}]" in body for n in range(1, notes.count("\n[^") + 2))


def test_as_of_moves_what_is_ahead(run, example_folder):
    _, out, _ = run("timeline", TALKS, "--as-of", "2031-05-20", "--json", "--desk", example_folder)
    found = json.loads(out)

    assert found["as_of"] == "2031-05-20"
    assert "2031-05-05" not in {h["value"] for h in found["ahead"]}


def test_search_shows_no_more_than_asked_and_finds_words_in_other_scripts(run, example_folder):
    _, few, _ = run("search", "ferry", "--most", 2, "--json", "--desk", example_folder)
    _, korean, _ = run("search", "마리셀호", "--json", "--desk", example_folder)

    assert len(json.loads(few)) == 2
    assert [hit["id"] for hit in json.loads(korean)] == ["haenaru-20310313-0014"]


@pytest.mark.parametrize("words", ["zzzqqq", '"', '"" AND', "a", "ferry* OR", "-ferry", "NEAR(", "'", "\\"])
def test_search_takes_any_words(run, example_folder, words):
    code, out, err = run("search", "--json", "--desk", example_folder, "--", words)

    assert (code, err) == (DONE, "")
    assert isinstance(json.loads(out), list)


def test_who_finds_a_part_of_a_name(run, example_folder):
    _, out, _ = run("who", "dorrin", "--json", "--desk", example_folder)

    assert {profile["person"]["id"] for profile in json.loads(out)} == {"clara-dorrin", "martin-dorrin"}


@pytest.mark.parametrize("command", ["stories", "quarantine"])
def test_an_empty_desk_says_so(run, own, command):
    run("add")
    code, out, err = run(command)
    _, listed, _ = run(command, "--json")

    assert (code, err) == (DONE, "")
    assert out.strip()
    assert json.loads(listed) == []


@pytest.mark.parametrize("command", [["claims"], ["positions"], ["commitments"], ["timeline"], ["who", "Dorrin"]])
def test_lines_that_are_broken_keep_their_indent_and_have_no_blanks_at_their_ends(run, example_folder, command):
    _, out, _ = run(command[0], *(command[1:] or [TALKS]), "--desk", example_folder)
    margin = {line for line in out.splitlines() if line and not line.startswith(" ")}

    assert not re.search(r" $", out, re.MULTILINE)
    assert not [line for line in margin if re.search(r"\[\d+\]$|\(UTC", line)], "the end of a line of the history"


def test_a_story_without_a_dispute_does_not_say_that_it_has_no_claims(run, example_folder):
    _, out, _ = run("claims", "museum", "--disputed", "--desk", example_folder)

    assert out.strip() == "Nothing here is in dispute."


# Errors


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (["brief", "no such story"], NOT_THERE),
        (["changes", "no such story"], NOT_THERE),
        (["timeline", "no such story"], NOT_THERE),
        (["who", "Nobody Atall"], NOT_THERE),
        (["who", ""], NOT_THERE),
        (["positions", ""], NOT_THERE),
        (["claims", "no such\nstory"], NOT_THERE),
        (["undo", "first"], WRONG_USAGE),
        (["undo", "7"], NOT_THERE),
        (["same", "Nobody Atall", "Clara Dorrin"], NOT_THERE),
        (["commitments", "--as-of", "2031-02-30"], WRONG_USAGE),
        (["export", "nonsense"], NOT_THERE),
        (["export", "--format", "nonsense"], NOT_THERE),
        (["export"], WRONG_USAGE),
        (["export", "takes", "--format", "ninjs"], WRONG_USAGE),
        (["add", "nothing-here.txt", "--as", "nonsense"], NOT_THERE),
        (["timeline", TALKS, "--as-of", "tomorrow"], WRONG_USAGE),
        (["publish", "site", "--for", "everybody"], WRONG_USAGE),
        (["search", "ferry", "--most", "0"], WRONG_USAGE),
        (["stories", "--nonsense"], WRONG_USAGE),
        (["nonsense"], WRONG_USAGE),
        (["brief"], WRONG_USAGE),
    ],
    ids=lambda given: " ".join(given) if isinstance(given, list) else str(given),
)
def test_an_error_is_one_line_and_a_code(run, example_folder, command, code):
    desk = [] if command == ["nonsense"] else ["--desk", example_folder]
    found, out, err = run(*command, *desk)

    assert (found, out) == (code, "")
    assert one_line(err), err


def test_a_question_in_an_error_ends_as_one(run):
    _, _, err = run("storie")

    assert "? See `writethru --help`" in err


def test_stories_can_be_read_in_eighty_columns(run, example_folder, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    _, out, _ = run("stories", "--desk", example_folder)
    lines = out.splitlines()

    assert max(map(len, lines)) <= 80
    assert len(lines) <= 4 * 3
    assert re.search(r"^ {12}s-\w{16} · l-\w{16} · 11 takes$", out, re.MULTILINE)


def test_the_number_of_a_decision_is_asked_for_in_plain_words(run, example_folder):
    _, _, err = run("undo", "first", "--desk", example_folder)

    assert err.startswith("writethru: first: not the number of a decision; `writethru decisions` lists them")


NO_MAKERS = ["brief x", "claims x", "changes x", "who x", "search x", "timeline x", "positions x", "commitments"]
NO_MAKERS += ["contacts", "publish site", "export takes", "export --format atom", "held", "release x", "quarantine"]
NO_MAKERS += [
    "doctor",
    "sources",
    "source remove x",
    "same a b",
    "different a b",
    "forget a",
    "decisions",
    "undo 1",
    "stories",
]
NO_MAKERS += ["merge a b", "split a b", "move a b", "pin a", "rename a b"]


@pytest.mark.parametrize("command", NO_MAKERS)
def test_a_desk_that_is_not_there_is_not_made_by_asking(run, tmp_path, command):
    code, out, err = run(*command.split(), "--desk", tmp_path / "misspelt")

    assert (code, out) == (NOT_THERE, "")
    assert one_line(err)
    assert f"{tmp_path / 'misspelt'}: no desk there; `writethru add` makes one" in err
    assert not (tmp_path / "misspelt").exists()


def test_an_error_does_not_repeat_all_that_was_typed(run, example_folder):
    _, _, err = run("who", "x" * 3000, "--desk", example_folder)

    assert one_line(err)
    assert len(err) < 600


def test_settings_that_are_no_toml_stop_every_command(run, own):
    (own / "desk").mkdir()
    (own / "desk" / "writethru.toml").write_text("title = [")
    code, out, err = run("stories")

    assert (code, out) == (UNUSABLE, "")
    assert one_line(err)
    assert "writethru.toml" in err


def test_an_unknown_setting_is_named(run, own):
    (own / "desk").mkdir()
    (own / "desk" / "writethru.toml").write_text('[sources."Vell Post"]\ntext = "everything"\n')
    code, _, err = run("stories")

    assert code == UNUSABLE
    assert one_line(err)
    assert "text" in err


def test_a_desk_that_is_a_file_cannot_be_used(run, tmp_path):
    (tmp_path / "file").write_text("no desk")
    code, out, err = run("stories", "--desk", tmp_path / "file")

    assert (code, out) == (UNUSABLE, "")
    assert one_line(err)


def test_a_store_that_is_no_database_cannot_be_used(run, tmp_path):
    (tmp_path / "desk.sqlite").write_bytes(b"these are no tables" * 100)
    code, out, err = run("stories", "--desk", tmp_path)

    assert (code, out) == (UNUSABLE, "")
    assert one_line(err)


def test_publish_leaves_a_strangers_file_alone(run, example_folder, tmp_path):
    (tmp_path / "index.html").write_text("mine")
    code, out, err = run("publish", tmp_path, "--desk", example_folder)

    assert (code, out) == (NOT_THERE, "")
    assert one_line(err)
    assert (tmp_path / "index.html").read_text() == "mine"


def test_a_site_is_not_written_around_the_desk(run, example_folder):
    for site in (example_folder, example_folder.parent):
        code, out, err = run("publish", site, "--desk", example_folder)

        assert (code, out) == (NOT_THERE, "")
        assert one_line(err)
        assert not (site / "index.html").exists()


def test_publish_says_what_it_wrote(run, example, tmp_path):
    code, out, err = run("publish", tmp_path / "site", "--desk", example.folder)
    _, again, _ = run("publish", tmp_path / "site", "--json", "--desk", example.folder)

    assert (code, err) == (DONE, "")
    assert str(tmp_path / "site" / "index.html") in out
    assert json.loads(again)["files"]["written"] == 0


# Adding


def test_files_folders_globs_and_gzip(run, own):
    wire = own / "wire"
    (wire / "deep").mkdir(parents=True)
    (wire / "deep" / "a.txt").write_text(PIECE)
    (wire / ".hidden.txt").write_text(PIECE.replace("Harbour", "Hidden"))
    (wire / "b.txt.gz").write_bytes(gzip.compress(PIECE.replace("harbour", "quay").encode()))
    (own / "c.txt").write_text(PIECE.replace("harbour", "lock"))

    code, done, err = added(run, wire, own / "*.txt", own / "c.txt")

    assert (code, err) == (DONE, "")
    assert (done["new"], done["known"], done["quarantined"], done["missing"]) == (3, 0, 0, [])
    assert done["stories"] >= 1


def test_standard_input(run, own):
    code, done, _ = added(run, "-", stdin=PIECE.encode())

    assert (code, done["new"]) == (DONE, 1)


def test_what_is_missing_is_told_and_the_rest_is_added(run, own):
    (own / "a.txt").write_text(PIECE)
    code, out, err = run("add", own / "nothing.txt", own / "a.txt", own / "*.nothing")
    again, done, _ = added(run, own / "nothing.txt", own / "a.txt")

    assert (code, err) == (NOT_THERE, "")
    assert "1 new" in out
    assert out.count("missing:") == 2
    assert (again, done["new"], done["known"], len(done["missing"])) == (NOT_THERE, 0, 1, 1)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("junk.bin", bytes(range(256)) * 40),
        ("empty.txt", b""),
        ("blank.txt", b" \n\n "),
        ("cut.txt.gz", gzip.compress(PIECE.encode() * 50, mtime=0)[:60]),
        ("page.pdf", b"%PDF-1.7\n" + bytes(range(256))),
        ("other.xml", b"<?xml version='1.0'?><rows/>"),
    ],
    ids=lambda given: given if isinstance(given, str) else "",
)
def test_what_cannot_be_read_waits_in_quarantine(run, own, name, data):
    (own / name).write_bytes(data)
    (own / "z.txt").write_text(PIECE)
    code, done, _ = added(run, own / name, own / "z.txt")
    _, listed, _ = run("quarantine", "--json")
    _, shown, _ = run("quarantine")
    (item,) = json.loads(listed)

    assert (code, done["new"], done["quarantined"]) == (DONE, 1, 1)
    assert item["name"] == name
    assert item["reason"]
    assert name.split(".")[0] in shown


def test_quarantine_can_be_read_again(run, own):
    (own / "junk.bin").write_bytes(bytes(range(256)))
    added(run, own / "junk.bin")
    code, listed, _ = run("quarantine", "--again", "--json")
    _, done, _ = added(run, own / "junk.bin")

    assert code == DONE
    assert len(json.loads(listed)) == 1
    assert (done["new"], done["quarantined"]) == (0, 1)


def test_doctor_looks_at_the_rest_where_the_desk_does_not_open(run, own):
    (own / "desk").mkdir()
    (own / "desk" / "desk.sqlite").write_bytes(b"no database at all, but a line of some length" * 40)
    code, out, _ = run("doctor", "--json")
    checks = {check["what"]: check for check in json.loads(out)}
    assert code == UNUSABLE
    assert not checks["store"]["well"]
    assert "desk.sqlite: file is not a database" in checks["store"]["says"]
    assert checks["models"]["well"]


def test_doctor_says_what_waits_in_quarantine(run, own):
    (own / "junk.bin").write_bytes(bytes(range(256)))
    added(run, own / "junk.bin")
    code, out, _ = run("doctor", "--json")

    assert code == UNUSABLE
    assert [check["what"] for check in json.loads(out) if not check["well"]] == ["quarantine"]


def test_a_file_whose_name_is_no_utf8_is_read(run, own):
    (own / "wire").mkdir()
    (own / "wire" / os.fsdecode(b"caf\xe9.txt")).write_text(PIECE)
    (own / "wire" / os.fsdecode(b"\xff.bin")).write_bytes(bytes(range(256)))
    code, done, err = added(run, own / "wire")
    _, listed, _ = run("quarantine", "--json")

    assert (code, done["new"], done["quarantined"], err) == (DONE, 1, 1, "")
    assert len(json.loads(listed)) == 1


def test_a_piece_can_be_told_its_format(run, own):
    (own / "page.dat").write_text("<html><body><h1>Quay</h1><p>The quay is shut, the mayor said.</p></body></html>")
    code, done, _ = added(run, own / "page.dat", "--as", "html")

    assert (code, done["new"]) == (DONE, 1)


def test_adding_nothing_and_adding_twice_change_nothing(run, own):
    (own / "a.txt").write_text(PIECE)
    added(run, own / "a.txt")
    before = [run("export", table)[1] for table in TABLES]
    _, again, _ = added(run, own / "a.txt", own / "a.txt")
    code, nothing, _ = added(run)

    assert (again["new"], again["known"]) == (0, 1)
    assert (code, nothing["new"], nothing["known"], nothing["stories"]) == (DONE, 0, 0, 1)
    assert [run("export", table)[1] for table in TABLES] == before


# The command as a program


def program(*arguments, stdin=b"", **environment):
    command = [sys.executable, "-m", "writethru", *map(str, arguments)]
    return subprocess.run(command, input=stdin, capture_output=True, env=os.environ | environment, check=False)


def test_export_writes_json_lines_and_nothing_else(example_folder):
    done = program("export", "statements", WRITETHRU_DESK=str(example_folder))
    rows = [json.loads(line) for line in done.stdout.splitlines()]

    assert (done.returncode, done.stderr) == (DONE, b"")
    assert len(rows) > 50
    assert all(row["content"] for row in rows)


@pytest.mark.parametrize("audience", ["public", "desk"])
def test_pieces_are_handed_over_and_read_again(run, example_folder, tmp_path, audience):
    code, out, err = run("export", "--format", "ninjs", "--for", audience, "--desk", example_folder)
    (tmp_path / "pieces.ndjson").write_text(out)
    with Desk(tmp_path / "desk") as desk:
        added = desk.add([str(tmp_path / "pieces.ndjson")])

    sent = [json.loads(line) for line in out.splitlines()]
    assert (code, err) == (DONE, "")
    assert (added.new, added.quarantined) == (len(sent), 0)
    assert run("export", "--format", "atom", "--for", audience, "--desk", example_folder)[0] == DONE


def test_a_reader_that_goes_away_gets_no_traceback(example_folder):
    command = [sys.executable, "-m", "writethru", "export", "people", "--desk", str(example_folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.close()
        err = process.stderr.read()

    assert b"Traceback" not in err


def test_a_terminal_without_the_letters_stops_nothing(example_folder):
    done = program("stories", "--desk", example_folder, PYTHONIOENCODING="ascii")
    listed = program("search", "Marisel", "--most", "20", "--desk", example_folder, PYTHONIOENCODING="ascii")

    assert (done.returncode, listed.returncode) == (DONE, DONE)
    assert b"Traceback" not in done.stderr + listed.stderr


def test_the_example_desk_by_the_command_alone(tmp_path):
    """What ``make demo`` does, in one process for each step."""
    desk = tmp_path / "desk"
    desk.mkdir()
    shutil.copy(folder() / "writethru.toml", desk)
    done = program("add", *pieces()[:3], "--desk", desk, WRITETHRU_WORKERS="2")

    assert (done.returncode, done.stderr) == (DONE, b"")
    assert b" new, 0 already here, 0 in quarantine." in done.stdout


def test_every_table_is_exported(run, example_folder):
    for table in TABLES:
        code, out, err = run("export", table, "--desk", example_folder)
        assert (code, err) == (DONE, "")
        assert [json.loads(line) for line in out.splitlines()]
        assert run("export", table, "--json", "--desk", example_folder)[1] == out
    assert len(out) > desks.EXAMPLE_TAKES

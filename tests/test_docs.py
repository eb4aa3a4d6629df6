"""The pages say what the code does: commands, options, settings, plug-ins and exit codes are there, links lead on."""

import ast
import doctest
import importlib
import os
import pkgutil
import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import typer.core
import typer.main

import writethru
from writethru import cli
from writethru.model import SourceKind, TextPolicy
from writethru.publish.export import TABLES
from writethru.settings import Mail, Settings, SiteSettings, SourceSettings, Tls

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / "src").rglob("*.md")])


def commands(group, before=""):
    """The commands of a group and of the groups in it, by all their words."""
    found = {}
    for name, command in group.commands.items():
        words = f"{before}{name}"
        found |= commands(command, f"{words} ") if hasattr(command, "commands") else {words: command}
    return found


COMMANDS = commands(typer.main.get_command(cli.app))
MODULES = [m.name for m in pkgutil.walk_packages(writethru.__path__, "writethru.") if "migrations" not in m.name]
ENTRY_POINTS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["entry-points"]


def page(name):
    return (ROOT / name).read_text("utf-8")


def section(name, heading):
    """What stands under a heading of a page, down to the next of its rank."""
    rest = page(name).split(f"\n## {heading}\n", 1)[1]
    return rest.split("\n## ", 1)[0]


def fenced(name, language):
    return re.findall(rf"^```{language}\n(.*?)^```", page(name), re.MULTILINE | re.DOTALL)


def short(path):
    return str(path.relative_to(ROOT))


# The command line and the settings


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_told_of_with_its_options(command):
    text = page("docs/command-line.md")
    options = {o for p in COMMANDS[command].params if isinstance(p, typer.core.TyperOption) for o in p.opts}

    assert re.search(rf"^\| `{command}\b", text, re.MULTILINE)
    assert sorted(o for o in options if not re.search(rf"`{o}[ `]", text)) == []


def test_every_option_told_of_exists():
    told = set(re.findall(r"`(--[a-z-]+)", page("docs/command-line.md")))
    options = {o for c in COMMANDS.values() for p in c.params for o in p.opts}

    assert sorted(told - options - {"--help", "--install-completion", "--show-completion"}) == []


def commands_shown():
    """Every line of the pages that calls ``writethru``, with its page."""
    for path in PAGES:
        for block in re.findall(r"^```(?:sh|console)\n(.*?)^```", path.read_text("utf-8"), re.MULTILINE | re.DOTALL):
            for line in re.findall(r"^(?:\$ )?(.*\bwritethru .*)$", block, re.MULTILINE):
                yield pytest.param(line, id=f"{short(path)}: {line}")


@pytest.mark.parametrize("line", list(commands_shown()))
def test_every_command_shown_can_be_typed(line):
    words = shlex.split(re.split(r"[|>] ", line[re.search(r"\bwritethru ", line).start() :])[0])[1:]
    command = COMMANDS.get(words[0]) or COMMANDS[" ".join(words[:2])]
    known = {o for p in command.params for o in p.opts}

    assert [w for w in words[1:] if w.startswith("--") and w not in known] == []


def test_exit_codes_are_those_of_the_code():
    told = re.findall(r"^\| (\d+) \|", section("docs/command-line.md", "Exit codes"), re.MULTILINE)

    assert told == ["0", str(cli.NOT_THERE), "2", str(cli.UNUSABLE), str(cli.STOPPED)]
    assert re.findall(r"(?:Exit codes: |· )(\d+)", cli.EPILOG) == told


def test_every_setting_is_told_of():
    text = page("docs/settings.md")
    parts = (Settings.__struct_fields__, SiteSettings.__struct_fields__, SourceSettings.__struct_fields__)
    names = {name for part in (*parts, Mail.__struct_encode_fields__) for name in part} - {"sources"}
    example = tomllib.loads(fenced("docs/settings.md", "toml")[0])
    [source] = example.pop("sources").values()

    assert {*example, *source, *example["mail"], *example["site"]} == names
    assert sorted(v for v in [*TextPolicy, *SourceKind, *Tls] if v.value not in text) == []


def test_defaults_are_those_of_the_code():
    example = tomllib.loads(fenced("docs/settings.md", "toml")[0])
    numbers = {name: value for name, value in example.items() if isinstance(value, int)}

    assert numbers == {name: getattr(Settings(), name) for name in numbers}
    assert f'"{Settings().title}" by default' in page("docs/settings.md")


def test_every_variable_is_told_of():
    source = "".join(p.read_text("utf-8") for p in (ROOT / "src").rglob("*.py"))
    variables = set(re.findall(r"\bWRITETHRU_[A-Z]+\b", source))

    assert sorted(v for v in variables if f"| `{v}` |" not in page("docs/settings.md")) == []


@pytest.mark.parametrize("group", ENTRY_POINTS)
def test_every_plug_in_is_named(group):
    [line] = re.findall(rf"^\| `{group}` \|(.*)\|$", page("docs/settings.md"), re.MULTILINE)

    assert sorted(re.findall(r"`([^`]+)`", line)) == sorted(ENTRY_POINTS[group])


def test_every_format_is_told_of():
    formats = re.findall(r"^\| `([a-z0-9-]+)` \|", section("docs/command-line.md", "Formats"), re.MULTILINE)

    assert sorted(formats) == sorted(ENTRY_POINTS["writethru.readers"])


def test_every_table_is_told_of():
    tables = re.findall(r"^\| `([a-z]+)` \|", section("docs/how-to.md", "Export for analysis"), re.MULTILINE)
    [row] = re.findall(r"^\| `export TABLE`.*$", page("docs/command-line.md"), re.MULTILINE)

    assert tables == list(TABLES)
    assert [table for table in tables if f"`{table}`" not in row] == []


# Examples


@pytest.mark.parametrize("module", MODULES)
def test_examples_of_docstrings(module):
    assert doctest.testmod(importlib.import_module(module)).failed == 0


def test_examples_of_the_python_page():
    session = "\n".join(fenced("docs/python.md", "pycon"))
    examples = doctest.DocTestParser().get_doctest(session, {}, "python.md", "docs/python.md", 0)

    assert len(examples.examples) > 20
    assert doctest.DocTestRunner().run(examples).failed == 0


def told(block):
    """The commands of a console block, each with the lines shown under it."""
    found = []
    for line in block.splitlines():
        if line.startswith("$ "):
            found.append((line[2:], []))
        else:
            found[-1][1].append(line)
    return found


TUTORIAL = [step for block in fenced("docs/tutorial.md", "console") for step in told(block)]
MARK = "-- next --"


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """What the tutorial's commands print, typed one after the other in one shell."""
    folder = tmp_path_factory.mktemp("tutorial")
    (folder / "src").symlink_to(ROOT / "src")
    (folder / ".venv").symlink_to(Path(sys.executable).parent.parent)
    script = f"\necho '{MARK}'\n".join(command for command, _ in TUTORIAL)
    environment = {**os.environ, "COLUMNS": "100", "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(
        ["bash", "-ec", script], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.split(MARK)


def pattern(line):
    """A regular expression for a line of output as the page shows it: ``…`` is anything, spaces are spaces."""
    words = [re.escape(word) for word in line.split()]
    return re.compile(r"\s*" + r"\s+".join(words).replace("…", ".*") + r"\s*")


@pytest.mark.parametrize("step", range(len(TUTORIAL)), ids=lambda n: TUTORIAL[n][0])
def test_the_tutorial_shows_what_is_printed(printed, step):
    lines = iter([line for line in printed[step].splitlines() if line.strip()])
    shown = [line for line in TUTORIAL[step][1] if line.strip() not in ("", "…")]
    missing = [line for line in shown if not any(pattern(line).fullmatch(printed) for printed in lines)]

    assert missing == []


# The pages themselves


def anchors(path):
    headings = re.findall(r"^#+ (.+)$", path.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", h.lower()).replace(" ", "-") for h in headings}


@pytest.mark.parametrize("path", PAGES, ids=short)
def test_links_lead_somewhere(path):
    lost = []
    for link in re.findall(r"\]\(([^)\s]+)\)", path.read_text("utf-8")):
        name, _, anchor = link.partition("#")
        target = (path.parent / name).resolve() if name else path
        if not target.exists() or (anchor and anchor not in anchors(target)):
            lost.append(link)

    assert lost == []


@pytest.mark.parametrize("path", [ROOT / "CONTRIBUTING.md", ROOT / "docs" / "architecture.md"], ids=short)
def test_files_named_are_there(path):
    found = set()
    for name in re.findall(
        r"`((?:src|docs|tests|scripts|requirements)/[\w./-]*|[a-z_]+/[\w/]+\.py)", path.read_text("utf-8")
    ):
        if not (ROOT / name).exists() and not (ROOT / "src" / "writethru" / name).exists():
            found.add(name)

    assert sorted(found) == []


def test_every_page_is_listed():
    listed = set(re.findall(r"\]\(([\w-]+\.md)\)", page("docs/README.md")))

    assert listed == {p.name for p in (ROOT / "docs").glob("*.md")} - {"README.md"}


def test_the_readme_has_two_commands():
    assert re.findall(r"^ {4}(make \w+)", page("README.md"), re.MULTILINE) == ["make demo", "make test"]
    assert set(re.findall(r"\bmake [a-z]+\b", page("README.md"))) == {"make demo", "make test"}


def test_ci_calls_the_test_command_alone():
    lines = [line for line in page(".ci/run").splitlines() if line.strip() and not line.startswith("#")]

    assert lines == ["exec make test"]


def test_the_picture_is_small():
    assert (ROOT / "docs" / "picture-brief.png").stat().st_size < 300_000


def test_the_module_table_is_current():
    done = subprocess.run(
        [sys.executable, ROOT / "scripts" / "modules", "--check"], capture_output=True, text=True, check=False
    )

    assert done.stderr == ""


PATHS = re.compile(r"(?<![\w./~-])/(?:work|root|home|tmp)/")
HOSTS = re.compile(r"\b(?:pypi\.org|pythonhosted\.org|huggingface\.co)\b")


def tracked():
    """The text files that git has; none outside a checkout."""
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    paths = [ROOT / name for name in done.stdout.split("\0") if name]
    return [p for p in paths if p.is_file() and p.suffix not in {".png", ".gz"} and p != Path(__file__).resolve()]


def test_nothing_tells_of_the_machine_it_was_made_on():
    texts = {short(p): p.read_text("utf-8", errors="replace") for p in tracked()}

    assert sorted(name for name, text in texts.items() if PATHS.search(text)) == []
    assert sorted(name for name, text in texts.items() if HOSTS.search(text)) == []


def test_docstrings_say_what_a_module_does():
    silent = [
        p
        for p in (ROOT / "src").rglob("*.py")
        if p.stat().st_size and not ast.get_docstring(ast.parse(p.read_text("utf-8")))
    ]

    assert [short(p) for p in silent] == []

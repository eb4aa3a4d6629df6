"""The word lists beside this package, and a desk's own agencies: TOML files, read once, when first asked for."""

import re
import tomllib
from collections.abc import Callable, Iterable
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar, cast

from writethru.errors import SettingsError

_F = TypeVar("_F", bound=Callable[..., Any])

OWN = "agencies"
"""The folder inside a desk's folder with an agency a file (``agencies/*.toml``)."""

_MARKS = ("marker", "beside", "shape")
_AGENCY = {"name", "names", "zone", "language", "release", "domains", *_MARKS}
_own: tuple[tuple[Path, dict[str, Any]], ...] = ()
_kept: list[Callable[[], None]] = []


def kept(function: _F) -> _F:
    """Remember what a function made of the lists, as ``functools.cache`` does, until other lists are used."""
    cached = cache(function)
    _kept.append(cached.cache_clear)
    return cast("_F", cached)  # it is called as the function itself is


def use(folder: Path) -> None:
    """Read the agencies of a desk's own, in this process, from now on; every process that reads copy calls it once.

    Each file in ``folder/agencies`` has one or more ``[[agency]]``: ``name``, ``names``, ``zone``, ``language`` and
    ``release`` as in ``data/agencies.toml``, and ``marker``, ``beside`` and ``shape`` as in ``data/markers.toml``.
    One that has the name of a built-in agency adds to it.

    Raises:
        SettingsError: a file is not TOML, or a row is not as it should be.
    """
    global _own  # noqa: PLW0603  # what a process reads by is one thing, like its time zone
    found = tuple((path, _read(path)) for path in sorted((folder / OWN).glob("*.toml")))
    if found != _own:
        _own = found
        for forget in _kept:
            forget()


def table(name: str) -> dict[str, Any]:
    """Return the list ``data/<name>.toml`` as it is written, with what the desk's own files add to it."""
    return _table(name)


@kept
def _table(name: str) -> dict[str, Any]:
    own = tomllib.loads(files(__package__).joinpath("data", f"{name}.toml").read_text("utf-8"))
    rows = [row for _, added in _own for row in added["agency"]]
    if name == "agencies":
        own["agency"] += [row for row in rows if "zone" in row]
    elif name == "markers":
        own["agency"] += [row for row in rows if any(row.get(kind) for kind in _MARKS)]
    return own


def _read(path: Path) -> dict[str, Any]:
    try:
        found = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: not TOML ({error}); mend that line or move the file away") from error
    if set(found) != {"agency"} or not isinstance(found["agency"], list):
        raise SettingsError(f"{path}: wants [[agency]] and nothing else; see CONTRIBUTING.md for its form")
    for row in found["agency"]:
        _checked(path, row)
    return found


def _checked(path: Path, row: dict[str, Any]) -> None:
    name = row.get("name")
    if not isinstance(name, str) or not name:
        raise SettingsError(f"{path}: an agency without a name; give it one")
    if unknown := sorted(set(row) - _AGENCY):
        raise SettingsError(f"{path}: {name}: no {unknown[0]!r} here; there are {', '.join(sorted(_AGENCY))}")
    if ("zone" in row) != ("names" in row) or ("zone" in row) != ("language" in row):
        raise SettingsError(f"{path}: {name}: names, zone and language go together; give all three or none")
    for form in (form for kind in _MARKS for form in row.get(kind, ())):
        try:
            re.compile(form["pattern"].replace("{words}", "x"))
            good = form["where"] in ("start", "end", "whole")
        except (re.error, KeyError, TypeError, AttributeError):
            good = False
        if not good:
            raise SettingsError(f"{path}: {name}: {form} wants where (start, end, whole) and a pattern that compiles")


def any_of(patterns: Iterable[str], flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    """Compile an alternation, the longest pattern first; it matches nothing when there is none."""
    ordered = sorted(patterns, key=lambda p: (-len(p), p))
    return re.compile("|".join(f"(?:{p})" for p in ordered) or r"(?!)", flags)

"""The word lists beside this package: TOML files, read once, when first asked for."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """Return the list ``data/<name>.toml`` as it is written."""
    return tomllib.loads(files(__package__).joinpath("data", f"{name}.toml").read_text("utf-8"))


def any_of(patterns: Iterable[str], flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    """Compile an alternation, the longest pattern first; it matches nothing when there is none."""
    ordered = sorted(patterns, key=lambda p: (-len(p), p))
    return re.compile("|".join(f"(?:{p})" for p in ordered) or r"(?!)", flags)

"""Names of measures and currencies in any language, from CLDR, beside those that a language's own file gives."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

_COUNTS = (1, 2, 5, 11, 100, 1.5)  # one of each plural form that any language has
_DIGITS = re.compile(r"[\d٠-٩]+(?:[.,٫][\d٠-٩]+)?")


@cache
def known() -> Mapping[str, Any]:
    """Return which units and currencies are looked up (``data/cldr.toml``)."""
    text = files(__package__).joinpath("data/cldr.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def measures(language: str) -> Mapping[str, tuple[str, ...]]:
    """Return the names of each measure in all their plural forms, as patterns; nothing for an unknown language."""
    from writethru.cldr import UnknownLocaleError, format_unit

    found: dict[str, set[str]] = {}
    try:
        for unit, name in known()["measures"].items():
            for length in ("long", "short") if unit in known()["short"]["units"] else ("long",):
                forms = (format_unit(n, unit, length, locale=language) for n in _COUNTS)
                found.setdefault(name, set()).update(filter(None, map(_name, forms)))
    except (UnknownLocaleError, ValueError):
        return {}
    return {name: tuple(sorted(map(re.escape, words))) for name, words in found.items()}


@cache
def money(language: str) -> Mapping[str, tuple[str, ...]]:
    """Return the names of each currency in all their plural forms, as patterns; nothing for an unknown language."""
    from writethru.cldr import Locale, UnknownLocaleError, get_currency_name

    try:
        locale = Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return {}
    return {
        code: tuple(sorted({re.escape(get_currency_name(code, count=n, locale=locale)) for n in _COUNTS}))
        for code in known()["money"]["codes"]
    }


@cache
def writing(language: str) -> Mapping[str, Any]:
    """Return how a language sets numbers (decimal, group, scale words), as its own file would; empty if unknown."""
    from writethru.cldr import Locale, UnknownLocaleError, get_decimal_symbol, get_group_symbol

    try:
        locale = Locale.parse(language)
        formats = locale.compact_decimal_formats.get("long") or {}
    except (UnknownLocaleError, ValueError):
        return {}
    scales: dict[str, float] = {}
    for form in formats.values():
        for size, pattern in form.items():
            words = str(pattern.pattern).replace("'", "")
            word = words.strip("0").strip(" \u00a0")
            if word.isalpha() and len(word) > 1:
                scales[word] = int(size) / 10 ** (words.count("0") - 1)
    group = get_group_symbol(locale)
    return {"decimal": get_decimal_symbol(locale), "group": " " if group.isspace() else group, "scales": scales}


def _name(words: str) -> str:
    """Return what is left of a formatted unit without its number."""
    parts = [part.strip() for part in _DIGITS.split(words)]
    left = [part for part in parts if part]
    return left[0] if len(left) == 1 and re.search(r"\w|°", left[0]) else ""

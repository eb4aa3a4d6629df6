"""Sentences in which a page or a programme speaks of itself (``asides.toml``): none of them tells the news."""

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files


@lru_cache(maxsize=1 << 13)
def is_aside(words: str, language: str) -> bool:
    """Say whether a sentence is on the page, its makers or its pictures, not on the news; never where no list says so.

    >>> is_aside("The views expressed here are those of the author.", "en")
    True
    """
    opening, anywhere = _forms(language)
    return bool((opening and opening.match(words)) or (anywhere and anywhere.search(words)))


@cache
def _forms(language: str) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None]:
    lists = tomllib.loads(files("writethru.tell").joinpath("asides.toml").read_text("utf-8"))
    opening, anywhere = ("|".join(f"(?:{one})" for one in lists[name].get(language, ())) for name in lists)
    return (re.compile(opening) if opening else None, re.compile(anywhere) if anywhere else None)

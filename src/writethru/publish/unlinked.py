"""Somebody's page taken off a site that stands already, with every entry and link that leads to it."""

import re
from collections.abc import Collection
from functools import partial
from pathlib import Path

from writethru.publish.files import TakenDown, mend
from writethru.publish.pages import page_name

_PAGES = (".html", ".xml")


def unlink(folder: Path, people: Collection[str]) -> TakenDown:
    """Take the pages of these people off a site, and what leads there: entries of lists go, links become words.

    It works on what was written, since to write a site anew takes its time and would publish what is new as well.

    Args:
        folder: where the site was published.
        people: ids.
    """
    names = "|".join(re.escape(page_name(one)) for one in sorted(people))
    page = rf"people/(?:{names})(?:\.\d+)?\.html"
    link = rf'<a href="(?:\.\./)*{page}(?:#[^"]*)?"[^>]*>((?:(?!</a>).)*)</a>'
    entry = rf'[ \t]*<li>{link}(?: <span class="label"[^>]*>[^<]*</span>)?</li>\n?'
    patterns = (
        (re.compile(entry.encode(), re.DOTALL), b""),
        (re.compile(link.encode(), re.DOTALL), rb"\1"),
        (re.compile(rf"\s*<url>\s*<loc>[^<]*/{page}</loc>.*?</url>".encode(), re.DOTALL), b""),
    )
    return mend(folder, partial(_without, re.compile(page), patterns))


def _without(
    page: re.Pattern[str], patterns: Collection[tuple[re.Pattern[bytes], bytes]], path: str, data: bytes
) -> bytes | None:
    if page.fullmatch(path):
        return None
    if path.endswith(_PAGES):
        for pattern, left in patterns:
            data = pattern.sub(left, data)
    return data

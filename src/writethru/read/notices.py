"""Rights lines: words by which a sender or redistributor reserves a text (``data/notices.toml``)."""

import re
from functools import cache

from writethru.model import Span
from writethru.read.lists import any_of, table

_LONGEST = 450  # code points; a longer line is copy
_TAIL = 320
_GAP = 40  # code points before a rights line that tell whether it stands apart
_BEFORE = re.compile(r"(?:[.!?。」”\"')\]】]|^|\S\s{2,})\s*$")


@cache
def _anywhere() -> re.Pattern[str]:
    return any_of(p for patterns in table("notices")["lines"].values() for p in patterns)


@cache
def _heads() -> re.Pattern[str]:
    return any_of(table("notices")["heads"])


@cache
def _language_forms() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((language, any_of(patterns)) for language, patterns in table("notices")["lines"].items())


def is_notice(line: str) -> bool:
    """Say whether a whole line is a rights line."""
    words = line.strip().lstrip("[(<（［【*-– ")
    if not words or len(words) > _LONGEST:
        return False
    return bool(_heads().match(words) or (len(words) < 0.7 * _LONGEST and _anywhere().search(words)))


def glued(text: str, span: Span) -> Span | None:
    """Return the rights line that is glued to the end of a line of copy, or None."""
    line = span.of(text)
    base = max(0, len(line) - _TAIL)
    for match in re.finditer(
        r"[\[(<（［【]?\s?(?:[ⓒ©]|\([cC]\)\s?(?=\d|Copyright)|Copyright\b|저작권자)|[\[<（［【][^\[\]<>【】]{0,80}",
        line[base:],
    ):
        at = base + match.start()
        tail = line[at:]
        if _BEFORE.search(line[max(0, at - _GAP) : at]) and is_notice(tail) and at > 0:
            return Span(span.end - len(tail.lstrip()), span.end)
    return None


def language(line: str) -> str:
    """Return the language whose rights words the line has, or an empty string."""
    for tag, form in _language_forms():
        if form.search(line):
            return tag
    return ""

"""Which outlet a saved page is from: the name beside its title, in its rights line, or its address."""

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

_ADDRESS = re.compile(
    r"(?:(?:URL|Source|Kilde|Quelle|Fuente|출처|Link|From|Original)\s?[:：]\s?)?(https?://[^\s<>\"]{4,400})$"
)
_OWNER = re.compile(
    r"(?:[©ⓒ]|\([cC]\)|Copyright(?:\s*[©ⓒ]|\s*\([cC]\))?)\s*(?:by\s+)?(?:(?:19|20)\d\d(?:\s?[-–]\s?(?:19|20)?\d\d)?,?)?\s*(?:by\s+)?"
    r"(?P<name>[^\W\d_][^.,;|<>\[\]()©]{1,48}?)(?:\s+(?:19|20)\d\d)?\s*"
    r"(?:[.,;|\])]|$|All rights|\bAlle\b|\bTous\b|\bTodos\b|무단)"
)  # fmt: skip
_NOBODY = re.compile(r"(?i)^(?:all rights|copyright|reserved|the author|photo|foto|image)\b")


def page_address(words: str) -> str:
    """Return the address when a line is nothing but one, with or without a word before it."""
    match = _ADDRESS.match(words.strip())
    return match[1] if match else ""


def titled(words: str) -> str:
    """Return a window's title without the outlet's name behind a bar."""
    head, bar, tail = words.rpartition(" | ")
    if not bar:
        head, bar, tail = words.rpartition(" - ")
        if not tail[:1].isupper() or len(head.split()) < 4:
            return words
    return head.strip() if head and bar and len(tail) <= 40 and len(tail.split()) <= 5 else words


def _behind(words: str) -> str:
    head = titled(words)
    return words[len(head) :].strip(" |-") if head != words else ""


def outlet(lines: Sequence[str], headline: str, url: str) -> str:
    """Return the outlet's name as the page gives it, or an empty string; a bare address gives its host."""
    for words in lines:
        if headline and len(words) < 300 and words.startswith(titled(headline)) and (name := _behind(words)):
            return name
    for words in lines:
        owner = _OWNER.search(words) if len(words) < 300 else None
        if owner and not _NOBODY.match(owner["name"]):
            return " ".join(owner["name"].split())
    host = urlsplit(url).hostname if url else None
    return (host or "").removeprefix("www.")

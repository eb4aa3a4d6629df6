"""Which outlet a saved page or a feed is from: the name in or beside its title, in its rights line, or its address."""

import re
from collections.abc import Sequence
from functools import cache
from urllib.parse import urlsplit

from writethru.read.agencies import agency_named, known
from writethru.read.lists import any_of, table

_ADDRESS = re.compile(
    r"(?:(?:URL|Source|Kilde|Quelle|Fuente|출처|Link|From|Original)\s?[:：]\s?)?(https?://[^\s<>\"]{4,400})$"
)
_OWNER = re.compile(
    r"(?:[©ⓒ]|\([cC]\)|Copyright(?:\s*[©ⓒ]|\s*\([cC]\))?)\s*(?:by\s+)?(?:(?:19|20)\d\d(?:\s?[-–]\s?(?:19|20)?\d\d)?,?)?\s*(?:by\s+)?"
    r"(?P<name>[^\W\d_][^.,;|<>\[\]()©]{1,48}?)(?:\s+(?:19|20)\d\d)?\s*"
    r"(?:[.,;|\])]|$|All rights|\bAlle\b|\bTous\b|\bTodos\b|무단)"
)  # fmt: skip
_BETWEEN = re.compile(r"\s+[-–—·:»>/]+\s+|\s*[|»›]\s*")
_SUFFIX = 3  # letters that labels like "co" and "com" have at most
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
    return _host(url).removeprefix("www.")


@cache
def _feed_words(key: str) -> re.Pattern[str]:
    return any_of(table("feed")[key], re.IGNORECASE)


def of_feed(title: str, url: str) -> str:
    """Return the outlet whose feed has this title, as a desk would write it; its host when the title is empty.

    Of a title in parts the one that the address has is taken, else the one that names no section; an agency is
    called as everywhere.

    >>> of_feed("World news | Strand Post - RSS", "https://www.strandpost.example/world")
    'Strand Post'
    """
    host = (_host(url)).removeprefix("www.")
    parts = [part for piece in _BETWEEN.split(title) if (part := _without_tail(piece))]
    if not parts:
        return host
    letters, label = re.sub(r"\W", "", host.casefold()), _label(host)
    for part in parts:
        folded = re.sub(r"\W", "", part.casefold())
        if folded and (folded in letters or (label and label in folded)):
            return _agency(part)
    named = [part for part in parts if not _feed_words("sections").fullmatch(part)]
    if not named and host:
        return host
    return _agency(named[0] if len(named) == 1 else " - ".join(named or parts))


def _without_tail(words: str) -> str:
    bare = re.sub(rf"(?i)[\s:(]+(?:{_feed_words('tails').pattern})[\s)]*$", "", words.strip())
    return "" if _feed_words("tails").fullmatch(bare) else bare.strip(" :")


def _label(host: str) -> str:
    """The part of a host that was chosen: ``strandpost`` of ``rss.strandpost.co.example``."""
    labels = [one for one in host.split(".")[:-1] if len(one) > _SUFFIX]
    return re.sub(r"\W", "", labels[-1]) if labels else ""


def _agency(name: str) -> str:
    agency = agency_named(name) if known(name) else None
    return agency.name if agency else name


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""

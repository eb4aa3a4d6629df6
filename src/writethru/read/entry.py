"""What the entries of feeds have in common, whatever they are written in: copy, standfirst, authors, pictures."""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from urllib.parse import urljoin, urlsplit

from writethru.model import PartKind, Sent
from writethru.read.agencies import known
from writethru.read.dateline import dateline
from writethru.read.item import Photo
from writethru.read.lists import any_of, table
from writethru.read.markup import Block, of_html, pictures
from writethru.read.stamps import stamp

_SHORT = 60  # words: a single paragraph of no more is a summary of a piece, not the piece
_INLINE = re.compile(
    r"</?(?:b|i|em|strong|span|a|br|p|sup|sub|font|u|q|cite|img|mark|small|bdi|wbr)\b[^<>]*>", re.IGNORECASE
)
_TAG = re.compile(r"</?[a-z][a-z\d]*\b[^<>]*>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d+|#x[\da-f]+|\w{2,31});", re.IGNORECASE)
_MAIL = re.compile(r"<?\b[\w.+'-]+@[\w.-]+\.\w+\b>?")
_AI = ("trainedalgorithmicmedia", "compositewithtrainedalgorithmicmedia", "compositesynthetic")
_PICTURE = re.compile(r"(?i)\.(?:jpe?g|png|gif|webp|avif|tiff?)$")
_WEB = ("http", "https")


def title(words: str) -> str:
    """Return a title without the tags and escapes that feeds put into a field of plain text."""
    if _INLINE.search(words) or _ENTITY.search(words):
        words = " ".join(block.text for block in of_html(words))
    return " ".join(words.split())


def is_marked_up(words: str) -> bool:
    """Say whether a field holds HTML and not plain text."""
    return bool(_TAG.search(words) or _ENTITY.search(words))


def time(words: str, language: str, warnings: list[str]) -> Sent | None:
    """Read a time; what is not understood is added to the warnings."""
    found = stamp(words, language) if words else None
    if words and not found:
        warnings.append(f"time {words[:60]!r} is not understood")
    return found


def told(headline: str, content: Sequence[Block], summary: Sequence[Block]) -> tuple[str, list[Block]]:
    """Tell standfirst and copy of an entry apart.

    A summary is a standfirst, unless it only repeats the headline or how the content begins. Alone it is a
    standfirst too where it is one short paragraph without a dateline, and the copy where it is more.
    """
    copy, brief = list(_furnished(content)), [b for b in _furnished(summary) if b.kind is not PartKind.CHROME]
    words = " ".join(block.text for block in brief)
    if not words or _folded(words) == _folded(headline):
        return "", copy
    if any(block.kind is not PartKind.CHROME for block in copy):
        whole = _folded(" ".join(block.text for block in copy))
        return ("" if whole.startswith(_folded(words)) else words), copy
    if len(brief) == 1 and len(words.split()) <= _SHORT and not dateline(words):
        return words, copy
    return "", [*_furnished(summary), *copy]


def _folded(words: str) -> str:
    bare = re.sub(r"\s*[\[(]?(?:…|\.\.\.|&hellip;)[\])]?\s*$", "", words)
    return re.sub(r"\W+", " ", bare.casefold()).strip()


@cache
def _trailers() -> re.Pattern[str]:
    return any_of(table("feed")["trailers"], re.IGNORECASE)


def _furnished(blocks: Sequence[Block]) -> Iterable[Block]:
    """Mark what a feed adds behind the copy as its furniture."""
    last = len(blocks)
    while last and _trailers().fullmatch(blocks[last - 1].text):
        last -= 1
    yield from blocks[:last]
    yield from (Block(block.text, PartKind.CHROME) for block in blocks[last:])


def bylines(names: Iterable[str], outlet: str) -> list[str]:
    """Return the byline of each author, once; an address, the outlet itself and an agency are nobody."""
    found = []
    for name in names:
        bare = re.sub(r"^\((.*)\)$", r"\1", _MAIL.sub("", title(name)).strip()).strip(" ,;")
        if bare and bare.casefold() != outlet.casefold() and not known(bare) and "://" not in bare:
            found.append(bare)
    return list(dict.fromkeys(found))


def is_ai(kind: str) -> bool:
    """Say whether a term of IPTC's digitalSourceType, with or without its address, means made or altered by AI."""
    return re.split(r"[/#:]", kind.strip())[-1].lower().removesuffix("digitalsource") in _AI


def address(base: str, given: str) -> str:
    """Resolve an address against the one that its document came from; only those of the web are kept."""
    if not given.strip():
        return ""
    try:
        url = urljoin(base if urlsplit(base).scheme in _WEB else "", given.strip())
        return url if urlsplit(url).scheme in _WEB and urlsplit(url).hostname else ""
    except ValueError:
        return ""


def is_picture(kind: str, url: str) -> bool:
    """Say whether something of this media type, or if that is not given of this address, is a picture."""
    return kind.lower().startswith("image") if kind else bool(_PICTURE.search(url.partition("?")[0]))


def shown(words: str, base: str) -> list[Photo]:
    """Return the pictures that stand in an entry's HTML."""
    return [Photo(found.caption, found.description, url=address(base, found.url)) for found in pictures(words)]


def together(*groups: Iterable[Photo]) -> list[Photo]:
    """Return the pictures of several fields, each once: what the first says of a picture goes before the others."""
    found: dict[str, Photo] = {}
    for photo in (photo for group in groups for photo in group):
        name = photo.url.partition("?")[0] or f"{photo.caption}\0{photo.description}"
        if not name.strip("\0"):
            continue
        first = found.setdefault(name, photo)
        first.caption = first.caption or photo.caption
        first.description = first.description or photo.description
        first.credit = first.credit or photo.credit
        first.rights = first.rights or photo.rights
        first.ai_made |= photo.ai_made
    return list(found.values())


def tag(language: str) -> str:
    """Return a language tag as BCP 47 writes it."""
    return language.strip().replace("_", "-")

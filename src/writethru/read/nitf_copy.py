"""The body of a NITF document: copy, notes and closing lines as blocks, and its pictures with their own terms."""

import re
from collections.abc import Iterator, Set

from lxml import etree

from writethru.model import PartKind
from writethru.read.blocks import folded
from writethru.read.bylines import is_initials
from writethru.read.item import Photo
from writethru.read.lists import table
from writethru.read.markup import Block, of_element
from writethru.read.tree import attribute, every, local, words

_TAGS = re.compile(r"(?:<[^<>]*>\s*)+")  # markup that was sent as words: an embed of a web page
_CLOSING = 3  # paragraphs at the end among which desk marks are looked for


def blocks(root: etree._Element, said: Set[str]) -> list[Block]:
    """Return the copy of ``body.content`` and the lines of ``body.end``, in order.

    ``said`` holds the headline and the slug, folded: AP's tables begin with them once more, as a subhead.
    """
    content = [block for body in _bodies(root, "body.content") for block in of_element(body)]
    start = next((n for n, b in enumerate(content) if folded(b.text) not in said), len(content))
    repeated = [Block(block.text, PartKind.MARKUP) for block in content[:start]]
    return [*repeated, *_judged(content[start:]), *_endings(root)]


def _judged(content: list[Block]) -> Iterator[Block]:
    for n, block in enumerate(content):
        if block.kind is not PartKind.PARAGRAPH:
            yield block
        elif _TAGS.fullmatch(block.text):
            yield Block(block.text, PartKind.MARKUP)
        elif n >= len(content) - _CLOSING and is_initials(block.text):
            yield Block(block.text, PartKind.SIGNOFF)
        else:
            yield block


def _endings(root: etree._Element) -> Iterator[Block]:
    for body in _bodies(root, "body.end"):
        for line in body:
            if text := words(line):
                private = attribute(line, "type") == "npa"
                yield Block(text, PartKind.NOTE if private else PartKind.SIGNOFF)


def _bodies(root: etree._Element, name: str) -> list[etree._Element]:
    """Return the parts of the piece's own body: a ``note`` has a ``body.content`` inside as well."""
    return [found for found in every(root, name) if not any(local(up) == "note" for up in found.iterancestors())]


def photos(root: etree._Element) -> list[Photo]:
    """Return the pictures: ``media`` of the type image, and bare ``img`` elements."""
    media = [m for m in every(root, "media") if attribute(m, "media-type").lower() in ("image", "photo", "graphic")]
    bare = [i for i in every(root, "img") if attribute(i, "src") or attribute(i, "source")]
    return [*map(_photo, media), *(Photo(url=attribute(i, "src") or attribute(i, "source")) for i in bare)]


def _photo(media: etree._Element) -> Photo:
    references = every(media, "media-reference")
    said = {attribute(m, "name").lower(): attribute(m, "value") for m in every(media, "media-metadata")}
    named = {field: [said[n] for n in found if said.get(n)] for field, found in table("nitf")["media"].items()}
    captions = [line for found in every(media, "media-caption") if (line := words(found))] or named["caption"][:1]
    credit = [line for found in every(media, "media-producer") if (line := words(found))]
    credit += [attribute(r, "source-credit") for r in references] + named["credit"]
    owners = [f"Copyright {owner}" for r in references if (owner := attribute(r, "copyright"))]
    return Photo(
        caption=" ".join(captions),
        description=next(filter(None, (attribute(r, "alternate-text") for r in references)), ""),
        credit=next(filter(None, credit), ""),
        rights=[*owners, *named["rights"], *(words(found) for found in every(media, "rights"))],
        url=next(filter(None, (attribute(r, "source") for r in references)), ""),
    )

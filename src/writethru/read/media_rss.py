"""Media RSS: the pictures of a feed's item, each with its own credit and terms.

An element that stands above several pictures holds for each of them, and what stands closer to a picture goes before
it (Media RSS 1.5.1, "Optional elements").
"""

from collections.abc import Iterator

from lxml import etree

from writethru.read.entry import address, is_ai, is_picture, title
from writethru.read.feed_names import attribute, base_of, children, name_of, text_of
from writethru.read.item import Photo

_NAMES = ("title", "description", "credit", "copyright", "rights", "restriction", "license")
_TERMS = ("copyright", "rights", "restriction", "license")
_AUTHORS = ("author", "photographer", "")  # the roles of a credit that a desk prints


def photos(item: etree._Element, base: str) -> list[Photo]:
    """Return the pictures of an item, in order; one that comes in several sizes is one. O(elements)."""
    above = [up for up in (item.getparent(), item) if up is not None]
    found = []
    for holder, sizes in _alternatives(item):
        chosen = max(sizes, key=_size)
        levels = [*above, *([holder] if holder is not item else []), chosen]
        url = address(base_of(chosen, base), chosen.get("url") or "")
        found.append(_photo(levels, chosen, url))
    return found


def _alternatives(item: etree._Element) -> Iterator[tuple[etree._Element, list[etree._Element]]]:
    """Yield each picture's holder and its sizes; thumbnails count where there is nothing larger."""
    some = False
    for under in item:
        if name_of(under) == "media:content" and _shows(under):
            some = True
            yield item, [under]
        elif name_of(under) == "media:group" and (sizes := [c for c in children(under, "media:content") if _shows(c)]):
            some = True
            yield under, sizes
    if some:
        return
    for holder in [item, *children(item, "media:group", "media:content")]:
        if thumbnails := children(holder, "media:thumbnail"):
            yield holder, thumbnails[:1]


def _shows(content: etree._Element) -> bool:
    medium = content.get("medium") or ""
    return medium == "image" if medium else is_picture(content.get("type") or "", content.get("url") or "")


def _size(content: etree._Element) -> tuple[bool, int]:
    width = content.get("width") or ""
    return content.get("isDefault") == "true", int(width) if width.isdecimal() and len(width) < 7 else 0


def _photo(levels: list[etree._Element], picture: etree._Element, url: str) -> Photo:
    """Read one picture; ``levels`` are what holds for it, the closest last."""
    said = {}
    for name in _NAMES:
        # A title or description of the whole feed is none of a picture's; its terms are.
        for level in reversed(levels if name in _TERMS else levels[1:]):
            if found := children(level, f"media:{name}"):
                said[name] = found
                break
    own = [words for name in ("description", "title") for e in said.get(name, ()) if (words := title(text_of(e)))]
    named = said.get("credit", [])
    named = [e for e in named if (e.get("role") or "").lower() in _AUTHORS] or named
    return Photo(
        caption=own[0] if own else "",
        credit=", ".join(dict.fromkeys(title(text_of(e)) for e in named)),
        rights=[phrase for name in _TERMS for e in said.get(name, ()) if (phrase := _phrase(name, e))],
        url=url,
        ai_made=any(
            is_ai(text_of(e)) or is_ai(attribute(e, "url") or attribute(e, "resource"))
            for e in picture.iter()
            if name_of(e).rpartition(":")[2].lower() == "digitalsourcetype"
        ),
    )


def _phrase(name: str, element: etree._Element) -> str:
    """Say a term in words: its field, what it says, and the address that says more."""
    words = title(text_of(element))
    if name == "rights":
        status = element.get("status") or ""
        return "" if status in ("", "official") else f"Rights: {status}"
    if name == "restriction":
        relationship, kind = element.get("relationship") or "", element.get("type") or ""
        if (relationship, words.lower()) in (("allow", "all"), ("deny", "none")):
            return ""
        told = f"{relationship} {kind} {words.upper() if kind == 'country' else words}"
        return f"Restriction: {' '.join(told.split())}" if relationship or words else ""
    link = element.get("url") or element.get("href") or ""
    label = "Copyright" if name == "copyright" else "License"
    if not words and not link:
        return ""
    if words.lower().startswith(("©", "(c)", "copyright", "license", "licence")):
        return f"{words} {link}".strip()
    return f"{label}: {words} {link}".strip()

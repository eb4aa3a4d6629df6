"""Pictures of NewsML-G2: a picture item's own, or those inside a text item, each with the rights that bind it alone."""

from collections.abc import Iterable

from lxml import etree

from writethru.read.codes import Codes
from writethru.read.item import Photo
from writethru.read.lists import table
from writethru.read.newsml import binding, stated
from writethru.read.tree import child, every, local, words

_CAPTIONS = ("caption", "caption-extended", "dopesheet", "summary")


def rights(item: etree._Element) -> list[str]:
    """Return the usage terms and notices of an item that bind the whole of it.

    A ``rightsInfo`` with ``idrefs`` binds what it names and nothing else; one for the metadata binds no content.
    """
    return list(dict.fromkeys(_bound(item).get("", ())))


def _bound(item: etree._Element) -> dict[str, list[str]]:
    """Return what binds each part, by its id; under the empty one, what binds the whole."""
    found: dict[str, list[str]] = {}
    for info in (element for element in item if local(element).lower() == "rightsinfo"):
        if f"{info.get('scope', '')}{info.get('scopeuri', '')}".lower().endswith("metadata"):
            continue
        fields = [e for name in ("copyrightNotice", "usageTerms") for e in every(info, name)]
        lines = [line for e in fields for line in _lines(e) if stated(line)]
        for part in str(info.get("idrefs", "")).split() or [""]:
            found.setdefault(part, []).extend(lines)
    return found


def _lines(element: etree._Element) -> list[str]:
    """Return the words of a field; a break inside it divides terms."""
    pieces = [str(element.text or ""), *(str(under.tail or "") for under in element)]
    return [folded for piece in pieces if (folded := " ".join(piece.split()))] or [*filter(None, [words(element)])]


def own_picture(item: etree._Element, meta: dict[str, list[etree._Element]], codes: Codes) -> Photo:
    """Return the picture, film or sound that an item is; what it forbids binds it and nothing else."""
    caption = _caption(meta.get("description", ()), codes)
    best = _best([e for e in every(item, "remoteContent") if not _inside_assert(e)])
    return Photo(
        caption=caption,
        credit=_credit(meta),
        rights=binding(rights(item)),
        url=_address(best) if best is not None else "",
        ai_made=is_ai(meta.get("digitalsourcetype", ()), codes),
    )


def pictures_inside(item: etree._Element, codes: Codes) -> list[Photo]:
    """Return the pictures that a text item carries beside its copy, renditions of one being one."""
    content = child(item, "contentSet")
    if content is None:
        return []
    media = [e for e in content if local(e) == "remoteContent" and _is_picture(e)]
    told = (e for e in item if local(e) == "partMeta")
    parts = {name: part for part in told for name in str(part.get("contentrefs", "")).split()}
    bound = _bound(item)
    chosen = ((element, str(element.get("id", ""))) for element in _one_rendition(media))
    return [_inside(element, parts.get(name), bound.get(name, []) if name else [], codes) for element, name in chosen]


def _inside(element: etree._Element, part: etree._Element | None, own: list[str], codes: Codes) -> Photo:
    meta: dict[str, list[etree._Element]] = {}
    for under in [*element, *(part if part is not None else ())]:
        meta.setdefault(local(under).lower(), []).append(under)
    return Photo(
        caption=_caption(meta.get("description", ()), codes) or next(map(words, meta.get("headline", ())), ""),
        credit=_credit(meta),
        rights=binding([*own, *(rights(part) if part is not None else ())]),
        url=_address(element),
        ai_made=is_ai(meta.get("digitalsourcetype", ()), codes),
    )


def is_ai(types: Iterable[etree._Element], codes: Codes) -> bool:
    """Say whether a digitalSourceType names AI as maker or as one hand in it."""
    return any(codes.of(element).value in table("newsml")["source"]["ai"] for element in types)


def _caption(descriptions: Iterable[etree._Element], codes: Codes) -> str:
    """Return the caption: the description of that role, else the first."""
    given = [(codes.role(e), words(e)) for e in descriptions if words(e)]
    for role in _CAPTIONS:
        for said, caption in given:
            if said == role:
                return caption
    return given[0][1] if given else ""


def _credit(meta: dict[str, list[etree._Element]]) -> str:
    for name in ("creditline", "by"):
        if found := next((credit for e in meta.get(name, ()) if (credit := stated(words(e)))), ""):
            return found
    named = (child(creator, "name") for creator in meta.get("creator", ()))
    return next(filter(None, map(words, named)), "")


def _is_picture(element: etree._Element) -> bool:
    return str(element.get("contenttype", "image/")).startswith("image/")


def _one_rendition(media: list[etree._Element]) -> list[etree._Element]:
    """Of several renditions keep the largest of each picture: all pictures come in that one."""
    named = [e for e in media if e.get("rendition")]
    if not named:
        return media
    best = str(max(named, key=_size).get("rendition"))
    return [e for e in media if e.get("rendition", best) == best]


def _best(media: list[etree._Element]) -> etree._Element | None:
    pictures = [e for e in media if e.get("href") or e.get("residref")]
    return max(pictures, key=_size, default=None)


def _size(element: etree._Element) -> tuple[int, int]:
    return _number(element, "width") * _number(element, "height"), _number(element, "size")


def _number(element: etree._Element, name: str) -> int:
    value = str(element.get(name, ""))
    return int(value) if value.isdecimal() and len(value) < 12 else 0


def _address(element: etree._Element) -> str:
    return str(element.get("href") or element.get("residref") or "")


def _inside_assert(element: etree._Element) -> bool:
    return any(local(above) == "assert" for above in element.iterancestors())

"""The content that NewsML carries inside an item: NITF, XHTML, HTML in CDATA, or plain text."""

import html
import re
from dataclasses import dataclass, field, replace

from lxml import etree

from writethru.read.item import Photo
from writethru.read.lists import table
from writethru.read.markup import Block, of_element, of_html, of_text
from writethru.read.tree import child, every, local, words

_COPY = frozenset(
    ["p", "div", "span", "section", "article", "table", "ul", "ol", "h1", "h2", "h3", "pre", "br", "body"]
)
_ESCAPED = re.compile(r"&(?:#\d{2,5}|#x[\da-fA-F]{2,5}|amp|quot|apos|lt|gt|nbsp);")
_TAG = re.compile(r"</?[a-zA-Z][\w:-]{0,20}>")  # what is left of markup that was escaped twice
_HIDDEN = re.compile(r"(?:width|height)\s*:\s*[01](?:px)?\b")  # it counts readers
_NO_WORDS = re.compile(r"[\W\d_]*")


@dataclass(slots=True)
class Inline:
    """What the content says by itself; ``instead`` says in words what is there when it is no copy."""

    headline: str = ""
    byline: str = ""
    dateline: str = ""
    standfirst: str = ""
    copy: list[Block] = field(default_factory=list)
    pictures: list[Photo] = field(default_factory=list)
    instead: str = ""


def of_inline(holder: etree._Element) -> Inline:
    """Read the content of an ``inlineXML``, ``inlineData`` or ``DataContent``. O(length)."""
    found = _content(holder)
    if any(_ESCAPED.search(block.text) or _TAG.search(block.text) for block in found.copy):
        found.copy = [replace(block, text=_TAG.sub("", html.unescape(block.text))) for block in found.copy]
    return found


def _content(holder: etree._Element) -> Inline:
    inside = [element for element in holder if local(element)]
    if not inside:
        text = str(holder.text or "")
        marked = "</" in text or "<br" in text.lower() or "/>" in text
        return Inline(copy=of_html(text) if marked else of_text(html.unescape(text)))
    names = [local(element).lower() for element in inside]
    if "nitf" in names:
        return _nitf(inside[names.index("nitf")])
    if "html" in names:
        return _html(inside[names.index("html")])
    if set(names) <= _COPY or (words(holder) and names[0] in _COPY):
        return _html(holder)
    known: dict[str, str] = table("newsml")["contents"]
    return Inline(instead=known.get(names[0], f"<{names[0]}> data, which has no reader here, and no copy"))


def _nitf(root: etree._Element) -> Inline:
    head = child(root, "body", "body.head")
    found = Inline(headline=words(child(root, "head", "title")))
    if head is not None:
        found.headline = words(child(head, "hedline", "hl1")) or found.headline
        found.byline = _byline(child(head, "byline"))
        found.dateline = _dateline(child(head, "dateline"))
        found.standfirst = words(child(head, "abstract"))
    content = child(root, "body", "body.content")
    if content is None:
        content = child(root, "body")
    if content is not None:
        found.pictures = [photo for media in every(content, "media") if (photo := _media(media))]
        found.copy = of_element(content)
    return found


def _byline(element: etree._Element | None) -> str:
    """Return the byline without the title under it."""
    if element is None:
        return ""
    pieces = [element.text, *(piece for under in element for piece in (_unless_title(under), under.tail))]
    return " ".join(" ".join(filter(None, pieces)).split())


def _unless_title(element: etree._Element) -> str:
    return "" if local(element) == "byttl" else words(element)


def _dateline(element: etree._Element | None) -> str:
    """Return place and day; a story date that is a stamp for machines is left out."""
    if element is None:
        return ""
    place = words(child(element, "location"))
    day = words(child(element, "story.date"))
    day = "" if _NO_WORDS.fullmatch(re.sub(r"\dT\d", "", day)) else day
    return ", ".join(filter(None, [place, day])) or ("" if len(element) else words(element))


def _media(media: etree._Element) -> Photo | None:
    """Return a picture of NITF with its own caption, producer and address; None for sound and film."""
    if str(media.get("media-type", "image")).lower() not in ("image", "photo", "graphic"):
        return None
    reference = child(media, "media-reference")
    source = "" if reference is None else str(reference.get("source", ""))
    alternate = "" if reference is None else str(reference.get("alternate-text", ""))
    caption, producer = words(child(media, "media-caption")), words(child(media, "media-producer"))
    return Photo(caption, alternate, producer, url=source) if caption or source else None


def _html(root: etree._Element) -> Inline:
    body = child(root, "body")
    body = root if body is None else body
    found = Inline(headline=words(child(root, "head", "title")))
    for header in [e for e in every(body, "header") if every(e, "h1")]:
        found.byline = next((words(e) for e in every(header, "p") if e.get("class") == "byline"), "")
        _cut(header)
    for title in every(body, "h1"):
        found.headline = words(title) or found.headline
        _cut(title)
    for teaser in [e for e in every(body, "p") if e.get("class") == "teaser"]:
        found.standfirst = words(teaser)
        _cut(teaser)
    first = next((e for e in body.iter() if local(e) in ("p", "h2", "h3", "li", "pre", "td") and words(e)), None)
    if first is not None and local(first) == "h2" and not found.standfirst:
        found.standfirst = words(first)
        _cut(first)
    found.pictures = [photo for e in body.iter() if (photo := _figure(e))]
    found.copy = of_element(body)
    return found


def _figure(element: etree._Element) -> Photo | None:
    """Return the picture of a figure, of an image with words for it, or of a sender's own element with a caption."""
    name = local(element)
    if name == "figure" and (images := every(element, "img")):
        image = images[0]
        caption = words(child(element, "figcaption"))
        return Photo(caption, str(image.get("alt", "")), url=str(image.get("src", "")))
    if name == "img" and not any(local(above) == "figure" for above in element.iterancestors()):
        sizes = {str(element.get("width", "")), str(element.get("height", ""))}
        pixel = sizes & {"0", "1"} or _HIDDEN.search(str(element.get("style", "")))
        source, alternate = str(element.get("src", "")), str(element.get("alt", "")).strip()
        return Photo("", alternate, url=source) if source and alternate and not pixel else None
    if caption := str(element.get("caption", "")):
        address = str(element.get("src") or element.get("href") or element.get("ref") or "")
        return Photo(caption, credit=str(element.get("creditline", "")), url=address)
    return None


def _cut(element: etree._Element) -> None:
    """Take an element out of its tree, and leave what stands behind it."""
    above = element.getparent()
    if above is None:
        return
    if element.tail and element.tail.strip():
        before = element.getprevious()
        if before is None:
            above.text = f"{above.text or ''} {element.tail}"
        else:
            before.tail = f"{before.tail or ''} {element.tail}"
    above.remove(element)

"""XML as it comes off the web: read whole where it is well-formed, else with what is broken mended.

Mended are words before the declaration, a wrong charset (see ``decode``), characters that XML has not, bare ``&`` and
``<``, elements of HTML that are never closed, prefixes that nobody declared, and an end that is missing.
"""

import re
from dataclasses import dataclass
from html.entities import html5

from lxml import etree

from writethru.errors import Unreadable
from writethru.read.decode import decode
from writethru.read.document import Document
from writethru.read.tree import named_characters, shallow, small_enough

_DECLARED = re.compile(r"(?:(?!<(?:rss|feed|rdf:RDF)\b)[^\0]){0,20000}?(<\?xml\b)", re.IGNORECASE)
_BEGINS = re.compile(r"(<(?:!DOCTYPE\b|!--|[A-Za-z_]))", re.IGNORECASE)
_DECLARATION = re.compile(r"\s*<\?xml\b[^>]*\?>")
_CHARSET = re.compile(rb"""<\?xml[^>]*\bencoding\s*=\s*["']([\w.:-]+)["']""")
_PROLOG = re.compile(r"(?:\s++|<\?.*?\?>|<!--.*?-->)*+", re.DOTALL)
_DOCTYPE = re.compile(
    r"""<!DOCTYPE(?:[^\[>"']++|"[^"]*"|'[^']*')*+(?:\[(?:[^\]"']++|"[^"]*"|'[^']*')*+\]\s*)?>""", re.IGNORECASE
)
_ENTITY = re.compile(r"<!ENTITY\s+(?:%\s*)?([^\s>\"']+)")
_NO_CHARACTER = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_CDATA = re.compile(r"(<!\[CDATA\[.*?(?:\]\]>|\Z))", re.DOTALL)
_BARE = re.compile(r"&(?!#\d{1,7};|#[xX][\da-fA-F]{1,6};|(?:amp|lt|gt|quot|apos);)")
_NO_TAG = re.compile(r"<(?![A-Za-z_/!?])")
_NEVER_CLOSED = re.compile(r"<(br|hr|img|wbr|input|meta)\b([^<>]*?)\s*/?>(?:\s*</\1>)?", re.IGNORECASE)
_AROUND = 90  # characters before an error that are shown


@dataclass(frozen=True, slots=True)
class Mended:
    """The root of a document, and what had to be mended to read it.

    Attributes:
        root: its root element.
        cut: the document breaks off: its last elements are not whole.
        trouble: what was wrong first, in one line; empty when nothing was.
    """

    root: etree._Element
    cut: bool = False
    trouble: str = ""


def mended(document: Document) -> Mended:
    """Read a document of XML that may be broken. O(bytes).

    Nothing is fetched or expanded. Entities that name a character as HTML does are put in; a document type is never
    read, and one that declares any other entity is refused.

    Raises:
        Unreadable: too large, nested too deep, with entities of its own, or with no element in it.
    """
    small_enough(document)
    text = _text(document)
    try:
        root = etree.fromstring(text.encode(), _parser())
    except (etree.XMLSyntaxError, ValueError) as error:
        return _by_force(document.name, text, str(error))
    shallow(root, document.name)
    return Mended(root)


def _text(document: Document) -> str:
    declared = _CHARSET.search(document.data[:4000])
    text = decode(document.data, declared[1].decode("ascii") if declared else "").text
    begins = _DECLARED.match(text) or _BEGINS.search(text)
    text = _DECLARATION.sub("", text[begins.start(1) :] if begins else text, count=1)
    before = _PROLOG.match(text)
    at = before.end() if before else 0
    kind = _DOCTYPE.match(text, at)
    if kind:
        for own in _ENTITY.finditer(kind.group()):
            if f"{own[1]};" not in html5:
                reason = f"it declares the entity {own[1][:40]!r}, which is not read; send it expanded"
                raise Unreadable(document.name, reason)
        text = text[kind.end() :]
    return named_characters(_NO_CHARACTER.sub("", text))


def _parser(recover: bool = False) -> etree.XMLParser:
    return etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        recover=recover,
    )


def _by_force(name: str, text: str, trouble: str) -> Mended:
    pieces = _CDATA.split(text)
    text = "".join(piece if n % 2 else _mended(piece) for n, piece in enumerate(pieces))
    parser = _parser(recover=True)
    try:
        root = etree.fromstring(text.encode(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable(name, f"not XML ({error}); fetch it again") from error
    kinds = {entry.type_name for entry in parser.error_log}
    if "ERR_RESOURCE_LIMIT" in kinds:
        raise Unreadable(name, "elements are nested too deep, or one is too long; send it flatter")
    if root is None:
        raise Unreadable(name, f"not XML ({trouble}); fetch it again")
    shallow(root, name)
    cut = bool(kinds & {"ERR_TAG_NOT_FINISHED", "ERR_CDATA_NOT_FINISHED", "ERR_GT_REQUIRED", "ERR_DOCUMENT_END"})
    return Mended(root, cut and not _closes(text, root), " ".join(trouble.split())[:_AROUND])


def _mended(words: str) -> str:
    return _NEVER_CLOSED.sub(r"<\1\2/>", _NO_TAG.sub("&lt;", _BARE.sub("&amp;", words)))


def _closes(text: str, root: etree._Element) -> bool:
    """Say whether the root's end tag is there, so that only something within was left open."""
    name = root.tag.rpartition("}")[2] if isinstance(root.tag, str) else ""
    return bool(re.search(rf"</(?:[\w.-]+:)?{re.escape(name)}\s*>\s*\Z", text[-_AROUND:]))

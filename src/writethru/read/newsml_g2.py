"""NewsML-G2 (IPTC): a newsItem, or a newsMessage with many; what is no news copy is refused, each with its reason."""

from collections.abc import Iterator

from lxml import etree

from writethru.errors import Unreadable
from writethru.model import Refused, Take
from writethru.read.document import Document
from writethru.read.g2_item import Envelope, item_of
from writethru.read.item import take_of
from writethru.read.lists import table
from writethru.read.tree import every, local, root_name, words, xml

_NAMESPACE = b"http://iptc.org/std/nar/"
_PEEK = 4000


class NewsMLG2:
    """Reads NewsML-G2.

    A picture, graphic, film or sound that is sent as an item is a take without copy: its caption stands with the
    picture, and so do its rights. A package has no words of its own. One whose items came with it is passed over,
    one that names items sent apart is refused.
    """

    name = "newsml-g2"

    def recognises(self, document: Document) -> float:
        """Know it by its root element, and surely by its namespace."""
        root = root_name(document).lower()
        if root in ("newsitem", "newsmessage", "packageitem") or root in table("newsml")["roots"]:
            return 0.98 if _NAMESPACE in document.data[:_PEEK] else 0.8
        return 0.0

    def read(self, document: Document) -> Iterator[Take | Refused]:
        """Read item by item.

        Raises:
            Unreadable: the document is broken, or holds no item at all.
        """
        root = xml(document)
        items = list(_items(root))
        if not items:
            raise Unreadable(document.name, "a newsMessage without any item; ask the sender for it again")
        envelope = _envelope(root)
        for number, element in enumerate(items, 1):
            guid = str(element.get("guid", ""))
            place = f"item {number} ({guid[:120]})" if guid else f"item {number}"
            if local(element).lower() == "packageitem" and _all_here(element, items):
                continue
            try:
                yield _take(element, envelope, place, document.sha256)
            except Unreadable as error:
                yield Refused(document.sha256, error.place, error.reason)


def _items(root: etree._Element) -> Iterator[etree._Element]:
    """Yield the items of a message, or the root itself; unknown elements in an item set are none."""
    if local(root).lower() != "newsmessage":
        yield root
        return
    for group in root:
        if local(group).lower() == "itemset":
            yield from (element for element in group if local(element).lower().endswith("item"))


def _envelope(root: etree._Element) -> Envelope:
    header = next((element for element in root if local(element).lower() == "header"), None)
    if header is None or local(root).lower() != "newsmessage":
        return Envelope()
    said = {local(element).lower(): words(element) for element in header}
    return Envelope(said.get("sender", ""), said.get("sent", ""), [e for e in header if local(e) == "catalog"])


def _all_here(package: etree._Element, items: list[etree._Element]) -> bool:
    """Say whether a package names items of its own message, which are read by themselves."""
    here = {str(item.get("guid", "")) for item in items if item is not package}
    named = [str(ref.get("residref", "")) for ref in every(package, "itemRef")]
    alone = not package.get("guid") and len(items) > 1  # a bare list of what the message holds
    return alone or any(name in here for name in named)


def _take(element: etree._Element, envelope: Envelope, place: str, document: str) -> Take:
    name = local(element).lower()
    if reason := table("newsml")["roots"].get(name):
        raise Unreadable(place, reason)
    if name == "packageitem":
        raise Unreadable(place, _package(element))
    return take_of(item_of(element, envelope, place), document)


def _package(element: etree._Element) -> str:
    named = len(every(element, "itemRef"))
    return f"a package that only names what is sent apart (items: {named}), without copy of its own; add those items"


def reader() -> NewsMLG2:
    """The entry point."""
    return NewsMLG2()

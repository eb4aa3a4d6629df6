"""NewsML 1.x (IPTC): NewsItems whose components nest; each headlined piece in them is a take."""

from collections.abc import Iterator

from lxml import etree

from writethru.errors import Unreadable
from writethru.model import Refused, Take
from writethru.read.document import Document
from writethru.read.item import take_of
from writethru.read.newsml_1_item import items_of
from writethru.read.tree import child, every, local, root_name, words, xml


class NewsML1:
    """Reads NewsML 1.0 to 1.2, as AFP, ANP, ATS, Belga, EFE, Kyodo, TASS and release wires send it.

    One NewsItem may hold several pieces (two languages, three sound bites): each is a take of its own. Pictures go
    to the piece that they were sent with.
    """

    name = "newsml-1"

    def recognises(self, document: Document) -> float:
        """Know it by its root element."""
        return 0.98 if root_name(document) == "NewsML" else 0.0

    def read(self, document: Document) -> Iterator[Take | Refused]:
        """Read item by item.

        Raises:
            Unreadable: the document is broken, or holds no NewsItem.
        """
        root = xml(document)
        items = [element for element in root if local(element) == "NewsItem"]
        if not items:
            raise Unreadable(document.name, "a NewsML envelope without any NewsItem; ask the sender for it again")
        envelope = child(root, "NewsEnvelope")
        for number, element in enumerate(items, 1):
            place = f"NewsItem {number}{_named(element)}"
            try:
                yield from (take_of(item, document.sha256) for item in items_of(element, envelope, place))
            except Unreadable as error:
                yield Refused(document.sha256, error.place, error.reason)


def _named(element: etree._Element) -> str:
    names = every(element, "PublicIdentifier")
    return f" ({words(names[0])[:120]})" if names and words(names[0]) else ""


def reader() -> NewsML1:
    """The entry point."""
    return NewsML1()

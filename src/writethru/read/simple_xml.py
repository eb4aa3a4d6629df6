"""XML with one element for each field, as some agencies send it: ``data/simple_xml.toml`` says which is which."""

import html
import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from writethru.errors import Unreadable
from writethru.model import Refused, Signal, SourceKind, Take
from writethru.read.agencies import agency_named
from writethru.read.document import Document
from writethru.read.item import Item, take_of
from writethru.read.lists import table
from writethru.read.markup import Block, of_html
from writethru.read.stamps import iso
from writethru.read.tree import attribute, child, every, local, root_name, words, xml

_PEEK = 4000
_TWICE = re.compile(r"&amp;(#?\w{1,8});")
_PLAIN = ("id", "guid", "version", "replaces", "headline", "standfirst", "dateline", "status")


class SimpleXml:
    """Reads the formats of ``data/simple_xml.toml``."""

    name = "simple-xml"

    def recognises(self, document: Document) -> float:
        """A record's element with one that it must have, near the top, is nearly proof."""
        if not (root := root_name(document)):
            return 0.0
        head = document.data[:_PEEK]
        known = [*table("simple_xml")["format"], *table("simple_xml")["refused"]]
        for row in known:
            has = any(f"<{name}".encode() in head for name in row["needs"])
            if has and (row.get("root") == root or f"<{row.get('record')}".encode() in head):
                return 0.95
        return 0.0

    def read(self, document: Document) -> Iterator[Take | Refused]:
        """Read record by record; one without what it needs is refused by its place.

        Raises:
            Unreadable: it is no safe XML, of none of the formats, or known to hold no copy.
        """
        root = xml(document)
        for row in table("simple_xml")["refused"]:
            if local(root) == row["root"] and all(every(root, name) for name in row["needs"]):
                raise Unreadable(document.name, row["why"])
        found = [(row, record) for row in table("simple_xml")["format"] for record in every(root, row["record"])]
        if not found:
            raise Unreadable(document.name, f"no record of a format that data/simple_xml.toml knows in <{local(root)}>")
        for number, (row, record) in enumerate(found, 1):
            if missing := [name for name in row["needs"] if not words(child(record, name))]:
                reason = f"<{row['record']}> without <{missing[0]}>; ask {row['source']} to send it again"
                yield Refused(document.sha256, f"record {number}", reason)
            else:
                yield take_of(_item(row, record), document.sha256)


def _item(row: dict[str, Any], record: etree._Element) -> Item:
    said = {field: _said(record, name) for field, name in row["fields"].items()}
    plain = {field: html.unescape(value) for field, value in said.items()}
    item = Item(
        format=row["name"],
        source=row["source"],
        language=row["language"],
        header=[plain["header"]] if plain["header"] else [],
        bylines=[plain["byline"]] if plain["byline"] else [],
        notes=[block.text for block in _blocks(record, row["fields"]["note"])],
        copy=_blocks(record, row["fields"]["copy"]),
        sent=iso(said["sent"], agency_named(row["source"])),
    )
    for field in _PLAIN:
        setattr(item, field, plain[field])
    if re.search(row["release"], plain["header"]):
        item.source_kind = SourceKind.RELEASE
    item.signal = next((Signal(word) for name, word in row["signals"].items() if _said(record, name) == "true"), None)
    if item.sent is None and said["sent"]:
        item.warnings.append(f"{row['fields']['sent']} {said['sent']!r} is no time that is known")
    return item


def _said(record: etree._Element, name: str) -> str:
    found = child(record, name)
    return words(found) if found is not None and attribute(found, "nil") != "true" else ""


def _blocks(record: etree._Element, name: str) -> list[Block]:
    """Return marked-up words as blocks; their characters may have been escaped once more than the markup."""
    return of_html(_TWICE.sub(r"&\1;", _said(record, name)))


def reader() -> SimpleXml:
    """Make the reader."""
    return SimpleXml()

"""Takes of invented copy with their links, as an exporter gets them, and what comes out of it."""

import json

from lxml import etree

from writethru.model import Links, Placement
from writethru.publish import atom, ninjs
from writethru.publish.outbox import outbox
from writethru.publish.rights import Audience
from writethru.read.item import Item, Photo, take_of
from writethru.read.jsonl import moment
from writethru.read.markup import Block
from writethru.settings import Settings, SourceSettings
from writethru.tell.dossier import Dossier

DOCUMENT = "0" * 64
LEAD = "STRAND, March 12 (Vantry) -- The ferry will sail again on Monday, Mayor Ida Moor said."
FULL = Settings(sources={"Vantry": SourceSettings(text="full")}, title="The Strand desk")


def item(number=1, **fields):
    """One version of the ferry piece."""
    given = {
        "format": "ninjs",
        "id": f"{fields.get('guid', 'ferry')}-{number}",
        "guid": "tag:vantry.example,2031:ferry",
        "source": "Vantry",
        "headline": "Ferry to sail again",
        "slug": "strand-ferry",
        "language": "en",
        "bylines": ["By Ove Lunde"],
        "copy": [Block(LEAD), Block("“It is mended,” she said.")],
        "sent": moment(f"2031-03-12T09:{number:02d}:00+01:00"),
    }
    return Item(**(given | fields))


def photo(**fields):
    return Photo(**({"caption": "The ferry at Strand.", "url": "https://vantry.example/ferry.jpg"} | fields))


def dossier(*chains, changes=()):
    """Chains of takes in order of version."""
    placements = [
        Placement(take.key, f"c{n}", chain[at - 1].key if at else None, f"c{n}", f"s{n}", "", ())
        for n, chain in enumerate(chains)
        for at, take in enumerate(chain)
    ]
    takes = {take.key: take for chain in chains for take in chain}
    return Dossier(takes, {}, Links(tuple(placements), tuple(changes)))


def chain(*items):
    return [take_of(one, DOCUMENT) for one in items]


def box(every, settings=FULL, audience=Audience.PUBLIC):
    return outbox(every, settings, audience)


def as_ninjs(every, settings=FULL, audience=Audience.PUBLIC):
    return [json.loads(line) for line in ninjs.to_ninjs(box(every, settings, audience))]


def as_atom(every, settings=FULL, audience=Audience.PUBLIC):
    return b"".join(atom.to_atom(box(every, settings, audience)))


def entries(feed):
    return etree.fromstring(feed).findall("{*}entry")

"""Pieces of a few happenings, with facts as bare as can be, put on a desk without reading anything."""

from dataclasses import replace
from datetime import UTC, datetime

from writethru import enriching, intake
from writethru.model import Facts, Marker, Part, PartKind, Sent, Signal, SourceKind, Span, Take

WHEN = datetime(2031, 3, 20, 9, tzinfo=UTC)
QUAKE = "An earthquake of magnitude 6.1 shook the mountain province of Karsk and killed 12 people in the town of Ulm."
SCHOOL = "A school collapsed in Ulm, and rescuers dug for children through the night with bare hands, teachers said."
DAM = "The dam above Karsk held, and engineers lowered its water by two metres to be safe, the ministry said."
FERRY = "A ferry with 312 people on board ran aground outside Strand, and lifeboats took passengers ashore."
RATE = "The central bank of Vellmark raised its key rate by half a point to 4.5 percent to slow rising prices."


def piece(number, title, *copy, day=5, signal=Signal.NEW, slug="", source=""):
    """A take by its number, which is its key and, as ``p7``, its id; each from an outlet of its own."""
    text, parts = title, [Part(PartKind.HEADLINE, Span(0, len(title)))]
    for paragraph in copy:
        text += "\n\n"
        parts.append(Part(PartKind.PARAGRAPH, Span(len(text), len(text) + len(paragraph))))
        text += paragraph
    return Take(
        key=f"{number:016x}",
        id=f"p{number}",
        document="d" * 64,
        format="test",
        source=source or f"Post {number}",
        source_kind=SourceKind.PAGE,
        text=text,
        parts=tuple(parts),
        headline=title,
        title=title,
        marker=Marker((), signal, 1),
        slug=slug,
        sent=Sent(datetime(2031, 3, day, 9, number % 60, tzinfo=UTC)),
        language="en",
    )


def quake(number, *more, day=5):
    """A piece about the quake."""
    return piece(number, "Quake kills 12 in Karsk", QUAKE, *more, day=day)


def ferry(number, *more, day=5):
    """A piece about the ferry."""
    return piece(number, "Ferry aground outside Strand", FERRY, *more, day=day)


def rate(number, *more, day=5):
    """A piece about the bank."""
    return piece(number, "Vellmark raises key rate", RATE, *more, day=day)


def bare(take):
    """No fact but the language."""
    return Facts(take.key, language="en")


def fill(desk, takes, facts=bare):
    """Put takes on a desk with their facts, and link it."""
    lay(desk, [(take, facts(take)) for take in takes])
    intake.link(desk._store, desk.settings, silent)


def lay(desk, pieces, document="d", maker=""):
    """Put takes and their facts, if there are any, on a desk as they are when they wait to be linked."""
    store = desk._store
    store.documents.receive(document * 64, "pieces.txt", "", b"pieces", WHEN)
    store.documents.keep(document * 64, [replace(take, document=document * 64) for take, _ in pieces])
    intake.place(store, silent)
    store.facts.keep([(facts, None) for _, facts in pieces if facts], maker or enriching.maker())


def silent(*_):
    """Tell nobody."""


def stories(desk):
    """The stories of a desk: the ids of each one's pieces."""
    takes = {take.key: take.id for take in desk._store.takes.all()}
    return sorted(" ".join(sorted(takes[key] for key in story.takes)) for story in desk._store.links.stories())


def home(desk, number):
    """The id of the story in which a piece is."""
    return desk._store.links.places([f"{number:016x}"])[f"{number:016x}"].story


def line(desk, number):
    """The id of the storyline on which a piece is."""
    return desk._store.links.places([f"{number:016x}"])[f"{number:016x}"].storyline

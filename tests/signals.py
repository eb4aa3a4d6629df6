"""A desk with every signal that matters, out of invented words: no two pieces share a run of five words."""

from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from writethru import Desk
from writethru.model import Fragment, Sent, Signal, SourceKind
from writethru.read.item import Item, Photo, take_of
from writethru.read.markup import Block

NOW = datetime(2031, 3, 14, 12, tzinfo=UTC)
APART = timedelta(90)  # between two cases: what lies so far apart tells no one story
SETTINGS = """
[sources.Vantry]
text = "full"

[phrases]
"Odd Tuesdays Only" = "editorial use only"
"Blue Moons Only" = "nothing"
"""

_STEMS = ("Bral", "Corv", "Dask", "Elm", "Frin", "Gorl", "Hask", "Ivor", "Jast", "Korm", "Lund", "Merr", "Nask")
_STEMS += ("Orph", "Prin", "Quor", "Rast", "Selm", "Tarv", "Ulm", "Vest")
_ENDS = ("ven", "dral", "mok", "tish", "wen", "lund", "parr", "sek", "ond", "ith")


class Words:
    """The words of one case; each sentence has one of its own in every five."""

    def __init__(self, number):
        stem = _STEMS[number]
        self.own = [f"{stem}{end}" for end in _ENDS]

    def headline(self, n=0):
        a, b, c = (self.own[(n + k) % 10] for k in (0, 3, 6))
        return f"{a} reopens {b} after {c}"

    def sentence(self, n):
        a, b, c, d, e = (self.own[(n + k) % 10] for k in range(5))
        return f"The {a} crews of {b} lifted the {c} crates near {d} with {n + 3} ropes from {e} on Wednesday."


def piece(number, hour, n=0, marker="", **more):
    """One take of a case; takes of one case are of one chain and tell one story."""
    words = Words(number)
    copy = [Block(f"VELLMARK (Vantry) -- {words.sentence(n)}")]
    copy.append(Block(f"“We counted {words.own[n]} and {words.own[n + 1]} twice,” Ida Moor said."))
    fields = {
        "format": "test",
        "id": f"vantry-{number}-{hour}",
        "guid": f"vantry-{number}",
        "source": "Vantry",
        "source_kind": SourceKind.AGENCY,
        "headline": f"{marker}{words.headline(n)}",
        "slug": f"{words.own[0]}-{words.own[3]}",
        "copy": copy,
        "sent": Sent(datetime(2031, 3, 12, hour, tzinfo=UTC) - number * APART),
        "language": "en",
    }
    return take_of(Item(**(fields | more)), "0" * 64)


def order(number, hour, signal):
    """A kill or hold with an unchanged headline and no body."""
    return piece(number, hour, signal=signal, copy=[])


def part(number, hour, n):
    take = piece(number, hour, n=n)
    return replace(take, marker=replace(take.marker, fragment=Fragment.ADD))


def shot(number, n, *rights, caption=""):
    words = Words(number)
    caption = caption or f"A {words.own[n]} boat passes {words.own[n + 1]} quay near {words.own[n + 2]} at dusk."
    url = f"https://vantry.example/{words.own[n]}.jpg"
    return Photo(caption=caption, credit="Vantry", rights=list(rights), url=url)


def note(words):
    return {"notes": [words]}


UNTIL = "2031-03-20T10:00:00+00:00"
CASES = {
    "open": [piece(0, 8), piece(0, 9, n=2, marker="(LEAD) ")],
    "killed": [piece(1, 8), piece(1, 9, n=2, marker="(LEAD) "), order(1, 10, Signal.KILL), piece(1, 11, n=5)],
    "held": [piece(2, 8), order(2, 9, Signal.HOLD), piece(2, 10, n=5, marker="(LEAD) ")],
    "corrected": [piece(3, 8), order(3, 9, Signal.HOLD), piece(3, 10, n=2, marker="(CORRECTION) ")],
    "embargo": [piece(4, 8), piece(4, 9, n=2, marker="(LEAD) ", embargo=UNTIL)],
    "written": [piece(5, 8, **note("EMBARGOED until 10:00 GMT on March 20, 2031"))],
    "conflict": [piece(6, 8, embargo="2031-03-13T10:00:00+00:00", **note("Embargoed until March 12, 2031"))],
    "no date": [piece(7, 8, embargo="")],
    "advisory": [piece(8, 8, signal=Signal.ADVISORY)],
    "fragment": [part(9, 8, 2)],
    "joined": [piece(10, 8), part(10, 9, 4)],
    "released": [piece(11, 8, embargo="")],
    "over": [piece(12, 8, embargo="2031-03-13T10:00:00+00:00")],
    "stray": [order(17, 10, Signal.KILL)],
    "territory": [piece(13, 8, rights=["Not for distribution in Norland"], pictures=[shot(13, 5)])],
    "unknown": [piece(14, 8, rights=["On even Fridays if the tide allows"])],
    "answered": [piece(15, 8, rights=["Odd Tuesdays Only"], pictures=[shot(15, 5, "Blue Moons Only")])],
    "pictures": [
        piece(
            16,
            8,
            pictures=[shot(16, 0), shot(16, 3, "PHOTO NOT FOR SALE"), shot(16, 6, "FOR LIGHTHOUSES ONLY")],
        )
    ],
}
STOPPED = {"killed", "held", "stray"}
"""What nobody may see; in "corrected" that is all before the correction."""

HIDDEN = {"embargo", "written", "conflict", "no date", "advisory", "fragment"}
"""What the public must not know of."""

BARRED = {"territory", "unknown"}
"""Whose text terms keep from the public; their pictures have terms of their own."""


def fill(desk, cases=CASES):
    """Put the cases on a desk as if a reader had read them, then place, read and link them."""
    for number, takes in enumerate(cases.values()):
        sha256 = f"{number:064d}"
        desk._store.documents.receive(sha256, f"case-{number}", "", b"-", NOW - timedelta(days=1))
        desk._store.documents.keep(sha256, takes)
    desk.add([])
    if "released" in cases:
        desk.release(cases["released"][0].key, "the source said so by telephone")


@contextmanager
def filled(home):
    """A desk of its own, with its settings and every case on it."""
    (home / "writethru.toml").write_text(SETTINGS)
    with Desk(home, clock=lambda: NOW) as desk:
        fill(desk)
        yield desk

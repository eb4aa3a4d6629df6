"""All that is told of one story or storyline: a function of its own takes, their facts and their links alone.

So what was told holds until one of these changes, however much comes to the rest of the desk, and can be kept.
"""

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import msgspec

from writethru.model import Links, Person, Telling
from writethru.tell.brief import brief, related
from writethru.tell.dossier import Dossier
from writethru.tell.stands import stands
from writethru.wording import language

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

Teller = Callable[[Dossier, str, str], Telling]
"""Tells a dossier, given its kind, ``story`` or ``storyline``, and its id; see ``telling``."""

_SOURCES = (".py", ".toml", ".html", ".po", ".css", ".svg")
_ENCODER = msgspec.json.Encoder(order="deterministic")


def telling(dossier: Dossier, kind: str, of: str) -> Telling:
    """Tell a story or storyline, with where actors stand in it.

    Raises:
        Withheld: every piece was killed or is on hold.
    """
    return beside(told(own(dossier, of)[0], kind, of), dossier, kind, of)


def told(alone: Dossier, kind: str, of: str) -> Telling:
    """Tell what ``own`` returned, without what is related to it. Raises as ``telling``."""
    return Telling(brief(alone, kind, of), stands(alone))


def beside(found: Telling, dossier: Dossier, kind: str, of: str) -> Telling:
    """Return a telling with what is related to it as that is called now."""
    return replace(found, brief=replace(found.brief, related=tuple(related(dossier, kind, of))))


def own(dossier: Dossier, of: str) -> tuple[Dossier, bytes]:
    """Return a dossier with the links of its own takes alone, and a digest of all that may be told from it. O(it).

    The digest knows the language that is spoken, too: our own words in a telling are in it.
    """
    takes, links = dossier.takes, dossier.links
    alone = Links(
        placements=tuple(one for one in links.placements if one.take in takes),
        changes=tuple(one for one in links.changes if one.take in takes),
        stories=tuple(one for one in links.stories if any(key in takes for key in one.takes)),
        storylines=tuple(one for one in links.storylines if one.id == of),
        people=tuple(_here(links.people, takes)),
        claims=tuple(one for one in links.claims if any(m.citation.take in takes for m in one.members)),
    )
    found = replace(dossier, links=alone)
    told_from = (found.takes, found.facts, alone, found.passages, found.storyline, of, language())
    return found, hashlib.sha256(made_by() + _ENCODER.encode(told_from)).digest()


def _here(people: Iterable[Person], takes: Collection[str]) -> Iterable[Person]:
    """Yield people with what stands of them in these takes: all that telling asks of them."""
    for one in people:
        mentions = tuple(m for m in one.mentions if m.take in takes)
        if mentions:
            yield replace(one, names=(), roles=(), mentions=mentions)


@cache
def made_by() -> bytes:
    """Return a digest of the code, word lists, templates and styles installed: others tell and write otherwise."""
    found = hashlib.sha256()
    for name, file in sorted(_sources(files("writethru"))):
        found.update(name.encode() + file.read_bytes())
    return found.digest()


def _sources(folder: "Traversable", above: str = "") -> Iterator[tuple[str, "Traversable"]]:
    for one in folder.iterdir():
        if one.is_dir():
            yield from _sources(one, f"{above}{one.name}/")
        elif one.name.endswith(_SOURCES):
            yield f"{above}{one.name}", one

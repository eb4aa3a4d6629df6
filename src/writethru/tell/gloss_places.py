"""Glosses of places: where "here", "the state" and "the government" are, by the dateline that a brief leaves out."""

import re
from collections.abc import Iterator, Set

from writethru.model import Citation, Span
from writethru.tell.dossier import Dossier
from writethru.tell.gloss_dates import Found
from writethru.tell.items import openings

_SETTLED = r"town|city|village|state|county|capital|community|island|port|resort|nation|country|suburb|township"
_HERE = re.compile(
    rf"(?<![-\w])(?:here(?![-\w'’])|this (?:[\w-]+ ){{0,4}}(?:{_SETTLED})\b"
    rf"|the (?:state|city|county|government)\b(?! of)|(?<![A-Z] )(?:state|city|county) (?=[A-Z]))",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|``.*?''", re.DOTALL)


def local(place: str) -> str:
    """Return the mark by which it is known that a reader has read where a piece was written."""
    return f"at {place}"


def place_of(dossier: Dossier, take: str) -> str:
    """Return where a piece was written, as its dateline has it; empty for a piece of several matters."""
    one = dossier.takes[take]
    places = one.dateline.places if one.dateline else ()
    return places[0] if len(places) == 1 and not openings(one) else ""


def places(dossier: Dossier, take: str, span: Span, known: Set[str], language: str) -> Iterator[Found]:
    """Find the first words inside ``span`` that mean where the piece was written, unless that is known or said."""
    place, text = place_of(dossier, take), dossier.takes[take].text
    if language != "en" or not place or local(place) in known:
        return
    words = span.of(text)
    if any(part.lower() in words.lower() for part in place.split(",")):
        return
    quoted = [found.span() for found in _QUOTED.finditer(words)]
    for found in _HERE.finditer(words):
        if _lower(found.group()) and not any(a <= found.start() < b for a, b in quoted):
            line = dossier.takes[take].dateline
            at = Span(span.start + found.start(), span.start + len(words[: found.end()].rstrip()))
            yield Found(at, place, Citation(take, line.span) if line else None, "where the piece was written")
            return


def _lower(words: str) -> bool:
    """Leave out "State Department" and the like: "state" is meant as a common noun."""
    return words.split()[-1].islower()

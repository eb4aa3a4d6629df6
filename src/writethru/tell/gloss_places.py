"""Glosses of places: where "here", "the state" and "the government" are, by the dateline that a brief leaves out."""

import re
from collections.abc import Iterator, Set
from functools import cache

from writethru.model import Citation, PartKind, Span
from writethru.tell.dossier import Dossier
from writethru.tell.gloss_dates import Found
from writethru.tell.items import openings

_SETTLED = r"town|city|village|state|county|capital|community|island|port|resort|suburb|township"
_HERE = re.compile(
    rf"(?<![-\w])(?:[Hh]ere(?![-\w'’]|\s+(?:is|are)\b)|[Tt]his\s+(?:[\w-]+\s+){{0,4}}(?:{_SETTLED})\b(?:['’]s)?"
    r"|[Tt]he\s+(?:state|city|county)(?:['’]s(?!\w)|(?=[,.;]|\s+(?:and|or|in|on|to|for|from|with|at|will|is|was|has|said)\b))"
    r"|(?:state|city|county)(?=\s+[A-Z][a-z]))"
)
_GOVERNMENT = re.compile(
    r"[Tt]he\s+government\b(?:['’]s)?(?! of)(?!\s(?:newspaper|daily|agency|radio|television|station|paper)\b)"
)
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|``.*?''", re.DOTALL)
_SENDER = re.compile(r"\s*(?:\([^)]*\).*)?$", re.DOTALL)
_WEEKDAY = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day", re.IGNORECASE)
WHY = "where the piece was written"


def local(place: str) -> str:
    """Return the mark by which it is known that a reader has read where a piece was written."""
    return f"at {place}"


def place_of(dossier: Dossier, take: str, span: Span) -> tuple[str, Span | None]:
    """Return where words of a piece were written, by the dateline before them, and that dateline; else nothing."""
    one = dossier.takes[take]
    if not openings(one):
        places = tuple(
            place for place in (one.dateline.places if one.dateline else ()) if not _WEEKDAY.fullmatch(place)
        )
        return (places[0], one.dateline.span) if one.dateline and len(places) == 1 else ("", None)
    lines = [line for line in one.spans(PartKind.DATELINE) if line.end <= span.start]
    if not lines:
        return "", None
    words = _SENDER.sub("", " ".join(lines[-1].of(one.text).split()))
    return " ".join(w.capitalize() if w.strip(",").isalpha() and w.isupper() else w for w in words.split()), lines[-1]


def said_in(place: str, words: str) -> bool:
    """Say whether words name a place, or a part of its name."""
    return any(part.strip().lower() in words.lower() for part in place.split(","))


@cache
def _countries() -> frozenset[str]:
    from writethru.cldr import Locale

    return frozenset(str(name).lower() for name in Locale("en").territories.values())


def _abroad(place: str) -> bool:
    """Say whether a dateline names its country, as it does where "the government" is that of the place."""
    return place.split(",")[-1].strip().lower() in _countries()


def _wide(found: re.Match[str]) -> bool:
    """Say whether words mean the state or country around the place of writing."""
    return found.re is _GOVERNMENT or re.search(r"\bstate\b", found.group(), re.IGNORECASE) is not None


def places(dossier: Dossier, take: str, span: Span, known: Set[str], language: str) -> Iterator[Found]:
    """Find the first words inside ``span`` that mean where the piece was written, unless that is known or said."""
    if language != "en":
        return
    place, line = place_of(dossier, take, span)
    words = span.of(dossier.takes[take].text)
    if line is None or not place or local(place) in known or said_in(place, words):
        return
    quoted = [found.span() for found in _QUOTED.finditer(words)]
    meant = [*_HERE.finditer(words), *(_GOVERNMENT.finditer(words) if _abroad(place) else ())]
    for found in sorted(meant, key=lambda match: (_wide(match), match.start())):  # "the state ... here": the town
        if not any(a <= found.start() < b for a, b in quoted):
            at = Span(span.start + found.start(), span.start + found.end())
            wide = _wide(found)
            if wide and found.re is not _GOVERNMENT and ("," not in place or _abroad(place)):
                return  # a dateline without its state
            whose = place.split(",")[-1].strip() if wide else place
            yield Found(at, whose, Citation(take, line), WHY)
            return

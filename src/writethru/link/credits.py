"""What a take says of its own origin: an agency's credit, another outlet's, a release's marks (``origins.toml``).

A credit stands in the byline, the dateline, the sign-off, the rights line, or in a paragraph at either end; an agency
that copy speaks of is no credit, and one that contributed gave a part. Time: O(length of those lines).
"""

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from writethru.link.words import fold
from writethru.model import Origin, OriginKind, PartKind, SourceKind, Take
from writethru.read.agencies import Agency, agency_called, agency_named, names_pattern
from writethru.read.chrome import label
from writethru.read.lists import kept

_HEAD, _TAIL = 2, 4  # paragraphs at either end in which a credit is looked for
_LONGEST = 400  # letters of such a paragraph: a longer one tells of something else
_SHORT = 90
_OUTLET = r"(?:the |[Tt]he )?[A-Z0-9À-Þ][\w.&'’-]*(?: (?:of|the|and|de|la|&|[A-Z0-9À-Þ][\w.&'’-]*)){0,6}"
_OPENED = re.compile(r"[^\n]{0,80}?[(\[]([^()\[\]\n]{2,40})[)\]]\s*(?:--|[-–—:=])")
_BRACKET = re.compile(r"[(\[/]([^()\[\]\n/]{2,30})[)\]/]\s*$")


def own(take: Take) -> Origin:
    """Return the origin of a take as far as it says it itself; ``UNKNOWN`` where it says nothing sure."""
    if take.ai_text or any((seen := label(line)) is not None and seen.text for line in _lines(take, short=True)):
        return Origin(take.key, OriginKind.AI, "", "the source says that its text was made with AI")
    if sender := _release(take):
        return Origin(take.key, OriginKind.RELEASE, take.source or sender, f"a press release: {sender}")
    if agency := agency_of(take):
        return Origin(take.key, OriginKind.REPORTING, agency, "the agency's own take")
    if take.source_kind is SourceKind.OWN:
        return Origin(take.key, OriginKind.REPORTING, take.source, "the desk's own copy")
    if agency := credited(take):
        return Origin(take.key, OriginKind.REPRINT, agency, f"credited to {agency}")
    if outlet := republished(take):
        return Origin(take.key, OriginKind.REPRINT, outlet, f"it says that it was first published by {outlet}")
    if agency := contributed(take):
        return Origin(take.key, OriginKind.UNKNOWN, agency, f"it says that {agency} contributed to it")
    if agency := _has_from(take):
        return Origin(take.key, OriginKind.UNKNOWN, agency, f"it says that it has something from {agency}")
    return Origin(take.key, OriginKind.UNKNOWN, "", "nothing in it says or shows where its text comes from")


def agency_of(take: Take) -> str:
    """Return the name of the agency that sent a take, empty when none did."""
    if take.source_kind is SourceKind.AGENCY:
        return take.source
    found = agency_called(take.source) if take.source else None
    return found.name if found and not found.release else ""


def credited(take: Take) -> str:
    """Return the agency that a take credits with the whole of its text, or empty."""
    if take.dateline and (name := _named(take.dateline.source)):
        return name
    for line in _bylines(take):
        if not _first("contributed", "byline", line) and (name := _first("credited", "byline", line)):
            return name
    if take.copy and (opened := _OPENED.match(take.copy[0].of(take.text))) and (name := _named(opened.group(1))):
        return name
    for line in _lines(take):
        if _first("contributed", "inside", line):
            continue
        whole = _whole("credited", line) if len(line) <= _SHORT else ""
        if name := whole or _first("credited", "inside", line) or _in_bracket(line):
            return name
    return ""


def contributed(take: Take) -> str:
    """Return the agency that a take says gave a part of it, or empty."""
    for kind, lines in (("byline", _bylines(take)), ("inside", _lines(take))):
        for line in lines:
            if name := _first("contributed", kind, line):
                return name
    return ""


def republished(take: Take) -> str:
    """Return the outlet in which a take says that it appeared first, or empty."""
    for line in _lines(take):
        for pattern in _patterns("republished", "inside"):
            if (found := pattern.search(line)) and fold(found["of"]) != fold(take.source):
                return str(found["of"]).removeprefix("the ").rstrip(".,")
    return ""


def _bylines(take: Take) -> Iterator[str]:
    yield from (span.of(take.text) for span in take.spans(PartKind.BYLINE))
    yield from (byline.name for byline in take.bylines)


def _lines(take: Take, *, short: bool = False) -> Iterator[str]:
    """Yield the lines that can hold a credit, and no longer ones than credits are."""
    copy = take.copy
    ends = copy if len(copy) <= _HEAD + _TAIL else (*copy[:_HEAD], *copy[-_TAIL:])
    spans = (*take.spans(PartKind.SIGNOFF, PartKind.RIGHTS, PartKind.END), *take.notices, *ends)
    for span in spans:
        if span.end - span.start <= (_SHORT if short else _LONGEST):
            yield span.of(take.text).strip()


def _in_bracket(line: str) -> str:
    """Return the agency that stands alone in brackets at the end of a line: a desk that translates names both."""
    found = _BRACKET.search(line)
    return _named(re.split(r"[=/]", found.group(1))[-1]) if found else ""


def _named(words: str) -> str:
    found: Agency | None = agency_named(words) if words else None
    return found.name if found and not found.release else ""


def _first(section: str, key: str, line: str) -> str:
    for pattern in _patterns(section, key):
        if (found := pattern.search(line)) and (name := _named(found["agency"])):
            return name
    return ""


def _whole(section: str, line: str) -> str:
    for pattern in _patterns(section, "line"):
        if (found := pattern.fullmatch(line)) and (name := _named(found["agency"])):
            return name
    return ""


def _has_from(take: Take) -> str:
    for span in take.copy:
        if found := _has_from_pattern().search(span.of(take.text)):
            return _named(found["a"] or found["b"])
    return ""


def _release(take: Take) -> str:
    """Return what shows that a take is a press release, or empty."""
    if take.source_kind is SourceKind.RELEASE:
        return "its source sends releases"
    opening = " ".join(span.of(take.text) for span in [*take.spans(PartKind.DATELINE), *take.copy[:1]])[:200]
    if wire := next((w for w in _table()["release"]["wires"] if w == take.source or _marked(w, opening)), ""):
        return wire
    lines = list(_lines(take))
    if any(pattern.match(line) for line in (take.headline, *lines[:_HEAD]) for pattern in _sure()):
        return "it calls itself one"
    signs = {n for line in lines for n, pattern in enumerate(_signs()) if pattern.search(line)}
    return "it has a release's contact lines" if len(signs) > 1 else ""


def _marked(wire: str, opening: str) -> bool:
    """Say whether a wire's name stands as a mark in an opening ("/PRNewswire/ --"), not as a name in its words."""
    return bool(re.search(rf"[/(–—-]\s*{re.escape(wire)}\s*(?:via [\w ]+)?[/)–—-]", opening)) or opening.startswith(wire)


@cache
def _table() -> dict[str, dict[str, Any]]:
    from tomllib import loads

    return loads(files("writethru.link").joinpath("origins.toml").read_text("utf-8"))


@kept
def _compiled() -> dict[tuple[str, str], tuple[re.Pattern[str], ...]]:
    agency = rf"(?-i:(?<!\w)(?P<agency>{names_pattern()})(?!\w))"
    return {
        (section, key): tuple(
            re.compile(p.replace("AGENCY", agency).replace("OUTLET", _OUTLET), re.IGNORECASE) for p in patterns
        )
        for section in ("credited", "republished", "contributed")
        for key, patterns in _table()[section].items()
    }


def _patterns(section: str, key: str) -> tuple[re.Pattern[str], ...]:
    return _compiled()[section, key]


@cache
def _sure() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(rf"(?:{p})\s*(?:$|[:：|–—-])", re.IGNORECASE) for p in _table()["release"]["sure"])


@cache
def _signs() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(p, re.IGNORECASE) for p in _table()["release"]["signs"])


@kept
def _has_from_pattern() -> re.Pattern[str]:
    words = _table()["has_from"]
    before, after = ("|".join(map(re.escape, words[side])) for side in ("before", "after"))
    names = names_pattern()
    return re.compile(rf"(?<!\w)(?:(?:{before})\s+(?P<a>{names})(?!\w)|(?P<b>{names})\s*(?:{after})(?!\w))")

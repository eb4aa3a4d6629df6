"""What a take says of its own origin: an agency's credit, another outlet's, a release's marks (``origins.toml``).

A credit stands in the byline, the dateline, the sign-off, the rights line, or in a paragraph at either end; an agency
that copy speaks of is no credit, and one that contributed gave a part. Time: O(length of those lines).
"""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from writethru.link.words import fold
from writethru.model import Origin, OriginKind, PartKind, SourceKind, Take
from writethru.read.agencies import Agency, agencies, agency_called, agency_named, known, names_pattern
from writethru.read.chrome import label
from writethru.read.lists import kept

_HEAD, _TAIL = 2, 4  # paragraphs at either end in which a credit is looked for
_LONGEST = 400  # letters of such a paragraph: a longer one tells of something else
_WORDS = re.compile(r"\w+")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")  # words that are not set apart by spaces
_SHORT = 90
_OPENING = 200
_WORD = r"[A-ZÀ-Þ][\w&-]*(?:[.'’]\w+)*"
_DAYS = r"(?!(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\b)"
_OUTLET = rf"(?:[Tt]he )?{_DAYS}{_WORD}(?:(?: (?:of|the|and|de|la|&))* {_WORD}){{0,5}}"
_OPENED = re.compile(r"[^\n]{0,80}?[(\[]([^()\[\]\n]{2,40})[)\]]\s*(?:--|[-–—:=])")
_BRACKET = re.compile(r"[(\[/]([^()\[\]\n/]{2,30})[)\]/]\s*$")


@dataclass(frozen=True, slots=True)
class _Said:
    """The words of a take in which it can speak of its own origin: bylines, and lines at either end."""

    bylines: tuple[str, ...]
    lines: tuple[str, ...]
    naming: tuple[str, ...]  # those of the lines that may name an agency


def own(take: Take, agencies: frozenset[str] = frozenset()) -> Origin:
    """Return the origin of a take as far as it says it itself; ``UNKNOWN`` where it says nothing sure.

    ``agencies``: names of sources that are agencies on this desk and in no list.
    """
    said = _said(take)
    short = (line for line in said.lines if len(line) <= _SHORT)
    if take.ai_text or any((seen := label(line)) is not None and seen.text for line in short):
        return Origin(take.key, OriginKind.AI, "", "the source says that its text was made with AI")
    if sender := _release(take, said):
        return Origin(take.key, OriginKind.RELEASE, take.source or sender, f"a press release: {sender}")
    if agency := agency_of(take):
        return Origin(take.key, OriginKind.REPORTING, agency, "the agency's own take")
    if take.source_kind is SourceKind.OWN:
        return Origin(take.key, OriginKind.REPORTING, take.source, "the desk's own copy")
    if agency := _credited(take, said):
        return Origin(take.key, OriginKind.REPRINT, agency, f"credited to {agency}")
    if outlet := _republished(take, said):
        return Origin(take.key, OriginKind.REPRINT, outlet, f"it says that it was first published by {outlet}")
    if agency := _contributed(said):
        return Origin(take.key, OriginKind.UNKNOWN, agency, f"it says that {agency} contributed to it")
    if agency := _has_from(take, agencies):
        return Origin(take.key, OriginKind.UNKNOWN, agency, f"it says that it has something from {agency}")
    return Origin(take.key, OriginKind.UNKNOWN, "", "nothing in it says or shows where its text comes from")


def agency_of(take: Take) -> str:
    """Return the name of the agency that sent a take, as credits of it give it; empty when none did."""
    found = agency_called(take.source) if take.source else None
    if found and not found.release:
        return found.name
    return take.source if take.source_kind is SourceKind.AGENCY else ""


def credited(take: Take) -> str:
    """Return the agency that a take credits with the whole of its text, or empty."""
    return _credited(take, _said(take))


def _said(take: Take) -> _Said:
    """Return the words that can hold a credit; lines longer than credits are tell of something else."""
    copy = take.copy
    ends = copy if len(copy) <= _HEAD + _TAIL else (*copy[:_HEAD], *copy[-_TAIL:])
    spans = (*take.spans(PartKind.SIGNOFF, PartKind.RIGHTS, PartKind.END), *take.notices, *ends)
    lines = tuple(dict.fromkeys(s.of(take.text).strip() for s in spans if s.end - s.start <= _LONGEST))
    bylines = [span.of(take.text) for span in take.spans(PartKind.BYLINE)] + [byline.name for byline in take.bylines]
    return _Said(tuple(bylines), lines, tuple(filter(_may_name, lines)))


def _credited(take: Take, said: _Said) -> str:
    if take.dateline and (name := _named(take.dateline.source)):
        return name
    for line in said.bylines:
        if not _first("contributed", "byline", line) and (name := _first("credited", "byline", line)):
            return name
    if take.copy and (opened := _OPENED.match(take.copy[0].of(take.text))) and (name := _named(opened.group(1))):
        return name
    for line in said.naming:
        if _of_picture().search(line) or _first("contributed", "inside", line):
            continue
        whole = _whole("credited", line) if len(line) <= _SHORT else ""
        if name := whole or _first("credited", "inside", line) or _in_bracket(line):
            return name
    return ""


def _contributed(said: _Said) -> str:
    for kind, lines in (("byline", said.bylines), ("inside", said.naming)):
        for line in lines:
            if name := _first("contributed", kind, line):
                return name
    return ""


def _republished(take: Take, said: _Said) -> str:
    for line in said.lines:
        for pattern in _compiled()["republished", "inside"] if _published().search(line.lower()) else ():
            if (found := pattern.search(line)) and fold(found["of"]) != fold(take.source):
                return re.sub(r"['’]s$", "", found["of"]).removeprefix("the ")
    return ""


def _in_bracket(line: str) -> str:
    """Return the agency that stands alone in brackets at the end of a line: a desk that translates names both."""
    found = _BRACKET.search(line)
    return _named(re.split(r"[=/]", found.group(1))[-1]) if found else ""


def _named(words: str) -> str:
    found: Agency | None = agency_named(words) if words and known(words) else None
    return found.name if found and not found.release else ""


def _first(section: str, key: str, line: str) -> str:
    for pattern in _compiled()[section, key]:
        if (found := pattern.search(line)) and (name := _named(found["agency"])):
            return name
    return ""


def _whole(section: str, line: str) -> str:
    for pattern in _compiled()[section, "line"]:
        if (found := pattern.fullmatch(line)) and (name := _named(found["agency"])):
            return name
    return ""


def _has_from(take: Take, agencies: frozenset[str]) -> str:
    for span in take.copy:
        words = span.of(take.text)
        if not any(cue in words for cue in _cues()):
            continue
        may = _may_name(words) or any(name in words for name in agencies)
        if may and (found := _has_from_pattern(agencies).search(words)):
            name = str(found["a"] or found["b"])
            return _named(name) or name
    return ""


def _may_name(line: str) -> bool:
    """Say whether the first word of any agency's name stands in a line, which costs far less than to look for names."""
    return not _first_words().isdisjoint(_WORDS.findall(line)) or (not line.isascii() and bool(_CJK.search(line)))


def _release(take: Take, said: _Said) -> str:
    """Return what shows that a take is a press release, or empty."""
    if take.source_kind is SourceKind.RELEASE or _sender().search(take.source):
        return "its source sends releases"
    opening = " ".join(span.of(take.text) for span in [*take.spans(PartKind.DATELINE), *take.copy[:1]])[:_OPENING]
    wires = _table()["release"]["wires"]
    if wire := next((w for w in wires if w == take.source or (w in opening and _marked(w, opening))), ""):
        return str(wire)
    if any(
        _sure().match(line) for line in (take.headline, opening, *(span.of(take.text) for span in take.copy[:_HEAD]))
    ):
        return "it calls itself one"
    signs = {n for line in said.lines if _sign().search(line) for n, one in enumerate(_signs()) if one.search(line)}
    return "it has a release's contact lines" if len(signs) > 1 else ""


def _marked(wire: str, opening: str) -> bool:
    """Say whether a wire's name stands as a mark in an opening ("/PRNewswire/ --"), not as a name in its words."""
    mark = rf"[/(–—-]\s*{re.escape(wire)}\s*(?:via [\w ]+)?[/)–—-]"
    return bool(re.search(mark, opening)) or opening.startswith(wire)


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


@cache
def _published() -> re.Pattern[str]:
    return re.compile("|".join(_table()["republished"]["words"]))


@cache
def _sure() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(_table()['release']['sure'])})\s*(?:$|[:：|–—-])", re.IGNORECASE)


@cache
def _sender() -> re.Pattern[str]:
    return re.compile("|".join(_table()["release"]["senders"]), re.IGNORECASE)


@cache
def _signs() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(p, re.IGNORECASE) for p in _table()["release"]["signs"])


@cache
def _sign() -> re.Pattern[str]:
    return re.compile("|".join(_table()["release"]["signs"]), re.IGNORECASE)


@kept
def _first_words() -> frozenset[str]:
    names = (name for agency in agencies() for name in (agency.name, *agency.names))
    return frozenset(words[0] for name in names if (words := _WORDS.findall(name)))


@cache
def _of_picture() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, _table()['picture']['words']))})(?!\w)", re.IGNORECASE)


@cache
def _cues() -> tuple[str, ...]:
    """Return the words one of which stands wherever copy has something from an agency."""
    return tuple(word for side in ("before", "after") for word in _table()["has_from"][side])


@kept
def _has_from_pattern(agencies: frozenset[str]) -> re.Pattern[str]:
    words = _table()["has_from"]
    before, after = ("|".join(map(re.escape, words[side])) for side in ("before", "after"))
    names = "|".join([*(re.escape(name) for name in sorted(agencies, key=lambda n: (-len(n), n))), names_pattern()])
    return re.compile(rf"(?<!\w)(?:(?:{before})\s+(?P<a>{names})(?!\w)|(?P<b>{names})\s*(?:{after})(?!\w))")

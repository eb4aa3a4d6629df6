"""Datelines: where, on which day and for whom a piece was written, at the head of its first paragraph."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from writethru.model import Dateline, Span
from writethru.read.agencies import agency_named, names_pattern
from writethru.read.casing import cased
from writethru.read.days import DayFound, day_in, month_pattern, nearest
from writethru.read.lists import kept, table

_LONGEST = 140  # code points in which a dateline must end
_SEPARATOR = r"(?:\s*(?P<sep>--|—|–|\.\s?[-–—]|[-–—_:=|])(?=\s|[\"'“‘`]|\w)|(?=\s*$))"
_WORD = r"[^\W\d_][^\W\d_.'’]*(?:[.'’][^\W\d_]*)*"
_PARTICLE = r"(?:de|del|des|der|la|le|du|di|da|do|dos|am|an|of|on|and|the|upon|in|sur|aan|den|zu|el)"
_PLACE = rf"(?:{_WORD})(?:[ -](?:{_PARTICLE}[ -])*(?:{_WORD})){{0,4}}"
_PLACES = rf"{_PLACE}(?:\s?/\s?{_PLACE})*(?:, ?{_PLACE}){{0,2}}"
_CAPITALS = r"[^\W\d_a-zß-ÿ][^\W\d_a-zß-ÿ.'’]*(?:\.[^\W\d_a-zß-ÿ]*)*"
_STATE = r"(?:, ?[A-Z][\w.]{1,14}(?: [A-Z][\w.]{1,14})?)?"
_KOREAN_REPORTERS = r"\s*(?:[가-힣\s·]{2,24}(?:기자|특파원|통신원)\s*)?=?"
_UPPER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True)
class _Form:
    written: str
    sure: bool  # the form alone is proof; else the source must be known or the place in capitals
    needs: str  # letters of which every such line has one; it is not even compiled before one comes

    def match(self, head: str) -> re.Match[str] | None:
        """Match the head of a paragraph."""
        return self._pattern.match(head) if any(letter in head for letter in self.needs) else None

    def compile(self) -> re.Pattern[str]:
        """Return its pattern."""
        return self._pattern

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(rf"\s*{self.written}")


def dateline(text: str, start: int = 0, end: int | None = None, sent: date | None = None) -> Dateline | None:
    """Read the dateline at ``text[start:]``; its span takes in the separator. None where there is none.

    The year comes from the line, else from ``sent`` (and is then said to be inferred), else the day stays open.
    """
    end = len(text) if end is None else end
    head = text[start : min(end, start + _LONGEST)]
    for form in _forms():
        match = form.match(head)
        if match and (form.sure or _believable(match)) and not _abbreviated(match):
            return _made(match, start, sent)
    return None


def compiled() -> None:
    """Compile every form now, where it is not: a quarter of a second that somebody waits for otherwise."""
    for form in _forms():
        form.compile()


def with_year(line: Dateline, found: DayFound | None, days: Iterable[date]) -> Dateline:
    """Give an open day its year from full dates elsewhere in the take, when one of them is the same day."""
    if line.day or found is None:
        return line
    same = sorted(d for d in days if (d.month, d.day) == (found.month, found.day))
    return replace(line, day=same[-1], day_inferred=True) if same else line


@kept
def _forms() -> tuple[_Form, ...]:
    """All forms, the most certain first."""
    month, agency = month_pattern(), names_pattern()
    day = rf"(?P<day>(?:(?i:{month})\.?\s+\d{{1,2}}|\d{{1,2}}\.?\s+(?i:{month})\.?)(?:,?\s+(?:19|20)\d\d)?)"
    source = rf"(?P<source>(?:{agency})(?:[ /,;-]+(?:{agency}|[a-z]{{2,6}}))?)"
    outlet = rf"\((?P<source>{_outlets()}|{agency})\)"
    bracket = rf"(?:\(\s?{source}\s?\)|/\s?{source.replace('source', 'source2')}\s?/)"
    place = rf"(?P<place>{_PLACES})"
    # without a separator a sentence must begin: "Jane Doe (Agency) said" is no dateline
    tail = rf"(?:\s*\.?{_SEPARATOR}|\.?(?=\s*(?:$|[\"'“‘«`]|[^\Wa-zß-ÿ_])))"
    forms = [
        (rf"\({source}\)\s*[-–—]\s*{place},?\s+{day}\s*[-–—](?=\s)", True, "("),  # (AGENCY) - PLACE, DAY -
        (rf"[(\[]{place}=(?P<source>[^()\[\]=]{{2,12}})[)\]]{_KOREAN_REPORTERS}", True, "="),
        (rf"【(?P<place>[^\W\d_]{{2,10}}?)(?P<source>{agency}|)】", True, "【"),
        (r"(?P<source>新华社|新華社)(?P<place>[\u4e00-\u9fff]{2,6}?)(?P<day>\d{1,2}月\d{1,2}日)电", True, "电"),
        (rf"{place},?\s*{day}\.?,?\s*{bracket}{tail}", True, "(/"),
        # with the land in brackets behind the place
        (rf"{place}\s*(?:\([^()]{{2,30}}\)\s*)?\[[^\[\]]{{2,30}}\],?\s*{day}\s*{bracket}{tail}", True, "["),
        (rf"{place}\s?--\s?\({source}\)\s?--", True, "("),  # PLACE--(AGENCY)--
        # the agency behind a dash after the day
        (rf"{place}[,.]\s*{day}\.?\s*(?:[-–—]\s*)?{source}(?:\.|\s*[-–—])(?=\s)", True, "-–—."),
        (rf"{place},?\s*{bracket}{tail}", True, "(/"),
        (rf"{day}\.?,?\s*{bracket}{tail}", True, "(/"),
        (rf"{place},?\s*{outlet}{tail}", True, "("),  # PLACE (OUTLET)
        (rf"{outlet}{tail}", True, "("),  # (OUTLET) alone
        (rf"\((?P<source>{_CAPITALS}(?: {_CAPITALS}){{0,3}})\)\s*(?P<sep>--|[—–]|[-_](?=\s))", True, "("),
        (rf"{place},\s*{day}\.?,?\s+{source}\s*(?P<sep>--|[-–—])(?=\s)", True, "-–—"),  # source without brackets
        (
            rf"(?P<place>{_CAPITALS}(?: {_CAPITALS}){{0,3}})\s+{day}\.?,?\s+{source}\s*(?P<sep>--|[-–—])(?=\s|$)",
            True,
            "-–—",
        ),
        (rf"\({place}\s+[-–—]\s+{day}\)", True, "("),  # (Place, State - Day)
        (rf"{place},\s*{day}\.?,?\s*\((?P<source>[^\W\d_][^()\n]{{1,29}})\)\s*{_SEPARATOR}", False, "("),
        (rf"{day}\.?,?\s*\((?P<source>[^\W\d_][^()\n]{{1,29}})\)\s*(?P<sep>--|[—–_]|-(?=\s))", False, "("),
        (rf"{place},?\s*\((?P<source>[^\W\d_][^()\n]{{1,29}})\)\s*(?P<sep>--|[—–_]|-(?=\s))", False, "("),
        (rf"{place},\s*{day}\.?\s*(?P<sep>--|[—–_]|-(?=\s))(?=\s?\S)", True, "-–—_"),
        (rf"(?P<place>{_CAPITALS}(?:[ /-]{_CAPITALS}){{0,3}}{_STATE})\s*(?P<sep>--|—|–|_(?=\s))", False, "-–—_"),
    ]
    return tuple(_Form(*form) for form in forms)


def _outlets() -> str:
    names = table("agencies")["outlets"]["names"]
    return "|".join(re.escape(name) for name in sorted(names, key=lambda n: (-len(n), n)))


def _believable(match: re.Match[str]) -> bool:
    """A source nobody knows counts behind a place in capitals or a day; a place alone must be in capitals."""
    got = match.groupdict()
    place = got.get("place") or ""
    letters = [c for c in place.split(",")[0] if _UPPER.match(c)]
    capitals = len(letters) > 2 and all(c.upper() == c for c in letters)
    source = got.get("source") or ""
    return capitals or bool(got.get("day")) or agency_named(source) is not None


def _abbreviated(match: re.Match[str]) -> bool:
    """Say whether the brackets only shorten the words before them: "Harbour News Network (HNN) Director ..."."""
    got = match.groupdict()
    place = got.get("place") or ""
    if got.get("sep") or "," in place or place.isupper():
        return False
    initials = "".join(word[0] for word in re.findall(r"[^\W\d_]+", place) if word[0].isupper())
    return len(initials) > 1 and initials == (got.get("source") or "")


def _made(match: re.Match[str], start: int, sent: date | None) -> Dateline:
    got = match.groupdict()
    words = (got.get("source") or got.get("source2") or "").strip()
    agency = agency_named(words)
    found = _found(got.get("day"))
    day = None
    if found:
        day = found.date or (nearest(found.month, found.day, sent) if sent else None)
    return Dateline(
        places=_places(got.get("place") or ""),
        day=day,
        day_inferred=bool(day and found and not found.year),
        source=agency.name if agency else words,
        span=Span(start + len(match.group()) - len(match.group().lstrip()), start + len(match.group().rstrip())),
    )


def day_of(line: Dateline, text: str) -> DayFound | None:
    """Return month and day as the dateline's words give them."""
    return _found(line.span.of(text))


def _found(words: str | None) -> DayFound | None:
    if not words:
        return None
    if east := re.search(r"(\d{1,2})月(\d{1,2})日", words):
        return DayFound(east.start(), east.end(), int(east[1]), int(east[2]), None)
    return day_in(words)


def _places(words: str) -> tuple[str, ...]:
    """Split ``SEOUL/BUSAN``; a place in capitals is written as in running text, what follows its comma stays."""
    places = (p.strip().partition(",") for p in words.split("/") if p.strip())
    return tuple((cased(head) if head.isupper() else head) + comma + rest for head, comma, rest in places)

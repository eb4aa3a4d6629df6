"""Markers: what an agency says a take is, read from headline and slug by closed lists (``data/markers.toml``).

Capitals count: ``UPDATE 1-`` is a marker, ``Update on talks`` is a headline. Markers stack in any order.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from writethru.model import Marker, Signal
from writethru.read.lists import table

_LONGEST = 400  # code points; a longer line is no headline
_STACKED = 8
_CYCLE = re.compile(r"(?:AM|PM|BC|AP)-\S")
_NUMBER = re.compile(r",\s*([A-Za-z]\d{4})(?=\D|$)")
_BARS = re.compile(r"\s*[|\n]\s*")

# Which signal speaks for a take that carries several.
_PRECEDENCE = (
    Signal.KILL,
    Signal.HOLD,
    Signal.ADVISORY,
    Signal.CORRECTION,
    Signal.ALERT,
    Signal.REFILE,
    Signal.REPEAT,
    Signal.UPDATE,
    Signal.NEW,
)


@dataclass(frozen=True, slots=True)
class _Form:
    """One form of marker; ``stays`` means that its words stay part of the line."""

    agency: str
    where: str
    pattern: re.Pattern[str]
    signal: Signal
    rank: str
    alone: bool
    stays: bool
    silent: bool  # stands beside markers and is none


@dataclass(frozen=True, slots=True)
class _Found:
    raw: str
    form: _Form
    match: re.Match[str]


def split_marker(line: str, agency: str | None = None) -> tuple[Marker, str]:
    """Return what the markers of a headline or slug say, and the line without them.

    With an agency only its own forms count; without one, all that cannot be mistaken for words.
    """
    words = " ".join(line.split(" ")).strip()
    if len(words) > _LONGEST:
        return Marker(), words
    if not _possible(agency).search(words):
        return Marker(), words
    forms = _forms(agency)
    found, words = _whole(words, forms)
    before: list[_Found] = []
    after: list[_Found] = []
    for _ in range(_STACKED):
        step = _step(words, forms, used=before + after)
        if step is None:
            break
        hit, words = step
        (before.append if hit.form.where == "start" else lambda h: after.insert(0, h))(hit)
    return _marker([*found, *before, *after]), words


def slug_line(words: str) -> tuple[Marker, str, str]:
    """Read a slug line: the marker, the slug without cycle and marks, the number of the take replaced.

    >>> marker, slug, replaces = slug_line("AM-Harbour Talks, 2nd Ld-Writethru, a0512,640")
    >>> marker.rank, slug, replaces
    (3, 'Harbour Talks', 'a0512')
    """
    marker, slug = split_marker(words, "AP")
    number = _NUMBER.search(words)
    return marker, slug, number[1].lower() if number and marker.raw else ""


def is_slug_line(words: str) -> bool:
    """Say whether a line is an AP slug line: it opens with its cycle."""
    return len(words) < 120 and bool(_CYCLE.match(words))


def style(line: str) -> str:
    """Return the agency whose marker the line carries, when only one agency writes it so; else an empty string."""
    forms = _forms(None)
    step = _step(line.strip(), forms, used=()) if len(line) <= _LONGEST else None
    whole = _whole(line.strip(), forms)[0] if step is None else []
    hits = [step[0]] if step else whole
    return next((hit.form.agency for hit in hits if hit.form.signal is not Signal.NEW), "")


def merged(markers: Iterable[Marker]) -> Marker:
    """Make one marker of what headline, slug and header lines say, each form once."""
    every = list(markers)
    raw = tuple(dict.fromkeys(r for m in every for r in m.raw))
    signal = min((m.signal for m in every), key=_PRECEDENCE.index, default=Signal.NEW)
    ranked = [m.rank for m in every if m.raw and m.signal is not Signal.ALERT and m.rank != 1]
    alert = any(m.rank == 0 for m in every if m.raw)
    genre = next((m.genre for m in every if m.genre), "")
    return Marker(raw, signal, max(ranked, default=0 if alert else 1), genre)


def ordered(headline: str, words: str) -> Signal | None:
    """Say whether a take in running text orders a kill, a hold, or is for editors alone."""
    for signal, pattern in _orders():
        if pattern.search(headline[:_LONGEST].strip()) or pattern.search(words[:600].strip()):
            return signal
    return None


def _whole(line: str, forms: Sequence[_Form]) -> tuple[list[_Found], str]:
    """Take header lines that are nothing but a marker off the front; a bar stands for a line end."""
    found: list[_Found] = []
    rest = _BARS.split(line)
    while rest:
        hits = (_Found(rest[0], f, m) for f in forms if f.where == "whole" and (m := f.pattern.fullmatch(rest[0])))
        hit = next(hits, None)
        if hit is None:
            break
        found.append(hit)
        rest.pop(0)
    return (found, " ".join(rest)) if found else ([], line)


def _step(line: str, forms: Sequence[_Form], used: Sequence[_Found]) -> tuple[_Found, str] | None:
    kept = {found.form for found in used if found.form.stays}
    for form in forms:
        if form in kept or form.where == "whole":
            continue
        match = form.pattern.match(line) if form.where == "start" else form.pattern.search(line)
        if match and match.end() > match.start():
            rest = line if form.stays else (line[: match.start()] + line[match.end() :]).strip()
            if rest or not form.silent:
                return _Found(match.group().strip(" ,:"), form, match), rest
    return None


def _marker(found: Sequence[_Found]) -> Marker:
    speaking = [f for f in found if not f.form.silent and f.raw not in ("=", "+")]
    ranks = [r for f in speaking if (r := _rank(f)) is not None]
    above = [r for r in ranks if r > 0]
    rank = max(above) if above else 0 if ranks else 1
    genres = (f.match.groupdict().get("genre") for f in speaking)
    signal = min((f.form.signal for f in speaking), key=_PRECEDENCE.index, default=Signal.NEW)
    if signal is Signal.NEW and rank > 1:
        signal = Signal.UPDATE
    return Marker(tuple(dict.fromkeys(f.raw for f in speaking)), signal, rank, next(filter(None, genres), ""))


def _rank(found: _Found) -> int | None:
    rank = found.form.rank
    if not rank.startswith("n"):
        return int(rank) if rank else None
    return int(found.match.groupdict().get("n") or 1) + int(rank.removeprefix("n+"))


@cache
def _possible(agency: str | None) -> re.Pattern[str]:
    """Match any line that has some marker: most lines have none, and need no closer look."""
    forms = []
    for form in _forms(agency):
        words = re.sub(r"\(\?P<\w+>", "(?:", form.pattern.pattern)
        forms.append(
            f"^(?:{words})"
            if form.where == "start"
            else f"(?:^|[|])\\s*(?:{words})"
            if form.where == "whole"
            else words
        )
    return re.compile("|".join(forms))


@cache
def _forms(agency: str | None) -> tuple[_Form, ...]:
    every = [*map(_form, table("markers")["marker"]), *(_form(row, silent=True) for row in table("markers")["beside"])]
    if agency is None or agency.casefold() not in {f.agency.casefold() for f in every}:
        return tuple(f for f in every if f.alone and not f.silent)
    return tuple(f for f in every if f.agency.casefold() == agency.casefold())


def _form(row: dict[str, Any], silent: bool = False) -> _Form:
    ends = r"\s*$" if row["where"] == "end" else r"\s*"
    return _Form(
        agency=row["agency"],
        where=row["where"],
        pattern=re.compile(f"(?:{row['pattern']}){'' if row['where'] == 'whole' else ends}"),
        signal=Signal(row.get("signal", "new")),
        rank=str(row.get("rank", "")),
        alone=row.get("alone", True),
        stays=row.get("keep", False),
        silent=silent,
    )


@cache
def _orders() -> tuple[tuple[Signal, re.Pattern[str]], ...]:
    return tuple((Signal(row["signal"]), re.compile(row["pattern"])) for row in table("markers")["order"])

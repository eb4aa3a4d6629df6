"""Markers: what an agency says a take is, read from headline and slug by closed lists (``data/markers.toml``).

Capitals count: ``UPDATE 1-`` is a marker, ``Update on talks`` is a headline. Markers stack in any order.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from writethru.model import Fragment, Marker, NoteItem, Signal
from writethru.read.forms import Form, Forms, forms
from writethru.read.lists import table

_LONGEST = 400  # code points; a longer line is no headline
_STACKED = 8
_LEAD = 2  # the rank of a first lead
_CYCLE = re.compile(r"(?:AM|PM|BC|AP)[-_]\S")
_NUMBER = re.compile(r",\s*([A-Za-z]\d{4})(?=\D|$)")
_FULL = re.compile(r"(?i)writethr")  # the word for a text that stands alone, whatever its note picks up
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
class _Found:
    """A form where it was found; ``raw`` as received, ``slip`` when a slip of the keys was read over."""

    raw: str
    form: Form
    match: re.Match[str]
    slip: bool = False


def split_marker(line: str, agency: str | None = None) -> tuple[Marker, str]:
    """Return what the markers of a headline or slug say, and the line without them.

    With an agency only its own forms count; without one, all that cannot be mistaken for words. A listed marker with
    a slip of the keys ("UDPATE 2-") counts and is named in ``unknown`` too; what only looks like a marker of that
    agency ("FOOBOX-") is named there and stays in the line.

    >>> marker, title = split_marker("CORRECTED-UPDATE 2-Ferry refloated", "Reuters")
    >>> marker.signal, marker.rank, title
    (<Signal.CORRECTION: 'correction'>, 3, 'Ferry refloated')
    """
    words = line.strip()
    if len(words) > _LONGEST:
        return Marker(), words
    every = forms(agency)
    if not every.possible(words):
        return Marker(), words
    found, rest = _whole(words, every)
    before, after, unknown, aside = list[_Found](), list[_Found](), list[str](), ""
    for _ in range(_STACKED):
        if step := _step(rest, every.every, before + after) or _misspelt(rest, every, before + after):
            hit, rest = step
            (before.append if hit.form.where == "start" else lambda h: after.insert(0, h))(hit)
        elif (shape := _unknown(rest, every)) and not unknown:
            unknown.append(shape.group().strip(" ,"))
            if shape.start():
                break
            aside, rest = rest[: shape.end()], rest[shape.end() :]
        else:
            break
    hits = [*found, *before, *after]
    if not unknown and not _counts(hits):
        return Marker(), words
    return _marker(hits, unknown), aside + rest


def slug_line(words: str) -> tuple[Marker, str, str]:
    """Read a slug line: the marker, the slug without cycle and marks, the number of the take replaced.

    >>> marker, slug, replaces = slug_line("AM-Harbour Talks, 2nd Ld-Writethru, a0512,640")
    >>> marker.rank, slug, replaces
    (3, 'Harbour Talks', 'a0512')
    """
    marker, slug = split_marker(words, "AP")
    number = _NUMBER.search(words)
    return marker, slug, number[1].lower() if number and (marker.raw or marker.unknown) else ""


def cycle(words: str) -> str:
    """Return the cycle that a slug line opens with (AP's ``AM``, ``PM``, ``BC``, ``AP``), or an empty string."""
    return words.strip()[:2] if _CYCLE.match(words.strip()) else ""


def is_slug_line(words: str) -> bool:
    """Say whether a line is an AP slug line: it opens with its cycle."""
    return len(words) < 120 and bool(_CYCLE.match(words))


def style(line: str) -> str:
    """Return the agency whose marker the line carries, when only one agency writes it so; else an empty string."""
    every = forms(None)
    if len(line) > _LONGEST or not every.possible(line.strip()):
        return ""
    step = _step(line.strip(), every.every, used=())
    whole = _whole(line.strip(), every)[0] if step is None else []
    hits = [step[0]] if step else whole
    return next((hit.form.agency for hit in hits if hit.form.signal is not Signal.NEW), "")


def merged(markers: Iterable[Marker]) -> Marker:
    """Make one marker of what headline, slug and header lines say, each form once."""
    every = list(markers)
    wrapup = any(m.wrapup for m in every)
    ranked = [m for m in every if m.raw and m.signal is not Signal.ALERT and m.rank != 1]
    ranks = [m.rank for m in ranked if m.wrapup] or [m.rank for m in ranked]  # a wrap-up's own number counts
    alert = any(m.rank == 0 for m in every if m.raw)
    return Marker(
        raw=tuple(dict.fromkeys(r for m in every for r in m.raw)),
        signal=min((m.signal for m in every), key=_PRECEDENCE.index, default=Signal.NEW),
        rank=max(ranks, default=0 if alert else 1),
        genre=next((m.genre for m in every if m.genre), ""),
        fragment=next((m.fragment for m in every if m.fragment), None),
        wrapup=wrapup,
        unknown=tuple(dict.fromkeys(r for m in every for r in m.unknown)),
    )


def pieced(marker: Marker, note: Iterable[NoteItem]) -> Marker:
    """Return a new lead's marker as that of a fragment, when its note picks up the rest of an older take.

    A plain ``1st Ld`` with "picks up 4th graf" is a new top alone; a writethru is the full text, whatever it says.
    """
    if marker.fragment or marker.rank < _LEAD or any(_FULL.search(raw) for raw in marker.raw):
        return marker
    top = any(item.verb == "picks up" for item in note)
    return replace(marker, fragment=Fragment.TOP) if top else marker


def ordered(headline: str, words: str) -> Signal | None:
    """Say whether a take in running text orders a kill, a hold, or is for editors alone (``data/orders.toml``).

    >>> ordered("", "Editors: Please kill the story slugged Vell-Ferry, a0512. A kill is mandatory.")
    <Signal.KILL: 'kill'>
    >>> ordered("Police kill a wolf in Vell", "A wolf was killed, police said.") is None
    True
    """
    folded = f"{headline[:_LONGEST]}\n{words[:600]}".casefold()
    if not any(stem in folded for stem in _stems()):
        return None
    for signal, pattern in _orders():
        if pattern.search(headline[:_LONGEST].strip()) or pattern.search(words[:600].strip()):
            return signal
    return None


def order_names(words: str) -> str:
    """Return the number by which an order to kill or hold names its piece, in lower case, or an empty string.

    >>> order_names("Please kill the story slugged Vell-Ferry, a0512.")
    'a0512'
    """
    found = re.search(table("orders")["names"], words[:600])
    return found["number"].lower() if found else ""


def _whole(line: str, every: Forms) -> tuple[list[_Found], str]:
    """Take header lines that are nothing but a marker off the front; a bar stands for a line end."""
    found: list[_Found] = []
    rest = _BARS.split(line)
    while rest:
        hits = (
            _Found(rest[0], f, m) for f in every.every if f.where == "whole" and (m := f.pattern.fullmatch(rest[0]))
        )
        hit = next(hits, None)
        if hit is None:
            break
        found.append(hit)
        rest.pop(0)
    return (found, " ".join(rest)) if found else ([], line)


def _step(line: str, every: Sequence[Form], used: Sequence[_Found]) -> tuple[_Found, str] | None:
    kept = {found.form for found in used if found.form.stays}
    for form in every:
        if form in kept or form.where == "whole":
            continue
        match = form.pattern.match(line) if form.where == "start" else form.pattern.search(line)
        if match and match.end() > match.start():
            rest = line if form.stays else (line[: match.start()] + line[match.end() :]).strip()
            if rest or not form.silent:
                return _Found(match.group().strip(" ,:"), form, match), rest
    return None


def _misspelt(line: str, every: Forms, used: Sequence[_Found]) -> tuple[_Found, str] | None:
    """Read a marker over a slip of the keys in one of its words."""
    for shape in every.shapes:
        match = shape.pattern.match(line) if shape.where == "start" else shape.pattern.search(line)
        if match and (meant := every.meant(match["word"])):
            at, stop = match.span("word")
            if step := _step(line[:at] + meant + line[stop:], every.every, used):
                hit, rest = step
                return replace(hit, raw=hit.raw.replace(meant, match["word"], 1), slip=True), rest
    return None


def _unknown(line: str, every: Forms) -> re.Match[str] | None:
    """Return where a line looks as if it had a marker that is in no list."""
    for shape in every.shapes:
        match = shape.pattern.match(line) if shape.where == "start" else shape.pattern.search(line)
        if match and shape.unknown and match["word"] not in shape.known:
            return match
    return None


def _counts(found: Sequence[_Found]) -> bool:
    """Say whether anything but marks beside a marker was found; a cycle before a slug stands for one."""
    return any(not hit.form.silent or hit.form.where == "start" for hit in found)


def _marker(found: Sequence[_Found], unknown: Sequence[str]) -> Marker:
    speaking = [f for f in found if not f.form.silent and f.raw not in ("=", "+")]
    wrapup = any(f.form.wrapup for f in speaking)
    ranks = [r for f in speaking if f.form.wrapup and (r := _rank(f)) is not None and f.match["n"]]
    ranks = ranks or [r for f in speaking if (r := _rank(f)) is not None]
    above = [r for r in ranks if r > 0]
    rank = max(above) if above else 0 if ranks else 1
    genres = (f.match.groupdict().get("genre") for f in speaking)
    signal = min((f.form.signal for f in speaking), key=_PRECEDENCE.index, default=Signal.NEW)
    if signal is Signal.NEW and rank > 1:
        signal = Signal.UPDATE
    return Marker(
        raw=tuple(dict.fromkeys(f.raw for f in speaking)),
        signal=signal,
        rank=rank,
        genre=next(filter(None, genres), ""),
        fragment=next((f.form.fragment for f in speaking if f.form.fragment), None),
        wrapup=wrapup,
        unknown=(*(f.raw for f in speaking if f.slip), *unknown),
    )


def _rank(found: _Found) -> int | None:
    rank = found.form.rank
    if not rank.startswith("n"):
        return int(rank) if rank else None
    return int(found.match.groupdict().get("n") or 1) + int(rank.removeprefix("n+"))


@cache
def _stems() -> tuple[str, ...]:
    return tuple(table("orders")["stems"])


@cache
def _orders() -> tuple[tuple[Signal, re.Pattern[str]], ...]:
    return tuple((Signal(row["signal"]), re.compile(row["pattern"])) for row in table("orders")["order"])

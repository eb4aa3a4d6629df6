"""What a figure takes from its sentence: the noun of the one before, what it is a part of, where and when it holds."""

import re
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from writethru.enrich.laid import Laid
from writethru.enrich.numbers.lexicon import lexicon
from writethru.enrich.piece import Piece
from writethru.model import DateType, EntityKind, Figure, Sentence, Span

_REACH = 40  # code points before a figure or a place in which a word belongs to it
_BREAK = re.compile(r"[;:—]")
_POINTS = ("point", "percentage point")
_OWN = ("percent", "percentage point")


def settled(figures: Sequence[Figure], piece: Piece) -> list[Figure]:
    """Return a piece's figures, in order, with what their sentences add. O(figures + dates + mentions)."""
    out: list[Figure] = []
    days = Laid((date.span, n) for n, date in enumerate(piece.dates) if date.type in (DateType.DATE, DateType.TIME))
    places = Laid(
        (mention.span, (mention.span, n))
        for n, entity in enumerate(piece.entities)
        if entity.kind is EntityKind.PLACE
        for mention in entity.mentions
    )
    for sentence, group in _sentences(figures, piece):
        first = len(out)
        for figure in group:
            before = out[-1] if len(out) > first else None
            out.append(_like(figure, before, piece.text, sentence.language) if before else figure)
        bearings = _Bearings(sentence, piece, days, places)
        for n in range(first, len(out)):
            near = out[n - 1] if n > first else None, out[n + 1] if n + 1 < len(out) else None
            found = replace(out[n], part_of=_part(n, out, first, piece.text, sentence.language))
            out[n] = replace(found, place=bearings.place(found.span), day=bearings.day(found.span, *near))
    return out


def _sentences(figures: Sequence[Figure], piece: Piece) -> Iterator[tuple[Sentence, list[Figure]]]:
    """Yield each sentence that has figures; what stands in none makes a sentence of its own."""
    waiting = deque(figures)
    for sentence in piece.sentences:
        group: list[Figure] = []
        while waiting and waiting[0].span.start < sentence.span.end:
            group.append(waiting.popleft())
        if group:
            yield sentence, group
    for figure in waiting:
        yield Sentence(figure.span, figure.scope, 0, piece.language), [figure]


def _like(figure: Figure, before: Figure, text: str, language: str) -> Figure:
    """Give a number that is set beside the one before it what that one counts: "against 1.9 million in 2015"."""
    if figure.ordinal is not None and before.ordinal is not None and not figure.unit:
        return replace(figure, unit=before.unit, what=before.what, what_span=before.what_span)
    known = lexicon(language).data.get("ellipsis", {})
    part = _cued("inside", known, figure, text) or _them(known, figure, text)
    if not figure.unit and part:  # "including 2,370 awaiting charges", "14 of them seriously"
        return replace(figure, unit=before.unit, what=figure.what or before.what)
    if figure.unit in _POINTS and not figure.what:
        return replace(figure, what=before.what, what_span=before.what_span)
    if not _cued("before", known, figure, text):
        return figure
    if not figure.unit and not before.length:
        return replace(figure, unit=before.unit, what=before.what, what_span=before.what_span)
    if figure.unit and not figure.what and not figure.length:
        return replace(figure, what=before.what, what_span=before.what_span)
    return figure


def _cued(name: str, known: Mapping[str, str], figure: Figure, text: str) -> bool:
    """Say whether the words right before a figure are those of a list."""
    start = max(0, figure.span.start - _REACH)
    return name in known and bool(_compiled(known[name]).search(text, start, figure.span.start))


def _them(known: Mapping[str, str], figure: Figure, text: str) -> bool:
    """Say whether a number is of a pronoun: "three of them"."""
    end = figure.span.end + 12
    return "them" in known and bool(_compiled(known["them"]).match(text, figure.span.start, end))


def _part(n: int, figures: Sequence[Figure], first: int, text: str, language: str) -> int | None:
    """Return the index of the figure that another is a part of: the next one ("15 of the 60"), or the one before."""
    figure, known = figures[n], lexicon(language).data.get("ellipsis", {})
    later = figures[n + 1] if n + 1 < len(figures) else None
    if later and later.scope == figure.scope and "whole" in known:
        start = figure.what_span.end if figure.what_span and figure.of else figure.span.start
        between = text[start : later.span.start]
        if later.span.start - figure.span.start < _REACH and _compiled(known["whole"]).search(between):
            return n + 1
    if n == first:
        return None
    inside = _cued("inside", known, figure, text)
    if not inside and not _them(known, figure, text):
        return None
    return next((i for i in range(n - 1, first - 1, -1) if _holds(figures[i], figure)), None)


def _holds(whole: Figure, part: Figure) -> bool:
    """Say whether one count can be more than another, which may be a share of it."""
    if whole.length or whole.ordinal is not None or whole.unit in (*_OWN, "fraction"):
        return False
    return part.unit in ("fraction", "percent") or _most(whole) >= _most(part)


def _most(figure: Figure) -> float:
    return max((n for n in (figure.value, figure.low, figure.high) if n is not None), default=0.0)


class _Bearings:
    """The days and places of one sentence."""

    def __init__(self, sentence: Sentence, piece: Piece, days: Laid[int], places: Laid[tuple[Span, int]]) -> None:
        self._span, self._text = sentence.span, piece.text
        here = ((piece.dates[n].span, n) for n in days.meeting(sentence.span))
        self._days = [(span, n) for span, n in here if sentence.span.covers(span)]
        where = lexicon(sentence.language).data.get("where", {}).get("before")
        self._places = sorted(
            (span.start, span, n)
            for span, n in (places.meeting(sentence.span) if where else ())
            if sentence.span.covers(span) and self._stands(where, span)
        )

    def _stands(self, where: str, span: Span) -> bool:
        """Say whether a place follows a preposition and stands for itself: no "U.S. Navy", no "South Africa's"."""
        if re.match(r" [A-Z]|['’]s", self._text[span.end : span.end + 2]):
            return False
        return bool(_compiled(where).search(self._text, max(self._span.start, span.start - _REACH), span.start))

    def day(self, span: Span, before: Figure | None, after: Figure | None) -> int | None:
        """Return the date of a figure's own clause: behind it and before the next one, else the only or nearest one."""
        if len(self._days) <= 1:
            return self._days[0][1] if self._days else None
        end = after.span.start if after and after.span.start > span.end else self._span.end
        start = before.span.end if before and before.span.end < span.start else self._span.start
        behind = [n for day, n in self._days if span.start <= day.start < end]
        ahead = [n for day, n in self._days if start <= day.start < span.start]
        return behind[0] if behind else ahead[-1] if ahead else None

    def place(self, span: Span) -> int | None:
        """Return where a figure holds: the first place behind it in its clause, else the nearest before it."""
        behind = [(s, n) for at, s, n in self._places if at >= span.end and not self._broken(span.end, at)]
        ahead = [n for _, s, n in self._places if s.end <= span.start and not self._broken(s.end, span.start)]
        return behind[0][1] if behind else ahead[-1] if ahead else None

    def _broken(self, start: int, end: int) -> bool:
        return bool(_BREAK.search(self._text, start, end))


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)

"""What a time expression is read against: the anchor day, what was spoken of last, the words round it."""

import re
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from writethru.enrich.timex import when
from writethru.enrich.timex.grammar import word_after
from writethru.enrich.timex.when import When
from writethru.enrich.timex.words import cues

Groups = Mapping[str, str | None]
_COMPARED = re.compile(r"year[\s-]+(?:ago|earlier|before)|last\s+year")
_KEPT, _FAR = 8, 4  # values kept in mind, and paragraphs for which they are
_DAYS = {"day": 1, "weekend": 2, "week": 7, "month": 31, "quarter": 92, "half": 184, "year": 366, "decade": 3653}
_DAYS["century"] = 10 * _DAYS["decade"]
_NEAR = 2  # paragraphs within which a quarter that was named is still the one that is meant


@dataclass(slots=True)
class Context:
    """Where a match stands. ``start`` and ``end`` are the match's own.

    Attributes:
        text: the whole of the piece's plain text.
        anchor: the day that relative expressions count from, or None.
        pointing: the direction of a span: -1 for the past, 1 for what is ahead, 0 where the words do not say;
            doubled where they leave no doubt.
        last: the last value with days that was spoken of in this scope, in the paragraph ``last_at``, up to
            ``last_end``.
        said: the values with days spoken of so far, the newest last, each with its paragraph.
        quarter: the last quarter that was, and ``quarter_at`` the paragraph it was in.
        year_of: the inferred year of a month (and day) on a page without a day; None where nothing bounds it.
    """

    text: str
    anchor: date | None
    pointing: Callable[[int, int], int]
    year_of: Callable[[int, int | None, int | None], int | None] = lambda _month, _day, _weekday: None
    last: When | None = None
    last_at: int = -9
    last_end: int = -1
    said: deque[tuple[When, int]] = field(default_factory=lambda: deque(maxlen=_KEPT))
    quarter: When | None = None
    quarter_at: int = -9
    paragraph: int = 0
    start: int = 0
    end: int = 0

    def towards(self) -> int:
        """Say which way the clause round the match points."""
        return self.pointing(self.start, self.end)

    def remember(self, found: When) -> None:
        """Keep a value as the one spoken of last; what is only compared with ("a year ago") is no new subject."""
        if found.earliest is None:
            return
        words = self.text[self.start : self.end].lower()
        if _COMPARED.search(words) or (words.endswith("period") and self._before_quarter(found)):
            return
        self.last, self.last_at, self.last_end = found, self.paragraph, self.end
        self.said.append((found, self.paragraph))
        if found.precision == "quarter" and "Q" in found.value:
            self.quarter, self.quarter_at = found, self.paragraph

    def _before_quarter(self, found: When) -> bool:
        """Say whether a value lies a year and more before the quarter that the copy speaks of: "the 2030 period"."""
        now = self.near_quarter()
        return bool(now and now.earliest and found.earliest and found.earliest.year < now.earliest.year)

    def leave_quarter(self) -> None:
        """Forget the quarter: the copy compares longer times from here on."""
        self.quarter_at = -9

    def near_quarter(self) -> When | None:
        """Return the quarter that the copy speaks of here, if any."""
        return self.quarter if self.paragraph - self.quarter_at <= _NEAR else None

    def spoken(self, unit: str) -> date | None:
        """Return the first day of what was spoken of last and is no longer than ``unit``, or the anchor.

        "That month" is not counted from a year, nor "the next day" from a month.
        """
        longest = _DAYS[unit]
        for found, at in reversed(self.said):
            if self.paragraph - at > _FAR or found.earliest is None or found.latest is None:
                continue
            if (found.latest - found.earliest).days < longest:
                return found.earliest
        return self.anchor


def first(groups: Groups, *names: str) -> str | None:
    """Return the first of these groups that matched."""
    return next((text for name in names if (text := groups.get(name))), None)


def clock_time(words: str, fixed: Mapping[str, str]) -> str | None:
    """Return ``HH:MM`` for ``4 p.m.``, ``10:35 a.m.``, ``0330``, ``noon``; None for no time of a day."""
    text = words.lower().replace(".", "")
    if text in fixed:
        return fixed[text]
    found = re.match(r"(\d{1,2}?):?(\d\d)?(?!\d)", text)
    if not found:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    late = "pm" in text or "evening" in text or "afternoon" in text
    if ("am" in text or late) and not 1 <= hour <= 12:
        return None
    if late and hour < 12:
        hour += 12
    elif hour == 12 and not late and ("am" in text or "morning" in text):
        hour = 0
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None


def nearest_year(ctx: Context, of_year: Callable[[int], When | None], slack: int | None = None) -> When | None:
    """Choose the year in which a month, day or season without one falls, by the clause's direction.

    ``slack`` is the most days by which the nearest may lie on the other side of the clause's direction;
    None lets the direction decide alone, as for a month by itself.
    """
    anchor = ctx.anchor
    if anchor is None:
        return None
    found = [w for y in range(anchor.year - 1, anchor.year + 2) if 1 <= y <= date.max.year and (w := of_year(y))]
    found = [w for w in found if w.earliest and w.latest]
    if not found:
        return None
    nearest = min(found, key=lambda w: _distance(w, anchor))
    direction = ctx.towards()
    if word_after(ctx.text, ctx.end).lower() in cues("set_events") and abs(direction) < 2:
        return nearest
    if not direction or (slack is not None and abs(direction) < 2 and _distance(nearest, anchor) <= slack):
        return nearest
    if direction < 0:
        behind = [w for w in found if w.earliest and w.earliest <= anchor]
        return behind[-1] if behind else nearest
    return next((w for w in found if w.latest and w.latest >= anchor), nearest)


def _distance(found: When, anchor: date) -> int:
    if found.earliest is None or found.latest is None:
        return 10**6
    if found.earliest <= anchor <= found.latest:
        return 0
    return min(abs((found.earliest - anchor).days), abs((found.latest - anchor).days))


def staged(found: When, stage: str | None, anchor: date | None) -> When:
    """Narrow a value by ``early``, ``late``, ``mid``, ``earlier``, ``later`` before it."""
    match (stage or "").lower():
        case "early":
            return when.narrowed(found, "START")
        case "mid":
            return when.narrowed(found, "MID")
        case "late":
            return when.narrowed(found, "END")
        case "earlier" if _inside(found, anchor):
            return replace(found, latest=anchor)
        case "later" if _inside(found, anchor):
            return replace(found, earliest=anchor)
        case _:
            return found


def _inside(found: When, anchor: date | None) -> bool:
    return bool(anchor and found.earliest and found.latest and found.earliest <= anchor <= found.latest)

"""Bare years and the quarters and halves of years."""

import re
from dataclasses import replace
from datetime import date

from writethru.enrich.timex import when
from writethru.enrich.timex.context import Context, Groups, first
from writethru.enrich.timex.days import relative
from writethru.enrich.timex.grammar import word_after, words_before
from writethru.enrich.timex.when import OPEN, When
from writethru.enrich.timex.words import cues, meaning, spelled_year
from writethru.model import DateType

_LATEST = 2100
_MODERN = 1900  # from here on a number that is not round, before what is no plural, is a year
_PICKS = {"than": (["different"], ["other"]), "is": (["this"], ["it"])}
_EARLIEST_BARE = 1800  # an older year needs a word before it that leaves no doubt
_ENDED = re.compile(
    r"\s+(?P<way>ended|ending)\s+(?:on\s+)?(?P<month>[A-Z][a-z]+\.?)\s+\d{1,2}(?:,\s+(?P<year>[12]\d{3}))?"
)
_STREET = re.compile(
    r"\s+(?:[NSEW]\.?\s+)?(?:(?:[A-Z][\w.'’-]*|\d+(?:st|nd|rd|th))\s+){1,3}"
    r"(?:Ave(?:nue)?|St(?:reet)?|Road|Rd|Blvd|Boulevard|Drive|Dr|Lane|Ln|Court|Ct|Place|Square|Plaza|Parkway|Highway|Way)\b"
)
_GAME = re.compile(
    r"\b(?:touchdowns?|half-?time|kick-?off|field goals?|quarterbacks?|free throws?|rebounds|lay-?ups?|jumpers?|"
    r"three-pointers?|end zone|\d+-yard|fumbles?|interceptions?|scoreless)\b",
    re.IGNORECASE,
)
_OF_GAME = re.compile(r"\s+of\s+(?:the|a|this|their|his|her)\s+(?:season|game|match|contest|final|race)\b")
_AROUND = 400  # code points in which copy on a game speaks of it
_BESIDE_YEAR = re.compile(r"(?:1[5-9]|20)\d\d\s*(?:,|-|–|to|and|or|through|,\s*and|/)\s*$", re.IGNORECASE)


def year(groups: Groups, ctx: Context) -> When | None:
    """``1994``, ``the year 2031``, ``early 1990``, ``nineteen ninety-six``: a year, where there is reason for it."""
    if spelled := first(groups, "yearword", "yearword2"):
        number = spelled_year(spelled)
        if number is None or not 1500 <= number <= 2100:
            return None
    else:
        number = int(groups["year"] or 0)
        if (
            not first(groups, "narrow")
            and "year" not in ctx.text[ctx.start : ctx.end].lower()
            and not is_year(number, ctx)
        ):
            return None
    found = when.year(number)
    part = meaning("narrow", groups.get("narrow"))
    return when.narrowed(found, part) if part else found


def is_year(number: int, ctx: Context) -> bool:
    """Say whether a bare number of four digits is a year here, by the words on both sides of it."""
    before, after = words_before(ctx.text, ctx.start, 1), word_after(ctx.text, ctx.end)
    last, follows = before[0] if before else "", after.lower()
    beside = bool(_BESIDE_YEAR.search(_left(ctx)))
    if number > _LATEST or _is_glued(ctx) or follows in cues("not_year_before"):
        return False
    if _STREET.match(ctx.text, ctx.end):
        return False
    if last in cues("year_sure") or beside or _is_hyphened(ctx):
        return True
    if last in ("than", "is") and words_before(ctx.text, ctx.start, 2)[1:] in _PICKS[last] and not after[:1].islower():
        return number >= _MODERN
    if number < _EARLIEST_BARE or re.fullmatch(r"[$£€#]|[\d.,]+%?", last):
        return False
    if follows in cues("year_before") or _is_owned(ctx):
        return True
    if last in cues("not_year_after") or (_is_counted(after) and not (last in cues("definite") and number % 100)):
        return False
    named = after[:1].islower() and follows.isalpha() and follows not in cues("small_words")
    if number >= _MODERN and number % 100 and last and named:
        return True
    return (
        last in cues("year_after")
        or follows in cues("year_does")
        or after[:1].isupper()
        or ctx.text[ctx.end : ctx.end + 2] in ("'s", "’s")
        or ctx.text[ctx.end : ctx.end + 1] == ")"
        or not before
    )


def _is_owned(ctx: Context) -> bool:
    """Say whether somebody's name stands right before: "the party's 2031 nomination"."""
    return bool(re.search(r"\w['’]s\s+$", _left(ctx)))


def _is_counted(after: str) -> bool:
    """Say whether the next word is a plural that the number counts: "2000 nurses"."""
    plural = after.endswith("s") and not after.endswith("ss") and after[:1].islower()
    return plural and after not in cues("year_does") and after not in cues("year_before")


def _is_glued(ctx: Context) -> bool:
    """Say whether the number is a part of something longer: an amount, a telephone number, a compound."""
    glued = ctx.text[max(0, ctx.start - 1) : ctx.start]
    if glued and glued in "$£€¥#.,:-–/+" and not _joined(ctx, glued):
        return True
    return bool(re.match(r"-[a-z]", ctx.text[ctx.end : ctx.end + 2]))


def _is_hyphened(ctx: Context) -> bool:
    """Say whether a hyphen binds the number to what makes it a year: "pre-1967 borders"."""
    glued = ctx.text[max(0, ctx.start - 1) : ctx.start]
    return bool(glued) and _joined(ctx, glued)


def _left(ctx: Context) -> str:
    return ctx.text[max(0, ctx.start - 14) : ctx.start]


def _joined(ctx: Context, glued: str) -> bool:
    """Say whether what is glued before a year belongs to one: ``mid-1996``, ``1994-1996``, ``post-1959``."""
    left = _left(ctx)
    return glued in "-–/" and bool(
        re.search(r"(?:1[5-9]|20)\d\d\W$|(?:pre|post|mid|early|late|since|ex)\W$", left, re.IGNORECASE)
    )


def quarter(groups: Groups, ctx: Context) -> When | None:
    """``the third quarter of 2031``, ``Q3``, ``the year-ago quarter``, ``the latest period``."""
    number = _quarter_number(groups)
    if number and groups.get("ordinal") and _of_a_game(ctx):
        return None
    if not number and (ended := _ended(ctx)):
        return ended
    if number:
        found = _numbered(number, groups, ctx)
    elif groups.get("period"):
        found = _named(groups, ctx)
    else:
        found = ctx.near_quarter() or _base_year(groups, ctx)
    if found is None or found.earliest is None:
        return found
    years = [groups.get(name) for name in ("year", "year2")]
    if not number and (text := next((y for y in years if y), None)):
        return _in_year(found, int(text))
    back = first(groups, "ago", "ago2")
    if back or (not number and meaning("towards", groups.get("towards")) == -1 and groups.get("ordinal") is None):
        base = ctx.near_quarter() if number is None else found
        return _year_back(base if base and base.earliest else found)
    return found


def _of_a_game(ctx: Context) -> bool:
    """Say whether a quarter is one of a game: "in the first quarter" of copy on touchdowns."""
    around = ctx.text[max(0, ctx.start - _AROUND) : ctx.end + _AROUND]
    return bool(_OF_GAME.match(ctx.text, ctx.end) or _GAME.search(around))


def _ended(ctx: Context) -> When | None:
    """The quarter that the words behind it end on a day: "the quarter ended Sept. 30"."""
    found = _ENDED.match(ctx.text, ctx.end)
    number = meaning("month", found["month"]) if found else None
    if found is None or number is None or not (found["year"] or ctx.anchor):
        return None
    place = (int(number) + 2) // 3
    if found["year"] or ctx.anchor is None:
        return when.quarter(int(found["year"]), place)
    ahead = found["way"] == "ending" and int(number) < ctx.anchor.month
    over = found["way"] == "ended" and int(number) > ctx.anchor.month
    return when.quarter(ctx.anchor.year + ahead - over, place)


def _quarter_number(groups: Groups) -> int | None:
    if digits := first(groups, "q", "q2"):
        return int(digits)
    place = meaning("ordinal", groups.get("ordinal"))
    return int(place) if place else None


def _numbered(number: int, groups: Groups, ctx: Context) -> When | None:
    if text := first(groups, "year", "year2"):
        return when.quarter(int(text), number)
    step = meaning("towards", first(groups, "towards2", "towards3", "towards"))
    if ctx.anchor is None:
        return When(DateType.DATE, f"{OPEN}-Q{number}", precision="quarter")
    if step is not None:
        return when.quarter(ctx.anchor.year + int(step), number)
    this_year = when.quarter(ctx.anchor.year, number)
    if this_year.earliest and this_year.earliest <= ctx.anchor:
        # A quarter is still reported on half a year after its end.
        ahead = ctx.towards() > 0 and this_year.latest and (ctx.anchor - this_year.latest).days > 180
        return when.quarter(ctx.anchor.year + 1, number) if ahead else this_year
    return this_year if ctx.towards() > 0 else when.quarter(ctx.anchor.year - 1, number)


def _named(groups: Groups, ctx: Context) -> When | None:
    """The latest, current or same quarter; a quarter just over where the copy names none."""
    which = (groups.get("period") or "").lower()
    period = "quarter" not in ctx.text[ctx.start : ctx.end].lower()
    if ctx.near_quarter() is None and (ctx.anchor is None or (period and which in ("same", "current"))):
        return None if period else relative(0)
    if which == "current" and ctx.anchor:
        return when.unit_at(ctx.anchor, "quarter")
    found = ctx.near_quarter()
    unfinished = bool(found and found.latest and ctx.anchor and found.latest >= ctx.anchor)
    if ctx.anchor and (found is None or (unfinished and which in ("latest", "most recent"))):
        found = when.unit_at(when.moved(ctx.anchor, "quarter", -1), "quarter")
    if found and found.earliest and which in ("previous", "preceding", "prior"):
        return when.unit_at(when.moved(found.earliest, "quarter", -1), "quarter")
    return found


def _base_year(groups: Groups, ctx: Context) -> When | None:
    whole = ctx.text[ctx.start : ctx.end].lower()
    if "quarter" in whole and ctx.anchor:
        return when.unit_at(when.moved(ctx.anchor, "quarter", -1), "quarter")
    if first(groups, "year", "year2"):
        return when.year(int(first(groups, "year", "year2") or 0))
    return when.year(ctx.anchor.year) if ctx.anchor else relative(-1)


def _in_year(found: When, number: int) -> When:
    if found.precision == "quarter" and found.earliest:
        return when.quarter(number, (found.earliest.month + 2) // 3)
    return when.year(number)


def _year_back(found: When) -> When | None:
    if found.earliest is None or found.earliest.year < 2:
        return None
    unit = "quarter" if found.precision == "quarter" else "year"
    return when.unit_at(date(found.earliest.year - 1, found.earliest.month, 1), unit)


def half_year(groups: Groups, ctx: Context) -> When | None:
    """``the first half of 2031``."""
    place = int(meaning("portion", groups.get("portion")))
    if text := groups.get("year"):
        return when.half(int(text), place)
    step = meaning("towards", groups.get("towards"))
    if ctx.anchor is None:
        return replace(relative(0), value=f"{OPEN}-H{place}")
    return when.half(ctx.anchor.year + int(step or 0), place)


KINDS = {"year": year, "quarter": quarter, "half_year": half_year}

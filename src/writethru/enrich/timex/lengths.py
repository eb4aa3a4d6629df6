"""Lengths, sets and vague references: ``50-minute``, ``every year``, ``recently``."""

import re

from writethru.enrich.timex.context import Context, Groups, clock_time, first
from writethru.enrich.timex.grammar import word_after, words_before
from writethru.enrich.timex.when import OPEN, When, vague
from writethru.enrich.timex.words import cues, meaning, number, table
from writethru.model import DateType

_BOOKED = frozenset({6, 9, 12})  # months that companies report beside the quarter
_LONG = frozenset({"weeks", "months", "years", "decades", "centuries"})
_SMALLER = {"Y": ("M", 12), "M": ("D", 30), "W": ("D", 7), "D": ("TH", 24), "TH": ("TM", 60), "TM": ("TS", 60)}


def period(unit: str, count: float | str) -> str:
    """Write a length of units as the tables have them: ``P3D``, ``PT50M``, ``PXY``, ``P2Y6M`` for 2.5 years."""
    if unit == "Q" and not isinstance(count, str):
        unit = "3M"
    times, letter = unit[: -1 if unit[-2:-1] != "T" else -2], unit.lstrip("0123456789")
    if isinstance(count, str):
        return f"P{'T' if letter.startswith('T') else ''}{count}{letter[-1]}"
    whole, rest = divmod(round(count * int(times or 1), 6), 1)
    pieces = [(int(whole), letter)] if whole or not rest else []
    if rest and letter in _SMALLER:
        smaller, many = _SMALLER[letter]
        pieces.append((round(rest * many), smaller))
    elif rest:
        pieces = [(int(whole) + 1, letter)]
    dated = "".join(f"{n}{name}" for n, name in pieces if not name.startswith("T"))
    timed = "".join(f"{n}{name[-1]}" for n, name in pieces if name.startswith("T"))
    return f"P{dated}{'T' if timed else ''}{timed}"


def lasting(value: str) -> When:
    """A length as a value: it names no days."""
    return When(DateType.DURATION, value, precision="vague" if "X" in value else _precision(value))


def _precision(value: str) -> str:
    names = {"Y": "year", "M": "minute" if "T" in value else "month", "W": "week", "D": "day", "Q": "quarter"}
    return names.get(value[-1], "minute")


def length(groups: Groups, ctx: Context) -> When | None:
    """``50-minute``, ``nearly two years``, ``the past few weeks``, ``recent months``."""
    words = first(groups, "units", "units2", "unit") or ""
    if (lately := (groups.get("lately") or "").lower()) in ("past", "future"):
        return vague(f"{lately.upper()}_REF")  # "in past years"
    unit = meaning("unit", words)
    if unit == "Q" and not first(groups, "towards", "towards2", "ordinal", "some", "lately"):
        return None  # "three quarters" of something
    counted = groups.get("count")
    if counted is None:
        some = meaning("some", groups.get("some"))
        if some == "X" and (groups.get("some") or "").lower() in ("some", "many") and not words.lower().endswith("s"):
            return None  # "some day"
        alone = words.lower().endswith("s") or words.lower() in ("centuries", "millennia")
        return lasting(period(unit, int(some) if some and some.isdigit() else "X" if some or alone else 1))
    hedged = bool(first(groups, "hedge", "hedge2", "hedge3", "half", "half2"))
    if not _is_count(counted.lower(), words.lower(), ctx, hedged=hedged):
        return None
    count = _number(counted)
    if first(groups, "half", "half2") and not isinstance(count, str):
        count += 0.5
    text = ctx.text[ctx.start : ctx.end].lower()
    if text.endswith(" or two"):
        count = "X"
    if unit == "M" and count in _BOOKED:
        ctx.leave_quarter()
    return lasting(period(unit, count))


def _is_count(counted: str, unit: str, ctx: Context, *, hedged: bool) -> bool:
    """Say whether the number counts the unit: not in "$5 a year", "the 2013 year-end", "a years-long"."""
    if counted in ("a", "an"):
        plural = unit.endswith("s") and unit != "centuries"
        return not plural and unit not in ("second", "night") and (hedged or not _is_rate(ctx) or _is_told(ctx))
    return not (counted.isdigit() and len(counted) == len("2031") and not unit.endswith("s"))


def _is_told(ctx: Context) -> bool:
    """Say whether what follows tells from what a length counts: "a day after the vote"."""
    return word_after(ctx.text, ctx.end).lower() in ("after", "before")


def _number(words: str) -> float | str:
    """Read a count; dozens and hundreds are not counted."""
    return "X" if words.lower().endswith(" of") else number(words)


def _is_rate(ctx: Context) -> bool:
    """Say whether ``a year`` is "so much a year": nothing before it asks for a length."""
    before = words_before(ctx.text, ctx.start, 1)
    return not before or before[0] not in cues("length_after")


def span_of_lengths(groups: Groups, _ctx: Context) -> When | None:
    """``two to three weeks``: no one length."""
    if (groups.get("high") or "").lower() in ("a", "an"):
        return None
    return lasting(period(meaning("unit", groups.get("units")), "X"))


def half(groups: Groups, _ctx: Context) -> When | None:
    """``half an hour``."""
    unit = meaning("unit", groups.get("unit"))
    return lasting(period(unit, 0.5))


def bare(groups: Groups, ctx: Context) -> When | None:
    """``for years``, ``within days``: a plural unit alone, where nothing else than a number goes before it."""
    units = groups.get("units") or ""
    before = words_before(ctx.text, ctx.start, 1)
    follows = word_after(ctx.text, ctx.end).lower()
    of_what = follows == "of" and word_after(ctx.text, ctx.end + len(" of")).lower()
    if of_what and of_what not in cues("of_whole") and units.lower() in _LONG:
        return lasting(period(meaning("unit", units), "X"))  # "decades of neglect"
    if follows not in ("after", "before", "later", "earlier") and (not before or before[0] not in cues("bare_after")):
        return None
    return lasting(period(meaning("unit", groups.get("units")), "X"))


def every(groups: Groups, ctx: Context) -> When | None:
    """``every day``, ``daily``, ``each July``, ``Tuesday nights``: a set."""
    if (groups.get("often") or "").lower().endswith("ly") and _is_so_much(ctx):
        return None
    value = _repeated(groups, ctx.text[ctx.start : ctx.end].lower())
    return When(DateType.SET, value, precision="vague")


def _is_so_much(ctx: Context) -> bool:
    """Say whether an amount, or a plural that is counted, stands right before: "10,000 tons annually" is a rate."""
    before = words_before(ctx.text, ctx.start, 3)
    counted = [word for word in before if re.search(r"\d", word) or word in cues("amounts")]
    return bool(counted) and (before[0] in counted or before[0].endswith("s"))


def _repeated(groups: Groups, words: str) -> str:
    if often := meaning("often", groups.get("often")):
        return str(often)
    if units := first(groups, "units", "unit"):
        count = number(groups["count"] or "1") if groups.get("count") else 1
        return period(meaning("unit", units), count * (2 if " other " in words else 1))
    if month := meaning("month", groups.get("month")):
        return f"{OPEN}-{month:02}"
    if season := meaning("season", groups.get("season")):
        return f"{OPEN}-{season}"
    day = next((n for name, n in table("weekday").items() if name in words), 1)
    time = next((code for name, code in table("part").items() if name in words), "")
    time = clock_time(groups.get("clock2") or "", table("fixed")) or time
    return f"{OPEN}-WXX-{day}" + (f"T{time}" if time else "")


def times(groups: Groups, _ctx: Context) -> When | None:
    """``twice a week``."""
    return When(DateType.SET, period(meaning("unit", groups.get("unit")), 1), precision="vague")


def reference(groups: Groups, ctx: Context) -> When | None:
    """``now``, ``recently``, ``the future``: no calendar value."""
    if groups.get("current"):
        return vague("PRESENT_REF")
    words = re.sub(r"\s+", " ", (groups.get("vague") or "").lower())
    if words in ("at the time", "at that time") and word_after(ctx.text, ctx.end).lower() in ("of", "when", "that"):
        return None
    if words == "soon" and not _is_soon(ctx):
        return None
    if words == "recently" and words_before(ctx.text, ctx.start, 1) == ["as"]:
        return None  # "as recently as Friday"
    if words == "now" and word_after(ctx.text, ctx.end).lower() in ("that", "known", "defunct", "famous"):
        return None
    if words in ("the present", "the past", "the future") and word_after(ctx.text, ctx.end).isalpha():
        follows = word_after(ctx.text, ctx.end).lower()
        told = words == "the past" and words_before(ctx.text, ctx.start, 1) == ["in"] and follows in cues("behind")
        if follows not in cues("small_words") and not told:  # "the past seven", but "in the past said"
            return None
    return vague(meaning("vague", words))


def _is_soon(ctx: Context) -> bool:
    """Say whether ``soon`` is ahead of the writer: not "as soon as", "soon after", nor what soon came of the past."""
    beside = [*words_before(ctx.text, ctx.start, 1), word_after(ctx.text, ctx.end).lower()]
    return not cues("not_soon").intersection(beside) and ctx.text[ctx.end : ctx.end + 1] != "-" and ctx.towards() > 0


KINDS = {
    "length": length,
    "range": span_of_lengths,
    "half": half,
    "bare": bare,
    "every": every,
    "times": times,
    "vague": reference,
}

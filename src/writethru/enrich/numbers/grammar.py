"""The amounts of a text: numbers with their units, joined to ranges and changes, with their qualifiers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from writethru.enrich.numbers import values
from writethru.enrich.numbers.lexicon import Lexicon, signs

_WINDOW = 48  # code points looked at on either side of a number
_YEARS = range(1500, 2101)


class Kind(StrEnum):
    """What sort of amount it is."""

    COUNT = "count"  # of whatever noun follows
    PEOPLE = "people"
    PERCENT = "percent"
    POINTS = "points"
    MONEY = "money"
    LENGTH = "length"
    MEASURE = "measure"


@dataclass(frozen=True, slots=True)
class Amount:
    """One amount; offsets count from the start of the text.

    Attributes:
        start, end: the whole, with qualifier, sign and unit.
        first, last: where its number begins, and where its last number ends (before the unit).
        low, high: equal unless it is a range, or a change from low to high.
        counter: a classifier stands between number and noun ("3천 개 계정").
        spelled: written in words.
    """

    start: int
    end: int
    first: int
    last: int
    low: float
    high: float
    kind: Kind = Kind.COUNT
    unit: str = ""
    qualifier: str = ""
    change: bool = False
    joined: bool = False
    counter: bool = False
    spelled: bool = False
    scaled: bool = False


def amounts(text: str, lexicon: Lexicon) -> list[Amount]:
    """Return the amounts of a text in order, what is no quantity left out. O(length)."""
    found = [amount for match in lexicon.number.finditer(text) if (amount := _read(match, text, lexicon))]
    joined = _join(_apart(found), text, lexicon)
    return [_qualify(amount, text, lexicon) for amount in joined if not _refused(amount, text, lexicon)]


def _apart(found: Sequence[Amount]) -> list[Amount]:
    """Leave out a number that lies in the unit of the one before it ("por ciento")."""
    out: list[Amount] = []
    for amount in found:
        if not out or amount.first >= out[-1].end:
            out.append(amount)
    return out


def _read(match: re.Match[str], text: str, lexicon: Lexicon) -> Amount | None:
    """Make an amount of one number: its value, the sign before it, the unit after it."""
    spelled = match.groupdict().get("words") is not None
    value = values.of_words(match[0], lexicon) if spelled else values.of_digits(match[0], lexicon)
    if value is None:
        return None
    scaled = not spelled and bool(re.search(r"[^\W\d_]", match[0]))
    amount = Amount(
        match.start(), match.end(), match.start(), match.end(), value, value, spelled=spelled, scaled=scaled
    )
    amount = _signed(_measured(amount, text, lexicon), text, lexicon)
    per = lexicon.per.match(text, amount.end) if amount.kind in (Kind.MONEY, Kind.MEASURE) else None
    return replace(amount, end=per.end()) if per else amount


def _signed(amount: Amount, text: str, lexicon: Lexicon) -> Amount:
    """Take in a currency sign or code, before the number or after it."""
    codes = signs(lexicon.language)
    ahead = list(lexicon.sign.finditer(text, max(0, amount.first - 6), amount.first))
    before = ahead[-1] if ahead else None
    if before and before.end() == amount.first:
        return replace(amount, start=before.start(), kind=Kind.MONEY, unit=codes[before["sign"]])
    after = lexicon.sign.match(text, amount.last + (text[amount.last : amount.last + 1] == " "))
    if after and amount.kind is Kind.COUNT and not text[after.end() : after.end() + 1].isalnum():
        return replace(amount, end=after.end("sign"), kind=Kind.MONEY, unit=codes[after["sign"]])
    return amount


def _measured(amount: Amount, text: str, lexicon: Lexicon) -> Amount:
    """Take in the unit that follows; a qualifier may stand between in unspaced scripts ("30多人")."""
    start = amount.last
    if not lexicon.spaced and (between := lexicon.after.match(text, start)):
        start = between.end()
    match = lexicon.unit.match(text, start)
    if not match:
        return amount
    kind, unit = lexicon.units[int((match.lastgroup or "u0")[1:])]
    if kind == "scaled":
        return replace(amount, end=match.end(), kind=Kind.MONEY, unit=unit) if amount.scaled else amount
    if kind == "counter":
        return replace(amount, end=match.end(), counter=True)
    if kind == "length" and amount.spelled and lexicon.data.get("han") and match.end() - start < 2:
        return amount
    return replace(amount, end=match.end(), kind=Kind(kind), unit=unit)


def _join(found: Sequence[Amount], text: str, lexicon: Lexicon) -> list[Amount]:
    """Bring together the two ends of ranges and changes."""
    out: list[Amount] = []
    for amount in found:
        pair = _pair(out[-1], amount, text, lexicon) if out and not out[-1].joined else None
        if pair:
            out[-1] = pair
        else:
            out.append(amount)
    return out


def _pair(one: Amount, two: Amount, text: str, lexicon: Lexicon) -> Amount | None:
    if two.start < one.end or two.start - one.end > 24 or not _alike(one, two):
        return None
    middle, front = text[one.end : two.start], text[max(0, one.start - _WINDOW) : one.start]
    for kind, before, between in lexicon.joins:
        opening = before.search(front) if before else None
        if not between.fullmatch(middle) or (before and not opening):
            continue
        lead = opening.start("j") if opening else len(front)
        return _both(kind, replace(one, start=one.start - len(front) + lead), two, front[:lead], lexicon)
    return None


def _both(kind: str, one: Amount, two: Amount, front: str, lexicon: Lexicon) -> Amount | None:
    """Join two amounts; the first takes unit and scale from the second where it has none."""
    low, high, tight = one.low, two.high, two.first - one.last == 1
    if two.scaled and not one.scaled and one.kind in (Kind.COUNT, two.kind) and low < 1000:
        digits = two.high / _scale_of(two.high)
        low *= _scale_of(two.high) if low and digits else 1
    spread = lexicon.data.get("join", {}).get("spread", [])
    ranging = any(re.search(rf"\b(?:{word})\s*$", front.rstrip(), re.IGNORECASE) for word in spread)
    change = kind in ("change", "reversed") and not ranging
    if kind == "reversed":
        if one.kind is Kind.COUNT:
            return None
        low, high = two.high, one.low
    if kind == "range" and low > high:
        change = two.kind is not Kind.COUNT and not tight
        if not change and not tight:
            return None
    score = tight and low > high and not change
    if not change and low > high:
        low, high = high, low
    unit = two if two.kind is not Kind.COUNT else one
    return replace(
        one,
        end=max(one.end, two.end),
        last=two.last,
        low=low,
        high=high,
        kind=Kind.COUNT if score else unit.kind,
        unit=unit.unit,
        change=change,
        joined=True,
        counter=one.counter or two.counter,
        scaled=one.scaled or two.scaled,
        spelled=one.spelled and two.spelled,
    )


def _scale_of(value: float) -> float:
    return next((scale for scale in (1e12, 1e9, 1e6, 1e3) if value >= scale), 1.0)


def _alike(one: Amount, two: Amount) -> bool:
    """Say whether two amounts can be the ends of one: the same kind, or only the second has a unit."""
    if one.kind is Kind.MONEY and two.kind is Kind.COUNT:
        return False
    return one.kind is Kind.COUNT or (one.kind, one.unit) == (two.kind, two.unit)


def _qualify(amount: Amount, text: str, lexicon: Lexicon) -> Amount:
    """Take in the qualifier before the amount, else the one after it."""
    begin = max(0, amount.start - _WINDOW)
    before = lexicon.before.search(text[begin : amount.start])
    after = lexicon.after.match(text, amount.end)
    if not after and not lexicon.spaced:
        after = lexicon.after.match(text, amount.last)
    words = before["q"] if before else after["q"] if after else ""
    return replace(
        amount,
        start=begin + before.start("q") if before else amount.start,
        end=max(amount.end, after.end()) if after else amount.end,
        qualifier=" ".join(words.split()),
    )


def _refused(amount: Amount, text: str, lexicon: Lexicon) -> bool:
    """Say whether a number is no quantity: an ordinal, a date, an age, a name, a score, a telephone number."""
    if lexicon.data.get("signs_only"):
        return amount.kind not in (Kind.MONEY, Kind.PERCENT)
    after = text[amount.last : amount.last + _WINDOW]
    if amount.kind in (Kind.COUNT, Kind.LENGTH) and _told(amount, after, text, lexicon):
        return True
    if amount.unit == "year" and amount.low in _YEARS and not amount.scaled:
        return True
    if amount.kind is not Kind.COUNT or amount.counter:
        return False
    if amount.spelled and lexicon.data.get("needs_unit"):
        return True
    return _code(amount, after, text, lexicon) or _year(amount, text, lexicon)


def _told(amount: Amount, after: str, text: str, lexicon: Lexicon) -> bool:
    """Say whether the words right before or after tell that it is no quantity."""
    before = text[max(0, amount.first - _WINDOW) : amount.first]
    if lexicon.refuse_after.match(after) or (amount.kind is Kind.COUNT and lexicon.refuse_before.search(before)):
        return True
    return amount.kind is Kind.COUNT and any(
        one.search(before) and two.match(after) for one, two in lexicon.refuse_around
    )


def _code(amount: Amount, after: str, text: str, lexicon: Lexicon) -> bool:
    """Say whether digits belong to a score, a telephone or model number, or a decade ("F-16", "555-0134", "3-2")."""
    if amount.spelled:
        return False
    if re.match(r"[-–/.]\d|[-–]?[/\\]", after) or re.search(
        r"\d[-–/.]$|[/\\#№]$", text[max(0, amount.first - 2) : amount.first]
    ):
        return True
    if lexicon.spaced and not amount.scaled and re.match(r"[^\W\d_]", after):
        return True
    tight = amount.joined and re.search(r"\d[-–]\d", text[amount.first : amount.last])
    return bool(tight) and (bool(amount.unit) or not re.match(r" (?:[^\W\d_]+ )?[a-z]+s\b", after))


def _year(amount: Amount, text: str, lexicon: Lexicon) -> bool:
    """Say whether four digits are a year: no group mark, no scale, no qualifier that only a count can have."""
    words = text[amount.first : amount.last]
    if not any(re.fullmatch(r"\d{4}", part) for part in re.split(r"\D+", words)) or amount.scaled:
        return False
    if not (amount.low in _YEARS or amount.high in _YEARS):
        return False
    front = lexicon.before.search(text[max(0, amount.start - _WINDOW) : amount.start])
    return (
        front is None
        or not lexicon.spaced
        or front["q"].lower()
        in ("over", "under", "above", "below", "about", "around", "some", "to", "über", "unter", "до")
    )

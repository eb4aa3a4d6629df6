"""The amounts of a text: numbers with their units, joined to ranges and changes, with their qualifiers."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from writethru.enrich.laid import Laid
from writethru.enrich.numbers import forms, values
from writethru.enrich.numbers.amount import Amount, Kind
from writethru.enrich.numbers.lexicon import Lexicon, signs
from writethru.model import Span

_WINDOW = 48  # code points looked at on either side of a number
_GARBLED = ("{", "}", "|", "\\", "~")  # what old wires made of a fraction: the value cannot be told
_YEARS = range(1500, 2101)


def amounts(text: str, lexicon: Lexicon) -> list[Amount]:
    """Return the amounts of a text in order, what is no quantity left out. O(length).

    A scale word within a number ("1,2 Millionen") is no amount of its own.
    """
    plain = [amount for match in lexicon.number.finditer(text) if (amount := _read(match, text, lexicon))]
    inside = Laid((Span(one.first + 1, one.last), one) for one in plain)
    alone = (a for a in forms.amounts(text, lexicon) if not (a.vague and inside.meeting(Span(a.first, a.first + 1))))
    other = [_of_unit(amount, text, lexicon) for amount in alone]
    found = _join(_apart(_beside(plain, other)), text, lexicon)
    kept = [amount for amount in found if not _refused(amount, text, lexicon)]
    order = [a for a in _beside(forms.ordinals(text, lexicon), kept) if a.kind is Kind.ORDINAL]
    both = sorted([*kept, *order], key=lambda amount: amount.first)
    return [_rated(_qualify(amount, text, lexicon), text, lexicon) for amount in both]


def _of_unit(amount: Amount, text: str, lexicon: Lexicon) -> Amount:
    """Take in the unit of a vague number or a fraction: "thousands of dollars", "three-quarters of a mile"."""
    if amount.vague:
        return _measured(amount, text, lexicon)
    link = re.compile(" of an?(?= )").match(text, amount.end) if amount.kind is Kind.SHARE else None
    found = _measured(replace(amount, last=link.end() if link else amount.last), text, lexicon)
    exact = found.kind in (Kind.MEASURE, Kind.LENGTH, Kind.PERCENT, Kind.POINTS)
    return replace(found, last=amount.last) if exact and amount.kind is Kind.SHARE else amount


def _beside(found: Iterable[Amount], known: Sequence[Amount]) -> list[Amount]:
    """Return what is known with what was found beside it, in order."""
    taken = Laid((Span(one.first, max(one.last, one.end)), one) for one in known)
    free = (one for one in found if not taken.meeting(Span(one.first, one.last)))
    return sorted([*known, *free], key=lambda amount: amount.first)


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
    return _negative(_signed(_measured(amount, text, lexicon), text, lexicon), text, lexicon)


def _negative(amount: Amount, text: str, lexicon: Lexicon) -> Amount:
    """Take in what makes a number negative; a bare dash does only before degrees and percent."""
    before = lexicon.negative.search(text, max(0, amount.first - 12), amount.first)
    bare = amount.kind in (Kind.MEASURE, Kind.PERCENT) and re.search(
        r"[\s(][-–−]$", text[max(0, amount.first - 2) : amount.first]
    )
    if not before and not bare:
        return amount
    start = before.start() if before else amount.first - 1
    return replace(amount, start=min(start, amount.start), low=-amount.low, high=-amount.high)


def _rated(amount: Amount, text: str, lexicon: Lexicon) -> Amount:
    """Take in what one of it is for: "a barrel", "per day", "시간당" before it. Of counts it comes later."""
    if amount.kind in (Kind.LENGTH, Kind.ORDINAL, Kind.POINTS):
        return amount
    after = lexicon.per.match(text, amount.end)
    if after:
        return replace(amount, end=after.end(), per=named(after))
    before = lexicon.per_before.search(text, max(0, amount.start - 12), amount.start)
    return replace(amount, start=before.start(), per=named(before)) if before else amount


def named(match: re.Match[str]) -> str:
    """Return the words of whichever group names what one of an amount is for."""
    return next((words for name, words in match.groupdict().items() if name.startswith("per") and words), "")


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
    if amount.vague and (link := lexicon.vague_link.match(text, start)):
        start = link.end()
    if not lexicon.spaced and (between := lexicon.after.match(text, start)):
        start = between.end()
    match = lexicon.unit.match(text, start)
    if not match:
        return _headed(amount, text, lexicon)
    kind, unit = lexicon.units[int((match.lastgroup or "u0")[1:])]
    if kind == "scaled":
        weighs = not amount.scaled or text.startswith(" of ", match.end())
        measure, unit = (Kind.MEASURE, _weight(match[0], lexicon)) if weighs else (Kind.MONEY, unit)
        return replace(amount, end=match.end(), kind=measure, unit=unit)
    if kind == "counter":
        return replace(amount, end=match.end(), counter=True)
    if kind == "length" and amount.spelled and lexicon.data.get("han") and match.end() - start < 2:
        return amount
    return replace(amount, end=match.end(), kind=Kind(kind), unit=unit)


def _headed(amount: Amount, text: str, lexicon: Lexicon) -> Amount:
    """Take in a unit that stands before its number: "magnitude 5.8", "yüzde 12"."""
    for unit, pattern in lexicon.ahead:
        if found := pattern.search(text, max(0, amount.first - 16), amount.first):
            kind = Kind.PERCENT if unit == "percent" else Kind.MEASURE
            return replace(amount, start=found.start(), kind=kind, unit=unit)
    return amount


def _weight(word: str, lexicon: Lexicon) -> str:
    """Return the measure that a word names which is money too ("pounds")."""
    names = lexicon.data["measure"].items()
    return next((name for name, words in names if any(re.fullmatch(w, word.strip(" -")) for w in words)), word.strip())


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
    if two.joined or two.start < one.end or two.start - one.end > 24 or not _alike(one, two):
        return None
    middle, front = text[one.end : two.start], text[max(0, one.start - _WINDOW) : one.start]
    for kind, before, between in lexicon.joins:
        opening = before.search(front) if before else None
        if not between.fullmatch(middle) or (before and not opening):
            continue
        if kind == "range" and lexicon.moved.search(front) and "-" not in middle:
            return None  # "fell $1.20 to $79.35"
        lead = opening.start("j") if opening else len(front)
        bare = not re.match(r" (?!in\b|on\b|last\b|by\b|a\b|the\b)[^\W\d_]", text[two.end : two.end + 8])
        return _both(kind, replace(one, start=one.start - len(front) + lead), two, front[:lead], lexicon, bare=bare)
    return None


def _both(kind: str, one: Amount, two: Amount, front: str, lexicon: Lexicon, *, bare: bool) -> Amount | None:
    """Join two amounts; the first takes unit and scale from the second where it has none."""
    low, high, tight = one.low, two.high, two.first - one.last == 1
    if two.scaled and not one.scaled and one.kind in (Kind.COUNT, two.kind) and low < 1000:
        digits = two.high / _scale_of(two.high)
        low *= _scale_of(two.high) if low and digits else 1
    spread = lexicon.data.get("join", {}).get("spread", [])
    ranging = any(re.search(rf"\b(?:{word})\s*$", front.rstrip(), re.IGNORECASE) for word in spread)
    change = kind in ("change", "reversed") and not ranging
    if kind == "reversed":
        if one.kind is Kind.COUNT and not bare:
            return None
        low, high = two.high, one.low
    if kind == "range" and low > high and not tight:
        return None  # "ahead by 48 percent to 41 percent": set side by side
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
    if before and _governs(before["q"], amount, text[: begin + before.start("q")], lexicon):
        before = None
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


def _governs(word: str, amount: Amount, front: str, lexicon: Lexicon) -> bool:
    """Say whether a word is no qualifier but a preposition: "over five years", "subió hasta 81 dólares"."""
    if amount.kind is Kind.LENGTH and word.lower() in lexicon.data.get("qualifiers", {}).get("spans", ()):
        return not lexicon.lasting.search(front)
    if word.lower() not in lexicon.data.get("qualifiers", {}).get("goals", ()):
        return False
    clause = re.split(r"[.;!?:]\s", front[-80:])[-1]
    return bool(lexicon.movers.search(clause))


def _refused(amount: Amount, text: str, lexicon: Lexicon) -> bool:
    """Say whether a number is no quantity: an ordinal, a date, an age, a name, a score, a telephone number."""
    if text[amount.last : amount.last + 1] in _GARBLED:
        return True
    if lexicon.data.get("signs_only"):
        return amount.kind not in (Kind.MONEY, Kind.PERCENT, Kind.MEASURE)
    after = text[amount.last : amount.last + _WINDOW]
    if amount.kind in (Kind.COUNT, Kind.LENGTH) and lexicon.ages.search(text, max(0, amount.start - 24), amount.start):
        return True
    if amount.kind in (Kind.COUNT, Kind.LENGTH) and _told(amount, after, text, lexicon):
        return True
    if amount.spelled and amount.high == 1 and lexicon.article.fullmatch(text, amount.first, amount.last):
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
    return (
        amount.kind is Kind.COUNT
        and not amount.vague
        and any(one.search(before) and two.match(after) for one, two in lexicon.refuse_around)
    )


def _code(amount: Amount, after: str, text: str, lexicon: Lexicon) -> bool:
    """Say whether digits belong to a score, a telephone or model number, or a decade ("F-16", "555-0134", "3-2")."""
    if amount.spelled:
        return False
    if re.match(r"[-–/.]\d|[-–]?[/\\]", after) or re.search(
        r"\d[-–/.:]$|[/\\#№]$", text[max(0, amount.first - 2) : amount.first]
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

"""What a figure counts or measures where there is no parser: nouns beside it, what befell people, the subject."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from writethru.enrich.numbers import forms, noun
from writethru.enrich.numbers.amount import Amount, Kind
from writethru.enrich.numbers.counted import Counted
from writethru.enrich.numbers.lexicon import Lexicon, lexicon
from writethru.enrich.numbers.topic import subject

_CLAUSE = re.compile(r"[.!?;,:]\s|[。！？；，、،]|\n")
_SENTENCE = re.compile(r"[.!?;]\s|[。！？；]|\n")
_REACH = 48  # code points in which what befell people belongs to a number

Found = tuple[int, int]


class Plain:
    """The amounts of one text, each asked for what it counts."""

    def __init__(self, text: str, lexis: Lexicon, found: Sequence[Amount]) -> None:
        self._text, self._lexis, self._found = text, lexis, found

    def counted(self, place: int) -> Counted | None:
        """Return what the amount at a place counts, None when it is no quantity after all."""
        amount = self._found[place]
        if amount.kind is Kind.ORDINAL:
            counted = self._ordered(amount)
        elif amount.kind is Kind.PEOPLE:
            counted = self._people(amount, place)
        elif amount.kind is Kind.COUNT:
            counted = self._count(amount, place)
        elif amount.kind is Kind.LENGTH:
            counted = Counted(amount.end, amount.unit)
        else:
            counted = self._measure(amount)
        return counted

    def _ordered(self, amount: Amount) -> Counted | None:
        found = self._noun(amount)
        return self._told(found[1], self._text[slice(*found)], found) if found else None

    def _noun(self, amount: Amount) -> Found | None:
        found = noun.following(self._text, amount, self._lexis)
        return (found.start, found.end) if found else None

    # People: "약 3만 명의 관객", "погибли 12 человек", "17 personnes".

    def _people(self, amount: Amount, place: int) -> Counted:
        states = self._lexis.data.get("states", {})
        found = None
        if states.get("counted"):  # the word for people is only a counter
            found = self._noun(amount) or self._bare(amount) or self._state(place)
        elif unit := re.search(r"[^\W\d_]+(?:['’-][^\W\d_]+)*$", self._text[amount.last : amount.end]):
            found = amount.last + unit.start(), amount.last + unit.end()
        return self._told(amount.end, amount.unit, found)

    # Counts: "3천여 개 계정", "1.250 Beschäftigte", "主宅120棟".

    def _count(self, amount: Amount, place: int) -> Counted | None:
        others = self._lexis.data.get("ellipsis", {})
        found = self._noun(amount)
        if "others" in others and found and re.fullmatch(others["others"], self._text[slice(*found)]):
            return self._told(found[1], "people", found)
        if found and self._befell(self._text[slice(*found)]):
            return self._told(amount.end, "people", found)
        if found is None and (match := _compiled(others.get("noun", "(?!)")).match(self._text, amount.end)):
            found = match.span("noun")
            return self._told(amount.end, match["noun"], found)
        if found is None and (amount.counter or not self._lexis.spaced):
            found = self._bare(amount)
            return self._told(amount.end, self._text[slice(*found)] if found else "", found) if amount.counter else None
        if found is None:
            return self._alone(amount, place)
        if amount.spelled and amount.high < 2:
            return None  # an article, mostly
        return self._told(found[1], self._text[slice(*found)], found)

    def _alone(self, amount: Amount, place: int) -> Counted | None:
        """Read a number without a noun: of people that something befell, or of what was counted before."""
        state = self._state(place)
        if state is not None:
            return self._told(amount.end, "people", state)
        part = _compiled(self._lexis.data.get("ellipsis", {}).get("part", "(?!)")).match(self._text, amount.end)
        if part and place:
            before = self.counted(place - 1)
            return before and Counted(part.end(), before.unit, before.what, before.what_span)
        small = amount.spelled and not amount.qualifier and amount.high < 13
        return None if small else Counted(amount.end, "")

    def _befell(self, word: str) -> bool:
        return bool(_states(self._lexis.language).fullmatch(word))

    def _state(self, place: int) -> Found | None:
        """Return the words for what befell those counted: behind the number up to the next one, else before it."""
        amount, pattern = self._found[place], _states(self._lexis.language)
        after = self._found[place + 1].start if place + 1 < len(self._found) else len(self._text)
        stop = _CLAUSE.search(self._text, amount.end, min(after, amount.end + _REACH))
        match = pattern.search(self._text, amount.end, stop.start() if stop else min(after, amount.end + _REACH))
        if match:
            return match.span()
        before = self._found[place - 1].end if place else 0
        start = max([before, amount.start - _REACH, *self._breaks(before, amount.start)])
        matches = list(pattern.finditer(self._text, start, amount.start))
        return matches[-1].span() if matches else None

    def _breaks(self, start: int, end: int) -> list[int]:
        return [match.end() for match in _CLAUSE.finditer(self._text, start, end)]

    def _bare(self, amount: Amount) -> Found | None:
        """Return the noun right before a number with a counter: "주택 150채", "住宅120棟"."""
        known = self._lexis.data.get("subject", {})
        match = (
            re.search(known["bare"], self._text[max(0, amount.start - 16) : amount.start]) if "bare" in known else None
        )
        if not match or re.search(known["not_bare"], match["noun"]) or self._befell(match["noun"]):
            return None
        start = max(0, amount.start - 16)
        return start + match.start("noun"), start + match.end("noun")

    # Percent, money, measures: "Der Umsatz stieg um 8,5 Prozent", "50吨粮食".

    def _measure(self, amount: Amount) -> Counted:
        of = self._of(amount) if amount.kind in (Kind.SHARE, Kind.PERCENT) else None
        found = of or self._noun(replace(amount, kind=Kind.COUNT)) if amount.kind is Kind.SHARE else None
        of = of or found
        if amount.kind in (Kind.MEASURE, Kind.MONEY):
            found = forms.vote(self._text, amount, self._lexis) or self._after(amount)
        if of and not self._moves(amount, "words"):
            found = found or of
        found = found or self._subject(amount) or of
        counted = self._told(amount.end, amount.unit, found)
        return counted if of is None else Counted(amount.end, amount.unit, counted.what, counted.what_span, of=of)

    def _of(self, amount: Amount) -> Found | None:
        known = self._lexis.data.get("share", {})
        if "within" in known and (inside := _compiled(known["within"]).match(self._text, amount.first, amount.last)):
            return inside.span("of")
        after = _compiled(known["of"]).match(self._text, amount.end) if "of" in known else None
        idle = after and (
            after["of"].lower() in self._lexis.data.get("not_nouns", ()) or self._lexis.month.fullmatch(after["of"])
        )
        if after and not idle:
            return after.span("of")
        if "of_before" not in known:
            return None
        start = max(0, amount.start - 16)
        before = re.search(known["of_before"], self._text[start : amount.start])
        return (start + before.start("of"), start + before.end("of")) if before and amount.kind is Kind.SHARE else None

    def _after(self, amount: Amount) -> Found | None:
        """Return what a measure is of, or what money is for."""
        name = "purpose" if amount.kind is Kind.MONEY else "following"
        known = self._lexis.data.get("subject", {})
        pattern = known.get(name) or (known.get("genitive", "(?!)") if name == "following" else "(?!)")
        match = _compiled(pattern).match(self._text, amount.end)
        if not match and amount.kind is Kind.MONEY and "spent" in known:
            start = max(0, amount.start - 16)
            spent = re.search(known["spent"], self._text[start : amount.start])
            return (start + spent.start("noun"), start + spent.end("noun")) if spent else None
        if not match or match["noun"].lower() in self._lexis.data.get("not_nouns", ()) or self._befell(match["noun"]):
            return None
        return match.span("noun")

    def _subject(self, amount: Amount) -> Found | None:
        """Return the subject, unless it pays the amount: that tells who, not what."""
        known = self._lexis.data
        if amount.kind is Kind.MONEY:
            if "costs" in known.get("movers", {}) and not (
                self._moves(amount, "words") or self._moves(amount, "costs")
            ):
                return None
            if _compiled(known.get("subject", {}).get("paid", "(?!)")).match(self._text, amount.end):
                return None
        return subject(self._text, amount.start, self._lexis)

    def _moves(self, amount: Amount, name: str) -> bool:
        """Say whether a verb of rising and falling, or of costing, stands before an amount in its sentence."""
        words = self._lexis.data.get("movers", {}).get(name, "(?!)")
        start = max((m.end() for m in _SENTENCE.finditer(self._text, 0, amount.start)), default=0)
        return bool(_compiled(words).search(self._text, start, amount.start))

    def _told(self, end: int, unit: str, found: Found | None) -> Counted:
        return Counted(end, unit, self._text[slice(*found)], found) if found else Counted(end, unit)


@cache
def _states(language: str) -> re.Pattern[str]:
    known = lexicon(language)
    words = known.data.get("states", {}).get("words", [])
    body = "|".join(sorted(words, key=len, reverse=True)) or "(?!)"
    return re.compile(rf"(?<!\w)(?:{body})(?!\w)" if known.spaced else body, re.IGNORECASE)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)

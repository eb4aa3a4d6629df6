"""What a figure counts in an English headline that is not parsed: the first plural behind it, or what befell people.

A number behind a name or another noun is part of what is named ("Season 3"), so it is kept only where something
before it leads to a quantity: a verb, a preposition ("toll rises to 40").
"""

import re
from functools import cache

from writethru.enrich.numbers import forms
from writethru.enrich.numbers.amount import Amount, Kind
from writethru.enrich.numbers.counted import Counted
from writethru.enrich.numbers.lexicon import Lexicon, lexicon
from writethru.enrich.vocabulary import function_words, inflected, singular, verb

_DIGIT, _TOKEN = re.compile(r"\d"), re.compile(r"[^\W\d_]+")
_AFTER = re.compile(r" (?P<word>[^\W\d_]+(?:[-'’][^\W\d_]+)*)")
_BEFORE = re.compile(r"(?P<word>[^\W\d_]+) $")
_REACH = 24  # code points in which the word before a number stands
_PARTS = ("half", "halves")
_WORDS = 5  # words behind a number among which its noun stands
_YEARS = range(1500, 2101)


def numbered(text: str) -> bool:
    """Say whether a headline holds a digit or a word that numbers are made of. O(words)."""
    return bool(_DIGIT.search(text)) or not _numbers().isdisjoint(_TOKEN.findall(text.lower()))


class Headline:
    """The amounts of one headline, each asked for what it counts."""

    def __init__(self, text: str, lexis: Lexicon) -> None:
        self._text, self._lexis = text, lexis

    def counted(self, amount: Amount) -> Counted | None:
        """Return what an amount counts, None when it is no quantity after all."""
        if place := forms.vote(self._text, amount, self._lexis):
            return Counted(amount.end, amount.unit, self._text[slice(*place)], place)
        if amount.kind is Kind.COUNT:
            return self._count(amount)
        if amount.kind is Kind.ORDINAL:
            return None
        if amount.kind is Kind.PEOPLE:
            start = self._text.rfind(" ", amount.first, amount.end) + 1
            return Counted(amount.end, amount.unit, self._text[start : amount.end], (start, amount.end))
        return Counted(amount.end, amount.unit)

    def _count(self, amount: Amount) -> Counted | None:
        if (
            (amount.spelled and amount.high < 2)
            or self._text[amount.end : amount.end + 1] == "-"
            or self._named(amount)
        ):
            return None
        at, first = amount.end, 0
        for _ in range(_WORDS):
            found = _AFTER.match(self._text, at)
            word = found["word"].lower() if found else ""
            if found and word in _states():
                return Counted(found.end(), "people", found["word"], found.span("word"))
            if found is None or word in function_words():
                break
            first, at = first or found.start("word"), found.end()
            if unit := _plural(word):
                return Counted(at, unit, self._text[first:at], (first, at))
        return Counted(amount.end, "") if self._led_to(amount) else None

    def _led_to(self, amount: Amount) -> bool:
        """Say whether the word before a bare number leads to a quantity; a bare year in digits is none."""
        if amount.qualifier:
            return True
        if amount.spelled or amount.low in _YEARS:
            return False
        word = self._before(amount).lower()
        return word in function_words() or (inflected(word) and not singular(word))

    def _named(self, amount: Amount) -> bool:
        """Say whether a number belongs to the name right before it: "Ferry Race 3"."""
        word = self._before(amount)
        lower = word.lower()
        return word[:1].isupper() and not (verb(lower) or inflected(lower) or lower in function_words())

    def _before(self, amount: Amount) -> str:
        found = _BEFORE.search(self._text, max(0, amount.start - _REACH), amount.start)
        return found["word"] if found and not amount.qualifier else ""


def _plural(word: str) -> str:
    """Return the singular of a plural that can be counted, ``people`` for persons, or nothing."""
    return "people" if word in ("people", "persons") else singular(word.rpartition("-")[2])


@cache
def _numbers() -> frozenset[str]:
    known = lexicon("en")
    forms_of = [*known.words, *known.scales, *known.data["vague"]["words"], *known.data["share"]["names"]]
    return frozenset(word for form in [*forms_of, *_PARTS] for word in _TOKEN.findall(form.lower())) - function_words()


@cache
def _states() -> frozenset[str]:
    return frozenset(lexicon("en").data["english"]["states"])

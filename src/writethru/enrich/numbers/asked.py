"""The value that somebody asks for: "3.5", "350 billion", "3,5 Milliarden", read as pieces are."""

import re
from collections.abc import Iterator
from importlib.resources import files

from writethru.enrich.numbers.amount import Amount, Kind
from writethru.enrich.numbers.grammar import amounts
from writethru.enrich.numbers.lexicon import lexicon

_PLAIN = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,15})?")
_FIRST = "en"  # where several languages read as much
_NO_LANGUAGE = frozenset({"cldr", "money", "und"})


def values(asked: str) -> tuple[float, ...]:
    """Return the values of the figure in some words, both ends of a range; none where no number is in them.

    English reads it, unless another language reads more of it: "3,5" is no number of English.

    >>> values("$350 billion"), values("3,5 Milliarden"), values("12 to 15"), values("1989"), values("soon")
    ((350000000000.0,), (3500000000.0,), (12.0, 15.0), (1989.0,), ())
    """
    words = asked.strip()
    if _PLAIN.fullmatch(words):
        return (float(words),)
    found = next(iter(_read(words, _FIRST)), None)
    if found is None or found.end - found.start < len(words):
        every = [amount for language in _languages() for amount in _read(words, language)]
        found = max(every, key=lambda amount: amount.last - amount.first, default=None)
    return tuple(dict.fromkeys((found.low, found.high))) if found else ()


def _read(words: str, language: str) -> Iterator[Amount]:
    found = amounts(words, lexicon(language))
    return (amount for amount in found if not (amount.vague or amount.kind is Kind.ORDINAL))


def _languages() -> list[str]:
    there = (entry.name.partition(".")[0] for entry in files("writethru.enrich.numbers.data").iterdir())
    return sorted({*there} - _NO_LANGUAGE, key=lambda language: (language != _FIRST, language))

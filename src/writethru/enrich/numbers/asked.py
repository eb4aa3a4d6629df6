"""The figure that somebody asks for: "3.5", "350 billion", "3,5 Milliarden", "35 percent", read as pieces are."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files

from writethru.enrich.numbers.amount import Amount, Kind
from writethru.enrich.numbers.grammar import amounts
from writethru.enrich.numbers.lexicon import lexicon

_PLAIN = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,15})?")
_FIRST = "en"  # where several languages read as much
_NO_LANGUAGE = frozenset({"cldr", "money", "und"})
_COUNTS = frozenset({Kind.COUNT, Kind.PEOPLE, Kind.SHARE})  # what they count, pieces call by many names


@dataclass(frozen=True, slots=True)
class Asked:
    """A figure that is asked for: its value, or both ends of a range; ``unit`` is empty where any will do."""

    values: tuple[float, ...]
    unit: str = ""


def asked(words: str) -> Asked | None:
    """Return the figure in some words; None where no number is in them.

    English reads it, unless another language reads more of it: "3,5" is no number of English.

    >>> asked("$350 billion"), asked("3,5 Milliarden")
    (Asked(values=(350000000000.0,), unit='USD'), Asked(values=(3500000000.0,), unit=''))
    >>> asked("12 to 15 people"), asked("1989"), asked("soon")
    (Asked(values=(12.0, 15.0), unit=''), Asked(values=(1989.0,), unit=''), None)
    """
    words = words.strip()
    if _PLAIN.fullmatch(words):
        return Asked((float(words),))
    found = next(_read(words, _FIRST), None)
    if found is None or found.end - found.start < len(words):
        every = [amount for language in _languages() for amount in _read(words, language)]
        found = max(every, key=lambda amount: amount.last - amount.first, default=None)
    if found is None:
        return None
    return Asked(tuple(dict.fromkeys((found.low, found.high))), "" if found.kind in _COUNTS else found.unit)


def _read(words: str, language: str) -> Iterator[Amount]:
    found = amounts(words, lexicon(language))
    return (amount for amount in found if not (amount.vague or amount.kind is Kind.ORDINAL))


def _languages() -> list[str]:
    there = (entry.name.partition(".")[0] for entry in files("writethru.enrich.numbers.data").iterdir())
    return sorted({*there} - _NO_LANGUAGE, key=lambda language: (language != _FIRST, language))

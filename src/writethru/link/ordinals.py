"""Places in rows that headline and lead name in other languages than English: "zwölftes Paket", "第七轮谈判".

A row is told by the stem of its English noun in every language (``ordinals.toml``), so that the 12th package of one
piece is another than the 13th of a piece in another language.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from tomllib import loads
from typing import Any

from writethru.enrich.numbers.values import of_han

_REACH = 28  # letters between a number and the noun of its row where words stand apart,
_NARROW = 14  # and where they do not
_CLAUSE = re.compile(r"[\n,;:!?«»„“”\"。、，；：（）()…]|\.(?=\s|$)")
_CARDINAL = re.compile(r"\s(\d{1,3}|[^\W\d_]+)(?![\d.,:]?\d|\s?%|\w)")
_SAME = {"no": "nb", "nn": "nb"}
_UNSPACED = frozenset({"ja", "zh", "ko"})


@dataclass(frozen=True, slots=True)
class _Rules:
    """The patterns of one language: a number in a group by its value or in ``digits``, a noun in that of its row.

    ``cardinals``: words for numbers that may stand behind the noun ("Runde zwei").
    """

    number: re.Pattern[str]
    noun: re.Pattern[str]
    reach: int
    behind: bool
    cardinals: Mapping[str, int]


def places(text: str, language: str) -> frozenset[str]:
    """Return the places in rows that a text names ("packag 12"); none in a language without rules. O(length).

    >>> sorted(places("Seebund beschließt zwölftes Sanktionspaket", "de")), sorted(places("第七轮谈判", "zh"))
    (['packag 12'], ['round 7'])
    """
    rules = _rules(_SAME.get(language, language))
    return frozenset(_found(text, rules)) if rules else frozenset()


def _found(text: str, rules: _Rules) -> Iterator[str]:
    for match in rules.number.finditer(text):
        row = _row(text, match, rules)
        number = _value(match)
        if row and number:
            yield f"{row} {number}"
    for noun in rules.noun.finditer(text) if rules.reach == _REACH else ():
        if behind := _CARDINAL.match(text, noun.end()):
            word = behind[1].lower()
            number = int(word) if word.isdecimal() else rules.cardinals.get(word, 0)
            if number:
                yield f"{noun.lastgroup} {number}"


def _value(match: re.Match[str]) -> int:
    told = next((group for group in match.groups() if group), "")
    if match.lastgroup and match.lastgroup.startswith("w"):
        return int(match.lastgroup[1:])
    return int(told) if told.isdecimal() else int(of_han(told) or 0)


def _row(text: str, number: re.Match[str], rules: _Rules) -> str:
    """Return the row of the noun that is next to a number in its clause, or an empty string."""
    if rules.behind:
        before = _CLAUSE.split(text[max(0, number.start() - rules.reach) : number.start()])[-1]
        nouns = list(rules.noun.finditer(before))
        return str(nouns[-1].lastgroup) if nouns else ""
    start = number.start() if rules.reach == _NARROW else number.end()  # "5차" and "轮" name their row themselves
    noun = rules.noun.search(_CLAUSE.split(text[start : number.end() + rules.reach])[0])
    return str(noun.lastgroup) if noun else ""


@cache
def _rules(language: str) -> _Rules | None:
    table = _table().get(language)
    if table is None:
        return None
    narrow = language in _UNSPACED
    begin, end = ("", "") if narrow else (r"(?<!\w)", r"(?!\w)")
    ordered = sorted(enumerate(table["words"], start=1), key=lambda pair: -len(pair[1]))
    words = [rf"(?P<w{number}>{begin}(?:{word}){table['ending']}{end})" for number, word in ordered]
    nouns = "|".join(rf"(?P<{row}>{begin}(?:{noun}){end})" for row, noun in table["rows"].items())
    return _Rules(
        re.compile("|".join([*table["digits"], *words]), re.IGNORECASE),
        re.compile(nouns, re.IGNORECASE),
        _NARROW if narrow else _REACH,
        table.get("behind", False),
        {word: number for number, word in enumerate(table.get("cardinals", "").split(), start=1)},
    )


@cache
def _table() -> Mapping[str, Any]:
    return loads(files("writethru.link").joinpath("ordinals.toml").read_text("utf-8"))

"""Numbers in other forms: fractions and ratios, votes, scale words alone ("dozens"), places in an order ("third")."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from writethru.enrich.numbers import values
from writethru.enrich.numbers.amount import Amount, Kind
from writethru.enrich.numbers.lexicon import Lexicon, lexicon

_NEVER = re.compile(r"(?!)")
_HAN = "〇零一二三四五六七八九十百千万两"


@dataclass(frozen=True)
class Forms:
    """The patterns of one language; each finds one form, a table tells the values of its words."""

    shares: tuple[re.Pattern[str], ...]
    fixed: tuple[tuple[re.Pattern[str], float], ...]
    votes: tuple[re.Pattern[str], ...]
    vague: re.Pattern[str]
    ordinal: re.Pattern[str]
    not_before: re.Pattern[str]
    not_after: re.Pattern[str]
    one: re.Pattern[str]


@cache
def forms(language: str) -> Forms:
    """Return the patterns of a language, built once."""
    lexis = lexicon(language)
    data, spaced = lexis.data, lexis.spaced
    share, ordinal = data.get("share", {}), data.get("ordinal", {})
    number = _number(data, lexis)
    shares = [pattern.replace("{n}", number) for pattern in share.get("ratios", [])]
    if names := share.get("names"):
        shares.insert(0, rf"(?P<n>{number})[ -](?P<name>{_either(names)})")
    return Forms(
        shares=tuple(_word(pattern, spaced=spaced) for pattern in shares),
        fixed=tuple((_word(word, spaced=spaced), value) for word, value in share.get("fixed", {}).items()),
        votes=tuple(_word(p.replace("{n}", number), spaced=spaced) for p in data.get("vote", {}).get("patterns", [])),
        vague=_table(data.get("vague", {}).get("words", {}), "", spaced=spaced),
        ordinal=_table(ordinal.get("words", {}), ordinal.get("digits", ""), spaced=spaced),
        not_before=re.compile(ordinal["before"]) if "before" in ordinal else _NEVER,
        not_after=re.compile(ordinal["after"], re.IGNORECASE) if "after" in ordinal else _NEVER,
        one=re.compile(share.get("one", "")),
    )


def _number(data: Mapping[str, Any], lexis: Lexicon) -> str:
    """Return a pattern for a small number in digits or words, an article among them."""
    if data.get("han"):
        return rf"(?:\d[\d.]*|[{_HAN}]+)"
    words = _either([*map(re.escape, lexis.words), *data.get("articles", [])])
    return rf"(?:\d+(?:[.,]\d+)*|{words})"


def _either(words: Mapping[str, Any] | list[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True)) or "(?!)"


def _word(pattern: str, *, spaced: bool) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{pattern})(?!\w)" if spaced else pattern, re.IGNORECASE)


def _table(words: Mapping[str, float], digits: str, *, spaced: bool) -> re.Pattern[str]:
    """Match the words of a table, each in a group that tells its number in it, or digits."""
    parts = [f"(?P<w{n}>{word})" for n, word in sorted(enumerate(words), key=lambda pair: -len(pair[1]))]
    parts += [f"(?P<digits>{digits})"] if digits else []
    return _word("|".join(parts), spaced=spaced) if parts else _NEVER


def amounts(text: str, lexis: Lexicon) -> list[Amount]:
    """Return the numbers of other forms, but for places in an order; none meets another. O(length)."""
    known, out = forms(lexis.language), list[Amount]()
    for amount in (*_votes(text, lexis, known), *_shares(text, lexis, known), *_vague(text, lexis, known)):
        if all(amount.last <= other.first or amount.first >= other.last for other in out):
            out.append(amount)
    return sorted(out, key=lambda amount: amount.first)


def _votes(text: str, lexis: Lexicon, known: Forms) -> Iterator[Amount]:
    for pattern in known.votes:
        for match in pattern.finditer(text):
            for side in "ab":
                if (value := _small(match[side], lexis)) is not None:
                    start, end = match.span(side)
                    yield Amount(start, end, start, end, value, value, Kind.MEASURE, "vote", joined=True)


def _shares(text: str, lexis: Lexicon, known: Forms) -> Iterator[Amount]:
    """Yield "two-thirds", "one in five", "half of"; what a hundred goes into is a percentage."""
    names = {name.lower(): value for name, value in lexis.data.get("share", {}).get("names", {}).items()}
    for pattern in known.shares:
        for match in pattern.finditer(text):
            of = match.groupdict()
            over = _small(of["n"], lexis)
            under = names.get(of["name"].lower()) if of.get("name") else _small(of.get("d") or "", lexis)
            if not over or not under or over >= under or _taken(match, text, lexis, known):
                continue
            if under == 100 and lexis.data.get("han"):
                yield Amount(match.start(), match.end(), *match.span(), over, over, Kind.PERCENT, "percent")
            else:
                yield _share(match, over / under)
    for pattern, value in known.fixed:
        yield from (_share(match, value) for match in pattern.finditer(text))


def _share(match: re.Match[str], value: float) -> Amount:
    return Amount(match.start(), match.end(), *match.span(), value, value, Kind.SHARE, "fraction")


def _taken(match: re.Match[str], text: str, lexis: Lexicon, known: Forms) -> bool:
    """Say whether it is another thing: "a third man", "three in five days"."""
    if match.groupdict().get("name"):
        alone = match["n"].lower() not in lexis.words or lexis.words[match["n"].lower()] == 1
        return alone and "-" not in match[0] and not known.one.match(text, match.end())
    unit = lexis.unit.match(text, match.end())
    return bool(unit) and lexis.units[int((unit.lastgroup or "u0")[1:])][0] == "length" if unit else False


def _vague(text: str, lexis: Lexicon, known: Forms) -> Iterator[Amount]:
    worth = list(lexis.data.get("vague", {}).get("words", {}).values())
    for match in known.vague.finditer(text):
        value = float(worth[int((match.lastgroup or "w0")[1:])])
        yield Amount(match.start(), match.end(), *match.span(), value, value, scaled=True, vague=True)


def ordinals(text: str, lexis: Lexicon) -> Iterator[Amount]:
    """Yield the places in an order from the second on; the caller leaves out what is a fraction or a date."""
    known = forms(lexis.language)
    worth = list(lexis.data.get("ordinal", {}).get("words", {}).values())
    for match in known.ordinal.finditer(text):
        digits = match.groupdict().get("digits")
        value = _ordinal(digits, lexis) if digits else float(worth[int((match.lastgroup or "w0")[1:])])
        if value is None or value < 2 or known.not_after.match(text, match.end()):
            continue
        if digits and known.not_before.search(text, max(0, match.start() - 12), match.start()):
            continue
        yield Amount(match.start(), match.end(), *match.span(), value, value, Kind.ORDINAL, spelled=not digits)


def _ordinal(words: str, lexis: Lexicon) -> float | None:
    digits = re.search(r"\d+", words)
    if digits:
        return float(digits[0])
    han = re.search(rf"[{_HAN}]+", words)
    return values.of_han(han[0]) if han and lexis.data.get("han") else None


def _small(words: str, lexis: Lexicon) -> float | None:
    """Return the value of a small number in digits or words; an article is one."""
    if re.match(r"\d", words):
        return values.of_plain(words, lexis)
    known = lexis.words.get(words.lower())
    return known if known is not None else values.of_words(words, lexis) or (1.0 if words else None)


def vote(text: str, amount: Amount, lexis: Lexicon) -> tuple[int, int] | None:
    """Return the span of the word that tells a vote: the last one before its numbers, else the first one behind."""
    cue = lexis.data.get("vote", {}).get("cue")
    if not cue or amount.unit != "vote" or not amount.joined:
        return None
    pattern = re.compile(cue, re.IGNORECASE)
    before = list(pattern.finditer(text, max(0, amount.first - 60), amount.first))
    found = before[-1] if before else pattern.search(text, amount.last, amount.last + 40)
    return found.span() if found else None

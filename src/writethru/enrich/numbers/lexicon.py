"""How one language writes figures, read from ``data/<language>.toml`` and made into patterns once."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from writethru.enrich.numbers import cldr

_NEVER = re.compile(r"(?!)")
_LETTER = r"[^\W\d_]"
_HAN = "〇零一二三四五六七八九十百千万萬亿億兆两兩"


@dataclass(frozen=True)
class Lexicon:
    """The patterns and tables of one language.

    Attributes:
        data: the file itself, for what is a plain list or switch.
        number: finds the numbers of a text, in digits or in words, with their scale.
        words, scales: value of each number word and scale word, in lower case.
        unit: matches what may follow a number and makes it a measure; ``units`` names what each group means.
        before, after: qualifiers right before and right after an amount.
        ahead: units that stand before their number ("magnitude 5.8", "yüzde 12"), each with its name.
        joins: (kind, words before, words between) of ranges and changes.
    """

    language: str
    data: Mapping[str, Any]
    number: re.Pattern[str]
    words: Mapping[str, float]
    scales: Mapping[str, float]
    unit: re.Pattern[str]
    units: tuple[tuple[str, str], ...]
    before: re.Pattern[str]
    after: re.Pattern[str]
    joins: tuple[tuple[str, re.Pattern[str] | None, re.Pattern[str]], ...]
    refuse_before: re.Pattern[str]
    refuse_after: re.Pattern[str]
    refuse_around: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]
    moved: re.Pattern[str]
    month: re.Pattern[str]
    article: re.Pattern[str]
    ages: re.Pattern[str]
    movers: re.Pattern[str]
    lasting: re.Pattern[str]
    per: re.Pattern[str]
    per_before: re.Pattern[str]
    negative: re.Pattern[str]
    ahead: tuple[tuple[str, re.Pattern[str]], ...]
    vague_link: re.Pattern[str]
    sign: re.Pattern[str]
    spaced: bool


@cache
def lexicon(language: str) -> Lexicon:
    """Return the lexicon of a language; one that has no file reads amounts with a sign or unit, by what CLDR knows."""
    folder = files(__package__).joinpath("data")
    place = folder.joinpath(f"{language}.toml")
    if language.isalpha() and language not in ("money", "cldr") and place.is_file():
        return _build(language, tomllib.loads(place.read_text(encoding="utf-8")))
    found = cldr.writing(language) if language.isalpha() and language != "und" else {}
    plain = tomllib.loads(folder.joinpath("und.toml").read_text(encoding="utf-8"))
    return _build(language if found else "und", {**plain, **found})


def _build(language: str, data: dict[str, Any]) -> Lexicon:
    spaced = not data.get("unspaced")
    words = {word.lower(): float(value) for word, value in data.get("words", {}).items()}
    words |= _compounds(data.get("compound", ""), words)
    scales = {word.lower(): float(value) for word, value in data.get("scales", {}).items()}
    unit, units = _unit(data, language, spaced=spaced)
    qualifiers = data.get("qualifiers", {})
    refuse = data.get("refuse", {})
    return Lexicon(
        language=language,
        data=data,
        number=_number(data, words, scales),
        words=words,
        scales=scales | {word.lower(): float(value) for word, value in data.get("suffixes", {}).items()},
        unit=unit,
        units=units,
        before=_edge(qualifiers.get("before"), spaced, r"(?P<q>{})\s*\(?$"),
        after=_edge(qualifiers.get("after"), spaced, r"\s?(?P<q>{})", end=True),
        joins=tuple(_joins(data.get("join", {}), spaced=spaced)),
        refuse_before=_any([*refuse.get("before", []), _months(language) + r"\.?,? (?:\d+(?:-|–| and | to |, ))?$"]),
        refuse_after=_any([*refuse.get("after", []), rf"^\.?,? (?:de |of )?{_months(language)}(?!\w)"]),
        refuse_around=tuple((re.compile(a), re.compile(b)) for a, b in refuse.get("around", [])),
        movers=_one(data.get("movers", {}).get("words")),
        lasting=_one(qualifiers.get("lasting")),
        moved=_one(data.get("join", {}).get("moved")),
        month=re.compile(_months(language), re.IGNORECASE),
        article=re.compile("|".join(data.get("articles", ["(?!)"])), re.IGNORECASE),
        ages=_one(refuse.get("ages")),
        per=_one(data.get("rate", {}).get("after")),
        per_before=_one(data.get("rate", {}).get("before")),
        negative=_ends(data.get("negative", {}).get("before"), spaced=spaced),
        ahead=tuple((unit, _ends(words, spaced=spaced)) for unit, words in data.get("ahead", {}).items()),
        vague_link=_one(data.get("vague", {}).get("link")),
        sign=_signs(),
        spaced=spaced,
    )


def _one(pattern: str | None) -> re.Pattern[str]:
    return re.compile(pattern) if pattern else _NEVER


def _ends(words: list[str] | None, *, spaced: bool) -> re.Pattern[str]:
    """Match words right before what is looked at."""
    front = r"(?<!\w)" if spaced else ""
    return re.compile(f"{front}(?:{'|'.join(words)})$", re.IGNORECASE) if words else _NEVER


def _compounds(shape: str, words: Mapping[str, float]) -> dict[str, float]:
    """Return words like "fünfundzwanzig", made of a unit and a ten as ``shape`` says."""
    if not shape:
        return {}
    tens = {word: value for word, value in words.items() if 20 <= value < 100}
    ones = {word: value for word, value in words.items() if 1 <= value < 10}
    return {
        shape.format(unit=one, ten=ten): value + extra for ten, value in tens.items() for one, extra in ones.items()
    }


def _alternatives(words: Iterable[str], *, literal: bool = True) -> str:
    return "|".join(re.escape(w) if literal else w for w in sorted(set(words), key=lambda w: (-len(w), w)))


def _number(data: Mapping[str, Any], words: Mapping[str, float], scales: Mapping[str, float]) -> re.Pattern[str]:
    """Match digits with scale words, or number words; group ``digits`` tells which."""
    groups = re.escape("".join(c for c in ".," if c in data["group"]) or ",") if data["group"] != "?" else ".,"
    groups += "٬，" if "," in data["group"] else ""
    space = r"|[ ](?=\d{3}(?!\d))" if " " in data["group"] else ""
    point = "".join(data["decimal"]).replace("?", ".,")
    fraction = r"(?:[ -](?:1/2|1/4|3/4|1/3|2/3|1/8|3/8|5/8|7/8)(?![/\d])|[½¼¾⅓⅔])"
    plain = rf"\d{{1,3}}(?:(?:[{groups}]{space})\d{{3}}(?!\d))+|\d+"
    bare = r"|(?<=\s)\.\d+" if point == "." else ""  # ".10 cent"
    digits = rf"(?<![\w.,])(?<![A-Za-z][-–])(?:(?:{plain})(?:[{re.escape(point)}]\d+)?{fraction}?{bare})"
    unspaced = data.get("unspaced")
    if unspaced:  # a number stands against the words around it
        digits = rf"(?<![\dA-Za-z])(?<!\d[.,])(?<![A-Za-z][-–])(?:{plain})(?:[{re.escape(point)}]\d+)?"
    scale = _alternatives(scales)
    end = "" if unspaced else rf"(?!{_LETTER}|['’]{_LETTER})"
    tail = rf"(?:[ -]?(?:{scale}){end})" if scale else "(?!)"
    suffix = _alternatives(data.get("suffixes", {}))
    short = rf"(?:(?:{suffix})\b(?!-))?" if suffix else ""
    first = rf"{digits}(?:{tail})+" + (
        rf"(?:\s?(?:{plain})(?:{tail})+)*(?:\s?(?:{plain})(?![\d월月]))?" if data.get("chain") else ""
    )
    whole = rf"(?P<digits>{first}|{digits}{short})"
    spelled = _spelled(data, words, scale, end)
    return re.compile(f"{whole}|{spelled}" if spelled else whole, re.IGNORECASE)


def _spelled(data: Mapping[str, Any], words: Mapping[str, float], scale: str, end: str) -> str:
    if data.get("han"):
        return rf"(?P<words>(?<![第{_HAN}])[{_HAN}]+)"
    if not words:
        return ""
    one = _alternatives([*words, *data.get("lone", [])])
    joiner = data.get("joiner", "[ -]")
    any_word = f"{one}|{scale}" if scale else one
    start = rf"(?:(?:{'|'.join(data['articles'])})[ ](?:{scale})|{one})" if data.get("articles") else f"(?:{one})"
    if data.get("unspaced"):
        return rf"(?P<words>(?<![가-힣])(?:{one})(?=\s))"
    return rf"(?P<words>(?<![\w-])(?<!\d[.,]){start}(?:(?:{joiner}|\s)(?:{any_word}){end})*{end})"


def _unit(
    data: Mapping[str, Any], language: str, *, spaced: bool
) -> tuple[re.Pattern[str], tuple[tuple[str, str], ...]]:
    """Return the pattern of units and the meaning of its groups: (kind, unit)."""
    parts: list[tuple[str, str, list[str]]] = []
    if points := data.get("percent", {}).get("points"):
        parts.append(("points", "percentage point", points))
    parts.append(("percent", "percent", [*data.get("percent", {}).get("words", []), "%", "％", "٪"]))
    for table, kind in (("money_scaled", "scaled"), ("money", "money"), ("length", "length"), ("measure", "measure")):
        parts += [(kind, name, words) for name, words in data.get(table, {}).items()]
    parts += [("money", name, words) for name, words in data.get("coins", {}).items()]
    if people := data.get("people", {}).get("words"):
        parts.append(("people", "people", people))
    if counters := data.get("counters", {}).get("words"):
        parts.append(("counter", "", counters))
    parts += [("measure", name, list(words)) for name, words in cldr.measures(language).items()]
    parts += [("money", name, list(words)) for name, words in cldr.money(language).items()]
    ordered = sorted(
        ((word, i) for i, (_, _, words) in enumerate(parts) for word in words), key=lambda p: (-len(p[0]), p[1])
    )
    end = "(?!\\w)" if spaced else ""
    names, body = [], []
    for n, (word, i) in enumerate(ordered):
        names.append((parts[i][0], parts[i][1]))
        body.append(f"(?P<u{n}>{word}){end if word[-1] not in '%％٪' else ''}")
    link = data.get("link", "")
    lead = rf"(?:[ -]|\s?(?={'[%％٪]'}))?(?:{link})?" if link else r"(?:[ -]|\s)?"
    return re.compile(f"{lead}(?:{'|'.join(body)})", re.IGNORECASE), tuple(names)


def _edge(words: list[str] | None, spaced: bool, shape: str, *, end: bool = False) -> re.Pattern[str]:
    if not words:
        return _NEVER
    body = _alternatives(words, literal=False)
    bound = r"(?!\w)" if end and spaced else ""
    front = r"(?<![\w-])" if spaced and not end else ""
    return re.compile(front + shape.format(body) + bound, re.IGNORECASE)


def _joins(join: Mapping[str, Any], *, spaced: bool) -> Iterable[tuple[str, re.Pattern[str] | None, re.Pattern[str]]]:
    for kind in ("change", "reversed", "between"):
        for before, middle in join.get(kind, []):
            front = (r"(?<!\w)" if spaced else "") + rf"(?P<j>{before})\s*$"
            yield kind, re.compile(front, re.IGNORECASE) if before else None, _middle(middle, spaced=spaced)
    if join.get("range"):
        yield "range", None, _middle("|".join(map(re.escape, join["range"])), spaced=spaced, comma="")


def _middle(words: str, *, spaced: bool, comma: str = ",?") -> re.Pattern[str]:
    """Match the words between two numbers, with the spaces that the language sets around them."""
    if not spaced:
        return re.compile(rf"\s*(?:{words})\s*", re.IGNORECASE)
    dash = "|[-–]" if re.search(r"(?:^|\|)\\?-", words) else ""
    return re.compile(rf"{comma}\s+(?:{words})\s+{dash}", re.IGNORECASE)


def _any(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in patterns))


@cache
def _months(language: str) -> str:
    """Return a pattern of the months' names, from CLDR; never matches where the language has none."""
    from writethru.cldr import Locale, UnknownLocaleError

    try:
        months = Locale.parse(language).months["format"]
    except (UnknownLocaleError, ValueError):
        return "(?!)"
    found = {name.rstrip(".") for width in ("wide", "abbreviated") for name in months[width].values()}
    found = {name for name in found if not name[0].isdigit() and len(name) > 2}
    found |= {"Sept"} if language == "en" else set()
    return rf"(?<!\w)(?:{_alternatives(found)})" if found else "(?!)"


@cache
def signs(language: str) -> Mapping[str, str]:
    """Return currency signs and ISO codes to ISO codes, as ``language`` understands a shared sign."""
    data = tomllib.loads(files(__package__).joinpath("data/money.toml").read_text(encoding="utf-8"))
    return {**{code: code for code in _codes()}, **data["signs"], **data["home"].get(language, {})}


@cache
def _codes() -> frozenset[str]:
    from writethru.cldr import list_currencies

    return frozenset({"USD", "EUR", "GBP", "JPY", "CNY", "KRW", "NOK", "SEK", "DKK", "CHF", "AUD", "CAD"}) & frozenset(
        list_currencies()
    )


@cache
def _signs() -> re.Pattern[str]:
    return re.compile(rf"(?<![A-Za-z])(?P<sign>{_alternatives(signs('en'))})[ -]?")

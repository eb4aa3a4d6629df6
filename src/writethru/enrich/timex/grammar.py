"""Compiles the English rules and finds where they match: longest match first, then the order of the rules.

The rules are data (``data/rules.toml``). Only places near a word that can stand in a time expression are
tried, so most of a text costs no more than a look at each word.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from writethru.enrich.timex.words import data

_PLACE = re.compile(r"(?<!\(\?)(?<!\(\?P)<(?P<name>\w+)(?::(?P<source>\w+))?>|\{(?P<piece>[a-z]\w*)\}")
_TOKEN = re.compile(r"(?:['’](?=\d\ds))?[^\W_]+(?:['’][^\W_]+)?")
_REACH = 9  # words that an expression may begin before its head
_JOINERS = frozenset(" ,.'’-/:()\n\r\t")


@dataclass(frozen=True, slots=True)
class Rule:
    """One pattern, and the kind of value that its matches have."""

    name: str
    kind: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words that an expression can hold, and those of them that it must hold one of."""

    known: frozenset[str]
    heads: frozenset[str]


@cache
def rules() -> tuple[Rule, ...]:
    """Return the English rules, compiled, in their order."""
    source = data("rules.toml")
    days = [{**rule, "pattern": "{before}" + rule["pattern"] + "{after}"} for rule in source["days"]]
    return tuple(Rule(r["name"], r["kind"], compiled(r["pattern"])) for r in [*days, *source["rule"]])


def compiled(pattern: str) -> re.Pattern[str]:
    """Write out a rule's pattern and compile it.

    Raises:
        KeyError: it names a piece or a table that does not exist.
    """
    written = _blanks(_written(pattern)).replace("~", r"(?:\s*-\s*|\s+)")
    return re.compile(r"(?<![^\W_])" + written, re.IGNORECASE)


def _blanks(pattern: str) -> str:
    """Let every blank stand for any white space."""
    inside = False
    out = []
    for at, char in enumerate(pattern):
        if char == "[" and pattern[at - 1] != "\\":
            inside = True
        elif char == "]":
            inside = False
        out.append((r"\s" if inside else r"\s+") if char == " " else char)
    return "".join(out).replace(r"\s+?", r"\s*")


def _written(pattern: str) -> str:
    """Put the pieces and tables in; groups written by hand, ``(?P<way>ago|later)``, stay."""

    def put(found: re.Match[str]) -> str:
        if piece := found["piece"]:
            return _source(piece)
        return f"(?P<{found['name']}>{_source(found['source'] or found['name'])})"

    return _PLACE.sub(put, pattern)


@cache
def _source(name: str) -> str:
    pieces = data("rules.toml")["pieces"]
    if name in pieces:
        return f"(?:{_written(pieces[name])})"
    words = data("english.toml")[name]
    longest = sorted(words, key=lambda word: (-len(word), word))
    if name not in data("english.toml")["cased"]:
        return f"(?:{'|'.join(map(_escaped, longest))})(?![^\\W_])"
    forms = [form for word in longest for form in dict.fromkeys((_title(word), word.upper()))]
    return f"(?-i:{'|'.join(map(_escaped, forms))})(?![^\\W_])"


def _title(word: str) -> str:
    return word if word[0].isupper() else word.capitalize()


def _escaped(word: str) -> str:
    return re.escape(word).replace(r"\ ", " ").replace(r"\-", "-").replace("'", "['’]")


@cache
def vocabulary() -> Vocabulary:
    """Return the words of the tables and of the patterns."""
    source, english = data("rules.toml"), data("english.toml")
    tables: dict[str, Any] = {name: words for name, words in english.items() if isinstance(words, dict)}
    patterns = [r["pattern"] for r in [*source["days"], *source["rule"]]] + list(source["pieces"].values())
    literal = {word for pattern in patterns for word in re.findall(r"[a-z]+(?:'[a-z]+)?", pattern.lower())}
    listed = {word for words in tables.values() for key in words for word in _split(key)}
    heads = {word for name in source["head_tables"] for key in tables[name] for word in _split(key)}
    plural = {f"{word}s" for name in ("weekday", "part", "season") for word in tables[name]}
    heads |= set(source["heads"]) | plural
    return Vocabulary(frozenset(literal | listed | heads), frozenset(heads))


def _split(words: str) -> list[str]:
    return [found.group() for found in _TOKEN.finditer(words.lower())]


def places(text: str, start: int, end: int) -> Iterator[int]:
    """Yield the offsets in ``text[start:end]`` at which an expression may begin, in order. O(length)."""
    known, heads = vocabulary().known, vocabulary().heads
    run: list[int] = []
    yielded = -1
    last = start
    for found in _TOKEN.finditer(text, start, end):
        word = found.group().lower().replace("’", "'")
        digit = word[0].isdigit() or word[-1].isdigit() or word[0] == "'"
        stem = word.removesuffix("'s")
        if not (digit or word in known or stem in known) or not _JOINERS.issuperset(text[last : found.start()]):
            run.clear()
        if digit or word in known or stem in known:
            run.append(found.start())
            if digit or word in heads or stem in heads:
                for place in run[-_REACH:]:
                    if place > yielded:
                        yielded = place
                        yield place
        last = found.end()


def matches(text: str, at: int) -> list[tuple[Rule, re.Match[str]]]:
    """Return every rule's match at an offset, the longest first, then in the order of the rules."""
    found = [(rule, match) for rule in rules() if (match := rule.pattern.match(text, at))]
    return sorted(found, key=lambda pair: -pair[1].end())


def words_before(text: str, at: int, count: int) -> Sequence[str]:
    """Return up to ``count`` words right before an offset, the nearest first, in small letters."""
    return [
        w.lower() for w in reversed(re.findall(r"[\w.$£€#°-]*\w[\w.%]*|[$£€#]", text[max(0, at - 60) : at])[-count:])
    ]


def word_after(text: str, at: int) -> str:
    """Return the word right after an offset, as written, or empty where a mark or the end stands there."""
    found = re.compile(r"[\s]+([^\W_][\w'’-]*)").match(text, at)
    return found[1] if found else ""

"""Proof of a brief: each of its sentences, as handed out in JSON, looked for in the take that it cites.

It starts from the words that leave the desk and ends at the text that the source sent, and knows nothing of how a
brief is made: of ``writethru.tell`` it uses no line.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from writethru.model import Unproved

_BRACKET = re.compile(r"\s\[(?:[^\[\]]|\[[^\[\]]*\])*\]")
_MARKS = str.maketrans({"“": '"', "”": '"', "—": "_", "½": "{"})  # what is shown in the place of the wire's own marks
_WIRE_QUOTES = re.compile(r"``\s?|\s?''")
_REPORT = "do not use it, and report it with the take; `writethru add` reads facts anew after an update"
_SHORTEST = 30  # code points of a sentence that a failure shows


def cited(handed_out: str) -> set[str]:
    """Return the takes, by key, that a brief in JSON cites."""
    return {one["take"] for _, one in _every(json.loads(handed_out), "", "take") if "start" in one}


def proved(handed_out: str, texts: Mapping[str, str]) -> tuple[int, list[Unproved]]:
    """Look for all that a brief tells in the takes that it cites.

    Args:
        handed_out: the brief, as the JSON writer writes it.
        texts: of the takes, by key, as they were received.

    Returns:
        How many sentences, clauses and figures were looked for, and those that are not there. O(length of the brief).
    """
    brief = json.loads(handed_out)
    told = [*_sentences(brief), *_happenings(brief), *_members(brief)]
    failed = [
        Unproved(brief["id"], where, words, at["take"], why, _REPORT)
        for where, words, at in told
        if (why := _wrong(words, at, texts))
    ]
    failed += [
        Unproved(brief["id"], where, at["words"], at["take"], why, _REPORT)
        for where, at in _every(brief, "", "words")
        if (why := _wrong(_typed(at["words"]), at, texts, typed=True))
    ]
    return len(told), failed


def _every(found: Any, where: str, name: str) -> Iterator[tuple[str, dict[str, Any]]]:  # noqa: ANN401 - JSON
    """Yield each object that has a field of this name, with the way to it."""
    if isinstance(found, dict):
        if name in found:
            yield where, found
        for field, value in found.items():
            yield from _every(value, f"{where}.{field}" if where else field, name)
    elif isinstance(found, list):
        for number, value in enumerate(found, 1):
            yield from _every(value, f"{where} {number}", name)


def _sentences(brief: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield where each sentence stands in the brief, its words as a reader sees them, and what it cites."""
    for where, one in _every(brief, "", "glossed"):
        if "citation" in one:
            yield where, one["glossed"], one["citation"]


def _happenings(brief: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield the lines of the timeline: each has the words of the first that it cites."""
    for where, one in _every(brief.get("timeline"), "timeline", "citations"):
        yield where, one["glossed"], one["citations"][0]


def _members(brief: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield the figures and statements of each claim."""
    for where, one in _every(brief.get("claims"), "claims", "citation"):
        if "value" in one:
            yield where, one["value"], one["citation"]


def _wrong(words: str, at: Mapping[str, Any], texts: Mapping[str, str], *, typed: bool = False) -> str:
    """Say what is wrong with words that cite a place in a take; nothing where they stand there."""
    text = texts.get(at["take"])
    if text is None:
        return "the desk has no such take"
    start, end = at["start"], at["end"]
    if not 0 <= start < end <= len(text):
        return f"it ends at {len(text)}, and {start} to {end} are cited"
    there = " ".join(text[start:end].split())
    if typed:
        return "" if _typed(there) == words else _differs(words, _typed(there))
    if _cut(text, start) or _cut(text, end):
        return f"a word is cut at {start} or {end}"
    return "" if _stands(words, there) else _differs(words, there)


def _typed(words: str) -> str:
    """Write quotation marks and dashes in one way, so that typography alone does not differ."""
    return _WIRE_QUOTES.sub('"', words).translate(_MARKS)


def _cut(text: str, at: int) -> bool:
    """Say whether a place in a text lies inside a word of a script that sets blanks between words."""
    around = text[max(0, at - 1) : at + 1]
    return 0 < at < len(text) and all(c.lower() != c.upper() for c in around)


def _stands(words: str, there: str) -> bool:
    """Say whether words are those of the take, once brackets that were put in between are left out."""
    if words == there:
        return True
    between, brackets = _BRACKET.split(words), _BRACKET.findall(words)
    wanted = re.escape(between[0])
    for bracket, rest in zip(brackets, between[1:], strict=True):
        wanted += f"(?:{re.escape(bracket)})?{re.escape(rest)}"
    return re.fullmatch(wanted, there) is not None


def _differs(words: str, there: str) -> str:
    """Show the take's words from where the two part."""
    bare = _BRACKET.sub("", words)
    same = next((n for n, (a, b) in enumerate(zip(bare, there, strict=False)) if a != b), min(len(bare), len(there)))
    start = bare.rfind(" ", 0, same) + 1
    return f"the take has there: …{there[start : start + _SHORTEST]}"

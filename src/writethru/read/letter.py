"""The piece in a mail's body: what stands around it (greeting, forwarding, answers, signature, footer) is cut."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from writethru.model import Span
from writethru.read.lines import Line, is_prose, lines
from writethru.read.lists import any_of, table

_COVER = 60  # words before a forwarded message that are a covering note, not a piece
_FIELDS = 3  # header lines that make a forwarded message's head where nothing else says so
_MOST_FIELDS = 12
_SEARCHED = 2000  # lines among which a forwarded message begins
_LONGEST = 400  # characters of a line that is furniture
_NESTED = 5
_FOOT = 14  # lines from the end among which a footer begins
_SIGNATURE = 8  # lines that a signature has at most where its mark is not quite right
_QUOTED = re.compile(r">(?:\s?>)*(?:\s|$)")


@dataclass(slots=True)
class Letter:
    """Where the piece stands in a mail's text, and what a forwarded message says of itself."""

    piece: Span
    sender: str = ""
    date: str = ""


def letter(text: str, start: int) -> Letter:
    """Find the piece in ``text[start:]``. O(length)."""
    found = lines(text, start)
    passed: dict[str, str] = {}
    first = 0
    for _ in range(_NESTED):
        head = _head(found, first)
        if head is None:
            break
        at, stop, fields = head
        if sum(len(line.words.split()) for line in found[first:at]) > _COVER:
            found = found[:at]
            break
        first, passed = stop, {**passed, **fields}
    while first < len(found) and _matches("greetings", found[first].words):
        first += 1
    last = _last(text, found, first)
    piece = Span(found[first].span.start, found[last - 1].span.end) if first < last else Span(len(text), len(text))
    return Letter(piece, passed.get("from", ""), passed.get("date", ""))


def around(text: str, start: int, piece: Span) -> Iterator[Span]:
    """Yield the lines of ``text[start:]`` before and after the piece."""
    for a, b in ((start, min(piece.start, len(text))), (piece.end, len(text))):
        yield from (line.span for line in lines(text, a, b))


def is_quoted(words: str) -> bool:
    """Say whether a paragraph is quoted from a mail that is answered."""
    return bool(_QUOTED.match(words))


def subject(words: str) -> tuple[int, str]:
    """Return where a subject's own words begin, behind "Fwd:" and a list's name, and those words."""
    match = _passed_on().match(words)
    at = match.end() if match else 0
    return (at, words[at:]) if words[at:].strip() else (0, words)


@cache
def _data() -> dict[str, Any]:
    return table("mail")


@cache
def _around(key: str) -> re.Pattern[str]:
    return any_of(_data()["around"][key], re.IGNORECASE)


def _matches(key: str, words: str) -> bool:
    return len(words) <= _LONGEST and bool(_around(key).fullmatch(words))


@cache
def _passed_on() -> re.Pattern[str]:
    words = any_of(_data()["passed_on"], re.IGNORECASE).pattern
    return re.compile(
        rf"(?:\s*(?:\[[\w .-]{{2,30}}\]\s*(?=\S)|(?:{words})(?:\[\d+\]|\s?\(\d+\))?\s?[:：]\s*))*", re.IGNORECASE
    )


@cache
def _forwarded() -> re.Pattern[str]:
    return any_of(_data()["forwarded"], re.IGNORECASE)


@cache
def _field() -> re.Pattern[str]:
    kinds = "|".join(f"(?P<{kind}>{any_of(words).pattern})" for kind, words in _data()["fields"].items())
    return re.compile(rf"[>*\s]*(?:{kinds})\*?\s?[:：]\*?\s*(?P<value>\S.*)?", re.IGNORECASE)


def _head(found: list[Line], first: int) -> tuple[int, int, dict[str, str]] | None:
    """Return where a forwarded message's head begins and ends, and its fields, or None."""
    for at in range(first, min(len(found), first + _SEARCHED)):
        if len(found[at].words) > _LONGEST:
            continue
        said = bool(_forwarded().fullmatch(found[at].words))
        match = _field().fullmatch(found[at].words)
        if not said and not (match and match["from"]):
            continue
        stop, fields = _fields(found, at + said)
        if len(fields) >= (1 if said else _FIELDS):
            return at, stop, {kind: value for kind, value in fields.items() if kind != "other"}
    return None


def _fields(found: list[Line], at: int) -> tuple[int, dict[str, str]]:
    fields: dict[str, str] = {}
    last = min(at + _MOST_FIELDS, len(found))
    while at < last and (match := _field().fullmatch(found[at].words[:_LONGEST])):
        kind = match.lastgroup if match.lastgroup != "value" else next(k for k in _data()["fields"] if match[k])
        fields.setdefault(str(kind), (match["value"] or "").strip(" *"))
        at += 1
        if at < len(found) and found[at].gap and fields.keys() >= {"from", "subject"}:
            break
    return at, fields


def _last(text: str, found: list[Line], first: int) -> int:
    """Return the line after the piece's last one."""
    last = len(found)
    for n in range(first, last):
        line = found[n]
        answered = n + 1 < last and is_quoted(found[n + 1].words) and _matches("replies", line.words)
        whole = text[line.span.start : line.span.end + 1]
        marked = whole == "-- " or (line.words == "--" and last - n <= _SIGNATURE)
        if n > first and (answered or marked):
            last = n
            break
    while last > first and is_quoted(found[last - 1].words):
        last -= 1
    last = _before_footer(found, first, last)
    for n in range(max(first + 1, last - _SIGNATURE), last):
        if _matches("farewells", found[n].words):
            return n
    return last


def _before_footer(found: list[Line], first: int, last: int) -> int:
    """Return where the footer begins: its first line, with no running text of another kind behind it."""
    begins = last
    for n in range(last - 1, max(first, last - _FOOT) - 1, -1):
        words = found[n].words
        if _around("footers").search(words[:_LONGEST]):
            begins = n
        elif is_prose(words):
            break
    return max(begins, first + 1) if begins < last else last

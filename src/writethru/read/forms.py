"""The forms of markers that each agency has (``data/markers.toml``), compiled once, and slips of the keys in them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from writethru.model import Fragment, Signal
from writethru.read.lists import kept, table

_SURE = 4  # letters of a word that may be swapped anywhere; two letters of a shorter one say nothing
_LONG = 6  # letters of a word of which one may be missing or doubled
_WHOLE = re.compile(r"[|\n]")
_TAIL = 60  # code points within which a marker at the end begins


@dataclass(frozen=True, slots=True)
class Form:
    """One form of marker; ``stays`` means that its words stay part of the line."""

    agency: str
    where: str
    pattern: re.Pattern[str]
    signal: Signal
    rank: str
    fragment: Fragment | None
    wrapup: bool
    stays: bool
    silent: bool  # stands beside markers and is none


@dataclass(frozen=True, slots=True)
class Shape:
    """What a marker of one agency looks like, with a group ``word``; ``unknown``: any other word is reported."""

    where: str
    pattern: re.Pattern[str]
    known: frozenset[str]
    unknown: bool


@dataclass(frozen=True, slots=True)
class Forms:
    """All forms and shapes that count for one agency, with a quick test that most lines fail."""

    every: tuple[Form, ...]
    shapes: tuple[Shape, ...]
    words: frozenset[str]
    _start: re.Pattern[str] = field(repr=False)
    _end: re.Pattern[str] = field(repr=False)
    _whole: re.Pattern[str] = field(repr=False)

    def possible(self, line: str) -> bool:
        """Say whether a line may have a marker, or look as if it had one: most have none and need no closer look."""
        if self._start.match(line) or self._end.search(line, max(0, len(line) - _TAIL)):
            return True
        first = _WHOLE.split(line, maxsplit=1)[0]
        return bool(self._whole.fullmatch(first.strip()))

    def meant(self, word: str) -> str:
        """Return the one listed word of which this is a slip of the keys, or nothing."""
        found = [listed for listed in self.words if _slip(word, listed)]
        return found[0] if len(found) == 1 else ""


@kept
def forms(agency: str | None) -> Forms:
    """Return the forms of one agency; without one, or for one without forms, all that cannot be mistaken for words."""
    rows = [(row["name"], kind, form) for row in table("markers")["agency"] for kind in row for form in _of(row, kind)]
    name = (agency or "").casefold()
    if name not in {n.casefold() for n, _, _ in rows}:
        own = [(n, kind, form) for n, kind, form in rows if _alone(kind, form)]
    else:
        own = [(n, kind, form) for n, kind, form in rows if n.casefold() == name or form.get("carried")]
    every = [_form(n, form, kind == "beside") for n, kind, form in own if kind != "shape"]
    shapes = [_shape(form) for _, kind, form in own if kind == "shape"]
    return _made(tuple(every), tuple(shapes), [form for _, _, form in own])


def _alone(kind: str, form: dict[str, Any]) -> bool:
    return bool(form.get("alone", kind == "marker")) and kind != "beside"


def _of(row: dict[str, Any], kind: str) -> Sequence[dict[str, Any]]:
    return row[kind] if kind in ("marker", "beside", "shape") else ()


def _made(every: tuple[Form, ...], shapes: tuple[Shape, ...], rows: Sequence[dict[str, Any]]) -> Forms:
    words = frozenset(word for row in rows for word in row.get("words", ()) if len(word) >= _SURE)
    either: list[Form | Shape] = [*every, *shapes]
    return Forms(every, shapes, words, *(_any(either, where) for where in ("start", "end", "whole")))


def _any(forms: Sequence[Form | Shape], where: str) -> re.Pattern[str]:
    patterns = (re.sub(r"\(\?P<\w+>", "(?:", form.pattern.pattern) for form in forms if form.where == where)
    return re.compile("|".join(dict.fromkeys(patterns)) or r"(?!)")


def _form(agency: str, row: dict[str, Any], silent: bool = False) -> Form:
    return Form(
        agency=agency,
        where=row["where"],
        pattern=_pattern(row),
        signal=Signal(row.get("signal", "new")),
        rank=str(row.get("rank", "")),
        fragment=Fragment(row["fragment"]) if "fragment" in row else None,
        wrapup=row.get("wrapup", False),
        stays=row.get("keep", False),
        silent=silent,
    )


def _shape(row: dict[str, Any]) -> Shape:
    return Shape(row["where"], _pattern(row), frozenset(row.get("known", ())), row.get("unknown", False))


def _pattern(row: dict[str, Any]) -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in sorted(row.get("words", ()), key=lambda w: (-len(w), w)))
    ends = {"whole": "", "end": r"\s*$", "start": r"\s*"}[row["where"]]
    return re.compile(f"(?:{row['pattern'].replace('{words}', f'(?:{words})')}){ends}")


def _slip(word: str, listed: str) -> bool:
    """Say whether a word is a listed one with two letters swapped, or a letter missing or doubled.

    Another letter in the place of one may be another marker, and is no slip.
    """
    longer, shorter = (word, listed) if len(word) > len(listed) else (listed, word)
    at = next((n for n, (a, b) in enumerate(zip(longer, shorter, strict=False)) if a != b), len(shorter))
    if len(word) == len(listed):
        swapped = longer[:at] + longer[at + 1 : at + 2] + longer[at : at + 1] + longer[at + 2 :]
        return word != listed and swapped == shorter
    if len(longer) - len(shorter) != 1 or len(listed) < _LONG or longer[:at] + longer[at + 1 :] != shorter:
        return False
    return longer == listed or longer[at] == longer[at - 1]

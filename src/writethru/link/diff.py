"""Word-level differences between two texts, for display and for judging what a change is."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

_PIECE = re.compile(r"\s+|[^\W_]+(?:[.,'’-][^\W_]+)*|[\W_]")

Kind = Literal["same", "gone", "new"]


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of words that both texts have, or that only the earlier or only the later one has."""

    kind: Kind
    text: str


def words(before: str, after: str) -> tuple[Segment, ...]:
    """Return the differences word by word, in reading order.

    The ``same`` and ``gone`` segments joined are ``before``; ``same`` and ``new`` joined are ``after``. A figure with
    its separators ("3,000", "33.7") is one word. Time: O(length^2) at worst.

    >>> [(s.kind, s.text) for s in words("only 40 people", "at least 41 people")]
    [('gone', 'only 40'), ('new', 'at least 41'), ('same', ' people')]
    """
    old, new = _PIECE.findall(before), _PIECE.findall(after)
    out: list[Segment] = []
    for kind, a, b, c, d in _runs(old, new):
        if kind == "equal":
            out.append(Segment("same", "".join(old[a:b])))
            continue
        if a < b:
            out.append(Segment("gone", "".join(old[a:b])))
        if c < d:
            out.append(Segment("new", "".join(new[c:d])))
    return tuple(out)


def _runs(old: list[str], new: list[str]) -> list[tuple[str, int, int, int, int]]:
    """Return the opcodes of the two, with a lone blank between two differences drawn into them."""
    out: list[tuple[str, int, int, int, int]] = []
    codes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for number, (kind, a, b, c, d) in enumerate(codes):
        blank = kind == "equal" and not "".join(old[a:b]).strip()
        inside = blank and 0 < number < len(codes) - 1
        if inside or kind != "equal":
            if out and out[-1][0] != "equal":
                _, first, _, start, _ = out.pop()
                out.append(("replace", first, b, start, d))
            else:
                out.append(("replace", a, b, c, d))
        else:
            out.append((kind, a, b, c, d))
    return out

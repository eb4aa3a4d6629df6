"""Word-level differences between two texts, for display."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

_HAN = r"\u3040-\u30ff\u3400-\u9fff"  # kana and Han: no blanks stand between words, so each letter counts as one
_PIECE = re.compile(rf"\s+|\d+(?:[.,]\d+)*|[{_HAN}]|[^\W\d_{_HAN}]+(?:[.'’-][^\W\d_{_HAN}]+)*|[\W_]")

Kind = Literal["same", "gone", "new"]
_Run = tuple[bool, int, int, int, int]


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of words that both texts have, or that only the earlier or only the later one has."""

    kind: Kind
    text: str


def words(before: str, after: str) -> tuple[Segment, ...]:
    """Return the differences word by word, in reading order.

    The ``same`` and ``gone`` segments joined are ``before``; ``same`` and ``new`` joined are ``after``. A figure with
    its separators ("3,000", "33.7") is one word; in Japanese and Chinese each letter is. Time: O(length^2) at worst.

    >>> [(s.kind, s.text) for s in words("only 40 people", "at least 41 people")]
    [('gone', 'only 40'), ('new', 'at least 41'), ('same', ' people')]
    """
    old, new = _PIECE.findall(before), _PIECE.findall(after)
    out: list[Segment] = []
    for equal, a, b, c, d in _joined(list(_runs(old, new)), old):
        if equal:
            out.append(Segment("same", "".join(old[a:b])))
            continue
        if a < b:
            out.append(Segment("gone", "".join(old[a:b])))
        if c < d:
            out.append(Segment("new", "".join(new[c:d])))
    return tuple(out)


def _runs(old: Sequence[str], new: Sequence[str]) -> Iterator[_Run]:
    """Yield runs (equal, from and to in the old, from and to in the new); what differs between two runs is one."""
    from rapidfuzz.distance import LCSseq

    a = c = 0
    for code in LCSseq.opcodes(old, new):
        if code.tag == "equal":
            if (a, c) != (code.src_start, code.dest_start):
                yield False, a, code.src_start, c, code.dest_start
            yield True, code.src_start, code.src_end, code.dest_start, code.dest_end
            a, c = code.src_end, code.dest_end
    if (a, c) != (len(old), len(new)):
        yield False, a, len(old), c, len(new)


def _joined(runs: Sequence[_Run], old: Sequence[str]) -> list[_Run]:
    """Draw into the differences what stands between two of them and is no word: a blank, a comma."""
    out: list[_Run] = []
    for number, (equal, a, b, c, d) in enumerate(runs):
        inside = 0 < number < len(runs) - 1 and not any(piece[0].isalnum() for piece in old[a:b])
        if equal and not inside:
            out.append((True, a, b, c, d))
        elif out and not out[-1][0]:
            out[-1] = (False, out[-1][1], b, out[-1][3], d)
        else:
            out.append((False, a, b, c, d))
    return out

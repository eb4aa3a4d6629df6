"""A text as runs of words, and the small sample of them by which texts that share words find each other.

The runs of five successive words of a text (of ten pairs of letters, in scripts without spaces) are hashed as numbers.
Two texts share what one took from the other, so the share of one text's runs that stand in the other is the share of
it that was copied: containment, as in Broder, "On the resemblance and containment of documents" (1997). To find the
texts worth comparing, each keeps a sample of its runs that is chosen by their hashes alone, so that the same run is
sampled wherever it stands: every hash below a fixed line (Broder's MOD_m, here one in sixteen), and at least the eight
least (his MIN_s), for texts so short that the line would leave nothing. Winnowing (Schleimer et al. 2003) samples by
the neighbourhood of a run, which loses more of what was lightly edited, and its counts of how often a run was met
depend on what stands around it; a MinHash signature (packages ``rensa``, ``datasketch``) measures how alike two whole
texts are and misses a short one that stands in a long one.
"""

import re
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING

from writethru.link.words import fold, tokens
from writethru.model import Take

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WIDTH = 5
PAIRS = 10  # pairs of letters in a run, where words are not set apart by spaces
_ONE_IN = 16
_LEAST = 8  # runs that a sample has, where the text has as many
_LINE = (1 << 64) // _ONE_IN
_MARKS = re.compile(r"(``|''|[\"“”„«»「」『』])")
_OPENS = frozenset("“„「『") | {"``"}
_CJK = re.compile(r"[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_WORD = re.compile(r"\w+")
_HANDLE = re.compile(r"\(@\w{1,30}\)")
_TURN = re.compile(r"[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){0,3}:(?= )")
_COUNTED = re.compile(r"(\d\d{0,2}) (?:of|von|de|av|sur|di) (\d{1,3})\b")
_MIXED = 0x9E3779B97F4A7C15  # an odd number whose multiples spread over all 64 bits (Knuth's golden section)


@dataclass(frozen=True, slots=True, eq=False)
class Runs:
    """The runs of one text in order.

    Attributes:
        codes: the hash of each (uint64).
        quoted: whether most of its words stand in quotation marks.
        paragraph: which paragraph it begins in, from 0.
        sampled: whether it belongs to the sample.
        width: how many words a run has.
    """

    codes: "NDArray[np.uint64]"
    quoted: "NDArray[np.bool_]"
    paragraph: "NDArray[np.int64]"
    sampled: "NDArray[np.bool_]"
    width: int = WIDTH

    @property
    def sample(self) -> tuple[int, ...]:
        """The hashes of the sample, once each, as numbers that a database can hold (signed, 64 bits)."""
        import numpy as np

        return tuple(np.unique(self.codes[self.sampled]).view(np.int64).tolist())


def runs(take: Take) -> Runs:
    """Return the runs of a take's own copy; galleries are left out. O(words)."""
    import numpy as np

    words: list[str] = []
    parts: list[tuple[int, bool, int]] = []  # paragraph, whether in quotation marks, how many words
    texts = [span.of(take.text) for span in take.copy]
    spoken = _spoken(texts)
    pairs = _CJK.search(take.text) is not None
    counted = _COUNTED.search(take.text) is not None
    for number, text in enumerate(texts):
        if counted and _is_gallery(text):
            continue
        for part, inside in [(text, True)] if number in spoken else _voices(text):
            found = tokens(part) if pairs else _WORD.findall(part)  # where a plain word ends is all the same here
            words += found
            parts.append((number, inside, len(found)))
    width = PAIRS if pairs and sum(map(_is_pair, words)) * 2 > len(words) else WIDTH
    if len(words) < width:
        return _none()
    codes = _codes(np.frombuffer(array("Q", map(_code, words)), np.uint64), width)
    numbers, insides, lengths = np.array(parts, np.int64).T
    counts = np.convolve(np.repeat(insides, lengths), np.ones(width, np.int64), "valid")
    return Runs(codes, counts * 2 > width, np.repeat(numbers, lengths)[: len(codes)], _sampled(codes), width)


def _none() -> Runs:
    import numpy as np

    none = np.zeros(0, np.bool_)
    return Runs(np.zeros(0, np.uint64), none, np.zeros(0, np.int64), none)


def _is_pair(word: str) -> bool:
    return len(word) == 2 and word > "\u1100"


def _voices(text: str) -> list[tuple[str, bool]]:
    """Cut a paragraph at its quotation marks; a mark that opens again (a new paragraph of one quotation) stays open."""
    found, inside = [], False
    for place, part in enumerate(_MARKS.split(text)):
        if place % 2:
            inside = part in _OPENS or not inside
        elif part:
            found.append((part, inside))
    return found


def _spoken(paragraphs: Sequence[str]) -> set[int]:
    """Return the paragraphs that are somebody's words without marks: posts with their handle, turns of a transcript."""
    found: set[int] = set()
    turns = [match.group() if (match := _TURN.match(text)) else "" for text in paragraphs]
    for number, text in enumerate(paragraphs):
        if "(@" in text and _HANDLE.search(text):
            found |= {number - 1, number} if text.startswith(("—", "-", "–")) else {number}
        elif (turn := turns[number]) and (turn.isupper() or turns.count(turn) > 1):
            found.add(number)
    return found


def _is_gallery(text: str) -> bool:
    """Say whether a paragraph counts its own pictures ("3 of 22"): the captions of a gallery are no copy."""
    counted = _COUNTED.findall(text)
    return len(counted) > 1 and len({of for _, of in counted}) < len(counted)


@lru_cache(maxsize=1 << 17)
def _code(word: str) -> int:
    return int.from_bytes(blake2b(fold(word).encode(), digest_size=8).digest())


def _codes(words: "NDArray[np.uint64]", width: int) -> "NDArray[np.uint64]":
    """Hash each run of words: a polynomial of their hashes (Karp and Rabin 1987), then mixed."""
    import numpy as np

    long = len(words) - width + 1
    codes = np.zeros(long, np.uint64)
    for at in range(width):
        codes = codes * np.uint64(_MIXED) + words[at : at + long]
    codes = (codes ^ (codes >> np.uint64(31))) * np.uint64(_MIXED)
    mixed: NDArray[np.uint64] = codes ^ (codes >> np.uint64(29))
    return mixed


def _sampled(codes: "NDArray[np.uint64]") -> "NDArray[np.bool_]":
    import numpy as np

    sampled: NDArray[np.bool_] = codes <= _LINE
    if len(np.unique(codes[sampled])) < _LEAST:
        sampled = codes <= np.unique(codes)[:_LEAST][-1]
    return sampled


def names_outlet(take: Take, outlet: str) -> bool:
    """Say whether a text names an outlet in its copy; the words of a name in brackets do not count ("X (web)")."""
    name = re.sub(r"\s*\(.*?\)", "", outlet).removeprefix("The ").strip()
    return len(name) > 2 and any(name in span.of(take.text) for span in take.copy)


def paragraphs_of(runs_: Runs, marked: "NDArray[np.bool_]") -> "NDArray[np.bool_]":
    """Return, by run, whether at least half of the sampled runs of its paragraph are marked."""
    import numpy as np

    if not marked.any():
        return marked
    most = int(runs_.paragraph.max()) + 1
    all_, some = (np.bincount(runs_.paragraph[of], minlength=most) for of in (runs_.sampled, marked))
    out: NDArray[np.bool_] = (some * 2 >= all_) & (some > 0)
    return out[runs_.paragraph]


def signed(codes: Sequence[int]) -> "NDArray[np.uint64]":
    """Return hashes that came out of a database as they are compared here."""
    import numpy as np

    return np.array(codes, np.int64).view(np.uint64)

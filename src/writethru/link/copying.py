"""How much of one text stands in another: what was copied, told from what somebody was quoted as saying."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from writethru.link.runs import Runs, paragraphs_of, signed

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

REPRINT = 0.7  # share of a piece's own words that stand in another: the same text
REWRITE = 0.25  # and from here on, a text made out of the other
LONG = 40  # runs of words in quotation marks that two pieces share, before it is worth a word
_LEAST = 12  # runs of words a piece must have before sharing them says anything
_PASSAGE = 8  # words one behind the other that two texts must share: fewer are names and phrases


@dataclass(frozen=True, slots=True)
class Share:
    """What of one text stands in another: the share of its own words (0 to 1), and how many runs of quoted ones."""

    own: float = 0.0
    quoted: int = 0


def share(copy: Runs, model: Runs, formulae: Collection[int] = (), *, cites: bool = False) -> Share:
    """Return what of a text stands in another.

    Words that either text has in quotation marks are somebody's whom both may have heard: they are no sign of copying.
    Paragraphs of formulae count on neither side, and so do matches shorter than eight words.

    Args:
        copy: the text whose words are looked for.
        model: the text that they are looked for in.
        formulae: sampled runs that the desk has met so often that they are nobody's.
        cites: the copy names the outlet of the model: then what it alone has in quotation marks may be the model's own.

    O(n log n) for n runs of both.
    """
    import numpy as np

    if copy.width != model.width:
        return Share()
    common = _passages(np.isin(copy.codes, model.codes), _PASSAGE - copy.width + 1)
    if not common.any():
        return Share()
    counts = ~_formula(copy, formulae)
    quoted = np.isin(copy.codes, model.codes[model.quoted])
    own = counts & ~quoted if cites else counts & ~quoted & ~copy.quoted
    total = int(own.sum())
    return Share(
        float((common & own).sum()) / total if total >= _LEAST else 0.0,
        int((common & counts & (copy.quoted | quoted)).sum()),
    )


def _formula(runs: Runs, formulae: Collection[int]) -> "NDArray[np.bool_]":
    import numpy as np

    if not formulae:
        return np.zeros(len(runs.codes), np.bool_)
    return paragraphs_of(runs, runs.sampled & np.isin(runs.codes, signed(sorted(formulae))))


def _passages(common: "NDArray[np.bool_]", least: int) -> "NDArray[np.bool_]":
    """Keep what stands in an unbroken stretch of at least so many runs."""
    import numpy as np

    if least <= 1:
        return common
    edges = np.flatnonzero(np.diff(np.concatenate(([0], common.view(np.int8), [0]))))
    out = np.zeros(len(common), np.bool_)
    for start, end in edges.reshape(-1, 2).tolist():
        out[start:end] = end - start >= least
    return out

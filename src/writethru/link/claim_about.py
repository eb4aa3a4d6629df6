"""What a claim is about, in words that can be understood alone.

A noun says too little by itself ("killed", "nations"): then the words beside the figure go with it, with the figure
left open. A pronoun that a statement opens with is told by its name where that is sure.
"""

import re
from collections.abc import Iterable, Sequence

from writethru.link.claim_items import Item
from writethru.link.claim_says import Say
from writethru.link.claim_words import WORD, states, stems
from writethru.model import Citation

_THAT = re.compile(r"that\s+", re.IGNORECASE)
_TELLING = 3  # content words that say by themselves what is counted


def counted(items: Sequence[Item]) -> tuple[str, str, Citation | None]:
    """Return what the figures of one claim count: the fullest words for it, and what stands beside them, with where.

    Nothing stands beside words that say enough. O(items).
    """
    named = [item for item in items if item.figure.what] or items[:1]
    best = min(named, key=lambda item: (item.citation.scope == "headline", _bare(item.figure.what), item.order))
    what = best.figure.what or best.figure.unit
    if _bare(what) and best.family == "people":
        what = f"people {what.lower()}"
    words, span = best.setting
    if not words or len(stems(what)) >= _TELLING:
        return what, "", None
    return what, words, Citation(best.take, span, best.citation.scope)


def _bare(what: str) -> bool:
    """Say whether words tell only what befell those counted."""
    found = WORD.findall(what.lower())
    return bool(found) and all(word in states() for word in found)


def told(say: Say, others: Iterable[Say]) -> str:
    """Return what a statement says, so that it can be understood alone.

    ``others``: the statements of the same claim; a pronoun at the beginning that means one of their voices is named.
    """
    that = _THAT.match(say.text)
    begins = that.end() if that else 0
    text = " ".join(say.text[begins:].split())
    meant = dict(say.pronouns).get(say.citation.span.start + begins, "")
    if meant in {other.voice_name for other in others} - {""}:
        first, _, rest = text.partition(" ")
        text = f"{first} [{meant}] {rest}"
    return f"accused {text}" if say.accusing else text

"""What a search shows of a take: the whole sentence around the words, so that nobody's words lose their voice."""

import re
from collections.abc import Sequence

from writethru.model import Facts, Take
from writethru.tell.display import shown

OPEN, CLOSE = "\x02", "\x03"
_NEAR = 100  # code points shown on each side where the take has no sentences


def excerpt(take: Take, facts: Facts | None, wanted: Sequence[str]) -> str:
    r"""Return the first sentence with one of the words, each found word between ``\x02`` and ``\x03``."""
    found = re.compile("|".join(re.escape(word) for word in sorted(wanted, key=len, reverse=True)), re.IGNORECASE)
    for sentence in facts.sentences if facts else ():
        words = shown(sentence.span.of(take.text))
        if sentence.scope == "copy" and found.search(words):
            return _marked(words, found)
    copy = " ".join(shown(span.of(take.text)) for span in take.copy)
    first = found.search(copy)
    if first is None:
        return _marked(take.title, found)
    return _marked(copy[max(0, first.start() - _NEAR) : first.end() + _NEAR], found)


def _marked(words: str, found: re.Pattern[str]) -> str:
    return found.sub(lambda match: f"{OPEN}{match[0]}{CLOSE}", words)

"""Where a piece of the web begins to tell: behind its own headline, a deck or a picture's words run into its copy.

A page saved as text often joins what stood above the copy to its first sentence, without a stop between. A small word
with a capital inside a sentence ("... on video A ferry sank") shows where the copy begins: English has none there, but
in the titles of works, whose next word has a capital too.
"""

import re

from writethru.model import Span

_FEWEST = 7  # words that must be left
_SEAM = re.compile(
    r"(?<=[a-z0-9)’'] )"
    r"(?:An?|The|This|These|In|When|As|It|There|After|While|With|For|On|At|If|By|Since|He|She|They|We|What)"
    r"(?= (?:[a-z]|[A-Z][\w.’'-]* (?:[A-Z][\w.’'-]* )?(?:has|have|had|is|are|was|were|will|said|says)\b))"
)


def behind_furniture(text: str, span: Span, title: str) -> Span:
    """Return the first sentence of a piece in English without what a page ran into it. O(length).

    Args:
        text: of the take.
        span: of the sentence.
        title: the headline of the piece, with single spaces.
    """
    start = _behind_title(text, span, title)
    seams = [seam.start() for seam in _SEAM.finditer(text, start, span.end)]
    for seam in reversed(seams):
        if len(text[seam : span.end].split()) >= _FEWEST:
            return Span(seam, span.end)
    return Span(start, span.end)


def glued(words: str) -> bool:
    """Say whether a sentence has a seam inside it.

    >>> glued("The light was seen in Vell A possible meteor sank"), glued("The ferry sailed in A Minor")
    (True, False)
    """
    return _SEAM.search(words) is not None


def _behind_title(text: str, span: Span, title: str) -> int:
    """Return where a sentence goes on behind the headline that opens it, with something left to tell."""
    words = title.split()
    found = re.compile(r"\s+".join(map(re.escape, words))).match(text, span.start, span.end) if words else None
    if found is None or len(text[found.end() : span.end].split()) < _FEWEST:
        return span.start
    rest = text[found.end() : span.end]
    behind = found.end() + len(rest) - len(rest.lstrip(" \t\r\n|:;–—-"))
    return behind if text[behind : behind + 1].isupper() else span.start

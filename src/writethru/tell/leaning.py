"""What a sentence leans on in the text before it, and what it gives others to lean on.

"The panel", "the incident", "the man" point at something told before. A noun with nothing behind it that says which is
meant ("the panel of judges" says it) needs its noun, a body's name or a person's name somewhere before.
"""

import re
from functools import cache

from writethru.model import EntityKind, MentionKind, Span
from writethru.tell.dossier import Dossier
from writethru.tell.words import listed, tokens

_BODY, _PERSON = "*body*", "*person*"
_SAYS_WHICH = (
    r"(?!\s+(?:of|for|that|who|which|whose|where|to|on|in|at|from|by|between|called|named)\b)(?![\w-]|['’]s?\s+\w*ing)"
)


@cache
def _definite() -> re.Pattern[str]:
    nouns = sorted({n for name in ("things", "bodies", "persons") for n in listed(name, "en")})
    words = "|".join(f"{re.escape(noun)}(?:e?s)?" for noun in nouns)
    return re.compile(
        rf"\b(?:the|those|these|that)\s+(?:(?:two|three|four|same|other)\s+)?({words}){_SAYS_WHICH}", re.IGNORECASE
    )


def leans_on(words: str) -> frozenset[str]:
    """Return the nouns by which English words point back, with their articles left out. O(length)."""
    return frozenset(found.group(1).lower() for found in _definite().finditer(words))


def gives(dossier: Dossier, take: str, span: Span) -> frozenset[str]:
    """Return what words of a take give to lean on: their own words, and marks for a body and a person named there."""
    found = set(tokens(span.of(dossier.takes[take].text)))
    for entity in dossier.facts[take].entities if take in dossier.facts else ():
        if any(m.kind is not MentionKind.PRONOUN and span.covers(m.span) for m in entity.mentions):
            found.add(_PERSON if entity.kind is EntityKind.PERSON else _BODY)
    return frozenset(found)


def open_ends(leaning: frozenset[str], given: frozenset[str]) -> int:
    """Count the nouns that nothing given explains."""
    return sum(not _explained(noun, given) for noun in leaning)


def _explained(noun: str, given: frozenset[str]) -> bool:
    forms = {noun, f"{noun}s", noun.removesuffix("s"), noun.removesuffix("es")}
    if forms & given:
        return True
    if forms & listed("bodies", "en"):
        return _BODY in given
    return bool(forms & listed("persons", "en")) and (_PERSON in given or bool(given & listed("persons", "en")))

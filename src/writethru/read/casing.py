"""Names and places in capitals, as running text writes them."""

import re

_SMALL = frozenset(
    [
        "de",
        "del",
        "des",
        "der",
        "la",
        "le",
        "du",
        "di",
        "da",
        "do",
        "dos",
        "of",
        "on",
        "and",
        "the",
        "upon",
        "in",
        "sur",
        "am",
        "an",
        "aan",
        "den",
        "zu",
        "el",
        "van",
        "von",
    ]
)


def cased(words: str) -> str:
    """Write a name in capitals as in running text; initials, ``McX`` and mixed case stay as they are.

    >>> cased("NEW YORK"), cased("J.R. O'NEILL"), cased("Mark McDONALD")
    ('New York', "J.R. O'Neill", 'Mark McDonald')
    """
    parts = words.split(" ")
    return " ".join(
        w.lower() if n and w.isupper() and w.lower() in _SMALL else _capital(w) for n, w in enumerate(parts)
    )


def _capital(word: str) -> str:
    if re.fullmatch(r"(?:[^\W\d_]\.)+|[^\W\d_]{1,3}", word) and not re.fullmatch(r"[^\W\d_]{3}", word):
        return word
    if mixed := re.fullmatch(r"(Mc|Mac|De|La|Le|Di|Van)([^\W\d_a-z])([^\W\d_a-z]+)", word):
        return mixed[1] + mixed[2] + mixed[3].lower()
    if word.upper() != word:
        return word
    return re.sub(r"[^\W\d_]+", lambda m: m.group()[:1] + m.group()[1:].lower(), word)

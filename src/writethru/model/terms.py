"""The terms of a search, and how each is found in a text."""

import re

_SHORTEST = 3  # letters; a search of fewer finds half of all words
_DENSE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]{2}")  # kana, Han, Hangul
_ABBREVIATION = re.compile(r"[A-Z][A-Z0-9]|[0-9][A-Z]")
_QUOTES = {ord(sign): '"' for sign in "“”„‟«»"}
_EDGES = ".,;:!?()[]{}<>*…'’‘`"
_APOSTROPHES = ("'", "’", "‘", "`")


def terms(words: str) -> list[str]:
    """Return what is searched for: single words, and words in double quotes as one.

    Those under three letters are left out, but for abbreviations in capitals; in scripts that write a syllable or a
    word as one letter, those under two. What is punctuated stands without its punctuation.

    >>> terms('ferry "to Vell" of 회담'), terms("(the EU, eu)")
    (['ferry', 'to Vell', '회담'], ['the', 'EU'])
    """
    pieces = words.translate(_QUOTES).split('"')
    parts = [part for i, piece in enumerate(pieces) for part in ([piece.strip()] if i % 2 else _single(piece))]
    return [part for part in parts if len(part) >= _SHORTEST or _DENSE.fullmatch(part) or is_abbreviation(part)]


def _single(words: str) -> list[str]:
    return [word.strip(_EDGES) for word in words.split()]


def is_abbreviation(term: str) -> bool:
    """Say whether a term is found as a whole word in capitals alone, such as "EU"."""
    return bool(_ABBREVIATION.fullmatch(term))


def spellings(term: str) -> list[str]:
    """Return a term with each of the signs that are typed for an apostrophe.

    >>> spellings("Vell's"), spellings("Vell")
    (["Vell's", 'Vell’s', 'Vell‘s', 'Vell`s'], ['Vell'])
    """
    plain = term.translate({ord(sign): "'" for sign in _APOSTROPHES})
    return [plain.replace("'", sign) for sign in _APOSTROPHES] if "'" in plain else [plain]


def found_by(term: str) -> str:
    """Return the regular expression that finds a term in a text, capitals or not."""
    if is_abbreviation(term):
        return rf"(?<![A-Za-z0-9])(?-i:{term})(?![A-Za-z0-9])"
    return re.escape(spellings(term)[0]).replace("'", f"[{''.join(_APOSTROPHES)}]")

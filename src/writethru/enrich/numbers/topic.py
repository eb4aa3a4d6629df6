"""What a sentence is about, where there is no parser: the noun whose rate, price or size a figure tells.

Each language has one sign by which its subject can mostly be told: a particle (Korean, Japanese), an article
(Romance languages), a capital (German), the place before or after the verb (Russian, Chinese, Arabic).
"""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any

from writethru.enrich.numbers.lexicon import Lexicon, lexicon

_STOPS = re.compile(r"[.!?;:]\s|[。！？；]|\n")
_COMMA = re.compile(r"[,،]\s|[，、,]")
_LATIN = r"[^\W\d_][\w'’-]*"
Found = tuple[int, int]


def subject(text: str, before: int, lexis: Lexicon) -> Found | None:
    """Return the span of the noun that a figure at ``before`` tells of, None where it cannot be told.

    The part of the sentence after the last comma is asked first, then all of it up to the figure.
    """
    shape = lexis.data.get("subject", {}).get("shape", "")
    finder = _FINDERS.get(shape)
    if finder is None:
        return None
    start = max((m.end() for m in _STOPS.finditer(text, max(0, before - 240), before)), default=max(0, before - 240))
    for begin in _begins(text, start, before):
        if found := finder(text, begin, before, lexis):
            return found
    return None


def _begins(text: str, start: int, before: int) -> Iterator[int]:
    commas = [m.end() for m in _COMMA.finditer(text, start, before)]
    yield from (begin for begin in reversed(commas[-2:]))
    yield start


def _by_particle(text: str, start: int, before: int, lexis: Lexicon) -> Found | None:
    """Return the last noun with the particle of a subject, else the object right before the figure."""
    known = lexis.data["subject"]
    if "object" in known and (match := re.search(known["object"], text[start:before])):
        return start + match.start("noun"), start + match.end("noun")
    found = None
    for match in _compiled(known["pattern"]).finditer(text, start, before):
        name = next(name for name, words in match.groupdict().items() if words)
        found = match.span(name)
    return found


def _by_article(text: str, start: int, before: int, lexis: Lexicon) -> Found | None:
    """Return the first noun with an article that no preposition governs, and its complement."""
    for match in _articles(lexis.language).finditer(text, start, before):
        if _governed(text, match.start(), start, lexis):
            continue
        noun, end = match.span("noun"), match.end("noun")
        more = _compiled(lexis.data["subject"].get("complement", "(?!)")).match(text, end, before)
        if lexis.unit.fullmatch(text, match.start("noun") - 1, end) and more is None:
            continue
        return noun[0], more.end() if more else end
    return None


def _by_capital(text: str, start: int, before: int, lexis: Lexicon) -> Found | None:
    """Return the first capitalised noun that is no unit and that no preposition governs."""
    for match in re.compile(r"(?<!\w)[A-ZÄÖÜ][\wäöüß-]+").finditer(text, start, before):
        word = match[0].lower()
        if word in _set(lexis.language, "articles") or word in _set(lexis.language, "prepositions"):
            continue
        if _governed(text, match.start(), start, lexis) or lexis.unit.fullmatch(text, match.start(), match.end()):
            continue
        return match.span()
    return None


def _governed(text: str, at: int, start: int, lexis: Lexicon) -> bool:
    """Say whether one of the two words before a place is a preposition."""
    words = re.findall(_LATIN, text[start:at].lower())[-2:]
    prepositions = _set(lexis.language, "prepositions")
    articles = _set(lexis.language, "articles")
    return bool(words) and (
        words[-1] in prepositions or (len(words) == 2 and words[0] in prepositions and words[1] in articles)
    )


def _by_place(text: str, start: int, before: int, lexis: Lexicon) -> Found | None:
    """Return the first word of the clause with its complement, when it is no preposition, pronoun or unit."""
    match = re.compile(rf"\s*(?P<noun>{_LATIN})").match(text, start, before)
    if not match or match["noun"].lower() in _set(lexis.language, "prepositions"):
        return None
    if match.end() >= before - 1 and not lexis.data["subject"].get("beside"):
        return None
    more = _compiled(lexis.data["subject"].get("complement", "(?!)")).match(text, match.end(), before)
    if lexis.unit.fullmatch(text, match.start("noun"), match.end("noun")):
        return (more.start() + 1, more.end()) if more else None
    return match.start("noun"), more.end() if more else match.end("noun")


def _by_verb(text: str, start: int, before: int, lexis: Lexicon) -> Found | None:
    """Return the one or two words behind a verb of rising, falling or standing; else those right before."""
    for match in re.compile(rf"(?<!\w){_LATIN}").finditer(text, start, before):
        if match[0].lstrip("و") in _set(lexis.language, "verbs"):
            noun = re.compile(r"\s+\w+(?:\s+ال\w+)?").match(text, match.end(), before)
            return (noun.start() + 1, noun.end()) if noun and not re.search(r"\d", noun[0]) else None
    last = re.search(r"(?<!\w)ال\w+(?= $)", text[start:before])
    return (start + last.start(), start + last.end()) if last else None


def _before_verb(text: str, start: int, before: int, lexis: Lexicon) -> Found | None:
    """Return up to four characters before the verb of rising, falling or standing."""
    known = lexis.data["subject"]
    for match in _compiled(known["verbs"]).finditer(text, start, before + 1):
        left = re.search(r"[一-龥]{2,}$", text[start : match.start()])
        words = re.sub(f"(?:{known['skip']})+$", "", left[0]) if left else ""
        noun = re.split(f"(?:{known['cut']})", words)[-1][-4:]
        if left and len(noun) >= 2:
            end = match.start() - len(left[0]) + len(words)
            return end - len(noun), end
    return None


_FINDERS: Mapping[str, Callable[[str, int, int, Lexicon], Found | None]] = {
    "particle": _by_particle,
    "article": _by_article,
    "capital": _by_capital,
    "first": _by_place,
    "verb": _by_verb,
    "before": _before_verb,
}


@cache
def _set(language: str, name: str) -> frozenset[str]:
    known: Mapping[str, Any] = lexicon(language).data["subject"]
    return frozenset(known.get(name, ()))


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


@cache
def _articles(language: str) -> re.Pattern[str]:
    words = sorted(lexicon(language).data["subject"]["articles"], key=len, reverse=True)
    each = "|".join(word if word.endswith("]") else rf"{word}\s" for word in words)
    return re.compile(rf"(?<![\w'’])(?:{each})(?P<noun>{_LATIN})", re.IGNORECASE)

"""Words that capitals or a wrong label have joined to a name: "Rip Ida Moor", "Crooked Ida Moor", "Moor Says"."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from writethru.enrich.entities.lexicon import family_first, places, titles, words
from writethru.enrich.entities.parsed import Line
from writethru.enrich.entities.spans import Name
from writethru.enrich.entities.spelling import fold

_VERBS = frozenset({"VERB", "AUX"})
_FULL = 2  # words of a full name


def trimmed(lines: Sequence[Line], names: Sequence[Name]) -> list[Name]:
    """Return names without the words around them that are no part of them. O(names · words).

    A word before a name that the piece knows without it is a label or a headline's verb, unless it may itself be a
    first name; a verb behind a name that the piece knows is the sentence's own.
    """
    known = {name.key for name in names} | set(_spoken(lines))
    return [_trim(lines[name.line], name, known) for name in names]


def _spoken(lines: Sequence[Line]) -> Iterator[str]:
    """Yield the capitalised words after courtesy titles and offices: who is called "Mr. Moor" is known as Moor."""
    for line in lines:
        for i in range(1, len(line)):
            before = line.lower[i - 1]
            if line.text[i][0].isupper() and (before in titles().courtesy or before in titles().kinds):
                yield fold(line.text[i])


def _trim(line: Line, name: Name, known: set[str]) -> Name:
    start, end = name.start, name.end
    end = next((i for i in range(start + 1, end) if _verb(line, i) and fold(line.words(start, i)) in known), end)
    while end - start > 1 and _before(line, start, end, known):
        start += 1
    if (start, end) == (name.start, name.end):
        return name
    text = line.words(start, end)
    return replace(name, start=start, end=end, text=text, key=fold(text))


def _verb(line: Line, i: int) -> bool:
    """Say whether a word within a name is the sentence's verb: one of saying that is inflected, or in lower case."""
    saying = line.lemma[i] in words("talk", "saying") and line.lower[i] != line.lemma[i]
    return saying or (line.text[i].islower() and line.pos[i] in _VERBS)


def _before(line: Line, start: int, end: int, known: set[str]) -> bool:
    """Say whether the first word of a name is none of its own: the rest is a full name by itself."""
    first, rest = line.lower[start], fold(line.words(start + 1, end))
    if start == 0 and rest in {*known, *places().canonical} and line.lemma[start] in words("talk", "saying"):
        return True  # "Say Zan is right"
    if rest not in known or _forename(first) or len(first.strip(".")) <= _FULL or line.text[start + 1] in "-–‑":
        return False
    given = line.lower[start + 1]
    return " " in rest and (given in words("names", "male") or given in words("names", "female"))


def _forename(word: str) -> bool:
    return any(word in words("names", key) for key in ("male", "female", "particles")) or word in family_first()

"""Names in an English headline that stands alone, without a parser: runs of words that only a name sets large.

Where the headline sets every word large ("Moor Meets Brask in Vik"), a word counts as a name's only if the
vocabulary does not hold it, or a first name, a title or a known place stands beside it. What is a common word
too ("Ida Moor" apart) is then missed rather than guessed.
"""

import re
from collections.abc import Iterator
from functools import cache

from writethru.enrich.entities.found import Found
from writethru.enrich.entities.lexicon import places, titles, words
from writethru.enrich.entities.spelling import fold
from writethru.enrich.piece import Passage
from writethru.enrich.vocabulary import common, function_words, inflected
from writethru.model import EntityKind, Span

_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}|(?:St|Mt|Sen|Rep|Gov|Dr|Mr|Mrs|Ms|[^\W\d_])\.(?= )|[^\W_]+(?:[&'’‑.-][^\W_]+)*"
)
_POSSESSIVE = re.compile(r"['’]s$|(?<=s)['’]$")
_INITIAL = re.compile(r"[^\W\d_]\.")
_ACRONYM = re.compile(r"(?:[^\W\d_]\.?){2,6}")
_LONG = 4  # letters of a word that a headline in capitals sets large
_TRADE = 2  # words between a firm's own name and its legal form
_WITHIN = 3  # words behind a place among which a body's name ends
_KNOWN = 4  # words of the longest name that is looked up
_LOCAL = frozenset({"in", "near", "off", "outside", "across"})
_SURE, _GUESS = 0.85, 0.6


def names(text: str, passage: Passage) -> Iterator[Found]:
    """Yield the names of a headline in the order of its words. O(words)."""
    line = _Line(text)
    at = 0
    while at < len(line.words):
        end = line.known(at)
        end, known = (longer, False) if (longer := line.body(end) if end else 0) else (end, bool(end))
        if not end and line.opens(at):
            end = line.end(at)
        if end and (found := line.found(at, end, passage, known=known)):
            yield found
        at = max(end, at + 1)


class _Line:
    """The words of a headline, with what their letters say: whether all are set large, or in capitals alone."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.spans = [(m.start(), m.end() - len(_owner(m.group()))) for m in _TOKEN.finditer(text)]
        self.words = [text[start:end] for start, end in self.spans]
        self.lower = [word.lower() for word in self.words]
        self._set = [word != word.lower() for word in self.words]
        self.large = self._all_large()
        self.capitals = text.upper() == text

    def _all_large(self) -> bool:
        """Say whether the headline sets every word large: more words that are common than it writes small."""
        long = [
            word for word in self.words if len(word) >= _LONG and word.isalpha() and word.lower() not in _function()
        ]
        small = sum(word.islower() for word in long)
        return sum(word.istitle() and common(word.lower()) for word in long if word is not self.words[0]) > small

    def known(self, at: int) -> int:
        """Return where a place or a seat of power that is known by name ends, or 0."""
        if not self._set[at] or fold(self.words[at]) not in _known():
            return 0
        for end in range(min(len(self.words), at + _KNOWN), at, -1):
            run = self.text[self.spans[at][0] : self.spans[end - 1][1]]
            if not self._set[end - 1] or self._adjective(at, end):
                continue
            place = run == "US" or (fold(run) in places().canonical and run.lower() != "us")
            if place or run.lower() in words("bodies", "seats"):
                return end
        return 0

    def body(self, at: int) -> int:
        """Return where a body's name ends that begins with a place: "Vik University", "Vik Stock Exchange"; or 0."""
        for end in range(at, min(len(self.words), at + _WITHIN)):
            if not self._near(end) or not self._set_large(end):
                return 0
            if self.lower[end] in _ends():
                return end + 1
            if inflected(self.lower[end]) or self.lower[end] in _function():
                return 0
        return 0

    def opens(self, i: int) -> bool:
        """Say whether a name begins with a word."""
        if not self._set_large(i) or self.lower[i] in words("bodies", "never") or self.lower[i] in titles().courtesy:
            return False
        if self._adjective(i, i + 1):
            return self._embodied(i)
        if self._office(i):
            return False
        if self._large(i) and self.lower[i] in words("bodies", "opens"):
            return self._near(i + 2) and self.lower[i + 1] == "of" and self._set_large(i + 2)
        if self._titled(i) and self._plain(i):
            return True
        if self._forename(i) and self._near(i + 1) and self._set_large(i + 1):
            return not self._plain(i) or not self._plain(i + 1)
        return not self._plain(i)

    def end(self, i: int) -> int:
        """Return where the name that begins with a word ends."""
        j, opened = i + 1, self.lower[i] in words("bodies", "opens")
        while self._near(j):
            linked = (opened and self.lower[j] in ("of", "for")) or self.lower[j] in words("names", "particles")
            if linked and self._near(j + 1) and self._set_large(j + 1) and (opened or not self._plain(j + 1)):
                j += 2
            elif self._set_large(j) and self._continues(i, j):
                j += 1
            else:
                return self._firm(j) or j
        return j

    def _firm(self, j: int) -> int:
        """Return where a firm's name ends whose legal form stands up to two large words on: "Vellmark Ferries Inc"."""
        for end in range(j, j + _TRADE + 1):
            if not self._near(end) or not self._set[end]:
                return 0
            if end > j and self.lower[end] in words("bodies", "suffixes"):
                return end + 1
        return 0

    def _continues(self, i: int, j: int) -> bool:
        if self._adjective(j, j + 1) or self.lower[j] in words("bodies", "never"):
            return False
        if _INITIAL.fullmatch(self.words[j]) or self.lower[j] in _ends():
            return True
        if not self._plain(j):
            return True
        return j == i + 1 and self._forename(i) and not inflected(self.lower[j]) and self.lower[j] not in _function()

    def found(self, start: int, end: int, passage: Passage, *, known: bool) -> Found | None:
        """Return the name of some words, with its kind, or None where nobody could say what they name."""
        first, last = self.spans[start][0], self.spans[end - 1][1]
        run = self.text[first:last]
        if self.capitals and not known:
            return None
        named = places().canonical.get(fold(run)) if known else None
        kind, sure = (EntityKind.PLACE, _SURE) if named else self._kind(start, end)
        span = Span(passage.span.start + first, passage.span.start + last)
        title = self._title(start, passage) if kind is EntityKind.PERSON else None
        lone = kind is EntityKind.PERSON and end - start == 1
        return Found(kind, named or run, span, passage.scope, surname=lone, title=title, sure=sure, alone=lone)

    def _kind(self, start: int, end: int) -> tuple[EntityKind, float]:
        run, last = self.text[self.spans[start][0] : self.spans[end - 1][1]], self.lower[end - 1]
        several = end - start > 1
        if run.lower() in words("bodies", "seats") or "&" in run or self.lower[start] in words("bodies", "opens"):
            return EntityKind.BODY, _SURE
        if several and last in _ends():
            return EntityKind.BODY, _SURE
        if several and last in places().heads:
            return EntityKind.PLACE, _SURE
        if self._titled(start) or (several and self._forename(start)):
            return EntityKind.PERSON, _SURE
        if _ACRONYM.fullmatch(run) and run.isupper():
            return EntityKind.BODY, _SURE
        return self._guess(start, end), _GUESS

    def _guess(self, start: int, end: int) -> EntityKind:
        """Return what an unknown name most likely names, by its neighbours and its letters."""
        before, letters = self.lower[start - 1] if start else "", all(map(str.isalpha, self.words[start:end]))
        if before in _LOCAL and self._near(start):
            return EntityKind.PLACE
        if any(_INITIAL.fullmatch(word) for word in self.words[start : end - 1]) or self._follows(end) in _personal():
            return EntityKind.PERSON
        told = start and end == len(self.words) and self.text[self.spans[start - 1][1] : self.spans[start][0]] == ": "
        titled = letters and all(word.istitle() for word in self.words[start:end]) and not common(self.lower[end - 1])
        if titled and (end - start > 1 or told) and self.lower[start] not in words("bodies", "agencies"):
            return EntityKind.PERSON
        return EntityKind.BODY

    def _follows(self, end: int) -> str:
        return self.lower[end] if end < len(self.words) else ""

    def _title(self, start: int, passage: Passage) -> Span | None:
        if not self._titled(start) or not self._office(start - 1):
            return None
        first, last = self.spans[start - 1]
        return Span(passage.span.start + first, passage.span.start + last)

    def _titled(self, i: int) -> bool:
        """Say whether an office or a courtesy title stands directly before a word."""
        return i > 0 and self._near(i) and (self._office(i - 1) or self.lower[i - 1] in titles().courtesy)

    def _office(self, i: int) -> bool:
        return self.lower[i] in words("headlines", "offices")

    def _plain(self, i: int) -> bool:
        """Say whether nothing tells that a large word is a name's: it opens the headline, or all words are large."""
        if self.lower[i] in _function() or (self.words[i].islower() and not self.large):
            return True
        parts = self.words[i].split("-")
        mixed = any(c.isupper() for part in parts for c in part[1:])
        return self._large(i) and not mixed and all(common(part.lower()) for part in parts if part)

    def _large(self, i: int) -> bool:
        """Say whether a word is set large for its place: all are, or it opens the headline or what a colon opens."""
        return self.large or i == 0 or not self.text[self.spans[i - 1][1] : self.spans[i][0]].isspace()

    def _set_large(self, i: int) -> bool:
        return self._set[i]

    def _forename(self, i: int) -> bool:
        return self.lower[i] in words("names", "male") or self.lower[i] in words("names", "female")

    def _near(self, i: int) -> bool:
        """Say whether there is such a word, with nothing but a space or an ampersand before it."""
        return 0 < i < len(self.words) and self.text[self.spans[i - 1][1] : self.spans[i][0]] in (" ", " & ")

    def _adjective(self, start: int, end: int) -> bool:
        """Say whether words are a people's adjective: "Zanic", "South Korean"."""
        return fold(self.text[self.spans[start][0] : self.spans[end - 1][1]]) in places().adjectives

    def _embodied(self, i: int) -> bool:
        """Say whether a people's adjective begins a body's name: "Zanic Airways"."""
        return self._near(i + 1) and self._set_large(i + 1) and self.lower[i + 1] in _ends()


def _owner(word: str) -> str:
    """Return the ending that says whose: "'s"."""
    found = _POSSESSIVE.search(word)
    return found.group() if found else ""


@cache
def _known() -> frozenset[str]:
    """Return the first words, folded, of the places and seats of power that are known by name."""
    names = [*places().canonical, *(fold(seat) for seat in words("bodies", "seats")), "us", "u.s.", "u.s"]
    return frozenset(part for name in names for part in (name, *name.split()[:1]))


@cache
def _ends() -> frozenset[str]:
    """Return the words that end the names of bodies."""
    return words("bodies", "heads") | words("bodies", "suffixes") | words("bodies", "trades")


@cache
def _function() -> frozenset[str]:
    return function_words() | words("headlines", "desk")


@cache
def _personal() -> frozenset[str]:
    """Return the forms of the verbs that persons do and bodies do not."""
    return frozenset(verb + ending for verb in words("talk", "living") for ending in ("s", "es", "d", "ed"))

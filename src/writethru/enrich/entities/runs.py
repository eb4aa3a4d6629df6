"""Runs of name words in one line: where a name begins and how far it goes."""

from dataclasses import dataclass

from writethru.enrich.entities.lexicon import family_first, places, syllables, titles, words
from writethru.enrich.entities.parsed import Line
from writethru.enrich.entities.roles import Heads
from writethru.enrich.entities.spelling import fold

USED = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "PRODUCT"})
_HYPHENS = frozenset("-‑–")
_POLITIES = frozenset({"state", "republic", "kingdom"})
_QUOTES = frozenset('"“”')
_FIRST_HALVES = frozenset({"saudi", "sri", "new", "costa", "puerto", "sierra", "latin", "central"})


@dataclass(slots=True)
class Runs:
    """A line with the model's label on each token, which span it is of (or -1), and the tokens that are titles."""

    line: Line
    label: list[str]
    which: list[int]
    skip: set[int]

    def starts(self, i: int) -> bool:
        """Say whether a token can begin a name."""
        line = self.line
        text, lower = line.text[i], line.lower[i]
        if self._article(i):
            return i == 0 or line.text[i - 1] not in _HYPHENS
        if not (text[0].isupper() or (text[0].isalpha() and text[1:2].isupper())) or i in self.skip:
            return False
        if (
            self._never(i)
            or lower in titles().courtesy
            or (line.lemma[i] == "say" and self.label[i] != "PERSON")
            or (lower in titles().state and not (lower == "new" and self.label[i]))
        ):
            return False
        if line.pos[i] != "PROPN" and not self.label[i] and not (i and i - 1 in self.skip) and not self._named(i):
            return False
        return not self.adjective(i) or self._embodied(i)

    def _article(self, i: int) -> bool:
        """Say whether an Arabic article is joined to a name at a token: "al-Tarif"."""
        line = self.line
        joined = line.lower[i] in words("names", "articles") and i + 2 < len(line) and line.text[i + 1] in _HYPHENS
        return joined and line.glued(i + 1) and line.glued(i + 2) and line.text[i + 2][0].isupper()

    def _never(self, i: int) -> bool:
        """Say whether a word is no name: a month, say, unless the model takes it for a person's ("May said")."""
        if self.line.lower[i] not in words("bodies", "never") or self.label[i] == "PERSON":
            return False
        first = self.line.lower[i - 1] if i else ""
        return first not in words("names", "male") and first not in words("names", "female")

    def _named(self, i: int) -> bool:
        """Say whether a token that was taken for another word is a first name before a capitalised one."""
        known = self.line.lower[i] in words("names", "male") or self.line.lower[i] in words("names", "female")
        return (
            known and i + 1 < len(self.line) and self.line.text[i + 1][0].isupper() and self.line.pos[i + 1] == "PROPN"
        )

    def adjective(self, i: int) -> bool:
        """Say whether a token is, or is part of, a people's adjective: "Zanic", "South Korean"."""
        line, known = self.line, places()
        if fold(line.text[i]) in known.adjectives:
            return True
        pair = line.lower[i] in known.compass or line.lower[i] in _FIRST_HALVES
        if pair and i + 1 < len(line):
            return fold(f"{line.text[i]} {line.text[i + 1]}") in known.adjectives
        return i > 0 and fold(f"{line.text[i - 1]} {line.text[i]}") in known.adjectives

    def _embodied(self, i: int) -> bool:
        """Say whether a people's adjective begins a body's name: "Zanic Embassy", "Democratic Party"."""
        line, j = self.line, i + 1
        while j < len(line) and j - i < 5 and line.text[j][0].isupper() and line.pos[j] in ("PROPN", "ADJ", "NOUN"):
            if (
                line.lower[j] in words("bodies", "heads")
                or line.lower[j] in places().heads
                or line.lower[j] in _POLITIES
            ):
                return True
            j += 1
        return False

    def end(self, i: int) -> int:
        """Return where the name that begins at ``i`` ends."""
        j, opened = i + 1, self.line.lower[i] in words("bodies", "opens")
        while j < len(self.line):
            step = self._step(i, j, opened)
            if not step:
                break
            opened = opened or any(w in words("bodies", "opens") for w in self.line.lower[j : j + step])
            j += step
        return j

    def _step(self, i: int, j: int, opened: bool) -> int:
        """Return how many tokens from ``j`` on continue the name that began at ``i``: 0 ends it."""
        line = self.line
        if line.text[j] in _HYPHENS and line.glued(j) and j + 1 < len(line) and line.glued(j + 1):
            return self._hyphen(i, j)
        if line.text[j] in _QUOTES and i < j < len(line) - 3 and line.text[j + 2] in _QUOTES:
            nick = line.text[j + 1][0].isupper() and line.text[j + 3][0].isupper() and line.glued(j + 1)
            return 4 if nick and line.pos[j + 3] == "PROPN" else 0
        if line.text[j] in ("'", "’") and line.text[j - 1].endswith("s") and j + 1 < len(line):
            return 2 if line.text[j + 1][0].isupper() and line.lower[j + 1] in words("bodies", "heads") else 0
        if line.text[j] == "&" and j + 1 < len(line) and line.text[j + 1][0].isupper():
            return 2
        if opened and line.lower[j] in words("bodies", "joins"):
            return self._joined(i, j)
        if not line.text[j][0].isupper():
            return self._particle(j)
        if (j in self.skip and (not opened or self._ended(i, j))) or self._never(j):
            return 0
        if line.lower[j] in titles().courtesy:
            return 0
        return int(self._continues(j, opened))

    def _ended(self, i: int, j: int) -> bool:
        """Say whether a body's name is complete before a title: "the Supreme Court Justice Ida Moor"."""
        bodily = any(self.line.lower[j - 1] in words("bodies", key) for key in ("heads", "trades", "suffixes"))
        return bodily and j - i > 1 and self.label[j : j + 2] != ["ORG", "ORG"]

    def _continues(self, j: int, opened: bool) -> bool:
        """Say whether the capitalised token ``j`` goes on with the name before it."""
        line, which = self.line, self.which
        if line.lower[j] in words("bodies", "heads") or line.lower[j] in words("bodies", "suffixes"):
            return line.pos[j] in ("PROPN", "NOUN", "ADJ")
        if (which[j] >= 0 and which[j] == which[j - 1]) or (opened and line.pos[j] == "PROPN"):
            return True
        if which[j] >= 0 and which[j - 1] >= 0:
            return False  # two names that the model keeps apart
        if which[j] >= 0 and self.label[j : j + 2] == ["PERSON", "PERSON"] and not self._forename(j - 1):
            return False  # "ambassador to Zan Ida Moor", "Glazier Ida Moor"
        return line.pos[j] == "PROPN" and not self.adjective(j)

    def _forename(self, i: int) -> bool:
        """Say whether a token that the model leaves out of a person's name may yet belong to it."""
        word = self.line.lower[i]
        known = (
            word in words("names", "male") or word in words("names", "female") or word in words("names", "particles")
        )
        return known or len(word.strip(".")) <= 2 or self.line.text[i] in _HYPHENS

    def _particle(self, j: int) -> int:
        """Return the length of a particle and the name word behind it: "van Doorn", "bin al-Tarif"."""
        line, known = self.line, words("names", "particles")
        if self._article(j):
            return 3
        same = self.which[j] >= 0 and self.which[j] == self.which[j - 1]
        if line.lower[j] not in known or not (same or self.label[j - 1] in ("PERSON", "")):
            return 0
        after = j + 1
        if after < len(line) and line.lower[after] in known:
            after += 1
        if after < len(line) and line.text[after][0].isupper() and line.pos[after] == "PROPN":
            return after - j + 1
        return 0

    def _joined(self, i: int, j: int) -> int:
        """Return the length of "of the" and the name word behind it, inside a body's name."""
        line, k = self.line, j + 1
        if line.lower[j] == "and" and (line.lower[k : k + 1] == ["the"] or not _complemented(line, i, j)):
            return 0  # "the World Bank and the ..." are two
        while k < len(line) and line.lower[k] in words("bodies", "joins") and k - j < 3:
            k += 1
        if k >= len(line) or not line.text[k][0].isupper() or line.lower[k] in words("bodies", "never"):
            return 0
        return k - j + 1 if line.pos[k] in ("PROPN", "ADJ", "NOUN") else 0

    def _hyphen(self, i: int, j: int) -> int:
        """Return the length of a hyphen and what it joins: "Do-yun" is one name, "Vik-based" is not."""
        line = self.line
        before, after = line.text[j - 1], line.text[j + 1]
        if after[0].isupper():
            return 2
        if j - i == 1 and line.lower[j + 2 : j + 3] and line.text[j + 2][0].isupper():  # "Jin-a Seo"
            spoken = syllables().fullmatch(after) and syllables().fullmatch(before.lower())
            return 2 if spoken and line.lower[j + 2] in family_first() else 0
        if not after.isalpha() or not after.islower() or j - i < 2 or not before.isalpha():
            return 0
        if len(after) > 6 or len(before) > 6:
            return 0
        sounds = syllables().fullmatch(after) and syllables().fullmatch(before.lower())
        person = self.label[j - 1] == "PERSON"
        return 2 if (sounds and person) or (line.lower[i] in family_first() and (sounds or person)) else 0


def _complemented(line: Line, i: int, j: int) -> bool:
    return any(word in ("of", "for", "on") for word in line.lower[i:j])


def _embodied(line: Line, label: list[str], start: int, end: int) -> bool:
    """Say whether what looks like a title opens a body's name: "General Motors", not "Striker Ida Moor"."""
    if label[start] != "ORG" or label[end - 1 : end + 1] != ["ORG", "ORG"]:
        return False
    last = end
    while last + 1 < len(line) and label[last + 1] == "ORG":
        last += 1
    bodily = any(line.lower[last] in words("bodies", key) for key in ("heads", "suffixes", "trades"))
    return bodily or line.lower[start] in words("bodies", "titled")


def runs(line: Line, heads: Heads) -> Runs:
    """Lay a line out for looking for names."""
    label, which = [""] * len(line), [-1] * len(line)
    for n, (start, end, kind) in enumerate(line.ents):
        if kind in USED:
            label[start:end] = [kind] * (end - start)
            which[start:end] = [n] * (end - start)
    skip: set[int] = set()
    for start, (end, head, _) in heads.items():
        if head in titles().kinds and not _embodied(line, label, start, end):
            skip.update(range(start, end))
    return Runs(line, label, which, skip)

"""Names as they stand: the model's spans mended by capitals, hyphens, titles and what the rest of the piece knows."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from writethru.enrich.entities.lexicon import family_first, places, titles, words
from writethru.enrich.entities.parsed import Line
from writethru.enrich.entities.roles import Heads
from writethru.enrich.entities.runs import USED, runs
from writethru.enrich.entities.spelling import fold
from writethru.model import EntityKind, PartKind

_OFFICES = frozenset({"minister", "secretary", "deputy minister", "prosecutor", "vice president"})


@dataclass(slots=True)
class Name:
    """A name in a line: tokens ``[start, end)``; ``label`` is the model's word for it, or empty.

    ``short`` when it is a surname or the like, not a full name.
    """

    line: int
    start: int
    end: int
    label: str
    text: str
    key: str
    kind: EntityKind | None = None
    short: bool = False

    @property
    def single(self) -> bool:
        """One word only."""
        return " " not in self.key


def names(lines: Sequence[Line], heads: Sequence[Heads]) -> list[Name]:
    """Return the names of all lines, in order. Compounds of two known names are split into both."""
    loud = {number for number, line in enumerate(lines) if capitalised(line)}
    found = [
        name
        for number, line in enumerate(lines)
        for name in (_labelled(number, line) if number in loud else _line(number, line, heads[number]))
    ]
    said = {name.key for name in found if name.line not in loud}
    if said:  # a headline in capitals names whom the copy names
        found = [name for name in found if name.line not in loud or _echo(name, said)]
    sure = {name.key for name in found if (name.label or not name.single) and "-" not in name.text}
    known = sure | {key.split()[-1] for key in sure} | {key.split()[0] for key in sure if " " in key}
    known |= set(places().canonical)
    split = [part for name in found for part in _split(lines[name.line], name, known)]
    seen = {name.key for name in split if name.label}
    out = [name for name in split if name.label or not name.single or name.key in seen or name.key in known]
    out.extend(_missed(lines, heads, out))
    return sorted(out, key=lambda name: (name.line, name.start))


def _line(number: int, line: Line, heads: Heads) -> Iterator[Name]:
    laid = runs(line, heads)
    i = 0
    while i < len(line):
        if not laid.starts(i):
            i += 1
            continue
        end = laid.end(i)
        labels = Counter(label for label in laid.label[i:end] if label)
        made = _make(number, line, i, end, labels.most_common(1)[0][0] if labels else "")
        if made and not _waste(line, made, heads):
            yield made
        i = end


def capitalised(line: Line) -> bool:
    """Say whether a headline is set In Capitals Like This, so that they tell nothing of names."""
    if line.kind not in (PartKind.HEADLINE, PartKind.TEASER_HEADLINE):
        return False
    long = [word for word in line.text if word[0].isalpha() and len(word) > 3]
    return len(long) >= 3 and sum(word[0].isupper() for word in long) > 0.7 * len(long)


def _labelled(number: int, line: Line) -> Iterator[Name]:
    """Yield what the model labels in a line, as it stands."""
    for start, end, label in line.ents:
        made = _make(number, line, start, end, label) if label in USED else None
        if made and made.key not in places().adjectives:
            yield made


def _echo(name: Name, said: set[str]) -> bool:
    return name.key in said or name.key in places().canonical


def _make(number: int, line: Line, start: int, end: int, label: str) -> Name | None:
    """Make a name of tokens, articles, courtesy titles, possessive endings and points around it left out."""
    while start < end and (
        line.lower[start] in ("the", "a", "an")
        or line.lower[start] in titles().courtesy
        or not line.text[start][0].isalnum()
    ):
        start += 1
    while end > start and (
        line.lower[end - 1] in ("'s", "’s")
        or (line.lower[end - 1] in words("bodies", "never") and label != "PERSON" and end - start != 2)
        or (line.text[end - 1][-1] != "." and not line.text[end - 1][-1].isalnum())
    ):
        end -= 1
    if start >= end:
        return None
    if line.lower[end - 1] in words("names", "generations") and line.text[end : end + 2] == [".", ","]:
        end += 1
    text = line.words(start, end).removesuffix("'s").removesuffix("’s")
    if len(text) < 2 or not any(c.isalpha() for c in text):
        return None
    return Name(number, start, end, label, text, fold(text))


def _missed(lines: Sequence[Line], heads: Sequence[Heads], found: Sequence[Name]) -> Iterator[Name]:
    """Yield capitalised words that are the surname of somebody found elsewhere, whatever the tagger took them for."""
    full = [name.key.split() for name in found if not name.single]
    known = {parts[-1] for parts in full} | ({parts[0] for parts in full} & family_first())
    known |= {name.key for name in found if name.single and name.label == "PERSON"}
    known -= _not_surnames()
    taken = {(name.line, i) for name in found for i in range(name.start, name.end)}
    for number, line in enumerate(lines):
        for i, text in enumerate(line.text):
            if not text[0].isupper() or line.lower[i] not in known or (number, i) in taken or i in heads[number]:
                continue
            part = (i and line.pos[i - 1] in ("DET", "PROPN")) or line.pos[i + 1 : i + 2] in (["NOUN"], ["PROPN"])
            if part and not capitalised(line):
                continue
            if line.lower[i] in words("bodies", "never") and not (i + 1 < len(line) and line.saying(i + 1)):
                continue  # "May said", but "in May"
            if made := _make(number, line, i, i + 1, ""):
                yield made


def _waste(line: Line, name: Name, heads: Heads) -> bool:
    """Say whether a run is no name: an office's field, an agency in brackets, capitals that shout."""
    if name.key in words("bodies", "suffixes"):
        return True
    if line.lower[name.end - 1] in words("bodies", "never") and name.label != "PERSON":
        first = line.lower[name.start]
        return first not in words("names", "male") and first not in words("names", "female")
    office = name.end in heads and titles().kinds.get(heads[name.end][1], frozenset()) & _OFFICES
    if office and name.single and name.key not in places().canonical:
        return True  # "Interior Minister"
    inside = name.start > 0 and line.text[name.start - 1] == "(" and name.end < len(line) and line.text[name.end] == ")"
    if inside and (name.key in words("bodies", "agencies") or len(name.key) == 1):
        return True
    loud = [w for w in line.text[max(0, name.start - 3) : name.end + 3] if w.isalpha() and len(w) > 1]
    return len(loud) > 2 and all(w.isupper() for w in loud)


def _complement(line: Line, name: Name) -> list[Name]:
    """Part what a title's complement and the name behind it have run into: "ambassador to Zan Ida Moor"."""
    if name.end - name.start < 3 or not name.start or line.lower[name.start - 1] not in ("to", "of", "for", "in"):
        return []
    for i in range(name.start + 1, name.end - 1):
        first = line.lower[i] in words("names", "male") or line.lower[i] in words("names", "female")
        place = fold(line.words(name.start, i)) in places().canonical and name.end - i >= 2
        if (first or place) and line.text[i][0].isupper() and line.lower[name.end - 1] not in _not_surnames():
            left = _make(name.line, line, name.start, i, "GPE")
            right = _make(name.line, line, i, name.end, "PERSON")
            return [left, right] if left and right else []
    return []


def _not_surnames() -> frozenset[str]:
    return words("bodies", "heads") | places().heads | words("bodies", "suffixes")


def _split(line: Line, name: Name, known: set[str]) -> list[Name]:
    """Split "Hale-Moor" into both where each half is known by itself and the whole is not a body's name."""
    if parts := _complement(line, name):
        return [one for part in parts for one in _split(line, part, known)]
    marks = [i for i in range(name.start + 1, name.end - 1) if line.text[i] in ("-", "–", "‑")]
    if not marks or line.lower[name.end - 1] in words("bodies", "heads"):
        return [name]
    for mark in marks:
        left = _make(name.line, line, name.start, mark, name.label)
        right = _make(name.line, line, mark + 1, name.end, name.label)
        if left and right and left.key in known and right.key in known and line.text[mark + 1][0].isupper():
            return [left, *_split(line, right, known)]
    return [name]

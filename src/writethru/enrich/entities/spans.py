"""Names as they stand: the model's spans mended by capitals, hyphens, titles and what the rest of the piece knows."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from writethru.enrich.entities.lexicon import places, titles, words
from writethru.enrich.entities.parsed import Line
from writethru.enrich.entities.spelling import fold
from writethru.model import EntityKind

USED = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "PRODUCT"})
Heads = dict[int, tuple[int, str, bool]]


@dataclass(slots=True)
class Name:
    """A name in a line: tokens ``[start, end)``; ``label`` is the model's word for it, or empty."""

    line: int
    start: int
    end: int
    label: str
    text: str
    key: str
    kind: EntityKind | None = None

    @property
    def single(self) -> bool:
        """One word only."""
        return " " not in self.key


def names(lines: Sequence[Line], heads: Sequence[Heads]) -> list[Name]:
    """Return the names of all lines, in order. Compounds of two known names are split into both."""
    found = [run for number, line in enumerate(lines) for run in _runs(number, line, heads[number])]
    sure = {name.key for name in found if name.label and "-" not in name.text}
    last = {key.split()[-1] for key in sure} | {key.split()[0] for key in sure if " " in key}
    known = sure | last | set(places().canonical)
    out: list[Name] = []
    for name in found:
        out.extend(_split(lines[name.line], name, known))
    seen = Counter(name.key for name in out if name.label)
    return [name for name in out if name.label or not name.single or name.key in seen or name.key in known]


def _make(number: int, line: Line, start: int, end: int, label: str) -> Name | None:
    while start < end and (line.lower[start] in ("the", "a", "an") or not line.text[start][0].isalnum()):
        start += 1
    while end > start and (
        line.text[end - 1] in ("'s", "’s", "'", "’")
        or (not line.text[end - 1][-1:].isalnum() and line.text[end - 1][-1:] != ".")
    ):
        end -= 1
    while start < end and line.lower[start] in titles().courtesy:
        start += 1
    while end > start and line.lower[end - 1] in words("bodies", "never"):
        end -= 1
    if start >= end:
        return None
    text = line.words(start, end)
    if text.endswith(("'s", "’s")):
        text = text[:-2]
    if len(text) < 2 or not any(c.isalpha() for c in text):
        return None
    return Name(number, start, end, label, text, fold(text))


def _runs(number: int, line: Line, heads: Heads) -> list[Name]:
    """Return the runs of name words of one line."""
    label = [""] * len(line)
    which = [-1] * len(line)
    for n, (start, end, kind) in enumerate(line.ents):
        if kind in USED:
            label[start:end] = [kind] * (end - start)
            which[start:end] = [n] * (end - start)
    skip = _titles(line, heads, label)
    out: list[Name] = []
    i = 0
    while i < len(line):
        if not _word(line, i, label, skip):
            i += 1
            continue
        end = _end(line, i, label, which, skip)
        made = _make(number, line, i, end, _label(label[i:end]))
        if made and not _waste(line, made):
            out.append(made)
        i = end
    return out


def _label(labels: Sequence[str]) -> str:
    counts = Counter(x for x in labels if x)
    return counts.most_common(1)[0][0] if counts else ""


def _titles(line: Line, heads: Heads, label: list[str]) -> set[int]:
    """Return the tokens that are titles, not names: "President" before a name, but not in "General Motors"."""
    out: set[int] = set()
    for start, (end, head, _) in heads.items():
        if head in titles().kinds and not (label[start] == "ORG" and label[end - 1 : end + 1] == ["ORG", "ORG"]):
            out.update(range(start, end))
    return out


def _word(line: Line, i: int, label: list[str], skip: set[int]) -> bool:
    """Say whether a token can begin a name."""
    text = line.text[i]
    if not (text[0].isupper() or (text[0].isalpha() and text[1:2].isupper())) or i in skip:
        return False
    lower = line.lower[i]
    if lower in words("bodies", "never") or lower in titles().courtesy or lower in titles().state:
        return False
    if line.pos[i] != "PROPN" and not label[i]:
        return False
    if _adjective(line, i):
        return _embodied(line, i)
    return True


def _adjective(line: Line, i: int) -> bool:
    known = places()
    if fold(line.text[i]) in known.adjectives:
        return True
    if line.lower[i] in known.compass or line.lower[i] in (
        "saudi",
        "sri",
        "new",
        "costa",
        "puerto",
        "sierra",
        "latin",
        "central",
    ):
        return i + 1 < len(line) and fold(f"{line.text[i]} {line.text[i + 1]}") in known.adjectives
    return i > 0 and fold(f"{line.text[i - 1]} {line.text[i]}") in known.adjectives


def _embodied(line: Line, i: int) -> bool:
    """Say whether a nation's adjective begins a body's name: "South Korean Embassy", "Democratic Party"."""
    j = i + 1
    while j < len(line) and j - i < 5 and line.text[j][0].isupper() and line.pos[j] in ("PROPN", "ADJ", "NOUN"):
        if line.lower[j] in words("bodies", "heads") or line.lower[j] in places().heads:
            return True
        j += 1
    return False


def _end(line: Line, i: int, label: list[str], which: list[int], skip: set[int]) -> int:
    """Return where the name that begins at ``i`` ends."""
    j, opened = i + 1, line.lower[i] in words("bodies", "opens")
    while j < len(line):
        step = _step(line, i, j, label, which, skip, opened)
        if not step:
            break
        opened = opened or any(w in words("bodies", "opens") for w in line.lower[j : j + step])
        j += step
    return j


def _step(line: Line, i: int, j: int, label: list[str], which: list[int], skip: set[int], opened: bool) -> int:
    """Return how many tokens from ``j`` on continue the name that began at ``i``: 0 ends it."""
    if line.text[j] in ("-", "‑", "–") and line.glued(j) and j + 1 < len(line) and line.glued(j + 1):
        return _hyphen(line, i, j, label)
    same = which[j] >= 0 and which[j] == which[j - 1]
    if line.text[j] == "&" and j + 1 < len(line) and line.text[j + 1][0].isupper():
        return 2
    if opened and line.lower[j] in words("bodies", "joins"):
        return _joined(line, j)
    if (
        line.lower[j] in words("names", "particles")
        and not line.text[j][0].isupper()
        and label[j - 1] in ("PERSON", "")
    ):
        nxt = j + 1 + (j + 1 < len(line) and line.lower[j + 1] in words("names", "particles"))
        if nxt < len(line) and line.text[nxt][0].isupper() and line.pos[nxt] == "PROPN":
            return nxt - j + 1
    if not line.text[j][0].isupper() or (j in skip and not opened):
        return 0
    lower = line.lower[j]
    if lower in words("bodies", "never") or lower in titles().courtesy:
        return 0
    if lower in words("bodies", "heads") or lower in words("bodies", "suffixes"):
        return 1 if line.pos[j] in ("PROPN", "NOUN", "ADJ") else 0
    if same or (opened and line.pos[j] == "PROPN"):
        return 1
    if which[j] >= 0 and which[j - 1] >= 0:
        return 0  # two names that the model keeps apart
    return 1 if line.pos[j] == "PROPN" and not _adjective(line, j) else 0


def _joined(line: Line, j: int) -> int:
    k = j + 1
    while k < len(line) and line.lower[k] in words("bodies", "joins") and k - j < 3:
        k += 1
    return (
        k - j + 1
        if k < len(line)
        and line.text[k][0].isupper()
        and line.pos[k] in ("PROPN", "ADJ", "NOUN")
        and line.lower[k] not in words("bodies", "never")
        else 0
    )


def _hyphen(line: Line, i: int, j: int, label: list[str]) -> int:
    after = line.text[j + 1]
    if after[0].isupper():
        return 2
    if not after.isalpha() or not after.islower():
        return 0
    # "Min-seok": a given name's second half; "Seoul-based" and "U.S.-led" are not.
    given = j - i >= 2 and line.text[j - 1].isalpha() and len(after) <= 6 and len(line.text[j - 1]) <= 6
    east = line.lower[i] in _family() or (
        line.dep[j + 1] not in ("amod", "advmod") and line.pos[j + 1] not in ("VERB", "ADJ")
    )
    return 2 if given and east else 0


def _family() -> frozenset[str]:
    return words("names", "korean") | words("names", "chinese") | words("names", "vietnamese")


def _waste(line: Line, name: Name) -> bool:
    """Say whether a run is no name: an agency in brackets, a place in a picture, capitals that shout."""
    inside = name.start > 0 and line.text[name.start - 1] == "(" and name.end < len(line) and line.text[name.end] == ")"
    if inside and (name.key in words("bodies", "agencies") or len(name.key) == 1):
        return True
    loud = [w for w in line.text[max(0, name.start - 3) : name.end + 3] if w.isalpha() and len(w) > 1]
    return len(loud) > 2 and all(w.isupper() for w in loud)


def _split(line: Line, name: Name, known: set[str]) -> list[Name]:
    """Split "Hale-Moor" into both where each half is known by itself and the whole is not a body's name."""
    marks = [i for i in range(name.start + 1, name.end - 1) if line.text[i] in ("-", "–", "‑")]
    if not marks or line.lower[name.end - 1] in words("bodies", "heads"):
        return [name]
    for mark in marks:
        left = _make(name.line, line, name.start, mark, name.label)
        right = _make(name.line, line, mark + 1, name.end, name.label)
        if left and right and left.key in known and right.key in known and line.text[mark + 1][0].isupper():
            return [left, *_split(line, right, known)]
    return [name]

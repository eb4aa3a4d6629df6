"""Cues that stand behind or inside what they report, as in "The ferry will return, she said, by May."."""

from collections.abc import Iterator, Set
from typing import TYPE_CHECKING

from writethru.enrich.speech.cues import Cue, lexicon
from writethru.enrich.speech.draft import Draft
from writethru.enrich.speech.drafting import make
from writethru.enrich.speech.frames import Found
from writethru.enrich.speech.reading import Reading

if TYPE_CHECKING:
    from spacy.tokens import Token

_COMMAS = frozenset({",", "—", "–"})
_RELATIVE = frozenset({"who", "which", "that"})
_OWN = frozenset({"advcl", "conj", "prep", "npadvmod", "dobj", "cc", "advmod", "dative", "prt", "appos", "relcl"})


def parentheticals(reading: Reading, read: Set[int]) -> Iterator[Draft]:
    """Yield the statements whose cue has a comma before it and its content there. O(tokens).

    ``read`` holds the verbs whose content was found behind them.
    """
    verbs = lexicon().verbs
    for i, lemma in enumerate(reading.lemmas):
        uses = verbs.get(lemma)
        if uses is None:
            continue
        token = reading.doc[i]
        use = next((u for u in uses if {"quote", "clause"} <= u.follows and not u.particle), None)
        if use and token.pos_ == "VERB" and token.i not in read and reading.inside[token.i] < 0:
            draft = _read(reading, token, use)
            if draft:
                yield draft


def _read(reading: Reading, verb: "Token", use: Cue) -> Draft | None:
    who = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if who is None or who.lower_ in _RELATIVE or any(c.dep_ == "mark" for c in verb.children):
        return None
    first, last = reading.sentence(verb)
    start = min(who.left_edge.i, verb.i)
    while start > first and reading.doc[start - 1].is_space:
        start -= 1
    end = _left_end(reading, start)
    if end is None or end <= first or _only_quoted(reading, first, end):
        return None
    if _ends_quoted(reading, first, end) or _leads_to_quoted(reading, max(verb.i, who.right_edge.i) + 1, last):
        return None
    right = _right(reading, verb, who, last)
    if not (_hangs_together(verb, (first, end)) or (right and _enclosed(reading, verb, who))):
        return None
    stretches = [(_bracket(reading, first, end), end)]
    if right:
        stretches.append(right)
    return make(reading, verb, use, Found(tuple(stretches)))


def _left_end(reading: Reading, start: int) -> int | None:
    """Return where the content left of a cue clause ends: at a comma, or at a quotation that ends with one."""
    if start < 2:
        return None
    if reading.doc[start - 1].text in _COMMAS and reading.inside[start - 1] < 0:
        return start - 1
    if reading.inside[start - 1] >= 0 and reading.doc[start - 2].text in {",", "?", "!"}:
        return start
    return None


def _only_quoted(reading: Reading, first: int, end: int) -> bool:
    return all(reading.inside[i] >= 0 for i in range(first, end) if reading.doc[i].is_alpha)


def _ends_quoted(reading: Reading, first: int, end: int) -> bool:
    """Say whether whole quoted sentences stand right before the cue, behind a colon or another quotation.

    These are what was said, and not what leads up to them.
    """
    at = end - 1 if reading.inside[end - 1] >= 0 else end - 2
    quote = reading.inside[at] if at >= first else -1
    while at > first and reading.inside[at - 1] == quote:
        at -= 1
    if quote < 0 or at <= first or not _opens_sentence(reading, at):
        return False
    return reading.doc[at - 1].text == ":" or any(reading.inside[i] >= 0 for i in range(first, at))


def _leads_to_quoted(reading: Reading, after: int, last: int) -> bool:
    """Say whether whole quoted sentences follow right behind the cue: what stands before it only asked for them."""
    return after + 1 < last and reading.doc[after].text == "," and _opens_sentence(reading, after + 1)


def _opens_sentence(reading: Reading, at: int) -> bool:
    while at + 1 < len(reading.doc) and reading.inside[at] >= 0 and not reading.doc[at].text[:1].isalnum():
        at += 1
    return reading.inside[at] >= 0 and reading.doc[at].text[:1].isupper()


def _bracket(reading: Reading, first: int, end: int) -> int:
    """Return where the left content starts: behind a bracket still open, or a full stop that ends no sentence yet."""
    opened = first
    for i in range(first, end):
        if reading.doc[i].text == "(":
            opened = i + 1
        elif reading.doc[i].text == ")":
            opened = first
        elif reading.doc[i].text == "." and reading.inside[i] < 0 and reading.doc[i + 1].text[:1].isupper():
            first = opened = i + 1
    return opened


def _enclosed(reading: Reading, verb: "Token", who: "Token") -> bool:
    """Say whether a comma follows right after the cue, as in ", she said, "."""
    at = max(verb.i, who.right_edge.i) + 1
    return at < len(reading.doc) and reading.doc[at].text in _COMMAS


def _hangs_together(verb: "Token", left: tuple[int, int]) -> bool:
    """Say whether the cue's clause or its head stands to the left, not only "After the vote, she said"."""
    if left[0] <= verb.head.i < left[1]:
        return True
    return any(left[0] <= c.i < left[1] and c.dep_ in {"ccomp", "dep", "parataxis"} for c in verb.children)


def _right(reading: Reading, verb: "Token", who: "Token", last: int) -> tuple[int, int] | None:
    """Return what follows the cue behind a comma, where it belongs to the content and not to the cue."""
    comma = max(verb.i, who.right_edge.i if who.i > verb.i else 0) + 1
    while comma < last and reading.doc[comma].text not in _COMMAS:
        comma += 1
    if comma + 1 >= last:
        return None
    token = reading.doc[comma + 1]
    while token.head != verb and token.head != token:
        token = token.head
    if token.head == verb and token.dep_ in _OWN:
        return None
    return comma + 1, last

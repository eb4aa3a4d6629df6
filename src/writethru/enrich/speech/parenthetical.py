"""Cues that stand behind or inside what they report: "The ferry will return, she said, by May." """

from collections.abc import Iterator, Set
from typing import TYPE_CHECKING

from writethru.enrich.speech.cues import Cue, lexicon
from writethru.enrich.speech.draft import Draft
from writethru.enrich.speech.indirect import make
from writethru.enrich.speech.reading import Reading

if TYPE_CHECKING:
    from spacy.tokens import Token

_COMMAS = frozenset({",", "—", "–"})
_OWN = frozenset({"advcl", "conj", "prep", "npadvmod", "dobj", "cc", "advmod", "dative", "prt", "appos", "relcl"})


def parentheticals(reading: Reading, read: Set[int]) -> Iterator[Draft]:
    """Yield the statements whose cue has a comma before it and its content there. O(tokens).

    ``read`` holds the verbs whose content was found behind them.
    """
    for token in reading.doc:
        uses = lexicon().verbs.get(reading.lemmas[token.i], ())
        use = next((u for u in uses if {"quote", "clause"} <= u.follows and not u.particle), None)
        if use and token.pos_ == "VERB" and token.i not in read and reading.inside[token.i] < 0:
            draft = _read(reading, token, use)
            if draft:
                yield draft


def _read(reading: Reading, verb: "Token", use: Cue) -> Draft | None:
    who = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if who is None or any(c.dep_ == "mark" for c in verb.children):
        return None
    first, last = reading.sentence(verb)
    start = min(who.left_edge.i, verb.i)
    while start > first and reading.doc[start - 1].is_space:
        start -= 1
    if start - 1 <= first or reading.doc[start - 1].text not in _COMMAS:
        return None
    left = (first, start - 1)
    if reading.inside[start - 2] >= 0 and all(reading.inside[i] >= 0 for i in range(*left) if reading.doc[i].is_alpha):
        return None  # nothing but a quotation
    if not _hangs_together(reading, verb, left):
        return None
    stretches = [left]
    if right := _right(reading, verb, who, last):
        stretches.append(right)
    return make(reading, verb, use, stretches, [])


def _hangs_together(reading: Reading, verb: "Token", left: tuple[int, int]) -> bool:
    """Say whether the cue's clause or its head stands to the left, not only "After the vote, she said"."""
    if left[0] <= verb.head.i < left[1]:
        return True
    return any(left[0] <= c.i < left[1] and c.dep_ in {"ccomp", "dep", "parataxis"} for c in verb.children)


def _right(reading: Reading, verb: "Token", who: "Token", last: int) -> tuple[int, int] | None:
    """Return what follows the cue behind a comma, where it belongs to the content and not to the cue."""
    comma = max(verb.i, who.i) + 1
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

"""The words that keep a figure at a distance: "believed", "reportedly", "alleged"."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


class Hedges:
    """Finds the hedge of a figure in a parsed passage."""

    def __init__(self, doc: "Doc", hedges: Mapping[str, Any]) -> None:
        self.doc = doc
        self._verbs, self._adverbs = frozenset(hedges["verbs"]), frozenset(hedges["adverbs"])
        self._adjectives = frozenset(hedges["adjectives"])

    def of(self, top: "Token", first: "Token") -> str:
        """Return the word that keeps the figure at a distance: "believed", "reportedly", or nothing."""
        before = self.doc[max(0, first.i - 3) : first.i]
        near = next((token for token in reversed(before) if self._distant(token)), None)
        if near is not None:
            return near.lower_
        for token in _clause(top):
            if token.lower_ in self._verbs and any(child.dep_ == "auxpass" for child in token.children):
                return token.lower_
            for child in token.children:
                if child.lower_ in self._adverbs and child.dep_ in ("advmod", "npadvmod"):
                    return child.lower_
        return ""

    def _distant(self, token: "Token") -> bool:
        if token.lower_ in self._adverbs:
            return True
        return token.lower_ in self._adjectives and token.dep_ in (
            "amod",
            "advmod",
            "quantmod",
        )


def _clause(token: "Token") -> "Iterator[Token]":
    """Yield the words above one, up to the verb of its clause and the verbs that it only completes."""
    for _ in range(8):
        if token.head.i == token.i:
            return
        leaves = token.dep_ in ("ccomp", "advcl", "relcl", "parataxis", "acl") or (
            token.dep_ == "conj" and token.pos_ == "VERB"
        )
        if leaves:
            return
        token = token.head
        yield token

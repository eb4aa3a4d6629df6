"""The words for what a figure counts: as short as they stand alone, in the order of the piece."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_LEFT = ("compound", "amod", "nmod", "poss", "nummod", "quantmod", "npadvmod", "advmod", "punct", "case")
_LONGEST = 8  # tokens of a phrase behind its noun
_LINKS = ("of", "in", "on", "for", "from", "with", "at", "to", "between", "against", "by")

Words = tuple[str, tuple[int, int] | None]
"""Words, and their span where they are one stretch."""


class Phrases:
    """Cuts phrases out of a parsed passage; ``words`` are the lists that the cutting turns on."""

    def __init__(self, doc: "Doc", text: str, words: Mapping[str, frozenset[str]]) -> None:
        self.doc, self._text, self._words = doc, text, words

    def after(self, last: "Token", noun: "Token") -> int:
        """Return the token index where the words for a counted noun begin: no "of", no article."""
        start = last.i + 1
        while start < noun.i and (
            self.doc[start].pos_ in ("DET", "PUNCT", "NUM")
            or self.doc[start].lower_ in self._words["definite"]
            or (start == last.i + 1 and self.doc[start].lower_ == "of")
        ):
            start += 1
        return min(start, noun.i)

    def of(self, noun: "Token", start: int | None, *, predicate: bool, bar: "Iterable[int]" = ()) -> Words:
        """Return a noun with what it needs to stand alone, and its span when that is one stretch."""
        barred = set(bar)
        first = start if start is not None else _left_edge(noun, barred)
        last = noun.i
        for child in noun.rights:
            if child.i != last + 1:
                break
            ok = (child.dep_ == "prep" and child.lower_ in _LINKS) or (child.dep_ == "acl" and child.tag_ == "VBN")
            subtree = short(child) if ok else []
            if not subtree or barred & {token.i for token in subtree}:
                break
            last = subtree[-1].i
        last = self._postposed(last)
        words, stop = self.doc[first : last + 1], self.doc[last]
        text = self._text[words[0].idx : stop.idx + len(stop)]
        tail = self.predicate(noun) if predicate and last == noun.i else []
        if not tail:
            return " ".join(text.split()), (words[0].idx, stop.idx + len(stop))
        if tail[0].i == last + 1:
            end = tail[-1].idx + len(tail[-1])
            return " ".join(self._text[words[0].idx : end].split()), (words[0].idx, end)
        return " ".join([*text.split(), *(token.text for token in tail)]), None

    def told(self, phrase: Words, top: "Token") -> Words:
        """Return the words for what is measured with what is said of the measure: "oil believed to have leaked"."""
        tail = self.predicate(top)
        return (" ".join([phrase[0], *(token.text for token in tail)]), None) if tail else phrase

    def _postposed(self, last: int) -> int:
        """Return the last token with "in question" and its like behind it taken in."""
        rest = [token.lower_ for token in self.doc[last + 1 : last + 3]]
        for n in (2, 1):
            if " ".join(rest[:n]) in self._words["postposed"]:
                return last + n
        return last

    def predicate(self, noun: "Token") -> "list[Token]":
        """Return what is said of a counted noun, when it tells which are counted: "(were) killed"."""
        verb = noun.head
        if noun.dep_ == "nsubjpass" and verb.tag_ == "VBN":
            inner = next((child for child in verb.children if child.dep_ == "xcomp" and child.i > verb.i), None)
            if inner is None:
                place = next((c for c in verb.children if c.dep_ == "prep" and c.i == verb.i + 1), None)
                rest = short(place) if place is not None else []
                return (
                    [verb, *rest]
                    if len(rest) <= 4 and not any(t.ent_type_ in ("DATE", "TIME") for t in rest)
                    else [verb]
                )
            return list(self.doc[verb.i : inner.i + 1]) if inner.i - verb.i <= 5 else [verb]
        if noun.dep_ == "nsubj" and verb.lower_ in self._words["states"]:
            return [verb]
        regular = (
            verb.tag_ in ("VBD", "VBN") and verb.lower_.endswith("ed") and verb.lower_.startswith(verb.lemma_[:-1])
        )
        telling = regular and verb.lemma_.lower() not in self._words["having"]
        return [verb] if noun.dep_ == "dobj" and verb.i < noun.i and telling else []


def _left_edge(noun: "Token", barred: "set[int]") -> int:
    first = noun.i
    for child in reversed(list(noun.lefts)):
        if child.dep_ not in _LEFT or child.pos_ in ("DET", "PRON", "NUM") or child.i in barred:
            break
        edge = child.left_edge.i
        if edge < first - _LONGEST or any(i in barred for i in range(edge, child.i + 1)):
            break
        first = edge
    while first < noun.i and (
        noun.doc[first].pos_ in ("DET", "PUNCT", "PRON", "NUM", "ADV", "CCONJ") or _of_number(noun.doc[first])
    ):
        first += 1
    return first


def _of_number(token: "Token") -> bool:
    """Say whether a word is joined to the number before it: the "year" of "a two-year budget deficit"."""
    return token.i > 1 and token.nbor(-1).text == "-" and bool(token.nbor(-2).like_num)


def short(token: "Token") -> "list[Token]":
    """Return a subtree when it is one short stretch with nothing cut by a comma, else nothing."""
    subtree = [t for t in token.subtree if t.i >= token.i]
    if subtree[-1].i - token.i + 1 != len(subtree):
        return []
    stops = [t.i for t in subtree if t.text in (",", ";", "—", "(")]
    stops += [t.left_edge.i for t in subtree if t.dep_ in ("relcl", "advcl")]
    cut = min([len(subtree), *(max(0, stop - token.i) for stop in stops)])
    subtree = subtree[:cut]
    if any(t.like_num and t.text[:1].isdigit() for t in subtree):
        return []
    return subtree if 1 < len(subtree) <= _LONGEST else []

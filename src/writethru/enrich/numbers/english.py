"""What an English figure counts or measures, from the parse of its sentence."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from writethru.enrich.numbers import forms
from writethru.enrich.numbers.amount import Amount, Kind
from writethru.enrich.numbers.counted import Counted
from writethru.enrich.numbers.governed import NOUNS, Governed, moved, unit_of
from writethru.enrich.numbers.hedges import Hedges
from writethru.enrich.numbers.lexicon import Lexicon
from writethru.enrich.numbers.phrases import Phrases

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_REACH = 48  # code points before a number in which "of the 14 men," belongs to it
_BEFORE_NOUN = ("ADJ", "ADV", "NOUN", "PROPN", "NUM", "PUNCT")


class Parsed:
    """A parsed passage, asked about its amounts. Laid out once, in O(tokens)."""

    def __init__(self, doc: "Doc", text: str, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self.doc, self._text = doc, text  # the text of a doc is put together anew each time it is asked for
        self._starts = [token.idx for token in doc]
        self._words = {name: frozenset(words) for name, words in lexicon.data["english"].items()}
        self._words["definite"] = frozenset(lexicon.data["refuse"]["definite"])
        self._scales = lexicon.scales
        self._inside = re.compile(lexicon.data["ellipsis"]["inside"], re.IGNORECASE)
        self._ranked = re.compile(lexicon.data["ordinal"]["ranked"])
        self._lengths = frozenset(lexicon.data["length"])
        self._phrases, self._hedges = Phrases(doc, text, self._words), Hedges(doc, lexicon.data["hedges"])
        self._measures = Governed(lexicon, self._words, self._phrases)

    def counted(self, amount: Amount) -> Counted | None:
        """Return what an amount counts or measures, None when it is no quantity after all."""
        number = self._tokens(amount.first, amount.last)
        whole = self._tokens(amount.first, amount.end)
        if not number or not whole:
            return None
        if place := forms.vote(self._text, amount, self._lexicon):
            return Counted(amount.end, amount.unit, self._text[slice(*place)], place)
        top = _top(whole)
        if amount.kind in (Kind.COUNT, Kind.PEOPLE):
            found = self._count(amount, number, top)
        elif amount.kind is Kind.ORDINAL:
            found = self._ordered(amount, number)
        elif amount.kind is Kind.SHARE:
            found = self._share(amount, number, top)
        elif amount.kind is Kind.LENGTH:
            found = Counted(amount.end, amount.unit)
        else:
            found = self._measures.of(amount, whole, top)
        if found and not found.unit and self._of_people(found.what):
            found = replace(found, unit="people")
        return found and replace(found, hedge=self._hedges.of(top, number[0]))

    def _of_people(self, what: str) -> bool:
        """Say whether words name a group of people: a crew, a crowd, a toll."""
        head = re.split(r" (?:of|in|at|on|from|for|by|with|to) ", what.lower())[0].split()
        return bool(head) and head[-1].rstrip("s") in self._words["groups"]

    def _tokens(self, start: int, end: int) -> "list[Token]":
        first = bisect_left(self._starts, start)
        if first and first <= len(self._starts) and self._ends(first - 1) > start:
            first -= 1
        return [self.doc[i] for i in range(first, bisect_left(self._starts, end))]

    def _ends(self, i: int) -> int:
        return self._starts[i] + len(self.doc[i])

    # Counts: "about 41.2 million customers", "2,600 of the letters", "12-member", "more than 60 injured".

    def _count(self, amount: Amount, number: "list[Token]", top: "Token") -> Counted | None:
        last = number[-1]
        if _named(number[0], amount):
            return None
        if amount.kind is Kind.COUNT and self._text[amount.last : amount.last + 1] in ("-", "–"):
            return self._compound(last)
        noun = top if amount.kind is Kind.PEOPLE and not amount.vague else self._noun(last)
        if noun is None:
            return self._bare(amount, number, top)
        if noun.pos_ == "PRON":
            return self._of_pronoun(amount, noun)
        if noun.lower_ == "others":
            return self._others(noun)
        if self._idle(amount, noun):
            return None
        unit = unit_of(noun, self._words["states"])
        if noun.tag_ == "NN" and noun.lower_ in self._words["changes"]:  # "a 279,000 increase": not counted but told of
            return Counted(amount.end, "", *self._phrases.of(noun, None, predicate=False))
        if unit == "point":
            whole = [self.doc[i] for i in range(number[0].i, noun.i + 1)]
            return replace(
                self._measures.of(replace(amount, kind=Kind.POINTS), whole, _top(whole)),
                end=noun.idx + len(noun),
                unit=unit,
            )
        start = self._phrases.after(self._tokens(last.idx, amount.end)[-1] if amount.end <= noun.idx else last, noun)
        end = max(amount.end, noun.idx + len(noun))
        if unit in self._lengths:  # a unit of time that the grammar did not see: "two long years"; but "four last year"
            return Counted(end, unit, length=True) if noun.tag_ == "NNS" else None
        return Counted(end, unit, *self._phrases.of(noun, start, predicate=True))

    def _of_pronoun(self, amount: Amount, pronoun: "Token") -> Counted | None:
        """Read "a quarter of them women": the noun behind the pronoun, where there is one."""
        if amount.spelled and amount.high == 1:
            return None
        after = self.doc[pronoun.i + 1] if pronoun.i + 1 < len(self.doc) else None
        if after is None or after.tag_ not in ("NNS", "JJ", "VBN"):
            return Counted(amount.end, "")
        words = after.text, (after.idx, after.idx + len(after))
        if after.tag_ == "NNS":
            return Counted(words[1][1], unit_of(after, self._words["states"]), *words)
        return (
            Counted(amount.end, "people", *words) if after.lower_ in self._words["states"] else Counted(amount.end, "")
        )

    def _others(self, noun: "Token") -> Counted | None:
        """Read "wounded five others": people, when something befell them that befalls people."""
        near = (noun.head, *noun.head.children, *noun.children)
        if not any(token.lower_ in self._words["states"] for token in near):
            return None
        return Counted(noun.idx + len(noun), "people", *self._phrases.of(noun, noun.i, predicate=True))

    # Places in an order and shares: "second-largest city", "one in five jobs", "two-thirds of the households".

    def _ordered(self, amount: Amount, number: "list[Token]") -> Counted | None:
        """Return the noun that is in an order; a bare one only in digits or where something "ranks"."""
        doc, last = self.doc, number[-1].i
        if last + 1 < len(doc) and doc[last + 1].lower_ == "of":
            noun = self._noun(number[-1])
            if noun is None:
                return None
            return Counted(
                amount.end, unit_of(noun, self._words["states"]), *self._phrases.of(noun, None, predicate=False)
            )
        end = last + 1
        while end < len(doc) and end - last <= 6 and doc[end].pos_ in _BEFORE_NOUN:
            if doc[end].pos_ == "PUNCT" and doc[end].text != "-":
                break
            end += 1
        noun = next((doc[i] for i in range(end - 1, last, -1) if doc[i].pos_ in NOUNS), None)
        if noun is None:
            told = (
                not amount.spelled
                or self._text[amount.last : amount.last + 1] == "-"
                or self._ranked.search(self._text, max(0, amount.first - 16), amount.first)
            )
            return Counted(amount.end, "") if told else None
        if noun.pos_ == "PROPN" or doc[last + 1].text[:1].isupper():
            return None
        start = next((i for i in range(last + 1, noun.i + 1) if doc[i].pos_ != "PUNCT"), noun.i)
        return Counted(
            noun.idx + len(noun), unit_of(noun, self._words["states"]), *self._phrases.of(noun, start, predicate=False)
        )

    def _share(self, amount: Amount, number: "list[Token]", top: "Token") -> Counted:
        """Return what a fraction is a share of, or the noun that it is the measure of."""
        noun = self._noun(number[-1])
        if noun is None:
            return self._measures.of(amount, number, top)
        if noun.pos_ == "PRON":
            found = self._of_pronoun(amount, noun) or Counted(amount.end, "")
            return replace(found, unit=amount.unit, of=(noun.idx, noun.idx + len(noun)))
        of = noun.left_edge.idx if noun.left_edge.i > number[-1].i else noun.idx, noun.idx + len(noun)
        words = self._phrases.of(noun, self._phrases.after(number[-1], noun), predicate=False)
        if self.doc[number[-1].i + 1].lower_ == "of" and moved(top):
            return replace(self._measures.of(amount, number, top), of=of)
        if self.doc[number[-1].i + 1].lower_ != "of":
            words = self._text[words[1][0] : of[1]] if words[1] else noun.text, words[1] and (words[1][0], of[1])
        return Counted(amount.end, amount.unit, *words, of=of)

    def _noun(self, last: "Token") -> "Token | None":
        """Return the noun that a number counts: its head to the right, else the noun after "of"."""
        doc, nexts = self.doc, last.i + 1
        if nexts < len(doc) and doc[nexts].lower_ == "of":
            noun = next((child for child in doc[nexts].children if child.dep_ == "pobj" and child.i > nexts), None)
            if noun is not None and noun.lower_ in self._scales:  # "three of the dozen pups"
                noun = next((token for token in doc[noun.i + 1 : noun.i + 3] if token.tag_ == "NNS"), None)
            return noun if noun is not None and noun.i - nexts <= 6 else None
        head = last
        while head.dep_ in ("compound", "quantmod", "nummod", "nmod", "amod", "det") and head.head.i != head.i:
            head = head.head
            if head.i > last.i and head.pos_ in NOUNS and not _broken(doc[nexts : head.i]):
                return head if head.i - last.i <= 6 else None
        for token in doc[nexts : nexts + 4]:
            if token.tag_ in ("NNS", "NNPS"):
                return token
            if token.pos_ not in ("ADJ", "NOUN", "PROPN") or token.lower_ in self._words["states"]:
                break
        return None

    def _compound(self, last: "Token") -> Counted | None:
        """Read "12-member council": only nouns that make sense as a count."""
        rest = self.doc[last.i + 1 : last.i + 3]
        noun = next((token for token in rest if token.is_alpha), None)
        if noun is None or noun.lower_ not in self._words["compounds"]:
            return None
        unit = "people" if noun.lower_ == "person" else noun.lower_
        head = noun.head if noun.head.i > noun.i and noun.head.pos_ in NOUNS else None
        end = noun.idx + len(noun)
        return (
            Counted(end, unit, head.text, (head.idx, head.idx + len(head))) if head is not None else Counted(end, unit)
        )

    def _bare(self, amount: Amount, number: "list[Token]", top: "Token") -> Counted | None:
        """Read a number without a noun: "60 injured", "killed three", "the number of dead at 212"."""
        last = number[-1]
        rest = self.doc[last.i + 1 : last.i + 3]
        after = next((token for token in rest if token.lower_ not in ("more", "others")), None)  # "12 more injured"
        if after is not None and after.lower_ in self._words["fractions"]:
            return None
        if after is not None and after.tag_ == "VBG" and after.dep_ == "acl":
            done = [
                after,
                *(t for t in self.doc[after.i + 1 : after.i + 3] if t.head.i == after.i and t.dep_ == "dobj"),
            ]
            end = done[-1].idx + len(done[-1])
            return Counted(amount.end, "", self._text[after.idx : end], (after.idx, end))
        near = [after, number[0].head, top.head]
        state = next((t for t in near if t is not None and t.lower_ in self._words["states"]), None)
        if state is not None:
            return Counted(amount.end, "people", state.text, (state.idx, state.idx + len(state)))
        if after is not None and after.i == last.i + 1 and after.lower_ in self._words["standings"]:
            ends = after.i + 1 == len(self.doc) or self.doc[after.i + 1].pos_ in ("PUNCT", "CCONJ")
            if ends and not amount.scaled:  # "948 up, 434 down"
                return Counted(amount.end, "", after.text, (after.idx, after.idx + len(after)))
        small = amount.spelled and not amount.qualifier and amount.high < 13
        if small and not self._inside.search(self._text, max(0, amount.start - _REACH), amount.start):
            return None
        if top.dep_ not in ("dobj", "nsubj", "nsubjpass", "pobj", "attr", "conj", "ROOT", "oprd", "npadvmod", "appos"):
            return None
        found = self._measures.of(amount, number, top)
        if found.what.lower() in self._words["states"]:
            return replace(found, unit="people")
        return found

    def _idle(self, amount: Amount, noun: "Token") -> bool:
        """Say whether small number words only point ("the two sides", "one of the reasons")."""
        if not amount.spelled or amount.qualifier not in ("", "another") or amount.scaled or amount.high > 12:
            return False
        lemma = noun.lemma_.lower()
        if lemma in self._words["idle"]:
            return True
        if amount.high == 1:
            return lemma not in self._words["persons"] or noun.head.lower_ == "of"
        pointed = any(child.lower_ in self._words["definite"] for child in noun.children if child.i < noun.i)
        return pointed and amount.high == 2


def _top(tokens: "Sequence[Token]") -> "Token":
    inside = {token.i for token in tokens}
    tops = [token for token in tokens if token.head.i not in inside or token.head.i == token.i]
    return next((token for token in reversed(tops) if token.pos_ != "PUNCT"), tokens[-1])


def _named(first: "Token", amount: Amount) -> bool:
    """Say whether digits are part of a name: "Flight 712", "Apollo 11"."""
    if amount.spelled or amount.qualifier or amount.scaled or first.i == 0 or "," in first.text:
        return False
    before = first.nbor(-1)
    if not before.text[:1].isupper() or before.pos_ not in NOUNS or before.is_sent_start:
        return before.text[:1].isupper() and before.pos_ == "PROPN" and first.head.i == before.i
    return first.head.i <= first.i


def _broken(tokens: "Iterable[Token]") -> bool:
    """Say whether something stands between a number and a noun that cannot stand within a noun phrase."""
    return any(
        token.text in (",", ";", ":", "(", ")", "—")
        or (token.text in ("-", "–", "--") and bool(token.whitespace_))
        or token.pos_ == "AUX"
        or token.tag_ in ("VB", "VBD", "VBP", "VBZ")
        or (token.tag_ == "VBG" and token.dep_ in ("acl", "advcl", "ROOT", "pcomp"))
        for token in tokens
    )

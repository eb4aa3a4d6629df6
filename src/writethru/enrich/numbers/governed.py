"""What an English amount of money, percent or measure is of: the noun or verb that governs it in its sentence."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from writethru.enrich.numbers.amount import Amount, Kind
from writethru.enrich.numbers.counted import Counted
from writethru.enrich.numbers.lexicon import Lexicon
from writethru.enrich.numbers.phrases import Phrases, Words, short

if TYPE_CHECKING:
    from spacy.tokens import Token

NOUNS = ("NOUN", "PROPN")
_TOWARDS = ("in", "into", "for", "on", "to", "at", "from")


class Governed:
    """Reads "raised the road budget to 2.8 percent of output" and its like; ``words`` are the lists it turns on."""

    def __init__(self, lexicon: Lexicon, words: Mapping[str, frozenset[str]], phrases: Phrases) -> None:
        self._words, self._phrases = words, phrases
        self._units = lexicon.unit
        self._hedging = frozenset(lexicon.data["hedges"]["verbs"])

    def of(self, amount: Amount, whole: "list[Token]", top: "Token") -> Counted:
        """Return what an amount is the measure of; ``whole`` are its tokens, ``top`` the highest of them."""
        inside = {token.i for token in whole}
        end = amount.end
        part = _preposition(whole, ("of",), inside) if amount.kind in (Kind.PERCENT, Kind.MEASURE) else None
        kind = Kind.MONEY if amount.unit == "cent" else amount.kind
        governor = self._governor(top, inside, kind)
        if governor is not None and amount.start <= governor.idx < amount.first:  # the noun of "an average of"
            governor = self._governor(governor, inside | {governor.i}, kind)
        of = None
        if part is not None:
            phrase = self._phrases.of(part, self._phrases.after(whole[-1], part), predicate=False)
            of = (part.left_edge.idx, part.idx + len(part)) if amount.kind is Kind.PERCENT else None
            if governor is None or not moved(top):
                return Counted(end, amount.unit, *self._phrases.told(phrase, top), of=of)
            if phrase[1] and phrase[1][1] - end <= 24:
                end = phrase[1][1]
        return replace(self._governed(governor, amount, end, inside), of=of)

    def _governed(self, governor: "Token | None", amount: Amount, end: int, inside: "set[int]") -> Counted:
        """Return what an amount is the measure of, from the word above it."""
        if governor is not None and governor.i not in inside and self._is_unit(governor, amount):
            governor = self._subject(governor.head)
        if governor is None or governor.i in inside or governor.pos_ == "PRON" or self._is_unit(governor, amount):
            return Counted(end, amount.unit)
        if governor.pos_ == "VERB":
            return Counted(end, amount.unit, *self._doing(governor, inside))
        total = self._of_total(governor)
        counts = not amount.unit and total.i != governor.i and total.i not in inside
        unit = unit_of(total, self._words["states"]) if counts else amount.unit
        governor = governor if total.i in inside else total
        return Counted(end, unit, *self._phrases.of(governor, None, predicate=False, bar=inside))

    def _is_unit(self, noun: "Token", amount: Amount) -> bool:
        """Say whether a noun is itself the unit of a number: "16 cents to 34 cents higher at $17.42"."""
        if amount.unit == "magnitude":
            return False
        return (
            noun.pos_ in NOUNS
            and any(child.like_num for child in noun.children)
            and bool(self._units.fullmatch(noun.text))
        )

    def _governor(self, top: "Token", inside: "set[int]", kind: Kind) -> "Token | None":
        """Return the noun (or verb) whose measure an amount is."""
        head, edge = top.head, top.left_edge
        if kind is Kind.MONEY and edge.i and edge.nbor(-1).text == "(" and head.i < edge.i and not _thing(head):
            return None  # "Norvia ($240,000)": whose, not what
        if top.dep_ == "conj" and head.i not in inside:
            return self._governor(head, inside | {head.i}, kind) if head.dep_ != "conj" else None
        if head.i == top.i:
            return next((child for child in top.children if child.dep_ == "nsubj"), None)
        if (
            kind is Kind.MONEY
            and (head.lower_ != "of" or head.head.lower_ in self._words["totals"])
            and top.dep_ != "attr"
            and (thing := _preposition([top], ("in", "of", "for"), inside)) is not None
            and _thing(thing)
        ):
            return thing
        if top.dep_ in ("compound", "nmod", "nummod", "amod", "quantmod", "poss", "advmod") and head.pos_ in NOUNS:
            return head
        if top.dep_ == "pobj" or head.pos_ == "ADP":
            for_what = _preposition([head.head], ("in",), inside) if kind is Kind.MONEY else None
            if for_what is not None and for_what.i > top.i and _thing(for_what):
                return for_what
            return self._beyond(head.head, top)
        if head.lower_ == "worth":
            return head.head if head.head.pos_ in NOUNS else None
        if head.pos_ in NOUNS:
            return head
        if head.pos_ in ("VERB", "AUX", "ADJ", "ADV"):
            return self._of_verb(head, top, kind, inside)
        return None

    def _beyond(self, governor: "Token", top: "Token") -> "Token | None":
        """Return what stands before the preposition of an amount; of a verb its object, else its subject."""
        if governor.pos_ == "ADP":
            governor = governor.head
        if governor.pos_ in NOUNS:
            return governor
        if governor.pos_ in ("VERB", "AUX", "ADJ", "ADV"):
            return _argument(governor, ("dobj",), top) or self._subject(governor)
        return None

    def _of_verb(self, verb: "Token", top: "Token", kind: Kind, inside: "set[int]") -> "Token | None":
        if kind is Kind.MEASURE and top.dep_ == "npadvmod" and verb.lemma_.lower() not in self._words["moving"]:
            return None
        if kind is Kind.MONEY and top.dep_ == "dobj":
            things = [_preposition([verb], words, inside) for words in (("for", "on"), ("in",), ("to",))]
            thing = next((t for t in things if t is not None and t.i > top.i and _thing(t)), None)
            if thing is not None or any(t is not None and t.i > top.i for t in things[:2]):
                return thing if thing is not None else verb
        if top.dep_ == "dobj" and verb.lemma_.lower() in self._words["having"]:
            return self._subject(verb)
        bare = top.dep_ in ("nsubj", "nsubjpass")
        if bare or (kind is Kind.MONEY and top.dep_ == "dobj" and verb.lemma_.lower() not in self._words["amounting"]):
            return verb if verb.pos_ == "VERB" else None
        lemma = verb.lemma_.lower()
        if kind is Kind.MONEY and lemma in self._words["earning"] and self._pays(verb):
            return verb
        told = lemma in self._words["amounting"] or lemma in self._words["moving"]
        if kind is Kind.PERCENT and top.dep_ == "dobj" and not told and self._pays(verb):
            return verb
        return _argument(verb, ("dobj",), top) or self._subject(verb)

    def _pays(self, verb: "Token") -> bool:
        """Say whether its subject is somebody who earns or loses money, not a price or a share."""
        subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
        return subject is not None and (
            subject.ent_type_ in ("ORG", "PERSON", "GPE") or subject.lemma_.lower() in self._words["payers"]
        )

    def _subject(self, verb: "Token") -> "Token | None":
        """Return the subject of a verb, or of the verb or noun that it leans on."""
        for _ in range(3):
            found = _argument(verb, ("nsubj", "nsubjpass"), None)
            if found is not None:
                return found if found.pos_ != "PRON" else None
            if verb.dep_ in ("acl", "relcl") and verb.head.pos_ in NOUNS:
                return verb.head
            purpose = verb.dep_ == "advcl" and any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)
            if verb.dep_ not in ("xcomp", "conj", "aux") and not purpose:
                return None
            verb = verb.head
        return None

    def _of_total(self, noun: "Token") -> "Token":
        """Return what a "number" or "total" is of, else the noun itself."""
        if noun.lemma_.lower() in self._words["totals"]:
            thing = _preposition([noun], ("of", "for"), set())
            return thing if thing is not None else noun
        return noun

    def _doing(self, verb: "Token", inside: "set[int]") -> Words:
        """Return "investing in Norvia": the verb and where it goes, around the amount."""
        prep = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ in _TOWARDS and c.i > max(inside)), None)
        rest = short(prep) if prep is not None else []
        if verb.lower_ in self._hedging:  # "believed": it is what is believed that tells
            inner = next((child for child in verb.children if child.dep_ == "xcomp" and child.i > verb.i), None)
            return (inner.text, (inner.idx, inner.idx + len(inner))) if inner is not None else ("", None)
        return " ".join([verb.text, *(token.text for token in rest)]), None


def unit_of(noun: "Token", states: frozenset[str]) -> str:
    """Return the unit that a noun makes of a count: "people", or the noun in the singular."""
    counted = noun.lower_ in ("people", "persons", "person") or noun.lower_ in states
    return "people" if counted else _singular(noun)


def _singular(noun: "Token") -> str:
    lemma = noun.text[:-1] if noun.lower_.endswith("oses") else noun.lemma_  # the parser's lemma of "doses" is "dos"
    if noun.tag_ == "NNPS" and lemma == noun.text and lemma.endswith("s"):
        lemma = lemma[:-1]
    return lemma if noun.pos_ == "PROPN" else lemma.lower()


def moved(top: "Token") -> bool:
    """Say whether an amount is where something goes or stands: "raised to", "held at"."""
    prep = top.head
    return top.dep_ == "pobj" and prep.lower_ in ("to", "from", "at", "by") and prep.head.pos_ in ("VERB", "AUX")


def _preposition(heads: "Iterable[Token]", words: tuple[str, ...], inside: "set[int]") -> "Token | None":
    """Return the object of the first preposition of these under any of the heads."""
    for head in heads:
        for child in head.rights:
            if child.dep_ == "prep" and child.lower_ in words and child.i not in inside:
                found = next((c for c in child.children if c.dep_ == "pobj" and c.i not in inside), None)
                if found is not None:
                    return found
    return None


def _argument(verb: "Token", deps: tuple[str, ...], but: "Token | None") -> "Token | None":
    return next(
        (c for c in verb.children if c.dep_ in deps and c.pos_ in (*NOUNS, "PRON") and (but is None or c.i != but.i)),
        None,
    )


def _thing(noun: "Token") -> bool:
    """Say whether money can be for it: a noun that is no place, time or number."""
    return (
        noun.pos_ in NOUNS
        and noun.ent_type_ not in ("GPE", "LOC", "DATE", "TIME", "FAC", "PERSON", "NORP")
        and not re.match(r"\d", noun.text)
    )

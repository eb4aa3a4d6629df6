"""What an English figure counts or measures, from the parse of its sentence."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from writethru.enrich.numbers import forms
from writethru.enrich.numbers.amount import Amount, Kind
from writethru.enrich.numbers.counted import Counted
from writethru.enrich.numbers.hedges import Hedges
from writethru.enrich.numbers.lexicon import Lexicon
from writethru.enrich.numbers.phrases import Phrases, Words, short

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_NOUNS = ("NOUN", "PROPN")
_BEFORE_NOUN = ("ADJ", "ADV", "NOUN", "PROPN", "NUM", "PUNCT")
_TOWARDS = ("in", "into", "for", "on", "to", "at", "from")


class Parsed:
    """A parsed passage, asked about its amounts. Laid out once, in O(tokens)."""

    def __init__(self, doc: "Doc", text: str, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self.doc, self._text = doc, text  # the text of a doc is put together anew each time it is asked for
        self._starts = [token.idx for token in doc]
        self._words = {name: frozenset(words) for name, words in lexicon.data["english"].items()}
        self._words["definite"] = frozenset(lexicon.data["refuse"]["definite"])
        self._scales = lexicon.scales
        self._unit_words = lexicon.unit
        self._ranked = re.compile(lexicon.data["ordinal"]["ranked"])
        self._lengths = frozenset(lexicon.data["length"])
        self._hedging = frozenset(lexicon.data["hedges"]["verbs"])
        self._phrases, self._hedges = Phrases(doc, text, self._words), Hedges(doc, lexicon.data["hedges"])

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
            found = self._measure(amount, whole, top)
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
            return self._others(amount, noun)
        if self._idle(amount, noun):
            return None
        unit = self._unit(noun)
        if noun.tag_ == "NN" and noun.lower_ in self._words["changes"]:  # "a 279,000 increase": not counted but told of
            return Counted(amount.end, "", *self._phrases.of(noun, None, predicate=False))
        if unit == "point":
            whole = [self.doc[i] for i in range(number[0].i, noun.i + 1)]
            return replace(self._measure(replace(amount, kind=Kind.POINTS), whole, _top(whole)), end=noun.idx + len(noun), unit=unit)
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
            return Counted(words[1][1], self._unit(after), *words)
        return Counted(amount.end, "people", *words) if after.lower_ in self._words["states"] else Counted(amount.end, "")

    def _others(self, amount: Amount, noun: "Token") -> Counted | None:
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
            return noun and Counted(amount.end, self._unit(noun), *self._phrases.of(noun, None, predicate=False))
        end = last + 1
        while end < len(doc) and end - last <= 6 and doc[end].pos_ in _BEFORE_NOUN:
            if doc[end].pos_ == "PUNCT" and doc[end].text != "-":
                break
            end += 1
        noun = next((doc[i] for i in range(end - 1, last, -1) if doc[i].pos_ in _NOUNS), None)
        if noun is None:
            told = not amount.spelled or self._text[amount.last : amount.last + 1] == "-" or self._ranked.search(self._text, max(0, amount.first - 16), amount.first)
            return Counted(amount.end, "") if told else None
        if noun.pos_ == "PROPN" or doc[last + 1].text[:1].isupper():
            return None
        start = next((i for i in range(last + 1, noun.i + 1) if doc[i].pos_ != "PUNCT"), noun.i)
        return Counted(noun.idx + len(noun), self._unit(noun), *self._phrases.of(noun, start, predicate=False))

    def _share(self, amount: Amount, number: "list[Token]", top: "Token") -> Counted:
        """Return what a fraction is a share of, or the noun that it is the measure of."""
        noun = self._noun(number[-1])
        if noun is None:
            return self._measure(amount, number, top)
        if noun.pos_ == "PRON":
            found = self._of_pronoun(amount, noun) or Counted(amount.end, "")
            return replace(found, unit=amount.unit, of=(noun.idx, noun.idx + len(noun)))
        of = noun.left_edge.idx if noun.left_edge.i > number[-1].i else noun.idx, noun.idx + len(noun)
        words = self._phrases.of(noun, self._phrases.after(number[-1], noun), predicate=False)
        if self.doc[number[-1].i + 1].lower_ == "of" and _moved(top):
            return replace(self._measure(amount, number, top), of=of)
        if self.doc[number[-1].i + 1].lower_ != "of":
            words = self._text[words[1][0] : of[1]] if words[1] else noun.text, words[1] and (words[1][0], of[1])
        return Counted(amount.end, amount.unit, *words, of=of)

    def _unit(self, noun: "Token") -> str:
        counted = noun.lower_ in ("people", "persons", "person") or noun.lower_ in self._words["states"]
        return "people" if counted else _singular(noun)

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
            if head.i > last.i and head.pos_ in _NOUNS and not _broken(doc[nexts : head.i]):
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
        head = noun.head if noun.head.i > noun.i and noun.head.pos_ in _NOUNS else None
        end = noun.idx + len(noun)
        return (
            Counted(end, unit, head.text, (head.idx, head.idx + len(head))) if head is not None else Counted(end, unit)
        )

    def _bare(self, amount: Amount, number: "list[Token]", top: "Token") -> Counted | None:
        """Read a number without a noun: "60 injured", "killed three", "the number of dead at 212"."""
        last = number[-1]
        after = self.doc[last.i + 1] if last.i + 1 < len(self.doc) else None
        if after is not None and after.lower_ in self._words["fractions"]:
            return None
        if after is not None and after.tag_ == "VBG" and after.dep_ == "acl":
            done = [after, *(t for t in self.doc[after.i + 1 : after.i + 3] if t.head.i == after.i and t.dep_ == "dobj")]
            end = done[-1].idx + len(done[-1])
            return Counted(amount.end, "", self._text[after.idx : end], (after.idx, end))
        near = [after, number[0].head, top.head]
        state = next((t for t in near if t is not None and t.lower_ in self._words["states"]), None)
        if state is not None:
            return Counted(amount.end, "people", state.text, (state.idx, state.idx + len(state)))
        if amount.spelled and not amount.qualifier and amount.high < 13:
            return None
        if top.dep_ not in ("dobj", "nsubj", "nsubjpass", "pobj", "attr", "conj", "ROOT", "oprd", "npadvmod", "appos"):
            return None
        found = self._measure(amount, number, top)
        if found.what.lower() in self._words["states"]:
            return replace(found, unit="people")
        return found

    def _idle(self, amount: Amount, noun: "Token") -> bool:
        """Say whether small number words only point ("the two sides", "one of the reasons")."""
        if not amount.spelled or amount.qualifier or amount.scaled or amount.high > 12:
            return False
        lemma = noun.lemma_.lower()
        if lemma in self._words["idle"]:
            return True
        if amount.high == 1:
            return lemma not in self._words["persons"] or noun.head.lower_ == "of"
        pointed = any(child.lower_ in self._words["definite"] for child in noun.children if child.i < noun.i)
        return pointed and amount.high == 2

    # Money, percent, measures: "raised the road budget to 2.8 percent of output".

    def _measure(self, amount: Amount, whole: "list[Token]", top: "Token") -> Counted:
        inside = {token.i for token in whole}
        end = amount.end
        part = _preposition(whole, ("of",), inside) if amount.kind in (Kind.PERCENT, Kind.MEASURE) else None
        kind = Kind.MONEY if amount.unit == "cent" else amount.kind
        governor = self._governor(top, inside, kind)
        of = None
        if part is not None:
            phrase = self._phrases.of(part, self._phrases.after(whole[-1], part), predicate=False)
            of = (part.left_edge.idx, part.idx + len(part)) if amount.kind is Kind.PERCENT else None
            if governor is None or not _moved(top):
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
        unit = self._unit(total) if counts else amount.unit
        governor = governor if total.i in inside else total
        return Counted(end, unit, *self._phrases.of(governor, None, predicate=False, bar=inside))

    def _is_unit(self, noun: "Token", amount: Amount) -> bool:
        """Say whether a noun is itself the unit of a number: "16 cents to 34 cents higher at $17.42"."""
        if amount.unit == "magnitude":
            return False
        return noun.pos_ in _NOUNS and any(child.like_num for child in noun.children) and bool(
            self._unit_words.fullmatch(noun.text)
        )

    def _governor(self, top: "Token", inside: "set[int]", kind: Kind) -> "Token | None":
        """Return the noun (or verb) whose measure an amount is."""
        head = top.head
        if top.dep_ == "conj" and head.i not in inside:
            return self._governor(head, inside | {head.i}, kind) if head.dep_ != "conj" else None
        if head.i == top.i:
            return next((child for child in top.children if child.dep_ == "nsubj"), None)
        if (
            kind is Kind.MONEY
            and head.lower_ != "of"
            and top.dep_ != "attr"
            and (thing := _preposition([top], ("in", "of", "for"), inside)) is not None
            and _thing(thing)
        ):
            return thing
        if top.dep_ in ("compound", "nmod", "nummod", "amod", "quantmod", "poss", "advmod") and head.pos_ in _NOUNS:
            return head
        if top.dep_ == "pobj" or head.pos_ == "ADP":
            return self._beyond(head.head, top)
        if head.lower_ == "worth":
            return head.head if head.head.pos_ in _NOUNS else None
        if head.pos_ in _NOUNS:
            return head
        if head.pos_ in ("VERB", "AUX", "ADJ", "ADV"):
            return self._of_verb(head, top, kind, inside)
        return None

    def _beyond(self, governor: "Token", top: "Token") -> "Token | None":
        """Return what stands before the preposition of an amount; of a verb its object, else its subject."""
        if governor.pos_ == "ADP":
            governor = governor.head
        if governor.pos_ in _NOUNS:
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
        if kind is Kind.MONEY and verb.lemma_.lower() in self._words["earning"] and self._pays(verb):
            return verb
        return _argument(verb, ("dobj",), top) or self._subject(verb)

    def _pays(self, verb: "Token") -> bool:
        """Say whether its subject is somebody who earns or loses money, not a price or a share."""
        subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
        return subject is not None and (subject.ent_type_ in ("ORG", "PERSON", "GPE") or subject.lemma_.lower() in self._words["payers"])

    def _subject(self, verb: "Token") -> "Token | None":
        """Return the subject of a verb, or of the verb or noun that it leans on."""
        for _ in range(3):
            found = _argument(verb, ("nsubj", "nsubjpass"), None)
            if found is not None:
                return found if found.pos_ != "PRON" else None
            if verb.dep_ in ("acl", "relcl") and verb.head.pos_ in _NOUNS:
                return verb.head
            purpose = verb.dep_ == "advcl" and any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)
            if verb.dep_ not in ("xcomp", "conj", "aux") and not purpose:
                return None
            verb = verb.head
        return None

    def _of_total(self, noun: "Token") -> "Token":
        """Return what a "number" or "total" is of, else the noun itself."""
        if noun.lemma_.lower() in self._words["totals"]:
            thing = _preposition([noun], ("of",), set())
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


def _top(tokens: "Sequence[Token]") -> "Token":
    inside = {token.i for token in tokens}
    tops = [token for token in tokens if token.head.i not in inside or token.head.i == token.i]
    return next((token for token in reversed(tops) if token.pos_ != "PUNCT"), tokens[-1])


def _named(first: "Token", amount: Amount) -> bool:
    """Say whether digits are part of a name: "Flight 712", "Apollo 11"."""
    if amount.spelled or amount.qualifier or amount.scaled or first.i == 0 or "," in first.text:
        return False
    before = first.nbor(-1)
    if not before.text[:1].isupper() or before.pos_ not in _NOUNS or before.is_sent_start:
        return before.text[:1].isupper() and before.pos_ == "PROPN" and first.head.i == before.i
    return first.head.i <= first.i


def _broken(tokens: "Iterable[Token]") -> bool:
    """Say whether something stands between a number and a noun that cannot stand within a noun phrase."""
    return any(
        token.text in (",", ";", ":", "(", ")", "—")
        or token.pos_ == "AUX"
        or token.tag_ in ("VB", "VBD", "VBP", "VBZ")
        or (token.tag_ == "VBG" and token.dep_ in ("acl", "advcl", "ROOT", "pcomp"))
        for token in tokens
    )


def _singular(noun: "Token") -> str:
    lemma = noun.lemma_
    if noun.tag_ == "NNPS" and lemma == noun.text and lemma.endswith("s"):
        lemma = lemma[:-1]
    return lemma if noun.pos_ == "PROPN" else lemma.lower()


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
        (c for c in verb.children if c.dep_ in deps and c.pos_ in (*_NOUNS, "PRON") and (but is None or c.i != but.i)),
        None,
    )


def _moved(top: "Token") -> bool:
    """Say whether an amount is where something goes or stands: "raised to", "held at"."""
    prep = top.head
    return top.dep_ == "pobj" and prep.lower_ in ("to", "from", "at", "by") and prep.head.pos_ in ("VERB", "AUX")


def _thing(noun: "Token") -> bool:
    """Say whether money can be for it: a noun that is no place, time or number."""
    return (
        noun.pos_ in _NOUNS
        and noun.ent_type_ not in ("GPE", "LOC", "DATE", "TIME", "FAC", "PERSON", "NORP")
        and not re.match(r"\d", noun.text)
    )

"""What words that say how far a deed has come govern: "refused | to meet Low", "called on Norvia | to withdraw"."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from writethru.enrich.deeds.lexicon import Operator, lexicon
from writethru.enrich.deeds.sheet import Sheet, child, governed, said

if TYPE_CHECKING:
    from spacy.tokens import Token

_NOUNS = frozenset({"NOUN", "PROPN"})
_PREPOSITIONS = ("to", "on", "upon", "of", "for")
_ON = frozenset({"on", "upon"})
_TO_NOUN = frozenset({"acl", "relcl", "xcomp", "advcl"})
_TO_VERB = frozenset({"xcomp", "ccomp", "advcl", "acl"})
_SHOULD = frozenset({"should", "must", "be", "ought"})
_IS = frozenset({"will", "would", "can", "could", "may", "might", "do", "did", "does"})
_MODAL = frozenset({"should", "must", "will", "would", "shall", "be", "to", "ought"})


@dataclass(frozen=True, slots=True)
class Governed:
    """What an operator governs: the word that heads it, and who is told or asked to do it."""

    head: "Token"
    told: "Token | None" = None


def operator_of(sheet: Sheet, token: "Token") -> Operator | None:
    """Return how a word says that a deed stands, if it does."""
    lemma, words = sheet.lemmas[token.i], lexicon()
    if token.pos_ == "VERB":
        summons = lemma == "call" and child(token, "dobj") is not None  # "called a meeting to", "called him a liar"
        return None if summons else words.operators.get(lemma)
    if token.pos_ == "NOUN":
        return words.noun_operators.get(lemma)
    if token.pos_ in {"ADJ", "VERB"} or token.tag_ == "VBN":
        return words.adjectives.get(token.lower_) if token.dep_ in {"acomp", "ROOT", "amod", "ccomp", "conj"} else None
    return None


def complement(sheet: Sheet, token: "Token", use: Operator) -> Governed | None:
    """Return what an operator governs, or None where it governs nothing of its kind. O(children)."""
    found = _complement(sheet, token, use)
    if found is None:
        return None
    head = _thick(sheet, found.head)
    if head.i != found.head.i:  # "the idea of Norvia sending an envoy"
        doing = next((c for t in (head, found.head) for c in t.rights if c.dep_ == "acl" and c.tag_ == "VBG"), None)
        if doing is not None and doing.i > head.i:
            return Governed(doing, head)
    return Governed(head, found.told or _subject(head))


def _complement(sheet: Sheet, token: "Token", use: Operator) -> Governed | None:
    told = _told(token) if use.orders else None
    return _clause(token, use, told) or _behind(sheet, token, use, told) or _object(token, use, told)


def _clause(token: "Token", use: Operator, told: "Token | None") -> Governed | None:
    """Return an infinitive, a gerund or a clause with "that" which an operator governs."""
    infinitives = _TO_NOUN if token.pos_ == "NOUN" else _TO_VERB
    if use.name == "propose" and child(token, "nsubjpass") is not None:
        return None  # "was proposed to end the war": that is what for
    for part in token.rights:
        if "infinitive" in use.follows and _infinitive(part) and part.dep_ in infinitives:
            return Governed(part, told or _subject(part))
        if "gerund" in use.follows and part.tag_ == "VBG" and part.dep_ in {"xcomp", "ccomp", "pcomp"}:
            return Governed(part)
        if "that" in use.follows and part.dep_ in {"ccomp", "acl"} and _willed(part, use):
            return Governed(part)
    return None


def _behind(sheet: Sheet, token: "Token", use: Operator, told: "Token | None") -> Governed | None:
    """Return what stands behind one of an operator's prepositions: "called for talks", not "called for Friday"."""
    for preposition in (p for p in _PREPOSITIONS if p in use.follows):
        for part in governed(token, preposition):
            dated = any(first <= part.i < last for _, (first, last) in sheet.dates)
            if preposition in _ON and use.name == "ask" and _purpose(part) is None:
                continue  # "called on Low", who is not told to do anything
            if not dated and (told is None or part.i != told.i or _purpose(part) is not None):
                return _with_purpose(part, use, told)
    return None


def _object(token: "Token", use: Operator, told: "Token | None") -> Governed | None:
    """Return the object of an operator, or the clause of the verb that carries its noun: "renewed its demand that"."""
    if token.pos_ == "NOUN" and "that" in use.follows and token.dep_ == "dobj":
        clause = next((c for c in token.head.rights if c.dep_ == "ccomp" and _willed(c, use)), None)
        if clause is not None:
            return Governed(clause)
    part = child(token, "dobj", "nsubjpass") if "object" in use.follows else None
    return _with_purpose(part, use, told) if part is not None else None


def _with_purpose(part: "Token", use: Operator, told: "Token | None") -> Governed:
    """Take "Low to visit" as what Low is asked to do; else the noun is what is asked."""
    inside = _purpose(part)
    if inside is not None and use.orders:
        return Governed(inside, part)
    return Governed(part, told if told is not None and told.i != part.i else None)


def _purpose(part: "Token") -> "Token | None":
    return next((c for c in part.rights if c.dep_ in {"acl", "relcl"} and _infinitive(c)), None)


def _infinitive(part: "Token") -> bool:
    return part.tag_ == "VB" and any(c.lower_ == "to" and c.dep_ == "aux" for c in part.children)


def _willed(part: "Token", use: Operator) -> bool:
    """Say whether a clause tells what is to be, not what is: "demanded that they leave", "agreed they should"."""
    helpers = {c.lower_ for c in part.children if c.dep_ in {"aux", "auxpass"}}
    if use.plover == "REQUEST" or use.other == "REQUEST":  # the subjunctive, which looks like the present tense
        return bool(helpers & _SHOULD) or (part.text == part.lemma_ and not helpers & _IS)
    return bool(helpers & _MODAL) or (part.tag_ == "VB" and not helpers & {"do", "did", "does"})


def _told(token: "Token") -> "Token | None":
    """Return who is told: "asked Low to", "called on Low to", "an appeal to Low", "was ordered to"."""
    if token.pos_ != "NOUN":
        direct = child(token, "dobj", "dative", "nsubjpass")
        if direct is not None and direct.pos_ in {"NOUN", "PROPN", "PRON"}:
            return direct
    for prep in ("on", "upon", "to", "with") if token.pos_ != "NOUN" else ("to",):
        if (who := next(iter(governed(token, prep)), None)) is not None:
            return who
    return None


def _subject(part: "Token") -> "Token | None":
    """Return who is to do it: the subject of a clause, or whose deed a noun is ("proposed Norvia's withdrawal")."""
    return child(part, "nsubj", "nsubjpass") if part.pos_ in {"VERB", "AUX"} else child(part, "poss")


def _thick(sheet: Sheet, head: "Token") -> "Token":
    """Go through nouns that only introduce what is meant: "the idea of sending", "a plan to send"."""
    if head.pos_ not in _NOUNS or not said(sheet.lemmas[head.i], "thin"):
        return head
    meant = [*governed(head, "of", "for"), *(c for c in head.rights if c.dep_ == "acl")]
    return meant[0] if meant else head

"""Whether a deed was done, is to be done, must be done, or only may be: aspect, tense, negation and mood."""

from enum import Enum, auto
from typing import TYPE_CHECKING

from writethru.enrich.deeds.sheet import Sheet, child, said

if TYPE_CHECKING:
    from spacy.tokens import Token

_PRESENT = frozenset({"VB", "VBP", "VBZ"})
_DEEP = 5  # verbs that are climbed


class Mood(Enum):
    """How a verb presents what it names."""

    DONE = auto()
    NOT_DONE = auto()
    AHEAD = auto()  # will be done
    NEVER = auto()  # will not be done
    DUE = auto()  # must be done
    OPEN = auto()  # may be, would be, is asked whether it is


def mood(sheet: Sheet, verb: "Token", depth: int = 0) -> Mood:
    """Return how a verb presents what it names, asking the verbs above it where it leaves that to them."""
    if depth > _DEEP or _asked(sheet, verb) or _conditional(verb):
        return Mood.OPEN
    helpers = {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}
    denied = any(c.dep_ == "neg" or c.lower_ in {"never", "neither"} for c in verb.children) or _nobody(verb)
    if verb.dep_ in {"ccomp", "xcomp"} and verb.head.i != verb.i and _doubted(sheet, verb.head):
        return Mood.OPEN
    if (modal := _modal(sheet, verb, helpers)) is not None:
        return {Mood.AHEAD: Mood.NEVER}.get(modal, Mood.OPEN) if denied else modal
    denied = denied or any(c.lower_ == "no" for o in verb.children if o.dep_ == "dobj" for c in o.children)
    if "to" in helpers:
        return Mood.OPEN if denied else _infinitive(sheet, verb, depth)
    if denied:
        return Mood.NOT_DONE
    if verb.tag_ == "VBG" and not helpers & {"is", "are", "was", "were", "been", "be", "'s", "’s", "'re", "’re"}:
        return _gerund(sheet, verb, depth)
    if verb.tag_ == "VBN" and not helpers:
        return _participle(sheet, verb, depth)
    if verb.tag_ == "VB" and not helpers:
        above = verb.head
        return mood(sheet, above, depth + 1) if verb.dep_ == "conj" and above.i != verb.i else Mood.OPEN
    return Mood.OPEN if _claimed(sheet, verb) else Mood.DONE


def _claimed(sheet: Sheet, verb: "Token") -> bool:
    """Say whether a verb stands in what is only alleged: "charges that they agreed to it and sent troops"."""
    while verb.dep_ == "conj" and verb.head.pos_ == "VERB":
        verb = verb.head
    inside = verb.dep_ in {"acl", "ccomp", "relcl"} and said(sheet.lemmas[verb.head.i], "claims")
    return inside and child(verb, "mark") is not None


def _asked(sheet: Sheet, verb: "Token") -> bool:
    sentence = verb.sent
    at = sentence.end - 1
    while at > sentence.start and (sheet.doc[at].is_space or sheet.doc[at].text in '”")'):
        at -= 1
    return sheet.doc[at].text == "?"


def _conditional(verb: "Token") -> bool:
    at = verb
    for _ in range(_DEEP):
        for mark in at.children:
            if mark.dep_ in {"mark", "advmod"} and mark.i < at.i:
                if said(mark.lower_, "marks") and not (mark.i and mark.nbor(-1).lower_ == "even"):
                    return True
                if said(mark.lower_, "waits") and at.tag_ in _PRESENT:
                    return True
        if at.dep_ not in {"conj", "xcomp", "pcomp"} or at.head.i == at.i:
            return False
        at = at.head
    return False


def _nobody(verb: "Token") -> bool:
    who = child(verb, "nsubj", "nsubjpass")
    return who is not None and (
        who.lower_ in {"nobody", "none", "neither"}
        or any(c.lower_ in {"no", "neither", "not", "few"} for c in who.subtree if c.i < who.i)
    )


def _modal(sheet: Sheet, verb: "Token", helpers: set[str]) -> Mood | None:
    who = child(verb, "nsubj", "nsubjpass")
    for word in helpers:
        if word == "should" and who is not None and any(c.lower_ == word and c.i < who.i for c in verb.children):
            return Mood.OPEN  # "should they leave, …"
        if said(word, "must"):
            return Mood.DUE
        if said(word, "will"):
            return Mood.AHEAD
        if said(word, "can"):
            return Mood.OPEN
        if said(word, "would"):
            return Mood.AHEAD if sheet.voice(verb) is not None and "have" not in helpers else Mood.OPEN
    if helpers & {"do", "does", "did"} and verb.tag_ == "VB":
        return None
    return Mood.AHEAD if verb.tag_ == "VBG" and "going" in helpers else None


def _infinitive(sheet: Sheet, verb: "Token", depth: int) -> Mood:
    """Read "began to withdraw", "is to visit", "had to leave", "is going to meet"."""
    above = verb.head
    named = verb.dep_ == "acl" and above.dep_ == "ROOT"  # "Moor to visit Lund"
    if above.i == verb.i or (named and sheet.present):
        return Mood.AHEAD if sheet.present else Mood.OPEN
    lemma = sheet.lemmas[above.i]
    if lemma == "be" and verb.dep_ == "xcomp":
        return Mood.AHEAD
    if lemma in {"have", "need"} and verb.dep_ == "xcomp":
        return Mood.DUE if above.tag_ != "VBD" else Mood.OPEN
    if lemma == "go" and above.tag_ == "VBG":
        return Mood.AHEAD
    if said(lemma, "onward") and verb.dep_ == "xcomp":
        return mood(sheet, above, depth + 1)
    if verb.dep_ == "conj":
        return mood(sheet, above, depth + 1)
    return Mood.OPEN


def _gerund(sheet: Sheet, verb: "Token", depth: int) -> Mood:
    above = verb.head
    if above.i == verb.i:
        return Mood.OPEN
    if verb.dep_ == "pcomp":
        if above.lower_ in {"after", "since"}:
            return Mood.DONE
        return mood(sheet, above.head, depth + 1) if above.lower_ in {"by", "in", "while"} else Mood.OPEN
    if verb.dep_ in {"advcl", "conj"} or (verb.dep_ == "xcomp" and said(sheet.lemmas[above.i], "onward")):
        return mood(sheet, above, depth + 1) if above.pos_ in {"VERB", "AUX"} else Mood.OPEN
    return Mood.DONE if verb.dep_ == "acl" and above.pos_ != "VERB" else Mood.OPEN


def _participle(sheet: Sheet, verb: "Token", depth: int) -> Mood:
    above = verb.head
    if verb.dep_ == "conj" and above.pos_ in {"VERB", "AUX"}:
        return mood(sheet, above, depth + 1)
    if verb.dep_ == "ROOT" or sheet.scope == "headline":
        return Mood.DONE
    return Mood.DONE if verb.dep_ in {"acl", "advcl"} else Mood.OPEN


def _doubted(sheet: Sheet, above: "Token") -> bool:
    return said(sheet.lemmas[above.i], "doubts")


def habitual(verb: "Token") -> bool:
    """Say whether a verb tells what is done again and again: "lend money", "is assisted by"."""
    helpers = {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}
    if not helpers:
        return verb.tag_ in {"VBP", "VBZ"}
    return verb.tag_ == "VBN" and bool(helpers & {"is", "are"}) and not helpers & {"been", "being"}

"""What only looks like a report of a statement: hypothetical, asked, wished for, denied, or said by a thing."""

from typing import TYPE_CHECKING

from writethru.enrich.speech.cues import lexicon
from writethru.enrich.speech.reading import Reading, antecedent, clauses, subject

if TYPE_CHECKING:
    from spacy.tokens import Token

SURE = 0.8
"""The weight from which a cue stands for a statement by itself."""

_LONG = 7  # letters from which the ending of a noun tells that it is an abstract one
_PRESENT = frozenset({"VB", "VBP", "VBZ"})
_LETTING = frozenset({"allow", "let", "permit", "enable", "help"})
_WAITS = frozenset({"until", "once"})  # with a past tense these tell what happened
_DECLINING = frozenset(
    {"say", "comment", "discuss", "elaborate", "confirm", "disclose", "reveal", "specify", "identify", "answer"}
)


def unsaid(reading: Reading, verb: "Token") -> bool:
    """Say whether a cue does not tell that something was said: "if he agrees", "could say", "did not say"."""
    return _asked(reading, verb) or _nobody(verb) or _denied(verb) or _open(verb) or _shows(verb) or _provided(verb)


def declined(verb: "Token") -> bool:
    """Say whether somebody would not say something: that is a refusal, and it happened."""
    aux = {c.lower_ for c in clauses(verb, "aux")}
    return verb.lemma_ in _DECLINING and _negated(verb) and bool(aux & {"would", "wo", "could"})


def mute(noun: "Token") -> bool:
    """Say whether a noun names a thing or a happening that does not speak; papers, bodies and people do."""
    words, lemma = lexicon(), noun.lemma_.lower()
    if noun.pos_ != "NOUN" or lemma in words.papers or lemma in words.voices:
        return False
    return lemma in words.mute or (len(lemma) > _LONG and lemma.endswith(words.abstract))


def sure(lemma: str) -> bool:
    """Say whether a verb stands for a statement by itself in one of its uses."""
    return any(use.weight >= SURE for use in lexicon().verbs.get(lemma, ()))


def _asked(reading: Reading, verb: "Token") -> bool:
    """Say whether the verb stands in a question that is not quoted."""
    if reading.inside[verb.i] >= 0:
        return False
    first, last = reading.sentence(verb)
    while last > first and (reading.doc[last - 1].is_space or reading.doc[last - 1].text in ")]"):
        last -= 1
    return last > first and reading.doc[last - 1].text == "?" and reading.inside[last - 1] < 0


def _nobody(verb: "Token") -> bool:
    for who in clauses(verb, "nsubj"):
        if who.lower_ in lexicon().nobody or any(
            c.lower_ in {"no", "neither", "whichever"} for c in who.children if c.i < who.i
        ):
            return True
    return False


def _negated(verb: "Token") -> bool:
    return any(c.dep_ == "neg" or (c.dep_ == "preconj" and c.lower_ == "neither") for c in verb.children)


def _denied(verb: "Token") -> bool:
    """Say whether it was not said; "does not believe" tells a belief all the same."""
    return _negated(verb) and sure(verb.lemma_.lower())


def _shows(verb: "Token") -> bool:
    """Say whether it is people or a deed that show something: papers show it in words."""
    if verb.lemma_ not in lexicon().showing:
        return False
    who = subject(verb)
    return who is None or antecedent(who).lemma_.lower() not in lexicon().papers


def _provided(verb: "Token") -> bool:
    """Say whether a participle only opens a condition: "three weeks, assuming the ferry runs"."""
    return verb.lower_ in lexicon().provided and verb.dep_ in {"advcl", "prep"}


def _open(verb: "Token") -> bool:
    """Say whether it is left open that it was said, going up from the verb to what governs it."""
    words, at = lexicon(), verb
    if verb.i > 1 and verb.nbor(-1).lower_ == "to" and verb.nbor(-2).lower_ == "yet":
        return True
    for _ in range(5):
        if any(c.lower_ in words.modals for c in clauses(at, "aux") if c.i < at.i):
            return True
        marks = {c.lower_ for c in clauses(at, "mark", "advmod")} & words.marks
        if marks - _WAITS or (marks and at.tag_ in _PRESENT):
            return True
        head = at.head
        if head == at or at.dep_ not in {"conj", "xcomp", "ccomp"}:
            return False
        if at.dep_ == "ccomp" and at.tag_ == "VB" and head.i < at.i and head.lemma_ in _LETTING:
            return True  # "would allow them to say": nobody has said it yet
        if at.dep_ == "ccomp":
            return head.i < at.i and (head.lemma_ in words.hopes or _denied(head))
        if at.dep_ == "conj" and at.tag_ not in _PRESENT:
            return False  # "would not wait and left": a finite verb of its own
        at = head
    return False

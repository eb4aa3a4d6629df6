"""Indirect statements: a verb of saying with a clause, an infinitive, an object or a preposition."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from writethru.enrich.speech.cues import Cue, lexicon
from writethru.enrich.speech.draft import Draft
from writethru.enrich.speech.drafting import make
from writethru.enrich.speech.frames import governed, infinitive
from writethru.enrich.speech.reading import Reading, clauses, hyphened
from writethru.enrich.speech.unsaid import SURE

if TYPE_CHECKING:
    from spacy.tokens import Token

_GOING_ON = frozenset({"continue", "begin", "start", "go", "use", "have", "come", "proceed", "appear", "seem"})


def indirect(reading: Reading) -> Iterator[Draft]:
    """Yield what the verbs of a passage report. O(tokens)."""
    verbs = lexicon().verbs
    for i, lemma in enumerate(reading.lemmas):
        uses = verbs.get(lemma)
        if uses is None:
            continue
        token = reading.doc[i]
        if token.pos_ not in {"VERB", "AUX"} or _no_statement(token):
            continue
        if draft := _read(reading, token, uses):
            yield draft


def _no_statement(verb: "Token") -> bool:
    """Say whether a verb of saying only modifies, orders or names a purpose: nobody has said anything yet."""
    dep, tag = verb.dep_, verb.tag_
    if dep in {"amod", "compound"} or hyphened(verb):
        return True
    if tag in {"VBN", "VBD"} and dep == "acl" and not clauses(verb, "agent", "xcomp"):
        return True
    asked = verb.is_sent_start or (verb.i > 0 and verb.nbor(-1).lower_ in {"when", "if", "once"})
    if tag == "VBN" and dep in {"advcl", "ccomp"} and asked:
        return True  # "Asked to describe it, Moor said": he was asked
    if tag == "VBN" and infinitive(verb) and dep not in {"xcomp", "ROOT"}:
        return True  # "a film to be called": nobody has called it so
    if tag != "VB":
        return False
    while verb.dep_ == "conj" and verb.head.tag_ == "VB" and not clauses(verb, "nsubj", "aux"):
        verb, dep = verb.head, verb.head.dep_  # "meets to inform and advise them": both are what it meets for
    if infinitive(verb):
        return dep in {"acl", "advcl", "relcl"} or (dep == "xcomp" and verb.head.lemma_ not in _GOING_ON)
    return not clauses(verb, "nsubj", "aux", "nsubjpass") and dep not in {"conj", "xcomp", "ccomp"}


def _read(reading: Reading, verb: "Token", uses: tuple[Cue, ...]) -> Draft | None:
    children = list(verb.children)
    passive = any(c.dep_ in {"auxpass", "nsubjpass"} for c in children)
    for use in uses:
        if use.particle and not any(c.lower_ == use.particle for c in children):
            continue
        if use.weight < SURE and (infinitive(verb) or verb.dep_ == "acl"):
            continue  # "to support the bill" is mostly what is to be done, "a way of knowing it" what is thought
        if found := governed(reading, verb, use, in_passive=passive):
            return make(reading, verb, use, found, passive=passive)
    return None

"""Statements without a verb of saying: "according to", nouns ("her warning that"), adjectives ("sure that")."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from writethru.enrich.speech.cues import lexicon
from writethru.enrich.speech.draft import Draft
from writethru.enrich.speech.drafting import name_speaker
from writethru.enrich.speech.reading import Reading, clauses, subject
from writethru.model import Span, StatementKind

if TYPE_CHECKING:
    from spacy.tokens import Token

_NOUN, _ADJECTIVE, _ACCORDING = 0.7, 0.65, 0.9
_OF_NOUNS = frozenset({"announcement", "denial", "rejection", "criticism", "support", "acceptance"})
_FOR_NOUNS = frozenset({"call", "request", "appeal", "plea", "demand", "support", "plan"})


def nominal(reading: Reading) -> Iterator[Draft]:
    """Yield what nouns, adjectives and "according to" report. O(tokens)."""
    words = lexicon()
    for i, lemma in enumerate(reading.lemmas):
        if reading.inside[i] >= 0 or lemma not in words.nominal:
            continue
        token, draft = reading.doc[i], None
        if lemma in {"accord", "according"}:
            draft = _according(reading, token)
        elif token.pos_ == "NOUN" and lemma in words.nouns:
            draft = _noun(reading, token, words.nouns[lemma])
        elif token.pos_ == "ADJ" and lemma in words.adjectives:
            draft = _adjective(reading, token)
        elif lemma in words.hearsay_adverbs:
            draft = _hearsay(reading, token)
        if draft and draft.settle():
            yield draft


def _according(reading: Reading, token: "Token") -> Draft | None:
    doc = reading.doc
    if token.i + 2 >= len(doc) or doc[token.i + 1].lower_ != "to":
        return None
    first, last = reading.sentence(token)
    to = doc[token.i + 1]
    who = next((c for c in to.children if c.dep_ == "pobj"), None) or doc[token.i + 2]
    end = _source_end(reading, who, token, last)
    if token.i == first or token.is_sent_start:
        stretches = [(end, last)]
    else:
        stretches = [(first, token.i)]
        if end < last and doc[end].text in {",", "—"} and last - end > 3:
            stretches.append((end, last))
    content = [s for a, b in stretches if (s := reading.span(*reading.widen(a, b)))]
    speaker = reading.span(token.i + 2, end)
    if not content or not speaker:
        return None
    cue = [Span(reading.word(token).start, reading.word(to).end)]
    draft = Draft(reading.number, reading.scope, content, StatementKind.SAID, cue, speaker, verb=token.i)
    draft.head, draft.confidence = reading.word(who), _ACCORDING
    return draft


def _source_end(reading: Reading, who: "Token", token: "Token", last: int) -> int:
    """Return where the name of the source ends: before a comma that the sentence goes on after."""
    end = min(who.right_edge.i + 1, last)
    if token.is_sent_start:
        for i in range(who.i + 1, end):
            if reading.inside[i] >= 0 or (reading.doc[i].text in {",", ":"} and reading.doc[i].head.i < token.i + 2):
                return i
    return max(end, min(token.i + 3, last))


def _noun(reading: Reading, noun: "Token", kind: StatementKind) -> Draft | None:
    clause = _noun_content(noun)
    if clause is None:
        return None
    content = reading.span(*reading.widen(*clause))
    if content is None:
        return None
    draft = Draft(reading.number, reading.scope, [content], kind, [reading.word(noun)], verb=noun.i)
    draft.confidence = _NOUN
    owner = next(iter(clauses(noun, "poss")), None)
    verb = noun.head
    if noun.dep_ == "dobj" and verb.lemma_ in lexicon().light:
        draft.cue = [*reading.cue(verb), reading.word(noun)]
        name_speaker(reading, draft, verb, subject(verb))
    elif owner is not None:
        name_speaker(reading, draft, noun, owner)
    else:
        draft.confidence -= 0.15
        draft.hearsay = True
    return draft


def _noun_content(noun: "Token") -> tuple[int, int] | None:
    for clause in clauses(noun, "acl", "ccomp", "relcl"):
        marks = {c.lower_ for c in clause.children if c.dep_ in {"mark", "aux"}}
        if clause.i > noun.i and ("that" in marks or ("to" in marks and clause.dep_ == "acl")):
            return max(clause.left_edge.i, noun.i + 1), clause.right_edge.i + 1
    wanted = "of" if noun.lemma_ in _OF_NOUNS else "for" if noun.lemma_ in _FOR_NOUNS else ""
    voiced = (noun.dep_ == "dobj" and noun.head.lemma_ in lexicon().light) or clauses(noun, "poss")
    for prep in clauses(noun, "prep"):
        if wanted and voiced and prep.lower_ == wanted and prep.i == noun.i + 1:
            return prep.i + 1, prep.right_edge.i + 1
    return None


def _adjective(reading: Reading, word: "Token") -> Draft | None:
    verb = word.head
    if word.dep_ != "acomp" or verb.lemma_ not in {"be", "feel", "remain", "seem", "make"}:
        return None
    if verb.lemma_ == "make" and word.lower_ in {"sure", "certain"}:
        return None  # a deed
    clause = next((c for c in [*clauses(word, "ccomp"), *clauses(verb, "ccomp")] if c.i > word.i), None)
    preps = [p for p in clauses(word, "prep") if p.lower_ in {"about", "of", "with"}]
    who = subject(verb)
    if who is None or who.lower_ in {"it", "this", "that", "which", "there"} or not (clause or preps):
        return None
    first, last = (
        (max(clause.left_edge.i, word.i + 1), clause.right_edge.i + 1)
        if clause is not None
        else (preps[0].i + 1, preps[0].right_edge.i + 1)
    )
    content = reading.span(*reading.widen(first, last))
    if content is None:
        return None
    cue = [*reading.cue(verb), reading.word(word)]
    draft = Draft(reading.number, reading.scope, [content], StatementKind.SAID, cue, verb=word.i)
    draft.confidence = _ADJECTIVE
    name_speaker(reading, draft, verb, who)
    return draft


def _hearsay(reading: Reading, word: "Token") -> Draft | None:
    verb = word.head
    if word.dep_ != "advmod" or verb.pos_ not in {"VERB", "AUX"}:
        return None
    first, last = verb.left_edge.i, verb.right_edge.i + 1
    if marks := clauses(verb, "mark"):
        first = max(first, marks[-1].i + 1)
    content = [s for a, b in ((first, word.i), (word.i + 1, last)) if (s := reading.span(*reading.widen(a, b)))]
    if not content:
        return None
    draft = Draft(reading.number, reading.scope, content, cue=[reading.word(word)], verb=word.i)
    draft.hearsay, draft.confidence = True, 0.5
    return draft

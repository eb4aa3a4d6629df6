"""From what a verb governs to a draft: cut to one sentence and one cue, with its speaker and addressee."""

from typing import TYPE_CHECKING

from writethru.enrich.entities.lexicon import titles
from writethru.enrich.speech.cues import Cue
from writethru.enrich.speech.draft import Draft
from writethru.enrich.speech.frames import Found, Stretch
from writethru.enrich.speech.reading import Reading, antecedent, clauses, subject
from writethru.enrich.speech.unsaid import SURE, declined, mute, sure, unsaid
from writethru.model import Span, StatementKind

if TYPE_CHECKING:
    from spacy.tokens import Token


def make(reading: Reading, verb: "Token", use: Cue, found: Found, *, passive: bool = False) -> Draft | None:
    """Make a draft of a verb's content; None where nothing is left of it."""
    embedded = reading.inside[verb.i] >= 0
    stretches = found.stretches if embedded else tuple(reading.widen(*s) for s in found.stretches)
    content = [s for stretch in stretches if (s := reading.span(*_one_sentence(reading, verb, *stretch)))]
    if not content:
        return None
    draft = Draft(reading.number, reading.scope, content, use.kind, reading.cue(verb, *found.extra), verb=verb.i)
    draft.confidence, draft.embedded = use.weight, embedded
    if _headless(reading, verb, found):
        draft.confidence = min(draft.confidence, _TORN)
    who = subject(verb)
    draft.named = (
        who is not None and who.pos_ == "PROPN" and verb.tag_ in {"VBD", "VBZ"} and use.kind is not StatementKind.SAID
    )
    name_speaker(reading, draft, verb, who or (None if passive else _just_before(reading, verb)))
    draft.hearsay = passive and draft.speaker is None
    if declined(verb):
        draft.kind = StatementKind.DECLINED
    else:
        draft.unsaid = draft.unsaid or unsaid(reading, verb) or _of_somebody(verb, use)
    name_addressee(reading, draft, verb, found.addressee)
    return draft if draft.settle() else None


def _of_somebody(verb: "Token", use: Cue) -> bool:
    """Say whether a verb that makes something known has only a person for it: "confirmed a judge", "agreed with Moor".

    That tells of a deed, or of whom one sides with, and not what was said.
    """
    if use.kind not in {StatementKind.SAID, StatementKind.AGREED} or clauses(verb, "ccomp", "xcomp"):
        return False
    things = clauses(verb, "dobj") if use.weight >= SURE and "object" in use.follows else []
    if use.kind is StatementKind.AGREED:
        things = [what for prep in clauses(verb, "prep") if prep.lower_ == "with" for what in clauses(prep, "pobj")]
    return any(t.ent_type_ in _SOMEBODY or t.lemma_.lower() in titles().kinds for t in things)


def _headless(reading: Reading, verb: "Token", found: Found) -> bool:
    """Say whether content begins with its verb, its subject standing before the cue: "what she said was a note"."""
    first = reading.doc[found.stretches[0][0]]
    finite = first.tag_ in {"VBD", "VBZ", "VBP", "MD"} and first.i > verb.i
    return finite and len(found.stretches) == 1 and reading.inside[first.i] < 0


def name_speaker(reading: Reading, draft: Draft, verb: "Token", who: "Token | None") -> None:
    """Give a draft its speaker: the phrase that ``who`` heads, on its own side of the verb."""
    if who is None or reading.inside[who.i] >= 0 > reading.inside[verb.i]:
        return
    first = reading.tokens(Span(reading.base + reading.marker, reading.base + reading.marker))[0]
    if who.i < first <= verb.i - 1:
        who = _last_noun(reading, first, verb.i)
    low, high = (first, verb.i) if who.i < verb.i else (verb.i + 1, None)
    dash = next((i for i in range(low, min(low + _DATELINE, verb.i)) if reading.doc[i].text in {"--", "—"}), -1)
    if who.i < dash and reading.doc[0].is_upper:
        low = dash + 1  # "HOLLIN -- Mayor Ada Moor said"
        who = _first_noun(reading, low, verb.i)
    who = _name_behind(reading, who, verb.i)
    draft.speaker = reading.phrase(who, low, high)
    draft.head = reading.word(antecedent(who))
    draft.unsaid = mute(antecedent(who)) or _torn(reading, draft.speaker) or _bodily(who)
    draft.also = [reading.word(t) for t in _together(who) if low <= t.i and (high is None or t.i < high)]
    if draft.speaker and any(draft.speaker.meets(span) for span in draft.content):
        draft.speaker = reading.word(who)


def _bodily(who: "Token") -> bool:
    """Say whether "who" was hung on the name of a body: somebody before it is meant ("an aide of the party who")."""
    return who.lower_ == "who" and antecedent(who).lemma_ in titles().bodies


def _torn(reading: Reading, speaker: Span | None) -> bool:
    """Say whether a speaker's phrase opens with a conjunction: then the parse took a whole clause for it."""
    return speaker is not None and reading.doc[reading.tokens(speaker)[0]].lower_ in _JOINING


def _name_behind(reading: Reading, who: "Token", last: int) -> "Token":
    """Return the end of the name before a verb where the parse took the noun before that: "the official Vell Daily"."""
    at = who.i
    while who.pos_ in {"NOUN", "PROPN"} and at + 1 < last and reading.doc[at + 1].pos_ == "PROPN":
        at += 1
    return reading.doc[at] if at + 1 == last else who


def _together(who: "Token") -> "list[Token]":
    """Return the heads that "and" joins to a speaker: "Moor, Low and Hale agreed"."""
    joined = [t for t in who.conjuncts if t.i > who.i and t.pos_ in {"NOUN", "PROPN"}]
    return joined if any(t.lower_ in {"and", "&"} for one in [who, *joined] for t in clauses(one, "cc")) else []


def _last_noun(reading: Reading, first: int, last: int) -> "Token":
    """Return the noun that stands last before a headline's verb, where the parse took the marker for the subject."""
    nouns = [t for t in reading.doc[first:last] if t.pos_ in {"NOUN", "PROPN", "PRON"}]
    return nouns[-1] if nouns else reading.doc[last - 1]


def _first_noun(reading: Reading, first: int, last: int) -> "Token":
    """Return the head of the first noun phrase in a stretch, by the nouns that stand side by side."""
    at = next((t.i for t in reading.doc[first:last] if t.pos_ in {"NOUN", "PROPN", "PRON"}), first)
    while at + 1 < last and reading.doc[at + 1].pos_ in {"NOUN", "PROPN"}:
        at += 1
    return reading.doc[at]


def name_addressee(reading: Reading, draft: Draft, verb: "Token", given: "Token | None" = None) -> None:
    """Give a draft the word for who it was said to: the object of "told", or what "to" leads to outside the content."""
    if given is None:
        for to in (c for c in clauses(verb, "prep", "dative") if c.lower_ == "to" and c.i > verb.i):
            given = next(iter(clauses(to, "pobj")), None)
    if given is None and reading.lemmas[verb.i] == "tell":
        given = next(iter(clauses(verb, "dobj", "dative")), None)
    given = given or _of_letter(verb)
    if given is None or (draft.head and reading.word(given) == draft.head):
        return
    word = reading.word(given)
    if reading.lemmas[verb.i] in _ASKING or not any(span.meets(word) for span in draft.content):
        draft.addressee = word


def _of_letter(verb: "Token") -> "Token | None":
    """Find who a letter was to: "said in a letter to the council"."""
    for prep in clauses(verb, "prep"):
        for letter in clauses(prep, "pobj"):
            if letter.lemma_ in _LETTERS:
                for to in (c for c in [*clauses(letter, "prep"), *clauses(verb, "prep")] if c.lower_ == "to"):
                    return next(iter(clauses(to, "pobj")), None)
    return None


_DATELINE = 6  # tokens of a dateline with its dash
_SOMEBODY = frozenset({"PERSON", "ORG", "NORP"})
_TORN = 0.55  # what is left of a statement whose content is torn from its subject
_JOINING = frozenset({"but", "and", "yet", "although", "though", "because"})
_LETTERS = frozenset({"letter", "note", "message", "email", "memo", "statement", "telegram", "reply"})
_COORDINATE = frozenset({"VBD", "VBG"})
_ASKING = frozenset(
    {"urge", "ask", "call", "tell", "order", "request", "press", "encourage", "advise", "warn", "invite"}
)


def _just_before(reading: Reading, verb: "Token") -> "Token | None":
    """Find the name right before a finite verb where the parse has no subject."""
    at = verb.i - 1
    while at > 0 and (reading.doc[at].pos_ in {"ADV", "AUX"} or reading.doc[at].ent_type_ in {"DATE", "TIME"}):
        at -= 1  # "Moor on Friday denied"
    if at > 0 and reading.doc[at].pos_ == "ADP":
        at -= 1
    finite = verb.tag_ in {"VBD", "VBZ", "VBP"}
    return reading.doc[at] if finite and at >= 0 and reading.doc[at].pos_ in {"PROPN", "PRON"} else None


def _one_sentence(reading: Reading, verb: "Token", first: int, last: int) -> Stretch:
    """Cut a stretch at a full stop, at a bracket it does not close, and where the speaker's next statement begins."""
    doc, opened = reading.doc, first
    for i in range(first + 1, last):
        token = doc[i]
        if token.text == "(":
            opened = i
        elif token.text == ")":
            opened = first
        elif reading.inside[i] < 0 and (at := _next_statement(reading, verb, i, last)):
            return first, at
    return first, (opened if opened > first else last)


def _next_statement(reading: Reading, verb: "Token", i: int, last: int) -> int:
    """Return where content ends if something else begins at token ``i``, or 0."""
    token, following = reading.doc[i], reading.doc[i + 1] if i + 1 < last else None
    if token.text == "." and following is not None and following.text[:1].isupper():
        return i
    if token.dep_ == "cc" and i > verb.i and _second_cue(reading, i + 1, last, verb):
        return i
    if token.tag_ == "VBG" and reading.doc[i - 1].text == "," and sure(reading.lemmas[i]):
        return i - 1  # "said it was late, adding that"
    return 0


def _second_cue(reading: Reading, i: int, last: int, verb: "Token") -> bool:
    """Say whether a second cue of the same speaker follows "and": "said it was late and called it a shame"."""
    while i < last and reading.doc[i].pos_ == "ADV":
        i += 1
    if (
        i >= last
        or verb.tag_ not in _COORDINATE
        or reading.doc[i].tag_ != verb.tag_
        or clauses(reading.doc[i], "nsubj")
    ):
        return False
    return sure(reading.lemmas[i])

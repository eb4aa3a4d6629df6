"""Deeds that a noun names without a verb of its own: "Moor's visit to Lund", "during talks with Hale"."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from writethru.enrich.deeds.draft import Draft
from writethru.enrich.deeds.lexicon import lexicon
from writethru.enrich.deeds.match import Found, deed_of, others
from writethru.enrich.deeds.mood import Mood, mood
from writethru.enrich.deeds.parties import Party, doer, party, sides
from writethru.enrich.deeds.sheet import Sheet, said
from writethru.model import EventKind, EventState

if TYPE_CHECKING:
    from spacy.tokens import Token

_CONFIDENCE, _LOOSE = 0.75, 0.65
_VERBAL = frozenset({"VERB", "AUX"})
_CONTACT = EventKind.CONTACT


def noun_deeds(sheet: Sheet) -> Iterator[Draft]:
    """Yield the deeds of nouns that no other event tells. O(tokens)."""
    known = lexicon().nouns
    for token in sheet.words:
        if token.pos_ != "NOUN" or token.i in sheet.claimed or sheet.lemmas[token.i] not in known:
            continue
        if (found := deed_of(sheet, token)) and (draft := _noun(sheet, found)):
            sheet.claimed.add(token.i)
            yield draft


def _noun(sheet: Sheet, found: Found) -> Draft | None:
    noun = found.head
    state = _state(sheet, noun, found)
    if state is None:
        return None
    draft = Draft(found.deed.kind, state, found.deed.category, [noun], [noun], confidence=_CONFIDENCE)
    parties = sides(sheet, noun)
    done_to = [p for p in others(sheet, found) if p.entity is not None]
    by = [p for t in noun.children if t.dep_ in {"prep", "agent"} and t.lower_ == "by" for p in _objects(sheet, t)]
    parties = by or parties
    if not parties and found.deed.kind is _CONTACT and done_to and (host := _host(sheet, noun)) is not None:
        parties, draft.confidence = [host], _LOOSE
    known = [p for p in parties if p.entity is not None]
    if not (known and (done_to or len(known) > 1)):
        return None
    draft.actor, draft.also = known[0], known[1:]
    draft.addressee = next((p for p in done_to if p.entity != known[0].entity), None)
    if state is EventState.PLANNED and _over(sheet, noun):
        draft.state = found.deed.state
    elif state is EventState.PLANNED:
        draft.plover = "AGREE" if found.deed.friendly else "THREATEN"
        draft.inner, draft.told = [noun], []
    return draft


def _objects(sheet: Sheet, prep: "Token") -> list[Party]:
    return [party(sheet, t) for t in prep.children if t.dep_ == "pobj"]


def _over(sheet: Sheet, noun: "Token") -> bool:
    """Say whether the date of a deed is past: "before his 1975 visit"."""
    day, first, last = sheet.piece.anchor.day, noun.left_edge.i, noun.right_edge.i + 1
    inside = (sheet.piece.dates[number] for number, (start, end) in sheet.dates if first <= start and end <= last)
    return day is not None and any(date.latest is not None and date.latest < day for date in inside)


def _host(sheet: Sheet, noun: "Token") -> Party | None:
    """Return the subject of the verb that a contact accompanies: "said during talks with Low"."""
    prep = noun.head
    if prep.dep_ == "prep" and prep.head.pos_ in _VERBAL and said(prep.lower_, "held"):
        return doer(sheet, prep.head)
    return None


def _state(sheet: Sheet, noun: "Token", found: Found) -> EventState | None:
    """Return how a deed stands that only a noun names, None where nothing says that it is one."""
    before = {c.lower_ for c in noun.lefts if c.dep_ in {"amod", "compound", "advmod"}}
    if any(said(word, "planned") for word in before):
        return EventState.PLANNED
    if any(said(word, "open") for word in before) or any(c.lower_ in {"any", "no", "possible"} for c in noun.lefts):
        return None
    held, head = found.deed.state, noun.head
    if noun.dep_ == "pobj" and said(head.lower_, "ahead"):
        return EventState.PLANNED if found.deed.kind is _CONTACT else None
    if noun.dep_ == "pobj" and not said(head.lower_, "held"):
        return None
    verb = head.head if noun.dep_ == "pobj" else head
    if noun.dep_ == "dobj" and not any(c.lower_ == "by" or c.dep_ == "poss" for c in noun.children):
        return None
    if verb.pos_ not in _VERBAL:
        return held
    if noun.dep_ in {"nsubj", "nsubjpass"} and said(sheet.lemmas[verb.i], "fail"):
        return EventState.STALLED
    how = mood(sheet, verb)
    if noun.dep_ == "pobj" and how is not Mood.OPEN:
        return held if how is Mood.DONE else None
    return {Mood.DONE: held, Mood.AHEAD: EventState.PLANNED}.get(how)

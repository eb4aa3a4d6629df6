"""Deeds of verbs, each in its mood: done, to be done, refused, demanded or called off."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from writethru.enrich.deeds.draft import Draft
from writethru.enrich.deeds.match import Found, deed_of, lifeless, others
from writethru.enrich.deeds.mood import Mood, habitual, mood
from writethru.enrich.deeds.parties import Party, doer, reduced, same, sides, together
from writethru.enrich.deeds.sheet import Sheet, Stretch, child, governed, said
from writethru.enrich.speech.reading import antecedent
from writethru.model import EventKind, EventState

if TYPE_CHECKING:
    from spacy.tokens import Token

_PLAIN = 0.8
_HABIT = 0.25  # what is taken off where the tense tells a habit
_ORDINALS, _LIST = frozenset({"first", "second", "third", "fourth", "fifth", "last"}), 2
_CONTACT, _COMMITMENT, _POSITION = EventKind.CONTACT, EventKind.COMMITMENT, EventKind.POSITION


def done(sheet: Sheet, found: Found, verb: "Token") -> Iterator[Draft]:
    """Yield the event of a deed as its verb tells it; nothing where that leaves it open or denies it."""
    how = mood(sheet, verb)
    if how is Mood.OPEN or how is Mood.NOT_DONE or _no_deed(found, verb):
        return
    who = doer(sheet, verb)
    if who is not None and who.entity is None and found.deed.kind is _CONTACT and lifeless(sheet, who.token):
        return
    trigger = found.tokens if verb in found.tokens else [verb, *found.tokens]
    draft = Draft(found.deed.kind, found.deed.state, found.deed.category, trigger, [verb], actor=who)
    draft.confidence, draft.speaks = _PLAIN, found.deed.kind is _POSITION
    draft.also = together(sheet, who.token) if who else []
    draft.addressee = next((p for p in others(sheet, found) if not (who and same(p, who))), None)
    draft.object = _object(sheet, found)
    draft.whole = found.deed.kind is _POSITION and child(verb, "ccomp") is not None
    if (over := _contact_in(sheet, found)) is not None:
        _refused(sheet, draft, over)
    if how is not Mood.DONE and not _ahead(sheet, draft, found, verb, how):
        return
    if how is Mood.DONE and habitual(verb) and not found.deed.still and not sheet.present:
        if found.deed.kind is _CONTACT:
            if not _to_come(sheet, verb):
                return
            draft.state, draft.inner, draft.told = EventState.PLANNED, draft.told, []
        else:
            draft.confidence -= _HABIT
    sheet.claimed |= {t.i for t in found.tokens}
    yield from _listed(draft, found) or [draft]


def _listed(draft: Draft, found: Found) -> list[Draft]:
    """Give each of several contacts that are told one by one a draft: "three meetings: the first in Lund, …"."""
    if found.deed.kind is not _CONTACT or found.head.tag_ != "NNS":
        return []
    counted = [t for t in found.head.subtree if t.i > found.head.i and t.lower_ in _ORDINALS]
    items = [t.head if t.dep_ == "amod" else t for t in counted]
    if len(items) < _LIST:
        return []
    return [replace(draft, trigger=[*draft.trigger, item], told=[item]) for item in items]


def _ahead(sheet: Sheet, draft: Draft, found: Found, verb: "Token", how: Mood) -> bool:
    """Put a draft of a deed that is not done as what it is: an intention, a refusal or a demand."""
    friendly, contact = found.deed.friendly, found.deed.kind is _CONTACT
    voice = sheet.statement(sheet.voice(verb))
    own = voice is not None and voice.shown and draft.actor is not None and voice.entity == draft.actor.entity
    draft.inner, draft.told = draft.told, []
    if how is Mood.AHEAD:
        draft.plover = "AGREE" if friendly else "THREATEN"
        if contact:
            draft.state = EventState.PLANNED
        elif friendly and found.deed.kind is _POSITION:
            draft.state = EventState.SUPPORTED  # who says that he will back it backs it
        elif friendly:
            draft.kind = _COMMITMENT
            draft.state = EventState.PLEDGED if own else EventState.PLANNED
        else:
            draft.kind, draft.state = (_POSITION, EventState.WARNED) if own else (found.deed.kind, EventState.PLANNED)
        return True
    if how is Mood.NEVER:
        draft.plover, draft.state = ("REJECT" if friendly else "AGREE"), EventState.REFUSED
        if not friendly:  # not to use force is a promise; not to rule something out is none
            draft.kind, draft.state = _COMMITMENT, EventState.PLEDGED
            return own and found.deed.kind is EventKind.ACT
        draft.kind = draft.kind if contact else _POSITION
        return True
    nobody = draft.actor is None or draft.actor.entity is None
    if voice is None or not voice.shown or voice.entity is None or own or nobody:
        return False
    draft.addressee, draft.also = draft.actor, []
    draft.actor = Party(verb, voice.entity, voice.confidence)
    draft.plover, draft.state = "REQUEST", EventState.DEMANDED
    draft.kind = draft.kind if contact else _POSITION
    return True


def _to_come(sheet: Sheet, verb: "Token") -> bool:
    """Say whether the sentence of a verb in the present tense has a day to come: "meets Low on Friday"."""
    day, sentence = sheet.piece.anchor.day, verb.sent
    return any(
        (latest := sheet.piece.dates[number].latest) is not None and day is not None and latest >= day
        for number, (first, last) in sheet.dates
        if sentence.start <= first and last <= sentence.end
    )


def _no_deed(found: Found, verb: "Token") -> bool:
    """Say whether a verb only looks like a deed: "the arrested man", "those opposed to it", "shot himself"."""
    if any(c.dep_ == "dobj" and c.lower_.endswith(("self", "selves")) for c in verb.children):
        return True
    passive = reduced(verb) and child(verb, "agent") is None
    return passive and (verb.dep_ == "amod" or found.deed.kind is _POSITION)


def _contact_in(sheet: Sheet, found: Found) -> Found | None:
    """Return the contact that somebody cancels or rules out."""
    thing = found.theme if found.theme is not None else child(found.head, "dobj", "nsubjpass")
    if found.deed.plover not in {"REJECT", "SANCTION"} or thing is None:
        return None
    inner = deed_of(sheet, thing)
    return inner if inner is not None and inner.deed.kind is _CONTACT else None


def _refused(sheet: Sheet, draft: Draft, contact: Found) -> None:
    """Make a draft of a refusal or cancellation one of the contact that is not to be."""
    draft.kind = _CONTACT
    draft.state = EventState.REFUSED if draft.plover == "REJECT" else EventState.CANCELLED
    draft.inner = [contact.head]
    with_whom = [*sides(sheet, contact.head), *others(sheet, contact)]
    if draft.actor is None or draft.actor.entity is None:
        draft.actor = next((p for p in with_whom if p.entity is not None), None)
    draft.addressee = next((p for p in with_whom if p.entity is not None and not same(p, draft.actor)), None)
    if contact.head not in draft.trigger:
        draft.trigger = sorted([*draft.trigger, contact.head], key=lambda t: t.i)
    sheet.claimed.add(contact.head.i)


def insisted(sheet: Sheet, helper: "Token") -> Iterator[Draft]:
    """Read what somebody says another must do, and what he says that he himself will not, whatever it is."""
    verb, word = helper.head, helper.lower_
    if not said(word, "must", "will", "would") or verb.pos_ != "VERB" or verb.dep_ != "ccomp":
        return
    how, voice = mood(sheet, verb), sheet.statement(sheet.voice(verb))
    who = doer(sheet, verb)
    if voice is None or not voice.shown or voice.entity is None or who is None or who.entity is None:
        return
    if verb.head.pos_ == "VERB" and mood(sheet, verb.head) is not Mood.DONE:
        return  # "I would not accept that they should leave"
    draft = Draft(_POSITION, EventState.DEMANDED, "REQUEST", [helper, verb], [], [verb], confidence=_PLAIN)
    draft.object = (verb.i, verb.right_edge.i + 1)
    if how is Mood.DUE and who.entity != voice.entity and said(word, "must"):
        draft.actor, draft.addressee = Party(verb, voice.entity, voice.confidence), who
        draft.state = EventState.REQUESTED if said(word, "advice") else EventState.DEMANDED
    elif how is Mood.NEVER and who.entity == voice.entity and said(sheet.lemmas[verb.i], "yields"):
        draft.actor, draft.state, draft.plover = who, EventState.REFUSED, "REJECT"
    else:
        return
    sheet.claimed.add(verb.i)
    yield draft


def _object(sheet: Sheet, found: Found) -> Stretch | None:
    """Return what it was done to or with: the object of the verb, or what a contact was about."""
    if found.deed.kind is _CONTACT and found.theme is None:
        about = [
            p for t in found.tokens for p in t.children if p.dep_ == "prep" and p.lower_ in {"on", "about", "over"}
        ]
        about = [
            p for p in about if not any(first <= t.i < last for t in p.children for _, (first, last) in sheet.dates)
        ]
        return (about[0].left_edge.i + 1, about[0].right_edge.i + 1) if about else None
    thing = found.theme
    if thing is None and found.verb is not None and found.head.i != found.verb.i:  # "voiced support for the plan"
        thing = next((t for at in (found.head, found.verb) for t in governed(at, *found.deed.to)), None)
    if thing is None and found.verb is not None:
        thing = child(found.verb, "dobj", "nsubjpass", "ccomp", "xcomp")
    if thing is not None and (other := antecedent(thing)).i != thing.i:
        return other.left_edge.i, other.i + 1
    return (thing.left_edge.i, thing.right_edge.i + 1) if thing is not None else None

"""From a parsed passage to drafts of events: operators over deeds first, then deeds of verbs, then of nouns."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from writethru.enrich.deeds.draft import Draft
from writethru.enrich.deeds.lexicon import Operator, lexicon
from writethru.enrich.deeds.match import Found, deed_of, others
from writethru.enrich.deeds.mood import Mood, mood
from writethru.enrich.deeds.nouns import noun_deeds
from writethru.enrich.deeds.operators import Governed, complement, operator_of
from writethru.enrich.deeds.parties import Party, doer, party, reduced, sides, together
from writethru.enrich.deeds.promises import fates
from writethru.enrich.deeds.sheet import Sheet, Stretch, child, governed, said
from writethru.enrich.speech.cues import lexicon as cues
from writethru.enrich.speech.reading import antecedent
from writethru.enrich.speech.unsaid import mute
from writethru.model import EventKind, EventState

if TYPE_CHECKING:
    from spacy.tokens import Token

_SURE, _PLAIN, _NOUN = 0.85, 0.8, 0.7
_HABIT = 0.25  # what is taken off where the tense tells a habit
_CONTACT, _COMMITMENT, _POSITION = EventKind.CONTACT, EventKind.COMMITMENT, EventKind.POSITION


def drafts(sheet: Sheet) -> list[Draft]:
    """Read the events of a passage. O(tokens)."""
    words = lexicon()
    known = words.verbs.keys() | words.operators.keys() | words.words["light"] | words.words["onward"]
    verbs = [t for t in sheet.doc if t.pos_ == "VERB" and sheet.lemmas[t.i] in known and not _titled(sheet, t)]
    out = list(fates(sheet))
    for token in sorted((t for t in sheet.doc if operator_of(sheet, t) and not _titled(sheet, t)), key=_depth):
        if token.i not in sheet.claimed:
            out += _operated(sheet, token)
    for token in verbs:
        if token.i not in sheet.claimed and (found := deed_of(sheet, token)) and found.verb is not None:
            if found.head.i not in sheet.claimed and found.verb.i not in sheet.claimed:
                out += _deed(sheet, found, token)
    out += (d for t in sheet.doc if t.dep_ == "aux" and t.head.i not in sheet.claimed for d in _insisted(sheet, t))
    out += noun_deeds(sheet)
    return out


def _titled(sheet: Sheet, token: "Token") -> bool:
    """Say whether a verb is a word of a title in running copy: "Desperate to Sail" is a film."""
    return token.text[0].isupper() and not token.is_sent_start and not sheet.present and token.nbor(-1).text not in "“\""


def _depth(token: "Token") -> tuple[int, int]:
    return sum(1 for _ in token.ancestors), token.i


def _operated(sheet: Sheet, token: "Token") -> Iterator[Draft]:
    """Read an operator and what it governs: "agreed to hold talks"."""
    use = operator_of(sheet, token)
    if use is None or (how := _told_how(sheet, token, use)) is None:
        return
    governs = complement(sheet, token, use)
    if governs is None:
        return
    inner = deed_of(sheet, governs.head)
    if inner is None and not use.bare:
        return
    if inner is None and token.pos_ != "VERB" and governs.head.pos_ not in {"VERB", "AUX"}:
        return
    if use.name == "refuse" and said(sheet.lemmas[governs.head.i], "hush"):
        return
    voiced = _actor(sheet, token, use, governs)
    if use.name == "allow" and (voiced is None or _habitual(token) or mute(voiced.token) or voiced.token.lemma_ in cues().papers):
        return  # what a law allows, nobody did
    draft = _draft(use, inner, governs)
    draft.trigger = _trigger(token, inner, governs)
    draft.told, draft.inner = [token], [governs.head, *(inner.tokens if inner else [])]
    draft.actor, draft.speaks, draft.whole = voiced, use.name != "plan", True
    draft.also = together(sheet, voiced.token) if voiced else []
    if (bound := _bound(token)) is not None:  # "the treaty commits Norvia to"
        draft.actor, draft.also, draft.speaks, draft.whole = party(sheet, bound), together(sheet, bound), False, False
        draft.state = EventState.AGREED
    draft.confidence = _SURE if token.pos_ == "VERB" else _NOUN
    draft.addressee = _addressee(sheet, token, use, governs, inner, voiced)
    if use.other != use.plover and governs.told is not None and not _same(party(sheet, governs.told), voiced):
        draft.plover = use.other
    sheet.claimed |= {token.i, governs.head.i, *(t.i for t in draft.trigger), *(t.i for t in draft.inner)}
    yield from _parted(sheet, draft, governs.head)


def _told_how(sheet: Sheet, token: "Token", use: Operator) -> Mood | None:
    """Return how an operator stands, None where it tells of nothing that is."""
    verb = token if token.pos_ in {"VERB", "AUX"} else token.head
    if token.pos_ == "NOUN":
        if _answered(sheet, token) or (token.dep_ == "dobj" and not said(sheet.lemmas[verb.i], "light", "voicing")):
            return None
        if child(token, "poss") is None and token.dep_ not in {"dobj", "nsubj", "nsubjpass"}:
            return None
        if verb.pos_ not in {"VERB", "AUX"}:
            return Mood.DONE if child(token, "poss") is not None else None
    how = mood(sheet, verb)
    if how is Mood.AHEAD and use.name in {"pledge", "refuse", "offer"}:
        return Mood.DONE
    return how if how is Mood.DONE else None


def _answered(sheet: Sheet, noun: "Token") -> bool:
    """Say whether the event is the answer to a proposal or demand, which tells it by the way: "rejected the offer"."""
    rows = lexicon().verbs.get(sheet.lemmas[noun.head.i], ()) if noun.dep_ in {"dobj", "nsubjpass"} else ()
    return any(row.plover in {"REJECT", "CONCEDE"} for row in rows)


def _actor(sheet: Sheet, token: "Token", use: Operator, governs: Governed) -> Party | None:
    if token.pos_ == "NOUN":
        whose = child(token, "poss")
        if whose is not None:
            return party(sheet, whose)
        if token.dep_ == "dobj":
            return doer(sheet, token.head)
        between = sides(sheet, token)
        return between[0] if between else None
    if use.name == "plan":
        who = governs.told if governs.told is not None else child(token, "nsubj", "nsubjpass")
        return party(sheet, who) if who is not None else doer(sheet, token)
    verb = token if token.pos_ == "VERB" else token.head
    return doer(sheet, verb)


def _bound(token: "Token") -> "Token | None":
    """Return whom a paper binds: the object of "commit" with "to"."""
    whom = child(token, "dobj") if token.lemma_ == "commit" else None
    return whom if whom is not None and whom.pos_ in {"NOUN", "PROPN"} and any(True for _ in governed(token, "to")) else None


def _same(one: Party, other: Party | None) -> bool:
    return other is not None and (one.token.i == other.token.i or (one.entity is not None and one.entity == other.entity))


def _draft(use: Operator, inner: Found | None, governs: Governed) -> Draft:
    plover, kind, state = use.plover, use.kind, use.state
    if inner is not None:
        if inner.deed.kind is _CONTACT:
            kind, state = _CONTACT, use.contact
            mode = f"-{inner.deed.mode}" if inner.deed.mode and plover == "CONSULT" else ""
            plover += mode
        elif not inner.deed.friendly:
            plover = use.hostile
            if use.hostile == "THREATEN":
                kind, state = _POSITION, EventState.WARNED
    return Draft(kind, state, plover, [], [])


def _trigger(token: "Token", inner: Found | None, governs: Governed) -> "list[Token]":
    own = {token.i: token} | {c.i: c for c in token.children if c.dep_ in {"aux", "auxpass", "neg", "prt"} and c.i < token.i}
    if inner is not None:
        own |= {t.i: t for t in inner.tokens}
    return [own[i] for i in sorted(own)]


def _addressee(
    sheet: Sheet, token: "Token", use: Operator, governs: Governed, inner: Found | None, actor: Party | None
) -> Party | None:
    if use.orders or (use.other != use.plover and governs.told is not None):
        if governs.told is not None and not _same(told := party(sheet, governs.told), actor):
            return told
    if inner is not None:
        return next((p for p in others(sheet, inner) if not _same(p, actor)), None)
    if token.pos_ == "VERB":
        near = [t for t in token.children if t.dep_ == "dative" and t.pos_ != "ADP"]
        near += [t for p in token.children if p.dep_ in {"prep", "dative"} and p.lower_ in {"with", "to"} for t in p.children]
        return next((found for t in near if (found := party(sheet, t)).entity is not None), None)
    return None


def _parted(sheet: Sheet, draft: Draft, head: "Token") -> Iterator[Draft]:
    """Give each of several things agreed or promised a draft of its own: "to raise …, buy … and invest …"."""
    heads = [head, *(t for t in head.conjuncts if t.i > head.i and t.tag_ == head.tag_)]
    last = _end(head)
    starts = [_start(head), *(max(t.left_edge.i, head.i + 1) for t in heads[1:]), last]
    draft.whole = draft.whole and len(heads) == 1
    several = draft.kind is _COMMITMENT and head.pos_ == "VERB" and len(heads) > 1
    if not several:
        draft.object = (starts[0], last)
        yield draft
        return
    for place, one in enumerate(heads):
        yield Draft(
            draft.kind,
            draft.state,
            draft.plover,
            draft.trigger if place == 0 else [*draft.told, one],
            draft.told,
            draft.inner if place == 0 else [one],
            draft.actor,
            draft.also,
            draft.addressee,
            _trimmed(sheet, starts[place], starts[place + 1]),
            draft.confidence,
        )
        sheet.claimed.add(one.i)


def _start(head: "Token") -> int:
    return head.left_edge.i


def _end(head: "Token") -> int:
    return head.right_edge.i + 1


def _trimmed(sheet: Sheet, first: int, last: int) -> Stretch:
    while last > first and sheet.doc[last - 1].lower_ in {",", "and", "or", ";"}:
        last -= 1
    return first, last


def _deed(sheet: Sheet, found: Found, verb: "Token") -> Iterator[Draft]:
    """Read a deed in its mood: done, to be done, refused or demanded."""
    how = mood(sheet, verb)
    if how is Mood.OPEN or how is Mood.NOT_DONE or _no_deed(found, verb):
        return
    who = doer(sheet, verb)
    trigger = found.tokens if verb in found.tokens else [verb, *found.tokens]
    draft = Draft(found.deed.kind, found.deed.state, found.deed.category, trigger, [verb], actor=who)
    draft.confidence, draft.speaks = _PLAIN, found.deed.kind is _POSITION
    draft.also = together(sheet, who.token) if who else []
    draft.addressee = next((p for p in others(sheet, found) if not (who and _same(p, who))), None)
    draft.object = _object(sheet, found)
    if (over := _contact_in(sheet, found)) is not None:
        _refused(sheet, draft, over)
    if how is not Mood.DONE and not _ahead(sheet, draft, found, verb, how):
        return
    if how is Mood.DONE and _habitual(verb) and not found.deed.still and not sheet.present:
        if found.deed.kind is _CONTACT:
            draft.state, draft.inner, draft.told = EventState.PLANNED, draft.told, []
        else:
            draft.confidence -= _HABIT
    sheet.claimed |= {t.i for t in found.tokens}
    yield draft


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
        elif friendly:
            draft.kind = _COMMITMENT
            draft.state = EventState.PLEDGED if own else EventState.PLANNED
        else:
            draft.kind, draft.state = (_POSITION, EventState.WARNED) if own else (found.deed.kind, EventState.PLANNED)
        return True
    if how is Mood.NEVER:
        draft.plover, draft.state = ("REJECT" if friendly else "AGREE"), EventState.REFUSED
        if not friendly:
            draft.kind, draft.state = _COMMITMENT, EventState.PLEDGED
            return own
        draft.kind = draft.kind if contact else _POSITION
        return True
    if voice is None or not voice.shown or voice.entity is None or own:
        return False
    draft.addressee, draft.also = draft.actor, []
    draft.actor = Party(verb, voice.entity, voice.confidence)
    draft.plover, draft.state = "REQUEST", EventState.DEMANDED
    draft.kind = draft.kind if contact else _POSITION
    return True


def _no_deed(found: Found, verb: "Token") -> bool:
    """Say whether a verb only looks like a deed: "the arrested man", "those opposed to it", "shot himself"."""
    if any(c.dep_ == "dobj" and c.lower_.endswith(("self", "selves")) for c in verb.children):
        return True
    passive = reduced(verb) and child(verb, "agent") is None
    return passive and (verb.dep_ == "amod" or found.deed.kind is _POSITION)


def _habitual(verb: "Token") -> bool:
    """Say whether a verb tells what is done again and again: "lend money", "is assisted by"."""
    helpers = {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}
    if not helpers:
        return verb.tag_ in {"VBP", "VBZ"}
    return verb.tag_ == "VBN" and bool(helpers & {"is", "are"}) and not helpers & {"been", "being"}


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
    draft.addressee = next((p for p in with_whom if p.entity is not None and not _same(p, draft.actor)), None)
    if contact.head not in draft.trigger:
        draft.trigger = sorted([*draft.trigger, contact.head], key=lambda t: t.i)
    sheet.claimed.add(contact.head.i)


def _insisted(sheet: Sheet, helper: "Token") -> Iterator[Draft]:
    """Read what somebody says another must do, and what he says that he himself will not, whatever it is."""
    verb, word = helper.head, helper.lower_
    if not said(word, "must", "will", "would") or verb.pos_ != "VERB" or verb.dep_ != "ccomp":
        return
    how, voice = mood(sheet, verb), sheet.statement(sheet.voice(verb))
    who = doer(sheet, verb)
    if voice is None or not voice.shown or voice.entity is None or who is None or who.entity is None:
        return
    draft = Draft(_POSITION, EventState.DEMANDED, "REQUEST", [helper, verb], [], [verb], confidence=_PLAIN)
    draft.object = (verb.i, verb.right_edge.i + 1)
    if how is Mood.DUE and who.entity != voice.entity and said(word, "must"):
        draft.actor, draft.addressee = Party(verb, voice.entity, voice.confidence), who
        draft.state = EventState.REQUESTED if said(word, "advice") else EventState.DEMANDED
    elif how is Mood.NEVER and who.entity == voice.entity:
        draft.actor, draft.state, draft.plover = who, EventState.REFUSED, "REJECT"
    else:
        return
    sheet.claimed.add(verb.i)
    yield draft


def _object(sheet: Sheet, found: Found) -> Stretch | None:
    """Return what it was done to or with: the object of the verb, or what a contact was about."""
    if found.deed.kind is _CONTACT and found.theme is None:
        about = [p for t in found.tokens for p in t.children if p.dep_ == "prep" and p.lower_ in {"on", "about", "over"}]
        about = [p for p in about if not any(first <= t.i < last for t in p.children for _, (first, last) in sheet.dates)]
        return (about[0].left_edge.i + 1, about[0].right_edge.i + 1) if about else None
    thing = found.theme if found.theme is not None else None
    if thing is None and found.verb is not None:
        thing = child(found.verb, "dobj", "nsubjpass", "ccomp", "xcomp")
    if thing is not None and (other := antecedent(thing)).i != thing.i:
        return other.left_edge.i, other.i + 1
    return (thing.left_edge.i, thing.right_edge.i + 1) if thing is not None else None

"""Events of operators: what was agreed, promised, proposed, asked, refused or threatened, and by whom to whom."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from writethru.enrich.deeds.draft import Draft
from writethru.enrich.deeds.lexicon import Operator, lexicon
from writethru.enrich.deeds.match import Found, deed_of, others
from writethru.enrich.deeds.mood import Mood, habitual, mood
from writethru.enrich.deeds.operators import Governed, complement, operator_of
from writethru.enrich.deeds.parties import Party, doer, party, same, sides, together
from writethru.enrich.deeds.sheet import Sheet, child, governed, said
from writethru.enrich.speech.cues import lexicon as cues
from writethru.enrich.speech.reading import antecedent
from writethru.enrich.speech.unsaid import mute
from writethru.model import EventKind, EventState

if TYPE_CHECKING:
    from spacy.tokens import Token

_SURE, _NOUN = 0.85, 0.7
_VERBAL = frozenset({"VERB", "AUX"})
_BESIDE = frozenset({"aux", "auxpass", "neg", "prt"})
_MEANT = frozenset({"pledge", "commit", "plan", "threaten"})  # to promise not to do it is to refuse it


@dataclass(frozen=True, slots=True)
class _Operated:
    """An operator with what it governs; ``inner`` is the deed among that, or None where it is not known."""

    sheet: Sheet
    token: "Token"
    use: Operator
    governs: Governed
    inner: Found | None


def operated(sheet: Sheet, token: "Token") -> Iterator[Draft]:
    """Yield the events of one operator; nothing where it tells of nothing that was said or done."""
    use = operator_of(sheet, token)
    if use is None or not _told(sheet, token, use) or (governs := complement(sheet, token, use)) is None:
        return
    inner = deed_of(sheet, governs.head)
    read = _Operated(sheet, token, use, governs, inner)
    actor = _actor(read)
    if _idle(read, actor):
        return
    draft = _draft(read, actor)
    sheet.claimed |= {token.i, governs.head.i, *(t.i for t in draft.trigger), *(t.i for t in draft.inner)}
    yield from _parted(sheet, draft, governs.head)


def _told(sheet: Sheet, token: "Token", use: Operator) -> bool:
    """Say whether an operator tells of something that was said or done, or that somebody says he will."""
    verb = token if token.pos_ in _VERBAL else token.head
    if token.pos_ == "NOUN":
        owned = child(token, "poss") is not None
        if _answered(sheet, token) or (token.dep_ == "dobj" and not said(sheet.lemmas[verb.i], "light", "voicing")):
            return False
        if not owned and (token.dep_ not in {"dobj", "nsubj", "nsubjpass"} or verb.pos_ not in _VERBAL):
            return False
        if verb.pos_ not in _VERBAL:
            return True
    how = mood(sheet, verb)
    return how is Mood.DONE or (how is Mood.AHEAD and use.name in {"pledge", "commit", "refuse", "offer"})


def _answered(sheet: Sheet, noun: "Token") -> bool:
    """Say whether the event is the answer to a proposal or demand, which tells it by the way: "rejected the offer"."""
    rows = lexicon().verbs.get(sheet.lemmas[noun.head.i], ()) if noun.dep_ in {"dobj", "nsubjpass"} else ()
    answers = (row for row in rows if row.plover in {"REJECT", "CONCEDE"})
    return any(not row.objects or sheet.lemmas[noun.i] in row.objects for row in answers)


def _idle(read: _Operated, actor: Party | None) -> bool:
    """Say whether an operator tells too little: an unknown plan, "refused to comment", what a law allows."""
    head, token = read.governs.head, read.token
    if read.inner is None and (not read.use.bare or (token.pos_ != "VERB" and head.pos_ not in _VERBAL)):
        return True
    if read.use.name == "refuse" and said(read.sheet.lemmas[head.i], "hush"):
        return True
    if read.use.name in {"ask", "request"} and _question(read.sheet, head):
        return True
    if read.use.name == "agree" and actor is not None and actor.token.lemma_ == "source":
        return True  # who agrees to talk if he is not named
    if read.use.name == "announce" and read.inner is not None and not read.inner.deed.friendly:
        return read.inner.deed.plover == "ASSAULT"  # which was done
    if read.use.name == "commit" and token.pos_ == "VERB" and _bound(token) is None:
        done = child(token, "dobj")  # "committed a crime to", not "committed himself to"
        return done is not None and not done.lower_.endswith(("self", "selves"))
    if read.use.name == "invite" and read.inner is None and head.pos_ in _VERBAL:
        return not said(read.sheet.lemmas[head.i], "comes")
    if read.use.name != "allow":
        return False
    return actor is None or habitual(token) or mute(actor.token) or actor.token.lemma_ in cues().papers


def _question(sheet: Sheet, head: "Token") -> bool:
    """Say whether what is asked is an answer: "asked, 'How can you stay?'"."""
    after = head.right_edge.i + 1
    marked = after < len(sheet.doc) and sheet.doc[after].text == "?"
    return marked or any(c.tag_ in {"WRB", "WP", "WDT"} and c.i < head.i for c in head.children)


def _actor(read: _Operated) -> Party | None:
    sheet, token, told = read.sheet, read.token, read.governs.told
    if (bound := _bound(token)) is not None:
        return party(sheet, bound)
    if token.pos_ == "NOUN":
        if (whose := child(token, "poss")) is not None:
            return party(sheet, whose)
        if token.dep_ == "dobj":
            return doer(sheet, token.head)
        return next(iter(sides(sheet, token)), None)
    if read.use.name == "plan":
        who = told if told is not None else child(token, "nsubj", "nsubjpass")
        return party(sheet, who) if who is not None else doer(sheet, token)
    return doer(sheet, token if token.pos_ == "VERB" else token.head)


def _bound(token: "Token") -> "Token | None":
    """Return whom a paper binds: "the treaty commits Norvia to"."""
    whom = child(token, "dobj") if token.lemma_ == "commit" else None
    if whom is None or whom.pos_ not in {"NOUN", "PROPN"}:
        return None
    return whom if any(True for _ in governed(token, "to")) else None


def _draft(read: _Operated, actor: Party | None) -> Draft:
    use, token, inner = read.use, read.token, read.inner
    draft = _state(read)
    draft.trigger = _trigger(read)
    draft.told, draft.inner = [token], [read.governs.head, *(inner.tokens if inner else [])]
    draft.actor, draft.also = actor, together(read.sheet, actor.token) if actor else []
    draft.speaks = draft.whole = use.name != "plan"
    if _bound(token) is not None:
        draft.state, draft.speaks, draft.whole = EventState.AGREED, False, False
    draft.confidence = _SURE if token.pos_ == "VERB" else _NOUN
    draft.addressee = _addressee(read, actor)
    if use.other != use.plover and _for_another(read, actor):
        draft.plover = use.other
    return draft


def _state(read: _Operated) -> Draft:
    """Start a draft with kind, state and category, which depend on what is agreed, promised or refused."""
    use, inner = read.use, read.inner
    denied = any(c.dep_ == "neg" for c in read.governs.head.children)
    if inner is not None and inner.deed.kind is EventKind.CONTACT:
        mode = f"-{inner.deed.mode}" if inner.deed.mode and use.plover == "CONSULT" else ""
        if denied and use.name in _MEANT:
            return Draft(EventKind.CONTACT, EventState.REFUSED, "REJECT", [], [])
        return Draft(EventKind.CONTACT, use.contact, use.plover + mode, [], [])
    if inner is not None and inner.deed.friendly and denied and use.name in _MEANT:
        return Draft(EventKind.POSITION, EventState.REFUSED, "REJECT", [], [])
    if inner is not None and not inner.deed.friendly and not denied:
        threat = use.hostile == "THREATEN"
        kind, state = (EventKind.POSITION, EventState.WARNED) if threat else (use.kind, use.state)
        return Draft(kind, state, use.hostile, [], [])
    return Draft(use.kind, use.state, use.plover, [], [])


def _trigger(read: _Operated) -> "list[Token]":
    own = {t.i: t for t in read.token.children if t.dep_ in _BESIDE and t.i < read.token.i} | {read.token.i: read.token}
    own |= {t.i: t for t in (read.inner.tokens if read.inner else [])}
    return [own[i] for i in sorted(own)]


def _for_another(read: _Operated, actor: Party | None) -> bool:
    """Say whether it is another who is to do it: "proposed that they send an envoy"."""
    told = read.governs.told
    return told is not None and not same(party(read.sheet, told), actor)


def _addressee(read: _Operated, actor: Party | None) -> Party | None:
    sheet, told, token = read.sheet, read.governs.told, read.token
    asks = read.use.orders or read.use.other != read.use.plover
    if asks and told is not None and _for_another(read, actor):
        return party(sheet, told)
    if read.inner is not None:
        return next((p for p in others(sheet, read.inner) if not same(p, actor)), None)
    if token.pos_ != "VERB":
        return None
    near = [t for t in token.children if t.dep_ == "dative" and t.pos_ != "ADP"]
    return next((p for t in [*near, *governed(token, "with", "to")] if (p := party(sheet, t)).entity is not None), None)


def _parted(sheet: Sheet, draft: Draft, head: "Token") -> Iterator[Draft]:
    """Give each of several things agreed or promised a draft of its own: "to raise …, buy … and invest …"."""
    heads = [head, *(t for t in head.conjuncts if t.i > head.i and t.tag_ == head.tag_)]
    last = head.right_edge.i + 1
    if head.tag_ in {"WDT", "WP"} and (meant := antecedent(head)).i != head.i:  # "the raise that was proposed"
        draft.whole, draft.object = False, (meant.left_edge.i, meant.i + 1)
        yield draft
        return
    starts = [head.left_edge.i, *(max(t.left_edge.i, head.i + 1) for t in heads[1:]), last]
    draft.whole = draft.whole and len(heads) == 1
    if draft.kind is not EventKind.COMMITMENT or head.pos_ != "VERB" or len(heads) == 1:
        draft.object = (starts[0], last)
        yield draft
        return
    for place, one in enumerate(heads):
        end = starts[place + 1]
        while end > starts[place] and sheet.doc[end - 1].lower_ in {",", "and", "or", ";"}:
            end -= 1
        sheet.claimed.add(one.i)
        part = replace(draft, object=(starts[place], end))
        yield part if place == 0 else replace(part, trigger=[*draft.told, one], inner=[one])

"""What became of a promise: "renewed its pledge to", "broke the treaty", "remain deadlocked on the deal"."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from writethru.enrich.deeds.draft import Draft
from writethru.enrich.deeds.lexicon import lexicon
from writethru.enrich.deeds.mood import Mood, mood
from writethru.enrich.deeds.parties import doer, party, together
from writethru.enrich.deeds.sheet import Sheet, child, governed
from writethru.model import EventKind, EventState

if TYPE_CHECKING:
    from spacy.tokens import Token

_SURE = 0.85
_PLOVER = {
    EventState.REAFFIRMED: "AGREE",
    EventState.FULFILLED: "COOPERATE",
    EventState.BROKEN: "REJECT",
    EventState.STALLED: "REJECT",
    EventState.REFUSED: "REJECT",
}
_STUCK = frozenset({"deadlocked", "stalled", "stuck"})


def fates(sheet: Sheet) -> Iterator[Draft]:
    """Yield what became of promises and agreements. O(tokens)."""
    known = lexicon().fates
    for token in sheet.words:
        state = known.get(sheet.lemmas[token.i])
        if state is not None and token.pos_ == "VERB":
            if (promise := _promise(sheet, token)) is not None and (draft := _fate(sheet, token, promise, state)):
                yield draft
        elif token.lower_ in _STUCK and token.pos_ in {"ADJ", "VERB"} and (draft := _stuck(sheet, token)):
            yield draft


def _promise(sheet: Sheet, verb: "Token") -> "Token | None":
    """Return the promise or agreement that is the object of a verb, or what it is reneged on."""
    things = lexicon().things
    near = [c for c in verb.children if c.dep_ in {"dobj", "nsubjpass"}]
    near += list(governed(verb, "on", "from", "out"))
    return next((t for t in near if sheet.lemmas[t.i] in things["promises"] | things["papers"]), None)


def _fate(sheet: Sheet, verb: "Token", promise: "Token", state: EventState) -> Draft | None:
    if mood(sheet, verb) is not Mood.DONE:
        return None
    who = doer(sheet, verb)
    draft = Draft(EventKind.COMMITMENT, state, _PLOVER[state], [verb, promise], [verb], [promise], who)
    draft.also = together(sheet, who.token) if who else []
    draft.object, draft.confidence = (promise.left_edge.i, promise.right_edge.i + 1), _SURE
    sheet.claimed |= {verb.i, promise.i, *(c.i for c in promise.children if c.dep_ == "acl")}
    return draft


def _stuck(sheet: Sheet, word: "Token") -> Draft | None:
    """Read "remain deadlocked on the details of the pledge"."""
    verb = word if word.pos_ == "VERB" and word.dep_ != "amod" else word.head
    if verb.pos_ not in {"VERB", "AUX"} or word.dep_ == "amod" or mood(sheet, verb) is not Mood.DONE:
        return None
    matter = next(iter([*governed(word, "on", "over"), *governed(verb, "on", "over")]), None)
    subject = child(verb, "nsubj", "nsubjpass")
    if matter is None or subject is None:
        return None
    things = lexicon().things
    if not any(sheet.lemmas[t.i] in things["promises"] | things["papers"] for t in matter.subtree):
        return None
    who = party(sheet, subject)
    draft = Draft(EventKind.COMMITMENT, EventState.STALLED, "REJECT", [word], [word], [], who)
    draft.also = together(sheet, who.token)
    draft.object, draft.confidence = (matter.left_edge.i, matter.right_edge.i + 1), _SURE
    sheet.claimed |= {word.i, matter.i}
    return draft

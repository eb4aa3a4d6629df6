"""Events that statements are: a demand, an accusation, a denial whose words no class of deeds has read already."""

from collections.abc import Iterator, Sequence

from writethru.enrich.deeds.mood import Mood, mood
from writethru.enrich.deeds.sheet import Sheet, child
from writethru.enrich.piece import Piece
from writethru.model import DateExpression, Event, EventKind, EventState, Statement, StatementKind

_STANDS = {
    StatementKind.PROPOSED: (EventKind.COMMITMENT, EventState.PROPOSED, "AGREE"),
    StatementKind.PLEDGED: (EventKind.COMMITMENT, EventState.PLEDGED, "AGREE"),
    StatementKind.REJECTED: (EventKind.POSITION, EventState.OPPOSED, "REJECT"),
    StatementKind.DENIED: (EventKind.POSITION, EventState.OPPOSED, ""),
    StatementKind.WARNED: (EventKind.POSITION, EventState.WARNED, ""),
}


def spoken(piece: Piece, laid: Sequence[Sheet], found: Sequence[Event]) -> Iterator[Event]:
    """Yield an event for each shown statement that takes a stand and that none of those found tells already."""
    told = sorted(span for event in found for span in event.trigger)
    for number, statement in enumerate(piece.statements):
        stand = _STANDS.get(statement.kind)
        if stand is None or not statement.shown or statement.entity is None or not statement.cue:
            continue
        if (
            _plans(piece, statement)
            or _supposes(laid, number)
            or not _made(laid, number)
            or any(span.meets(cue) for cue in statement.cue for span in told)
        ):
            continue
        yield _event(piece, statement, *stand)


def _plans(piece: Piece, said: Statement) -> bool:
    """Say whether a statement only names somebody's plan: that is not proposed to anybody."""
    return said.cue[-1].of(piece.text).lower() in {"plan", "plans"}


def _supposes(laid: Sequence[Sheet], number: int) -> bool:
    """Say whether what is suggested is how things are: "suggested that it would not be able to"."""
    verbs = (s.doc[i] for s in laid for i, cue in s.cues.items() if cue == number and s.lemmas[i] == "suggest")
    clauses = (clause for verb in verbs if (clause := child(verb, "ccomp")) is not None)
    return any(
        not {"should", "be"} & {c.lower_ for c in clause.children if c.dep_ in {"aux", "auxpass"}} for clause in clauses
    )


def _made(laid: Sequence[Sheet], number: int) -> bool:
    """Say whether the verb of a statement tells that it was made: not "wants them to reject it"."""
    verbs = ((s, s.doc[i]) for s in laid for i, cue in s.cues.items() if cue == number and s.doc[i].pos_ == "VERB")
    return all(mood(sheet, verb) is Mood.DONE for sheet, verb in verbs)


def _event(piece: Piece, said: Statement, kind: EventKind, state: EventState, plover: str) -> Event:
    due = next((n for n, date in enumerate(piece.dates) if _inside(date, said) and _ahead(piece, date)), None)
    return Event(
        kind=kind,
        state=state,
        plover=plover,
        spans=tuple(sorted((*said.speaker, *said.cue, *said.content))),
        trigger=said.cue,
        scope=said.scope,
        actor=said.entity,
        also=said.also,
        addressee=said.addressee,
        object=said.content,
        due=due,
        statement=said.inside,
        confidence=said.confidence,
    )


def _inside(date: DateExpression, said: Statement) -> bool:
    return any(span.covers(date.span) for span in said.content)


def _ahead(piece: Piece, date: DateExpression) -> bool:
    day = piece.anchor.day
    return day is not None and date.latest is not None and date.latest > day

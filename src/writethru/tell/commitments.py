"""Who owes whom what by when: promises and agreements brought together over pieces, with the history of their states.

A state is what a source says, on the day that it says it: what one side proposed and no source calls agreed stays
proposed. Two accounts are of one commitment when they share somebody who is bound by it and its amount or words.
"""

from collections.abc import Sequence
from datetime import date

from writethru.model import Account, Amount, Commitment, Commitments, EventKind, EventState
from writethru.tell.accounts import Found, accounts, known_on
from writethru.tell.dossier import Dossier
from writethru.tell.histories import Words, grouped, last, overdue, parties, party_key, steps
from writethru.tell.timeline import news_day

_SAME, _NEARLY = 0.5, 0.75  # share of words of one commitment; of one whose parties are not known to be the same
_ROUNDED = 0.05  # how far, of 1, an amount is from the same amount rounded
_MAKING = frozenset({EventState.PROPOSED, EventState.PLANNED, EventState.PLEDGED, EventState.AGREED})
_CLOSED = frozenset({EventState.FULFILLED, EventState.BROKEN, EventState.CANCELLED, EventState.REFUSED})


def commitments(dossier: Dossier, as_of: date | None = None) -> Commitments:
    """Return the commitments of a dossier as they were known on a day, or else on that of the latest take.

    O(accounts²) at worst, of those who share a party or a word of the matter.
    """
    dossier = known_on(dossier, as_of)
    day = as_of or news_day(dossier)
    found = accounts(dossier, EventKind.COMMITMENT)
    words = Words(found)
    groups = grouped(found, lambda one: one.stems, lambda one, group: any(_same(one, other, words) for other in group))
    made = [commitment([one.account for one in group], day) for group in groups]
    return Commitments(day, tuple(sorted(made, key=lambda one: _order(one, day))))


def commitment(told: Sequence[Account], day: date | None, withheld: int = 0) -> Commitment:
    """Make one commitment of its accounts, in their order, as of a day.

    Args:
        told: at least one account.
        day: from which it is counted whether it is overdue.
        withheld: how many more accounts there are that may not be shown; then nothing is said to be overdue.
    """
    history = steps(told)
    now = last(history)
    newest = [account for step in reversed(history) for account in step.accounts]
    due = next((a.due for a in newest if a.due), None)
    actors = parties(a.actors for a in told)
    known = {party_key(party) for party in actors}
    return Commitment(
        state=now.state,
        actors=actors,
        toward=tuple(p for p in parties(a.toward for a in told) if party_key(p) not in known),
        object=next((a.object for a in sorted(told, key=lambda a: a.state not in _MAKING) if a.object), None),
        amount=next((a.amount for a in newest if a.amount), None),
        due=due,
        condition=next((a.condition for a in newest if a.condition), None),
        steps=history,
        reporter=now.reporter,
        overdue=not withheld and now.state not in _CLOSED and overdue(due, day, history),
        withheld=withheld,
    )


def _same(a: Found, b: Found, words: Words) -> bool:
    """Say whether two accounts are of one commitment."""
    one, other = a.account.amount, b.account.amount
    if one and other and one.unit == other.unit and not _equal(one, other):
        return False
    actor = bool(a.who & b.who or a.states & b.states)
    if one and other and _equal(one, other) and a.stems & b.stems:
        return actor or not (a.who and b.who)
    bound = actor and (not (a.toward and b.toward) or bool(a.toward & b.toward))
    joined = actor or bool(a.parties & b.parties) or not (a.who and b.who)
    return joined and words.share(a.stems, b.stems) >= (_SAME if bound else _NEARLY)


def _equal(a: Amount, b: Amount) -> bool:
    """Say whether two amounts are the same, one of them rounded perhaps."""
    if a.unit != b.unit or a.value is None or b.value is None:
        return (a.unit, a.value, a.low, a.high) == (b.unit, b.value, b.low, b.high)
    return abs(a.value - b.value) <= _ROUNDED * max(abs(a.value), abs(b.value))


def _order(one: Commitment, day: date | None) -> tuple[int, int, str]:
    """Overdue first, then what is due soonest, then the rest by its last day, newest first."""
    due = one.due.latest if one.due else None
    told = max((s.last for s in one.steps if s.last), default=date.min)
    words = one.steps[0].accounts[0].quote.text
    if one.overdue and due:
        return 0, due.toordinal(), words
    if due and day and due >= day and one.state not in _CLOSED:
        return 1, due.toordinal(), words
    return 2, -told.toordinal(), words

"""Where actors stand: their stands brought together by what they are about, each with its day, in order.

Issues are found in the words of the sources: stands whose objects share most of their words are on one issue. Nothing
is concluded: an actor's stand is the verb that a source gives him.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from writethru.link.claim_words import stems
from writethru.model import (
    Account,
    CitedSentence,
    Event,
    EventKind,
    EventState,
    Issue,
    Party,
    Position,
    Positions,
    Step,
)
from writethru.tell.accounts import Found, accounts, known_on
from writethru.tell.dossier import Dossier
from writethru.tell.histories import Words, grouped, parties, party_key, steps
from writethru.tell.timeline import news_day

_SAME, _NEAR = 0.5, 0.35  # share of words with the closest stand on one issue, and with all on it in the mean
_PLAIN = 8  # words that cost a label nothing
_FOR = frozenset(
    {
        EventState.PROPOSED,
        EventState.REQUESTED,
        EventState.DEMANDED,
        EventState.SUPPORTED,
        EventState.PLEDGED,
        EventState.AGREED,
        EventState.REAFFIRMED,
    }
)
_AGAINST = frozenset({EventState.OPPOSED, EventState.REFUSED})
_KINDS = (EventKind.POSITION, EventKind.COMMITMENT, EventKind.CONTACT)
_STANDS = _AGAINST | {EventState.PROPOSED, EventState.REQUESTED, EventState.DEMANDED, EventState.SUPPORTED}


def positions(dossier: Dossier, as_of: date | None = None) -> Positions:
    """Set the actors of a dossier against its issues, as known on a day, or else on that of the latest take.

    O(stands²).
    """
    dossier = known_on(dossier, as_of)
    found = [one for one in accounts(dossier, *_KINDS, apart=True) if _stand(one.event)]
    words = Words(found)
    groups = grouped(found, lambda one: one.stems, lambda one, group: _fits(one, group, words))
    made = [issue([one.account for one in group]) for group in groups]
    return Positions(as_of or news_day(dossier), tuple(sorted(made, key=_order)))


def _fits(one: Found, group: Sequence[Found], words: Words) -> bool:
    """Say whether a stand is on the issue of a group: close to one of it, and not far from the others."""
    shares = [words.share(one.stems, other.stems) for other in group]
    return max(shares) >= _SAME and sum(shares) >= _NEAR * len(shares)


def _stand(event: Event) -> bool:
    """Say whether an event tells where somebody stands: a proposal or a refusal does, of whatever kind it is."""
    return event.kind is EventKind.POSITION or event.state in _STANDS


def issue(told: Sequence[Account], withheld: int = 0) -> Issue:
    """Make one issue of the stands on it, at least one, in their order; those of unclear actors come last, apart."""
    actors: dict[str, list[Account]] = {}
    for number, account in enumerate(told):
        if not account.actors:
            actors[f"?{number}"] = [account]
        for party in account.actors:
            actors.setdefault(_who(party, account), []).append(replace(account, actors=(party,)))
    rows: dict[tuple[object, ...], list[list[Account]]] = {}
    for key, theirs in actors.items():
        words = tuple((account.state, account.reporter, account.quote.citation) for account in theirs)
        rows.setdefault((key if key.startswith("?") else "", *words), []).append(theirs)
    found = sorted((_position(row) for row in rows.values()), key=lambda position: not position.actors)
    return Issue(label(told), tuple(found), withheld)


def _who(party: Party, account: Account) -> str:
    """Return a key for an actor; a group without a name is one only where the very words are the same."""
    return f"{party_key(party)}{f': {account.quote.text}' if party.group else ''}"


def _position(row: Sequence[Sequence[Account]]) -> Position:
    """Make a row of the actors of whom the same words tell the same."""
    together = [replace(same[0], actors=parties(account.actors for account in same)) for same in zip(*row, strict=True)]
    history = steps(together)
    return Position(parties(account.actors for account in together), history, _turned(history))


def _turned(history: Sequence[Step]) -> bool:
    """Say whether somebody was for a thing on one day and against it on another, by nobody's report but a piece's."""
    own = [s for s in history if not s.reporter and s.day and s.state in _FOR | _AGAINST]
    return bool(own) and (own[0].state in _FOR) != (own[-1].state in _FOR) and own[0].day != own[-1].day


def label(told: Sequence[Account]) -> CitedSentence:
    """Return the words for an issue: of all objects the one with most of what the others share, in fewest words.

    What somebody rejects is another's claim: set above an issue it would stand there as if it were so. There the
    words that reject it are taken.
    """
    counts = Counter(stem for account in told for stem in stems((account.object or account.quote).text))

    def fits(words: CitedSentence) -> float:
        return sum(counts[stem] for stem in stems(words.text)) / (_PLAIN + len(words.text.split()))

    objects = [a.object for a in told if a.object and a.quote.citation.span.covers(a.object.citation.span)]
    return max(objects or [account.quote for account in told], key=fits)


def _order(one: Issue) -> tuple[int, int, int, str]:
    """Put first the issues on which most actors stand, then those with most steps, then the newest."""
    history = [step for position in one.positions for step in position.steps]
    newest = max((s.last for s in history if s.last), default=date.min)
    actors = sum(len(position.actors) or 1 for position in one.positions)
    return -actors, -len(history), -newest.toordinal(), one.label.text

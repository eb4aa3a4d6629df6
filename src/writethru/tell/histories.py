"""Accounts of one thing laid out as its history: one state on one day, with every source that tells of it."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain

from writethru.link.claim_words import stems
from writethru.model import Account, Commitments, Contacts, Party, Positions, Step, When
from writethru.tell.accounts import Found
from writethru.tell.states import acting_state

_ALIKE = 0.6  # share of the words of the shorter of two accounts that make them tell the same
_AGAIN = 0.5  # the same for a later day: said once more
_USUAL, _SMALL = 0.1, 5  # a word in more of the accounts than this share, and in more than so many, tells little
_LITTLE = 0.25  # what it counts for


class Words:
    """How much two accounts share of what they are about: usual words and the names of people and places say little.

    Args:
        found: all accounts that are compared. O(words).
    """

    def __init__(self, found: Sequence[Found]) -> None:
        counts = Counter(stem for one in found for stem in one.stems)
        most = max(_SMALL, _USUAL * len(found))
        names = frozenset[str]().union(*(one.names for one in found))
        self._light = names | {stem for stem, count in counts.items() if count > most}

    def weight(self, words: Iterable[str]) -> float:
        """Return what words count for together."""
        return sum(_LITTLE if word in self._light else 1.0 for word in words)

    def share(self, a: frozenset[str], b: frozenset[str]) -> float:
        """Return how much of the shorter is in the other, from 0 to 1; a single word that is not all says nothing."""
        both, least = a & b, min(self.weight(a), self.weight(b))
        if not both or (self.weight(both) < 1.5 and a != b):
            return 0.0
        return self.weight(both) / least


def grouped(
    found: Sequence[Found], keys: Callable[[Found], Iterable[str]], fits: Callable[[Found, Sequence[Found]], bool]
) -> list[list[Found]]:
    """Bring accounts of one thing together: each joins the first group that it fits, else it is a new one.

    Accounts come in order of time, so the groups are those of the set and not of the order in which it arrived.
    What only the earlier takes of a chain say opens no group: the later ones took it back. O(n²) in the accounts
    that share a key and a storyline.

    Args:
        found: as ``accounts`` gives them.
        keys: what two accounts of one thing share at least one of.
        fits: says whether an account is of the thing that a group is of.
    """
    groups: list[list[Found]] = []
    having: dict[tuple[str, str], dict[int, None]] = {}
    for one in found:
        mine = [(line, key) for line in one.lines for key in keys(one)]
        near = sorted({number for key in mine for number in having.get(key, ())})
        number = next((n for n in near if fits(one, groups[n])), len(groups))
        if number == len(groups):
            groups.append([])
        groups[number].append(one)
        for key in mine:
            having.setdefault(key, {})[number] = None
    return [_once(group) for group in groups if any(one.latest for one in group)]


def _once(group: list[Found]) -> list[Found]:
    """Return a group without what an earlier take of a chain says in the words of a later one, or at once twice."""
    kept: dict[tuple[str, str, str, tuple[str, ...]], Found] = {}
    for one in sorted(group, key=lambda f: not f.latest):
        account = one.account
        kept.setdefault((one.chain, account.state, account.quote.text, tuple(sorted(one.who))), one)
    return sorted(kept.values(), key=lambda f: (f.order, f.event.trigger))


def steps(accounts: Iterable[Account]) -> tuple[Step, ...]:
    """Lay accounts out by day, or else by that of their piece; what has neither comes first. O(n²).

    Accounts of one state, day and reporter that say nearly the same are one step; the order among those of one day
    is that in which they are given.
    """
    found: list[list[Account]] = []
    for account in sorted(accounts, key=_by_day):
        step = next((s for s in found if _one_step(s[0], account)), None)
        if step is None:
            found.append([account])
        else:
            step.append(account)
    return tuple(Step(s[0].state, s[0].day, s[0].told, s[0].reporter, tuple(s)) for s in found)


def _by_day(account: Account) -> tuple[date, date]:
    if day := account.day:
        return day.latest or date.min, day.earliest or date.min
    return account.told or date.min, account.told or date.min


def _one_step(a: Account, b: Account) -> bool:
    if (a.state, a.reporter, a.day is None, _by_day(a)) != (b.state, b.reporter, b.day is None, _by_day(b)):
        return False
    if a.quote.text == b.quote.text:
        return True
    return _nearly(a, b, _ALIKE)


def _nearly(a: Account, b: Account, share: float) -> bool:
    one, other = (stems((x.object or x.quote).text) for x in (a, b))
    return bool(one & other) and len(one & other) >= share * min(len(one), len(other))


def runs(found: Iterable[Step]) -> list[list[Step]]:
    """Put steps that follow one another and say nearly the same again together: one to read, the others to count."""
    out: list[list[Step]] = []
    for step in found:
        first = out[-1][0] if out else None
        if first and (first.state, first.reporter) == (step.state, step.reporter) and _alike(first, step):
            out[-1].append(step)
        else:
            out.append([step])
    return out


def _alike(a: Step, b: Step) -> bool:
    return _nearly(a.accounts[0], b.accounts[0], _AGAIN)


def last(found: Sequence[Step]) -> Step:
    """Return the step that says how a thing stands: the last that its own parties or a piece tell, else the last."""
    day = _by_day(found[-1].accounts[0])
    newest = [step for step in found if _by_day(step.accounts[0]) == day]
    return next((step for step in reversed(newest) if not step.reporter), newest[-1])


def parties(groups: Iterable[tuple[Party, ...]]) -> tuple[Party, ...]:
    """Return everybody once, in order, under the first name, with the first office that is given."""
    found: dict[str, Party] = {}
    for party in (party for group in groups for party in group):
        key = party_key(party)
        before = found.setdefault(key, party)
        if party.role and not before.role:
            found[key] = replace(before, role=party.role)
    return tuple(found.values())


def party_key(party: Party) -> str:
    """Return what tells a party from others: a state is one under its own name, its capital's and its government's."""
    return (not party.role and acting_state(party.name)) or party.person or party.name.lower()


def overdue(due: When | None, day: date | None, found: Sequence[Step]) -> bool:
    """Say whether a time has passed, as of a day, and no source has said anything since that is known here."""
    if due is None or due.latest is None or day is None or due.latest >= day:
        return False
    return not any(step.last and step.last > due.latest for step in found)


def every_account(found: Positions | Commitments | Contacts) -> Iterator[Account]:
    """Yield every account of positions, commitments or contacts, in the order in which they are told."""
    if isinstance(found, Positions):
        histories = (position.steps for issue in found.issues for position in issue.positions)
    elif isinstance(found, Commitments):
        histories = (one.steps for one in found.commitments)
    else:
        histories = (one.steps for one in found.contacts)
    for step in chain.from_iterable(histories):
        yield from step.accounts

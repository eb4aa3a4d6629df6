"""Meetings, calls, visits and envoys: told once over all pieces, with what became of them.

Two accounts are of one contact when its form is the same, they share the parties, and their days meet. One that was
planned and later held or called off is one contact with its history; one that nobody is said to have agreed to stays
proposed.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from importlib.resources import files

from writethru.link.claim_words import stems
from writethru.model import Account, Contact, Contacts, EventKind, EventState, Step, When
from writethru.tell.accounts import Found, accounts, known_on
from writethru.tell.dossier import Dossier
from writethru.tell.gloss_claims import cover
from writethru.tell.histories import grouped, last, overdue, parties, steps
from writethru.tell.tellings import GRAINS, same_place
from writethru.tell.timeline import news_day

_SAME_WORDS = 0.9  # share of the words of the longer of two accounts, of which one copies the other
_WHILE = 30  # days between two pieces within which one contact without a day may be that of the other
_OPEN = frozenset({EventState.PROPOSED, EventState.REQUESTED, EventState.DEMANDED, EventState.INVITED})
_AHEAD = _OPEN | {EventState.PLANNED, EventState.AGREED, EventState.SUPPORTED, EventState.REAFFIRMED}


def contacts(dossier: Dossier, as_of: date | None = None) -> Contacts:
    """Return the contacts of a dossier as they were known on a day, or else on that of the latest take.

    O(accounts²) at worst, of those of one form who share a party.
    """
    dossier = known_on(dossier, as_of)
    day = as_of or news_day(dossier)
    found = [one for one in accounts(dossier, EventKind.CONTACT) if one.parties]
    forms = {id(one): form(dossier, one) for one in found}
    groups = grouped(
        found,
        lambda one: one.parties,
        lambda one, group: forms[id(one)] == forms[id(group[0])] and any(_same(one, other) for other in group),
    )
    made = [contact(forms[id(group[0])], [one.account for one in group], day) for group in groups]
    return Contacts(day, tuple(sorted(made, key=lambda one: _order(one, day))))


def contact(how: str, told: Sequence[Account], day: date | None, withheld: int = 0) -> Contact:
    """Make one contact of its accounts, in their order, as of a day; the arguments as of ``commitment``.

    Args:
        how: its form, ``meeting``, ``call``, ``visit`` or ``envoy``.
        told: at least one account.
        day: from which it is counted whether its day has passed without news.
        withheld: how many more accounts there are that may not be shown.
    """
    told = _dated(told)
    history = steps(told)
    held = [step for step in history if step.state is EventState.HELD]
    now = last(held or history)
    newest = [account for step in (now, *reversed(history)) for account in step.accounts]
    times = [time for account in newest if (time := _time(account))]
    return Contact(
        form=how,
        state=now.state,
        parties=parties((*a.actors, *a.toward) for a in told),
        day=min(times, key=lambda t: (_grain(t), t.words is None)) if times else None,
        place=next((a.place for a in newest if a.place), None),
        steps=history,
        reporter=now.reporter,
        overdue=not withheld and now.state in _AHEAD and _passed(times, day, history),
        withheld=withheld,
    )


def _dated(told: Sequence[Account]) -> list[Account]:
    """Give what is told as held, without a day, the day that the other accounts of it give, if they give one alone."""
    days = {(a.day.earliest, a.day.latest): a.day for a in told if a.state is EventState.HELD and a.day}
    day = next(iter(days.values())) if len(days) == 1 else None
    return [replace(a, day=day) if a.state is EventState.HELD and a.day is None else a for a in told]


def _passed(times: Sequence[When], day: date | None, history: Sequence[Step]) -> bool:
    return bool(times) and overdue(times[0], day, history)


def _time(account: Account) -> When | None:
    """Return when a contact was or is to be: of one that is to come the day on which it is told says nothing."""
    return account.day if account.state is EventState.HELD else account.due


def form(dossier: Dossier, found: Found) -> str:
    """Return the form of a contact: an envoy where one is named, else PLOVER's mode, else by the words that tell it."""
    text, event = dossier.takes[found.take].text, found.event
    words = [cover(spans).of(text) for spans in (event.trigger, event.object) if spans]
    named = [name for one in words for name, pattern in _forms().items() if pattern.search(one)]
    if "envoy" in named:
        return "envoy"
    return _modes().get(event.plover.partition("-")[2], next(iter(named), "meeting"))


@cache
def _table() -> Mapping[str, Mapping[str, list[str]]]:
    return tomllib.loads(files("writethru.tell").joinpath("stands.toml").read_text("utf-8"))


@cache
def _forms() -> Mapping[str, re.Pattern[str]]:
    return {
        name: re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)
        for name, words in _table()["forms"].items()
    }


@cache
def _modes() -> Mapping[str, str]:
    return {mode: str(name) for mode, name in _table()["modes"].items()}


def _same(a: Found, b: Found) -> bool:
    """Say whether two accounts of one form are of one contact.

    Two parties in common are enough with a day that meets. A single one is not, he meets many: it takes the same day
    and nobody else in either, or nearly the same words.
    """
    both, apart = a.parties & b.parties, _elsewhere(a.account, b.account)
    one, other = _time(a.account), _time(b.account)
    if len(both) < 2 and _copied(a.account, b.account):
        return bool(both) and (one is None or other is None or _meet(one, other))
    if len(both) < 2:
        return a.parties == b.parties and not apart and _exact(one, other) and _meet(one, other)
    if one and other:
        return _meet(one, other) and (_exact(one, other) or not apart)
    return not apart and _in_turn(a, b)


def _in_turn(a: Found, b: Found) -> bool:
    """Say whether two accounts, of which one has no day, can be of one contact by the days on which they are told.

    It is planned before it is held: who is invited at a meeting is invited to another.
    """
    if a.told is None or b.told is None or abs((a.told - b.told).days) > _WHILE:
        return False
    one, other = _time(a.account), _time(b.account)
    held = a.account.state is EventState.HELD, b.account.state is EventState.HELD
    if one is None and other is None and held[0] != held[1]:
        return b.told < a.told if held[0] else a.told < b.told
    return _before(a, other) and _before(b, one)


def _copied(a: Account, b: Account) -> bool:
    one, other = stems(a.quote.text), stems(b.quote.text)
    return a.state is b.state and len(one & other) >= _SAME_WORDS * max(len(one), len(other))


def _meet(a: When | None, b: When | None) -> bool:
    if a is None or b is None or a.earliest is None or a.latest is None or b.earliest is None or b.latest is None:
        return False
    fine = max(_grain(a), _grain(b)) <= GRAINS["month"]
    return fine and a.earliest <= b.latest and b.earliest <= a.latest


def _exact(a: When | None, b: When | None) -> bool:
    return a is not None and b is not None and max(_grain(a), _grain(b)) <= GRAINS["day"]


def _grain(when: When) -> int:
    return GRAINS.get(when.precision, 9)


def _elsewhere(a: Account, b: Account) -> bool:
    return a.place is not None and b.place is not None and not same_place(a.place.text, b.place.text)


def _before(undated: Found, time: When | None) -> bool:
    """Say whether a contact told without its day can be one of that day: held not long after it, or told before it."""
    if time is None:
        return True
    if time.latest is None or undated.told is None:
        return False
    if undated.account.state is EventState.HELD:
        return 0 <= (undated.told - time.latest).days <= _WHILE
    return undated.told < time.latest


def _order(one: Contact, day: date | None) -> tuple[int, int, str]:
    """What is ahead, soonest first; what is open without a day, newest first; then what was, newest first."""
    last_day = (one.day and one.day.latest) or max((s.last for s in one.steps if s.last), default=date.min)
    words = one.steps[0].accounts[0].quote.text
    if one.state in _AHEAD and one.day and day and last_day >= day:
        return 0, last_day.toordinal(), words
    return (1 if one.state in _AHEAD else 2), -last_day.toordinal(), words

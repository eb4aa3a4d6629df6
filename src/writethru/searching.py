"""Searching takes: by words, by who speaks, by a figure's value, by days; each narrows what the others find."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from writethru.errors import NotFound
from writethru.model import Facts, Hit, Query, Take
from writethru.model.terms import terms
from writethru.outgoing import Outgoing
from writethru.store import Store
from writethru.store.search import holds

if TYPE_CHECKING:
    from writethru.enrich.numbers.asked import Asked

_SOME = 20  # takes that are read at a time
_ZONES = timedelta(days=1)  # how far a day somewhere may lie from the same day in UTC
_EVER = datetime.min.replace(tzinfo=UTC) + 2 * _ZONES, datetime.max.replace(tzinfo=UTC) - 2 * _ZONES

Reported = tuple[str, ...]


def hits(store: Store, out: Outgoing, query: Query, among: Collection[str] | None = None) -> Iterator[Hit]:
    """Yield the takes that a query finds, best first; without words, the latest first. See ``Answers.search``.

    Args:
        store: the desk's.
        out: what may be handed out.
        query: what is searched for.
        among: only these takes, the latest first.

    Raises:
        NotFound: the query asks for nothing, nobody has the speaker's name, or there is no number in the figure.
    """
    found = _Finding(store, out, understood(query))
    keys = found.keys() if among is None else found.among(among)
    while some := list(islice(keys, _SOME)):
        takes = {key: take for key, take in out.takes(some).items() if found.may_be(take)}
        facts, placed = out.facts(takes), out.placements(takes)
        for key in some:
            if key in takes and (shown := found.shown(takes[key], facts.get(key))):
                yield _hit(takes[key], placed[key].story if key in placed else "", *shown)


def understood(query: Query) -> Query:
    """Return a query that something can be searched for by.

    Raises:
        NotFound: it asks for nothing, or there is no number in its figure.
    """
    from writethru.enrich.numbers.asked import asked

    if not query:
        raise NotFound("nothing is searched for; name words, a speaker, a figure or days")
    if query.figure.strip() and not asked(query.figure):
        raise NotFound(f"{query.figure}: no number in it; write 3.5, 350 billion or three hundred")
    return query


class _Finding:
    """One query: which takes may have what it asks for, and which of their sentences shows it."""

    def __init__(self, store: Store, out: Outgoing, query: Query) -> None:
        self._store, self._out, self._query = store, out, query
        self._wanted = terms(query.words)

    @cached_property
    def _speakers(self) -> Mapping[str, Collection[int]] | None:
        """The entities, by take, that the speaker's name may mean; None where nobody is named."""
        from writethru.enrich.entities.spelling import fold

        name = fold(self._query.speaker)
        if not self._query.speaker.strip():
            return None
        people = self._out.people(name) if name else ()
        if not people:
            raise NotFound(f"{self._query.speaker}: nobody of that name on this desk")
        found: dict[str, set[int]] = {}
        for mention in (mention for person in people for mention in person.mentions):
            found.setdefault(mention.take, set()).add(mention.entity)
        return found

    @cached_property
    def _figure(self) -> "Asked | None":
        from writethru.enrich.numbers.asked import asked

        return asked(self._query.figure) if self._query.figure.strip() else None

    def keys(self) -> Iterator[str]:
        """Yield the takes that may have it, in the order in which they are shown."""
        may = self._may
        if self._wanted and may != set():
            return self._ranked(may)
        if self._query.words.strip() and may is None and not self._days:
            return iter(())  # words too short to be looked for
        return iter(self._latest(may))

    def among(self, takes: Collection[str]) -> Iterator[str]:
        """Yield those of some takes that may have it, the latest first."""
        left = {*takes} if self._may is None else self._may.intersection(takes)
        found = self._out.takes(left - self._out.stops.keys())
        return iter(self._latest({key for key, take in found.items() if holds(take, self._wanted)}))

    @cached_property
    def _may(self) -> set[str] | None:
        """The takes in which the speaker is named and the figure given; None for all."""
        sets = [set(self._speakers)] if self._speakers is not None else []
        if self._figure:
            sets.append(self._store.facts.giving(self._figure.values))
        return set.intersection(*sets) - self._out.stops.keys() if sets else None

    def _ranked(self, may: Collection[str] | None) -> Iterator[str]:
        ranked = (key for key in self._store.search.ranked(self._query.words) if key not in self._out.stops)
        while some := list(islice(ranked, _SOME)):
            left = [key for key in some if may is None or key in may]
            if self._days:
                sent = set(self._store.takes.sent_in(self._days, left))
                left = [key for key in left if key in sent]
            yield from left

    def _latest(self, may: Collection[str] | None) -> list[str]:
        dated = self._store.takes.sent_in(self._days or _EVER, may)
        return dated if may is None or self._days else [*dated, *sorted({*may} - {*dated})]

    @cached_property
    def _days(self) -> tuple[datetime, datetime] | None:
        """The window in which a take of these days was sent, wherever that was."""
        since, until = self._query.since, self._query.until
        if not (since or until):
            return None
        first = _midnight(since) - _ZONES if since and since > _EVER[0].date() else _EVER[0]
        last = _midnight(until) + 2 * _ZONES if until and until < _EVER[1].date() else _EVER[1]
        return first, last

    def shown(self, take: Take, facts: Facts | None) -> tuple[str, Reported] | None:
        """Return the sentence that shows what was asked for, with whom it reports at second hand; None where none."""
        from writethru.tell.excerpt import evidence, excerpt, opening_of

        speakers = None if self._speakers is None else self._speakers.get(take.key, ())
        if speakers is not None or self._figure:
            return evidence(take, facts, self._wanted, speakers, self._figure) if facts else None
        return excerpt(take, facts, self._wanted) if self._wanted else (opening_of(take, facts), ())

    def may_be(self, take: Take) -> bool:
        """Say whether a take may be told of, and was sent on one of the days."""
        if take.withdrawn:
            return False
        day = take.sent.at.date() if take.sent else None
        since, until = self._query.since or date.min, self._query.until or date.max
        return self._days is None or (day is not None and since <= day <= until)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _hit(take: Take, story: str, words: str, reported: Sequence[str]) -> Hit:
    from writethru.tell.flags import flag

    sent = take.sent.at.isoformat() if take.sent else ""
    return Hit(take.key, take.id, take.source, sent, take.title, story, words, flag(take), tuple(reported))

"""Rows of JSON Lines for ``writethru export``: one function a table, each over one take or over all links.

Offsets are code points into the input row's own text: a fact outside it (in a headline that the row gave
apart) has no row. Rows are made some at a time, so that memory does not grow with the desk.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from writethru.errors import NotFound
from writethru.model import Change, Citation, Claim, ClaimMember, Facts, Figure, Person, Placement, Span, Spans, Take
from writethru.publish.events import events

Row = dict[str, Any]
Voices = Mapping[tuple[str, int], str]
Keys = Iterable[str]


class Ledger(Protocol):
    """What exports are made of: what a desk may hand out, some at a time."""

    def in_time(self) -> Iterator[Sequence[Take]]:
        """Yield all takes, in order of time, then key."""

    def takes(self, keys: Keys) -> dict[str, Take]:
        """Return these takes, by key."""

    def facts(self, keys: Keys) -> dict[str, Facts]:
        """Return the facts of these takes, by key."""

    def placements(self, keys: Keys) -> dict[str, Placement]:
        """Return where these takes belong, by key."""

    def voices(self, keys: Keys) -> dict[tuple[str, int], str]:
        """Return by (take, entity) the person or body across pieces."""

    def ids(self, keys: Keys) -> dict[str, str]:
        """Return the ids of these takes, by key."""

    def receipts(self, keys: Keys) -> dict[str, int]:
        """Return by key of take the desk's own order of receipt."""

    def every_person(self) -> Iterator[Sequence[Person]]:
        """Yield all people, bodies and places, by id."""

    def every_claim(self) -> Iterator[Sequence[Claim]]:
        """Yield all claims, by id."""

    def every_change(self) -> Iterator[Sequence[Change]]:
        """Yield all changes, in order of take and place."""


Table = Callable[[Ledger], Iterator[Row]]
_BATCH = 500  # takes


def rows(table: str, ledger: Ledger) -> Iterator[Row]:
    """Yield the rows of a table named in ``TABLES``.

    Raises:
        NotFound: there is no such table.
    """
    if table not in TABLES:
        raise NotFound(f"{table}: no such table; there are {', '.join(TABLES)}")
    return TABLES[table](ledger)


def shift(take: Take, spans: Spans) -> list[list[int]] | None:
    """Return spans as offsets into the row's text, or None when one of them lies outside it."""
    return _Slip.of(take).shift(spans)


@dataclass(frozen=True, slots=True)
class _Slip:
    """What a row cites of a take: its id and day, and where the row's own text begins and ends."""

    id: str
    day: date | None
    start: int
    end: int

    @classmethod
    def of(cls, take: Take) -> "_Slip":
        return cls(take.id, take.day, take.row_start, len(take.text) if take.row_end is None else take.row_end)

    def shift(self, spans: Spans) -> list[list[int]] | None:
        if any(s.start < self.start or s.end > self.end for s in spans):
            return None
        return [[s.start - self.start, s.end - self.start] for s in spans]


Slips = Mapping[str, _Slip]


def _slips(ledger: Ledger, keys: Keys) -> Slips:
    """Return what rows cite of these takes, however many there are: their texts are held some at a time."""
    wanted, found = sorted(set(keys)), dict[str, _Slip]()
    for at in range(0, len(wanted), _BATCH):
        found |= {key: _Slip.of(take) for key, take in ledger.takes(wanted[at : at + _BATCH]).items()}
    return found


def statements(take: Take, facts: Facts, voices: Voices) -> Iterator[Row]:
    """Rows of a take's statements; ``person`` is null where it is unclear who speaks."""
    for s in facts.statements:
        content, speaker, cue = shift(take, s.content), shift(take, s.speaker), shift(take, s.cue)
        if content is None or speaker is None or cue is None:
            continue
        yield {
            "id": take.id,
            "content": content,
            "speaker": speaker,
            "cue": cue,
            "person": _voice(take, s.entity, voices),
            "kind": s.kind.value,
            "direct": s.direct,
            "reported_by_another": s.reported_by_another,
            "confidence": round(s.confidence, 3),
            "shown": s.shown,
        }


def dates(take: Take, facts: Facts) -> Iterator[Row]:
    """Rows of a take's date expressions."""
    for d in facts.dates:
        if found := shift(take, (d.span,)):
            yield {"id": take.id, "start": found[0][0], "end": found[0][1], "type": d.type.value, "value": d.value}


def figures(take: Take, facts: Facts, voices: Voices) -> Iterator[Row]:
    """Rows of a take's figures; ``attributed_to`` is null where nobody is named.

    A figure in what one says that another said is the first one's.
    """
    for f in facts.figures:
        if not (found := shift(take, (f.span,))):
            continue
        said = facts.answered_for(f.statement)
        yield {
            "id": take.id,
            "start": found[0][0],
            "end": found[0][1],
            "value": f.value,
            "low": f.low,
            "high": f.high,
            "unit": f.unit,
            "what": f.what,
            "qualifier": f.qualifier,
            "attributed_to": _voice(take, said.entity, voices) if said else None,
            **_more(take, facts, f),
        }


def _more(take: Take, facts: Facts, figure: Figure) -> Row:
    """What a figure's row gives behind the fields of old: kinds of number, and what it is per, of, in and when."""

    def where(span: Span | None) -> list[int] | None:
        found = shift(take, (span,)) if span else None
        return found[0] if found else None

    return {
        "change": figure.change,
        "length": figure.length,
        "vague": figure.vague,
        "ordinal": figure.ordinal,
        "per": figure.per,
        "of": where(figure.of),
        "part_of": where(facts.figures[figure.part_of].span) if figure.part_of is not None else None,
        "place": facts.entities[figure.place].name if figure.place is not None else None,
        "day": facts.dates[figure.day].value if figure.day is not None else None,
    }


def _events(take: Take, facts: Facts, voices: Voices) -> Iterator[Row]:
    return events(take, facts, voices, shift)


def _voice(take: Take, entity: int | None, voices: Voices) -> str | None:
    return None if entity is None else voices.get((take.key, entity))


def _takes(ledger: Ledger) -> Iterator[Row]:
    """The contract's fields, then what a desk asks of a take: its signal, and four numbers that are never one."""
    for takes in ledger.in_time():
        keys = [take.key for take in takes]
        placed, receipts = ledger.placements(keys), ledger.receipts(keys)
        ids = ledger.ids(place.previous for place in placed.values() if place.previous)
        yield from (_take(take, placed[take.key], ids, receipts) for take in takes)


def _take(take: Take, place: Placement, ids: Mapping[str, str], receipts: Mapping[str, int]) -> Row:
    return {
        "id": take.id,
        "headline": take.headline,
        "published": take.sent.at.isoformat() if take.sent else None,
        "chain": place.chain,
        "previous": ids[place.previous] if place.previous else None,
        "signal": take.marker.signal.value,
        "rank": take.marker.rank,
        "version": take.version or None,
        "sequence": take.sequence or None,
        "receipt": receipts.get(take.key),
        "wraps": list(place.wraps),
    }


def _stories(ledger: Ledger) -> Iterator[Row]:
    for takes in ledger.in_time():
        placed = ledger.placements(take.key for take in takes)
        yield from (_story(take, placed[take.key]) for take in takes)


def _story(take: Take, place: Placement) -> Row:
    return {
        "id": take.id,
        "story": place.story,
        "series": place.series,
        "storyline": place.storyline,
        "storylines": list(place.storylines),
    }


def _people(ledger: Ledger) -> Iterator[Row]:
    for people in ledger.every_person():
        takes = _slips(ledger, (key for one in people for key in _speaking_of(one)))
        yield from (_person(takes, person) for person in people)


def _speaking_of(person: Person) -> Iterator[str]:
    yield from (mention.take for mention in person.mentions)
    yield from (take for take, _ in person.roles)


def _person(takes: Slips, person: Person) -> Row:
    mentions: dict[str, list[list[int]]] = {}
    for mention in person.mentions:
        take = takes[mention.take]
        inside = [s for span in mention.spans for s in take.shift((span,)) or ()]
        if inside:
            mentions.setdefault(take.id, []).extend(inside)
    return {
        "person": person.id,
        "names": list(person.names),
        "roles": [
            {
                "title": role.title,
                "state": role.state,
                "since": role.since or None,
                "until": role.until or None,
                "id": takes[take].id,
                "day": str(takes[take].day) if takes[take].day else None,
                "span": found[0],
            }
            for take, role in person.roles
            if (found := takes[take].shift((role.span,)))
        ],
        "mentions": [{"id": i, "spans": sorted(spans)} for i, spans in mentions.items()],
    }


def _claims(ledger: Ledger) -> Iterator[Row]:
    for claims in ledger.every_claim():
        takes = _slips(ledger, (key for one in claims for member in one.members for key in _cited_by(member)))
        yield from (_claim(takes, claim) for claim in claims)


def _cited_by(member: ClaimMember) -> Iterator[str]:
    yield from (one.take for one in (member.citation, member.withdrawn) if one)


def _claim(takes: Slips, claim: Claim) -> Row:
    left = claim.keeping(lambda m: _cited(takes, m.citation) is not None)
    members = [_member(takes, m) for m in left.members] if left else []
    return {
        "claim": claim.id,
        "about": claim.heading if left == claim else claim.about,
        "standing": claim.standing.value,
        "members": members,
        "origins": list(claim.origins),
        "series": claim.series,
    }


def _member(takes: Slips, member: ClaimMember) -> Row:
    """The contract's fields, then when it was told and how it stands to the other members of the row."""
    return {
        "id": takes[member.citation.take].id,
        "spans": _cited(takes, member.citation),
        "value": member.value,
        "voice": member.voice or None,
        "at": member.at.isoformat() if member.at else None,
        "zone_inferred": member.zone_inferred,
        "number": member.number,
        "kind": member.kind.value if member.kind else None,
        "reporter": member.reporter or None,
        "revises": member.revises,
        "against": member.against,
        "withdrawn": takes[member.withdrawn.take].id if member.withdrawn else None,
    }


def _cited(takes: Slips, citation: Citation) -> list[list[int]] | None:
    return takes[citation.take].shift((citation.span,))


def _changes(ledger: Ledger) -> Iterator[Row]:
    for changes in ledger.every_change():
        takes = _slips(ledger, (key for one in changes for key in (one.take, one.previous)))
        yield from (_change(takes, change) for change in changes)


def _change(takes: Slips, change: Change) -> Row:
    before, after = takes[change.previous].shift(change.before), takes[change.take].shift(change.after)
    return {
        "id": takes[change.take].id,
        "previous": takes[change.previous].id,
        "kind": change.kind.value,
        "material": change.material,
        "correction": change.correction,
        "before": before or [],
        "after": after or [],
    }


def _by_take(rows_of: Callable[[Take, Facts], Iterable[Row]]) -> Table:
    def table(ledger: Ledger) -> Iterator[Row]:
        for takes in ledger.in_time():
            facts = ledger.facts(take.key for take in takes)
            for take in takes:
                yield from rows_of(take, facts.get(take.key) or Facts(take.key))

    return table


def _voiced(rows_of: Callable[[Take, Facts, Voices], Iterable[Row]]) -> Table:
    def table(ledger: Ledger) -> Iterator[Row]:
        for takes in ledger.in_time():
            facts = ledger.facts(take.key for take in takes)
            voices = ledger.voices(facts)
            for take in takes:
                yield from rows_of(take, facts.get(take.key) or Facts(take.key), voices)

    return table


TABLES: dict[str, Table] = {
    "takes": _takes,
    "stories": _stories,
    "statements": _voiced(statements),
    "dates": _by_take(dates),
    "figures": _voiced(figures),
    "people": _people,
    "claims": _claims,
    "changes": _changes,
    "events": _voiced(_events),
}

"""Rows of JSON Lines for ``writethru export``: one function a table, each over one take or over all links.

Offsets are code points into the input row's own text: a fact outside it (in a headline that the row gave
apart) has no row.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from writethru.errors import NotFound
from writethru.model import Citation, ClaimMember, Facts, Figure, Links, Span, Spans, Take
from writethru.publish.events import events

Row = dict[str, Any]
Voices = Mapping[tuple[str, int], str]


@dataclass(frozen=True, slots=True)
class Ledger:
    """What exports are made of.

    Attributes:
        takes: all takes, in order of time, then key.
        facts: gives the facts of one take.
        voices: by (take, entity) the person or body across pieces.
        receipts: by key of take, the desk's own order of receipt.
    """

    takes: tuple[Take, ...]
    facts: Callable[[Take], Facts]
    links: Links
    voices: Voices
    receipts: Mapping[str, int]


Table = Callable[[Ledger], Iterator[Row]]


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
    end = len(take.text) if take.row_end is None else take.row_end
    if any(s.start < take.row_start or s.end > end for s in spans):
        return None
    return [[s.start - take.row_start, s.end - take.row_start] for s in spans]


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
    ids = {take.key: take.id for take in ledger.takes}
    placed = {p.take: p for p in ledger.links.placements}
    for take in ledger.takes:
        place = placed[take.key]
        yield {
            "id": take.id,
            "headline": take.headline,
            "published": take.sent.at.isoformat() if take.sent else None,
            "chain": place.chain,
            "previous": ids[place.previous] if place.previous else None,
            "signal": take.marker.signal.value,
            "rank": take.marker.rank,
            "version": take.version or None,
            "sequence": take.sequence or None,
            "receipt": ledger.receipts.get(take.key),
            "wraps": list(place.wraps),
        }


def _stories(ledger: Ledger) -> Iterator[Row]:
    placed = {p.take: p for p in ledger.links.placements}
    for take in ledger.takes:
        place = placed[take.key]
        yield {
            "id": take.id,
            "story": place.story,
            "series": place.series,
            "storyline": place.storyline,
            "storylines": list(place.storylines),
        }


def _people(ledger: Ledger) -> Iterator[Row]:
    takes = {take.key: take for take in ledger.takes}
    for person in ledger.links.people:
        mentions: dict[str, list[list[int]]] = {}
        for mention in person.mentions:
            inside = [s for span in mention.spans for s in shift(takes[mention.take], (span,)) or ()]
            if inside:
                mentions.setdefault(takes[mention.take].id, []).extend(inside)
        yield {
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
                if (found := shift(takes[take], (role.span,)))
            ],
            "mentions": [{"id": i, "spans": sorted(spans)} for i, spans in mentions.items()],
        }


def _claims(ledger: Ledger) -> Iterator[Row]:
    takes = {take.key: take for take in ledger.takes}
    for claim in ledger.links.claims:
        left = claim.keeping(lambda m: _cited(takes, m.citation) is not None)
        members = [_member(takes, m) for m in left.members] if left else []
        yield {
            "claim": claim.id,
            "about": claim.heading if left == claim else claim.about,
            "standing": claim.standing.value,
            "members": members,
            "origins": list(claim.origins),
            "series": claim.series,
        }


def _member(takes: Mapping[str, Take], member: ClaimMember) -> Row:
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


def _cited(takes: Mapping[str, Take], citation: Citation) -> list[list[int]] | None:
    return shift(takes[citation.take], (citation.span,))


def _changes(ledger: Ledger) -> Iterator[Row]:
    takes = {take.key: take for take in ledger.takes}
    for change in ledger.links.changes:
        before, after = shift(takes[change.previous], change.before), shift(takes[change.take], change.after)
        yield {
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
        for take in ledger.takes:
            yield from rows_of(take, ledger.facts(take))

    return table


def _voiced(rows_of: Callable[[Take, Facts, Voices], Iterable[Row]]) -> Table:
    def table(ledger: Ledger) -> Iterator[Row]:
        for take in ledger.takes:
            yield from rows_of(take, ledger.facts(take), ledger.voices)

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

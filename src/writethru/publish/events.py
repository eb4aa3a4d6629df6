"""Positions and commitments for ``writethru export events``: the statements that take a stand or promise something.

What a statement does ("pledged", "rejected") gives kind, state and PLOVER category (``events.toml``, after the 2021
table of CAMEO codes). Contacts are not read yet.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from writethru.model import DateExpression, Facts, Spans, Statement, Take


@dataclass(frozen=True, slots=True)
class Event:
    """One position or commitment; ``actor`` and ``addressee`` are indexes of entities in the take's facts.

    ``due`` is the TIMEX3 value of a day ahead that its words name, or empty. ``state`` is what was done, in the
    source's kind of verb; a proposal that nobody accepted stays ``proposed``.
    """

    spans: Spans
    kind: str
    actor: int
    addressee: int | None
    object: Spans
    due: str
    state: str
    plover: str


def events(take: Take, facts: Facts) -> Iterator[Event]:
    """Yield the events of a take: one for each who says it, of shown statements alone and never at second hand."""
    for statement in facts.statements:
        sort = _sorts().get(statement.kind.value)
        if sort is None or statement.entity is None or not statement.shown or statement.reported_by_another:
            continue
        for actor in (statement.entity, *statement.also):
            yield Event(
                spans=tuple(sorted((*statement.speaker, *statement.cue, *statement.content))),
                kind=sort["kind"],
                actor=actor,
                addressee=statement.addressee,
                object=statement.content,
                due=_due(take, facts, statement),
                state=statement.kind.value,
                plover=sort["plover"],
            )


def _due(take: Take, facts: Facts, statement: Statement) -> str:
    """Return the first day ahead that the words of a statement name."""
    day = facts.anchor.day or take.day
    inside = (date for date in facts.dates if any(span.covers(date.span) for span in statement.content))
    return next((date.value for date in inside if day and _ahead(date, day.toordinal())), "")


def _ahead(date: DateExpression, day: int) -> bool:
    return date.latest is not None and date.latest.toordinal() > day


@cache
def _sorts() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(files("writethru.publish").joinpath("events.toml").read_text("utf-8"))

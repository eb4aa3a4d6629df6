"""Positions and commitments are shown statements alone, never at second hand, with what is due."""

from dataclasses import replace
from datetime import date

import pytest

from writethru.model import (
    Anchor,
    DateExpression,
    DateType,
    Entity,
    EntityKind,
    Facts,
    SourceKind,
    Span,
    Statement,
    StatementKind,
    Take,
)
from writethru.publish.events import events

TEXT = "Ida Moor pledged to reopen the ferry on 3 May."
TAKE = Take("k" * 16, "k", "d", "wire", "Vell Post", SourceKind.PAGE, TEXT, ())
PLEDGE = Statement(
    (Span(17, 45),), "copy", speaker=(Span(0, 8),), cue=(Span(9, 16),), kind=StatementKind.PLEDGED, entity=0
)
DUE = DateExpression(Span(40, 45), "copy", DateType.DATE, "2031-05-03", date(2031, 5, 3), date(2031, 5, 3))
PEOPLE = tuple(Entity(EntityKind.PERSON, name, (name,), ()) for name in ("Ida Moor", "Jon Vale"))


def found(statement=PLEDGE, day=date(2031, 3, 12)):
    facts = Facts(TAKE.key, anchor=Anchor(day, given=True), entities=PEOPLE, statements=(statement,), dates=(DUE,))
    return list(events(TAKE, facts))


def test_a_pledge_is_a_commitment_with_its_day():
    (event,) = found()

    assert (event.kind, event.state, event.actor, event.due) == ("commitment", "pledged", 0, "2031-05-03")


def test_a_day_that_is_past_is_not_due():
    assert found(day=date(2031, 6, 1))[0].due == ""


def test_two_who_agree_are_two_rows():
    both = replace(PLEDGE, kind=StatementKind.AGREED, also=(1,))

    assert [event.actor for event in found(both)] == [0, 1]


@pytest.mark.parametrize(
    "change", [{"shown": False}, {"reported_by_another": True}, {"entity": None}, {"kind": StatementKind.SAID}]
)
def test_what_is_unsure_or_only_said_is_none(change):
    assert found(replace(PLEDGE, **change)) == []

"""What a person decided, in words."""

from collections.abc import Mapping

from writethru.model import Arrangement, ArrangementKind, Decision, DecisionKind, Side

_SAYS: Mapping[ArrangementKind, str] = {
    ArrangementKind.MERGE: "{0} and {1} are one",
    ArrangementKind.SPLIT: "{0} left {1}",
    ArrangementKind.MOVE: "{0} stands in {1}",
    ArrangementKind.PIN: "{0} stays in {1}",
    ArrangementKind.RENAME: "{0} is called “{name}”",
}

_ARE = {
    DecisionKind.SAME: "{0} and {1} are the same",
    DecisionKind.DIFFERENT: "{0} and {1} are different",
    DecisionKind.FORGET: "{0} is to be forgotten",
}


def says(one: Decision | Arrangement) -> str:
    """Return a decision in words, its sides as they were asked for."""
    if isinstance(one, Decision):
        return _ARE[one.kind].format(*map(_side, one.sides))
    return _SAYS[one.kind].format(*(side.asked for side in one.sides), name=one.name)


def _side(side: Side) -> str:
    """Return the person's own words, with the take that they were understood of."""
    return f"{side.asked} (in {side.take})" if side.take and side.take not in side.asked else side.asked

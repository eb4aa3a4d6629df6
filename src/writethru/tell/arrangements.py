"""What a person decided, in words."""

from collections.abc import Mapping

from writethru.model import Arrangement, ArrangementKind, Decision, DecisionKind, Side
from writethru.wording import _, noted

_SAYS: Mapping[ArrangementKind, str] = {
    ArrangementKind.MERGE: noted("{0} and {1} are one"),
    ArrangementKind.SPLIT: noted("{0} left {1}"),
    ArrangementKind.MOVE: noted("{0} stands in {1}"),
    ArrangementKind.PIN: noted("{0} stays in {1}"),
    ArrangementKind.RENAME: noted("{0} is called “{name}”"),
}

_ARE = {
    DecisionKind.SAME: noted("{0} and {1} are the same"),
    DecisionKind.DIFFERENT: noted("{0} and {1} are different"),
    DecisionKind.FORGET: noted("{0} is to be forgotten"),
}


def says(one: Decision | Arrangement) -> str:
    """Return a decision in words, its sides as they were asked for."""
    if isinstance(one, Decision):
        return _(_ARE[one.kind]).format(*map(_side, one.sides))
    return _(_SAYS[one.kind]).format(*(side.asked for side in one.sides), name=one.name)


def _side(side: Side) -> str:
    """Return the person's own words, with the take that they were understood of."""
    return (
        _("{words} (in {take})", words=side.asked, take=side.take)
        if side.take and side.take not in side.asked
        else side.asked
    )

"""What a person decided of stories and storylines, in words."""

from collections.abc import Mapping

from writethru.model import Arrangement, ArrangementKind

_SAYS: Mapping[ArrangementKind, str] = {
    ArrangementKind.MERGE: "{0} and {1} are one",
    ArrangementKind.SPLIT: "{0} left {1}",
    ArrangementKind.MOVE: "{0} stands in {1}",
    ArrangementKind.PIN: "{0} stays in {1}",
    ArrangementKind.RENAME: "{0} is called “{name}”",
}


def says(one: Arrangement) -> str:
    """Return a decision in words, its sides as they were asked for."""
    return _SAYS[one.kind].format(*(side.asked for side in one.sides), name=one.name)

"""What a person decided, as the terminal shows it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.console import Group
from rich.text import Text

from writethru.model import DecisionKind

if TYPE_CHECKING:
    from rich.console import RenderableType

    from writethru.model import Decided, Decision, Side

_ARE = {DecisionKind.SAME: "are the same", DecisionKind.DIFFERENT: "are different"}


def decided(done: "Decided") -> "RenderableType":
    """What came of a decision, or of taking one back."""
    now = f"; now {', '.join(done.people)}" if done.people else ""
    if done.changed:
        way = "taken back" if done.decision.undone else "kept"
    else:
        way = "had been taken back before" if done.decision.undone else "had been said before"
    return Group(_told(done.decision), Text(f"    {way}{now}", style="dim"))


def decisions(found: Sequence["Decision"]) -> "RenderableType":
    """Every decision with its moment and reason."""
    if not found:
        return Text("Nothing decided yet: `writethru same` and `writethru different` say who is who.")
    return Group(*(line for one in found for line in (_told(one), _when(one))))


def _told(decision: "Decision") -> Text:
    one, other = map(_side, decision.sides)
    number = Text(f"{decision.number}  ", style="dim" if decision.undone else "bold")
    return number + Text(f"{one} and {other} {_ARE[decision.kind]}", style="strike" if decision.undone else "")


def _side(side: "Side") -> str:
    """The person's own words, with the take that they were understood of."""
    return f"{side.asked} (in {side.take})" if side.take and side.take not in side.asked else side.asked


def _when(decision: "Decision") -> Text:
    because = f", because {decision.why}" if decision.why else ""
    undone = f"; taken back {decision.undone:%Y-%m-%d %H:%M}" if decision.undone else ""
    return Text(f"    {decision.at:%Y-%m-%d %H:%M}{because}{undone}", style="dim")

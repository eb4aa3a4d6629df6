"""What a person decided, as the terminal shows it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.console import Group
from rich.text import Text

from writethru.model import Arranged, DecisionKind
from writethru.tell.arrangements import says

if TYPE_CHECKING:
    from rich.console import RenderableType

    from writethru.model import Arrangement, Decided, Decision


def decided(done: "Decided | Arranged") -> "RenderableType":
    """What came of a decision, or of taking one back."""
    names = done.now if isinstance(done, Arranged) else done.people
    forgets = done.decision.kind is DecisionKind.FORGET
    now = f"; now {', '.join(names)}" if names and not forgets else ""
    if done.changed:
        way = "taken back" if done.decision.undone else "kept"
    else:
        way = "had been taken back before" if done.decision.undone else "had been said before"
    lines = [_told(done.decision), Text(f"    {way}{now}", style="dim")]
    if isinstance(done, Arranged) and done.cited:
        lines.append(Text("    Published pages cite what moved: `writethru publish` writes them anew.", style="yellow"))
    if forgets and done.changed:
        way = "brings the page back" if done.decision.undone else "takes the page off the sites published from here"
        lines.append(Text(f"    `writethru publish` {way}.", style="yellow"))
    return Group(*lines)


def decisions(found: "Sequence[Decision | Arrangement]") -> "RenderableType":
    """Every decision with its moment and reason."""
    if not found:
        people, stories = (
            "`writethru same` and `different` say who is who",
            "`merge`, `split` and `move` what is one story",
        )
        return Text(f"Nothing decided yet: {people}, {stories}.")
    return Group(*(line for one in found for line in (_told(one), _when(one))))


def _told(decision: "Decision | Arrangement") -> Text:
    number = Text(f"{decision.number}  ", style="dim" if decision.undone else "bold")
    return number + Text(says(decision), style="strike" if decision.undone else "")


def _when(decision: "Decision | Arrangement") -> Text:
    by = f" by {decision.by}" if decision.by else ""
    because = f", because {decision.why}" if decision.why else ""
    undone = f"; taken back {decision.undone:%Y-%m-%d %H:%M}" if decision.undone else ""
    undone_by = f" by {decision.undone_by}" if decision.undone_by else ""
    return Text(f"    {decision.at:%Y-%m-%d %H:%M}{by}{because}{undone}{undone_by}", style="dim")

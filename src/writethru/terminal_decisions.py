"""What a person decided, as the terminal shows it."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.console import Group
from rich.text import Text

from writethru.model import Arranged, Decided, DecisionKind
from writethru.tell.arrangements import says

if TYPE_CHECKING:
    from rich.console import RenderableType

    from writethru.model import Arrangement, Decision


def decided(done: Decided | Arranged) -> "RenderableType":
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
    if isinstance(done, Decided) and forgets:
        lines += [Text(f"    {line}", style="yellow") for line in _forgotten(done)]
    return Group(*lines)


def _forgotten(done: Decided) -> Iterator[str]:
    """What came of it on the sites published from here."""
    if done.decision.undone:
        yield "`writethru publish` brings the page back."
        return
    if done.sites and not done.pages:
        yield "No page that was published from here names them any more."
    elif done.sites:
        sites = "1 site" if done.sites == 1 else f"{done.sites} sites"
        pages = "1 page" if done.pages == 1 else f"{done.pages} pages"
        yield f"{pages} of {sites} taken away or mended; upload them again where they are shown from elsewhere."
    else:
        yield "No site published from here stands where it was written: a copy elsewhere goes with the next publish."
    yield from done.standing


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

"""Commands for a person's word about stories and storylines: it is kept, outranks the machine, can be taken back."""

from typing import Annotated

import typer

from writethru.cli_decisions import Why, decide
from writethru.cli_options import DeskPath, Json
from writethru.cli_options import Yes as AlthoughCited

_PIECE = "A take's id or key, the beginning of one, or a chain's id: its whole chain; or a story's id (s-…)."

Piece = Annotated[str, typer.Argument(metavar="PIECE", help=_PIECE)]
Named = Annotated[str, typer.Argument(metavar="STORY", help="A story or storyline: an id, or words of its headline.")]


def register(app: typer.Typer) -> None:
    """Add these commands to the program's."""
    app.command(
        epilog='Examples: writethru merge s-3f2a s-9c01 --because "one collision" · writethru merge l-3f2a l-77b0'
    )(merge)
    app.command(epilog="Examples: writethru split s-3f2a vp-17 vp-18 · writethru split l-3f2a s-9c01")(split)
    app.command(
        epilog="Examples: writethru move vp-17 s-9c01 · writethru move vp-17 new · writethru move s-9c01 l-77b0"
    )(move)
    app.command(epilog="Examples: writethru pin vp-17 · writethru pin s-9c01")(pin)
    app.command(epilog="Example: writethru rename s-3f2a The grounding of the Selke")(rename)


def merge(
    one: Named,
    other: Annotated[str, typer.Argument(metavar="STORY", help="Another, of the same kind.")],
    why: Why = "",
    yes: AlthoughCited = False,
    desk: DeskPath = None,
    as_json: Json = False,
) -> None:
    """Decide for good that two stories, or two storylines, are one."""
    decide(desk, as_json, lambda opened, told, go: opened.merge(one, other, why, told, although_cited=go), yes=yes)


def split(
    name: Named,
    leaving: Annotated[list[str], typer.Argument(metavar="PIECE", help=f"{_PIECE} Stories leave a storyline.")],
    why: Why = "",
    yes: AlthoughCited = False,
    desk: DeskPath = None,
    as_json: Json = False,
) -> None:
    """Decide for good that pieces leave a story and are one by themselves; or stories a storyline."""
    decide(desk, as_json, lambda opened, told, go: opened.split(name, leaving, why, told, although_cited=go), yes=yes)


def move(
    piece: Piece,
    to: Annotated[str, typer.Argument(metavar="STORY", help="Where it is to stand; `new`: in one of its own.")],
    why: Why = "",
    yes: AlthoughCited = False,
    desk: DeskPath = None,
    as_json: Json = False,
) -> None:
    """Decide for good that a piece stands in a story, or a story on a storyline; it alone."""
    decide(desk, as_json, lambda opened, told, go: opened.move(piece, to, why, told, although_cited=go), yes=yes)


def pin(piece: Piece, why: Why = "", desk: DeskPath = None, as_json: Json = False) -> None:
    """Decide for good that a piece stays in the story where it is, or a story on its storyline."""
    decide(desk, as_json, lambda opened, told, _: opened.pin(piece, why, told))


def rename(
    name: Named,
    to: Annotated[list[str], typer.Argument(metavar="NAME", help="What to call it.")],
    why: Why = "",
    desk: DeskPath = None,
    as_json: Json = False,
) -> None:
    """Give a story or storyline a name, which is shown before any headline."""
    decide(desk, as_json, lambda opened, told, _: opened.rename(name, " ".join(to), why, told))

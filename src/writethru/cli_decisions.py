"""Commands for a person's word about who is who: it is kept, outranks the machine, and can be taken back."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from typer.exceptions import TyperException

from writethru.cli_options import DeskPath, Json, Yes, open_desk, print_found
from writethru.errors import AlreadyCited

if TYPE_CHECKING:
    from writethru.desk import Desk
    from writethru.model import Arranged, Decided
    from writethru.run.progress import Progress

_HOW = "An id, a name, 'NAME, ROLE', or NAME@TAKE: who bears it in that take or chain."

One = Annotated[str, typer.Argument(metavar="A", help=_HOW)]
Other = Annotated[str, typer.Argument(metavar="B", help="Another, in the same ways.")]
Why = Annotated[str, typer.Option("--because", "--why", help="The reason, kept with it.", metavar="WHY")]


def register(app: typer.Typer) -> None:
    """Add these commands to the program's."""
    app.command(epilog='Example: writethru same "Ida Moor" "Ida Strand" --because "she took her husband\'s name"')(same)
    app.command(epilog='Example: writethru different "Moor, prime minister" "Moor, harbour pilot"')(different)
    app.command(epilog='Example: writethru forget "Ida Moor" --because "she asked for it"')(forget)
    app.command(epilog="Example: writethru decisions --json")(decisions)
    app.command(epilog="Example: writethru undo 3")(undo)


def decide(
    desk: Path | None,
    as_json: bool,
    act: "Callable[[Desk, Progress, bool], Decided | Arranged]",
    *,
    yes: bool = False,
) -> None:
    """Do what changes a decision and print what came of it; ask first where published pages cite what would move."""
    with open_desk(desk) as opened:
        try:
            done = _acted(opened, act, yes=yes)
        except AlreadyCited as cited:
            if as_json:
                print_found({"changed": False, "cited": cited.pages}, as_json, "decided")
            if as_json or not sys.stdin.isatty() or not _agreed(cited):
                raise
            done = _acted(opened, act, yes=True)
    print_found(done, as_json, "decided")


def _acted(
    opened: "Desk", act: "Callable[[Desk, Progress, bool], Decided | Arranged]", *, yes: bool
) -> "Decided | Arranged":
    from writethru.terminal import progress

    with progress() as told:
        return act(opened, told, yes)


def _agreed(cited: AlreadyCited) -> bool:
    for page in cited.pages:
        typer.echo(page, err=True)
    typer.echo("These published pages cite what would move. Move it all the same? [y/N] ", nl=False, err=True)
    return sys.stdin.readline().strip().lower() in {"y", "yes"}


def same(one: One, other: Other, why: Why = "", desk: DeskPath = None, as_json: Json = False) -> None:
    """Decide for good that two names mean one person, body or place."""
    decide(desk, as_json, lambda opened, told, _: opened.same(one, other, why, told))


def different(one: One, other: Other, why: Why = "", desk: DeskPath = None, as_json: Json = False) -> None:
    """Decide for good that two are not one person, body or place."""
    decide(desk, as_json, lambda opened, told, _: opened.different(one, other, why, told))


def forget(
    name: Annotated[str, typer.Argument(metavar="NAME", help=_HOW)],
    why: Why = "",
    desk: DeskPath = None,
    as_json: Json = False,
) -> None:
    """Take somebody's page and entries in lists off the published sites for good; what sources wrote stays theirs."""
    decide(desk, as_json, lambda opened, _told, _go: opened.forget(name, why))


def decisions(desk: DeskPath = None, as_json: Json = False) -> None:
    """List what was decided of people, stories and storylines, by whom and why, with what was taken back again."""
    with open_desk(desk) as opened:
        print_found(opened.decisions(), as_json, "decisions")


def undo(
    number: Annotated[str, typer.Argument(metavar="NUMBER", help="A number that `writethru decisions` lists.")],
    yes: Yes = False,
    desk: DeskPath = None,
    as_json: Json = False,
) -> None:
    """Take a decision back: everything is as if it had never been said."""
    if not number.isdecimal():
        raise TyperException(f"{number}: not the number of a decision; `writethru decisions` lists them")
    decide(desk, as_json, lambda opened, told, go: opened.undo(int(number), told, although_cited=go), yes=yes)

"""Commands for a person's word about who is who: it is kept, outranks the machine, and can be taken back."""

from typing import Annotated

import typer

from writethru.cli_options import DeskPath, Json, open_desk, print_found

_HOW = "An id, a name, 'NAME, ROLE', or NAME@TAKE: who bears it in that take or chain."

One = Annotated[str, typer.Argument(metavar="A", help=_HOW)]
Other = Annotated[str, typer.Argument(metavar="B", help="Another, in the same ways.")]
Why = Annotated[str, typer.Option("--because", help="The reason, kept with it.", metavar="WHY")]


def register(app: typer.Typer) -> None:
    """Add these commands to the program's."""
    app.command(epilog='Example: writethru same "Ida Moor" "Ida Strand" --because "she took her husband\'s name"')(same)
    app.command(epilog='Example: writethru different "Moor, prime minister" "Moor, harbour pilot"')(different)
    app.command(epilog="Example: writethru decisions --json")(decisions)
    app.command(epilog="Example: writethru undo 3")(undo)


def same(one: One, other: Other, why: Why = "", desk: DeskPath = None, as_json: Json = False) -> None:
    """Decide for good that two names mean one person, body or place."""
    from writethru.terminal import progress

    with open_desk(desk) as opened, progress() as told:
        done = opened.same(one, other, why, told)
    print_found(done, as_json, "decided")


def different(one: One, other: Other, why: Why = "", desk: DeskPath = None, as_json: Json = False) -> None:
    """Decide for good that two are not one person, body or place."""
    from writethru.terminal import progress

    with open_desk(desk) as opened, progress() as told:
        done = opened.different(one, other, why, told)
    print_found(done, as_json, "decided")


def decisions(desk: DeskPath = None, as_json: Json = False) -> None:
    """List what was decided, with what was taken back again."""
    with open_desk(desk) as opened:
        print_found(opened.decisions(), as_json, "decisions")


def undo(
    number: Annotated[int, typer.Argument(help="A number that `writethru decisions` lists.")],
    desk: DeskPath = None,
    as_json: Json = False,
) -> None:
    """Take a decision back: everything is as if it had never been said."""
    from writethru.terminal import progress

    with open_desk(desk) as opened, progress() as told:
        done = opened.undo(number, told)
    print_found(done, as_json, "decided")

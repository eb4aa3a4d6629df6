"""The command that checks the briefs against the takes."""

from typing import TYPE_CHECKING, Annotated

import typer

from writethru.cli_options import NOT_THERE, DeskPath, Json, open_desk, print_found

if TYPE_CHECKING:
    from writethru.model import Verified

_SHOWN = 12  # words of a sentence that a line shows
Named = Annotated[
    str, typer.Argument(metavar="STORY", help="An id, its beginning, or words of the headline; without it, all.")
]


def register(app: typer.Typer) -> None:
    """Add this command to the program's."""
    app.command(epilog="Examples: writethru verify · writethru verify ferry --json")(verify)


def verify(name: Named = "", desk: DeskPath = None, as_json: Json = False) -> None:
    """Look for every sentence of every brief in the take that it cites."""
    from writethru.terminal import progress

    with open_desk(desk) as opened, progress() as told:
        found = opened.verify(name, told)
    if as_json:
        print_found(found, as_json, "verify")
    else:
        _print(found)
    if found.unproved:
        raise typer.Exit(NOT_THERE)


def _print(found: "Verified") -> None:
    for one in found.unproved:
        words = one.words.split()
        shown = " ".join(words[:_SHOWN]) + (" …" if len(words) > _SHOWN else "")
        typer.echo(f"{one.story}, {one.where}, take {one.take}: “{shown}”: {one.why}; {one.do}")
    untold = f", {found.withheld} withheld" if found.withheld else ""
    typer.echo(
        f"{found.briefs} briefs{untold}, {found.sentences} sentences: {len(found.unproved)} not found in their take."
    )

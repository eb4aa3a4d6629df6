"""The command that explains grouping."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from writethru.cli_options import DeskPath, Json, open_desk, print_found

if TYPE_CHECKING:
    from writethru.model import Why, WhyLine

Piece = Annotated[
    str,
    typer.Argument(
        metavar="PIECE", help="A take's id or key, the beginning of one, or a chain's id; or a story's id (s-…)."
    ),
]
Named = Annotated[str, typer.Argument(metavar="STORY", help="A story: an id, its beginning, or words of its headline.")]


def register(app: typer.Typer) -> None:
    """Add this command to the program's."""
    app.command(epilog="Examples: writethru why vp-17 ferry · writethru why s-9c01 s-3f2a --json")(why)


def why(piece: Piece, story: Named, desk: DeskPath = None, as_json: Json = False) -> None:
    """Say why a piece stands in a story or not, by evidence and weight; or why a story continues another."""
    with open_desk(desk) as opened:
        found = opened.why(piece, story)
        takes = opened.takes(cited(found))
        headlines = {one.id: one.headline for one in opened.stories()}
    print_found(found if as_json else (found, takes, headlines), as_json, "why")


def cited(found: "Why | WhyLine") -> Iterator[str]:
    """The keys of the takes that an explanation names."""
    from writethru.model import Why

    if isinstance(found, Why):
        yield from (found.take, found.compared)
        for alike in filter(None, (found.story, found.home)):
            yield from (pair.take for pair in (*alike.nearest, alike.farthest) if pair)

"""Commands for what statements add up to: positions, commitments, contacts."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from writethru.cli_options import DeskPath, Json, Name, day, open_desk, print_found

if TYPE_CHECKING:
    from writethru.desk import Desk
    from writethru.model import Commitments, Contacts, Positions

Known = Annotated[
    str,
    typer.Option("--as-of", help="As known at the end of this day (2031-03-14), and counted from it.", metavar="DAY"),
]
Part = Annotated[
    str, typer.Argument(metavar="STORY", help="A story or storyline, by id, its beginning or words of its headline.")
]


def register(app: typer.Typer) -> None:
    """Add these commands to the program's."""
    app.command(epilog="Examples: writethru positions ferry · writethru positions ferry --as-of 2031-03-14")(positions)
    app.command(epilog="Examples: writethru commitments · writethru commitments ferry --json")(commitments)
    app.command(epilog="Examples: writethru contacts · writethru contacts ferry --as-of 2031-03-14")(contacts)


def positions(name: Name, as_of: Known = "", desk: DeskPath = None, as_json: Json = False) -> None:
    """Set actors against issues: who proposed, demanded, supported, opposed or warned of what, and when."""
    with open_desk(desk) as opened:
        _tell(opened, opened.positions(name, day(as_of)), "positions", as_json=as_json)


def commitments(name: Part = "", as_of: Known = "", desk: DeskPath = None, as_json: Json = False) -> None:
    """List who owes whom what by when, and how far it has come, as sources say; without a story, the whole desk."""
    with open_desk(desk) as opened:
        _tell(opened, opened.commitments(name, day(as_of)), "commitments", as_json=as_json)


def contacts(name: Part = "", as_of: Known = "", desk: DeskPath = None, as_json: Json = False) -> None:
    """List meetings, calls, visits and envoys: planned, held, refused, cancelled; without a story, the whole desk."""
    with open_desk(desk) as opened:
        _tell(opened, opened.contacts(name, day(as_of)), "contacts", as_json=as_json)


def _tell(opened: "Desk", found: "Positions | Commitments | Contacts", how: str, *, as_json: bool) -> None:
    """Print what was found, with the takes that it cites."""
    takes = {} if as_json else opened.takes(dict.fromkeys(_cited(found)))
    print_found(found if as_json else (found, takes), as_json, how)


def _cited(found: "Positions | Commitments | Contacts") -> Iterator[str]:
    from writethru.tell.histories import every_account

    return (account.quote.citation.take for account in every_account(found))

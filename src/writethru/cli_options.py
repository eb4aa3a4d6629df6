"""What commands have in common: exit codes, options, opening the desk, printing what was found."""

import sys
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from writethru.desk import Desk

NOT_THERE = 1  # what was asked for is not there, cannot be read, or may not leave the desk
WRONG_USAGE = 2  # no such command, option or value
UNUSABLE = 3  # the desk itself, its settings or a plug-in cannot be used
STOPPED = 130  # interrupted by the user: what was done is kept


class Audience(StrEnum):
    """Who something is for that leaves the desk."""

    PUBLIC = "public"
    DESK = "desk"


DeskPath = Annotated[
    Path | None,
    typer.Option(
        "--desk",
        help="The desk's folder; `add` and `watch` make it when absent.",
        envvar="WRITETHRU_DESK",
        metavar="FOLDER",
    ),
]
Name = Annotated[str, typer.Argument(metavar="STORY", help="An id, its beginning, or words of the headline.")]
AsOf = Annotated[str, typer.Option("--as-of", help="Count what is ahead from this day (2031-03-14).", metavar="DAY")]
Yes = Annotated[bool, typer.Option("--yes", help="Go on although published pages cite what moves.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]


def day(given: str, option: str = "--as-of") -> date | None:
    """Return the day that an option names, or None where it names none."""
    if not given:
        return None
    try:
        return date.fromisoformat(given)
    except ValueError as error:
        raise typer.BadParameter(f"{given}: not a day; write it as 2031-03-14", param_hint=option) from error


def open_desk(folder: Path | None, *, make: bool = False) -> "Desk":
    """Open the desk that was chosen; where there is none, ``make`` one or say so."""
    from writethru.desk import Desk
    from writethru.settings import user

    return Desk(folder, by=user(), make=make)


def print_each(found: Iterable[Any]) -> None:
    """Print model objects as a JSON array, one by one, so that they need not all be there at once."""
    import msgspec

    begun = False
    for one in found:
        encoded = msgspec.json.format(msgspec.json.encode(one), indent=2).replace(b"\n", b"\n  ")
        sys.stdout.buffer.write((b",\n  " if begun else b"[\n  ") + encoded)
        begun = True
    sys.stdout.buffer.write(b"\n]\n" if begun else b"[]\n")
    sys.stdout.buffer.flush()


def print_found(found: Any, as_json: bool, how: str) -> None:  # noqa: ANN401 - any model object
    """Print what was found as JSON, or in the way named."""
    if as_json:
        import msgspec

        encoded = msgspec.json.encode(found, enc_hook=str)  # a path is the only thing that JSON does not have
        sys.stdout.buffer.write(msgspec.json.format(encoded, indent=2) + b"\n")
        sys.stdout.buffer.flush()
        return
    from writethru import terminal

    terminal.show(found, how)

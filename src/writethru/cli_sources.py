"""Commands for what a desk receives by itself: sources followed, folders watched."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from writethru.cli_options import DeskPath, Json, open_desk, print_found

if TYPE_CHECKING:
    from writethru.watch import Event

source = typer.Typer(help="Follow a source, or follow it no longer.", no_args_is_help=True, rich_markup_mode=None)


def register(app: typer.Typer) -> None:
    """Add these commands to the program's."""
    app.add_typer(source, name="source")
    app.command(epilog="Example: writethru sources --json")(sources)
    app.command(epilog="Examples: writethru watch · writethru watch incoming/ · writethru watch --once")(watch)


@source.command(epilog="Examples: writethru source add https://vellpost.example/ · writethru source add incoming/")
def add(
    address: Annotated[str, typer.Argument(help="A feed, a page that has one, a folder, or a mailbox file.")],
    name: Annotated[
        str, typer.Option("--name", help="What to call it; by default its host or its last part.", metavar="NAME")
    ] = "",
    every: Annotated[int, typer.Option("--every", help="Minutes between two polls.", min=1, metavar="MINUTES")] = 15,
    desk: DeskPath = None,
    as_json: Json = False,
) -> None:
    """Follow a feed, the feed of a page, a folder or a mailbox."""
    from writethru.watch import follow

    with open_desk(desk, make=True) as opened:
        print_found(follow(opened, address, name, every), as_json, "followed")


@source.command(epilog="Example: writethru source remove vellpost.example")
def remove(
    name: Annotated[str, typer.Argument(help="A name that `writethru sources` lists.")],
    desk: DeskPath = None,
    as_json: Json = False,
) -> None:
    """Follow a source no longer; what it brought stays."""
    from writethru.watch import unfollow

    with open_desk(desk) as opened:
        unfollow(opened, name)
        print_found(opened.health(), as_json, "sources")


def sources(desk: DeskPath = None, as_json: Json = False) -> None:
    """Show how each source is doing: its last item, its last error, and for how long it has been silent."""
    with open_desk(desk) as opened:
        print_found(opened.health(), as_json, "sources")


def watch(
    names: Annotated[list[str] | None, typer.Argument(help="Sources by name, and folders; else every source.")] = None,
    once: Annotated[bool, typer.Option("--once", help="Poll what is due, once, and end.")] = False,
    desk: DeskPath = None,
    as_json: Json = False,
) -> None:
    """Poll sources when they are due and read what is dropped into folders, until interrupted."""
    import signal

    from writethru.watch import Watch

    signal.signal(signal.SIGTERM, signal.default_int_handler)  # a service is stopped so; it ends as by Ctrl-C

    with open_desk(desk, make=True) as opened:
        watching = Watch(opened, names or [], _tell_json if as_json else _tell)
        if once:
            watching.once()
        else:
            watching.forever()


def _tell(event: "Event") -> None:
    counts = [f"{event.new} new"] if event.new else []
    counts += [f"{event.quarantined} in quarantine"] if event.quarantined else []
    said = "; ".join([", ".join(counts), event.said]).strip("; ")
    typer.echo(f"{event.at.astimezone():%H:%M} {event.source}: {said}")


def _tell_json(event: "Event") -> None:
    import msgspec

    sys.stdout.buffer.write(msgspec.json.encode(event) + b"\n")
    sys.stdout.buffer.flush()

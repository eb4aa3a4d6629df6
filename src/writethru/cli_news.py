"""Commands for what is new: what came, what a reader follows, what came while they were away; and for searches."""

from typing import Annotated

import typer

from writethru.cli_options import NOT_THERE, DeskPath, Json, Name, day, open_desk, print_found

Reader = Annotated[
    str, typer.Option("--reader", help="Whose; by default the one reader of an open desk.", metavar="NAME")
]
Words = Annotated[
    list[str] | None, typer.Argument(help='Words, of each the beginning is enough; "in quotes" as they stand.')
]
Speaker = Annotated[str, typer.Option("--speaker", help="Whose own words a sentence gives.", metavar="NAME")]
Figure = Annotated[str, typer.Option("--figure", help="A value that a sentence gives (350 billion).", metavar="VALUE")]
From = Annotated[str, typer.Option("--from", help="The first day on which it was sent (2031-03-14).", metavar="DAY")]
Until = Annotated[str, typer.Option("--until", help="The last such day.", metavar="DAY")]

alerts = typer.Typer(help="Save searches, and be told of what is new.", no_args_is_help=True, rich_markup_mode=None)


def register(app: typer.Typer) -> None:
    """Add these commands to the program's."""
    app.command(
        epilog="Examples: writethru search ferry '\"reopen in May\"' · writethru search --figure '350 billion'"
    )(search)
    app.command(epilog="Examples: writethru news · writethru news --since 1200 --json")(news)
    app.command(epilog="Examples: writethru away · writethru away --seen")(away)
    app.command(epilog="Examples: writethru follow ferry · writethru follow l-3f2a · writethru follow")(follow)
    app.command(epilog="Example: writethru unfollow ferry")(unfollow)
    app.command(epilog="Examples: writethru mute ferry · writethru mute ferry --undo")(mute)
    app.add_typer(alerts, name="alerts")


def search(
    words: Words = None,
    speaker: Speaker = "",
    figure: Figure = "",
    first: From = "",
    until: Until = "",
    most: Annotated[int, typer.Option("--most", help="How many takes to list.", min=1, metavar="N")] = 20,
    desk: DeskPath = None,
    as_json: Json = False,
) -> None:
    """Find takes by words, by who speaks, by a figure, by days."""
    days = day(first, "--from"), day(until, "--until")
    with open_desk(desk) as opened:
        print_found(opened.search(" ".join(words or []), most, speaker, figure, *days), as_json, "hits")


def news(
    since: Annotated[int, typer.Option("--since", help="The number after which to begin.", min=0, metavar="N")] = 0,
    most: Annotated[int, typer.Option("--most", help="How many to list.", min=1, metavar="N")] = 200,
    story: Annotated[str, typer.Option("--story", help="Only of the story of this id.", metavar="ID")] = "",
    desk: DeskPath = None,
    as_json: Json = False,
) -> None:
    """List what came, in order: takes, corrections, kills, what moved; and the number after which to ask next."""
    with open_desk(desk) as opened:
        found = opened.news(since, most, story)
        print_found(found if as_json else (found, opened.takes(item.take for item in found.items)), as_json, "news")


def away(
    reader: Reader = "",
    seen: Annotated[bool, typer.Option("--seen", help="Then mark what was shown as seen.")] = False,
    most: Annotated[int, typer.Option("--most", help="How many stories to show.", min=1, metavar="N")] = 50,
    desk: DeskPath = None,
    as_json: Json = False,
) -> None:
    """Show what is new since you marked it as seen, by what you follow; else the newest stories."""
    with open_desk(desk) as opened:
        found = opened.away(reader, most)
        for story in (story for line in found.lines if seen for story in line.stories):
            opened.seen(reader, story.story, story.number)
        print_found(found if as_json else (found, seen), as_json, "away")


def follow(
    name: Annotated[
        str, typer.Argument(metavar="STORY", help="An id, its beginning, or words of the headline; else list.")
    ] = "",
    reader: Reader = "",
    desk: DeskPath = None,
    as_json: Json = False,
) -> None:
    """Follow a story or a storyline; without one, list what is followed and muted."""
    with open_desk(desk) as opened:
        if name:
            opened.follow(reader, name)
        print_found(opened.follows(reader), as_json, "follows")


def unfollow(name: Name, reader: Reader = "", desk: DeskPath = None, as_json: Json = False) -> None:
    """Follow a story or a storyline no longer."""
    with open_desk(desk) as opened:
        opened.unfollow(reader, name)
        print_found(opened.follows(reader), as_json, "follows")


def mute(
    name: Name,
    undo: Annotated[bool, typer.Option("--undo", help="Hear of it again.")] = False,
    reader: Reader = "",
    desk: DeskPath = None,
    as_json: Json = False,
) -> None:
    """Hear nothing more of a story or a storyline."""
    with open_desk(desk) as opened:
        (opened.unmute if undo else opened.mute)(reader, name)
        print_found(opened.follows(reader), as_json, "follows")


@alerts.command("list", epilog="Example: writethru alerts list")
def listed(reader: Reader = "", desk: DeskPath = None, as_json: Json = False) -> None:
    """List the searches that were saved, with where they go and what is the matter."""
    with open_desk(desk) as opened:
        print_found(opened.searches(reader), as_json, "searches")


@alerts.command(epilog="Example: writethru alerts save quay ferry --speaker Moor --to me@paper.example")
def save(
    name: Annotated[str, typer.Argument(help="What to call it.")],
    words: Words = None,
    speaker: Speaker = "",
    figure: Figure = "",
    first: From = "",
    until: Until = "",
    to: Annotated[
        str,
        typer.Option("--to", help="A mail address, or the URL of a webhook.", metavar="ADDRESS"),
    ] = "",
    reader: Reader = "",
    desk: DeskPath = None,
    as_json: Json = False,
) -> None:
    """Save a search; what comes from now on and fits is reported by `watch` and `alerts send`."""
    from writethru.model import Query

    query = Query(" ".join(words or []), speaker, figure, day(first, "--from"), day(until, "--until"))
    with open_desk(desk) as opened:
        opened.save_search(reader, name, query, to)
        print_found(opened.searches(reader), as_json, "searches")


@alerts.command(epilog="Example: writethru alerts drop quay")
def drop(
    name: Annotated[str, typer.Argument(help="A name that `writethru alerts list` lists.")],
    reader: Reader = "",
    desk: DeskPath = None,
    as_json: Json = False,
) -> None:
    """Forget a search that was saved."""
    with open_desk(desk) as opened:
        opened.drop_search(reader, name)
        print_found(opened.searches(reader), as_json, "searches")


@alerts.command(epilog="Example: writethru alerts send")
def send(desk: DeskPath = None, as_json: Json = False) -> None:
    """Send what is due to all readers now; `watch` does so by itself."""
    with open_desk(desk) as opened:
        done = opened.send_due()
    print_found(done, as_json, "reported")
    if any(one.trouble for one in done):
        raise typer.Exit(NOT_THERE)

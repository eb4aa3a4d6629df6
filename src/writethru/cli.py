"""The command line: arguments in, the desk called, a table or JSON out."""

import io
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer
from typer.exceptions import TyperException

from writethru import (
    cli_by_hand,
    cli_decisions,
    cli_desk,
    cli_digest,
    cli_help,
    cli_news,
    cli_sources,
    cli_stands,
    cli_verify,
    cli_why,
)
from writethru.cli_options import NOT_THERE, STOPPED, UNUSABLE, WRONG_USAGE, AsOf, Audience, DeskPath, Json, Name
from writethru.cli_options import day as _day
from writethru.cli_options import open_desk as _open
from writethru.cli_options import print_each as _print_each
from writethru.cli_options import print_found as _print
from writethru.errors import PluginError, SettingsError, StoreError, WritethruError

if TYPE_CHECKING:
    from writethru.desk import Desk
    from writethru.model import Story
    from writethru.publish.calendar import Calendar

EPILOG = (
    "Exit codes: 0 done · 1 not there, not readable or not allowed · 2 wrong usage · "
    "3 the desk, its settings or a plug-in cannot be used · 130 interrupted, what was done is kept."
)
_LISTED = 100  # stories in the terminal, unless more are asked for
_PAGE = 2000  # stories that are read at a time
_LONGEST = 400  # letters of one word in an error: paths and addresses are shorter

app = typer.Typer(
    help="Follows running news stories: takes, changes, who said what, and briefs that cite their words.",
    epilog=EPILOG,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    cls=cli_help.Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.command(epilog="Examples: writethru add wire/ pages/*.html · zcat day.gz | writethru add - --as ap-sgml")
def add(
    names: Annotated[list[str] | None, typer.Argument(help="Files, folders, globs, or - for standard input.")] = None,
    reader: Annotated[str, typer.Option("--as", help="Read as this format instead of looking.", metavar="FORMAT")] = "",
    later: Annotated[
        bool, typer.Option("--later", help="Read and chain now; leave facts and stories to later.")
    ] = False,
    desk: DeskPath = None,
    as_json: Json = False,
) -> None:
    """Read wire copy, pages and archives into the desk; without names, finish what an earlier run left."""
    from writethru.terminal import progress

    with _open(desk, make=True) as opened, progress() as told:
        done = opened.add(names or [], reader, told, later=later)
    _print(done, as_json, "added")
    for line in done.standing:
        typer.echo(f"writethru: {line}", err=True)
    if done.missing or done.standing:
        raise typer.Exit(NOT_THERE)


@app.command(epilog="Examples: writethru stories · writethru stories --most 20 · writethru stories --json | head")
def stories(
    most: Annotated[
        int | None, typer.Option("--most", help="How many to list; by default 100, as JSON all.", min=1, metavar="N")
    ] = None,
    desk: DeskPath = None,
    as_json: Json = False,
) -> None:
    """List the stories, newest first."""
    with _open(desk) as opened:
        if as_json:
            _print_each(_paged(opened, most))
            return
        listed = most or _LISTED
        found = opened.stories(listed + 1)
        _print((found[:listed], len(found) > listed), as_json=False, how="stories")


def _paged(opened: "Desk", most: int | None) -> "Iterator[Story]":
    """Yield so many stories, or all, reading some at a time."""
    after, left = "", most
    while some := opened.stories(_PAGE if left is None else min(left, _PAGE), after):
        yield from some
        after = some[-1].id
        left = None if left is None else left - len(some)
        if left == 0:
            return


@app.command(epilog="Examples: writethru brief ferry · writethru brief s-3f2a --markdown > ferry.md")
def brief(
    name: Name,
    as_of: AsOf = "",
    markdown: Annotated[bool, typer.Option("--markdown", help="Print Markdown with footnotes.")] = False,
    desk: DeskPath = None,
    as_json: Json = False,
) -> None:
    """Tell a story or storyline in sentences that each lead back to their words."""
    with _open(desk) as opened:
        told = opened.brief(name, _day(as_of))
        dossier = opened.dossier(name)
        if as_json or markdown:
            typer.echo(opened.write(told, dossier, "json" if as_json else "markdown"), nl=False)
        else:
            _print((told, dossier), as_json=False, how="brief")


@app.command(epilog="Examples: writethru claims ferry · writethru claims s-3f2a --disputed")
def claims(
    name: Name,
    disputed: Annotated[bool, typer.Option("--disputed", help="Only what is in dispute.")] = False,
    desk: DeskPath = None,
    as_json: Json = False,
) -> None:
    """Show what is claimed, by whom and when: what agrees, was revised, taken back, or is disputed."""
    with _open(desk) as opened:
        found, dossier = opened.claims(name, disputed=disputed), opened.dossier(name)
        _print(found if as_json else (found, dossier, disputed), as_json, "claims")


@app.command(epilog="Examples: writethru changes ferry · writethru changes vp-1 vp-3 --all")
def changes(
    name: Annotated[str, typer.Argument(help="A story's id, its beginning or words of its headline; or a take's id.")],
    later: Annotated[
        str, typer.Argument(metavar="LATER", help="The id or key of a second take, of any chain, or its beginning.")
    ] = "",
    every: Annotated[bool, typer.Option("--all", help="Show cosmetic changes too.")] = False,
    desk: DeskPath = None,
    as_json: Json = False,
) -> None:
    """Say what changed from take to take of a story, or between any two takes."""
    with _open(desk) as opened:
        found = [opened.changes_between(name, later)] if later else opened.comparisons(name)
        takes = opened.takes(key for one in found for key in (one.earlier, one.later))
    _print(found if as_json else (found, takes, every), as_json, "changes")


@app.command(epilog='Example: writethru who "Ida Moor"')
def who(
    name: Annotated[str, typer.Argument(help="A name, or part of one.")], desk: DeskPath = None, as_json: Json = False
) -> None:
    """Show a person's or body's roles over time and what they said."""
    with _open(desk) as opened:
        _print(opened.who(name), as_json, "profiles")


@app.command(
    epilog="Examples: writethru timeline ferry --as-of 2031-03-14 · writethru timeline ferry --ics > ferry.ics"
)
def timeline(
    name: Name,
    as_of: AsOf = "",
    ics: Annotated[bool, typer.Option("--ics", help="Print a calendar (RFC 5545).")] = False,
    desk: DeskPath = None,
    as_json: Json = False,
) -> None:
    """Lay out what happened, what is now, what is due, and what was due and has no news."""
    with _open(desk) as opened:
        if ics:
            _calendar(opened.calendar(name, _day(as_of)))
        else:
            found, dossier = opened.timeline(name, _day(as_of)), opened.dossier(name)
            _print(found if as_json else (found, dossier), as_json, "timeline")


def _calendar(found: "Calendar") -> None:
    typer.echo(found.text.encode(), nl=False)  # as bytes: its line ends are its own
    if found.left_out:
        told = f"{found.left_out} left out: no closer known than a season, a quarter or a year"
        typer.echo(f"writethru: {told}", err=True)


@app.command(epilog="Examples: writethru publish site/ · writethru publish desk-site/ --for desk")
def publish(
    folder: Annotated[Path, typer.Argument(help="Where the site goes.")],
    audience: Annotated[Audience, typer.Option("--for", help="Who it is for: rights are asked accordingly.")] = (
        Audience.PUBLIC
    ),
    desk: DeskPath = None,
    as_json: Json = False,
) -> None:
    """Write the static site: an index, and a page a story, a person and a storyline."""
    from writethru.terminal import progress

    with _open(desk) as opened, progress() as told:
        done = opened.publish(folder, audience.value, told)
    _print(done, as_json, "published")


@app.command(epilog="Examples: writethru export statements > statements.jsonl · writethru export --format ninjs")
def export(
    what: Annotated[
        str,
        typer.Argument(
            help="takes, stories, statements, dates, figures, people, claims, changes, events; for jsonl alone."
        ),
    ] = "",
    how: Annotated[str, typer.Option("--format", help="jsonl (a table), ninjs or atom.", metavar="FORMAT")] = "jsonl",
    audience: Annotated[Audience, typer.Option("--for", help="Who ninjs and atom are for.")] = Audience.PUBLIC,
    desk: DeskPath = None,
    _as_json: Json = False,
) -> None:
    """Write a table as JSON Lines, or every piece that may leave as ninjs or Atom, to standard output."""
    import msgspec

    if (how == "jsonl") != bool(what):
        told = f"{what}: a table has no format but jsonl" if what else "name a table, or --format ninjs or atom"
        raise typer.BadParameter(told, param_hint="WHAT")
    with _open(desk) as opened:
        rows = (msgspec.json.encode(row) + b"\n" for row in opened.export(what)) if what else ()
        for piece in rows or opened.hand_over(how, audience.value):
            sys.stdout.buffer.write(piece)
        sys.stdout.buffer.flush()


@app.command(epilog="Examples: writethru held · writethru held --all")
def held(
    every: Annotated[bool, typer.Option("--all", help="Also what was let go, and what goes by itself.")] = False,
    desk: DeskPath = None,
    as_json: Json = False,
) -> None:
    """List what waits for a person, and why: kills, holds, embargoes, fragments, phrases nobody understands."""
    with _open(desk) as opened:
        _print(opened.held(every=every), as_json, "held")


@app.command(epilog='Example: writethru release 3f2a90c1 --because "the desk in Vellmark confirmed it"')
def release(
    name: Annotated[str, typer.Argument(help="A take's key or its beginning, its source's id, or a chain's id.")],
    why: Annotated[str, typer.Option("--because", help="The reason, kept with it.", metavar="WHY")] = "",
    desk: DeskPath = None,
    as_json: Json = False,
) -> None:
    """Let a take, or all takes of a chain, go after a hold, an embargo or a kill; a kill itself is never let go."""
    with _open(desk) as opened:
        _print(opened.release(name, why), as_json, "released")


@app.command(epilog="Example: writethru quarantine --again")
def quarantine(
    again: Annotated[bool, typer.Option("--again", help="Try to read it once more.")] = False,
    desk: DeskPath = None,
    as_json: Json = False,
) -> None:
    """List what could not be read, with the reasons."""
    with _open(desk) as opened:
        if again:
            opened.read_again()
        _print(opened.quarantine(), as_json, "stuck")


@app.command(epilog="Example: writethru doctor")
def doctor(desk: DeskPath = None, as_json: Json = False) -> None:
    """Check the desk, its settings, plug-ins and models."""
    try:
        with _open(desk) as opened:
            checks = opened.doctor()
    except StoreError as error:
        from writethru.checkup import unopened

        checks = unopened(error)
    _print(checks, as_json, "checks")
    if not all(check.well for check in checks):
        raise typer.Exit(UNUSABLE)


cli_decisions.register(app)
cli_by_hand.register(app)
cli_news.register(app)
cli_digest.register(app)
cli_stands.register(app)
cli_sources.register(app)
cli_why.register(app)
cli_desk.register(app)
cli_verify.register(app)
cli_help.readable(app)


def _fail(message: str, code: int) -> NoReturn:
    typer.echo(f"writethru: {_one_line(message)}", err=True)
    sys.exit(code)


def _one_line(message: str) -> str:
    """Return an error on one line, without the rest of words that nobody could mean as a name."""
    return re.sub(rf"(\S{{{_LONGEST}}})\S+", r"\1…", " ".join(message.splitlines()))


def _names_no_command(error: TyperException) -> bool:
    """Say whether a group of commands was called alone: typer gives its help, page and all, as what is wrong."""
    return type(error).__name__ == "NoArgsIsHelpError"


def _usage(error: TyperException) -> str:
    """Return what is wrong with the words of a command, on one line, and where its help is."""
    context = getattr(error, "ctx", None)
    said = " ".join(error.format_message().split()).rstrip(".")
    see = f"see `{context.command_path if context else 'writethru'} --help`"
    return f"{said} {see.capitalize()}" if said.endswith("?") else f"{said}; {see}"


def _speak_any_script() -> None:
    """Have a terminal that lacks a letter show a question mark in its place, and never stop for it."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def main(arguments: Iterable[str] | None = None) -> None:
    """Run the command and leave with its exit code; every error is one line on standard error."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    _speak_any_script()
    try:
        code = app(given or ["--help"], prog_name="writethru", standalone_mode=False)
    except TyperException as error:
        if _names_no_command(error):
            typer.echo(error.format_message())
            sys.exit(WRONG_USAGE)
        _fail(_usage(error), WRONG_USAGE)
    except (StoreError, SettingsError, PluginError) as error:
        _fail(str(error), UNUSABLE)
    except WritethruError as error:
        _fail(str(error), NOT_THERE)
    if code == STOPPED:
        _fail("stopped; what was done is kept, and the next add finishes the work", STOPPED)
    sys.exit(code or (0 if given else WRONG_USAGE))


if __name__ == "__main__":
    main()

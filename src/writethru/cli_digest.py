"""The command for a finite brief of a period: printed, or sent by mail."""

from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from writethru.cli_news import Reader
from writethru.cli_options import NOT_THERE, Audience, DeskPath, Json, day, open_desk, print_found

if TYPE_CHECKING:
    from writethru.model import Digest

_DAYS = 7


class Form(StrEnum):
    """How a digest is written."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"


def register(app: typer.Typer) -> None:
    """Add this command to the program's."""
    app.command(
        epilog="Examples: writethru digest · writethru digest --days 1 --for desk --to desk@paper.example · "
        "writethru digest --since 2031-03-10 --until 2031-03-16 --as html > week.html"
    )(digest)


def digest(
    days: Annotated[
        int | None, typer.Option("--days", help="How many days up to the last one; by default 7.", min=1, metavar="N")
    ] = None,
    since: Annotated[str, typer.Option("--since", help="The first day (2031-03-10).", metavar="DAY")] = "",
    until: Annotated[str, typer.Option("--until", help="The last day; by default today.", metavar="DAY")] = "",
    most: Annotated[int, typer.Option("--most", help="How many stories to tell.", min=1, metavar="N")] = 12,
    form: Annotated[Form, typer.Option("--as", help="How to print it.")] = Form.TEXT,
    audience: Annotated[Audience, typer.Option("--for", help="Who it is for: rights are asked accordingly.")] = (
        Audience.PUBLIC
    ),
    to: Annotated[
        list[str] | None, typer.Option("--to", help="Send it to this address; may be given again.", metavar="ADDRESS")
    ] = None,
    reader: Reader = "",
    desk: DeskPath = None,
    as_json: Json = False,
) -> None:
    """Write a finite brief of a period: its weightiest stories, corrections, kills, and what is due; or mail it."""
    first, last = _period(days, day(since, "--since"), day(until, "--until"))
    with open_desk(desk) as opened:
        found = opened.digest(first, last, most, reader, audience.value)
        if not to:
            _print(found, form, as_json)
            return
        sent = opened.mail(found, to)
    print_found(sent, as_json, "mailed")
    if any(one.trouble for one in sent):
        raise typer.Exit(NOT_THERE)


def _period(days: int | None, since: date | None, until: date | None) -> tuple[date, date]:
    """Return the first and the last day that the options ask for."""
    last = until or datetime.now(UTC).date()
    if since is None:
        return last - timedelta(days=(days or _DAYS) - 1), last
    if days is not None:
        raise typer.BadParameter("give --days or --since, not both", param_hint="--days")
    if since > last:
        raise typer.BadParameter(f"{since}: comes after the last day, {last}", param_hint="--since")
    return since, last


def _print(found: "Digest", form: Form, as_json: bool) -> None:
    if as_json:
        print_found(found, as_json, "")
    else:
        from writethru.publish.digest_forms import written

        typer.echo(written(found, form.value), nl=False)

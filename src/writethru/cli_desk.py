"""Commands for the desk in the browser."""

import sys
from typing import Annotated

import typer

from writethru.cli_options import DeskPath, open_desk


def register(app: typer.Typer) -> None:
    """Add these commands to the program's."""
    app.command(epilog="Examples: writethru desk · writethru desk --host 0.0.0.0 --port 8080")(desk)
    app.command(epilog="Examples: writethru password · writethru password < secret.txt")(password)


def desk(
    host: Annotated[str, typer.Option("--host", help="The address to answer at.", metavar="ADDRESS")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", help="Its port.", min=0, max=65535, metavar="PORT")] = 8100,
    at: DeskPath = None,
) -> None:
    """Serve the desk to the browser: open on this machine; anywhere else it asks for the password."""
    import signal

    from writethru.serve.start import serve

    signal.signal(signal.SIGTERM, signal.default_int_handler)  # a service is stopped so; it ends as by Ctrl-C
    with open_desk(at, make=True) as opened:
        serve(opened, host, port, lambda address: typer.echo(f"The desk is at {address} until Ctrl-C.", err=True))


def password(at: DeskPath = None) -> None:
    """Set the password of the desk; asked for twice, or read from standard input."""
    from writethru.serve.password import keep

    with open_desk(at, make=True) as opened:
        if sys.stdin.isatty():
            given = typer.prompt("The desk's new password", hide_input=True, confirmation_prompt=True)
        else:
            given = sys.stdin.readline().rstrip("\r\n")
        typer.echo(
            f"{keep(opened.folder, given)}: kept. Whoever signs in from now on needs it; restart `writethru desk`."
        )

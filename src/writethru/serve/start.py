"""Starting the server: open on this machine, anywhere else with a password or not at all."""

import socket
from collections.abc import Callable
from pathlib import Path

import uvicorn

from writethru.desk import Desk
from writethru.errors import SettingsError
from writethru.serve.ahead import written_ahead
from writethru.serve.app import application
from writethru.serve.gate import Gate, is_loopback
from writethru.serve.live import Watcher
from writethru.serve.password import kept

_GRACE = 3  # seconds that answers under way have when the server ends


def secret_for(folder: Path, host: str) -> str:
    """Return the hash of the desk's password, or nothing where it may run open.

    Raises:
        SettingsError: it would be open to more than this machine.
    """
    secret = kept(folder)
    if not secret and not is_loopback(host):
        raise SettingsError(f"{host}: others can reach that address; set a password by `writethru password` first")
    return secret


class Server(uvicorn.Server):
    """A server of a desk: told to end, it lets open pages go first, which would hold it up for good otherwise."""

    def __init__(self, app: Gate, watcher: Watcher) -> None:
        config = uvicorn.Config(
            app, log_level="warning", access_log=False, timeout_graceful_shutdown=_GRACE, server_header=False
        )
        super().__init__(config)
        self._watcher = watcher

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End the lines of open pages, then everything else."""
        await self._watcher.end()
        await super().shutdown(sockets)


def server(desk: Desk, secret: str) -> Server:
    """Return the server of a desk, not yet running."""
    watcher = Watcher(desk.cursor)
    return Server(application(desk, secret, watcher), watcher)


def serve(desk: Desk, host: str, port: int, told: Callable[[str], None]) -> None:
    """Serve a desk until interrupted.

    Args:
        desk: which.
        host: the address to answer at.
        port: its port; 0 for one that is free.
        told: told where it is, as soon as it can be had.

    Raises:
        SettingsError: the address is open to others and there is no password, or it cannot be had.
    """
    secret = secret_for(desk.folder, host)
    ready = server(desk, secret)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(
        family, socket.SOCK_STREAM, socket.IPPROTO_TCP
    ) as listening:  # named: asyncio sends at once then
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((host, port))
            listening.listen()
        except OSError as error:
            words = f"{host}:{port}: cannot be had ({error.strerror}); choose another by --port"
            raise SettingsError(words) from error
        told(f"http://{f'[{host}]' if ':' in host else host}:{listening.getsockname()[1]}/")
        with written_ahead(desk.folder, guarded=bool(secret)):
            ready.run([listening])

"""Starting the server: open on this machine, anywhere else with a password or not at all."""

from pathlib import Path

from writethru.desk import Desk
from writethru.errors import SettingsError
from writethru.serve.app import application
from writethru.serve.gate import is_loopback
from writethru.serve.password import kept

_GRACE = 3  # seconds that open pages have to let go when the server ends


def secret_for(folder: Path, host: str) -> str:
    """Return the hash of the desk's password, or nothing where it may run open.

    Raises:
        SettingsError: it would be open to more than this machine.
    """
    secret = kept(folder)
    if not secret and not is_loopback(host):
        raise SettingsError(f"{host}: others can reach that address; set a password by `writethru password` first")
    return secret


def serve(desk: Desk, host: str, port: int) -> None:
    """Serve a desk until interrupted.

    Raises:
        SettingsError: the address is open to others and there is no password, or it cannot be had.
    """
    import socket

    import uvicorn

    app = application(desk, secret_for(desk.folder, host))
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((host, port))
        except OSError as error:
            words = f"{host}:{port}: cannot be had ({error.strerror}); choose another by --port"
            raise SettingsError(words) from error
        config = uvicorn.Config(
            app, log_level="warning", access_log=False, timeout_graceful_shutdown=_GRACE, server_header=False
        )
        uvicorn.Server(config).run([listening])

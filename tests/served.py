"""A desk served for a test: the real server on loopback, on a port of its own, in a thread."""

import socket
import threading
from contextlib import contextmanager

import httpx

from writethru import Desk
from writethru.serve.password import keep, kept
from writethru.serve.start import server

PASSWORD = "a harbour in fog"


@contextmanager
def served(folder, *, password="", patience=60):
    """Serve the desk of a folder; yields its address. ``patience``: seconds that are waited for a page written anew."""
    if password:
        keep(folder, password)
    with Desk(folder) as desk, socket.socket(proto=socket.IPPROTO_TCP) as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        running = server(desk, kept(folder))
        running.config.app.app.state.kept.patience = patience
        thread = threading.Thread(target=running.run, args=([listening],), daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            running.should_exit = True
            thread.join(10)
            assert not thread.is_alive(), "the server did not end"


def client(address, **options):
    """A client of a served desk; it follows no redirect by itself."""
    return httpx.Client(base_url=address, timeout=30, **options)

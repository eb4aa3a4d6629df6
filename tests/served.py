"""A desk served for a test: the real server on loopback, on a port of its own, in a thread."""

import socket
import threading
from contextlib import contextmanager

import httpx
import uvicorn

from writethru import Desk
from writethru.serve.app import application
from writethru.serve.password import keep, kept

PASSWORD = "a harbour in fog"


@contextmanager
def served(folder, *, password=""):
    """Serve the desk of a folder; yields its address."""
    if password:
        keep(folder, password)
    with Desk(folder) as desk, socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        server = uvicorn.Server(
            uvicorn.Config(application(desk, kept(folder)), log_level="error", timeout_graceful_shutdown=1)
        )
        thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(10)


def client(address, **options):
    """A client of a served desk; it follows no redirect by itself."""
    return httpx.Client(base_url=address, timeout=30, **options)

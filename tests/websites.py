"""A web site on this machine for tests: it answers as told, well or badly, and notes what it was asked."""

import gzip
import io
import threading
import time
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from writethru.fetch.clock import Clock
from writethru.fetch.exchange import Limits
from writethru.fetch.fetcher import Fetcher

HERE = "127.0.0.1"
SHORT = Limits(connect=0.5, read=0.4, total=0.8, body=200_000, hops=5)  # seconds and bytes
RSS = b"<?xml version='1.0'?><rss version='2.0'><channel><title>Vell Post</title></channel></rss>"
ATOM = b"<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'><title>Vell Post</title></feed>"


class Turned(Clock):
    """A clock that stands still until it is turned, and does not wait."""

    def __init__(self, at=datetime(2031, 3, 12, 9, 30, tzinfo=UTC)):
        self.at = at
        self.slept = []

    def now(self):
        return self.at

    def sleep(self, seconds):
        self.slept.append(seconds)
        self.at += timedelta(seconds=seconds)

    def turn(self, **by):
        self.at += timedelta(**by)


class Site:
    """What a site has, by path: ``(status, headers, body)``, or a function that is given the request's handler."""

    def __init__(self, port):
        self.port = port
        self.at = f"http://{HERE}:{port}"
        self.pages = {}
        self.asked = []  # (path, headers) of each request, robots.txt left out
        self.posted = []  # (path, headers, body) of each post
        self.robots_asked = 0
        self.most_at_once = 0
        self.now = 0
        self.lock = threading.Lock()
        self.over = threading.Event()

    def put(self, path, body=b"", status=200, **headers):
        self.pages[path] = (status, {k.replace("_", "-"): v for k, v in headers.items()}, body)

    def paths(self):
        return [path for path, _ in self.asked]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        site = self.server.site
        with site.lock:
            site.now += 1
            site.most_at_once = max(site.most_at_once, site.now)
            if self.path == "/robots.txt":
                site.robots_asked += 1
            else:
                site.asked.append((self.path, self.headers))
        try:
            answer = site.pages.get(self.path, (404, {}, b"nothing here"))
            if callable(answer):
                answer = answer(self)
            if answer:
                self.answer(*answer)
        except (BrokenPipeError, ConnectionResetError):
            pass
        finally:
            with site.lock:
                site.now -= 1

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        with self.server.site.lock:
            self.server.site.posted.append((self.path, self.headers, body))
        answer = self.server.site.pages.get(self.path, (404, {}, b"nothing here"))
        answer = answer(self) if callable(answer) else answer
        if answer:
            self.answer(*answer)

    def answer(self, status, headers, body):
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            if value is not None:
                self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@contextmanager
def serving(tls=None):
    """A site that runs until the block ends; over TLS when a context is given."""
    server = ThreadingHTTPServer((HERE, 0), _Handler)
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    server.daemon_threads = True
    server.block_on_close = False
    server.site = site = Site(server.server_address[1])
    thread = threading.Thread(target=lambda: server.serve_forever(0.01), daemon=True)
    thread.start()
    try:
        yield site
    finally:
        site.over.set()
        server.shutdown()
        server.server_close()
        thread.join()


def fetcher(clock=None, limits=SHORT, private_hosts=(HERE,)):
    return Fetcher(private_hosts, limits, clock=clock or Turned())


# Ways to answer badly


def hang(handler):
    """Say nothing."""
    handler.server.site.over.wait(3)


def hang_after_head(handler):
    handler.send_response(200)
    handler.send_header("Content-Length", "100")
    handler.end_headers()
    handler.server.site.over.wait(3)


def drip(handler):
    """Send a byte of the head now and then, for ever."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    for _ in range(60):
        if handler.server.site.over.wait(0.05):
            return
        handler.wfile.write(b"a")


def drip_body(handler):
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    for _ in range(60):
        if handler.server.site.over.wait(0.05):
            return
        handler.wfile.write(b"a")


def die(handler):
    """Break off in the middle of the body."""
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(RSS)
    handler.close_connection = True


def die_in_chunks(handler):
    handler.send_response(200)
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    handler.wfile.write(b"5\r\n<?xml\r\n")
    handler.close_connection = True


def endless(handler):
    """Send for ever, as fast as it goes."""
    handler.send_response(200)
    handler.end_headers()
    while not handler.server.site.over.is_set():
        handler.wfile.write(b"x" * 65_536)


def no_http(handler):
    handler.wfile.write(b"220 mail.vell.example ready\r\n")
    handler.close_connection = True


def bomb(megabytes):
    """Zeros that pack a thousand to one."""
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb") as out:
        for _ in range(megabytes):
            out.write(bytes(1_000_000))
    return packed.getvalue()


def within(seconds):
    """A check that what stands between making and calling it took no longer."""
    began = time.monotonic()
    return lambda: time.monotonic() - began < seconds

"""The gate before every route: who may pass, from where, and what each answer says of itself to the browser.

It is ASGI and stands before the application, so that no route can be added that it does not guard.
"""

from base64 import b64decode
from binascii import Error as NotBase64
from hashlib import sha256
from http import HTTPStatus
from ipaddress import ip_address
from urllib.parse import parse_qs, quote, urlsplit

from anyio import to_thread
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import cookie_parser
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from writethru.serve.password import Guesses, fits
from writethru.serve.session import COOKIE, FIELD, TOKEN, Session, Sessions, ours
from writethru.wording import SOURCE, speaking

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
OPEN = ("/signin", "/static/")  # what one may have without being signed in

_FORM = "application/x-www-form-urlencoded"
_LONGEST = 1 << 20  # bytes of a body
_HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


def is_loopback(host: str) -> bool:
    """Say whether a host is this machine alone.

    >>> is_loopback("127.0.0.1"), is_loopback("[::1]"), is_loopback("localhost"), is_loopback("0.0.0.0")
    (True, True, True, False)
    """
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() == "localhost"


class Gate:
    """Guards an application: ASGI.

    Args:
        app: what stands behind it.
        language: in which pages are written; what programs ask for is in English.
        secret: the hash of the password; without one everybody on this machine may pass.
        sessions: those that are open.
        guesses: wrong passwords.
    """

    def __init__(self, app: ASGIApp, secret: str, sessions: Sessions, guesses: Guesses, language: str = SOURCE) -> None:
        self.app, self._secret, self._sessions, self._guesses = app, secret, sessions, guesses
        self._language = language
        self._proved: dict[bytes, str] = {}  # readers by what they sent as Basic, once it was found right

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or turn it away."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                found = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    found.setdefault(name, value)
                found.setdefault("cache-control", "no-store" if self._secret else "no-cache")
            await send(message)

        headers = Headers(scope=scope)
        receive = _bounded(receive)
        refusal = self._turned_away(scope, headers) or await self._unknown(scope, headers)
        if refusal is None and _by_form(scope, headers):
            try:
                body = await _body(receive)
                refusal, receive = _proven(scope, body), _again(body)
            except HTTPException:
                refusal = _too_long(scope)
        with speaking(SOURCE if _for_programs(scope["path"]) else self._language):
            await (refusal or self.app)(scope, receive, marked)

    def _turned_away(self, scope: Scope, headers: Headers) -> Response | None:
        """Return the answer to a request that comes from where none may come from."""
        if not self._secret and not is_loopback(_name(headers.get("host", ""))):
            words = "this desk has no password and answers to this machine alone; set one by `writethru password`"
            return _told(scope, HTTPStatus.MISDIRECTED_REQUEST, words)
        if int(headers.get("content-length") or 0) > _LONGEST:
            return _too_long(scope)
        if scope["method"] not in SAFE and not _same_site(headers):
            return _told(scope, HTTPStatus.FORBIDDEN, "sent from another site; open the desk's own page")
        return None

    async def _unknown(self, scope: Scope, headers: Headers) -> Response | None:
        """Note in the scope who asks; return the answer where nobody may pass who does not say."""
        if not self._secret:
            scope["session"] = Session("", "", 0, 0)
            return None
        by_cookie = self._sessions.find(cookie_parser(headers.get("cookie", "")).get(COOKIE, ""))
        found = by_cookie or await self._by_password(scope, headers.get("authorization", ""))
        scope["session"] = found
        if isinstance(found, Response):
            return found
        if found is None:
            return None if scope["path"].startswith(OPEN) else _sign_in(scope)
        if by_cookie and scope["method"] not in SAFE and not _is_form(headers):
            return None if ours(by_cookie, headers.get(TOKEN, "")) else _stale(scope)
        return None

    async def _by_password(self, scope: Scope, given: str) -> "Session | Response | None":
        """Return who a program says that it is (Basic, RFC 7617), where the password is right."""
        if not given.lower().startswith("basic "):
            return None
        told = sha256(given.encode()).digest()
        if told not in self._proved:
            address = client(scope)
            if wait := self._guesses.wait(address):
                return too_many(wait)
            try:
                reader, _, password = b64decode(given[6:], validate=True).decode().partition(":")
            except (NotBase64, UnicodeDecodeError):
                return None
            if not await to_thread.run_sync(fits, self._secret, password):
                self._guesses.note(address)
                return None
            self._proved[told] = reader
        return Session(self._proved[told], "", 0, 0)


def _for_programs(path: str) -> bool:
    """Say whether what stands there is data and no page."""
    return path.startswith("/api/") or path.endswith(".csv")


def client(scope: Scope) -> str:
    """Return the address that a request comes from."""
    return str((scope.get("client") or ("", 0))[0])


def too_many(wait: int) -> Response:
    """Return the answer to who guessed too often."""
    words = f"too many wrong passwords; try again in {wait} seconds"
    return PlainTextResponse(words, HTTPStatus.TOO_MANY_REQUESTS, {"retry-after": str(wait)})


def _name(host: str) -> str:
    """Return a Host header's name without its port."""
    return host[: host.rfind("]") + 1] if host.startswith("[") else host.partition(":")[0]


def _same_site(headers: Headers) -> bool:
    """Say whether a request that changes something came from our own page, or from a program that is no browser.

    A browser says where from by itself (Fetch Metadata; Origin, RFC 6454), and no page can make it lie.
    """
    if told := headers.get("sec-fetch-site"):
        return told in {"same-origin", "none"}
    origin = headers.get("origin")
    return not origin or urlsplit(origin).netloc == headers.get("host", "")


def _is_form(headers: Headers) -> bool:
    return headers.get("content-type", "").startswith(_FORM) and TOKEN not in headers


def _by_form(scope: Scope, headers: Headers) -> bool:
    """Say whether a session proves itself by a field of a form."""
    session: Session | None = scope["session"]
    return bool(session and session.token) and scope["method"] not in SAFE and _is_form(headers)


def _bounded(receive: Receive) -> Receive:
    """Return what receives a body and stops where it is longer than it may be, whatever its head says of its length."""
    taken = 0

    async def bounded() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > _LONGEST:
            raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        return message

    return bounded


async def _body(receive: Receive) -> bytes:
    found, more = b"", True
    while more:
        message = await receive()
        found += message.get("body", b"")
        more = message.get("more_body", False)
    return found


def _again(body: bytes) -> Receive:
    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    return receive


def _proven(scope: Scope, body: bytes) -> Response | None:
    fields = parse_qs(body.decode("utf-8", "replace"))
    return None if ours(scope["session"], fields.get(FIELD, [""])[0]) else _stale(scope)


def _sign_in(scope: Scope) -> Response:
    if scope["path"].startswith("/api/") or scope["method"] not in SAFE:
        return _told(scope, HTTPStatus.UNAUTHORIZED, "asks for the desk's password; send it as Basic, with your name")
    query = scope["query_string"].decode("latin-1")
    back = scope["path"] + ("?" + query if query else "")
    return RedirectResponse(f"/signin?next={quote(back, safe='')}", HTTPStatus.SEE_OTHER)


def _too_long(scope: Scope) -> Response:
    return _told(scope, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"too long; {_LONGEST} bytes are the most")


def _stale(scope: Scope) -> Response:
    return _told(scope, HTTPStatus.FORBIDDEN, "the page is too old; load it anew and try again")


def _told(scope: Scope, status: HTTPStatus, words: str) -> Response:
    if scope["path"].startswith("/api/"):
        return JSONResponse({"error": words}, status)
    return PlainTextResponse(words, status)

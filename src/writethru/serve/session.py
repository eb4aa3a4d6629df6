"""Who is at the desk: sessions that expire, and the proof that a form was sent from our own page."""

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from hmac import compare_digest
from threading import Lock

COOKIE = "writethru"
TOKEN = "x-csrf-token"
FIELD = "csrf"  # and of the field of a form
LASTS = 12 * 3600  # seconds that a session lasts after it was last used
MOST = 30 * 24 * 3600  # and after it began


@dataclass(slots=True)
class Session:
    """One reader in one browser.

    Attributes:
        reader: who it is; what was read and followed is kept by this name.
        token: what each form and request that changes something must send along.
        began, used: seconds.
    """

    reader: str
    token: str
    began: float
    used: float


class Sessions:
    """The sessions that are open. They live as long as the server: whoever was signed in signs in again after.

    Args:
        clock: tells seconds that only grow.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._lock = clock, Lock()
        self._open: dict[str, Session] = {}

    def begin(self, reader: str) -> str:
        """Open a session for a reader; returns its secret name, for the cookie."""
        name, now = secrets.token_urlsafe(32), self._clock()
        with self._lock:
            self._forget(now)
            self._open[name] = Session(reader, secrets.token_urlsafe(24), now, now)
        return name

    def find(self, name: str) -> Session | None:
        """Return the session of that name, and note that it was used; None where it is not there or has expired."""
        now = self._clock()
        with self._lock:
            found = self._open.get(name)
            if found is None or _over(found, now):
                self._open.pop(name, None)
                return None
            found.used = now
            return found

    def end(self, name: str) -> None:
        """Close a session."""
        with self._lock:
            self._open.pop(name, None)

    def _forget(self, now: float) -> None:
        self._open = {name: one for name, one in self._open.items() if not _over(one, now)}


def _over(one: Session, now: float) -> bool:
    return now - one.used >= LASTS or now - one.began >= MOST


def ours(session: Session, token: str) -> bool:
    """Say whether a request sent the session's token along."""
    return compare_digest(session.token.encode(), token.encode())

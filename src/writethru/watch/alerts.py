"""Reports of saved searches, sent beside the watch: no mail server, however slow, stands between a kill and a site."""

import time
from threading import Thread

from writethru.desk import Desk
from writethru.errors import WritethruError
from writethru.publish.alert import says

_APART = 5.0  # seconds between two rounds
_LAST = 5.0  # seconds that a round has to end in when the watch ends
_AGAIN = 60.0  # seconds after which what did not go out is tried again though nothing came


class Alerts:
    """Sends what is due in a thread of its own, one round at a time.

    Args:
        desk: whose readers saved searches.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._thread: Thread | None = None
        self._upto, self._next = -1, 0.0
        self._said: list[str] = []

    def go(self) -> list[str]:
        """Start a round where something came or did not go out; returns what is to be said of earlier ones."""
        now = time.monotonic()
        if not (self._thread and self._thread.is_alive()) and now >= self._next:
            cursor = self._desk.cursor()
            if cursor != self._upto:
                self._upto, self._next = cursor, now + _APART
                self._thread = Thread(target=self._run, daemon=True)
                self._thread.start()
        said, self._said = self._said, []
        return said

    def stop(self) -> None:
        """End after the report that is being sent, so that it is not sent again."""
        if self._thread:
            self._thread.join(_LAST)

    def _run(self) -> None:
        try:
            found = self._desk.send_due()
        except WritethruError as error:
            self._again([str(error)])
        except Exception as error:  # noqa: BLE001 - a report that fails must not keep a kill from coming in
            self._again([f"reports of saved searches failed ({type(error).__name__}: {error}); report it"])
        else:
            self._said = self._said + [says(one) for one in found if not one.trouble]
            if trouble := [says(one) for one in found if one.trouble]:
                self._again(trouble)

    def _again(self, said: list[str]) -> None:
        self._said = self._said + said
        self._upto, self._next = -1, time.monotonic() + _AGAIN

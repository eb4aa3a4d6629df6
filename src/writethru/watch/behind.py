"""Facts and links, read beside the watch: no batch, however big, stands between a kill and the sites it empties."""

from threading import Event, Thread

from writethru.desk import Desk
from writethru.errors import WritethruError
from writethru.intake import ANEW

_LAST = 5.0  # seconds that a batch has to end in when the watch ends


class _StoppedError(Exception):
    """The watch has ended, or something came that is more urgent; what is left to do is done by the next run."""


class Behind:
    """Catches a desk up in a thread of its own, one run at a time.

    Args:
        desk: whose takes wait for their facts and links.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._wanted = False
        self._stop = Event()
        self._thread: Thread | None = None
        self._trouble: list[str] = []

    def want(self) -> None:
        """Note that something has come; the next ``go`` starts a run, after the one that is going on."""
        self._wanted = True

    def go(self) -> str:
        """Start what is wanted unless a run is going on; returns what went wrong in an earlier one, mostly empty."""
        if self._wanted and not (self._thread and self._thread.is_alive()):
            self._wanted = False
            self._thread = Thread(target=self._run, daemon=True)
            self._thread.start()
        return self._trouble.pop() if self._trouble else ""

    def stop(self) -> None:
        """End after the batch that is being read; its takes are kept, the others are read by the next run."""
        self._stop.set()
        if self._thread:
            self._thread.join(_LAST)

    def _run(self) -> None:
        try:
            self._desk.catch_up(self._progress)
        except _StoppedError:
            pass
        except WritethruError as error:
            self._trouble.append(str(error))
        except Exception as error:  # noqa: BLE001 - facts that fail must not keep a kill from coming in
            self._trouble.append(f"facts and links failed ({type(error).__name__}: {error}); report it")

    def _progress(self, stage: str, _done: int, _of: int) -> None:
        """Stop when the watch does; what came goes before reading anew what was read long ago."""
        if self._stop.is_set() or (self._wanted and stage == ANEW):
            raise _StoppedError

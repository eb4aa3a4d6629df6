"""Resident memory of a process and all its children, as Linux tells it."""

import threading
import time
from contextlib import contextmanager
from pathlib import Path

_EVERY = 0.2  # seconds between two looks


def resident(pid):
    """Return the resident memory of a process and of all that it started, in MB; 0 when it has ended."""
    return sum(_one(member) for member in _family(pid)) / 1024


@contextmanager
def watched(pid):
    """Yield a list whose only item is the largest resident memory seen so far, in MB."""
    most, over = [resident(pid)], threading.Event()

    def look():
        while not over.wait(_EVERY):
            most[0] = max(most[0], resident(pid))

    thread = threading.Thread(target=look, daemon=True)
    thread.start()
    try:
        yield most
    finally:
        over.set()
        thread.join()


def watch(process):
    """Wait for a process to end; returns the largest resident memory of its family, in MB."""
    most = 0.0
    while process.poll() is None:
        most = max(most, resident(process.pid))
        time.sleep(_EVERY)
    return most


def _family(pid):
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    return [pid, *(p for child in children for p in _family(int(child)))]


def _one(pid):
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")), 0)

"""The desk's password: its hash in the desk's folder, checked by argon2id (RFC 9106), with few guesses a minute."""

import os
import time
from collections import defaultdict, deque
from collections.abc import Callable
from pathlib import Path
from threading import Lock

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from writethru.errors import SettingsError

FILE = "password"
SHORTEST = 8  # characters of a password

_GUESSES, _WITHIN = 5, 60.0  # wrong guesses that one address has, and the seconds after which they are forgotten
_EVERY = 50  # and all addresses together


def keep(folder: Path, password: str) -> Path:
    """Keep the hash of a password in a desk's folder, readable for its owner alone; returns the file.

    Raises:
        SettingsError: the password is too short, or the folder cannot be written.
    """
    if len(password) < SHORTEST:
        raise SettingsError(f"the password has {len(password)} characters; give {SHORTEST} or more")
    path = folder / FILE
    fresh = path.with_suffix(".new")
    try:
        fresh.unlink(missing_ok=True)
        handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as out:
            out.write(PasswordHasher().hash(password) + "\n")
        fresh.replace(path)
    except OSError as error:
        raise SettingsError(f"{path}: cannot be written ({error.strerror}); look at the folder's rights") from error
    return path


def kept(folder: Path) -> str:
    """Return the hash that a desk's folder holds, or nothing.

    Raises:
        SettingsError: there is a file, and it is no hash of ours.
    """
    path = folder / FILE
    try:
        found = path.read_text("ascii").strip()
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: cannot be read; set it anew by `writethru password`") from error
    if not found.startswith("$argon2id$"):
        raise SettingsError(f"{path}: holds no password; set it anew by `writethru password`")
    return found


def fits(kept_hash: str, password: str) -> bool:
    """Say whether a password is the one that was kept. Takes some 50 ms and 64 MB, whatever the answer."""
    try:
        return PasswordHasher().verify(kept_hash, password)
    except (VerificationError, InvalidHashError):
        return False


class Guesses:
    """Counts wrong guesses, by address and over all: those who guess too often must wait.

    Args:
        clock: tells seconds that only grow.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._lock = clock, Lock()
        self._wrong: defaultdict[str, deque[float]] = defaultdict(deque)

    def wait(self, address: str) -> int:
        """Return the seconds for which an address must wait; 0 when it may guess."""
        with self._lock:
            now = self._clock()
            for name in list(self._wrong):
                times = self._wrong[name]
                while times and now - times[0] >= _WITHIN:
                    times.popleft()
                if not times:
                    del self._wrong[name]
            mine = self._wrong.get(address, deque())
            every = sum(map(len, self._wrong.values()))
            if len(mine) < _GUESSES and every < _EVERY:
                return 0
            oldest = mine[0] if mine else min(times[0] for times in self._wrong.values())
            return max(1, int(_WITHIN - (now - oldest)) + 1)

    def note(self, address: str) -> None:
        """Count a wrong guess."""
        with self._lock:
            self._wrong[address].append(self._clock())

"""Time as fetching sees it, so that a test can turn the clock by hand."""

import time
from datetime import UTC, datetime


class Clock:
    """The time of this machine."""

    def now(self) -> datetime:
        """Return the moment, in UTC."""
        return datetime.now(UTC)

    def sleep(self, seconds: float) -> None:
        """Wait."""
        time.sleep(seconds)

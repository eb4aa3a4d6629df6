"""A source that a desk follows: where it is, how its polls have gone, and how it is doing."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Source:
    """A feed that is polled, or a folder or file that is looked into.

    Attributes:
        name: what it is called on this desk.
        address: the feed's URL, or an absolute path.
        every: minutes between two polls of a URL.
        due: when it is polled next; None for a path, and for what was stopped.
        etag, modified: what its server gave to ask "has it changed?" by.
        sha256: the hash of the body received last.
        last_poll, last_success, last_item: when it was asked, when it answered, when it brought something.
        items: takes that it brought so far.
        failures: polls that failed since the last success.
        error: what went wrong last, in one plain line; kept when it is well again.
        stopped: its server says that it is gone for good.
        stubs: its items are only the beginnings of pieces, so their pages are fetched.
    """

    name: str
    address: str
    every: int
    due: datetime | None = None
    etag: str = ""
    modified: str = ""
    sha256: str = ""
    last_poll: datetime | None = None
    last_success: datetime | None = None
    last_item: datetime | None = None
    items: int = 0
    failures: int = 0
    error: str = ""
    stopped: bool = False
    stubs: bool = False

    @property
    def is_url(self) -> bool:
        """Whether it is polled over HTTP rather than looked into on this machine."""
        return self.address.startswith(("http://", "https://"))


class SourceState(StrEnum):
    """How a source is doing; all but ``new`` and ``well`` ask for a look."""

    NEW = "new"
    WELL = "well"
    SILENT = "silent"
    FAILING = "failing"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Health:
    """How a source is doing.

    Attributes:
        address: without name and password, if it has any.
        silent: seconds since it last brought something; None when it never did.
        usual: seconds of its longest silence lately; None while too few are known.
        due: when it is polled next; None for a path, which is looked at all the time, and for what was stopped.
    """

    name: str
    address: str
    state: SourceState
    items: int
    last_item: datetime | None
    last_success: datetime | None
    error: str
    failures: int
    silent: float | None
    usual: float | None
    due: datetime | None

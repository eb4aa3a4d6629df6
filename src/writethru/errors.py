"""Everything Writethru raises.

    WritethruError                 one line: the file or item, the place, what was wrong, what to do
    ├── Unreadable                 this item cannot be read: it goes to quarantine, the batch goes on
    ├── UnknownFormat              nothing registered reads this, or ``--as`` names no reader
    ├── NotFetched                 an address cannot be had over HTTP, or may not be
    ├── NotSent                    mail or a post to a webhook did not go out, or cannot
    ├── NotFound                   no story, storyline, person or take of that name (also a LookupError)
    ├── Contradiction              what a person says now speaks against what was decided before
    ├── AlreadyCited               published pages cite what would move
    ├── Withheld                   rights, a hold, an embargo or a kill forbid that this leaves the desk
    ├── SettingsError              writethru.toml or an environment variable is not as it should be
    ├── PluginError                an entry point does not load or is not of its kind
    ├── StoreError                 the desk's file cannot be opened, read or written
    │   └── StoreTooNew            it was written by a newer Writethru
    └── MissingExtra               an optional part is not installed

An error of one item is kept as a value (``Refused`` in quarantine); only what stops a whole run is raised.
"""

__all__ = [
    "AlreadyCited",
    "Contradiction",
    "MissingExtra",
    "NotFetched",
    "NotFound",
    "NotSent",
    "PluginError",
    "SettingsError",
    "StoreError",
    "StoreTooNew",
    "UnknownFormat",
    "Unreadable",
    "Withheld",
    "WritethruError",
]

_FEW = 3  # pages that an error names


class WritethruError(Exception):
    """The root of the tree; its text is one line that says what to do."""


class Unreadable(WritethruError):
    """One item could not be read.

    Attributes:
        place: where in the input, in words a person can follow: ``line 17``, ``DOC 3``.
        reason: what was wrong there.
    """

    def __init__(self, place: str, reason: str) -> None:
        self.place = place
        self.reason = reason
        super().__init__(f"{place}: {reason}")

    def __reduce__(self) -> tuple[type, tuple[str, str]]:
        return type(self), (self.place, self.reason)


class UnknownFormat(WritethruError):
    """No reader knows this input, or no reader has this name."""


class NotFetched(WritethruError):
    """An address was not fetched.

    Attributes:
        status: what the server answered, or 0 when there is no answer.
        wait: seconds to wait before asking again, by the server's own word; 0 when it says nothing.
        final: asking again is of no use (gone, not there, not allowed).
    """

    def __init__(self, said: str, status: int = 0, wait: float = 0, *, final: bool = False) -> None:
        super().__init__(said)
        self.status = status
        self.wait = wait
        self.final = final


class NotSent(WritethruError):
    """Something did not go out, or there is no way in which it could."""


class NotFound(WritethruError, LookupError):
    """Nothing on the desk has that name or id."""


class Contradiction(WritethruError):
    """What is said now contradicts an earlier decision that is in force."""


class AlreadyCited(WritethruError):
    """What would move is cited by pages that were published from this desk.

    Attributes:
        pages: their paths.
    """

    def __init__(self, pages: tuple[str, ...]) -> None:
        self.pages = pages
        few = ", ".join(pages[:_FEW]) + (" …" if len(pages) > _FEW else "")
        cite = "page cites" if len(pages) == 1 else "pages cite"
        super().__init__(f"{len(pages)} published {cite} what would move ({few}); say --yes to move it all the same")

    def __reduce__(self) -> tuple[type, tuple[tuple[str, ...]]]:
        return type(self), (self.pages,)


class Withheld(WritethruError):
    """What was asked for may not leave the desk."""


class SettingsError(WritethruError, ValueError):
    """A setting has a value that it cannot have."""


class PluginError(WritethruError):
    """A plug-in does not load, or what it gives is not of its kind."""


class StoreError(WritethruError):
    """The desk's store failed; no error of the database driver gets past it."""


class StoreTooNew(StoreError):
    """The store was written by a newer version of Writethru."""


class MissingExtra(WritethruError, ImportError):
    """An optional part is asked for and not installed."""

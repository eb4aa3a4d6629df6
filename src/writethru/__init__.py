"""Writethru follows running stories: every take, what changed, who said what, and briefs that cite their words."""

from typing import TYPE_CHECKING, Any

from writethru.errors import (
    MissingExtra,
    NotFound,
    PluginError,
    SettingsError,
    StoreError,
    StoreTooNew,
    UnknownFormat,
    Unreadable,
    Withheld,
    WritethruError,
)

if TYPE_CHECKING:
    from writethru.desk import Desk

__all__ = [
    "Desk",
    "MissingExtra",
    "NotFound",
    "PluginError",
    "SettingsError",
    "StoreError",
    "StoreTooNew",
    "UnknownFormat",
    "Unreadable",
    "Withheld",
    "WritethruError",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - the desk is loaded when it is first asked for
    if name == "Desk":
        from writethru.desk import Desk

        return Desk
    if name == "__version__":
        from importlib.metadata import version

        return version("writethru")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

"""Entry points: readers, fact layers, publishers, writers, exporters, by name; each a factory without arguments."""

from collections.abc import Callable
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import Any

from writethru.errors import PluginError

READERS = "writethru.readers"
LAYERS = "writethru.layers"
PUBLISHERS = "writethru.publishers"
WRITERS = "writethru.writers"
EXPORTERS = "writethru.exporters"


@cache
def _found(group: str) -> dict[str, EntryPoint]:
    return {point.name: point for point in sorted(entry_points(group=group), key=lambda p: (p.name, p.value))}


def names(group: str) -> tuple[str, ...]:
    """Return the names registered in a group, sorted."""
    return tuple(_found(group))


@cache
def make(group: str, name: str) -> Any:  # noqa: ANN401 - each group has its own protocol; callers annotate
    """Make the plug-in of that name; one a process.

    Raises:
        PluginError: nothing is registered under the name, it does not import, or its factory fails.
    """
    point = _found(group).get(name)
    if point is None:
        raise PluginError(f"no plug-in {name!r} in {group}; there are: {', '.join(names(group)) or 'none'}")
    try:
        factory: Callable[[], Any] = point.load()
        return factory()
    except Exception as error:  # whatever a plug-in raises is reported with its name
        raise PluginError(f"plug-in {name!r} ({point.value}) does not load: {error}") from error


def make_all(group: str) -> tuple[Any, ...]:
    """Make every plug-in of a group, in order of name."""
    return tuple(make(group, name) for name in names(group))

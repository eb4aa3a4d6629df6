"""Named values of the desk itself, one row each: who read all facts, what links are made by, which number came last."""

from sqlalchemy import Connection, delete, insert, select

from writethru.store.schema import desk

READ = "read"  # the maker that read all facts
LINKED = "linked"  # the revision, settings and decisions that all links are made by
TRACED = "traced"  # the rules that all traces are made by
BLOCKS = "blocks"  # the number of the block of traits that was written last
CAME = "came"  # the number of what came to a chain last


def noted(c: Connection, name: str) -> str:
    """Return the value that stands under a name, or an empty string."""
    return c.execute(select(desk.c.value).where(desk.c.name == name)).scalar() or ""


def note(c: Connection, name: str, value: str) -> None:
    """Put a value under a name, in the place of the one that stood there."""
    unnote(c, name)
    c.execute(insert(desk).values(name=name, value=value))


def unnote(c: Connection, name: str) -> None:
    """Leave nothing under a name."""
    c.execute(delete(desk).where(desk.c.name == name))

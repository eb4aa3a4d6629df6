"""What ``doctor`` looks at besides the desk itself: Python, plug-ins, models."""

import platform
import sqlite3
from collections.abc import Iterator

from writethru import plugins
from writethru.enrich.layers import enrich, ordered
from writethru.errors import WritethruError
from writethru.model import Check, Part, PartKind, SourceKind, Span, Take

_PROBE = "Ida Moor said on Monday that the ferry would return."


def parts() -> list[Check]:
    """Check each part that the program stands on; loads the models."""
    return [_python(), _sqlite(), *_plugins(), _layers()]


def _python() -> Check:
    return Check("Python", well=True, says=platform.python_version())


def _sqlite() -> Check:
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute("CREATE VIRTUAL TABLE probe USING fts5(words, tokenize='trigram')")
    except sqlite3.OperationalError as error:
        return Check(
            "SQLite", well=False, says=f"{sqlite3.sqlite_version} cannot search text ({error}); use a newer one"
        )
    finally:
        connection.close()
    return Check("SQLite", well=True, says=f"{sqlite3.sqlite_version}, full-text search by trigrams")


def _plugins() -> Iterator[Check]:
    for group in (plugins.READERS, plugins.LAYERS, plugins.PUBLISHERS, plugins.EXPORTERS, plugins.WRITERS):
        what = group.split(".")[1]
        try:
            plugins.make_all(group)
        except WritethruError as error:
            yield Check(what, well=False, says=str(error))
        else:
            yield Check(what, well=True, says=", ".join(plugins.names(group)))


def _layers() -> Check:
    probe = Take(
        key="0" * 16,
        id="probe",
        document="",
        format="probe",
        source="",
        source_kind=SourceKind.OWN,
        text=_PROBE,
        parts=(Part(PartKind.PARAGRAPH, Span(0, len(_PROBE))),),
    )
    try:
        piece = enrich([probe])[0]
    except WritethruError as error:
        return Check("models", well=False, says=f"{error}; install Writethru again")
    if piece.failed:
        failed = (f"layer {name} failed: {error}" for name, error in sorted(piece.failed.items()))
        return Check("models", well=False, says=f"{'; '.join(failed)}; install Writethru again")
    names = [layer.name for layer in ordered(plugins.make_all(plugins.LAYERS))]
    return Check("models", well=True, says="; ".join(f"{name}: {piece.engines[name]}" for name in names))

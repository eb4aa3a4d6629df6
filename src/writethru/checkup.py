"""What ``doctor`` says of a desk: its file, what waits in it, its sources, and the parts that the program stands on."""

from collections.abc import Sequence
from pathlib import Path

from writethru.fetch.health import check
from writethru.model import Check, Health
from writethru.run.checks import parts
from writethru.store import FILE, Store


def checkup(store: Store, folder: Path, health: Sequence[Health]) -> list[Check]:
    """Look a desk over; loads the models. O(size of its file)."""
    trouble = store.check()
    stuck = len(store.documents.quarantined())
    undone = len(store.takes.without_facts())
    alarms = store.alarms.all()
    return [
        Check("desk", well=True, says=str(folder)),
        Check("store", not trouble, trouble or f"{folder / FILE}: whole"),
        Check("quarantine", not stuck, f"{stuck} items; `writethru quarantine` has the reasons" if stuck else "empty"),
        Check("enrichment", not undone, _left(undone)),
        Check("markers", not alarms, "; ".join(map(str, alarms)) or "all known"),
        check(health),
        *parts(),
    ]


def _left(undone: int) -> str:
    return f"{undone} takes wait for it; run `writethru add` without names" if undone else "nothing waits"

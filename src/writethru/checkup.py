"""What ``doctor`` says of a desk: its file, what waits in it, its sources, and the parts that the program stands on."""

from collections.abc import Sequence
from pathlib import Path

from writethru import enriching, linking
from writethru.errors import PluginError, StoreError
from writethru.fetch.health import check
from writethru.model import Check, Health
from writethru.run.checks import parts
from writethru.settings import Settings
from writethru.store import FILE, Store


def checkup(store: Store, folder: Path, settings: Settings, health: Sequence[Health]) -> list[Check]:
    """Look a desk over; loads the models. O(size of its file)."""
    trouble = store.check()
    stuck = len(store.documents.quarantined())
    alarms = store.alarms.all()
    return [
        Check("desk", well=True, says=str(folder)),
        Check("store", not trouble, trouble or f"{folder / FILE}: whole"),
        Check("quarantine", not stuck, f"{stuck} items; `writethru quarantine` has the reasons" if stuck else "empty"),
        _enrichment(store),
        _links(store, settings),
        Check("markers", not alarms, "; ".join(map(str, alarms)) or "all known"),
        check(health),
        *parts(),
    ]


def unopened(error: StoreError) -> list[Check]:
    """Say of a desk that does not open what is wrong with it, and look at the rest; loads the models."""
    return [Check("store", well=False, says=str(error)), *parts()]


_FINISH = "run `writethru add` without names"


def _enrichment(store: Store) -> Check:
    undone = len(store.takes.without_facts())
    try:
        outdated = len(store.facts.outdated(enriching.maker()))
    except PluginError:  # told of by the check of that plug-in
        outdated = 0
    left = [f"{undone} takes wait for it"] if undone else []
    left += [f"the facts of {outdated} takes are to be read anew, by layers that changed"] if outdated else []
    return Check("enrichment", not left, "; ".join([*left, _FINISH]) if left else "nothing waits")


def _links(store: Store, settings: Settings) -> Check:
    whole, troubled = linking.whole(store, settings), store.gists.troubled()
    if troubled:
        take, trouble = next(iter(troubled.items()))
        much = "1 take" if len(troubled) == 1 else f"{len(troubled)} takes"
        return Check("links", well=False, says=f"{much} could not be read in full, as {take} ({trouble}); report it")
    return Check("links", whole, "made of all that is here" if whole else f"older than what is here; {_FINISH}")

"""An editor's note held against what was found: which changes keep its promises, and which change is the correction."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from writethru.link.promise_targets import CORRECTS, FACTS, Noted, judge
from writethru.model import Change, NoteItem, Promise, Signal, Take

_UNTOLD = "cannot be told from the text"


def promises(earlier: Take, later: Take, changes: Sequence[Change]) -> tuple[Promise, ...]:
    """Hold each promise of the later take's note against the changes that were found between the two.

    A promise that the text of the takes cannot tell ("ADDS video") says so.
    """
    takes = Noted(earlier, later, changes)
    return tuple(_promise(takes, item) for item in later.note)


def _promise(takes: Noted, item: NoteItem) -> Promise:
    found = judge(takes, item)
    kinds = ", ".join(dict.fromkeys(takes.changes[n].kind.value for n in found.changes))
    finding = found.finding or (f"found ({kinds})" if kinds else "found" if found.kept else _UNTOLD)
    words = f"{item.verb.upper()} {item.target}".strip()
    return Promise(item, found.kept, found.changes, f"note says {words}: {finding}")


def corrected(earlier: Take, later: Take, changes: Sequence[Change], *, told: bool) -> Iterator[Change]:
    """Yield the changes, with that marked which a correction corrects.

    Where the note says what is corrected, the changes that keep that promise; else figures, names and dates.

    Args:
        earlier: the take before.
        later: the take that may be a correction.
        changes: what was found between them.
        told: the copy itself says that something was corrected.
    """
    kept = {
        n
        for promise in promises(earlier, later, changes)
        if promise.item.verb in CORRECTS and promise.kept
        for n in promise.changes
        if changes[n].material
    }
    if later.marker.signal is Signal.CORRECTION or told or any(item.verb in CORRECTS for item in later.note):
        kept = kept or {n for n, change in enumerate(changes) if change.kind in FACTS}
    for n, change in enumerate(changes):
        yield replace(change, correction=True) if n in kept else change

"""A person's word about stories and storylines: understood, held against what was said before, and kept."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from writethru.errors import AlreadyCited, Contradiction, NotFound
from writethru.link.by_hand import contradicted, rules
from writethru.model import Arranged, Arrangement, ArrangementKind, Decided, Decision, Pieces, Take
from writethru.outgoing import Outgoing
from writethru.store import Store
from writethru.tell.arrangements import says
from writethru.understood import Word, understand
from writethru.withdrawal import citing

_KIND = ArrangementKind
_LEAVING = frozenset({_KIND.SPLIT, _KIND.MOVE})


@dataclass(frozen=True, slots=True)
class Signed:
    """Who says something, when and why. ``although_cited``: even where published pages cite what moves."""

    at: datetime
    by: str = ""
    why: str = ""
    although_cited: bool = False


def arrange(store: Store, out: Outgoing, word: Word, by: Signed) -> Arranged:
    """Keep what was decided of stories or storylines; saying it again changes nothing.

    Raises:
        NotFound: a name fits nothing, or several, or it makes no sense of what it names.
        Contradiction: an earlier decision says otherwise.
        AlreadyCited: published pages cite what would move.
    """
    earlier = store.corrections.arrangements()
    if before := next((one for one in earlier if word.repeats(one)), None):
        return Arranged(before, changed=False)
    found = understand(store, out, word)
    if found.called:
        before = next(one for one in reversed(earlier) if one.kind is word.kind and one.name == word.name)
        return Arranged(before, changed=False)
    number = 1 + max((one.number for one in store.corrections.every()), default=0)
    new = Arrangement(number, found.kind, found.lines, found.sides, word.name, by.why, by.at, by=by.by)
    _agrees(store, earlier, new)
    pages = citing(store, moved(out, new))
    if pages and not by.although_cited:
        raise AlreadyCited(pages)
    return Arranged(replace(new, number=store.corrections.note_arrangement(new)), changed=True, cited=pages)


def undo(store: Store, out: Outgoing, number: int, by: Signed) -> Decided | Arranged:
    """Take a decision back, whatever it is about; one that was taken back before stays so. See ``Desk.undo``.

    Raises:
        NotFound: there is no decision of that number.
        AlreadyCited: published pages cite what would move back.
    """
    before = _numbered(store, number)
    pages = citing(store, moved(out, before)) if before.undone is None else ()
    if pages and not by.although_cited:
        raise AlreadyCited(pages)
    store.corrections.undo(number, by.at, by.by)
    after, changed = _numbered(store, number), before.undone is None
    return Decided(after, changed) if isinstance(after, Decision) else Arranged(after, changed, cited=pages)


def _numbered(store: Store, number: int) -> Decision | Arrangement:
    for one in store.corrections.every():
        if one.number == number:
            return one
    raise NotFound(f"{number}: no decision of that number; `writethru decisions` lists them")


def moved(out: Outgoing, one: Decision | Arrangement) -> tuple[str, ...]:
    """Return the takes that a decision moves, by being made or by being taken back.

    Of two that are merged, those of the one that gives up its id: the one that begins later.
    """
    if not isinstance(one, Arrangement):
        return ()
    if one.kind in _LEAVING:
        return one.sides[0].takes
    if one.kind is not _KIND.MERGE:
        return ()
    takes = out.takes(key for side in one.sides for key in side.takes)
    return max((side.takes for side in one.sides), key=lambda keys: min(_when(takes, key) for key in keys))


def _when(takes: Mapping[str, Take], key: str) -> tuple[bool, float, str]:
    sent = takes[key].sent if key in takes else None
    return (sent is None, sent.at.timestamp() if sent else 0.0, key)


def now_in(store: Store, one: Arrangement) -> tuple[str, ...]:
    """Return the ids of the stories or storylines in which most of the pieces of each side stand now."""
    places = store.links.places(key for side in one.sides for key in side.takes)

    def most(side: Pieces) -> str:
        here = [places[key] for key in side.takes if key in places]
        counts = Counter(place.storyline if one.lines else place.story for place in here)
        return min(counts, key=lambda name: (-counts[name], name), default="")

    return tuple(name for name in dict.fromkeys(map(most, one.sides)) if name)


def _agrees(store: Store, earlier: Sequence[Arrangement], new: Arrangement) -> None:
    """Refuse what an earlier decision contradicts. O(takes that decisions name)."""
    every = [*earlier, new]
    places = store.links.places(key for one in every if one.lines == new.lines for s in one.sides for key in s.takes)
    units = {key: place.story if new.lines else place.chain for key, place in places.items()}
    mine = rules([new], units, lines=new.lines)
    number = contradicted(rules(earlier, units, lines=new.lines), mine[0]) if mine else None
    if number is not None:
        against = next(one for one in earlier if one.number == number)
        raise Contradiction(f"decision {number} says that {says(against)}; `writethru undo {number}` takes it back")

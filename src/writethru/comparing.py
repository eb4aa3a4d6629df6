"""Takes named and held side by side: what changed between any two, and what became of the later one's note."""

from collections.abc import Sequence
from itertools import groupby

from writethru.errors import NotFound, Withheld
from writethru.model import Comparison, Facts, Take
from writethru.outgoing import Outgoing

_CHOICES = 5  # how many takes an error names


def take_named(out: Outgoing, name: str) -> Take:
    """Return the one take that an id or key names, or the beginning of one.

    Raises:
        NotFound: there is no take of that name, or more than one.
        Withheld: it was killed or is on hold.
    """
    fitting = out.takes_named(name)
    if not fitting:
        raise NotFound(f"{name}: no take of that id or key; `writethru search WORDS --json` gives both")
    if len(fitting) > 1:
        choices = ", ".join([*map(_which, fitting[:_CHOICES]), *(["…"] if len(fitting) > _CHOICES else [])])
        raise NotFound(f"{name}: fits {len(fitting)} takes ({choices}); give a whole id, or a key")
    if stop := out.stops.get(fitting[0].key):
        raise Withheld(f"{name}: its source sent a {stop.value}, so nothing of it is shown")
    return fitting[0]


def _which(take: Take) -> str:
    return take.key if take.id == take.key else f"{take.id} with key {take.key}"


def changes_between(out: Outgoing, earlier: Take, later: Take) -> Comparison:
    """Compare two takes of any chain or source, with the facts read of them so far."""
    from writethru.link.changes import compare
    from writethru.link.items import Linkable

    facts = out.facts([earlier.key, later.key])
    return compare(*(Linkable(take, facts.get(take.key) or Facts(take.key)) for take in (earlier, later)))


def newest_two(out: Outgoing, takes: Sequence[Take]) -> tuple[str, str] | None:
    """Return the keys of the newest take that follows another of its chain, after the one that it follows.

    Args:
        out: where they come from.
        takes: in order of time; stopped ones are passed over.

    Where none follows another, the two newest pieces, which several sources may have sent; None of fewer than two.
    """
    keys = [take.key for take in takes if take.key not in out.stops]
    placed, known = out.placements(keys), frozenset(keys)
    for key in reversed(keys):
        before = placed[key].previous if key in placed else None
        if before in known:
            return before, key
    return (keys[-2], keys[-1]) if len(keys) > 1 else None


def comparisons(out: Outgoing, takes: Sequence[Take]) -> list[Comparison]:
    """Compare each of some takes with the one it follows in its chain, in the order given, without stopped ones."""
    from writethru.link.promises import promises

    known = {take.key: take for take in takes if take.key not in out.stops}
    placed, found = out.placements(known), []
    changed = {pair: tuple(some) for pair, some in groupby(out.changes(known), key=lambda c: (c.previous, c.take))}
    for key, take in known.items():
        previous = placed[key].previous if key in placed else None
        if previous in known:
            changes = changed.get((previous, key), ())
            found.append(Comparison(previous, key, changes, promises(known[previous], take, changes)))
    return found

"""What a correction leaves out: figures of earlier takes that the corrected text no longer tells."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from writethru.link.claim_groups import Key
from writethru.link.claim_items import Item
from writethru.link.claim_relations import Fit, values
from writethru.model import Citation, Facts, Placement, Signal, Span, Take

_KEPT = 0.6  # share of an earlier take's sentences that a correction keeps, so that a shorter text is none
_VERBS = frozenset({"removes"})


def left_out(
    items: Sequence[Item], pieces: Sequence[tuple[Take, Facts]], places: Mapping[str, Placement]
) -> dict[Key, Citation]:
    """Return, by figure, where a correction of its chain leaves it out without another figure in its place.

    A correction is a take whose marker or note says so, and which keeps most sentences of the take that it corrects:
    a shortened text takes nothing back. O(takes × figures of a chain).

    Args:
        items: the figures of all takes.
        pieces: the corrections among them at least, and the takes before these.
        places: of the takes.
    """
    known = {take.key: (take, facts) for take, facts in pieces}
    mine: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        mine[item.take].append(item)
    found: dict[Key, Citation] = {}
    for take, facts in pieces:
        place = places.get(take.key)
        before = known.get(place.previous) if place and place.previous else None
        if before is None or not corrects(take) or not _mostly_kept(before, (take, facts)):
            continue
        gone = [item for item in mine[before[0].key] if not _told(item, mine[take.key])]
        found |= {(item.take, item.index): Citation(take.key, _words(take), "note") for item in gone}
    return found


def corrects(take: Take) -> bool:
    """Say whether a take says that it corrects what came before it."""
    verbs = {item.verb for item in take.note}
    return take.whole and (take.marker.signal is Signal.CORRECTION or bool(verbs & _VERBS))


def _mostly_kept(before: tuple[Take, Facts], after: tuple[Take, Facts]) -> bool:
    old, new = (_sentences(*piece) for piece in (before, after))
    return bool(old) and len(old & new) / len(old) >= _KEPT


def _sentences(take: Take, facts: Facts) -> frozenset[str]:
    return frozenset(" ".join(s.span.of(take.text).split()) for s in facts.sentences if s.scope == "copy")


def _told(item: Item, others: Iterable[Item]) -> bool:
    """Say whether a text tells a figure, or another in its place: of the same sort, in a sentence much the same."""
    return any(
        other.family == item.family
        and (values(item, other) is Fit.EQUAL or other.state == item.state != "" or _alike(item, other))
        for other in others
    )


def _alike(one: Item, two: Item) -> bool:
    shared = one.context & two.context
    return 2 * len(shared) >= min(len(one.context), len(two.context))


def _words(take: Take) -> Span:
    """Return the words that say that it corrects: its note, else its headline, else its first line."""
    spans = [item.span for item in take.note] or [part.span for part in take.parts]
    return spans[0] if spans else Span(0, min(1, len(take.text)))

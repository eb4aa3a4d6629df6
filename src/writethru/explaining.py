"""Why a piece stands in a story or does not, and why a story continues another: what a person said, and the evidence.

What is shown is what decides: the likeness, the least of it and the pieces standing for a story by which the steps of
``writethru.link.steps`` put pieces together, and the tie by which ``writethru.link.storylines`` puts stories into
lines. One thing is as it is now and may have been otherwise when it was decided: the mean vectors of languages around
the piece, which are taken off before meanings are compared.
"""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from writethru.comparing import take_named
from writethru.errors import NotFound
from writethru.link.remembered import Chained
from writethru.link.standing import UNDATED
from writethru.link.units import LEAST
from writethru.model import Alike, Arrangement, ArrangementKind, Evidence, Meeting, Story, Why, WhyLine
from writethru.outgoing import Outgoing
from writethru.remembering import OnDesk
from writethru.store import Store
from writethru.weighing import Weighing

if TYPE_CHECKING:
    from writethru.link.ties import Node

_ALONE = frozenset({ArrangementKind.MOVE, ArrangementKind.PIN})  # said of the pieces named first, and no others
_PLACED = _ALONE | {ArrangementKind.SPLIT}
_NAMES = 12  # names that are told


def why(store: Store, out: Outgoing, reach: int, piece: str, story: Story) -> Why:
    """Tell why a piece stands in a story or does not; see ``Answers.why``."""
    there, known = store.links.standing_in([piece]), OnDesk(store)
    take = take_named(out, min(there) if there else piece)
    chain = store.links.places([take.key])[take.key].chain
    mine = known.chains([chain]).get(chain)
    if mine is None or not mine.story:
        return Why(take.key, take.key, False, None, (), Meeting.UNREAD, LEAST, reach, Alike(story.id))
    stands = mine.story == story.id
    others = _others(known, story.id, chain)
    home = [] if stands else _others(known, mine.story, chain)
    weighing = Weighing(known, out, reach, mine, [*others, *home])
    wholes = None if stands else weighing.wholes(home, others)
    return Why(
        take=take.key,
        compared=weighing.take or take.key,
        stands=stands,
        since=_day(mine.steps[-1][0]) if stands and mine.steps else None,
        decisions=_bearing(store, mine.takes, story.takes, lines=False),
        meeting=weighing.meeting(others),
        least=weighing.least(others),
        reach=reach,
        story=weighing.alike(story.id, others),
        home=None if stands else weighing.alike(mine.story, home),
        wholes=wholes[0] if wholes else None,
        one_from=wholes[1] if wholes else None,
    )


def why_line(store: Store, out: Outgoing, reach: int, one: Story, other: Story) -> WhyLine:
    """Tell why one of two stories continues the other or does not; see ``Answers.why``.

    Raises:
        NotFound: both are one story, or one is not linked yet.
    """
    from writethru.link.storylines import FOLLOWS
    from writethru.link.ties import tied_by

    if one.id == other.id:
        raise NotFound(f"{one.id}: is one story; name two, or a piece and a story")
    known = OnDesk(store)
    told = known.nodes(story.id.removeprefix("s-") for story in (one, other))
    if len(told) < 2:
        raise NotFound(f"{one.id} and {other.id}: not linked yet; `writethru add` without names finishes what is left")
    earlier, later = sorted(told.values(), key=lambda of: of.main.order)
    found = tied_by(earlier.main, later.main)
    hidden = not out.stops.keys().isdisjoint((*one.takes, *other.takes))
    words = {} if hidden else _tied_words(earlier.main, later.main)
    evidence = [Evidence(kind, weight, words.get(kind, ())) for kind, weight in found.items() if weight]
    chains = [known.storied([f"s-{of.main.story}"]) for of in (later, earlier)]
    stories = _wholes(known, out, reach, *chains)
    return WhyLine(
        earlier=f"s-{earlier.main.story}",
        later=f"s-{later.main.story}",
        follows=f"s-{later.follows}" if later.follows else "",
        decisions=_bearing(store, one.takes, other.takes, lines=True),
        tie=max(0.0, sum(found.values())),
        least=FOLLOWS,
        evidence=tuple(sorted(evidence, key=lambda of: (-of.weight, of.kind))),
        stories=stories[0] if stories else None,
        one_from=stories[1] if stories else LEAST,
    )


def _wholes(
    known: OnDesk, out: Outgoing, reach: int, later: Sequence[Chained], earlier: Sequence[Chained]
) -> tuple[float, float] | None:
    """Return how alike two stories are on average, as far as they are near enough in time, and what makes them one."""
    first, *rest = sorted(later, key=lambda one: one.order)
    return Weighing(known, out, reach, first, [*rest, *earlier]).wholes(rest, earlier)


def _tied_words(earlier: "Node", later: "Node") -> dict[str, tuple[str, ...]]:
    """Return by what two stories are tied, in words, what heads both first."""
    heads = earlier.prominent & later.prominent
    names = sorted(earlier.names.keys() & later.names.keys(), key=lambda name: (name not in heads, name))
    shown = earlier.shown | later.shown
    slugs = sorted(earlier.slugs & later.slugs)
    return {
        "names": tuple(dict.fromkeys(shown[name] for name in names if name in shown))[:_NAMES],
        "days": tuple(sorted(earlier.past.keys() & later.past.keys())),
        "slug": tuple(slug.rpartition(" ")[2] for slug in slugs),
    }


def _others(known: OnDesk, story: str, chain: str) -> list[Chained]:
    return sorted((one for one in known.storied([story]) if one.chain != chain), key=lambda one: one.order)


def _day(ordinal: int) -> date | None:
    return date.fromordinal(ordinal) if ordinal != UNDATED else None


def _bearing(store: Store, mine: Sequence[str], theirs: Sequence[str], *, lines: bool) -> tuple[Arrangement, ...]:
    """Return what was said that bears on where these takes stand: of both, or where these are to be; the last first."""
    here, there = frozenset(mine), frozenset(theirs) - frozenset(mine)

    def bears(one: Arrangement) -> bool:
        named = [here & set(side.takes) for side in one.sides]
        if one.lines != lines or one.kind is ArrangementKind.RENAME or not any(named):
            return False
        if not lines and one.kind in _PLACED and named[0]:
            return True
        both = not there.isdisjoint(take for side in one.sides for take in side.takes)
        return both and (lines or one.kind not in _ALONE)

    return tuple(sorted(filter(bears, store.corrections.arrangements()), key=lambda one: -one.number))

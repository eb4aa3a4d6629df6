"""What happened, what is now, what is due: every calendar date of the pieces, the same happening told once.

Two dates tell one happening when one's time holds the other's and they share a place or enough names and words.
A happening's text is a source's own words; every source that tells it is cited, the latest take first.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from writethru.model import Citation, Happening, Timeline
from writethru.tell.dossier import Dossier
from writethru.tell.tellings import GRAINS, Telling, same_happening, same_place, tellings


def happenings(dossier: Dossier, language: str = "en") -> tuple[Happening, ...]:
    """Return all that the pieces put at a time, oldest first, in the reader's language where a source has it.

    O(tellings x happenings).
    """
    found: list[list[Telling]] = []
    earlier = [take for chain in dossier.chains for take in chain[1:]]
    for take, is_latest in [*((t, True) for t in dossier.latest), *((t, False) for t in earlier)]:
        for one in tellings(dossier, take):
            same = next((group for group in found if any(same_happening(one, other) for other in group)), None)
            same = same or _in_other_words(one, found)
            if same is not None:
                same.append(one)
            elif is_latest:  # what only an earlier take says, the later one took back
                found.append([one])
    return tuple(sorted((_happening(group, language) for group in found), key=_order))


def _in_other_words(one: Telling, found: list[list[Telling]]) -> list[Telling] | None:
    """Return the happening that a piece in another language tells of: the only one its story puts at that time."""
    there = [
        group
        for group in found
        if any((t.earliest, t.latest, t.story) == (one.earliest, one.latest, one.story) for t in group)
    ]
    if len(there) != 1 or any(t.language == one.language or t.planned != one.planned for t in there[0]):
        return None
    return there[0]


def _order(h: Happening) -> tuple[date, date, str, Citation]:
    return h.earliest or date.min, h.latest or date.max, h.text, h.citations[0]


def timeline(dossier: Dossier, as_of: date | None = None, language: str = "en") -> Timeline:
    """Part what happened into past, now and ahead.

    Now is ``as_of``, or else the day of the latest take, with the day before; what begins later is ahead, and so
    is what is planned for a week, month or year that has begun. Each is oldest first.
    """
    day = as_of or news_day(dossier)
    parts: dict[str, list[Happening]] = {"past": [], "now": [], "ahead": []}
    for happening in happenings(dossier, language):
        parts[_when(happening, day)].append(happening)
    return Timeline(day, tuple(parts["past"]), tuple(parts["now"]), tuple(parts["ahead"]))


def news_day(dossier: Dossier) -> date | None:
    """Return the day of the latest take: of those whose day is given, or else of those where it is inferred."""
    keys = [take.key for take in dossier.latest]
    given = [k for k in keys if k not in dossier.facts or dossier.facts[k].anchor.given]
    for some in (given, keys):
        if days := [day for key in some if (day := dossier.day(key))]:
            return max(days)
    return None


def _when(happening: Happening, day: date | None) -> str:
    if day is None or happening.earliest is None or happening.latest is None:
        return "ahead" if happening.planned else "past"
    if happening.earliest > day:
        return "ahead"
    if happening.latest >= day and GRAINS.get(happening.precision, 9) >= GRAINS["week"]:
        return "ahead" if happening.planned else "now"
    return "now" if happening.latest >= day - timedelta(days=1) else "past"


def _happening(group: Sequence[Telling], language: str) -> Happening:
    """Make one happening of all that tell it: the finest time, the words of the first who has it, each source once.

    The reader's language comes before others, a piece's own copy before what it says of other pages.
    """
    finest = min(group, key=lambda t: (t.grain, t.latest - t.earliest, group.index(t)))
    ranks = [
        (t.language != language, t.scope != "copy", t.when.inferred, t.grain > finest.grain, n)
        for n, t in enumerate(group)
    ]
    first = group[min(ranks)[-1]]
    places: list[str] = []
    for one in group:
        if one.place and not any(same_place(one.place, p) for p in places):
            places.append(one.place)
    order = [first, *(t for t in group if t is not first)]
    citations: dict[tuple[str, str], Citation] = {}
    for one in order:  # the takes of a chain that use the same words are one source
        citations.setdefault((one.chain, one.text), Citation(one.take, one.span, one.scope))
    inferred = all(t.when.inferred for t in group)
    return Happening(
        value=finest.when.value,
        precision=finest.when.precision,
        earliest=finest.earliest,
        latest=finest.latest,
        text=first.text,
        places=tuple(places),
        citations=tuple(citations.values()),
        planned=all(t.planned for t in group),
        inferred=inferred,
        why=next((t.when.why for t in group if t.when.inferred and t.when.why), "") if inferred else "",
    )

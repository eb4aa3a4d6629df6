"""The digest of a period: the weightiest of its stories, what was corrected and withdrawn in it, and what is due.

What is told is what was known at the end of the period; kills, holds, embargoes and later corrections hold as of the
moment at which it is written.
"""

import hashlib
from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, date, datetime

from writethru.followed import followed
from writethru.model import Digest, DigestCorrection, DigestDue, DigestStop, DigestStory, Silence, Story
from writethru.outgoing import Outgoing
from writethru.period import Asked, Period, by_weight, day_of, follows, in_time, is_open, may_know, period
from writethru.publish.clearance import Clearance, why_not
from writethru.publish.digest import Piece, correction, told
from writethru.publish.digest_sources import Item, cited, numbered
from writethru.publish.rights import Audience
from writethru.publish.waits import as_if_never
from writethru.settings import Settings
from writethru.store import Store
from writethru.tell.dossier import Dossier, gather
from writethru.tell.flags import flag

_REASONS = 6  # sources that are named where nothing may be told
_DUE = 12  # lines about what is due


def digest(store: Store, out: Outgoing, settings: Settings, asked: Asked, as_of: datetime) -> Digest:
    """Write the digest of a period. See ``Sheets.digest``.

    Time: O(takes of the stories of the period), and the telling of those that are told.
    """
    said = followed(store, out, asked.reader)
    here = period(store, out, asked, {one.name for one in said if one.muted})
    exit_ = Clearance(here.takes, out.placements(here.takes).values(), settings, asked.audience)
    open_ = [story for story in here.stories if is_open(story, here, exit_)]
    first = {one.name for one in said if not one.muted}
    pieces = _pieces(out, by_weight(store, open_, here, first), here, asked, exit_, first)
    stories = tuple(piece.story for piece in pieces)
    corrections = tuple(_corrections(here, exit_))
    due = _soonest([one for piece in pieces for one in piece.due])
    items: tuple[Item, ...] = (*stories, *corrections, *due)
    facts = out.facts({citation.take for item in items for citation in cited(item)})
    return Digest(
        title=settings.title,
        since=asked.since,
        until=asked.until,
        as_of=as_of,
        audience=asked.audience.value,
        stories=stories,
        of=len(here.stories),
        closed=len(here.stories) - len(open_),
        muted=here.muted,
        corrections=corrections,
        stops=tuple(_stops(out, asked)),
        due=due,
        withheld=() if stories else _withheld(here, exit_),
        silent=() if stories else tuple(_silent(store, asked)),
        sources=numbered(items, here.takes, {key: one.language for key, one in facts.items()}, settings),
        key=_key(asked, as_of, settings.title, stories),
        language=settings.site.language,
    )


def _pieces(
    out: Outgoing, stories: Sequence[Story], here: Period, asked: Asked, exit_: Clearance, first: Collection[str]
) -> list[Piece]:
    """Tell stories until there are as many as are asked for."""
    found: list[Piece] = []
    until = min(asked.until, asked.today)
    for story in stories:
        if len(found) == asked.most:
            break
        dossier = _dossier(out, story, here)
        came = [key for key in dossier.takes if key in here.came and not dossier.takes[key].withdrawn]
        if piece := told(story, dossier, came, until, exit_, followed=follows(story, first)):
            found.append(piece)
    return found


def _dossier(out: Outgoing, story: Story, here: Period) -> Dossier:
    """Gather what was known of a story at the end of the period."""
    takes = out.takes(story.takes)
    whole = gather(takes, out.facts(takes), out.links_of(takes), "story", story.id)
    return as_if_never(whole, takes.keys() - here.takes.keys())


def _soonest(due: list[DigestDue]) -> tuple[DigestDue, ...]:
    def order(one: DigestDue) -> tuple[date, date, str]:
        happening = one.happening
        return happening.earliest or date.max, happening.latest or date.max, happening.text

    return tuple(sorted(due, key=order)[:_DUE])


def _corrections(here: Period, exit_: Clearance) -> Iterator[DigestCorrection]:
    takes = [take for key, take in here.came.items() if key in here.takes and not take.withdrawn]
    for take in sorted(takes, key=in_time):
        changes = here.changes.get(take.key, ())
        if found := correction(take, here.places[take.key].story, changes, exit_):
            yield found


def _stops(out: Outgoing, asked: Asked) -> Iterator[DigestStop]:
    """Yield what was killed or put on hold in the period, one for each chain that has more than the order itself."""
    orders = {order.key: chain for chain, order in out.ordered_by.items() if asked.has(day_of(order))}
    places = out.placements(orders)
    for take in sorted(out.takes(orders).values(), key=in_time):
        pieces = [key for key, chain in out.chains.items() if chain == orders[take.key] and key != take.key]
        if pieces and may_know(take, asked.audience):
            story = places[take.key].story if take.key in places else ""
            id_ = take.id if asked.audience is Audience.DESK else ""
            yield DigestStop(story, take.source, flag(take), id_)


def _withheld(here: Period, exit_: Clearance) -> tuple[str, ...]:
    keys = sorted(key for key in here.came if key in here.takes)
    return why_not(keys, exit_, lambda key: here.takes[key].source)[:_REASONS]


def _silent(store: Store, asked: Asked) -> Iterator[Silence]:
    since = datetime(asked.since.year, asked.since.month, asked.since.day, tzinfo=UTC)
    for one in store.sources.all():
        if one.last_item is None or one.last_item < since:
            yield Silence(one.name, one.last_item)


def _key(asked: Asked, as_of: datetime, title: str, stories: Sequence[DigestStory]) -> str:
    leads = [story.headline.citation.take for story in stories]
    said = repr((title, asked.since, asked.until, asked.audience.value, as_of.isoformat(), leads))
    return hashlib.sha256(said.encode()).hexdigest()[:32]

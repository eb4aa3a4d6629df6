"""What waits for a person: told without a word of what was killed; and a person's word that lets a take go."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from writethru.errors import NotFound, Withheld
from writethru.model import Embargo, Held, Released, Sent, Signal, Take
from writethru.outgoing import Outgoing
from writethru.publish.rights import open_phrases
from writethru.publish.stops import WHY
from writethru.publish.waits import ALONE, for_a_person
from writethru.retold import retold
from writethru.settings import Settings
from writethru.store import Store
from writethru.store.documents import Release
from writethru.tell.display import sent_words
from writethru.wording import _, counted, plural

_ORDERS = frozenset({Signal.KILL, Signal.HOLD})
_CHOICES = 5  # keys that an error names
_OF_TEXTS = plural("“{words}”, of a text: what does it mean?", "“{words}”, of {number} texts: what does it mean?")
_OF_PICTURES = plural(
    "“{words}”, of a picture: what does it mean?", "“{words}”, of {number} pictures: what does it mean?"
)


def held(store: Store, out: Outgoing, settings: Settings, *, every: bool = False) -> list[Held]:
    """Return what waits: kills and holds, what came after them, embargoes, fragments, then phrases. O(what waits).

    Args:
        store: the desk's.
        out: what may be handed out at this moment.
        settings: the answers to phrases.
        every: what goes by itself and what a person let go is told too.
    """
    rows = [*_stopped(store, out), *_held_back(out, every=every), *_phrases(out, settings)]
    return [*rows, *_released(store)] if every else rows


def _stopped(store: Store, out: Outgoing) -> Iterator[Held]:
    members: dict[str, list[str]] = defaultdict(list)
    for key in out.stops:
        members[out.chains.get(key, key)].append(key)
    takes = store.takes.get(out.stops)
    for chain, order in sorted(out.ordered_by.items(), key=lambda pair: _time(pair[1]), reverse=True):
        mine = sorted((takes[key] for key in {*members[chain], *_parts(order, takes)}), key=_time)
        yield _order(order, [take for take in mine if take.marker.signal not in _ORDERS])
        what = order.marker.signal.value
        for take in mine:
            if take.marker.signal not in _ORDERS and _after(take, order):
                kill, when = order.marker.signal is Signal.KILL, sent_words(order.sent, why=False)
                after = _("came after the kill of its piece, {when}"), _("came after the hold of its piece, {when}")
                do = _("writethru release {take}, if it may be used", take=take.key)
                yield _row(f"after a {what}", take, after[not kill].format(when=when), do)


def _parts(order: Take, takes: Mapping[str, Take]) -> Iterator[str]:
    """The pieces of the item that an order names (see ``Outgoing.stops``)."""
    return (key for key, take in takes.items() if order.guid and take.guid.startswith(f"{order.guid}#"))


def _order(order: Take, pieces: Sequence[Take]) -> Held:
    kill = order.marker.signal is Signal.KILL
    if not pieces:
        do = _("find what it means, and see that it is not used")
        return _row(order.marker.signal.value, order, _("it names nothing that is here"), do)
    do = _("writethru release {take}, when its source says so", take=order.key)
    do = _("nothing: a kill is never let go") if kill else do
    killed = plural("{why}: {number} take of its piece withdrawn", "{why}: {number} takes of its piece withdrawn")
    waits = plural("{why}: {number} take of its piece waiting", "{why}: {number} takes of its piece waiting")
    why = counted(*(killed if kill else waits), len(pieces), why=_(WHY[order.marker.signal]))
    return _row(order.marker.signal.value, order, why, do, len(pieces))


def _held_back(out: Outgoing, *, every: bool) -> Iterator[Held]:
    chains: dict[str, list[Take]] = defaultdict(list)
    for key in out.held_back:
        if key not in out.stops:
            chains[out.waiting_chains.get(key, key)].append(out.waiting[key])
    for takes in sorted((sorted(some, key=_time) for some in chains.values()), key=lambda some: _time(some[0])):
        own = next((t for t in takes if t.embargo and for_a_person(t.embargo)), None) or next(
            (t for t in takes if t.embargo or t.marker.fragment), takes[0]
        )
        embargo = out.held_back[own.key]
        if for_a_person(embargo):
            waits = own.embargo if own.embargo and embargo.why != ALONE else None
            said, what = (retold(waits.why), "embargo") if waits else (retold(embargo.why), "fragment")
            do = _("writethru release {take}, if it may be used", take=own.key)
            yield _row(what, own, said, do, len(takes))
        elif every:
            yield _row(
                "embargo", own, _("until {when}", when=_moment(embargo)), _("nothing: it goes by itself"), len(takes)
            )


def _moment(embargo: Embargo) -> str:
    return sent_words(Sent(embargo.until)) if embargo.until else _("no date")


def _phrases(out: Outgoing, settings: Settings) -> Iterator[Held]:
    texts: dict[str, list[Take]] = defaultdict(list)
    pictures: dict[str, list[Take]] = defaultdict(list)
    for key, take in sorted(out.waiting.items()):
        if key in out.stops:
            continue
        for phrase in open_phrases(take.terms, settings):
            texts[phrase].append(take)
        for phrase in (p for picture in take.pictures for p in open_phrases(picture.terms, settings)):
            pictures[phrase].append(take)
    for where, found in ((_OF_TEXTS, texts), (_OF_PICTURES, pictures)):
        for phrase, takes in sorted(found.items()):
            why = counted(*where, len(takes), words=" ".join(phrase.split()))
            yield _row("phrase", takes[0], why, _("answer it under [phrases] in writethru.toml"), len(takes))


def _released(store: Store) -> Iterator[Held]:
    released = store.takes.released()
    takes = store.takes.get(released)
    for key, done in sorted(released.items(), key=lambda row: (row[1].at, row[0])):
        if key in takes:
            yield _row("released", takes[key], _let_go(done))


def _let_go(done: Release) -> str:
    when = sent_words(Sent(done.at))
    return _("let go {when}: {why}", when=when, why=done.why) if done.why else _("let go {when}", when=when)


def _row(what: str, take: Take, why: str, do: str = "", count: int = 1) -> Held:
    return Held(what, take.key, take.id, take.source, sent_words(take.sent, why=False), why, do, count)


def _time(take: Take) -> tuple[float, str]:
    return (take.sent.at.timestamp() if take.sent else 0.0, take.key)


def _after(take: Take, order: Take) -> bool:
    return bool(take.sent and order.sent and take.sent.at > order.sent.at)


def release(store: Store, out: Outgoing, name: str, why: str, now: datetime) -> Released:
    """Let a take, or all takes of a chain, go. See ``Desk.release``."""
    chain = store.links.standing_in([name])
    keys = sorted(chain) or _one(store, name)
    waiting = [key for key in keys if key in out.stops or key in out.held_back]
    if not waiting:
        raise NotFound(f"{name}: nothing holds it; `writethru held` lists what waits")
    takes = store.takes.get(waiting)
    free = [key for key, take in takes.items() if not _killed(take, out)]
    if not free:
        if chain or takes[waiting[0]].marker.signal is Signal.KILL:
            raise Withheld(f"{name}: killed by its source, and a kill is never let go; `writethru held` says when")
        if not why:
            raise Withheld(
                f"{name}: killed by its source; only if the kill is of another piece, say so with --because WHY"
            )
        free = waiting
    store.takes.release({key: out.orders_on(key) for key in free}, why, now)
    return Released(tuple(sorted(free)), why)


def _one(store: Store, name: str) -> list[str]:
    found = store.takes.named(name)
    if not found:
        raise NotFound(f"{name}: no take or chain of that name; `writethru held` lists what waits")
    if len(found) > 1:
        few = ", ".join([*found[:_CHOICES], *(["…"] if len(found) > _CHOICES else [])])
        raise NotFound(f"{name}: fits {len(found)} takes ({few}); give a whole key")
    return found


def _killed(take: Take, out: Outgoing) -> bool:
    """Say whether a take is a kill, or what a kill was for: it did not come after it."""
    order = out.ordered_by.get(out.chains.get(take.key, take.key))
    if order is None or order.marker.signal is not Signal.KILL:
        return False
    return take.marker.signal is Signal.KILL or not _after(take, order)

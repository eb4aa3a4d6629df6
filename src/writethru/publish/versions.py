"""The takes of a story, chain by chain, each with what it changed, word by word."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from writethru.formats import nth
from writethru.link.diff import Segment, words
from writethru.link.promises import promises
from writethru.model import Change, ChangeKind, PartKind, Placement, Promise, Signal, Span, Spans, Story, Take
from writethru.publish.clearance import Clearance
from writethru.publish.content import SiteContent
from writethru.publish.rights import Audience, Extent, desk_marks
from writethru.retold import retold
from writethru.tell.display import shown
from writethru.wording import _, listed, named, plural
from writethru.wording import counted as counted_as

_ALIKE = 0.45  # of 1; two wordings less alike than this are shown one after the other, whole
_BESIDE = 8  # words of what is the same that are shown beside a difference
_LONGEST = 20_000  # characters; beyond this too: the comparison is quadratic at worst


@dataclass(frozen=True, slots=True)
class ShownChange:
    """A change with its words; ``segments`` is empty where it has none. ``correction`` as in ``Change``."""

    kind: ChangeKind
    material: bool
    summary: str
    segments: tuple[Segment, ...]
    correction: bool = False


TEXT = (
    ChangeKind.HEADLINE,
    ChangeKind.LEAD,
    ChangeKind.REWORDED,
    ChangeKind.ADDED,
    ChangeKind.DROPPED,
    ChangeKind.MOVED,
)
"""The kinds that are told by the words themselves; the others by their summary too."""

_ORDER = (
    *(ChangeKind.HEADLINE, ChangeKind.LEAD, ChangeKind.FIGURE, ChangeKind.NAME, ChangeKind.DATE),
    *(ChangeKind.STATEMENT_REWORDED, ChangeKind.DROPPED, ChangeKind.STATEMENT_DROPPED),
    *(ChangeKind.ADDED, ChangeKind.STATEMENT_ADDED, ChangeKind.REWORDED, ChangeKind.MOVED),
    *(ChangeKind.NOTE, ChangeKind.SPELLING),
)
_IN_PLACE = frozenset({ChangeKind.FIGURE, ChangeKind.NAME, ChangeKind.DATE})  # shown in the passage they stand in


@dataclass(frozen=True, slots=True)
class Version:
    """One take of a chain. ``hidden`` counts the changes whose words may not leave.

    ``promises`` says what became of its note: for the desk alone.
    """

    take: Take
    label: str
    changes: tuple[ShownChange, ...]
    hidden: int = 0
    hidden_material: int = 0
    promises: tuple[Promise, ...] = ()

    @property
    def facts(self) -> tuple[ShownChange, ...]:
        """What changed in matter, apart from the wording that carries it: figures, names, days, who says what."""
        found = (c for c in self.changes if c.material and c.kind not in TEXT)
        return tuple(sorted(found, key=lambda c: (not c.correction, _ORDER.index(c.kind))))

    @property
    def texts(self) -> tuple[ShownChange, ...]:
        """What changed in matter, paragraph by paragraph, headline and lead first."""
        found = (c for c in self.changes if c.material and c.kind in TEXT)
        return tuple(sorted(found, key=lambda c: TEXT.index(c.kind)))

    @property
    def polish(self) -> tuple[ShownChange, ...]:
        """What changed in wording only."""
        return tuple(c for c in self.changes if not c.material)

    @property
    def count(self) -> str:
        """What changed in matter, counted by kind: ``figure, headline, 3 paragraphs added``."""
        return counted(c.kind for c in self.changes if c.material)


def counted(kinds: Iterable[ChangeKind]) -> str:
    """Return how often each kind of change is there: ``figure, headline, 3 paragraphs added``."""
    times = Counter(kinds)
    return listed(_counted(kind, times[kind]) for kind in ChangeKind if times[kind])


def _counted(kind: ChangeKind, number: int) -> str:
    return named(kind) if number == 1 else counted_as(*_MANY[kind], number)


_MANY = {
    ChangeKind.HEADLINE: plural("{number} headline", "{number} headlines"),
    ChangeKind.LEAD: plural("{number} lead", "{number} leads"),
    ChangeKind.ADDED: plural("{number} paragraph added", "{number} paragraphs added"),
    ChangeKind.DROPPED: plural("{number} paragraph dropped", "{number} paragraphs dropped"),
    ChangeKind.MOVED: plural("{number} paragraph moved", "{number} paragraphs moved"),
    ChangeKind.REWORDED: plural("{number} paragraph reworded", "{number} paragraphs reworded"),
    ChangeKind.FIGURE: plural("{number} figure", "{number} figures"),
    ChangeKind.STATEMENT_ADDED: plural("{number} statement added", "{number} statements added"),
    ChangeKind.STATEMENT_DROPPED: plural("{number} statement dropped", "{number} statements dropped"),
    ChangeKind.STATEMENT_REWORDED: plural("{number} statement reworded", "{number} statements reworded"),
    ChangeKind.NAME: plural("{number} name", "{number} names"),
    ChangeKind.DATE: plural("{number} date", "{number} dates"),
    ChangeKind.NOTE: plural("{number} note", "{number} notes"),
    ChangeKind.SPELLING: plural("{number} spelling", "{number} spellings"),
}
_LABELS = frozenset(Signal) - {Signal.NEW, Signal.UPDATE}
_ORDINAL = re.compile(r"\b(\d{1,2})(st|nd|rd|th)\b", re.IGNORECASE)


def label(take: Take) -> str:
    """Return what a take is in plain words: ``alert``, ``first text``, ``lead``, ``2nd lead``, ``correction``."""
    marker = take.marker
    if marker.signal in _LABELS:
        return named(marker.signal)
    if not marker.raw:
        return _("first text") if take.slug else ""
    if marker.signal is not Signal.UPDATE:
        return marker.genre
    if found := _ORDINAL.search(" ".join(marker.raw)):
        return _("{nth} lead", nth=nth(int(found[1])))
    return _("lead") if marker.rank <= 2 else _("update {number}", number=marker.rank - 1)


@dataclass(frozen=True, slots=True)
class Record:
    """What is known of the takes of a desk beside their words.

    Attributes:
        placements: by chain, where each of its takes stands.
        changes: by take, what it changed.
        opening: the takes that open a piece.
    """

    placements: Mapping[str, Sequence[Placement]]
    changes: Mapping[str, Sequence[Change]]
    opening: frozenset[str]

    @classmethod
    def of(cls, content: SiteContent) -> "Record":
        """Lay it out by chain and by take. O(placements + changes)."""
        placements: defaultdict[str, list[Placement]] = defaultdict(list)
        changes: defaultdict[str, list[Change]] = defaultdict(list)
        for placement in content.placements:
            placements[placement.chain].append(placement)
        for change in content.changes:
            changes[change.take].append(change)
        opening = frozenset(placement.take for placement in content.placements if placement.previous is None)
        return cls(placements, changes, opening)


def versions(story: Story, record: Record, exit_: Clearance) -> tuple[tuple[Version, ...], ...]:
    """Return the chains of a story that have more than one take, each take with what it changed, oldest first."""
    found = []
    for chain in story.chains:
        takes = in_order(story, chain, record, exit_.takes)
        if len(takes) > 1:
            found.append(tuple(version(take, record.changes.get(take.key, ()), exit_) for take in takes))
    return tuple(found)


def in_order(story: Story, chain: str, record: Record, takes: Mapping[str, Take]) -> list[Take]:
    """Return a chain's takes that stand in a story, each after the one it follows."""
    placed = {p.take: p for p in record.placements.get(chain, ())}
    keys = [k for k in dict.fromkeys(story.takes) if k in placed and k in takes]

    def depth(key: str) -> int:
        seen: list[str] = []
        while (before := placed[key].previous) and before in placed and before not in seen:
            seen.append(before)
            key = before
        return len(seen)

    return [takes[k] for k in sorted(keys, key=lambda k: (depth(k), _sent(takes[k]), k))]


def _sent(take: Take) -> str:
    return take.sent.at.isoformat() if take.sent else ""


def version(take: Take, changes: Iterable[Change], exit_: Clearance) -> Version:
    """Return one take with what it changed, as far as that may leave."""
    own = [c for c in changes if c.take == take.key and c.previous in exit_.takes]
    open_ = [c for c in own if all(exit_.extent(k) is Extent.FULL for k in (c.take, c.previous))]
    desk = exit_.audience is Audience.DESK
    told = [c for c in open_ if c.kind is not ChangeKind.NOTE]
    closed = [c for c in own if c not in open_]
    earlier = {c.previous for c in open_}
    return Version(
        take,
        label(take),
        tuple(_shown(c, exit_) for c in told),
        len(closed),
        sum(c.material for c in closed),
        promises(exit_.takes[earlier.pop()], take, open_) if desk and len(earlier) == 1 else (),
    )


def _shown(change: Change, exit_: Clearance) -> ShownChange:
    found = in_context(change, exit_.takes[change.previous], exit_.takes[change.take])
    words = " ".join(segment.text for segment in found)
    if desk_marks(f"{change.summary} {words}"):
        return ShownChange(change.kind, change.material, "", ())
    return ShownChange(change.kind, change.material, retold(change.summary), found, change.correction)


def ordered(changes: Iterable[Change]) -> tuple[list[Change], list[Change]]:
    """Return the material changes and the cosmetic ones: corrections first, then by kind, as they stand in the copy."""
    by_kind = sorted(changes, key=lambda c: (not c.correction, _ORDER.index(c.kind)))
    return [c for c in by_kind if c.material], [c for c in by_kind if not c.material]


def in_context(change: Change, earlier: Take, later: Take) -> tuple[Segment, ...]:
    """Return the words of a change, compared word by word; a figure, name or date within its paragraph.

    Of a change at several places the first is shown.
    """
    if change.kind in _IN_PLACE and change.before and change.after:
        whole = _paragraph(earlier, change.before[0]), _paragraph(later, change.after[0])
        found = segments(_words(earlier, (whole[0],)), _words(later, (whole[1],)))
        if any(segment.kind == "same" for segment in found):
            return found
        return segments(_words(earlier, change.before[:1]), _words(later, change.after[:1]))
    return segments(_words(earlier, change.before), _words(later, change.after))


def _paragraph(take: Take, span: Span) -> Span:
    return next((part.span for part in take.parts if part.span.covers(span)), span)


def elided(found: Iterable[Segment]) -> tuple[Segment, ...]:
    """Cut what is the same down to the words next to a difference."""
    every = tuple(found)
    return tuple(
        _cut(segment, first=n == 0, last=n == len(every) - 1) if segment.kind == "same" else segment
        for n, segment in enumerate(every)
    )


def _cut(segment: Segment, *, first: bool, last: bool) -> Segment:
    words = segment.text.split(" ")
    if len(words) <= _BESIDE * (1 if first or last else 2) + 1:
        return segment
    head = [] if first else words[:_BESIDE]
    tail = [] if last else words[-_BESIDE:]
    return Segment("same", " ".join([*head, "…", *tail]))


def _words(take: Take, spans: Spans) -> str:
    """Return the words of a change; a headline's without its marker, which is no part of what changed."""
    heads = take.spans(PartKind.HEADLINE)
    return " ".join(shown(take.title) if take.title and span in heads else shown(span.of(take.text)) for span in spans)


def segments(before: str, after: str) -> tuple[Segment, ...]:
    """Compare two wordings word by word; where little is the same, the one stands whole before the other.

    Joined without ``new`` the segments are ``before``; without ``gone``, ``after``. O(n²) at worst for n words.
    """
    found = words(before, after) if len(before) + len(after) <= _LONGEST else ()
    same = sum(len(segment.text) for segment in found if segment.kind == "same")
    if 2 * same < _ALIKE * (len(before) + len(after)):
        found = Segment("gone", before), Segment("new", after)
    return tuple(segment for segment in found if segment.text)

"""A long story on several pages: the first has the head of every section, the rest of each follows on further ones.

What a page will weigh is estimated from its words and citations, so that each stays under 200 KB of HTML.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Any

from writethru.model import (
    CitedSentence,
    Commitment,
    Commitments,
    Contact,
    Contacts,
    Happening,
    Issue,
    Positions,
    Said,
    Stands,
    Step,
    Timeline,
)
from writethru.publish.clearance import ClearedClaim
from writethru.publish.pages import SourceView
from writethru.publish.versions import Version

MOST = 180_000
"""What a page may weigh by estimate, in bytes; pages come out at a half of it to all of it."""

VOICE = 4
"""Lines of one voice on the first page of a story that needs several."""

_RUN = 24  # lines of one voice, or members of one claim, that are never parted on a further page
_HEAD = 12  # members of one claim that are never parted
_CITED, _LINE = 430, 230  # bytes of a citation and of a line's tags
_SOURCE = 420  # and of what stands of its take at the foot of a page

WIDEST = 12
"""Citations of one happening that are shown."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A take within its chain: which chain of the story it is, and how many takes that has."""

    chain: int
    of: int
    version: Version


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on one page of a story, storyline or person.

    Attributes:
        number: of the page, from 1.
        of: how many pages there are.
        further: by section, the page on which it goes on; on all but the first page empty.
        as_of: the days from which what is ahead or past is counted: of timeline and commitments.
        past, now, overdue, ahead: of the timeline; ``past`` newest first.
        takes: of each chain the newest first.
    """

    number: int = 1
    of: int = 1
    further: Mapping[str, int] = field(default_factory=dict)
    stands: Stands = field(default_factory=Stands)
    as_of: Any = None
    said: tuple[tuple[Said, ...], ...] = ()
    issues: tuple[Issue, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    contacts: tuple[Contact, ...] = ()
    claims: tuple[ClearedClaim, ...] = ()
    now: tuple[Happening, ...] = ()
    overdue: tuple[Happening, ...] = ()
    ahead: tuple[Happening, ...] = ()
    past: tuple[Happening, ...] = ()
    sources: tuple[SourceView, ...] = ()
    takes: tuple[Placed, ...] = ()

    @property
    def standing(self) -> Stands:
        """Positions, commitments and contacts that stand here."""
        return Stands(
            replace(self.stands.positions, issues=self.issues),
            replace(self.stands.commitments, commitments=self.commitments),
            replace(self.stands.contacts, contacts=self.contacts),
        )

    @property
    def chains(self) -> tuple[tuple[Placed, ...], ...]:
        """The takes by chain."""
        return tuple(tuple(some) for _, some in groupby(self.takes, key=lambda one: one.chain))

    @property
    def tables(self) -> tuple[ClearedClaim, ...]:
        """The claims, each with those of its members that stand here."""
        parts = (tuple(some) for _, some in groupby(self.claims, key=lambda one: one.members))
        return tuple(replace(some[0], withheld=some[-1].withheld, ends=some[-1].ends) for some in parts)

    @property
    def origins(self) -> tuple[tuple[str, tuple[SourceView, ...]], ...]:
        """The sources by origin."""
        return tuple((name, tuple(some)) for name, some in groupby(self.sources, key=lambda one: one.group))


def laid_out(
    said: Iterable[tuple[Said, ...]],
    stands: Stands,
    claims: tuple[ClearedClaim, ...] = (),
    timeline: Timeline | None = None,
    sources: tuple[SourceView, ...] = (),
    chains: Iterable[Sequence[Version]] = (),
    *,
    voices: bool = True,
) -> tuple[Sheet, ...]:
    """Lay out a subject on as many pages as it needs. O(what it holds).

    ``voices``: each group of what is said is a voice, of which a first page of several has some lines alone.
    """
    told = timeline or Timeline(None, (), (), ())
    takes = (Placed(place, len(chain), version) for place, chain in enumerate(chains) for version in reversed(chain))
    whole = Sheet(
        stands=Stands(
            Positions(stands.positions.as_of, ()), Commitments(stands.commitments.as_of, ()), Contacts(None, ())
        ),
        as_of=told.as_of,
        said=tuple(said),
        issues=stands.positions.issues,
        commitments=stands.commitments.commitments,
        contacts=stands.contacts.contacts,
        claims=claims,
        now=told.now,
        overdue=told.overdue,
        ahead=told.ahead,
        past=told.past[::-1],
        sources=sources,
        takes=tuple(takes),
    )
    return _cut(whole, voices=voices)


def _cut(whole: Sheet, *, voices: bool) -> tuple[Sheet, ...]:
    weights = {name: sum(map(section.weigh, getattr(whole, name))) for name, section in _SECTIONS.items()}
    if sum(weights.values()) <= MOST:
        return (whole,)
    claims = tuple(part for claim in whole.claims for part in claim.parted(_HEAD, _RUN))
    whole, empty = replace(whole, claims=claims), Sheet(stands=whole.stands, as_of=whole.as_of)
    first, further = empty, list[tuple[Sheet, int]]()
    on: dict[str, int] = {}
    for name, section in _SECTIONS.items():
        items, stop = getattr(whole, name), 0
        if name == "said" and voices:
            items, stop = _by_voice(whole.said), len(whole.said)
        head, *rest = _sliced(items, section, stop or len(items))
        first = _with(first, name, head)
        for some in rest:
            weight = sum(map(section.weigh, some))
            if further and further[-1][1] + weight <= MOST and not getattr(further[-1][0], name):
                further[-1] = _with(further[-1][0], name, some), further[-1][1] + weight
            else:
                further.append((_with(empty, name, some), weight))
            on.setdefault(name, len(further) + 1)
    of = len(further) + 1
    return (
        replace(first, of=of, further=on),
        *(replace(sheet, number=number, of=of) for number, (sheet, _) in enumerate(further, 2)),
    )


def _with(sheet: Sheet, section: str, items: tuple[Any, ...]) -> Sheet:
    changed: dict[str, Any] = {section: items}
    return replace(sheet, **changed)


def _by_voice(groups: Sequence[tuple[Said, ...]]) -> list[tuple[Said, ...]]:
    """Return the first lines of every voice before the others of any: a first page is to have all voices."""
    heads = [lines[:VOICE] for lines in groups]
    rest = [lines[at : at + _RUN] for lines in groups for at in range(VOICE, len(lines), _RUN)]
    return [*heads, *rest]


def _sliced(items: Sequence[Any], section: "_Section", most_first: int) -> Iterator[tuple[Any, ...]]:
    """Yield what stands on the first page, at most so many, then what stands on each further one."""
    page: list[Any] = []
    weight, most, first = 0, section.share, True
    for number, item in enumerate(items):
        its = section.weigh(item)
        if (first and number == most_first) or (weight + its > most and (page or first)):
            yield tuple(page)
            page, weight, most, first = [], 0, MOST, False
        page.append(item)
        weight += its
    yield tuple(page)


def _sentence(sentence: CitedSentence) -> int:
    return 2 * len(sentence.text.encode()) + _CITED * (1 + len(sentence.glosses))


def _said(lines: tuple[Said, ...]) -> int:
    each = (_LINE + _sentence(one.quote) + (_sentence(one.rejects) if one.rejects else 0) for one in lines)
    return _LINE + sum(each)


def _steps(steps: Iterable[Step]) -> int:
    return _LINE * 2 + sum(_LINE + _sentence(account.quote) for step in steps for account in step.accounts)


def _issue(one: Issue) -> int:
    return sum(_steps(position.steps) for position in one.positions)


def _contact(one: Contact | Commitment) -> int:
    return _LINE * 2 + _steps(one.steps)


def _claim(one: ClearedClaim) -> int:
    return 2 * _LINE + sum(_LINE + _CITED + 2 * len(member.value.encode()) + 250 for member in one.rows)


def _happening(one: Happening) -> int:
    return _LINE + len(one.text.encode()) + (_CITED + _SOURCE + 150) * min(WIDEST, len(one.citations))


def _source(_one: SourceView) -> int:
    return 3 * _LINE


def _take(one: Placed) -> int:
    words = (len(segment.text.encode()) + 40 for change in one.version.changes for segment in change.segments)
    return 2 * _LINE + sum(words) + _LINE * (len(one.version.changes) + len(one.version.promises))


@dataclass(frozen=True, slots=True)
class _Section:
    """What a section may weigh on the first page of several, and what one thing in it weighs, in bytes."""

    share: int
    weigh: Callable[[Any], int]


_SECTIONS = {
    "said": _Section(46_000, _said),
    "issues": _Section(14_000, _issue),
    "commitments": _Section(10_000, _contact),
    "contacts": _Section(10_000, _contact),
    "claims": _Section(24_000, _claim),
    "past": _Section(16_000, _happening),
    "now": _Section(6_000, _happening),
    "overdue": _Section(6_000, _happening),
    "ahead": _Section(8_000, _happening),
    "sources": _Section(10_000, _source),
    "takes": _Section(30_000, _take),
}

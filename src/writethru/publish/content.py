"""What a site is made of: everything that is told, with the takes that it leads back to."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

from writethru.errors import Withheld
from writethru.model import (
    Brief,
    Change,
    Claim,
    EntityKind,
    Links,
    Person,
    Placement,
    Said,
    Stands,
    Story,
    Storyline,
    Take,
)
from writethru.publish.rights import Audience
from writethru.publish.waits import unseen
from writethru.settings import Settings
from writethru.tell.dossier import Dossier, gather
from writethru.tell.stands import by_person, stands
from writethru.tell.telling import Teller, telling

T = TypeVar("T")
_PASSING = 3  # mentions below which a name is no more than passed by


@dataclass(frozen=True, slots=True)
class SiteContent:
    """The input of the site.

    Attributes:
        title: the site's name.
        audience: who is to read it; what may not leave to them is left out by the site itself.
        settings: the desk's settings, for the text policy of each source and the words that may be quoted.
        takes: by key, every take that anything here leads back to, older takes of a chain too.
        languages: by key of take, its language as read from the text; the declared one is used where it is missing.
        placements: where each take belongs: they tell the chains.
        changes: between the takes of a chain.
        stories: each with its brief; None where every piece was killed or is on hold.
        storylines: likewise.
        people: each with the statements that are theirs or reported of them, oldest first.
        stands: by id of a story, storyline, person or body, where actors stand, what is owed, who meets whom.
        titles: by id, what stories and storylines are called that are named here and not told.
    """

    title: str
    audience: Audience
    settings: Settings
    takes: Mapping[str, Take]
    languages: Mapping[str, str] = field(default_factory=dict)
    placements: tuple[Placement, ...] = ()
    changes: tuple[Change, ...] = ()
    stories: tuple[tuple[Story, Brief | None], ...] = ()
    storylines: tuple[tuple[Storyline, Brief | None], ...] = ()
    people: tuple[tuple[Person, tuple[Said, ...]], ...] = ()
    stands: Mapping[str, Stands] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)

    def language(self, take: str) -> str:
        """Return a take's language as a BCP 47 tag; empty when it is not known."""
        found = self.languages.get(take, "")
        return found if found not in ("", "und") else self.takes[take].language


def site_content(
    every: Dossier,
    settings: Settings,
    audience: str,
    progress: Callable[[str, int, int], None],
    forgotten: Iterable[Person] = (),
    tell: Teller = telling,
) -> SiteContent:
    """Tell every story and storyline of a desk, and gather what its people said; ``every`` holds the whole desk.

    The public is told as if what is held back for now, or for editors alone, had never come. Who is ``forgotten`` has
    no page, and no storyline is named after them.
    """
    gone = {person.id: person for person in forgotten}
    every = unseen(every) if audience == Audience.PUBLIC else every
    links = every.links
    shelf = _Shelf.of(links)
    lines = [line for line in links.storylines if len(line.stories) > 1]  # one story is no line that can be walked
    subjects = [*(("story", s.id) for s in links.stories), *(("storyline", s.id) for s in lines)]
    told: dict[str, Brief] = {}
    standing = by_person(stands(every))
    for number, (kind, of) in enumerate(subjects, 1):
        with suppress(Withheld):  # then nothing is told of it but that
            found = tell(gather(every.takes, every.facts, shelf.only(kind, of), kind, of), kind, of)
            told[of], standing[of] = found.brief, found.stands
        progress("tell", number, len(subjects))
    said = _by_person(told[story.id] for story in links.stories if story.id in told)
    return SiteContent(
        title=settings.title,
        audience=Audience(audience),
        settings=settings,
        takes=every.takes,
        languages={key: facts.language for key, facts in every.facts.items()},
        placements=links.placements,
        changes=links.changes,
        stories=tuple((story, told.get(story.id)) for story in links.stories),
        storylines=tuple((unnamed(line, gone.values()), told.get(line.id)) for line in lines),
        people=tuple(
            (p, said.get(p.id, ())) for p in links.people if p.id not in gone and _public(p, p.id in said, standing)
        ),
        stands=standing,
    )


def _public(person: Person, speaks: bool, standing: Mapping[str, Stands]) -> bool:
    """Say whether somebody has a page: a person who speaks publicly, or has a role and is more than passed by.

    Bodies and places have one too where they stand for something, owe or are owed, or meet somebody.
    """
    if speaks or person.kind is not EntityKind.PERSON:
        return speaks or person.id in standing
    mentions = sum(len(mention.spans) for mention in person.mentions)
    return bool(person.roles) and (person.id in standing or mentions >= _PASSING)


def unnamed(line: Storyline, gone: Iterable[Person]) -> Storyline:
    """Return a storyline whose name names none of these people."""
    shut = {name for person in gone for name in (person.name, *person.names)}
    left = " – ".join(part for part in line.name.split(" – ") if part not in shut)
    return replace(line, name=left) if shut and left != line.name else line


@dataclass(frozen=True, slots=True)
class _Shelf:
    """The links of a desk laid out by id and by take, each with its place among all, so that telling one is not O(all).

    Attributes:
        stories, lines: stories by their own id and by that of each of their storylines; storylines likewise.
        placements, people, claims, changes: by take.
    """

    stories: "_Laid[Story]"
    lines: "_Laid[Storyline]"
    placements: "_Laid[Placement]"
    people: "_Laid[Person]"
    claims: "_Laid[Claim]"
    changes: "_Laid[Change]"

    @classmethod
    def of(cls, links: Links) -> "_Shelf":
        """Lay the links out. O(links)."""
        on: dict[str, list[str]] = defaultdict(list)
        for line in links.storylines:
            for story in line.stories:
                on[story].append(line.id)
        return cls(
            _laid(links.stories, lambda one: (one.id, *on[one.id])),
            _laid(links.storylines, lambda one: (one.id, *one.stories)),
            _laid(links.placements, lambda one: (one.take,)),
            _laid(links.people, lambda one: (mention.take for mention in one.mentions)),
            _laid(links.claims, lambda one: (member.citation.take for member in one.members)),
            _laid(links.changes, lambda one: (one.take,)),
        )

    def only(self, kind: str, of: str) -> Links:
        """Return the links of one story or storyline, with the stories and storylines beside it, in their order."""
        own = _once(self.stories, [of])
        lines = _once(self.lines, [story.id for story in own] if kind == "storyline" else [of])
        keys = [key for story in own for key in story.takes]
        return Links(
            placements=_once(self.placements, keys),
            changes=_once(self.changes, keys),
            stories=_once(self.stories, [of, *(line.id for line in lines)]),
            storylines=lines,
            people=_once(self.people, keys),
            claims=_once(self.claims, keys),
        )


_Laid = Mapping[str, list[tuple[int, T]]]


def _laid(some: Iterable[T], names: Callable[[T], Iterable[str]]) -> _Laid[T]:
    found: dict[str, list[tuple[int, T]]] = defaultdict(list)
    for place, one in enumerate(some):
        for name in dict.fromkeys(names(one)):
            found[name].append((place, one))
    return dict(found)


def _once(laid: _Laid[T], names: Iterable[str]) -> tuple[T, ...]:
    found = dict(pair for name in names for pair in laid.get(name, ()))
    return tuple(found[place] for place in sorted(found))


def _by_person(briefs: Iterable[Brief]) -> dict[str, tuple[Said, ...]]:
    """What each person or body said in these briefs, by its id, oldest first."""
    said: dict[str, list[Said]] = {}
    for line in (line for told in briefs for line in told.said if line.person):
        said.setdefault(line.person, []).append(line)
    return {who: tuple(sorted(lines, key=lambda line: line.day or date.max)) for who, lines in said.items()}

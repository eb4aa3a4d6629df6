"""The pages of people, bodies and places: what they were called and what they said, by day, side by side."""

from collections import Counter
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from writethru.model import Said
from writethru.publish.heads import of_person, of_site
from writethru.publish.pages import PersonPage
from writethru.publish.press import Press
from writethru.publish.sheets import laid_out
from writethru.publish.story_pages import numbered
from writethru.wording import _, noted

LISTS = {
    "person": ("people.html", noted("People")),
    "body": ("bodies.html", noted("Bodies")),
    "place": ("places.html", noted("Places")),
}
_MOST = 900  # names on one page of a list
_STORIES = 60  # stories that a person's page lists


@dataclass(frozen=True, slots=True)
class NamePage:
    """One page of the names of one kind: which names, and the pages of the same kind with what they begin with.

    ``shared``: the names that several have, who are told apart there.
    """

    heading: str
    people: tuple[PersonPage, ...]
    pages: tuple[tuple[str, str], ...]
    shared: Set[str]


def person(press: Press, one: PersonPage) -> Iterator[tuple[str, str]]:
    """Yield the pages of somebody, by path."""
    own = _by_day(line for line in one.said if not line.reporter)
    reported = _by_reporter(line for line in one.said if line.reporter)
    for sheet in laid_out((*own, *reported), one.stands, voices=False):
        path = numbered(one.path, sheet.number)
        press.traces.person(path, one)
        head = of_person(one)
        yield (
            path,
            press.page(
                head if sheet.number == 1 else replace(head, path=path, data={}),
                "person.html",
                one=one,
                sheet=sheet,
                own=[group for group in sheet.said if not group[0].reporter],
                reported=[group for group in sheet.said if group[0].reporter],
                page_of=lambda number: numbered(one.path, number),
                most=_STORIES,
            ),
        )


def _by_day(said: Iterable[Said]) -> list[tuple[Said, ...]]:
    """Group lines by their day: oldest first, those without one last."""
    ordered = sorted(said, key=lambda line: line.day or date.max)
    return [tuple(lines) for _, lines in groupby(ordered, key=lambda line: line.day)]


def _by_reporter(said: Iterable[Said]) -> list[tuple[Said, ...]]:
    """Group lines by who reports them."""
    ordered = sorted(said, key=lambda line: line.reporter.casefold())
    return [tuple(lines) for _, lines in groupby(ordered, key=lambda line: line.reporter)]


def lists(press: Press) -> Iterator[tuple[str, str]]:
    """Yield the lists of names, a kind on as many pages as it needs."""
    kinds = {kind: (path, _(heading)) for kind, (path, heading) in LISTS.items()}
    for kind, (path, heading) in kinds.items():
        every = [one for one in press.plan.people if one.person.kind.value == kind]
        found = sorted(every, key=lambda one: (one.person.name.casefold(), one.path))
        times = Counter(one.person.name for one in found)
        shared = {name for name in times if times[name] > 1}
        runs = [tuple(found[at : at + _MOST]) for at in range(0, len(found), _MOST)] or [()]
        pages = tuple((numbered(path, n), _span(some)) for n, some in enumerate(runs, 1) if some)
        for number, some in enumerate(runs, 1):
            here = numbered(path, number)
            press.traces.lists(here, (), some)
            head = of_site(here, heading, press.content.title, press.address)
            yield here, press.page(head, "people.html", one=NamePage(heading, some, pages, shared), kinds=kinds)


def _span(people: tuple[PersonPage, ...]) -> str:
    """Return with what the first and the last of these names begin."""
    first, last = (one.person.name[:3] for one in (people[0], people[-1]))
    return f"{first} – {last}"

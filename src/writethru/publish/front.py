"""The front page and the lists: the newest stories, all stories by day, the storylines, and how it is all made."""

from collections.abc import Iterator
from itertools import groupby

from writethru import formats
from writethru.publish.heads import of_site
from writethru.publish.methodology import figures
from writethru.publish.press import Press
from writethru.publish.story_pages import numbered
from writethru.wording import _

_FRONT = 40  # stories on the front page
_LINES = 12  # storylines on the front page
_PEOPLE = 18
_MOST = 250  # stories on one page of a day
_LISTED = 400  # storylines on one page
_WITHOUT = "undated"


def front(press: Press) -> Iterator[tuple[str, str]]:
    """Yield the front page, the archive with a page a day, the storylines and the methodology."""
    yield _index(press)
    yield from _archive(press)
    yield from _storylines(press)
    head = of_site("methodology.html", _("How this is made"), press.content.title, press.address)
    yield head.path, press.page(head, "methodology.html", figures=figures(press.content.settings))


def _index(press: Press) -> tuple[str, str]:
    told = [one for one in press.plan.stories if one.told]
    stories, lines = told[:_FRONT], [one for one in press.plan.storylines if one.told]
    lines = sorted(lines, key=press.place)[:_LINES]
    persons = [one for one in press.plan.people if one.person.kind.value == "person"]
    people = sorted(persons, key=lambda one: (-len(one.said), one.person.name))[:_PEOPLE]
    stopped = [one for one in press.plan.stories if one.flags and not one.told]
    shut = [one for one in press.plan.stories if not one.flags and not one.told]
    press.traces.lists("index.html", (*stories, *lines), people)
    head = of_site("index.html", press.content.title, press.content.title, press.address)
    page = press.page(
        head,
        "index.html",
        stories=stories,
        further=len(told) - len(stories),
        stopped=stopped,
        shut=shut,
        storylines=lines,
        people=people,
        lines=press.lines,
    )
    return head.path, page


def _archive(press: Press) -> Iterator[tuple[str, str]]:
    """Yield the list of days, and each day's stories; a story stands on the day of its newest piece."""
    every = [one for one in press.plan.stories if one.told or one.flags]
    days: list[tuple[str, str, int]] = []
    for day, found in groupby(every, key=lambda one: one.story.last if one.story else None):
        stories = list(found)
        name = day.isoformat() if day else _WITHOUT
        heading = formats.day(day) if day else _("Without a day")
        path = f"days/{name}.html"
        if any(path == known for known, _, _ in days):  # stories without a time stand between those of a day
            path = f"days/{name}-{len(days)}.html"
        days.append((path, heading, len(stories)))
        runs = [stories[at : at + _MOST] for at in range(0, len(stories), _MOST)]
        for number, some in enumerate(runs, 1):
            here = numbered(path, number)
            press.traces.lists(here, some, ())
            head = of_site(here, heading, press.content.title, press.address)
            pages = [numbered(path, n) for n in range(1, len(runs) + 1)]
            yield here, press.page(head, "day.html", heading=heading, stories=some, pages=pages, lines=press.lines)
    head = of_site("archive.html", _("All stories by day"), press.content.title, press.address)
    yield head.path, press.page(head, "archive.html", days=days)


def _storylines(press: Press) -> Iterator[tuple[str, str]]:
    told = sorted((one for one in press.plan.storylines if one.told), key=press.place)
    runs = [told[at : at + _LISTED] for at in range(0, len(told), _LISTED)] or [[]]
    pages = [numbered("storylines.html", n) for n in range(1, len(runs) + 1)]
    for number, some in enumerate(runs, 1):
        here = numbered("storylines.html", number)
        press.traces.lists(here, some, ())
        head = of_site(here, _("Storylines"), press.content.title, press.address)
        newest = {one.path: press.stories(one)[:1] for one in some}
        press.traces.titles(here, [story for stories in newest.values() for story in stories])
        yield here, press.page(head, "storylines.html", storylines=some, newest=newest, pages=pages)

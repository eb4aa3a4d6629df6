"""What a page of one story, storyline, person or take shows, without looking at the rest of the desk."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from writethru.model import Brief, Links, Person, Said, Stands, Story, Storyline, Telling
from writethru.publish.content import SiteContent, unnamed
from writethru.publish.rights import Audience
from writethru.settings import Settings
from writethru.tell.dossier import Dossier
from writethru.tell.said import said_by
from writethru.tell.stands import by_person, stands


def of_subject(
    dossier: Dossier, settings: Settings, of: str, told: Telling, gone: Collection[Person] = ()
) -> SiteContent:
    """Return what the page of a story or storyline shows to the desk; others are named on it and not told.

    ``gone``: those who are to be forgotten: nothing leads to them. Nor is a storyline named after them, where the
    dossier is ``unnamed_in``.
    """
    links = dossier.links
    return _content(
        dossier,
        settings,
        stories=tuple((one, told.brief if one.id == of else None) for one in links.stories),
        storylines=tuple((one, told.brief if one.id == of else None) for one in links.storylines),
        people=tuple((one, ()) for one in links.people if one.id not in {person.id for person in gone}),
        stands={of: told.stands},
    )


def of_person(dossier: Dossier, settings: Settings, person: Person, gone: Collection[Person] = ()) -> SiteContent:
    """Return what somebody's page shows to the desk; ``dossier`` has the takes that name them; ``gone`` as above."""
    dossier = unnamed_in(dossier, gone)
    links, shut = dossier.links, {person.id, *(one.id for one in gone)}
    others = ((one, ()) for one in links.people if one.id not in shut)
    return _content(
        dossier,
        settings,
        stories=tuple((one, None) for one in links.stories),
        storylines=tuple((one, None) for one in links.storylines),
        people=((person, tuple(said_by(dossier, person.id))), *others),
        stands=by_person(stands(dossier)),
    )


def of_take(dossier: Dossier, settings: Settings) -> SiteContent:
    """Return what the page of a take shows to the desk; ``dossier`` has it and the one before it."""
    return _content(dossier, settings, stories=tuple((one, None) for one in dossier.links.stories))


def unnamed_in(dossier: Dossier, gone: Collection[Person]) -> Dossier:
    """Return a dossier in which no storyline is named after any of these people."""
    lines = tuple(unnamed(line, gone) for line in dossier.links.storylines)
    return replace(dossier, links=replace(dossier.links, storylines=lines)) if gone else dossier


def _content(
    dossier: Dossier,
    settings: Settings,
    stories: tuple[tuple[Story, Brief | None], ...] = (),
    storylines: tuple[tuple[Storyline, Brief | None], ...] = (),
    people: tuple[tuple[Person, tuple[Said, ...]], ...] = (),
    stands: Mapping[str, Stands] | None = None,
) -> SiteContent:
    return SiteContent(
        title=settings.title,
        audience=Audience.DESK,
        settings=settings,
        takes=dossier.takes,
        languages={key: facts.language for key, facts in dossier.facts.items()},
        placements=dossier.links.placements,
        changes=dossier.links.changes,
        stories=stories,
        storylines=storylines,
        people=people,
        stands=stands or {},
        titles=_titles(dossier.links),
    )


def _titles(links: Links) -> dict[str, str]:
    """Return what stories and storylines are called, as they were handed out: without a word of what was stopped."""
    stories = {one.id: one.headline for one in links.stories if one.headline}
    return stories | {one.id: one.name for one in links.storylines if one.name}

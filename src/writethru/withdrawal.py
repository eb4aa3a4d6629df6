"""Sites published from here are remembered: what a source kills comes off them, and what moves is looked for there."""

import hashlib
from collections.abc import Collection, Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from writethru.errors import WritethruError
from writethru.outgoing import Outgoing
from writethru.publish.files import MANIFEST
from writethru.settings import Settings
from writethru.store import Store
from writethru.wording import _, speaking

if TYPE_CHECKING:
    from writethru.publish.content import SiteContent
    from writethru.publish.site import Published, Site
    from writethru.store.sites import Place

_BRIEFS = frozenset({"stories", "storylines"})
"""The folders of a site in which its briefs stand."""


def publish(store: Store, site: "Site", content: "SiteContent", folder: Path, now: datetime) -> "Published":
    """Publish a site to a folder that a later kill will find.

    The folder is noted before, so that a kill finds what a run that was cut short had written, and once more after:
    what was killed while it was written is to be looked for again.

    Raises:
        WritethruError: it cannot be written; a folder that holds nothing from here is not remembered.
    """
    name = str(folder.resolve())
    store.sites.note(name, content.audience.value, now)
    try:
        done = site.publish(content, folder)
    except WritethruError:
        if not (folder / MANIFEST).is_file():
            store.sites.forget(name)
        raise
    store.sites.note(name, content.audience.value, now)
    return done


def remember(store: Store, folder: Path, audience: str, now: datetime) -> None:
    """Note a folder in which a site stands already, where it was forgotten: a later kill is to find it."""
    name = str(folder.resolve())
    if name not in {place.folder for place in store.sites.every()}:
        store.sites.note(name, audience, now)


def withdraw(store: Store, settings: Settings, out: Outgoing) -> tuple[int, tuple[str, ...]]:
    """Replace every page that has words of a stopped take by a notice; the next ``publish`` writes it in full.

    Returns how many pages were replaced, and a line for each folder or page that could not be. A folder where the
    stops of this moment are carried out already is not looked at again.
    """
    stops = hashlib.sha256("\n".join(sorted(out.stops)).encode()).hexdigest() if out.stops else "none"
    waiting = [place for place in store.sites.every() if place.stops != stops]
    if not waiting:
        return 0, ()
    with speaking(settings.site.language):
        return _taken_down(store, settings, out, waiting, stops)


def _taken_down(
    store: Store, settings: Settings, out: Outgoing, waiting: "Iterable[Place]", stops: str
) -> tuple[int, tuple[str, ...]]:
    lines = {
        key: _("{source}: {words}", source=take.source or _("A source that is not named"), words=take.status)
        for key, take in out.takes(out.stops).items()
    }
    pages, standing = 0, list[str]()
    for place in waiting:
        if out.stops:
            from writethru.publish.files import take_down
            from writethru.publish.site import notice_page

            def page(path: str, keys: set[str], desk: bool = place.audience == "desk") -> bytes:
                said = sorted({lines[key] for key in keys})
                return notice_page(path, settings.title, said, desk=desk)

            done = take_down(Path(place.folder), out.stops, page)
            pages += done.pages
            standing += done.standing
            if done.standing and not done.gone:
                continue  # it is tried again each time, and said each time
        store.sites.carried_out(place.folder, stops)
    return pages, tuple(standing)


def citing(store: Store, takes: Collection[str]) -> tuple[str, ...]:
    """Return the paths of the briefs, of stories and storylines, that were published from here and cite these takes.

    Only sites that still stand where they were written are looked at.
    """
    if not takes:
        return ()
    from writethru.publish.files import citing

    return tuple(
        str(Path(place.folder) / path)
        for place in store.sites.every()
        for path in citing(Path(place.folder), takes, _BRIEFS)
    )

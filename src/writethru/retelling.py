"""Stories are told once: what was told is kept, and told anew as soon as anything that it was told from is another."""

from contextlib import suppress

from writethru.errors import StoreError
from writethru.model import Links, Telling
from writethru.store import Store
from writethru.tell.dossier import Dossier
from writethru.tell.telling import beside, own, told


def retell(store: Store, dossier: Dossier, kind: str, of: str) -> Telling:
    """Tell a story or storyline as it was told before, where nothing that it was told from has changed since.

    What cannot be kept (a folder that may not be written, a disk that is full) is told each time.

    Raises:
        Withheld: every piece was killed or is on hold.
    """
    alone, made_of = own(dossier, of)
    found = None
    with suppress(StoreError):
        found = store.told.find(of, made_of)
    if found is None:
        found = told(alone, kind, of)
        with suppress(StoreError):
            store.told.keep(of, made_of, found)
    return beside(found, dossier, kind, of)


def tidy(store: Store, links: Links) -> None:
    """Let go of what was told of stories and storylines that are no more. ``links``: the whole desk's."""
    with suppress(StoreError):
        store.told.only([*(one.id for one in links.stories), *(one.id for one in links.storylines)])

"""Stories are told once: what was told is kept, and told anew as soon as anything that it was told from is another."""

from contextlib import suppress
from functools import partial

from writethru.errors import StoreError
from writethru.model import Links, Telling
from writethru.store import Store
from writethru.tell.dossier import Dossier
from writethru.tell.telling import Teller, beside, own, told


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


def teller(store: Store, links: Links) -> Teller:
    """Return what tells a whole desk; what was told of stories and storylines that are no more goes. O(tellings)."""
    with suppress(StoreError):
        store.told.only([*(one.id for one in links.stories), *(one.id for one in links.storylines)])
    return partial(retell, store)

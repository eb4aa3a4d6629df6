"""A site is published: told, written, and left as it stands where it was made of just what there is now."""

import hashlib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from writethru import plugins, withdrawal
from writethru.outgoing import Outgoing
from writethru.run.progress import Progress
from writethru.settings import Settings
from writethru.store import Store
from writethru.wording import speaking

if TYPE_CHECKING:
    from writethru.publish.site import Published
    from writethru.tell.dossier import Dossier


def publish(
    store: Store,
    out: Outgoing,
    settings: Settings,
    whole: "Callable[[], Dossier]",
    folder: Path,
    audience: str,
    now: datetime,
    progress: Progress,
) -> "Published":
    """Write the site of a desk to a folder. See ``Desk.publish``; ``whole`` gathers the desk where that is needed.

    Raises:
        WritethruError: the folder is not writable, or holds a file in the way that was not written from here.
    """
    from writethru.forgetting import forgotten
    from writethru.publish import files
    from writethru.publish.content import site_content
    from writethru.publish.site import Published
    from writethru.retelling import teller

    of = _made_of(store, out, settings, audience)
    known = files.standing(folder, of)
    if known:
        withdrawal.remember(store, folder, audience, now)
        return Published(folder, *known.counts, files=files.Written(0, known.files, 0))
    with speaking(settings.site.language):
        every = whole()
        gone, tell = forgotten(store, every.links.people), teller(store, every.links)
        content = site_content(every, settings, audience, progress, gone, tell)
        site = plugins.make(plugins.PUBLISHERS, "site")
        done: Published = withdrawal.publish(store, site, content, folder, now)
    files.sign(folder, of, (done.stories, done.storylines, done.people, done.takes))
    return done


def _made_of(store: Store, out: Outgoing, settings: Settings, audience: str) -> str:
    """Return a name of all that a site is made of: the desk, what is held back by now, settings, code, audience.

    It is made before the desk is read: what comes meanwhile makes another name, and the next time writes again.
    """
    from writethru.tell.telling import made_by

    rows = store.shown.whole()
    held = sorted(f"{key} {embargo}" for key, embargo in out.held_back.items())
    by = msgspec.json.encode((settings, audience, held, sorted(out.stops)), order="deterministic")
    return hashlib.sha256(made_by() + rows + by).hexdigest()

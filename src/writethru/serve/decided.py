"""What was decided by hand, as the log tells it: stories and pieces by what they are called, not by their ids."""

import re
from collections.abc import Callable, Iterable
from contextlib import suppress

from markupsafe import Markup, escape

from writethru.desk import Desk
from writethru.errors import NotFound
from writethru.model import Arrangement, Decision, Storyline
from writethru.tell.arrangements import says
from writethru.tell.display import shown

_ID = re.compile(r"\b(?:([sl])-)?[0-9a-f]{16}\b")
_LINK = Markup('<a href="/{}/{}.html">{}</a>')


def teller(desk: Desk, decisions: Iterable[Decision | Arrangement]) -> Callable[[Decision | Arrangement], Markup]:
    """Return what tells each of these decisions in words, with a link where an id was given. O(ids)."""
    found = {one[0]: one[1] or "" for decision in decisions for one in _ID.finditer(says(decision))}
    called = {story.id: story.headline for story in desk.stories_named([one for one in found if found[one] == "s"])}
    for name in (one for one in found if found[one] == "l"):
        with suppress(NotFound):
            line = desk.find(name)
            called[line.id] = line.name if isinstance(line, Storyline) else ""
    takes = desk.takes(one for one in found if not found[one])
    called |= {key: take.title for key, take in takes.items() if not take.withdrawn}

    def linked(at: re.Match[str]) -> str:
        kind = {"s": "stories", "l": "storylines"}.get(at[1], "takes")
        title = shown(called.get(at[0], ""))
        return _LINK.format(kind, at[0], title) if title else at[0]

    return lambda one: Markup(_ID.sub(linked, str(escape(says(one)))))

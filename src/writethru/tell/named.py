"""Which story or storyline a name means: the beginning of an id, or words of a headline."""

from collections.abc import Sequence

from writethru.errors import NotFound
from writethru.model import Story, Storyline

_CHOICES = 5  # how many ids an error names


def named(name: str, every: Sequence[Story | Storyline], most: int | None = None) -> Story | Storyline:
    """Return the one that a name fits.

    Args:
        name: the whole or the beginning of an id, or words of a headline.
        every: those that may be meant.
        most: where there may be more than are given, how many of a kind were looked for.

    Raises:
        NotFound: nothing fits, or more than one does.
    """
    if not name.strip():
        raise NotFound("no story is named; `writethru stories` lists them")
    fitting = (
        [s for s in every if s.id == name]
        or [s for s in every if s.id.startswith(name)]
        or [s for s in every if name.lower() in _title(s).lower()]
    )
    fitting = _without_doubles(fitting)
    if len(fitting) == 1:
        return fitting[0]
    if not fitting:
        raise NotFound(f"{name}: no story or storyline of that id or headline; `writethru stories` lists them")
    choices = ", ".join([*(s.id for s in fitting[:_CHOICES]), *(["…"] if len(fitting) > _CHOICES else [])])
    many = f"more than {most}" if most and len(fitting) > most else str(len(fitting))
    raise NotFound(f"{name}: fits {many} stories and storylines ({choices}); give a whole id")


def _without_doubles(found: Sequence[Story | Storyline]) -> list[Story | Storyline]:
    """Leave out the storylines that are one story alone, where that story is there too."""
    stories = {one.id for one in found if isinstance(one, Story)}
    return [one for one in found if isinstance(one, Story) or len(one.stories) != 1 or one.stories[0] not in stories]


def _title(subject: Story | Storyline) -> str:
    return subject.headline if isinstance(subject, Story) else subject.name

"""What a reader follows or muted, under the ids that it has now: stories and storylines go into others."""

from collections.abc import Collection, Iterable, Sequence, Set

from writethru.errors import NotFound
from writethru.model import Follow, Story
from writethru.outgoing import Outgoing
from writethru.store import Store


def followed(store: Store, out: Outgoing, reader: str) -> list[Follow]:
    """Return what a reader follows or muted, each once, what was said first before."""
    muted = _said(store, reader)
    if not muted:
        return []
    stories = {story.id: story.headline for story in out.stories_of(muted)}
    lines = {line.id: line.name for line in out.storylines_of(muted)}
    return [Follow(name, _kind(name), (stories | lines).get(name, ""), quiet) for name, quiet in muted.items()]


def following(store: Store, reader: str, names: Iterable[str]) -> Follow | None:
    """Return what a reader said of the first of these ids of which they said anything; without its title."""
    muted = _said(store, reader)
    return next((Follow(name, _kind(name), "", muted[name]) for name in names if name in muted), None)


def _said(store: Store, reader: str) -> dict[str, bool]:
    """Return what a reader follows or muted, by the ids of now, in order; what was said last of one id holds."""
    said = store.readers.said(reader)
    now = led(store, said.keys()) if said else {}
    return {now[name]: quiet for name, quiet in said.items()}


def _kind(name: str) -> str:
    return "story" if name.startswith("s-") else "storyline"


def led(store: Store, names: Set[str]) -> dict[str, str]:
    """Return by what id each of these stories and storylines goes now.

    A story that is no more, and went into no other, leads to the one in which most of its takes stand; a storyline,
    to the one on which the story stands that it was named after.
    """
    there = {line.id for line in store.links.storylines_of(names)}
    heads = {name: f"s-{name.removeprefix('l-')}" for name in names if name.startswith("l-") and name not in there}
    now = store.news.now({*(names - there - heads.keys()), *heads.values()})
    known = {story.id for story in store.links.stories_of(now.values())}
    now = {story: name if name in known else store.news.went(name) for story, name in now.items()}
    main = {story.id: story.storylines[0] for story in store.links.stories_of(now[head] for head in heads.values())}
    gone = {name: main.get(now[head], name) for name, head in heads.items()}
    return {name: gone.get(name) or now.get(name, name) for name in names}


def under(store: Store, reader: str, name: str) -> set[str]:
    """Return the ids under which a reader spoke of what goes by this id now, itself among them."""
    return {name, *(said for said, now in led(store, store.readers.said(reader).keys()).items() if now == name)}


def said_of(every: Sequence[Follow], name: str) -> Follow:
    """Return the one that an id, the beginning of one, or words of a title name.

    Raises:
        NotFound: nothing fits, or more than one does.
    """
    fitting = [one for one in every if one.name == name] or [
        one for one in every if name and (one.name.startswith(name) or name.lower() in one.title.lower())
    ]
    if len(fitting) == 1:
        return fitting[0]
    which = ", ".join(one.name for one in fitting or every) or "nothing is"
    raise NotFound(f"{name}: {'more than one fits' if fitting else 'not among them'} ({which}); give a whole id")


def quiet(story: Story, muted: Collection[str]) -> bool:
    """Say whether a story, or a storyline on which it stands, is muted."""
    return not {story.id, *story.storylines}.isdisjoint(muted)

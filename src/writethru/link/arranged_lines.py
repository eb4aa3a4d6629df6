"""Storylines as a person arranged them: a line is cut, or goes on where it is joined, and has the name given to it.

What linking found stays as it is (``Told.follows``, ``Told.root``); what a person makes of it stands beside it
(``Told.after``, ``Told.head``). Only lines that decisions name are looked up for it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from writethru.link.arranged import Said, most, renames
from writethru.link.by_hand import Rule, arrange, drawn_in, rules
from writethru.link.shelf import Shelf
from writethru.model import Storyline


def put(shelf: Shelf, stories: set[str], said: Said) -> set[str]:
    """Say of each story which one it continues; returns these, and those that a person's word ties to them.

    Args:
        shelf: where stories are looked up.
        stories: those of which it may be another, with all that stood on a line with them.
        said: what was decided of lines.
    """
    every = rules(said.decisions, said.story_of, lines=True)
    were = [*shelf.were.values(), *(shelf.get(story) for story in stories)]
    stories = stories | shelf.whole({told.root for told in were if told.by_hand} - {""})
    for story in sorted(stories, key=lambda one: shelf.get(one).main.order):
        told = shelf.get(story)
        told.root = shelf.get(told.follows).root if told.follows else story
        told.after = told.follows
    drawn = _drawn(shelf, stories, every)
    mine = [rule for rule in every if rule.units <= drawn]
    follows = {story: told.follows for story in drawn if (told := shelf.get(story)).follows}
    after = arranged_lines(follows, sorted(drawn, key=lambda one: shelf.get(one).main.order), mine)
    ruled = {shelf.get(unit).root for rule in mine for unit in rule.units}
    for story in drawn:
        told = shelf.get(story)
        told.after, told.by_hand = after.get(story, ""), told.root in ruled
    return stories | drawn


def _drawn(shelf: Shelf, stories: set[str], every: Sequence[Rule]) -> set[str]:
    """Return the stories on lines in which a word has a say, or had, and whoever it ties to them."""
    named = {unit for rule in every for unit in rule.units}
    there = stories | {shelf.get(story).follows for story in stories} - {""}
    shelf.need(there)
    found = {story for story in there if story in named or shelf.get(story).by_hand}
    while found:
        lines = {line for story in found for line in (shelf.get(story).root, shelf.get(story).head)} - {""}
        more = (drawn_in(found, every) | shelf.whole(lines)) - found
        if not more:
            break
        shelf.need(more)
        found |= more
    return found


def arranged_lines(follows: Mapping[str, str], stories: Sequence[str], every: Sequence[Rule]) -> dict[str, str]:
    """Return which story each one continues after a person's word: a line is cut, or goes on where it is joined.

    Args:
        follows: by story the earlier one that it continues, as linking found it.
        stories: all of these lines, in order of time.
        every: the rules about them.
    """
    if not every:
        return dict(follows)
    heads: dict[str, str] = {}
    lines: dict[str, list[str]] = {}
    for story in stories:
        heads[story] = heads[follows[story]] if story in follows else story
        lines.setdefault(heads[story], []).append(story)

    def nearest(story: str, classes: Sequence[Sequence[str]]) -> int:
        """The side of the nearest story that it continues; the last where that is none of them."""
        while story in follows:
            story = follows[story]
            for number, others in enumerate(classes):
                if story in others:
                    return number
        return len(classes) - 1

    found = arrange(list(lines.values()), every, nearest)
    return _following(follows, stories, {story: number for number, line in enumerate(found) for story in line})


def _following(follows: Mapping[str, str], stories: Sequence[str], line: Mapping[str, int]) -> dict[str, str]:
    """Return whom each story continues on its line: of those it continued the nearest there, else the one before."""
    found: dict[str, str] = {}
    last: dict[int, str] = {}
    for story in stories:
        earlier = follows.get(story)
        while earlier is not None and line[earlier] != line[story]:
            earlier = follows.get(earlier)
        earlier = earlier or last.get(line[story])
        if earlier is not None:
            found[story] = earlier
        last[line[story]] = story
    return found


def renamed_with(shelf: Shelf, stories: Iterable[str], said: Said) -> tuple[set[str], set[str]]:
    """Return the first stories of lines, and the subjects of lines beside them, that may gain or lose a given name."""
    here = set(stories)
    heads, subjects = set[str](), set[str]()
    for one in renames(said.decisions):
        named = {said.story_of[key] for key in one.sides[0].takes if key in said.story_of}
        if not named.isdisjoint(here):
            shelf.need(named)
            heads |= {shelf.get(story).head for story in named}
            subjects |= {one.sides[0].subject} - {""}
    return heads, subjects


def called(lines: Mapping[str, Storyline], shelf: Shelf, said: Said) -> dict[str, Storyline]:
    """Return lines with the names that a person gave, each where most of the pieces are that it was given to.

    Of the lines of side matters only one about the same subject has a name that was given to such a line.
    """
    found = dict(lines)
    there = {story.removeprefix("s-") for line in lines.values() for story in line.stories}
    for one in renames(said.decisions):
        (side,) = one.sides
        stories = [said.story_of[key] for key in side.takes if key in said.story_of]
        if there.isdisjoint(stories):
            continue
        shelf.need(stories)
        on = {story: [n for n in shelf.get(story).lines if subject_of(n) == side.subject] for story in set(stories)}
        name = most([line for story in stories for line in on[story]])
        if name in found:
            found[name] = replace(found[name], name=one.name, given=side.takes)
    return found


def subject_of(line: str) -> str:
    """Return what the line of a side matter is about, out of its id; empty for a line of whole stories."""
    return line.removeprefix("l-").partition("-")[2]

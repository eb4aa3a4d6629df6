"""Storylines: stories that continue one another over weeks, and second matters that run beside them.

A story follows the earlier one that it continues most (``writethru.link.ties``): telling names that head both, a look
back to the earlier one's day, words and meaning, a further number of one row, or the slug of one source. Nothing
expires; time only weakens the tie slowly. A side thread of a piece (``writethru.link.threads``) stands on the line of
a story that is about its subject, or opens one of its own.

What a story is followed by is kept, and found again by what it shares: words of the names that head it, its slugs. So
only stories that something came to are looked at, those that share something with them, and the lines of these. What
a story follows is asked anew when it changes, when the one that it follows changes, and when one comes that it may
follow rather. Time: O(t * c) for t such stories and c that share a handle with each, and O(s) for the s
stories on the lines touched.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from writethru.link.arranged import Said
from writethru.link.arranged_lines import called, put, renamed_with
from writethru.link.items import Linkable
from writethru.link.line_names import line_names, line_title
from writethru.link.nodes import Told, beside_handle, on_handle
from writethru.link.remembered import Known
from writethru.link.shelf import CROWD, Shelf
from writethru.link.ties import Node, nodes_of, tie
from writethru.model import Citation, Storyline

FOLLOWS = 0.72
"""The least tie by which a story follows another."""

_BESIDE = 0.12  # likeness in words from which a side thread belongs to a story about its subject


@dataclass(frozen=True, slots=True)
class Lines:
    """What became of storylines.

    Attributes:
        storylines: those that were touched, by id; ``gone``: those that are no more.
        told: what is kept of the stories that were touched, by story (without ``s-``).
        stood: those on which stories stand that are new or changed, or stood before.
    """

    storylines: Mapping[str, Storyline]
    gone: frozenset[str]
    told: dict[str, Told]
    stood: frozenset[str] = frozenset()

    def of(self, story: str) -> tuple[str, ...]:
        """Return the lines on which a story stands that was touched."""
        return self.told[story.removeprefix("s-")].lines


def storylines(stories: Mapping[str, Sequence[Linkable]], gone: Iterable[str], known: Known, said: Said) -> Lines:
    """Put stories into lines.

    Args:
        stories: those that are new or changed, by id without ``s-``: their takes in order of time.
        gone: those that are no more.
        known: what is there already.
        said: what a person decided of lines.
    """
    new = {story: Told((nodes := nodes_of(story, takes))[0], nodes[1:]) for story, takes in stories.items()}
    shelf = Shelf(known, new, frozenset(gone))
    asked = shelf.asked()
    shelf.need(asked)
    turned = _follow(shelf, asked)
    heads = {told.head for told in shelf.were.values()} | {shelf.get(story).head for story in turned}
    placed = put(shelf, turned | shelf.on_lines(heads - {""}), said)
    heads |= {shelf.get(story).head for story in placed}
    heads |= _head(shelf, placed)
    called_too, about = renamed_with(shelf, placed, said)
    heads |= called_too
    moved, subjects = _put_beside(shelf, heads - {""}, about)
    found = _lined(shelf, (heads | moved) - {""}, subjects)
    stood = frozenset(told.lines[0] for told in (*shelf.were.values(), *map(shelf.get, stories)))
    return replace(found, storylines=called(found.storylines, shelf, said), stood=stood)


def _follow(shelf: Shelf, asked: set[str]) -> set[str]:
    """Say of each story which one it follows; returns those for which that is another, and the new ones."""
    shelf.need(shelf.near(asked))
    before = {story: shelf.get(story).follows for story in asked}
    for story in asked:
        mine = shelf.get(story)
        near = [shelf.get(other).main for other in shelf.near([story])]
        earlier = [other for other in near if other.order < mine.main.order]
        scored = [(round(tie(one, mine.main), 4), one.order, one.story) for one in earlier]
        mine.score, _, parent = max(scored, default=(0.0, (False, "", ""), ""))
        mine.follows = parent if mine.score >= FOLLOWS else ""
    turned = set(shelf.new) | {story for story, follows in before.items() if shelf.get(story).follows != follows}
    for story in sorted(shelf.new):
        turned |= _turn(shelf, shelf.get(story).main, asked)
    return turned


def _turn(shelf: Shelf, new: Node, asked: set[str]) -> set[str]:
    """Let later stories follow a new one that they continue more than what they followed."""
    turned = set()
    for other in shelf.near([new.story]) - asked:
        later = shelf.get(other)
        score = round(tie(new, later.main), 4) if new.order < later.main.order else 0.0
        if score < FOLLOWS:
            continue
        before = shelf.get(later.follows).main.order if later.follows else (False, "", "")
        if not later.follows or (score, new.order) > (later.score, before):
            later.follows, later.score = new.story, score
            turned.add(other)
    return turned


def _head(shelf: Shelf, stories: Iterable[str]) -> set[str]:
    """Say of each story which one its line begins with; returns these."""
    for story in sorted(stories, key=lambda one: shelf.get(one).main.order):
        told = shelf.get(story)
        told.head = shelf.get(told.after).head if told.after else story
    return {shelf.get(story).head for story in stories}


def _put_beside(shelf: Shelf, heads: set[str], about: set[str]) -> tuple[set[str], set[str]]:
    """Say of each side thread that may stand otherwise to which line it belongs.

    Returns:
        The first stories of the lines that gained or lost one, and the subjects that were looked at.
    """
    new = shelf.new.values()
    subjects = about | {side.subject for told in (*new, *shelf.were.values()) for side in told.sides}
    prominent = {subject for told in (*new, *shelf.were.values()) for subject in told.main.prominent}
    stories = shelf.holding([*map(beside_handle, subjects | prominent), *map(on_handle, heads)]) | set(shelf.new)
    shelf.need(stories)
    touched = {home for told in shelf.were.values() for home in told.homes}
    for story in sorted(stories):
        told = shelf.get(story)
        homes = [_home(shelf, side) for side in told.sides]
        touched |= {*told.homes, *homes}
        told.homes = homes
        subjects |= {side.subject for side in told.sides}
    return touched, subjects


def _home(shelf: Shelf, side: Node) -> str:
    """Return the first story of the line that a side thread belongs to, or an empty string."""
    stories = shelf.holding(side.marks, CROWD)
    shelf.need(stories)
    about = [main for story in stories if side.subject in (main := shelf.get(story).main).prominent]
    scored = [(-round(side.likeness(main), 4), main.order, main.story) for main in about if main.story != side.story]
    nearest, _, story = min(scored, default=(0.0, (False, "", ""), ""))
    return shelf.get(story).head if -nearest >= _BESIDE else ""


def _lined(shelf: Shelf, heads: set[str], subjects: set[str]) -> Lines:
    """Make anew the lines that begin with these stories, and those that side threads about these subjects open."""
    mains = shelf.on_lines(heads)
    beside = shelf.holding([*map(on_handle, heads), *map(beside_handle, subjects)]) | {*shelf.new}
    shelf.need(beside)
    before = {line for told in shelf.were.values() for line in told.lines} | {f"l-{head}" for head in heads}
    lines: defaultdict[tuple[str, str], list[Node]] = defaultdict(list)
    for story in mains:
        lines[shelf.get(story).head, ""].append(shelf.get(story).main)
    for story in beside:
        told = shelf.get(story)
        told.beside = told.beside or [""] * len(told.sides)
        for place, (side, home) in enumerate(zip(told.sides, told.homes, strict=True)):
            if home in heads or side.subject in subjects:
                before |= {told.beside[place]}
                lines[(home, "") if home else ("", side.subject)].append(side)
    found: dict[str, Storyline] = {}
    ready = {key: sorted(nodes, key=lambda node: (node.order, node.subject)) for key, nodes in lines.items()}
    for (head, _), nodes in sorted(ready.items()):
        name = f"l-{head}" if head else f"l-{nodes[0].story}-{nodes[0].subject.replace(' ', '-')}"
        follows = {node.story: shelf.get(node.story).after for node in nodes}
        found[name] = _line(name, nodes, follows)
        for node in nodes:
            if node.subject:
                told = shelf.get(node.story)
                told.beside[[side.subject for side in told.sides].index(node.subject)] = name
    return Lines(found, frozenset(before - found.keys() - {""}), shelf.changed())


def _line(name: str, nodes: Sequence[Node], follows: Mapping[str, str]) -> Storyline:
    about = line_names(nodes)
    stories = tuple(dict.fromkeys(f"s-{node.story}" for node in nodes))
    inside = {node.story for node in nodes}
    links = [(f"s-{story}", f"s-{follows[story]}") for story in sorted(inside) if follows.get(story) in inside]
    side_links = [(f"s-{n.story}", stories[i - 1]) for i, n in enumerate(nodes) if n.subject and 0 < i < len(stories)]
    return Storyline(
        id=name,
        name=line_title(nodes, about),
        stories=stories,
        follows=tuple(dict.fromkeys(link for link in [*links, *side_links] if link[0] != link[1])),
        about=about,
        passages=tuple(
            Citation(take, span) for node in nodes for take, spans in node.passages.items() for span in spans
        ),
    )

"""Storylines: stories that continue one another over weeks, and second matters that run beside them.

A story follows the nearest earlier one that it shares enough with: specific names (rare ones weigh more), days that
both look back or ahead to, words and meaning, or the slug of one source. Nothing expires; time only weakens the tie
slowly. A side thread of a piece (``writethru.link.threads``) stands on the line of a story that is about its subject,
or opens one of its own. Time: O(s * c) for s stories and c that share a specific name or a remembered day.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from writethru.link.arranged import arranged_lines
from writethru.link.items import Linkable
from writethru.link.line_names import line_names, line_title
from writethru.link.ties import Node, Rarity, nodes_of, rarity, tie
from writethru.link.weights import Weights
from writethru.model import Arrangement, Citation, Storyline

if TYPE_CHECKING:
    import numpy as np

_FOLLOWS = 0.5  # the least tie by which a story follows another
_BESIDE = 0.12  # likeness in words from which a side thread belongs to a story about its subject
_CROWD = 400  # stories that share one name: from here on it is no way to find those that continue one another


@dataclass(frozen=True, slots=True)
class Lines:
    """The storylines, and for each story's first take the ids of those it stands on, main one first."""

    storylines: tuple[Storyline, ...]
    of_story: Mapping[str, tuple[str, ...]]


def storylines(
    stories: Sequence[Sequence[str]],
    items: Sequence[Linkable],
    vectors: "Mapping[str, np.ndarray]",
    arrangements: Sequence[Arrangement] = (),
) -> Lines:
    """Find the storylines of stories, given as keys of takes in order of time.

    ``vectors`` holds the centred vector of each take, ``arrangements`` what a person decided. The result depends on
    the set of stories and on these alone.
    """
    by_key = {item.key: item for item in items}
    mains: list[Node] = []
    sides: list[Node] = []
    ordered = sorted(stories, key=lambda takes: _when(by_key[takes[0]]))
    for takes in ordered:
        found = nodes_of([by_key[key] for key in takes], vectors)
        mains.append(found[0])
        sides += found[1:]
    desk = rarity(mains)
    story_of = {key: takes[0] for takes in stories for key in takes}
    follows = arranged_lines(_follow(mains, desk), [node.story for node in mains], story_of, arrangements)
    lines = _components(mains, sides, follows, desk.words)
    return _lines(lines, follows, desk.names, by_key)


def _when(item: Linkable) -> tuple[bool, str, str]:
    return (item.at is None, item.at.isoformat() if item.at else "", item.key)


def _follow(mains: Sequence[Node], desk: Rarity) -> dict[str, str]:
    """Return for each story that continues another which one: the nearest earlier, the latest of equals."""
    shelves: dict[str, list[int]] = defaultdict(list)
    follows: dict[str, str] = {}
    for place, node in enumerate(mains):
        handles = sorted([*node.names, *node.remembered, *node.slugs])
        earlier = {i for handle in handles if len(shelves[handle]) <= _CROWD for i in shelves[handle]}
        scored = [(round(tie(mains[i], node, desk), 4), i) for i in earlier]
        best, parent = max(scored, default=(0.0, -1))
        if best >= _FOLLOWS:
            follows[node.story] = mains[parent].story
        for handle in handles:
            shelves[handle].append(place)
    return follows


def _components(
    mains: Sequence[Node], sides: Sequence[Node], follows: Mapping[str, str], words: Weights
) -> list[list[Node]]:
    """Return the lines as lists of nodes in order of time."""
    heads: dict[str, str] = {}
    for node in mains:  # in order of time, so the one followed is already headed
        heads[node.story] = heads[follows[node.story]] if node.story in follows else node.story
    lines: dict[tuple[str, str], list[Node]] = defaultdict(list)
    for node in mains:
        lines[heads[node.story], ""].append(node)
    for side in sides:
        home = max(
            ((round(side.likeness(main, words), 4), -place) for place, main in enumerate(mains) if _about(main, side)),
            default=(0.0, 0),
        )
        if home[0] >= _BESIDE:
            lines[heads[mains[-home[1]].story], ""].append(side)
        else:
            opened = next((key for key in lines if key[1] == side.subject), (side.story, side.subject))
            lines[opened].append(side)
    return [sorted(nodes, key=lambda node: node.order) for nodes in lines.values()]


def _about(main: Node, side: Node) -> bool:
    return main.story != side.story and side.subject in main.prominent


def _lines(
    lines: Sequence[Sequence[Node]], follows: Mapping[str, str], weights: Weights, by_key: Mapping[str, Linkable]
) -> Lines:
    found: list[Storyline] = []
    stands: dict[str, list[tuple[bool, str]]] = defaultdict(list)
    for nodes in lines:
        line = _line(nodes, follows, weights, by_key)
        found.append(line)
        for node in nodes:
            stands[node.story].append((bool(node.subject), line.id))
    return Lines(
        tuple(sorted(found, key=lambda line: (_when(by_key[line.stories[0].removeprefix("s-")]), line.id))),
        {story: tuple(dict.fromkeys(line for _, line in sorted(standing))) for story, standing in stands.items()},
    )


def _line(
    nodes: Sequence[Node], follows: Mapping[str, str], weights: Weights, by_key: Mapping[str, Linkable]
) -> Storyline:
    main = next((node for node in nodes if not node.subject), None)
    about = line_names(nodes, weights)
    stories = tuple(dict.fromkeys(f"s-{node.story}" for node in nodes))
    inside = {node.story for node in nodes}
    links = [(f"s-{story}", f"s-{follows[story]}") for story in sorted(inside) if follows.get(story) in inside]
    side_links = [(f"s-{n.story}", stories[i - 1]) for i, n in enumerate(nodes) if n.subject and 0 < i < len(stories)]
    passages = [
        Citation(take, span)
        for node in nodes
        for take, spans in sorted(node.passages.items(), key=lambda pair: _when(by_key[pair[0]]))
        for span in spans
    ]
    first = nodes[0]
    return Storyline(
        id=f"l-{main.story}" if main else f"l-{first.story}-{first.subject.replace(' ', '-')}",
        name=line_title(nodes, about, by_key),
        stories=stories,
        follows=tuple(dict.fromkeys(link for link in [*links, *side_links] if link[0] != link[1])),
        about=about,
        passages=tuple(passages),
    )

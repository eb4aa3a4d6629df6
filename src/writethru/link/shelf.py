"""The stories that linking looks at while it puts some into lines: new ones, and others as they are needed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from writethru.link.nodes import Told, root_handle
from writethru.link.pointers import SOUND
from writethru.link.remembered import Known
from writethru.link.ties import LEAST_NAMES

CROWD = 200  # stories that share one name: from here on it is no way to find those that continue one another
_SLACK = 1e-6  # sums in another order differ by less


class Shelf:
    """Stories by what they are found by.

    Args:
        known: what is on the desk already.
        new: the stories that are new or changed.
        gone: those that are no more.
    """

    def __init__(self, known: Known, new: Mapping[str, Told], gone: frozenset[str]) -> None:
        self._known, self.new = known, dict(new)
        self.were = known.nodes({*new, *gone})
        self._told: dict[str, Told | None] = {**dict.fromkeys(gone), **new}
        self._were = {story: told.stands for story, told in self.were.items()}
        self._mine: defaultdict[str, set[str]] = defaultdict(set)
        for story, told in new.items():
            for handle in told.handles:
                self._mine[handle].add(story)
        self._found: dict[tuple[str, int], set[str]] = {}
        self._near: dict[str, set[str]] = {}

    def get(self, story: str) -> Told:
        """Return a story that is there."""
        if story not in self._told:
            self.need([story])
        found = self._told[story]
        assert found is not None, story
        return found

    def need(self, stories: Iterable[str]) -> None:
        """Look stories up, each once."""
        wanted = {story for story in stories if story not in self._told}
        if not wanted:
            return
        for story, told in self._known.nodes(wanted).items():
            self._told[story] = told
            self._were[story] = told.stands

    def holding(self, handles: Iterable[str], most: int = 10**9) -> set[str]:
        """Return the stories found by any of these handles; one that more than ``most`` have finds none."""
        wanted = set(handles)
        self._look_up({handle for handle in wanted if (handle, most) not in self._found}, most)
        return set[str]().union(*(self._found[handle, most] for handle in wanted))

    def _look_up(self, handles: set[str], most: int) -> None:
        """Find out which stories have some handles: those of the desk, but for new ones, and the new ones."""
        if not handles:
            return
        there = self._known.holding(handles, most)
        crowds = {handle for handle, count in self._known.counted(handles - there.keys()).items() if count > most}
        for handle in handles:
            theirs, mine = there.get(handle, []), self._mine.get(handle, set[str]())
            few = handle not in crowds and len(theirs) + len(mine) <= most
            others = (one for one in theirs if one not in self.new and self._told.get(one, 0) is not None)
            self._found[handle, most] = mine.union(others) if few else set()

    def near(self, stories: Iterable[str]) -> set[str]:
        """Return the stories that share enough telling names, past months or a slug with any of these."""
        wanted = list(stories)
        new = {story: self.get(story).main.sought for story in wanted if story not in self._near}
        self.holding({handle for handles in new.values() for handle in handles}, CROWD)  # all looked up at once
        for story, handles in new.items():
            worth: defaultdict[tuple[str, bool], float] = defaultdict(float)  # by words, and by how these sound
            for handle, tells in handles.items():
                for other in self._found[handle, CROWD]:
                    worth[other, handle.startswith(SOUND)] += tells
            self._near[story] = {other for (other, _), tells in worth.items() if tells > LEAST_NAMES - _SLACK}
        return set[str]().union(*(self._near[story] for story in wanted))

    def asked(self) -> set[str]:
        """Return the stories of which it is asked anew what they follow."""
        following = self._known.following(self._told)
        return set(self.new) | {story for story in following if self._told.get(story, 0) is not None}

    def on_lines(self, heads: Iterable[str]) -> set[str]:
        """Return the stories on the lines that begin with these."""
        wanted = set(heads)
        there = {story for story in self._known.on_lines(wanted) if self._told.get(story, 0) is not None}
        self.need(there)
        return there | {story for story, told in self._told.items() if told and told.head in wanted}

    def whole(self, lines: Iterable[str]) -> set[str]:
        """Return the stories on the lines that begin with these, and those that a person took off them."""
        wanted = set(lines)
        found = self.on_lines(wanted) | self.holding(map(root_handle, wanted))
        return found | {story for story, told in self._told.items() if told and told.root in wanted}

    def changed(self) -> dict[str, Told]:
        """Return the new stories, and those of which something else is to be kept now."""
        there = {story: told for story, told in self._told.items() if told is not None}
        return {s: told for s, told in there.items() if s in self.new or told.stands != self._were.get(s)}

"""Changes: what differs between two takes, by kind, and whether it matters."""

from collections.abc import Sequence
from itertools import pairwise

from writethru.link.copy_changes import copy_changes
from writethru.link.items import Linkable
from writethru.link.note_changes import dateline_changes, headline_changes, marker_changes, note_changes
from writethru.link.pairs import corrects, side_by_side
from writethru.link.promises import corrected, promises
from writethru.model import Change, Comparison


def changes(takes: Sequence[Linkable]) -> tuple[Change, ...]:
    """Return the changes from take to take of one chain, given in order of version."""
    return tuple(change for earlier, later in pairwise(takes) for change in between(earlier, later))


def between(earlier: Linkable, later: Linkable) -> tuple[Change, ...]:
    """Return the changes between any two takes: headline, lead, paragraphs, facts, statements, notes.

    Each difference is told once, under the most specific kind that fits. Takes whose facts were not read yet are
    compared by their words alone: then no statement is told apart.

    Time: O(p * q) comparisons of the p paragraphs of the earlier take that are not in the later one word for word
    and the q of the later that are not in the earlier.
    """
    takes = side_by_side(earlier, later)
    found = [*headline_changes(takes)]
    if takes.old.passages and takes.new.passages:  # a kill, an alert or a headline alone says nothing of the copy
        found += [*copy_changes(takes), *dateline_changes(takes)]
    found += note_changes(takes)
    told = any(corrects(later, paragraph) for paragraph in later.take.copy)
    return tuple(corrected(earlier.take, later.take, found or [*marker_changes(takes)], told=told))


def compare(earlier: Linkable, later: Linkable) -> Comparison:
    """Return the changes between any two takes, with what became of the later one's note."""
    found = between(earlier, later)
    return Comparison(earlier.key, later.key, found, promises(earlier.take, later.take, found))

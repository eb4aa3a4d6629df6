"""What a storyline is called: its most telling names, and words of its headline where it has too few."""

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

from writethru.link.background import weight
from writethru.link.threads import same_subject
from writethru.link.ties import Node
from writethru.link.weights import commonplace
from writethru.link.words import fold, stem, stopwords, tokens

_ABOUT = 8
_IN_TITLE = 3
_NAMES = 1 << 16  # of which it is remembered what they tell


def line_names(nodes: Sequence[Node]) -> tuple[str, ...]:
    """Return the names that a line turns on, most telling first: the subject of a side line stands first."""
    worth: defaultdict[str, float] = defaultdict(float)
    shown: dict[str, str] = {}
    for node in nodes:
        for key, times in node.names.items():
            worth[key] += (1 + min(times, 10)) * _telling(key, node.language)
            shown.setdefault(key, node.shown[key])
    for node in nodes:
        if node.subject and all(other.subject for other in nodes):
            worth[node.subject] += 10**6
            shown.setdefault(node.subject, node.name)
    found: list[str] = []
    for key, _ in sorted(worth.items(), key=lambda pair: (-pair[1], pair[0])):
        if len(found) < _ABOUT and not any(_of_one(key, other) for other in found):
            found.append(key)
    return tuple(shown[key] for key in found)


def _of_one(one: str, other: str) -> bool:
    """Say whether two names are of one subject, or of one person with and without what stands in the middle."""
    first, second = one.split(), other.split()
    ends = (first[0], first[-1]) == (second[0], second[-1])
    return same_subject(one, other) or (ends and min(len(first), len(second)) > 1)


@lru_cache(maxsize=_NAMES)
def _telling(key: str, language: str) -> float:
    """Return what the words of a folded name tell on average, in nats."""
    words = [stem(word) for word in key.split()]
    return sum(weight(word, language) for word in words) / len(words)


def line_title(nodes: Sequence[Node], about: Sequence[str]) -> str:
    """Return a short plain name for a line."""
    names = list(about[:_IN_TITLE])
    main = next((node for node in nodes if not node.subject), None)
    if len(names) < _IN_TITLE and main:
        names += _words(main.name, names)[: _IN_TITLE - len(names)]
    return " – ".join(names) or (main.name if main else nodes[0].name) or nodes[0].story


def _words(title: str, names: Sequence[str]) -> list[str]:
    taken = {fold(word) for name in names for word in tokens(name)}
    common = commonplace() | stopwords("en")
    return [
        word
        for word in tokens(title)
        if len(word) > 3 and fold(word) not in taken and stem(fold(word)) not in common and fold(word) not in common
    ]

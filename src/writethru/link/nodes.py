"""What a story is followed by, as it is kept: its nodes, which story it continues, the lines that it stands on."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from writethru.link.pointers import Back
from writethru.link.ties import Node
from writethru.model import Span
from writethru.model.deflate import deflated

if TYPE_CHECKING:
    import numpy as np

_ROUND = 6  # digits of a weight that are kept


@dataclass(slots=True)
class Told:
    """One story among others.

    Attributes:
        main: what it tells.
        sides: second matters that run beside it.
        follows: the story that it continues as linking found it, or empty; ``score``: how strongly.
        root: the first story of the line as linking found it.
        after: the story that it continues, or empty; ``head``: the first story of its line.
        by_hand: whether a person's word has a say in that.
        homes: for each side the first story of the line that it belongs to, or empty where it opens its own.
        beside: for each side the line on which it stands.
    """

    main: Node
    sides: list[Node]
    follows: str = ""
    score: float = 0.0
    root: str = ""
    after: str = ""
    head: str = ""
    by_hand: bool = False
    homes: list[str] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)

    @property
    def stands(self) -> tuple[object, ...]:
        """What linking others may change of it."""
        where = self.follows, self.score, self.root, self.after, self.head, self.by_hand
        return *where, tuple(self.homes), tuple(self.beside)

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines that it stands on, its own first."""
        return tuple(dict.fromkeys([f"l-{self.head}", *sorted(filter(None, self.beside))]))

    @property
    def handles(self) -> list[str]:
        """Everything by which it is looked up."""
        beside = [beside_handle(side.subject) for side in self.sides]
        root = [root_handle(self.root)] if self.root != self.head else []
        return sorted({*self.main.handles, *beside, *root, *(on_handle(home) for home in self.homes if home)})


def beside_handle(subject: str) -> str:
    """Return what stories are found by that have something beside them about a subject."""
    return f"beside {subject}"


def on_handle(head: str) -> str:
    """Return what stories are found by that have something beside them which belongs to a line."""
    return f"on {head}"


def root_handle(root: str) -> str:
    """Return what stories are found by that a person took off the line that linking had put them on."""
    return f"root {root}"


@dataclass(frozen=True, slots=True)
class _Kept:
    """A node as it is written."""

    story: str
    subject: str
    name: str
    order: tuple[bool, str, str]
    day: int | None
    language: str
    names: dict[str, float]
    shown: dict[str, str]
    prominent: tuple[str, ...]
    marks: dict[str, tuple[float, float]]
    opening: tuple[str, ...]
    words: tuple[str, ...]
    weights: bytes
    backs: tuple[Back, ...]
    numbered: tuple[str, ...]
    slugs: tuple[str, ...]
    years: bool
    digest: bool
    vector: bytes
    passages: dict[str, tuple[Span, ...]]


@dataclass(frozen=True, slots=True)
class _Written:
    nodes: tuple[_Kept, ...]
    follows: str
    score: float
    root: str
    after: str
    head: str
    by_hand: bool
    homes: tuple[str, ...]
    beside: tuple[str, ...]


def packed(told: Told) -> bytes:
    """Return it as bytes."""
    import msgspec

    nodes = tuple(_kept(node) for node in (told.main, *told.sides))
    where = told.follows, told.score, told.root, told.after, told.head, told.by_hand
    written = _Written(nodes, *where, tuple(told.homes), tuple(told.beside))
    return deflated(msgspec.msgpack.encode(written), 1)


def unpacked(found: bytes) -> Told:
    """Return what ``packed`` was given."""
    import zlib

    written = _decoder().decode(zlib.decompress(found))
    main, *sides = (_node(kept) for kept in written.nodes)
    where = written.follows, written.score, written.root, written.after, written.head, written.by_hand
    return Told(main, sides, *where, list(written.homes), list(written.beside))


@cache
def _decoder() -> Any:  # noqa: ANN401 - msgspec's own
    import msgspec

    return msgspec.msgpack.Decoder(_Written)


def _kept(node: Node) -> _Kept:
    return _Kept(
        node.story,
        node.subject,
        node.name,
        node.order,
        node.day,
        node.language,
        {name: round(worth, _ROUND) for name, worth in node.names.items()},
        {name: node.shown[name] for name in node.names if name in node.shown},
        tuple(sorted(node.prominent)),
        node.marks,
        tuple(sorted(node.opening)),
        tuple(node.words),
        _floats(list(node.words.values()), "<f4"),
        node.backs,
        tuple(sorted(node.numbered)),
        tuple(sorted(node.slugs)),
        node.years,
        node.digest,
        b"" if node.vector is None else _floats(node.vector, "<f2"),
        node.passages,
    )


def _node(kept: _Kept) -> Node:
    return Node(
        kept.story,
        kept.subject,
        kept.name,
        kept.order,
        kept.day,
        kept.language,
        kept.names,
        kept.shown,
        frozenset(kept.prominent),
        kept.marks,
        frozenset(kept.opening),
        _row(kept),
        kept.backs,
        frozenset(kept.numbered),
        frozenset(kept.slugs),
        kept.years,
        kept.digest,
        _vector(kept.vector),
        kept.passages,
    )


def _floats(values: "Sequence[float] | np.ndarray", kind: str) -> bytes:
    import numpy as np

    return np.asarray(values, kind).tobytes()


def _row(kept: _Kept) -> dict[str, float]:
    import numpy as np

    return dict(zip(kept.words, np.frombuffer(kept.weights, "<f4").tolist(), strict=True))


def _vector(found: bytes) -> "np.ndarray | None":
    import numpy as np

    return np.frombuffer(found, "<f2").astype(np.float32) if found else None

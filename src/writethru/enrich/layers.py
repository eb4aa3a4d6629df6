"""All layers over a batch of takes, each after those whose facts it reads."""

import hashlib
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from writethru.enrich.piece import Layer, Piece, open_piece
from writethru.errors import PluginError, WritethruError
from writethru.model import Facts, Take
from writethru.plugins import LAYERS, make, make_all

if TYPE_CHECKING:
    import numpy as np

Clock = Callable[[str, float], None]

SHORT_WAY = "a headline alone: without a parser"
"""What the engines of facts say, under ``way``, of a piece that has nothing to read but headlines."""

_TOLD = 200  # letters of an error

REVISION = "1"
"""Counted up when facts come out otherwise although no layer's engine has another name: desks read theirs anew."""


def maker() -> str:
    """Return a short name of what reads facts now: this program's revision, and each layer with its engine.

    Facts of another maker are read anew by the next ``add``. Loads no model.

    Raises:
        PluginError: a layer does not load.
    """
    told = sorted(f"{layer.name}: {layer.engine}" for layer in make_all(LAYERS))
    return hashlib.sha256("\n".join([REVISION, *told]).encode()).hexdigest()[:16]


def ordered(layers: Sequence[Layer]) -> tuple[Layer, ...]:
    """Put layers in an order in which each comes after those it names; ties by name.

    Layers that are named and not registered are taken as absent: their facts are simply not there.

    Raises:
        PluginError: two layers wait for each other.
    """
    names = {layer.name for layer in layers}
    waiting, out, done = sorted(layers, key=lambda layer: layer.name), [], set[str]()
    while waiting:
        ready = next((layer for layer in waiting if set(layer.after) & names <= done), None)
        if ready is None:
            raise PluginError(f"layers wait for each other: {', '.join(layer.name for layer in waiting)}")
        waiting.remove(ready)
        out.append(ready)
        done.add(ready.name)
    return tuple(out)


def groups(layers: Sequence[Layer]) -> tuple[tuple[str, ...], ...]:
    """Part layers into groups that read nothing of each other, so that they can run side by side; largest first."""
    parts: list[set[str]] = []
    for layer in layers:
        near = {layer.name, *layer.after}
        joined = [part for part in parts if part & near]
        parts = [part for part in parts if not part & near] + [near.union(*joined)]
    names = {layer.name for layer in layers}
    return tuple(sorted((tuple(sorted(part & names)) for part in parts), key=lambda part: (-len(part), part)))


def enrich(takes: Sequence[Take], clock: Clock | None = None, only: Sequence[str] = ()) -> list[Piece]:
    """Read the facts of a batch of takes, by all layers or those named.

    A layer that fails costs the take that it fails in, and no other: it has found nothing there, and that take's
    facts say so.

    ``clock`` is told each layer's name and seconds.
    """
    return read(takes, ordered([make(LAYERS, name) for name in only] if only else make_all(LAYERS)), clock)


def read(takes: Sequence[Take], layers: Sequence[Layer], clock: Clock | None = None) -> list[Piece]:
    """Read a batch by these layers in their order; see ``enrich``."""
    try:
        return _read(takes, layers, clock)
    except _Failed as failed:
        if len(takes) > 1:
            return [piece for take in takes for piece in read([take], layers, clock)]
        [piece] = read(takes, [layer for layer in layers if layer.name != failed.layer], clock)
        piece.failed[failed.layer] = str(failed)
        return [piece]


class _Failed(Exception):
    """What a layer raised, told in one line; ``layer``: its name."""

    def __init__(self, layer: str, error: Exception) -> None:
        super().__init__(" ".join(f"{type(error).__name__}: {error}".split())[:_TOLD])
        self.layer = layer


def _read(takes: Sequence[Take], layers: Sequence[Layer], clock: Clock | None) -> list[Piece]:
    pieces = [open_piece(take) for take in takes]
    for layer in layers:
        began = time.perf_counter()
        try:
            layer(pieces)
        except (WritethruError, MemoryError):  # the take is not what is wrong
            raise
        except Exception as error:
            raise _Failed(layer.name, error) from error
        engine = layer.engine  # looks a package's version up
        for piece in pieces:
            piece.engines[layer.name] = engine
            if piece.is_headline:
                piece.engines["way"] = SHORT_WAY
        if clock:
            clock(layer.name, time.perf_counter() - began)
    return pieces


@dataclass(frozen=True, slots=True)
class Enriched:
    """A batch's facts and vectors, and the seconds that each layer took."""

    found: tuple[tuple[Facts, "np.ndarray | None"], ...]
    seconds: dict[str, float]


@dataclass(frozen=True, slots=True)
class Enrichment:
    """Takes in, facts out: what an engine of any kind holds and calls with batches.

    It knows no store, and pickles to a few bytes: each process makes its own layers, once. The same take gives the
    same facts and the same vector, to the last bit, in whatever batch and process it is read.

    Attributes:
        only: the layers that read; all where none is named.
    """

    only: tuple[str, ...] = ()

    def __call__(self, takes: Sequence[Take]) -> Enriched:
        """Read the facts of a batch.

        Raises:
            PluginError: a layer does not load.
        """
        seconds: Counter[str] = Counter()
        pieces = enrich(takes, clock=lambda layer, spent: seconds.update({layer: spent}), only=self.only)
        return Enriched(tuple((piece.facts(), piece.vector) for piece in pieces), dict(seconds))


def enrichment() -> Enrichment:
    """Make the enrichment by all layers: the factory that an engine is given."""
    return Enrichment()

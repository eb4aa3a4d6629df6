"""Columns of numbers by name, as bytes and back: what a window of chains is opened from in milliseconds.

A column is an array with one row a chain. One of which each chain has as many values as it likes is two: its values,
and under its name with ``.starts`` where each chain's begin, with the end of the last.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from math import prod
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

Columns = Mapping[str, "NDArray[Any]"]
STARTS = ".starts"


def packed(columns: Columns) -> bytes:
    """Return columns as bytes: a line that names them, then their values as they lie in memory."""
    ready = {name: np.ascontiguousarray(column) for name, column in columns.items()}
    head = [[name, column.dtype.str, list(column.shape)] for name, column in ready.items()]
    return b"".join([json.dumps(head).encode(), b"\n", *(column.tobytes() for column in ready.values())])


def unpacked(found: bytes) -> dict[str, "NDArray[Any]"]:
    """Return the columns that ``packed`` was given. Nothing is copied."""
    at = found.index(b"\n") + 1
    columns: dict[str, NDArray[Any]] = {}
    for name, kind, shape in json.loads(found[:at]):
        dtype, count = np.dtype(kind), prod(shape)
        columns[name] = np.frombuffer(found, dtype, count, at).reshape(shape)
        at += dtype.itemsize * count
    return columns


def parted(columns: Columns) -> list[tuple[bytes, ...]]:
    """Return each row of a block as the bytes of its columns, in order; where values begin is left out. O(values)."""
    starts = {name: columns.get(name + STARTS) for name in columns if not name.endswith(STARTS)}
    return list(zip(*(_parts(columns[name], of) for name, of in starts.items()), strict=True))


def _parts(column: "NDArray[Any]", starts: "NDArray[Any] | None") -> list[bytes]:
    bounds = range(len(column) + 1) if starts is None else starts.tolist()
    return [column[start:end].tobytes() for start, end in pairwise(bounds)]


def stacked(rows: Sequence[Sequence[bytes]], like: Columns) -> dict[str, "NDArray[Any]"]:
    """Return the block of the rows that ``parted`` gave; ``like`` has its columns, of however many rows. O(values)."""
    found: dict[str, NDArray[Any]] = {}
    names = (name for name in like if not name.endswith(STARTS))
    for name, parts in zip(names, zip(*rows, strict=True), strict=True):
        kind = like[name].dtype
        values = np.frombuffer(b"".join(parts), kind)
        if name + STARTS in like:
            sizes = [len(part) // kind.itemsize for part in parts]
            found |= {name: values, name + STARTS: np.cumsum([0, *sizes]).astype(np.int64)}
        else:
            found[name] = values.reshape(len(parts), *like[name].shape[1:])
    return found


def joined(blocks: Sequence[Columns]) -> dict[str, "NDArray[Any]"]:
    """Return the rows of several blocks, one after the other. O(values)."""
    names = list(blocks[0]) if blocks else []
    return {
        name: _starts([block[name] for block in blocks])
        if name.endswith(STARTS)
        else np.concatenate([block[name] for block in blocks])
        for name in names
    }


def _starts(columns: "Sequence[NDArray[Any]]") -> "NDArray[Any]":
    found, end = [np.zeros(1, dtype=np.int64)], 0
    for column in columns:
        found.append(column[1:].astype(np.int64) + end)
        end += int(column[-1])
    return np.concatenate(found)


def chosen(columns: Columns, rows: "NDArray[np.int64]") -> dict[str, "NDArray[Any]"]:
    """Return some of the rows, in the order asked for. O(values)."""
    out: dict[str, NDArray[Any]] = {}
    for name, column in columns.items():
        starts = columns.get(name + STARTS)
        if name.endswith(STARTS):
            out[name] = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(np.diff(column)[rows])])
        elif starts is None:
            out[name] = column[rows]
        else:
            out[name] = column[_places(starts, rows)]
    return out


def latest(columns: Columns, without: Iterable[str]) -> dict[str, "NDArray[Any]"]:
    """Return the last row of each chain, but for some chains. O(values)."""
    if not columns:
        return {}
    chains = columns["chain"]
    _, last = np.unique(chains[::-1], return_index=True)
    rows = np.sort(len(chains) - 1 - last)
    gone = np.array([chain.encode() for chain in sorted(without)], dtype=chains.dtype)
    return chosen(columns, rows[~np.isin(chains[rows], gone)])


def _places(starts: "NDArray[Any]", rows: "NDArray[np.int64]") -> "NDArray[np.int64]":
    """Return the places of the values of some rows."""
    lengths = np.diff(starts)[rows]
    ends = np.cumsum(lengths)
    places = np.arange(ends[-1] if len(ends) else 0) + np.repeat(starts[:-1][rows] - (ends - lengths), lengths)
    return np.asarray(places, dtype=np.int64)


def ragged(name: str, rows: "Sequence[NDArray[Any]]", kind: str) -> dict[str, "NDArray[Any]"]:
    """Return the two columns of something of which each row has as many values as it likes."""
    starts = np.cumsum([0, *map(len, rows)]).astype(np.int64)
    values = np.concatenate(rows).astype(kind) if rows else np.empty(0, dtype=kind)
    return {name: values, name + STARTS: starts}

"""Model objects as bytes and back: JSON by msgspec, compressed. Unknown fields of a newer version are passed over."""

import zlib
from collections.abc import Hashable
from functools import cache
from typing import Any, TypeVar, cast

import msgspec

from writethru.model.deflate import deflated

T = TypeVar("T")
_LEVEL = 3


def pack(thing: object) -> bytes:
    """Return a model object as compressed JSON."""
    return deflated(msgspec.json.encode(thing), _LEVEL)


def unpack(packed: bytes, kind: type[T]) -> T:
    """Return the model object that ``pack`` was given.

    Raises:
        msgspec.ValidationError: the bytes hold something else.
    """
    found: T = _decoder(cast("Hashable", kind)).decode(zlib.decompress(packed))
    return found


@cache
def _decoder(kind: Hashable) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(cast("type[Any]", kind))

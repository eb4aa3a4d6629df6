"""Bytes compressed (zlib, RFC 1950) with no more room to work in than they need.

``zlib.compress`` sets 256 KB aside and clears them however little there is to compress: for the few hundred bytes of
most objects that takes five times as long as the rest.
"""

import zlib

_LEAST, _MOST = 9, 15  # bits of the window that zlib can have


def deflated(data: bytes, level: int) -> bytes:
    """Return bytes compressed at a level of zlib, 1 to 9; ``zlib.decompress`` gives them back. O(bytes).

    The window is as wide as the bytes are long, so nothing is lost by its being small.
    """
    bits = min(_MOST, max(_LEAST, len(data).bit_length()))
    packer = zlib.compressobj(level, zlib.DEFLATED, bits, min(8, bits - 6))
    return packer.compress(data) + packer.flush()

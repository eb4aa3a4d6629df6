"""Transmissions in a stream of bytes: from the start of heading to the end of transmission (ISO/IEC 646 controls)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

SOH, STX, ETX, EOT = "\x01", "\x02", "\x03", "\x04"
_FRAME = re.compile(rf"{SOH}([^{SOH}{EOT}]*)({EOT}?)")
_FILL = re.compile(r"[\x00\x05-\x08\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Frame:
    """One transmission: heading, text and closing, and whether its end came; controls inside are left as they are."""

    heading: str
    text: str
    closing: str
    whole: bool


def frames(stream: str) -> Iterator[Frame]:
    """Yield the transmissions of a stream, in order; the last may be cut short, empty ones are none. O(length)."""
    for found in _FRAME.finditer(stream):
        if not bare(found[1]).strip():
            continue
        heading, begun, rest = found[1].partition(STX)
        if not begun:  # a heading that was never followed by a text, or no heading of its own
            heading, _, rest = heading.partition("\n")
        text, ended, closing = rest.partition(ETX)
        yield Frame(heading, text, closing, bool(ended) or bool(found[2]))


def bare(words: str) -> str:
    """Return words without bells, deletes and other controls that only worked the printer."""
    return _FILL.sub("", words)

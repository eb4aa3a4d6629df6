"""The notepad below dpa's copy: notes to editors, links, and what is not for publication at all."""

import re

from writethru.model import PartKind
from writethru.read.bylines import is_initials
from writethru.read.markup import Block
from writethru.read.notices import is_notice

_OPENS = re.compile(r"^[ \t]*#[ \t]?\S.{0,40}$|^[ \t]*(?:\* ?){3,10}[ \t]*$", re.MULTILINE)
_CREDIT = re.compile(r"-?\s*(?:Reporting|Editing|Writing|Translation|Redaktion|Autor(?:en|in)?)\b[^:]{0,20}:")
_HEAD = re.compile(r"#{1,4}\s?\S|(?:\* ?){3,10}$|The following information is not (?:intended )?for publication")
_BEGINS = re.compile(r"[-#*]\s?\S")


def split_notepad(copy: str) -> tuple[str, list[Block]]:
    """Return the copy above the notepad, and the notepad's entries: all of it is for desks, none for readers."""
    opens = _OPENS.search(copy)
    if not opens:
        return copy, []
    return copy[: opens.start()], [_judged(entry) for entry in _entries(copy[opens.start() :])]


def _entries(pad: str) -> list[str]:
    """Join the lines of each entry; a new one begins with its mark or after a blank line."""
    entries: list[str] = []
    gap = True
    for line in pad.split("\n"):
        words = " ".join(line.split())
        if words and (gap or _BEGINS.match(words)):
            entries.append(words)
        elif words:
            entries[-1] += f" {words}"
        gap = not words or bool(_HEAD.match(words))
    return entries


def _judged(entry: str) -> Block:
    if _HEAD.match(entry):
        return Block(entry, PartKind.MARKUP)
    if is_initials(entry) or _CREDIT.match(entry):
        return Block(entry, PartKind.SIGNOFF)
    return Block(entry, PartKind.RIGHTS if is_notice(entry) else PartKind.NOTE)

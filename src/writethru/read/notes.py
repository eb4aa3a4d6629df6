"""Editors' notes: ``(ATTN: …)``, ``Eds: …`` and trashlines, as promises of change (``data/notes.toml``)."""

import re
from collections.abc import Iterator
from functools import cache

from writethru.model import NoteItem, Span
from writethru.read.lists import any_of, table

_LONGEST = 900
_MOST_LINES = 8


@cache
def _opens() -> re.Pattern[str]:
    return any_of(table("notes")["opens"])


@cache
def _verbs() -> tuple[re.Pattern[str], dict[str, str]]:
    form = {f: verb for verb, forms in table("notes")["verbs"].items() for f in forms}
    form |= {f.lower(): verb for f, verb in form.items() if f[1:].islower()}
    words = "|".join(re.escape(f) for f in sorted(form, key=lambda f: (-len(f), f)))
    return re.compile(rf"(?<![\w'’])(?:{words})(?![\w'’])"), form


@cache
def _trash() -> re.Pattern[str]:
    """A trashline: a paragraph wholly in brackets that begins with a verb of change or a story's day."""
    starts = [f for forms in table("notes")["verbs"].values() for f in forms if f[1:].islower()]
    return re.compile(
        rf"\((?:(?:{'|'.join(map(re.escape, starts))})\b|In (?:[A-Z][a-z]+\.? \d{{1,2}} )?(?:story|item|headline)\b"
        rf"|(?:First|Official|Updated?|Corrected) |This \w+ \d+ story ).*\)\s*$",
        re.DOTALL,
    )


def is_note(words: str) -> bool:
    """Say whether a line or paragraph is for editors: by its opening, or as a trashline."""
    words = words.strip()
    return len(words) <= _LONGEST and bool(_opens().match(words) or _trash().match(words))


def opens_note(line: str) -> bool:
    """Say whether a line opens a note, which may run over several lines."""
    return bool(_opens().match(line.strip()))


def note_end(text: str, lines: list[Span], at: int) -> int:
    """Return the index after the last line of the note that opens at ``lines[at]``: its bracket closed."""
    first = lines[at].of(text).strip()
    if not first.startswith("("):
        return at + 1
    depth = 0
    for n in range(at, min(len(lines), at + _MOST_LINES)):
        words = lines[n].of(text)
        depth += words.count("(") - words.count(")")
        if depth <= 0:
            return n + 1
    return at + 1


def note_items(text: str, span: Span) -> tuple[NoteItem, ...]:
    """Read what a note promises: one item for each verb and target; what has no verb promises nothing.

    >>> words = "(ATTN: CHANGES headline, byline; ADDS map)"
    >>> [(item.verb, item.target) for item in note_items(words, Span(0, len(words)))]
    [('changes', 'headline'), ('changes', 'byline'), ('adds', 'map')]
    """
    pattern, form = _verbs()
    words = span.of(text)
    found = [m for m in pattern.finditer(words) if _stands(words, m)]
    items: list[NoteItem] = []
    ends = [*(m.start() for m in found), len(words)][1:]
    for match, end in zip(found, ends, strict=False):
        items.extend(_items(words, match, end, form[match.group()], span.start))
    return tuple(items)


def _stands(words: str, match: re.Match[str]) -> bool:
    """A verb in capitals counts anywhere, a capitalised one at the head of a clause, a small one in a trashline.

    At the head of a note any form counts; dpa puts a dash before it.
    """
    if match.group()[:2].isupper():
        return True
    before = words[: match.start()].strip(" \n-")
    if before and match.group()[0].islower() and not _trash().match(words):
        return False
    return not before or before[-1] in ";:.(,"


def _items(words: str, verb: re.Match[str], end: int, name: str, base: int) -> Iterator[NoteItem]:
    clause = words[verb.end() : end]
    close = re.search(r";|\.\s|\.$|\)\s*$", clause)
    clause = clause[: close.start()] if close else clause
    clause = re.sub(r"[\s,]+(?:and|to|,)?\s*$", "", clause)
    at = verb.end()
    # AP's notes are sentences, with words of the copy quoted: only the others are lists.
    for piece in _targets(clause, split=not re.match(r"(?i)\(?eds?\b", words)):
        target = clause[piece.start : piece.end].strip(" ,")
        if not target:
            continue
        start = (
            at + piece.start + len(clause[piece.start : piece.end]) - len(clause[piece.start : piece.end].lstrip(" ,"))
        )
        yield NoteItem(name, " ".join(target.split()), Span(base + start, base + start + len(target)))
    if not clause.strip(" ,"):
        yield NoteItem(name, "", Span(base + verb.start(), base + verb.end()))


def _targets(clause: str, split: bool) -> Iterator[Span]:
    """Split ``headline, lead`` and ``headline and lead``; numbers stay with their paragraph."""
    if not split:
        yield Span(0, len(clause))
        return
    single = frozenset(table("notes")["targets"]["single"])
    start = 0
    for cut in re.finditer(r",(?!\s*\d)\s*(?:and )?| and ", clause):
        before = clause[start : cut.start()].strip()
        both = {before.lower(), clause[cut.end() :].strip().lower()} <= single
        if before and (cut.group().startswith(",") or both):
            yield Span(start, cut.start())
            start = cut.end()
    if clause[start:].strip(" ,"):
        yield Span(start, len(clause))

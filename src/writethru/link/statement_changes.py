"""Statements that a take adds, drops, or gives to another speaker."""

from collections.abc import Iterator, Sequence

from writethru.link.items import Linkable
from writethru.link.words import fold, overlap, terms
from writethru.model import Change, ChangeKind, Statement

_SAME = 0.6  # share of the shorter content's words that both have


def statement_changes(earlier: Linkable, later: Linkable) -> Iterator[Change]:
    """Yield statements dropped and added; one that has another speaker now is added anew, and it is said so."""
    old, new = _outer(earlier), _outer(later)
    pairs = _pairs([_content(earlier, s) for s in old], [_content(later, s) for s in new])
    for i, statement in enumerate(old):
        if i not in pairs:
            summary = f"no longer said: {_words(earlier, statement)}"
            yield Change(later.key, earlier.key, ChangeKind.STATEMENT_DROPPED, True, statement.content, (), summary)
    origin = {j: i for i, j in pairs.items()}
    for j, statement in enumerate(new):
        if j not in origin:
            summary = f"newly said: {_words(later, statement)}"
            yield Change(later.key, earlier.key, ChangeKind.STATEMENT_ADDED, True, (), statement.content, summary)
            continue
        before = old[origin[j]]
        was, now = _speaker(earlier, before), _speaker(later, statement)
        if was and now and not _same_speaker(was, now):
            summary = f"now said by {now}, before by {was}"
            spans = (before.content, statement.content)
            yield Change(later.key, earlier.key, ChangeKind.STATEMENT_ADDED, True, *spans, summary)


def _outer(item: Linkable) -> list[Statement]:
    return [s for s in item.facts.statements if s.scope == "copy" and s.inside is None and s.shown]


def _words(item: Linkable, statement: Statement) -> str:
    text = " ".join(" ".join(span.of(item.take.text) for span in statement.content).split())
    start = text.split(" ")[:12]
    return " ".join(start) + (" …" if len(start) < len(text.split(" ")) else "")


def _content(item: Linkable, statement: Statement) -> frozenset[str]:
    return frozenset(terms(" ".join(span.of(item.take.text) for span in statement.content), item.language))


def _pairs(old: Sequence[frozenset[str]], new: Sequence[frozenset[str]]) -> dict[int, int]:
    scored = sorted(
        (-overlap(a, b), abs(i - j), i, j)
        for i, a in enumerate(old)
        for j, b in enumerate(new)
        if overlap(a, b) >= _SAME
    )
    pairs: dict[int, int] = {}
    for _, _, i, j in scored:
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    return pairs


def _speaker(item: Linkable, statement: Statement) -> str:
    if statement.entity is not None:
        return item.facts.entities[statement.entity].name
    return " ".join(" ".join(span.of(item.take.text) for span in statement.speaker).split())


def _same_speaker(one: str, other: str) -> bool:
    a, b = {fold(w) for w in one.split()}, {fold(w) for w in other.split()}
    return bool(a & b)

"""Changes: what differs between a take and the one before it in its chain, and whether it matters."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from writethru.link.align import Alignment, align, folded
from writethru.link.figure_changes import figure_changes
from writethru.link.items import Linkable
from writethru.link.polish import Wording, wording
from writethru.link.statement_changes import statement_changes
from writethru.link.words import terms
from writethru.model import Change, ChangeKind, PartKind, Span, Spans

_SHOWN = 8  # words of a paragraph that a summary quotes


def changes(takes: Sequence[Linkable]) -> tuple[Change, ...]:
    """Return the changes from take to take of one chain, given in order of version."""
    return tuple(change for earlier, later in pairwise(takes) for change in between(earlier, later))


def between(earlier: Linkable, later: Linkable) -> tuple[Change, ...]:
    """Return the changes between two takes: note, headline, lead, paragraphs, figures, dates, statements.

    Time: O(p * q) paragraph comparisons for p paragraphs before and q after.
    """
    before, after = earlier.take.copy, later.take.copy
    old, new = [_words(earlier, span) for span in before], [_words(later, span) for span in after]
    alignment = align(old, new)
    found = [*_note(earlier, later), *_headline(earlier, later)]
    if before and after:  # a kill, an alert or a headline alone says nothing of the paragraphs
        found += _lead(earlier, later, alignment)
        found += _paragraphs(earlier, later, alignment)
        found += figure_changes(earlier, later, [(before[i], after[j]) for i, j in alignment.pairs])
        found += statement_changes(earlier, later)
    return tuple(found)


def _words(item: Linkable, span: Span) -> str:
    return " ".join(span.of(item.take.text).split())


def _change(
    earlier: Linkable, later: Linkable, kind: ChangeKind, summary: str, spans: tuple[Spans, Spans], *, material: bool
) -> Change:
    return Change(later.key, earlier.key, kind, material, spans[0], spans[1], summary)


def _note(earlier: Linkable, later: Linkable) -> Iterator[Change]:
    for item in later.take.note:
        corrects = item.verb.lower().startswith(("correct", "kill", "delet", "withhold"))
        summary = f"the note says: {item.verb} {item.target}".strip()
        yield _change(earlier, later, ChangeKind.NOTE, summary, ((), (item.span,)), material=corrects)


def _headline(earlier: Linkable, later: Linkable) -> Iterator[Change]:
    old, new = earlier.take.title, later.take.title
    if old == new or not old or not new:
        return
    how = wording(old, new)
    spans = tuple(item.take.spans(PartKind.HEADLINE)[:1] for item in (earlier, later))
    kind = ChangeKind.SPELLING if how.spelling and not how.material else ChangeKind.HEADLINE
    yield _change(earlier, later, kind, f"headline: {old} → {new}", (spans[0], spans[1]), material=how.material)


def _lead(earlier: Linkable, later: Linkable, alignment: Alignment) -> Iterator[Change]:
    """The first paragraph replaced by another, or another than before now stands first."""
    if (0, 0) in alignment.pairs:
        return
    first_before, first_after = earlier.take.copy[0], later.take.copy[0]
    moved_up = next((i for i, j in alignment.pairs if j == 0), None)
    summary = "lead replaced" if moved_up is None else f"lead turned: paragraph {moved_up + 1} now stands first"
    yield _change(earlier, later, ChangeKind.LEAD, summary, ((first_before,), (first_after,)), material=True)


def _paragraphs(earlier: Linkable, later: Linkable, alignment: Alignment) -> Iterator[Change]:
    before, after = earlier.take.copy, later.take.copy
    for i, j in alignment.pairs:
        spans = ((before[i],), (after[j],))
        if (i, j) in alignment.moved and j:
            summary = f"paragraph {i + 1} moved to {j + 1}"
            yield _change(earlier, later, ChangeKind.MOVED, summary, spans, material=False)
        yield from _reworded(earlier, later, before[i], after[j], first=(i, j) == (0, 0))
    said_before, said_after = _all_terms(earlier), _all_terms(later)
    for i in alignment.dropped:
        matter = bool(_terms(earlier, before[i]) - said_after)
        summary = f"paragraph dropped: {_start(earlier, before[i])}"
        yield _change(earlier, later, ChangeKind.DROPPED, summary, ((before[i],), ()), material=matter)
    for j in alignment.added:
        matter = bool(_terms(later, after[j]) - said_before)
        summary = f"paragraph added: {_start(later, after[j])}"
        yield _change(earlier, later, ChangeKind.ADDED, summary, ((), (after[j],)), material=matter)


def _reworded(earlier: Linkable, later: Linkable, before: Span, after: Span, *, first: bool) -> Iterator[Change]:
    old, new = _words(earlier, before), _words(later, after)
    if old == new:
        return
    how = wording(old, new)
    kind = _kind(how, first=first)
    summary = {
        ChangeKind.LEAD: f"lead reworded: {_start(later, after)}",
        ChangeKind.SPELLING: f"spelling: {_start(later, after)}",
        ChangeKind.NAME: f"name: {_start(later, after)}",
        ChangeKind.REWORDED: f"paragraph reworded: {_start(later, after)}",
    }[kind]
    yield _change(earlier, later, kind, summary, ((before,), (after,)), material=how.material)


def _kind(how: Wording, *, first: bool) -> ChangeKind:
    if how.nothing or (how.spelling and not how.material):
        return ChangeKind.SPELLING
    if how.spelling and how.name and not how.figure:
        return ChangeKind.NAME
    return ChangeKind.LEAD if first else ChangeKind.REWORDED


def _terms(item: Linkable, span: Span) -> frozenset[str]:
    return frozenset(terms(folded(span.of(item.take.text)), item.language))


def _all_terms(item: Linkable) -> frozenset[str]:
    spans = [*item.take.spans(PartKind.HEADLINE), *item.take.copy]
    return frozenset().union(*(_terms(item, span) for span in spans))


def _start(item: Linkable, span: Span) -> str:
    start = _words(item, span).split(" ")
    return " ".join(start[:_SHOWN]) + (" …" if len(start) > _SHOWN else "")

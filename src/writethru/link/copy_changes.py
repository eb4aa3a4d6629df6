"""What changed in the copy: the lead, paragraphs added, dropped, moved and reworded, facts and statements."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from writethru.link.fact_changes import FactChanges
from writethru.link.pairs import Side, Takes
from writethru.link.passage_changes import Differences, differences, sides, unmatched
from writethru.link.polish import wording
from writethru.link.reversal import reversal
from writethru.link.said import Said, same_thing, same_voice, stands_in
from writethru.link.wordforms import What
from writethru.model import Change, ChangeKind, Span, Spans

_FOLDED_IN = 0.6  # share of a paragraph's words from which it stands in another one
_SHORT = 40  # code points up to which a paragraph may tell nothing
_EMPTY = 3  # words up to which a paragraph without figure, name or day tells nothing ("More to follow.")


@dataclass
class _Found:
    """What is gathered on the way through the paragraphs."""

    facts: FactChanges
    changes: list[Change] = field(default_factory=list)
    mixed: list[tuple[Span, Span]] = field(default_factory=list)
    gone: list[Said] = field(default_factory=list)
    come: list[Said] = field(default_factory=list)


def copy_changes(takes: Takes) -> list[Change]:
    """Return what changed in the copy, the lead first, then paragraphs, facts and statements."""
    found = _Found(FactChanges(takes))
    _lead(takes, found)
    for i, j in takes.alignment.pairs:
        before, after = takes.old.passages[i], takes.new.passages[j]
        if (i, j) in takes.alignment.moved and i and j:
            summary = f"paragraph {i + 1} moved to {j + 1}"
            found.changes.append(takes.change(ChangeKind.MOVED, summary, before, after, material=False))
        _paragraph(takes, i, j, found)
    _lone(takes, found)
    found.facts.put_of_one_thing(found.mixed)
    return [*found.changes, *found.facts, *_statements(takes, found)]


def _lead(takes: Takes, found: _Found) -> None:
    """Another paragraph stands first: the lead was replaced, or one from further down leads now."""
    pairs = dict(takes.alignment.pairs)
    if pairs.get(0) == 0:
        return
    before, after = takes.old.passages[0], takes.new.passages[0]
    from_below = next((i for i, j in takes.alignment.pairs if j == 0), None)
    turned = reversal(takes, before, after)
    if turned:
        summary = f"lead reversed: {turned}"
    elif from_below is None:
        summary = f"lead replaced: {takes.new.start(after)}"
    else:
        summary = f"lead replaced: paragraph {from_below + 1} now stands first"
    found.changes.append(takes.change(ChangeKind.LEAD, summary, before, after, material=True))
    if 0 not in pairs and from_below is None:
        found.mixed += [(one, other) for one in before for other in after]


def _paragraph(takes: Takes, i: int, j: int, found: _Found) -> None:
    """Take in what differs between two versions of a paragraph."""
    before, after = takes.old.passages[i], takes.new.passages[j]
    how = differences(takes, before, after)
    found.facts.put(how.facts)
    found.mixed += how.mixed
    found.gone += sides(takes.old, how.gone)
    found.come += sides(takes.new, how.come)
    found.changes += _wording(takes, i, j, how)
    for one, other in how.statements:
        summary = f"now said: {takes.new.start((other,))}"
        change = takes.change(ChangeKind.STATEMENT_REWORDED, summary, (one,), (other,), material=True)
        found.changes.append(change)


def _wording(takes: Takes, i: int, j: int, how: Differences) -> Iterator[Change]:
    """Yield the one change that tells of a paragraph's wording, if any; a lead that fell or rose is told already."""
    before, after = takes.old.passages[i], takes.new.passages[j]
    lone = [(takes.old, takes.new, how.gone), (takes.new, takes.old, how.come)]
    matter = how.words or any(_loose(side, other, spans) for side, other, spans in lone)
    reworded = matter or how.light or any(not side.said_in(one) for side, _, spans in lone for one in spans)
    statements = bool(how.statements) or any(side.said_in(one) for side, _, spans in lone for one in spans)
    if i == j == 0 and (reworded or statements):
        yield _lead_reworded(takes, before, after, material=matter or statements)
    elif (i == 0) is not (j == 0):
        return
    elif reworded:
        summary = f"paragraph reworded: {takes.new.start(after)}"
        yield takes.change(ChangeKind.REWORDED, summary, before, after, material=matter)
    elif how.spelling:
        summary = f"spelling: {takes.new.start(after)}"
        yield takes.change(ChangeKind.SPELLING, summary, before, after, material=False)


def _lead_reworded(takes: Takes, before: Spans, after: Spans, *, material: bool) -> Change:
    turned = reversal(takes, before, after)
    summary = f"lead reversed: {turned}" if turned else f"lead reworded: {takes.new.start(after)}"
    return takes.change(ChangeKind.LEAD, summary, before, after, material=material or bool(turned))


def _loose(side: Side, other: Side, lone: list[Span]) -> bool:
    """Say whether a sentence without a statement that one version has alone tells what the other take does not."""
    return any(not side.said_in(one) and not _folded_in(side, (one,), other) for one in lone)


def _folded_in(side: Side, passage: Spans, other: Side) -> bool:
    """Say whether most of what a passage says, with all its figures, stands in one paragraph of the other take."""
    words = side.telling(passage)
    figures = {word for word in words if any(letter.isdigit() for letter in word)}
    return not words or any(figures <= there and len(words & there) >= _FOLDED_IN * len(words) for there in other.terms)


def _lone(takes: Takes, found: _Found) -> None:
    """Paragraphs of one take alone, with what is said in them; the lead that was replaced is told already."""
    for side, other, lone, kind in (
        (takes.old, takes.new, takes.alignment.dropped, ChangeKind.DROPPED),
        (takes.new, takes.old, takes.alignment.added, ChangeKind.ADDED),
    ):
        for number in lone:
            passage = side.passages[number]
            said = list(sides(side, side.sentences(passage)))
            (found.gone if kind is ChangeKind.DROPPED else found.come).extend(said)
            if number == 0 or (side.telling(passage) and _folded_in(side, passage, other)):
                continue
            spans = (passage, ()) if kind is ChangeKind.DROPPED else ((), passage)
            matter = _tells(side, passage)
            found.changes.append(takes.change(kind, f"{kind.value}: {side.start(passage)}", *spans, material=matter))


def _tells(side: Side, passage: Spans) -> bool:
    if len(side.sheet.shown(passage)) > _SHORT:
        return True
    words = side.sheet.words(passage)
    return len(words) > _EMPTY or any(word.what is not What.WORD for word in words)


def _statements(takes: Takes, found: _Found) -> Iterator[Change]:
    """What is said in one take alone, and what stands elsewhere in other words."""
    gone, come, pairs = unmatched(found.gone, found.come)
    for one, other in pairs:
        how = wording(takes.old.sheet, one.content, takes.new.sheet, other.content)
        if (how.reworded and how.material) or not same_voice(one, other):
            spans = (one.whole,), (other.whole,)
            yield takes.change(ChangeKind.STATEMENT_REWORDED, _who(other, "now says"), *spans, material=True)
    for one in gone:
        if not _elsewhere(one, takes.new):
            summary = _who(one, "no longer says")
            yield takes.change(ChangeKind.STATEMENT_DROPPED, summary, (one.whole,), (), material=True)
    for one in come:
        if not _elsewhere(one, takes.old):
            yield takes.change(ChangeKind.STATEMENT_ADDED, _who(one, "newly says"), (), (one.whole,), material=True)


def _who(said: Said, verb: str) -> str:
    words = said.sheet.shown(said.content).split(" ")
    content = " ".join(words[:12]) + (" …" if len(words) > 12 else "")
    return f"{said.name or 'somebody'} {verb}: {content}"


def _elsewhere(said: Said, other: Side) -> bool:
    """Say whether the other take has it too, from the same voice or in a paragraph without one."""
    return any(same_thing(said, one) and same_voice(said, one) for one in other.said) or stands_in(said, other.terms)

"""Positions, commitments and contacts as the terminal shows them: one block each, its history with its words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from rich.console import Group
from rich.padding import Padding
from rich.text import Text

from writethru.publish.footnotes import Footnotes, scope_words, which
from writethru.publish.when import when, when_told
from writethru.tell.display import opening, shown
from writethru.tell.flags import flag
from writethru.tell.histories import runs

if TYPE_CHECKING:
    from rich.console import RenderableType

    from writethru.model import (
        Citation,
        Commitment,
        Commitments,
        Contact,
        Contacts,
        Issue,
        Party,
        Position,
        Positions,
        Step,
        Take,
        When,
    )

_MOST = 40  # blocks that are printed; --json has all
_UNCLEAR = "unclear"


def positions(found: "Positions", takes: "Mapping[str, Take]") -> "RenderableType":
    """Lay out issues, on each the actors with their stands in order."""
    notes = Footnotes()
    blocks = [_issue(issue, notes) for issue in found.issues[:_MOST]]
    return _page(blocks, len(found.issues), "issue", notes, takes) if blocks else Text("No positions are told here.")


def commitments(found: "Commitments", takes: "Mapping[str, Take]") -> "RenderableType":
    """Lay out commitments, each with its state, what is known of it, and its history."""
    notes = Footnotes()
    blocks = [_commitment(one, notes) for one in found.commitments[:_MOST]]
    if not blocks:
        return Text("No commitments are told here.")
    return _page(blocks, len(found.commitments), "commitment", notes, takes)


def contacts(found: "Contacts", takes: "Mapping[str, Take]") -> "RenderableType":
    """Lay out contacts, each with its state and its history."""
    notes = Footnotes()
    blocks = [_contact(one, notes) for one in found.contacts[:_MOST]]
    return _page(blocks, len(found.contacts), "contact", notes, takes) if blocks else Text("No contacts are told here.")


def _page(
    blocks: "Sequence[Iterable[RenderableType]]", count: int, noun: str, notes: Footnotes, takes: "Mapping[str, Take]"
) -> "RenderableType":
    parts = [part for block in blocks for part in (*block, Text())]
    if count > len(blocks):
        more = f"… and {count - len(blocks)} more, the first {len(blocks)} {noun}s are shown; --json has them all."
        parts += [Text(more, style="dim"), Text()]
    return Group(*parts, Text("Sources", style="bold underline"), *_sources(notes, takes))


def _issue(issue: "Issue", notes: Footnotes) -> "Iterator[RenderableType]":
    yield Text(opening(issue.label.text), style="bold")
    before: Position | None = None
    for position in issue.positions:
        if before is None or position.actors or before.actors:
            turned = Text("  has turned", style="yellow") if position.changed else Text()
            yield _in(2, Text(names(position.actors), style="cyan") + turned)
        yield from _steps(position.steps, notes)
        before = position


def _commitment(one: "Commitment", notes: Footnotes) -> "Iterator[RenderableType]":
    who = Text(names(one.actors), style="bold")
    if one.toward:
        who += Text(" to ") + Text(names(one.toward), style="bold")
    yield who + Text(": ") + _state(one.state.value, one.reporter)
    if one.object:
        yield _in(2, Text(opening(one.object.text)))
    known = [
        f"amount: {shown(one.amount.words.text)}" if one.amount else "",
        f"due {_time(one.due)}" if one.due else "",
        f"condition: {shown(one.condition.text)}" if one.condition else "",
    ]
    if told := " · ".join(words for words in known if words):
        yield _in(2, Text(told) + _late(overdue=one.overdue))
    yield from _steps(one.steps, notes)


def _contact(one: "Contact", notes: Footnotes) -> "Iterator[RenderableType]":
    head = Text(f"{one.form}: ") + Text(names(one.parties), style="bold") + Text(": ")
    yield head + _state(one.state.value, one.reporter)
    known = [_time(one.day) if one.day else "", shown(one.place.text) if one.place else ""]
    if told := " · ".join(words for words in known if words):
        yield _in(2, Text(told) + _late(overdue=one.overdue))
    yield from _steps(one.steps, notes)


def _late(*, overdue: bool) -> Text:
    return Text(" · passed, with no news of it here", style="red") if overdue else Text()


def _state(state: str, reporter: str) -> Text:
    return Text(state, style="bold green") + (Text(f", as reported by {reporter}", style="yellow") if reporter else "")


def _steps(found: "Iterable[Step]", notes: Footnotes) -> "Iterator[RenderableType]":
    """One line for each state, with the words of the first who tells it; where it was told again its days alone."""
    for run in runs(found):
        yield _in(4, _step(run[0], notes))
        if len(run) > 1:
            again = Text(", ").join(Text(when_told(step)) + _marks(step, notes) for step in run[1:])
            yield _in(6, Text("again ", style="dim") + again)


def _step(step: "Step", notes: Footnotes) -> Text:
    """One state with its day, the words of the first source, and the numbers of all."""
    by = Text(f", as reported by {step.reporter}", style="yellow") if step.reporter else Text()
    words = Text(shown(step.accounts[0].quote.glossed))
    day, state = Text(f"{when_told(step)} · ", style="dim"), Text(step.state.value, style="bold")
    return day + state + by + Text(": ") + words + _marks(step, notes)


def _marks(step: "Step", notes: Footnotes) -> Text:
    numbers = dict.fromkeys(notes.number(account.quote.citation) for account in step.accounts)
    return Text().join(Text(f" [{number}]", style="cyan") for number in numbers)


def names(parties: "Sequence[Party]") -> str:
    """Return who is in it, each with the office that the pieces give; ``unclear`` where nobody is known."""
    return ", ".join(f"{p.name} ({p.role})" if p.role else p.name for p in parties) or _UNCLEAR


def _time(time: "When") -> str:
    return f"{when(time)}{' (inferred)' if time.inferred else ''}"


def _in(columns: int, what: Text) -> Padding:
    return Padding(what, (0, 0, 0, columns))


def _sources(notes: Footnotes, takes: "Mapping[str, Take]") -> Iterator[Padding]:
    """Where each number leads: a line for each take, with the place of the words in its text."""
    by_take: dict[str, list[tuple[int, Citation]]] = {}
    for citation, number in notes.numbers.items():
        by_take.setdefault(citation.take, []).append((number, citation))
    for key, cited in by_take.items():
        said = flag(takes[key])
        yield _in(2, Text(f"{which(takes[key])}{f', {said}' if said else ''} · {key}", style="dim"))
        yield _in(4, Text(", ".join(_place(number, citation) for number, citation in cited), style="dim"))


def _place(number: int, citation: "Citation") -> str:
    words = scope_words(citation.scope)
    return f"[{number}] {citation.span.start}–{citation.span.end}{f' ({words})' if words else ''}"

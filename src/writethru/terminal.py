"""What people see in the terminal: tables, a brief, changes; progress on standard error."""

import re
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import groupby
from typing import TYPE_CHECKING, Any

from rich.console import Console, Group
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from writethru import (
    terminal_changes,
    terminal_claims,
    terminal_decisions,
    terminal_news,
    terminal_stands,
    terminal_why,
)
from writethru.publish.footnotes import Footnotes, cited_words, scope_words, take_words
from writethru.publish.when import no_news, when
from writethru.tell.display import day_words, shown
from writethru.tell.offices import term
from writethru.tell.sources import origin_words
from writethru.terminal_layout import measured

if TYPE_CHECKING:
    from rich.console import RenderableType

    from writethru.model import (
        Added,
        Brief,
        Check,
        Citation,
        Claim,
        Comparison,
        Health,
        Held,
        Office,
        Profile,
        Released,
        Said,
        Story,
        Stuck,
        Take,
        Timeline,
    )
    from writethru.publish.site import Published
    from writethru.tell.dossier import Dossier
    from writethru.watch import Followed

_LINES = 4  # statements of one speaker in a brief; `who` has them all
_WHOLE = frozenset({"published", "followed", "mailed"})  # lines that are not broken: a path to open, an error
_WAIT = 1.0  # seconds before progress is worth showing

console = Console(highlight=False, width=None)


def show(found: Any, how: str) -> None:  # noqa: ANN401 - what the painter of that name takes
    """Print something in the way named; what goes to a file or a pipe has no blanks at the ends of its lines."""
    if console.is_terminal:
        console.print(_PAINTERS[how](found), soft_wrap=how in _WHOLE)
        return
    with console.capture() as painted:
        console.print(_PAINTERS[how](found), soft_wrap=how in _WHOLE)
    console.file.write(re.sub(r" +$", "", painted.get(), flags=re.MULTILINE))


@contextmanager
def progress() -> Iterator[Callable[[str, int, int], None]]:
    """Give a function to be told how far a stage is; a bar appears on standard error after a second."""
    columns = (TextColumn("{task.description:8}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    bar = Progress(*columns, console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty())
    tasks: dict[str, Any] = {}
    began = time.monotonic()

    def told(stage: str, done: int, of: int) -> None:
        if stage not in tasks:
            tasks[stage] = bar.add_task(stage, total=of or None)
        bar.update(tasks[stage], completed=done, total=of or None)
        if not bar.live.is_started and time.monotonic() - began > _WAIT:
            bar.start()

    try:
        yield told
    finally:
        bar.stop()


def _added(done: "Added") -> "RenderableType":
    lines = [
        Text(f"{done.new} new, {done.known} already here, {done.quarantined} in quarantine."),
        Text(f"The desk has {_count(done.stories, 'story')} on {_count(done.storylines, 'storyline')}.", style="dim"),
    ]
    if done.quarantined:
        lines.append(Text("`writethru quarantine` says why."))
    lines += [Text(f"{alarm}; its words stay in the headline", style="yellow") for alarm in done.alarms]
    lines += [Text(f"passed over: {line}", style="dim") for line in done.passed_over]
    lines += [Text(f"missing: {line}", style="red") for line in done.missing]
    if done.withdrawn:
        lines.append(Text(f"{_count(done.withdrawn, 'page')} withdrawn: publish again to write them anew."))
    return Group(*lines)


def _stories(found: tuple[Sequence["Story"], bool]) -> "RenderableType":
    stories, more = found
    if not stories:
        return Text("No stories yet: `writethru add` reads files, folders and archives.")
    table = Table(box=None, pad_edge=False, show_header=False)
    for story in stories:
        about = [" · ".join([story.id, *story.storylines, _count(len(story.takes), "take")]), story.badge]
        lines = [_headline(story), *(Text(line, style="dim") for line in about if line)]
        table.add_row(story.last.isoformat() if story.last else "no day", Text("\n").join(lines))
    return Group(table, Text(f"Older ones are left out; --most lists more than {len(stories)}.")) if more else table


def _headline(story: "Story") -> Text:
    words = Text(story.headline or ("" if story.notice else "(no headline)"))
    return words + Text(f"{' · ' if words else ''}{story.notice}", style="red") if story.notice else words


def _brief(found: "tuple[Brief, Dossier]") -> "RenderableType":
    told, dossier = found
    notes = _Notes()
    parts: list[RenderableType] = [
        *([Text(told.name, style="bold")] if told.name else []),
        Text(shown(told.headline.glossed), style="" if told.name else "bold") + notes.mark(told.headline.citation),
        Text(told.badge, style="dim"),
        *(Text(f"! {notice}", style="red") for notice in told.notices),
        Text(),
        Text(shown(told.standfirst.glossed), style="italic") + notes.mark(told.standfirst.citation),
        Text(),
    ]
    parts += [Text("• ") + Text(shown(s.glossed)) + notes.mark(s.citation) for s in told.key]
    if told.said:
        parts += [_heading("Who said what"), *_voices(told.said, notes, _LINES)]
    if told.claims:
        parts += [
            _heading("Figures and disputes"),
            *(line for c in told.claims for line in terminal_claims.claim(c, notes.mark)),
        ]
    parts += _times(told.timeline, notes)
    parts.append(_heading("Sources"))
    for line in told.sources:
        about = f"    {line.source} · {origin_words(line.origin)}"
        flag = Text(f" · {line.flag}", style="red") if line.flag else Text()
        parts.append(Text(about) + Text(f" · {line.sent} · {line.headline}", style="dim") + flag)
    if told.related:
        parts += [_heading("Related"), *(Text(f"    {headline}  {name}") for name, headline in told.related)]
    parts += [_heading("Words"), *notes.lines(dossier)]
    if told.dropped:
        parts.append(Text(f"{told.dropped} sentences were left out: they do not stand alone.", style="dim"))
    if told.timeline.as_of:
        parts.append(Text(f"As of {day_words(told.timeline.as_of, year=True)}.", style="dim"))
    return _measure(Group(*parts))


def _claims(found: "tuple[Sequence[Claim], Dossier, bool]") -> "RenderableType":
    claims, dossier, disputed = found
    notes = _Notes()
    parts: list[RenderableType] = [line for one in claims for line in terminal_claims.claim(one, notes.mark)]
    if not parts and disputed:
        return Text("Nothing here is in dispute.")
    if not parts:
        return Text("No claims: nothing here is told by two, was changed, or is large enough to hold on to.")
    return _measure(Group(*parts, _heading("Words"), *notes.lines(dossier)))


def _voices(said: "Sequence[Said]", notes: "_Notes", most: int) -> "Iterator[Text]":
    """Lines by speaker, at the most so many each."""
    for speaker, lines in groupby(said, key=lambda line: (line.person, line.speaker)):
        theirs = list(lines)
        role = next((f", {line.role}" for line in theirs if line.role), "")
        yield Text(f"    {speaker[1] or 'unclear'}", style="bold") + Text(role, style="dim")
        yield from (_said(line, notes) for line in theirs[:most])
        if len(theirs) > most:
            yield Text(f'        … and {len(theirs) - most} more: writethru who "{speaker[1]}"', style="dim")


def _said(line: "Said", notes: "_Notes") -> Text:
    when_said = f", {day_words(line.day, year=True)}" if line.day else ""
    by = f", as reported by {line.reporter}" if line.reporter else ""
    kind = line.kind.value if line.direct else "in the piece's words"  # an indirect one has its cue with it
    text = Text(f"        {kind}{by}{when_said}: ", style="dim")
    text += Text(shown(line.quote.glossed)) + notes.mark(line.quote.citation)
    if line.rejects:
        text += (
            Text(" — rejects: ", style="dim") + Text(shown(line.rejects.glossed)) + notes.mark(line.rejects.citation)
        )
    return text


def _times(found: "Timeline", notes: "_Notes") -> "list[RenderableType]":
    parts: list[RenderableType] = []
    eras = (("Before", found.past), ("Now", found.now), ("Overdue", found.overdue), ("Ahead", found.ahead))
    for title, happenings in eras:
        if happenings:
            parts.append(_heading(title))
        for happening in happenings:
            mark = Text().join(notes.mark(citation) for citation in happening.citations)
            inferred = Text(f" ({happening.why})", style="dim") if happening.inferred and happening.why else Text()
            silence = Text(f" — {no_news(happening)}", style="red") if happening.last_told else Text()
            words = Text(shown(happening.glossed))
            parts.append(Text(f"    {when(happening)}: ", style="bold") + words + mark + inferred + silence)
    return parts


def _timeline(found: "tuple[Timeline, Dossier]") -> "RenderableType":
    notes = _Notes()
    parts = _times(found[0], notes) or [Text("No dates in this story.")]
    return _measure(Group(*parts, _heading("Words"), *notes.lines(found[1])))


def _changes(found: "tuple[Sequence[Comparison], Mapping[str, Take], bool]") -> "RenderableType":
    compared, takes, every = found
    return _measure(terminal_changes.comparisons(compared, takes, every=every, plain=not console.is_terminal))


def _profiles(profiles: Sequence["Profile"]) -> "RenderableType":
    parts: list[RenderableType] = []
    for profile in profiles:
        person, notes = profile.person, _Notes()
        others = [name for name in person.names if name != person.name]
        parts.append(Text(person.name, style="bold") + Text(f"  {person.kind.value} · {person.id}", style="dim"))
        if others:
            parts.append(Text(f"    also {', '.join(others)}", style="dim"))
        parts += [_office(office) for office in profile.offices]
        parts += _voices(profile.said, notes, len(profile.said))
        parts.append(Text(f"    named in {_count(len({m.take for m in person.mentions}), 'take')}", style="dim"))
    return _measure(Group(*parts))


def _office(office: "Office") -> Text:
    """A title with its term, and the days of the first and the last piece that give it."""
    words = f"{office.state} {office.title}".strip()
    days = dict.fromkeys(f"{day:%Y-%m-%d}" for day in (office.first, office.last) if day)
    return Text(f"    {words}") + Text(
        "".join(f"  {part}" for part in (term(office), " – ".join(days)) if part), style="dim"
    )


def _stuck(items: Sequence["Stuck"]) -> "RenderableType":
    if not items:
        return Text("Quarantine is empty.")
    table = _table("file", "place", "reason")
    for item in items:
        table.add_row(item.name, item.place, item.reason)
    return table


def _held(rows: Sequence["Held"]) -> "RenderableType":
    if not rows:
        return Text("Nothing waits for a person.")
    parts: list[RenderableType] = []
    for row in rows:
        parts.append(Text(f"{row.what}  ", style="bold") + Text(row.why))
        sent = f"{row.source or 'a source that is not named'} · {row.sent}"
        parts.append(Text(f"    {row.take} · {row.id} · {sent}", style="dim"))
        parts += [Text(f"    {row.do}")] if row.do else []
    return _measure(Group(*parts))


def _released(done: "Released") -> "RenderableType":
    because = f", because {done.why}" if done.why else ""
    return Text(f"Let go: {', '.join(done.takes)}{because}. Sites show it after the next `writethru publish`.")


def _checks(checks: Sequence["Check"]) -> "RenderableType":
    table = _table("", "what", "")
    for check in checks:
        table.add_row(Text("well", style="green") if check.well else Text("ill", style="red"), check.what, check.says)
    return table


def _followed(done: "Followed") -> "RenderableType":
    each = f", every {_count(done.every, 'minute')}" if "://" in done.address else ""
    lines = [Text(f"{done.name}: {done.address} ({done.kind}){each}")]
    if done.others:
        lines.append(Text("The page names other feeds too:", style="dim"))
        lines += [Text(f"    {other}", style="dim") for other in done.others]
    lines.append(Text("`writethru watch` polls it.", style="dim"))
    return Group(*lines)


def _sources(found: Sequence["Health"]) -> "RenderableType":
    if not found:
        return Text("No sources yet: `writethru source add` takes an address or a folder.")
    table = _table("source", "state", "items", "silent for", "at most", "next poll", "last error")
    for one in found:
        table.add_row(
            Text(one.name),
            Text(one.state.value, style="green" if one.state in ("new", "well") else "red"),
            str(one.items),
            _span(one.silent),
            Text(_span(one.usual), style="dim"),
            f"{one.due.astimezone():%H:%M}" if one.due else "",
            Text(one.error + (f" ({one.failures} in a row)" if one.failures > 1 else ""), style="dim"),
        )
    return table


def _span(seconds: float | None) -> str:
    """Write a length of time in its largest fitting unit."""
    if seconds is None:
        return ""
    for unit, size in (("day", 86_400), ("hour", 3_600), ("minute", 60)):
        if seconds >= 2 * size:
            return _count(int(seconds // size), unit)
    return _count(int(seconds), "second")


def _published(done: "Published") -> "RenderableType":
    pages = f"Stories {done.stories}, storylines {done.storylines}, people {done.people}, takes {done.takes}"
    return Group(Text(f"{pages}."), Text(f"Open {done.index}"))


class _Notes(Footnotes):
    """Footnotes as they look in the terminal."""

    def mark(self, citation: "Citation") -> Text:
        return Text(f" [{self.number(citation)}]", style="cyan")

    def lines(self, dossier: "Dossier") -> "Iterator[RenderableType]":
        """The words cited, take by take."""
        by_take: dict[str, list[tuple[int, Citation]]] = {}
        for citation, number in self.numbers.items():
            by_take.setdefault(citation.take, []).append((number, citation))
        for take, cited in by_take.items():
            yield Text(f"    {take_words(dossier, take)} · {take}", style="dim")
            for number, citation in sorted(cited, key=lambda pair: pair[0]):
                place = f"{citation.span.start}–{citation.span.end}"
                where = Text(f"    [{number}] ", style="cyan") + Text(f"{_scope(citation)}{place} ", style="dim")
                yield where + Text(cited_words(dossier, citation))


def _scope(citation: "Citation") -> str:
    words = scope_words(citation.scope)
    return f"{words}, " if words else ""


def _count(number: int, noun: str) -> str:
    plural = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    return f"{number} {noun if number == 1 else plural}"


def _heading(words: str) -> Text:
    return Text(f"\n{words}", style="bold underline")


def _table(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim")
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def _measure(what: "RenderableType") -> "RenderableType":
    return measured(what, console.width)


def _measuring(paint: Callable[[Any], "RenderableType"]) -> Callable[[Any], "RenderableType"]:
    return lambda found: _measure(paint(found))


_PAINTERS: dict[str, Callable[[Any], "RenderableType"]] = {
    "added": _added,
    "stories": _stories,
    "brief": _brief,
    "changes": _changes,
    "claims": _claims,
    "timeline": _timeline,
    "positions": lambda found: _measure(terminal_stands.positions(*found)),
    "commitments": lambda found: _measure(terminal_stands.commitments(*found)),
    "contacts": lambda found: _measure(terminal_stands.contacts(*found)),
    "profiles": _profiles,
    "decided": lambda found: _measure(terminal_decisions.decided(found)),
    "decisions": terminal_decisions.decisions,
    "why": lambda found: _measure(terminal_why.why(found)),
    "stuck": _stuck,
    "checks": _checks,
    "held": _held,
    "released": _released,
    "published": _published,
    "followed": _followed,
    "sources": _sources,
    **{how: paint if how in _WHOLE else _measuring(paint) for how, paint in terminal_news.PAINTERS.items()},
}

"""What is new and what a search found, as the terminal shows it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rich.console import Group
from rich.text import Text

from writethru.publish import digest_words as words
from writethru.publish.alert import asked, says, shown_to
from writethru.tell.excerpt import CLOSE, OPEN

if TYPE_CHECKING:
    from rich.console import RenderableType

    from writethru.model import Away, AwayStory, Follow, Hit, Mailed, News, Reported, SavedSearch, Take


def hits(found: Sequence["Hit"]) -> "RenderableType":
    """What a search found, each take with the sentence that shows why."""
    if not found:
        return Text("Nothing found. Words under three letters are passed over; each filter narrows the others.")
    parts: list[RenderableType] = []
    for hit in found:
        parts.append(Text(hit.title or "(no headline)", style="bold"))
        flag = Text(f" · {hit.flag}", style="red") if hit.flag else Text()
        parts.append(Text(f"    {hit.source} · {hit.sent[:16]} · {hit.story}", style="dim") + flag)
        text = Text("    ")
        for number, piece in enumerate(hit.excerpt.replace(CLOSE, OPEN).split(OPEN)):
            text.append(piece, style="bold" if number % 2 else "")
        parts.append(text)
        parts += [Text(f"    {who}", style="dim") for who in hit.reported]
    return Group(*parts)


def news(found: "tuple[News, Mapping[str, Take]]") -> "RenderableType":
    """What came, a line each, and how to go on."""
    came, takes = found
    lines = []
    for item in came.items:
        title = takes[item.take].title if item.take in takes else ""
        moved = f" from {item.was}" if item.was else ""
        line = Text(f"{item.number:>6}  {item.at.astimezone():%Y-%m-%d %H:%M}  ", style="dim")
        line += Text(f"{item.kind.value}{moved}  ", style="bold") + Text(title)
        lines.append(line + Text(f" · {item.story or 'no story'}", style="dim") + _flag(item.flag))
    more = "there is more: " if came.more else ""
    return Group(*lines, Text(f"{more}`writethru news --since {came.cursor}` goes on from here", style="dim"))


def _flag(said: str) -> Text:
    return Text(f" · {said}", style="red") if said else Text()


def away(told: "tuple[Away, bool]") -> "RenderableType":
    """What is new, by what is followed, and whether it was marked as seen."""
    found, marked = told
    if not found.lines:
        return Text("Nothing new since you marked what you saw.")
    parts: list[RenderableType] = []
    for line in found.lines:
        parts.append(Text(line.title or line.name or "The newest stories", style="bold underline"))
        parts += [part for story in line.stories for part in _story(story)]
    if found.more:
        parts.append(Text("More stories have something new; `--most` shows more.", style="dim"))
    if not found.follows:
        parts.append(Text("You follow nothing yet: `writethru follow STORY` puts a storyline first.", style="dim"))
    how = "All this is marked as seen." if marked else "`writethru away --seen` marks all this as seen."
    parts.append(Text(how, style="dim"))
    return Group(*parts)


def _story(story: "AwayStory") -> "Iterator[RenderableType]":
    headline = story.name or (story.headline.text if story.headline else "(withdrawn)")
    yield Text(f"    {headline}", style="bold") + Text(f" · {story.story}", style="dim") + _flag(story.notice)
    yield Text(f"        {'; '.join(_counts(story))}", style="dim")


def _counts(story: "AwayStory") -> Iterator[str]:
    if story.takes:
        yield f"{story.takes} new take{'' if story.takes == 1 else 's'}"
    if story.corrections:
        yield f"{story.corrections} correction{'' if story.corrections == 1 else 's'}"
    if story.stopped:
        yield f"{story.stopped} withdrawn"
    if story.what:
        yield story.what
    if story.statements:
        yield f"{story.statements} new statement{'' if story.statements == 1 else 's'}"
    if story.badge:
        yield story.badge


def follows(found: "Sequence[Follow]") -> "RenderableType":
    """What a reader follows and muted."""
    if not found:
        return Text("You follow nothing: `writethru follow STORY` follows a story or a storyline.")
    lines = [(one.title or "(nothing left to tell)", f"{one.kind} {one.name}", one.muted) for one in found]
    return Group(
        *(
            Text(title, style="" if muted else "bold") + Text(f" · {what}{' · muted' if muted else ''}", style="dim")
            for title, what, muted in lines
        )
    )


def searches(found: "Sequence[SavedSearch]") -> "RenderableType":
    """The searches that a reader saved."""
    if not found:
        return Text("No search is saved: `writethru alerts save NAME WORDS --to ADDRESS` saves one.")
    parts: list[RenderableType] = []
    for one in found:
        parts.append(Text(one.name, style="bold") + Text(f" · {asked(one.query)} · to {shown_to(one.to) or 'nobody'}"))
        parts += [Text(f"    {one.trouble}", style="red")] if one.trouble else []
    return Group(*parts)


def reported(found: "Sequence[Reported]") -> "RenderableType":
    """What became of the searches that were due."""
    if not found:
        return Text("Nothing new to report.")
    return Group(*(Text(says(one), style="red" if one.trouble else "") for one in found))


def mailed(found: "Sequence[Mailed]") -> "RenderableType":
    """What became of a digest that was to go out, a line for each address."""
    return Group(*(Text(words.mailed(one), style="red" if one.trouble else "") for one in found))


PAINTERS: dict[str, Callable[[Any], "RenderableType"]] = {
    "hits": hits,
    "news": news,
    "away": away,
    "follows": follows,
    "searches": searches,
    "reported": reported,
    "mailed": mailed,
}
"""What is shown by which name; see ``writethru.terminal.show``."""

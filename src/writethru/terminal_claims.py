"""Claims as a terminal shows them: how each stands, then its figures and statements; a count with times and bars."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from rich.text import Text

from writethru.tell.claims import NO_VOICE, marks, member_words, share, standing_words
from writethru.tell.display import day_words, shown

if TYPE_CHECKING:
    from writethru.model import Citation, Claim, ClaimMember

_BAR = 16  # columns of the longest bar
_EIGHTHS = " ▏▎▍▌▋▊▉█"
_LOUD = frozenset({"disputed", "withdrawn"})

Mark = Callable[["Citation"], Text]


def claim(one: "Claim", mark: Mark) -> Iterator[Text]:
    """Yield the lines of a claim; ``mark`` gives the number that leads to the words of a citation."""
    standing = standing_words(one.standing, one.members)
    style = "bold red" if one.standing.value in _LOUD else "bold"
    yield Text("    ") + Text(shown(one.heading) or "a matter told in part") + Text(": ") + Text(standing, style=style)
    for member in one.members:
        line = _point(member, one.members) if one.series else _member(member, one.members)
        line += mark(member.citation)
        yield line + mark(member.withdrawn) if member.withdrawn else line


def _member(member: "ClaimMember", members: "Sequence[ClaimMember]") -> Text:
    hedge = f" ({member.hedge})" if member.hedge else ""
    return Text(f"        {shown(member.value)}{hedge}") + Text(f" — {member_words(member, members)}", style="dim")


def _point(member: "ClaimMember", members: "Sequence[ClaimMember]") -> Text:
    """Return one point of a count: when, how much, and whether it went up or down."""
    when = f"{member.at:%H:%M}, {day_words(member.at.date(), year=True)}" if member.at else ""
    when += ", zone inferred" if member.zone_inferred else ""
    if not when and member.day:
        when = day_words(member.day, year=True)
    voice = f"{member.voice_name or NO_VOICE}{', taken back' if member.withdrawn else ''}"
    said = [mark for mark in marks(member, members) if mark.startswith("against")]
    text = Text(f"        {when:<20} ", style="dim") + Text(f"{_bar(share(member, members)):<{_BAR}}", style="cyan")
    return (
        text
        + Text(f" {_step(member, members)} {shown(member.value)}")
        + Text(f" — {', '.join([voice, *said])}", style="dim")
    )


def _step(member: "ClaimMember", members: "Sequence[ClaimMember]") -> str:
    before = members[member.revises].number if member.revises is not None else None
    if before is None or member.number is None:
        return " "
    return "▲" if member.number > before else "▼"


def _bar(part: float) -> str:
    """Return a bar of so much of the whole width, in eighths of a column.

    >>> len(_bar(1.0)), _bar(0.0)
    (16, '')
    """
    eighths = round(part * _BAR * 8)
    whole, rest = divmod(eighths, 8)
    return f"{_EIGHTHS[8] * whole}{_EIGHTHS[rest] if rest else ''}"

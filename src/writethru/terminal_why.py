"""Why a piece stands in a story, and why a story continues another, as the terminal shows it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from rich.console import Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from writethru.model import Meeting, Why
from writethru.tell.arrangements import says
from writethru.tell.display import day_words, shown

if TYPE_CHECKING:
    from rich.console import RenderableType

    from writethru.model import Alike, Arrangement, Evidence, Pair, Take, WhyLine

    Takes = Mapping[str, Take]
    Headlines = Mapping[str, str]

# What each kind of evidence is called where it speaks for one event, and where it speaks against.
_FOR = {
    "words": "same words",
    "titles": "same headline words",
    "names": "same names",
    "meaning": "same meaning",
    "both": "words and meaning",
    "days": "same days",
    "weekdays": "same weekdays",
    "brevity": "short: scaled up",
    "slug": "same slug",
    "head": "headline and lead covered",
    "opening": "same words in headline or lead",
    "back": "looks back to it",
    "numbers": "next in a row",
}
_AGAINST = {
    "places": "other places",
    "persons": "other people",
    "bodies": "other bodies",
    "figures": "other figures",
    "days": "other days",
    "weekdays": "other weekdays",
    "time": "time between",
    "limit": "kept to 1",
    "strangers": "names that only one has",
    "head": "headline and lead not covered",
    "head_figures": "other figures in the lead",
    "head_days": "other days in the lead",
    "numbers": "other numbers in a row",
    "wire": "one wire's formulae",
}
_NONE: Mapping[Meeting, str] = {
    Meeting.SAME: "It is all of this story: there is no other piece to compare it with.",
    Meeting.FAR: "They could not meet: each piece of the story lies more than {reach} days from it.",
    Meeting.STRANGERS: "They were never compared: no telling word in common, and no near meaning.",
    Meeting.UNREAD: "It has no story yet: `writethru add` without names finishes what is left.",
    Meeting.WITHHELD: "What would be compared was killed or is on hold, so nothing of it is told.",
}


def why(found: "tuple[Why | WhyLine, Takes, Headlines]") -> "RenderableType":
    """Why a piece stands in a story or not; or why a story continues another or not."""
    told, takes, headlines = found
    return Group(*(_piece(told, takes, headlines) if isinstance(told, Why) else _line(told, headlines)))


def _piece(told: Why, takes: "Takes", headlines: "Headlines") -> "Iterator[RenderableType]":
    yield _take(takes.get(told.take), told.take, bold=True)
    since = f" since {_day(told.since)}" if told.since else ""
    stands = "stands in " if told.stands else "does not stand in "
    yield Text(stands, style="green" if told.stands else "yellow") + _story(told.story.story, headlines) + Text(since)
    yield from _decided(told.decisions)
    yield Text()
    if told.meeting is not Meeting.MET:
        yield Text(_NONE[told.meeting].format(reach=told.reach))
    if told.story.mean is not None:
        yield _mean("Likeness to it", told.story) + Text(f"; {_number(told.least)} is the least.")
    yield from (Text(line) for line in _verdict(told))
    if told.compared != told.take:
        yield Text("Its chain is compared by the take that tells most: ") + _take(
            takes.get(told.compared), told.compared
        )
    yield from _pairs(told.story, takes)
    if told.home:
        yield Text()
        yield Text("Instead it stands in ") + _story(told.home.story, headlines)
        alone = "there it is alone" if not told.home.pieces else "nothing of the others there can be compared"
        yield (
            Text(alone.capitalize() + ".") if told.home.mean is None else _mean("Likeness to it", told.home) + Text(".")
        )
        yield from (pair for one in told.home.nearest[:1] for pair in _pair("nearest", one, takes))


def _verdict(told: Why) -> Iterator[str]:
    """What the mean means, where that is not plain."""
    mean, here = told.story.mean, told.decisions
    if mean is not None and told.stands and mean < told.least and not here:
        yield "That alone is too little: it came in with pieces that it is nearer to. Groups are joined whole."
    if mean is not None and not told.stands and mean >= told.least and not here:
        yield "That alone would do, but it stands with others, and groups are joined whole."
    if told.wholes is not None and told.one_from is not None:
        alike, least = _number(told.wholes), _number(told.one_from)
        yield f"The story in which it stands and this one, as wholes, are {alike} alike; from {least} they are one."
    if told.story.withheld:
        yield f"Left out, since they were killed or are on hold: {told.story.withheld}."


def _mean(words: str, alike: "Alike") -> Text:
    of = "its other piece" if alike.pieces == 1 else f"its {alike.pieces} other pieces"
    if alike.counted < alike.pieces:
        of = f"{alike.counted} of its {alike.pieces} other pieces, which stand for it"
    return Text(f"{words}: ") + Text(_number(alike.mean or 0), style="bold") + Text(f" on average over {of}")


def _pairs(alike: "Alike", takes: "Takes") -> "Iterator[RenderableType]":
    for place, one in enumerate(alike.nearest):
        yield from _pair("nearest" if not place else "next", one, takes)
    if alike.farthest and alike.farthest.take not in {one.take for one in alike.nearest}:
        yield from _pair("farthest", alike.farthest, takes)


def _pair(place: str, one: "Pair", takes: "Takes") -> "Iterator[RenderableType]":
    yield Text()
    apart = f" · {one.apart} {'day' if one.apart == 1 else 'days'} apart" if one.apart else ""
    head = Table.grid(padding=(0, 2))
    head.add_row(
        Text(_number(one.likeness), style="bold"),
        Text(place, style="bold"),
        _take(takes.get(one.take), one.take) + Text(apart, style="dim"),
    )
    yield head
    yield _weights(one.evidence)


def _weights(evidence: "Sequence[Evidence]") -> "RenderableType":
    """A line for each kind of evidence that weighs a hundredth: its weight, what it is, its words."""
    grid = Table.grid(padding=(0, 2))
    grid.add_column(justify="right", no_wrap=True)
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for one, hundredths in zip(evidence, _hundredths([one.weight for one in evidence]), strict=True):
        if not hundredths:
            continue
        against = one.weight < 0
        called = (_AGAINST if against else _FOR).get(one.kind) or (_FOR | _AGAINST)[one.kind]
        weight = f"{'−' if against else '+'}{_number(abs(hundredths) / 100)}"
        words = ", ".join(map(shown, one.words))
        if one.others:
            words += f" — {', '.join(map(shown, one.others))}"
        grid.add_row(Text(weight, style="red" if against else "green"), called, Text(words, style="dim"))
    return Padding(grid, (0, 0, 0, 2))


def _hundredths(weights: Sequence[float]) -> list[int]:
    """Round weights so that what is shown adds up to their sum as it is shown (largest remainders).

    >>> _hundredths([0.146, 0.134, 0.124])
    [15, 13, 12]
    """
    found = [int(weight * 100 // 1) for weight in weights]
    left = round(sum(weights) * 100) - sum(found)
    order = sorted(range(len(weights)), key=lambda place: (found[place] - weights[place] * 100, place))
    for place in order[: max(0, left)]:
        found[place] += 1
    return found


def _number(value: float) -> str:
    """Two digits after the point, as likeness is written.

    >>> _number(0.284), _number(1.0)
    ('.28', '1.00')
    """
    told = f"{value:.2f}"
    return told.removeprefix("0")


def _line(told: "WhyLine", headlines: "Headlines") -> "Iterator[RenderableType]":
    follows = told.follows == told.earlier
    yield _story(told.later, headlines, bold=True)
    yield Text("continues " if follows else "does not continue ", style="green" if follows else "yellow") + _story(
        told.earlier, headlines
    )
    yield from _decided(told.decisions)
    yield Text()
    if told.evidence:
        yield Text("Tied by ") + Text(_number(told.tie), style="bold") + Text(f"; {_number(told.least)} is the least.")
        yield _weights(told.evidence)
    else:
        yield Text("Nothing ties them: no telling name heads both, and no slug or past months in common.")
    if not follows and told.follows:
        yield Text("It continues ") + _story(told.follows, headlines)
    if told.stories is not None:
        yield Text(f"As stories they are {_number(told.stories)} alike; from {_number(told.one_from)} they are one.")


def _decided(decisions: "Sequence[Arrangement]") -> "Iterator[RenderableType]":
    for one in decisions:
        by, because = (f", {one.by}" if one.by else "", f", because {one.why}" if one.why else "")
        yield Text(f"Decision {one.number}: {says(one)} ({one.at:%Y-%m-%d %H:%M}{by}{because}).", style="bold")
    if decisions:
        yield Text("A person's word outranks all that follows.", style="dim")


def _story(name: str, headlines: "Headlines", *, bold: bool = False) -> Text:
    headline = headlines.get(name, "")
    return Text(name, style="cyan") + Text(f" {shown(headline)}" if headline else "", style="bold" if bold else "")


def _take(take: "Take | None", key: str, *, bold: bool = False) -> Text:
    if take is None:
        return Text(key, style="cyan")
    where = ", ".join(filter(None, (take.source, _day(take.day) if take.day else "")))
    said = Text(take.id, style="cyan") + Text(f" {shown(take.title)}", style="bold" if bold else "")
    return said + Text(f" · {where}" if where else "", style="dim")


def _day(day: date) -> str:
    return day_words(day, year=True)

"""What NewsML-G2 and NewsML 1.2 share: the sender's name, and an item's fields set right against its content."""

import re
from collections.abc import Iterable
from functools import cache

from writethru.model import PartKind, Signal
from writethru.read.agencies import Agency, agency_called, known
from writethru.read.bylines import is_byline, is_signoff, names
from writethru.read.dateline import dateline
from writethru.read.days import day_in
from writethru.read.inline import Inline
from writethru.read.item import BEFORE_DATELINE, Item
from writethru.read.lists import any_of, table
from writethru.read.markup import Block
from writethru.read.stamps import iso

_SAME = 60  # code points by which a summary and the lead are told to be one
_LETTERS = re.compile(r"[^\W\d_]")
_SHORTEST = 3  # letters of a name; shorter ones are codes
_LONGEST_SIGN = 24  # code points of a source's name under its copy
_GRAVEST = (
    Signal.KILL,
    Signal.HOLD,
    Signal.ADVISORY,
    Signal.CORRECTION,
    Signal.ALERT,
    Signal.UPDATE,
    Signal.NEW,
)
_INITIALS = re.compile(r"[a-z]{1,4}(?:/[a-z]{1,4}){1,6}")  # marks of the desks that a piece went through
_BULLET = re.compile(r"[*•]\s+\S")
_CREDITS = re.compile(r"(?P<before>.*[.!?…»”\"'])\s+(?P<credits>\([^()]{8,500}\))\s*", re.DOTALL)
_HEAD = 8  # blocks in which a byline may stand
_TAIL = re.compile(r"(?P<before>.*[.!?…»”\"'])\s+\(?(?P<name>[^\W\d_][\w/ -]{1,24})\)?\s*", re.DOTALL)


def sender(candidates: Iterable[str], holders: Iterable[str] = ()) -> tuple[str, Agency | None]:
    """Return the source as a desk writes it: the first known agency among these, else the first name.

    ``holders`` of the copyright count only where nobody else is named.
    """
    given = [words for candidate in candidates if (words := " ".join(candidate.split()))]
    agency = next((found for words in given if (found := agency_called(words))), None)
    if agency:
        return agency.name, agency
    named = [words for words in (*given, *holders) if len(_LETTERS.findall(words)) >= _SHORTEST]
    return (_host(named[0]) if named else ""), None


def binding(lines: Iterable[str], credit: str = "") -> list[str]:
    """Return the rights lines of a picture, each once; one that only names the holder binds to nothing."""
    kept = (line for line in lines if stated(line) and line != credit and not known(line))
    return list(dict.fromkeys(kept))


def stated(field: str) -> str:
    """Return a field, or nothing where its words stand for nothing."""
    return "" if field.partition(",")[0].strip().lower() in table("newsml")["nothing"]["words"] else field


def _host(words: str) -> str:
    """Return the host of an address; a name as it is."""
    match = re.fullmatch(r"(?:https?:/+)?(?:www\.)?([\w-]+(?:\.[\w-]+)+)(?:/\S*)?", words)
    return match[1] if match else words


def embargo(field: str, warnings: list[str]) -> str:
    """Return an embargo field verbatim; empty, for held without a date, when it gives no time."""
    words = " ".join(field.split())
    if words and iso(words) is None:
        warnings.append(f"embargoed: {words[:60]!r} is no time; held without a date")
        return ""
    return words


def alert(agency: Agency | None, urgency: str) -> bool:
    """Say whether the agency marks an alert by this urgency."""
    return agency is not None and urgency.strip() in table("newsml")["alerts"].get(agency.name, ())


def is_person(name: str) -> bool:
    """Say whether a creator's name is a person's, as far as the words tell."""
    found = names(name)
    return bool(found) and not name.startswith("The ") and not _bodies().search(name) and not agency_called(name)


@cache
def _bodies() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, table('newsml')['bodies']['words']))})(?!\w)")


def settle(item: Item, inline: Inline, located: str = "") -> None:
    """Put the content into the item: each thing once, in its place, and no wire debris in the copy.

    ``located`` is the place of a field apart from the dateline; it counts where there is none.
    """
    item.headline = item.headline or inline.headline
    item.copy = _summarised(_without_head(item, inline.copy))
    if _INITIALS.fullmatch(inline.byline):
        item.copy.append(Block(inline.byline, PartKind.SIGNOFF))
    elif not item.bylines and inline.byline:
        item.bylines.append(inline.byline)
    summaries = (item.standfirst, inline.standfirst)
    item.standfirst = next((s for s in summaries if s and not _told(s, [Block(item.headline), *item.copy])), "")
    item.pictures += [photo for photo in inline.pictures if photo.caption or not item.pictures]
    _translated(item)
    _date(item, inline.dateline, located)
    _close(item)


def _fold(words: str) -> str:
    return re.sub(r"[\W_]+", "", words).casefold()


def _without_head(item: Item, blocks: list[Block]) -> list[Block]:
    """Take headline and byline off the top of the copy, where they stand a second time."""
    rest = list(blocks)
    while rest and _fold(rest[0].text) in ("", _fold(item.headline)):
        rest.pop(0)
    for block in rest[:_HEAD]:
        if block.kind is PartKind.PARAGRAPH and len(block.text) < 2 * _SAME and is_byline(block.text):
            rest.remove(block)
            item.bylines = [block.text]
            break
        if dateline(block.text):
            break
    return rest


def _summarised(blocks: list[Block]) -> list[Block]:
    """Tell the bullets that sum a piece up, above its dateline, from its copy."""
    head = next((n for n, block in enumerate(blocks[:_HEAD]) if dateline(block.text)), 0)
    return [
        Block(block.text, PartKind.STANDFIRST) if n < head and _BULLET.match(block.text) else block
        for n, block in enumerate(blocks)
    ]


def _told(summary: str, blocks: list[Block]) -> bool:
    """Say whether a summary is only the beginning of the copy, perhaps cut short."""
    begins = _fold(summary)[:_SAME]
    whole = _fold(" ".join(block.text for block in blocks[:4]))
    return begins in whole


def _date(item: Item, inside: str, located: str) -> None:
    """Leave one dateline: that of the copy, else the field's, else the content's, else the place of ``located``."""
    paragraphs = [block for block in item.copy if block.kind is PartKind.PARAGRAPH][:BEFORE_DATELINE]
    if any(dateline(block.text) for block in paragraphs):
        item.dateline = ""
        return
    if item.dateline and paragraphs and _fold(paragraphs[0].text) == _fold(item.dateline):
        item.copy.remove(paragraphs[0])
    given = [words for words in (item.dateline, inside, located) if _names_a_place(words)]
    item.dateline = given[0] if given and item.copy else ""


def _names_a_place(words: str) -> bool:
    """Say whether a dateline field is more than a day or a clock."""
    if not _LETTERS.search(words) or re.match(r"\d{4}-\d\d-\d\d", words):
        return False
    day = day_in(words)
    return not day or bool(_LETTERS.search(words[: day.start] + words[day.end :]))


def _translated(item: Item) -> None:
    """Keep what says that a text is machine-translated as labels, and say so in ``ai_text``."""
    lines, tails = _translations()
    labels = []
    for name in ("headline", "standfirst"):
        field = getattr(item, name)
        if tail := tails.search(field):
            labels.append(tail.group().strip())
            setattr(item, name, field[: tail.start()])
    for n, block in enumerate(item.copy):
        if len(block.text) < 3 * _SAME and lines.fullmatch(block.text):
            item.copy[n] = Block(block.text, PartKind.LABEL)
    item.copy[:0] = [Block(words, PartKind.LABEL) for words in dict.fromkeys(labels)]
    item.ai_text |= any(block.kind is PartKind.LABEL for block in item.copy)


@cache
def _translations() -> tuple[re.Pattern[str], re.Pattern[str]]:
    lists = table("newsml")["translated"]
    return any_of(lists["lines"]), any_of(lists["tails"])


def _close(item: Item) -> None:
    """Tell what closes the copy from it: the credits in brackets, or the source's name alone or after a sentence."""
    if not item.copy or item.copy[-1].kind is not PartKind.PARAGRAPH:
        return
    last = item.copy[-1].text
    if (closing := _CREDITS.fullmatch(last)) and is_signoff(closing["credits"]):
        item.copy[-1:] = [Block(closing["before"]), Block(closing["credits"], PartKind.SIGNOFF)]
    elif _signs(last.strip(" ()[].-"), item.source):
        item.copy[-1] = Block(last, PartKind.END)
    elif (tail := _TAIL.fullmatch(last)) and _signs(tail["name"], item.source):
        item.copy[-1:] = [Block(tail["before"]), Block(last[len(tail["before"]) :].strip(), PartKind.END)]


def _signs(words: str, source: str) -> bool:
    agency = agency_called(words) if len(words) <= _LONGEST_SIGN else None
    return bool(source) and (words == source or bool(agency and agency.name == source))


def signal_of(status: str, agency: Agency | None, urgency: str, signals: Iterable[Signal]) -> Signal | None:
    """Return what status, urgency and signals come to, the gravest first; None when they say nothing."""
    statuses = table("newsml")["status"]
    found = list(signals)
    if status and (meaning := statuses.get(status.lower(), "hold")) in ("kill", "hold"):
        found.append(Signal(meaning))
    if alert(agency, urgency):
        found.append(Signal.ALERT)
    return min(found, key=_GRAVEST.index, default=None)


def for_desks(genre: str) -> bool:
    """Say whether a genre is that of notices for desks, which are no copy for readers."""
    return genre.lower() in table("newsml")["genres"]["advisory"]


def doubt_status(status: str, warnings: list[str]) -> None:
    """Warn of a status that is not in the lists: such a piece is held."""
    if status and status.lower() not in table("newsml")["status"]:
        warnings.append(f"status: {status[:60]!r} is not known; held until a person looks")

"""Searches that a reader saved, and the reports of what is new and fits, each with its evidence."""

from dataclasses import dataclass

from writethru.model.query import Query


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search that a reader saved.

    Attributes:
        reader: whose it is; ``name``: how they call it.
        query: what it looks for.
        to: the address of mail or of a webhook that what it finds goes to; empty to be kept on the desk alone.
        last: the number of the news up to which what it found was reported.
        waiting: numbers up to that one whose takes were held back then: they are looked at again.
        trouble: why the last report did not go out, in one plain line, or empty.
    """

    reader: str
    name: str
    query: Query
    to: str = ""
    last: int = 0
    waiting: tuple[int, ...] = ()
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class AlertItem:
    """One take that a saved search found.

    Attributes:
        take, id, source, sent, title, url, story: as of ``Hit`` and ``Take``; ``sent`` in ISO 8601.
        sentence: the whole sentence that shows why it was found, as it stands there.
        found: the words in it that were looked for, as they stand.
        reported: whose words the sentence gives at second hand, with who reports them.
        changes: what it changes in matter against the take before it, one plain line each.
        flag: what a desk must know before it uses it.
        notices: the source's own rights lines, verbatim.
        ai_text: its source says that it was made or altered by AI.
        correction: its source says that it corrects.
    """

    take: str
    id: str
    source: str
    sent: str
    title: str
    url: str
    story: str
    sentence: str
    found: tuple[str, ...]
    reported: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    flag: str = ""
    notices: str = ""
    ai_text: bool = False
    correction: bool = False


@dataclass(frozen=True, slots=True)
class AlertStop:
    """A take that was reported before and that nobody may use any more; ``said`` is why, without a word of it."""

    take: str
    id: str
    source: str
    said: str


@dataclass(frozen=True, slots=True)
class Alert:
    """One report of a saved search: what is new and fits, the latest first, and what was stopped since it was reported.

    ``more`` counts what fits and is left out. ``key`` is the same for the same report, whenever it is sent.
    """

    name: str
    query: Query
    items: tuple[AlertItem, ...]
    stopped: tuple[AlertStop, ...] = ()
    more: int = 0
    key: str = ""


@dataclass(frozen=True, slots=True)
class Reported:
    """What became of one saved search that was due: how many takes were reported, or why none could be."""

    reader: str
    name: str
    to: str
    takes: int = 0
    stopped: int = 0
    trouble: str = ""

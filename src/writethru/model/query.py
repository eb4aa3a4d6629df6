"""What is searched for, and searches that a reader saved to be told of what is new."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Query:
    """What a take must have to be found; what is empty asks for nothing.

    Attributes:
        words: words, and words in double quotes as they stand; of each the beginning is enough.
        speaker: a name; one sentence is to give that one's words.
        figure: a value in figures or words ("350 billion"); one sentence is to give it.
        since, until: days, both included, as they were where it was sent.
    """

    words: str = ""
    speaker: str = ""
    figure: str = ""
    since: date | None = None
    until: date | None = None

    def __bool__(self) -> bool:
        return bool(self.words.strip() or self.speaker.strip() or self.figure.strip() or self.since or self.until)


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search that a reader saved.

    Attributes:
        reader: whose it is; ``name``: how they call it.
        to: the address of mail or of a webhook that what it finds goes to; empty to be shown on the desk alone.
        last: the number of the news up to which what it found was reported.
        trouble: why the last report did not go out, in one plain line, or empty.
    """

    reader: str
    name: str
    query: Query
    to: str = ""
    last: int = 0
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Reported:
    """What became of one saved search: how many takes were reported to whom, or why none could be."""

    reader: str
    name: str
    to: str
    takes: int = 0
    trouble: str = ""

"""What is searched for."""

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

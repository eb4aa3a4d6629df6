"""A statement while it is being read: spans of the take, before speakers are resolved and nesting is known."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from writethru.model import Span, StatementKind


@dataclass(slots=True)
class Draft:
    """One statement found so far.

    Attributes:
        passage: number of the passage it starts in.
        head: the word by which the speaker is resolved; for "who" it lies in the antecedent.
        also: a word each of the others who say it together with the speaker.
        verb: token of the cue in its passage's parse, or -1.
        hearsay: no voice is named, and none is to be looked for.
        carried: the speaker was named for an earlier statement and only goes on here.
        embedded: stands inside somebody's quoted words.
        named: embedded, and a name is the subject of an act of speech: worth keeping there.
        reported: quoted within what somebody else reports: kept there, and never shown.
        unsaid: it does not tell that something was said, or a thing that cannot speak says it.
        spoken: what is direct speech although it has no quotation marks.
    """

    passage: int
    scope: str
    content: list[Span]
    kind: StatementKind = StatementKind.SAID
    cue: list[Span] = field(default_factory=list)
    speaker: Span | None = None
    head: Span | None = None
    also: list[Span] = field(default_factory=list)
    addressee: Span | None = None
    confidence: float = 0.8
    verb: int = -1
    hearsay: bool = False
    carried: bool = False
    embedded: bool = False
    named: bool = False
    reported: bool = False
    unsaid: bool = False
    spoken: list[Span] = field(default_factory=list)

    @property
    def start(self) -> int:
        """Where the content starts."""
        return self.content[0].start

    def settle(self) -> bool:
        """Sort and join the content, take cue and speaker out of it; say whether anything is left."""
        self.cue = sorted(set(self.cue))
        if self.speaker:
            self.cue = subtract(self.cue, [self.speaker])
        taken = [*self.cue, *([self.speaker] if self.speaker else [])]
        self.content = [s for s in subtract(joined(self.content), taken) if s.end > s.start]
        return bool(self.content)


def joined(spans: Iterable[Span]) -> list[Span]:
    """Return spans in order, those that overlap made one."""
    out: list[Span] = []
    for span in sorted(spans):
        if out and span.start < out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return out


def subtract(spans: Iterable[Span], holes: Iterable[Span]) -> list[Span]:
    """Return spans without the stretches in ``holes``."""
    out = list(spans)
    for hole in holes:
        out = [
            piece
            for span in out
            for piece in ((Span(span.start, hole.start), Span(hole.end, span.end)) if span.meets(hole) else (span,))
            if piece.start < piece.end
        ]
    return out


def size(spans: Iterable[Span]) -> int:
    """Return the number of code points in spans that do not overlap."""
    return sum(s.end - s.start for s in spans)


def shared(a: Iterable[Span], b: Iterable[Span]) -> int:
    """Return the number of code points that two lists of spans have in common."""
    b = list(b)
    return sum(max(0, min(x.end, y.end) - max(x.start, y.start)) for x in a for y in b)

"""Each statement of a desk with what is needed to tell whether another is about the same thing."""

from collections.abc import Iterator
from datetime import date, datetime
from functools import cached_property

import msgspec

from writethru.link.claim_sheet import Sheet
from writethru.link.claim_words import stems, words
from writethru.model import Citation, Facts, Span, Statement

_ACCUSING = ("accused", "accuse", "accuses", "accusing")

UNNAMED = "another"
"""The reporter of what somebody else said, where the piece does not tell who."""


class Say(msgspec.Struct, frozen=True, dict=True):
    """One statement in its place; fields as in ``claim_items.Item``.

    Attributes:
        index: of the statement in its take's facts.
        text: the words said and whatever stands between their parts, as received.
        content: the words said alone.
        ruling: it is said by a court or a judge.
        accusing: the words go on with "accused" right before them.
        pronouns: where the pronouns in the words begin in their take, with whom each means.
        reporter: who reports that somebody else said it, or empty; ``reporting``: the entity of the take that it is.
    """

    take: str
    index: int
    order: tuple[str, int, str, int]
    statement: Statement
    citation: Citation
    text: str
    content: str
    chain: str
    story: str
    storyline: str
    origin: str
    day: date | None
    at: datetime | None
    zone_inferred: bool
    voice: str
    person: str
    voice_name: str
    speaker: int | None
    sentence: int
    accusing: bool = False
    pronouns: tuple[tuple[int, str], ...] = ()
    reporter: str = ""
    reporting: int | None = None
    ruling: bool = False

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of the words said, the voice's own name left out."""
        return stems(self.content) - stems(self.voice_name)

    @property
    def key(self) -> tuple[str, int]:
        """Its name among all: the take and the index."""
        return self.take, self.index

    @property
    def teaser(self) -> bool:
        """Whether it stands in what a page says about another page."""
        return self.citation.scope.startswith("teaser")


def says(sheet: Sheet) -> Iterator[Say]:
    """Yield the statements of a take whose speaker is clear, before it is known where it stands. O(statements).

    Headlines say again what the copy says.
    """
    for index, statement in enumerate(sheet.facts.statements):
        if statement.shown and statement.content and statement.scope != "headline":
            yield _say(sheet, index)


def denies(facts: Facts) -> bool:
    """Say whether somebody denies something in a take."""
    denying = words()["statements"]["denying"]
    return any(statement.kind.value in denying for statement in facts.statements)


def _say(sheet: Sheet, index: int) -> Say:
    take, statement = sheet.take, sheet.facts.statements[index]
    span = Span(min(s.start for s in statement.content), max(s.end for s in statement.content))
    name, speaker = sheet.voice(statement)
    reporter, reporting = "", None
    if statement.reported_by_another:
        inside = statement.inside
        reporter, reporting = sheet.voice(None if inside is None else sheet.facts.statements[inside])
        reporter = reporter or UNNAMED
    text, whole = span.of(take.text), len(statement.content) == 1
    return Say(
        take=take.key,
        index=index,
        order=(sheet.moment, take.marker.rank, take.key, span.start),
        statement=statement,
        citation=Citation(take.key, span, statement.scope),
        text=text,
        content=text if whole else " ".join(part.of(take.text) for part in statement.content),
        chain="",
        story="",
        storyline="",
        origin="",
        day=sheet.day,
        at=sheet.at,
        zone_inferred=sheet.zone_inferred,
        voice=name.lower(),
        person="",
        voice_name=name,
        speaker=speaker,
        sentence=sheet.sentence(span)[0],
        accusing=any(take.text[c.start : span.start].rstrip().endswith(_ACCUSING) for c in statement.cue),
        pronouns=sheet.pronouns(span),
        reporter=reporter,
        reporting=reporting,
        ruling=statement.kind.value in words()["statements"]["denying"] and sheet.rules(statement),
    )

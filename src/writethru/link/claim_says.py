"""Each statement of a desk with what is needed to tell whether another is about the same thing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from writethru.link.claim_items import moment, sent
from writethru.link.claim_sheet import Sheet
from writethru.link.claim_words import stems
from writethru.model import Citation, Facts, Placement, Span, Statement, Take


UNNAMED = "another"
"""The reporter of what somebody else said, where the piece does not tell who."""


@dataclass(frozen=True, slots=True)
class Say:
    """One statement in its place; fields as in ``claim_items.Item``.

    Attributes:
        index: of the statement in its take's facts.
        text: the words said and whatever stands between their parts, as received.
        stems: of those words, the voice's own name left out.
        reporter: who reports that somebody else said it, or empty.
    """

    take: str
    index: int
    order: tuple[str, int, str, int]
    statement: Statement
    citation: Citation
    text: str
    stems: frozenset[str]
    chain: str
    story: str
    storyline: str
    origin: str
    day: date | None
    at: datetime | None
    voice: str
    person: str
    voice_name: str
    sentence: int
    reporter: str = ""

    @property
    def key(self) -> tuple[str, int]:
        """Its name among all: the take and the index."""
        return self.take, self.index

    @property
    def teaser(self) -> bool:
        """Whether it stands in what a page says about another page."""
        return self.citation.scope.startswith("teaser")


def says(
    pieces: Sequence[tuple[Take, Facts]],
    placements: Mapping[str, Placement],
    voices: Mapping[tuple[str, int], str],
    names: Mapping[str, str],
    origins: Mapping[str, str],
) -> Iterator[Say]:
    """Yield the statements whose speaker is clear; headlines say again what the copy says. O(statements)."""
    for take, facts in pieces:
        placement = placements.get(take.key)
        if placement is None:
            continue
        sheet = Sheet(take, facts, voices, names)
        for index, statement in enumerate(facts.statements):
            if statement.shown and statement.content and statement.scope != "headline":
                yield _say(sheet, index, placement, origins.get(take.key, ""))


def _say(sheet: Sheet, index: int, placement: Placement, origin: str) -> Say:
    take, statement = sheet.take, sheet.facts.statements[index]
    span = Span(min(s.start for s in statement.content), max(s.end for s in statement.content))
    voice, person, name = sheet.voice(statement)
    reporter = ""
    if statement.reported_by_another:
        inside = statement.inside
        reporter = (sheet.voice(sheet.facts.statements[inside])[2] if inside is not None else "") or UNNAMED
    content = " ".join(part.of(take.text) for part in statement.content)
    return Say(
        take=take.key,
        index=index,
        order=(moment(take), take.marker.rank, take.key, span.start),
        statement=statement,
        citation=Citation(take.key, span, statement.scope),
        text=span.of(take.text),
        stems=stems(content) - stems(name),
        chain=placement.chain,
        story=placement.story,
        storyline=placement.storyline,
        origin=origin,
        day=take.day,
        at=sent(take),
        voice=voice,
        person=person,
        voice_name=name,
        sentence=sheet.sentence(span)[0],
        reporter=reporter,
    )

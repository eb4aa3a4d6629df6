"""One take with its facts, looked up for its figures: the sentence, the places in it, and whoever says it."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Generic, TypeVar

from writethru.link.claim_words import WORD, cue, stems, words
from writethru.model import EntityKind, Facts, Figure, MentionKind, PartKind, Sentence, Span, Statement, Take

T = TypeVar("T", int, str)

_LEAD = 2  # paragraphs that say what a piece is about
_LONG_GONE = 45  # days
_BEFORE, _AFTER = 6, 8  # words beside a figure that say what it is about
_SAYING = 3  # words beside it that say anything
_APPOSED = re.compile(r",\s*(?:the\s*)?$", re.IGNORECASE)
_CLAUSE = re.compile(r",|\s(?:who|that|which)\s")
_WORDS = re.compile(r"\S+")
_NO_NAMES = ("ap", "associated press", "the associated press")


class _Within(Generic[T]):
    """Stretches of a text, each with what stands there: those inside another are found in O(log n + found)."""

    def __init__(self, found: Iterable[tuple[Span, T]]) -> None:
        self._found: list[tuple[int, int, T]] = sorted((span.start, span.end, what) for span, what in found)
        self._starts: list[int] = [start for start, _, _ in self._found]

    def of(self, around: Span) -> Iterator[tuple[int, int, T]]:
        """Yield where each begins and ends that lies wholly inside a stretch, and what stands there."""
        first, last = bisect_left(self._starts, around.start), bisect_left(self._starts, around.end)
        return (one for one in self._found[first:last] if one[1] <= around.end)


@dataclass(frozen=True, slots=True)
class Wording:
    """One sentence, as its figures ask about it: its words, their stems, and the cues that it carries."""

    text: str
    stems: frozenset[str]
    against: bool
    contrast: bool
    least: bool
    later: bool
    running: bool


class Sheet:
    """One take with its facts, laid out for looking up.

    Attributes:
        speakers: the entities that were asked about as voices, each with whether the take has no name for it.
        day: of the take. ``at``: the moment that it was sent, in its zone (UTC where it has none); None where only the
            day is known. ``zone_inferred``: that zone is an inference, or none is known.
        moment: when it was sent or written, so that it sorts by time; empty where neither is known.
    """

    def __init__(self, take: Take, facts: Facts) -> None:
        self.take, self.facts = take, facts
        self.speakers: dict[int, bool] = {}
        self.day, self.at = take.day, _sent(take)
        self.zone_inferred = bool(self.at and take.sent and (take.sent.zone_inferred or not take.sent.at.tzinfo))
        self.moment = self.at.astimezone(UTC).isoformat() if self.at else self.day.isoformat() if self.day else ""
        self._ends = [sentence.span.end for sentence in facts.sentences]
        self._wordings: dict[int, Wording] = {}
        self._figure_starts = sorted(figure.span.start for figure in facts.figures)
        self._figure_ends = sorted(figure.span.end for figure in facts.figures)
        copy = [s.paragraph for s in facts.sentences if s.scope == "copy"]
        self._first = min(copy, default=0)
        lead = [s.span for s in facts.sentences if s.scope == "copy" and s.paragraph - self._first < _LEAD]
        head = (*take.spans(PartKind.HEADLINE), *lead)
        placed = take.dateline.places if take.dateline else ()
        self.scene = self.named(*head) | {place.casefold() for place in placed}
        self._head = " ".join([take.title, *(span.of(take.text) for span in lead)])

    def _mentioned(self, *kinds: MentionKind) -> Iterator[tuple[Span, int]]:
        return (
            (mention.span, number)
            for number, entity in enumerate(self.facts.entities)
            for mention in entity.mentions
            if mention.kind in kinds
        )

    @cached_property
    def _mentions(self) -> _Within[str]:
        """The names of the take, folded; whoever sends it left out."""
        own, folded = (self.take.source.casefold(), *_NO_NAMES), [one.name.casefold() for one in self.facts.entities]
        found = self._mentioned(MentionKind.NAME, MentionKind.SURNAME)
        return _Within((span, folded[number]) for span, number in found if folded[number] not in own)

    @cached_property
    def _pronouns(self) -> _Within[int]:
        return _Within(self._mentioned(MentionKind.PRONOUN))

    @cached_property
    def _names_at(self) -> _Within[int]:
        found = self._mentioned(MentionKind.NAME)
        return _Within(one for one in found if self.facts.entities[one[1]].kind is not EntityKind.PLACE)

    @cached_property
    def _places_at(self) -> _Within[str]:
        every = (one for one in self.facts.entities if one.kind is EntityKind.PLACE)
        return _Within((mention.span, one.name) for one in every for mention in one.mentions)

    def wording(self, number: int, around: Span) -> Wording:
        """Return the words of a sentence, by its number, or of a stretch that is in none."""
        if number not in self._wordings or number < 0:
            text = around.of(self.take.text)
            cues = (bool(cue(one).search(text)) for one in ("against", "contrast", "least", "later", "running"))
            self._wordings[number] = Wording(text, stems(text), *cues)
        return self._wordings[number]

    @cached_property
    def lead(self) -> frozenset[str]:
        """The stems of headline and lead."""
        return stems(self._head)

    def depth(self, figure: Figure, sentence: Sentence | None) -> int:
        """Return how many paragraphs of copy stand before a figure; none before one of the headline."""
        if figure.scope == "headline" or sentence is None:
            return 0
        return max(0, sentence.paragraph - self._first)

    def named(self, *around: Span) -> frozenset[str]:
        """Return the names that stand in some stretches of the take, folded; whoever sends it left out."""
        return frozenset(name for stretch in around for _, _, name in self._mentions.of(stretch))

    def free(self, figure: Span) -> Span:
        """Return the stretch round a figure from the one before it to the one behind it; the take's where none is."""
        last = bisect_right(self._figure_ends, figure.start)
        after = bisect_left(self._figure_starts, figure.end)
        return Span(
            self._figure_ends[last - 1] if last else 0,
            self._figure_starts[after] if after < len(self._figure_starts) else len(self.take.text),
        )

    def past(self, sentence: Span) -> bool:
        """Say whether a sentence points at a day that was long gone when the piece was written."""
        day = self.day or self.facts.anchor.day
        return day is not None and any(
            d.latest is not None and (day - d.latest).days > _LONG_GONE
            for d in self.facts.dates
            if sentence.covers(d.span)
        )

    def setting(self, sentence: Span, figure: Span) -> tuple[str, Span]:
        """Return the words of a sentence beside a figure, which is left open, and where they stand.

        Six before it and eight behind; nothing where that says no more than the figure.
        """
        text = self.take.text
        before = list(_WORDS.finditer(text, sentence.start, figure.start))[-_BEFORE:]
        after = list(_WORDS.finditer(text, figure.end, max(figure.end, sentence.end)))[:_AFTER]
        if len(before) + len(after) < _SAYING:
            return "", figure
        told = " ".join([*(m[0] for m in before), "…", *(m[0] for m in after)])
        start, end = before[0].start() if before else figure.start, after[-1].end() if after else figure.end
        return re.sub(r"(?<=…) (?=[.,;:!?])|^`|``|''|[.,;:]$", "", told), Span(start, end)

    def pronouns(self, around: Span) -> tuple[tuple[int, str], ...]:
        """Return where the pronouns of a stretch of the take begin, with the name of whom each means."""
        return tuple((start, self.facts.entities[number].name) for start, _, number in self._pronouns.of(around))

    def sentence(self, span: Span) -> tuple[int, Sentence | None]:
        """Return the sentence around a span and its number."""
        number = bisect_right(self._ends, span.start)
        found = self.facts.sentences[number] if number < len(self._ends) else None
        return (number, found) if found and found.span.meets(span) else (-1, None)

    def places(self, sentence: Span, statement: Statement | None) -> frozenset[str]:
        """Return the places named in a sentence, the speaker left out."""
        spoken = statement.speaker if statement else ()
        found = self._places_at.of(sentence)
        return frozenset(
            name for start, end, name in found if not any(own.start < end and start < own.end for own in spoken)
        )

    def statement(self, figure: Figure) -> Statement | None:
        """Return the statement of a figure; of what one says that another said, the one who says it.

        None for what the reporter adds to a noun in it: the toll in "she will sue over a wreck that killed 12".
        """
        found = self.facts.answered_for(figure.statement)
        return None if found and self._added(found, figure.span) else found

    def _added(self, statement: Statement, figure: Span) -> bool:
        """Say whether a figure stands in a relative clause of what is told in the reporter's words, behind the cue."""
        if any(own.covers(figure) for own in statement.words):
            return False
        told = next((part for part in statement.content if part.covers(figure)), None)
        if told is None or not any(word.end <= told.start for word in statement.cue):
            return False
        return bool(cue("relative").search(" ".join(self.take.text[told.start : figure.start].split())))

    def voice(self, statement: Statement | None) -> tuple[str, int | None]:
        """Return who says it: the name to show, and which entity of the take it is, where it is one."""
        if statement is None or not statement.shown:
            return "", None
        number = statement.entity if statement.entity is not None else self._named(statement.speaker)
        if number is not None and (name := self._entity(number)):
            self.speakers[number] = self.facts.entities[number].group
            return name, number
        speaker = " ".join(" ".join(span.of(self.take.text) for span in statement.speaker).split())
        return ("" if speaker.lower() in words()["words"]["pronouns"] else _brief(speaker)), None

    def rules(self, statement: Statement) -> bool:
        """Say whether a speaker is a court or one of its judges, by his words or by what the piece calls him."""
        called = [span.of(self.take.text) for span in statement.speaker]
        if statement.entity is not None and 0 <= statement.entity < len(self.facts.entities):
            entity = self.facts.entities[statement.entity]
            called += [*entity.names, *(role.title for role in entity.roles)]
        return bool(cue("court").search(" ".join(called)))

    def _named(self, speaker: Sequence[Span]) -> int | None:
        """Return the one body, or the person set beside his office, that a speaker's words name."""
        found = {
            number
            for words in speaker
            for start, end, number in self._names_at.of(words)
            if self._speaks(self.facts.entities[number].kind, Span(start, end), words)
        }
        return found.pop() if len(found) == 1 else None

    def _speaks(self, kind: EntityKind, span: Span, speaker: Span) -> bool:
        """Say whether a name in a speaker's words is the one who speaks: no owner, and a person only beside a comma.

        A body speaks itself or by its organs: "a Harbor Board spokesman", not "the Harbor Board chapter of" another.
        """
        before, after = self.take.text[speaker.start : span.start], self.take.text[span.end : speaker.end]
        if after.startswith(("'s", "’s")):
            return False
        beside_comma = bool(_APPOSED.search(before))
        if beside_comma or kind is not EntityKind.BODY:
            return beside_comma or not before
        beside = {word.lower() for word in WORD.findall(f"{before} {_CLAUSE.split(after, maxsplit=1)[0]}")}
        organs, own = words()["words"]["organs"], words()["words"]["determiners"]
        return "," not in before and "former" not in beside and (beside <= set(own) or bool(beside & set(organs)))

    def _entity(self, number: int) -> str:
        return self.facts.entities[number].name if 0 <= number < len(self.facts.entities) else ""


def _sent(take: Take) -> datetime | None:
    if take.sent is None or take.sent.day_only:
        return None
    return take.sent.at if take.sent.at.tzinfo else take.sent.at.replace(tzinfo=UTC)


def _brief(speaker: str) -> str:
    """Cut a speaker's words to the noun that names him: no clause, no place or time behind it."""
    head = _CLAUSE.split(speaker, maxsplit=1)[0]
    return re.split(r"\s(?:from|between|in|at|on|during|after)\s", head, maxsplit=1)[0]

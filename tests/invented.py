"""Takes and facts made by hand out of invented copy: what a reader and the layers would find in it."""

from dataclasses import dataclass, field
from datetime import date, datetime

from writethru.enrich.sentences import split
from writethru.model import (
    Anchor,
    DateExpression,
    Dateline,
    DateType,
    Entity,
    EntityKind,
    Event,
    EventKind,
    EventState,
    Facts,
    Figure,
    Marker,
    Mention,
    MentionKind,
    Part,
    PartKind,
    Sent,
    Sentence,
    SourceKind,
    Span,
    Statement,
    Take,
    Teaser,
)

KINDS = {
    "H": PartKind.HEADLINE,
    "N": PartKind.NOTE,
    "D": PartKind.DATELINE,
    "S": PartKind.STANDFIRST,
    "P": PartKind.PARAGRAPH,
    "E": PartKind.END,
    "T": PartKind.TEASER,
}


@dataclass
class Copy:
    """One piece under construction; ``lines`` are (kind letter, words)."""

    key: str
    lines: list[tuple[str, str]]
    source: str = "Vell Wire"
    sent: datetime | None = None
    day: date | None = None
    title: str = ""
    marker: Marker = field(default_factory=Marker)
    language: str = "en"
    text: str = ""
    parts: list[Part] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    dates: list[DateExpression] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)

    def __post_init__(self):
        teasers = 0
        for letter, words in self.lines:
            group = ""
            if letter == "T":
                teasers += 1
                group = f"teaser-{teasers}"
            start = len(self.text)
            self.text += words
            self.parts.append(Part(KINDS[letter], Span(start, len(self.text)), group))
            self.text += " " if letter == "D" else "\n\n"

    def at(self, words: str, inside: str = "") -> Span:
        """Where words stand, within the first place of other words when given; they must be there."""
        start = self.text.index(inside) if inside else 0
        found = self.text.index(words, start)
        return Span(found, found + len(words))

    def scope(self, span: Span) -> str:
        part = next(p for p in self.parts if p.span.covers(span))
        return part.group or ("headline" if part.kind is PartKind.HEADLINE else "copy")

    def entity(self, name: str, *mentions, kind=EntityKind.PERSON, names=()) -> int:
        """Add an entity; a mention is (kind, words, inside[, confidence])."""
        made = []
        for mention, words, inside, *confidence in mentions:
            span = self.at(words, inside)
            made.append(Mention(span, self.scope(span), mention, *confidence))
        made.sort(key=lambda m: m.span)
        self.entities.append(Entity(kind, name, (name, *names), tuple(made)))
        return len(self.entities) - 1

    def place(self, *names: str) -> None:
        for name in names:
            self.entity(name, (MentionKind.NAME, name, ""), kind=EntityKind.PLACE)

    def says(self, content: str, entity: int | None, speaker: Span | None = None, **more) -> int:
        span = self.at(content)
        more.setdefault("scope", self.scope(span))
        self.statements.append(Statement((span,), entity=entity, speaker=(speaker,) if speaker else (), **more))
        return len(self.statements) - 1

    def date(self, words: str, first: date | None, last: date | None = None, inside="", **more) -> None:
        span = self.at(words, inside)
        value = more.pop("value", first.isoformat() if first else "XXXX")
        more.setdefault("scope", self.scope(span))
        self.dates.append(
            DateExpression(span, type=DateType.DATE, value=value, earliest=first, latest=last or first, **more)
        )

    def event(self, kind: str, state: str, trigger: str, words: str, actor: int | None, *also: int, **more) -> None:
        """Add an event: ``words`` is the whole of it, ``object`` and ``condition`` are words inside."""
        whole = self.at(words)
        for name in ("object", "condition"):
            if given := more.pop(name, ""):
                more[name] = (self.at(given, words),)
        more.setdefault("scope", self.scope(whole))
        more.setdefault("plover", "CONSULT" if kind == "contact" else "")
        spans = {"spans": (whole,), "trigger": (self.at(trigger, words),)}
        self.events.append(Event(EventKind(kind), EventState(state), actor=actor, also=also, **spans, **more))

    def take(self) -> Take:
        dateline = next((p.span for p in self.parts if p.kind is PartKind.DATELINE), None)
        groups = [p for p in self.parts if p.kind is PartKind.TEASER]
        return Take(
            key=self.key,
            id=self.key,
            document="0" * 64,
            format="wire",
            source=self.source,
            source_kind=SourceKind.AGENCY,
            text=self.text,
            parts=tuple(self.parts),
            headline=self.lines[0][1] if self.lines[0][0] == "H" else "",
            title=self.title,
            marker=self.marker,
            sent=Sent(self.sent, zone_inferred=True, why="no zone given") if self.sent else None,
            dateline=Dateline(("Orra",), self.day, False, self.source, dateline) if dateline else None,
            teasers=tuple(Teaser(p.group, text=(p.span,)) for p in groups),
        )

    def facts(self) -> Facts:
        read = [
            p
            for p in self.parts
            if p.kind in (PartKind.HEADLINE, PartKind.STANDFIRST, PartKind.PARAGRAPH, PartKind.TEASER)
        ]
        sentences = tuple(
            Sentence(Span(p.span.start + a, p.span.start + b), self.scope(p.span), number, self.language)
            for number, p in enumerate(read)
            for a, b in split(p.span.of(self.text), self.language)
        )
        return Facts(
            self.key,
            self.language,
            Anchor(self.day, given=self.day is not None),
            sentences,
            tuple(self.entities),
            tuple(self.statements),
            tuple(self.figures),
            tuple(sorted(self.dates, key=lambda d: d.span)),
            tuple(self.events),
        )

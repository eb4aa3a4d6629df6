"""A few invented takes with their facts, as the layers and the other links would give them: for tests of claims."""

from datetime import UTC, datetime

from writethru.enrich.figures import layer as figures
from writethru.enrich.piece import open_piece
from writethru.enrich.sentences import layer as sentences
from writethru.enrich.syntax import layer as syntax
from writethru.link.claims import claims
from writethru.model import (
    Entity,
    EntityKind,
    Marker,
    Mention,
    MentionKind,
    NoteItem,
    Origin,
    OriginKind,
    Part,
    PartKind,
    Placement,
    Sent,
    Signal,
    SourceKind,
    Span,
    Statement,
    Take,
)

LAYERS = (sentences(), syntax(), figures())


class Desk:
    """A few takes with their facts, as the layers and the other links would give them."""

    def __init__(self):
        self.pieces, self.placements, self.origins, self.voices, self.names = [], [], [], {}, {}

    def add(
        self,
        text,
        *said,
        chain="",
        story="s1",
        origin="Alder Wire",
        day=4,
        rank=1,
        places=(),
        teaser="",
        language="en",
        signal=Signal.UPDATE,
        removes="",
        series="",
    ):
        """File a take; ``said`` holds (speaker, words said, kind) and, where it rejects one, the index of that."""
        number = len(self.pieces)
        key = f"{number:016x}"
        whole = f"{text}\n\n{teaser}" if teaser else text
        parts, at = [], 0
        for paragraph in text.split("\n\n"):
            parts.append(Part(PartKind.PARAGRAPH, Span(at, at + len(paragraph))))
            at += len(paragraph) + 2
        if teaser:
            parts.append(Part(PartKind.TEASER, Span(len(text) + 2, len(whole)), "teaser-1"))
        sent = Sent(datetime(2031, 5, day, 8 + rank, tzinfo=UTC))
        take = Take(
            key,
            key,
            "0" * 64,
            "wire",
            origin,
            SourceKind.AGENCY,
            whole,
            tuple(parts),
            marker=Marker(signal=signal, rank=rank),
            sent=sent,
            note=(NoteItem("removes", removes, Span(0, 1)),) if removes else (),
        )
        piece = open_piece(take)
        piece.language, piece.languages = language, [language] * len(piece.passages)
        for name in places:
            at = [m for m in range(len(text)) if text.startswith(name, m)]
            mentions = tuple(Mention(Span(m, m + len(name)), "copy", MentionKind.NAME) for m in at)
            piece.entities.append(Entity(EntityKind.PLACE, name, (name,), mentions))
        for one in said:
            self._say(piece, key, *one)
        for one in LAYERS:
            one([piece])
        before = [p.take for p in self.placements if p.chain == chain]
        self.pieces.append((take, piece.facts()))
        previous = before[-1] if before else None
        self.placements.append(Placement(key, chain or key, previous, series, story, "line", ("line",)))
        kind = OriginKind.REPORTING if origin else OriginKind.UNKNOWN
        self.origins.append(Origin(key, kind, origin))
        return self

    def _say(self, piece, key, speaker, words, kind, rejects=None):
        start, at = piece.text.index(words), piece.text.index(speaker)
        span = Span(at, at + len(speaker))
        index = len(piece.entities)
        piece.entities.append(Entity(EntityKind.BODY, speaker, (speaker,), (Mention(span, "copy", MentionKind.NAME),)))
        person = speaker.lower().replace(" ", "-")
        self.voices[key, index], self.names[person] = person, speaker
        content = (Span(start, start + len(words)),)
        cue = (Span(span.end + 1, start - 1),) if span.end + 1 < start - 1 else ()
        piece.statements.append(Statement(content, "copy", (span,), cue, kind=kind, entity=index, rejects=rejects))

    def claims(self):
        return claims(self.pieces, self.placements, self.voices, self.names, self.origins)

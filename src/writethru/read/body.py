"""The body of a piece: paragraphs and tables, and whatever stands among them that is no copy."""

import re
from dataclasses import dataclass, field, replace

from writethru.model import Part, PartKind, Picture, Span
from writethru.read.bylines import is_signoff
from writethru.read.captions import caption_start, is_caption, picture
from writethru.read.chrome import is_consent, is_furniture, is_related, label
from writethru.read.lines import Line, end_in, is_bullet, is_columns, is_divider, is_end, is_more, lines, signed
from writethru.read.notes import is_note, note_end, opens_note
from writethru.read.notices import glued, is_notice
from writethru.read.paragraphs import paragraphs
from writethru.read.times import file_time

_CREDIT = 60
_TABLE = 3  # lines in columns that make a table
_MAIL = re.compile(r"^[\w.+-]+@[\w-]+(?:\.[\w-]+)+$")


@dataclass(slots=True)
class Body:
    """What was found so far, in order; ``pictures`` go with their ``CAPTION`` parts by group."""

    text: str
    parts: list[Part] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)

    def add(self, kind: PartKind, span: Span, group: str = "") -> None:
        """Add a part; an empty one is left out."""
        if span.end > span.start:
            self.parts.append(Part(kind, span, group))

    def relabel(self, kind: PartKind, other: PartKind) -> None:
        """Take the parts of one kind, found so far, for another."""
        self.parts = [replace(part, kind=other) if part.kind is kind else part for part in self.parts]

    def add_caption(self, span: Span) -> None:
        """Add a caption as a picture of its own, without the mark before it."""
        span = Span(span.start + caption_start(span.of(self.text)), span.end)
        group = f"picture-{len(self.pictures) + 1}"
        if span.end > span.start:
            read = picture(self.text, span, group)
            words = span.of(self.text)
            if not read.credit and self.text[span.start - 2 : span.start].strip() == ":" and len(words) < _CREDIT:
                read = replace(read, credit=words)  # "Photo: Jane Doe"
            self.pictures.append(read)
            self.add(PartKind.CAPTION, span, group)

    def add_copy(self, start: int, end: int) -> None:
        """Add running text: paragraphs and tables, with notes, captions, marks and rights lines told apart."""
        found = lines(self.text, start, end)
        at = 0
        soft: list[Line] = []
        while at < len(found):
            stop, kind = _hard(self.text, found, at)
            if kind is None:
                soft.append(found[at])
                at += 1
                continue
            self._paragraphs(soft, start)
            soft = []
            self._hard_part(kind, Span(found[at].span.start, found[stop - 1].span.end))
            at = stop
        self._paragraphs(soft, start)
        self._sign()

    def _sign(self) -> None:
        """Take the initials of those who wrote and edited off the end."""
        last = self.parts[-1] if self.parts else None
        if last is None or last.kind is not PartKind.PARAGRAPH:
            return
        if cut := signed(last.span.of(self.text)):
            self.parts.pop()
            self.add(PartKind.PARAGRAPH, _trimmed(self.text, Span(last.span.start, last.span.start + cut[0])))
            self.add(PartKind.SIGNOFF, _trimmed(self.text, Span(last.span.start + cut[0], last.span.end)))

    def _hard_part(self, kind: PartKind, span: Span) -> None:
        if kind is PartKind.CAPTION:
            self.add_caption(span)
        else:
            self.add(kind, span)

    def _paragraphs(self, soft: list[Line], least: int) -> None:
        if not soft:
            return
        # From the line's own start, so that an indent is seen.
        start = self.text.rfind("\n", 0, soft[0].span.start) + 1
        before = self.parts[-1].span.end if self.parts else 0
        for span in paragraphs(self.text, max(start, before, least), soft[-1].span.end):
            self._paragraph(span)

    def _paragraph(self, span: Span) -> None:
        words = span.of(self.text)
        if is_note(words):
            self.add(PartKind.NOTE, span)
        elif is_bullet(words) and not any(p.kind is PartKind.PARAGRAPH for p in self.parts):
            self.add(PartKind.STANDFIRST, span)  # a summary stands above the copy
        elif is_signoff(words):
            self.add(PartKind.SIGNOFF, span)
        elif is_notice(words):
            self.add(PartKind.RIGHTS, span)
        elif rights := glued(self.text, span):
            self._paragraph(_trimmed(self.text, Span(span.start, rights.start)))
            self.add(PartKind.RIGHTS, rights)
        elif cut := end_in(words):
            self._cut(span, cut)
        else:
            self.add(PartKind.PARAGRAPH, span)

    def _cut(self, span: Span, cut: tuple[int, int]) -> None:
        start, end = span.start + cut[0], span.start + cut[1]
        if self.text[end : span.end].strip(" .)]") and cut[0]:  # in the midst of a paragraph it is a word like another
            self.add(PartKind.PARAGRAPH, span)
            return
        self.add(PartKind.PARAGRAPH, _trimmed(self.text, Span(span.start, start)))
        self.add(PartKind.END, Span(start, end))
        self.add(PartKind.CHROME, _trimmed(self.text, Span(end, span.end)))


def _hard(text: str, found: list[Line], at: int) -> tuple[int, PartKind | None]:
    """Return the line after, and the kind, when a line is told by itself; None for running text."""
    words = found[at].words
    if opens_note(words):
        spans = [line.span for line in found]
        stop = note_end(text, spans, at)
        while stop < len(found) and not words.startswith("(") and not (found[stop].gap or found[stop].indented):
            stop += 1
        return stop, PartKind.NOTE
    if is_columns(words):
        stop = at
        while stop < len(found) and (is_columns(found[stop].words) or _between_columns(found, stop)):
            stop += 1
        return (stop, PartKind.TABLE) if stop - at >= _TABLE else (at + 1, None)
    after = found[at + 1] if at + 1 < len(found) else None
    if (
        found[at].gap
        and (after is None or after.gap)
        and (is_furniture(words) or is_related(words) or is_consent(words))
    ):
        return at + 1, PartKind.CHROME
    return at + 1, _one_line(words)


def _between_columns(found: list[Line], at: int) -> bool:
    return 0 < at < len(found) - 1 and not found[at].gap and is_columns(found[at + 1].words)


def _one_line(words: str) -> PartKind | None:
    if is_end(words) or is_more(words):
        return PartKind.END
    if is_divider(words):
        return PartKind.MARKUP
    if file_time(words):
        return PartKind.TIME
    if is_notice(words):
        return PartKind.RIGHTS
    if _MAIL.match(words):
        return PartKind.SIGNOFF
    if is_caption(words):
        return PartKind.CAPTION
    return PartKind.LABEL if label(words) else None


def _trimmed(text: str, span: Span) -> Span:
    words = span.of(text)
    return Span(span.start + len(words) - len(words.lstrip()), span.end - len(words) + len(words.rstrip()))

"""What a page says about other pages: a list of teasers, each with its own label or none.

A label stands before the text that it labels. An item may have a picture's description with its label, a headline,
a text; any of them may be missing.
"""

from dataclasses import dataclass, field, replace

from writethru.model import Part, PartKind, Picture, Span, Teaser
from writethru.read.chrome import label
from writethru.read.lines import Line, is_prose


@dataclass(slots=True)
class Teasers:
    """Builds teasers line by line; ``pictures`` are numbered on from those of the page."""

    first_picture: int
    parts: list[Part] = field(default_factory=list)
    teasers: list[Teaser] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    _open: Teaser | None = None

    def read(self, found: list[Line]) -> None:
        """Read all lines of the list."""
        headed = _headed(found)
        for n, line in enumerate(found):
            made = label(line.words)
            if describes(found, n):
                self._start_if(self._has_content())
                self._picture(line.span)
            elif made:
                self._label(line.span, text=made.text, picture=made.picture)
            elif is_prose(line.words):
                self._text(line.span, own=not headed)
            else:
                self._headline(line.span)
        self._close()

    def headline(self, span: Span) -> None:
        """Add a teaser that is a headline alone: a link inside the copy."""
        self._start_if(new=True)
        self._headline(span)
        self._close()

    def _has_content(self) -> bool:
        return self._open is not None and bool(self._open.headline or self._open.text)

    def _start_if(self, new: bool) -> Teaser:
        if new or self._open is None:
            self._close()
            self._open = Teaser(group=f"teaser-{len(self.teasers) + 1}")
        return self._open

    def _close(self) -> None:
        if self._open is not None and (self._open.headline or self._open.text):
            self.teasers.append(self._open)
        self._open = None

    def _picture(self, span: Span) -> None:
        group = f"picture-{self.first_picture + len(self.pictures)}"
        self.pictures.append(Picture(group, description=span))
        self._start_if(new=False)
        self.parts.append(Part(PartKind.DESCRIPTION, span, group))

    def _label(self, span: Span, text: bool, picture: bool) -> None:
        if picture and self.pictures and not text:
            self.pictures[-1] = replace(self.pictures[-1], ai_made=True)
            self.parts.append(Part(PartKind.LABEL, span, self.pictures[-1].group))
            return
        teaser = self._start_if(self._open is not None and bool(self._open.text))
        self.parts.append(Part(PartKind.LABEL, span, teaser.group))
        self._open = replace(teaser, label=span, ai_text=teaser.ai_text or text)

    def _headline(self, span: Span) -> None:
        teaser = self._start_if(self._has_content())
        self.parts.append(Part(PartKind.TEASER_HEADLINE, span, teaser.group))
        self._open = replace(teaser, headline=span)

    def _text(self, span: Span, own: bool) -> None:
        teaser = self._start_if(own and self._open is not None and bool(self._open.text))
        self.parts.append(Part(PartKind.TEASER, span, teaser.group))
        self._open = replace(teaser, text=(*teaser.text, span))


def _headed(found: list[Line]) -> bool:
    """Say whether every text of the list stands under a headline of its own, so that a second one goes on."""
    titles = [n for n, line in enumerate(found) if _is_title(found, n, line)]
    texts = [n for n, line in enumerate(found) if is_prose(line.words) and not describes(found, n)]
    labels = sum(1 for line in found if (made := label(line.words)) and made.text)
    return len(titles) >= 2 and bool(texts) and titles[0] < texts[0] and labels <= len(titles)


def _is_title(found: list[Line], n: int, line: Line) -> bool:
    return not is_prose(line.words) and not label(line.words) and not describes(found, n)


def describes(found: list[Line], n: int) -> bool:
    """Say whether the line directly above a label of pictures is a description."""
    if n + 1 >= len(found) or found[n + 1].gap or label(found[n].words):
        return False
    made = label(found[n + 1].words)
    return bool(made and made.picture and not made.text)

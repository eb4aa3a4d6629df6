"""The numbered citations of one page, and the words that each of them opens."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from writethru.model import COPY, Citation, CitedSentence, PartKind, Span, Take
from writethru.publish.clearance import Clearance, is_headline
from writethru.publish.content import SiteContent
from writethru.publish.marks import anchor, edged, marked, unsigned
from writethru.publish.rights import Audience, Extent, desk_marks, notice
from writethru.tell.display import shown

if TYPE_CHECKING:
    from markupsafe import Markup

_TOLD = COPY | {PartKind.CAPTION, PartKind.DESCRIPTION, PartKind.TEASER, PartKind.TEASER_HEADLINE}


@dataclass(frozen=True, slots=True)
class Entry:
    """One numbered citation: the take, its words as HTML, and the page that opens them in the whole take."""

    number: int
    take: Take
    words: "Markup"
    language: str
    opens: str
    rights: str
    notice: str
    place: str


class Notes:
    """Numbers the citations of a page in the order in which they are first asked for."""

    def __init__(self, content: SiteContent, exit_: Clearance, pages: Mapping[str, str]) -> None:
        self._content = content
        self._exit = exit_
        self._pages = pages
        self._numbers: dict[tuple[str, Span], int] = {}
        self._linked: set[int] = set()

    def number(self, citation: Citation) -> int:
        """Return the number of a citation; the same words have the same number."""
        return self._numbers.setdefault((citation.take, citation.span), len(self._numbers) + 1)

    def link(self, citation: Citation) -> "Markup":
        """Return the numbered link to a citation's words; the first of each number can be linked back to."""
        from markupsafe import Markup

        number = self.number(citation)
        back = "" if number in self._linked else Markup(' id="r{}"').format(number)
        self._linked.add(number)
        return Markup('<sup><a class="cite" href="#c{0}"{1} aria-label="Words and source {0}">{0}</a></sup>').format(
            number, back
        )

    def sentence(self, sentence: CitedSentence) -> "Markup":
        """Return a sentence as HTML, its glosses in brackets that lead to their evidence, and its numbered link."""
        from markupsafe import Markup

        out, at = Markup('<span lang="{}">').format(self._content.language(sentence.citation.take)), 0
        for gloss in sorted(sentence.glosses, key=lambda g: g.at):
            out += edged(sentence.text[at : gloss.at])
            out += Markup(' <span class="gloss" lang="en">[{}]</span>').format(gloss.text)
            if gloss.evidence:
                out += self.link(gloss.evidence)
            at = gloss.at
        return out + edged(sentence.text[at:]) + Markup("</span>") + self.link(sentence.citation)

    def has(self, citation: Citation) -> bool:
        """Say whether a citation has a number here and a link that leads to it."""
        return self._numbers.get((citation.take, citation.span)) in self._linked

    @property
    def cited(self) -> tuple[tuple[str, Span], ...]:
        """Take and span of every citation, by number."""
        return tuple(self._numbers)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The words and sources of the page, by number. Ask when everything else is written."""
        return tuple(self._entry(take, span, number) for (take, span), number in self._numbers.items())

    def _entry(self, key: str, span: Span, number: int) -> Entry:
        take, permit = self._content.takes[key], self._exit.permits[key]
        page = self._pages.get(key, "")
        return Entry(
            number=number,
            take=take,
            words=self._words(take, span, permit.extent),
            language=self._content.language(key),
            opens=f"{page}#{anchor(span)}" if page else "",
            rights=permit.why,
            notice=notice(take),
            place=place(take, span),
        )

    def _words(self, take: Take, span: Span, extent: Extent) -> "Markup":
        from markupsafe import Markup

        if is_headline(take, Citation(take.key, span)) and self._exit.audience is Audience.PUBLIC:
            return Markup("<mark>{}</mark>").format(shown(take.title))
        within = span
        if extent is Extent.FULL:
            met = [p.span for p in take.parts if p.kind in _TOLD and p.span.meets(span)]
            around = Span(min([span.start, *(s.start for s in met)]), max([span.end, *(s.end for s in met)]))
            if self._exit.audience is Audience.DESK or not desk_marks(around.of(take.text)):
                within = around
        within = Span(min(unsigned(take.text, within).start, span.start), within.end)
        return marked(take.text, within, [span], set(), ids=False)


_PLACES = {
    PartKind.HEADLINE: "headline",
    PartKind.STANDFIRST: "standfirst",
    PartKind.CAPTION: "caption",
    PartKind.DESCRIPTION: "description of a picture",
    PartKind.TEASER: "teaser of another piece",
    PartKind.TEASER_HEADLINE: "teaser of another piece",
    PartKind.DATELINE: "dateline",
    PartKind.TIME: "time line",
    PartKind.BYLINE: "byline",
}


def place(take: Take, span: Span) -> str:
    """Return where in a piece words stand, as a desk would say it: ``paragraph 3``, ``caption``."""
    paragraph = 0
    for part in take.parts:
        paragraph += part.kind is PartKind.PARAGRAPH and not part.group
        if part.span.meets(span):
            return f"paragraph {paragraph}" if part.kind is PartKind.PARAGRAPH else _PLACES.get(part.kind, "")
    return ""

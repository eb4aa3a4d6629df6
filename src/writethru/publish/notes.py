"""The numbered citations of one page, and the words that each of them opens."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from writethru.model import COPY, Citation, CitedSentence, PartKind, Span, Take
from writethru.publish.clearance import Clearance, is_headline
from writethru.publish.content import SiteContent
from writethru.publish.marks import Opening, anchor, edged, marked, unsigned
from writethru.publish.rights import Audience, Extent, desk_marks, notice
from writethru.tell.display import shown

if TYPE_CHECKING:
    from markupsafe import Markup

_TOLD = COPY | {PartKind.CAPTION, PartKind.DESCRIPTION, PartKind.TEASER, PartKind.TEASER_HEADLINE}


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of one take around what is cited, as HTML; ``opens`` is where they stand in the whole take."""

    place: str
    words: "Markup"
    opens: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One take with all its words that a page cites, in their order."""

    take: Take
    language: str
    notice: str
    passages: tuple[Passage, ...]


class Notes:
    """Numbers the citations of a page in the order in which they are first asked for.

    Args:
        content: what the site is made of.
        exit_: what may leave.
        pages: by key of take its whole text's page.
        asked: a page is written when it is asked for, and must be told which words to mark.
    """

    def __init__(
        self, content: SiteContent, exit_: Clearance, pages: Mapping[str, str], *, asked: bool = False
    ) -> None:
        self._asked = asked
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
        """The words and sources of the page, the take cited first before the others. Ask when all else is written."""
        takes: dict[str, list[Span]] = {}
        for key, span in self._numbers:
            takes.setdefault(key, []).append(span)
        return tuple(self._entry(key, spans) for key, spans in takes.items())

    def _entry(self, key: str, spans: list[Span]) -> Entry:
        take, opened = self._content.takes[key], set[Span]()
        groups: list[tuple[Span, list[Span]]] = []
        for span in sorted(spans, key=lambda s: (self._around(take, s).start, s.start, -s.end)):
            around = self._around(take, span)
            if groups and groups[-1][0].end > around.start:
                last, members = groups[-1]
                groups[-1] = Span(last.start, max(last.end, around.end)), [*members, span]
            else:
                groups.append((around, [span]))
        passages = tuple(self._passage(take, around, members, opened) for around, members in groups)
        return Entry(take, self._content.language(key), notice(take), passages)

    def _passage(self, take: Take, around: Span, spans: list[Span], opened: set[Span]) -> Passage:
        page = self._pages.get(take.key, "")
        words = self._title(take, spans, opened) or marked(take.text, around, spans, opened, self._opening(take))
        query = f"?at={spans[0].start}-{spans[0].end}" if self._asked else ""
        return Passage(place(take, spans[0]), words, f"{page}{query}#{anchor(spans[0])}" if page else "")

    def _opening(self, take: Take) -> Opening:
        from markupsafe import Markup

        def opening(span: Span) -> Markup:
            number = self._numbers[take.key, span]
            tag = Markup('<mark id="c{0}"><a class="back" href="#r{0}" aria-label="Back to {0} in the text">{0}</a>')
            return tag.format(number)

        return opening

    def _title(self, take: Take, spans: list[Span], opened: set[Span]) -> "Markup | None":
        """Return a headline for the public: as it is without its marker."""
        from markupsafe import Markup

        if self._exit.audience is Audience.DESK or not is_headline(take, Citation(take.key, spans[0])):
            return None
        opened |= set(spans)
        heads = Markup().join(self._opening(take)(span) for span in spans)
        return heads + shown(take.title) + Markup("</mark>") * len(spans)

    def _around(self, take: Take, span: Span) -> Span:
        """Return the paragraph or caption around a span, where it may be shown; else the span alone."""
        if self._exit.extent(take.key) is not Extent.FULL:
            return span
        met = [p.span for p in take.parts if p.kind in _TOLD and p.span.meets(span)]
        around = Span(min([span.start, *(s.start for s in met)]), max([span.end, *(s.end for s in met)]))
        if self._exit.audience is Audience.PUBLIC and desk_marks(around.of(take.text)):
            return span
        return Span(min(unsigned(take.text, around).start, span.start), around.end)


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

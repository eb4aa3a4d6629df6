"""The numbered citations of one page: each shows its exact words, outlet and take beside it, and opens the take there.

The words stand in the page, next to the number, and are shown while it is pointed at or has the focus: no script is
needed, and whoever has the page read aloud is told them as the link's description.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from writethru.formats import tongue
from writethru.model import COPY, Citation, CitedSentence, PartKind, Span, Take
from writethru.publish.clearance import Clearance, is_headline
from writethru.publish.content import SiteContent
from writethru.publish.marks import Opening, anchor, edged, marked, unsigned
from writethru.publish.rights import Extent, desk_marks, owner
from writethru.publish.versions import label
from writethru.publish.when import moment
from writethru.tell.display import shown
from writethru.wording import _, language, listed, noted

if TYPE_CHECKING:
    from markupsafe import Markup

_TOLD = COPY | {PartKind.CAPTION, PartKind.DESCRIPTION, PartKind.TEASER, PartKind.TEASER_HEADLINE}
_SHORT = 60  # characters; of fewer the words around them are shown too
_AROUND = 14  # words on either side
_FIRST = (
    '<sup class="cited"><a class="cite" href="{opens}" id="r{number}" aria-label="{label}"'
    ' aria-describedby="w{number}">{number}</a><span class="words" id="w{number}" hidden>{words}</span></sup>'
)
_AGAIN = (
    '<sup class="cited"><a class="cite" href="{opens}" aria-label="{label}"'
    ' aria-describedby="w{number}">{number}</a><span class="words" hidden>{words}</span></sup>'
)
"""A citation that stands on its page for the first time can be linked to, and its words told; each again has them."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of one take that are cited, as HTML, with where they stand in it."""

    place: str
    words: "Markup"


@dataclass(frozen=True, slots=True)
class Entry:
    """One take that a page cites: by which numbers, and where its whole text is opened, or else the words themselves.

    ``owner``: what its source says of who owns it, verbatim.
    """

    take: Take
    language: str
    owner: str
    numbers: tuple[int, ...]
    page: str
    passages: tuple[Passage, ...]


class Notes:
    """Numbers the citations of a page in the order in which they are first asked for.

    Args:
        content: what the site is made of.
        exit_: says how much of each take may leave.
        pages: by key of take, the address of its page as this page links to it; a take without a page is quoted here.
        asked: a take's page is written when it is asked for, so the link to it says which words it is to mark.
    """

    def __init__(
        self, content: SiteContent, exit_: Clearance, pages: Mapping[str, str], *, asked: bool = False
    ) -> None:
        self._asked = asked
        self._content = content
        self._exit = exit_
        self._pages = pages
        self._numbers: dict[tuple[str, Span], int] = {}
        self._words: dict[int, Markup] = {}
        self._linked: set[int] = set()

    def number(self, citation: Citation) -> int:
        """Return the number of a citation; the same words have the same number."""
        return self._numbers.setdefault((citation.take, citation.span), len(self._numbers) + 1)

    def link(self, citation: Citation) -> "Markup":
        """Return the numbered link that opens a citation's words, with these beside it; the first can be linked to."""
        from markupsafe import Markup, escape

        number, page = self.number(citation), self._pages.get(citation.take, "")
        query = f"?at={citation.span.start}-{citation.span.end}" if self._asked else ""
        opens = f"{page}{query}#{anchor(citation.span)}" if page else f"#c{number}"
        if number not in self._words:
            self._words[number] = self._told(citation)
        first = number not in self._linked
        self._linked.add(number)
        tag = _FIRST if first else _AGAIN  # Markup.format is slow
        label = escape(_("Words and source {number}", number=number))
        return Markup(tag.format(opens=escape(opens), number=number, label=label, words=self._words[number]))

    def sentence(self, sentence: CitedSentence) -> "Markup":
        """Return a sentence as HTML, its glosses in brackets that lead to their evidence, and its numbered link.

        A sentence that its source says AI made is marked as that.
        """
        from markupsafe import Markup, escape

        key, at = sentence.citation.take, 0
        out = [f"<span{tongue(self._content.language(key))}>"]
        for gloss in sorted(sentence.glosses, key=lambda g: g.at):
            out.append(escape(edged(sentence.text[at : gloss.at])))
            out.append(f' <span class="gloss" lang="en">[{escape(gloss.text)}]</span>')
            if gloss.evidence:
                out.append(self.link(gloss.evidence))
            at = gloss.at
        out += [escape(edged(sentence.text[at:])), "</span>", self.link(sentence.citation)]
        return Markup("".join(out)) + (_made_by_ai() if self._content.takes[key].ai_text else "")

    def _told(self, citation: Citation) -> "Markup":
        """Return the exact words of a citation with who sent them, in which take."""
        from markupsafe import Markup, escape

        take = self._content.takes[citation.take]
        parts = (take.source or _("Source not named"), label(take), moment(take.sent))
        which = listed(part for part in parts if part)
        words, spoken = self._exact(take, citation), tongue(self._content.language(citation.take))
        made = _made_by_ai() if take.ai_text else ""
        return Markup(f"<span{spoken}>{words}</span> <cite>{escape(which)}{made}</cite>")

    def _exact(self, take: Take, citation: Citation) -> "Markup":
        """Return the words of a citation; of a few the words around them too, where these may be shown."""
        from markupsafe import Markup

        span = citation.span
        if is_headline(take, citation):
            return Markup("{}").format(shown(take.title))
        words = shown(span.of(take.text))
        around = self._around(take, span) if len(words) < _SHORT else span
        if around == span:
            return Markup("{}").format(words)
        before = _last(take.text[around.start : span.start])
        after = _first(take.text[span.end : around.end])
        return Markup("{}<mark>{}</mark>{}").format(before, words, after)

    @property
    def cited(self) -> tuple[tuple[str, Span], ...]:
        """Take and span of every citation, by number."""
        return tuple(self._numbers)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The takes that the page cites, the one cited first before the others. Ask when all else is written."""
        takes: dict[str, list[Span]] = {}
        for key, span in self._numbers:
            takes.setdefault(key, []).append(span)
        return tuple(self._entry(key, spans) for key, spans in takes.items())

    def _entry(self, key: str, spans: list[Span]) -> Entry:
        take, page = self._content.takes[key], self._pages.get(key, "")
        numbers = tuple(sorted(self._numbers[key, span] for span in spans))
        passages = () if page else self._passages(take, spans)
        return Entry(take, self._content.language(key), owner(take), numbers, page, passages)

    def _passages(self, take: Take, spans: list[Span]) -> tuple[Passage, ...]:
        opened = set[Span]()
        groups: list[tuple[Span, list[Span]]] = []
        for span in sorted(spans, key=lambda s: (self._around(take, s).start, s.start, -s.end)):
            around = self._around(take, span)
            if groups and groups[-1][0].end > around.start:
                last, members = groups[-1]
                groups[-1] = Span(last.start, max(last.end, around.end)), [*members, span]
            else:
                groups.append((around, [span]))
        return tuple(self._passage(take, around, members, opened) for around, members in groups)

    def _passage(self, take: Take, around: Span, spans: list[Span], opened: set[Span]) -> Passage:
        words = self._title(take, spans, opened) or marked(take.text, around, spans, opened, self._opening(take))
        return Passage(place(take, spans[0]), words)

    def _opening(self, take: Take) -> Opening:
        from markupsafe import Markup

        def opening(span: Span) -> Markup:
            return Markup('<mark id="c{}">').format(self._numbers[take.key, span])

        return opening

    def _title(self, take: Take, spans: list[Span], opened: set[Span]) -> "Markup | None":
        """Return a headline as it is without its marker."""
        from markupsafe import Markup

        if not is_headline(take, Citation(take.key, spans[0])):
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
        if desk_marks(around.of(take.text)):
            return span
        return Span(min(unsigned(take.text, around).start, span.start), around.end)


def _made_by_ai() -> "Markup":
    from markupsafe import Markup

    return Markup(' <b class="ai" lang="{}">{}</b>').format(language(), _("Text made by AI"))


def _last(text: str) -> str:
    """Return the last words of what stands before a citation."""
    words, edge = text.split(), " " if text[-1:].isspace() else ""
    head = "… " if len(words) > _AROUND else ""
    return f"{head}{shown(' '.join(words[-_AROUND:]))}{edge}" if words else ""


def _first(text: str) -> str:
    """Return the first words of what stands behind a citation."""
    words, edge = text.split(), " " if text[:1].isspace() else ""
    rest = " …" if len(words) > _AROUND else ""
    return f"{edge}{shown(' '.join(words[:_AROUND]))}{rest}" if words else ""


_PLACES = {
    PartKind.HEADLINE: noted("headline"),
    PartKind.STANDFIRST: noted("standfirst"),
    PartKind.CAPTION: noted("caption"),
    PartKind.DESCRIPTION: noted("description of a picture"),
    PartKind.TEASER: noted("teaser of another piece"),
    PartKind.TEASER_HEADLINE: noted("teaser of another piece"),
    PartKind.DATELINE: noted("dateline"),
    PartKind.TIME: noted("time line"),
    PartKind.BYLINE: noted("byline"),
}


def place(take: Take, span: Span) -> str:
    """Return where in a piece words stand, as a desk would say it: ``paragraph 3``, ``caption``."""
    paragraph = 0
    for part in take.parts:
        paragraph += part.kind is PartKind.PARAGRAPH and not part.group
        if part.span.meets(span):
            if part.kind is PartKind.PARAGRAPH:
                return _("paragraph {number}", number=paragraph)
            return _(_PLACES.get(part.kind, ""))
    return ""

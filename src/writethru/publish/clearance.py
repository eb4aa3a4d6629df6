"""Cuts a brief down to what may leave: every sentence, value and title asks the rights of its own words."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from writethru.model import (
    Brief,
    Citation,
    CitedSentence,
    ClaimMember,
    Gloss,
    Happening,
    Notice,
    PartKind,
    Placement,
    Said,
    SourceLine,
    Span,
    Standing,
    Take,
    Timeline,
)
from writethru.publish.rights import Audience, Extent, Permit, desk_marks, may_show, may_show_picture, stops_of
from writethru.settings import Settings
from writethru.tell.display import folded, shown
from writethru.tell.notices import correction_of
from writethru.wording import _

_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\s\u3040-\u30ff\u3400-\u9fff]+")


class Clearance:
    """The exit: says of each citation whether its words may leave, and counts what has been quoted.

    Words of one piece that may only be quoted are counted over everything that asks the same clearance: a site
    asks one for all its pages, so nobody can gather more than the settings allow by reading on. Words shown
    before cost nothing. Ask in a fixed order: what is asked first is shown first.
    """

    def __init__(
        self, takes: Mapping[str, Take], placements: Iterable[Placement], settings: Settings, audience: Audience
    ) -> None:
        self.takes = takes
        self.audience = audience
        self.settings = settings
        placed = tuple(placements)
        self.stops = stops_of(takes, placed)
        self._chains = {p.take: p.chain for p in placed}
        self.permits: dict[str, Permit] = {
            key: may_show(take, settings, audience, self.stops.get(key, "")) for key, take in takes.items()
        }
        self._most = settings.quote_words
        self._quoted: dict[str, set[int]] = {}

    def once(self, citations: Iterable[Citation]) -> tuple[Citation, ...]:
        """Return the citations that may leave, the first of each chain: what earlier takes say too adds nothing."""
        kept: dict[str, Citation] = {}
        for citation in citations:
            chain = self.chain(citation.take)
            if chain not in kept and self.shows(citation):
                kept[chain] = citation
        return tuple(kept.values())

    def chain(self, take: str) -> str:
        """Return the chain that a take belongs to; its own key when it was not placed."""
        return self._chains.get(take, take)

    def extent(self, take: str) -> Extent:
        """Return how much of a take may leave; nothing of a take that is not known here."""
        permit = self.permits.get(take)
        return permit.extent if permit else Extent.NOTHING

    def lets(self, citation: Citation) -> bool:
        """Say whether the words of a citation may leave; words of a piece that is quoted are counted here."""
        extent = self.extent(citation.take)
        if extent is Extent.NOTHING:
            return False
        if is_headline(self.takes[citation.take], citation):
            return True
        take = self.takes[citation.take]
        if self.audience is Audience.PUBLIC and desk_marks(citation.span.of(take.text)):
            return False
        if not self._pictures_let(take, citation.span):
            return False
        return extent is Extent.FULL or self._counted(citation)

    def shows(self, citation: Citation) -> bool:
        """Say whether the words of a citation may stand on a page: ``lets``, and no sign for desks is in them."""
        take = self.takes.get(citation.take)
        marks = take is not None and desk_marks(citation.span.of(take.text)) and not is_headline(take, citation)
        return not marks and self.lets(citation)

    def _pictures_let(self, take: Take, span: Span) -> bool:
        """Say whether no picture that is barred has these words: its caption is withheld with it."""
        stop = self.stops.get(take.key, "")
        return all(
            may_show_picture(take, picture, self.settings, self.audience, stop).extent is Extent.FULL
            for picture in take.pictures
            if any(part.group == picture.group and part.span.meets(span) for part in take.parts)
        )

    def _counted(self, citation: Citation) -> bool:
        text, quoted = self.takes[citation.take].text, self._quoted.setdefault(citation.take, set())
        asked = {m.start() for m in _WORD.finditer(text) if citation.span.meets(Span(m.start(), m.end()))}
        if len(quoted | asked) > self._most:
            return False
        quoted |= asked
        return True


def is_headline(take: Take, citation: Citation) -> bool:
    """Say whether a citation is to the piece's own headline, which may be named wherever it may be quoted."""
    return any(part.covers(citation.span) for part in take.spans(PartKind.HEADLINE))


def headline_of(take: Take) -> CitedSentence | None:
    """Return a take's title, cited to its headline; None when it has no headline."""
    spans = take.spans(PartKind.HEADLINE)
    if not spans or not take.title:
        return None
    return CitedSentence(shown(take.title), Citation(take.key, spans[0], "headline"))


@dataclass(frozen=True, slots=True)
class ClearedClaim:
    """A claim with the members that may leave; ``withheld`` counts the others.

    Of one that is parted over pages, the members from ``begins`` to before ``ends`` stand here, and ``withheld`` on the
    last.
    ``about`` is empty when a member is withheld, since it may be in that member's words; it is told in the language of
    the take ``spoken_in``.
    """

    about: str
    spoken_in: str
    standing: Standing
    members: tuple[ClaimMember, ...]
    withheld: int = 0
    series: bool = False
    begins: int = 0
    ends: int | None = None

    @property
    def rows(self) -> tuple[ClaimMember, ...]:
        """The members that stand here; what replaces or opposes what is told by their places among all."""
        return self.members[self.begins : self.ends]

    def parted(self, first: int, most: int) -> Iterable["ClearedClaim"]:
        """Yield the claim as parts: the first of so many members, then each of so many at the most."""
        cuts = [0, *range(first, len(self.members), most), len(self.members)]
        for start, end in pairwise(cuts):
            last = end == len(self.members)
            yield replace(
                self,
                withheld=self.withheld if last else 0,
                series=self.series and not start,
                begins=start,
                ends=end,
            )


@dataclass(frozen=True, slots=True)
class Cleared:
    """What of a brief may leave to an audience; ``withheld`` says in plain lines what may not, and why.

    A ``name`` that a person gave is the desk's own words: it leaves where anything of the story does.
    """

    id: str
    kind: str
    headline: CitedSentence | None
    standfirst: CitedSentence | None
    key: tuple[CitedSentence, ...]
    said: tuple[Said, ...]
    claims: tuple[ClearedClaim, ...]
    timeline: Timeline
    sources: tuple[SourceLine, ...]
    badge: str
    related: tuple[str, ...] = ()
    withheld: tuple[str, ...] = ()
    notices: tuple[Notice, ...] = ()
    name: str = ""


def clear(brief: Brief, exit_: Clearance) -> Cleared:
    """Return what of a brief may leave. What is asked first has the first right to a piece's quoted words.

    The order is that of a page: headline, standfirst, key sentences, statements, figures, timeline.
    """
    headline = _headline(brief, exit_)
    return Cleared(
        id=brief.id,
        kind=brief.kind,
        headline=headline,
        standfirst=clear_sentence(brief.standfirst, exit_),
        key=tuple(found for one in brief.key if (found := clear_sentence(one, exit_))),
        said=clear_said(brief.said, exit_),
        claims=tuple(_claims(brief, exit_)),
        timeline=Timeline(
            brief.timeline.as_of,
            _happenings(brief.timeline.past, exit_),
            _happenings(brief.timeline.now, exit_),
            _happenings(brief.timeline.ahead, exit_),
            _happenings(brief.timeline.overdue, exit_),
        ),
        sources=tuple(_source(line, exit_) for line in brief.sources),
        badge=brief.badge,
        related=tuple(story for story, _ in brief.related),
        withheld=_withheld(brief, exit_),
        notices=tuple(_notices(brief.notices, exit_)),
        name=brief.name if headline else "",
    )


def clear_said(said: Iterable[Said], exit_: Clearance) -> tuple[Said, ...]:
    """Return the statements whose words may leave; a rejection that may not is left out of its statement."""
    return tuple(
        replace(one, quote=quote, rejects=one.rejects and clear_sentence(one.rejects, exit_))
        for one in said
        if (quote := clear_sentence(one.quote, exit_))
    )


def clear_sentence(sentence: CitedSentence, exit_: Clearance) -> CitedSentence | None:
    """Return the sentence; None when it may not leave, or cannot stand alone without a gloss that may not."""
    if not exit_.shows(sentence.citation) or not _as_cited(sentence, exit_):
        return None
    if desk_marks(sentence.glossed):
        return None
    glosses = _glosses(sentence.glosses, exit_)
    return replace(sentence, glosses=glosses) if len(glosses) == len(sentence.glosses) else None


def _glosses(glosses: Iterable[Gloss], exit_: Clearance) -> tuple[Gloss, ...]:
    """Return the glosses that may leave, without the evidence that may not; one out of a closed piece may not."""
    open_ = (g for g in glosses if g.evidence is None or exit_.extent(g.evidence.take) is not Extent.NOTHING)
    return tuple(g if g.evidence is None or exit_.shows(g.evidence) else replace(g, evidence=None) for g in open_)


def _as_cited(sentence: CitedSentence, exit_: Clearance) -> bool:
    """Say whether a sentence is the very words that it cites: only those were asked for and counted."""
    words = folded(sentence.citation.span.of(exit_.takes[sentence.citation.take].text))
    return folded(sentence.text) in (words, shown(words)) or is_headline(
        exit_.takes[sentence.citation.take], sentence.citation
    )


def _headline(brief: Brief, exit_: Clearance) -> CitedSentence | None:
    if found := clear_sentence(brief.headline, exit_):
        return found
    for line in brief.sources:
        if exit_.extent(line.take) is not Extent.NOTHING and (found := headline_of(exit_.takes[line.take])):
            return found
    return None


def _claims(brief: Brief, exit_: Clearance) -> Iterable[ClearedClaim]:
    for claim in brief.claims:
        left = claim.keeping(lambda m: exit_.shows(m.citation))
        if left:
            withheld = len(claim.members) - len(left.members)
            set_in = left.set_in if left.set_in and exit_.shows(left.set_in) else None
            about, words = (left.heading, set_in) if set_in else (left.about, left.members[0].citation)
            yield ClearedClaim(about, words.take, claim.standing, left.members, withheld, left.series)


def _happenings(found: Iterable[Happening], exit_: Clearance) -> tuple[Happening, ...]:
    kept = []
    for one in found:
        allowed = exit_.once(one.citations)
        if not allowed:
            continue
        words = folded(allowed[0].span.of(exit_.takes[allowed[0].take].text))
        closed = any(exit_.extent(c.take) is Extent.NOTHING for c in one.citations)
        if not closed and folded(one.text) in words:
            kept.append(replace(one, citations=allowed, glosses=_glosses(one.glosses, exit_)))
        else:  # its text and places may be in the words that are withheld: tell it in words that are not
            kept.append(replace(one, text=words, places=(), citations=allowed, why="", glosses=()))
    return tuple(kept)


def _source(line: SourceLine, exit_: Clearance) -> SourceLine:
    if exit_.extent(line.take) is Extent.NOTHING:
        return replace(line, headline="", notice="", url="")
    return line


def _withheld(brief: Brief, exit_: Clearance) -> tuple[str, ...]:
    return why_not((line.take for line in brief.sources), exit_, lambda take: exit_.takes[take].source)


def why_not(takes: Iterable[str], exit_: Clearance, named: Callable[[str], str]) -> tuple[str, ...]:
    """Return one plain line for each source and reason that nothing of a take may leave, without repeats."""
    lines = []
    for take in takes:
        permit = exit_.permits.get(take)
        if permit and permit.extent is Extent.NOTHING:
            lines.append(
                _("{source}: {words}", source=named(take) or _("A source that is not named"), words=permit.why)
            )
    return tuple(dict.fromkeys(lines))


def _notices(notices: Iterable[Notice], exit_: Clearance) -> Iterable[Notice]:
    """Yield the notices; what was corrected is in the words of both takes. What waits is told to the desk alone."""
    for one in notices:
        public = exit_.audience is Audience.PUBLIC
        if public and not exit_.takes[one.take].withdrawn and not correction_of(exit_.takes[one.take]):
            continue
        full = one.previous and all(exit_.extent(key) is Extent.FULL for key in (one.take, one.previous))
        open_ = full and not desk_marks(" ".join(one.changes))
        yield one if open_ else replace(one, changes=())


def nothing(subject: str, kind: str) -> Cleared:
    """Return what leaves of a story that may not be told at all: its id."""
    return Cleared(subject, kind, None, None, (), (), (), Timeline(None, (), (), ()), (), "")

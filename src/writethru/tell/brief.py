"""The brief of a story or a storyline: every sentence of it is some take's own, and cited."""

import re
from collections.abc import Iterator, Set
from dataclasses import replace
from datetime import date

from writethru.errors import Withheld
from writethru.link.badge import badge
from writethru.model import (
    Brief,
    Citation,
    CitedSentence,
    EntityKind,
    Gloss,
    MentionKind,
    PartKind,
    Sentence,
    Span,
    Take,
)
from writethru.tell.claims import claims_of
from writethru.tell.display import folded
from writethru.tell.dossier import Dossier
from writethru.tell.gloss import alone, helped, plain_sentence, references
from writethru.tell.gloss_places import WHY, local, place_of, said_in
from writethru.tell.gloss_trust import persons
from writethru.tell.leaning import gives
from writethru.tell.notices import notices
from writethru.tell.prose import fits
from writethru.tell.rank import Candidate, candidates, choose, leans, target
from writethru.tell.said import who_said_what
from writethru.tell.sources import sources
from writethru.tell.timeline import news_day, timeline
from writethru.tell.words import telling

_LONGEST_STANDFIRST = 70  # words
_FEWEST = 2  # key sentences, below which people may come in by name alone
_NEAR = 2  # paragraphs within which a piece begins to tell
_HEAD = 30  # code points in which a sentence begins
_OPENING = 5  # sentences of a piece, of which one at least can stand in a brief
_PAGE = re.compile(
    r"^From AP\b|^\$?Adv\b|^For Release\b|^Laser(?:Photo|Graphic)|\b(?:WEEKEND|ENTERTAINMENT|NEWSFEATURES?) "
)
_LINE = re.compile(r"\S[^\n]*")


def brief(dossier: Dossier, kind: str, of: str, as_of: date | None = None, language: str = "en") -> Brief:
    """Tell a story or storyline.

    Args:
        dossier: its takes, facts and links (see ``writethru.tell.dossier.gather``).
        kind: ``story`` or ``storyline``.
        of: its id.
        as_of: the day to count past and ahead from; the latest take's day when None.
        language: of the reader: sentences in it come first, others only where there are none.

    Raises:
        Withheld: every piece was killed or is on hold.
    """
    if not dossier.latest:
        why = "; ".join(notice.text for notice in notices(dossier)) or "every piece of it was killed or is on hold"
        raise Withheld(f"{kind} {of}: {why}; nothing of it may be told")
    day = as_of or news_day(dossier)
    lead = lead_take(dossier, kind, of)
    headline = headline_of(dossier, lead)
    standfirst = _placed(dossier, headline, _standfirst(dossier, lead, day) or headline)
    key, dropped = _key(dossier, [headline, standfirst], day, language)
    lines = sources(dossier)
    told = [line for line in lines if any(line.take == take.key for take in dossier.latest)]
    return Brief(
        id=of,
        kind=kind,
        headline=headline,
        standfirst=standfirst,
        key=key,
        said=who_said_what(dossier, day),
        claims=claims_of(dossier),
        timeline=timeline(dossier, as_of, language),
        sources=lines,
        badge=badge([line.origin for line in told], {line.take: line.source for line in told}),
        related=tuple(related(dossier, kind, of)),
        dropped=dropped,
        notices=notices(dossier),
        name=_given(dossier, of),
    )


def _given(dossier: Dossier, of: str) -> str:
    """Return the name that a person gave, or an empty string."""
    stories = (story.headline for story in dossier.links.stories if story.id == of and story.given)
    return next(stories, "") or next((one.name for one in dossier.links.storylines if one.id == of and one.given), "")


def lead_take(dossier: Dossier, kind: str, of: str) -> Take:
    """Return the take to show first: of the chain linking chose for the story, or for a storyline's newest."""
    told = {dossier.chain(take.key): take for take in dossier.latest}
    stories = [s for s in dossier.stories if kind == "storyline" or s.id == of]
    chosen = [told[chain] for s in stories if (chain := dossier.chain(s.lead)) in told]
    order = [*chosen, *dossier.latest]
    return next((take for take in order if _tells(dossier, take)), order[0])


def _tells(dossier: Dossier, take: Take) -> bool:
    """Say whether a piece is prose: a table is not what a story opens with, where there is anything else."""
    return any(fits(dossier, take, s) for s in dossier.sentences(take.key)[:_OPENING])


def headline_of(dossier: Dossier, take: Take) -> CitedSentence:
    """Return a take's headline without its marker, cited; without a headline, its first sentence or line."""
    parts = take.spans(PartKind.HEADLINE)
    if _standing_head(take.title):
        parts = tuple(part for part in parts if not _standing_head(part.of(take.text)))
    for part in parts:
        if take.title and (span := _find(take.text, part, take.title)):
            return CitedSentence(folded(span.of(take.text)), Citation(take.key, span, "headline"))
    if parts:
        return plain_sentence(dossier, take.key, parts[0], "headline")
    told = _standfirst(dossier, take, None)
    if told is not None:
        return replace(told, glosses=())
    first = list(take.copy[:1])
    line = _LINE.search(take.text)
    return plain_sentence(dossier, take.key, first[0] if first or line is None else Span(*line.span()))


def _standing_head(words: str) -> bool:
    """Say whether a headline only names the page that a piece is for: "WEEKEND ARTS", "Adv 13"."""
    return bool(_PAGE.search(folded(words)))


def _find(text: str, part: Span, title: str) -> Span | None:
    """Return where a title stands inside a part, whatever the white space between its words."""
    found = re.search(r"\s+".join(map(re.escape, title.split())), part.of(text))
    return Span(part.start + found.start(), part.start + found.end()) if found else None


def _standfirst(dossier: Dossier, lead: Take, day: date | None) -> CitedSentence | None:
    """Return the piece's own standfirst, else its first sentence, with the glosses that can be given.

    A first sentence that leans on something else gives way to one close behind it that stands alone; a line that is
    no prose (the head of a table, a note) to the first sentence that is.
    """
    for part in lead.spans(PartKind.STANDFIRST):
        if len(part.of(lead.text).split()) <= _LONGEST_STANDFIRST and dossier.on_topic(lead.key, part):
            return helped(dossier, lead.key, part, day)
    own = [s for s in dossier.sentences(lead.key) if dossier.on_topic(lead.key, s.span)]
    sentences = [s for s in own if fits(dossier, lead, s)]
    if own and own[:1] != sentences[:1] and (whole := _whole_paragraph(dossier, lead, own[0])):
        return helped(dossier, lead.key, whole, day)
    lists = own and folded(own[0].span.of(lead.text)).endswith(":")
    if own and (lists or not sentences or sentences[0].paragraph > own[0].paragraph + _NEAR):
        sentences = own  # a list: what it is of stands at its head
    if sentences:
        near = [s for s in sentences if s.paragraph <= sentences[0].paragraph + 1]
        first = next((s for s in near if not _opens_leaning(dossier, lead, s, day)), near[0])
        return helped(dossier, lead.key, first.span, day)
    return plain_sentence(dossier, lead.key, lead.copy[0]) if lead.copy else None


def _opens_leaning(dossier: Dossier, take: Take, sentence: Sentence, day: date | None) -> bool:
    """Say whether a sentence begins with words that point back at something; further on a first one seldom does."""
    if leans(take, sentence):
        return True
    found = references(dossier, take.key, sentence.span, day, frozenset()) if take.key in dossier.facts else []
    people = [m.span for m in persons(dossier, take.key) if sentence.span.covers(m.span)] if found else []
    if people:  # "Years after he was lost, Ida Moor was found"
        found = [f for f in found if f.span.start == sentence.span.start]
    return any(f.text is None and f.span.start < sentence.span.start + _HEAD for f in found)


def _whole_paragraph(dossier: Dossier, take: Take, sentence: Sentence) -> Span | None:
    """Return the first paragraph, where its first sentence was cut short or is a quotation and it is itself prose."""
    paragraph = next((p for p in take.copy if p.start <= sentence.span.start < p.end), None)
    if paragraph is None or not fits(dossier, take, replace(sentence, span=paragraph)):
        return None
    return paragraph


def _placed(dossier: Dossier, headline: CitedSentence, standfirst: CitedSentence) -> CitedSentence:
    """Say at the end of the standfirst where its piece was written, where nothing before says it."""
    cited = standfirst.citation
    place, line = place_of(dossier, cited.take, cited.span)
    words = f"{headline.text} {standfirst.glossed}"
    if line is None or not place or said_in(place, words) or standfirst == headline:
        return standfirst
    where = Gloss(len(standfirst.text), place, Citation(cited.take, line), WHY)
    return replace(standfirst, glosses=(*standfirst.glosses, where))


def _key(
    dossier: Dossier, told: list[CitedSentence], day: date | None, language: str
) -> tuple[tuple[CitedSentence, ...], int]:
    """Choose the key sentences; each stands alone, a surname only after the full name and where nobody shares it."""
    found = candidates(dossier, [t.citation for t in told], language)
    number = target(len(found), len({c.group for c in found}))
    standfirst = [telling(told[-1].text, language)]

    met = set().union(*(_named(dossier, t) for t in told))

    def stands(one: Candidate) -> bool:
        sentence = alone(dossier, one.take, one.span, day, met, one.scope)
        return sentence is not None and not _stranger(dossier, sentence, met)

    def stands_somehow(one: Candidate) -> bool:
        return alone(dossier, one.take, one.span, day, frozenset(), one.scope) is not None

    given = frozenset[str]().union(*(gives(dossier, t.citation.take, t.citation.span) for t in told))
    chosen, dropped = choose(found, number, stands, standfirst, given)
    if len(chosen) < _FEWEST:
        chosen, dropped = choose(found, number, stands_somehow, standfirst, given)
    known = set(met)
    out = []
    for one in sorted(chosen, key=lambda c: c.take != told[-1].citation.take):  # the lead piece goes on first
        sentence = alone(dossier, one.take, one.span, day, known, one.scope)
        if sentence is not None:
            out.append(sentence)
            known |= _named(dossier, sentence)
    return tuple(out[: max(number, _FEWEST)]), dropped


def _stranger(dossier: Dossier, sentence: CitedSentence, met: Set[str]) -> bool:
    """Say whether a gloss brings in somebody by name alone, of whom nothing told before says who that is."""
    take, glosses = sentence.citation.take, {gloss.text for gloss in sentence.glosses}
    facts = dossier.facts.get(take)
    return any(
        entity.kind is EntityKind.PERSON and dossier.called(take, n) in glosses and dossier.who(take, n) not in met
        for n, entity in enumerate(facts.entities if facts else ())
    )


def _named(dossier: Dossier, sentence: CitedSentence) -> set[str]:
    """Return whose full names a reader has read in a sentence or its glosses, and its place if that too."""
    cited, glosses = sentence.citation, {g.text for g in sentence.glosses}
    place, _ = place_of(dossier, cited.take, cited.span)
    facts = dossier.facts.get(cited.take)
    text = dossier.takes[cited.take].text
    return {local(place) for _ in glosses & {place}} | {
        dossier.who(cited.take, number)
        for number, entity in enumerate(facts.entities if facts else ())
        if entity.kind is not EntityKind.PLACE
        and (
            any(dossier.called(cited.take, number) in gloss for gloss in glosses)
            or any(
                m.kind is MentionKind.NAME and cited.span.covers(m.span) and " " in folded(m.span.of(text))
                for m in entity.mentions
            )
        )
    }


def related(dossier: Dossier, kind: str, of: str) -> Iterator[tuple[str, str]]:
    """Yield (id, headline) of what a reader may turn to: the stories told, and what they share a storyline with."""
    every = dossier.links.storylines
    here = {of} if kind == "story" else {story for line in every if line.id == of for story in line.stories}
    lines = [line for line in every if here & set(line.stories)]
    stories = here if kind == "storyline" else {story for line in lines for story in line.stories} - here
    yield from ((s.id, s.headline) for s in dossier.links.stories if s.id in stories)
    yield from ((line.id, line.name) for line in lines if line.id != of)

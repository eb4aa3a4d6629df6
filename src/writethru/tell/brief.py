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
    Span,
    Take,
)
from writethru.tell.choosing import Told, choose, target
from writethru.tell.claims import claims_of
from writethru.tell.display import folded
from writethru.tell.dossier import Dossier
from writethru.tell.gloss import alone, following, plain_sentence
from writethru.tell.gloss_places import WHY, local, place_of, said_in
from writethru.tell.items import openings
from writethru.tell.lead import lead_take
from writethru.tell.leaning import gives
from writethru.tell.notices import notices
from writethru.tell.opinion import as_opinion
from writethru.tell.rank import Candidate, candidates
from writethru.tell.said import who_said_what
from writethru.tell.sources import sources
from writethru.tell.standfirst import head_of_list, standfirst_of
from writethru.tell.timeline import news_day, timeline
from writethru.tell.words import listed, roots, runs, telling

_PAGE = re.compile(
    r"^(?:MON|TUES|WEDNES|THURS|FRI|SATUR|SUN)DAY,? (?:\w+\.? \d+)?$"
    r"|^To [A-Z][a-z]+ [^,:;]*$"  # a verb, of which a line above is lost
    r"|^From AP\b|^\$?Adv\b|^For Release\b|\bRelease (?:[AP]Ms|[A-Z][a-z]+day)\b"
    r"|^Laser(?:Photo|Graphic)|\b(?:WEEKEND|ENTERTAINMENT|NEWSFEATURES?) "
)
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_STAMP = re.compile(
    rf"(?:(?:posted|published|updated|filed)\b:?\s*(?:on\s)?)?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s)?"
    rf"(?:{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?,?\s\d{{4}}|\d{{1,2}}\s{_MONTH},?\s\d{{4}})"
    r"(?:[\s,|–-]*(?:at\s)?\d{1,2}:\s?\d\d\s*(?:[AaPp]\.?[Mm]\.?)?\s*(?:[A-Z]{2,4})?)?",
    re.IGNORECASE,
)
_ITS_DAY = re.compile(
    r"\b(?:yesterday|today|tonight|tomorrow|(?:this (?:morning|afternoon|evening))|last night)\b", re.IGNORECASE
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
    standfirst = _placed(dossier, headline, standfirst_of(dossier, lead, day) or headline)
    key, dropped = _key(dossier, [headline, standfirst], day, language)
    standfirst = as_opinion(dossier, standfirst, always=True)
    if headline.citation == standfirst.citation:
        headline = standfirst  # a piece without a headline: its first sentence is told once, with its day and place
    lines = sources(dossier)
    told = [line for line in lines if any(line.take == take.key for take in dossier.latest)]
    return Brief(
        id=of,
        kind=kind,
        headline=headline,
        standfirst=standfirst,
        key=tuple(as_opinion(dossier, one) for one in key),
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


def headline_of(dossier: Dossier, take: Take) -> CitedSentence:
    """Return a take's headline without its marker, cited; without a headline, its first sentence or line."""
    parts = take.spans(PartKind.HEADLINE)
    if _is_column(take) and (told := standfirst_of(dossier, take, None)):
        return replace(told, glosses=())
    if _standing_head(take.title):
        parts = tuple(part for part in parts if not _standing_head(part.of(take.text)))
    for part in parts:
        if take.title and (span := _find(take.text, part, take.title)):
            return CitedSentence(folded(span.of(take.text)), Citation(take.key, span, "headline"))
    if parts:
        return plain_sentence(dossier, take.key, parts[0], "headline")
    told = standfirst_of(dossier, take, None)
    if told is not None:
        return replace(told, glosses=())
    if first := head_of_list(take):
        return plain_sentence(dossier, take.key, first)
    slug = _find(take.text, Span(0, len(take.text)), take.slug) if take.slug else None
    line = _LINE.search(take.text)
    return plain_sentence(dossier, take.key, slug or (Span(*line.span()) if line else Span(0, len(take.text))))


def _is_column(take: Take) -> bool:
    """Say whether a headline is only the name of a column, while the piece has one item: that is its news."""
    return not openings(take) and folded(take.title).lower() in listed("standing", "en")


def _standing_head(words: str) -> bool:
    """Say whether a headline names its page or its day ("WEEKEND ARTS", "May 4, 2031"), or has lost its subject."""
    return bool(_PAGE.search(folded(words)) or _STAMP.fullmatch(folded(words)))


def _find(text: str, part: Span, title: str) -> Span | None:
    """Return where a title stands inside a part, whatever the white space between its words."""
    found = re.search(r"\s+".join(map(re.escape, title.split())), part.of(text))
    return Span(part.start + found.start(), part.start + found.end()) if found else None


def _placed(dossier: Dossier, headline: CitedSentence, standfirst: CitedSentence) -> CitedSentence:
    """Say at the end of the standfirst where its piece was written, where nothing before says it."""
    cited = standfirst.citation
    place, line = place_of(dossier, cited.take, cited.span)
    words = f"{headline.text} {standfirst.glossed}"
    if line is None or not place or said_in(place, words) or cited.scope == "headline":
        return standfirst
    where = Gloss(len(standfirst.text), place, Citation(cited.take, line), WHY)
    return replace(standfirst, glosses=(*standfirst.glosses, where))


def _key(
    dossier: Dossier, told: list[CitedSentence], day: date | None, language: str
) -> tuple[tuple[CitedSentence, ...], int]:
    """Choose the key sentences; each stands where it is told, a surname only after the full name, nobody sharing it."""
    if told[-1].text.endswith(":"):
        return (), 0  # a list: nothing of it tells what it is of
    found = candidates(dossier, [t.citation for t in told], language)
    number = target(len(found), len({c.group for c in found}))
    met = set().union(*(_named(dossier, t) for t in told))

    lead = told[-1].citation.take

    def stands(one: Candidate, follows: bool) -> bool:
        if one.take != lead and dossier.day(one.take) is None and _of_its_day(dossier, one):
            return False
        sentence = _told_as(dossier, one, day, met, follows=follows)
        return sentence is not None and not _stranger(dossier, sentence, met)

    chosen, dropped = choose(found, number, stands, _read(dossier, told, language))
    known, spans = set(met), [t.citation for t in told]
    out = []
    for one in chosen:
        follows = one.before is not None and any(c.take == one.take and c.span.covers(one.before) for c in spans)
        sentence = _told_as(dossier, one, day, known, follows=follows)
        if sentence is not None:
            place, _ = place_of(dossier, one.take, one.span)
            if openings(dossier.takes[one.take]) and local(place) not in known:
                sentence = _placed(dossier, told[0], sentence)  # an item of a column is from a place of its own
            out.append(sentence)
            spans.append(sentence.citation)
            known |= _named(dossier, sentence)
    return tuple(out), dropped


def _of_its_day(dossier: Dossier, one: Candidate) -> bool:
    """Say whether a sentence in English speaks of the very day on which it was written: "yesterday", "this morning"."""
    words = one.span.of(dossier.takes[one.take].text)
    return dossier.facts[one.take].language == "en" and bool(_ITS_DAY.search(words))


def _told_as(
    dossier: Dossier, one: Candidate, day: date | None, known: Set[str], *, follows: bool
) -> CitedSentence | None:
    """Return a sentence as it is told, alone or right behind the one before it; None where it cannot be."""
    if follows and one.before is not None:
        return following(dossier, one.take, one.span, day, known, one.scope, one.before)
    return alone(dossier, one.take, one.span, day, known, one.scope)


def _read(dossier: Dossier, told: list[CitedSentence], language: str) -> Told:
    """Return what a reader has read in headline and standfirst; the lead piece goes on first."""
    cited = [t.citation for t in told]
    given = frozenset[str]().union(*(gives(dossier, c.take, c.span) for c in cited))
    every = roots(word for t in told for word in telling(t.text, language))
    return Told(
        tuple(cited),
        (telling(told[-1].text, language),),
        given,
        every,
        runs(told[-1].text),
        dossier.story(cited[-1].take),
        (cited[-1].take,),
        headed=cited[-1].scope == "headline",
    )


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
    placed = any(g.why == WHY for g in sentence.glosses)
    return ({local(place)} if placed else set()) | {
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

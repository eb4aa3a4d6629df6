"""The brief of a story or a storyline: every sentence of it is some take's own, and cited."""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from datetime import date
from itertools import takewhile

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
from writethru.tell.asides import is_aside
from writethru.tell.choosing import Told, choose, target
from writethru.tell.claims import claims_of
from writethru.tell.display import folded
from writethru.tell.dossier import Dossier
from writethru.tell.gloss import alone, following, helped, plain_sentence, references
from writethru.tell.gloss_places import WHY, local, place_of, said_in
from writethru.tell.items import openings
from writethru.tell.leaning import gives, leaning_stems, leans, leans_on
from writethru.tell.matter import latest_word
from writethru.tell.notices import notices
from writethru.tell.prose import LONGEST, MARKS, QUOTED, ends, fits, heads_list, is_list, is_prose
from writethru.tell.rank import Candidate, candidates
from writethru.tell.said import who_said_what
from writethru.tell.sources import sources
from writethru.tell.timeline import news_day, timeline
from writethru.tell.words import pattern, roots, runs, telling

_LONGEST_STANDFIRST = 70  # words
_NEAR = 2  # paragraphs within which a piece begins to tell
_FARTHER = 4  # and within which a sentence in its own words goes before a quotation that opens it
_GOES_ON = re.compile(r"\W*(?:but|and|or|also|however|meanwhile|moreover|then|instead|yet|thus)\b", re.IGNORECASE)
_ADDS = re.compile(r"(?:[^\s,]+\s){1,2}(?:also|even)\s[a-z]")  # "Moor also said"
_BEGINS = 3  # words with which a piece begins
_CUT_INTO = 5  # sentences at most, of which a first one may have been made by points inside it
_LINES = 6  # at most, of what stands at the head of a list
_PAGE = re.compile(
    r"^(?:MON|TUES|WEDNES|THURS|FRI|SATUR|SUN)DAY,? (?:\w+\.? \d+)?$"
    r"|^From AP\b|^\$?Adv\b|^For Release\b|^Laser(?:Photo|Graphic)|\b(?:WEEKEND|ENTERTAINMENT|NEWSFEATURES?) "
)
_LOOKS_ON = re.compile(r"(?:His|Her|Their|Its)\s[^.]*?,\s(?:the|a|an|[A-Z])")  # "Her work done, Ida Moor went home"
_DATELINE = re.compile(r"[\s,;.]*[A-Z][A-Z .'-]{2,}(?:,\s[A-Z][A-Za-z. ]+)?\s(?:\([A-Z]{2,4}\)\s*)?(?:_|--|[–—])\s*")
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
    order = sorted(order, key=lambda take: bool(openings(take)))  # a column tells other matters too
    prose = [take for take in order if is_prose(dossier, take)]
    lead = next((take for take in prose if not _points_back(dossier, take)), next(iter(prose), order[0]))
    return latest_word(dossier, lead)


def _points_back(dossier: Dossier, take: Take) -> bool:
    """Say whether a piece opens with what it does not bring in ("The move came after"), as one cut out of another."""
    first = next(iter(dossier.sentences(take.key)), None)
    words = first.span.of(take.text).split()[:_BEGINS] if first and first.language == "en" else []
    return any(True for _ in leans_on(" ".join(words)))


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
    if first := _head_of_list(take):
        return plain_sentence(dossier, take.key, first)
    slug = _find(take.text, Span(0, len(take.text)), take.slug) if take.slug else None
    line = _LINE.search(take.text)
    return plain_sentence(dossier, take.key, slug or (Span(*line.span()) if line else Span(0, len(take.text))))


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
    own = [s for s in own if not is_aside(folded(s.span.of(lead.text)), s.language)] or own
    own = _behind_lines(dossier, lead, own)
    own = [*(_without_dateline(lead, s) for s in own[:_NEAR]), *own[_NEAR:]]
    sentences = [s for s in own if fits(dossier, lead, s, _LONGEST_STANDFIRST if s is own[0] else LONGEST)]
    if own and own[:1] != sentences[:1] and (whole := _whole_one(dossier, lead, own[0])):
        return helped(dossier, lead.key, whole, day)
    if own and (not sentences or sentences[0].paragraph > own[0].paragraph + _NEAR or heads_list(lead, own[0])):
        whole_one = folded(own[0].span.of(lead.text)).endswith((".", "!", "?"))
        return helped(dossier, lead.key, own[0].span if whole_one else _head_of_list(lead) or own[0].span, day)
    if sentences:
        return helped(dossier, lead.key, _tells_first(dossier, lead, sentences, day).span, day)
    head = _head_of_list(lead)
    return plain_sentence(dossier, lead.key, head) if head else None


def _behind_lines(dossier: Dossier, take: Take, own: list[Sentence]) -> list[Sentence]:
    """Return sentences without the lines that no stop ends (a deck, "Story highlights") before prose behind them."""
    lines = takewhile(lambda s: not ends(folded(s.span.of(take.text))), own)
    rest = own[len(list(lines)) :]
    return rest if not is_list(take) and any(fits(dossier, take, s) for s in rest[:_CUT_INTO]) else own


def _tells_first(dossier: Dossier, lead: Take, sentences: Sequence[Sentence], day: date | None) -> Sentence:
    """Return the first sentence near the opening that leans on nothing, rather one in the piece's own words."""
    near = [s for s in sentences if s.paragraph <= sentences[0].paragraph + _FARTHER]
    begin = [s for s in near if not _opens_leaning(dossier, lead, s, day)]
    own = [s for s in begin if not _spoken(lead, s)]
    whole = (s for s in own if s is sentences[0] or _stands(dossier, lead, s, day))
    return next(whole, next(iter((*own, *begin)), near[0]))


def _points(take: Take, sentence: Sentence) -> bool:
    """Say whether a sentence has a noun that points at what neither it nor the headline brings in ("these laws")."""
    found = leans_on(folded(sentence.span.of(take.text))) if sentence.language == "en" else ()
    title = leaning_stems(take.title)
    return any(not one.words & title for one in found)


def _stands(dossier: Dossier, take: Take, sentence: Sentence, day: date | None) -> bool:
    words = folded(sentence.span.of(take.text))
    if leans(words, sentence.language) or _points(take, sentence):
        return False
    return alone(dossier, take.key, sentence.span, day) is not None


def _spoken(take: Take, sentence: Sentence) -> bool:
    """Say whether a sentence opens as a quotation, or is in the first person as the writer of a column speaks."""
    words = folded(sentence.span.of(take.text))
    own = pattern("own", sentence.language)
    return words[:1] in MARKS or bool(own and own.search(QUOTED.sub("", words).replace("US ", "")))


def _head_of_list(take: Take) -> Span | None:
    """Return how a piece without a sentence opens: its first paragraphs up to the one that ends as a sentence does."""
    parts = list(take.copy[:_LINES])
    together = [p for n, p in enumerate(parts) if not n or not take.text[parts[n - 1].end : p.start].strip()]
    first = next(iter(parts), None)
    ends = (part.end for part in together if folded(part.of(take.text)).endswith((":", ".", "!", "?")))
    return first and Span(first.start, next(ends, first.end))


def _without_dateline(take: Take, sentence: Sentence) -> Sentence:
    """Return a sentence without a dateline that stands inside the copy."""
    found = _DATELINE.match(take.text, sentence.span.start, sentence.span.end)
    return replace(sentence, span=Span(found.end(), sentence.span.end)) if found else sentence


def _opens_leaning(dossier: Dossier, take: Take, sentence: Sentence, day: date | None) -> bool:
    """Say whether a sentence begins with a word that points back at something; further on a first one seldom does."""
    words = folded(sentence.span.of(take.text))
    if _GOES_ON.match(words) or _ADDS.match(words):
        return True
    if _LOOKS_ON.match(words):
        return False
    found = references(dossier, take.key, sentence.span, day, frozenset()) if take.key in dossier.facts else []
    return any(f.text is None and f.span.start == sentence.span.start for f in found)


def _whole_one(dossier: Dossier, take: Take, first: Sentence) -> Span | None:
    """Return the words from a first sentence that was cut short, or is a quotation, on up to where they are prose."""
    if heads_list(take, first):
        return None
    line = _DATELINE.match(take.text, first.span.start)
    start = line.end() if line else first.span.start
    mine = (s for s in dossier.sentences(take.key) if s.paragraph == first.paragraph and s.span >= first.span)
    behind = [s.span.end for s in mine][:_CUT_INTO]
    paragraph = [p.end for p in take.copy if p.start <= start < p.end]
    spans = (Span(start, end) for end in (*paragraph, *behind) if end > start)
    return next((span for span in spans if fits(dossier, take, replace(first, span=span))), None)


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
    """Choose the key sentences; each stands where it is told, a surname only after the full name, nobody sharing it."""
    if told[-1].text.endswith(":"):
        return (), 0  # a list: nothing of it tells what it is of
    found = candidates(dossier, [t.citation for t in told], language)
    number = target(len(found), len({c.group for c in found}))
    met = set().union(*(_named(dossier, t) for t in told))

    def stands(one: Candidate, follows: bool) -> bool:
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

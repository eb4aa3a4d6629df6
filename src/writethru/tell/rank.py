"""How much a sentence tells of a story: a weight by its place, by the words that pieces share, and by its facts."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import fsum, log, sqrt

from writethru.model import Citation, OriginKind, Sentence, Span, Standing, StatementKind, Take
from writethru.tell.behind import leans
from writethru.tell.display import folded
from writethru.tell.dossier import Dossier
from writethru.tell.gloss_claims import cover
from writethru.tell.items import openings, opens
from writethru.tell.leaning import Pointer, gives, pointers
from writethru.tell.matter import beside
from writethru.tell.opinion import is_opinion
from writethru.tell.prose import MARKS, fits, is_list, is_speech
from writethru.tell.words import runs, telling

_STEM = 6  # letters by which words are alike here: "survivors" and "survived"
_FIRST, _ON_IT = 3, 2  # sentences of a column's first item, and words of them in a headline that is on it alone
_ENOUGH = 5  # sentences of a source's newest day, from which nothing older of it is told
_FAR, _FARTHEST = 0.04, 15  # for each paragraph behind the first, and up to which
_THIN = 6  # telling words, below which a sentence tells little
_TRUST = {OriginKind.REPORTING: 0.3, OriginKind.AI: -0.2}
_HEADED, _MOST_HEADED = 0.6, 6  # for words in the headlines of other sources, and how many count
_SHARED = 1.5  # for what other sources tell too
_SPOKEN = 1.0  # for a sentence that opens as a quotation: those stand in who said what
_OPENING = 2  # paragraphs in which a piece says what is new
_AGE, _OVERTAKEN = 0.3, 0.9  # for each day that a piece is older than its story's newest, and at most
_WEIGHTY = frozenset(StatementKind) - {StatementKind.SAID, StatementKind.DECLINED}
_LITTLE = re.compile(  # that nobody could be asked is told to show that somebody tried; where a place lies
    r"\b[Cc]alls? to\b.{3,80}\b(?:was|were) not (?:immediately )?(?:returned|answered)\b"
    r"|\b[Mm]essages? left\b.{3,80}\b(?:was|were) not (?:immediately )?(?:returned|answered)\b"
    r"|\b(?:could not|couldn['’]t) (?:immediately )?be (?:immediately )?(?:reached|located for comment)\b"
    r"|\bdid(?: not|n['’]t) (?:immediately )?return\b.{0,30}\b(?:calls?|messages?)\b"
    r"|^[^,]{3,40}\s(?:is|lies)\s(?:located\s)?(?:just\s|about\s)?(?:[\d½]+\smiles\s)?(?:north|south|east|west)\w*\sof\s[^,]+\.$"
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that could be told.

    ``group`` is the story and source it speaks for, ``place`` its paragraph, ``sides`` what it tells of disputes.
    """

    take: str
    span: Span
    scope: str
    group: tuple[str, str]
    place: int
    words: frozenset[str]
    weight: float
    sides: frozenset[tuple[str, str, str]] = frozenset()  # of disputes it tells: claim, voice, value
    counts: frozenset[tuple[str, str]] = frozenset()  # the figures it tells: claim, value
    pointers: frozenset[Pointer] = frozenset()  # the nouns by which it points back
    given: frozenset[str] = frozenset()  # what it gives others to point back at
    retells: bool = False  # it opens a piece of a source that has a newer one, or the lead: mostly the same news
    before: Span | None = None  # the sentence before it in its piece
    leans: bool = False  # it can only be read behind that one
    runs: frozenset[str] = frozenset()  # its words, so many behind each other
    opens: bool = False  # it is of the opening of its piece, which says there what is new


def candidates(dossier: Dossier, without: Sequence[Citation] = (), language: str = "en") -> list[Candidate]:
    """Return all sentences that could be told, those of the reader's language if there are any.

    Sentences of copy alone; of teasers only where there is no copy at all, of text made by AI where there is no other.
    ``without`` are the words that the brief has told already (headline and standfirst). O(words of all pieces).
    """
    whole = [(take, s) for take in dossier.independent for s in dossier.sentences(take.key)]
    if not whole:
        scopes = [(take, teaser.group) for take in dossier.independent for teaser in take.teasers]
        whole = [(take, s) for take, group in scopes for s in dossier.sentences(take.key, group)]
    whole = [(take, s) for take, s in whole if dossier.on_topic(take.key, s.span)]
    whole = [pair for pair in whole if dossier.origin(pair[0].key).kind is not OriginKind.AI] or whole
    places = {take.key: openings(take) for take, _ in whole}
    whole = [(take, s) for take, s in whole if not places[take.key]] or whole  # a column only where it is all there is
    reports = {take.key for take in {take.key: take for take, _ in whole}.values() if not is_opinion(dossier, take)}
    whole = [(take, s) for take, s in whole if take.key in reports] or whole
    lead = dossier.takes.get(without[-1].take) if without else None
    pieces = {take.key: take for take, _ in whole}
    out = {key for key, take in pieces.items() if lead is not None and not beside(dossier, lead, take)}
    out |= {key for key, take in pieces.items() if key not in out and _of_lines(dossier, take)}
    whole = [(take, s) for take, s in whole if take.key not in out and _item(dossier, take, places[take.key], s)]
    fit = [(take, s) for take, s in whole if fits(dossier, take, s) and not _told(take, s, without)]
    fit = [(take, s) for take, s in fit if not _LITTLE.search(folded(s.span.of(take.text)))]
    fit = [pair for pair in fit if pair[1].language in (language, "und")] or fit
    return _weighed(dossier, _once(_current(dossier, fit)), lead.key if lead else "")


def _item(dossier: Dossier, take: Take, places: tuple[int, ...], sentence: Sentence) -> bool:
    """Say whether a sentence may be told of a column: all of its first item where its headline is on that alone."""
    if len(places) > 1 and _headed_by_first(dossier, take):
        return sentence.span.start < places[1]
    return opens(take, places, sentence)


def _headed_by_first(dossier: Dossier, take: Take) -> bool:
    first = " ".join(s.span.of(take.text) for s in dossier.sentences(take.key)[:_FIRST])
    title, words = ({w[:_STEM] for w in telling(text, dossier.language)} for text in (take.title, first))
    return len(title & words) >= _ON_IT


def _of_lines(dossier: Dossier, take: Take) -> bool:
    """Say whether no sentence of a piece tells anything alone: it is a list, or the text of a speech."""
    return is_list(take) or is_speech(dossier, take)


def _current(dossier: Dossier, fit: list[tuple[Take, Sentence]]) -> list[tuple[Take, Sentence]]:
    """Leave out what a source told on an earlier day than its newest, where that has enough to tell."""
    last: dict[tuple[str, str], date] = {}
    for take, _ in fit:
        mark, day = (dossier.story(take.key), _voice(take)), dossier.day(take.key)
        if day:
            last[mark] = max(day, last.get(mark, day))
    now = [(take, s) for take, s in fit if dossier.day(take.key) == last.get((dossier.story(take.key), _voice(take)))]
    return now if len(now) >= _ENOUGH else fit


def _told(take: Take, sentence: Sentence, without: Sequence[Citation]) -> bool:
    return any(c.take == take.key and c.span.meets(sentence.span) for c in without)


def _once(fit: Iterable[tuple[Take, Sentence]]) -> list[tuple[Take, Sentence]]:
    """Keep one of sentences with the very same words."""
    seen = dict[str, tuple[Take, Sentence]]()
    for take, sentence in fit:
        seen.setdefault(folded(sentence.span.of(take.text)).lower(), (take, sentence))
    return list(seen.values())


def _weighed(dossier: Dossier, fit: Sequence[tuple[Take, Sentence]], lead: str) -> list[Candidate]:
    words = [telling(s.span.of(t.text), s.language) for t, s in fit]
    spread = _spread(fit, words)
    people = _people(dossier)
    figures, outdated = _figures(dossier), _outdated(dossier)
    ages, newest = _ages(dossier), _newest(dossier, lead)
    headed, shared = _heading(dossier), _sharing(fit, words)
    pieces = dict.fromkeys((take.key, sentence.scope) for take, sentence in fit)
    pointing = {piece: pointers(dossier, *piece) for piece in pieces}
    out = []
    for (take, sentence), mine in zip(fit, words, strict=True):
        place = _place(take, sentence)
        told = [(side, open_) for c, side, open_ in figures if c.take == take.key and sentence.span.covers(c.span)]
        sides = frozenset(side for side, open_ in told if open_)
        counts = frozenset((side[0], side[2]) for side, _ in told)
        weight = (
            1.1 / (1 + 0.25 * place)
            - _FAR * min(place, _FARTHEST)
            + 0.15 * _first(dossier, take, sentence)
            + fsum(spread[w] for w in mine) / sqrt(len(mine) + 4)
            + _HEADED * headed(_voice(take), mine)
            + _SHARED * shared(_voice(take), mine)
            + _facts(dossier, take.key, sentence, people)
            + 0.5 * bool(sides)
            + _TRUST.get(dossier.origin(take.key).kind, 0.0)
            - 0.2 * (len(mine) < _THIN)
            - ages[take.key]
            - 2.0 * any(c.take == take.key and sentence.span.covers(c.span) for c in outdated)
            - _SPOKEN * (folded(sentence.span.of(take.text))[:1] in MARKS)
        )
        group = (dossier.story(take.key), take.source or dossier.chain(take.key))
        out.append(
            Candidate(
                take.key,
                sentence.span,
                sentence.scope,
                group,
                place,
                mine,
                weight,
                sides,
                counts,
                pointing[take.key, sentence.scope].get(sentence.span, frozenset()),
                gives(dossier, take.key, sentence.span),
                place < _OPENING and take.key not in newest,
                _before(dossier, take, sentence),
                leans(folded(sentence.span.of(take.text)), sentence.language),
                runs(folded(sentence.span.of(take.text))),
                place < _OPENING,
            )
        )
    return out


def _ages(dossier: Dossier) -> dict[str, float]:
    """Weigh how far each piece is overtaken: by each day that its story's newest piece is later, up to a limit."""
    days = {take.key: dossier.day(take.key) for take in dossier.independent}
    newest: dict[str, date] = {}
    for key, day in days.items():
        if day:
            newest[dossier.story(key)] = max(day, newest.get(dossier.story(key), day))
    return {
        key: min(_OVERTAKEN, _AGE * (newest[dossier.story(key)] - day).days) if day else 0.0
        for key, day in days.items()
    }


def _newest(dossier: Dossier, lead: str) -> set[str]:
    """Return the newest piece of each source and story, or of its source and story the one that is told first."""
    found: dict[tuple[str, str], str] = {}
    if lead in dossier.takes:
        found[dossier.story(lead), dossier.takes[lead].source or lead] = lead
    for take in dossier.independent:  # newest first
        found.setdefault((dossier.story(take.key), take.source or take.key), take.key)
    return set(found.values())


def _figures(dossier: Dossier) -> list[tuple[Citation, tuple[str, str, str], bool]]:
    """Return each member of each claim: where it is told, its claim, voice and value, and whether it is disputed.

    One number in another wording or unit word ("tons", "tonnes") is one value.
    """
    numbers = {
        (take, figure.span): (figure.value, figure.low, figure.high)
        for take, facts in dossier.facts.items()
        for figure in facts.figures
    }
    out = []
    for claim in dossier.links.claims:
        for m in (m for m in claim.members if m.kind is None):
            value = str(numbers.get((m.citation.take, m.citation.span), m.value.lower()))
            out.append((m.citation, (claim.id, m.voice, value), claim.standing is Standing.DISPUTED))
    return out


def _outdated(dossier: Dossier) -> list[Citation]:
    """Return where a figure stands that a later piece revised or took back."""
    out = []
    for claim in dossier.links.claims:
        here = [m for m in claim.members if m.citation.take in dossier.takes]
        if claim.standing in (Standing.REVISED, Standing.WITHDRAWN) and here:
            last = max(here, key=lambda m: (dossier.when(m.citation.take), m.citation.span))
            out += [m.citation for m in here if m.value.lower() != last.value.lower()]
    return out


def _spread(fit: Sequence[tuple[Take, Sentence]], words: Sequence[frozenset[str]]) -> dict[str, float]:
    """Weigh each word by how many sentences and pieces have it, at most 0.5; one sentence's own words weigh nothing."""
    count = Counter(w for mine in words for w in mine)
    pieces = Counter(w for w, _ in {(w, t.key) for (t, _), mine in zip(fit, words, strict=True) for w in mine})
    most = log(max(len(fit), 2)) + 1
    return {w: 0.4 * log(n) / most + (0.1 if pieces[w] > 1 else 0.0) for w, n in count.items()}


def _heading(dossier: Dossier) -> Callable[[str, frozenset[str]], float]:
    """Return what tells how many words of a sentence stand in headlines of other sources, up to 1 (Edmundson, 1969)."""
    titles: dict[str, frozenset[str]] = {}
    for take in dossier.independent:
        source = _voice(take)
        titles[source] = titles.get(source, frozenset()) | telling(take.title, dossier.language)

    def headed(source: str, mine: frozenset[str]) -> float:
        others = frozenset[str]().union(*(words for other, words in titles.items() if other != source))
        return min(1.0, len(mine & others) / _MOST_HEADED)

    return headed


def _sharing(
    fit: Sequence[tuple[Take, Sentence]], words: Sequence[frozenset[str]]
) -> Callable[[str, frozenset[str]], float]:
    """Return what tells how alike a sentence is to the nearest of each other source, on average.

    It is the centrality of LexRank (Erkan and Radev, 2004), over sources: none makes its own words central by telling
    them again.
    """
    sources: dict[str, list[frozenset[str]]] = {}
    for (take, _), mine in zip(fit, words, strict=True):
        sources.setdefault(_voice(take), []).append(mine)

    def shared(source: str, mine: frozenset[str]) -> float:
        nearest = [max(_cosine(mine, other) for other in every) for name, every in sources.items() if name != source]
        return fsum(nearest) / len(nearest) if nearest else 0.0

    return shared


def _voice(take: Take) -> str:
    """Return who tells: the source, or the piece itself where none is named."""
    return take.source or take.key


def _cosine(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / sqrt(len(a) * len(b)) if a and b else 0.0


def _people(dossier: Dossier) -> dict[str, float]:
    """Weigh each person and body by its share of all mentions in the copy, the most mentioned as 1."""
    count: Counter[str] = Counter()
    for take in dossier.independent:
        for number, entity in enumerate(dossier.facts[take.key].entities if take.key in dossier.facts else ()):
            count[dossier.who(take.key, number)] += sum(m.scope == "copy" for m in entity.mentions)
    most = max(count.values(), default=0) or 1
    return {who: n / most for who, n in count.items()}


def _facts(dossier: Dossier, key: str, sentence: Sentence, people: dict[str, float]) -> float:
    """Weigh what a sentence tells: people, figures, statements."""
    facts = dossier.facts[key]
    span = sentence.span
    named = {dossier.who(key, n) for n, e in enumerate(facts.entities) if any(span.covers(m.span) for m in e.mentions)}
    figures = sum(span.covers(f.span) and f.definite for f in facts.figures)
    spoken = [s for s in facts.statements if s.shown and s.content and span.meets(cover(s.content))]
    weighty = any(s.kind in _WEIGHTY and not s.reported_by_another for s in spoken)
    return (
        min(0.6, 0.3 * fsum(people.get(who, 0.0) for who in named))
        + min(0.4, 0.2 * figures)
        + 0.15 * bool(spoken)
        - 0.5 * any(s.kind is StatementKind.DECLINED for s in spoken)
        + 0.25 * weighty
        + 0.15 * any(s.direct for s in spoken)
    )


def _place(take: Take, sentence: Sentence) -> int:
    """Return the paragraph of the copy in which a sentence stands, from 0."""
    return next((n for n, part in enumerate(take.copy) if part.covers(sentence.span)), len(take.copy))


def _before(dossier: Dossier, take: Take, sentence: Sentence) -> Span | None:
    before = [s.span for s in dossier.sentences(take.key, sentence.scope) if s.span < sentence.span]
    return before[-1] if before else None


def _first(dossier: Dossier, take: Take, sentence: Sentence) -> bool:
    before = [s for s in dossier.sentences(take.key) if s.paragraph == sentence.paragraph]
    return bool(before) and before[0].span == sentence.span

"""What each piece says of an event: the words, the parties, the day, and what must stay said of who reports it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from writethru.link.claim_words import stems
from writethru.model import (
    Account,
    Amount,
    CitedSentence,
    DateExpression,
    Entity,
    EntityKind,
    Event,
    EventKind,
    EventState,
    Facts,
    MentionKind,
    Party,
    Signal,
    Span,
    Spans,
    Statement,
    Take,
    When,
)
from writethru.tell.clause import LONGEST, clauses
from writethru.tell.display import offset
from writethru.tell.dossier import Dossier
from writethru.tell.gloss import helped, plain_sentence
from writethru.tell.gloss_claims import cover, speaker_of
from writethru.tell.said import office
from writethru.tell.states import acting_state
from writethru.tell.tellings import stands_at
from writethru.tell.words import listed
from writethru.wording import _, noted

NOBODY = noted("a speaker who is unclear")
"""Who reports something, where it stands in a statement and nobody knows whose."""

_PAUSE = re.compile(r"[,;:—–]\s+|\s--?\s|\s_\s")
_OWN = ("copy", "headline")
_TOLD = frozenset({*_OWN, "teaser"})
_CORRECTS = frozenset({Signal.CORRECTION, Signal.REFILE})


@dataclass(frozen=True, slots=True)
class Found:
    """One account with what it takes to bring it together with others.

    Attributes:
        who, toward: the parties, by a key that is the same wherever they are named.
        states: the states that act, also where a piece calls one by its capital.
        stems: what it is about: the content words of its object, with the names that stand behind pronouns there.
        lines: the storylines of its piece, one without a name where it is on none: those of two accounts must meet.
        names: those of the stems that are of the names of people and places.
        latest: its take is the latest of its chain.
    """

    account: Account
    event: Event
    take: str
    chain: str
    lines: frozenset[str]
    order: tuple[tuple[str, int, str], bool, Span]
    who: frozenset[str]
    toward: frozenset[str]
    states: frozenset[str]
    stems: frozenset[str]
    names: frozenset[str]
    latest: bool = True

    @property
    def told(self) -> date | None:
        """The day of its piece."""
        return self.account.told

    @property
    def parties(self) -> frozenset[str]:
        """All who are in it."""
        return self.who | self.toward


def known_on(dossier: Dossier, day: date | None) -> Dossier:
    """Return what was known at the end of a day: without the takes of later ones. A stop holds whenever it came."""
    if day is None:
        return dossier
    stops = (Signal.KILL, Signal.HOLD)
    takes = {
        key: take
        for key, take in dossier.takes.items()
        if take.withdrawn or take.marker.signal in stops or (dossier.day(key) or date.min) <= day
    }
    return replace(dossier, takes=takes, facts={key: found for key, found in dossier.facts.items() if key in takes})


def accounts(dossier: Dossier, *kinds: EventKind, apart: bool = False) -> list[Found]:
    """Return what the pieces say of events of these kinds, in order of time and then of text.

    The latest take of each chain is told, and of earlier ones what no correction came after: it can only add to
    what a latest take tells (``latest``). Events too doubtful to be shown are left out. O(events x a take's facts).

    Args:
        dossier: what to tell from.
        kinds: of event.
        apart: one account for each actor, not one for all who did it together.
    """
    found = [
        one
        for chain in dossier.chains
        for number, take in enumerate(chain)
        if number == 0 or not any(later.marker.signal in _CORRECTS for later in chain[:number])
        for one in _of_take(dossier, take, kinds, apart=apart, latest=number == 0)
    ]
    return sorted(found, key=lambda one: (one.order, one.event.trigger))


def _of_take(
    dossier: Dossier, take: Take, kinds: tuple[EventKind, ...], *, apart: bool, latest: bool
) -> Iterator[Found]:
    facts = dossier.facts.get(take.key)
    for event in facts.events if facts else ():
        if event.kind not in kinds or not event.shown or event.scope.split("-")[0] not in _TOLD:
            continue
        if not event.spans or not dossier.within(take.key, cover(event.spans)):
            continue
        together = [n for n in (event.actor, *event.also) if n is not None]
        for actors in [[n] for n in together] if apart and together else [together]:
            yield _found(dossier, take, event, tuple(dict.fromkeys(actors)), latest=latest)


def _found(dossier: Dossier, take: Take, event: Event, actors: tuple[int, ...], *, latest: bool) -> Found:
    key, facts = take.key, dossier.facts[take.key]
    toward = () if event.addressee is None or event.addressee in actors else (event.addressee,)
    placed = dossier.placements.get(key)
    account = _account(dossier, take, event, actors, toward)
    words = account.quote.text
    return Found(
        account=account,
        event=event,
        take=key,
        chain=dossier.chain(key),
        lines=frozenset((placed and placed.storylines) or ("",)),
        order=(dossier.when(key), event.scope != "copy", cover(event.spans)),
        who=frozenset(_key(dossier, key, n, words) for n in actors),
        toward=frozenset(_key(dossier, key, n, words) for n in toward),
        states=frozenset(state for n in actors if (state := _state(facts.entities[n]))),
        stems=_about(take, facts, event),
        names=_named(take, facts, event),
        latest=latest,
    )


def _key(dossier: Dossier, take: str, entity: int, words: str) -> str:
    """Return a key for a party: the person's id; of a body or place that linking does not know, its name.

    A group without a name is the same where a piece repeats the very words of another, and nowhere else.
    """
    one = dossier.entity(take, entity)
    if one.group:
        return f"~{one.name.lower()}: {words}"
    if state := _state(one):
        return f"~{state}"
    if dossier.person(take, entity) or one.kind is EntityKind.PERSON:
        return dossier.who(take, entity)
    return f"~{one.name.lower()}"


def _state(entity: Entity) -> str:
    """Return the state that a place or its government stands for ("Moscow agreed"); empty for anybody else."""
    return "" if entity.kind is EntityKind.PERSON or entity.group else acting_state(entity.name)


def _account(dossier: Dossier, take: Take, event: Event, actors: tuple[int, ...], toward: tuple[int, ...]) -> Account:
    key, facts = take.key, dossier.facts[take.key]
    figure = facts.figures[event.amount] if event.amount is not None else None
    day = _said_on(facts, event)
    due = facts.dates[event.due] if event.due is not None else None
    return Account(
        state=event.state,
        quote=_quote(dossier, take, event, actors),
        actors=tuple(_party(dossier, key, n) for n in actors),
        toward=tuple(_party(dossier, key, n) for n in toward),
        day=_when(dossier, key, day, event.scope) or _own_day(dossier, key, event, day),
        told=dossier.day(key) if event.scope in _OWN else None,
        object=_words(dossier, key, _object(facts, event), event.scope),
        condition=_words(dossier, key, event.condition, event.scope),
        amount=Amount(
            plain_sentence(dossier, key, figure.span, event.scope), figure.unit, figure.value, figure.low, figure.high
        )
        if figure
        else None,
        due=_when(dossier, key, due, event.scope),
        place=_place(dossier, take, event, due or day) if event.kind is EventKind.CONTACT else None,
        reporter=_reporter(dossier, key, event, actors),
    )


def _party(dossier: Dossier, take: str, entity: int) -> Party:
    one, person = dossier.entity(take, entity), dossier.person(take, entity)
    known = person.id if person and not one.group else ""
    return Party(known, dossier.called(take, entity), office(one), one.group)


def _quote(dossier: Dossier, take: Take, event: Event, actors: tuple[int, ...]) -> CitedSentence:
    """Return the words to show, with the glosses that can be given; none that names another than the event does."""
    span, facts = _quoted(dossier, take, event), dossier.facts[take.key]
    read = {dossier.who(take.key, n) for n in actors}
    found = helped(dossier, take.key, span, None, read, event.scope)
    parties = {*actors, event.addressee}
    span = found.citation.span
    other = {
        offset(take.text, span, m.span.end)
        for n, entity in enumerate(facts.entities)
        if n not in parties
        for m in entity.mentions
        if m.kind is MentionKind.PRONOUN and m.span in event.spans and span.covers(m.span)
    }
    return replace(found, glosses=tuple(gloss for gloss in found.glosses if gloss.at not in other))


def _quoted(dossier: Dossier, take: Take, event: Event) -> Span:
    """Return the sentence where it is short, else as much of it as tells the event, from its beginning if it can be.

    A long sentence begins anew only behind punctuation: behind an "and" the words would get another subject.
    """
    words = cover(event.spans)
    sentence = dossier.sentence(take.key, words)
    if sentence is None or not sentence.span.covers(words):
        return words
    (clause,) = clauses(take.text, sentence.span, [cover(event.trigger or event.spans)])
    end = max(clause.end, words.end)
    starts = [sentence.span.start, *(m.end() for m in _PAUSE.finditer(take.text, sentence.span.start, words.start))]
    whole = len(take.text[sentence.span.start : words.end].split()) <= LONGEST
    return Span(starts[0] if whole else starts[-1], end)


def _words(dossier: Dossier, take: str, spans: Spans, scope: str) -> CitedSentence | None:
    return plain_sentence(dossier, take, cover(spans), scope) if spans else None


def _said_on(facts: Facts, event: Event) -> DateExpression | None:
    """Return the date on which it was done or said; one among the words of its object is of what was asked or said."""
    day = facts.dates[event.day] if event.day is not None else None
    return None if day and any(span.covers(day.span) for span in event.object) else day


def _when(dossier: Dossier, take: str, one: DateExpression | None, scope: str) -> When | None:
    """Return the time that a date expression means; None for one without days ("soon", "recently")."""
    if one is None or (one.earliest is None and one.latest is None):
        return None
    words = plain_sentence(dossier, take, one.span, scope)
    return When(one.value, one.earliest, one.latest, one.precision, one.inferred, words)


def _own_day(dossier: Dossier, take: str, event: Event, given: DateExpression | None) -> When | None:
    """Return the day of a piece for what was said without a day; what it repeats of another page has none.

    Nor has a meeting that was held: agency copy gives the news its day, and without one it tells of what was before.
    """
    day, facts = dossier.day(take), dossier.facts[take]
    if given is not None and given.value != "PRESENT_REF":
        return None
    if day is None or event.scope not in _OWN or event.state is EventState.HELD:
        return None
    return When(day.isoformat(), day, day, inferred=not facts.anchor.given and facts.anchor.day == day)


def _reporter(dossier: Dossier, take: str, event: Event, actors: tuple[int, ...]) -> str:
    """Return who says that the actors did it; empty where the piece says so, or they and nobody else."""
    if event.statement is None:
        return ""
    facts = dossier.facts[take]
    statement = facts.statements[event.statement]
    if statement.reported_by_another:
        outer = facts.statements[statement.inside] if statement.inside is not None else None
        return _said_by(dossier, take, outer)
    voices = {n for n in (statement.entity, *statement.also) if n is not None}
    return "" if actors and voices.issuperset(actors) else _said_by(dossier, take, statement)


def _said_by(dossier: Dossier, take: str, statement: Statement | None) -> str:
    name = speaker_of(dossier, take, statement) if statement and statement.shown else ""
    return _(NOBODY) if not name or name.lower() in listed("relative", dossier.facts[take].language) else name


def _object(facts: Facts, event: Event) -> Spans:
    """Return the words for what an event is about; of what somebody rejects the words of it, not "that claim"."""
    for statement in facts.statements if event.kind is EventKind.POSITION and event.object else ():
        if statement.rejects is not None and any(s.meets(o) for s in statement.content for o in event.object):
            return facts.statements[statement.rejects].content or event.object
    return event.object


def _about(take: Take, facts: Facts, event: Event) -> frozenset[str]:
    """Return the stems of what an event is about, with those of the names that pronouns in it stand for."""
    spans = _object(facts, event) or event.trigger
    found = set[str]().union(*(stems(span.of(take.text)) for span in spans))
    for entity in facts.entities:
        behind = (m for m in entity.mentions if m.kind in (MentionKind.PRONOUN, MentionKind.ROLE))
        if any(span.covers(m.span) for m in behind for span in spans):
            found |= stems(entity.name)
    own = (facts.entities[n].name for n in (event.actor, *event.also) if n is not None)
    return frozenset(found.difference(*(stems(name) for name in own)) or found)


def _named(take: Take, facts: Facts, event: Event) -> frozenset[str]:
    spans = _object(facts, event)
    found = (
        stems(m.span.of(take.text)) | stems(entity.name)
        for entity in facts.entities
        if entity.kind is not EntityKind.BODY
        for m in entity.mentions
        if any(span.covers(m.span) for span in spans)
    )
    return frozenset[str]().union(*found)


def _place(dossier: Dossier, take: Take, event: Event, day: DateExpression | None) -> CitedSentence | None:
    """Return the place that stands nearest to the day, or else to the words of doing, behind a word like "in"."""
    facts, words = dossier.facts[take.key], _quoted(dossier, take, event)
    near = day.span if day and words.covers(day.span) else cover(event.trigger or event.spans)
    language = facts.language
    found = [
        (max(near.start - m.span.end, m.span.start - near.end, 0), m.span)
        for n, entity in enumerate(facts.entities)
        if entity.kind is EntityKind.PLACE and n not in (event.actor, event.addressee, *event.also)
        for m in entity.mentions
        if m.kind is MentionKind.NAME and words.covers(m.span) and stands_at(take.text, words, m.span, language)
    ]
    return plain_sentence(dossier, take.key, min(found)[1], event.scope) if found else None

"""All that there is to tell from: the takes of one story or storyline, their facts, and how they are linked."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date
from functools import cached_property
from operator import itemgetter

from writethru.errors import NotFound
from writethru.model import (
    Entity,
    EntityKind,
    Facts,
    Links,
    Mention,
    Origin,
    OriginKind,
    Person,
    Placement,
    Sentence,
    Signal,
    Span,
    Spans,
    Story,
    Take,
)
from writethru.read.dateline import dateline
from writethru.tell.display import folded, whole_marks
from writethru.tell.furniture import behind_furniture

_LINE = 80  # code points in which a dateline inside the copy ends
_LINED = re.compile(
    r"[A-Z]{2}[\w. ]*\)|[A-Z]{3}[^a-z]{0,30}(?:--|[–—]| _ )|[A-Z]{3}, [A-Z][\w. ]{2,20} (?:--|[–—])"
)  # what each of them has


@dataclass(frozen=True)
class Dossier:
    """One story or storyline, ready to be told.

    Attributes:
        takes: by key, all takes of the story or storyline, older ones of a chain too.
        facts: by key of take; a take without facts is told by its headline alone.
        links: what linking found, for the whole desk or only for this.
        passages: by key of take, the paragraphs on this matter, where a piece stands on more than one storyline;
            a take that is not named is on it wholly.
        storyline: the id of the storyline that is told; empty for a story.
    """

    takes: Mapping[str, Take]
    facts: Mapping[str, Facts]
    links: Links
    passages: Mapping[str, Spans] = field(default_factory=dict)
    storyline: str = ""

    @cached_property
    def placements(self) -> dict[str, Placement]:
        """The placement of each take, by key."""
        return {p.take: p for p in self.links.placements if p.take in self.takes}

    @cached_property
    def stories(self) -> tuple[Story, ...]:
        """The stories that have a take here, newest first."""
        found = [s for s in self.links.stories if any(t in self.takes for t in s.takes)]
        return tuple(sorted(found, key=lambda s: (s.last or date.min, s.id), reverse=True))

    @cached_property
    def _origins(self) -> dict[str, Origin]:
        return {origin.take: origin for story in self.links.stories for origin in story.origins}

    @cached_property
    def _people(self) -> dict[tuple[str, int], Person]:
        return {(m.take, m.entity): person for person in self.links.people for m in person.mentions}

    @cached_property
    def namesakes(self) -> dict[str, frozenset[str]]:
        """For each word of a person's full name, in lower case, the people here who bear it."""
        bearers: dict[str, set[str]] = {}
        for key, facts in self.facts.items():
            for number, entity in enumerate(facts.entities):
                if entity.kind is EntityKind.PERSON and key in self.takes:
                    for word in {
                        w for name in (entity.name, *entity.names) if " " in name for w in name.lower().split()
                    }:
                        bearers.setdefault(word, set()).add(self.who(key, number))
        return {word: frozenset(people) for word, people in bearers.items()}

    @cached_property
    def language(self) -> str:
        """The language in which most of its takes are written."""
        counts = Counter(facts.language for facts in self.facts.values())
        return max(sorted(counts), key=lambda language: counts[language], default="und")

    def person(self, take: str, entity: int) -> Person | None:
        """Return who an entity of a take is across pieces, or None when linking did not say."""
        return self._people.get((take, entity))

    def who(self, take: str, entity: int) -> str:
        """Return a name for an entity that is the same wherever it is mentioned: the person's id, else its name."""
        person = self.person(take, entity)
        return person.id if person else f"{take}/{self.facts[take].entities[entity].name}"

    def called(self, take: str, entity: int) -> str:
        """Return the name to show for an entity of a take: as its piece has it, unless that is a part of a name."""
        own, person = self.facts[take].entities[entity], self.person(take, entity)
        whole = " " in own.name or person is None or own.kind is not EntityKind.PERSON
        return own.name if whole or person is None else person.name

    def origin(self, take: str) -> Origin:
        """Return where a take's text comes from; unknown where linking did not say."""
        return self._origins.get(take, Origin(take, OriginKind.UNKNOWN))

    def chain(self, take: str) -> str:
        """Return the chain that a take belongs to; its own key when it was not placed."""
        placed = self.placements.get(take)
        return placed.chain if placed else take

    def story(self, take: str) -> str:
        """Return the story that a take tells; its own key when it was not placed."""
        placed = self.placements.get(take)
        return placed.story if placed else take

    def day(self, take: str) -> date | None:
        """Return the day from which a take's relative dates count."""
        facts = self.facts.get(take)
        return (facts.anchor.day if facts else None) or self.takes[take].day

    def when(self, take: str) -> tuple[str, int, str]:
        """Return a key that puts takes in order of time; takes without a time come first."""
        one = self.takes[take]
        if one.sent:
            at = one.sent.at if one.sent.at.tzinfo else one.sent.at.replace(tzinfo=UTC)
            return at.astimezone(UTC).isoformat(), one.marker.rank, take
        day = self.day(take)
        return day.isoformat() if day else "", one.marker.rank, take

    @cached_property
    def chains(self) -> tuple[tuple[Take, ...], ...]:
        """The takes of each chain, its latest whole text first; the chain with the newest take first.

        Withdrawn takes are out, and so are advisories and fragments without their take, as long as there is
        anything else to tell from.
        """
        told = tuple(chain for chain in self._every_chain if chain[0].whole)
        return told or self._every_chain

    @cached_property
    def beside(self) -> tuple[tuple[Take, ...], ...]:
        """The chains that nothing is told from, as ``chains``: advisories, and fragments without their take."""
        return tuple(chain for chain in self._every_chain if chain not in self.chains)

    @cached_property
    def _every_chain(self) -> tuple[tuple[Take, ...], ...]:
        found: dict[str, list[str]] = {}
        for key, take in self.takes.items():
            if not take.withdrawn:
                found.setdefault(self.chain(key), []).append(key)
        chains = [chain for keys in found.values() if (chain := self._latest_first(keys)) and _may_be_told(chain)]
        return tuple(sorted(chains, key=lambda c: self.when(c[0].key), reverse=True))

    def _latest_first(self, keys: list[str]) -> tuple[Take, ...]:
        followed = {p.previous for k in keys if (p := self.placements.get(k))}
        whole = {k: self.takes[k].whole for k in keys}
        latest = sorted(keys, key=lambda k: (k not in followed, self.when(k)), reverse=True)
        order = sorted(latest, key=lambda k: k != next((w for w in latest if whole[w]), None))
        return tuple(self.takes[k] for k in order)

    @cached_property
    def latest(self) -> tuple[Take, ...]:
        """The latest take of each chain, newest first."""
        return tuple(chain[0] for chain in self.chains)

    @cached_property
    def independent(self) -> tuple[Take, ...]:
        """The latest takes, with only one of all that reprint one origin in one story: the origin's own if here."""
        kept, seen = [], set()
        for take in sorted(self.latest, key=lambda t: self.origin(t.key).kind is OriginKind.REPRINT):
            origin = self.origin(take.key)
            mark = (self.story(take.key), origin.of or origin.root or take.key)
            if origin.kind is OriginKind.REPRINT and mark in seen:
                continue
            seen.add(mark)
            kept.append(take)
        return tuple(sorted(kept, key=lambda t: self.when(t.key), reverse=True))

    def on_topic(self, take: str, span: Span) -> bool:
        """Say whether words of a take are on the very matter that is told here."""
        return take not in self.passages or any(p.covers(span) for p in self.passages[take])

    def within(self, take: str, span: Span) -> bool:
        """Say whether words of a take may be told here: a piece tells all on its main storyline, elsewhere a part."""
        placed = self.placements.get(take)
        main = placed is not None and placed.storyline == self.storyline
        return main or self.on_topic(take, span)

    def sentences(self, take: str, scope: str = "copy") -> tuple[Sentence, ...]:
        """Return the sentences of one scope that belong here, in order; in the copy, of its own parts alone."""
        if (take, scope) not in self._sentences:
            self._sentences[take, scope] = tuple(self._of_scope(take, scope))
        return self._sentences[take, scope]

    @cached_property
    def _sentences(self) -> dict[tuple[str, str], tuple[Sentence, ...]]:
        return {}

    def _of_scope(self, take: str, scope: str) -> Iterator[Sentence]:
        facts, copy = self.facts.get(take), self.takes[take].copy
        found = (s for s in (facts.sentences if facts else ()) if s.scope == scope and self.within(take, s.span))
        mine = (s for s in found if scope != "copy" or any(part.covers(s.span) for part in copy))
        text = self.takes[take].text
        title = folded(self.takes[take].title)
        for number, one in enumerate(mine):
            span = _behind_dateline(text, whole_marks(text, one.span))
            first = number == 0 and scope == "copy" and one.language == "en"
            yield replace(one, span=behind_furniture(text, span, title) if first else span)

    def sentence(self, take: str, span: Span) -> Sentence | None:
        """Return the sentence in which a span begins, or None when it stands outside of all."""
        facts = self.facts.get(take)
        for sentence in facts.sentences if facts else ():
            if sentence.span.start <= span.start < sentence.span.end:
                return sentence
        return None

    def entity(self, take: str, number: int) -> Entity:
        """Return an entity of a take by its index."""
        return self.facts[take].entities[number]

    def mentioned(self, take: str, span: Span) -> list[tuple[int, list[Mention]]]:
        """Return the mentions inside a span of a take, in order, by the index of their entity. O(what is near)."""
        if take not in self._mentions:
            every = ((m.span, n, m) for n, one in enumerate(self.facts[take].entities) for m in one.mentions)
            self._mentions[take] = sorted(every, key=itemgetter(0, 1))
        every_one = self._mentions[take]
        first, behind = (bisect_left(every_one, Span(at, at), key=itemgetter(0)) for at in (span.start, span.end))
        inside: dict[int, list[Mention]] = {}
        for _, number, mention in every_one[first:behind]:
            if span.covers(mention.span):
                inside.setdefault(number, []).append(mention)
        return sorted(inside.items())

    @cached_property
    def _mentions(self) -> dict[str, list[tuple[Span, int, Mention]]]:
        return {}


def _behind_dateline(text: str, span: Span) -> Span:
    """Return a sentence without a dateline that stands before its words inside the copy: "VELL (AP) _ A ferry ..."."""
    if not _LINED.search(text, span.start, min(span.end, span.start + _LINE)):
        return span
    line = dateline(text, span.start, span.end)
    words = text[line.span.end : span.end].lstrip() if line else ""
    return span if words[:1].islower() or not words else Span(span.end - len(words), span.end)


def _may_be_told(chain: tuple[Take, ...]) -> bool:
    """A kill takes the whole chain out; a hold does while it is the last word, and so do no words."""
    if any(take.marker.signal is Signal.KILL for take in chain) or not chain[0].text.strip():
        return False
    return chain[0].marker.signal is not Signal.HOLD


def gather(takes: Mapping[str, Take], facts: Mapping[str, Facts], links: Links, kind: str, of: str) -> Dossier:
    """Restrict a desk's takes and facts to one story or storyline.

    Args:
        takes: by key; may hold more than is needed.
        facts: by key of take.
        links: the whole desk's, so that related stories are found.
        kind: ``story`` or ``storyline``.
        of: its id.

    Raises:
        NotFound: there is no story or storyline of that id.
    """
    passages: dict[str, list[Span]] = {}
    stories = {of}
    if kind == "storyline":
        line = next((s for s in links.storylines if s.id == of), None)
        stories = set(line.stories) if line else set()
        for citation in line.passages if line else ():
            passages.setdefault(citation.take, []).append(citation.span)
    keys = dict.fromkeys(key for story in links.stories if story.id in stories for key in story.takes if key in takes)
    if not keys:
        raise NotFound(f"no {kind} {of!r} here; `writethru stories` lists them")
    known = {k: facts[k] for k in keys if k in facts}
    told = {take: tuple(spans) for take, spans in passages.items()}
    return Dossier({k: takes[k] for k in keys}, known, links, told, of if kind == "storyline" else "")

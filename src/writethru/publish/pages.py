"""What each page of the site shows: plain data for the templates, cut down to what may leave."""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from writethru.model import (
    Brief,
    Citation,
    Office,
    Person,
    Said,
    Sent,
    Signal,
    SourceLine,
    Stands,
    Story,
    Storyline,
    Take,
)
from writethru.publish.clear_stands import clear_stands
from writethru.publish.clearance import Clearance, Cleared, clear, clear_said, nothing, why_not
from writethru.publish.content import SiteContent
from writethru.publish.rights import Audience, Extent, may_show
from writethru.publish.story_state import StoryState, newest, story_state
from writethru.publish.versions import label
from writethru.publish.when import moment
from writethru.tell.display import shown
from writethru.tell.flags import flags, heading
from writethru.tell.notices import correction_of
from writethru.tell.offices import offices
from writethru.tell.sources import origin_words
from writethru.wording import _, language, noted, sentences

NONE = Stands()
_SAFE = re.compile(r"[a-z0-9][a-z0-9_-]{0,159}")


def page_name(name: str) -> str:
    """Return a name that is safe as a file on every system: the id itself where it is, else a hash of it."""
    return name if _SAFE.fullmatch(name) else hashlib.blake2b(name.encode(), digest_size=8).hexdigest()


@dataclass(frozen=True, slots=True)
class Told:
    """A story or storyline with its brief, cut down. ``title`` is shown even where the headline may not be.

    Attributes:
        flags: what was killed or is held of it, each with its source; for the public only what is stopped for all.
        state: how the story stands; None for a storyline.
        language: of its title, as a BCP 47 tag; empty where that is a person's, the site's where we name it.
        corrections: what was corrected in it, each in one line.
        first, changed: when its first take was sent, and the last one that changed more than wording.
    """

    path: str
    title: str
    cleared: Cleared
    story: Story | None = None
    storyline: Storyline | None = None
    flags: tuple[str, ...] = ()
    stands: Stands = NONE
    state: StoryState | None = None
    language: str = ""
    corrections: tuple[str, ...] = ()
    first: Sent | None = None
    changed: Sent | None = None

    @property
    def told(self) -> bool:
        """Anything of the sources' words may be shown."""
        return self.cleared.headline is not None

    @property
    def notices(self) -> tuple[str, ...]:
        """What stands at the head of its page: stops, what is held back, corrections."""
        return tuple(map(str, self.cleared.notices)) or self.flags


@dataclass(frozen=True, slots=True)
class PersonPage:
    """A person, body or place: roles over time, and what they said or are reported to have said."""

    path: str
    person: Person
    names: tuple[str, ...]
    offices: tuple[Office, ...]
    said: tuple[Said, ...]
    stories: tuple[Told, ...]
    stands: Stands = NONE


@dataclass(frozen=True, slots=True)
class Plan:
    """All pages of the site, before they are written out. ``takes`` maps keys to the pages of whole takes.

    A take that was stopped and might else be shown whole has a page too, with a notice.
    """

    stories: tuple[Told, ...]
    storylines: tuple[Told, ...]
    people: tuple[PersonPage, ...]
    takes: dict[str, str]


def plan(content: SiteContent, exit_: Clearance) -> Plan:
    """Decide every page. The order of asking is fixed: stories, storylines, people; latest story first."""
    ordered = sorted(content.stories, key=lambda s: (_last(s[0], content), s[0].id), reverse=True)
    now = newest(take for key, take in content.takes.items() if key not in exit_.stops)
    material = frozenset(change.take for change in content.changes if change.material)
    carried_on = frozenset(placement.take for placement in content.placements if placement.previous)
    as_it_was = carried_on - material  # takes that changed nothing but wording
    stories = tuple(_story(story, brief, content, exit_, now, as_it_was) for story, brief in ordered)
    storylines = tuple(_storyline(line, brief, content, exit_) for line, brief in content.storylines)
    of_take: dict[str, list[Told]] = {}
    for told in stories:
        for key in told.story.takes if told.told and told.story else ():
            of_take.setdefault(key, []).append(told)
    people = tuple(p for one, said in content.people if (p := _person(one, said, content, exit_, of_take)))
    shown_whole = (key for key in sorted(content.takes) if exit_.extent(key) is Extent.FULL or _stone(key, exit_))
    takes = {key: f"takes/{page_name(key)}.html" for key in shown_whole}
    return Plan(stories, storylines, people, takes)


def _story(
    story: Story,
    brief: Brief | None,
    content: SiteContent,
    exit_: Clearance,
    now: datetime | None,
    as_it_was: frozenset[str],
) -> Told:
    cleared = clear(brief, exit_) if brief else nothing(story.id, "story")
    takes = [content.takes[key] for key in story.takes if key in content.takes]
    state = story_state(takes, exit_.stops, now)
    sent = sorted(((t.sent, t.key not in as_it_was) for t in takes if t.sent), key=lambda pair: (pair[0].at, pair[1]))
    return Told(
        f"stories/{page_name(story.id)}.html",
        _title(cleared, story, state, content),
        cleared,
        story=story,
        flags=_flags(story, content, exit_),
        stands=_stands(story.id, content, exit_),
        state=state,
        language=_language(cleared, content),
        corrections=tuple(str(one) for one in cleared.notices if correction_of(content.takes[one.take])),
        first=sent[0][0] if sent else None,
        changed=next(
            (one for one, told in reversed(sent) if told or state in (StoryState.KILLED, StoryState.HELD)), None
        ),
    )


def _language(cleared: Cleared, content: SiteContent) -> str:
    if cleared.name:
        return ""
    return content.language(cleared.headline.citation.take) if cleared.headline else language()


def _storyline(line: Storyline, brief: Brief | None, content: SiteContent, exit_: Clearance) -> Told:
    cleared = clear(brief, exit_) if brief else nothing(line.id, "storyline")
    path = f"storylines/{page_name(line.id)}.html"
    stands = _stands(line.id, content, exit_)
    return Told(path, _storyline_title(cleared, line, content), cleared, storyline=line, stands=stands, language="")


def _stands(of: str, content: SiteContent, exit_: Clearance) -> Stands:
    return clear_stands(content.stands.get(of, NONE), exit_)


def _flags(story: Story, content: SiteContent, exit_: Clearance) -> tuple[str, ...]:
    takes = [content.takes[key] for key in story.takes if key in content.takes]
    filed = any(take.whole and not take.withdrawn for take in takes)
    return tuple(flags((t for t in takes if t.withdrawn or exit_.audience is Audience.DESK), filed=filed))


def _stone(key: str, exit_: Clearance) -> bool:
    """Say whether a stopped take would be shown whole if it were not stopped: its page stays, with a notice."""
    take = exit_.takes[key]
    return take.withdrawn and may_show(take, exit_.settings, exit_.audience).extent is Extent.FULL


def _last(story: Story, content: SiteContent) -> str:
    sent = [t.sent.at.isoformat() for k in story.takes if (t := content.takes.get(k)) and t.sent]
    return max(sent, default=story.last.isoformat() if story.last else "")


def _title(cleared: Cleared, story: Story, state: StoryState, content: SiteContent) -> str:
    if cleared.name or cleared.headline:
        return shown(cleared.name or (cleared.headline.text if cleared.headline else ""))
    if story.id in content.titles:
        return shown(content.titles[story.id])
    lead = content.takes.get(story.lead)
    orders = {StoryState.KILLED: Signal.KILL, StoryState.HELD: Signal.HOLD}
    return heading(orders.get(state), story.last or (lead.day if lead else None))


def _storyline_title(cleared: Cleared, storyline: Storyline, content: SiteContent) -> str:
    if storyline.id in content.titles:
        return cleared.name or shown(content.titles[storyline.id])
    return cleared.name or (
        shown(storyline.name)
        if cleared.headline and not cleared.withheld and storyline.name
        else (shown(cleared.headline.text) if cleared.headline else _("A storyline"))
    )


def _person(
    person: Person, said: Sequence[Said], content: SiteContent, exit_: Clearance, of_take: Mapping[str, list[Told]]
) -> PersonPage | None:
    """Return a person's page; None where nothing that is known may leave, and for a group without a name."""
    if person.group:
        return None
    held = _offices(person, content, exit_)
    kept = clear_said(said, exit_)
    takes = {m.take for m in person.mentions if m.take in content.takes}
    open_ = {key for key in takes if exit_.extent(key) is not Extent.NOTHING}
    stands = _stands(person.id, content, exit_)
    if not (held or kept or open_):
        return None
    names = tuple(n for n in person.names if n != person.name) if open_ == takes else ()
    told = {one.path: one for key in dict.fromkeys(m.take for m in person.mentions) for one in of_take.get(key, ())}
    latest = tuple(sorted(told.values(), key=lambda s: (s.story and s.story.last) or date.min, reverse=True))
    return PersonPage(f"people/{page_name(person.id)}.html", person, names, held, kept, latest, stands)


def _offices(person: Person, content: SiteContent, exit_: Clearance) -> tuple[Office, ...]:
    """Return what pieces whose words may leave call somebody, with the days on which they do."""
    open_ = tuple((t, r) for t, r in person.roles if t in content.takes and exit_.shows(Citation(t, r.span)))
    return offices(replace(person, roles=open_), content.takes)


_STATES = {
    Signal.ALERT: noted("Alert"),
    Signal.CORRECTION: noted("Corrected"),
    Signal.REFILE: noted("Refiled"),
    Signal.HOLD: noted("On hold"),
    Signal.KILL: noted("Killed"),
}


def state(story: Story, content: SiteContent, exit_: Clearance) -> str:
    """Return how a story stands, in one line: its leading take's version and time, or why nothing of it is told."""
    lead = content.takes.get(story.lead)
    if lead is None or lead.key in exit_.stops:
        return sentences(sorted({exit_.stops[k] for k in story.takes if k in exit_.stops}))
    updated = _("Updated, {label}", label=label(lead)) if lead.marker.rank > 1 else ""
    word = _(_STATES[lead.marker.signal]) if lead.marker.signal in _STATES else updated
    parts = [word, _("last text {when}", when=moment(lead.sent)) if lead.sent else ""]
    return " · ".join(p for p in parts if p)


@dataclass(frozen=True, slots=True)
class SourceView:
    """One line of the sources, with its take where that is known here; ``group``: where its text comes from."""

    group: str
    line: SourceLine
    take: Take | None
    label: str
    rights: str
    headline: str
    url: str


def by_origin(cleared: Cleared, content: SiteContent, exit_: Clearance) -> tuple[SourceView, ...]:
    """Return the sources in the order of the brief, those of one origin together."""
    groups: dict[str, list[SourceView]] = {}
    for line in cleared.sources:
        words = origin_words(line.origin)
        group = words[0].upper() + words[1:]
        groups.setdefault(group, []).append(_source_view(group, line, content, exit_))
    return tuple(view for views in groups.values() for view in views)


def _source_view(group: str, line: SourceLine, content: SiteContent, exit_: Clearance) -> SourceView:
    take = content.takes.get(line.take)
    permit = exit_.permits.get(line.take)
    headline = "" if take is None or not line.headline else shown(take.title)
    public = exit_.audience is Audience.PUBLIC
    rights = permit.why if permit and public else ""
    return SourceView(group, line, take, label(take) if take else "", rights, headline, web(line.url))


def web(url: str) -> str:
    """Return an address that a page may link to, or nothing: only the web's own schemes are let through."""
    return url if url.lower().startswith(("https://", "http://")) else ""


def closed(content: SiteContent, exit_: Clearance, takes: Iterable[str]) -> tuple[str, ...]:
    """Return the lines that say which sources are withheld, and why."""
    return why_not(takes, exit_, lambda take: content.takes[take].source)

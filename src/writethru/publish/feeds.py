"""The site's feeds: its stories, newest first, with what was corrected in them and what may not be used any more.

Every format writes what stands here. Names of stories are URNs, so that they hold wherever the site stands. A feed is
read by the clock of whoever reads it and written by none: the same desk gives the same bytes.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape

from writethru.formats import tongue
from writethru.model import CitedSentence, Sent
from writethru.publish.content import SiteContent
from writethru.publish.pages import Told
from writethru.publish.story_state import StoryState
from writethru.publish.versions import label
from writethru.publish.when import moment
from writethru.tell.display import shown
from writethru.wording import _, language, listed, named, sentences

MOST = 100
"""Stories that a feed has: the newest ones. What is gone stays named beyond that."""

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
"""Stands for a moment that is not known, where a format must have one."""


@dataclass(frozen=True, slots=True)
class Item:
    """One story in a feed.

    Attributes:
        uri: its name.
        path: of its page inside the site.
        title, summary: in the words of its sources; ``body`` is HTML.
        language: of the title, as a BCP 47 tag, or empty.
        first, changed: when its first take was sent, and the last that changed more than wording.
        corrections: what was corrected, each in one line.
        ai_made: a source whose words stand in it was made by AI.
    """

    uri: str
    path: str
    title: str
    summary: str
    body: str
    language: str
    first: datetime
    changed: datetime
    corrections: tuple[str, ...] = ()
    ai_made: bool = False


@dataclass(frozen=True, slots=True)
class Gone:
    """A story that may not be used any more, or is no more by itself: its name, what it is called, why, since when."""

    uri: str
    path: str
    title: str
    why: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Feed:
    """What every format writes, in its language. ``updated`` is the newest moment of all that is in it."""

    title: str
    address: str
    desk: bool
    language: str
    items: tuple[Item, ...]
    gone: tuple[Gone, ...]

    @property
    def updated(self) -> datetime:
        """When anything in it changed last."""
        return max((*(item.changed for item in self.items), *(one.since for one in self.gone)), default=EPOCH)


def feed(content: SiteContent, stories: Sequence[Told], gone: Mapping[str, str], *, desk: bool) -> Feed:
    """Gather what the feeds tell. O(stories).

    Args:
        content: what the site is made of.
        stories: all of the site, newest first.
        gone: paths of stories that the site had and has no more, with the moment in ISO 8601 from which they are gone.
        desk: the site is for the desk's own eyes.
    """
    told = [one for one in stories if one.told][:MOST]
    items = tuple(_item(one, content) for one in told)
    stopped = [_stopped(one) for one in stories if one.state in (StoryState.KILLED, StoryState.HELD)]
    there = {one.path for one in stories}
    left = [
        Gone(_uri(path), path, _("Withdrawn"), _("no longer a story by itself"), datetime.fromisoformat(since))
        for path, since in sorted(gone.items())
        if path not in there
    ]
    every = sorted((*stopped, *left), key=lambda one: (one.since, one.uri), reverse=True)
    return Feed(content.title, content.settings.site.address, desk, language(), items, tuple(every))


def _uri(path: str) -> str:
    return f"urn:writethru:story:{path.removeprefix('stories/').removesuffix('.html')}"


def _item(one: Told, content: SiteContent) -> Item:
    cleared = one.cleared
    sentences = [s for s in (cleared.standfirst, *cleared.key) if s and s != cleared.headline]
    takes = [content.takes[s.citation.take] for s in (*sentences, cleared.headline) if s]
    return Item(
        _uri(one.path),
        one.path,
        one.title,
        shown(cleared.standfirst.glossed) if cleared.standfirst else "",
        _body(one, sentences, content),
        one.language,
        _moment(one.first),
        _moment(one.changed),
        one.corrections,
        any(take.ai_text for take in takes),
    )


def _body(one: Told, sentences: Iterable[CitedSentence], content: SiteContent) -> str:
    """Return the notices and key sentences as HTML, each with who sent it and with the labels that belong to it."""
    out = [_notice(line) for line in one.notices]
    for sentence in sentences:
        take = content.takes[sentence.citation.take]
        which = listed(p for p in (take.source or _("Source not named"), label(take), moment(take.sent)) if p)
        ai_made = _("Text made by AI.")
        made = f"<strong>{escape(ai_made)}</strong> " if take.ai_text else ""
        words = f"<span{tongue(content.language(take.key))}>{escape(shown(sentence.glossed))}</span>"
        out.append(f"<p>{made}{words} <cite>({escape(which)})</cite></p>")
    if one.cleared.badge:
        out.append(f"<p>{escape(one.cleared.badge)}</p>")
    return "".join(dict.fromkeys(out))


def _notice(line: str) -> str:
    head, told = _("Notice:"), _("{words}.", words=line)
    return f"<p><strong>{escape(head)}</strong> {escape(told)}</p>"


def _stopped(one: Told) -> Gone:
    why = sentences(one.notices) or (named(one.state) if one.state else "")
    return Gone(_uri(one.path), one.path, one.title, why, _moment(one.changed))


def _moment(sent: Sent | None) -> datetime:
    return sent.at if sent else EPOCH

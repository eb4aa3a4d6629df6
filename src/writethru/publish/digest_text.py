"""A digest as plain text, flowed (RFC 3676): lines of 72, which a mail program joins and breaks as its window is."""

import re
from collections.abc import Iterable, Iterator

from writethru.model import CitedLine, Digest, DigestCorrection, DigestDue, DigestSource, DigestStory
from writethru.publish import digest_words as words
from writethru.publish.digest_sources import Item, Numbers
from writethru.tell.display import shown
from writethru.wording import _, speaking

_WIDE = 72
_LEADS = re.compile(r"[ >]|From ")  # a line that begins so is stuffed with a space (RFC 3676, 4.4)


def as_text(digest: Digest) -> str:
    """Return a digest as plain text, ending in a line end; a line that ends in a space goes on in the next."""
    with speaking(digest.language):
        return "\n".join(flowed(line) for part in _parts(digest) for line in part) + "\n"


def _parts(digest: Digest) -> list[list[str]]:
    numbers = Numbers(digest)
    parts = [_head(digest), *(_story(n, one, numbers) for n, one in enumerate(digest.stories, 1))]
    if digest.corrections:
        parts.append(_section(_(words.CORRECTIONS), [_correction(one, numbers) for one in digest.corrections]))
    if digest.stops:
        parts.append(_section(_(words.STOPS), [[words.stop(one)] for one in digest.stops]))
    if digest.due:
        titles = {story.story: words.title(story) for story in digest.stories}
        parts.append(_section(_(words.DUE), [_due(one, titles[one.story], numbers) for one in digest.due]))
    return [*parts, ["", *words.closing(digest)]]


def _head(digest: Digest) -> list[str]:
    said = [words.subject(digest), " ".join((words.as_of(digest), *words.overview(digest)))]
    if words.desk(digest):
        said.append(_(words.FOR_THE_DESK))
    reasons = words.nothing(digest)
    return [*said, *(["", *reasons] if reasons else [])]


def _section(title: str, items: Iterable[Iterable[str]]) -> list[str]:
    return ["", "", title.upper(), *(line for item in items for line in ("", *item))]


def _story(number: int, story: DigestStory, numbers: Numbers) -> list[str]:
    title = f"{number}. {words.title(story)}"
    named = story.name and f"{shown(story.headline.glossed)}{_marks(story.headline, numbers)}"
    mark = "" if story.name else _marks(story.headline, numbers)
    followed = f" ({_(words.FOLLOWED)})" if story.followed else ""
    lines = ["", "", f"{title}{mark}{followed}", *([named] if named else []), words.came(story)]
    lines += [line for one in story.sentences for line in ("", f"{shown(one.glossed)}{_marks(one, numbers)}")]
    told = [*(f"{_(words.CHANGED)} {_line(one, numbers)}" for one in story.changes), words.more(story)]
    told += [f"{_(words.DISPUTED)} {words.dispute(one)}{_marks(one, numbers)}" for one in story.disputes]
    told = [line for line in told if line]
    page = [_("{words}:", words=_(words.ON_THE_SITE)), story.page] if story.page else []
    return [*lines, *(["", *told] if told else []), "", *_sources(story, numbers), *page]


def _line(one: CitedLine, numbers: Numbers) -> str:
    return f"{shown(one.text)}{_marks(one, numbers)}"


def _correction(one: DigestCorrection, numbers: Numbers) -> Iterator[str]:
    yield f"{shown(one.headline.text)}{_marks(one.headline, numbers)}"
    yield words.ended(one.said)
    yield from (f"{_(words.CORRECTED)} {_line(change, numbers)}" for change in one.changes)
    if not one.changes:
        yield _(words.NO_CHANGES)
    yield from _sources(one, numbers)


def _due(one: DigestDue, title: str, numbers: Numbers) -> Iterator[str]:
    yield f"{words.due(one)}: {shown(one.happening.glossed)}{_marks(one, numbers)}"
    yield title
    yield from _sources(one, numbers)


def _marks(item: Item, numbers: Numbers) -> str:
    return "".join(f" [{source.number}]" for source in numbers.of(item))


def _sources(item: Item, numbers: Numbers) -> Iterator[str]:
    for source in numbers.of(item):
        yield f"[{source.number}] {_source(source)}"
        if source.url:
            yield source.url


def _source(source: DigestSource) -> str:
    return " ".join((words.ended(words.which(source)), *words.bound(source)))


def flowed(line: str) -> str:
    """Break a paragraph into lines of 72 that end in a space where it goes on. A word that is longer stays whole.

    >>> flowed("From the quay")
    ' From the quay'
    """
    lines: list[str] = []
    for word in line.split():
        if lines and len(lines[-1]) + len(word) < _WIDE:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return " \n".join(f" {one}" if _LEADS.match(one) else one for one in lines)

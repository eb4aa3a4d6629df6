"""A digest as Markdown (CommonMark): numbers in brackets, each with its source under the item that it stands in."""

from collections.abc import Iterable, Iterator

from writethru.model import CitedLine, CitedSentence, Digest, DigestCorrection, DigestDue, DigestSource, DigestStory
from writethru.publish import digest_words as words
from writethru.publish.brief_markdown import escaped
from writethru.publish.digest_sources import Item, Numbers
from writethru.wording import _, speaking


def as_markdown(digest: Digest) -> str:
    """Return a digest as Markdown, ending in a line end."""
    with speaking(digest.language):
        return "\n".join(_lines(digest)) + "\n"


def _lines(digest: Digest) -> list[str]:
    numbers = Numbers(digest)
    lines = [
        f"# {escaped(words.subject(digest))}",
        "",
        escaped(" ".join((words.as_of(digest), *words.overview(digest)))),
        "",
    ]
    if words.desk(digest):
        lines += [f"**{escaped(_(words.FOR_THE_DESK))}**", ""]
    lines += [line for reason in words.nothing(digest) for line in (escaped(reason), "")]
    lines += [line for story in digest.stories for line in _story(story, numbers)]
    lines += _section(_(words.CORRECTIONS), (_correction(one, numbers) for one in digest.corrections))
    lines += _section(_(words.STOPS), ([f"- {escaped(words.stop(one))}"] for one in digest.stops))
    titles = {story.story: words.title(story) for story in digest.stories}
    lines += _section(_(words.DUE), (_due(one, titles[one.story], numbers) for one in digest.due))
    return [*lines, "---", "", escaped(" ".join(words.closing(digest)))]


def _section(title: str, items: Iterable[Iterable[str]]) -> list[str]:
    body = [line for item in items for line in item]
    return [f"## {escaped(title)}", "", *body, ""] if body else []


def _story(story: DigestStory, numbers: Numbers) -> Iterator[str]:
    yield f"## {escaped(words.title(story))}{'' if story.name else _marks(story.headline, numbers)}"
    yield ""
    if story.name:
        yield from (_cited(story.headline, numbers), "")
    followed = f" ({_(words.FOLLOWED)})" if story.followed else ""
    yield from (f"*{escaped(words.came(story))}*{followed}", "")
    for sentence in story.sentences:
        yield from (_cited(sentence, numbers), "")
    told = [f"{_(words.CHANGED)} {_line(one, numbers)}" for one in story.changes]
    told += [escaped(words.more(story))] if story.more else []
    told += [f"{_(words.DISPUTED)} {escaped(words.dispute(one))}{_marks(one, numbers)}" for one in story.disputes]
    yield from (f"- {line}" for line in told)
    yield from [""] if told else []
    yield from (*_sources(story, numbers), "")
    if story.page:
        yield from (f"[{_(words.ON_THE_SITE)}](<{story.page}>)", "")


def _cited(sentence: CitedSentence, numbers: Numbers) -> str:
    return f"{escaped(sentence.glossed)}{_marks(sentence, numbers)}"


def _line(one: CitedLine, numbers: Numbers) -> str:
    return f"{escaped(one.text)}{_marks(one, numbers)}"


def _correction(one: DigestCorrection, numbers: Numbers) -> Iterator[str]:
    changes = [f"{_(words.CORRECTED)} {_line(change, numbers)}" for change in one.changes] or [
        escaped(_(words.NO_CHANGES))
    ]
    yield f"- **{escaped(one.headline.text)}**{_marks(one.headline, numbers)}  "
    yield f"  {escaped(words.ended(one.said))}"
    yield from (f"  - {line}" for line in changes)
    yield from (f"  {line}" for line in _sources(one, numbers))


def _due(one: DigestDue, title: str, numbers: Numbers) -> Iterator[str]:
    yield f"- **{escaped(words.due(one))}**: {escaped(one.happening.glossed)}{_marks(one, numbers)}  "
    yield f"  *{escaped(title)}*"
    yield from (f"  {line}" for line in _sources(one, numbers))


def _marks(item: Item, numbers: Numbers) -> str:
    return "".join(f" \\[{source.number}\\]" for source in numbers.of(item))


def _sources(item: Item, numbers: Numbers) -> Iterator[str]:
    yield from (f"> {_source(source)}" for source in numbers.of(item))


def _source(source: DigestSource) -> str:
    url = f" <{source.url}>" if source.url and not set(source.url) & set(" <>") else ""
    said = " ".join((words.ended(words.which(source)), *words.bound(source)))
    return f"\\[{source.number}\\] {escaped(said)}{url}  "

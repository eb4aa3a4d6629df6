"""What a digest cites, numbered in the order in which it is read, with all that must go along with the words."""

from collections.abc import Iterable, Iterator, Mapping

from writethru.model import (
    Citation,
    CitedLine,
    CitedSentence,
    Digest,
    DigestCorrection,
    DigestDispute,
    DigestDue,
    DigestSource,
    DigestStory,
    Take,
)
from writethru.publish.pages import web
from writethru.publish.rights import in_words
from writethru.publish.versions import label
from writethru.publish.when import moment
from writethru.settings import Settings
from writethru.tell.flags import flag
from writethru.wording import _

Item = CitedSentence | CitedLine | DigestDispute | DigestDue | DigestStory | DigestCorrection


def cited(item: Item) -> Iterator[Citation]:
    """Yield what an item of a digest cites, in the order in which it is read."""
    match item:
        case CitedSentence():
            yield item.citation
            yield from (gloss.evidence for gloss in item.glosses if gloss.evidence)
        case CitedLine():
            yield from item.citations
        case DigestDispute():
            yield from (item.one.citation, item.other.citation)
        case DigestDue():
            yield from item.happening.citations
            yield from (gloss.evidence for gloss in item.happening.glosses if gloss.evidence)
        case DigestStory():
            parts: tuple[Item, ...] = (item.headline, *item.sentences, *item.changes, *item.disputes)
            yield from (citation for part in parts for citation in cited(part))
        case DigestCorrection():
            lines: tuple[Item, ...] = (item.headline, *item.changes)
            yield from (citation for line in lines for citation in cited(line))


def place(citation: Citation) -> tuple[str, str]:
    """Return what has a number: a take, or one picture or teaser of it."""
    return citation.take, citation.scope if "-" in citation.scope else ""


class Numbers:
    """Finds the sources of a digest's items by what they cite."""

    def __init__(self, digest: Digest) -> None:
        self._found = {(source.take, source.place): source for source in digest.sources}

    def of(self, item: Item) -> tuple[DigestSource, ...]:
        """Return the sources of an item, each once, as they are first cited."""
        return tuple(dict.fromkeys(self._found[place(citation)] for citation in cited(item)))

    def language(self, item: CitedSentence | DigestDue) -> str:
        """Return the language of a sentence; empty where it is not known."""
        return self._found[place(next(cited(item)))].language


def numbered(
    items: Iterable[Item], takes: Mapping[str, Take], languages: Mapping[str, str], settings: Settings
) -> tuple[DigestSource, ...]:
    """Return what these items cite, in order.

    Args:
        items: in the order in which they are read.
        takes: by key, all that they cite.
        languages: by key of take, the language that was read from its text; the declared one is used without.
        settings: the desk's, for what it says that terms mean.
    """
    places = dict.fromkeys(place(citation) for item in items for citation in cited(item))
    return tuple(
        _source(number, takes[key], part, languages.get(key, ""), settings)
        for number, (key, part) in enumerate(places, 1)
    )


def _source(number: int, take: Take, part: str, language: str, settings: Settings) -> DigestSource:
    picture = next((one for one in take.pictures if one.group == part), None) if part else None
    teaser = next((one for one in take.teasers if one.group == part), None) if part else None
    made = picture.ai_made if picture else teaser.ai_text if teaser else take.ai_text
    reserved = (_("rights reserved by the source"),) if take.notices else ()
    return DigestSource(
        number=number,
        take=take.key,
        place=part,
        source=take.source,
        label=label(take),
        sent=moment(take.sent),
        url=web(take.url),
        language=language if language not in ("", "und") else take.language,
        ai_made=made,
        credit=picture.credit if picture else "",
        terms=(*in_words(picture.terms if picture else take.terms, settings), *reserved),
        flag=flag(take),
    )

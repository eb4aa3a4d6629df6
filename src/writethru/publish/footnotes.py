"""Numbered citations: the same words cited twice have one number, given in the order of first use."""

from dataclasses import dataclass, field

from writethru.model import Citation, Span, Take
from writethru.tell.display import sent_words, shown
from writethru.tell.dossier import Dossier
from writethru.tell.flags import flag
from writethru.wording import noted

NOT_NAMED = noted("a source that is not named")


@dataclass
class Footnotes:
    """Counts the citations of one page as they are used."""

    numbers: dict[Citation, int] = field(default_factory=dict)

    def number(self, citation: Citation) -> int:
        """Return a citation's number, a new one when it is used for the first time."""
        return self.numbers.setdefault(citation, len(self.numbers) + 1)


def outlet(dossier: Dossier, take: str) -> str:
    """Return who sent a take, as a reader would name it."""
    return dossier.takes[take].source or NOT_NAMED


def take_words(dossier: Dossier, take: str) -> str:
    """Return which take it is: outlet, marker, time sent, and what must be known before it is used."""
    said = flag(dossier.takes[take])
    return f"{which(dossier.takes[take])}{f', {said}' if said else ''}"


def which(take: Take) -> str:
    """Return which take it is: outlet, marker, time sent."""
    marker = f" {' '.join(take.marker.raw)}" if take.marker.raw else ""
    return f"{take.source or NOT_NAMED}{marker}, {sent_words(take.sent, why=False)}"


def cited_words(dossier: Dossier, citation: Citation) -> str:
    """Return the exact words at a citation, as shown to a reader."""
    return shown(citation.span.of(dossier.takes[citation.take].text))


def in_place(dossier: Dossier, citation: Citation) -> str:
    """Return the whole sentence around cited words; empty when they are a sentence themselves."""
    sentence = dossier.sentence(citation.take, citation.span)
    if sentence is None or not sentence.span.covers(citation.span) or _nearly(sentence.span, citation.span):
        return ""
    return shown(sentence.span.of(dossier.takes[citation.take].text))


def _nearly(a: Span, b: Span) -> bool:
    return a.start == b.start and abs(a.end - b.end) <= 1


def scope_words(scope: str) -> str:
    """Return where in a piece words stand, when that is not its own copy.

    >>> scope_words("teaser-3"), scope_words("copy")
    ('what the page says of another page', '')
    """
    known = {"headline": "headline", "teaser": "what the page says of another page", "picture": "caption of a picture"}
    return known.get(scope.split("-")[0], "")

"""The pictures of a piece as a page shows them: caption, credit and label together, or not at all."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from writethru.model import Picture, Span, Take
from writethru.publish.clearance import Clearance
from writethru.publish.marks import marked, unsigned
from writethru.publish.rights import Audience, Extent, desk_marks, may_show_picture

if TYPE_CHECKING:
    from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Figure:
    """One picture that may be shown. No image is kept, so it is its words, with a link where there is one.

    ``terms`` are the phrases that bind it; they are for desks, and empty for the public.
    """

    take: Take
    caption: "Markup"
    description: "Markup"
    credit: str
    ai_made: bool
    handout: bool
    terms: tuple[str, ...]
    url: str


def figures(takes: Iterable[Take], exit_: Clearance) -> tuple[Figure, ...]:
    """Return the pictures of these pieces that may be shown and have words; one that came twice stands once."""
    found: dict[tuple[str, str], Figure] = {}
    for take in takes:
        for picture in take.pictures:
            if of_a_teaser(take, picture):
                continue
            figure = figure_of(take, picture, exit_, (), set())
            if figure and (figure.caption or figure.description):
                found[figure.caption.striptags(), figure.description.striptags()] = figure
    return tuple(found.values())


def of_a_teaser(take: Take, picture: Picture) -> bool:
    """Say whether a picture stands below the copy, among what a page says of other pages."""
    words = picture.caption or picture.description
    return bool(words and take.teasers and take.copy and words.start >= take.copy[-1].end)


def figure_of(
    take: Take, picture: Picture, exit_: Clearance, spans: Sequence[Span], opened: set[Span]
) -> Figure | None:
    """Return one picture with the given spans marked in its words, or None when it may not be shown."""
    permit = may_show_picture(take, picture, exit_.settings, exit_.audience, exit_.stops.get(take.key, ""))
    if permit.extent is not Extent.FULL:
        return None
    public = exit_.audience is Audience.PUBLIC
    words = [span for span in (picture.caption, picture.description) if span]
    if any(desk_marks(span.of(take.text)) for span in words):
        return None
    return Figure(
        take=take,
        caption=_words(take, picture.caption, spans, opened),
        description=_words(take, picture.description, spans, opened),
        credit=picture.credit,
        ai_made=picture.ai_made,
        handout=picture.handout,
        terms=() if public else tuple(dict.fromkeys(term.phrase for term in picture.terms)),
        url=picture.url,
    )


def _words(take: Take, span: Span | None, spans: Sequence[Span], opened: set[Span]) -> "Markup":
    from markupsafe import Markup

    return marked(take.text, unsigned(take.text, span), spans, opened) if span else Markup()

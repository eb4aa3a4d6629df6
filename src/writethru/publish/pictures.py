"""The pictures of a piece as a page shows them: caption, credit and label together, or not at all."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from writethru.model import Picture, Span, Take
from writethru.publish.clearance import Clearance
from writethru.publish.marks import marked, unsigned
from writethru.publish.rights import Audience, Extent, desk_marks, may_show_picture
from writethru.tell.display import shown

if TYPE_CHECKING:
    from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Figure:
    """One picture that may be shown. No image is kept, so it is its words, with a link where there is one.

    ``terms`` are what binds it, in our words; they are for desks, and empty for the public.
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
            figure = shown_figure(take, picture, exit_, (), set())
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
    """Return one picture with the given spans marked in its words, or None when it may not go out."""
    permit = may_show_picture(take, picture, exit_.settings, exit_.audience, exit_.stops.get(take.key, ""))
    if permit.extent is not Extent.FULL:
        return None
    public = exit_.audience is Audience.PUBLIC
    words = [span for span in (picture.caption, picture.description) if span]
    if public and any(desk_marks(span.of(take.text)) for span in words):
        return None
    return Figure(
        take=take,
        caption=_words(take, picture.caption, spans, opened),
        description=_words(take, picture.description, spans, opened),
        credit=picture.credit,
        ai_made=picture.ai_made,
        handout=picture.handout,
        terms=() if public else tuple(dict.fromkeys(term.rule.value for term in picture.terms)),
        url=picture.url,
    )


def shown_figure(
    take: Take, picture: Picture, exit_: Clearance, spans: Sequence[Span], opened: set[Span]
) -> Figure | None:
    """Return one picture as a page shows it, as ``figure_of``; terms that stand in its words are told in ours."""
    marked_here = set(opened)
    found = figure_of(take, picture, exit_, spans, marked_here)
    if found is None or not desk_marks(f"{found.caption}{found.description}"):
        opened |= marked_here
        return found
    bare = replace(picture, caption=None, description=None)
    kept = figure_of(take, bare, exit_, (), set())
    return kept and replace(
        kept, caption=_without(take, picture.caption, picture), description=_without(take, picture.description, picture)
    )


def _without(take: Take, span: Span | None, picture: Picture) -> "Markup":
    """Return words without the phrases of their terms, nor the brackets around these; nothing if signs are left."""
    from markupsafe import Markup

    if span is None:
        return Markup()
    inside = unsigned(take.text, span)
    out, at = [], inside.start
    for term in sorted((term.span for term in picture.terms if term.span.meets(inside)), key=lambda s: s.start):
        out.append(take.text[at : term.start].rstrip(" ("))
        at = max(at, term.end)
        if take.text[at : at + 1] == ")":
            at += 1
    words = shown("".join([*out, take.text[at : inside.end]]))
    return Markup("{}").format("" if desk_marks(words) else words)


def _words(take: Take, span: Span | None, spans: Sequence[Span], opened: set[Span]) -> "Markup":
    from markupsafe import Markup

    return marked(take.text, unsigned(take.text, span), spans, opened) if span else Markup()

"""What a component of NewsML 1.x says of itself: its lines, language, rights and place, and the piece they make."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from writethru.read.inline import Inline
from writethru.read.item import Photo
from writethru.read.lists import table
from writethru.read.tree import child, every, local, words

Groups = dict[str, etree._Element]  # noqa: SLF001 - lxml has no other name for an element
_UNSAID = frozenset({"current", "news", "none"})  # genres that say nothing
_LANGUAGE = "xml:lang"


@dataclass(slots=True)
class Piece:
    """One piece of a NewsItem, its fields as received; what a component leaves out comes from those around it."""

    headline: str = ""
    slug: str = ""
    keywords: str = ""
    byline: str = ""
    dateline: str = ""
    located: str = ""
    standfirst: str = ""
    genre: str = ""
    language: str = ""
    notes: list[str] = field(default_factory=list)
    rights: list[str] = field(default_factory=list)
    inline: Inline = field(default_factory=Inline)
    pictures: list[Photo] = field(default_factory=list)
    media: bool = False
    for_desks: bool = False


def called(element: etree._Element | None) -> str:
    """Return what an element is called: its ``FormalName``, else its words."""
    if element is None:
        return ""
    return str(element.get("FormalName", "")).strip() or words(element)


def groups_of(component: etree._Element) -> Groups:
    """Return the elements of a component by name, the first of each, without the components in it; itself too."""
    own = {local(element): element for element in reversed(component) if local(element) != "NewsComponent"}
    return own | {_LANGUAGE: component}


def _under(groups: Groups, group: str, name: str) -> list[etree._Element]:
    held = groups.get(group)
    return [e for e in (held if held is not None else ()) if local(e).lower() == name.lower()]


def own_line(groups: Groups, name: str) -> str:
    """Return the first NewsLine of that name, in any case, that has words."""
    return next((said for line in _under(groups, "NewsLines", name) if (said := words(line))), "")


def language(around: list[Groups]) -> str:
    """Return the language that a component names, itself or by those around it, as a BCP 47 tag."""
    for groups in around:
        named = next(map(called, _under(groups, "DescriptiveMetadata", "Language")), "")
        tag = next((str(v) for k, v in groups[_LANGUAGE].attrib.items() if str(k).endswith("lang")), "")
        for said in (named, tag):
            if said and not said.startswith("x-"):
                primary, dash, region = said.partition("-")
                return primary.lower() + dash + (region.upper() if len(region) == 2 else region)
    return ""


def read_lines(piece: Piece, around: list[Groups]) -> None:
    """Read the lines of a piece, its own before those of the components around it."""

    def line(name: str) -> str:
        return next((said for groups in around if (said := own_line(groups, name))), "")

    piece.headline, piece.byline, piece.dateline = line("HeadLine"), line("ByLine"), line("DateLine")
    piece.slug, piece.keywords = line("SlugLine"), line("KeywordLine")
    under = line("SubHeadLine")
    if under.isupper() and not piece.slug:
        piece.slug = under
    else:
        piece.standfirst = under
    for other in (e for groups in around for e in _under(groups, "NewsLines", "NewsLine")):
        _other_line(piece, called(child(other, "NewsLineType")).lower(), words(child(other, "NewsLineText")))
    genres = (called(e) for groups in around for e in _under(groups, "DescriptiveMetadata", "Genre"))
    piece.genre = next((genre for genre in genres if genre and genre.lower() not in _UNSAID), "")
    piece.located = next((city for groups in around if (city := _origin(groups))), "")


def _other_line(piece: Piece, kind: str, said: str) -> None:
    uses = table("newsml")["lines"]
    if kind in uses["slug"]:
        piece.slug = piece.slug or said
    elif said and kind in uses["note"] and said not in piece.notes:
        piece.notes.append(said)


def _origin(groups: Groups) -> str:
    """Return the city that a component gives as its origin."""
    for location in _under(groups, "DescriptiveMetadata", "Location"):
        if location.get("HowPresent") == "Origin":
            properties = (e for e in location if local(e) == "Property" and e.get("FormalName") == "City")
            return next((str(e.get("Value", "")).strip() for e in properties), "")
    return ""


def rights(groups: Groups) -> Iterator[str]:
    """Yield the copyright line and terms of use that a component states itself."""
    if line := own_line(groups, "CopyrightLine"):
        yield line
    held = groups.get("RightsMetadata")
    for usage in every(held, "UsageRights") if held is not None else ():
        said = [words(e) for e in usage if local(e) != "RightsHolder" and words(e)]
        if said:
            yield ", ".join(said)

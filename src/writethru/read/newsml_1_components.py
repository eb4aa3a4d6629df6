"""The component tree of a NewsML 1.x item: which components are pieces, and what belongs to each."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from writethru.read.inline import Inline, of_inline
from writethru.read.item import Photo
from writethru.read.lists import table
from writethru.read.markup import Block
from writethru.read.newsml import binding
from writethru.read.tree import child, every, local, words

_RICHEST = ("nitf", "html", "p", "div", "")  # forms of one text, the best first
_UNSAID = frozenset({"current", "news", "none"})  # genres that say nothing


@dataclass(slots=True)
class Piece:
    """One piece of a NewsItem, its fields as received; what a component leaves out comes from those around it."""

    component: etree._Element
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


@dataclass(slots=True)
class Pieces:
    """The pieces of one NewsItem, in order."""

    stories: list[Piece]


def called(element: etree._Element | None) -> str:
    """Return what an element is called: its ``FormalName``, else its words."""
    if element is None:
        return ""
    return str(element.get("FormalName", "")).strip() or words(element)


def pieces_of(item: etree._Element) -> Pieces:
    """Return the pieces of a NewsItem, O(elements).

    Pictures that stand beside the stories go to the one in their language. Film and sound with a headline of their
    own are pieces of their own.
    """
    whole = [_piece(component) for component in _headlined(item)]
    stories = [piece for piece in whole if not piece.media]
    if not stories:
        return Pieces(whole or [_bare(item)])
    beside = [piece for piece in whole if piece.media and not _is_film(piece.component)]
    for piece in beside:
        home = next((s for s in stories if s.language == piece.language), stories[0])
        home.pictures.extend(piece.pictures)
    return Pieces([piece for piece in whole if piece not in beside])


def _bare(item: etree._Element) -> Piece:
    """Return the piece of an item without components: a kill may come so."""
    return Piece(item, language=_language([item]))


def _headlined(item: etree._Element) -> list[etree._Element]:
    """Return the innermost components with a headline of their own; without any, the outermost component.

    A picture's headline does not make the story around it an outer component, unless there is nothing but pictures.
    """
    tops = [element for element in item if local(element) == "NewsComponent"]
    titled = [part for top in tops for part in _parts(top) if _own_line(part, "HeadLine")]
    media = [part for part in titled if _is_media(part)]
    text = _innermost([part for part in titled if part not in media])
    holding = [part for part in text if _has_copy(part) or not any(part in m.iterancestors() for m in media)]
    inside = [m for m in media if any(part in holding for part in m.iterancestors())]
    return [part for part in titled if part in holding or (part in media and part not in inside)] or tops


def _innermost(components: list[etree._Element]) -> list[etree._Element]:
    outer = {above for component in components for above in component.iterancestors()}
    return [component for component in components if component not in outer]


def _has_copy(component: etree._Element) -> bool:
    """Say whether a component has words that belong to no picture inside it."""
    return any(_copy_of(part) for part in _own_parts(component))


def _own_parts(component: etree._Element) -> Iterator[etree._Element]:
    """Yield a component and those inside it, but nothing inside a picture, film or sound; those come themselves."""
    yield component
    for part in (e for e in component if local(e) == "NewsComponent"):
        if _is_media(part):
            yield part
        else:
            yield from _own_parts(part)


def _piece(component: etree._Element) -> Piece:
    around = [
        component,
        *(above for above in component.iterancestors() if local(above) in ("NewsComponent", "NewsItem")),
    ]
    piece = Piece(component, language=_language(around), for_desks=_role(component) in _roles("advisory"))
    under = [part for part in _own_parts(component) if _role(part) not in _roles("left_out")]
    media = [part for part in under if _is_media(part)]
    piece.media = bool(media) and (component in media or not any(_copy_of(part) for part in under))
    _lines(piece, around)
    if piece.media:
        piece.pictures = [_photo(component)]
        return piece
    _content(piece, under)
    piece.pictures += [_photo(part) for part in media if not _is_film(part)]
    piece.rights = list(dict.fromkeys(line for place in around for line in _rights(place)))
    return piece


def _roles(name: str) -> list[str]:
    roles: list[str] = table("newsml")["roles"][name]
    return roles


def _role(component: etree._Element) -> str:
    return called(child(component, "Role")).lower().replace(" ", "")


def _parts(component: etree._Element) -> Iterator[etree._Element]:
    """Yield a component and those inside it."""
    yield from (part for part in component.iter() if local(part) == "NewsComponent")


def _items(component: etree._Element) -> list[etree._Element]:
    return [element for element in component if local(element) == "ContentItem"]


def _is_media(component: etree._Element) -> bool:
    """Say whether a component itself brings a picture, film or sound: by its role or its content."""
    items = _items(component)
    if _role(component) in (*_roles("pictures"), *_roles("films")):
        return bool(items) or any(_items(part) for part in _parts(component))
    kinds = (called(child(e, name)).lower() for e in items for name in ("MediaType", "MimeType"))
    return any(
        kind in (*_roles("pictures"), *_roles("films")) or kind.startswith(("image/", "video/", "audio/"))
        for kind in kinds
    )


def _is_film(component: etree._Element) -> bool:
    """Say whether a component is film or sound: by its role, else by the first content in it."""
    if role := _role(component):
        return role in _roles("films")
    kinds = (called(child(e, name)).lower() for e in _items(component) for name in ("MediaType", "MimeType"))
    return any(kind in _roles("films") or kind.startswith(("video/", "audio/")) for kind in kinds)


def _copy_of(component: etree._Element) -> bool:
    """Say whether a component itself has words that are copy."""
    if _is_media(component) or _role(component) in (*_roles("title"), *_roles("left_out"), *_roles("note")):
        return False
    return any(words(child(item, "DataContent")) for item in _items(component))


def _language(around: Iterable[etree._Element]) -> str:
    for place in around:
        named = called(child(place, "DescriptiveMetadata", "Language"))
        tag = next((str(v) for k, v in place.attrib.items() if str(k).endswith("lang")), "")
        for said in (named, tag):
            if said and not said.startswith("x-"):
                primary, dash, region = said.partition("-")
                return primary.lower() + (f"-{region.upper()}" if dash and len(region) == 2 else dash + region)
    return ""


def _own_line(component: etree._Element, name: str) -> str:
    lines = child(component, "NewsLines")
    named = (line for line in (lines if lines is not None else ()) if local(line).lower() == name.lower())
    return next((said for line in named if (said := words(line))), "")


def _lines(piece: Piece, around: list[etree._Element]) -> None:
    """Read the lines of a piece, its own before those of the components around it."""

    def line(name: str) -> str:
        return next((said for place in around if (said := _own_line(place, name))), "")

    piece.headline, piece.byline, piece.dateline = line("HeadLine"), line("ByLine"), line("DateLine")
    piece.slug, piece.keywords = line("SlugLine"), line("KeywordLine")
    under = line("SubHeadLine")
    if under.isupper() and not piece.slug:
        piece.slug = under
    else:
        piece.standfirst = under
    for component in around:
        for other in (e for e in every(component, "NewsLine") if e.getparent() is child(component, "NewsLines")):
            _other_line(piece, called(child(other, "NewsLineType")).lower(), words(child(other, "NewsLineText")))
    genres = (called(e) for place in around for e in every(place, "Genre"))
    piece.genre = next((genre for genre in genres if genre and genre.lower() not in _UNSAID), "")
    piece.located = next((place for e in around if (place := _origin(e))), "")


def _other_line(piece: Piece, kind: str, said: str) -> None:
    uses = table("newsml")["lines"]
    if kind in uses["slug"]:
        piece.slug = piece.slug or said
    elif said and kind in uses["note"] and said not in piece.notes:
        piece.notes.append(said)


def _origin(component: etree._Element) -> str:
    """Return the city that a component gives as its origin."""
    location = child(component, "DescriptiveMetadata", "Location")
    if location is None or location.get("HowPresent") != "Origin":
        return ""
    properties = (e for e in location if local(e) == "Property" and e.get("FormalName") == "City")
    return next((str(e.get("Value", "")).strip() for e in properties), "")


def _content(piece: Piece, under: list[etree._Element]) -> None:
    """Put each component where its role says; what has no special role is copy, in order."""
    for part in under:
        role = _role(part)
        if not _items(part) or _is_media(part) or role in _roles("caption"):
            continue
        inline = _best(_items(part))
        told = " ".join(block.text for block in inline.copy)
        if role in _roles("title"):
            piece.headline = piece.headline or told
        elif role in _roles("standfirst"):
            piece.standfirst = piece.standfirst or told
        elif role in _roles("note"):
            piece.notes += [f"{role}: {'; '.join(block.text for block in inline.copy)}"] if told else []
        else:
            _join(piece.inline, inline)


def _join(whole: Inline, part: Inline) -> None:
    for name in ("headline", "byline", "dateline", "standfirst", "instead"):
        setattr(whole, name, getattr(whole, name) or getattr(part, name))
    whole.copy += part.copy
    whole.pictures += part.pictures


def _best(items: list[etree._Element]) -> Inline:
    """Read the richest of the forms that one component's content comes in."""
    held = [data for item in items if (data := child(item, "DataContent")) is not None]
    ranked = sorted(held, key=lambda data: min((_form(e) for e in data if local(e)), default=len(_RICHEST)))
    return next((inline for data in ranked if (inline := of_inline(data)).copy), Inline())


def _form(element: etree._Element) -> int:
    name = local(element).lower()
    return _RICHEST.index(name) if name in _RICHEST else len(_RICHEST) - 1


def _rights(component: etree._Element) -> Iterator[str]:
    """Yield the copyright line and terms of use that a component states itself."""
    if line := _own_line(component, "CopyrightLine"):
        yield line
    held = child(component, "RightsMetadata")
    for usage in every(held, "UsageRights") if held is not None else ():
        said = [words(e) for e in usage if local(e) != "RightsHolder" and words(e)]
        if said:
            yield ", ".join(said)


def _photo(component: etree._Element) -> Photo:
    """Read one picture, film or sound: caption, credit, rights and address from its own components."""
    under = [part for part in _parts(component) if _role(part) not in _roles("left_out")]
    captions = [part for part in under if _role(part) in _roles("caption")]
    captions = captions or [part for part in under if not _is_media(part) and _role(part) not in _roles("title")]
    blocks: list[Block] = [block for part in captions for block in _best(_items(part)).copy]
    media = [item for part in under if _is_media(part) for item in _items(part) if item.get("Href")]
    credit = next((said for name in ("CreditLine", "ByLine") if (said := _own_line(component, name))), "")
    return Photo(
        caption=" ".join(block.text for block in blocks) or _own_line(component, "HeadLine"),
        credit=credit,
        rights=binding((line for part in under for line in _rights(part)), credit),
        url=str(max(media, key=_size).get("Href")) if media else "",
    )


def _size(item: etree._Element) -> int:
    value = words(child(item, "Characteristics", "SizeInBytes"))
    return int(value) if value.isdecimal() and len(value) < 15 else 0

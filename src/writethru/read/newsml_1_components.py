"""The component tree of a NewsML 1.x item: which components are pieces, and what belongs to each."""

from collections.abc import Iterable, Iterator

from lxml import etree

from writethru.read.inline import Inline, of_inline
from writethru.read.item import Photo
from writethru.read.lists import table
from writethru.read.markup import Block
from writethru.read.newsml import binding
from writethru.read.newsml_1_lines import Groups, Piece, called, groups_of, language, own_line, read_lines, rights
from writethru.read.tree import child, local, words

_RICHEST = ("nitf", "html", "p", "div", "")  # forms of one text, the best first


def pieces_of(item: etree._Element) -> list[Piece]:
    """Return the pieces of a NewsItem, O(elements).

    Pictures that stand beside the stories go to the one in their language. Film and sound with a headline of their
    own are pieces of their own.
    """
    known: dict[etree._Element, Groups] = {}
    whole = [(component, _piece(component, known)) for component in _headlined(item)]
    stories = [piece for _, piece in whole if not piece.media]
    if not stories:  # an item without components may be a kill
        return [piece for _, piece in whole] or [Piece(language=language([groups_of(item)]))]
    homes = {story.language: story for story in reversed(stories)}
    kept = []
    for component, piece in whole:
        if piece.media and not _is_film(component):
            homes.get(piece.language, stories[0]).pictures.extend(piece.pictures)
        else:
            kept.append(piece)
    return kept


def _piece(component: etree._Element, known: dict[etree._Element, Groups]) -> Piece:
    above = (place for place in component.iterancestors() if local(place) in ("NewsComponent", "NewsItem"))
    places = [component, *above]
    known |= {place: groups_of(place) for place in places if place not in known}
    around = [known[place] for place in places]
    piece = Piece(language=language(around), for_desks=_role(component) in _roles("advisory"))
    under = [part for part in _own_parts(component) if _role(part) not in _roles("left_out")]
    media = [part for part in under if _is_media(part)]
    piece.media = bool(media) and (component in media or not any(_copy_of(part) for part in under))
    read_lines(piece, around)
    if piece.media:
        piece.pictures = [_photo(component)]
        return piece
    _content(piece, under)
    piece.pictures += [_photo(part) for part in media if not _is_film(part)]
    piece.rights = list(dict.fromkeys(line for groups in around for line in rights(groups)))
    return piece


def _headlined(item: etree._Element) -> list[etree._Element]:
    """Return the innermost components with a headline of their own; without any, the outermost component.

    A picture's headline does not make the story around it an outer component, unless there is nothing but pictures.
    """
    tops = [element for element in item if local(element) == "NewsComponent"]
    titled = [part for top in tops for part in _parts(top) if own_line(groups_of(part), "HeadLine")]
    media = {part for part in titled if _is_media(part)}
    text = [part for part in titled if part not in media]
    outer, around_media = _around(text), _around(media)
    holding = {part for part in text if part not in outer and (_has_copy(part) or part not in around_media)}
    inside = {part for part in media if not holding.isdisjoint(part.iterancestors())}
    return [part for part in titled if part in holding or (part in media and part not in inside)] or tops


def _around(components: Iterable[etree._Element]) -> set[etree._Element]:
    return {above for component in components for above in component.iterancestors()}


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


def _photo(component: etree._Element) -> Photo:
    """Read one picture, film or sound: caption, credit, rights and address from its own components."""
    under = [part for part in _parts(component) if _role(part) not in _roles("left_out")]
    captions = [part for part in under if _role(part) in _roles("caption")]
    captions = captions or [part for part in under if not _is_media(part) and _role(part) not in _roles("title")]
    blocks: list[Block] = [block for part in captions for block in _best(_items(part)).copy]
    media = [item for part in under if _is_media(part) for item in _items(part) if item.get("Href")]
    own = groups_of(component)
    credit = next((said for name in ("CreditLine", "ByLine") if (said := own_line(own, name))), "")
    return Photo(
        caption=" ".join(block.text for block in blocks) or own_line(own, "HeadLine"),
        credit=credit,
        rights=binding((line for part in under for line in rights(groups_of(part))), credit),
        url=str(max(media, key=_size).get("Href")) if media else "",
    )


def _size(item: etree._Element) -> int:
    value = words(child(item, "Characteristics", "SizeInBytes"))
    return int(value) if value.isdecimal() and len(value) < 15 else 0

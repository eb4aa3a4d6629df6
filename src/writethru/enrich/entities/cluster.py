"""Names made into members: full names first, then short forms; lone surnames stay open for ``lone``."""

from collections import Counter, defaultdict

from writethru.enrich.entities.cast import COPY_SPACE, Cast, Member, Ref
from writethru.enrich.entities.kinds import BODY, PERSON, PLACE
from writethru.enrich.entities.lexicon import family_first, places, syllables, words
from writethru.enrich.entities.roles import Title
from writethru.enrich.entities.spans import Name
from writethru.enrich.entities.spelling import fold, sound, tight
from writethru.model import EntityKind, MentionKind


def cluster(cast: Cast, borne: dict[int, list[Title]]) -> None:
    """Make members of names, and a reference of each; those of lone surnames have no member yet."""
    lone = _lone(cast)
    _shorten(cast)
    by_key: dict[tuple[EntityKind, str], Member] = {}
    for number, name in enumerate(cast.names):
        ref = _ref(cast, name, borne.get(number, []))
        cast.refs.append(ref)
        if name.kind is PERSON and not name.short:
            _attach(cast, ref, _person(cast, name, by_key, lone))
        elif name.kind in (BODY, PLACE):
            _attach(cast, ref, _thing(cast, name, by_key))
    _acronyms(cast)
    _compass(cast)


def _shorten(cast: Cast) -> None:
    """Mark the names of two words that are the end of a longer person's name: "van Doorn", "Lopes Duarte"."""
    tails = {
        " ".join(parts[at:])
        for name in cast.names
        if name.kind is PERSON and len(parts := name.key.split()) > 2
        for at in range(1, len(parts) - 1)
    }
    for name in cast.names:
        name.short = name.single or (name.kind is PERSON and name.key in tails)


def _ref(cast: Cast, name: Name, titles: list[Title]) -> Ref:
    line = cast.lines[name.line]
    kind = MentionKind.SURNAME if name.kind is PERSON and name.short else MentionKind.NAME
    root = line.root(name.start, name.end)
    return Ref(name.line, name.start, name.end, kind, root, name.key, name.text, tuple(titles))


def _attach(cast: Cast, ref: Ref, member: Member) -> None:
    ref.member = member
    member.names[ref.text] += 1
    member.keys.add(ref.key)
    member.spaces.add(cast.space[ref.line])
    for title in ref.titles:
        if title.body == (member.kind is BODY) and member.kind is not PLACE:
            member.borne.append((ref.line, title))
            member.gender = member.gender or title.gender


def _lone(cast: Cast) -> Counter[str]:
    """Count the single words that stand for persons: they show which word of a full name is the surname."""
    return Counter(name.key for name in cast.names if name.single and name.kind is PERSON)


def _person(cast: Cast, name: Name, by_key: dict[tuple[EntityKind, str], Member], lone: Counter[str]) -> Member:
    parts = tuple(p for p in name.key.split() if p not in words("names", "suffixes"))
    key = tight(" ".join(parts))
    short = f"{parts[0]} {parts[-1]}"
    found = by_key.get((PERSON, key))
    if not found and all(len(p) <= 2 for p in parts[1:-1]):  # "Ida B. Moor" is "Ida Moor", and no other Ida Moor
        found = by_key.get((PERSON, "short " + short))
        if found and found.parts[1:-1] and parts[1:-1] and found.parts[1:-1] != parts[1:-1]:
            found = None
    if found is None:
        found = cast.member(PERSON, key, parts)
        found.surname = surname(name.text, parts, lone)
        found.gender = _gender(parts, found.surname)
    by_key[PERSON, key] = found
    if all(len(p) <= 2 for p in parts[1:-1]):
        by_key.setdefault((PERSON, "short " + short), found)
    return found


def surname(text: str, parts: tuple[str, ...], lone: Counter[str]) -> str:
    """Return the folded surname of a full name.

    What the piece itself uses alone decides; else East Asian names with the family name first, particles, and the
    last word.
    """
    first, last = parts[0], parts[-1]
    if lone[first] != lone[last] and (lone[last] == 0 or first in family_first()) and lone[first]:
        return first
    if lone[last]:
        return last
    if first in family_first() and last not in family_first() - {first}:
        given = " ".join(parts[1:])
        if len(parts) == 3 or "-" in text or syllables().fullmatch(given):
            return first
    elif first in family_first() and (len(parts) == 3 or "-" in text):
        return first
    for i, part in enumerate(parts[1:-1], 1):
        if part in words("names", "particles"):
            return " ".join(parts[i:])
    return last


def _gender(parts: tuple[str, ...], family: str) -> str:
    if parts[0] == family:
        return ""
    male, female = parts[0] in words("names", "male"), parts[0] in words("names", "female")
    return "" if male == female else ("m" if male else "f")


def _thing(cast: Cast, name: Name, by_key: dict[tuple[EntityKind, str], Member]) -> Member:
    kind = name.kind or BODY
    key = place_key(name.key) if kind is PLACE else body_key(name.key)
    found = by_key.get((kind, key))
    if found is None and kind is PLACE:
        found = by_key.get((kind, "sound " + key_sound(key))) if len(key) >= 8 else None
    if found is None:
        found = cast.member(kind, key, tuple(name.key.split()))
        if kind is PLACE and len(key) >= 8:
            by_key[kind, "sound " + key_sound(key)] = found
    by_key[kind, key] = found
    return found


def key_sound(key: str) -> str:
    """Return the coarse sound of a long place name: equal for its transliterations ("-jom", "-jeom")."""
    return sound(key)


def place_key(key: str) -> str:
    """Return the key of a place from its folded name: the gazetteer's spelling, compass words written out.

    >>> place_key("us"), place_key("n korea")
    ('united states', 'north korea')
    """
    known = places()
    if key in known.canonical:
        return fold(known.canonical[key])
    first, _, rest = key.partition(" ")
    if rest and len(first) == 1 and f"{first}." in known.compass:
        return place_key(f"{known.compass[first + '.']} {rest}")
    return key


def body_key(key: str) -> str:
    """Return the key of a body from its folded name, without "Inc." and the like.

    >>> body_key("hale and moor inc")
    'hale and moor'
    """
    parts = key.split()
    while len(parts) > 1 and parts[-1] in words("bodies", "suffixes") and parts[-1] not in ("group", "company"):
        parts.pop()
    return " ".join(parts)


def _acronyms(cast: Cast) -> None:
    """Make one member of a long name and the acronym in brackets behind it: "Office of Tides (OT)"."""
    ends = {(ref.line, ref.end): ref for ref in cast.refs if ref.member and ref.member.kind is not PERSON}
    gone: dict[int, Member] = {}
    for ref in cast.refs:
        line = cast.lines[ref.line]
        if ref.member is None or ref.start == 0 or line.text[ref.start - 1] != "(" or not ref.text.isupper():
            continue
        long = ends.get((ref.line, ref.start - 1))
        if long and long.member and long.member is not ref.member and _initials(long.key, ref.key):
            gone[ref.member.number] = long.member
    _merge(cast, gone)


def _merge(cast: Cast, gone: dict[int, Member]) -> None:
    """Give the references of some members to others, and let those members go."""
    for ref in cast.refs:
        if ref.member and ref.member.number in gone:
            _attach(cast, ref, gone[ref.member.number])
    cast.members = [m for m in cast.members if m.number not in gone]


def _compass(cast: Cast) -> None:
    """Let "the North" be the one place of the piece whose name begins so; with none or several it is nobody."""
    sides = {m.key: m for m in cast.members if m.kind is PLACE and m.key in places().compass}
    gone = {}
    for side, member in sides.items():
        found = [m for m in cast.members if m.kind is PLACE and m.key.startswith(side + " ")]
        if len(found) == 1:
            gone[member.number] = found[0]
    _merge(cast, gone)
    stay = {m.number for m in sides.values()} - set(gone)
    cast.refs = [ref for ref in cast.refs if not (ref.member and ref.member.number in stay)]
    cast.members = [m for m in cast.members if m.number not in stay]


def _initials(long: str, short: str) -> bool:
    parts = long.split()
    firsts = "".join(p[0] for p in parts)
    return short in (firsts, "".join(p[0] for p in parts if p not in words("bodies", "joins")))


def surnames(cast: Cast) -> None:
    """Give each open surname its only bearer; those with several stay open, those with none become members."""
    bearers: defaultdict[tuple[str, str], list[Member]] = defaultdict(list)
    for member in cast.members:
        if member.kind is PERSON:
            for space in member.spaces:
                bearers[space, member.surname].append(member)
    strangers: dict[str, Member] = {}
    for ref in cast.refs:
        if ref.member is not None or ref.kind is not MentionKind.SURNAME:
            continue
        space = cast.space[ref.line]
        found = bearers.get((space, ref.key)) or bearers.get((COPY_SPACE, ref.key)) or _given(cast, space, ref.key)
        if not found:
            if ref.key not in strangers:
                strangers[ref.key] = cast.member(PERSON, ref.key, (ref.key,))
                strangers[ref.key].surname = ref.key
            _attach(cast, ref, strangers[ref.key])
        elif len(found) == 1:
            _attach(cast, ref, found[0])
            ref.confidence = 0.97


def _given(cast: Cast, space: str, key: str) -> list[Member]:
    """Return the persons who have the word somewhere in their names, when nobody bears it as surname."""
    return [m for m in cast.persons(space) if key in m.parts or " ".join(m.parts).endswith(" " + key)]

"""Names made into members: full names first, then short forms; lone surnames stay open for ``lone``."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from writethru.enrich.entities.cast import COPY_SPACE, Cast, Member, Ref
from writethru.enrich.entities.kinds import BODY, PERSON, PLACE
from writethru.enrich.entities.lexicon import family_first, places, syllables, titles, words
from writethru.enrich.entities.roles import Title
from writethru.enrich.entities.spans import Name
from writethru.enrich.entities.spelling import fold, sound, spellings, tight
from writethru.model import EntityKind, MentionKind

_OFFICES = frozenset({"ministry", "department"})
_NAMES = 1 << 14  # of which the words are remembered
_ACRONYM = re.compile(r"[A-Z][A-Z.&]{1,7}")


def cluster(cast: Cast, borne: dict[int, list[Title]]) -> None:
    """Make members of names, and a reference of each; those of lone surnames have no member yet."""
    _shorten(cast)
    people = _People(_lone(cast), _generations(cast))
    by_key: dict[tuple[EntityKind, str], Member] = {}
    for number, name in enumerate(cast.names):
        ref = _ref(cast, name, borne.get(number, []))
        cast.refs.append(ref)
        if name.kind is PERSON and not name.short:
            _attach(cast, ref, people.member(cast, name))
        elif name.kind in (BODY, PLACE):
            _attach(cast, ref, _thing(cast, name, by_key))
    _acronyms(cast)
    _short_bodies(cast)
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


@lru_cache(maxsize=_NAMES)
def bare(name: str) -> tuple[tuple[str, ...], str]:
    """Return the folded words of a name without "Jr." and the like, and its generation, if it says one.

    >>> bare("Walter Quill Jr.")
    (('walter', 'quill'), 'jr')
    """
    parts = fold(name).split()
    generation = next((part for part in parts[2:] if part in words("names", "generations")), "")
    return tuple(part for part in parts if part not in words("names", "suffixes")) or tuple(parts), generation


def _generations(cast: Cast) -> set[str]:
    """Return the bare names that a piece gives to several generations: "Walter Quill Sr.", "Walter Quill Jr."."""
    found: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    for name in cast.names:
        if name.kind is PERSON and not name.short:
            parts, generation = bare(name.text)
            found[parts].add(generation)
    return {" ".join(parts) for parts, ages in found.items() if len(ages - {""}) > 1}


@dataclass(slots=True)
class _People:
    """The persons of a piece by their full names; ``lone`` counts the words used alone."""

    lone: Counter[str]
    generations: set[str]
    by_key: dict[str, Member] = field(default_factory=dict)

    def member(self, cast: Cast, name: Name) -> Member:
        """Return the person of a full name, made when it is new."""
        forms = [self._parts(spelling) for spelling in spellings(name.text)]
        found = next((known for parts in forms if (known := self._known(parts))), None)
        if found is None:
            parts = forms[1] if len(forms) > 1 else forms[0]
            found = cast.member(PERSON, tight(" ".join(parts)), parts)
            found.surname = surname(name.text, bare(" ".join(parts))[0], self.lone)
            found.gender = _gender(parts, found.surname)
        for parts in forms:
            self.by_key[tight(" ".join(parts))] = found
            if _initialled(parts):
                self.by_key.setdefault(f"short {parts[0]} {parts[-1]}", found)
        return found

    def _parts(self, name: str) -> tuple[str, ...]:
        """Return the folded words of a name, with the generation only where the piece has several."""
        parts, generation = bare(name)
        return (*parts, generation) if generation and " ".join(parts) in self.generations else parts

    def _known(self, parts: tuple[str, ...]) -> Member | None:
        """Return the person of a name: "Ida B. Moor" is "Ida Moor", but not "Ida C. Moor"."""
        found = self.by_key.get(tight(" ".join(parts)))
        if found or not _initialled(parts):
            return found
        found = self.by_key.get(f"short {parts[0]} {parts[-1]}")
        if found and found.parts[1:-1] and parts[1:-1] and found.parts[1:-1] != parts[1:-1]:
            return None
        return found


def _initialled(parts: tuple[str, ...]) -> bool:
    """Say whether nothing but initials stands between first and last name."""
    return len(parts) > 1 and all(len(part) <= 2 for part in parts[1:-1])


def surname(text: str, parts: tuple[str, ...], lone: Counter[str]) -> str:
    """Return the folded surname of a full name.

    What the piece itself uses alone decides; else East Asian names with the family name first, particles, and the
    last word.
    """
    first, last = parts[0], parts[-1]
    if lone[first] != lone[last] and (lone[last] == 0 or first in family_first()) and lone[first]:
        return first
    if "-" in text.split()[-1] and first not in family_first():
        return fold(text.split()[-1])  # "Hale-Burton"
    if "-" in text.split()[0] and last in family_first():
        return last  # "Jin-a Seo"
    if tail := _particled(parts):
        return tail
    if len(parts) > 2 and len(parts[-2]) > 2 and lone[parts[-2]] >= max(1, lone[last]) and first not in family_first():
        return parts[-2]  # of two Spanish surnames, the father's
    if lone[last]:
        return last
    if first in family_first() and last not in family_first() - {first}:
        given = " ".join(parts[1:])
        if len(parts) == 3 or "-" in text or syllables().fullmatch(given):
            return first
    elif first in family_first() and (len(parts) == 3 or "-" in text):
        return first
    return last


def _particled(parts: tuple[str, ...]) -> str:
    """Return the surname from its particle on ("van den berg"), or nothing; "bin Salim" names the father."""
    for i, part in enumerate(parts[1:-1], 1):
        if part in words("names", "particles") - words("names", "filial"):
            return " ".join(parts[i:])
    return ""


def _gender(parts: tuple[str, ...], family: str) -> str:
    if parts[0] == family and family in family_first():
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
    parts = parts[: len(parts) - droppable(parts)]
    if len(parts) > 1 and parts[-1] in _OFFICES and "of" not in parts:
        parts = [parts[-1], "of", *parts[:-1]]  # "Labor Ministry", "Ministry of Labor"
    return " ".join(part for part in parts if part != "the")


def droppable(parts: Sequence[str]) -> int:
    """Return how many words at the end of a body's folded name are "Inc." and the like."""
    count = 0
    while count + 1 < len(parts) and parts[-1 - count] in words("bodies", "suffixes") - {"group", "company"}:
        count += 1
    return count


def _acronyms(cast: Cast) -> None:
    """Make one member of a long name and its acronym: in brackets behind it, or the only name that it can stand for.

    "Office of Tides (OT)", "OT (Office of Tides)", and "the European Metals Union ... the EMU".
    """
    long = {m.number: m for m in cast.members if m.kind is BODY and any(" " in key for key in m.keys)}
    gone: dict[int, Member] = {}
    for ref in cast.refs:
        short = ref.member
        if short is None or not _ACRONYM.fullmatch(ref.text) or short.number in long or short.number in gone:
            continue
        fitting = [m for m in long.values() if any(_initials(key, ref.key) for key in m.keys)]
        if len(fitting) == 1 and (len(ref.key) > 2 or _bracketed(cast, ref)):
            gone[short.number] = fitting[0]
    _merge(cast, gone)


def _bracketed(cast: Cast, ref: Ref) -> bool:
    line = cast.lines[ref.line]
    return "(" in (line.text[ref.start - 1] if ref.start else "", *line.text[ref.end : ref.end + 1])


def _short_bodies(cast: Cast) -> None:
    """Make one member of a company's full name and its short one: "Norbank Group", "Norbank"."""
    bodies = [m for m in cast.members if m.kind is BODY]
    gone: dict[int, Member] = {}
    for short in bodies:
        fuller = [m for m in bodies if m is not short and _lengthens(m.key, short.key)]
        if len(fuller) == 1 and fuller[0].number not in gone:
            gone[short.number] = fuller[0]
    _merge(cast, gone)


def _lengthens(full: str, short: str) -> bool:
    if not full.startswith(short + " "):
        return False
    rest = full.removeprefix(short + " ").split()
    return all(word in words("bodies", "suffixes") or word in words("bodies", "trades") for word in rest)


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
    """Give each open surname its only bearer; those with several stay open, those with none become members.

    A title that cannot be the only bearer's is of another person, of whom the surname alone is known: "President Moor"
    where the piece names no Moor in full but his wife. What has no such title may then be either's, and stays open.
    """
    bearers: defaultdict[tuple[str, str], list[Member]] = defaultdict(list)
    for member in cast.members:
        if member.kind is PERSON:
            for space in member.spaces:
                bearers[space, member.surname].append(member)
    strangers: dict[str, Member] = {}
    left: list[tuple[Ref, Member]] = []
    for ref in cast.refs:
        if ref.member is not None or ref.kind is not MentionKind.SURNAME:
            continue
        space = cast.space[ref.line]
        found = bearers.get((space, ref.key)) or bearers.get((COPY_SPACE, ref.key)) or _given(cast, space, ref.key)
        if not found or (len(found) == 1 and _another(ref, found[0])):
            if ref.key not in strangers:
                strangers[ref.key] = cast.member(PERSON, ref.key, (ref.key,))
                strangers[ref.key].surname = ref.key
            _attach(cast, ref, strangers[ref.key])
        elif len(found) == 1:
            left.append((ref, found[0]))
    for ref, member in left:
        if ref.key not in strangers or cast.space[ref.line] not in strangers[ref.key].spaces:
            _attach(cast, ref, member)
            ref.confidence = 0.97


def _another(ref: Ref, member: Member) -> bool:
    """Say whether a surname's title cannot be that of a person: one of the other sex, or that of a husband or wife.

    That of a father or mother only where it is said whose child it is: "the mayor's son" is not Mayor Moor.
    """
    if any(title.gender and member.gender and title.gender != member.gender for title in ref.titles):
        return True
    offices = [title for title in ref.titles if title.head not in titles().courtesy]
    if any(asked.head == own.head or asked.kinds & own.kinds for asked in offices for own in member.titles):
        return False
    return any(
        own.head in titles().spouses or ("relative" in own.kinds and asked.head in (*own.of.split(), *own.extra))
        for asked in offices
        for own in member.titles
    )


def _given(cast: Cast, space: str, key: str) -> list[Member]:
    """Return the persons who have the word somewhere in their names, when nobody bears it as surname."""
    return [m for m in cast.persons(space) if key in m.parts or " ".join(m.parts).endswith(" " + key)]

"""Which spellings are one name: initials, scripts, order of names, transliterations, acronyms.

Spellings meet by their keys in hash tables; what alone does not prove that two are one ("J. Moor", two
transliterations) counts only where office and state agree and nobody else could be meant.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from writethru.enrich.entities.cluster import bare
from writethru.enrich.entities.lexicon import family_first, table
from writethru.enrich.entities.spelling import fold, is_hangul, korean_key, latin_sound, sound, spellings, tight
from writethru.link.bearers import Groups, acronym, full, hashed, person_key, plain_keys
from writethru.link.lone import vague
from writethru.model import Bearer, EntityKind, Form, Key


@dataclass(slots=True)
class _Spelled:
    """All that is known of the bearers of one spelling.

    ``given`` is what stands beside the surname; ``offices`` are the kinds of titles that few bear.
    """

    key: Key
    surname: str
    given: tuple[str, ...]
    kinds: set[str] = field(default_factory=set)
    offices: set[str] = field(default_factory=set)
    nations: set[str] = field(default_factory=set)


def join(bearers: Sequence[Bearer], groups: Groups) -> None:
    """Put together the keys of spellings that are one name. O(bearers) where few share a surname."""
    _join_initials(bearers, groups)
    spelled = _spelled(bearers)
    _join_orders(spelled, groups)
    _join_sounds(spelled, groups)
    _join_first_initials(spelled, groups)
    _join_scripts(bearers, groups)
    _join_acronyms(bearers, groups)


def meeting_keys(form: Form) -> frozenset[int]:
    """Return hashes of all that two forms must have one of in common before ``join`` may put them together.

    What counts only where offices agree is asked for together with an office, so that few meet who never join.
    """
    keys = set[tuple[str, ...]](plain_keys(form.kind, form.names, form.surname))
    for one in _spelled([form]):
        keys.add(("order", one.surname, "".join(one.given)))
        for office in one.offices:
            keys |= {(*key, office) for key in _sounds(one)}
            keys.add(("short", one.surname, one.given[0][0], office))
    for name in form.names:
        if form.full and (ends := _ends(name)):
            keys.add(("ends", *ends))
        if form.full and (sounds := korean_key(name)):
            keys.add(("script", sounds))
        if form.kind is EntityKind.BODY and acronym(name):
            keys.add(("thing", fold(name)))
    return frozenset(map(hashed, keys))


def _join_initials(bearers: Iterable[Bearer], groups: Groups) -> None:
    """Join "Ida B. Moor" with "Ida Moor" where no other middle name makes it doubtful."""
    middles: defaultdict[tuple[str, str], dict[Key, str]] = defaultdict(dict)
    for one in bearers:
        for name in one.names if one.full else ():
            if ends := _ends(name):
                parts, _ = bare(name)
                middles[ends]["person", "".join(parts)] = "".join(parts[1:-1])
    for variants in middles.values():
        if len({middle for middle in variants.values() if middle}) <= 1:
            groups.join(variants)


def _ends(name: str) -> tuple[str, str] | None:
    """Return the first and the last word of a name that has nothing but initials between them."""
    parts, _ = bare(name)
    initials = len(parts) >= 2 and not is_hangul(name) and all(len(part) == 1 for part in parts[1:-1])
    return (parts[0], parts[-1]) if initials else None


def _spelled(bearers: Iterable[Bearer | Form]) -> list[_Spelled]:
    """Return the spellings of persons in Latin letters, each once for each surname that its pieces see in it."""
    found: dict[tuple[Key, str], _Spelled] = {}
    for one in bearers:
        if not one.full:
            continue
        for name in dict.fromkeys(form for whole in one.names for form in spellings(whole)):
            parts, _ = bare(name)
            own = one.surname.split()
            given = _given(parts, own)
            if not full(name) or is_hangul(name) or not given:
                continue
            key = person_key(name)
            this = found.setdefault((key, one.surname), _Spelled(key, one.surname, given))
            this.kinds |= one.kinds
            this.offices |= one.kinds - vague()
            this.nations |= one.nations
    return list(found.values())


def _given(parts: tuple[str, ...], own: list[str]) -> tuple[str, ...]:
    """Return the words of a name beside its surname, which stands first or last; none where it does neither."""
    if not own or len(parts) <= len(own):
        return ()
    if list(parts[-len(own) :]) == own:
        return parts[: -len(own)]
    return parts[len(own) :] if list(parts[: len(own)]) == own else ()


def _join_orders(spelled: Iterable[_Spelled], groups: Groups) -> None:
    """Join "Seo Jin-a" with "Jin-a Seo": one surname, one given name, in either order."""
    turned: defaultdict[tuple[str, str], list[_Spelled]] = defaultdict(list)
    for one in spelled:
        turned[one.surname, "".join(one.given)].append(one)
    for same in turned.values():
        for a in same:
            groups.join([a.key, *(b.key for b in same if a.key < b.key and not _clash(a, b))])


def _clash(one: _Spelled, other: _Spelled) -> bool:
    """Say whether two differ in all their offices or in their states."""
    offices = one.kinds and other.kinds and not one.kinds & other.kinds
    return bool(offices or (one.nations and other.nations and not one.nations & other.nations))


def _agree(one: _Spelled, other: _Spelled) -> bool:
    """Say whether two bear one office, and no two states."""
    return bool(one.offices & other.offices) and not _clash(one, other)


def _join_sounds(spelled: Iterable[_Spelled], groups: Groups) -> None:
    """Join spellings that sound alike and bear one office: "Jung" and "Chung Min-ho", "Sergei" and "Sergey"."""
    alike: defaultdict[tuple[str, ...], list[_Spelled]] = defaultdict(list)
    for one in spelled:
        for key in _sounds(one):
            alike[key].append(one)
    for same in alike.values():
        for at, a in enumerate(same):
            groups.join([a.key, *(b.key for b in same[at + 1 :] if _agree(a, b))])


def _sounds(one: _Spelled) -> Iterator[tuple[str, ...]]:
    """Yield what spellings that sound alike have in common."""
    given = tight(" ".join(one.given))
    yield "latin", latin_sound(one.surname), latin_sound(given)
    if one.surname in family_first():
        family = korean_key(f"{one.surname} {given}")
        yield "korean", family or sound(one.surname)
    for first in _formal(one.given[0]):
        rest = [word for word in one.given[1:] if len(word) > 1]
        yield "nick", one.surname, " ".join([first, *rest])


def _formal(first: str) -> tuple[str, ...]:
    """Return the first names that one may stand for, itself among them: "bill" for "william"."""
    return (first, *table("names")["nicknames"].get(first, ()))


def _join_first_initials(spelled: Sequence[_Spelled], groups: Groups) -> None:
    """Join "J. T. Moor" with "John Moor" of the same office, where no second Moor of that office fits."""
    by_surname: defaultdict[str, list[_Spelled]] = defaultdict(list)
    for one in spelled:
        by_surname[one.surname].append(one)
    for same in by_surname.values():
        for short in (one for one in same if len(one.given[0]) == 1):
            fitting = [one for one in same if len(one.given[0]) > 1 and _abbreviates(short.given, one.given)]
            meant = [one for one in fitting if _agree(short, one)]
            if meant and len({groups.find(one.key) for one in meant}) == 1:
                groups.join([short.key, meant[0].key])


def _abbreviates(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    return all(a[0] == b[0] and (len(a) == 1 or len(b) == 1 or a == b) for a, b in zip(short, long, strict=False))


def _join_scripts(bearers: Iterable[Bearer], groups: Groups) -> None:
    """Join a Korean name in Hangul with its romanised form, where only one person's name sounds so."""
    latin: defaultdict[str, set[Key]] = defaultdict(set)
    hangul: defaultdict[str, set[Key]] = defaultdict(set)
    for one in bearers:
        for name in one.names if one.full else ():
            if sounds := korean_key(name):
                (hangul if is_hangul(name) else latin)[sounds].add(person_key(name))
    for sounds, keys in sorted(hangul.items()):
        roots = {groups.find(key) for key in latin[sounds]}
        if len(keys) == 1 and len(roots) == 1:
            groups.join([*keys, *roots])


def _join_acronyms(bearers: Iterable[Bearer], groups: Groups) -> None:
    """Join an acronym that stands alone with the one body that other pieces give it to; with several it is nobody's."""
    meant: defaultdict[str, set[Key]] = defaultdict(set)
    for one in bearers:
        if one.kind is EntityKind.BODY:
            for name in one.names:
                if acronym(name) and one.keys[0] != ("thing", fold(name)):
                    meant[fold(name)].add(groups.find(one.keys[0]))
    for short, roots in sorted(meant.items()):
        if len(roots) == 1:
            groups.join([("thing", short), *roots])

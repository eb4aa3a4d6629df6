"""What each take gives to the claims of its storyline, drawn once and kept while what it hangs on stays the same."""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from msgspec.structs import replace

from writethru.link.claim_items import Item, items
from writethru.link.claim_says import Say, denies, says
from writethru.link.claim_sheet import Sheet
from writethru.link.claim_withdrawals import corrects
from writethru.model import Facts, Placement, Take

_KEPT = 50_000  # figures and statements that are kept, besides those that are asked for: about 3 KB each
_BARE = 3  # as many as which a take counts by itself

Voices = Mapping[tuple[str, int], str]


@dataclass(frozen=True, slots=True)
class Drawn:
    """The figures and statements of one take, wherever it stands, and whoever they are who speak in it.

    Attributes:
        items: its figures.
        says: gives its statements, which are asked for in few storylines; ``count``: how many there are.
        speakers: its entities that speak, each with whether the take has no name for it.
        denies: somebody denies something in it; ``corrects``: it is a correction of the take before it.
    """

    items: tuple[Item, ...]
    says: Callable[[], tuple[Say, ...]]
    count: int
    speakers: Mapping[int, bool]
    denies: bool
    corrects: bool


def drawn(take: Take, facts: Facts) -> Drawn:
    """Draw what a take gives. O(figures + statements), each with what its sentence names."""
    sheet = Sheet(take, facts)
    figures, statements = tuple(items(sheet)), tuple(says(sheet))
    return Drawn(figures, lambda: statements, len(statements), sheet.speakers, denies(facts), corrects(take))


@dataclass(frozen=True, eq=False)
class Draft:
    """The figures and statements of one take in its place.

    Attributes:
        alone: what it gives by itself.
        reader: what read its facts.
        origin: whom it comes from, or empty.
        spoken: its entities that speak, each with the id and the name of who that is.
    """

    alone: Drawn
    place: Placement
    reader: str
    origin: str
    spoken: Mapping[int, tuple[str, str]]

    def holds(self, place: Placement, reader: str, origin: str, voices: Voices, names: Mapping[str, str]) -> bool:
        """Say whether it would be the same if it were drawn now."""
        return (self.place, self.reader, self.origin) == (place, reader, origin) and all(
            told == ((who := voices.get((place.take, number), "")), names.get(who, ""))
            for number, told in self.spoken.items()
        )

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """Its figures."""
        return tuple(replace(one, **self._stands(one), series=self.place.series) for one in self.alone.items)

    @cached_property
    def says(self) -> tuple[Say, ...]:
        """Its statements."""
        return tuple(
            replace(one, **self._stands(one), reporter=self._voice(one.reporting, one.reporter)[2])
            for one in self.alone.says()
        )

    def _stands(self, one: Item | Say) -> dict[str, Any]:
        """Return where something stands, and who says it."""
        place, (voice, person, name) = self.place, self._voice(one.speaker, one.voice_name)
        at = {"chain": place.chain, "story": place.story, "storyline": place.storyline, "origin": self.origin}
        return {**at, "voice": voice, "person": person, "voice_name": name}

    def _voice(self, speaker: int | None, name: str) -> tuple[str, str, str]:
        """Return who somebody is: a key to compare by, the person's id, and the name to show."""
        person, called = ("", "") if speaker is None else self.spoken[speaker]
        if not person or speaker is None or self.alone.speakers[speaker]:  # told apart by words: an id in each piece
            return name.lower(), person, name
        return person, person, called or name


def draft(
    alone: Drawn, place: Placement, origin: str, voices: Voices, names: Mapping[str, str], reader: str = ""
) -> Draft:
    """Put what a take gives in its place."""
    persons = {number: voices.get((place.take, number), "") for number in alone.speakers}
    spoken = {number: (person, names.get(person, "")) for number, person in persons.items()}
    return Draft(alone, place, reader, origin, spoken)


class Drafts:
    """The drafts of the takes that were gone over last."""

    def __init__(self) -> None:
        self._there: OrderedDict[str, Draft] = OrderedDict()
        self._size = 0

    def of(
        self,
        places: Sequence[Placement],
        readers: Mapping[str, str],
        origins: Mapping[str, str],
        spoken: tuple[Voices, Mapping[str, str]],
        load: Callable[[Iterable[str]], Mapping[str, Drawn]],
    ) -> dict[str, Draft]:
        """Return the drafts of some takes, by take; one without facts is left out.

        Args:
            places: of the takes.
            readers: what read the facts of each that has some.
            origins: whom each comes from, as far as it is known.
            spoken: who the entities of the takes are, and the names of these.
            load: looks up what takes give whose draft does not hold.
        """
        found: dict[str, Draft] = {}
        for place in places:
            known, reader = self._there.get(place.take), readers.get(place.take, "")
            if known and reader and known.holds(place, reader, origins.get(place.take, ""), *spoken):
                found[place.take] = known
        stale = [place for place in places if place.take in readers and place.take not in found]
        loaded = load(place.take for place in stale)
        for place in stale:
            if alone := loaded.get(place.take):
                found[place.take] = draft(alone, place, origins.get(place.take, ""), *spoken, readers[place.take])
        self._keep(found)
        return found

    def _keep(self, found: Mapping[str, Draft]) -> None:
        for take, one in found.items():
            before = self._there.pop(take, None)
            self._size += _size(one) - (_size(before) if before else 0)
            self._there[take] = one
        while self._size > _KEPT and len(self._there) > len(found):
            self._size -= _size(self._there.popitem(last=False)[1])


def _size(one: Draft) -> int:
    return _BARE + len(one.alone.items) + one.alone.count

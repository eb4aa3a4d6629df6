"""What a person means who arranges stories: the stories, storylines and pieces that the words of a command name."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from writethru.comparing import take_named
from writethru.errors import NotFound
from writethru.link.arranged_lines import subject_of
from writethru.model import Arrangement, ArrangementKind, Pieces, Story, Storyline
from writethru.outgoing import Outgoing
from writethru.store import Store

NEW = "new"
"""Where a piece is moved that is to be a story of its own."""

_KIND = ArrangementKind


@dataclass(frozen=True, slots=True)
class Word:
    """What a person says: the kind, the names in the order in which the command has them, and a name to give."""

    kind: ArrangementKind
    asked: tuple[str, ...]
    name: str = ""

    def repeats(self, earlier: Arrangement) -> bool:
        """Say whether just these words led to an earlier decision. A name is given anew each time."""
        said = tuple(side.asked for side in earlier.sides)
        kind, first, second = self.kind, self.asked[0], self.asked[-1]
        if kind is _KIND.MERGE:
            return earlier.kind is kind and set(said) == {first, second}
        if kind is _KIND.SPLIT:
            return earlier.kind is kind and said == (" ".join(self.asked[1:]), first)
        if kind is _KIND.MOVE:
            return said[0] == first and (
                earlier.kind is _KIND.SPLIT if second == NEW else earlier.kind is kind and said[1] == second
            )
        return kind is _KIND.PIN and earlier.kind is kind and said[0] == first


@dataclass(frozen=True, slots=True)
class Understood:
    """A decision without its number: of storylines or stories, and of which pieces. ``called``: it has that name."""

    kind: ArrangementKind
    lines: bool
    sides: tuple[Pieces, ...]
    called: bool = False


def understand(store: Store, out: Outgoing, word: Word) -> Understood:
    """Return what was meant.

    Raises:
        NotFound: a name fits nothing, or several, or it makes no sense of what it names.
        Withheld: a piece that is named was killed or is on hold.
    """
    kinds: dict[ArrangementKind, Callable[[_Here, Word], Understood]] = {
        _KIND.MERGE: _merge,
        _KIND.SPLIT: _split,
        _KIND.MOVE: _move,
        _KIND.PIN: _pin,
        _KIND.RENAME: _rename,
    }
    return kinds[word.kind](_Here(store, out), word)


class _Here:
    """What there is to be named, at this moment."""

    def __init__(self, store: Store, out: Outgoing) -> None:
        self.store, self.out = store, out

    def stories(self, ids: Iterable[str]) -> dict[str, Story]:
        return {story.id: story for story in self.out.stories_of(ids)}

    def named(self, name: str) -> Story | Storyline:
        return self.out.subject(name)

    def story(self, name: str) -> Story:
        found = self.named(name)
        if isinstance(found, Story):
            return found
        raise NotFound(f"{name}: names the storyline {found.id}; name a story, by its id")

    def piece(self, name: str) -> tuple[Story, Pieces]:
        """Return a piece, all takes of its chain, by the chain's id or a take's id or key, and the story it is in."""
        places = self.store.links.standing_in([name])
        if not places:
            key = take_named(self.out, name).key
            chain = self.store.links.places([key])[key].chain
            places = self.store.links.standing_in([chain])
        stories = self.stories(place.story for place in places.values())
        if not stories:
            raise NotFound(f"{name}: has no story yet; `writethru add` without names finishes what is left")
        return stories[min(stories)], Pieces(name, tuple(sorted(places)))

    def whole(self, asked: str, of: Story | Storyline) -> Pieces:
        """Return all pieces of a story, or of the stories whose main matter a storyline is."""
        if isinstance(of, Story):
            return Pieces(asked, of.takes)
        there = self.stories(of.stories)
        mine = [story for one in of.stories if (story := there[one]).storylines[:1] == (of.id,)]
        if not mine:
            raise NotFound(
                f"{of.id}: is the line of a side matter, and cannot be arranged by hand; lines of stories can"
            )
        return Pieces(asked, tuple(key for story in mine for key in story.takes))


def _merge(here: _Here, word: Word) -> Understood:
    one, other = map(here.named, word.asked)
    if type(one) is not type(other):
        raise NotFound(
            f"{one.id} and {other.id}: a story and a storyline are never one; name two of a kind by their ids"
        )
    if one.id == other.id:
        raise NotFound(f"{word.asked[0]} and {word.asked[1]} both name {one.id}; name two")
    sides = here.whole(word.asked[0], one), here.whole(word.asked[1], other)
    return Understood(word.kind, isinstance(one, Storyline), sides)


def _split(here: _Here, word: Word) -> Understood:
    whole = here.named(word.asked[0])
    pieces: list[Pieces] = []
    for name in word.asked[1:]:
        home, piece = _part(here, name, whole)
        if home != whole.id:
            raise NotFound(f"{name}: is not in {whole.id}, but in {home}; name what is to leave {whole.id}")
        pieces.append(piece)
    leaving = Pieces(" ".join(word.asked[1:]), tuple(dict.fromkeys(key for piece in pieces for key in piece.takes)))
    return _parted(leaving, here.whole(word.asked[0], whole), whole)


def _part(here: _Here, name: str, whole: Story | Storyline) -> tuple[str, Pieces]:
    """Return what may leave a story or a line, and where it is now: a piece, or a story."""
    if isinstance(whole, Story):
        home, piece = here.piece(name)
        return home.id, piece
    story = here.story(name)
    return (*story.storylines, "no storyline")[0], Pieces(name, story.takes)


def _parted(leaving: Pieces, every: Pieces, whole: Story | Storyline) -> Understood:
    rest = tuple(key for key in every.takes if key not in set(leaving.takes))
    if not rest:
        raise NotFound(f"{leaving.asked}: is all of {whole.id}; name less than all of it")
    return Understood(_KIND.SPLIT, isinstance(whole, Storyline), (leaving, Pieces(every.asked, rest)))


def _standing(here: _Here, name: str) -> tuple[Story | Storyline, Pieces]:
    """Return a piece with its story; or a story, named by its id, with its storyline."""
    if not name.startswith("s-"):
        return here.piece(name)
    story = here.story(name)
    return here.named(story.storylines[0]), Pieces(name, story.takes)


def _move(here: _Here, word: Word) -> Understood:
    name, to = word.asked
    home, piece = _standing(here, name)
    if to == NEW:
        if set(here.whole(home.id, home).takes) <= set(piece.takes):
            raise NotFound(f"{name}: is a story of its own already, {home.id}; `writethru stories` lists them")
        return _parted(piece, here.whole(home.id, home), home)
    target = here.named(to)
    if type(target) is not type(home):
        raise NotFound(f"{name} and {to}: a piece moves to a story, a story (named by its id) to a storyline")
    if target.id == home.id:
        raise NotFound(f"{name}: stands in {target.id} already; `writethru pin {name}` keeps it there")
    return Understood(word.kind, isinstance(home, Storyline), (piece, here.whole(to, target)))


def _pin(here: _Here, word: Word) -> Understood:
    home, piece = _standing(here, word.asked[0])
    rest = tuple(key for key in here.whole(home.id, home).takes if key not in set(piece.takes))
    if not rest:
        raise NotFound(f"{word.asked[0]}: is all of {home.id}; there is nothing that it could be kept with")
    return Understood(word.kind, isinstance(home, Storyline), (piece, Pieces(home.id, rest)))


def _rename(here: _Here, word: Word) -> Understood:
    """Understand whom to give a name. It is given to pieces that are not stopped: see ``publish.stops``."""
    (asked,) = word.asked
    found = here.named(asked)
    if not word.name.strip():
        raise NotFound(f"{found.id}: no name is given; `writethru undo` takes one back")
    lines = isinstance(found, Storyline)
    stories: Sequence[str] = found.stories if isinstance(found, Storyline) else (found.id,)
    there = here.stories(stories)
    takes = tuple(key for story in stories for key in there[story].takes if key not in here.out.stops)
    if not takes:
        raise NotFound(f"{found.id}: every piece of it was killed or is on hold; nothing is left to be named")
    called = found.name if isinstance(found, Storyline) else found.headline
    subject = subject_of(found.id) if lines else ""
    known = bool(found.given) and called == word.name
    return Understood(word.kind, lines, (Pieces(asked, takes, subject),), known)

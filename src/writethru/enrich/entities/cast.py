"""Who is in a piece: persons, bodies and places in the making, and the words that may refer to them."""

from collections import Counter
from dataclasses import dataclass, field

from writethru.enrich.entities.parsed import Line
from writethru.enrich.entities.roles import Heads, Title
from writethru.enrich.entities.spans import Name
from writethru.model import EntityKind, MentionKind

COPY_SPACE = "copy"


@dataclass(slots=True)
class Ref:
    """Words that may refer to somebody: tokens ``[start, end)`` of a line, ``root`` the one that hangs on the rest.

    ``titles`` stand before or after a name, or are the words themselves of a role; ``member`` once it is resolved.
    """

    line: int
    start: int
    end: int
    kind: MentionKind
    root: int
    key: str = ""
    text: str = ""
    titles: tuple[Title, ...] = ()
    member: "Member | None" = None
    confidence: float = 1.0


@dataclass(slots=True, eq=False)
class Member:
    """One person, body or place of a piece.

    ``surname`` is folded; ``parts`` are the folded words of the fullest name; ``borne`` the titles, each with the
    line it stands in. ``spaces`` are those in which it is named: the copy's, or a teaser's.
    """

    number: int
    kind: EntityKind
    key: str
    parts: tuple[str, ...]
    surname: str = ""
    gender: str = ""
    names: Counter[str] = field(default_factory=Counter)
    keys: set[str] = field(default_factory=set)
    borne: list[tuple[int, Title]] = field(default_factory=list)
    spaces: set[str] = field(default_factory=set)

    @property
    def titles(self) -> list[Title]:
        """The titles alone."""
        return [title for _, title in self.borne]


@dataclass(slots=True)
class Cast:
    """The lines of a piece, its members and its references.

    ``space`` is each line's: captions and headline share the copy's, each teaser has its own.
    """

    lines: list[Line]
    heads: list[Heads]
    space: list[str]
    names: list[Name] = field(default_factory=list)
    members: list[Member] = field(default_factory=list)
    refs: list[Ref] = field(default_factory=list)

    def member(self, kind: EntityKind, key: str, parts: tuple[str, ...]) -> Member:
        """Add a member."""
        made = Member(max((m.number for m in self.members), default=-1) + 1, kind, key, parts)
        self.members.append(made)
        return made

    def persons(self, space: str) -> list[Member]:
        """The persons named in a space."""
        return [m for m in self.members if m.kind is EntityKind.PERSON and space in m.spaces]


def space_of(scope: str) -> str:
    """Return the space in which a scope's names are resolved: the group of a teaser, or the copy's."""
    return scope if scope.startswith("teaser") else COPY_SPACE

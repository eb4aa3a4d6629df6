"""What resolving remembers of a space: who stood where, in whose company, and how prominent everybody is."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import permutations

from writethru.enrich.entities.cast import Cast, Member, Ref
from writethru.enrich.entities.lexicon import words
from writethru.enrich.entities.parsed import Line
from writethru.model import EntityKind, MentionKind, PartKind

_WEIGHT = {"nsubj": 1.0, "nsubjpass": 0.9, "dobj": 0.5, "dative": 0.5, "pobj": 0.35, "poss": 0.45, "attr": 0.4}
_FADE = 0.65
AHEAD = 0.4  # what company that is kept later in the text counts for, against 1 before

Weights = defaultdict[tuple[int, int], float]


@dataclass(frozen=True, slots=True)
class Seen:
    """A resolved reference as it is remembered: where, as what, and how sure.

    ``main`` is the subject of its sentence or of what is said in it; ``named`` when the full name stands there;
    ``quoted`` when it stands in quotation marks; ``trails`` when it speaks behind what it says ("..., Moor said").
    """

    member: Member
    line: int
    sentence: int
    root: int
    clause: int
    weight: float
    main: bool
    speaks: bool
    sure: float
    named: bool
    trails: bool
    quoted: bool


@dataclass(slots=True)
class Discourse:
    """The memory of one space. ``sentence`` counts on over its lines.

    ``company`` counts how often two members stand in one clause, ``meetings`` how often around a word of meeting
    and ``events`` around which;
    ``near`` how often in one sentence. ``here`` are the references of each line, ``met`` who has been spoken of
    so far.
    """

    cast: Cast
    space: str
    order: list[int]
    first: dict[int, int] = field(default_factory=dict)
    seen: list[Seen] = field(default_factory=list)
    company: Weights = field(default_factory=lambda: defaultdict(float))
    meetings: Weights = field(default_factory=lambda: defaultdict(float))
    events: set[tuple[int, int, str]] = field(default_factory=set)
    near: Weights = field(default_factory=lambda: defaultdict(float))
    spoken: Counter[int] = field(default_factory=Counter)
    prominence: dict[int, float] = field(default_factory=dict)
    here: dict[int, list[Ref]] = field(default_factory=dict)
    met: set[int] = field(default_factory=set)

    def sentence(self, ref: Ref) -> int:
        """The number of a reference's sentence within the space."""
        return self.first[ref.line] + self.cast.lines[ref.line].sentence[ref.root]

    def note(self, ref: Ref) -> None:
        """Remember a resolved reference."""
        if ref.member is None:
            return
        self.met.add(ref.member.number)
        line = self.cast.lines[ref.line]
        clause = line.clause[ref.root]
        dep = argument(line, ref.root)
        self.seen.append(
            Seen(
                ref.member,
                ref.line,
                self.sentence(ref),
                ref.root,
                clause,
                _WEIGHT.get(dep, 0.3),
                dep in ("nsubj", "nsubjpass") and main(line, clause),
                speaks(line, ref.root),
                ref.confidence,
                ref.kind is MentionKind.NAME,
                speaks(line, ref.root) and trails(line, ref.root),
                line.quoted[ref.root],
            )
        )
        if speaks(line, ref.root):
            self.spoken[ref.member.number] += 1

    def spoke(self, line: int) -> list[Ref]:
        """Return the references of a line that are resolved so far, names behind this place too."""
        return [ref for ref in self.here.get(line, ()) if ref.member is not None]

    def topic(self, ref: Ref) -> Member | None:
        """Return who was last brought in by full name as the subject of a sentence of the same paragraph."""
        for seen in reversed(self.seen):
            if seen.line != ref.line:
                break
            if seen.named and seen.main and seen.member.kind is EntityKind.PERSON:
                return seen.member
        return None

    def recent(self, member: Member, sentence: int) -> float:
        """How present a member is at a sentence: his best place in it or before it, fading by the sentence."""
        best = 0.0
        for seen in reversed(self.seen):
            gap = sentence - seen.sentence
            if gap > 6:
                break
            if seen.member is member and gap >= 0:
                best = max(best, seen.weight * seen.sure * _FADE**gap)
        return best


def argument(line: Line, root: int) -> str:
    """Return the dependency by which a name hangs in its clause; what is joined by "and" stands as the first."""
    at = root
    for _ in range(4):
        joined = line.dep[at] in ("conj", "appos")
        part = line.dep[at] in ("compound", "nmod") and line.pos[line.head[at]] == "PROPN"
        if line.head[at] == at or not (joined or part):
            break
        at = line.head[at]
    return line.dep[at]


def main(line: Line, clause: int) -> bool:
    """Say whether a clause is the sentence's own, or what its verb of saying says ("..., he said")."""
    if line.head[clause] == clause:
        return True
    return line.dep[clause] in ("ccomp", "conj") and line.head[line.head[clause]] == line.head[clause]


def speaks(line: Line, root: int) -> bool:
    """Say whether a name is the subject of a verb of saying, or follows "according to"."""
    if line.dep[root] in ("nsubj", "nsubjpass") and line.saying(line.head[root]):
        return True
    up = line.head[root]
    return line.dep[root] == "pobj" and line.lower[up] == "to" and line.lower[line.head[up]] == "according"


def trails(line: Line, root: int) -> bool:
    """Say whether a speaker stands behind what he says."""
    verb = line.head[root]
    return any(line.head[i] == verb and line.dep[i] == "ccomp" for i in range(min(root, verb)))


def meeting(line: Line, root: int) -> str:
    """Return the word of meeting that a name hangs on within its clause, or nothing."""
    at, cues = root, words("talk", "meeting")
    for _ in range(5):
        at = line.head[at]
        if line.lemma[at] in cues or line.lower[at] in cues:
            return line.lemma[at]
        if line.head[at] == at or line.pos[at] == "VERB":
            return ""
    return ""


def opened(cast: Cast, space: str) -> Discourse:
    """Open the memory of a space: who is how prominent, and who is surely in whose company."""
    order = reading(cast, space)
    talk = Discourse(cast, space, order)
    count = 0
    for number in order:
        talk.first[number] = count
        count += max(cast.lines[number].sentence, default=0) + 1
    here = [ref for ref in cast.refs if cast.space[ref.line] == space]
    for ref in here:
        talk.here.setdefault(ref.line, []).append(ref)
    talk.prominence = _prominence(cast, here, order)
    companies(talk, [ref for ref in here if ref.member is not None], AHEAD)
    return talk


def reading(cast: Cast, space: str) -> list[int]:
    """Return the lines of a space in the order to resolve them: copy, then what stands above and beside it."""
    mine = [n for n, where in enumerate(cast.space) if where == space]
    rank = {PartKind.STANDFIRST: 0, PartKind.PARAGRAPH: 0, PartKind.TEASER: 0}
    return sorted(mine, key=lambda n: (rank.get(cast.lines[n].kind, 1), n))


def _prominence(cast: Cast, refs: Sequence[Ref], order: Sequence[int]) -> dict[int, float]:
    """Weigh every person of a space by how the piece brings him in; the most prominent has 1."""
    raw: defaultdict[int, float] = defaultdict(float)
    copy = [n for n in order if cast.lines[n].kind in (PartKind.STANDFIRST, PartKind.PARAGRAPH, PartKind.TEASER)]
    rank = {line: at for at, line in enumerate(order)}
    people = sorted(
        (ref for ref in refs if ref.member and ref.member.kind is EntityKind.PERSON and ref.kind is MentionKind.NAME),
        key=lambda ref: (rank[ref.line], ref.start),
    )
    led = False
    for ref in people:
        line, number = cast.lines[ref.line], ref.member.number if ref.member else -1
        subject = argument(line, ref.root) in ("nsubj", "nsubjpass")
        if ref.line in copy:
            first = ref.line == copy[0] and subject and not led
            led = led or first
            raw[number] += (3.0 if first else 0.0) + (0.8 if subject else 0.3)
        else:
            raw[number] += 1.0 if line.kind in (PartKind.HEADLINE, PartKind.TEASER_HEADLINE) else 0.6
    top = max(raw.values(), default=1.0) or 1.0
    return {number: value / top for number, value in raw.items()}


def companies(talk: Discourse, refs: Sequence[Ref], weight: float = 1.0) -> None:
    """Count who stands with whom in the clauses and sentences of the resolved references."""
    clauses: defaultdict[tuple[int, int], list[Ref]] = defaultdict(list)
    sentences: defaultdict[int, set[int]] = defaultdict(set)
    for ref in refs:
        if ref.member and ref.member.kind is EntityKind.PERSON:
            clauses[ref.line, talk.cast.lines[ref.line].clause[ref.root]].append(ref)
            sentences[talk.sentence(ref)].add(ref.member.number)
    for group in clauses.values():
        for i, one in enumerate(group):
            for other in group[i + 1 :]:
                _join(talk, one, other, weight)
    for members in sentences.values():
        for pair in permutations(sorted(members), 2):
            talk.near[pair] += weight


def _join(talk: Discourse, one: Ref, other: Ref, weight: float) -> None:
    """Count two references of one clause as company."""
    if one.member is None or other.member is None or one.member is other.member:
        return
    line = talk.cast.lines[one.line]
    met = meeting(line, one.root) or meeting(line, other.root)
    sure = weight * min(one.confidence, other.confidence)
    for a, b in ((one.member.number, other.member.number), (other.member.number, one.member.number)):
        talk.company[a, b] += sure
        if met:
            talk.meetings[a, b] += sure
            talk.events.add((a, b, met))


def participants(cast: Cast, refs: Sequence[Ref], ref: Ref) -> Iterator[Ref]:
    """Yield the other resolved references to persons in the clause of ``ref``; the one before "who" is in it."""
    line = cast.lines[ref.line]
    clause = line.clause[ref.root]
    for other in refs:
        if other is ref or other.member is None or other.member.kind is not EntityKind.PERSON:
            continue
        if line.clause[other.root] == clause or line.subject.get(clause) == other.root:
            yield other

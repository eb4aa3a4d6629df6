"""What the desk says of itself: what an ``add`` did, what a search found, what a check showed."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Alarm:
    """Something that a source's takes carry and nobody understands: told once a source.

    Attributes:
        source: who sends it.
        words: what looks like a marker, verbatim.
        take: the id of the first take that has it.
        times: how many takes had it so far.
    """

    source: str
    words: str
    take: str
    times: int

    def __str__(self) -> str:
        takes = "1 take" if self.times == 1 else f"{self.times} takes"
        return (
            f"{self.source or 'a source without a name'}: unknown marker {self.words!r} in {takes}, first {self.take}"
        )


@dataclass(frozen=True, slots=True)
class Added:
    """What one ``add`` did.

    Attributes:
        new: takes stored for the first time.
        known: takes that were there already, word for word.
        quarantined: items that could not be read; ``quarantine`` has the reasons.
        missing: one line for each thing named that is not there.
        stories, storylines: how many the desk has now.
        alarms: markers that no take of their source had before and that are in no list.
        seconds: by stage and layer, in seconds of one core.
        withdrawn: pages of published sites that were replaced by a notice, since a source killed or holds their words.
        standing: one line for each published folder or page that could not be reached: somebody must take it down.
        passed_over: one line for each folder of the desk's own, or site published from it, that lay in what was read.
    """

    new: int
    known: int
    quarantined: int
    missing: tuple[str, ...] = ()
    stories: int = 0
    storylines: int = 0
    alarms: tuple[Alarm, ...] = ()
    seconds: dict[str, float] = field(default_factory=dict)
    withdrawn: int = 0
    standing: tuple[str, ...] = ()
    passed_over: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    r"""One take that a search found; the words found stand between \x02 and \x03 in the excerpt.

    ``flag`` is what a desk must know before it uses it: embargoed until when, for editors alone, a fragment.
    ``reported`` names each whose words the excerpt gives at second hand, with who reports them.
    """

    take: str
    id: str
    source: str
    sent: str
    title: str
    story: str
    excerpt: str
    flag: str = ""
    reported: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stuck:
    """One item in quarantine."""

    document: str
    name: str
    place: str
    reason: str


@dataclass(frozen=True, slots=True)
class Check:
    """One line of ``doctor``: what was looked at, whether it is well, and what to do when it is not."""

    what: str
    well: bool
    says: str


@dataclass(frozen=True, slots=True)
class Held:
    """One thing that waits, or waited, for a person. No word of a killed piece is in it.

    Attributes:
        what: ``kill``, ``hold``, ``after a kill``, ``after a hold``, ``embargo``, ``fragment``, ``phrase`` or
            ``released``.
        take: the key of the take, for ``release``; of several takes the first.
        id: as the source calls it.
        sent: when, in words.
        why: why it waits, in plain words.
        do: what a person can do about it.
        count: how many takes it is about.
    """

    what: str
    take: str
    id: str
    source: str
    sent: str
    why: str
    do: str = ""
    count: int = 1


@dataclass(frozen=True, slots=True)
class Released:
    """What a person let go: the keys of the takes, and why."""

    takes: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Unproved:
    """Words of a brief that do not stand where they are said to.

    Attributes:
        story: the id of the story or storyline.
        where: the place in the brief: ``key 2``, ``said 1.quote``, ``timeline.past 3``.
        words: as they were handed out.
        take: the key of the take that they cite.
        why: what stands there.
        do: what a person can do about it.
    """

    story: str
    where: str
    words: str
    take: str
    why: str
    do: str


@dataclass(frozen=True, slots=True)
class Verified:
    """What ``verify`` looked at: briefs, their sentences, briefs that may not be told, and what is not in its take."""

    briefs: int
    sentences: int
    withheld: int
    unproved: tuple[Unproved, ...] = ()

"""Origins: where each text comes from, as far as it can be known.

Shared text proves that one piece depends on another, or both on a third; its absence proves nothing, so a piece is of
unknown origin unless it says or shows where it comes from. What a take says of itself is read in ``link.credits``;
which earlier take its words stand in is found by samples of runs (``link.runs``) and then counted on the two texts
(``link.copying``). A copy of a copy leads back to the first of its line, its root: all takes with one root are of one
origin, and what one of them says of it holds for all.

Runs that the desk meets again and again are formulae, and no evidence: in a fourth week, since what is copied is
copied within days, while boilerplate and background come back; or in a sixth piece of one outlet that is no agency:
its furniture. A run that was met so often stays a formula. Else nothing is forgotten, however old.

The outcome is a function of the set of takes: which of them came first or together makes no difference. A new take
costs what its own text and six candidates cost; earlier ones are looked at again only where it came late, is the
agency's own, or makes a formula of words that they share.
"""

from collections import Counter
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field, replace

from writethru.link.copying import LONG, REWRITE, Share, share
from writethru.link.credits import own
from writethru.link.families import resolved
from writethru.link.items import Linkable, canonical
from writethru.link.runs import Runs, names_outlet, runs
from writethru.link.traces import Remembered, begun, leads, timed
from writethru.link.words import fold
from writethru.model import Origin, OriginKind, Take, Trace

REVISION = "2"
"""Counted up when the same takes have other origins than before: every desk traces anew at its next ``add``."""

_WEEKS = 4  # weeks in which a run was met: from here on it is a formula
_PIECES = 6  # pieces of one outlet that hold a run: from here on it is the outlet's furniture
_CANDIDATES = 3  # texts that a piece is held against, of agencies and releases, and as many of others
_SHARED = 2  # sampled runs that two texts must share before they are held against each other
_NOBODY: frozenset[str] = frozenset()
_FEW = 2  # outlets that share a quotation: with more it is public


def origins(items: Sequence[Linkable], agencies: Iterable[str] = ()) -> tuple[Origin, ...]:
    """Return one origin a take, in order of time; the outcome depends on the set of takes alone."""
    memory = Remembered({item.key: item.take for item in items})
    trace(items, memory, agencies)
    found = traced(items, memory, agencies)
    return tuple(found[item.key] for item in canonical(items))


def traced(items: Iterable[Linkable], memory: Remembered, agencies: Iterable[str] = ()) -> dict[str, Origin]:
    """Return the origins of takes by key: as they were traced; of headlines alone what they say themselves."""
    every, names = {item.key: item for item in items}, frozenset(agencies)
    there = memory.traces(key for key, item in every.items() if item.copy)
    return {key: there[key].origin if key in there else own(item.take, names) for key, item in every.items()}


def trace(items: Iterable[Linkable], memory: Remembered, agencies: Iterable[str] = ()) -> dict[str, Origin]:
    """Put new takes into a memory; return their origins, and those of earlier takes that are others now, by take.

    Args:
        items: the new takes, in any order. One that the memory has already is passed over, unless its facts date it
            otherwise now; and so are headlines alone, whose words nobody copies.
        memory: what the desk keeps of all earlier ones. All that is found is kept in it before this returns.
        agencies: names of sources that are agencies on this desk and in no list; copy may say that it has from them.

    O(words of the new takes, and of those held against them).
    """
    every = {item.key: item for item in items if item.copy}
    known, names = memory.traces(every), frozenset(agencies)
    fresh = [begun(item, names) for key, item in every.items() if key not in known]
    moved = [_moved(one, *timed(every[key])) for key, one in known.items()]
    moved = [one for one in moved if (one.moment, one.week) != (known[one.take].moment, known[one.take].week)]
    if not fresh and not moved:
        return {}
    memory.keep([*fresh, *moved])
    ground = _Ground(memory)
    ground.hold([*fresh, *moved])
    anew = ground.disturbed(fresh, moved)
    ground.hold(anew)
    work = {one.take: one for one in (*fresh, *moved, *anew)}
    changed = [after for one in work.values() if (after := ground.placed(one)) != one]
    memory.keep(changed)
    touched = {one.take for one in (*fresh, *moved, *changed)}
    return resolved(touched, work | {one.take: known[one.take] for one in moved}, memory)


def _moved(one: Trace, moment: int, week: int) -> Trace:
    """Return a trace at another time, as if it had been held against no other yet."""
    return replace(one, moment=moment, week=week, model="", share=0.0, quotes="")


def _order(one: Trace) -> tuple[int, int, str]:
    """Return what puts takes in order: where both have one moment, mostly a day alone, the longer text goes first."""
    return one.moment, -len(one.sample), one.take


@dataclass(slots=True)
class _Ground:
    """What one call has looked up, so that it is looked up once."""

    memory: Remembered
    held: dict[int, Set[str]] = field(default_factory=dict)
    traces: dict[str, Trace] = field(default_factory=dict)
    formulae: set[int] = field(default_factory=set)
    shared: dict[str, dict[str, int]] = field(default_factory=dict)
    texts: dict[str, tuple[Take, Runs]] = field(default_factory=dict)

    def hold(self, some: Iterable[Trace]) -> None:
        """Look up who else holds the sampled runs of some takes."""
        takes = list(some)
        wanted = {run for one in takes for run in one.sample} - self.held.keys()
        self.formulae.update(self.memory.formulae(wanted))
        held = self.memory.holders(wanted)
        self.held |= dict.fromkeys(wanted, _NOBODY) | {run: frozenset(found) for run, found in held.items()}
        self.traces |= {one.take: one for one in takes}
        many = {take for found in held.values() if len(found) >= _WEEKS for take in found}
        alike = {take for one in takes for take in self._shared(one)}
        self.traces |= self.memory.traces((many | alike) - self.traces.keys())

    def disturbed(self, fresh: Sequence[Trace], moved: Sequence[Trace]) -> list[Trace]:
        """Return the earlier takes for which new ones, or such as moved in time, may change what they have copied."""
        new = {one.take for one in (*fresh, *moved)}
        found = {take for one in fresh for take in self._shared(one) if _may_lead(one, self.traces[take])}
        found |= {take for one in moved for take in self._shared(one)} | self._made_formulae()
        return [self.traces[take] for take in sorted(found - new)]

    def _made_formulae(self) -> set[str]:
        """Mark the runs that have become formulae; return the takes whose copying may have rested on them."""
        made = {run for run, takes in self.held.items() if self._is_formula(takes)}
        if not made:
            return set()
        self.memory.mark(made)
        self.formulae |= made
        holders = {take for run in made for take in self.held[run]}
        self.held |= dict.fromkeys(made, _NOBODY)
        self.shared.clear()
        return {take for take in holders if self.traces[take].model or self.traces[take].quotes}

    def _is_formula(self, takes: Set[str]) -> bool:
        if len(takes) < _WEEKS:
            return False
        traces = [self.traces[take] for take in takes]
        if len({one.week for one in traces}) >= _WEEKS:
            return True
        pieces = {(fold(one.source), one.piece) for one in traces if not one.agency}
        return max(Counter(source for source, _ in pieces).values(), default=0) >= _PIECES

    def _shared(self, one: Trace) -> dict[str, int]:
        """Return, by take, how many sampled runs it shares with one, where they are enough."""
        if one.take not in self.shared:
            others = (found for run in one.sample if len(found := self.held.get(run, _NOBODY)) > 1)
            counts = Counter(take for found in others for take in found)
            del counts[one.take]
            self.shared[one.take] = {take: count for take, count in counts.items() if count >= _SHARED}
        return self.shared[one.take]

    def placed(self, one: Trace) -> Trace:
        """Return a trace with the model that most of its words stand in, if there is any."""
        shared = self._shared(one)
        may = [self.traces[take] for take in shared if _may_lead(self.traces[take], one)]
        ranked = sorted(may, key=lambda other: (-round(8 * shared[other.take] / len(one.sample)), _order(other)))
        chosen = [*[o for o in ranked if leads(o)][:_CANDIDATES], *[o for o in ranked if not leads(o)][:_CANDIDATES]]
        found = [(other, self._share(one, other)) for other in chosen]
        copied = [(other, part.own) for other, part in found if part.own >= REWRITE]
        best = max(copied, key=lambda pair: _better(one, *pair), default=None)
        quoted = sorted({o.source for o, part in found if part.quoted >= LONG and fold(o.source) != fold(one.source)})
        quotes = quoted[0] if not best and 0 < len(quoted) <= _FEW else ""
        model, much = (best[0].take, best[1]) if best else ("", 0.0)
        return replace(one, model=model, share=much, quotes=quotes)

    def _share(self, one: Trace, other: Trace) -> Share:
        (copy, mine), (_, theirs) = self._text(one.take), self._text(other.take)
        return share(mine, theirs, self.formulae, cites=names_outlet(copy, other.source))

    def _text(self, take: str) -> tuple[Take, Runs]:
        if take not in self.texts:
            found = self.memory.takes([take])[take]
            self.texts[take] = found, runs(found)
        return self.texts[take]


def _may_lead(model: Trace, copy: Trace) -> bool:
    """Say whether one take may be what another was copied from.

    An agency's own and a press release are whenever they came in; of others the earlier is. An agency reprints none
    but a release, and a release nobody. A page made by AI is the model of what came later, as any other.
    """
    if copy.own.kind is OriginKind.RELEASE:
        return False
    if model.own.kind is OriginKind.RELEASE:
        return True
    if copy.agency:
        return False
    return model.agency or _order(model) < _order(copy)


def _better(one: Trace, model: Trace, much: float) -> tuple[bool, bool, float, bool, int, int, str]:
    """Return what a model is chosen by: another outlet's, no machine's, the greatest share, an agency's, the first."""
    same = fold(model.source) == fold(one.source)
    machine = model.own.kind is OriginKind.AI
    return not same, not machine, round(much, 2), leads(model), -model.moment, len(model.sample), model.take

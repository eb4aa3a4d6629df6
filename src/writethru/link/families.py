"""Families of copies: the takes that lead back to one root, and the origin that this gives each of them."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import replace

from writethru.link.copying import REPRINT
from writethru.link.traces import Remembered
from writethru.link.words import fold
from writethru.model import Origin, OriginKind, Trace

_NAMED = (OriginKind.REPORTING, OriginKind.REPRINT)


def resolved(changed: Iterable[str], before: Mapping[str, Trace], memory: Remembered) -> dict[str, Origin]:
    """Work out the origins of all families that a change touches, and keep them.

    Args:
        changed: takes that are new, or have another model than before.
        before: the traces of these as they were, so that a family which lost one is worked out too.
        memory: where the traces are.

    Returns:
        By take, the origins that are new or other ones now. O(takes of these families).
    """
    takes = set(changed)
    left = {one.model for one in before.values() if one.model}
    out: dict[str, Origin] = {}
    for family in _families(takes | left, memory):
        credit = _credit(family)
        lines = {one.take: _line(one, family) for one in family.values()}
        now = {take: _origin(line, credit) for take, line in lines.items()}
        moved = [replace(family[take], origin=origin) for take, origin in now.items() if family[take].origin != origin]
        memory.keep(moved)
        out |= {one.take: one.origin for one in moved}
        out |= {take: now[take] for take in takes & now.keys()}
    return out


def _families(takes: Set[str], memory: Remembered) -> list[dict[str, Trace]]:
    """Return the families of these takes: each root with all that leads back to it, earliest first."""
    known = memory.traces(takes)
    while above := {one.model for one in known.values() if one.model} - known.keys():
        known |= memory.traces(above)
    families = {take: {take: one} for take, one in sorted(known.items()) if not one.model}
    root_of = {take: take for take in families}
    front: Set[str] = root_of.keys()
    while front := memory.copiers(front) - root_of.keys():
        for take, one in memory.traces(front).items():
            root_of[take] = root_of[one.model]
            families[root_of[take]][take] = one
    return [dict(sorted(one.items(), key=lambda pair: (pair[1].moment, pair[0]))) for one in families.values()]


def _line(one: Trace, family: Mapping[str, Trace]) -> tuple[Trace, ...]:
    """Return a take, its model, the model's model, up to the root."""
    line = [one]
    while line[-1].model:
        line.append(family[line[-1].model])
    return tuple(line)


def _credit(family: Mapping[str, Trace]) -> Trace | None:
    """Return the first copy that says whose text it has, word for word, where the root itself does not say it."""
    for one in family.values():
        line = _line(one, family)
        if one.model and one.own.kind is OriginKind.REPRINT and all(step.share >= REPRINT for step in line[:-1]):
            return one
    return None


def _origin(line: Sequence[Trace], credit: Trace | None) -> Origin:
    one, root = line[0], line[-1]
    if one.own.kind is OriginKind.RELEASE:
        return one.own
    if len(line) == 1:
        return _of_root(root, credit)
    if root.own.kind is OriginKind.RELEASE and (not one.agency or one.share >= REPRINT):
        return Origin(one.take, OriginKind.RELEASE, root.own.of, _stands(line), root.take)
    if one.own.kind is OriginKind.REPORTING:
        return one.own
    of = _of(one, root, credit)
    if OriginKind.AI in (one.own.kind, root.own.kind):
        return Origin(one.take, OriginKind.AI, of, _stands(line) if one.own.kind is not OriginKind.AI else one.own.why)
    if not of and all(fold(step.source) == fold(one.source) for step in line):
        why = f"it goes on from an earlier piece of {one.source or 'its own'}"
        return Origin(one.take, OriginKind.UNKNOWN, one.own.of, one.own.why if one.own.of else why, root.take)
    kind = OriginKind.REPRINT if all(step.share >= REPRINT for step in line[:-1]) else OriginKind.REWRITE
    return Origin(one.take, kind, of, _stands(line, of), root.take)


def _of(one: Trace, root: Trace, credit: Trace | None) -> str:
    if one.own.kind is OriginKind.REPRINT:
        return one.own.of
    if root.own.kind in _NAMED:
        return root.own.of
    return credit.own.of if credit else ""


def _of_root(root: Trace, credit: Trace | None) -> Origin:
    """Return the origin of a take that copies nothing that is here, by its copies where it does not say it itself."""
    if root.own.kind is not OriginKind.UNKNOWN:
        return root.own
    if credit and fold(credit.own.of) == fold(root.source):
        why = f"{credit.source}, which has the same text, says that it was first published here"
        return Origin(root.take, OriginKind.REPORTING, root.source, why)
    if credit:
        why = f"{credit.source}, which has the same text, credits it to {credit.own.of}"
        return Origin(root.take, OriginKind.REPRINT, credit.own.of, why)
    if root.quotes:
        said = f"{root.own.why}; " if root.own.of else ""
        return replace(root.own, why=f"{said}it shares quotations with {root.quotes}, which proves little")
    return root.own


def _stands(line: Sequence[Trace], of: str = "") -> str:
    """Say how much of a take stands where: "84% of its own words stand in X, which leads back to Y"."""
    one, model, root = line[0], line[1], line[-1]
    named = model.source or model.take
    back = of or (root.source if len(line) > 2 else "")
    far = f", which leads back to {back}" if back and fold(back) != fold(named) else ""
    return f"{one.share:.0%} of its own words stand in {named}{far}"

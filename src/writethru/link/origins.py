"""Origins: where each text comes from, as far as it can be known.

Shared text proves that one piece depends on another, or both on a third; its absence proves nothing, so a piece is of
unknown origin unless it says or shows where it comes from. Shared text is found by runs of five words: candidates
through the rarest runs of a piece, then the exact share. Time: O(words * c) for c pieces that share a run.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from writethru.link.items import Linkable, canonical
from writethru.link.words import fold, shingles
from writethru.model import Origin, OriginKind, PartKind, SourceKind

_REPRINT = 0.7  # share of a piece's runs of words that stand in another: the same text
_REWRITE = 0.25  # and from here on, a text made out of the other
_LEAST = 12  # runs of words a piece must have before sharing them says anything
_CROWD = 50  # pieces that share one run: from here on it is a formula, not evidence

Runs = frozenset[tuple[str, ...]]


def origins(items: Sequence[Linkable]) -> tuple[Origin, ...]:
    """Return one origin a take, in order of time; the outcome depends on the set of takes alone."""
    ordered = canonical(items)
    agencies = {fold(item.take.source): item.take.source for item in ordered if _is_agency(item)}
    names = _agencies() | {form: _agencies().get(form, name) for form, name in agencies.items()}
    copied = _copied(ordered, names)
    return tuple(_origin(item, copied.get(item.key), names) for item in ordered)


def _is_agency(item: Linkable) -> bool:
    return bool(item.take.source) and item.take.source_kind is SourceKind.AGENCY


def badge(found: Sequence[Origin], outlets: Mapping[str, str]) -> str:
    """Say in one line from how many origins a story is told; ``outlets`` gives each take's source.

    >>> badge([Origin("a", OriginKind.REPORTING, "Nordpress"), Origin("b", OriginKind.UNKNOWN)], {"a": "x", "b": "y"})
    '2 outlets, at least 1 origin (Nordpress), 1 unknown'
    """
    sources = {fold(outlets.get(origin.take, "")) or origin.take for origin in found}
    known = sorted({origin.of for origin in found if origin.of and origin.kind is not OriginKind.UNKNOWN})
    unknown = {
        fold(outlets.get(origin.take, "")) or origin.take for origin in found if origin.kind is OriginKind.UNKNOWN
    }
    made = sum(origin.kind is OriginKind.AI for origin in found)
    parts = [_count(len(sources), "outlet")]
    if known:
        parts.append(f"at least {_count(len(known), 'origin')} ({', '.join(known)})")
    if made:
        parts.append(f"{made} AI-made")
    if unknown:
        parts.append(f"{len(unknown)} unknown")
    return ", ".join(parts)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _origin(item: Linkable, copied: tuple[Linkable, float] | None, agencies: Mapping[str, str]) -> Origin:
    take = item.take
    if take.ai_text:
        return Origin(item.key, OriginKind.AI, "", "the source says that its text was made with AI")
    wire = _release(item)
    if wire or take.source_kind is SourceKind.RELEASE:
        return Origin(item.key, OriginKind.RELEASE, take.source or wire, f"sent by {wire or take.source}")
    if fold(take.source) in agencies:
        return Origin(item.key, OriginKind.REPORTING, agencies[fold(take.source)], "the agency's own take")
    if take.source_kind is SourceKind.OWN:
        return Origin(item.key, OriginKind.REPORTING, take.source, "the desk's own copy")
    credit = credited(item)
    if copied:
        other, share = copied
        kind = OriginKind.REPRINT if share >= _REPRINT else OriginKind.REWRITE
        source = credit or agencies.get(fold(other.take.source), other.take.source)
        return Origin(item.key, kind, source, f"{share:.0%} of its text stands in {other.take.source or other.key}")
    if credit:
        return Origin(item.key, OriginKind.REPRINT, credit, f"credited to {credit}")
    if named := _has_from(item, agencies):
        return Origin(item.key, OriginKind.UNKNOWN, named, f"it says that it has something from {named}")
    return Origin(item.key, OriginKind.UNKNOWN, "", "nothing in it says or shows where its text comes from")


def credited(item: Linkable) -> str:
    """Return the agency that dateline, byline or sign-off credit, as a desk writes it, or empty."""
    take = item.take
    if take.dateline and fold(take.dateline.source) in _agencies():
        return _agencies()[fold(take.dateline.source)]
    for line in _credit_lines(item):
        named = [(line.find(found), name) for found, name in _mentions(line)]
        if named:
            return min(named)[1]
    return ""


def _credit_lines(item: Linkable) -> list[str]:
    """Return bylines and sign-offs, the opening up to its dash, and a last paragraph that is only a credit."""
    take = item.take
    lines = [span.of(take.text) for span in take.spans(PartKind.BYLINE, PartKind.SIGNOFF, PartKind.DATELINE)]
    lines += [byline.name for byline in take.bylines]
    if take.copy:
        opening = re.match(r"[^\n]{0,80}?\(([^()\n]{2,40})\)\s*(?:--|[-–—:])", take.copy[0].of(take.text))
        lines += [opening.group(1)] if opening else []
        closing = take.copy[-1].of(take.text).strip()
        lines += [closing] if len(closing) <= 80 and re.search(_lead_in(), closing, re.IGNORECASE) else []
        bracket = re.search(r"[(\[/]([^()\[\]\n/]{2,30})[)\]/]?\s*$", closing)
        lines += [bracket.group(1)] if bracket and fold(bracket.group(1)) in _agencies() else []
    return lines


def _mentions(line: str) -> list[tuple[str, str]]:
    return [(form, name) for form, name in _forms() if re.search(rf"(?<!\w){re.escape(form)}(?!\w)", line)]


def _has_from(item: Linkable, agencies: Mapping[str, str]) -> str:
    """Return the agency that the copy says it has something from, or empty."""
    words = _table()["has_from"]
    before, after = ("|".join(map(re.escape, words[side])) for side in ("before", "after"))
    names = "|".join(re.escape(name) for name in sorted(set(agencies.values()), key=lambda name: (-len(name), name)))
    found = re.compile(rf"(?<!\w)(?:(?:{before})\s+(?P<a>{names})(?!\w)|(?P<b>{names})\s*(?:{after})(?!\w))")
    for span in item.take.copy:
        if match := found.search(span.of(item.take.text)):
            return match["a"] or match["b"]
    return ""


def _release(item: Linkable) -> str:
    take = item.take
    opening = " ".join(span.of(take.text) for span in [*take.spans(PartKind.DATELINE), *take.copy[:1]])[:200]
    return next((wire for wire in _table()["releases"]["wires"] if wire in opening or wire == take.source), "")


def _copied(ordered: Sequence[Linkable], agencies: Mapping[str, str]) -> dict[str, tuple[Linkable, float]]:
    """Return, for each piece, the piece of another source that most of its text stands in, and how much of it.

    Of two pieces the earlier is the model; an agency's is, whenever it was sent.
    """
    runs = [_runs(item) for item in ordered]
    holders = _shared(runs, [fold(item.take.source) for item in ordered])
    found: dict[str, tuple[Linkable, float]] = {}
    for place, mine in enumerate(runs):
        shared: dict[int, int] = defaultdict(int)
        for run in mine:
            for other in holders.get(run, ()):
                shared[other] += 1
        best = max(
            (
                (count / len(mine), fold(ordered[other].take.source) in agencies, -other)
                for other, count in shared.items()
                if _may_be_model(ordered[other], ordered[place], agencies, earlier=other < place)
            ),
            default=(0.0, False, 0),
        )
        if best[0] >= _REWRITE:
            found[ordered[place].key] = (ordered[-best[2]], best[0])
    return found


def _shared(runs: Sequence[Runs], sources: Sequence[str]) -> dict[tuple[str, ...], list[int]]:
    """Return by run of words the pieces that share it, where they are of several sources and no crowd."""
    first: dict[tuple[str, ...], int] = {}
    holders: dict[tuple[str, ...], list[int]] = {}
    for place, mine in enumerate(runs):
        for run in mine:
            if (before := first.setdefault(run, place)) != place:
                holders.setdefault(run, [before]).append(place)
    return {
        run: places
        for run, places in holders.items()
        if len(places) <= _CROWD and len({sources[place] for place in places}) > 1
    }


def _runs(item: Linkable) -> Runs:
    found = shingles(" ".join(span.of(item.take.text) for span in item.take.copy))
    return found if len(found) >= _LEAST else frozenset()


def _may_be_model(model: Linkable, copy: Linkable, agencies: Mapping[str, str], *, earlier: bool) -> bool:
    if fold(model.take.source) == fold(copy.take.source) or model.take.ai_text:
        return False
    return earlier or fold(model.take.source) in agencies


@cache
def _table() -> dict[str, dict[str, list[str]]]:
    from tomllib import loads

    return loads(files("writethru.link").joinpath("origins.toml").read_text("utf-8"))


@cache
def _agencies() -> dict[str, str]:
    """Return each folded form of an agency's name and the name as a desk writes it."""
    return {fold(form): name for name, forms in _table()["agencies"].items() for form in forms}


@cache
def _forms() -> tuple[tuple[str, str], ...]:
    pairs = [(form, name) for name, forms in _table()["agencies"].items() for form in forms]
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair[0])))


@cache
def _lead_in() -> str:
    return "|".join(rf"(?<!\w){re.escape(word)}" for word in _table()["credits"]["before"])

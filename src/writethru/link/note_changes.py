"""What changed beside the copy: notes, byline, signoff, captions, dateline, and the marker where nothing else did."""

from collections.abc import Iterator

from writethru.link.fact_changes import FactChanges
from writethru.link.pairs import Takes, corrects
from writethru.link.passage_changes import differences
from writethru.link.passages import Sheet
from writethru.link.polish import wording
from writethru.model import Change, ChangeKind, PartKind, Span, Spans, Take

_LINES = (PartKind.NOTE, PartKind.BYLINE, PartKind.SIGNOFF)
_BINDING = ("embargo", "hold", "kill", "withh", "withdr", "not for ", "release", "territor", "mandatory", "do not")


def note_changes(takes: Takes) -> Iterator[Change]:
    """Yield one change for each of note, byline and signoff that differs, and one for each caption."""
    old, new = takes.old.sheet, takes.new.sheet
    for kind in _LINES:
        before, after = old.item.take.spans(kind), new.item.take.spans(kind)
        if old.shown(before) != new.shown(after):
            matter = kind is PartKind.NOTE and _binds(old.shown(before)) != _binds(new.shown(after))
            yield _noted(takes, kind.value, before, after, material=matter)
    before, after = (tuple(s for s in sheet.item.copy if corrects(sheet.item, s)) for sheet in (old, new))
    if old.shown(before) != new.shown(after):
        yield _noted(takes, "correction line", before, after)
    yield from _captions(takes)


def _binds(words: str) -> bool:
    """Say whether a note says what may be done with the copy."""
    return any(binding in words.lower() for binding in _BINDING)


def _noted(takes: Takes, what: str, before: Spans, after: Spans, *, material: bool = False) -> Change:
    old, new = takes.old.sheet.shown(before), takes.new.sheet.shown(after)
    summary = f"{what}: {old} → {new}" if old and new else f"{what} {'added' if new else 'dropped'}: {new or old}"
    return takes.change(ChangeKind.NOTE, summary, before, after, material=material)


def _captions(takes: Takes) -> Iterator[Change]:
    old, new = _captions_of(takes.old.sheet.item.take), _captions_of(takes.new.sheet.item.take)
    texts = [[takes.old.sheet.shown((s,)) for s in old], [takes.new.sheet.shown((s,)) for s in new]]
    old = [span for span, words in zip(old, texts[0], strict=True) if words not in texts[1]]
    new = [span for span, words in zip(new, texts[1], strict=True) if words not in texts[0]]
    facts = FactChanges(takes)
    while old and new:
        before, after = (old.pop(0),), (new.pop(0),)
        how = differences(takes, before, after)
        facts.put(how.facts)
        if how.words or how.light or how.gone or how.come:
            yield _noted(takes, "caption", before, after)
        elif not how.facts:
            yield takes.change(ChangeKind.SPELLING, "spelling of a caption", before, after, material=False)
    yield from facts
    for span in old:
        yield _noted(takes, "caption", (span,), ())
    for span in new:
        yield _noted(takes, "caption", (), (span,))


def _captions_of(take: Take) -> list[Span]:
    return [part.span for part in take.parts if part.kind is PartKind.CAPTION]


def dateline_changes(takes: Takes) -> Iterator[Change]:
    """Yield what changed in the dateline: the place is a name, the day a date, the way it is written spelling."""
    old, new = takes.old.sheet.item.take.dateline, takes.new.sheet.item.take.dateline
    if old is None or new is None:
        return
    spans = (old.span,), (new.span,)
    words = takes.old.sheet.shown(spans[0]), takes.new.sheet.shown(spans[1])
    places = [tuple(place.casefold() for place in line.places) for line in (old, new)]
    if places[0] != places[1]:
        summary = f"dateline {' / '.join(old.places)} → {' / '.join(new.places)}"
        yield takes.change(ChangeKind.NAME, summary, *spans, material=True)
    if old.day and new.day and (old.day.month, old.day.day) != (new.day.month, new.day.day):
        yield takes.change(ChangeKind.DATE, f"dateline {words[0]} → {words[1]}", *spans, material=True)
    elif places[0] == places[1] and words[0] != words[1]:
        yield takes.change(ChangeKind.SPELLING, f"dateline {words[0]} → {words[1]}", *spans, material=False)


def headline_changes(takes: Takes) -> Iterator[Change]:
    """Yield the change of headline, its marker left out."""
    titles = [" ".join(side.sheet.item.take.title.split()) for side in (takes.old, takes.new)]
    if titles[0] == titles[1] or not all(titles):
        return
    before, after = _title(takes.old.sheet), _title(takes.new.sheet)
    how = wording(takes.old.sheet, before, takes.new.sheet, after)
    summary = f"headline: {titles[0]} → {titles[1]}"
    yield takes.change(ChangeKind.HEADLINE, summary, before, after, material=how.material)


def _title(sheet: Sheet) -> Spans:
    """Return where the headline stands without its marker."""
    take = sheet.item.take
    for span in take.spans(PartKind.HEADLINE)[:1]:
        at = take.text.find(take.title, span.start, span.end)
        return (Span(at, at + len(take.title)),) if at >= 0 else (span,)
    return ()


def marker_changes(takes: Takes) -> Iterator[Change]:
    """Yield the change of marker: to be told only where nothing else differs."""
    old, new = takes.old.sheet.item.take, takes.new.sheet.item.take
    if old.marker.raw != new.marker.raw:
        words = [" ".join(take.marker.raw) or "none" for take in (old, new)]
        summary = f"marker: {words[0]} → {words[1]}"
        yield takes.change(ChangeKind.NOTE, summary, _marker(old), _marker(new), material=False)


def _marker(take: Take) -> Spans:
    found = ((take.text.find(raw), raw) for raw in take.marker.raw)
    return tuple(Span(at, at + len(raw)) for at, raw in found if at >= 0)

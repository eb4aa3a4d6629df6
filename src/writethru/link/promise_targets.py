"""What the targets of an editor's note mean ("headline", "paras 9-11", "photo"), and which changes keep a promise."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from writethru.link.words import terms
from writethru.model import Change, ChangeKind, NoteItem, PartKind, Span, Take

FACTS = frozenset({ChangeKind.FIGURE, ChangeKind.NAME, ChangeKind.DATE})
_ADDED = frozenset({ChangeKind.ADDED, ChangeKind.STATEMENT_ADDED})
_SAID = frozenset({ChangeKind.STATEMENT_ADDED, ChangeKind.STATEMENT_REWORDED})
CORRECTS = frozenset({"corrects", "fixes"})
_WHOLE = frozenset({"recasts", "rewrites", "writes", "updates"})  # without a target they speak of the whole piece
_THROUGHOUT = 1 / 3  # share of the paragraphs that must differ

_GRAFS = r"(?:paras?|paragraphs?|grafs?)"
_PARAGRAPHS = re.compile(
    rf"(?i)\b{_GRAFS}\s+(?P<a>\d+)(?:\s*(?:-|–|to|through)\s*(?P<b>\d+))?(?P<more>(?:\s*(?:,|and)\s*\d+)*)"
    rf"|\b(?P<nth>\d+)(?:st|nd|rd|th)\s+{_GRAFS}\b|\blast (?P<last>two |three )?{_GRAFS}\b"
)


_BEFORE = re.compile(r"\b(?:pvs|pvious|previous)\b")


@dataclass(frozen=True, slots=True)
class Judged:
    """Whether a promise was kept, by which changes (their places), and what there is to say of it."""

    kept: bool | None
    changes: tuple[int, ...] = ()
    finding: str = ""


@dataclass(frozen=True, slots=True)
class Noted:
    """The two takes and what changed between them."""

    earlier: Take
    later: Take
    changes: Sequence[Change]

    def where(self, chosen: Callable[[Change], bool]) -> tuple[int, ...]:
        """The places of the changes that are chosen."""
        return tuple(n for n, change in enumerate(self.changes) if chosen(change))

    def of(self, *kinds: ChangeKind) -> tuple[int, ...]:
        """The places of the changes of some kinds."""
        return self.where(lambda change: change.kind in kinds)

    def in_parts(self, kind: PartKind) -> tuple[int, ...]:
        """The changes of what goes with the copy: byline, dateline, captions."""
        parts = [[p.span for p in take.parts if p.kind is kind] for take in (self.earlier, self.later)]
        return self.where(lambda change: _meets(change.before, parts[0]) or _meets(change.after, parts[1]))


def judge(takes: Noted, item: NoteItem) -> Judged:
    """Hold one promise against the changes."""
    target = item.target.lower()
    if item.verb == "repeats":
        return Judged(None)
    if _BEFORE.search(target):
        return _of_previous(takes, item)
    if numbers := _numbers(item.target, len(takes.later.copy)):
        return _paragraphs(takes, numbers)
    for pattern, chosen in _TARGETS:
        if pattern.search(target):
            return chosen(takes, item)
    if not target:
        return _whole(takes, item)
    return _by_words(takes, item)


def _seen(changes: tuple[int, ...], missing: str) -> Judged:
    return Judged(True, changes) if changes else Judged(False, (), missing)


def _headline(takes: Noted, _item: NoteItem) -> Judged:
    return _seen(takes.of(ChangeKind.HEADLINE), "the headline is the same")


def _lead(takes: Noted, _item: NoteItem) -> Judged:
    first = takes.later.copy[:1]
    found = takes.where(lambda c: c.kind is ChangeKind.LEAD or (c.kind in FACTS and _meets(c.after, first)))
    return _seen(found, "the lead is the same")


def _byline(takes: Noted, _item: NoteItem) -> Judged:
    if not takes.earlier.bylines and not takes.later.bylines:
        return Judged(None, (), "no byline in either take")
    names = [[byline.name for byline in take.bylines] for take in (takes.earlier, takes.later)]
    if names[0] == names[1]:
        return Judged(False, (), "the byline is the same")
    return Judged(True, takes.in_parts(PartKind.BYLINE))


def _dateline(takes: Noted, _item: NoteItem) -> Judged:
    return _seen(takes.in_parts(PartKind.DATELINE), "the dateline is the same")


def _slug(takes: Noted, _item: NoteItem) -> Judged:
    same = takes.earlier.slug == takes.later.slug
    return Judged(not same, (), "the slug is the same" if same else "")


def _photo(takes: Noted, item: NoteItem) -> Judged:
    old, new = _captions(takes.earlier), _captions(takes.later)
    gone = item.verb in ("removes", "trims")
    if gone:
        return Judged(bool(old - new), takes.in_parts(PartKind.CAPTION), "" if old - new else "no photo is gone")
    found = bool(new - old) or len(takes.later.pictures) > len(takes.earlier.pictures)
    return Judged(found, takes.in_parts(PartKind.CAPTION), "" if found else "no new photo seen")


def _captions(take: Take) -> set[str]:
    return {" ".join(p.caption.of(take.text).split()) if p.caption else p.url for p in take.pictures}


def _unseen(_takes: Noted, _item: NoteItem) -> Judged:
    return Judged(None)


def _quotes(takes: Noted, item: NoteItem) -> Judged:
    if item.verb in ("removes", "trims"):
        return _seen(takes.of(ChangeKind.STATEMENT_DROPPED), "no statement is gone")
    return _seen(takes.of(*_SAID), "no new statement seen")


def _throughout(takes: Noted, _item: NoteItem) -> Judged:
    copy = takes.later.copy
    touched = [n for n, span in enumerate(copy) if any(_meets(change.after, [span]) for change in takes.changes)]
    found = takes.where(lambda change: _meets(change.after, copy) or _meets(change.before, takes.earlier.copy))
    if not found:
        return Judged(False, (), "nothing changed in the copy")
    enough = len(touched) >= _THROUGHOUT * len(copy)
    return Judged(enough, found, "" if enough else f"{len(touched)} of {len(copy)} paragraphs changed")


def _whole(takes: Noted, item: NoteItem) -> Judged:
    if item.verb in _WHOLE:
        return _throughout(takes, item)
    if item.verb in CORRECTS:
        return _seen(takes.of(*FACTS, ChangeKind.STATEMENT_REWORDED), "no corrected figure, name or date seen")
    return Judged(None)


def _news(takes: Noted, _item: NoteItem) -> Judged:
    """Details, background, context: whatever is new."""
    found = takes.where(lambda c: c.kind in _ADDED or (c.kind in (ChangeKind.REWORDED, ChangeKind.LEAD) and c.material))
    return _seen(found, "nothing new seen")


def _paragraphs(takes: Noted, numbers: Sequence[int]) -> Judged:
    spans = [takes.later.copy[n - 1] for n in numbers if 0 < n <= len(takes.later.copy)]
    if not spans:
        return Judged(False, (), f"there are {len(takes.later.copy)} paragraphs")
    return _seen(takes.where(lambda change: _meets(change.after, spans)), "nothing changed there")


def _of_previous(takes: Noted, item: NoteItem) -> Judged:
    """Paragraphs counted in the take before, which may have come in parts: only what is new can be seen."""
    if item.verb not in ("adds", "inserts"):
        return Judged(None)
    return _seen(takes.of(ChangeKind.ADDED), "no new paragraph seen")


def _by_words(takes: Noted, item: NoteItem) -> Judged:
    """Any other target: the changes that its words stand in."""
    wanted = frozenset(terms(item.target))
    found = takes.where(lambda change: bool(wanted & _words(takes, change)) and change.kind is not ChangeKind.NOTE)
    return Judged(True, found) if found else Judged(None)


def _words(takes: Noted, change: Change) -> frozenset[str]:
    words = [span.of(takes.earlier.text) for span in change.before] + [s.of(takes.later.text) for s in change.after]
    return frozenset(terms(" ".join(words)))


def _numbers(target: str, length: int) -> list[int]:
    """Return the paragraphs that a target names: "paras 9-11", "para 4", "2nd graf", "last two paras"."""
    found: list[int] = []
    for match in _PARAGRAPHS.finditer(target):
        if match["a"]:
            first, last = int(match["a"]), int(match["b"] or match["a"])
            found += [*range(first, min(last, length) + 1)] or [first]
            found += map(int, re.findall(r"\d+", match["more"]))
        elif match["nth"]:
            found.append(int(match["nth"]))
        else:
            count = {"two": 2, "three": 3}.get((match["last"] or "").strip().lower(), 1)
            found += range(max(1, length - count + 1), length + 1)
    return found


def _meets(spans: Iterable[Span], others: Sequence[Span]) -> bool:
    return any(span.meets(other) for span in spans for other in others)


_Judge = Callable[[Noted, NoteItem], Judged]
_TARGETS: tuple[tuple[re.Pattern[str], _Judge], ...] = tuple(
    (re.compile(rf"\b(?:{words})\b"), chosen)
    for words, chosen in (
        ("headlines?|title|headings?", _headline),
        ("lead|lede|intro|top", _lead),
        ("bylines?", _byline),
        ("dateline", _dateline),
        ("slug|keyword", _slug),
        ("photos?|pictures?|pix|images?|captions?", _photo),
        ("videos?|graphics?|maps?|audio|links?|tags?|charts?|tables?", _unseen),
        ("throughout", _throughout),
        ("quotes?|comments?|remarks?|reactions?|statements?|quotations?", _quotes),
        ("(?:more )?(?:details?|background|context|information|info)", _news),
    )
)

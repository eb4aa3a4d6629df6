"""Figures, dates and names that changed: those put one in the place of another, and those of one thing."""

from collections.abc import Iterable, Iterator, Sequence

from writethru.link.pairs import Takes
from writethru.link.passage_changes import Fact
from writethru.link.passages import Sheet
from writethru.link.polish import Touch
from writethru.link.wordforms import What, Word
from writethru.link.words import overlap, terms
from writethru.model import Change, ChangeKind, DateExpression, Figure, Span

_KINDS = {Touch.FIGURE: ChangeKind.FIGURE, Touch.DATE: ChangeKind.DATE, Touch.NAME: ChangeKind.NAME}
_SAME_THING = 0.5  # share of the shorter description that both have
_OWN = frozenset({"headline", "copy"})
_BESIDE = 3  # words from a qualifier to its number


class FactChanges:
    """Gathers the facts that changed between two takes; the same change at several places is one."""

    def __init__(self, takes: Takes) -> None:
        self._takes = takes
        self._found: dict[tuple[object, ...], Change] = {}

    def put(self, facts: Iterable[Fact]) -> None:
        """Take in facts that stand one in the place of another."""
        for fact in facts:
            gone, new, (a, c) = fact.hunk.gone, fact.hunk.new, fact.hunk.at
            old_run = _whole(self._takes.old.sheet, fact.how.old, a, len(gone), fact.hunk.touch)
            new_run = _whole(self._takes.new.sheet, fact.how.new, c, len(new), fact.hunk.touch)
            kind = _KINDS[fact.hunk.touch]
            spans = self._span(self._takes.old.sheet, old_run, kind), self._span(self._takes.new.sheet, new_run, kind)
            key = (kind, *(word.same for word in gone), "→", *(word.same for word in new))
            self._keep(key, kind, *spans)

    def put_of_one_thing(self, pairs: Sequence[tuple[Span, Span]]) -> None:
        """Take in figures and dates of one thing in sentences or paragraphs that were written anew."""
        old, new = self._takes.old.sheet, self._takes.new.sheet
        left = [f for f in _figures(old) if _value(f) not in {_value(g) for g in _figures(new)}]
        right = [f for f in _figures(new) if _value(f) not in {_value(g) for g in _figures(old)}]
        for figure in left:
            match = next((other for other in right if _one_thing(figure, other, pairs)), None)
            if match is not None and not self._told(figure.span, match.span):
                right.remove(match)
                key = (ChangeKind.FIGURE, _value(figure), _value(match))
                self._keep(key, ChangeKind.FIGURE, figure.span, match.span)
        for before, after in pairs:
            self._dates(before, after)

    def _dates(self, before: Span, after: Span) -> None:
        gone, come = _dates_in(self._takes.old.sheet, before), _dates_in(self._takes.new.sheet, after)
        gone, come = (
            [d for d in gone if d.value not in {e.value for e in come}],
            [d for d in come if d.value not in {e.value for e in gone}],
        )
        if len(gone) == len(come) == 1 and gone[0].type is come[0].type and not self._told(gone[0].span, come[0].span):
            self._keep((ChangeKind.DATE, gone[0].value, come[0].value), ChangeKind.DATE, gone[0].span, come[0].span)

    def _told(self, before: Span, after: Span) -> bool:
        return any(
            any(s.meets(before) for s in change.before) or any(s.meets(after) for s in change.after)
            for change in self._found.values()
        )

    def _keep(self, key: tuple[object, ...], kind: ChangeKind, before: Span, after: Span) -> None:
        if key in self._found:
            known = self._found[key]
            spans = (*known.before, before), (*known.after, after)
            summary = known.summary
        else:
            spans = (before,), (after,)
            summary = self._summary(kind, before, after)
        self._found[key] = self._takes.change(kind, summary, *spans, material=True)

    def _summary(self, kind: ChangeKind, before: Span, after: Span) -> str:
        old, new = self._takes.old.sheet.shown((before,)), self._takes.new.sheet.shown((after,))
        counts = next((f.what for f in _figures(self._takes.new.sheet) if f.span.meets(after)), "")
        about = f" ({counts})" if kind is ChangeKind.FIGURE and counts and counts not in new else ""
        return f"{kind.value} {old} → {new}{about}"

    def _span(self, sheet: Sheet, run: Sequence[Word], kind: ChangeKind) -> Span:
        """Return the words of a fact: the figure or date as it was read, where it was."""
        span = Span(run[0].span.start, run[-1].span.end)
        read: Iterable[Span] = ()
        if kind is ChangeKind.FIGURE:
            read = (figure.span for figure in sheet.item.facts.figures if figure.span.meets(span))
        elif kind is ChangeKind.DATE:
            read = (date.span for date in sheet.item.facts.dates if date.span.meets(span))
        whole = [span, *read]
        return Span(min(s.start for s in whole), max(s.end for s in whole))

    def __iter__(self) -> Iterator[Change]:
        return iter(self._found.values())


def _whole(sheet: Sheet, words: Sequence[Word], at: int, length: int, touch: Touch) -> Sequence[Word]:
    """Return a run of words; of a figure with its number and the word that it counts, which may be the same."""
    end = at + length
    if touch is not Touch.FIGURE:
        return words[at:end] or words[max(0, at - 1) : at + 1]
    if not any(word.what is What.NUMBER for word in words[at:end]):
        ahead = range(end, min(len(words), end + _BESIDE))
        behind = range(at - 1, max(-1, at - _BESIDE), -1)
        number = next((n for n in (*ahead, *behind) if words[n].what is What.NUMBER), end)
        at, end = min(at, number), max(end, number + 1)
    if end < len(words) and words[end - 1].what is What.NUMBER and words[end].what in (What.WORD, What.UNIT):
        end += not sheet.text[words[end - 1].span.end : words[end].span.start].strip()
    return words[at:end] or words[-1:]


def _figures(sheet: Sheet) -> list[Figure]:
    return [figure for figure in sheet.item.facts.figures if figure.scope in _OWN]


def _value(figure: Figure) -> tuple[object, ...]:
    return (figure.value, figure.low, figure.high, figure.unit, figure.change, figure.ordinal)


def _one_thing(figure: Figure, other: Figure, pairs: Sequence[tuple[Span, Span]]) -> bool:
    """Say whether two figures are of one thing: by what they count, in passages that correspond."""
    if figure.unit != other.unit or figure.length != other.length:
        return False
    near = any(before.covers(figure.span) and after.covers(other.span) for before, after in pairs)
    alike = bool(figure.what and other.what) and overlap(terms(figure.what), terms(other.what)) >= _SAME_THING
    return near and (alike or bool(figure.unit))


def _dates_in(sheet: Sheet, span: Span) -> list[DateExpression]:
    return [date for date in sheet.item.facts.dates if span.covers(date.span)]

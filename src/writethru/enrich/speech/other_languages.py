"""Quotations in languages without a parser: by the language's marks, its verbs of saying and its order of words."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from writethru.enrich.piece import Piece
from writethru.enrich.speech.draft import Draft
from writethru.enrich.speech.foreign_names import (
    name_after,
    name_before,
    name_first,
    noun_after,
    subject,
    subject_before,
)
from writethru.enrich.speech.quotes import Quotation
from writethru.enrich.speech.tongues import Tongue, tongues
from writethru.model import Span

_NAMED, _PRONOUN, _UNNAMED = 0.75, 0.55, 0.4
_TAG = 30  # code points of a sentence that only says who said what stands before it
_GAP = 80  # code points of white space before a quotation
_FEW = 2  # words in quotation marks that may be no more than a name: „Morgenpost“
_DASHED = re.compile(r"\s*(?:[–—]\s*|-\s+)")
_BEFORE_CUE = re.compile(r"(?:[,!?.…]\s*[–—]|[,!?]|\s[–—])\s*$")


def foreign(piece: Piece, run: Sequence[int], quotes: Sequence[Quotation]) -> Iterator[Draft]:
    """Yield the quotations of the passages that have no parse, with speaker and cue where these are clear. O(text)."""
    known = tongues()
    starts = [quote.start for quote in quotes]
    for number in run:
        tongue = known.by_language.get(_language(piece, number))
        if tongue is None or number in piece.docs:
            continue
        span = piece.passages[number].span
        here = quotes[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
        page = _Page(piece, number, here)
        yield from _one_a_cue(d for quote in here for d in _drafts(page, quote, tongue))
        if not here and piece.languages[number] in known.dashes and (draft := _dash(piece, number, tongue)):
            yield draft


class _Page:
    """One passage with its sentences and its quotations, both in order."""

    def __init__(self, piece: Piece, number: int, quotes: Sequence[Quotation]) -> None:
        self.text, self.number, self.passage = piece.text, number, piece.passages[number]
        self.quotes = quotes
        own = piece.sentences_of(number)
        self._starts, self._ends = [one.span.start for one in own], [one.span.end for one in own]

    def draft(self, quote: Quotation, content: Sequence[Span]) -> Draft:
        """Return a statement of which the words are known, and not yet whose they are."""
        return Draft(self.number, self.passage.scope, list(content), confidence=_UNNAMED, verb=-quote.start - 2)

    def around(self, quote: Quotation, *, apart: bool) -> tuple[Span, Span]:
        """Return what stands before and after a quotation in its sentence; ``apart``: up to the next quotation."""
        ended, begun = bisect_right(self._ends, quote.start), bisect_left(self._starts, quote.end)
        low = self._ends[ended - 1] if ended else self.passage.span.start
        while begun < len(self._starts) and _belongs(self.text, Span(self._starts[begun], self._ends[begun])):
            begun += 1
        high = self._starts[begun] if begun < len(self._starts) else max(self.passage.span.end, quote.end)
        if apart:
            before = bisect_right(self.quotes, quote.start, key=lambda other: other.end)
            after = bisect_left(self.quotes, quote.end, key=lambda other: other.start)
            low = max(low, self.quotes[before - 1].end) if before else low
            high = min(high, self.quotes[after].start) if after < len(self.quotes) else high
        return Span(low, quote.start), Span(quote.end, max(high, quote.end))

    def end(self, quote: Quotation) -> int:
        """Return where the sentence of a quotation ends, its last mark left out."""
        at = bisect_left(self._ends, quote.end)
        end = self._ends[at] if at < len(self._ends) else quote.end
        while end > quote.end and self.text[end - 1] in ".!? ":
            end -= 1
        return end


def _drafts(page: _Page, quote: Quotation, tongue: Tongue) -> Iterator[Draft]:
    before, _ = page.around(quote, apart=False)
    if tongue.that and (found := _reported(page.text, before, tongue)):
        yield from _clause(page, quote, tongue, found)
    elif draft := _read(page, quote, tongue):
        yield draft


def _one_a_cue(drafts: Iterable[Draft]) -> Iterator[Draft]:
    """Join quotations that share their cue: “…”며 “…”라고 강조했다."""
    last: Draft | None = None
    for draft in drafts:
        if last and last.cue and last.cue == draft.cue:
            last.content.extend(draft.content)
            continue
        if last:
            yield last
        last = draft
    if last:
        yield last


def _language(piece: Piece, number: int) -> str:
    return piece.languages[number].split("-")[0] if number < len(piece.languages) else ""


def _read(page: _Page, quote: Quotation, tongue: Tongue) -> Draft | None:
    before, after = page.around(quote, apart=tongue.speaker == "beside")
    draft = page.draft(quote, quote.spans)
    if len(page.quotes) > 1 and _only_named(page.text, quote):
        return None
    found = _inverted(page.text, quote, after, tongue) or _ORDERS[tongue.speaker](page.text, before, after, tongue)
    if found is None:
        return draft if quote.sentence_like(page.text) and draft.settle() else None
    _name(draft, page.text, tongue, *found)
    return draft if draft.settle() else None


def _name(draft: Draft, text: str, tongue: Tongue, cue: Span, speaker: Span | None) -> None:
    draft.cue, draft.kind = [cue], tongue.kind(cue.of(text))
    if speaker is None:
        return
    words = speaker.of(text).split()
    draft.speaker = speaker
    capitals = tongue.speaker in {"beside", "first"}
    draft.head = Span(speaker.end - len(words[-1]), speaker.end) if capitals else speaker
    pronoun = words[-1].lower() in tongues().pronouns | tongue.pronouns
    draft.confidence = _PRONOUN if pronoun else _NAMED


def _belongs(text: str, span: Span) -> bool:
    """Say whether the rules cut a sentence off the quotation before it: it starts with a small letter, or is short."""
    words = span.of(text)
    return words[:1].islower() or (words[:1].isalpha() and words[:1].lower() == words[:1].upper() and len(words) < _TAG)


def _only_named(text: str, quote: Quotation) -> bool:
    """Say whether a word or two stand in marks as a name does, without a joint or a comma: der „Morgenpost“."""
    if len(quote.words[0].of(text).split()) > _FEW or quote.sentence_like(text):
        return False
    return text[max(0, quote.start - _GAP) : quote.start].rstrip()[-1:].isalpha() and text[
        quote.end : quote.end + 1
    ] in {".", "", " "}


Found = tuple[Span, Span | None]


def _inverted(text: str, quote: Quotation, after: Span, tongue: Tongue) -> Found | None:
    """Read a verb that its pronoun is tied to, inside the marks or behind them: « Le bac, a-t-elle dit, viendra »."""
    if tongue.inverted is None:
        return None
    match = tongue.inverted.search(text, quote.start, quote.end) or tongue.inverted.match(text, after.start, after.end)
    return (Span(*match.span("cue")), Span(*match.span("who" if match["who"] else "who2"))) if match else None


def _beside(text: str, before: Span, after: Span, tongue: Tongue) -> Found | None:
    return _after(text, after, tongue) or _leading(text, before, tongue)


def _after(text: str, after: Span, tongue: Tongue) -> Found | None:
    """Read "…”, said Ada Moe" and "…”, Ada Moe said"."""
    for match in tongue.cue.finditer(text, after.start, after.end):
        gap = Span(after.start, match.start()).of(text)
        lead = re.search(r"[\w].*", gap, re.DOTALL)
        cue = Span(*match.span())
        if lead is None:
            clause = tongue.that.match(text, cue.end, after.end) if tongue.that else None
            return cue, name_after(text, Span(cue.end, clause.end() if clause else after.end), tongue)
        named = name_before(text, Span(after.start + lead.start(), cue.start), tongue)
        return (cue, named) if named else None
    return None


def _leading(text: str, before: Span, tongue: Tongue) -> Found | None:
    """Read what leads up to a quotation: "Ada Moe said: “…”"."""
    found = list(tongue.cue.finditer(text, before.start, before.end))
    if not found or re.search(r"[.!?]\s", text[found[-1].end() : before.end]):
        return None
    cue = Span(*found[-1].span())
    named = name_before(text, Span(before.start, cue.start), tongue)
    named = named or name_after(text, Span(cue.end, before.end), tongue)
    return cue, named


@dataclass(frozen=True, slots=True)
class _Reported:
    """A verb of saying with its "that", which together lead up to a quotation."""

    cue: Span
    that: Span
    speaker: Span | None


def _reported(text: str, before: Span, tongue: Tongue) -> _Reported | None:
    """Read "the union claimed that Moor was “careless”" and, with the verb first, "claimed Ada Moe that"."""
    assert tongue.that
    for match in reversed(list(tongue.cue.finditer(text, before.start, before.end))):
        found = tongue.that.match(text, match.end(), before.end)
        if found is None:
            continue
        between = Span(match.end(), found.end() - len(found.group().split()[-1]))
        speaker = name_after(text, between, tongue) or subject_before(text, Span(before.start, match.start()))
        return _Reported(Span(*match.span()), Span(between.end, found.end()), speaker)
    return None


def _clause(page: _Page, quote: Quotation, tongue: Tongue, found: _Reported) -> Iterator[Draft]:
    """Yield a reported clause, and what is quoted in it as the words of another: of the subject of that clause."""
    outer = page.draft(quote, [Span(found.that.start, page.end(quote))])
    _name(outer, page.text, tongue, found.cue, found.speaker)
    if outer.settle():
        yield outer
    about = name_after(page.text, Span(found.that.end, quote.start), tongue)
    if about and about != found.speaker:
        words = about.of(page.text).split()
        inner = page.draft(quote, quote.spans)
        inner.reported = True
        inner.speaker, inner.head = about, Span(about.end - len(words[-1]), about.end)
        if inner.settle():
            yield inner


def _final(text: str, before: Span, after: Span, tongue: Tongue) -> Found | None:
    """Read "모 시장은 “…”라고 말했다", 「…」と市長は述べた and 莫尔说：“…”."""
    if match := re.search(rf"({tongue.cue.pattern})[：:，,、\s]*$", text[before.start : before.end]):
        cue = Span(before.start + match.start(1), before.start + match.end(1))
        return cue, subject(text, Span(before.start, cue.start), tongue)
    link = tongue.link.match(text, after.start, after.end)
    if match := tongue.cue.search(text, after.start, after.end):
        cue = Span(*match.span())
        speaker = subject(text, before, tongue)
        if speaker is None:
            start = link.end() if link else after.start
            speaker = subject(text, Span(start, cue.start), tongue)
        return cue, speaker
    return None


def _verb_first(text: str, before: Span, after: Span, tongue: Tongue) -> Found | None:
    """Read languages whose verb stands before its subject: قالت الوزيرة ليلى الزهران: «…»."""
    for span in (after, before):
        if match := re.search(rf"(?<!\w)({tongue.cue.pattern})(?!\w)", text[span.start : span.end]):
            cue = Span(span.start + match.start(1), span.start + match.end(1))
            return cue, noun_after(text, Span(cue.end, span.end), tongue)
    return None


def _verb_last(text: str, before: Span, after: Span, tongue: Tongue) -> Found | None:
    """Read languages whose verb stands last, and those who speak at the front: Bakan Ada Moe, “…” dedi."""
    match = tongue.cue.search(text, after.start, after.end)
    if match is None:
        found = _leading(text, before, tongue)
        return (found[0], name_first(text, before)) if found else None
    cue = Span(*match.span())
    named = name_first(text, before) or name_after(text, Span(cue.end, after.end), tongue)
    return cue, named or name_before(text, Span(after.start, cue.start), tongue)


_ORDERS = {"beside": _beside, "before": _final, "first": _verb_last, "after": _verb_first}


def _dash(piece: Piece, number: int, tongue: Tongue) -> Draft | None:
    """Read a paragraph that a dash marks as speech: "– The ferry will return, says Ada Moe."."""
    span = piece.passages[number].span
    opened = _DASHED.match(span.of(piece.text))
    if opened is None:
        return None
    start = span.start + opened.end()
    for match in tongue.cue.finditer(piece.text, start, span.end):
        gap = _BEFORE_CUE.search(piece.text[start : match.start()])
        if gap is None:
            continue
        content = Span(start, start + gap.start() + (gap.group()[0] in ",!?.…"))
        draft = Draft(number, piece.passages[number].scope, [content], confidence=_UNNAMED, spoken=[content])
        cue = Span(*match.span())
        _name(draft, piece.text, tongue, cue, name_after(piece.text, Span(cue.end, span.end), tongue))
        return draft if draft.settle() else None
    return None

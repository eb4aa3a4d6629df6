"""Quotations in languages without a parser: by the language's marks, its verbs of saying and its order of words."""

import re
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
_FEW = 2  # words in quotation marks that may be no more than a name: „Morgenpost“
_DASHED = re.compile(r"\s*(?:[–—]\s*|-\s+)")
_BEFORE_CUE = re.compile(r"(?:[,!?.…]\s*[–—]|[,!?]|\s[–—])\s*$")


def foreign(piece: Piece, run: Sequence[int], quotes: Sequence[Quotation]) -> Iterator[Draft]:
    """Yield the quotations of the passages that have no parse, with speaker and cue where these are clear. O(text)."""
    known = tongues()
    for number in run:
        tongue = known.by_language.get(_language(piece, number))
        if tongue is None or number in piece.docs:
            continue
        span = piece.passages[number].span
        here = [q for q in quotes if span.start <= q.start < span.end]
        yield from _one_a_cue(d for quote in here for d in _drafts(piece, number, quote, here, tongue))
        if not here and piece.languages[number] in known.dashes and (draft := _dash(piece, number, tongue)):
            yield draft


def _drafts(piece: Piece, number: int, quote: Quotation, here: Sequence[Quotation], tongue: Tongue) -> Iterator[Draft]:
    before, _ = _around(piece, number, quote, ())
    if tongue.that and (found := _reported(piece.text, before, tongue)):
        yield from _clause(piece, number, quote, tongue, found)
    elif draft := _read(piece, number, quote, here, tongue):
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


def _read(piece: Piece, number: int, quote: Quotation, here: Sequence[Quotation], tongue: Tongue) -> Draft | None:
    before, after = _around(piece, number, quote, here if tongue.speaker == "beside" else ())
    draft = Draft(number, piece.passages[number].scope, list(quote.spans), confidence=_UNNAMED, verb=-quote.start - 2)
    if len(here) > 1 and _only_named(piece.text, quote):
        return None
    found = _inverted(piece.text, quote, after, tongue) or _ORDERS[tongue.speaker](piece.text, before, after, tongue)
    if found is None:
        return draft if quote.sentence_like(piece.text) and draft.settle() else None
    _name(draft, piece.text, tongue, *found)
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


def _around(piece: Piece, number: int, quote: Quotation, here: Sequence[Quotation]) -> tuple[Span, Span]:
    """Return what stands before and after a quotation in its sentence, up to the next quotation."""
    passage = piece.passages[number].span
    low, high = passage.start, max(passage.end, quote.end)
    for sentence in piece.sentences:
        if sentence.paragraph == number:
            if sentence.span.end <= quote.start:
                low = max(low, sentence.span.end)
            if sentence.span.start >= quote.end and _belongs(piece.text, sentence.span):
                continue
            if sentence.span.start >= quote.end:
                high = min(high, sentence.span.start)
    for other in here:
        if other.end <= quote.start:
            low = max(low, other.end)
        elif other.start >= quote.end:
            high = min(high, other.start)
    return Span(low, quote.start), Span(quote.end, max(high, quote.end))


def _belongs(text: str, span: Span) -> bool:
    """Say whether the rules cut a sentence off the quotation before it: it starts with a small letter, or is short."""
    words = span.of(text)
    return words[:1].islower() or (words[:1].isalpha() and words[:1].lower() == words[:1].upper() and len(words) < _TAG)


def _only_named(text: str, quote: Quotation) -> bool:
    """Say whether a word or two stand in marks as a name does, without a joint or a comma: der „Morgenpost“."""
    if len(quote.words[0].of(text).split()) > _FEW or quote.sentence_like(text):
        return False
    return text[: quote.start].rstrip()[-1:].isalpha() and text[quote.end : quote.end + 1] in {".", "", " "}


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


def _clause(piece: Piece, number: int, quote: Quotation, tongue: Tongue, found: _Reported) -> Iterator[Draft]:
    """Yield a reported clause, and what is quoted in it as the words of another: of the subject of that clause."""
    ends = [s.span.end for s in piece.sentences if s.paragraph == number and s.span.end >= quote.end]
    end = min(ends, default=quote.end)
    while end > quote.end and piece.text[end - 1] in ".!? ":
        end -= 1
    scope = piece.passages[number].scope
    outer = Draft(number, scope, [Span(found.that.start, end)], confidence=_UNNAMED, verb=-quote.start - 2)
    _name(outer, piece.text, tongue, found.cue, found.speaker)
    if outer.settle():
        yield outer
    about = name_after(piece.text, Span(found.that.end, quote.start), tongue)
    if about and about != found.speaker:
        words = about.of(piece.text).split()
        inner = Draft(number, scope, list(quote.spans), confidence=_UNNAMED, verb=-quote.start - 2, reported=True)
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

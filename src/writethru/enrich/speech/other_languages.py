"""Quotations in languages without a parser: by the language's marks, its verbs of saying and its order of words."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from writethru.enrich.piece import Piece
from writethru.enrich.speech.draft import Draft
from writethru.enrich.speech.quotes import Quotation
from writethru.model import Span, StatementKind

_NAMED, _PRONOUN, _UNNAMED = 0.75, 0.55, 0.4
_LETTERS = r"[^\W\d_]"
_NAME = rf"(?-i:[A-ZÀ-ÞĀŁŚŠŻŽА-ЯЁЄІЇҐ]){_LETTERS}*(?:[-’'.]{_LETTERS}+)*\.?"
_NAME_LENGTH = 80  # code points before a cue in which a name is looked for
_CLAUSE = r"[^.!?:;«»“”„\"]{0,60}?"  # what may stand between a cue and its "that"
_TAG = 16  # code points of a sentence that only says who said what stands before it
_SUBJECT_LENGTH = 24  # code points of a subject in a script without capitals


@dataclass(frozen=True, slots=True)
class Tongue:
    """How one language sets off who said a quotation; as explained in ``data/languages.toml``."""

    cue: re.Pattern[str]
    link: re.Pattern[str]
    speaker: str
    particle: str
    trailing: re.Pattern[str]
    that: re.Pattern[str] | None
    pronouns: frozenset[str]
    kinds: tuple[tuple[re.Pattern[str], StatementKind], ...]

    def kind(self, cue: str) -> StatementKind:
        """Return what a cue says that the speaker did."""
        return next((kind for pattern, kind in self.kinds if pattern.fullmatch(cue)), StatementKind.SAID)


@dataclass(frozen=True, slots=True)
class Tongues:
    """All languages, and the words that their speakers share."""

    by_language: Mapping[str, Tongue]
    pronouns: frozenset[str]
    prepositions: frozenset[str]
    dashes: frozenset[str]


@cache
def tongues() -> Tongues:
    """Read the data file once."""
    table = tomllib.loads(files(f"{__package__}.data").joinpath("languages.toml").read_text("utf-8"))
    shared = {
        name: frozenset(next(iter(table.pop(name).values())).split()) for name in ("pronouns", "prepositions", "dashes")
    }
    return Tongues({language: _tongue(row) for language, row in table.items()}, **shared)


def _tongue(row: Mapping[str, object]) -> Tongue:
    cue = str(row["cue"])
    beside = row["speaker"] == "beside"
    kinds = row.get("kinds", {})
    assert isinstance(kinds, dict)
    return Tongue(
        re.compile(rf"\b(?:{cue})\b" if beside else f"(?:{cue})", re.IGNORECASE),
        re.compile(str(row.get("link", ""))),
        str(row["speaker"]),
        str(row.get("particle", "")),
        re.compile(f"(?:{row.get('trailing', '')})$"),
        re.compile(rf"{_CLAUSE}\b(?:{row['that']})", re.IGNORECASE) if "that" in row else None,
        frozenset(str(row.get("pronouns", "")).split()),
        tuple((re.compile(str(words), re.IGNORECASE), StatementKind(kind)) for kind, words in kinds.items()),
    )


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
    if tongue.speaker == "beside":
        found = _after(piece.text, after, tongue) or _leading(piece.text, before, tongue)
    elif tongue.speaker == "before":
        found = _final(piece.text, before, after, tongue)
    else:
        found = _anywhere(piece.text, before, after, tongue)
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
    draft.head = Span(speaker.end - len(words[-1]), speaker.end) if tongue.speaker == "beside" else speaker
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


Found = tuple[Span, Span | None]


def _after(text: str, after: Span, tongue: Tongue) -> Found | None:
    """Read "…”, said Ada Moe" and "…”, Ada Moe said"."""
    for match in tongue.cue.finditer(text, after.start, after.end):
        gap = Span(after.start, match.start()).of(text)
        lead = re.search(r"[\w].*", gap, re.DOTALL)
        cue = Span(*match.span())
        if lead is None:
            clause = tongue.that.match(text, cue.end, after.end) if tongue.that else None
            return cue, _name_after(text, Span(cue.end, clause.end() if clause else after.end), tongue.pronouns)
        named = _name_before(text, Span(after.start + lead.start(), cue.start))
        return (cue, named) if named else None
    return None


def _leading(text: str, before: Span, tongue: Tongue) -> Found | None:
    """Read what leads up to a quotation: "Ada Moe said: “…”"."""
    found = list(tongue.cue.finditer(text, before.start, before.end))
    if not found or re.search(r"[.!?]\s", text[found[-1].end() : before.end]):
        return None
    cue = Span(*found[-1].span())
    named = _name_before(text, Span(before.start, cue.start))
    named = named or _name_after(text, Span(cue.end, before.end), tongue.pronouns)
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
        speaker = _name_after(text, between, tongue.pronouns) or _subject_before(
            text, Span(before.start, match.start())
        )
        return _Reported(Span(*match.span()), Span(between.end, found.end()), speaker)
    return None


def _subject_before(text: str, span: Span) -> Span | None:
    """Find the name right before a cue, unless a preposition stands before it: "after the talks with Moe"."""
    name = _name_before(text, span)
    word = text[span.start : name.start].split()[-1:] if name else []
    return None if word and word[0].lower() in tongues().prepositions else name


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
    about = _name_after(piece.text, Span(found.that.end, quote.start), tongue.pronouns)
    if about and about != found.speaker:
        words = about.of(piece.text).split()
        inner = Draft(number, scope, list(quote.spans), confidence=_UNNAMED, verb=-quote.start - 2, reported=True)
        inner.speaker, inner.head = about, Span(about.end - len(words[-1]), about.end)
        if inner.settle():
            yield inner


def _name_after(text: str, span: Span, pronouns: frozenset[str] = frozenset()) -> Span | None:
    """Find the name right after a cue, its title before it: "sa statsminister Ada Moe"."""
    words = list(re.finditer(r"\S+", text[span.start : span.end]))
    known = tongues()
    start = None
    for number, word in enumerate(words[:5]):
        bare = word.group().strip(',.:;»”“"')
        if bare.lower() in known.pronouns | pronouns and number == 0:
            return Span(span.start + word.start(), span.start + word.start() + len(bare))
        if start is None:
            start = word.start()
        if re.fullmatch(_NAME, bare):
            return Span(span.start + start, span.start + _name_end(words, number))
        if word.group() != bare or bare.lower() in known.prepositions:
            return None
    return None


def _name_end(words: Sequence[re.Match[str]], number: int) -> int:
    end = words[number].end()
    while number < len(words):
        word = words[number].group()
        bare = word.rstrip(',.:;»”“"')
        if not re.fullmatch(_NAME, bare):
            break
        end = words[number].start() + len(bare)
        if bare != word:
            break
        number += 1
    return end


def _name_before(text: str, span: Span) -> Span | None:
    """Find the name right before a cue."""
    start = max(span.start, span.end - _NAME_LENGTH)
    match = re.search(rf"(?<!\w)({_NAME}(?:\s+{_NAME})*)\s*$", text[start : span.end])
    return Span(start + match.start(1), start + match.end(1)) if match else None


def _final(text: str, before: Span, after: Span, tongue: Tongue) -> Found | None:
    """Read "모 시장은 “…”라고 말했다", 「…」と市長は述べた and 莫尔说：“…”."""
    if match := re.search(rf"({tongue.cue.pattern})[：:，,、\s]*$", text[before.start : before.end]):
        cue = Span(before.start + match.start(1), before.start + match.end(1))
        return cue, _subject(text, Span(before.start, cue.start), tongue)
    link = tongue.link.match(text, after.start, after.end)
    if match := tongue.cue.search(text, after.start, after.end):
        cue = Span(*match.span())
        speaker = _subject(text, before, tongue)
        if speaker is None:
            start = link.end() if link else after.start
            speaker = _subject(text, Span(start, cue.start), tongue)
        return cue, speaker
    return None


def _subject(text: str, span: Span, tongue: Tongue) -> Span | None:
    words = text[span.start : span.end]
    if tongue.particle:
        gap = r"(?=[\s,、，]|$)" if "은" in tongue.particle else ""
        pattern = rf"([^\s,.、。，「」“”\"()][^,.、。，「」“”\"()]{{0,{_SUBJECT_LENGTH}}}?)(?:{tongue.particle}){gap}"
        match = re.search(pattern, words)
    else:
        words = tongue.trailing.sub("", words.rstrip("，, "))
        match = re.search(rf"([^\s，。、：:“”「」,()\d]{{2,{_SUBJECT_LENGTH}}})$", words.rstrip("，, "))
    return Span(span.start + match.start(1), span.start + match.end(1)) if match else None


def _anywhere(text: str, before: Span, after: Span, tongue: Tongue) -> Found | None:
    for span in (before, after):
        if match := re.search(rf"(?<!\w)({tongue.cue.pattern})(?!\w)", text[span.start : span.end]):
            return Span(span.start + match.start(1), span.start + match.end(1)), None
    return None


def _dash(piece: Piece, number: int, tongue: Tongue) -> Draft | None:
    """Read a paragraph that a dash marks as speech: "– The ferry will return, says Ada Moe."."""
    span = piece.passages[number].span
    opened = re.match(r"\s*[–—-]\s+", span.of(piece.text))
    if opened is None:
        return None
    start = span.start + opened.end()
    for match in tongue.cue.finditer(piece.text, start, span.end):
        gap = re.search(r"[,!?]\s*$", piece.text[start : match.start()])
        if gap is None:
            continue
        content = Span(start, start + gap.start() + 1)
        draft = Draft(number, piece.passages[number].scope, [content], confidence=_UNNAMED, spoken=[content])
        cue = Span(*match.span())
        _name(draft, piece.text, tongue, cue, _name_after(piece.text, Span(cue.end, span.end)))
        return draft if draft.settle() else None
    return None

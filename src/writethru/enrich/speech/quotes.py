"""Quotation marks paired into quotations, by position and over paragraphs."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from writethru.model import Span, Spans

_PAIRS = {"“": '”“"', "„": "“”", "«": "»", "»": "«", "「": "」", "『": "』", "‟": "”", "”": "”", '"': '"”', "＂": "＂"}
_MARKS = re.compile(r"[“”„«»「」『』‟\"＂]|[‘'’]")
_SINGLE = frozenset("‘'’")
_BRACKETED = re.compile(r"\(([^()]{1,120})\)|\[([^\[\]]{1,120})\]")
_WORD = re.compile(r"\w+")
_SINGLE_CLOSER = re.compile(r"[’'](?!\w)")


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quotation: ``spans`` with its marks, one a paragraph; ``words`` without marks.

    ``closed`` is False where the closing mark is missing.
    """

    spans: Spans
    words: Spans
    closed: bool = True

    @property
    def start(self) -> int:
        """Where the first mark stands."""
        return self.spans[0].start

    @property
    def end(self) -> int:
        """One past the last mark."""
        return self.spans[-1].end

    def sentence_like(self, text: str) -> bool:
        """Say whether these are whole sentences rather than a phrase or a word in scare quotes."""
        words = self.words[0].of(text).strip()
        count = sum(1 for _ in _WORD.finditer(words))
        if len(self.spans) > 1:
            return True
        return count >= 2 and words[:1].isupper() | (words[:1] in "…(['‘") and (words[-1:] in ".,!?…—" or count >= 5)


@dataclass(slots=True)
class _Open:
    start: int
    closers: str
    spans: list[Span]
    words: list[Span]


def pair(text: str, paragraphs: Sequence[Span]) -> tuple[Quotation, ...]:
    """Pair the marks of consecutive paragraphs, in order. O(length of the paragraphs).

    A quotation that a paragraph leaves open goes on in the next one when that opens with a mark again, as the
    custom is; else it ends with its paragraph. Straight marks open or close by what stands beside them. Marks
    inside a quotation (nested, or single ones) belong to it.
    """
    out: list[Quotation] = []
    held: _Open | None = None
    for paragraph in paragraphs:
        if held and not _reopens(text, paragraph, held):
            out.append(_finish(held, closed=False))
            held = None
        held = _paragraph(text, paragraph, held, out)
    if held:
        out.append(_finish(held, closed=False))
    return tuple(out)


def _reopens(text: str, paragraph: Span, held: _Open) -> bool:
    opener = text[held.start : held.start + 1]
    return text[paragraph.start : paragraph.end].lstrip()[:1] == opener


def _paragraph(text: str, paragraph: Span, held: _Open | None, out: list[Quotation]) -> _Open | None:
    if held:
        held.start = paragraph.start + len(paragraph.of(text)) - len(paragraph.of(text).lstrip())
    for match in _MARKS.finditer(text, paragraph.start, paragraph.end):
        at, mark = match.start(), match.group()
        if held is None:
            if _opens(text, at, mark, paragraph):
                held = _Open(at, _closers(mark), [], [])
        elif at > held.start and mark in held.closers and _closes(text, held.start, at, paragraph):
            held.spans.append(Span(held.start, at + 1))
            held.words.append(Span(held.start + 1, at))
            out.append(_finish(held, closed=True))
            held = None
    if held:
        if text[held.start] in _SINGLE:  # an apostrophe after all
            return None
        end = paragraph.start + len(paragraph.of(text).rstrip())
        held.spans.append(Span(held.start, max(end, held.start + 1)))
        held.words.append(Span(held.start + 1, max(end, held.start + 1)))
    return held


def _finish(held: _Open, *, closed: bool) -> Quotation:
    return Quotation(tuple(held.spans), tuple(held.words), closed)


def _closers(mark: str) -> str:
    return "’'" if mark in _SINGLE else _PAIRS.get(mark, mark)


def _opens(text: str, at: int, mark: str, paragraph: Span) -> bool:
    before = text[at - 1] if at > paragraph.start else " "
    after = text[at + 1] if at + 1 < paragraph.end else " "
    if mark in "」』":
        return False
    if mark in "「『„«“":
        return True
    if mark == "»":  # opens in Danish, closes elsewhere
        return not before.isalnum() and before not in ".,!?…" and after.isalnum()
    if mark == "’" or after.isspace():
        return False
    if mark in _SINGLE and not (after.isalpha() and _has_closer(text, at, paragraph)):
        return False
    return before.isspace() or before in "([—–-:;,/…“"


def _has_closer(text: str, at: int, paragraph: Span) -> bool:
    """Say whether a mark follows that may close what a single mark at ``at`` opens."""
    closer = _SINGLE_CLOSER.search(text, at + 2, paragraph.end)
    return bool(closer) or (_uncased(text[at + 1]) and "’" in text[at + 2 : paragraph.end])


def _uncased(letter: str) -> bool:
    """Say whether a letter is of a script without capitals, whose particles follow a mark without a space."""
    return letter.isalpha() and letter.lower() == letter.upper()


def _closes(text: str, opened: int, at: int, paragraph: Span) -> bool:
    after, mark = text[at + 1] if at + 1 < paragraph.end else " ", text[at]
    if _nested(text, opened, at, paragraph):
        return False
    if mark in _SINGLE:
        return (not after.isalnum() or _uncased(after)) and not (
            text[at - 1] == "s" and after == " " and _later_closer(text, at, paragraph)
        )
    if mark == "“" and (text[at - 1].isspace() or after.isalnum()):  # another one opens inside
        return text[at - 1] in ",.!?" and not after.isalnum()
    if mark == '"' and text[at - 1].isspace():  # a straight mark before a word, after a space, cannot close
        return not after.isalnum()
    return True


def _nested(text: str, opened: int, at: int, paragraph: Span) -> bool:
    """Say whether a mark of the other kind, curly or straight, belongs to a quotation within the one opened."""
    if text[opened] == "“" and text[at] == '"':
        closer, opener = text.find("”", at, paragraph.end), text.find("“", at, paragraph.end)
        return closer >= 0 and (opener < 0 or closer < opener)
    return text[opened] == '"' and text[at] == "”" and "“" in text[opened:at]


def _later_closer(text: str, at: int, paragraph: Span) -> bool:
    rest = text[at + 1 : paragraph.end]
    return bool(re.match(r"[^‘“\"]*[,.!?][’'](?!\w)", rest))


def insertions(text: str, spans: Sequence[Span]) -> Iterator[Span]:
    """Yield the reporter's bracketed insertions within quoted ``spans``."""
    for span in spans:
        for match in _BRACKETED.finditer(text, span.start, span.end):
            yield Span(*match.span())


def own_words(text: str, quoted: Sequence[Span], inserted: Sequence[Span]) -> Spans:
    """Return the quoted spans without the insertions and the space around them."""
    out = []
    for span in quoted:
        at = span.start
        for gap in [*(g for g in inserted if span.covers(g)), Span(span.end, span.end)]:
            start, end = at, gap.start
            while start < end and text[start].isspace():
                start += 1
            while end > start and text[end - 1].isspace():
                end -= 1
            if any(c.isalnum() for c in text[start:end]):
                out.append(Span(start, end))
            at = gap.end
    return tuple(out)

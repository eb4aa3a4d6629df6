"""The clause that a date belongs to, by its punctuation: no parser, so it holds in any language with commas."""

import re
from itertools import pairwise

from writethru.model import Span
from writethru.tell.display import trimmed

LONGEST = 45
"""Words of a sentence that is told whole; of a longer one only the clause."""

_JOIN = r"and|but|while|og|men|und|aber|et|mais|y|pero"
_BREAK = re.compile(rf"[;:—–]\s+|,\s+(?:(?:{_JOIN})\s+)?|\s+(?:{_JOIN})\s+|\s--?\s|\s_\s")
_FRONTED = re.compile(r"(?:In|On|At|After|Before|During|Following|Since|Under|By|Amid|With|From|Until)\b")
_JOINED = re.compile(
    r",?\s*(?:and|or|to|through|until|[-–—])?\s*(?:(?:in|on|by|the|early|late|mid)[\s-]+)*", re.IGNORECASE
)
_OPENS = 2  # words before a date that opens its sentence
_MARKS = '"'
_LEAD_IN = re.compile(rf"^(?:[\s,;:—–“\"`‘(]|(?:{_JOIN})\s)+")


def clauses(text: str, sentence: Span, dates: list[Span]) -> list[Span]:
    """Cut a sentence into one clause for each of its dates, in their order.

    A date that opens its clause ("In June ...") keeps what follows; one that closes it ("... in June") keeps
    what stands before; dates with no break between them share theirs. A sentence with one date is one clause,
    unless it is long.

    >>> text = "Talks met in Vell in June 2018, again in Orra in May 2019 and failed in 2020."
    >>> [c.of(text) for c in clauses(text, Span(0, 77), [Span(21, 30), Span(49, 57), Span(72, 76)])]
    ['Talks met in Vell in June 2018', 'again in Orra in May 2019', 'failed in 2020.']
    """
    if len(dates) == 1:
        return [_shortened(text, sentence, dates[0])]
    starts = [sentence.start]
    for date, after in pairwise(dates):
        starts.append(_cut(text, starts[-1], date, after))
    ends = [next((s for s in starts if s > start), sentence.end) for start in starts]
    opens = len(text[sentence.start : dates[0].start].split()) < _OPENS  # "Late last month, ..."
    if (opens or _FRONTED.match(text, sentence.start, ends[0])) and len(sentence.of(text).split()) <= LONGEST:
        ends[0] = sentence.end  # "In a note sent on Monday, they said ...": the rest says what happened
    return [_shortened(text, _bare(text, Span(a, b)), d) for a, b, d in zip(starts, ends, dates, strict=True)]


def _cut(text: str, start: int, date: Span, after: Span) -> int:
    """Return where the clause of the later of two dates begins; the clause before begins at ``start``."""
    if _JOINED.fullmatch(text, date.end, after.start):
        return start
    breaks = [m.end() for m in _BREAK.finditer(text, date.end, after.start) if not _between_names(text, m)]
    if not breaks:
        return start
    opens = len(text[start : date.start].split()) <= 2
    return breaks[-1] if opens else breaks[0]


def _between_names(text: str, found: re.Match[str]) -> bool:
    """Say whether an "and" stands between two names or figures: "after Vell and Orra agreed" is not cut there."""
    if not found.group().strip().isalpha():
        return False
    before = text[: found.start()].rsplit(maxsplit=1)[-1]
    return before[:1].isupper() and text[found.end() : found.end() + 1].isupper()


def _shortened(text: str, span: Span, date: Span) -> Span:
    """Cut a long clause down to what stands between the breaks around its date, if that still says something."""
    if len(span.of(text).split()) <= LONGEST:
        return trimmed(text, span)
    before = [m.end() for m in _BREAK.finditer(text, span.start, date.start) if not _between_names(text, m)]
    after = [m.start() for m in _BREAK.finditer(text, date.end, span.end) if not _between_names(text, m)]
    start, end = span.start, span.end
    for place in reversed(before):
        start = place
        if len(text[start : date.end].split()) >= 8:
            break
    else:
        start = span.start
    end = next((place for place in after if len(text[start:place].split()) >= 8), span.end)
    return trimmed(text, Span(start, end))


def _bare(text: str, span: Span) -> Span:
    """Leave out the comma or "and" that a clause begins with and the comma that it ends with."""
    words = span.of(text)
    lead = _LEAD_IN.match(words)
    start = span.start + (lead.end() if lead else 0)
    end = span.start + len(words.rstrip(" \t\r\n,;:—–"))
    for joiner in _JOIN.split("|"):
        if text[start:end].lower().endswith(f" {joiner}"):
            end = len(text[: end - len(joiner)].rstrip(" ,"))
            break
    for mark in _MARKS:
        if text.count(mark, start, end) % 2 and text[start - 1 : start] == mark:
            start -= 1
    return Span(start, end) if start < end else span

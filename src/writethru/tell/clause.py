"""The clause that a date belongs to, by its punctuation: no parser, so it holds in any language with commas."""

import re
from itertools import pairwise

from writethru.model import Span
from writethru.tell.display import trimmed
from writethru.tell.words import pattern_of_all

LONGEST = 45
"""Words of a sentence that is told whole; of a longer one only the clause."""

_LITTLE = 1  # words beside a date
_SAID = re.compile(r"(?:[\w.’'-]+\s+){1,5}(?:said|says|reported|announced|told reporters)(?:\s+(?:on|early|late))?")

_JOIN = r"and|but|while|og|men|und|aber|et|mais|y|pero"
_BREAK = re.compile(rf"[;:—–]\s+|,\s+(?:(?:{_JOIN})\s+)?|\s+(?:{_JOIN})\s+|\s--?\s|\s_\s")
_BARE = re.compile(rf"\s+(?:{_JOIN})\s+")
_FRONTED = re.compile(r"(?:In|On|At|After|Before|During|Following|Since|Under|By|Amid|With|From|Until)\b")
_JOINED = re.compile(
    r",?\s*(?:and|or|to|through|until|[-–—])?\s*(?:(?:in|on|by|the|early|late|mid)[\s-]+)*", re.IGNORECASE
)
_WITHOUT_SUBJECT = re.compile(r"(?:who|whom|whose|which|was|were|is|are|has|had)\s")
_OPENS = 2  # words before a date that opens its sentence
_MARKS = '"'
_LEAD_IN = re.compile(rf"^(?:[\s,;:—–“\"`‘(]|(?:{_JOIN})\s)+")


def clauses(text: str, sentence: Span, dates: list[Span]) -> list[Span]:
    """Cut a sentence into one clause for each of its dates, in their order.

    A clause that would say little gives way to its sentence.
    A date that opens its clause ("In June ...") keeps what follows; one that closes it ("... in June") keeps
    what stands before; dates with no break between them share theirs. A sentence with one date is one clause,
    unless it is long.

    >>> text = "Talks met in Vell in June 2018, again in Orra in May 2019 and failed in 2020."
    >>> [c.of(text) for c in clauses(text, Span(0, 77), [Span(21, 30), Span(49, 57), Span(72, 76)])]
    ['Talks met in Vell in June 2018', 'again in Orra in May 2019', 'failed in 2020.']
    """
    if len(dates) == 1:
        one = _shortened(text, sentence, dates[0])
        return [trimmed(text, sentence) if _no_subject(text, sentence, one) else one]
    starts = [sentence.start]
    for date, after in pairwise(dates):
        starts.append(_cut(text, starts[-1], date, after))
    ends = [next((s for s in starts if s > start), sentence.end) for start in starts]
    opens = len(text[sentence.start : dates[0].start].split()) < _OPENS  # "Late last month, ..."
    if (opens or _FRONTED.match(text, sentence.start, ends[0])) and len(sentence.of(text).split()) <= LONGEST:
        ends[0] = sentence.end  # "In a note sent on Monday, they said ...": the rest says what happened
    cut = [_shortened(text, _bare(text, Span(a, b)), d) for a, b, d in zip(starts, ends, dates, strict=True)]
    cut = [_shortened(text, sentence, d) if _says_little(text, c, d) else c for c, d in zip(cut, dates, strict=True)]
    return [trimmed(text, sentence) if _no_subject(text, sentence, c) else c for c in cut]


def _no_subject(text: str, sentence: Span, clause: Span) -> bool:
    """Say whether a clause in English has lost what it is on: "who sailed in June", "was named pilot in 2031"."""
    return clause.start > sentence.start and bool(_WITHOUT_SUBJECT.match(text, clause.start, clause.end))


def _says_little(text: str, clause: Span, date: Span) -> bool:
    """Say whether a clause has hardly a word beside its date, or only who said something on it."""
    words = f"{text[clause.start : date.start]} {text[date.end : clause.end]}".strip(" .,;:—–()\n")
    return len(words.split()) <= _LITTLE or bool(_SAID.fullmatch(words))


def _cut(text: str, start: int, date: Span, after: Span) -> int:
    """Return where the clause of the later of two dates begins; the clause before begins at ``start``."""
    if _JOINED.fullmatch(text, date.end, after.start):
        return start
    found = _breaks(text, date.end, after.start)
    breaks = [m.end() for m in found if not _inside(text, date.end, m)]
    if not breaks:
        return start
    opens = len(text[start : date.start].split()) <= 2
    return breaks[-1] if opens else breaks[0]


def _breaks(text: str, start: int, end: int) -> list[re.Match[str]]:
    """Return where a clause may be cut between two places, which stand at dates or at its ends."""
    return [found for found in _BREAK.finditer(text, start, end) if not _between_names(text, start, found, end)]


def _between_names(text: str, start: int, found: re.Match[str], end: int) -> bool:
    """Say whether a bare "and" stands between two names, neither of them a date: "after Vell and Orra agreed"."""
    last, after = text[start : found.start()].split()[-1:], text[found.end() : end]
    return bool(_BARE.fullmatch(found.group()) and last and last[0][:1].isupper() and after[:1].isupper())


def _inside(text: str, start: int, found: re.Match[str]) -> bool:
    """Say whether a bare "and" belongs to a clause that began behind ``start`` ("after the crew left and ...")."""
    begun = re.split(r"[,;:—–]", text[start : found.start()])[-1]
    return bool(_BARE.fullmatch(found.group()) and pattern_of_all("subordinate").search(begun))


def _shortened(text: str, span: Span, date: Span) -> Span:
    """Cut a long clause down to what stands between the breaks around its date, if that still says something."""
    if len(span.of(text).split()) <= LONGEST:
        return trimmed(text, span)
    before = [m.end() for m in _breaks(text, span.start, date.start)]
    after = [m.start() for m in _breaks(text, date.end, span.end)]
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

"""How words of a take look to a reader: folded white space, typographic quotes, short days.

``folded`` is the one folding a citation is checked under: a cited text equals ``folded`` of the take at its span.
``shown`` goes one step further, for the eye only, and every writer uses it, so that all show the same.
"""

import re
from datetime import date

from writethru import formats
from writethru.model import Sent, Span
from writethru.retold import retold
from writethru.wording import _

_SHOWN = (
    (re.compile(r"``\s?"), "“"),
    (re.compile(r"\s?''"), "”"),
    (re.compile(r"(?:(?<=\s)|^)_(?=\s)"), "—"),
    (re.compile(r"(?<=\d)\{(?!\w)"), "½"),
)
_DATELINE = re.compile(
    r"\s*[A-Z][A-Z.'’-]{2,}(?: [A-Z][A-Z.'’-]+){0,3}(?:, [A-Z][\w.]+(?: [A-Z]\w+)?)?\s(?:_|--|–|—)\s+(?=[A-Z])"
)


def folded(text: str) -> str:
    r"""Join wrapped lines: every run of white space becomes one space. O(length).

    >>> folded("the ferry\n  sailed")
    'the ferry sailed'
    """
    return " ".join(text.split())


def shown(text: str) -> str:
    """Fold, then set the wire's `` '' as quotation marks, its _ as a dash and its { behind a number as a half.

    >>> shown("``No,'' she said _ twice.")
    '“No,” she said — twice.'
    """
    text = folded(text)
    for pattern, replacement in _SHOWN:
        text = pattern.sub(replacement, text)
    return text


def opening(text: str, most: int = 16) -> str:
    """Return the first words of a text as they are shown, with a sign where more follow.

    >>> opening("to keep the ferry running", 3)
    'to keep the …'
    """
    words = shown(text).split()
    return " ".join(words[:most]) + (" …" if len(words) > most else "")


def offset(text: str, span: Span, at: int) -> int:
    """Return where the place ``at`` of the take, the end of a word inside ``span``, stands in the folded words."""
    return len(folded(text[span.start : at]))


def behind_dateline(text: str, span: Span) -> Span:
    """Return the span without a dateline at its head, as items inside a piece have them.

    >>> text = "HARN, Vt. _ The ferry sailed."
    >>> behind_dateline(text, Span(0, len(text))).of(text)
    'The ferry sailed.'
    """
    found = _DATELINE.match(text, span.start, span.end)
    return Span(found.end(), span.end) if found else span


def whole_marks(text: str, span: Span) -> Span:
    """Return the span with the whole of a wire's quotation mark of two characters at either end.

    >>> whole_marks("``No,'' she said. ``Never.''", Span(1, 16)), whole_marks("``Never.''", Span(0, 9))
    (Span(start=0, end=16), Span(start=0, end=10))
    """
    start, end = span.start, span.end
    if text[max(0, start - 1) : start + 1] == "``":
        start -= 1
    if text[max(0, end - 1) : end + 1] == "''" and text[max(0, end - 2) : end] != "''":
        end += 1
    return Span(start, end)


def trimmed(text: str, span: Span) -> Span:
    """Return the span without the white space at its ends; empty at its start when there is nothing else."""
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.end - len(words) + len(words.rstrip())))


def day_words(day: date, year: bool, language: str = "en") -> str:
    """Return a day in short, in a piece's language: day, month (CLDR), and the year when it is wanted.

    >>> day_words(date(2026, 1, 23), year=False), day_words(date(2025, 5, 3), year=True)
    ('23 Jan.', '3 May 2025')
    """
    return f"{day.day} {formats.months(language)[0][day.month]}{f' {day.year}' if year else ''}"


def month_words(day: date, language: str = "en") -> str:
    """Return month and year, in a piece's language.

    >>> month_words(date(2026, 4, 1))
    'April 2026'
    """
    return f"{formats.months(language)[1][day.month]} {day.year}"


def sent_words(sent: Sent | None, *, why: bool = True) -> str:
    """Return when something was sent, and whether the zone was given or inferred (and why), in one line."""
    if sent is None:
        return _("time not given")
    day = formats.day(sent.at.date())
    if sent.day_only:
        return _("{day}, time not given", day=day)
    told = {"day": day, "time": f"{sent.at:%H:%M}", "zone": formats.zone(sent.at)}
    if not sent.zone_inferred:
        return _("{day}, {time} ({zone})", **told)
    if why and sent.why:
        return _("{day}, {time} ({zone}, zone inferred: {why})", why=retold(sent.why), **told)
    return _("{day}, {time} ({zone}, zone inferred)", **told)

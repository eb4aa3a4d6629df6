"""Days, moments and numbers as a language writes them, and which way it runs: from CLDR, by Babel."""

from datetime import date, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING

from writethru.wording import SOURCE, _, language

if TYPE_CHECKING:
    from markupsafe import Markup

    from writethru.cldr import Locale

_LOCALES = {"en": "en_GB", "no": "nb"}  # English day before month, the same on every desk
_DAY = {True: "yMMMd", False: "MMMd"}  # CLDR's skeletons
_PLAIN = 1000  # numbers below it are written alike in every language: digits are those of this page (latn)
_ALWAYS = 1e9  # of hours none are told as days
_ENDINGS = {1: "st", 2: "nd", 3: "rd"}


@cache
def locale_of(tag: str) -> "Locale | None":
    """Return what CLDR knows of a language by its BCP 47 tag; None where it knows none of that name."""
    from writethru.cldr import Locale, UnknownLocaleError

    try:
        return Locale.parse(_LOCALES.get(tag, tag), sep="-" if "-" in tag else "_")
    except (UnknownLocaleError, ValueError, TypeError):
        return None


def here() -> "Locale":
    """Return what CLDR knows of the language that is spoken."""
    found = locale_of(language()) or locale_of(SOURCE)
    if found is None:
        raise LookupError("CLDR has no English")
    return found


@cache
def direction(tag: str) -> str:
    """Return which way a language runs: ``ltr``, ``rtl``.

    >>> direction("ar"), direction("ko"), direction("")
    ('rtl', 'ltr', 'ltr')
    """
    found = locale_of(tag) if tag else None
    return found.text_direction if found else "ltr"


def tongue(tag: str) -> "Markup":
    """Return the attributes of what is in a language: ``lang``, and ``dir`` where it runs against what is around it.

    Empty where the language is not known.
    """
    return _tongue(tag, language())


@cache
def _tongue(tag: str, around: str) -> "Markup":
    from markupsafe import Markup, escape

    if not tag:
        return Markup()
    against = f' dir="{direction(tag)}"' if direction(tag) != direction(around) else ""
    return Markup(f' lang="{escape(tag)}"{against}')


@cache
def _has_capitals(tag: str) -> bool:
    """Say whether a language is written in capitals and small letters, by the name of a month."""
    name = months(tag)[1][1]
    return name.upper() != name.lower()


def page_tongue() -> "Markup":
    """Return the attributes of a page: its language, whether it runs to the left or has no capitals."""
    from markupsafe import Markup, escape

    turned = ' dir="rtl"' if direction(language()) == "rtl" else ""
    plain = "" if _has_capitals(language()) else ' class="uncased"'
    return Markup(f' lang="{escape(language())}"{turned}{plain}')


def ours(around: str) -> "Markup":
    """Return the attributes of our words inside something in another language: they run as the page does."""
    from markupsafe import Markup, escape

    against = f' dir="{direction(language())}"' if direction(around) != direction(language()) else ""
    return Markup(f' lang="{escape(language())}"{against}')


@cache
def months(tag: str) -> tuple[dict[int, str], dict[int, str]]:
    """Return the names of months in a language, short and whole."""
    from writethru.cldr import get_month_names

    locale = _LOCALES.get(tag, tag)
    wide = get_month_names("wide", locale=locale)
    short = get_month_names("abbreviated", locale=locale)
    names = {n: str(short[n]) for n in range(1, 13)}
    if tag == SOURCE:  # CLDR leaves out the point that copy sets after a month cut short
        names = {n: name if name == wide[n] else f"{name}." for n, name in names.items()}
    return names, {n: str(wide[n]) for n in range(1, 13)}


def day(when: date, *, year: bool = True) -> str:
    """Return a day, with its year or without.

    >>> day(date(2025, 5, 3)), day(date(2026, 1, 23), year=False)
    ('3 May 2025', '23 Jan.')
    """
    return _day(when, year, language())


@cache
def _day(when: date, year: bool, spoken: str) -> str:
    from writethru.cldr import format_skeleton

    if spoken == SOURCE:
        return f"{when.day} {months(spoken)[0][when.month]}{f' {when.year}' if year else ''}"
    return format_skeleton(_DAY[year], when, locale=locale_of(spoken))


def span(first: date, last: date, *, short: bool = False) -> str:
    """Return a stretch of days, from the first to the last; ``short``: in English a month that both have stands once.

    >>> span(date(2031, 3, 12), date(2031, 3, 14)), span(date(2030, 12, 30), date(2031, 1, 2))
    ('12 Mar. to 14 Mar. 2031', '30 Dec. 2030 to 2 Jan. 2031')
    """
    from writethru.cldr import format_interval

    if language() == SOURCE:  # CLDR's English has a dash, where copy says "to"
        same = short and (first.year, first.month) == (last.year, last.month)
        return f"{first.day if same else day(first, year=first.year != last.year)} to {day(last)}"
    return format_interval(first, last, _DAY[True], locale=here())


def month(when: date) -> str:
    """Return month and year.

    >>> month(date(2026, 4, 1))
    'April 2026'
    """
    from writethru.cldr import format_skeleton

    return format_skeleton("yMMMM", when, locale=here())


def year(when: date) -> str:
    """Return the year.

    >>> year(date(2026, 4, 1))
    '2026'
    """
    from writethru.cldr import format_skeleton

    return format_skeleton("y", when, locale=here())


def zone(at: datetime) -> str:
    """Return the offset of a moment: ``UTC``, ``UTC+01:00``."""
    offset = at.strftime("%z")
    return f"UTC{offset[:3]}:{offset[3:5]}" if offset.strip("+-0") else "UTC"


def moment(at: datetime) -> str:
    """Return day and time of a moment, with its offset.

    >>> from datetime import UTC
    >>> moment(datetime(2031, 3, 12, 21, 30, tzinfo=UTC))
    '12 Mar. 2031, 21:30 UTC'
    """
    return _("{day}, {time} {zone}", day=day(at.date()), time=f"{at:%H:%M}", zone=zone(at))


def number(value: float) -> str:
    """Return a number with the signs of the language.

    >>> number(12), number(12500), number(0.25)
    ('12', '12,500', '0.25')
    """
    from writethru.cldr import format_decimal

    if isinstance(value, int) and abs(value) < _PLAIN:
        return str(value)
    return format_decimal(value, locale=here())


def percent(share: float) -> str:
    """Return a share of 1 in hundredths.

    >>> percent(0.25)
    '25%'
    """
    from writethru.cldr import format_percent

    return format_percent(share, locale=here())


def hours(value: float) -> str:
    """Return a length of time.

    >>> hours(6), hours(1)
    ('6 hours', '1 hour')
    """
    from writethru.cldr import format_timedelta

    return format_timedelta(timedelta(hours=value), "hour", threshold=_ALWAYS, locale=here())


def nth(value: int) -> str:
    """Return a place in an order: in English as a word is ended; elsewhere the number, to which the message adds.

    >>> nth(2), nth(11)
    ('2nd', '11th')
    """
    if language() != SOURCE:
        return number(value)
    return f"{value}{'th' if value % 100 in (11, 12, 13) else _ENDINGS.get(value % 10, 'th')}"

"""What the CLDR says of one language does not hang on which was asked for before."""

import re
from datetime import date
from pathlib import Path

from babel import localedata

import writethru
from writethru.cldr import Locale, format_skeleton, locale_identifiers

SOURCE = Path(writethru.__file__).parent
WIDTHS = ("abbreviated", "wide", "narrow")


def everything(name):
    """Look up all names of months and days, as reading a date of that language does."""
    locale = Locale.parse(name)
    for table in (locale.months, locale.days, locale.quarters):
        for form in ("format", "stand-alone"):
            for width in WIDTHS:
                yield tuple(table[form][width].items())


def test_of_languages_only_those_read_last_are_held():
    for name in sorted(locale_identifiers())[:40]:
        assert list(everything(name))
    held = len(localedata._cache)

    assert 0 < held <= 8
    assert [*everything("ko")] == [*everything("ko")]


def test_languages_without_names_of_months_leave_those_of_others_alone():
    asked = ("ko", "ar", "nb", "he", "fr", "de_AT", "de")
    for name in ("ba", "dv", "shn", "he", "de_AT", *(n for n in locale_identifiers() if "_" not in n)):
        assert list(everything(name))
    again = {name: list(everything(name)) for name in asked}

    assert format_skeleton("yMMMd", date(2031, 3, 12), locale="ko") == "2031년 3월 12일"
    assert format_skeleton("yMMMM", date(2031, 3, 12), locale="nb") == "mars 2031"
    assert Locale.parse("de").months["stand-alone"]["wide"][1] == "Januar"
    assert Locale.parse("de_AT").months["stand-alone"]["wide"][1] == "Jänner"
    assert again == {name: list(everything(name)) for name in reversed(asked)}


def test_nobody_asks_the_cldr_past_it():
    past = re.compile(r"^\s*(?:from|import) babel(?!\.messages)", re.MULTILINE)
    found = {str(path.relative_to(SOURCE)) for path in SOURCE.rglob("*.py") if past.search(path.read_text("utf-8"))}

    assert found == {"cldr.py"}

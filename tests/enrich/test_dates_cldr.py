"""Every language of the CLDR, written by Babel in that language's own way and read back."""

import re
from datetime import date

import pytest
from babel import Locale
from babel.dates import format_date
from babel.localedata import locale_identifiers
from dated import found

from writethru.enrich.timex.cldr import locales, month_names

DAYS = [
    date(2029, month, day)
    for month, day in zip(range(1, 13), (3, 14, 21, 9, 30, 7, 18, 25, 2, 11, 28, 16), strict=True)
]
OTHER_ENGLISH = {"en_Dsrt", "en_Shaw"}  # two alphabets that no newspaper is written in; English has its own grammar
NAMELESS = re.compile(r"(?<!\w)M(?:0?[1-9]|1[0-2])(?!\w)")  # what Babel writes where it has no name for a month


def named():
    """The locales without territory whose months have names."""
    every = (Locale.parse(name) for name in sorted(locale_identifiers()))
    plain = (locale for locale in every if not locale.territory and not locale.variant)
    return [locale for locale in plain if not locale.months["format"]["wide"][1].startswith("M0")]


def read_back(locale, form):
    missed = []
    for day in DAYS:
        words = format_date(day, form, locale)
        if NAMELESS.search(words):
            continue
        if day.isoformat() not in [value for _, value in found(f"Xx {words}.", date(2031, 1, 24), locale.language)]:
            missed.append(words)
    return missed


@pytest.mark.parametrize("locale", named(), ids=str)
def test_a_day_in_the_long_format_is_read_back(locale):
    if str(locale) in OTHER_ENGLISH:
        pytest.skip("English in an alphabet of its own")

    assert read_back(locale, "long") == []


def test_all_but_three_have_a_full_format_that_is_read_back():
    missed = {str(locale) for locale in named() if read_back(locale, "full")}

    assert missed <= OTHER_ENGLISH | {"bal_Latn"}


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ar", "٣ يناير ٢٠٣١"),
        ("ar", "3 كانون الثاني 2031"),
        ("fa", "۳ ژانویهٔ ۲۰۳۱"),
        ("hi", "३ जनवरी २०३१"),
        ("mr", "३ जानेवारी, २०३१"),
        ("bn", "৩ জানুয়ারী, ২০৩১"),
        ("my", "၂၀၃၁ ဇန်နဝါရီ ၃"),
        ("th", "3 มกราคม พ.ศ. 2574"),
        ("th", "3 มกราคม ค.ศ. 2031"),
        ("de", "3. Jänner 2031"),
        ("sr", "3. januar 2031"),
        ("sr", "3. јануар 2031"),
        ("cs", "3. 1. 2031"),
        ("ko", "2031. 1. 3"),
        ("ja", "2031/01/03"),
        ("ar", "03\u200f/01\u200f/2031"),
    ],
)
def test_other_digits_scripts_eras_and_countries(language, words):
    assert found(words, language=language) == [(words, "2031-01-03")]


def test_an_era_is_not_taken_for_granted():
    assert found("3 มกราคม 2574", language="th") == [("3 มกราคม", "2031-01-03")]


def test_an_unknown_language_has_no_names():
    assert ([*locales("qqq")], month_names("qqq")) == ([], {})


@pytest.mark.parametrize(
    ("language", "text", "values"),
    [
        ("de", "Letzte Woche, im nächsten Monat, dieses Jahr.", ["2031-W03", "2031-02", "2031"]),
        ("fr", "La semaine dernière, le mois prochain, l’an dernier.", ["2031-W03", "2031-02", "2030"]),
        ("es", "La semana pasada y el próximo mes.", ["2031-W03", "2031-02"]),
        ("pt", "Na semana passada e no próximo mês.", ["2031-W03", "2031-02"]),
        ("it", "L'anno scorso, la settimana prossima.", ["2030", "2031-W05"]),
        ("nl", "Vorige week en volgende maand.", ["2031-W03", "2031-02"]),
        ("nb", "Forrige uke og neste måned.", ["2031-W03", "2031-02"]),
        ("sv", "Förra veckan och nästa månad.", ["2031-W03", "2031-02"]),
        ("fi", "Viime viikolla ja ensi kuussa.", ["2031-W03", "2031-02"]),
        ("pl", "W zeszłym tygodniu i w przyszłym miesiącu.", ["2031-W03", "2031-02"]),
        ("ru", "На прошлой неделе и в следующем месяце.", ["2031-W03", "2031-02"]),
        ("uk", "Минулого тижня і наступного місяця.", ["2031-W03", "2031-02"]),
        ("tr", "Geçen hafta ve gelecek ay.", ["2031-W03", "2031-02"]),
        ("ar", "الأسبوع الماضي و الشهر المقبل.", ["2031-W03", "2031-02"]),
        ("ko", "지난주 회담은 다음 달 열린다.", ["2031-W03", "2031-02"]),
        ("ja", "先週の会談は来月。", ["2031-W03", "2031-02"]),
        ("zh", "上周和下个月。", ["2031-W03", "2031-02"]),
    ],
)
def test_weeks_and_months_from_today(language, text, values):
    assert [value for _, value in found(text, language=language)] == values


def test_without_a_day_to_count_from_last_week_is_past():
    assert found("Letzte Woche.", None, "de") == [("Letzte Woche", "PAST_REF")]

"""The data files: every pattern compiles, every currency is one that CLDR knows, every language file is whole."""

from importlib.resources import files

import pytest
from babel.numbers import list_currencies

from writethru.enrich.numbers.grammar import amounts
from writethru.enrich.numbers.lexicon import lexicon, signs
from writethru.enrich.numbers.values import of_digits, of_han, of_plain, of_words

LANGUAGES = sorted(
    path.name.removesuffix(".toml")
    for path in files("writethru.enrich.numbers").joinpath("data").iterdir()
    if path.name.endswith(".toml") and path.name not in ("money.toml", "cldr.toml")
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_is_whole(language):
    found = lexicon(language)

    assert found.language == language
    assert set(found.data.get("money", {})) | set(signs(language).values()) <= list_currencies()
    assert amounts("", found) == []


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("1.200.000", "de", 1_200_000),
        ("33,7", "de", 33.7),
        ("33.7", "en", 33.7),
        ("1,200,000", "en", 1_200_000),
        ("3,5", "und", 3.5),
        ("3,500", "und", 3500),
        ("٣٫٥", "ar", 3.5),
    ],
)
def test_separators_as_the_language_sets_them(text, language, value):
    assert of_plain(text, lexicon(language)) == value


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("33.7 million", "en", 33.7e6),
        ("1억 2000만", "ko", 1.2e8),
        ("3億5000万", "ja", 3.5e8),
        ("25.000 millones", "es", 25e9),
    ],
)
def test_scales(text, language, value):
    assert of_digits(text, lexicon(language)) == value


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("two dozen", "en", 24),
        ("three hundred thousand", "en", 300_000),
        ("fünfundzwanzig", "de", 25),
        ("quatre-vingt-dix", "fr", 90),
        ("treinta y cinco mil", "es", 35_000),
        ("tjuefem", "nb", 25),
    ],
)
def test_number_words(text, language, value):
    assert of_words(text, lexicon(language)) == value


@pytest.mark.parametrize(
    ("text", "value"), [("三百五十万", 3_500_000), ("十二", 12), ("二〇", 20), ("一億二千万", 120_000_000)]
)
def test_han_numerals(text, value):
    assert of_han(text) == value

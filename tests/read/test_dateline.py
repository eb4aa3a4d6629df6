from datetime import date

import pytest

from shared import SHARED, needs_shared
from writethru.read.dateline import dateline, day_of, with_year
from writethru.read.days import day_in, nearest


@pytest.mark.parametrize(
    ("words", "places", "day", "source", "rest"),
    [
        ("FARHAVEN, Feb. 4 (Yonhap) -- Ferries", ("Farhaven",), date(2031, 2, 4), "Yonhap", "Ferries"),
        ("PORT ELLERY, Asterland (AP) _ Ferries", ("Port Ellery, Asterland",), None, "AP", "Ferries"),
        ("OSTERBY/FARHAVEN -- Ferries", ("Osterby", "Farhaven"), None, "", "Ferries"),
        ("Jan 3 (Reuters) - Ferries", (), date(2031, 1, 3), "Reuters", "Ferries"),
        ("OSTERBY, 31 déc (AFP) - Le bac", ("Osterby",), date(2030, 12, 31), "AFP", "Le bac"),
        ("Osterby, 3 Mar 2029 (dpa) - Die Fähre", ("Osterby",), date(2029, 3, 3), "dpa", "Die Fähre"),
        ("MOSKVA, February 3. /TASS/. Ferries", ("Moskva",), date(2031, 2, 3), "TASS", "Ferries"),
        ("(ANSA) - ROCCA, 3 FEB - Il traghetto", ("Rocca",), date(2031, 2, 3), "ANSA", "Il traghetto"),
        ("(Reuters) - Ferries", (), None, "Reuters", "Ferries"),
        ("(CNN)Ferries sail", (), None, "CNN", "Ferries sail"),
        ("Osterby (CNN)Ferries sail", ("Osterby",), None, "CNN", "Ferries sail"),
        ("(OSTERBY TIMES) – Ferries", (), None, "OSTERBY TIMES", "Ferries"),
        ("Cable News Network (CNN) Director Ilse Bratt said so.", (), None, "", None),
        ("The ferry board (FB) said so.", (), None, "", None),
        ("Osterby (Bakery News) -- Rolls", ("Osterby",), None, "Bakery News", None),
        ("OSTERBY (Bakery News) -- Rolls", ("Osterby",), None, "Bakery News", "Rolls"),
    ],
)
def test_dateline(words: str, places: tuple[str, ...], day: date | None, source: str, rest: str | None):
    found = dateline(words, sent=date(2031, 2, 4))

    if rest is None:
        assert found is None
        return
    assert found is not None
    assert (found.places, found.day, found.source) == (places, day, source)
    assert words[found.span.end :].strip() == rest


@pytest.mark.parametrize(
    "words",
    [
        "The ferry (in Osterby) -- as expected -- sank",
        "OSTERBY is ready, the mayor said.",
        "Ilse Bratt (Reuters) said so.",
        '"OSTERBY (AP) style" is a phrase.',
        "A man of 40 -- the oldest -- won.",
        "",
    ],
)
def test_no_dateline(words: str):
    assert dateline(words, sent=date(2031, 2, 4)) is None


@pytest.mark.parametrize(
    ("month", "day", "sent", "expected"),
    [
        (12, 31, date(2031, 1, 1), date(2030, 12, 31)),
        (1, 1, date(2030, 12, 31), date(2031, 1, 1)),
        (1, 2, date(2030, 12, 31), date(2030, 1, 2)),
        (2, 29, date(2031, 3, 1), date(2028, 2, 29)),
        (2, 30, date(2031, 3, 1), None),
    ],
)
def test_year_is_that_of_the_nearest_such_day(month: int, day: int, sent: date, expected: date | None):
    assert nearest(month, day, sent) == expected


def test_year_from_a_caption_and_never_from_the_clock():
    words = "OSTERBY, Feb. 4 (AP) -- Ferries"
    line = dateline(words)

    assert line is not None
    assert line.day is None
    assert with_year(line, day_of(line, words), [date(2029, 5, 1)]).day is None
    assert with_year(line, day_of(line, words), [date(2029, 2, 4)]).day == date(2029, 2, 4)


@pytest.mark.parametrize("words", ["50-minute talks", "in May", "37.5 percent", "Room 12", "may 3.5 percent"])
def test_no_day(words: str):
    assert day_in(words) is None


@needs_shared
def test_gold():
    for row in (SHARED / "data/fixtures/checks/dateline_gold.tsv").read_text("utf-8").splitlines():
        if not row or row.startswith("#"):
            continue
        _, words, place, day, source, _ = [*row.split("\t"), "", "", ""][:6]
        found = dateline(words, sent=date(2026, 1, 24))
        if not (place or day or source):
            assert found is None, words
            continue
        assert found is not None, words
        assert "/".join(found.places).casefold() == place.casefold(), words
        assert (found.day is not None) == bool(day), words
        assert bool(found.source) == bool(source), words

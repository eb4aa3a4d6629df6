"""The layer: what is a figure and what is not, lengths, changes, dates, voices, and any text at all."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from writethru.enrich.figures import layer
from writethru.enrich.piece import open_piece
from writethru.enrich.sentences import layer as sentences
from writethru.enrich.syntax import layer as syntax
from writethru.model import (
    DateExpression,
    DateType,
    Part,
    PartKind,
    SourceKind,
    Span,
    Statement,
    StatementKind,
    Take,
)

FIGURES, SENTENCES, SYNTAX = layer(), sentences(), syntax()
LANGUAGES = ("en", "ko", "ja", "zh", "de", "fr", "es", "nb", "ru", "ar", "fi")


def piece_of(text, language="en", *paragraphs):
    texts, parts, whole = (text, *paragraphs), [], ""
    for words in texts:
        parts.append(Part(PartKind.PARAGRAPH, Span(len(whole), len(whole) + len(words))))
        whole += words + "\n\n"
    piece = open_piece(Take("0" * 16, "x", "0" * 64, "jsonl", "", SourceKind.UNKNOWN, whole, tuple(parts)))
    piece.language, piece.languages = language, [language] * len(piece.passages)
    return piece


def read(text, language="en", dates=(), statements=()):
    piece = piece_of(text, language)
    piece.dates, piece.statements = list(dates), list(statements)
    for one in (SENTENCES, SYNTAX, FIGURES):
        one([piece])
    return piece.figures


def span(text, words):
    return Span(text.index(words), text.index(words) + len(words))


@pytest.mark.parametrize(
    "text",
    [
        "The second reading follows on 4 June 2031 at 9:30 a.m. in Room 12.",
        "Elna Marsh, 53, and a 17-year-old cyclist spoke; Ilo Tarn (61) did not.",
        "In 1994 the F-16 and the Boeing 747 were shown at Gate 7, off Highway 61.",
        "Port Alder won 3-2 after a 21-14 first half.",
        "Write to 48 Harbour Street or call 555-0134 or 01-555-0134.",
        "Section 4 of Resolution 435, Article 9 and No. 3 of the late 1980s stay.",
        "Thousands of people marched and hundreds were hurt.",
        "The two sides met for the third time.",
        "2. “Salt Wind”",
        "It was one of the reasons that two-thirds stayed away.",
    ],
)
def test_what_is_no_quantity(text):
    assert [figure.span.of(text) for figure in read(text)] == []


@pytest.mark.parametrize(
    ("text", "words", "unit", "value"),
    [
        ("They agreed on a 50-minute meeting.", "50-minute", "minute", 50),
        ("It was a five-day trip.", "five-day", "day", 5),
        ("He served two long years there.", "two long years", "year", 2),
    ],
)
def test_a_length_is_no_count_and_no_year(text, words, unit, value):
    (figure,) = read(text)

    assert (figure.span.of(text), figure.unit, figure.value, figure.length) == (words, unit, value, True)


@pytest.mark.parametrize(
    ("text", "low", "high", "change"),
    [
        ("Tariffs fall from 25 percent to 15 percent.", 25, 15, True),
        ("Norvia cuts tariffs from 25 to 15 percent.", 25, 15, True),
        ("Inflation rose to 5 percent from 3 percent.", 3, 5, True),
        ("Between 3 and 5 ships were lost.", 3, 5, False),
        ("Some 3-5 percent of voters stayed home.", 3, 5, False),
        ("Tickets cost $20 to $35.", 20, 35, False),
        ("Prices ranging from $20 to $35 are usual.", 20, 35, False),
        ("The plan costs $3 to $5 million.", 3_000_000, 5_000_000, False),
    ],
)
def test_ranges_and_changes(text, low, high, change):
    (figure,) = read(text)

    assert (figure.value, figure.low, figure.high, figure.change) == (None, low, high, change)


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("It cost A$5m.", "AUD", 5e6),
        ("It cost 40 million British pounds.", "GBP", 4e7),
        ("It cost EUR 12.5 billion.", "EUR", 12.5e9),
        ("It cost 300,000 won.", "KRW", 300_000),
        ("The sack weighs 40 pounds.", "pound", 40),
        ("Shares rose 3 1/2 percent.", "percent", 3.5),
        ("Half a million homes were dark.", "home", 500_000),
        ("Two hundred and fifty thousand homes were dark.", "home", 250_000),
    ],
)
def test_values_and_units(text, unit, value):
    (figure,) = read(text)

    assert (figure.unit, figure.value) == (unit, value)


def test_a_number_in_a_date_is_left_to_the_dates():
    text = "By the year 3000 the canal takes 40 days and 12 locks."
    dates = [
        DateExpression(span(text, "the year 3000"), "copy", DateType.DATE, "3000"),
        DateExpression(span(text, "40 days"), "copy", DateType.DURATION, "P40D"),
    ]

    days, locks = read(text, dates=dates)

    assert (days.unit, days.length) == ("day", True)
    assert (locks.unit, locks.length) == ("lock", False)


def test_a_figure_belongs_to_the_innermost_statement_with_a_voice():
    text = "The mayor said the union claimed that 40 ships were idle, and it is said that 9 sank."
    outer = Statement((span(text, "the union claimed that 40 ships were idle"),), "copy", (span(text, "The mayor"),))
    inner = Statement(
        (span(text, "that 40 ships were idle"),),
        "copy",
        (span(text, "the union"),),
        kind=StatementKind.CLAIMED,
        inside=0,
    )
    hearsay = Statement((span(text, "that 9 sank"),), "copy")

    ships, sunk = read(text, statements=[outer, inner, hearsay])

    assert (ships.statement, sunk.statement) == (1, None)


def test_a_qualifier_is_kept_as_the_piece_has_it():
    text = "ONLY ABOUT 3,000 of the letters in question were opened."

    (figure,) = read(text)

    assert figure.qualifier == "ONLY ABOUT"
    assert figure.what == "letters in question"
    assert figure.what_span.of(text) == "letters in question"


def test_a_language_without_a_file_reads_what_carries_a_sign():
    assert [(f.value, f.unit) for f in read("Hinta nousi 3,5 % eli €12 vuonna 2019, 40 laivaa.", "fi")] == [
        (3.5, "percent"),
        (12.0, "EUR"),
    ]


def test_paragraphs_keep_their_places():
    piece = piece_of("Nothing here.", "en", "Norvia bought 12 ferries.")
    for one in (SENTENCES, SYNTAX, FIGURES):
        one([piece])

    (figure,) = piece.figures

    assert figure.span.of(piece.text) == "12 ferries"


def test_the_layer_can_be_pickled():
    assert pickle.loads(pickle.dumps(FIGURES)).name == "figures"


words = st.sampled_from(
    [
        "12",
        "3,000",
        "1.5",
        "million",
        "billion",
        "percent",
        "%",
        "$",
        "€",
        "from",
        "to",
        "between",
        "and",
        "about",
        "only",
        "of",
        "the",
        "customers",
        "ships",
        "killed",
        "-",
        "–",
        ",",
        ".",
        "1998",
        "May",
        "4",
        "twenty-five",
        "two",
        "dozen",
        "half",
        "a",
        "억",
        "3천",
        "명",
        "만",
        "三百",
        "万人",
        "约",
        "25",
        "Mrd.",
        "Euro",
        "mil",
        "millones",
        "de",
        "1/2",
        "½",
        "٣٫٥",
        "مليون",
        "25.",
        "млн",
        "людей",
        "F-16",
        "3-2",
        "(53)",
        ":30",
        "²",
    ]
)


@given(st.one_of(st.text(max_size=80), st.lists(words, max_size=14).map(" ".join)), st.sampled_from(LANGUAGES))
def test_any_text_is_read(text, language):
    piece = piece_of(text or "-", language)
    for one in (SENTENCES, SYNTAX, FIGURES):
        one([piece])
    (passage,) = piece.passages

    for figure in piece.figures:
        assert passage.span.covers(figure.span)
        assert figure.span.start < figure.span.end
        assert figure.what_span is None or passage.span.covers(figure.what_span)
        assert (figure.value is None) == (figure.low is not None) == (figure.high is not None)
        assert figure.change or figure.low is None or figure.low <= figure.high
    assert [f.span.start for f in piece.figures] == sorted(f.span.start for f in piece.figures)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("About 4,200 tons of fuel oil are believed to have leaked.", "fuel oil believed to have leaked"),
        ("They set up a fund of 18.4 million crowns for crews whose grounds were fouled.", "fund"),
        ("Norvia spent $3 million on dredging.", "dredging"),
        ("The $350 billion investment pledge stands.", "investment pledge"),
        ("The number of dead rose to 212.", "dead"),
    ],
)
def test_what_is_measured(text, what):
    (figure,) = read(text)

    assert figure.what == what

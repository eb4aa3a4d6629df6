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
    Entity,
    EntityKind,
    Mention,
    MentionKind,
    Part,
    PartKind,
    SourceKind,
    Span,
    Statement,
    StatementKind,
    Take,
)

FIGURES, SENTENCES, SYNTAX = layer(), sentences(), syntax()
LANGUAGES = ("en", "ko", "ja", "zh", "de", "fr", "es", "it", "pt", "nb", "ru", "ar", "fi", "pl", "sv", "tr", "uk", "nl")


def piece_of(text, language="en", *paragraphs):
    texts, parts, whole = (text, *paragraphs), [], ""
    for words in texts:
        parts.append(Part(PartKind.PARAGRAPH, Span(len(whole), len(whole) + len(words))))
        whole += words + "\n\n"
    piece = open_piece(Take("0" * 16, "x", "0" * 64, "jsonl", "", SourceKind.UNKNOWN, whole, tuple(parts)))
    piece.language, piece.languages = language, [language] * len(piece.passages)
    return piece


def read(text, language="en", dates=(), statements=(), entities=()):
    piece = piece_of(text, language)
    piece.dates, piece.statements, piece.entities = list(dates), list(statements), list(entities)
    for one in (SENTENCES, SYNTAX, FIGURES):
        one([piece])
    return piece.figures


def span(text, words):
    return Span(text.index(words), text.index(words) + len(words))


@pytest.mark.parametrize(
    "text",
    [
        "The reading follows on 4 June 2031 at 9:30 a.m. in Room 12.",
        "Elna Marsh, 53, and a 17-year-old cyclist spoke; Ilo Tarn (61) did not.",
        "In 1994 the F-16 and the Boeing 747 were shown at Gate 7, off Highway 61.",
        "Port Alder won 3-2 after a 21-14 first half.",
        "Write to 48 Harbour Street or call 555-0134 or 01-555-0134.",
        "Section 4 of Resolution 435, Article 9 and No. 3 of the late 1980s stay.",
        "The two sides met on the 21st floor for the first time in the 20th century.",
        "One of them was 103 when he left, in 330 A.D., and turned 104 later.",
        "2. “Salt Wind”",
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


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("Two-thirds of the crews stayed.", "fraction", 2 / 3),
        ("One in five boats leaks.", "fraction", 0.2),
        ("Three out of four ferries run.", "fraction", 0.75),
        ("Shares fell by half.", "fraction", 0.5),
        ("A quarter of a mile was paved.", "mile", 0.25),
        ("Wheat cost $3.81 3/4.", "USD", 3.8175),
        ("Minus 12 degrees was measured.", "degree", -12),
        ("The sloop cost 3 million pounds.", "GBP", 3e6),
        ("They landed 3 million pounds of cod.", "pound", 3e6),
    ],
)
def test_other_forms_of_number(text, unit, value):
    (figure,) = read(text)

    assert figure.unit == unit
    assert figure.value == pytest.approx(value)


def test_a_vote_is_two_figures_and_a_score_none():
    votes = read("The council voted 9-4 for the dyke.")

    assert [(f.value, f.unit, f.what) for f in votes] == [(9, "vote", "voted"), (4, "vote", "voted")]
    assert read("Port Alder won 9-4.") == []


@pytest.mark.parametrize(
    ("text", "low", "unit"),
    [
        ("Hundreds of sailors drowned.", 100, "sailor"),
        ("It cost tens of millions of dollars.", 10_000_000, "USD"),
        ("Thousands were injured.", 1000, "people"),
    ],
)
def test_a_scale_word_alone_is_vague(text, low, unit):
    (figure,) = read(text)

    assert (figure.vague, figure.value, figure.low, figure.high, figure.unit) == (True, None, low, None, unit)
    assert not figure.definite


def test_a_place_in_an_order_is_no_amount():
    city, rank = read("Osk is the third-largest city and ranked 14th.")

    assert (city.ordinal, city.value, city.what, city.definite) == (3, None, "largest city", False)
    assert rank.ordinal == 14


def test_what_one_of_it_is_for_and_what_it_is_a_share_of():
    text = "Oil cost $81 a barrel; inspectors see 25 sites a year and pass 40 percent of the boats."

    oil, sites, boats = read(text)

    assert (oil.per, sites.per, boats.per) == ("barrel", "year", "")
    assert boats.of.of(text) == "the boats"
    assert read("Sie kostet 3 Euro pro Liter.", "de")[0].per == "Liter"
    assert read("시간당 40㎜의 비가 내렸다.", "ko")[0].per == "시간"


def test_a_part_points_at_its_whole():
    people, children = read("The wave drowned 41 people, including 17 children.")
    six, judges = read("Six of the nine judges agreed.")

    assert (people.part_of, children.part_of) == (None, 0)
    assert (six.part_of, judges.part_of) == (1, None)


def test_a_number_beside_another_counts_the_same():
    _, before = read("The port handled 2 million crates, against 1.5 million in 1998.")

    assert (before.value, before.unit, before.what) == (1_500_000, "crate", "crates handled")


def test_day_and_place_are_those_of_the_clause():
    text = "Prices rose 3 percent in March and 5 percent in Lomar in April."
    dates = [DateExpression(span(text, month), "copy", DateType.DATE, "XXXX-0X") for month in ("March", "April")]
    lomar = Entity(EntityKind.PLACE, "Lomar", ("Lomar",), (Mention(span(text, "Lomar"), "copy", MentionKind.NAME),))

    march, april = read(text, dates=dates, entities=[lomar])

    assert (march.day, april.day) == (0, 1)
    assert april.place == 0


@pytest.mark.parametrize(
    ("text", "language", "value", "unit", "what"),
    [
        ("Der Umsatz stieg auf 3,2 Mrd. Euro.", "de", 3.2e9, "EUR", "Umsatz"),
        ("Das Schiff lud 500 Tonnen Weizen.", "de", 500, "ton", "Weizen"),
        ("Le taux de chômage a reculé à 7,1 %.", "fr", 7.1, "percent", "taux de chômage"),
        ("Uno de cada cinco barcos zarpó.", "es", 0.2, "fraction", "barcos"),
        ("La inflación subió hasta el 3%.", "es", 3, "percent", "inflación"),
        ("Il governo stanzierà 450 milioni di euro per le scuole.", "it", 4.5e8, "EUR", "scuole"),
        ("A inflação subiu para 3,1%.", "pt", 3.1, "percent", "inflação"),
        ("Выручка выросла на 8,5%.", "ru", 8.5, "percent", "Выручка"),
        ("Погибли 12 человек.", "ru", 12, "people", "Погибли"),
        ("ارتفعت الإيرادات 8.5 في المئة.", "ar", 8.5, "percent", "الإيرادات"),
        ("주택 150채가 무너졌다.", "ko", 150, "주택", "주택"),
        ("매출은 1조2천억 원이다.", "ko", 1.2e12, "KRW", "매출"),
        ("住民の半数が避難した。", "ja", 0.5, "fraction", "住民"),
        ("救援队运来50吨粮食。", "zh", 50, "ton", "粮食"),
        ("Broen kostede 12 millioner euro.", "da", 12e6, "EUR", ""),
    ],
)
def test_other_languages(text, language, value, unit, what):
    (figure,) = read(text, language)

    assert (figure.value, figure.unit, figure.what) == (pytest.approx(value), unit, what)


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
        "hundreds of",
        "two-thirds",
        "third",
        "12th",
        "voted 9-4",
        "수만",
        "三分之二",
        "из них",
        "a day",
        "including",
        "against",
        "minus",
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
        told = (
            figure.value is not None,
            figure.low is not None and not figure.vague,
            figure.vague,
            bool(figure.ordinal),
        )
        assert sum(told) == 1
        assert (figure.high is None) == (figure.low is None or figure.vague)
        assert figure.change or figure.high is None or figure.low <= figure.high
        assert figure.part_of is None or piece.figures[figure.part_of] is not figure
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

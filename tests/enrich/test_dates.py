"""The layer: the anchor, the scopes, and a page without a day."""

from datetime import UTC, date, datetime

from dated import FRIDAY, found, laid_out, read, take_of

from writethru.model import Dateline, DateType, PartKind, Sent, Span, Take

PAGE = (
    "Envoy Pat Lund said on November 28 in Vestholm that talks go on. The ferry left this week.",
    "A visit to Ostia planned for April 2032 could help. They had met in June 2019.",
)


def test_the_dateline_outranks_the_sent_day():
    take = take_of("Pat Lund spoke Friday.", date(2031, 1, 26))
    dated = Take(
        **{name: getattr(take, name) for name in Take.__slots__}
        | {"dateline": Dateline(("OSTIA",), FRIDAY, day_inferred=False, source="", span=Span(0, 0))}
    )
    piece = read(dated)
    assert (piece.anchor.day, piece.anchor.given) == (FRIDAY, True)
    assert [d.value for d in piece.dates] == ["2031-01-24"]


def test_the_sent_day_anchors_a_take_without_dateline():
    take = take_of("Pat Lund spoke Friday.", None)
    at = Sent(datetime(2031, 1, 26, 9, tzinfo=UTC))
    piece = read(Take(**{name: getattr(take, name) for name in Take.__slots__} | {"sent": at}))
    assert piece.anchor.given
    assert piece.dates[0].earliest == FRIDAY


def test_a_bare_day_takes_its_year_from_what_the_page_calls_ahead():
    piece = read(take_of("\n\n".join(PAGE), None))
    day = piece.dates[0]
    assert (day.value, day.earliest, day.inferred) == ("2031-11-28", date(2031, 11, 28), True)
    assert [span.of(piece.take.text) for span in day.evidence] == ["April 2032"]
    assert "\n" not in day.why
    assert "April 2032" in day.why


def test_the_same_bare_day_has_the_same_year_all_over_the_copy():
    text = "\n\n".join((*PAGE, "The forum of November 28 can shape more."))
    assert [d.value for d in read(take_of(text, None)).dates][-1] == "2031-11-28"


def test_the_anchor_follows_from_the_day_of_the_news():
    piece = read(take_of("\n\n".join(PAGE), None))
    assert (piece.anchor.day, piece.anchor.given) == (date(2031, 11, 28), False)
    assert piece.anchor.evidence[0].of(piece.take.text) == "November 28"
    week = piece.dates[1]
    assert (week.value, week.inferred, week.evidence) == ("2031-W48", True, piece.anchor.evidence)


def test_without_a_bound_the_year_stays_open():
    piece = read(take_of("Envoy Pat Lund said on November 28 in Vestholm that talks go on.", None))
    day = piece.dates[0]
    assert (day.value, day.earliest, day.latest, day.inferred) == ("XXXX-11-28", None, None, False)
    assert day.why == "the page gives no year"
    assert piece.anchor.day is None


def test_an_old_plan_bounds_nothing():
    text = "Pat Lund spoke on November 28. The visit was planned for April 2030 and had been expected in May 2030."
    assert found(text, None)[0] == ("November 28", "XXXX-11-28")


def test_a_plan_before_what_is_told_as_past_leaves_the_year_open():
    text = "Pat Lund spoke on January 5. The fair planned for March 2030 is near. They met in February 2030 in Ostia."
    assert found(text, None)[0] == ("January 5", "XXXX-01-05")


def test_a_weekday_narrows_the_year():
    text = "Pat Lund spoke on Friday, November 28. An upcoming April 2034 summit is near."
    assert found(text, None)[0] == ("Friday, November 28", "2031-11-28")


def test_a_full_date_in_the_lead_is_the_anchor():
    piece = read(take_of("Pat Lund spoke on November 28, 2031 in Vestholm. He came yesterday.", None))
    assert piece.anchor.day == date(2031, 11, 28)
    assert [(d.value, d.inferred) for d in piece.dates] == [("2031-11-28", False), ("2031-11-27", True)]


def test_neither_a_plan_nor_old_history_in_the_lead_is_the_anchor():
    plan = read(take_of("The bridge will open on May 3, 2032, said Pat Lund.", None))
    history = read(take_of("The bridge of May 3, 1921, is closed. It failed a test in June 2029.", None))
    assert (plan.anchor.day, history.anchor.day) == (None, None)


def test_relative_words_without_any_day_stay_vague():
    assert found("He came yesterday and leaves tomorrow.", None) == [
        ("yesterday", "PAST_REF"),
        ("tomorrow", "FUTURE_REF"),
    ]


def test_a_teaser_does_not_count_from_the_day_inferred_for_the_copy():
    text, parts = laid_out(
        (PartKind.STANDFIRST, "", PAGE[0]),
        (PartKind.PARAGRAPH, "", PAGE[1]),
        (PartKind.TEASER, "teaser-1", "The envoy left last week."),
    )
    piece = read(take_of(text, None, parts))
    assert [(d.scope, d.value) for d in piece.dates][-1] == ("teaser-1", "PAST_REF")


def test_what_a_caption_speaks_of_is_not_what_the_copy_speaks_of():
    text, parts = laid_out(
        (PartKind.CAPTION, "picture-1", "The old bridge in May 1990."),
        (PartKind.PARAGRAPH, "", "The same day a ship sank."),
    )
    piece = read(take_of(text, FRIDAY, parts))
    assert [d.value for d in piece.dates] == ["1990-05", "2031-01-24"]


def test_the_dateline_s_own_day_is_a_date_in_a_scope_of_its_own():
    text, parts = laid_out((PartKind.DATELINE, "", "OSTIA, Jan. 23 --"), (PartKind.PARAGRAPH, "", "Pat Lund left."))

    assert [(d.span.of(text), d.value, d.scope) for d in read(take_of(text, FRIDAY, parts)).dates] == [
        ("Jan. 23", "2031-01-23", "dateline")
    ]


def test_a_set_lacks_no_year():
    (fact,) = read(take_of("The fair is held each July.", None)).dates
    assert (fact.value, fact.why) == ("XXXX-07", "")


def test_types():
    piece = read(take_of("On Friday at 4 p.m. he spoke for two hours, as every week.", FRIDAY))
    assert [d.type for d in piece.dates] == [DateType.TIME, DateType.DURATION, DateType.SET]

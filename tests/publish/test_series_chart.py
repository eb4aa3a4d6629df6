"""A count drawn as steps: what the picture holds, and that nothing in it can be taken for a tag."""

from datetime import UTC, datetime
from xml.etree import ElementTree

from writethru.model import Citation, ClaimMember, Span
from writethru.publish.series_chart import chart

SVG = "{*}"


def members(*points):
    return [
        ClaimMember(
            Citation("t", Span(0, 1)), words, "", "", at=hour and datetime(2031, 5, 4, hour, tzinfo=UTC), number=n
        )
        for hour, n, words in points
    ]


def drawn(*points):
    return ElementTree.fromstring(str(chart(members(*points))))


def test_every_figure_has_a_dot_and_every_step_its_number():
    picture = drawn((8, 42.0, "42"), (12, 51.0, "51"), (13, 51.0, "51"), (20, 1053.0, "1,053"))

    assert len(picture.findall("{*}circle")) == 4
    assert [text.text for text in picture.findall("{*}text")] == ["42", "51", "1,053"]
    assert picture.get("aria-label") == "42 → 51 → 1,053"


def test_time_runs_right_and_more_is_higher_and_all_is_inside():
    dots = drawn((8, 42.0, "a"), (12, 51.0, "b"), (20, 40.0, "c")).findall("{*}circle")
    across, down = ([float(dot.get(name)) for dot in dots] for name in ("cx", "cy"))

    assert across == sorted(across)
    assert down[1] < down[0] < down[2]
    assert all(0 < x < 320 for x in across)
    assert all(0 < y < 72 for y in down)


def test_words_are_words():
    assert drawn((8, 1.0, '"><script>'), (9, 2.0, "<b>")).get("aria-label") == '"><script> → <b>'


def test_without_two_times_and_numbers_there_is_no_picture():
    assert chart(members((8, 42.0, "42"), (None, 51.0, "51"), (9, None, "some"))) == ""

"""Words marked in their text."""

import re

from hypothesis import given
from hypothesis import strategies as st

from writethru.model import Span
from writethru.publish.marks import anchor, marked
from writethru.publish.versions import segments
from writethru.tell.display import folded

WORDS = "One two & three <four> five six seven"


@st.composite
def spans(draw):
    start = draw(st.integers(0, len(WORDS) - 1))
    return Span(start, draw(st.integers(start + 1, len(WORDS))))


@given(st.lists(spans(), max_size=6), spans())
def test_marking_keeps_the_words_and_names_each_span_once(found, within):
    html = marked(WORDS, within, found, set())
    names = re.findall(r'id="([^"]+)"', html)

    assert "".join(html.striptags().split()) == "".join(within.of(WORDS).split())
    assert sorted(names) == sorted({anchor(s) for s in found if s.meets(within)})
    assert html.count("<mark") == html.count("</mark>")


@given(spans(), spans())
def test_crossing_spans_nest(first, second):
    html = re.sub(r"[^<>/mark]", "", str(marked(WORDS, Span(0, len(WORDS)), [first, second], set())))
    depth = 0
    for closing in re.findall(r"<(/?)mark", html):
        depth += -1 if closing else 1
        assert depth >= 0

    assert depth == 0


@given(st.text("ab ,.", max_size=40), st.text("ab ,.", max_size=40))
def test_segments_give_back_both_wordings(before, after):
    found = segments(before, after)

    assert "".join(s.text for s in found if s.kind != "new") == before
    assert "".join(s.text for s in found if s.kind != "gone") == after


def test_wordings_with_little_in_common_stand_whole():
    found = segments("Quay shut by the storm", "Minister opens the herring market")

    assert [s.kind for s in found] == ["gone", "new"]


def test_a_figure_that_changed_stands_alone():
    found = segments("a fund of 18.4 million crowns", "a fund of 14.8 million crowns")

    assert [folded(s.text) for s in found] == ["a fund of", "18.4", "14.8", "million crowns"]

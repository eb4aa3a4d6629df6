import pytest
from building import ferry_chain, item
from hypothesis import given
from hypothesis import strategies as st

from writethru.link.changes import between, changes
from writethru.link.diff import words
from writethru.model import (
    Byline,
    ChangeKind,
    Dateline,
    Entity,
    EntityKind,
    Facts,
    Mention,
    MentionKind,
    Part,
    PartKind,
    Sentence,
    Span,
    Statement,
)

LEAD = "A ferry ran aground outside Strand on Tuesday, the mayor said."
NEXT = "Lifeboats took the passengers ashore within an hour."
THIRD = "The hull had been painted in January, and the steering was new."
FOURTH = "No other ship was near the island when the fog came in."


def kinds(before, after):
    return [(change.kind, change.material) for change in between(before, after)]


def two(old, new, **more):
    return item("x", "Ferry aground", *old, **more), item("y", "Ferry aground", *new, **more)


def summaries(before, after, kind):
    return [change.summary for change in between(before, after) if change.kind is kind]


# Paragraphs


def test_a_chain_gives_changes_between_neighbours_only():
    found = changes(ferry_chain())
    assert {(change.previous, change.take) for change in found} <= {
        ("a1", "a2"),
        ("a2", "a3"),
        ("a3", "a4"),
        ("a4", "a5"),
    }


def test_paragraphs_added_dropped_and_moved():
    assert kinds(*two([LEAD, NEXT], [LEAD, NEXT, THIRD])) == [(ChangeKind.ADDED, True)]
    assert kinds(*two([LEAD, NEXT, THIRD], [LEAD, THIRD])) == [(ChangeKind.DROPPED, True)]
    assert kinds(*two([LEAD, NEXT, THIRD], [LEAD, THIRD, NEXT])) == [(ChangeKind.MOVED, False)]


def test_what_stands_lower_because_something_was_put_above_it_has_not_moved():
    assert kinds(*two([LEAD, NEXT, THIRD], [LEAD, FOURTH, NEXT, THIRD])) == [(ChangeKind.ADDED, True)]


def test_a_paragraph_that_tells_nothing_is_cosmetic():
    assert kinds(*two([LEAD, NEXT, "More to follow."], [LEAD, NEXT])) == [(ChangeKind.DROPPED, False)]


def test_paragraphs_split_or_joined_with_the_same_words_are_spelling():
    assert kinds(*two([LEAD, f"{NEXT} {THIRD}"], [LEAD, NEXT, THIRD])) == [(ChangeKind.SPELLING, False)]
    assert kinds(*two([LEAD, NEXT, THIRD], [LEAD, f"{NEXT} {THIRD}"])) == [(ChangeKind.SPELLING, False)]


def test_lines_wrapped_elsewhere_are_no_change():
    assert kinds(*two([LEAD, NEXT], [LEAD, NEXT.replace(" ashore", "\nashore")])) == []


# The lead


def test_another_paragraph_in_front_is_the_lead_and_nothing_else():
    assert kinds(*two([LEAD, THIRD], [THIRD, LEAD])) == [(ChangeKind.LEAD, True)]
    assert kinds(*two([LEAD, NEXT], ["Prosecutors charged two officers over a collision.", LEAD, NEXT])) == [
        (ChangeKind.LEAD, True)
    ]


@pytest.mark.parametrize(
    ("old", "new", "how"),
    [
        (
            "The island council will close the harbour in May.",
            "The island council will not close the harbour in May.",
            "not",
        ),
        (
            "The council approved a new harbour for Strand.",
            "The council rejected a new harbour for Strand.",
            "approved → rejected",
        ),
        ("Sales of herring rose in Strand in March.", "Sales of herring fell in Strand in March.", "rose → fell"),
    ],
)
def test_a_lead_that_denies_what_it_claimed_is_reversed(old, new, how):
    (change,) = between(*two([old, NEXT], [new, NEXT]))

    assert (change.kind, change.material) == (ChangeKind.LEAD, True)
    assert change.summary.startswith("lead reversed")
    assert how in change.summary


def test_a_lead_that_denies_something_new_is_not_reversed():
    old, new = (
        "The ferry ran aground outside Strand.",
        "The ferry ran aground outside Strand, and nobody was hurt in it.",
    )
    (summary,) = summaries(*two([old, NEXT], [new, NEXT]), ChangeKind.LEAD)

    assert summary.startswith("lead reworded")


def test_a_lead_in_german_is_reversed_by_its_own_word_for_not():
    old, new = "Der Rat wird den Hafen im Mai schließen.", "Der Rat wird den Hafen im Mai nicht schließen."
    (change,) = between(*two([old, "Die Fähre fährt weiter."], [new, "Die Fähre fährt weiter."], language="de"))

    assert change.summary == "lead reversed: “nicht” was put in"


# Figures, names, dates: told once, alone where nothing else differs


def test_the_correction_changes_one_figure_says_what_it_counts_and_is_marked():
    *_, second, correction = ferry_chain()
    (headline, figure) = between(second, correction)

    assert headline.kind is ChangeKind.HEADLINE
    assert figure.summary == "figure 40 passengers → 48 passengers (passengers taken ashore)"
    assert (figure.material, figure.correction) == (True, True)
    assert [s.of(second.take.text) for s in figure.before] == ["40 passengers"]
    assert [s.of(correction.take.text) for s in figure.after] == ["48 passengers"]


@pytest.mark.parametrize(
    ("old", "new", "summary"),
    [
        ("Some 40 crates fell.", "At least 40 crates fell.", "figure Some 40 crates → At least 40 crates"),
        ("It cost 3 million euros.", "It cost 4 million euros.", "figure 3 million euros → 4 million euros"),
        ("One person was hurt.", "Two people were hurt.", "figure One person → Two people"),
        ("It sank to -4 degrees.", "It sank to 4 degrees.", "figure -4 degrees → 4 degrees"),
    ],
)
def test_a_figure_alone(old, new, summary):
    assert [(c.kind, c.summary) for c in between(*two([LEAD, old], [LEAD, new]))] == [(ChangeKind.FIGURE, summary)]


def test_the_same_figure_changed_at_two_places_is_one_change_with_both():
    old = [LEAD, "There were 40 people on board.", "All 40 people were cold."]
    (change,) = between(*two(old, [text.replace("40", "41") for text in old]))

    assert change.kind is ChangeKind.FIGURE
    assert len(change.before) == len(change.after) == 2


def test_a_name_spelt_otherwise_is_a_name_and_so_is_its_accent():
    text = [LEAD, "The mayor, Ida {}, spoke of it."]
    for one, other in (("Moor", "Moer"), ("Sjoberg", "Sjöberg")):
        found = kinds(*two([t.format(one) for t in text], [t.format(other) for t in text]))
        assert found == [(ChangeKind.NAME, True)]


def test_days_and_dates():
    text = [LEAD, "The inquiry opens on {}."]
    for one, other in (("Monday", "Friday"), ("March 3", "March 4")):
        found = kinds(*two([t.format(one) for t in text], [t.format(other) for t in text]))
        assert found == [(ChangeKind.DATE, True)]


def test_a_figure_in_an_unspaced_script():
    old, new = (
        ["潮見の港で船が座礁した。", "船には3人が乗っていた。"],
        ["潮見の港で船が座礁した。", "船には5人が乗っていた。"],
    )
    assert kinds(*two(old, new, language="ja")) == [(ChangeKind.FIGURE, True)]


# Statements


def said(text, name, content, cue="said", key="x"):
    """A take in which one person says one thing in its second paragraph."""
    piece = item(key, "Ferry aground", LEAD, text)
    whole, copy = piece.take.text, piece.take.copy

    def span(words):
        start = whole.index(words, copy[1].start)
        return Span(start, start + len(words))

    mention = Mention(span(name), "copy", MentionKind.NAME)
    statement = Statement((span(content),), "copy", speaker=(span(name),), cue=(span(cue),), entity=0)
    sentences = tuple(Sentence(p, "copy", n, "en") for n, p in enumerate(copy))
    entity = Entity(EntityKind.PERSON, name, (name,), (mention,))
    return type(piece)(piece.take, Facts(key, "en", sentences=sentences, entities=(entity,), statements=(statement,)))


def test_a_cue_that_turns_a_statement_round_rewords_it():
    found = between(
        said("Moor said that the steering failed.", "Moor", "that the steering failed"),
        said("Moor denied that the steering failed.", "Moor", "that the steering failed", "denied", "y"),
    )
    assert [(c.kind, c.material) for c in found] == [(ChangeKind.STATEMENT_REWORDED, True)]


def test_other_words_in_a_statement_reword_it():
    found = between(
        said("Moor said the steering failed.", "Moor", "the steering failed"),
        said("Moor said the steering may have failed.", "Moor", "the steering may have failed", key="y"),
    )
    assert [(c.kind, c.material) for c in found] == [(ChangeKind.STATEMENT_REWORDED, True)]


def test_another_name_for_the_speaker_is_a_name_put_right():
    found = between(
        said("The steering failed, Moor said.", "Moor", "The steering failed"),
        said("The steering failed, Halder said.", "Halder", "The steering failed", key="y"),
    )
    assert [(c.kind, c.material) for c in found] == [(ChangeKind.NAME, True)]


def test_another_speaker_whom_both_takes_know_rewords_the_statement():
    both = "{} said the steering failed when {} was away."
    found = between(
        said(both.format("Moor", "Halder"), "Moor", "the steering failed"),
        said(both.format("Halder", "Moor"), "Halder", "the steering failed", key="y"),
    )
    assert (ChangeKind.STATEMENT_REWORDED, True) in [(c.kind, c.material) for c in found]


def test_an_attribution_that_moved_within_its_sentence_is_cosmetic_rewording():
    found = between(
        said("Moor said the steering failed.", "Moor", "the steering failed"),
        said("The steering failed, Moor said.", "Moor", "The steering failed", key="y"),
    )
    assert [(c.kind, c.material) for c in found] == [(ChangeKind.REWORDED, False)]


def test_a_statement_is_told_by_its_words_of_saying_where_nothing_was_read():
    old, new = "Die Stadt teilte mit, der Hafen bleibe zu.", "Die Stadt bestritt, der Hafen bleibe zu."
    assert kinds(*two([LEAD, old], [LEAD, new], language="de")) == [(ChangeKind.STATEMENT_REWORDED, True)]


# Beside the copy


def test_a_take_without_copy_says_nothing_of_paragraphs():
    assert kinds(item("x", "Ferry aground", LEAD), item("y", "Ferry aground")) == []


def test_a_marker_is_told_where_nothing_else_differs():
    old, new = item("x", "Ferry aground", LEAD), item("y", "Ferry aground", LEAD, marker="(LEAD)")
    (change,) = between(old, new)

    assert (change.kind, change.material, change.summary) == (ChangeKind.NOTE, False, "marker: none → (LEAD)")


def test_a_headline_is_compared_by_itself():
    assert kinds(item("x", "Ferry aground", LEAD), item("y", "Ferry afloat", LEAD)) == [(ChangeKind.HEADLINE, True)]
    assert kinds(item("x", "Harbour opens", LEAD), item("y", "Harbor opens", LEAD)) == [(ChangeKind.HEADLINE, False)]


def test_a_line_that_tells_of_a_correction_is_a_note_and_no_copy():
    line = "This story has been corrected to show that the ferry is the Tern."
    assert kinds(*two([LEAD], [LEAD, line])) == [(ChangeKind.NOTE, False)]


def test_the_dateline_has_a_name_and_a_day():
    def dated(key, words, place, day):
        made = item(key, "Ferry aground", LEAD)
        text = made.take.text.replace(LEAD, f"{words}{LEAD}")
        at = text.index(words)
        span = Span(at, at + len(words))
        copy = Span(span.end, len(text))
        parts = (*made.take.parts[:1], Part(PartKind.DATELINE, span), Part(PartKind.PARAGRAPH, copy))
        line = Dateline((place,), day, False, "Nordpress", span)
        take = type(made.take)(
            **{name: getattr(made.take, name) for name in made.take.__dataclass_fields__}
            | {"text": text, "parts": parts, "dateline": line, "bylines": (Byline("Ida Moor"),)}
        )
        return type(made)(take, made.facts)

    from datetime import date

    one = dated("x", "STRAND, March 3 (Nordpress) -- ", "Strand", date(2026, 3, 3))
    other = dated("y", "VELL, March 4 (Nordpress) -- ", "Vell", date(2026, 3, 4))
    assert kinds(one, other) == [(ChangeKind.NAME, True), (ChangeKind.DATE, True)]


# What holds of all


TEXT = st.lists(
    st.sampled_from(["40", "people", "Moor", "said", ",", " ", "3,000", "\n", "ikke", "세월호", "“", "山が"]),
    max_size=14,
).map("".join)


@given(TEXT, TEXT)
def test_segments_give_both_texts_back(before, after):
    segments = words(before, after)
    assert "".join(s.text for s in segments if s.kind != "new") == before
    assert "".join(s.text for s in segments if s.kind != "gone") == after


PARAGRAPHS = st.lists(
    st.sampled_from([LEAD, NEXT, THIRD, FOURTH, "40 people.", "Moor said no.", "山が鳴る。"]), max_size=6
)


@given(PARAGRAPHS, PARAGRAPHS)
def test_every_span_of_a_change_lies_in_the_copy(old, new):
    earlier, later = two(old, new)
    for change in between(earlier, later):
        assert all(any(p.covers(s) for p in earlier.take.copy) for s in change.before)
        assert all(any(p.covers(s) for p in later.take.copy) for s in change.after)


def test_a_very_long_piece_is_compared_in_good_time():
    old = [f"Crate {n} fell." for n in range(2000)]
    (moved, *rest) = between(*two(old, [*(f"Barrel {n} burnt." for n in range(2000)), *old[:1]]))
    words = " ".join(f"crate{n}" for n in range(30_000))

    assert moved.kind is ChangeKind.LEAD
    assert len(rest) > 3000
    assert (ChangeKind.REWORDED, True) in kinds(*two([LEAD, f"a {words}"], [LEAD, f"b {words}"]))


@given(PARAGRAPHS)
def test_a_take_has_no_change_from_itself(copy):
    assert kinds(*two(copy, copy)) == []

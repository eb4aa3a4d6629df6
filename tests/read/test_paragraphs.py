"""Paragraphs of plain text: wrapped lines are one, an indent or a blank line begins another."""

from writethru.read.paragraphs import paragraphs

BEHIND_A_DATELINE = """   The harbor board will close the
eastern quay of Harn on Monday at 9 p.m. EST after a storm that was
the worst in years, the mayor said.
   Plans for it had been told before, and pilots of the harbor had
been asked to leave.
   The quay opened in May.
"""


def test_a_first_line_that_stood_behind_a_dateline_is_short():
    found = [" ".join(span.of(BEHIND_A_DATELINE).split()) for span in paragraphs(BEHIND_A_DATELINE)]

    assert [words.split()[0] for words in found] == ["The", "Plans", "The"]
    assert found[0].endswith("the mayor said.")


def test_lines_of_free_length_are_a_paragraph_each():
    text = (
        "The board met.\nA ferry of Orrel ran aground off Harn, and nobody of its crew was hurt by it.\nIt sails again."
    )

    assert len(list(paragraphs(text))) == 3

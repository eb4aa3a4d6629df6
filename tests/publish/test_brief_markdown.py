"""The brief as Markdown: every citation opens its words, and no copy can write Markdown of its own."""

import re
from dataclasses import replace

import pytest

from ferry import LINE, SILT, TITLE, dossier
from invented import Copy
from writethru.model import Links
from writethru.plugins import WRITERS, make
from writethru.publish.brief_markdown import writer
from writethru.publish.when import when
from writethru.tell.brief import brief
from writethru.tell.display import shown
from writethru.tell.dossier import Dossier
from writethru.tell.timeline import happenings


def written(found=None, name="l1"):
    found = found or dossier()
    return writer()(brief(found, "storyline", name), found)


def plainly(markdown):
    return re.sub(r"\\(.)", r"\1", markdown)


def test_it_is_registered():
    assert make(WRITERS, "markdown") is writer()


def test_sections_in_order():
    assert re.findall("^#+ (.*)$", re.sub(r"\[\^\d+\]", "", written()), re.MULTILINE) == [
        TITLE,
        "Key sentences",
        "Who said what",
        "Figures and disputes",
        "Timeline",
        "Sources, by origin",
        "Related",
    ]


def test_every_citation_has_one_footnote_with_outlet_take_and_words():
    text = written()
    body, notes = text.split("\n[^1]:", 1)
    notes = dict(re.findall(r"^\[\^(\d+)\]: (.*)$", f"[^1]:{notes}", re.MULTILINE))

    assert set(re.findall(r"\[\^(\d+)\]", body)) == set(notes)
    number = re.search(re.escape(SILT) + r"\[\^(\d+)\]", text).group(1)
    assert notes[number] == f"Vell Wire (2nd LD), 6 Mar. 2026, 21:30 (UTC, zone inferred): {SILT}"


def test_every_key_sentence_is_there_with_its_glosses():
    text = plainly(written())
    for sentence in brief(dossier(), "storyline", "l1").key:
        assert f"- {shown(sentence.glossed)}[^" in text


def test_a_dispute_stands_side_by_side_without_a_verdict():
    text = written()

    assert "**tons of silt** — disputed between no named voice and Lannet Line" in text
    assert "About 900 tons, believed — no named voice[^" in text
    assert "only about 90 tons — said by Lannet Line[^" in text
    assert LINE in text


def test_a_rejected_claim_stands_under_the_rejection_with_its_voice():
    line = next(line for line in written().splitlines() if "rejected" in line and "that claim" in line)

    assert "claimed: pilots' union" in line


def test_what_is_inferred_says_why():
    assert "(inferred: the latest November before" in written()


def test_copy_cannot_write_markdown():
    words = "The [bridge](javascript:alert) of *Harn* <script>opened</script> to `all` cars_today in | Kessel."
    copy = Copy("c1", [("H", "# Bridge [x]: y"), ("P", words)], title="# Bridge [x]: y")
    found = Dossier({"c1": copy.take()}, {"c1": copy.facts()}, Links())
    text = writer()(brief(found, "story", "c1"), found)

    assert not re.search(r"(?<!\\)[<>`*]\w", text.replace("**", ""))
    assert "](" not in text.replace("\\](", "")
    assert shown(words) in plainly(text)


def test_the_wires_quotation_marks_become_a_readers():
    copy = Copy(
        "c1",
        [("H", "Bridge"), ("P", "``The bridge\nin Harn is open to all,'' was the word of the day.")],
        title="Bridge",
    )
    found = Dossier({"c1": copy.take()}, {"c1": copy.facts()}, Links())
    told = brief(found, "story", "c1")

    assert told.standfirst.text == "``The bridge in Harn is open to all,'' was the word of the day."
    assert "“The bridge in Harn is open to all,” was the word of the day." in writer()(told, found)


@pytest.mark.parametrize(
    ("precision", "words"),
    [("day", "1 Jun. 2018"), ("month", "June 2018"), ("year", "2018"), ("week", "1 Jun. to 30 Jun. 2018")],
)
def test_a_time_is_told_no_finer_than_it_is_known(precision, words):
    one = next(h for h in happenings(dossier()) if h.value == "2018-06")

    assert when(replace(one, precision=precision)) == words
    assert when(replace(one, earliest=None)) == "2018-06"


def test_the_same_brief_gives_the_same_words():
    assert written() == written()

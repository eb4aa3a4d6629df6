"""The example desk: all there, told of, and what its list says it shows."""

import json
import re

from writethru.example import folder, pieces
from writethru.model import TextPolicy
from writethru.settings import load

TALKS = ("talks-0-urgent", "talks-1-first", "talks-2-lead", "talks-3-2nd-lead", "talks-4-correction")


def text(name):
    return (folder() / name).read_text("utf-8")


def body(name):
    """The paragraphs from the dateline to the end mark."""
    return re.search(r"^[A-Z]+, .+?(?=\n\n\(END\))", text(f"{name}.txt"), re.MULTILINE | re.DOTALL)[0].split("\n\n")


def test_every_piece_is_told_of():
    listed = re.findall(r"^\| `([^`]+)` \|", text("README.md"), re.MULTILINE)

    assert sorted(listed) == sorted([*(p.name for p in pieces()), "writethru.toml"])


def test_every_source_may_be_shown_in_full():
    sources = load(folder()).sources
    rows = [json.loads(line) for p in pieces() if p.suffix == ".jsonl" for line in p.read_text("utf-8").splitlines()]

    assert {"Vantry", "", *(row["source"] for row in rows)} <= set(sources)
    assert {s.text for s in sources.values()} == {TextPolicy.FULL}


def test_the_takes_grow_from_alert_to_correction():
    assert [len(body(name)) for name in TALKS] == [1, 8, 12, 19, 19]


def test_the_correction_changes_one_figure_and_nothing_else():
    before, after = body(TALKS[3]), body(TALKS[4])
    differing = [(a, b) for a, b in zip(before, after, strict=True) if a != b]

    assert [(a.replace("18.4", "14.8"), before.index(a)) for a, _ in differing] == [(differing[0][1], 8)]


def test_one_caption_of_two_is_not_for_sale():
    captions = re.findall(r"^▲ .+$", text("talks-3-2nd-lead.txt"), re.MULTILINE)

    assert ["NOT FOR SALE" in c for c in captions] == [False, True]


def test_the_reprint_has_the_2nd_lead_word_for_word():
    page = text("leader-reprint.html")

    assert all(f"<p>{paragraph}</p>" in page for paragraph in body(TALKS[3]))

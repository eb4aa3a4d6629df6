"""A brief as it was handed out, held against the texts: what stands there is proved, anything else is told."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ferry import dossier
from writethru.publish.brief_json import to_json
from writethru.publish.proof import cited, proved
from writethru.tell.brief import brief


@pytest.fixture(scope="module")
def ferry():
    found = dossier()
    return to_json(brief(found, "storyline", "l1"), found), {key: take.text for key, take in found.takes.items()}


def changed(handed_out, change):
    told = json.loads(handed_out)
    change(told)
    return json.dumps(told)


def whys(handed_out, texts):
    return [(one.where, one.why) for one in proved(handed_out, texts)[1]]


def test_a_brief_stands_in_the_takes_that_it_cites(ferry):
    handed_out, texts = ferry
    told = json.loads(handed_out)
    number, failed = proved(handed_out, texts)

    assert failed == []
    assert number >= len(told["key"]) + len(told["said"]) + 2
    assert any(" [" in one["glossed"] for one in told["key"])
    assert cited(handed_out) <= texts.keys()


@pytest.mark.parametrize(
    ("change", "where"),
    [
        (lambda told: told["key"][0].update(glossed="The ferry sank."), "key 1"),
        (lambda told: told["standfirst"].update(glossed=told["standfirst"]["glossed"] + " Or so."), "standfirst"),
        (lambda told: told["said"][0]["quote"].update(glossed="I resign"), "said 1.quote"),
        (lambda told: told["timeline"]["past"][0].update(glossed="The war began."), "timeline.past 1"),
        (lambda told: told["claims"][0]["members"][0].update(value="9,000 tons"), "claims 1.members 1"),
    ],
)
def test_words_that_are_not_the_takes_are_found(ferry, change, where):
    handed_out, texts = ferry

    assert [one for one, _ in whys(changed(handed_out, change), texts)] == [where]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda at: at.update(take="nobody"), "no such take"),
        (lambda at: at.update(end=10**6), "are cited"),
        (lambda at: at.update(start=at["start"] + 2), "a word is cut"),
    ],
)
def test_a_citation_that_leads_nowhere_is_found(ferry, change, why):
    handed_out, texts = ferry
    told = whys(changed(handed_out, lambda brief: change(brief["headline"]["citation"])), texts)

    assert any(where == "headline" and why in said for where, said in told)


def test_a_failure_shows_what_the_take_has_and_what_to_do(ferry):
    handed_out, texts = ferry
    altered = changed(handed_out, lambda told: told["key"][0].update(glossed="The ferry sank."))
    (failure,) = proved(altered, texts)[1]
    right = json.loads(handed_out)["key"][0]

    assert failure.take == right["citation"]["take"]
    assert failure.why.removeprefix("the take has there: …") in right["text"] + " "
    assert "report it" in failure.do


@given(st.text(alphabet="ab .", min_size=1, max_size=12), st.integers(0, 4) | st.integers(10, 46))
def test_a_bracket_that_was_put_in_is_left_out_and_one_of_the_takes_own_is_not(gloss, at):
    text = "Moor [sic] said the ferry would reopen in May."
    told = f"{text[:at]} [{gloss}]{text[at:]}"
    one = {"glossed": told, "citation": {"take": "a", "start": 0, "end": len(text), "words": text}}

    assert proved(json.dumps({"id": "s", "key": [one], "timeline": {}, "claims": []}), {"a": text})[1] == []

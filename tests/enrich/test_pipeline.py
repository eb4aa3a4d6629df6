"""The steps of the parser give, token for token, what spaCy's own pipeline gives."""

from importlib.resources import files

import pytest
import spacy

from writethru.enrich.pipeline import Pipeline
from writethru.enrich.syntax import MODEL

RULES = [
    "There is no news. It was there that they were told, and you gets what you got.",
    "Let's go, y'all: they're gonna say we gotta stay, but he ain't done nothin', so let us be.",
    "She'd have done it if he'd had the time; that's what those two said they'd do.",
    "I saw it.\n\n  You, he said,  will see it too \t then.",
    "“Nobody,” said Moor, “can’t ’ve known” -- not even the 3rd Lt. (ret.), who’d got 1,200 of ’em.",
    " ",
    "",
]
FOUND = ["TAG", "DEP", "HEAD", "POS", "MORPH", "LEMMA", "SENT_START", "ENT_IOB", "ENT_TYPE"]


@pytest.fixture(scope="module")
def passages():
    pieces = sorted(p for p in files("writethru.example").iterdir() if p.name.startswith("talks-"))
    return [*RULES, *(part for piece in pieces for part in piece.read_text(encoding="utf-8").split("\n   "))]


@pytest.fixture(scope="module")
def expected(passages):
    return list(spacy.load(MODEL).pipe(passages))


def compare(docs, expected):
    for doc, other in zip(docs, expected, strict=True):
        assert doc.to_array(FOUND).tolist() == other.to_array(FOUND).tolist(), other.text


def test_as_the_model_itself(passages, expected):
    nlp = spacy.load(MODEL)
    docs = [nlp.make_doc(passage) for passage in passages]
    Pipeline(nlp)(docs)
    compare(docs, expected)


def test_what_is_remembered_of_a_word_says_the_same_again(passages, expected):
    nlp = spacy.load(MODEL)
    pipeline = Pipeline(nlp)
    pipeline([nlp.make_doc(passage) for passage in passages])
    docs = [nlp.make_doc(passage) for passage in passages]
    pipeline(docs)
    compare(docs, expected)

"""The words of saying, as data."""

import pytest

from writethru.enrich.speech.cues import lexicon
from writethru.enrich.speech.other_languages import tongues
from writethru.model import StatementKind

FOLLOWS = {"clause", "quote", "to", "object", "object-to", "told", "as", "gerund", "hearsay", "paper"}


def test_every_use_of_a_verb_says_what_may_follow_it():
    for verb, uses in lexicon().verbs.items():
        assert verb == verb.lower()
        for use in uses:
            assert use.follows <= FOLLOWS, verb
            assert use.follows or use.prepositions or use.pairs, verb
            assert 0 < use.weight <= 1, verb


@pytest.mark.parametrize("kind", list(StatementKind))
def test_every_kind_has_a_verb(kind):
    assert any(use.kind is kind for uses in lexicon().verbs.values() for use in uses)


@pytest.mark.parametrize(("verb", "kind"), [("say", "said"), ("propose", "proposed"), ("pledge", "pledged")])
def test_the_first_use_gives_the_plain_kind(verb, kind):
    assert lexicon().verbs[verb][0].kind == kind


def test_every_language_reads_its_own_kinds():
    for language, tongue in tongues().by_language.items():
        for pattern, kind in tongue.kinds:
            first = pattern.pattern.split("|")[0].replace("[аи]?", "")
            assert tongue.cue.search(first), (language, first)
            assert tongue.kind(first) is kind

"""What a sentence points back at, and what explains it."""

import pytest

from invented import Copy
from writethru.model import EntityKind, Links, MentionKind
from writethru.tell.dossier import Dossier
from writethru.tell.leaning import gives, leans_on, open_ends


@pytest.mark.parametrize(
    ("words", "nouns"),
    [
        ("The panel told the mayor of the incident.", {"panel", "incident"}),
        ("The two firms met.", {"firms"}),
        ("The panel of judges met, and the company that owns it.", set()),
        ("A panel met, and an incident was reported.", set()),
        ("Those planes left.", {"planes"}),
    ],
)
def test_a_definite_noun_leans_unless_something_behind_it_says_which(words, nouns):
    assert leans_on(words) == nouns


def test_a_noun_is_explained_by_itself_by_a_body_or_by_a_person():
    copy = Copy("c1", [("P", "Two planes of Orrel Line collided, Ida Moor said.")])
    copy.entity("Orrel Line", (MentionKind.NAME, "Orrel Line", ""), kind=EntityKind.BODY)
    copy.entity("Ida Moor", (MentionKind.NAME, "Ida Moor", ""))
    found = Dossier({"c1": copy.take()}, {"c1": copy.facts()}, Links())
    given = gives(found, "c1", copy.at("Two planes of Orrel Line collided, Ida Moor said."))

    assert open_ends(frozenset({"plane", "company", "woman"}), given) == 0
    assert open_ends(frozenset({"incident"}), given) == 1
    assert open_ends(frozenset({"company"}), frozenset({"planes"})) == 1

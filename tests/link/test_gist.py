"""What is handed over of a take is what would be made of it; where it cannot be made, that costs the take alone."""

from dataclasses import replace

import numpy as np
import pytest
from building import ferry_chain

import ferry
import talks
from newsroom import ferry as aground
from newsroom import lay, stories
from writethru import Desk
from writethru.link.claim_drafts import drawn
from writethru.link.gist import Gist, gists, maker
from writethru.link.items import Linkable
from writethru.link.links import link
from writethru.link.matter import matter, threads_among
from writethru.link.threads import Headed, threads
from writethru.link.traces import begin
from writethru.link.window import block
from writethru.model import Facts
from writethru.model.reading import Gisted

NOBODY = frozenset()
PIECES = {
    copy.key: (copy.take(), copy.facts())
    for copy in (ferry.agency(), ferry.page(), talks.first(), talks.second(), talks.correction())
} | {item.key: (item.take, item.facts) for item in ferry_chain()}


def item(key):
    return Linkable(*PIECES[key], np.ones(4, dtype=np.float32) / 2)


def handed(key):
    """A take as it is handed over: its facts are not there until they are asked for."""
    one = item(key)
    [made] = gists([one], NOBODY)
    return Linkable(one.take, lambda: one.facts, one.vector, Gist(made.packed))


@pytest.mark.parametrize("key", PIECES)
def test_each_part_is_what_would_be_made_of_the_take(key):
    one, other = item(key), handed(key)
    assert (one.day, one.dated, one.language) == (other.day, other.dated, other.language)
    assert matter(one) == matter(other)
    assert other.gist.trace == (begin(one) if one.copy else None)
    assert list(map(shown, one.bearers)) == list(map(shown, other.bearers))
    for slugged in ((), ("c",)):
        rows, others = block({"c": one}, slugged), block({"c": other}, slugged)
        assert {name: column.tobytes() for name, column in rows.items()} == {
            name: column.tobytes() for name, column in others.items()
        }
    mine, theirs = drawn(one.take, one.facts), other.gist.drawn
    assert (mine.items, mine.says(), mine.speakers) == (theirs.items, theirs.says(), theirs.speakers)
    assert (mine.count, mine.denies, mine.corrects) == (theirs.count, theirs.denies, theirs.corrects)


def shown(bearer):
    return {name: getattr(bearer, name) for name in bearer.__slots__}


def test_links_are_the_same_whether_gists_were_handed_over_or_not():
    assert link([item(key) for key in PIECES]) == link([handed(key) for key in PIECES])


@pytest.mark.parametrize("key", PIECES)
def test_threads_heed_what_heads_the_story(key):
    sides = [side.subject for side in threads(item(key))[1:]]
    for names in ([], sides, ["Somebody Else"]):
        assert threads_among(handed(key), Headed(names)) == threads(item(key), set(names))


def test_facts_that_do_not_fit_cost_their_take_its_words_and_nobody_else(tmp_path):
    odd, facts = PIECES["t1"]
    said = replace(facts.statements[0], reported_by_another=True, inside=99)  # there is no such statement
    pieces = [(take, Facts(take.key, language="en")) for take in (aground(1), aground(2))]
    with Desk(tmp_path) as desk:
        lay(desk, [*pieces, (odd, replace(facts, statements=(said, *facts.statements[1:])))])
        desk.catch_up()
        assert stories(desk) == ["p1 p2", odd.id]
        assert desk._store.gists.troubled() == {odd.key: "IndexError: tuple index out of range"}


def test_a_gist_of_other_rules_is_made_anew(tmp_path):
    with Desk(tmp_path) as desk:
        lay(desk, [(take, Facts(take.key, language="en")) for take in (aground(1), aground(2))])
        there = desk._store.gists
        there.keep(dict(zip([aground(1).key], gists([item("a1")], NOBODY), strict=True)), "older")
        assert there.wanted("older") == [aground(2).key]
        desk.catch_up()
        assert stories(desk) == ["p1 p2"]
        [kept] = there.get([aground(1).key], maker(NOBODY)).values()
        assert Gist(kept).trace.take == aground(1).key


def test_a_gist_that_came_meanwhile_stays(tmp_path):
    with Desk(tmp_path) as desk:
        gists = desk._store.gists
        gists.keep({"a1": Gisted(b"newer")}, "now")
        gists.keep({"a1": Gisted(b"older"), "b1": Gisted(b"other")}, "now")
        assert gists.get(["a1", "b1"], "now") == {"a1": b"newer", "b1": b"other"}
        gists.keep({"a1": Gisted(b"newest")}, "later")
        assert gists.get(["a1"], "later") == {"a1": b"newest"}

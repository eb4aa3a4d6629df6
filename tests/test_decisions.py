"""A person's word about who is who outranks the machine, holds for what comes later, and can be taken back."""

import json
import random
import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from namesakes import alike, fill, named, who
from newsroom import WHEN, silent
from writethru import Desk, intake
from writethru.errors import Contradiction, NotFound
from writethru.model import DecisionKind
from writethru.store import Found

MINISTER = named(1, "Ida Moor|Moor/prime minister", "Per Hale", "*Tarn Air")
STRIKER = named(2, "Ida Moor|Moor/striker", "Olga Reiss", "*Kors Rovers")
PREMIER = named(3, "Ida Moor/prime minister", "Lena Quill", day=6)
MARRIED = named(4, "Ida Strand/ferry owner", day=7)
PLAIN = named(5, "Ida Moor", day=8)
BRIDGE = named(6, "Ida Moor", "Per Hale", "Olga Reiss", "*Tarn Air", "*Kors Rovers", day=8)
TOBIAS = named(7, "Tobias Moor|Moor/judge", day=8)
LONE = named(8, "Moor/prime minister", day=6)


def at(piece, name="Ida Moor"):
    return f"{name}@{piece[0].key}"


@pytest.fixture
def desk(tmp_path):
    with Desk(tmp_path, clock=lambda: WHEN) as opened:
        yield opened


def test_two_names_become_one_and_every_later_bearer_of_either(desk):
    fill(desk, [MINISTER, MARRIED])
    done = desk.same("Ida Moor", "Ida Strand", "she married")

    assert (done.changed, done.people) == (True, ("ida-moor",))
    assert who(desk)["ida-moor"] == ["Ida Moor@1", "Ida Strand@4"]

    fill(desk, [PREMIER, PLAIN, named(9, "Ida Strand", day=9), LONE])

    assert who(desk)["ida-moor"] == [f"Ida {n}" for n in ("Moor@1", "Moor@3", "Moor@5", "Strand@4", "Strand@9")] + [
        "Moor@8"
    ]


def test_everything_made_of_people_follows(desk):
    fill(desk, [MINISTER, MARRIED])
    desk.same("Ida Moor", "Ida Strand")

    [profile] = desk.who("Strand")
    assert profile.person.id == "ida-moor"
    [row] = [row for row in desk.export("people") if "Ida Strand" in row["names"]]
    assert row["person"] == "ida-moor"


def test_one_who_is_one_by_rule_is_parted_and_others_go_where_they_fit_or_nowhere(desk):
    pieces = [MINISTER, STRIKER, PREMIER, PLAIN, BRIDGE, TOBIAS, LONE]
    fill(desk, pieces)
    assert who(desk)["ida-moor"] == [*(f"Ida Moor@{n}" for n in (1, 2, 3, 5, 6)), "Moor@8"]

    done = desk.different("Ida Moor, prime minister", "Ida Moor, striker")

    assert done.people == ("ida-moor", "ida-moor-2")
    found = who(desk)
    assert found["ida-moor"] == ["Ida Moor@1", "Ida Moor@3", "Moor@8"]
    assert found["ida-moor-2"] == ["Ida Moor@2"]
    assert sorted(v for k, v in found.items() if k.startswith("ida-moor-0")) == [["Ida Moor@5"], ["Ida Moor@6"]]
    assert found["tobias-moor"] == ["Tobias Moor@7"]


def test_later_pieces_go_to_the_side_whose_office_or_company_they_share(desk):
    fill(desk, [MINISTER, BRIDGE, STRIKER])
    desk.different(at(MINISTER), at(STRIKER))
    fill(desk, [named(9, "Ida Moor/striker"), named(10, "Ida Moor", "Olga Reiss", "*Kors Rovers"), PREMIER, PLAIN])
    found = who(desk)

    assert found["ida-moor"] == ["Ida Moor@1", "Ida Moor@3"]
    assert found["ida-moor-2"] == ["Ida Moor@10", "Ida Moor@2", "Ida Moor@9"]
    assert len([k for k in found if k.startswith("ida-moor-0")]) == 2


def test_spellings_that_rules_take_for_one_are_parted_by_name(desk):
    fill(desk, [named(1, "*Tarn Air"), named(2, "*Tarn Air Inc."), named(3, "*Tarn Air")])
    assert len(who(desk)) == 1
    desk.different("Tarn Air", "Tarn Air Inc.")

    assert who(desk) == {"tarn-air": ["Tarn Air@1", "Tarn Air@3"], "tarn-air-inc": ["Tarn Air Inc.@2"]}


def test_a_lone_surname_is_given_to_somebody_or_kept_from_him(desk):
    fill(desk, [MINISTER, LONE, TOBIAS])
    assert who(desk)["ida-moor"] == ["Ida Moor@1", "Moor@8"]

    number = desk.different(at(LONE, "Moor"), "Ida Moor").decision.number
    assert who(desk)["ida-moor"] == ["Ida Moor@1"]
    assert who(desk)["moor-000000"] == ["Moor@8"]

    desk.undo(number)
    desk.same(at(LONE, "Moor"), "Tobias Moor")
    assert who(desk)["tobias-moor"] == ["Moor@8", "Tobias Moor@7"]


def test_two_lone_surnames_that_differ_never_meet_in_one(desk):
    other = named(9, "Moor/premier", day=6)
    fill(desk, [MINISTER, LONE, other])
    assert len(who(desk)["ida-moor"]) == 3
    desk.different(at(LONE, "Moor"), at(other, "Moor"))

    assert who(desk)["ida-moor"] == ["Ida Moor@1"]


def test_the_same_word_twice_changes_nothing(desk):
    fill(desk, [MINISTER, MARRIED])
    desk.same("Ida Moor", "Ida Strand")
    made_of = desk._store.links.made_of()
    again = [
        desk.same("Ida Moor", "Ida Strand"),
        desk.same("Ida Strand", "ida moor"),
        desk.same("Ida Strand", "Ida Moor"),
    ]

    assert [(one.changed, one.decision.number) for one in again] == [(False, 1)] * 3
    assert desk._store.links.made_of() == made_of
    assert len(desk.decisions()) == 1


def test_a_contradiction_is_refused_and_names_the_earlier_decision(desk):
    fill(desk, [MINISTER, MARRIED, TOBIAS])
    desk.same("Ida Moor", "Ida Strand")
    desk.same("Ida Strand", "Tobias Moor")

    with pytest.raises(Contradiction, match=r"decision 2 says that Ida Strand and Tobias Moor are the same; .*undo 2"):
        desk.different("Ida Moor", "Tobias Moor")
    with pytest.raises(Contradiction, match="decision 1"):
        desk.different("Ida Strand", "Ida Moor")

    desk.undo(2)
    desk.different("Ida Moor", "Tobias Moor")
    with pytest.raises(Contradiction, match="decision 3"):
        desk.same("Ida Strand", "Tobias Moor")
    assert [one.undone is None for one in desk.decisions()] == [True, False, True]


def test_later_takes_that_make_decisions_clash_leave_the_earlier_in_force(desk):
    fill(desk, [MINISTER, MARRIED, TOBIAS])
    desk.different("Ida Moor", "Tobias Moor")
    desk.same("Ida Strand", "Tobias Moor")
    fill(desk, [named(9, "Ida Strand|Ida Moor")])

    assert who(desk)["tobias-moor"] == ["Tobias Moor@7"]


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        ("Moor", "Ida Strand", "fits 3 (ida-moor: Ida Moor, prime minister, take 0000000000000001; "),
        ("Nobody", "Ida Strand", "nobody of that name"),
        ("Ida Moor@0000000000000004", "Ida Strand", "nobody is called Ida Moor there"),
        ("Ida Moor@zz", "Ida Strand", "no take"),
        ("Ida Strand", "ida-strand", "both name ida-strand"),
    ],
)
def test_a_name_that_does_not_say_who_is_refused_on_one_line(desk, one, other, said):
    fill(desk, [MINISTER, STRIKER, MARRIED, TOBIAS])
    with pytest.raises(NotFound) as refused:
        desk.same(one, other)

    assert said in str(refused.value)
    assert "\n" not in str(refused.value)
    assert desk.decisions() == []


def test_one_name_twice_is_asked_where_each_is_meant(desk):
    fill(desk, [MINISTER, STRIKER, BRIDGE])
    with pytest.raises(
        NotFound, match=f"{at(MINISTER)} \\(prime minister\\); {at(STRIKER)} \\(striker\\); {at(BRIDGE)}"
    ):
        desk.different("Ida Moor", "ida-moor")
    with pytest.raises(NotFound, match="say of both where"):
        desk.different("Ida Moor", at(STRIKER))


def test_candidates_can_be_typed_as_they_are_listed(desk):
    fill(desk, [MINISTER, STRIKER, TOBIAS])
    with pytest.raises(NotFound) as refused:
        desk.same("Moor", "Tobias Moor")
    ids = re.findall(r"[(;] ?([a-z0-9-]+): ", str(refused.value))

    assert ids == ["ida-moor", "ida-moor-2", "tobias-moor"]
    assert desk.same(ids[1], ids[2]).changed
    assert [names for names in who(desk).values() if len(names) > 1] == [["Ida Moor@2", "Tobias Moor@7"]]


def test_a_role_finds_whom_and_the_name_holds_where_nobody_else_has_it(desk):
    fill(desk, [MINISTER, TOBIAS, MARRIED])
    desk.same("Moor, judge", "Ida Strand")

    assert [side.name for side in desk.decisions()[0].sides] == ["Tobias Moor", "Ida Strand"]
    assert [side.take for side in desk.decisions()[0].sides] == ["", ""]


def test_two_roles_of_one_are_one_for_good(desk):
    pieces = [named(1, "Ida Moor/prime minister", "Per Hale"), named(2, "Ida Moor/striker", "Per Hale")]
    fill(desk, pieces)
    desk.same("Ida Moor, prime minister", "Ida Moor, striker")

    assert [side.take for side in desk.decisions()[0].sides] == [take.key for take, _ in pieces]


def test_a_body_that_is_called_like_somebody_is_never_taken_for_him(desk):
    fill(desk, [MINISTER, TOBIAS, named(9, "*Moor")])
    with pytest.raises(NotFound, match="fits 3"):
        desk.same("Moor", "Per Hale")


def test_a_chain_stands_for_its_takes(desk):
    fill(desk, [MINISTER, STRIKER])
    [chain] = {p.chain for p in desk._store.links.placements() if p.take == STRIKER[0].key}

    assert desk.different(f"Moor@{chain}", "Per Hale").decision.sides[0].take == STRIKER[0].key


def test_facts_read_anew_in_another_order_keep_the_decision(desk):
    """What was decided stands on the words of a take, not on the place of an entity among its facts."""
    fill(desk, [MINISTER, STRIKER, BRIDGE])
    desk.different(at(MINISTER), at(STRIKER))
    before = who(desk)
    turned = [type(facts)(facts.take, entities=facts.entities[::-1]) for _, facts in (MINISTER, STRIKER, BRIDGE)]
    desk._store.facts.keep([(facts, None) for facts in turned], "another")
    fill(desk, [])

    assert who(desk) == before
    assert desk._store.facts.get([STRIKER[0].key])[STRIKER[0].key] == turned[1]


PIECES = st.lists(
    st.lists(
        st.sampled_from(
            [
                *("Ida Moor", "Ida Moor/prime minister", "Ida Moor/striker", "Ida B. Moor", "Tobias Moor/judge"),
                *("Ida Strand", "Moor", "Moor/prime minister", "Per Hale", "Olga Reiss", "*Tarn Air", "*Tarn Air Inc."),
            ]
        ),
        min_size=1,
        max_size=4,
        unique=True,
    ),
    min_size=3,
    max_size=7,
)


def word(draw, pieces):
    """Two sides by the words of a take, and whether they are one."""
    kind = draw.draw(st.sampled_from([DecisionKind.SAME, DecisionKind.DIFFERENT]))
    sides = []
    for _ in range(2):
        take, facts = draw.draw(st.sampled_from(pieces))
        sides.append(f"{draw.draw(st.sampled_from(facts.entities)).name}@{take.key}")
    return kind, sides


def say(desk, words):
    for kind, sides in words:
        try:
            getattr(desk, kind.value)(*sides)
        except (NotFound, Contradiction) as error:
            yield str(error)
        else:
            yield ""


@settings(max_examples=25)
@given(rows=PIECES, seed=st.integers(0, 99), data=st.data())
def test_when_something_is_decided_does_not_matter(tmp_path_factory, rows, seed, data):
    """Some takes, a word, the other takes: the same people as all takes, then the word; and undone, as if unsaid."""
    pieces = [named(number, *row, day=5 + number % 3) for number, row in enumerate(rows, 1)]
    first = data.draw(st.integers(1, len(pieces) - 1))
    words = [word(data, pieces[:first]) for _ in range(data.draw(st.integers(1, 3)))]
    home = tmp_path_factory.mktemp("decided")
    with Desk(home / "one") as one, Desk(home / "other") as other:
        fill(one, pieces[:first])
        said = list(say(one, words))
        fill(one, pieces[first:])
        shuffled = pieces[:]
        random.Random(seed).shuffle(shuffled)
        fill(other, shuffled)
        before = other._store.links.all()
        kept = [one for one, refused in zip(words, said, strict=True) if not refused]
        if list(say(other, kept)) == [""] * len(kept):  # what came since can make a name mean two
            assert alike(other._store.people.everybody()) == alike(one._store.people.everybody())
            for decision in other.decisions():
                ids = [people_of(other, side) for side in decision.sides]
                assert (ids[0] == ids[1]) is (decision.kind is DecisionKind.SAME)
        for decision in other.decisions():
            other.undo(decision.number)
        assert other._store.links.all() == before


@settings(max_examples=25)
@given(rows=PIECES, data=st.data())
def test_a_word_leaves_what_linking_all_anew_would(tmp_path_factory, rows, data):
    """Also where takes have come whose facts are not read yet: they have moved others already."""
    pieces = [named(number, *row, day=5 + number % 3) for number, row in enumerate(rows, 1)]
    first = data.draw(st.integers(1, len(pieces)))
    with Desk(tmp_path_factory.mktemp("decided")) as desk:
        fill(desk, pieces[:first])
        desk._store.documents.receive("e" * 64, "later.txt", "", b"names", WHEN)
        desk._store.documents.keep("e" * 64, [replace(take, document="e" * 64) for take, _ in pieces[first:]])
        intake.place(desk._store, silent)
        for _ in say(desk, [word(data, pieces[:first]) for _ in range(2)]):
            made = desk._store.links.all()
            desk._store.remembered.forget()
            intake.link(desk._store, desk.settings, silent)
            assert desk._store.links.all() == made


def test_a_word_makes_people_and_claims_anew_and_nothing_else(desk):
    fill(desk, [MINISTER, MARRIED])
    story = desk._store.links.stories()[0]
    chains, upto = desk._store.remembered.waiting(1)
    desk._store.remembered.keep(Found(chains, (), stories=[replace(story, headline="As it stood")]), upto, WHEN)
    desk.same("Ida Moor", "Ida Strand")

    assert who(desk)["ida-moor"] == ["Ida Moor@1", "Ida Strand@4"]
    assert "As it stood" in [one.headline for one in desk._store.links.stories()]


def people_of(desk, side):
    return next(
        p.id
        for p in desk._store.people.everybody()
        for m in p.mentions
        if (m.take == side.take and side.span in m.spans) or (not side.take and side.name in p.names)
    )


# The commands


def test_the_commands_say_what_they_did_in_text_and_json(desk, capsys):
    from writethru.cli import main

    fill(desk, [MINISTER, STRIKER, MARRIED])

    def run(*words):
        with pytest.raises(SystemExit) as left:
            main([*words, "--desk", str(desk.folder)])
        out, err = capsys.readouterr()
        return left.value.code or 0, out, err

    code, out, _ = run("same", "ida-moor", "Ida Strand", "--because", "she married")
    assert (code, out) == (
        0,
        f"1  ida-moor (in {MINISTER[0].key}) and Ida Strand are the same\n    kept; now ida-moor\n",
    )
    assert "had been said before" in run("same", "ida-moor", "Ida Strand")[1]
    code, _, err = run("different", "ida-moor", "Ida Strand")
    assert (code, err.count("\n")) == (1, 1)
    assert "undo 1" in err
    code, _, err = run("same", "Moor", "Ida Strand")
    assert (code, err.count("\n")) == (1, 1)

    listed = run("decisions")[1]
    assert "because she married" in listed
    [row] = json.loads(capture(run("decisions", "--json")))
    assert (row["number"], row["kind"], row["why"], row["undone"]) == (1, "same", "she married", None)
    assert json.loads(capture(run("undo", "1", "--json")))["decision"]["undone"]
    assert "had been taken back before" in run("undo", "1")[1]
    assert run("undo", "9")[0] == 1
    assert "taken back" in run("decisions")[1]


def capture(ran):
    return ran[1]


def test_nothing_decided_says_how_to(desk, capsys):
    from writethru.cli import main

    with pytest.raises(SystemExit):
        main(["decisions", "--desk", str(desk.folder)])
    assert "writethru same" in capsys.readouterr().out


def test_a_moment_is_kept_in_utc(desk):
    fill(desk, [MINISTER, MARRIED])
    desk.same("Ida Moor", "Ida Strand")

    assert desk.decisions()[0].at == datetime(2031, 3, 20, 9, tzinfo=UTC)

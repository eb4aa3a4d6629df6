"""Searches by words, speaker, figure and days: each narrows the others; the sentence shown has what was asked for."""

from datetime import date

import pytest

import newsroom
from newsroom import fill, piece
from writethru import Desk
from writethru.errors import NotFound
from writethru.model import Entity, EntityKind, Facts, Figure, Mention, MentionKind, Sentence, Signal, Span, Statement
from writethru.model.terms import terms
from writethru.store.search import holds

MOOR = "Ida Moor, the harbour master, said the quay would cost 350 billion crowns and take 3.5 years."
HALE = "Jon Hale said that Moor had promised a new crane at the quay."
PLAIN = "The quay was closed in winter when 350 boats lay at anchor there."
WORDS = {"Ida Moor": EntityKind.PERSON, "Jon Hale": EntityKind.PERSON}
NUMBERS = {"350 billion crowns": 350e9, "3.5 years": 3.5, "350 boats": 350.0}
UNITS = {"350 billion crowns": "crown", "3.5 years": "year", "350 boats": "boat"}


def read(take):
    """Sentences, names, figures and statements: each paragraph is one sentence, and who stands first in it speaks."""
    sentences = [Sentence(Span(p.start, p.end), "copy", n, "en") for n, p in enumerate(take.copy)]
    found = {name: take.text.find(name) for name in WORDS if name in take.text}
    entities = [
        Entity(WORDS[name], name, (name,), (Mention(Span(at, at + len(name)), "copy", MentionKind.NAME),))
        for name, at in found.items()
    ]
    figures = [
        Figure(Span(at, at + len(words)), "copy", value=value, unit=UNITS[words])
        for words, value in NUMBERS.items()
        if (at := take.text.find(words)) >= 0
    ]
    statements = [
        Statement((s.span,), "copy", entity=n, cue=())
        for s in sentences
        for n, (name, at) in enumerate(found.items())
        if at == s.span.start
    ]
    return Facts(
        take.key,
        language="en",
        sentences=tuple(sentences),
        entities=tuple(entities),
        figures=tuple(figures),
        statements=tuple(statements),
    )


@pytest.fixture
def desk(tmp_path):
    with Desk(tmp_path) as opened:
        pieces = [
            piece(1, "Quay to cost billions", MOOR, PLAIN, day=5),
            piece(2, "A crane for the harbour", HALE, day=6),
            piece(3, "Winter at the quay", PLAIN, day=7),
        ]
        fill(opened, pieces, read)
        yield opened


def found(desk, *words, **asked):
    return [hit.id for hit in desk.search(*words, **asked)]


def marked(hit):
    return hit.excerpt.replace("\x02", "[").replace("\x03", "]")


@pytest.mark.parametrize(
    ("asked", "ids"),
    [
        ({"words": "quay"}, {"p1", "p2", "p3"}),
        ({"words": "quay crane"}, {"p2"}),
        ({"words": "quay cra"}, {"p2"}),
        ({"words": "quay cr"}, {"p1", "p2", "p3"}),
        ({"words": "q"}, set()),
        ({"speaker": "Moor"}, {"p1"}),
        ({"speaker": "Jon Hale"}, {"p2"}),
        ({"speaker": "Moor", "words": "crane"}, set()),
        ({"speaker": "Moor", "words": "cost"}, {"p1"}),
        ({"speaker": "Moor", "words": "anchor"}, set()),
        ({"figure": "350 billion"}, {"p1"}),
        ({"figure": "350,000,000,000"}, {"p1"}),
        ({"figure": "3.5"}, {"p1"}),
        ({"figure": "350"}, {"p1", "p3"}),
        ({"figure": "351"}, set()),
        ({"figure": "350 percent"}, set()),
        ({"figure": "3.5 years"}, {"p1"}),
        ({"figure": "350 people"}, {"p1", "p3"}),
        ({"figure": "350", "speaker": "Moor"}, set()),
        ({"figure": "3.5", "speaker": "Moor"}, {"p1"}),
        ({"figure": "350", "words": "winter"}, {"p1", "p3"}),
        ({"since_day": date(2031, 3, 6)}, {"p2", "p3"}),
        ({"until_day": date(2031, 3, 6)}, {"p1", "p2"}),
        ({"since_day": date(2031, 3, 6), "until_day": date(2031, 3, 6)}, {"p2"}),
        ({"words": "quay", "since_day": date(2031, 3, 7)}, {"p3"}),
        ({"speaker": "Moor", "since_day": date(2031, 3, 6)}, set()),
        ({"since_day": date.min, "until_day": date.max}, {"p1", "p2", "p3"}),
        ({"words": "of", "since_day": date(2031, 3, 7)}, {"p3"}),
    ],
)
def test_each_filter_narrows_the_others(desk, asked, ids):
    assert set(found(desk, **asked)) == ids


def test_the_sentence_shown_has_what_was_asked_for(desk):
    [by_speaker] = desk.search(speaker="Hale")
    [by_figure] = desk.search(figure="350 billion")
    [both] = desk.search("quay", figure="3.5")

    assert marked(by_speaker) == HALE
    assert marked(by_figure) == MOOR.replace("350 billion crowns", "[350 billion crowns]")
    assert marked(both) == MOOR.replace("quay", "[quay]").replace("3.5 years", "[3.5 years]")


def test_without_words_the_latest_come_first(desk):
    assert found(desk, figure="350") == ["p3", "p1"]
    assert found(desk, since_day=date(2031, 3, 1)) == ["p3", "p2", "p1"]
    assert found(desk, most=1, since_day=date(2031, 3, 1)) == ["p3"]


def test_what_another_says_somebody_said_is_not_given_as_their_words(tmp_path):
    def reported(take):
        facts = read(take)
        said = tuple(Statement(s.content, s.scope, entity=s.entity, reported_by_another=True) for s in facts.statements)
        return Facts(facts.take, "en", facts.anchor, facts.sentences, facts.entities, said)

    with Desk(tmp_path) as desk:
        fill(desk, [piece(1, "Quay to cost billions", MOOR)], reported)

        assert found(desk, speaker="Moor") == []


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("EU", {"p8"}),
        ("EU museum", {"p8"}),
        ("G7", {"p9"}),
        ("eu", set()),
        ("(grants)", {"p8"}),
        ("museum, grants.", {"p8"}),
        ("“for the museum”", {"p8"}),
        ("mayor's", {"p9"}),
        ("mayor’s", {"p9"}),
    ],
)
def test_abbreviations_punctuation_and_curled_signs_are_looked_for_as_they_are_meant(tmp_path, words, ids):
    grant = "The EU grants 4 million crowns for the museum, its office in Vell said."
    museum = "The mayor’s museum reopens, and neurologists of the G7 meet there."
    with Desk(tmp_path) as desk:
        fill(desk, [piece(8, "Crowns for Vell", grant), piece(9, "Doors open in Vell", museum)], read)

        assert set(found(desk, words)) == ids
        assert all("\x02" in hit.excerpt for hit in desk.search(words))
        takes = {take.id: take for take in desk._store.takes.all()}
        assert {name for name, take in takes.items() if holds(take, terms(words))} >= ids


@pytest.mark.parametrize(
    "asked", [{}, {"words": "  "}, {"speaker": "Quist"}, {"speaker": "—"}, {"figure": "soon"}, {"figure": "nan"}]
)
def test_what_cannot_be_searched_for_is_said(desk, asked):
    with pytest.raises(NotFound):
        desk.search(**asked)


def test_nothing_of_a_killed_piece_is_found(desk):
    kill = piece(9, "Quay to cost billions", "Editors: please kill this.", signal=Signal.KILL, source="Post 1", day=6)
    before = found(desk, speaker="Moor"), found(desk, figure="3.5"), found(desk, "billions")
    fill(desk, [kill])
    ways = ({"figure": "3.5"}, {"words": "billions"}, {"until_day": date(2031, 3, 5)})

    assert before == (["p1"], ["p1"], ["p1"])
    assert [found(desk, **asked) for asked in ways] == [[], [], []]
    with pytest.raises(NotFound, match="nobody of that name"):
        desk.search(speaker="Moor")


def test_two_syllables_of_hangul_are_found(tmp_path):
    with Desk(tmp_path) as desk:
        fill(desk, [piece(1, "항구 재개장 회담", "벨 항구의 회담이 금요일에 열렸다.")], newsroom.bare)

        assert found(desk, "회담") == ["p1"]
        assert found(desk, "재개장 회담") == ["p1"]
        assert found(desk, "회의") == []


def test_a_take_alone_is_judged_as_the_index_judges_it(desk):
    takes = list(desk._store.takes.all())
    for words in (["QUAY"], ["quay", "crane"], ["lay at anchor"], ["Winter"], ["nowhere"]):
        query = " ".join(f'"{word}"' for word in words)

        assert {take.key for take in takes if holds(take, words)} == set(desk._store.search.find(query, 9))


def test_figures_read_anew_are_found_by_their_new_value(desk):
    before = piece(3, "Winter at the quay", PLAIN, day=7)
    newsroom.lay(desk, [(before, Facts(before.key, language="en"))], maker="newer")
    newsroom.intake.link(desk._store, desk.settings, newsroom.silent)

    assert found(desk, figure="350") == ["p1"]

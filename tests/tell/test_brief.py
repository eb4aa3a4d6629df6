"""The brief of invented copy: what it must hold, and that every word of it is some take's own."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ferry import DENIAL, LEAD, LINE, SILT, STRAY, TEASER, TITLE, dossier
from invented import Copy
from writethru.errors import NotFound, Withheld
from writethru.model import Citation, CitedSentence, Links, Marker, MentionKind, PartKind, Signal, Standing
from writethru.tell.brief import brief
from writethru.tell.display import folded
from writethru.tell.dossier import Dossier, gather


def kind(name):
    return "story" if name.startswith("s") else "storyline"


def told(name="l1", as_of=None):
    found = dossier()
    return brief(gather(found.takes, found.facts, found.links, kind(name), name), kind(name), name, as_of)


def cited(b):
    yield from (b.headline, b.standfirst, *b.key, *(s.quote for s in b.said))
    yield from (s.rejects for s in b.said if s.rejects)


def test_headline_is_the_lead_takes_without_its_marker():
    b = told()

    assert b.headline.text == TITLE
    assert b.headline.citation.take == "a2"
    assert b.headline.citation.scope == "headline"


@pytest.mark.parametrize("name", ["l1", "l2", "s1", "s2"])
def test_every_sentence_is_its_takes_words(name):
    found = dossier()
    for sentence in cited(brief(found, kind(name), name)):
        take = found.takes[sentence.citation.take]
        assert sentence.text == folded(sentence.citation.span.of(take.text))


def test_every_gloss_has_its_words():
    found = dossier()
    for sentence in cited(told()):
        for gloss in sentence.glosses:
            assert gloss.at <= len(sentence.text)
            assert gloss.evidence is None or gloss.evidence.span.of(found.takes[gloss.evidence.take].text).strip()


def test_no_key_sentence_is_a_headline_note_end_mark_or_question():
    found = dossier()
    for sentence in told().key:
        take = found.takes[sentence.citation.take]
        assert any(p.kind in (PartKind.PARAGRAPH, PartKind.STANDFIRST) and p.span.covers(sentence.citation.span)
                   for p in take.parts)  # fmt: skip
        assert not sentence.text.endswith("?")


def test_both_documents_and_both_sides_of_the_dispute_are_told():
    b = told()
    texts = [s.text for s in b.key]

    assert {s.citation.take for s in b.key} == {"a2", "b1"}
    assert 4 <= len(b.key) <= 6
    assert SILT in texts
    assert LINE in texts


def test_what_nobody_can_resolve_is_left_out_and_counted():
    assert STRAY not in [s.text for s in told().key]


def test_a_dossier_of_only_unresolved_sentences_tells_none_of_them():
    found = dossier()
    silent = [replace(e, mentions=tuple(m for m in e.mentions if m.kind is MentionKind.NAME))
              for e in found.facts["a2"].entities]  # fmt: skip
    facts = {"a2": replace(found.facts["a2"], entities=tuple(silent))}
    lone = replace(found, takes={"a2": found.takes["a2"]}, facts=facts)
    b = brief(lone, "story", "s2")

    assert not [s for s in b.key if s.text in (folded(DENIAL), STRAY)]


def test_standfirst_is_the_lead_glossed():
    b = told()

    assert b.standfirst.text == folded(LEAD)
    assert [g.text for g in b.standfirst.glosses] == ["6 Mar."]


def test_a_storyline_that_shares_a_piece_tells_only_its_own_paragraphs():
    b = told("l2")

    assert {s.text for s in b.key} | {b.standfirst.text} == {SILT, LINE}
    assert {s.speaker for s in b.said} == {"Lannet Line"}


def test_dispute_is_first_and_whole():
    b = told()

    assert b.claims[0].standing is Standing.DISPUTED
    assert [m.voice_name for m in b.claims[0].members] == ["", "Lannet Line"]


def test_sources_say_what_is_not_known():
    b = told()

    assert [(s.take, s.earlier) for s in b.sources] == [("a2", 1), ("b1", 0)]
    assert b.badge == "2 outlets, at least 1 origin (Vell Wire), 1 unknown"


def test_related_are_stories_and_storylines():
    assert [of for of, _ in told().related] == ["s1", "s2", "l2"]
    assert [of for of, _ in told("s2").related] == ["s1", "l1", "l2"]


def test_a_kill_takes_the_whole_chain_out():
    found = dossier()
    kill = replace(found.takes["a1"], marker=Marker(("KILL",), Signal.KILL, 9))
    left = replace(found, takes={**found.takes, "a1": kill})
    b = brief(left, "storyline", "l1")

    assert {s.citation.take for s in cited(b)} == {"b1"}
    assert {c.take for h in b.timeline.past for c in h.citations} == {"b1"}

    with pytest.raises(Withheld):
        brief(gather(left.takes, left.facts, left.links, "story", "s2"), "story", "s2")


def test_a_teaser_is_told_only_where_there_is_no_copy():
    assert TEASER not in [s.text for s in told().key]


@given(st.permutations(["a1", "a2", "b1"]), st.permutations(range(2)))
def test_order_of_arrival_does_not_matter(keys, stories):
    found = dossier()
    links = replace(found.links, stories=tuple(found.links.stories[n] for n in stories))
    mixed = replace(
        found, takes={k: found.takes[k] for k in keys}, facts={k: found.facts[k] for k in keys}, links=links
    )

    assert replace(brief(mixed, "storyline", "l1"), related=()) == replace(told(), related=())


@given(st.sets(st.integers(0, 9)), st.sets(st.integers(0, 3)), st.dates(date(2018, 1, 1), date(2030, 1, 1)))
def test_whatever_paragraphs_there_are_every_word_is_cited(gone, page_gone, as_of):
    found = dossier()
    takes = {
        "a2": without(found.takes["a2"], gone, PartKind.PARAGRAPH),
        "b1": without(found.takes["b1"], page_gone, PartKind.PARAGRAPH),
    }
    some = replace(found, takes=takes, facts={k: found.facts[k] for k in takes})
    b = brief(some, "storyline", "l1", as_of)
    for sentence in cited(b):
        assert sentence.text == folded(sentence.citation.span.of(takes[sentence.citation.take].text))
        assert isinstance(sentence, CitedSentence)
    for happening in (*b.timeline.past, *b.timeline.now, *b.timeline.ahead):
        words = [folded(c.span.of(takes[c.take].text)) for c in happening.citations]
        assert happening.text == words[0]
    assert all(h.earliest > as_of or (h.planned and h.latest >= as_of) for h in b.timeline.ahead)


def without(take, gone, kind):
    """A take whose reader did not take those paragraphs for copy."""
    numbered = [p for p in take.parts if p.kind is kind]
    out = {p for n, p in enumerate(numbered) if n in gone}
    return replace(take, parts=tuple(p for p in take.parts if p not in out))


def test_on_its_main_storyline_a_piece_tells_all_but_its_key_sentences_stay_on_the_matter():
    found = dossier()
    take = found.takes["a2"]
    topic = tuple(Citation("a2", part) for part in take.copy if SILT not in part.of(take.text))
    lines = tuple(replace(line, passages=topic) if line.id == "l1" else line for line in found.links.storylines)
    links = replace(found.links, storylines=lines)
    b = brief(gather(found.takes, found.facts, links, "storyline", "l1"), "storyline", "l1")

    assert not {SILT, LINE} & {s.text for s in b.key}
    assert "Lannet Line" in {s.speaker for s in b.said}
    assert b.claims[0].standing is Standing.DISPUTED


@pytest.mark.parametrize(
    ("lines", "headline"),
    [
        ([("P", "The bridge opened. Cars crossed it.")], "The bridge opened."),
        ([("H", "(2nd LD) Bridge\n   opens in Harn"), ("P", "The bridge opened.")], "Bridge opens in Harn"),
        ([("N", "BRIDGES 4 TUNNELS 2"), ("E", "(END)")], "BRIDGES 4 TUNNELS 2"),
    ],
)
def test_headline_of_whatever_there_is(lines, headline):
    copy = Copy("c1", lines, title="Bridge opens in Harn")
    found = Dossier({"c1": copy.take()}, {"c1": copy.facts()}, Links())

    assert brief(found, "story", "c1").headline.text == headline


def test_a_take_without_words_is_not_told():
    empty = replace(Copy("c1", [("P", "x")]).take(), text="  ", parts=())

    with pytest.raises(Withheld):
        brief(Dossier({"c1": empty}, {}, Links()), "story", "c1")


def test_the_lead_is_the_latest_of_the_chain_that_linking_chose():
    found = dossier()
    stories = tuple(replace(s, lead="a1") if s.id == "s2" else s for s in found.links.stories)
    b = brief(replace(found, links=replace(found.links, stories=stories)), "storyline", "l1")

    assert b.headline.citation.take == "a2"


def test_nothing_of_that_name():
    found = dossier()

    with pytest.raises(NotFound):
        gather(found.takes, found.facts, found.links, "story", "s9")


def test_a_piece_without_a_headline_is_headed_by_its_first_sentence_with_day_and_place():
    copy = Copy("c1", [("D", "HARN, Vt. (XX) _ "), ("P", "The harbor board closed the eastern quay.")])
    found = brief(Dossier({"c1": copy.take()}, {"c1": copy.facts()}, Links()), "story", "c1")

    assert found.headline == found.standfirst


@pytest.mark.parametrize("title", ["Saturday, May 3, 2031", "Posted: 4 May 2031 10: 30 AM ET"])
def test_a_headline_that_is_only_a_day_gives_way_to_the_first_sentence(title):
    copy = Copy("c1", [("H", title), ("P", "The harbor board closed the eastern quay.")], title=title)
    found = brief(Dossier({"c1": copy.take()}, {"c1": copy.facts()}, Links()), "story", "c1")

    assert found.headline.text == "The harbor board closed the eastern quay."

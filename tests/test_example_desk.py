"""The example desk, from its files to every exit: invented copy, so this always runs."""

import json
import re
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import desks
from writethru import Desk, enriching, intake
from writethru.errors import NotFound
from writethru.example import pieces
from writethru.link.items import Linkable
from writethru.link.links import link
from writethru.model import COPY, ChangeKind, Signal, Standing, StatementKind
from writethru.publish import export
from writethru.tell.display import folded

TALKS = "FM offers"
CLARA, MARTIN = "clara-dorrin", "martin-dorrin"
NESTED = ("one eye on the timetable", "med et halvt øye på rutetabellen")
SIGNS = re.compile(r"\((?:URGENT|LEAD|2nd LD|CORRECTION)\)|\bATTN\b|\(END\)|▲|NOT FOR SALE")


@pytest.fixture(scope="module")
def every(example):
    return desks.takes(example)


@pytest.fixture(scope="module")
def by_key(every):
    return {take.key: take for take in every.values()}


@pytest.fixture(scope="module")
def placed(example):
    return {row["id"]: row for row in example.export("stories")}


@pytest.fixture(scope="module")
def chain(every):
    """The five takes of the talks, from alert to correction."""
    takes = [t for t in every.values() if t.slug == "Dorrin-Rostane-talks"]
    return sorted(takes, key=lambda take: take.sent.at)


@pytest.fixture(scope="module")
def told(example):
    return example.brief(TALKS)


@pytest.fixture(scope="module")
def names(placed, every, chain):
    """The ids of the three stories and of the storyline that two of them stand on."""
    talks = placed[chain[0].id]
    february, museum = placed[of(every, "Vantry", "cleanup").id], placed[of(every, "Vantry", "museum").id]
    return {
        "talks": talks["story"],
        "line": talks["storyline"],
        "february": february["story"],
        "museum": museum["story"],
    }


@pytest.fixture(scope="module")
def statements(example):
    return desks.rows(example, "statements")


def of(every, source, headline=""):
    (found,) = [take for take in every.values() if take.source == source and headline in take.headline]
    return found


# Reading


def test_every_piece_is_one_take_and_every_row_too(every):
    assert len(every) == desks.EXAMPLE_TAKES
    assert {"haenaru-20310313-0014", "sundposten-311840", "mercury-2031-02-11-7", "mercury-2031-03-12-3"} <= set(every)


def test_a_clock_without_a_zone_hangs_where_the_settings_say(chain):
    assert [take.sent.at.isoformat()[-6:] for take in chain] == ["+01:00"] * 5
    assert all(take.sent.zone_inferred and "settings" in take.sent.why for take in chain)


def test_signals_and_ranks_follow_the_markers(chain):
    assert [take.marker.signal for take in chain] == [
        Signal.ALERT,
        Signal.NEW,
        Signal.UPDATE,
        Signal.UPDATE,
        Signal.CORRECTION,
    ]


def test_no_copy_holds_a_sign_for_desks(every):
    for take in every.values():
        for part in take.parts:
            if part.kind in COPY:
                assert not SIGNS.search(part.span.of(take.text)), take.headline


# Chains, stories, storylines


def test_five_takes_stand_in_order(example, chain):
    rows = {row["id"]: row for row in example.export("takes")}

    assert len({rows[take.id]["chain"] for take in chain}) == 1
    assert [rows[take.id]["previous"] for take in chain] == [None, *(take.id for take in chain[:-1])]


def test_three_stories_on_two_storylines(placed, every, chain):
    museum = of(every, "Vantry", "museum")
    february = {of(every, "Vantry", "cleanup").id, "mercury-2031-02-11-7"}
    talks = set(every) - february - {museum.id}

    stories = {}
    for row in placed.values():
        stories.setdefault(row["story"], set()).add(row["id"])
    assert sorted(map(len, stories.values())) == [1, 2, 11]
    assert february in stories.values()
    assert talks in stories.values()
    line = {placed[i]["storyline"] for i in (*february, *talks)}
    assert len(line) == 1
    assert placed[museum.id]["storyline"] not in line


def test_the_pieces_in_korean_and_norwegian_are_in_the_story(placed, chain):
    assert {placed[i]["story"] for i in ("haenaru-20310313-0014", "sundposten-311840")} == {
        placed[chain[0].id]["story"]
    }


@pytest.fixture(scope="module")
def items(example):
    """All takes with the facts and vectors that the desk holds."""
    store = example._store
    keys = store.takes.keys()
    takes, facts, vectors = store.takes.get(keys), store.facts.get(keys), store.facts.vectors(keys)
    return [Linkable(takes[key], facts[key], vectors.get(key)) for key in keys]


@settings(max_examples=15)
@given(data=st.data())
def test_the_order_in_which_takes_are_linked_does_not_matter(items, data):
    """Without the pieces in other languages, whose meaning takes a second to read each time."""
    english = [item for item in items if item.facts.language == "en"]

    assert len(english) == desks.EXAMPLE_TAKES - 2
    assert link(data.draw(st.permutations(english))) == link(english)


@settings(max_examples=2)
@given(order=st.permutations(range(len(pieces()))), at=st.integers(1, len(pieces()) - 1))
def test_the_order_of_arrival_does_not_matter(example, items, tmp_path_factory, order, at):
    """Pieces arrive in two batches, in any order; a story is named after the first of it that came."""
    files = [pieces()[n] for n in order]
    with Desk(tmp_path_factory.mktemp("arrivals")) as desk:
        object.__setattr__(desk, "settings", example.settings)
        for batch in (files[:at], files[at:]):
            desk.add([str(path) for path in batch], later=True)
            keys = set(desk._store.takes.without_facts())
            desk._store.facts.keep([(i.facts, i.vector) for i in items if i.take.key in keys], enriching.maker())
            intake.link(desk._store, desk.settings, lambda *_: None)
        for table in export.TABLES:
            assert desks.unnamed(desk, table) == desks.unnamed(example, table), table


# Changes


def between(example, chain, number):
    return [c for c in example.changes(TALKS) if c.take == chain[number].key]


def test_figures_that_changed_are_told_from_old_to_new(example, chain):
    def summaries(n):
        return [c.summary for c in between(example, chain, n) if c.kind is ChangeKind.FIGURE and c.material]

    assert any("3,600" in s and s.index("3,600") < s.index("4,200") for s in summaries(2))
    assert any("18.4" in s and s.index("18.4") < s.index("14.8") for s in summaries(4))


def test_the_spans_of_a_change_open_its_words(example, chain):
    (fund,) = [c for c in between(example, chain, 4) if c.kind is ChangeKind.FIGURE]

    assert ["18.4" in span.of(chain[3].text) for span in fund.before] == [True]
    assert ["14.8" in span.of(chain[4].text) for span in fund.after] == [True]


def test_the_correction_changes_the_fund_and_nothing_else(example, chain):
    changes = between(example, chain, 4)

    assert {c.kind for c in changes if c.material} <= {ChangeKind.NOTE, ChangeKind.FIGURE, ChangeKind.REWORDED}
    assert len([c for c in changes if c.kind is ChangeKind.REWORDED]) <= 1


def test_the_second_lead_has_a_new_lead_a_new_headline_and_no_analyst(example, chain):
    changes = between(example, chain, 3)
    kinds = {c.kind for c in changes if c.material}
    dropped = [
        span.of(chain[2].text) for c in changes if c.kind is ChangeKind.DROPPED and c.material for span in c.before
    ]
    added = [span.of(chain[3].text) for c in changes if c.kind is ChangeKind.STATEMENT_ADDED for span in c.after]

    assert {ChangeKind.HEADLINE, ChangeKind.LEAD} <= kinds
    assert any("Brannick" in words for words in dropped)
    assert any("lift this ship" in words for words in added)


# Claims


def claim(told, *values):
    return [c for c in told.claims if all(any(v in m.value for m in c.members) for v in values)]


def test_the_oil_is_one_matter_in_dispute(told):
    (oil,) = claim(told, "4,200", "350")
    sides = {("4,200" in m.value, m.voice_name) for m in oil.members if "4,200" in m.value or "350" in m.value}

    assert oil.standing is Standing.DISPUTED
    assert sides - {(False, "")} == {(True, ""), (False, "Gannet Line")}  # some pieces tell of 350 in nobody's voice
    assert {m.voice_name for m in oil.members if m.against is not None} == {"Gannet Line"}
    assert all(m.hedge in ("believed", "thought") for m in oil.members if "4,200" in m.value)


def test_the_fund_is_revised_and_not_disputed(told):
    (fund,) = claim(told, "18.4", "14.8")

    assert fund.standing is Standing.REVISED


def test_every_piece_tells_the_same_fund(told):
    (fund,) = claim(told, "14.8")

    assert {"14,8 millioner kroner", "18.4 million crowns"} <= {m.value for m in fund.members}
    assert claim(told, "14,8") == [fund]


# Origins


def test_a_reprint_is_no_origin_of_its_own(example, every, told):
    reprint = of(every, "Kestrava Evening Leader")
    (line,) = [s for s in told.sources if s.take == reprint.key]

    assert (line.origin.kind.value, line.origin.of) == ("reprint", "Vantry")
    assert "1 origin (Vantry)" in told.badge


@pytest.mark.parametrize(("source", "headline"), [("The Vellmark Courier", ""), ("Port Ellery Mercury", "Boats")])
def test_a_piece_that_names_the_agency_is_perhaps_its(every, told, source, headline):
    take = of(every, source, headline)
    (line,) = [s for s in told.sources if s.take == take.key]

    assert line.origin.of == "Vantry"


def test_a_reprints_dateline_is_no_copy(every):
    reprint = of(every, "Kestrava Evening Leader")

    assert reprint.dateline
    assert "VELLMARK" not in reprint.copy[0].of(reprint.text)


# People


def test_two_dorrins_are_two_people(example):
    found = {row["person"]: row for row in example.export("people")}
    dorrins = {who for who, row in found.items() if any("Dorrin" in name.split() for name in row["names"])}

    assert dorrins == {CLARA, MARTIN}
    assert not {"president"} & {role["title"].lower() for role in found[CLARA]["roles"]}
    assert not any("minister" in role["title"].lower() for role in found[MARTIN]["roles"])


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("Neither of us can lift this ship alone", CLARA),
        ("I have never told an inspector what to write", CLARA),
        ("no crew will carry this loss by itself", CLARA),
        ("My members sailed that ship", MARTIN),
        ("They know what they were asked to overlook", MARTIN),
        ("frank and overdue", "pavel-rostane"),
        ("We stand by our figure", "lena-hoxley"),
        ("Four crossings will not carry the spring fruit", "oda-brannick"),
    ],
)
def test_quotations_have_their_speaker_wherever_they_stand(every, statements, words, who):
    for take in every.values():
        for found in re.finditer(re.escape(words), take.text):
            start, end = found.start() - take.row_start, found.end() - take.row_start
            given_to = {
                row["person"]
                for row in statements
                if row["id"] == take.id and desks.covers(row["content"], start, end) and row["shown"]
            }
            assert given_to == {who}, take.headline


def test_every_quotation_of_the_correction_has_a_speaker(chain, statements):
    last = chain[-1]
    for start, end in desks.quotations(last):
        if NESTED[0] in last.text[start:end]:
            continue
        mine = [r for r in statements if r["id"] == last.id and desks.covers(r["content"], start, end - 1)]
        assert any(r["shown"] and r["person"] for r in mine), f"quotation at {start}"


def test_the_reporters_insertion_is_none_of_her_words(example, chain):
    facts = example._out.facts([chain[-1].key])[chain[-1].key]
    insertions = {s.of(chain[-1].text) for statement in facts.statements for s in statement.insertions}

    assert insertions == {"(to decide who pays)"}


# What others report of her, in English and in Norwegian: never hers, at any exit


@pytest.mark.parametrize("words", NESTED)
def test_export_marks_it_as_reported(every, statements, words):
    hers = []
    for take in every.values():
        at = take.text.find(words) - take.row_start
        if words in take.text:
            hers += [
                r
                for r in statements
                if (r["id"], r["person"]) == (take.id, CLARA) and desks.covers(r["content"], at, at + len(words))
            ]

    assert [r for r in hers if not r["reported_by_another"]] == []


@pytest.mark.parametrize("words", NESTED)
@pytest.mark.parametrize("name", ["talks", "line"])
def test_briefs_never_give_it_as_hers(example, names, words, name):
    brief = example.brief(names[name])
    data = json.loads(example.write(brief, example.dossier(names[name]), "json"))

    assert not [s for s in brief.said if words in s.quote.text and (s.person == CLARA or "Dorrin" in s.speaker)]
    assert not [s for s in data["said"] if words in s["quote"]["text"] and s["person"] == CLARA]


@pytest.mark.parametrize("words", NESTED)
def test_who_never_gives_it_as_hers(example, words):
    (profile,) = [p for p in example.who("Clara Dorrin") if p.person.id == CLARA]

    assert not [s for s in profile.said if words in s.quote.text and not s.reporter]


@pytest.mark.parametrize("words", NESTED)
def test_no_page_gives_it_as_hers(sites, words):
    site = sites("example", "public")

    assert not [item for item in desks.said_to(site[f"people/{CLARA}.html"]) if words in item]
    for path, data in site.items():
        if path.startswith(("stories/", "storylines/")):
            for voice in re.findall(r'<div class="voice.*?</div>', data.decode(), re.DOTALL):
                if "Clara Dorrin" in voice.split("</h3>")[0] and "As reported by" not in voice:
                    assert not [item for item in desks.said_to(voice.encode()) if words in item], path


def test_she_rejects_it(told):
    rejections = [s for s in told.said if s.rejects and NESTED[0] in s.rejects.text]

    assert {(s.person, s.kind) for s in rejections} == {(CLARA, StatementKind.REJECTED)}


# Time


def test_what_is_due_is_ahead(told):
    ahead = {h.value: h for h in told.timeline.ahead}

    assert {"2031-03", "2031-04-07", "2031-05-05", "2031-06"} <= set(ahead)
    assert ahead["2031-05-05"].places == ("Port Ellery",)


def test_the_three_rounds_are_told_by_more_than_the_agency(told, every):
    page = of(every, "")
    past = [h for h in told.timeline.past if h.precision == "month"]
    for value, place in (("2028-10", "Port Ellery"), ("2029-05", "Kestrava"), ("2030-09", "Greywick")):
        (round_,) = [h for h in past if h.value == value and h.places]
        assert round_.places == (place,)
        assert page.key in {c.take for c in round_.citations}


def test_as_of_moves_what_is_ahead(example):
    late = example.timeline(TALKS, date(2031, 5, 20))

    assert {h.value for h in late.ahead} >= {"2031-06"}
    assert {"2031-04-07", "2031-05-05"} <= {h.value for h in late.overdue}


def test_a_day_of_next_month_in_korean(example, every):
    take = every["haenaru-20310313-0014"]
    values = {row["value"] for row in example.export("dates") if row["id"] == take.id}

    assert "2031-04-07" in values
    assert "2031-03-07" not in values


def test_a_page_without_a_year_invents_none(example, every):
    page = of(every, "")
    for day in example._out.facts([page.key])[page.key].dates:
        if day.span.of(page.text) in ("March 12", "April 7", "May 5"):
            assert day.value.startswith("XXXX") or (day.inferred and day.why and day.evidence)


# The brief


@pytest.mark.parametrize("name", ["talks", "line", "museum", "february"])
def test_every_sentence_of_a_brief_stands_in_its_take(example, by_key, names, name):
    brief = example.brief(names[name])
    sentences = [brief.headline, brief.standfirst, *brief.key, *(s.quote for s in brief.said)]
    for sentence in sentences:
        assert sentence.text == folded(sentence.citation.span.of(by_key[sentence.citation.take].text))
        assert not SIGNS.search(sentence.glossed)


def test_key_sentences_are_four_to_six_from_more_than_one_origin(told, by_key):
    assert 4 <= len(told.key) <= 6
    assert len({by_key[s.citation.take].source for s in told.key}) > 1


@pytest.mark.parametrize("way", ["json", "markdown"])
def test_a_brief_is_written_the_same_twice(example, way):
    first, second = (example.write(example.brief(TALKS), example.dossier(TALKS), way) for _ in range(2))

    assert first == second


# Adding and publishing again


def test_adding_again_changes_nothing(example):
    before = {table: desks.rows(example, table) for table in export.TABLES}
    made_of = example._store.links.made_of()

    added = example.add([str(path) for path in pieces()])

    assert (added.new, added.known, added.quarantined) == (0, desks.EXAMPLE_TAKES, 0)
    assert {table: desks.rows(example, table) for table in export.TABLES} == before
    assert example._store.links.made_of() == made_of


def test_what_was_received_is_kept_byte_for_byte(example):
    documents = example._store.documents
    kept = {documents.get(take.document)[2] for take in desks.takes(example).values()}

    assert kept == {path.read_bytes() for path in pieces()}


def test_publishing_again_writes_nothing(example, tmp_path):
    first = example.publish(tmp_path / "site")
    times = {path: path.stat().st_mtime_ns for path in (tmp_path / "site").rglob("*.html")}
    again = example.publish(tmp_path / "site")

    assert first.files.written > 10
    assert (again.files.written, again.files.removed) == (0, 0)
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "site").rglob("*.html")} == times


def test_two_sites_of_one_desk_are_the_same_bytes(example, sites, tmp_path):
    example.publish(tmp_path / "site")

    assert desks.files(tmp_path / "site") == sites("example", "public")


def test_every_link_of_the_site_leads_somewhere(sites):
    site = sites("example", "public")
    for path, data in site.items():
        if not path.endswith(".html"):
            continue
        ids = set(re.findall(r'\bid="([^"]+)"', data.decode()))
        for target in re.findall(r'href="([^"]+)"', data.decode()):
            if target.startswith("http"):
                continue
            file, _, anchor = target.partition("#")
            there = path if not file else _joined(path, file)
            assert there in site, f"{path} links to {target}"
            if anchor:
                found = ids if not file else set(re.findall(r'\bid="([^"]+)"', site[there].decode()))
                assert anchor in found, f"{path} links to {target}"


def _joined(path, target):
    parts = path.split("/")[:-1]
    for step in target.split("/"):
        if step == "..":
            parts.pop()
        else:
            parts.append(step)
    return "/".join(parts)


def test_words_of_a_headline_name_the_story_where_its_storyline_is_the_story_alone(example):
    assert example.find("museum").id.startswith("s-")


def test_words_that_fit_several_name_none(example):
    with pytest.raises(NotFound, match="fits") as error:
        example.find("talvonia")

    assert "\n" not in str(error.value)


def test_the_desk_does_not_look_at_the_clock_but_for_receiving(example):
    table = example._store.documents
    with table.reading() as c:
        from writethru.store import schema

        received = list(c.execute(schema.documents.select()).mappings())
    assert all(row["received_at"] <= datetime.now(UTC) for row in received)

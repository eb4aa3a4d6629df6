"""What must come out of the two documents of ``../shared/seeds``, from the files to every exit.

They are told by place and fact; none of their sentences stands here.
"""

import json
import re
from datetime import date

import pytest

import desks
from shared import needs_shared
from writethru.model import PartKind, Standing, StatementKind
from writethru.tell.display import folded

pytestmark = [needs_shared, pytest.mark.seeds]

PM, ENVOY, NORTH = "kim-min-seok", "kevin-kim", "kim-jong-un"
NORTHERN = ("resume dialogue with Kim", "three in-person meetings with Kim")
SIGNS = ("LD)", "ATTN", "(END)", "▲", "NOT FOR SALE", "K-VIBE", "무단전재")


@pytest.fixture(scope="module")
def every(seeds):
    return desks.takes(seeds)


@pytest.fixture(scope="module")
def agency(seeds):
    return desks.take_with(seeds, "(END)")


@pytest.fixture(scope="module")
def page(seeds):
    return desks.take_with(seeds, "Relaterte artikler")


@pytest.fixture(scope="module")
def place(seeds):
    return {row["id"]: row for row in seeds.export("stories")}


@pytest.fixture(scope="module")
def line(place, page):
    return place[page.id]["storyline"]


@pytest.fixture(scope="module")
def told(seeds, line):
    return seeds.brief(line)


@pytest.fixture(scope="module")
def statements(seeds):
    return desks.rows(seeds, "statements")


# The takes and their stories


def test_two_takes_and_no_row_for_a_teaser(seeds, agency, page):
    for table in ("takes", "stories"):
        assert {row["id"] for row in seeds.export(table)} == {agency.id, page.id}
    assert len(page.teasers) == 7


def test_a_headline_is_exported_as_received(seeds, agency):
    row = next(row for row in seeds.export("takes") if row["id"] == agency.id)

    assert row["headline"].startswith("(2nd LD) ")
    assert row["published"] == "2026-01-24T09:09:35+09:00"


def test_two_stories_on_one_storyline_and_a_second_without_the_page(seeds, place, agency, page):
    assert place[agency.id]["story"] != place[page.id]["story"]
    assert place[agency.id]["storyline"] == place[page.id]["storyline"]
    assert len(place[agency.id]["storylines"]) == 2
    assert len(place[page.id]["storylines"]) == 1
    side = seeds.find(place[agency.id]["storylines"][1])
    assert "Coupang" in side.about
    assert side.stories == (place[agency.id]["story"],)


def test_origins_are_told_where_known_and_unknown_where_not(told):
    assert "1 unknown" in told.badge
    assert "Yonhap" in told.badge
    assert {s.origin.kind.value for s in told.sources} == {"reporting", "unknown"}


# People


def bearers(seeds, take):
    """Who is meant by each lone Kim of a take: start, part and the ids of all that claim it."""
    people = desks.rows(seeds, "people")
    for found in re.finditer(r"\bKim\b(?![ -](?:Min|Jong))(?<!Kevin Kim)", take.text):
        part = next(p for p in take.parts if p.span.start <= found.start() < p.span.end)
        claimed = {
            person["person"]
            for person in people
            for mention in person["mentions"]
            if mention["id"] == take.id and desks.covers(mention["spans"], *found.span())
        }
        yield found.start(), part, claimed


def test_every_lone_kim_of_the_take(seeds, agency):
    northern = {agency.text.index(words) + len(words) - len("Kim") for words in NORTHERN}
    found = [(at, who) for at, part, who in bearers(seeds, agency) if part.kind is PartKind.PARAGRAPH]

    assert len(found) > 10
    assert {at for at, _ in found} > northern
    for at, who in found:
        assert who == ({NORTH} if at in northern else {PM}), f"Kim at {at}"


def test_every_lone_kim_of_the_page(seeds, page):
    found = list(bearers(seeds, page))

    assert len(found) >= 5
    for at, part, who in found:
        assert who == ({NORTH} if part.group.startswith("teaser") else {ENVOY}), f"Kim at {at}"


def test_three_kims_are_three_people(seeds):
    kims = {row["person"] for row in seeds.export("people") if any("Kim" in name.split() for name in row["names"])}

    assert kims == {PM, ENVOY, NORTH}
    assert {PM, ENVOY, NORTH} <= {profile.person.id for profile in seeds.who("Kim")}


@pytest.mark.parametrize("who", [PM, ENVOY, NORTH])
def test_three_kims_have_three_pages(sites, who):
    assert f"people/{who}.html" in sites("seeds", "desk")


def test_one_village_in_two_spellings_is_one_place(seeds, agency, page):
    (village,) = [row for row in seeds.export("people") if any(name.startswith("Panmun") for name in row["names"])]

    assert len(village["names"]) == 2
    assert {mention["id"] for mention in village["mentions"]} == {agency.id, page.id}


# Statements


def voices(statements, take, start, end):
    """Who is given these words as his own: person, or None for somebody without a name; unshown ones left out."""
    return {
        row["person"]
        for row in statements
        if row["id"] == take.id
        and desks.covers(row["content"], start, end)
        and row["shown"]
        and not row["reported_by_another"]
    }


def at(take, word):
    start = take.text.index(word)
    return start, start + len(word)


def test_every_quotation_of_the_take_has_its_speaker(statements, agency):
    others = {at(agency, "discriminatory"), at(agency, "mafias")}
    own = [q for q in desks.quotations(agency) if not any(q[0] <= a and b <= q[1] for a, b in others)]

    assert len(own) == 9 - 1
    for start, end in own:
        bare = re.sub(r"\([^)]*\)", lambda m: " " * len(m[0]), agency.text[start:end])
        last = end - (len(bare) - len(bare.rstrip(" ,")))
        assert voices(statements, agency, start, last) == {PM}, f"quotation at {start}"


def test_every_quotation_of_the_page_is_the_envoys(statements, page):
    found = desks.quotations(page)

    assert len(found) >= 7
    for start, end in found:
        assert voices(statements, page, start, end) == {ENVOY}, f"quotation at {start}"


@pytest.mark.parametrize(
    ("cue", "who", "kind"),
    [
        ("rejected", PM, StatementKind.REJECTED),
        ("has claimed", "coupang", StatementKind.CLAIMED),
        ("according to", PM, StatementKind.SAID),
    ],
)
def test_indirect_statements_have_their_speaker(statements, every, agency, cue, who, kind):
    (row,) = [r for r in statements if r["id"] == agency.id and desks.words(every, r, r["cue"]) == [cue]]

    assert (row["person"], row["kind"], row["shown"], row["reported_by_another"]) == (who, kind.value, True, False)


def test_what_the_investors_called_it_is_theirs(statements, every, agency):
    rows = [r for r in statements if r["id"] == agency.id and desks.words(every, r, r["cue"]) == ["called"]]

    assert len(rows) == 1
    assert desks.words(every, rows[0], rows[0]["speaker"]) in (["they"], ["two U.S. investors"])
    assert rows[0]["person"].startswith("us-investors")
    assert voices(statements, agency, *at(agency, "discriminatory")) <= {None, rows[0]["person"]}


@pytest.mark.parametrize("cue", ["called", "claimed"])
def test_what_the_investors_say_is_shown_as_theirs(statements, every, agency, cue):
    (row,) = [r for r in statements if r["id"] == agency.id and desks.words(every, r, r["cue"]) == [cue]]

    assert row["shown"]
    assert row["person"] is None or "investors" in row["person"]


def test_the_reporters_insertions_are_no_words_of_the_speaker(seeds, agency):
    facts = seeds._out.facts([agency.key])[agency.key]
    insertions = [span for s in facts.statements for span in s.insertions]
    words = [span for s in facts.statements for span in s.words]

    assert len(insertions) >= 2
    assert any("Vance" in span.of(agency.text) for span in insertions)
    assert not any(a.meets(b) for a in insertions for b in words)


def test_nobody_is_given_a_promise_that_is_uncertain(statements, agency):
    """Whether the northern leader will come is told as uncertain: it is nothing that he agreed to."""
    given = [r for r in statements if r["id"] == agency.id and r["person"] == NORTH and r["shown"]]

    assert given == []


# The words about mafias: what the investors say that he urged, at every exit


def test_export_gives_the_words_to_him_only_as_reported_by_others(statements, agency):
    span = at(agency, "mafias")
    his = [r for r in statements if r["person"] == PM and desks.covers(r["content"], *span)]

    assert his
    assert all(r["reported_by_another"] for r in his)
    assert PM not in voices(statements, agency, *span)


def test_he_rejects_it(told):
    (line,) = [s for s in told.said if s.rejects and "mafias" in s.rejects.text]

    assert (line.person, line.kind) == (PM, StatementKind.REJECTED)
    assert "mafias" not in line.quote.text


def test_who_never_gives_the_words_as_his(seeds):
    (profile,) = [p for p in seeds.who("Kim Min-seok") if p.person.id == PM]

    assert profile.said
    assert not [s for s in profile.said if "mafias" in s.quote.text and not s.reporter]


@pytest.mark.parametrize("way", ["story", "storyline"])
def test_briefs_never_give_the_words_as_his(seeds, place, agency, way):
    names = [place[agency.id]["story"]] if way == "story" else place[agency.id]["storylines"]
    for name in names:
        brief = seeds.brief(name)
        assert not [s for s in brief.said if "mafias" in s.quote.text and (s.person == PM or "Kim" in s.speaker)]
        data = json.loads(seeds.write(brief, seeds.dossier(name), "json"))
        assert not [s for s in data["said"] if "mafias" in s["quote"]["text"] and s["person"] == PM]


def test_markdown_never_gives_the_words_as_his(seeds, place, agency):
    for name in place[agency.id]["storylines"]:
        written = seeds.write(seeds.brief(name), seeds.dossier(name), "markdown")
        section = re.search(r"## Who said what\n(.*?)(?=\n## )", written, re.DOTALL)
        speaker = ""
        for row in section[1].split("\n") if section else ():
            speaker = row if row.startswith("**") else speaker
            if "Kim Min-seok" in speaker.split(", as reported by")[0] and "as reported by" not in speaker:
                assert "mafias" not in row.split("(of:")[0]


def test_no_page_gives_the_words_as_his(sites):
    site = sites("seeds", "desk")
    person = desks.said_to(site[f"people/{PM}.html"])

    assert person
    assert not [item for item in person if "mafias" in item]
    for path, data in site.items():
        if path.startswith(("stories/", "storylines/")):
            for voice in re.findall(r'<div class="voice.*?</div>', data.decode(), re.DOTALL):
                if "Kim Min-seok" in voice.split("</h3>")[0] and "As reported by" not in voice:
                    assert not [item for item in desks.said_to(voice.encode()) if "mafias" in item]


def test_search_finds_the_words_and_gives_them_to_nobody(seeds, agency):
    (hit,) = seeds.search("mafias")

    assert hit.take == agency.key
    assert "Kim" not in re.sub(r"[\x02\x03]", "", hit.excerpt).split("mafias")[1]


# Figures


@pytest.mark.parametrize(
    ("value", "unit", "qualifier", "voice"),
    [
        (33.7e6, "customer", "about", None),
        (3000.0, "account", "only about", "coupang"),
        (28_500.0, "troop", "about", ENVOY),
        (3.5, "percent", "", None),
        (25e9, "USD", "", None),
    ],
)
def test_figures_have_value_unit_qualifier_and_voice(seeds, value, unit, qualifier, voice):
    (row,) = [row for row in seeds.export("figures") if row["value"] == value]

    assert (row["unit"], row["qualifier"], row["attributed_to"]) == (unit, qualifier, voice)
    assert row["what"]


def test_the_pledge_is_told_in_copy_and_in_two_teasers(seeds, page):
    found = [row for row in seeds.export("figures") if row["value"] == 350e9]
    copy = [row for row in found if any(p.start <= row["start"] < p.end for p in page.copy)]

    assert (len(found), len(copy)) == (3, 1)
    assert {row["unit"] for row in found} == {"USD"}


def test_a_change_has_both_ends_and_no_value(seeds):
    (row,) = [row for row in seeds.export("figures") if row["low"] is not None]

    assert (row["value"], row["low"], row["high"], row["unit"]) == (None, 25, 15, "percent")


def test_a_meeting_of_fifty_minutes_is_a_length_and_no_year(seeds, every):
    (figure,) = [row for row in seeds.export("figures") if row["value"] == 50]
    dates = [row for row in seeds.export("dates") if "50" in desks.words(every, row, [[row["start"], row["end"]]])[0]]

    assert figure["unit"] == "minute"
    assert [(row["type"], row["value"]) for row in dates] == [("DURATION", "PT50M")]


def test_customers_and_accounts_are_one_matter_in_dispute(seeds, agency):
    (claim,) = [row for row in seeds.export("claims") if row["standing"] == "disputed"]
    nobody, company = claim["members"]

    assert "33.7 million" in nobody["value"]
    assert "customers" in nobody["value"]
    assert nobody["voice"] is None
    assert "only about 3,000" in company["value"]
    assert "accounts" in company["value"]
    assert company["voice"] == "coupang"
    assert {member["id"] for member in claim["members"]} == {agency.id}


def test_the_dispute_shows_its_hedge_in_the_brief_of_the_affair(seeds, place, agency):
    claims = seeds.brief(place[agency.id]["storylines"][1]).claims
    (claim,) = [claim for claim in claims if claim.standing is Standing.DISPUTED]

    assert {(m.voice_name, m.hedge) for m in claim.members} == {("", "believed"), ("Coupang", "")}


# Time


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("Friday", "2026-01-23"),
        ("Thursday", "2026-01-22"),
        ("April", "2026-04"),
        ("June 2018", "2018-06"),
        ("February 2019", "2019-02"),
        ("June 2019", "2019-06"),
    ],
)
def test_dates_of_the_take(seeds, every, agency, words, value):
    dates = [row for row in seeds.export("dates") if row["id"] == agency.id]
    found = {row["value"] for row in dates if desks.words(every, row, [[row["start"], row["end"]]]) == [words]}

    assert found == {value}


def test_decades_keep_their_own_precision(told):
    decades = {h.value[:3]: h for h in told.timeline.past if h.precision == "decade"}

    assert (decades["199"].earliest.year, decades["199"].latest.year < 1995) == (1990, True)
    assert (decades["198"].latest.year, decades["198"].earliest.year > 1984) == (1989, True)


def test_a_day_without_a_year_is_open_or_inferred_with_its_evidence(seeds, page):
    found = [d for d in seeds._out.facts([page.key])[page.key].dates if d.span.of(page.text) == "November 28"]

    assert found
    for day in found:
        assert day.value == "XXXX-11-28" or (day.inferred and day.evidence and day.why)


def test_the_summits_are_told_by_both_with_their_places(told, agency, page):
    past = {h.value: h for h in told.timeline.past}
    for value, where in (("2018-06", "Singapore"), ("2019-02", "Hanoi"), ("2019-06", "Panmunj")):
        assert [place[: len(where)] for place in past[value].places] == [where]
        assert {c.take for c in past[value].citations} == {agency.key, page.key}


def test_the_visit_is_ahead_told_by_both_and_by_the_page_in_a_teaser(told, agency, page):
    (visit,) = [h for h in told.timeline.ahead if h.value == "2026-04"]

    assert visit.places == ("China",)
    assert {c.take for c in visit.citations} == {agency.key, page.key}
    assert all(c.scope.startswith("teaser") for c in visit.citations if c.take == page.key)


def test_now_counts_from_the_latest_take(told):
    assert told.timeline.as_of == date(2026, 1, 23)
    assert "2026-01-23" in {h.value for h in told.timeline.now}


@pytest.mark.parametrize(
    ("day", "era"), [(date(2025, 12, 1), "ahead"), (date(2026, 4, 15), "ahead"), (date(2026, 6, 1), "overdue")]
)
def test_as_of_moves_the_timeline(seeds, line, day, era):
    timeline = seeds.timeline(line, day)

    assert timeline.as_of == day
    assert "2026-04" in {h.value for h in getattr(timeline, era)}
    for other in {"past", "now", "ahead"} - {era}:
        assert "2026-04" not in {h.value for h in getattr(timeline, other)}


# The storyline's brief


def test_four_to_six_key_sentences_from_both_documents(told, every):
    assert 4 <= len(told.key) <= 6
    assert {s.citation.take for s in told.key} == {take.key for take in every.values()}


def test_every_sentence_stands_in_its_take(told, every):
    by_key = {take.key: take for take in every.values()}
    sentences = [told.headline, told.standfirst, *told.key, *(s.quote for s in told.said)]
    sentences += [s.rejects for s in told.said if s.rejects]
    for sentence in sentences:
        assert sentence.text == folded(sentence.citation.span.of(by_key[sentence.citation.take].text))


def test_every_gloss_has_its_evidence_or_its_reason(told, every):
    by_key = {take.key: take for take in every.values()}
    for gloss in (g for s in (told.standfirst, *told.key) for g in s.glosses):
        assert gloss.evidence or gloss.why
        if gloss.evidence:
            assert gloss.evidence.span.of(by_key[gloss.evidence.take].text).strip()


def test_no_key_sentence_leaves_a_kim_or_a_day_to_guess(told):
    for sentence in (told.standfirst, *told.key):
        text = re.sub(r"Kim Min-seok|Kevin Kim|Kim Jong-un", "", sentence.text)
        if re.search(r"\bKim\b", text):
            assert re.search(r"\bKim \[[^\]]*Kim", sentence.glossed)
        assert not re.search(r"\b(?:Fri|Thurs)day\b(?! \[)", sentence.glossed)
        assert not re.match(r"(?:He|She|They|It|This|That|These)\b(?! \[)", sentence.glossed)


def test_no_marker_note_or_end_mark_in_the_brief_itself(told, seeds, line):
    own = [told.headline, told.standfirst, *told.key, *(s.quote for s in told.said)]
    for sentence in own:
        assert not any(sign in sentence.glossed for sign in SIGNS)
    written = seeds.write(told, seeds.dossier(line), "markdown")
    body = re.sub(r"Notice: .*", "", written.split("\n[^1]: ")[0])  # the source's own notice is metadata
    assert not any(sign in body for sign in SIGNS)


def test_the_brief_leads_to_the_affair_or_the_stories(told, place, agency):
    assert told.related
    assert {of for of, _ in told.related} & {place[agency.id]["storylines"][1], place[agency.id]["story"]}


# Rights


def own_runs(take, *others):
    """Runs of five words that are this take's alone; its notice is metadata and left out."""
    text = take.text
    for span in take.notices:
        text = text.replace(span.of(take.text), "")
    return desks.runs(text) - set().union(*(desks.runs(other.text) for other in others))


def test_no_five_words_of_the_agencys_stand_on_the_public_site(sites, agency, page):
    theirs = own_runs(agency, page)
    for path, data in sites("seeds", "public").items():
        assert not theirs & desks.runs(desks.plain(data)), path


def test_the_public_site_says_that_the_agencys_words_are_withheld(sites):
    pages = [desks.plain(data) for path, data in sites("seeds", "public").items() if path.startswith("storylines/")]

    assert any("Not shown here Yonhap" in text for text in pages)


def test_the_page_is_quoted_in_so_many_words_and_no_more(seeds, sites, page):
    body = re.findall(r"\w+", " ".join(s.of(page.text) for s in page.copy).lower())
    shown = set().union(*(desks.runs(desks.plain(d), 4) for d in sites("seeds", "public").values()))
    # four words in a row may be a name with its title, which the agency has too
    long = set().union(*(desks.runs(desks.plain(d), 6) for d in sites("seeds", "public").values()))
    quoted = {at + n for at in range(len(body) - 5) if " ".join(body[at : at + 6]) in long for n in range(6)}
    headline = desks.runs(page.title, 4)

    assert quoted
    # words are counted apart at hyphens and stops here, and by white space in the product
    assert len(quoted) <= seeds.settings.quote_words * 1.2
    assert headline & shown


def test_no_part_of_a_take_but_its_words_is_on_the_public_site(sites, page):
    everything = " ".join(desks.plain(data) for data in sites("seeds", "public").values())
    chrome = {run for p in page.parts if p.kind is PartKind.CHROME for run in desks.runs(p.span.of(page.text), 4)}

    assert chrome
    assert not chrome & desks.runs(everything, 4)


def test_the_desks_site_has_it_all_is_marked_and_closed_to_search_engines(sites, agency, page):
    site = sites("seeds", "desk")
    for take in (agency, page):
        whole = desks.runs(desks.plain(site[f"takes/{take.key}.html"]))
        assert all(desks.runs(span.of(take.text)) <= whole for span in take.copy)
    for path, data in site.items():
        if path.endswith(".html"):
            assert b'<meta name="robots" content="noindex' in data, path
            assert b'class="banner"' in data, path
    assert b"Disallow: /" in site["robots.txt"]


def test_the_notice_stands_as_metadata_beside_the_words(sites, agency):
    (notice,) = (span.of(agency.text) for span in agency.notices)
    site = {path: data.decode() for path, data in sites("seeds", "desk").items()}
    citing = [text for path, text in site.items() if path.startswith("stories/") and f"takes/{agency.key}.html" in text]

    assert citing
    assert all(f'data-notice="{notice}"' in text for text in citing)


def test_the_public_site_is_open_to_search_engines(sites):
    site = sites("seeds", "public")

    assert "robots.txt" not in site
    assert not any(b"noindex" in data for data in site.values())


def test_no_cookie_notice_and_no_signs_for_desks_at_any_exit(sites, told):
    for path, data in sites("seeds", "public").items():
        text = desks.plain(data)
        assert "informasjonskapsler" not in text, path
        assert not any(sign in text for sign in SIGNS), path
    for path, data in sites("seeds", "desk").items():
        if not path.startswith("takes/"):
            assert "informasjonskapsler" not in desks.plain(data), path

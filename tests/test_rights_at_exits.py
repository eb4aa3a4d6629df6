"""What leaves a whole desk under any policy of its sources: asked of every page, not of the rule."""

import re
from dataclasses import replace

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import desks
import signals
from writethru import Desk
from writethru.errors import NotFound, Withheld
from writethru.model import Marker, PartKind, Rule, Signal, TextPolicy
from writethru.publish.content import site_content
from writethru.publish.rights import Audience, Extent, may_show
from writethru.publish.site import rendered
from writethru.settings import Settings, SourceSettings

SOURCES = (
    "Vantry",
    "The Vellmark Courier",
    "Kestrava Evening Leader",
    "Port Ellery Mercury",
    "벨마르크 해나루신문",
    "Sundposten i Vellmark",
    "",
)
RUN = 5


@pytest.fixture(scope="module")
def content(example):
    """All that a site of the example desk is made of, for the public."""
    return site_content(example._whole(), example.settings, "public", lambda *_: None)


@pytest.fixture(scope="module")
def runs(content):
    """The runs of five words of each take's text."""
    return {key: desks.runs(take.text, RUN) for key, take in content.takes.items()}


def under(content, policies, words=60, audience=Audience.PUBLIC):
    """The text of every page, under these policies."""
    sources = {name: SourceSettings(text=policy) for name, policy in policies.items()}
    chosen = replace(content, audience=audience, settings=replace_settings(content.settings, sources, words))
    return {path: desks.plain(data) for path, data in rendered(chosen).items() if path.endswith(".html")}


def replace_settings(given, sources, words):
    return msgspec.structs.replace(given, quote_words=words, sources=sources)


def own(runs, content, keys):
    """The runs that stand in these takes and in no other."""
    others = set().union(*(found for key, found in runs.items() if key not in keys))
    return set().union(*(runs[key] for key in keys)) - others


POLICIES = st.fixed_dictionaries({source: st.sampled_from(TextPolicy) for source in SOURCES})


@settings(max_examples=12)
@given(policies=POLICIES, words=st.sampled_from([0, 12, 60]))
def test_no_source_shows_more_than_its_policy_lets_it(content, runs, policies, words):
    pages = under(content, policies, words)
    seen = set().union(*(desks.runs(text, RUN) for text in pages.values()))
    for source, policy in policies.items():
        keys = {key for key, take in content.takes.items() if take.source == source}
        if policy is TextPolicy.DESK:
            assert not own(runs, content, keys) & seen, source
        if policy is TextPolicy.QUOTE:
            for key in keys:
                assert quoted(content.takes[key], own(runs, content, {key}) & seen) <= words * 1.25 + RUN, source


def quoted(take, shown):
    """How many words of a take stand in runs that are shown, its headline apart."""
    heads = set().union(*(desks.runs(span.of(take.text), RUN) for span in take.spans(PartKind.HEADLINE)))
    tokens = re.findall(r"\w+", take.text.lower())
    at = [n for n in range(len(tokens) - RUN + 1) if " ".join(tokens[n : n + RUN]) in shown - heads]
    return len({n + step for n in at for step in range(RUN)})


@settings(max_examples=6)
@given(policies=POLICIES)
def test_a_picture_that_is_not_for_sale_is_never_shown(content, runs, policies):
    pages = under(content, policies)
    barred = set()
    for take in content.takes.values():
        for picture in take.pictures:
            if Rule.NO_RESALE in {term.rule for term in picture.terms}:
                barred |= desks.runs(picture.caption.of(take.text), RUN)
    free = set().union(*(desks.runs(span.of(take.text), RUN) for take in content.takes.values() for span in take.copy))

    assert barred - free
    for path, text in pages.items():
        assert not (barred - free) & desks.runs(text, RUN), path


@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize("signal", [Signal.KILL, Signal.HOLD])
def test_nothing_of_a_stopped_chain_is_on_any_site(content, runs, audience, signal):
    """One take of the talks is stopped, the second lead: all five are, for everybody."""
    chain = {p.take for p in content.placements if content.takes[p.take].slug == "Dorrin-Rostane-talks"}
    lead = next(key for key in chain if content.takes[key].marker.rank == 3)
    stopped = replace(content.takes[lead], marker=Marker((), signal))
    takes = dict(content.takes) | {lead: stopped}

    pages = under(replace(content, takes=takes), dict.fromkeys(SOURCES, TextPolicy.FULL), audience=audience)

    theirs = own(runs, content, chain)
    assert len(chain) == 5
    assert theirs
    shown = {path: theirs & desks.runs(text, RUN) for path, text in pages.items()}
    assert {path: found for path, found in shown.items() if found} == {}


def test_full_policies_show_the_whole_copy_and_no_signs_for_desks(content):
    pages = under(content, dict.fromkeys(SOURCES, TextPolicy.FULL))
    for key, take in content.takes.items():
        shown = desks.runs(pages[f"takes/{key}.html"], RUN)
        assert all(desks.runs(span.of(take.text), RUN) <= shown for span in take.copy), take.headline
    for path, text in pages.items():
        assert not re.search(r"\(ATTN|\(END\)|NOT FOR SALE|\(2nd LD\)|\(LEAD\)", text), path


def test_desk_policies_leave_no_page_of_a_take(content):
    pages = under(content, dict.fromkeys(SOURCES, TextPolicy.DESK))

    assert not [path for path in pages if path.startswith("takes/")]
    assert "index.html" in pages


def test_the_desks_own_site_shows_all_whatever_the_policies(content):
    pages = under(content, dict.fromkeys(SOURCES, TextPolicy.DESK), audience=Audience.DESK)

    assert len([path for path in pages if path.startswith("takes/")]) == desks.EXAMPLE_TAKES


KILLED = """(LEAD) Quay reopens

(LEAD) Quay-reopening

| 2031-03-12 16:00:00

VELLMARK, March 12 (Vantry) -- The old quay reopened Wednesday after repairs, Mayor Ida Moor said.

"Nobody will miss the scaffolding that hid our windows," Moor said.

(END)
"""


@pytest.fixture(scope="module")
def killed(tmp_path_factory):
    home = tmp_path_factory.mktemp("killed")
    (home / "1.txt").write_text(KILLED)
    order = "-- Editors: Please kill the story on the quay. A kill is mandatory.\n\n(END)\n"
    (home / "2.txt").write_text(re.sub(r"-- .*", order, KILLED.replace("16:00", "17:00"), flags=re.DOTALL))
    with Desk(home / "desk") as desk:
        desk.add([str(home / "1.txt"), str(home / "2.txt")])
        yield desk


def test_a_kill_is_in_the_chain_of_what_it_kills(killed):
    assert {take.marker.signal for take in desks.takes(killed).values()} == {Signal.UPDATE, Signal.KILL}
    assert len({row["chain"] for row in killed.export("takes")}) == 1


def test_a_killed_story_has_no_brief(killed):
    (story,) = killed.stories()
    with pytest.raises(Withheld) as error:
        killed.brief(story.id)

    assert "\n" not in str(error.value)


@pytest.mark.parametrize("audience", ["public", "desk"])
def test_a_killed_story_is_on_no_site(killed, tmp_path, audience):
    killed.publish(tmp_path, audience)
    for path, data in desks.files(tmp_path).items():
        assert desks.runs(KILLED, RUN) & desks.runs(desks.plain(data), RUN) == set(), path


def test_nobody_is_known_who_stands_in_a_killed_piece_alone(killed):
    with pytest.raises(NotFound):
        killed.who("Moor")


@pytest.mark.parametrize(
    ("policy", "told"), [(TextPolicy.FULL, True), (TextPolicy.QUOTE, False), (TextPolicy.DESK, False)]
)
def test_a_correction_says_what_was_corrected_only_to_whom_both_texts_are_open(content, policy, told):
    pages = under(content, dict.fromkeys(SOURCES, policy))
    correction = next(t for t in content.takes.values() if t.marker.signal is Signal.CORRECTION)
    (story,) = [s for s, _ in content.stories if correction.key in s.takes]
    text = pages[f"stories/{story.id}.html"]

    assert "Corrected by Vantry, 12 Mar. 2031" in text
    assert ("18.4 million crowns → 14.8 million crowns" in text) is told


def test_who_asks_without_the_door_and_without_a_clock_gets_nothing_of_an_embargoed_take():
    (take,) = signals.CASES["over"]
    full = Settings(sources={"Vantry": SourceSettings(text=TextPolicy.FULL)})

    assert may_show(take, full, Audience.PUBLIC).extent is Extent.NOTHING
    assert may_show(take, full, Audience.PUBLIC, now=signals.NOW).extent is Extent.FULL

"""Every way out of a desk, found by introspection: nothing passes that may not leave to its audience."""

import inspect
import io
import json
import re
import sys
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime
from enum import Enum
from functools import cache
from itertools import pairwise

import pytest
from sqlalchemy import event

import desks
import signals
from writethru import Desk, cli, plugins
from writethru.alerting import compose
from writethru.errors import NotFound, Withheld
from writethru.model import Query, SavedSearch, Signal
from writethru.outgoing import Outgoing
from writethru.publish.alert import as_json, as_text, subject
from writethru.publish.export import TABLES
from writethru.publish.rights import Audience
from writethru.publish.waits import ALONE
from writethru.serve.subject import Writer
from writethru.tell.display import sent_words

RUN = 5


YEAR = date(2031, 1, 1), date(2031, 12, 31)


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    with signals.filled(tmp_path_factory.mktemp("signals")) as opened:
        opened.different("Ida Moor", "Braltish")
        yield opened


def strings(found):
    """Every string in whatever an exit hands out."""
    if isinstance(found, str):
        yield found
    elif isinstance(found, bytes):
        yield found.decode()
    elif is_dataclass(found):
        for one in fields(found):
            yield from strings(getattr(found, one.name))
    elif isinstance(found, dict) or hasattr(found, "items"):
        for key, value in found.items():
            yield from strings(key)
            yield from strings(value)
    elif not isinstance(found, date | datetime | Enum | int | float | type(None)) and hasattr(found, "__iter__"):
        for one in found:
            yield from strings(one)


def said(found):
    return " ¶ ".join(strings(found))


def asked_at_once(desk):
    """What is told when several things are asked of one moment."""
    with desk.at_once() as now:
        return now.stories(), [now.sheet(now.find(name)) for name in subjects(now)[:1]]


def subjects(desk):
    return [s.id for s in (*desk.stories(), *desk._out.storylines())]


def each(desk, ask):
    """What is told of every story and storyline; that nothing may be told of one is said without a word of it."""
    for name in subjects(desk):
        try:
            yield ask(name)
        except Withheld as error:
            yield str(error)


def tried(ask, *names):
    for name in names:
        try:
            yield ask(name)
        except (NotFound, Withheld) as error:
            yield str(error).replace(name, "")


def words():
    return [word for takes in signals.CASES.values() for word in takes[0].title.split() if word[0].isupper()]


def between(desk):
    """Every two takes of a chain, by key."""
    for takes in signals.CASES.values():
        for earlier, later in pairwise(takes):
            yield from tried(lambda key, other=later.key: desk.changes_between(key, other), earlier.key)


def handed_over(desk, audience):
    return [b"".join(desk.hand_over(how, audience)) for how in plugins.names(plugins.EXPORTERS)]


def written(desk):
    for how in plugins.names(plugins.WRITERS):
        yield from each(desk, lambda name, how=how: desk.write(desk.brief(name), desk.dossier(name), how))


def decided(desk):
    """What is said of a decision, made and taken back, and of names that fit nobody, several, or who was killed."""
    for name in (
        "Moor",
        "Vantry",
        "a",
        *words(),
        *(f"Moor@{t.key}" for takes in signals.CASES.values() for t in takes),
    ):
        yield from tried(lambda one: desk.same(one, "Nobody"), name)
        yield from tried(lambda one: desk.different(one, one), name)
        yield from tried(desk.forget, name)
    done = desk.same("Bralmok", "Bralparr")
    yield from (done, desk.decisions(), *(desk.undo(one.number) for one in desk.decisions() if one.undone is None))


@cache
def arranged(desk):
    """What is said of stories and pieces that are set right by hand, and of words that name what was stopped."""
    takes = [take for case in signals.CASES.values() for take in case]
    one, other, *_ = (story.id for story in desk.stories())
    said = []
    for name in (*words(), *(take.key for take in takes), *subjects(desk)):
        said += tried(lambda piece: desk.move(piece, "nowhere"), name)
        said += tried(lambda piece: desk.split(one, [piece, "nothing"]), name)
        said += tried(lambda story: desk.merge(story, "nothing"), name)
        said += tried(lambda story: desk.rename(story, ""), name)
    said += tried(desk.pin, *(take.key for name in signals.STOPPED for take in signals.CASES[name]))
    said += [desk.merge(one, other, although_cited=True), *desk.stories(), desk.decisions()]
    mine = [decision.number for decision in desk.decisions() if decision.undone is None]
    return [*said, *(desk.undo(number, although_cited=True) for number in mine)]


def explained(desk):
    """Why each piece stands, or does not, in each story; and each two stories."""
    stories = [story.id for story in desk.stories()]
    for piece in (*(take.key for case in signals.CASES.values() for take in case), *stories):
        yield from tried(lambda story, piece=piece: desk.why(piece, story), *stories)


def said_of(desk):
    """What is said of stories that are followed and muted, and of names of which nothing may be told."""
    for name in (*words(), *subjects(desk)):
        yield from tried(lambda one: desk.follow("ida", one), name)
        yield from tried(lambda one: desk.mute("jon", one), name)
    for reader in ("ida", "jon"):
        yield from (desk.follows(reader), desk.away(reader, 999))
        for follow in desk.follows(reader):
            yield (desk.unmute if follow.muted else desk.unfollow)(reader, follow.name)


def seen(desk):
    for name in subjects(desk):
        yield from tried(lambda one: (desk.seen("ida", one, desk.cursor()), desk.unseen("ida", one)), name)


def alerts(desk):
    """What every search would report by mail and to a webhook, had it been saved before anything came."""
    day = [Query(until=date.max), Query(speaker="Ida Moor")]
    for query in (*(Query(word) for word in ("crews", "counted", *words())), *day):
        alert, _ = compose(desk._store, desk._out, SavedSearch("", "mine", query))
        yield from (as_text(alert, "Desk") if alert.items or alert.stopped else "", as_json(alert), subject(alert))


def searches(desk):
    desk.save_search("ida", "mine", Query("crews"))
    return desk.searches("ida"), desk.drop_search("ida", "mine"), desk.send_due()


def kept(desk):
    """Pages of stories and storylines as they are kept, what they are made of, and what is handed out of it."""
    for name in subjects(desk):
        try:
            of, pages = Writer(desk.settings, guarded=False).pages(desk, name)
        except Withheld:
            continue
        yield from (of, pages, desk.version(of).hex(), desk.seen_of("nobody", of))


# Method of Desk: everything that it hands out, for the desk's own eyes.
METHODS = {
    "stories": lambda desk: desk.stories(),
    "find": lambda desk: [desk.find(name) for name in subjects(desk)],
    "brief": lambda desk: each(desk, desk.brief),
    "timeline": lambda desk: each(desk, desk.timeline),
    "positions": lambda desk: each(desk, desk.positions),
    "commitments": lambda desk: [desk.commitments(), *each(desk, desk.commitments)],
    "contacts": lambda desk: [desk.contacts(), *each(desk, desk.contacts)],
    "calendar": lambda desk: each(desk, desk.calendar),
    "claims": lambda desk: each(desk, desk.claims),
    "write": written,
    "changes": lambda desk: each(desk, desk.changes),
    "changes_between": between,
    "comparisons": lambda desk: each(desk, desk.comparisons),
    "hand_over": lambda desk: handed_over(desk, "desk"),
    "health": lambda desk: desk.health(),
    "takes": lambda desk: desk.takes([take.key for takes in signals.CASES.values() for take in takes]),
    "who": lambda desk: tried(desk.who, "Moor", "Vantry", *words()),
    "why": explained,
    "search": lambda desk: [
        *tried(desk.search, "crews", "counted", *words()),
        desk.search(until_day=date.max, most=999),
        desk.search(speaker="Moor", most=999),
        *tried(lambda figure: desk.search(figure=figure, most=999), *map(str, range(20))),
    ],
    "stories_named": lambda desk: desk.stories_named(subjects(desk)),
    "storylines": lambda desk: desk.storylines(999),
    "sheet": lambda desk: each(desk, lambda name: desk.sheet(desk.find(name))),
    "sheet_of_take": lambda desk: tried(desk.sheet_of_take, *(t.key for case in signals.CASES.values() for t in case)),
    "sheet_of_person": lambda desk: tried(desk.sheet_of_person, *(one.id for one in desk.named("Moor"))),
    "named": lambda desk: tried(desk.named, "Moor", "Vantry", *words()),
    "latest": lambda desk: desk.latest(),
    "at_once": asked_at_once,
    "id_of": lambda desk: [desk.id_of(name) for name in subjects(desk)],
    "made_of": kept,
    "version": kept,
    "keep_pages": kept,
    "pages_kept": kept,
    "seen_of": kept,
    "moment": lambda desk: desk.moment(),
    "stands": lambda desk: desk.stands(desk.moment()),
    "found_otherwise": lambda desk: desk.found_otherwise(),
    "told_otherwise": lambda desk: desk.told_otherwise(0),
    "cursor": lambda desk: desk.cursor(),
    "digest": lambda desk: [desk.digest(*YEAR, 99, audience=reader) for reader in ("public", "desk")],
    "news": lambda desk: [desk.news(), *(desk.news(story=name) for name in subjects(desk))],
    "away": lambda desk: desk.away("nobody", 999),
    "away_in": lambda desk: [desk.away_in("nobody", name) for name in subjects(desk) if name[0] == "s"],
    "said_by": lambda desk: desk.said_by("nobody"),
    "following": lambda desk: desk.following("nobody", subjects(desk)),
    "newest_two": lambda desk: tried(desk.newest_two, *subjects(desk)),
    "follow": said_of,
    "unfollow": said_of,
    "mute": said_of,
    "unmute": said_of,
    "follows": said_of,
    "seen": seen,
    "unseen": seen,
    "save_search": searches,
    "drop_search": searches,
    "searches": searches,
    "send_due": alerts,
    "export": lambda desk: [list(desk.export(table)) for table in TABLES],
    "dossier": lambda desk: each(desk, desk.dossier),
    "takes_of": lambda desk: [desk.takes_of(desk.find(name)) for name in subjects(desk)],
    "held": lambda desk: desk.held(every=True),
    "same": decided,
    "different": decided,
    "forget": decided,
    "merge": arranged,
    "split": arranged,
    "move": arranged,
    "pin": arranged,
    "rename": arranged,
    "undo": decided,
    "decisions": decided,
    "quarantine": lambda desk: desk.quarantine(),
    "doctor": lambda desk: desk.doctor(),
    "verify": lambda desk: desk.verify(),
}
NO_WAY_OUT = {
    "close",
    "mail",
    "add",
    "catch_up",
    "receive",
    "read_again",
    "release",
    "worked_by",
    "apart",
}  # they hand out counts, keys and folders
BY_FILES = {"publish"}  # walked file by file below

# Command: the words that it is called with; every story is put in the place of STORY.
STORY = object()
PIECES = [signals.CASES[name][0].key for name in ("killed", "held", "open", "corrected")]
COMMANDS = {
    "stories": [[]],
    "brief": [[STORY], [STORY, "--markdown"]],
    "changes": [[STORY]],
    "who": [["Moor"]],
    "why": [[piece, STORY] for piece in PIECES],
    "search": [["crews"], ["counted"], ["--until", "2031-12-31", "--most", "99"], ["--speaker", "Moor"]],
    "news": [[], ["--story", STORY]],
    "digest": [["--since", "2031-01-01", "--until", "2031-12-31", "--for", reader] for reader in ("public", "desk")],
    "away": [["--most", "99"]],
    "follow": [[], [STORY]],
    "unfollow": [[STORY]],
    "mute": [[STORY], [STORY, "--undo"]],
    "timeline": [[STORY], [STORY, "--ics"]],
    "positions": [[STORY]],
    "commitments": [[], [STORY]],
    "contacts": [[], [STORY]],
    "claims": [[STORY], [STORY, "--disputed"]],
    "export": [*([table] for table in TABLES), *(["--format", how, "--for", "desk"] for how in ("ninjs", "atom"))],
    "held": [["--all"]],
    "same": [["a", "Ida Moor"], ["Ivortish", "Ivorwen"]],
    "different": [["Ida Moor", "Ida Moor"], ["Ida Moor", "Braltish"]],
    "forget": [["Ivortish"], ["Braltish"]],
    "undo": [["1"]],
    "decisions": [[]],
    "quarantine": [[]],
    "doctor": [[]],
    "verify": [[], [STORY]],
    "sources": [[]],
}
SILENT = {
    "add",
    "release",
    "publish",
    "source",
    "watch",
    "alerts",
    "desk",
    "password",
}  # they print counts, keys, addresses and paths
SILENT |= {"merge", "split", "move", "pin", "rename"}  # and what was typed


def test_every_method_of_a_desk_has_a_row():
    public = {name for name, _ in inspect.getmembers(Desk, inspect.isfunction) if not name.startswith("_")}

    assert public == METHODS.keys() | NO_WAY_OUT | BY_FILES


def test_every_command_has_a_row():
    import typer.main

    assert set(typer.main.get_command(cli.app).commands) == COMMANDS.keys() | SILENT


def test_nothing_that_is_embargoed_is_in_an_alert(desk):
    text = said(alerts(desk))
    gone, titles = own({"embargo", "written", "conflict", "no date"})

    assert gone & desks.runs(text, RUN) == set()
    assert [title for title in titles if title in text] == []
    assert signals.CASES["open"][0].title in text


def test_every_kind_of_plug_in_is_known():
    groups = {value for name, value in vars(plugins).items() if name.isupper() and isinstance(value, str)}

    assert groups == {plugins.READERS, plugins.LAYERS, plugins.PUBLISHERS, plugins.WRITERS, plugins.EXPORTERS}
    assert plugins.names(plugins.EXPORTERS) == ("atom", "ninjs")
    assert plugins.names(plugins.PUBLISHERS) == ("site",)
    assert set(Audience) == {Audience.PUBLIC, Audience.DESK}


def text_of(take):
    """The words of a take that are its copy, headline and pictures; what a note or a rights line says may be told.

    No page shows a headline's marker.
    """
    words = (part.span.of(take.text) for part in take.parts if part.kind.value in {"paragraph", "caption"})
    return " ¶ ".join([take.title, *words])


def own(names):
    """Runs of words, and titles, that stand in the takes of these cases and in no other that may leave."""
    gone = {take.key: take for name in names for take in signals.CASES[name]}
    free = [t for takes in signals.CASES.values() for t in takes if t.key not in gone]
    left = set().union(*(desks.runs(text_of(take), RUN) for take in free))
    found = set().union(*(desks.runs(text_of(take), RUN) for take in gone.values())) - left
    return found, {take.title for take in gone.values()} - {take.title for take in free}


def held_versions():
    """The takes of the case whose hold was lifted by a correction that stay stopped: those before it."""
    old, _, new = signals.CASES["corrected"]
    return desks.runs(text_of(old), RUN) - desks.runs(text_of(new), RUN), {old.title}


STOPPED_RUNS, STOPPED_TITLES = own(signals.STOPPED)
STOPPED_RUNS |= held_versions()[0]
STOPPED_TITLES |= held_versions()[1]
HIDDEN_RUNS, HIDDEN_TITLES = own(signals.HIDDEN)


def test_there_is_something_to_look_for():
    assert len(STOPPED_RUNS) > 40
    assert len(HIDDEN_RUNS) > 100
    assert len(STOPPED_TITLES) == 7
    assert len(HIDDEN_TITLES) == 7


@pytest.mark.parametrize("method", METHODS)
def test_nothing_that_is_stopped_is_handed_out(desk, method):
    text = said(METHODS[method](desk))

    assert STOPPED_RUNS & desks.runs(text, RUN) == set()
    assert [title for title in STOPPED_TITLES if title in text] == []


@pytest.mark.parametrize("as_json", [False, True], ids=["text", "json"])
@pytest.mark.parametrize("command", COMMANDS)
def test_nothing_that_is_stopped_is_printed(desk, command, as_json, capfdbinary, monkeypatch):
    names = subjects(desk)
    capfdbinary.readouterr()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO()))
    for given in COMMANDS[command]:
        for name in names if STORY in given else [""]:
            arguments = [name if one is STORY else one for one in given]
            with pytest.raises(SystemExit):
                cli.main([command, *arguments, *(["--json"] if as_json else []), "--desk", str(desk.folder)])
    out, err = (stream.decode() for stream in capfdbinary.readouterr())

    assert out or err or command == "quarantine"
    text = f"{out} ¶ {err}"
    assert STOPPED_RUNS & desks.runs(text, RUN) == set()
    assert [title for title in STOPPED_TITLES if title in text] == []


@pytest.fixture(scope="module")
def site(desk, tmp_path_factory):
    made = {}
    for audience in Audience:
        out = tmp_path_factory.mktemp(audience.value)
        desk.publish(out, audience.value)
        made[audience] = {path: desks.plain(data) for path, data in desks.files(out).items() if path != "robots.txt"}
    return made


@pytest.mark.parametrize("audience", Audience)
def test_nothing_that_is_stopped_is_on_any_site(site, audience):
    for path, text in site[audience].items():
        assert STOPPED_RUNS & desks.runs(text, RUN) == set(), path
        assert [title for title in STOPPED_TITLES if title in text] == [], path


def test_nothing_that_is_held_back_is_on_the_public_site(site):
    keys = {take.key for name in signals.HIDDEN for take in signals.CASES[name]}
    for path, text in site[Audience.PUBLIC].items():
        assert HIDDEN_RUNS & desks.runs(text, RUN) == set(), path
        assert [title for title in HIDDEN_TITLES if title in text] == [], path
        assert not [key for key in keys if key in path or key in text], path


@pytest.mark.parametrize("how", ["atom", "ninjs"])
def test_nothing_that_is_held_back_is_handed_over_to_the_public(desk, how):
    text = b"".join(desk.hand_over(how, "public")).decode()

    assert (STOPPED_RUNS | HIDDEN_RUNS) & desks.runs(text, RUN) == set()
    assert [title for title in (STOPPED_TITLES | HIDDEN_TITLES) if title in text] == []
    for name in ("open", "released", "over"):
        assert desks.runs(signals.CASES[name][-1].copy[0].of(signals.CASES[name][-1].text), RUN) <= desks.runs(
            text, RUN
        )


def test_all_that_is_held_back_is_on_the_desks_own_site(site):
    seen = set().union(*(desks.runs(text, RUN) for text in site[Audience.DESK].values()))

    assert seen >= HIDDEN_RUNS


def test_what_may_leave_is_on_the_public_site(site):
    """The test can fail the other way: a door that lets nothing through is shut."""
    seen = set().union(*(desks.runs(text, RUN) for text in site[Audience.PUBLIC].values()))
    for name in ("open", "released", "over", "answered", "joined", "pictures"):
        for take in signals.CASES[name]:
            copy = set().union(*(desks.runs(span.of(take.text), RUN) for span in take.copy))
            assert copy
            assert copy <= seen, name


def test_terms_of_a_text_bind_it_and_no_picture(site):
    seen = set().union(*(desks.runs(text, RUN) for text in site[Audience.PUBLIC].values()))
    for name in signals.BARRED:
        (take,) = signals.CASES[name]
        for span in take.copy:
            assert not desks.runs(span.of(take.text), RUN) & seen, name
    (take,) = signals.CASES["territory"]
    assert desks.runs(take.pictures[0].caption.of(take.text), RUN) <= seen


def test_terms_of_a_picture_bind_it_and_nothing_else(site):
    (take,) = signals.CASES["pictures"]
    free, barred, unknown = take.pictures
    text = " ".join(site[Audience.PUBLIC].values())

    assert desks.runs(free.caption.of(take.text), RUN) <= desks.runs(text, RUN)
    for one in (barred, unknown):
        assert not desks.runs(one.caption.of(take.text), RUN) & desks.runs(text, RUN)
        assert one.url not in text
    assert free.url in text


def test_what_was_killed_is_told_of_by_a_notice_in_its_place(desk, site):
    (story,) = [s for s in desk.stories() if signals.CASES["killed"][0].key in s.takes]
    notice = f"killed by its source, {sent_words(signals.CASES['killed'][2].sent)}"

    assert notice in story.notice
    assert story.order is Signal.KILL
    with pytest.raises(Withheld, match=re.escape(notice)):
        desk.brief(story.id)
    for audience in Audience:
        pages = site[audience]
        assert notice in pages["index.html"]
        assert notice in pages[f"stories/{story.id}.html"]
        assert notice in pages[f"takes/{signals.CASES['killed'][0].key}.html"]


def test_a_correction_stays_said(desk, site):
    take = signals.CASES["corrected"][2]
    (story,) = [s for s in desk.stories() if take.key in s.takes]
    words = f"Corrected by Vantry, {sent_words(take.sent)}"

    assert words in [notice.text for notice in desk.brief(story.id).notices]
    for audience in Audience:
        assert words in site[audience][f"stories/{story.id}.html"]
        assert words in site[audience][f"takes/{take.key}.html"]


@pytest.mark.parametrize(
    ("case", "words"),
    [
        ("embargo", "embargoed until 20 Mar. 2031, 10:00"),
        ("written", "embargoed until 20 Mar. 2031, 10:00"),
        ("conflict", "the later holds until a person decides"),
        ("no date", "held back with no date"),
        ("advisory", "advisory: for editors"),
        ("fragment", "fragment: add; held back"),
    ],
)
def test_the_desk_sees_plainly_what_it_must_not_use_yet(desk, site, case, words):
    take = signals.CASES[case][-1]
    (story,) = [s for s in desk.stories() if take.key in s.takes]
    told = desk.brief(story.id)

    assert words in story.notice or case == "fragment"
    assert [line.flag for line in told.sources if words in line.flag]
    for how in ("markdown", "json"):
        assert words in desk.write(told, desk.dossier(story.id), how).replace("\\", "")
    assert words in site[Audience.DESK][f"stories/{story.id}.html"]
    assert words in site[Audience.DESK][f"takes/{take.key}.html"]
    assert words in site[Audience.DESK]["index.html"]


def test_an_embargo_ends_at_its_minute(tmp_path):
    moment = {"now": signals.NOW}
    cases = {name: signals.CASES[name] for name in ("open", "embargo")}
    (tmp_path / "desk").mkdir()
    (tmp_path / "desk" / "writethru.toml").write_text(signals.SETTINGS)
    with Desk(tmp_path / "desk", clock=lambda: moment["now"]) as opened:
        signals.fill(opened, cases)
        seen = []
        for now in ("2031-03-20T09:59:59+00:00", "2031-03-20T10:00:00+00:00"):
            moment["now"] = datetime.fromisoformat(now)
            opened.publish(tmp_path / "site")
            seen.append(
                set().union(*(desks.runs(desks.plain(d), RUN) for d in desks.files(tmp_path / "site").values()))
            )

    runs = {run for run in own({"embargo"})[0] if not run.startswith("lead ")}  # its marker is for desks
    assert runs & seen[0] == set()
    assert runs <= seen[1]


def test_a_fragment_is_a_version_and_never_the_newest_text(desk):
    whole, fragment = signals.CASES["joined"]
    (story,) = [s for s in desk.stories() if whole.key in s.takes]
    (line,) = desk.brief(story.id).sources

    assert story.lead == whole.key
    assert (line.take, line.earlier) == (whole.key, 1)
    assert [take.key for take in desk.dossier(story.id).chains[0]] == [whole.key, fragment.key]


def test_held_names_all_that_waits_without_a_word_of_what_was_killed(desk):
    rows = {}
    for row in desk.held():
        rows.setdefault(row.what, []).append(row)

    cases = signals.CASES
    assert [row.take for row in rows["kill"]] == [cases["killed"][2].key, cases["stray"][0].key]
    assert [row.why for row in rows["kill"]] == [
        "killed by its source: 3 takes of its piece withdrawn",
        "it names nothing that is here",
    ]
    assert [row.take for row in rows["after a kill"]] == [cases["killed"][3].key]
    assert {row.take for row in rows["hold"]} == {cases["held"][1].key, cases["corrected"][1].key}
    assert [row.take for row in rows["after a hold"]] == [cases["held"][2].key]
    assert {row.take for row in rows["embargo"]} == {cases["conflict"][0].key, cases["no date"][0].key}
    assert [row.take for row in rows["fragment"]] == [cases["fragment"][0].key]
    assert {row.why.split("”")[0][1:] for row in rows["phrase"]} == {
        "On even Fridays if the tide allows",
        "FOR LIGHTHOUSES ONLY",
    }
    assert [row.take for row in desk.held(every=True) if row.what == "released"] == [cases["released"][0].key]


def test_a_fragment_whose_embargo_is_over_waits_for_its_take_alone(tmp_path):
    late = replace(signals.part(9, 8, 2), embargo=signals.CASES["over"][0].embargo)
    with Desk(tmp_path, clock=lambda: signals.NOW) as desk:
        signals.fill(desk, {"late": [late]})
        [row] = desk.held()

    assert (row.what, row.why) == ("fragment", ALONE)


def test_json_of_held_is_plain(desk, capfdbinary):
    with pytest.raises(SystemExit):
        cli.main(["held", "--json", "--desk", str(desk.folder)])

    assert {"what", "take", "why", "do"} <= json.loads(capfdbinary.readouterr().out)[0].keys()


def test_a_kill_of_an_item_stops_every_piece_that_came_in_it(tmp_path):
    one, two = (signals.piece(n, 8, guid=f"urn:vantry:9#{n + 1}") for n in (0, 1))
    other = signals.piece(2, 8, guid="urn:vantry:91")
    kill = signals.order(3, 9, Signal.KILL)
    kill = replace(kill, guid="urn:vantry:9", sent=signals.order(0, 9, Signal.KILL).sent)
    with Desk(tmp_path, clock=lambda: signals.NOW) as desk:
        signals.fill(desk, {"parts": [one, two, other, kill]})

        assert {key for key, take in desk.takes([one.key, two.key, other.key]).items() if take.withdrawn} == {
            one.key,
            two.key,
        }
        assert [(row.what, row.count) for row in desk.held()] == [("kill", 2)]


def test_what_is_stopped_is_asked_in_as_many_statements_however_many_orders_there_are(tmp_path):
    asked = []
    with Desk(tmp_path, clock=lambda: signals.NOW) as desk:
        event.listen(desk._store._engine, "before_cursor_execute", lambda *told: asked.append(told[2]))

        def statements():
            asked.clear()
            return len(Outgoing(desk._store).stops), len(asked)

        counted = []
        for number in (1, 2, 3):
            parts = [signals.piece(n, 8, guid=f"urn:vantry:{number}#{n}") for n in range(4 * number, 4 * number + 3)]
            kill = replace(signals.order(4 * number + 3, 9, Signal.KILL), guid=f"urn:vantry:{number}")
            signals.fill(desk, {f"item {n}": [] for n in range(number)} | {"parts": [*parts, kill]})
            counted.append(statements())

        assert [stopped for stopped, _ in counted] == [4, 8, 12]
        assert len({asked_then for _, asked_then in counted}) == 1

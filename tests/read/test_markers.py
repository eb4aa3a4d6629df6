import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared import SHARED, needs_shared
from writethru.model import Fragment, Marker, NoteItem, Signal, Span
from writethru.read.lists import table
from writethru.read.markers import cycle, merged, pieced, slug_line, split_marker, style

SIGNALS = {
    "alert": Signal.ALERT,
    "kill": Signal.KILL,
    "hold": Signal.HOLD,
    "adv": Signal.ADVISORY,
    "corr": Signal.CORRECTION,
    "refile": Signal.REFILE,
    "rpt": Signal.REPEAT,
    "extra": Signal.ALERT,
}


@pytest.mark.parametrize(
    ("line", "agency", "rest", "signal", "rank"),
    [
        ("(URGENT) Ferry runs aground", "Yonhap", "Ferry runs aground", Signal.ALERT, 0),
        ("(5th LD) Ferry runs aground", None, "Ferry runs aground", Signal.UPDATE, 6),
        ("(LAED) Ferry runs aground", "Yonhap", "Ferry runs aground", Signal.UPDATE, 2),
        ("(종합2보) 유람선 좌초", "Yonhap", "유람선 좌초", Signal.UPDATE, 5),
        ("유람선 좌초(종합)", "Yonhap", "유람선 좌초", Signal.UPDATE, 4),
        ("REFILE-RPT-UPDATE 3-Salt falls", None, "Salt falls", Signal.REFILE, 4),
        ("WRAPUP 2-Talks on salt end", "Reuters", "Talks on salt end", Signal.UPDATE, 2),
        ("UPDATE3: Ferry refloated", "Kyodo", "Ferry refloated", Signal.UPDATE, 4),
        ("2nd Ld-Writethru: Ferry refloated", "Xinhua", "Ferry refloated", Signal.UPDATE, 3),
        ("CORRECTION | 2ND LEAD | Ferry refloated =", "dpa", "Ferry refloated", Signal.CORRECTION, 3),
        ("Salt Falls on Harvest (2)", "Bloomberg", "Salt Falls on Harvest", Signal.UPDATE, 3),
        ("Salt Falls on Harvest (Update2)", "Bloomberg", "Salt Falls on Harvest", Signal.UPDATE, 3),
        ("(2보) 유람선 좌초", "Yonhap", "유람선 좌초", Signal.UPDATE, 2),
        ("[전문취소] 유람선 좌초", "Yonhap", "유람선 좌초", Signal.KILL, 1),
        ("URGENT - Le bac échoué", "AFP", "Le bac échoué", Signal.ALERT, 0),
        ("2e LEAD: Le bac renfloué", "AFP", "Le bac renfloué", Signal.UPDATE, 3),
        ("Le bac renfloué (lead)", "AFP", "Le bac renfloué", Signal.UPDATE, 2),
        ("RECTIFICATIF: Le bac renfloué", "AFP", "Le bac renfloué", Signal.CORRECTION, 1),
        ("++ Traghetto incagliato ++", "ANSA", "Traghetto incagliato", Signal.ALERT, 0),
        ("(Ampliación 2) El ferri vuelve", "EFE", "El ferri vuelve", Signal.UPDATE, 3),
        ("СРОЧНО: Паром на мели", "TASS", "Паром на мели", Signal.ALERT, 0),
        ("Fähre wieder frei (2. ZF)", "Keystone-SDA", "Fähre wieder frei", Signal.UPDATE, 3),
        ("SPOED: Veerboot vast", "ANP", "Veerboot vast", Signal.ALERT, 0),
        ("KORJAUS: Lautta irti", "STT", "Lautta irti", Signal.CORRECTION, 1),
        ("HAST: Ferga på grunn", "NTB", "Ferga på grunn", Signal.ALERT, 0),
        ("2nd LD Ferry refloated", "PTI", "Ferry refloated", Signal.UPDATE, 3),
        ("Ferry refloated (Ld-2)", "IANS", "Ferry refloated", Signal.UPDATE, 3),
        ("Eilmeldung: Fähre gestrandet", "dpa", "Fähre gestrandet", Signal.ALERT, 0),
        ("2. ZF: Fähre wieder frei", "dpa", "Fähre wieder frei", Signal.UPDATE, 3),
        ("CORRECTED-(OFFICIAL)-UPDATE 1-Salt falls", "Reuters", "Salt falls", Signal.CORRECTION, 2),
        ("RPT-UPDATE 2-Salt falls", "Reuters", "Salt falls", Signal.REPEAT, 3),
        ("VELL-FERRY/ (UPDATE 1, PIX, CORRECTED)", "Reuters", "VELL-FERRY/", Signal.CORRECTION, 2),
        ("CORRECTING and REPLACING Vell Ferries Opens", "Reuters", "Vell Ferries Opens", Signal.CORRECTION, 1),
    ],
)
def test_marker(line: str, agency: str | None, rest: str, signal: Signal, rank: int):
    marker, found = split_marker(line, agency)

    assert (found, marker.signal, marker.rank) == (rest, signal, rank)


@pytest.mark.parametrize(
    "line",
    [
        "(PM) to travel north",
        "(R-Osterby) votes no",
        "Update of ferry fares by May",
        "Rowing: Osterby crew takes the title",
        "Lead found in lake water",
        "LEAD pipes recalled in Osterby",
        "TEXT of the ferry treaty",
        "Salt Output Grows (2031)",
        "Salt Falls on Harvest (2)",
        "Correction fluid sells out",
        "Kill rates fall on island farms",
        "A week at sea, 2nd edition",
        "UPDATE on ferry talks",
        "Soccer: Vell wins cup",
        "KILL BILLS, ISLANDERS SAY",
        "HOLD THE LINE: A FERRY STORY",
        "(N. Asterland) fishermen protest",
        "(Mayor) Bratt travels north",
        "LEAD: the metal that sank a town",
        "Ferry deaths pass 62,000",
        "Ferry fares cut by 1,430",
        "A wrap of the week in Vell",
        "Flash floods close the pier",
        "Hold your breath, Vell",
        "Text of the ferry treaty",
        "Take 2 of these before sailing",
        "Sub lost off Vell",
        "THE FERRY IS BACK",
        "Vell 2, Osterby 1",
        "(Almost) all ferries cancelled",
        "[Vell] ferry back",
        "Ladder (3rd of its kind) falls",
    ],
)
def test_look_alikes_stay(line: str):
    assert split_marker(line) == (Marker(), line)
    for agency in ("Reuters", "Yonhap", "AP", "Kyodo", "Xinhua"):
        if "(2)" not in line:
            assert split_marker(line, agency)[1] == line


def _agencies() -> list[str]:
    return [row["name"] for row in table("markers")["agency"]]


@pytest.mark.parametrize(
    ("line", "agency", "rank", "signal"),
    [
        ("(LAED) Ferry refloated", "Yonhap", 2, Signal.UPDATE),
        ("(LEDA) Ferry refloated", None, 2, Signal.UPDATE),
        ("(UREGNT) Ferry refloated", "Yonhap", 0, Signal.ALERT),
        ("UDPATE 2-Ferry refloated", "Reuters", 3, Signal.UPDATE),
        ("UPDTE 2-Ferry refloated", "Reuters", 3, Signal.UPDATE),
        ("UPPDATE 2-Ferry refloated", "Reuters", 3, Signal.UPDATE),
        ("CORRECETD-Ferry refloated", "Reuters", 1, Signal.CORRECTION),
        ("UDPATE3: Ferry refloated", "Kyodo", 4, Signal.UPDATE),
    ],
)
def test_a_slip_of_the_keys_counts_and_is_named(line: str, agency: str | None, rank: int, signal: Signal):
    marker, title = split_marker(line, agency)

    assert (title, marker.rank, marker.signal) == ("Ferry refloated", rank, signal)
    assert marker.unknown == marker.raw


@pytest.mark.parametrize(
    ("line", "agency", "unknown"),
    [
        ("(3rd LX) Ferry refloated", "Yonhap", "(3rd LX)"),
        ("UPDATR 2-Ferry refloated", "Reuters", "UPDATR 2-"),
        ("FOOBOX-Ferry routes of the north", "Reuters", "FOOBOX-"),
        ("[속보2] 유람선 좌초", "Yonhap", "[속보2]"),
        ("Vell-Ferry, 4th Xd-Writethru", "AP", "4th Xd-Writethru"),
        ("UPDTAE4X: Ferry", "Kyodo", None),
        ("FOREX-Crown gains on the dollar", "Reuters", None),
        ("VELLMAR-Ove Lunde joins the board of the port", None, None),
    ],
)
def test_an_unknown_marker_stays_and_is_named(line: str, agency: str | None, unknown: str | None):
    marker, title = split_marker(line, agency)

    assert title == line
    assert marker == Marker(unknown=(unknown,) if unknown else ())


def test_known_markers_beside_an_unknown_one_count():
    for line in ("FOOBOX-UPDATE 2-Ferry routes of the north", "UPDATE 2-FOOBOX-Ferry routes of the north"):
        marker, title = split_marker(line, "Reuters")

        assert (marker.rank, marker.unknown, title) == (3, ("FOOBOX-",), "FOOBOX-Ferry routes of the north")


@pytest.mark.parametrize(
    ("line", "agency", "rank"),
    [
        ("WRAPUP 3-Talks end", "Reuters", 3),
        ("WRAPUP 3-UPDATE 1-Talks end", "Reuters", 3),
        ("RPT-WRAPUP 4-Talks end", "Reuters", 4),
        ("WRAPUP-Talks end", "Reuters", 1),
        ("ROUNDUP 2: Gespräche beendet", "dpa", 2),
        ("3RD LEAD | ROUNDUP | Talks end =", "dpa", 4),
    ],
)
def test_a_wrapup_counts_in_a_series_of_its_own(line: str, agency: str, rank: int):
    marker = split_marker(line, agency)[0]

    assert (marker.wrapup, marker.rank) == (True, rank)


@pytest.mark.parametrize(("line", "agency"), [("WRAP: Talks end", "AFP"), ("Roundup: Talks end", "Xinhua")])
def test_a_genre_is_no_series(line: str, agency: str):
    marker, title = split_marker(line, agency)

    assert (marker.wrapup, marker.genre.upper(), title) == (False, line.split(":")[0].upper(), "Talks end")


@pytest.mark.parametrize(
    ("line", "fragment", "rank"),
    [
        ("BC-Vell-Ferry, 1st Add,300", Fragment.ADD, 1),
        ("BC-Vell-Ferry, 1st Ld-2nd Add, a0512,300", Fragment.ADD, 2),
        ("BC-Vell-Ferry, 2nd Ld-Sub, a0512,300", Fragment.SUB, 3),
        ("BC-Vell-Ferry, Sub, a0512,300", Fragment.SUB, 1),
        ("BC-Vell-Ferry, 1st Insert,100", Fragment.INSERT, 1),
        ("BC-Vell-Ferry, INSERT,100", Fragment.INSERT, 1),
        ("BC-Vell-Ferry, Take 2,400", Fragment.ADD, 1),
        ("BC-Vell-Ferry, 1st Ld-Writethru, a0512,300", None, 2),
        ("BC-Vell-Ferry, 2 Takes,900", None, 1),
    ],
)
def test_fragments(line: str, fragment: Fragment | None, rank: int):
    marker, slug, _ = slug_line(line)

    assert (slug, marker.fragment, marker.rank) == ("Vell-Ferry", fragment, rank)


def test_pages_after_the_first_are_fragments():
    assert split_marker("The long way home =2", "Reuters")[0].fragment is Fragment.ADD
    assert split_marker("The long way home =1", "Reuters")[0].fragment is None
    assert split_marker("2 POLITICS Ferry", "PA")[0].fragment is Fragment.ADD


@pytest.mark.parametrize(
    ("raw", "verb", "fragment"),
    [
        ("1st Ld", "picks up", Fragment.TOP),
        ("1st Ld-Writethru", "picks up", None),
        ("1st Ld", "updates", None),
    ],
)
def test_a_new_top_that_picks_up_an_older_text_cannot_stand_alone(raw: str, verb: str, fragment: Fragment | None):
    note = (NoteItem(verb, "4th graf", Span(0, 1)),)

    assert pieced(Marker((raw,), Signal.UPDATE, 2), note).fragment is fragment


def test_what_headline_and_slug_say_is_put_together():
    wrapup = split_marker("WRAPUP 2-Talks end", "Reuters")[0]
    slug = split_marker("VELL-TALKS/ (UPDATE 7, PIX)", "Reuters")[0]
    add = slug_line("BC-Vell-Ferry, 1st Add,300")[0]

    assert (merged([slug, wrapup]).rank, merged([slug, wrapup]).wrapup) == (2, True)
    assert merged([Marker(), add]).fragment is Fragment.ADD
    assert merged([split_marker("(3rd LX) Ferry", "Yonhap")[0]] * 2).unknown == ("(3rd LX)",)


def test_the_cycle_stays_in_the_slug_line():
    assert cycle("AM-Vell-Ferry, 1st Ld-Writethru") == "AM"
    assert cycle("PM_BRF--Vell Ferry,0171") == "PM"
    assert cycle("Vell-Ferry") == ""


_MARKS = ["UPDATE 2-", "(LEAD) ", "RPT-", "(2nd LD) ", "FACTBOX-", "UDPATE 1-", "FOOBOX-", "2nd Ld Writethru: ", "++ "]


@given(st.lists(st.sampled_from(_MARKS), max_size=4), st.text(max_size=60), st.data())
def test_nothing_is_lost_and_nothing_raised(marks: list[str], words: str, data: st.DataObject):
    agency = data.draw(st.sampled_from([None, *_agencies()]))
    line = "".join(marks) + words
    marker, title = split_marker(line, agency)

    assert set(title) <= set(line) | {" "}
    assert len(title) <= len(line)
    if not marker.raw:
        assert title == " ".join(line.split(" ")).strip() or agency in ("AP", "dpa", "Kyodo")


def test_markers_are_named_once_and_stack():
    marker = merged(split_marker(line)[0] for line in ("(LEAD) (News Focus) A", "(LEAD) a-b"))

    assert marker == Marker(("(LEAD)", "(News Focus)"), Signal.UPDATE, 2, "News Focus")


def test_style_names_the_agency():
    assert style("(2nd LD) Ferry refloated") == "Yonhap"
    assert style("UPDATE 1-Ferry refloated") == "Reuters"
    assert style("Ferry refloated") == ""


def test_slug_line_without_a_number():
    assert slug_line("BC-Salt, 1st Ld,300")[1:] == ("Salt", "")


@needs_shared
def test_gold():
    for line in (SHARED / "data/fixtures/checks/marker_gold.tsv").read_text("utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        agency, words, flags, clean = line.split("\t")
        want = json.loads(flags)
        marker, rest = split_marker(words, agency)
        assert rest == clean, words
        assert marker.genre == want.get("kind", marker.genre), words
        count = want.get("rev", want.get("lead"))
        if count:
            assert marker.rank == count + 1, words
        for flag, signal in SIGNALS.items():
            if flag in want:
                assert marker.signal is signal, words
        if not want:
            assert marker == Marker(), words

"""A timeline as a calendar, read back by a strict parser of RFC 5545: folding, line ends, escaping, whole days."""

import re
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ferry import dossier
from invented import Copy
from writethru.model import Links
from writethru.publish.calendar import calendar
from writethru.tell.dossier import Dossier
from writethru.tell.timeline import timeline

LINE = re.compile(r"([A-Z][A-Z0-9-]*)((?:;[A-Z-]+=[^;:\",]+)*):(.*)", re.DOTALL)


def unfolded(text):
    """The content lines; every line ends in CR LF, has at most 75 octets and is whole UTF-8."""
    assert text.endswith("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert "\r" not in text.replace("\r\n", "")
    lines = []
    for line in text.encode().split(b"\r\n")[:-1]:
        assert 0 < len(line) <= 75
        words = line.decode()
        if words.startswith(" "):
            lines[-1] += words[1:]
        else:
            lines.append(words)
    return lines


def unescaped(value):
    assert not re.search(r"(?<!\\)(?:\\\\)*[,;]", value)
    assert not re.search(r"[\x00-\x1f\x7f]", value)
    return re.sub(r"\\([\\;,nN])", lambda m: "\n" if m[1] in "nN" else m[1], value)


def events(text):
    lines = [LINE.fullmatch(line).groups() for line in unfolded(text)]
    assert lines[0] == ("BEGIN", "", "VCALENDAR")
    assert lines[-1] == ("END", "", "VCALENDAR")
    assert [v for n, _, v in lines if n == "VERSION"] == ["2.0"]
    assert sum(n == "PRODID" for n, _, _ in lines) == 1
    out, now = [], None
    for name, parameters, value in lines[1:-1]:
        if (name, value) == ("BEGIN", "VEVENT"):
            assert now is None
            now = {}
        elif (name, value) == ("END", "VEVENT"):
            assert {"UID", "DTSTAMP", "DTSTART", "SUMMARY"} <= set(now)
            out.append(now)
            now = None
        elif now is not None:
            assert name not in now
            assert parameters == (";VALUE=DATE" if name in ("DTSTART", "DTEND") else "")
            now[name] = value
    assert now is None
    return out


def day(value):
    assert re.fullmatch(r"\d{8}", value)
    return datetime.strptime(value, "%Y%m%d").replace(tzinfo=UTC).date()


def alone(copy):
    return Dossier({copy.key: copy.take()}, {copy.key: copy.facts()}, Links())


def written(found, name="Lannet; talks, \\ and more", as_of=None):
    return calendar(timeline(found, as_of), found, name)


def test_the_storyline_is_a_calendar():
    found = timeline(dossier())
    every = [*found.past, *found.now, *found.overdue, *found.ahead]
    told = events(written(dossier()).text)

    close = [h for h in every if h.precision in ("minute", "day", "week", "month")]
    assert [(day(e["DTSTART"]), day(e["DTEND"]) - timedelta(days=1)) for e in told] == [
        (h.earliest, h.latest) for h in close
    ]
    assert [unescaped(e["SUMMARY"]) for e in told] == [h.glossed for h in close]
    assert len({e["UID"] for e in told}) == len(told)
    assert all(re.fullmatch(r"\d{8}T\d{6}Z", e["DTSTAMP"]) for e in told)


def test_a_plan_is_tentative_and_names_its_sources_with_their_words():
    (plan,) = [e for e in events(written(dossier()).text) if e["CATEGORIES"] == "AHEAD"]

    assert (plan["DTSTART"], plan["DTEND"], plan["STATUS"]) == ("20260601", "20260701", "TENTATIVE")
    assert "visits Tessel in June" in unescaped(plan["DESCRIPTION"])
    assert unescaped(plan["LOCATION"]) == "Tessel"


def test_the_same_timeline_gives_the_same_bytes():
    assert written(dossier()).text == written(dossier()).text


def test_what_is_overdue_says_so():
    (plan,) = [e for e in events(written(dossier(), as_of=date(2026, 8, 1)).text) if e["CATEGORIES"] == "OVERDUE"]

    assert unescaped(plan["DESCRIPTION"]).startswith("Overdue: no news since ")


def test_a_year_has_no_place_in_a_calendar_and_is_counted():
    copy = Copy("c1", [("P", "The bridge opened in 1990. It closed on May 4.")], sent=datetime(2031, 5, 6, tzinfo=UTC))
    copy.date("1990", date(1990, 1, 1), date(1990, 12, 31), precision="year", value="1990")
    copy.date("May 4", date(2031, 5, 4))

    made = written(alone(copy))

    assert [e["DTSTART"] for e in events(made.text)] == ["20310504"]
    assert made.left_out == 1


@given(st.text(min_size=1, max_size=160), st.text(max_size=40))
def test_any_words_make_a_calendar(words, name):
    text = f"Harn {words} on May 4."
    copy = Copy("c1", [("P", text)], sent=datetime(2031, 5, 6, tzinfo=UTC))
    if text.count("May 4") != 1:
        return
    copy.date("May 4", date(2031, 5, 4))

    for event in events(written(alone(copy), name).text):
        unescaped(event["SUMMARY"])
        unescaped(event["DESCRIPTION"])

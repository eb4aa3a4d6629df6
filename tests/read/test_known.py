"""Settings say what a source is and where its clock stands; what a take says itself stays."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from writethru.errors import SettingsError
from writethru.model import Sent, SourceKind, Take
from writethru.read.known import as_known
from writethru.settings import FILE, Settings, SourceSettings, load

CLOCK = datetime(2031, 7, 1, 9, 30, tzinfo=UTC)
TAKE = Take(
    "k" * 16, "k", "d", "wire", "Vell Post", SourceKind.UNKNOWN, "words", (), sent=Sent(CLOCK, zone_inferred=True)
)
SETTINGS = Settings(sources={"Vell Post": SourceSettings(kind=SourceKind.AGENCY, zone="Europe/Oslo")})


def test_an_inferred_zone_is_replaced_and_the_clock_kept():
    sent = as_known(TAKE, SETTINGS).sent

    assert sent.at == datetime(2031, 7, 1, 9, 30, tzinfo=timezone(timedelta(hours=2)))
    assert sent.zone_inferred
    assert "settings" in sent.why


def test_a_given_zone_stays():
    given = replace(TAKE, sent=Sent(CLOCK))

    assert as_known(given, SETTINGS).sent == given.sent
    assert as_known(given, SETTINGS).source_kind is SourceKind.AGENCY


def test_an_unknown_source_is_left_alone():
    other = replace(TAKE, source="Lund Mail")

    assert as_known(other, SETTINGS) is other


def test_a_zone_that_does_not_exist_is_refused_at_once(tmp_path):
    (tmp_path / FILE).write_text('[sources."Vell Post"]\nzone = "Europe/Vell"\n')

    with pytest.raises(SettingsError, match="Europe/Vell"):
        load(tmp_path)

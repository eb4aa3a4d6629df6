"""ninjs, its dialects and dpa's JSON: what a field holds costs no more than the field; hostile files are refused."""

import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared import SHARED, needs_shared
from writethru.model import PartKind, Refused, Rule, Signal, Take
from writethru.read.detect import read
from writethru.read.document import Document
from writethru.read.dpa_json import DigitalWires
from writethru.read.lists import table
from writethru.read.ninjs import Ninjs, spellings
from writethru.read.odrl import phrases

BASE = {"uri": "urn:x:1", "type": "text", "pubstatus": "usable", "versioncreated": "2031-03-12T09:00:00Z"}
COPY = {**BASE, "headline": "Ferry to sail again", "body_html": "<p>The ferry will sail again.</p>"}
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9) | st.just("value"), inner, max_size=3)
    ),
    max_leaves=8,
)
NAMES = sorted({name for names in spellings().values() for name in names} | {"body_html", "description_text"})


def one(value, reader=None):
    [found] = (reader or Ninjs()).read(Document("trial.json", json.dumps(value).encode()))
    return found


@settings(max_examples=300, deadline=None)
@given(
    given=st.dictionaries(st.sampled_from(NAMES), ANYTHING, max_size=5), inner=st.sampled_from(NAMES), value=ANYTHING
)
def test_a_wrong_type_costs_its_field_alone(given, inner, value):
    """Whatever stands in any field: there is a take or a reason, and the fields that are right are read."""
    held = {**COPY, **given, "associations": {"p": {"type": "picture", "description_text": "A quay", inner: value}}}
    found = one(held)
    if isinstance(found, Take) and not {"headline", "headlines", "type"} & set(given):
        assert found.headline == COPY["headline"]
    if isinstance(found, Take) and not {"associations", "type"} & {*given, inner}:
        assert found.pictures


@settings(max_examples=100, deadline=None)
@given(
    given=st.dictionaries(
        st.sampled_from(
            [
                "ednotes",
                "associations",
                "notepad",
                "byline",
                "article_html",
                "signal",
                "embargoed",
                "genre_names",
                "categories",
                "creditline",
                "usageterms",
                "teaser",
                "kicker",
                "version",
            ]
        ),
        ANYTHING,
    )
)
def test_a_wrong_type_in_dpas_json_costs_its_field_alone(given):
    found = one(
        {"urn": "urn:newsml:dpa.com:1", "headline": "Fähre", "article_html": "<p>Sie fährt.</p>", **given},
        DigitalWires(),
    )
    assert isinstance(found, Take)
    assert found.headline == "Fähre"


@pytest.mark.parametrize(
    ("fields", "signal"),
    [
        ({"pubstatus": "canceled"}, Signal.KILL),
        ({"pubstatus": "withheld"}, Signal.HOLD),
        ({"pubstatus": {"is": "withheld"}}, Signal.HOLD),
        ({"pubStatus": "canceled", "pubstatus": ""}, Signal.KILL),
        ({"editorialtypes": ["Lead", "Kill"]}, Signal.KILL),
        ({"editorialtypes": ["Corrective"]}, Signal.CORRECTION),
        ({"signals": ["newscontent", "correction"]}, Signal.CORRECTION),
        ({"subject": [{"rels": ["category"], "code": "v"}]}, Signal.ADVISORY),
        ({"subject": [{"rels": ["direct"], "code": "v"}]}, Signal.NEW),
        ({"editorialpriority": "f"}, Signal.ALERT),
        ({"type": "advisory"}, Signal.ADVISORY),
    ],
)
def test_signals(fields, signal):
    assert one({**COPY, **fields}).marker.signal is signal


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, None),
        ({"embargoed": None}, None),
        ({"embargoed": ""}, ""),
        ({"embargoed": "2031-03-13T06:00:00Z"}, "2031-03-13T06:00:00Z"),
        ({"embargoedUntil": "2031-03-13T06:00:00Z", "embargoed": ""}, "2031-03-13T06:00:00Z"),
        ({"embargoed": [1, {}]}, "1"),
        ({"embargoed": {"until": "Monday"}}, ""),
        ({"pubstatus": "embargoed"}, ""),
    ],
)
def test_an_embargo_field_is_handed_on_as_it_stands(fields, expected):
    from writethru.read.fields import Fields
    from writethru.read.ninjs_item import item_of

    assert item_of(Fields({**COPY, **fields}, spellings())).embargo == expected


@pytest.mark.parametrize(
    ("fields", "rules"),
    [
        ({"usageterms": "NO ARCHIVING"}, [Rule.NO_ARCHIVE]),
        ({"usageterms": {"a": 1}}, [Rule.UNKNOWN]),
        ({"rightsinfo": 7}, [Rule.UNKNOWN]),
        ({"rightsinfo": {"linkedrights": "https://strand.example/terms"}}, [Rule.UNKNOWN]),
        ({"rightsinfo": {"encodedrights": '{"prohibition": [{"action": "odrl:sell"}]}'}}, [Rule.NO_RESALE]),
        ({"copyrightnotice": "2031 Vell Pictures"}, []),
        ({"copyrightnotice": "Copyright 2031 Vell. May not be shown in Norland."}, [Rule.UNKNOWN]),
        ({"ednote": "031131125467, 21334631"}, []),
        ({"ednote": "MARCH 12, 2031, FILE PHOTO"}, []),
        ({"ednote": "Never to be cropped; ask before use, no stills"}, [Rule.UNKNOWN]),
    ],
)
def test_a_pictures_terms_come_from_its_own_fields(fields, rules):
    item = {
        **COPY,
        "usageterms": "MANDATORY CREDIT",
        "associations": {"a": {"type": "picture", "description_text": "A quay", **fields}},
    }
    [picture] = one(item).pictures
    assert [term.rule for term in picture.terms] == rules


def test_a_policy_in_odrl_is_put_in_words():
    assert phrases("") == []
    assert phrases("{cut") == ["{cut"]
    assert phrases('["x"]') == ['["x"]']
    assert phrases(
        '{"permission": {"action": "use", "duty": [{"action": {"name": "attribute"}}], "constraint": [{}]}}'
    ) == [
        "MANDATORY CREDIT",
        "Its policy has constraints",
    ]


@pytest.mark.parametrize("field", sorted(table("ninjs")["fields"]))
def test_every_field_has_a_spelling(field):
    row = table("ninjs")["fields"][field]
    assert set(row) <= {"v1", "v2", "v3", "also"}
    assert spellings()[field]


HOSTILE = {  # made when asked for: they are large
    "200 MB": lambda: json.dumps(COPY)[:-2].encode() + b"x" * 200_000_000 + b'"}',
    "deep": lambda: b'{"pubstatus": 1, "versioncreated": ' + b"[" * 10_000 + b"]" * 10_000 + b"}",
    "deep objects": lambda: b'{"pubstatus": 1, "versioncreated":' * 10_000,
    "truncated": lambda: json.dumps(COPY).encode()[:-20],
    "quotes": lambda: b'{"pubstatus": 1, "versioncreated": "' + b'\\"' * 3_000_000,
    "lists": lambda: b'{"pubstatus": 1, "versioncreated": [' + b"[]," * 6_000_000 + b"[]]}",
    "long copy": lambda: json.dumps({**COPY, "body_html": "<p>x</p>" * 3_000_000}).encode(),
    "pictures": lambda: json.dumps({**COPY, "associations": [{"type": "picture"}] * 200_000}).encode(),
    "paragraphs": lambda: json.dumps({**COPY, "body_html": "<p>x</p>" * 30_000}).encode(),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_fast(name):
    data = HOSTILE[name]()
    begun = time.process_time()
    [found] = read(Document("trial.json", data), "ninjs")
    assert isinstance(found, Refused)
    assert (
        time.process_time() - begun < 20
    )  # a tenth of that on an idle machine; what grows as the square takes minutes


def test_one_bad_line_costs_itself():
    good = json.dumps(COPY).encode()
    found = list(Ninjs().read(Document("t", b"\n".join([good, b"[" * 9000, good[:-9], b"7", good]))))
    assert [type(one).__name__ for one in found] == ["Take", "Refused", "Refused", "Refused", "Take"]
    assert [one.place for one in found if isinstance(one, Refused)] == ["line 2", "line 3", "line 4"]


@pytest.mark.parametrize(
    "data",
    [
        b'{"version": "https://jsonfeed.org/version/1.1", "headline": "x", "body_html": "", "items": []}',
        b'{"id": "a", "headline": "Ferry", "text": "It sails.", "published": "2031-03-12"}',
        b'{"name": "x"}',
        b"<nitf/>",
        b"",
    ],
)
def test_what_is_of_another_kind_is_left_alone(data):
    assert Ninjs().recognises(Document("x.json", data)) == 0


REFUSED = {
    "20231004-UEFA-ChampionLeague.json",
    "20231005-65-addb-event.json",
    "simpleEvent.json",
    "tt_event_pressconference_3.0.json",
    "20231016-event-timeline-sample.json",
    "cp_onclusive.json",
}
FIXTURES = (
    sorted(
        path
        for pattern in (
            "ninjs/examples/**/*.json",
            "dpa-digitalwires/tests/data/input/*.json",
            "superdesk-fixtures/c*/*.json",
        )
        for path in (SHARED / "data/fixtures").glob(pattern)
        if path.name not in ("extension-schema.json", "ninjs4_mock.json")  # a schema, and no item of any kind
    )
    if SHARED
    else []
)


@needs_shared
@pytest.mark.shared
@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.name)
def test_every_fixture_is_read_or_refused_as_planning(path):
    reader = DigitalWires() if "digitalwires" in str(path) else Ninjs()
    document = Document(path.name, path.read_bytes())
    found = list(reader.read(document))

    assert reader.recognises(document) > 0
    assert found
    assert all(isinstance(one, Refused) == (path.name in REFUSED) for one in found)
    for take in found:
        if isinstance(take, Take):
            assert take.guid
            assert take.sent or path.name == "20231016-addb-example-press-conference.json"
            assert not any("<" in span.of(take.text)[:1] for span in take.copy)
            alone = not take.copy and take.pictures
            assert not alone or take.spans(PartKind.CAPTION, group="picture-1") or take.spans(PartKind.STANDFIRST)
        else:
            assert "planning" in take.reason

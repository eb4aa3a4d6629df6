"""A storyline of invented copy: two documents about one channel, a dispute, a rejection, a plan, two namesakes."""

from datetime import UTC, date, datetime

from invented import Copy
from writethru.model import (
    Citation,
    Claim,
    ClaimMember,
    EntityKind,
    Figure,
    Links,
    Marker,
    MentionKind,
    Origin,
    OriginKind,
    Person,
    PersonMention,
    Placement,
    Signal,
    Standing,
    StatementKind,
    Story,
    Storyline,
)
from writethru.tell.dossier import Dossier

NAME, SURNAME, ROLE, PRONOUN = MentionKind.NAME, MentionKind.SURNAME, MentionKind.ROLE, MentionKind.PRONOUN
TITLE = "Minister offers joint dredging in talks with Sorn"
LEAD = (
    "Tessel's Fisheries Minister Ida Moor said Friday that she had offered Orra a joint dredging\n"
    "of the Lannet channel."
)
OFFER = (
    "Moor made the offer during a 40-minute meeting with Jon Sorn of Orra, amid talk that"
    " President Abel Quist could take it up when he visits Tessel in June."
)
SILT = "About 900 tons of silt are believed to block the channel."
LINE = "Lannet Line, which runs the barges, has said that only about 90 tons came from them."
LETTER = (
    "In a letter, the pilots' union claimed Moor urged inspectors in January to pass the barges “with both eyes shut.”"
)
DENIAL = "She rejected that claim and handed out copies of her only note to the inspectors."
ROUNDS = (
    "The two sides have held three rounds of talks: the first in Harn in June 2018, the second in Kessel in"
    " February 2019, and the last at the harbour village of Brannevik in June 2019."
)
QUOTE = "“The channel will not wait for us,” Moor said."
TOGETHER = "“We will dig together,” Sorn said after the meeting, “or not at all.”"
STRAY = "He will travel on with the pilots of the northern harbor in the afternoon."
PAGE_LEAD = "Acting envoy Lars Moor said on November 28 in Orra that all options were open for the Lannet channel."
PAGE_ROUNDS = (
    "Moor, who knows the file, supported three rounds of talks: Harn in June 2018, Kessel in February 2019,"
    " and Branevik in June 2019."
)
PAGE_QUOTE = "“I never close a door,” Moor said of the channel, praising the pilots of both shores."
TEASER = "President Abel Quist's anticipated June 2026 visit to Tessel could thaw the deadlock over the channel."


def agency(key="a2", rank=3) -> Copy:
    copy = Copy(
        key,
        [
            ("H", f"(2nd LD) {TITLE}"),
            ("N", "(ATTN: UPDATES throughout)"),
            ("D", "ORRA, March 6 (Vell Wire) --"),
            *(("P", p) for p in (LEAD, OFFER, QUOTE, SILT + "\n" + LINE, LETTER, DENIAL, STRAY, ROUNDS)),
            ("P", "Why did it take them so long to meet in the first place?"),
            ("P", TOGETHER),
            ("E", "(END)"),
        ],
        sent=datetime(2026, 3, 6, 21, 30, tzinfo=UTC),
        day=date(2026, 3, 6),
        title=TITLE,
        marker=Marker(("(2nd LD)",), Signal.UPDATE, rank),
    )
    moor = copy.entity(
        "Ida Moor",
        (NAME, "Ida Moor", LEAD),
        (PRONOUN, "she", "she had offered", 0.9),
        (SURNAME, "Moor", OFFER),
        (SURNAME, "Moor", "wait for us"),
        (SURNAME, "Moor", LETTER),
        (PRONOUN, "She", DENIAL, 0.8),
        (PRONOUN, "her", DENIAL, 0.8),
    )
    sorn = copy.entity("Jon Sorn", (NAME, "Jon Sorn", OFFER), (SURNAME, "Sorn", TOGETHER))
    quist = copy.entity("Abel Quist", (NAME, "Abel Quist", OFFER), (PRONOUN, "he", "when he visits", 0.9))
    line = copy.entity("Lannet Line", (NAME, "Lannet Line", LINE), kind=EntityKind.BODY)
    union = copy.entity("pilots' union", (NAME, "pilots' union", LETTER), kind=EntityKind.BODY)
    copy.place("Harn", "Kessel", "Brannevik")
    copy.entity("Tessel", (NAME, "Tessel", "visits Tessel"), kind=EntityKind.PLACE)
    assert (moor, sorn, quist, line, union) == (0, 1, 2, 3, 4)
    copy.says(
        "she had offered Orra a joint dredging\nof the Lannet channel",
        moor,
        copy.at("Ida Moor"),
        cue=(copy.at("said"),),
    )
    copy.says("The channel will not wait for us", moor, copy.at("Moor", "wait for us"), direct=True)
    copy.says("only about 90 tons came from them", line, copy.at("Lannet Line", LINE), kind=StatementKind.CLAIMED)
    outer = copy.says(LETTER[LETTER.index("Moor urged") : -1], union, copy.at("union"), kind=StatementKind.CLAIMED)
    copy.says(
        "pass the barges “with both eyes shut.”",
        moor,
        copy.at("Moor", "claimed"),
        kind=StatementKind.REQUESTED,
        inside=outer,
        reported_by_another=True,
    )
    copy.says(
        "that claim",
        moor,
        copy.at("She", DENIAL),
        kind=StatementKind.REJECTED,
        rejects=outer,
        cue=(copy.at("rejected"),),
    )
    copy.says("“We will dig together,”", sorn, copy.at("Sorn", TOGETHER), direct=True)
    copy.figures += [
        Figure(copy.at("About 900 tons"), "copy", 900, unit="ton", what="silt", qualifier="about", hedge="believed"),
        Figure(copy.at("about 90 tons"), "copy", 90, unit="ton", what="silt", qualifier="only about", statement=2),
    ]
    copy.date("Friday", date(2026, 3, 6))
    copy.date("June", date(2026, 6, 1), date(2026, 6, 30), inside="visits Tessel", precision="month", value="2026-06")
    copy.date("January", date(2026, 1, 1), date(2026, 1, 31), precision="month", value="2026-01")
    rounds(copy)
    return copy


def rounds(copy: Copy) -> None:
    for words, first, last in (
        ("June 2018", date(2018, 6, 1), date(2018, 6, 30)),
        ("February 2019", date(2019, 2, 1), date(2019, 2, 28)),
        ("June 2019", date(2019, 6, 1), date(2019, 6, 30)),
    ):
        copy.date(words, first, last, precision="month", value=first.isoformat()[:7])


def page() -> Copy:
    copy = Copy(
        "b1",
        [
            ("H", "Acting envoy keeps options open on channel"),
            ("S", PAGE_LEAD),
            ("P", PAGE_ROUNDS),
            ("P", PAGE_QUOTE),
            ("T", TEASER),
        ],
        source="Orra Post",
        title="Acting envoy keeps options open on channel",
    )
    lars = copy.entity(
        "Lars Moor", (NAME, "Lars Moor", ""), (SURNAME, "Moor", PAGE_ROUNDS), (SURNAME, "Moor", "close a door")
    )
    copy.entity("Abel Quist", (NAME, "Abel Quist", ""))
    copy.place("Orra", "Harn", "Kessel", "Branevik", "Tessel")
    copy.says("all options were open for the Lannet channel", lars, copy.at("Lars Moor"), cue=(copy.at("said"),))
    copy.says("I never close a door", lars, copy.at("Moor", "close a door"), direct=True)
    copy.date("November 28", date(2025, 11, 28), inferred=True, why="the latest November before the teaser's June 2026")
    rounds(copy)
    copy.date("June 2026", date(2026, 6, 1), date(2026, 6, 30), precision="month", value="2026-06")
    return copy


def dossier(*extra: Copy) -> Dossier:
    copies = [agency("a2"), agency("a1", rank=2), page(), *extra]
    takes = {c.key: c.take() for c in copies}
    facts = {c.key: c.facts() for c in copies}
    a2, b1 = copies[0], copies[2]
    people = tuple(
        Person(f"p{n}", kind, name, (name,), (), tuple(PersonMention(t, e, ()) for t, e in mentions))
        for n, (kind, name, mentions) in enumerate(
            [
                (EntityKind.PERSON, "Ida Moor", [("a2", 0), ("a1", 0)]),
                (EntityKind.PERSON, "Jon Sorn", [("a2", 1), ("a1", 1)]),
                (EntityKind.PERSON, "Abel Quist", [("a2", 2), ("a1", 2), ("b1", 1)]),
                (EntityKind.PERSON, "Lars Moor", [("b1", 0)]),
                (EntityKind.BODY, "Lannet Line", [("a2", 3), ("a1", 3)]),
                (EntityKind.BODY, "pilots' union", [("a2", 4), ("a1", 4)]),
            ]
        )
    )
    claim = Claim(
        "c1",
        "tons of silt",
        "s2",
        Standing.DISPUTED,
        (
            ClaimMember(Citation("a2", a2.at("About 900 tons")), "About 900 tons", "", "", "believed"),
            ClaimMember(Citation("a2", a2.at("only about 90 tons")), "only about 90 tons", "p4", "Lannet Line"),
        ),
        ("Vell Wire",),
    )
    wire = Origin("a2", OriginKind.REPORTING, "Vell Wire")
    links = Links(
        placements=(
            Placement("a1", "a", None, "a", "s2", "l1", ("l1",)),
            Placement("a2", "a", "a1", "a", "s2", "l1", ("l1",)),
            Placement("b1", "b", None, "b", "s1", "l1", ("l1",)),
        ),
        stories=(
            Story(
                "s1",
                b1.title,
                "b1",
                ("b1",),
                ("b",),
                (Origin("b1", OriginKind.UNKNOWN),),
                ("l1",),
                None,
                date(2025, 11, 28),
            ),
            Story("s2", TITLE, "a2", ("a1", "a2"), ("a",), (wire,), ("l1", "l2"), date(2026, 3, 6), date(2026, 3, 6)),
        ),
        storylines=(
            Storyline("l1", "Lannet channel", ("s1", "s2"), (("s2", "s1"),), ("Lannet channel",)),
            Storyline("l2", "Barges", ("s2",), (), ("Lannet Line",), (Citation("a2", a2.at(SILT + "\n" + LINE)),)),
        ),
        people=people,
        claims=(claim,),
    )
    return Dossier(takes, facts, links)

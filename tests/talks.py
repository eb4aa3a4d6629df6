"""Four pieces of invented copy on one quay: an offer and its refusal, a promise and what became of it, meetings."""

from datetime import UTC, date, datetime

from invented import Copy
from writethru.model import (
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
    StatementKind,
    Story,
    Storyline,
)
from writethru.tell.dossier import Dossier

NAME, SURNAME = MentionKind.NAME, MentionKind.SURNAME
OFFER = "Premier Ida Moor proposed that Orra send an envoy to the Lannet quay to settle the toll."
PLEDGE = "Moor pledged 3 million crowns for the quay by March 20 if the toll is dropped."
TOLL = "Abel Quist rejected the quay toll, Moor said."
SUMMONS = "Moor said that Quist had demanded an end to the quay toll."
PLAN = "Moor and Quist will meet in Harn on March 9."
UNNAMED = "A quay toll of any kind was opposed."
REPRISE = "Moor reaffirmed the 3 million crowns for the quay."
STALLED = "The 3 million crowns for the quay are held up, Quist said."
MET = "Moor met Quist in Harn on Monday."
TURN = "Moor now opposes the quay toll."
CALLED_OFF = "A visit to Tessel by Quist, planned for March 12, was called off."
INVITED = "Moor invited Quist to visit Tessel on March 12."
PAGE = "Ida Moor and Abel Quist held talks in Harn on March 9."
BESIDE = "Moor promised 3 million crowns for the quay."
PEOPLE = ("Ida Moor", "Abel Quist", "Orra", "Tessel")
WHOLE = Marker()
MARCH = {day: date(2031, 3, day) for day in range(1, 31)}


def first(key="t1", day=5):
    copy = _copy(key, day, [OFFER, PLEDGE, TOLL, SUMMONS, PLAN, UNNAMED])
    moor, quist, orra = _people(copy, ("Ida Moor", OFFER), ("Abel Quist", TOLL), ("Orra", OFFER))
    copy.figures.append(Figure(copy.at("3 million crowns"), "copy", 3e6, unit="CROWN", what="quay"))
    copy.date("March 20", MARCH[20], inside=PLEDGE)
    copy.date("March 9", MARCH[9], inside=PLAN)
    copy.place("Harn")
    told = copy.says("Abel Quist rejected the quay toll", moor, copy.at("Moor", "toll, Moor"))
    inner = copy.says(
        "an end to the quay toll",
        quist,
        copy.at("Quist", "Quist had"),
        kind=StatementKind.DEMANDED,
        inside=told,
        reported_by_another=True,
    )
    copy.event("contact", "proposed", "send", OFFER, moor, addressee=orra, object="send an envoy to the Lannet quay")
    copy.event(
        "commitment",
        "pledged",
        "pledged",
        PLEDGE,
        moor,
        object="3 million crowns for the quay",
        condition="if the toll is dropped",
        amount=0,
        due=0,
    )
    copy.event("position", "opposed", "rejected", TOLL, quist, object="the quay toll", statement=told)
    copy.event("position", "demanded", "demanded", SUMMONS, quist, object="an end to the quay toll", statement=inner)
    copy.event("contact", "planned", "meet", PLAN, moor, quist, due=1)
    copy.event("position", "opposed", "opposed", UNNAMED, None, object="A quay toll of any kind")
    return copy


def second(key="t2", day=10):
    copy = _copy(key, day, [REPRISE, STALLED, MET, TURN, INVITED])
    moor, quist = _people(copy, ("Moor", REPRISE), ("Quist", STALLED))
    tessel = copy.entity("Tessel", (NAME, "Tessel", INVITED), kind=EntityKind.PLACE)
    copy.figures.append(Figure(copy.at("3 million crowns"), "copy", 3e6, unit="CROWN", what="quay"))
    copy.figures.append(Figure(copy.at("3 million crowns", STALLED), "copy", 3e6, unit="CROWN", what="quay"))
    copy.date("Monday", MARCH[9], inside=MET)
    copy.date("March 12", MARCH[12], inside=INVITED)
    copy.place("Harn")
    said = copy.says("The 3 million crowns for the quay are held up", quist, copy.at("Quist", STALLED))
    copy.event(
        "commitment", "reaffirmed", "reaffirmed", REPRISE, moor, object="3 million crowns for the quay", amount=0
    )
    copy.event(
        "commitment",
        "stalled",
        "held up",
        STALLED,
        None,
        object="3 million crowns for the quay",
        amount=1,
        statement=said,
    )
    copy.event("contact", "held", "met", MET, moor, addressee=quist, day=0)
    copy.event("position", "supported", "opposes", TURN, moor, object="the quay toll")
    copy.event("contact", "invited", "visit", INVITED, quist, addressee=tessel, due=1)
    return copy


def third(key="t3", day=13):
    copy = _copy(key, day, [CALLED_OFF])
    (quist,) = _people(copy, ("Quist", CALLED_OFF))
    tessel = copy.entity("Tessel", (NAME, "Tessel", CALLED_OFF), kind=EntityKind.PLACE)
    copy.date("March 12", MARCH[12], inside=CALLED_OFF)
    copy.event("contact", "cancelled", "visit", CALLED_OFF, quist, addressee=tessel, due=0)
    return copy


def page(key="t4"):
    """A page without a day of its own, with a teaser of another."""
    copy = Copy(key, [("H", "Harn talks"), ("P", PAGE), ("T", BESIDE)], source="Orra Post", title="Harn talks")
    moor, quist = _people(copy, ("Ida Moor", PAGE), ("Abel Quist", PAGE))
    copy.figures.append(Figure(copy.at("3 million crowns"), "teaser-1", 3e6, unit="CROWN", what="quay"))
    copy.date("March 9", MARCH[9], inside=PAGE)
    copy.place("Harn")
    copy.event("contact", "held", "talks", PAGE, moor, quist, day=0)
    copy.event("commitment", "pledged", "promised", BESIDE, moor, object="3 million crowns for the quay", amount=0)
    return copy


def _copy(key, day, paragraphs, marker=WHOLE):
    lines = [("H", f"The quay, {day} March"), *(("P", words) for words in paragraphs)]
    sent = datetime(2031, 3, day, 9, tzinfo=UTC)
    return Copy(key, lines, sent=sent, day=MARCH[day], title=lines[0][1], marker=marker)


def _people(copy, *found):
    kinds = {"Orra": EntityKind.PLACE}
    for words, inside in found:
        full = next(name for name in PEOPLE if words in name)
        copy.entity(full, (NAME if words == full else SURNAME, words, inside), kind=kinds.get(words, EntityKind.PERSON))
    return range(len(found))


def dossier(*copies):
    """Put these pieces, each a chain and a story of its own unless it has a marker, on one storyline."""
    facts = {copy.key: copy.facts() for copy in copies}
    people = []
    for name in PEOPLE:
        mentions = [(k, n) for k, f in facts.items() for n, e in enumerate(f.entities) if e.name == name]
        kind = EntityKind.PERSON if " " in name else EntityKind.PLACE
        people.append(Person(f"p-{name}", kind, name, (name,), (), tuple(PersonMention(*m, ()) for m in mentions)))
    stories = [
        Story(f"s-{c.key}", c.title, c.key, (c.key,), (c.key,), (_origin(c),), ("l1",), c.day, c.day) for c in copies
    ]
    line = Storyline("l1", "Lannet quay", tuple(s.id for s in stories), (), ("Lannet quay",))
    placed = tuple(Placement(c.key, c.key, None, c.key, f"s-{c.key}", "l1", ("l1",)) for c in copies)
    links = Links(placements=placed, stories=tuple(stories), storylines=(line,), people=tuple(people))
    return Dossier({c.key: c.take() for c in copies}, facts, links)


def _origin(copy):
    return Origin(copy.key, OriginKind.REPORTING, copy.source)


def correction(key="t5", day=6):
    """A later take of the first piece that takes the promise back."""
    copy = _copy(key, day, [OFFER], Marker(("(CORRECTION)",), Signal.CORRECTION, 2))
    moor, orra = _people(copy, ("Ida Moor", OFFER), ("Orra", OFFER))
    copy.event("contact", "proposed", "send", OFFER, moor, addressee=orra, object="send an envoy to the Lannet quay")
    return copy


def all_of():
    return dossier(first(), second(), third(), page())

"""What somebody has been called over time."""

from datetime import UTC, date, datetime

from writethru.model import EntityKind, Person, Role, Sent, SourceKind, Span, Take
from writethru.tell.offices import offices


def take(key: str, day: int) -> Take:
    sent = Sent(datetime(2031, 3, day, 9, tzinfo=UTC))
    return Take(key, key, "", "test", "", SourceKind.UNKNOWN, "Premier Ida Moor", (), sent=sent)


def person(*roles: tuple[str, Role]) -> Person:
    return Person("ida-moor", EntityKind.PERSON, "Ida Moor", ("Ida Moor",), roles, ())


def test_an_office_has_the_days_of_the_first_and_the_last_piece():
    premier = Role("Premier", Span(0, 7))
    found = offices(person(("a", premier), ("b", premier)), {"a": take("a", 5), "b": take("b", 9)})
    assert [(o.title, o.first, o.last, len(o.citations)) for o in found] == [
        ("Premier", date(2031, 3, 5), date(2031, 3, 9), 2)
    ]


def test_states_and_terms_are_offices_of_their_own():
    former = Role("premier", Span(0, 7), "former", "1994", "1998", Span(0, 7))
    found = offices(person(("a", Role("Premier", Span(0, 7))), ("b", former)), {"a": take("a", 5), "b": take("b", 9)})
    assert [(o.state, o.since, o.until) for o in found] == [("", "", ""), ("former", "1994", "1998")]


def test_a_take_that_is_not_there_tells_nothing():
    assert offices(person(("gone", Role("Premier", Span(0, 7)))), {}) == ()

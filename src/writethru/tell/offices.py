"""What somebody has been called over time: each title with its term and the days on which pieces give it."""

from collections import defaultdict
from collections.abc import Mapping

from writethru.model import Citation, Office, Person, Take
from writethru.wording import _


def offices(person: Person, takes: Mapping[str, Take]) -> tuple[Office, ...]:
    """Return the titles of a person in the order in which they are first given; takes that are not there are left out.

    Wordings that differ in case alone are one title. O(roles).
    """
    found: defaultdict[tuple[str, str, str, str], list[Office]] = defaultdict(list)
    for key, role in person.roles:
        if key in takes:
            day, words = takes[key].day, Citation(key, role.span)
            one = Office(role.title, role.state, day, day, role.since, role.until, (words,))
            found[role.title.casefold(), role.state, role.since, role.until].append(one)
    return tuple(_joined(same) for same in found.values())


def term(office: Office) -> str:
    """Return the term of an office in words, as far as pieces tell it in figures.

    >>> term(Office("premier", "former", None, None, "1994", "1998", ()))
    'since 1994 until 1998'
    """
    since, until = (value if value[:1].isdigit() else "" for value in (office.since, office.until))
    if since and until:
        return _("since {since} until {until}", since=since, until=until)
    return _("since {since}", since=since) if since else _("until {until}", until=until) if until else ""


def _joined(same: list[Office]) -> Office:
    days = sorted(one.first for one in same if one.first)
    first, last = (days[0], days[-1]) if days else (None, None)
    head = same[0]
    cited = tuple(words for one in same for words in one.citations)
    return Office(head.title, head.state, first, last, head.since, head.until, cited)

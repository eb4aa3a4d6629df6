"""Positions, commitments and contacts of one dossier at once, and the part of them that is one person's."""

from collections import defaultdict
from dataclasses import replace
from datetime import date

from writethru.model import Commitment, Contact, Issue, Party, Stands
from writethru.tell.commitments import commitments
from writethru.tell.contacts import contacts
from writethru.tell.dossier import Dossier
from writethru.tell.histories import every_account
from writethru.tell.positions import positions


def stands(dossier: Dossier, as_of: date | None = None) -> Stands:
    """Return all three, as known on a day or by now; as costly as ``positions``, ``commitments``, ``contacts``."""
    return Stands(positions(dossier, as_of), commitments(dossier, as_of), contacts(dossier, as_of))


def by_person(found: Stands) -> dict[str, Stands]:
    """Return, by id of a person or body, their stands, what they owe or are owed, and whom they meet. O(parties)."""
    issues: dict[str, list[Issue]] = defaultdict(list)
    owed: dict[str, list[Commitment]] = defaultdict(list)
    met: dict[str, list[Contact]] = defaultdict(list)
    for issue in found.positions.issues:
        for position in issue.positions:
            for person in _ids(position.actors):
                issues[person].append(replace(issue, positions=(position,)))
    for commitment in found.commitments.commitments:
        for person in _ids((*commitment.actors, *commitment.toward)):
            owed[person].append(commitment)
    for contact in found.contacts.contacts:
        for person in _ids(contact.parties):
            met[person].append(contact)
    return {
        person: Stands(
            replace(found.positions, issues=tuple(issues[person])),
            replace(found.commitments, commitments=tuple(owed[person])),
            replace(found.contacts, contacts=tuple(met[person])),
        )
        for person in sorted({*issues, *owed, *met})
    }


def _ids(parties: tuple[Party, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(party.person for party in parties if party.person))


def named_in(found: Stands) -> set[str]:
    """Return the ids of all people and bodies that are named in them."""
    three = (found.positions, found.commitments, found.contacts)
    parties = (
        party for part in three for account in every_account(part) for party in (*account.actors, *account.toward)
    )
    return {party.person for party in parties if party.person}

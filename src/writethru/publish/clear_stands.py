"""Positions, commitments and contacts cut down to what may leave: each account asks the rights of its own words.

What is withheld is counted. The state of what is left is that of the accounts left, and with anything withheld
nothing is said to be overdue: the news of it may stand in the words that are not shown.
"""

from collections.abc import Iterable
from dataclasses import replace

from writethru.model import Account, CitedSentence, Stands, Step, When
from writethru.publish.clearance import Clearance, clear_sentence
from writethru.publish.rights import Extent
from writethru.tell.commitments import commitment
from writethru.tell.contacts import contact
from writethru.tell.positions import issue


def clear_stands(found: Stands, exit_: Clearance) -> Stands:
    """Return what may leave, asked in the order of a page: positions, commitments, contacts."""
    issues = (
        issue(told, one.withheld + withheld)
        for one in found.positions.issues
        for told, withheld in [_accounts((step for p in one.positions for step in p.steps), exit_)]
        if told
    )
    owed = (
        commitment(told, found.commitments.as_of, one.withheld + withheld)
        for one in found.commitments.commitments
        for told, withheld in [_accounts(one.steps, exit_)]
        if told
    )
    met = (
        contact(one.form, told, found.contacts.as_of, one.withheld + withheld)
        for one in found.contacts.contacts
        for told, withheld in [_accounts(one.steps, exit_)]
        if told
    )
    return Stands(
        replace(found.positions, issues=tuple(issues)),
        replace(found.commitments, commitments=tuple(owed)),
        replace(found.contacts, contacts=tuple(met)),
    )


def _accounts(steps: Iterable[Step], exit_: Clearance) -> tuple[list[Account], int]:
    """Return the accounts that may leave, of one take of each chain in a step, and how many chains may not."""
    told: list[Account] = []
    withheld = 0
    for step in steps:
        shown: dict[str, str] = {}
        chains = {account.quote.citation.take: exit_.chain(account.quote.citation.take) for account in step.accounts}
        for account in step.accounts:
            take = account.quote.citation.take
            if shown.get(chains[take], take) == take and (cleared := _account(account, exit_)):
                shown[chains[take]] = take
                told.append(cleared)
        withheld += len(set(chains.values()) - shown.keys())
    return told, withheld


def _account(account: Account, exit_: Clearance) -> Account | None:
    quote = clear_sentence(account.quote, exit_)
    if quote is None:
        return None
    amount = account.amount and _words(account.amount.words, exit_)
    return replace(
        account,
        quote=quote,
        object=_words(account.object, exit_),
        condition=_words(account.condition, exit_),
        amount=replace(account.amount, words=amount) if account.amount and amount else None,
        day=_when(account.day, exit_),
        due=_when(account.due, exit_),
        place=_words(account.place, exit_),
    )


def _words(words: CitedSentence | None, exit_: Clearance) -> CitedSentence | None:
    return clear_sentence(words, exit_) if words else None


def _when(when: When | None, exit_: Clearance) -> When | None:
    """Return a time without the words that may not leave; a time that only a closed piece gives leaves with them."""
    if when is None or when.words is None:
        return when
    words = _words(when.words, exit_)
    closed = words is None and exit_.extent(when.words.citation.take) is Extent.NOTHING
    return None if closed else replace(when, words=words)

"""Groups and bodies that act without a name ("Norvian farmers", "the army") made entities of the piece.

As with those who speak (``writethru.enrich.speech.groups``): only of those who do something, or to whom it is done.
"""

from collections.abc import Sequence
from dataclasses import replace

from writethru.enrich.deeds.draft import Draft
from writethru.enrich.deeds.lexicon import lexicon
from writethru.enrich.deeds.parties import Party
from writethru.enrich.deeds.sheet import Sheet, said
from writethru.enrich.piece import Piece
from writethru.enrich.speech.groups import mention_of, name_of
from writethru.enrich.speech.phrases import Phrase, collective, people, phrase
from writethru.model import Entity, EntityKind

_SURE = 0.9


def name_doers(piece: Piece, read: Sequence[tuple[Sheet, Draft]]) -> None:
    """Give the nameless groups of a piece's drafts an entity each, behind those it has; O(drafts x groups)."""
    groups: list[list[Phrase]] = []
    for sheet, draft in read:
        draft.actor = _grouped(sheet, draft.actor, groups)
        draft.also = [found for party in draft.also if (found := _grouped(sheet, party, groups))]
        draft.addressee = _grouped(sheet, draft.addressee, groups)
    piece.entities.extend(_entity(piece, group) for group in groups)


def _grouped(sheet: Sheet, party: Party | None, groups: list[list[Phrase]]) -> Party | None:
    """Return a party with the number that its group will have among the entities."""
    if party is None or party.entity is not None:
        return party
    token, piece = party.token, sheet.piece
    if not people(token) and not collective(sheet.lemmas[token.i]) and not said(sheet.lemmas[token.i], "people"):
        return party
    if sheet.lemmas[token.i] in lexicon().things["contacts"]:
        return party
    if token.lower_ == "force" and not any(c.dep_ in {"det", "poss", "compound"} for c in token.children):
        return party  # "backed by brute force"
    made = phrase(piece, sheet.number, token)
    if made is None or "of" in {sheet.doc[made.shown].lower_, sheet.doc[made.first].lower_}:
        return party
    place = next((n for n, group in enumerate(groups) if any(made.fits(p) for p in group)), len(groups))
    if place == len(groups):
        groups.append([])
    if made not in groups[place]:
        groups[place].append(made)
    return replace(party, entity=len(piece.entities) + place, confidence=_SURE)


def _entity(piece: Piece, group: Sequence[Phrase]) -> Entity:
    best = min(group, key=lambda p: (not p.about, p.passage, p.head))
    name = name_of(piece, best)
    mentions = [mention_of(piece, p.passage, p.first, p.last, _SURE) for p in group]
    return Entity(EntityKind.BODY, name, (name,), tuple(sorted(set(mentions), key=lambda m: m.span)))

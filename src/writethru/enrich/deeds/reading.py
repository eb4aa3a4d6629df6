"""From a parsed passage to drafts of events: promises, operators over deeds, deeds of verbs, deeds of nouns.

What an earlier reader has told, a later one leaves alone.
"""

from typing import TYPE_CHECKING

from writethru.enrich.deeds.done import done, insisted
from writethru.enrich.deeds.draft import Draft
from writethru.enrich.deeds.lexicon import lexicon
from writethru.enrich.deeds.match import deed_of
from writethru.enrich.deeds.nouns import noun_deeds
from writethru.enrich.deeds.operated import operated
from writethru.enrich.deeds.operators import operator_of
from writethru.enrich.deeds.promises import fates
from writethru.enrich.deeds.sheet import Sheet

if TYPE_CHECKING:
    from spacy.tokens import Token


def drafts(sheet: Sheet) -> list[Draft]:
    """Read the events of a passage. O(tokens)."""
    words, out = lexicon(), list(fates(sheet))
    tokens = [t for t in sheet.words if not _titled(sheet, t)]
    for token in sorted((t for t in tokens if operator_of(sheet, t)), key=_depth):
        if token.i not in sheet.claimed:
            out += operated(sheet, token)
    known = words.verbs.keys() | words.operators.keys() | words.words["light"] | words.words["onward"]
    for token in tokens:
        if token.pos_ == "VERB" and sheet.lemmas[token.i] in known and token.i not in sheet.claimed:
            found = deed_of(sheet, token)
            if found and found.verb is not None and not {found.head.i, found.verb.i} & sheet.claimed:
                out += done(sheet, found, token)
    for token in tokens:
        if token.dep_ == "aux" and token.head.i not in sheet.claimed:
            out += insisted(sheet, token)
    out += noun_deeds(sheet)
    return out


def _titled(sheet: Sheet, token: "Token") -> bool:
    """Say whether a verb is a word of a title in running copy: "Longing to Sail" is a film."""
    if token.pos_ != "VERB" or not token.text[0].isupper() or sheet.present:
        return False
    return not token.is_sent_start and token.nbor(-1).text not in '“"'


def _depth(token: "Token") -> tuple[int, int]:
    """Order by depth in the parse, so that who governs comes before what it governs."""
    return sum(1 for _ in token.ancestors), token.i

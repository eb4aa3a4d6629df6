"""Who a deed is done by and to: the entity behind a noun, a pronoun, or an organ of a state ("Norvian troops")."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from writethru.enrich.deeds.sheet import Named, Sheet, child, governed, said
from writethru.enrich.entities.lexicon import places, titles
from writethru.enrich.entities.spelling import fold
from writethru.enrich.speech.phrases import collective, people
from writethru.enrich.speech.reading import antecedent, subject
from writethru.model import EntityKind

if TYPE_CHECKING:
    from spacy.tokens import Token

_STATE, _VOICE, _OWNER, _SUBJECT = 0.8, 0.85, 0.75, 0.8
_SHORT = 3  # letters of a place name from which its adjective shows it
_ENDINGS = ("an", "ese", "ish", "i", "er", "ic")
_NOUNS = frozenset({"NOUN", "PROPN", "PRON"})


@dataclass(frozen=True, slots=True)
class Party:
    """One who takes part: the word that names him, the entity it stands for or None, and how sure that is."""

    token: "Token"
    entity: int | None = None
    confidence: float = 0.0


def party(sheet: Sheet, token: "Token", *, owner: bool = False) -> Party:
    """Return who a noun or pronoun stands for; with ``owner`` also whose it is ("Norvia's efforts")."""
    token = antecedent(token)
    if said(token.lower_, "first"):
        voice = sheet.statement(sheet.voice(token))
        return Party(token, voice.entity if voice and voice.shown and voice.direct else None, _VOICE)
    found = sheet.named.get(token.i)
    if found is None or sheet.entities[found.entity].group:
        found = _inside(sheet, token) or found
    if found is None or sheet.entities[found.entity].group:
        state = _state(sheet, token, any_noun=owner and not _somebody(sheet, token))
        if state is not None:
            return Party(token, state, _STATE if found or not owner else _OWNER)
    if found is None or (found.pronoun and _speaks(sheet, token, found.entity)):
        return Party(token)
    return Party(token, found.entity, found.confidence)


def _speaks(sheet: Sheet, token: "Token", entity: int) -> bool:
    """Say whether somebody would speak of himself as "he" in his own quoted words."""
    voice, at = sheet.statement(sheet.voice(token)), sheet.word(token)
    return voice is not None and voice.entity == entity and any(span.covers(at) for span in voice.words)


def _somebody(sheet: Sheet, token: "Token") -> bool:
    """Say whether a noun names people or a body of them, not a thing that is somebody's."""
    lemma = sheet.lemmas[token.i]
    return people(token) or collective(lemma) or lemma in titles().kinds


def _inside(sheet: Sheet, token: "Token") -> Named | None:
    """Find the name that a title stands before or behind: "the minister, Ada Moor", "minister Ada Moor"."""
    for near in token.children:
        found = sheet.named.get(near.i) if near.dep_ == "appos" else None
        if found and not found.pronoun and sheet.entities[found.entity].kind is not EntityKind.PLACE:
            return found
    return None


def _state(sheet: Sheet, token: "Token", *, any_noun: bool) -> int | None:
    """Return the state or body that an organ acts for: "Norvian troops", "the government of Norvia"."""
    if not any_noun and not said(sheet.lemmas[token.i], "organs"):
        return None
    if (whose := child(token, "poss")) is not None and (found := sheet.named.get(whose.i)):
        return found.entity
    posted = any_noun or said(sheet.lemmas[token.i], "posted")  # "the Norvian ambassador in Lund"
    for owner in governed(token, "of") if posted else governed(token, "of", "in"):
        if (found := sheet.named.get(owner.i)) and sheet.entities[found.entity].kind is not EntityKind.PERSON:
            return found.entity
    return _people(sheet, token)


def _people(sheet: Sheet, token: "Token") -> int | None:
    """Return the state that an adjective or name before a noun names: "North Korean", "U.S."."""
    before = [c for c in token.lefts if c.dep_ in {"amod", "compound", "nmod"}]
    for word in reversed(before):
        if (found := sheet.named.get(word.i)) is not None:
            entity = sheet.entities[found.entity]
            if entity.kind is not EntityKind.PERSON and not entity.group:
                return found.entity
        for first in (word.i - 1, word.i):
            name = fold(" ".join(t.text for t in sheet.doc[max(first, 0) : word.i + 1]))
            if first < word.i and name in places().adjectives and name not in places().nation:
                break  # "Central American" is of no single state
            if (number := _place(sheet, places().nation.get(name, ""), name)) is not None:
                return number
    return None


def _place(sheet: Sheet, state: str, word: str) -> int | None:
    """Find the place that an adjective is of: by the list of states, else by its form ("Norvian" of Norvia)."""
    nation = places().nation
    for number, entity in enumerate(sheet.entities):
        names = [fold(name) for name in entity.names] if entity.kind is EntityKind.PLACE else []
        if state and any(name == state or nation.get(name) == state for name in names):
            return number
        if any(len(name) > _SHORT and word.startswith(name[:-1]) and word.endswith(_ENDINGS) for name in names):
            return number
    return None


def doer(sheet: Sheet, verb: "Token") -> Party | None:
    """Return who does what a verb says, or None where it does not say."""
    who = subject_of(verb) or _right_before(sheet, verb)
    if who is None or who.pos_ not in _NOUNS:
        return None
    found = party(sheet, who)
    if verb.dep_ == "advcl" and (known := sheet.named.get(who.i)) and known.pronoun:
        return _same_subject(sheet, verb, found)
    return found


def subject_of(verb: "Token") -> "Token | None":
    """Return the head word of who does what a verb says; a participle goes with the clause it hangs on."""
    if reduced(verb):
        return next((t for by in verb.children if by.dep_ == "agent" for t in by.children if t.dep_ == "pobj"), None)
    if verb.tag_ == "VBG" and verb.dep_ == "advcl" and verb.head.i != verb.i and child(verb, "nsubj") is None:
        return subject_of(verb.head)
    return subject(verb)


def reduced(verb: "Token") -> bool:
    """Say whether a participle is passive without an auxiliary: "the village shelled by troops"."""
    alone = verb.tag_ == "VBN" and not any(c.dep_ in {"aux", "auxpass"} for c in verb.children)
    return alone and verb.dep_ in {"acl", "advcl", "amod"}


def _right_before(sheet: Sheet, verb: "Token") -> "Token | None":
    """Return the name right before a finite verb that the parse gave no subject."""
    if verb.tag_ not in {"VBD", "VBZ", "VBP"} or child(verb, "nsubjpass") is not None:
        return None
    at = verb.i - 1
    while at > 0 and sheet.doc[at].pos_ in {"ADV", "AUX"}:
        at -= 1
    return sheet.doc[at] if at in sheet.named and sheet.doc[at].pos_ == "PROPN" else None


def _same_subject(sheet: Sheet, verb: "Token", found: Party) -> Party:
    """Let a pronoun in an adverbial clause be the subject of its main clause: "Moor may stay when she visits"."""
    main = subject_of(verb.head)
    above = sheet.named.get(main.i) if main is not None else None
    if (
        above is None
        or above.pronoun
        or sheet.entities[above.entity].kind is not sheet.entities[found.entity or 0].kind
    ):
        return found
    return Party(found.token, above.entity, _SUBJECT)


def together(sheet: Sheet, who: "Token") -> list[Party]:
    """Return the others whom "and" joins to one: "Moor, Low and Hale"."""
    joined = [t for t in who.conjuncts if t.i > who.i and t.pos_ in _NOUNS]
    if not joined and who.dep_ == "conj" and who.i in sheet.named and who.head.i in sheet.named:
        joined = [who.head]  # a list that the parse hung on something else
    if not any(c.dep_ == "cc" and c.lower_ in {"and", "&"} for one in [who, *joined] for c in one.children):
        return _of_both(sheet, who)
    return [*_of_both(sheet, who), *(party(sheet, t) for t in joined)]


def _of_both(sheet: Sheet, who: "Token") -> list[Party]:
    """Return the further states that one noun is of: of "Danish and Norvian officials" Norvia."""
    if not said(sheet.lemmas[who.i], "organs", "experts") or who.tag_ != "NNS":
        return []
    shared = [t for c in who.lefts if c.dep_ in {"amod", "compound", "nmod"} for t in c.conjuncts if t.i < who.i]
    found = ((t, _owner(sheet, t)) for t in shared)
    return [Party(t, number, _STATE) for t, number in found if number is not None]


def _owner(sheet: Sheet, word: "Token") -> int | None:
    if (found := sheet.named.get(word.i)) is not None:
        return None if sheet.entities[found.entity].kind is EntityKind.PERSON else found.entity
    name = fold(word.text)
    return _place(sheet, places().nation.get(name, ""), name)


def several(who: "Token") -> bool:
    """Say whether a noun names more than one."""
    return (
        who.tag_ in {"NNS", "NNPS"}
        or who.lower_ in {"they", "both", "two"}
        or any(t.dep_ == "conj" for t in who.children)
    )


def sides(sheet: Sheet, noun: "Token") -> list[Party]:
    """Return the parties that stand before a noun or between: "Moor-Low talks", "talks between Moor and Low"."""
    for first in governed(noun, "between", "among"):
        return [party(sheet, first), *together(sheet, first)]
    whose = child(noun, "poss")
    if whose is not None:
        return [party(sheet, whose), *together(sheet, whose)]
    found: list[Party] = []
    for word in noun.lefts:
        if word.dep_ in {"compound", "nmod", "amod"}:
            found += [
                Party(t, sheet.named[t.i].entity, sheet.named[t.i].confidence)
                for t in word.subtree
                if t.i < noun.i and t.i in sheet.named
            ]
    unique = {p.entity: p for p in found}
    return list(unique.values()) if len(unique) > 1 else []


def same(one: Party, other: Party | None) -> bool:
    """Say whether two parties are one: by entity, else by word."""
    if other is None:
        return False
    return one.token.i == other.token.i or (one.entity is not None and one.entity == other.entity)

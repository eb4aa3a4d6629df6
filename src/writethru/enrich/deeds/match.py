"""Which deed a verb or noun names, and who stands beside it: the classes of ``data/deeds.toml`` against the parse."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from writethru.enrich.deeds.lexicon import Deed, lexicon
from writethru.enrich.deeds.parties import Party, party, reduced, several, subject_of
from writethru.enrich.deeds.sheet import Sheet, child, governed, said
from writethru.enrich.entities.lexicon import titles
from writethru.enrich.speech.phrases import collective, people
from writethru.enrich.speech.reading import antecedent
from writethru.model import EventKind

if TYPE_CHECKING:
    from spacy.tokens import Token

_VERBAL = frozenset({"VERB", "AUX"})
_NOUNS = frozenset({"NOUN", "PROPN"})


@dataclass(frozen=True, slots=True)
class Found:
    """A deed in the text.

    Attributes:
        head: the word that names it; ``verb`` the verb that carries it, or None for a noun alone.
        theme: the thing it is done with ("aid"), or None.
    """

    deed: Deed
    head: "Token"
    verb: "Token | None"
    theme: "Token | None" = None

    @property
    def tokens(self) -> "list[Token]":
        """The words that say what was done, in order."""
        own = {t.i: t for t in (self.verb, self.head, self.theme) if t is not None}
        for t in list(own.values()):
            own |= {c.i: c for c in t.children if c.dep_ == "prt"}
        return [own[i] for i in sorted(own)]


def deed_of(sheet: Sheet, token: "Token") -> Found | None:
    """Return the deed that a verb or noun names, alone or with the noun that it carries ("held talks")."""
    lemma = sheet.lemmas[token.i]
    if token.pos_ in _NOUNS:
        row = lexicon().nouns.get(lemma)
        if row is None or (row.objects and not any(_of_kind(sheet, t, row) for t in governed(token, *row.via))):
            return None
        return Found(row, token, None)
    if token.pos_ not in _VERBAL:
        return None
    for row in lexicon().verbs.get(lemma, ()):
        if found := _verb(sheet, token, row):
            return found
    if said(lemma, "light") and (noun := carried(sheet, token)) is not None:
        return Found(lexicon().nouns[sheet.lemmas[noun.i]], noun, token)
    if said(lemma, "tries") and (tried := child(token, "xcomp")) is not None:
        found = deed_of(sheet, tried)
        return found if found is not None and found.deed.plover == "ASSAULT" else None
    if said(lemma, "onward") and (goes := child(token, "xcomp")) is not None:
        return deed_of(sheet, goes)
    return None


def carried(sheet: Sheet, verb: "Token") -> "Token | None":
    """Return the noun of a deed that a light verb carries: its object, in the passive its subject."""
    near = [c for c in verb.children if c.dep_ in {"dobj", "nsubjpass"}]
    near += [*governed(verb, "in", "into", "with", "for", "on")] if not near else []
    near += [t for n in near for t in n.conjuncts if t.i > n.i]
    return next((found for t in near if (found := kernel(sheet, t)) is not None), None)


def kernel(sheet: Sheet, noun: "Token") -> "Token | None":
    """Return the noun of a deed, also out of what only wraps it: "a round of talks", "a mediation effort"."""
    known = lexicon().nouns
    if noun.pos_ in _NOUNS and sheet.lemmas[noun.i] in known:
        return noun
    if not said(sheet.lemmas[noun.i], "shells"):
        return None
    wrapped = [*governed(noun, "of"), *(c for c in noun.lefts if c.dep_ == "compound")]
    return next((t for t in wrapped if sheet.lemmas[t.i] in known), None)


def _verb(sheet: Sheet, verb: "Token", row: Deed) -> Found | None:
    if row.particle and not any(c.lower_ == row.particle and c.i > verb.i for c in verb.children):
        return None
    theme = None
    if row.objects:
        theme = _theme(sheet, verb, row)
        if theme is None:
            return None
    elif not _fits(sheet, verb, row):
        return None
    found = Found(row, verb, verb, theme)
    if "dobj" in row.to and row.kind is EventKind.ACT and not others(sheet, found):
        return None
    if row.needs in {"party", "other"} and not _somebody(sheet, found):
        return None
    if row.spare and any(sheet.lemmas[t.i] in row.spare for t in _done_to(verb)):
        return None
    if sheet.lemmas[verb.i] in lexicon().words["harm"] and not _by_force(sheet, verb):
        return None
    return found


def _theme(sheet: Sheet, verb: "Token", row: Deed) -> "Token | None":
    """Return the object of a verb when it is one of the things that the class asks for."""
    for thing in [*(c for c in verb.children if c.dep_ in {"dobj", "nsubjpass"}), *governed(verb, *row.via)]:
        for token in [thing, *(t for t in thing.conjuncts if t.i > thing.i)]:
            if (found := _of_kind(sheet, token, row)) is not None:
                return found
    if verb.dep_ == "relcl" and _of_kind(sheet, verb.head, row) is not None and child(verb, "nsubjpass", "dobj"):
        return verb.head
    return None


def _of_kind(sheet: Sheet, token: "Token", row: Deed) -> "Token | None":
    lemma = sheet.lemmas[token.i]
    if lemma in row.objects or (token.ent_type_ == "MONEY" and "dollar" in row.objects):
        return token
    named = sheet.named.get(token.i)
    if named is not None and f"@{sheet.entities[named.entity].kind.value}" in row.objects:
        return token
    if any(c.text in "$€£¥" for c in token.children) and "dollar" in row.objects:
        return token
    inside = [*governed(token, "of", "in"), *(c for c in token.lefts if c.dep_ == "compound")]
    wraps = said(lemma, "shells")
    return next((t for t in inside if sheet.lemmas[t.i] in row.objects and (wraps or t.dep_ != "compound")), None)


def _fits(sheet: Sheet, verb: "Token", row: Deed) -> bool:
    """Say whether a verb has what its class needs, of what is asked of journeys and shots."""
    if row.needs == "talks":
        return _for_talks(sheet, verb)
    if row.needs == "aim":
        aimed = any(True for _ in governed(verb, *row.to))
        return aimed and child(verb, "dobj", "nsubjpass") is None
    return True


def _by_force(sheet: Sheet, verb: "Token") -> bool:
    """Say whether harm has a doer, or a deed of force that did it: not "were killed in a fire", "by a truck"."""
    if (who := subject_of(verb)) is not None and (child(verb, "nsubjpass") is None or child(verb, "agent") is not None):
        return not lifeless(sheet, antecedent(who))
    if child(verb, "nsubjpass") is None and not reduced(verb):
        return True
    nouns = lexicon().nouns
    beside = (sheet.lemmas[t.i] for t in governed(verb, "in", "during", "by", "when"))
    return any(word in nouns and nouns[word].plover == "ASSAULT" for word in beside)


def lifeless(sheet: Sheet, who: "Token") -> bool:
    """Say whether a noun names neither people nor what they fight with: a truck, a storm, a threat."""
    lemma, known = sheet.lemmas[who.i], lexicon()
    if who.pos_ != "NOUN" or who.i in sheet.named or people(who) or collective(lemma) or lemma in titles().kinds:
        return False
    if said(lemma, "organs", "people") or lemma in known.things["forces"] | known.things["weapons"]:
        return False
    return lemma not in known.nouns or known.nouns[lemma].plover != "ASSAULT"


def _done_to(verb: "Token") -> "list[Token]":
    gap = _gap(verb)
    return _where(verb, "dobj") + ([gap] if gap is not None else [])


def _for_talks(sheet: Sheet, verb: "Token") -> bool:
    """Say whether somebody travels to talk: "flew to Lund for talks", "will go there to meet Low"."""
    things = lexicon().things["contacts"]
    if any(sheet.lemmas[t.i] in things for t in governed(verb, "for", "on")):
        return True
    purpose = [c for c in verb.children if c.dep_ in {"advcl", "xcomp"}]
    return any((found := deed_of(sheet, p)) and found.deed.plover == "CONSULT" for p in purpose if p.i > verb.i)


def _somebody(sheet: Sheet, found: Found) -> bool:
    if any(p.entity is not None for p in others(sheet, found)):
        return True
    who = subject_of(found.head)
    if found.deed.needs == "other":
        return False
    alone = child(found.head, "dobj") is None and not found.deed.mode
    return alone and who is not None and several(who) and (who.pos_ != "NOUN" or _human(sheet, who))


def _human(sheet: Sheet, who: "Token") -> bool:
    return who.i in sheet.named or said(sheet.lemmas[who.i], "organs") or any(t.i in sheet.named for t in who.children)


def others(sheet: Sheet, found: Found) -> list[Party]:
    """Return those it was done to, as far as the class says where they stand; entities come first."""
    out: list[Party] = []
    places = [t for t in (found.head, found.verb, found.theme) if t is not None]
    owner = found.deed.kind is EventKind.POSITION
    for where in found.deed.to:
        for at in places:
            out += [party(sheet, t, owner=owner) for t in _where(at, where) if t.pos_ in {*_NOUNS, "PRON"}]
        if where == "dobj" and found.head.pos_ not in _NOUNS and (gap := _gap(found.head)) is not None:
            out.append(party(sheet, gap))
    unique = {p.token.i: p for p in out}
    return sorted(unique.values(), key=lambda p: p.entity is None)


def _where(at: "Token", where: str) -> "list[Token]":
    if where == "dobj":
        done_to = [c for c in at.children if c.dep_ in {"dobj", "nsubjpass"}]
        return [*done_to, *(t for d in done_to for t in d.conjuncts if t.i > d.i)]
    if where == "dative":
        given = [c for c in at.children if c.dep_ == "dative" and c.pos_ != "ADP"]
        first = [c for c in at.children if c.dep_ == "dobj"]
        return given or (first[:1] if len(first) > 1 else [])
    return list(governed(at, where))


def _gap(verb: "Token") -> "Token | None":
    """Return what a relative clause or participle is about: "the village shelled by troops"."""
    if verb.dep_ == "acl" and verb.tag_ == "VBN":
        return verb.head
    if verb.dep_ == "relcl" and child(verb, "dobj", "nsubjpass") is None and child(verb, "nsubj") is not None:
        return verb.head
    return None

"""What a verb of saying may govern: a clause, an infinitive, an object, a preposition, and who it was said to."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from writethru.enrich.speech.cues import Cue, lexicon
from writethru.enrich.speech.reading import Reading, clauses, subject

if TYPE_CHECKING:
    from spacy.tokens import Token

Stretch = tuple[int, int]
"""Tokens ``[first, last)`` of one passage."""

_THAT = frozenset({"that", "whether"})
_TAIL = 3  # tokens of a clause behind its quotation that are no more than a time or place
_THAT_NEAR = 14  # tokens between a verb and its "that"
_CIRCUMSTANCES = frozenset({"at", "during", "after", "before", "amid", "since", "by", "until", "while", "following"})
_NOT_SAID = frozenset({"himself", "herself", "themselves", "itself"})  # "found himself shut out"
_NOT_ALONE = _NOT_SAID | frozenset({"what", "who", "him", "her", "them", "me", "us", "you", "whom"})


@dataclass(frozen=True, slots=True)
class Found:
    """The content of a verb: its stretches, the words that belong to the cue, and who it was said to."""

    stretches: tuple[Stretch, ...]
    extra: "tuple[Token, ...]" = ()
    addressee: "Token | None" = None


def governed(reading: Reading, verb: "Token", use: Cue, *, in_passive: bool) -> Found | None:
    """Return what ``verb`` governs when it is used as ``use`` says, or None."""
    return _passive(verb, use) if in_passive else _active(reading, verb, use)


def _active(reading: Reading, verb: "Token", use: Cue) -> Found | None:
    particles = [c for c in verb.children if use.particle and c.lower_ == use.particle]
    if _tags_quotation(reading, verb):
        return None
    for follows, reader in _READERS:
        if follows == "object" and (paired := _pairs(verb, use)):
            return paired
        if follows in use.follows and (found := reader(reading, verb)):
            return Found(found.stretches, (*particles, *found.extra), found.addressee)
    return _pairs(verb, use) or _prepositions(verb, use, particles)


def _edges(token: "Token", verb: "Token") -> Stretch:
    return max(token.left_edge.i, verb.i + 1), token.right_edge.i + 1


def _clause(reading: Reading, verb: "Token") -> Found | None:
    for clause in clauses(verb, "ccomp"):
        if clause.i > verb.i and not _quoted_whole(reading, clause, verb):
            edges = _edges(clause, verb)
            return Found((edges,)) if reading.doc[edges[0]].lower_ not in _NOT_SAID else None
    return _that(reading, verb)


def _tags_quotation(reading: Reading, verb: "Token") -> bool:
    """Say whether the verb and its subject follow right after a quotation: that is the content, not what comes."""
    who = next((c for c in clauses(verb, "nsubj") if c.i < verb.i), verb)
    at = min(who.left_edge.i, verb.i) - 1 if who is not verb else verb.i - 1
    while at > 0 and (reading.doc[at].is_space or reading.doc[at].text == ","):
        at -= 1
    if at < 1 or not reading.inside[at] >= 0 > reading.inside[verb.i]:
        return False
    return at == verb.i - 1 or reading.doc[at - 1].text in {",", "?", "!"}


def _that(reading: Reading, verb: "Token") -> Found | None:
    """Find the "that" of a clause which the parse hung elsewhere: to the end of the sentence."""
    last = reading.sentence(verb)[1]
    for i in range(verb.i + 1, min(last, verb.i + _THAT_NEAR)):
        token = reading.doc[i]
        if reading.inside[i] >= 0 or token.text in {";", ":"}:
            break
        if (
            token.lower_ in _THAT
            and token.dep_ == "mark"
            and token.head.i > i
            and token.head.dep_ not in {"relcl", "acl"}
        ):
            if token.head.head.pos_ in {"VERB", "AUX"} and token.head.head.i > verb.i:
                break
            return Found(((i, max(token.head.right_edge.i + 1, i + 1)),))
    return None


def _quoted_whole(reading: Reading, clause: "Token", verb: "Token") -> bool:
    """Say whether a clause is nothing but (the start of) a quotation: that is a direct statement."""
    first = _edges(clause, verb)[0]
    if reading.inside[verb.i] >= 0:
        return False
    joint = first
    while first < clause.i and (reading.doc[first].is_space or reading.doc[first].text in ",:—"):
        first += 1
    if reading.inside[first] < 0 or reading.inside[clause.i] < 0:
        return False
    # "said “it makes me mad” every time": without a joint, the clause may go on in the reporter's words
    last = clause.right_edge.i
    return first > joint or last - reading.tokens(reading.quotes[reading.inside[first]].spans[-1])[1] < _TAIL


def _told(reading: Reading, verb: "Token") -> Found | None:
    who = next((c for c in clauses(verb, "dobj", "dative") if c.i > verb.i), None)
    for clause in clauses(verb, "ccomp", "xcomp"):
        if clause.i > verb.i and not _quoted_whole(reading, clause, verb):
            first, last = _edges(clause, verb)
            if who is not None and who.i < clause.i:
                first = max(first, who.right_edge.i + 1 if who.right_edge.i < clause.i else who.i + 1)
            else:
                who = next((c for c in clauses(clause, "nsubj") if infinitive(clause)), None)
            return Found(((first, last),), addressee=who)
    if who is not None and (found := _that(reading, verb)):
        return Found(found.stretches, addressee=who)
    return None


def infinitive(clause: "Token") -> bool:
    """Say whether a verb has "to" before it."""
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in clause.children)


def _to(_: Reading, verb: "Token") -> Found | None:
    for clause in clauses(verb, "xcomp"):
        if clause.i > verb.i and infinitive(clause) and not clauses(verb, "dobj"):
            return Found((_edges(clause, verb),))
    return None


def _object_to(_: Reading, verb: "Token") -> Found | None:
    for clause in clauses(verb, "xcomp", "ccomp"):
        if clause.i < verb.i or not infinitive(clause):
            continue
        given = next((c for c in clauses(verb, "dobj") if verb.i < c.i < clause.i), None)
        who = given or next((c for c in clauses(clause, "nsubj") if c.i > verb.i), None)
        if who is None:
            continue
        first = min(_edges(who, verb)[0], _edges(clause, verb)[0])
        return Found(((first, _edges(clause, verb)[1]),), addressee=who)
    return None


def _as(reading: Reading, verb: "Token") -> Found | None:
    rest = [c for c in clauses(verb, "oprd", "ccomp", "acomp", "attr") if c.i > verb.i]
    rest += [c for c in clauses(verb, "prep") if c.lower_ == "as" and c.i > verb.i]
    given = [c for c in clauses(verb, "dobj", "nsubj") if c.i > verb.i]
    inner = [p for g in given for p in clauses(g, "prep") if p.lower_ == "as"]
    inner += [a for g in given for a in clauses(g, "appos") if reading.inside[a.i] > reading.inside[g.i]]
    if not rest and not inner:
        return None
    last = max(_edges(c, verb)[1] for c in [*rest, *inner])
    first = min(_edges(c, verb)[0] for c in [*given, *rest])
    return Found(((first, last),))


def _object(_: Reading, verb: "Token") -> Found | None:
    for thing in clauses(verb, "dobj"):
        if thing.i > verb.i and thing.lower_ not in _NOT_ALONE:
            return Found((_with_adjuncts(thing, verb),))
    return None


def _paper(reading: Reading, verb: "Token") -> Found | None:
    who = subject(verb)
    return _object(reading, verb) if who is not None and who.lemma_.lower() in lexicon().papers else None


def _with_adjuncts(thing: "Token", verb: "Token") -> Stretch:
    """Return an object with the phrases that follow it and say more of it than when and where it was said."""
    first, last = _edges(thing, verb)
    for prep in clauses(verb, "prep"):
        what = next(iter(clauses(prep, "pobj", "pcomp")), None)
        if prep.left_edge.i != last or what is None or prep.lower_ in _CIRCUMSTANCES:
            continue
        if what.ent_type_ not in {"DATE", "TIME"}:
            last = prep.right_edge.i + 1
    return first, last


def _gerund(_: Reading, verb: "Token") -> Found | None:
    for clause in clauses(verb, "xcomp", "ccomp", "dobj"):
        if clause.i > verb.i and clause.tag_ == "VBG":
            return Found((_edges(clause, verb),))
    return None


_READERS = (
    ("told", _told),
    ("object-to", _object_to),
    ("clause", _clause),
    ("as", _as),
    ("to", _to),
    ("gerund", _gerund),
    ("object", _object),
    ("paper", _paper),
)


def _pairs(verb: "Token", use: Cue) -> Found | None:
    """Read "accused them *of* delay": the object, and what the preposition joins to it."""
    for thing in clauses(verb, "dobj"):
        for prep in [*clauses(verb, "prep"), *clauses(thing, "prep")]:
            if prep.lower_ in use.pairs and prep.i > thing.i > verb.i:
                return Found(((_edges(thing, verb)[0], prep.right_edge.i + 1),))
    return None


def _prepositions(verb: "Token", use: Cue, particles: "list[Token]") -> Found | None:
    for prep in [*clauses(verb, "prep"), *(p for c in particles for p in clauses(c, "prep"))]:
        if prep.lower_ not in use.prepositions or prep.i < verb.i or prep.i - verb.i > 4:
            continue
        last = prep.right_edge.i + 1
        for clause in clauses(verb, "xcomp", "ccomp"):
            if infinitive(clause) and clause.i > prep.i:
                last = max(last, clause.right_edge.i + 1)
        if last > prep.i + 1:
            return Found(((prep.i + 1, last),), (*particles, prep))
    return None


def _passive(verb: "Token", use: Cue) -> Found | None:
    """Read "was told that", "is believed to be", "was rejected by the council", "was accused of"."""
    who = next(iter(clauses(verb, "nsubjpass")), None)
    rest = [c for c in clauses(verb, "xcomp", "ccomp") if c.i > verb.i]
    if use.follows & {"told", "object-to"}:
        return Found((_edges(rest[0], verb),), addressee=who) if rest else None
    if who is None:
        return None
    before = (who.left_edge.i, min(who.right_edge.i + 1, verb.i))
    if rest and verb.lemma_ in lexicon().hearsay:
        after = _edges(rest[0], verb)
        return Found((after,) if who.lower_ == "it" else (before, after))
    tail = [p for p in clauses(verb, "prep") if p.lower_ in use.pairs or ("as" in use.follows and p.lower_ == "as")]
    if (subject(verb) is None or not use.follows & {"object", "as", "clause"}) and not (use.pairs and tail):
        return None
    if use.pairs and not tail:
        return None
    return Found((before, *(_edges(p, verb) for p in tail[:1])))

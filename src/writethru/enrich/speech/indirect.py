"""Indirect statements: a verb of saying with a clause, an infinitive, an object or a preposition."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from writethru.enrich.speech.cues import Cue, lexicon
from writethru.enrich.speech.draft import Draft
from writethru.enrich.speech.reading import Reading, antecedent, clauses, subject
from writethru.model import Span, StatementKind

if TYPE_CHECKING:
    from spacy.tokens import Token

_TO_BE_DONE = 0.8
Stretch = tuple[int, int]
_GOING_ON = frozenset({"continue", "begin", "start", "go", "use", "have", "come", "proceed", "appear", "seem"})
_NOT_ALONE = frozenset(
    {"himself", "herself", "themselves", "itself", "what", "who", "him", "her", "them", "me", "us", "you", "whom"}
)


def indirect(reading: Reading) -> Iterator[Draft]:
    """Yield what the verbs of a passage report. O(tokens)."""
    verbs = lexicon().verbs
    for token in reading.doc:
        uses = verbs.get(reading.lemmas[token.i])
        if uses is None or token.pos_ not in {"VERB", "AUX"} or _no_statement(reading, token):
            continue
        draft = _read(reading, token, uses)
        if draft:
            yield draft


def _no_statement(reading: Reading, verb: "Token") -> bool:
    """Say whether a verb of saying only modifies, orders or names a purpose: nobody has said anything yet."""
    dep, tag = verb.dep_, verb.tag_
    if dep in {"amod", "compound"} or (tag == "VBN" and dep == "acl" and not clauses(verb, "agent", "xcomp")):
        return True
    if tag != "VB":
        return False
    if _infinitive(verb):
        return dep in {"acl", "advcl", "relcl"} or (dep == "xcomp" and verb.head.lemma_ not in _GOING_ON)
    return not clauses(verb, "nsubj", "aux", "nsubjpass") and dep not in {"conj", "xcomp", "ccomp"}


def _read(reading: Reading, verb: "Token", uses: tuple[Cue, ...]) -> Draft | None:
    children = list(verb.children)
    passive = any(c.dep_ in {"auxpass", "nsubjpass"} for c in children)
    for use in uses:
        if use.particle and not any(c.lower_ == use.particle for c in children):
            continue
        if use.weight < _TO_BE_DONE and _infinitive(verb):
            continue  # "to support the bill" is mostly what is to be done, not what was said
        found = _passive(reading, verb, use) if passive else _active(reading, verb, use)
        if found:
            stretches, extra, addressee = found
            return make(reading, verb, use, stretches, extra, addressee, passive=passive)
    return None


Found = tuple[list[Stretch], "list[Token]", "Token | None"]


def _active(reading: Reading, verb: "Token", use: Cue) -> Found | None:
    particles = [c for c in verb.children if use.particle and c.lower_ == use.particle]
    for follows, reader in _READERS:
        if follows == "object" and (paired := _pairs(verb, use)):
            return paired
        if follows in use.follows and (found := reader(reading, verb)):
            return found[0], [*particles, *found[1]], found[2]
    return _pairs(verb, use) or _prepositions(verb, use, particles)


def _edges(token: "Token", verb: "Token") -> Stretch:
    return max(token.left_edge.i, verb.i + 1), token.right_edge.i + 1


def _clause(reading: Reading, verb: "Token") -> Found | None:
    for clause in clauses(verb, "ccomp"):
        if clause.i > verb.i and not _quoted_whole(reading, clause, verb):
            return [_edges(clause, verb)], [], None
    return _that(reading, verb)


_THAT = frozenset({"that", "whether"})


def _that(reading: Reading, verb: "Token") -> Found | None:
    """Find the "that" of a clause which the parse hung elsewhere: to the end of the sentence."""
    last = reading.sentence(verb)[1]
    for i in range(verb.i + 1, min(last, verb.i + 14)):
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
            return [(i, max(token.head.right_edge.i + 1, i + 1))], [], None
    return None


def _quoted_whole(reading: Reading, clause: "Token", verb: "Token") -> bool:
    """Say whether a clause is nothing but (the start of) a quotation: that is a direct statement."""
    first = _edges(clause, verb)[0]
    if reading.inside[verb.i] >= 0:
        return False
    while first < clause.i and (reading.doc[first].is_space or reading.doc[first].text in ",:—"):
        first += 1
    return reading.inside[first] >= 0 and reading.inside[clause.i] >= 0


def _told(reading: Reading, verb: "Token") -> Found | None:
    who = next((c for c in clauses(verb, "dobj", "dative") if c.i > verb.i), None)
    for clause in clauses(verb, "ccomp", "xcomp"):
        if clause.i > verb.i and not _quoted_whole(reading, clause, verb):
            first, last = _edges(clause, verb)
            if who is not None and who.i < clause.i:
                first = max(first, who.right_edge.i + 1 if who.right_edge.i < clause.i else who.i + 1)
            else:
                who = next((c for c in clauses(clause, "nsubj") if _infinitive(clause)), None)
            return [(first, last)], [], who
    if who is not None and (found := _that(reading, verb)):
        return found[0], [], who
    return None


def _infinitive(clause: "Token") -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in clause.children)


def _to(reading: Reading, verb: "Token") -> Found | None:
    for clause in clauses(verb, "xcomp"):
        if clause.i > verb.i and _infinitive(clause) and not clauses(verb, "dobj"):
            return [_edges(clause, verb)], [], None
    return None


def _object_to(reading: Reading, verb: "Token") -> Found | None:
    for clause in clauses(verb, "xcomp", "ccomp"):
        if clause.i < verb.i or not _infinitive(clause):
            continue
        given = next((c for c in clauses(verb, "dobj") if verb.i < c.i < clause.i), None)
        who = given or next((c for c in clauses(clause, "nsubj") if c.i > verb.i), None)
        if who is None:
            continue
        first = min(_edges(who, verb)[0], _edges(clause, verb)[0])
        return [(first, _edges(clause, verb)[1])], [], who
    return None


def _as(reading: Reading, verb: "Token") -> Found | None:
    rest = [c for c in clauses(verb, "oprd", "ccomp", "acomp", "attr") if c.i > verb.i]
    rest += [c for c in clauses(verb, "prep") if c.lower_ == "as" and c.i > verb.i]
    given = [c for c in clauses(verb, "dobj", "nsubj") if c.i > verb.i]
    inner = [p for g in given for p in clauses(g, "prep") if p.lower_ == "as"]
    if not rest and not inner:
        return None
    last = max(_edges(c, verb)[1] for c in [*rest, *inner])
    first = min(_edges(c, verb)[0] for c in [*given, *rest])
    return [(first, last)], [], None


def _object(reading: Reading, verb: "Token") -> Found | None:
    for thing in clauses(verb, "dobj"):
        if thing.i > verb.i and thing.lower_ not in _NOT_ALONE:
            return [_edges(thing, verb)], [], None
    return None


def _gerund(reading: Reading, verb: "Token") -> Found | None:
    for clause in clauses(verb, "xcomp", "ccomp", "dobj"):
        if clause.i > verb.i and clause.tag_ == "VBG":
            return [_edges(clause, verb)], [], None
    return None


_READERS = (
    ("told", _told),
    ("object-to", _object_to),
    ("clause", _clause),
    ("as", _as),
    ("to", _to),
    ("gerund", _gerund),
    ("object", _object),
)


def _pairs(verb: "Token", use: Cue) -> Found | None:
    """Read "accused them *of* delay": the object, and what the preposition joins to it."""
    for thing in clauses(verb, "dobj"):
        for prep in [*clauses(verb, "prep"), *clauses(thing, "prep")]:
            if prep.lower_ in use.pairs and prep.i > thing.i > verb.i:
                return [(_edges(thing, verb)[0], prep.right_edge.i + 1)], [], None
    return None


def _prepositions(verb: "Token", use: Cue, particles: "list[Token]") -> Found | None:
    for prep in [*clauses(verb, "prep"), *(p for c in particles for p in clauses(c, "prep"))]:
        if prep.lower_ not in use.prepositions or prep.i < verb.i or prep.i - verb.i > 4:
            continue
        last = prep.right_edge.i + 1
        for clause in clauses(verb, "xcomp", "ccomp"):
            if _infinitive(clause) and clause.i > prep.i:
                last = max(last, clause.right_edge.i + 1)
        if last > prep.i + 1:
            return [(prep.i + 1, last)], [*particles, prep], None
    return None


def _passive(reading: Reading, verb: "Token", use: Cue) -> Found | None:
    who = next(iter(clauses(verb, "nsubjpass")), None)
    rest = [c for c in clauses(verb, "xcomp", "ccomp") if c.i > verb.i]
    if "told" in use.follows or "object-to" in use.follows:
        return ([_edges(rest[0], verb)], [], who) if rest else None
    if rest and who is not None and verb.lemma_ in lexicon().hearsay:
        if who.lower_ == "it":
            return [_edges(rest[0], verb)], [], None
        return [(who.left_edge.i, min(who.right_edge.i + 1, verb.i)), _edges(rest[0], verb)], [], None
    if who is None or (subject(verb) is None and not use.pairs):
        return None
    tail = [p for p in clauses(verb, "prep") if p.lower_ in use.pairs or ("as" in use.follows and p.lower_ == "as")]
    if use.pairs and not tail:
        return None
    if use.follows & {"object", "as", "clause"} or tail:
        return [(who.left_edge.i, min(who.right_edge.i + 1, verb.i)), *(_edges(p, verb) for p in tail[:1])], [], None
    return None


def make(
    reading: Reading,
    verb: "Token",
    use: Cue,
    stretches: list[Stretch],
    extra: "list[Token]",
    addressee: "Token | None" = None,
    *,
    passive: bool = False,
) -> Draft | None:
    """Make a draft of a verb's content; None where nothing is left of it."""
    embedded = reading.inside[verb.i] >= 0
    if not embedded:
        stretches = [reading.widen(*stretch) for stretch in stretches]
    content = [s for stretch in stretches if (s := reading.span(*_one_sentence(reading, *stretch)))]
    if not content:
        return None
    draft = Draft(reading.number, reading.scope, content, use.kind, reading.cue(verb, *extra), verb=verb.i)
    draft.confidence = use.weight
    draft.embedded = embedded
    who = subject(verb)
    draft.named = bool(
        who and who.pos_ == "PROPN" and verb.tag_ in {"VBD", "VBZ"} and use.kind is not StatementKind.SAID
    )
    name_speaker(reading, draft, verb, who or (None if passive else _just_before(reading, verb)))
    draft.hearsay = passive and draft.speaker is None
    if addressee is not None:
        draft.addressee = reading.word(addressee)
    if use.kind is StatementKind.REQUESTED and passive and draft.speaker is None:
        draft.confidence -= 0.1
    return draft if draft.settle() else None


def _one_sentence(reading: Reading, first: int, last: int) -> Stretch:
    """Cut a stretch at a full stop outside quotations, and at a bracket that it does not close."""
    doc, opened = reading.doc, None
    verbs = lexicon().verbs
    for i in range(first, last):
        word = doc[i].text
        if doc[i].tag_ == "VBG" and i - 2 > first and reading.inside[i] < 0 and _participle(reading, i, verbs):
            return first, i - 1
        if word == "(":
            opened = i
        elif word == ")":
            opened = None
        elif word == "." and reading.inside[i] < 0 and i + 1 < last and doc[i + 1].text[:1].isupper():
            return first, i
    if opened is not None and opened > first:
        return first, opened
    return first, last


def _participle(reading: Reading, i: int, verbs: Mapping[str, tuple[Cue, ...]]) -> bool:
    """Say whether another statement of the same speaker begins: "said it was late, adding that"."""
    uses = verbs.get(reading.lemmas[i], ())
    return reading.doc[i - 1].text == "," and any(u.weight >= _TO_BE_DONE for u in uses)


def _just_before(reading: Reading, verb: "Token") -> "Token | None":
    """Find the name right before a finite verb where the parse has no subject."""
    at = verb.i - 1
    while at > 0 and reading.doc[at].pos_ in {"ADV", "AUX"}:
        at -= 1
    finite = verb.tag_ in {"VBD", "VBZ", "VBP"}
    return reading.doc[at] if finite and at >= 0 and reading.doc[at].pos_ in {"PROPN", "PRON"} else None


def name_speaker(reading: Reading, draft: Draft, verb: "Token", who: "Token | None") -> None:
    """Give a draft its speaker: the phrase that ``who`` heads, on its own side of the verb."""
    if who is None:
        return
    low, high = (0, verb.i) if who.i < verb.i else (verb.i + 1, None)
    draft.speaker = reading.phrase(who, low, high)
    draft.head = reading.word(antecedent(who))
    if draft.speaker and _crosses(draft.speaker, draft.content):
        draft.speaker = reading.word(who)


def _crosses(speaker: Span, content: list[Span]) -> bool:
    return any(speaker.meets(span) for span in content)

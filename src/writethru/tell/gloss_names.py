"""Glosses of names: who "he", "the minister" or a lone surname is, from the piece that says so.

Only the first mention of somebody in a sentence can need a gloss: what follows leans on it.
"""

import re
from collections.abc import Iterator, Set

from writethru.enrich.entities.lexicon import words as lexicon
from writethru.model import Citation, Entity, EntityKind, Mention, MentionKind, Span, Take
from writethru.tell.display import folded
from writethru.tell.dossier import Dossier
from writethru.tell.gloss_dates import Found
from writethru.tell.gloss_pronouns import NEUTER, pronoun_explained, stands_for_nothing
from writethru.tell.gloss_trust import (
    CLEAR,
    courtesy,
    doubtful,
    explained,
    holds_title,
    in_full,
    in_office,
    misread,
    named_before,
    named_in,
    names_person,
    of_family,
    only_body,
    other_gender,
    persons,
    plain,
    same_head,
    shared_surname,
    sovereign,
    surname,
    titled,
)
from writethru.tell.words import listed, pattern, tokens

SURE = 0.6
"""Below this confidence a mention is not known to be whom it seems to be."""

_WORD_GOES_ON = re.compile(r"(?:-\w+)*(?:['’]s(?!\w)|(?<=s)['’](?=\s))?")  # "Moor's", "the Moor-Sorn meeting"
_FRONTED = re.compile(r"\W*[A-Z][a-z]+\s+(?:[a-z]+\s+){0,3}")  # "Since", "In the years since"
_SET_BEFORE = re.compile(r"\W*[A-Z][a-z]+(?:\s[a-z]+){0,2},\s+")  # "In addition,"
_THEN_NAMES = re.compile(r"[^,.]{0,80},\s+(?:(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov)\.\s+)?[A-Z]")
_BESIDE = re.compile(r"[\s,]*(?:(?:Dr|Mr|Mrs|Ms|Sir|Lt|Col|Gen)\.?\s+)?")
_FIRST = re.compile(r"[A-Z][a-z]+(?:-[A-Z][a-z]+)?$")
_BIDS = re.compile(r"(?:Add|Follow|Watch|See|Share|Join|Subscribe|Visit|Contact|Click|View|Tweet)\s")
_IS_LIKE = re.compile(r"\s+(?!(?:said|says|told|added|also|who|was|is|has|had|did|would|will|could|and|or)\b)[a-z]+")
_OF_MEN = frozenset({"he", "him", "his"})
_OF_WHAT = re.compile(r"\s+(?:of|for|at|in|from|who|whose|to)\b|['’]s\b|\s+[A-Z]|\s*\[")


def names(dossier: Dossier, take: str, span: Span, known: Set[str], language: str) -> list[Found]:
    """Return the mentions inside ``span`` that do not stand alone, each with the name it stands for.

    Args:
        dossier: where the piece and its people are.
        take: the key of the piece.
        span: the sentence.
        known: those whose full name the reader has just read (``Dossier.who``); their surname is enough,
            unless somebody else here bears it too.
        language: of the sentence.
    """
    found = list(_mentioned(dossier, take, span, known, language))
    return found + list(_stray(dossier, take, span, language))


def _mentioned(dossier: Dossier, take: str, span: Span, known: Set[str], language: str) -> Iterator[Found]:
    for number, mentions in dossier.mentioned(take, span):
        inside = [m for m in mentions if not _own(dossier.takes[take], m, language)]
        if inside:
            yield from _first(dossier, take, number, inside, known, span)


def _own(take: Take, mention: Mention, language: str) -> bool:
    """Say whether a mention explains itself: "I", whose speaker is looked for elsewhere, or "himself"."""
    words = listed("own", language) | listed("reflexive", language)
    return mention.kind is MentionKind.PRONOUN and mention.span.of(take.text).lower() in words


def _first(
    dossier: Dossier, take: str, number: int, inside: list[Mention], known: Set[str], sentence: Span
) -> Iterator[Found]:
    """Gloss the first of an entity's mentions in a sentence, where it needs one."""
    entity, text = dossier.entity(take, number), dossier.takes[take].text
    first = inside[0]
    if _full(entity, first, text) or _named_beside(inside, first, text):
        return
    said = entity.group or entity.kind is not EntityKind.PERSON
    if said and entity.name.lower() in first.span.of(text).lower():
        return
    if first.kind is MentionKind.PRONOUN and (named := _named_later(inside)) and not _subject(text, sentence, first):
        if _opens(text, sentence, first) and not entity.group:
            yield Found(first.span, None)  # "He was seen there, Moor said": seldom Moor himself
        first = named
        if _full(entity, first, text):
            return
    called = dossier.called(take, number)
    met = known | _named_in_full(dossier, take, sentence)
    if not _needed(dossier, take, number, first, known, met) or plain(text, sentence, first, called):
        return
    yield from _glossed(dossier, take, number, first, known, sentence)


def _glossed(
    dossier: Dossier, take: str, number: int, first: Mention, known: Set[str], sentence: Span
) -> Iterator[Found]:
    """Give a mention its name, where it may be trusted; else nothing where its own sentence explains it."""
    entity, text = dossier.entity(take, number), dossier.takes[take].text
    words, called = first.span.of(text), dossier.called(take, number)
    place = Span(first.span.start, _end(text, first))
    if first.kind is MentionKind.PRONOUN and (
        _looks_on(text, sentence, first) or stands_for_nothing(words, text[first.span.end : sentence.end])
    ):
        return
    if first.kind is MentionKind.PRONOUN and (
        (entity.kind is not EntityKind.PERSON and not _opens(text, sentence, first))
        or named_in(dossier, take, number, sentence, first)
        or explained(dossier, take, number, sentence, first)
        or (entity.group and set(tokens(entity.name)[-1:]) <= set(tokens(text[sentence.start : first.span.start])))
    ):
        return
    if first.kind is MentionKind.ROLE and entity.kind is not EntityKind.PERSON:
        if names_person(words):
            yield Found(place, None)
        trusted = _plain_kind(entity, words) and (
            (same_head(entity, words) and named_before(entity, first)) or only_body(dossier, take, number, first)
        )
        if names_person(words) or entity.group or not trusted or dossier.who(take, number) in known:
            return
    person_by_role = first.kind is MentionKind.ROLE and entity.kind is EntityKind.PERSON
    if person_by_role and not in_office(dossier, take, number, first):
        return
    ambiguous = called.lower() == " ".join(words.lower().split())
    if titled(text, first) and (ambiguous or not holds_title(entity, text, first)):
        return  # "President Moor", where the piece names an Ida Moor who is no president
    if sovereign(dossier, take, first):
        return
    doubt = (
        misread(called)
        or (entity.kind is EntityKind.PERSON and not entity.group and " " not in called and not _hangul(first, text))
        or (entity.group and first.kind is MentionKind.PRONOUN)
        or (first.kind is MentionKind.PRONOUN and doubtful(dossier, take, number, sentence, first))
        or (first.confidence < CLEAR and shared_surname(dossier, take, number, first))
        or other_gender(text, first, called)
        or of_family(dossier, take, number, first)
        or (first.kind is MentionKind.SURNAME and not _hangul(first, text) and not surname(text, first, called))
    )
    if ambiguous or doubt or first.confidence < SURE:
        yield Found(place, None)
        return
    if _BIDS.match(called):
        return  # "Add Harn", of "Add Harn as an interest": what a page bids its reader do is no name in full
    why = f"{words!r} is {called}, with a confidence of {first.confidence:.2f}"
    if first.kind is MentionKind.PRONOUN and dossier.who(take, number) in known:
        called = _known_by(dossier, entity, text, called) or called
    elif first.kind is not MentionKind.ROLE and dossier.who(take, number) not in known:
        called = called if titled(text, first) else in_full(entity, called, text)
    yield Found(place, called, _antecedent(entity, take, first), why)


def _plain_kind(entity: Entity, words: str) -> bool:
    """Say whether words for a body are no more than its kind, or of its name: "the Orran central bank" is another."""
    told = words.split()
    own = {word for name in entity.names for word in tokens(name)} | listed("unnouned", "en")
    return told[:1] in (["the"], ["The"]) and all(word.lower() in own for word in told[1:-1])


def _known_by(dossier: Dossier, entity: Entity, text: str, called: str) -> str:
    """Return the surname by which a piece names somebody who is told of, where nobody else here has it."""
    named = (m for m in entity.mentions if m.kind is MentionKind.SURNAME and surname(text, m, called))
    words = (folded(m.span.of(text)) for m in named)
    return next((word for word in words if len(dossier.namesakes.get(word.lower(), ())) <= 1), "")


def _opens(text: str, sentence: Span, mention: Mention) -> bool:
    """Say whether a mention is the first word of its sentence, but for quotation marks."""
    return not text[sentence.start : mention.span.start].strip(' “"`')


def _subject(text: str, sentence: Span, mention: Mention) -> bool:
    """Say whether a pronoun is what its sentence is on, behind words set before it: "In addition, she". None looks on.

    The name of whomever such a pronoun means may come later, but never explains it.
    """
    before = text[sentence.start : mention.span.start]
    return bool(_SET_BEFORE.fullmatch(before)) and mention.span.of(text) in ("he", "she", "they")


def _looks_on(text: str, sentence: Span, mention: Mention) -> bool:
    """Say whether a pronoun opens a sentence in a phrase for whoever that names next: "Since her win, Moor"."""
    fronted = _FRONTED.fullmatch(text, sentence.start, mention.span.start)
    return fronted is not None and _THEN_NAMES.match(text, mention.span.end, sentence.end) is not None


def _end(text: str, mention: Mention) -> int:
    """Return where the word of a mention ends: behind a possessive ending or the rest of a compound."""
    ends = _WORD_GOES_ON.match(text, mention.span.end)
    return ends.end() if ends else mention.span.end


def _full(entity: Entity, mention: Mention, text: str) -> bool:
    """Say whether a mention names its entity in full. A body or place is named well enough by any name."""
    if mention.kind is not MentionKind.NAME:
        return _of_two_words(mention, text)
    return (
        entity.kind is not EntityKind.PERSON or " " in " ".join(mention.span.of(text).split()) or _hangul(mention, text)
    )


def _of_two_words(mention: Mention, text: str) -> bool:
    """Say whether what was taken for a surname is a first name with one: "Ida Moor" where another has "Mayor" in it."""
    words = mention.span.of(text).split()
    return mention.kind is MentionKind.SURNAME and len(words) > 1 and all(_FIRST.match(word) for word in words)


def _hangul(mention: Mention, text: str) -> bool:
    """A name in Hangul, kana or Han is written without a space."""
    return any("\u3040" <= c <= "\u9fff" or "\uac00" <= c <= "\ud7a3" for c in mention.span.of(text))


def _named_beside(inside: list[Mention], first: Mention, text: str) -> bool:
    """Say whether an office stands directly before or after its bearer's name ("Mayor Ida Moor")."""
    if first.kind is not MentionKind.ROLE:
        return False
    return any(
        m.kind in (MentionKind.NAME, MentionKind.SURNAME)
        and (m.span.meets(first.span) or _BESIDE.fullmatch(text[first.span.end : m.span.start]))
        for m in inside[1:]
    )


def _named_later(inside: list[Mention]) -> Mention | None:
    """Return the mention by name that follows a pronoun in its sentence ("In her speech, Moor said")."""
    return next((m for m in inside if m.kind in (MentionKind.NAME, MentionKind.SURNAME)), None)


def _named_in_full(dossier: Dossier, take: str, sentence: Span) -> set[str]:
    """Return the people whom a sentence names in full."""
    text = dossier.takes[take].text
    return {
        dossier.who(take, number)
        for number, entity in enumerate(dossier.facts[take].entities)
        if entity.kind is EntityKind.PERSON
        and any(sentence.covers(m.span) and _full(entity, m, text) for m in entity.mentions)
    }


def _needed(dossier: Dossier, take: str, number: int, mention: Mention, known: Set[str], met: Set[str]) -> bool:
    """Say whether a mention needs a name: ``known`` are told of before, ``met`` they and whom its sentence names."""
    entity, who = dossier.entity(take, number), dossier.who(take, number)
    if mention.kind is MentionKind.ROLE and who in known:
        return False
    if mention.kind in (MentionKind.PRONOUN, MentionKind.ROLE):
        return True
    if entity.kind is not EntityKind.PERSON:
        return False
    words = mention.span.of(dossier.takes[take].text).lower().split()
    namesakes = set[str]().union(*(dossier.namesakes.get(word, frozenset()) for word in words)) - {who}
    if mention.kind is MentionKind.NAME:  # one word is all the name that the piece gives: one bearer can be meant
        return len(namesakes) > 1
    told_apart = courtesy(dossier.takes[take].text, mention)
    return (bool(namesakes & met) and not told_apart) or who not in known


def _antecedent(entity: Entity, take: str, mention: Mention) -> Citation | None:
    """Return the mention by name that stands nearest before, else the first of all."""
    named = [m for m in entity.mentions if m.kind is MentionKind.NAME]
    before = [m for m in named if m.span.end <= mention.span.start and m.scope == mention.scope]
    best = before[-1] if before else (named[0] if named else None)
    return Citation(take, best.span, best.scope) if best else None


def _stray(dossier: Dossier, take: str, span: Span, language: str) -> Iterator[Found]:
    """Find pronouns and offices that no entity accounts for, and that nothing in the sentence explains."""
    text = dossier.takes[take].text
    mentions = [m for e in dossier.facts[take].entities for m in e.mentions if span.meets(m.span)]
    taken = [m.span for m in mentions]
    called = [m.span for m in mentions if m.kind is not MentionKind.PRONOUN]
    people = [m.span for m in persons(dossier, take) if span.covers(m.span)]
    for kind in ("pronouns", "offices"):
        words = pattern(kind, language)
        for match in words.finditer(text, span.start, span.end) if words else ():
            place = Span(*match.span())
            if any(t.meets(place) for t in taken):
                continue
            before, after = text[span.start : place.start], text[place.end : span.end]
            word = match.group().lower()
            agree = _of_gender(text, people, word) if word in listed("singular", language) else called
            named = any(m.end <= place.start for m in agree if word not in NEUTER or m not in people)
            fine = (
                pronoun_explained(word, before, after, language, named=named)
                if kind == "pronouns"
                else _office_explained(word, before, after)
            )
            if not fine:
                yield Found(place, None)


def _of_gender(text: str, people: list[Span], pronoun: str) -> list[Span]:
    """Return where people are named, without those whose first name is one for the other gender only."""
    male, female = lexicon("names", "male"), lexicon("names", "female")
    other = female - male if pronoun in _OF_MEN else male - female
    return [span for span in people if span.of(text).split()[0].lower() not in other]


def _office_explained(word: str, before: str, after: str) -> bool:
    """Only "the minister" points at somebody; "a minister", "the minister of fisheries" and "ministers" do not.

    Neither does "the official toll".
    """
    if word == "official" and _IS_LIKE.match(after):
        return True
    return before.lower().split()[-1:] != ["the"] or bool(_OF_WHAT.match(after))

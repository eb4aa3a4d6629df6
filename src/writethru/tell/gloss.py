"""A sentence that stands alone: whatever it leans on is said in brackets, with the words that prove it.

A sentence is told exactly as its take has it, white space folded; the glosses are kept apart from its words.
One that leans on something unknown is not told.
"""

import re
from collections.abc import Set
from dataclasses import replace
from datetime import date

from writethru.model import Citation, CitedSentence, EntityKind, Gloss, MentionKind, Span
from writethru.tell.display import behind_dateline, folded, offset, trimmed
from writethru.tell.dossier import Dossier
from writethru.tell.gloss_claims import claims, cover
from writethru.tell.gloss_dates import Found, dates
from writethru.tell.gloss_names import names
from writethru.tell.gloss_places import places
from writethru.tell.gloss_trust import for_person, shared_surname
from writethru.tell.words import listed, pattern, tokens

_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|``.*?''", re.DOTALL)

_FAMILY = 2  # nouns for kin by which a piece is on a family: whom a surname means, words alone do not tell
_NUMERAL = re.compile(r"\(I[-–]$|(?:[A-Z]\w+ )I[^’'\w]$")


def plain_sentence(dossier: Dossier, take: str, span: Span, scope: str = "copy") -> CitedSentence:
    """Return the words at a span of a take, cited, without glosses.

    Raises:
        ValueError: there are no words at the span.
    """
    text = dossier.takes[take].text
    span = trimmed(text, behind_dateline(text, span))
    return CitedSentence(folded(span.of(text)), Citation(take, span, scope))


def alone(
    dossier: Dossier,
    take: str,
    span: Span,
    as_of: date | None,
    known: Set[str] = frozenset(),
    scope: str = "copy",
) -> CitedSentence | None:
    """Return a sentence with the glosses it needs, or None when it cannot stand alone. O(facts of the take).

    Args:
        dossier: where the piece and its facts are.
        take: the key of the piece.
        span: the words to tell.
        as_of: the day of reading: a date in another year gets its year.
        known: whose full names the reader has just read (``Dossier.who``).
        scope: where in the piece the words stand.
    """
    return _glossed(dossier, take, span, as_of, known, scope, strict=True)


def following(
    dossier: Dossier, take: str, span: Span, as_of: date | None, known: Set[str], scope: str, before: Span
) -> CitedSentence | None:
    """Return a sentence told right behind the one before it in its piece: that explains what it leans on.

    Only days, places, surnames of whom nothing told has named in full, and a pronoun that may mean either of two need a
    gloss there. None where a quotation has no speaker, or where such a pronoun opens it and is not known. The arguments
    are those of ``alone``.

    Args:
        dossier: as for ``alone``, and so are the next five.
        take: see there.
        span: see there.
        as_of: see there.
        known: see there.
        scope: see there.
        before: the sentence before it.
    """
    found = _glossed(dossier, take, span, as_of, known, scope, strict=False)
    if take not in dossier.facts or found is None:
        return found
    language = language_at(dossier, take, found.citation.span)
    one = pattern("singular", language)
    if language == "en" and one and one.search(found.text) and not _somebody(dossier, take, before):
        return alone(dossier, take, span, as_of, known, scope)
    needless = listed("pronouns", language) | listed("demonstratives", language)
    if _people(dossier, take, before) > 1:
        needless -= listed("singular", language)
        first = _word_before(found.text, len(found.text.split(maxsplit=1)[0]))
        if first in listed("singular", language) and not any(g.at <= len(first) + 1 for g in found.glosses):
            return None
    kept = tuple(g for g in found.glosses if _word_before(found.text, g.at) not in needless and ": " not in g.text)
    return replace(found, glosses=kept) if _voice_known(dossier, take, found.citation.span) else None


def _somebody(dossier: Dossier, take: str, span: Span) -> bool:
    """Say whether words mean a person: by name, pronoun or a noun ("a farmer")."""
    people = (e for e in dossier.facts[take].entities if e.kind is EntityKind.PERSON)
    if any(span.covers(m.span) for e in people for m in e.mentions):
        return True
    return any(for_person(word) for word in tokens(span.of(dossier.takes[take].text)))


def _people(dossier: Dossier, take: str, span: Span) -> int:
    """Return how many people are named within a span."""
    named = (MentionKind.NAME, MentionKind.SURNAME)
    people = (e for e in dossier.facts[take].entities if e.kind is EntityKind.PERSON)
    return sum(any(m.kind in named and span.covers(m.span) for m in person.mentions) for person in people)


def _word_before(words: str, at: int) -> str:
    return re.split(r"['’]", " ".join(words[:at].split()[-1:]).lower().strip("\"'`“‘("))[0]


def helped(
    dossier: Dossier, take: str, span: Span, as_of: date | None, known: Set[str] = frozenset(), scope: str = "copy"
) -> CitedSentence:
    """Return words with the glosses that can be given; what cannot be resolved stays as it is."""
    found = _glossed(dossier, take, span, as_of, known, scope, strict=False)
    return found or plain_sentence(dossier, take, span, scope)


def _glossed(
    dossier: Dossier, take: str, span: Span, as_of: date | None, known: Set[str], scope: str, *, strict: bool
) -> CitedSentence | None:
    sentence = plain_sentence(dossier, take, span, scope)
    if take not in dossier.facts:
        return sentence
    span = sentence.citation.span
    found = references(dossier, take, span, as_of, known)
    if strict and (any(f.text is None for f in found) or not _voice_known(dossier, take, span)):
        return None
    text = dossier.takes[take].text
    glosses = [
        Gloss(
            offset(text, span, _behind_bracket(text, span, f.span.end)),
            _whole(dossier, f, as_of, known),
            f.evidence,
            f.why,
        )
        for f in found
        if f.text is not None and (strict or not _of_several(dossier, take, f.span))
    ]
    return CitedSentence(sentence.text, sentence.citation, tuple(sorted(glosses, key=lambda g: (g.at, g.text))))


def _of_several(dossier: Dossier, take: str, span: Span) -> bool:
    """Say whether a word is a surname, without a title, that several of a family bear whom its piece names in full."""
    shared = any(
        m.span.start == span.start and shared_surname(dossier, take, n, m)
        for n, entity in enumerate(dossier.facts[take].entities)
        for m in entity.mentions
    )
    return shared and len(listed("kin", "en") & set(tokens(dossier.takes[take].text))) >= _FAMILY


def _behind_bracket(text: str, span: Span, at: int) -> int:
    """Return a place of a sentence, or where the copy's own square bracket ends that it stands in."""
    opened, closed = text.rfind("[", span.start, at), text.find("]", at, span.end)
    if opened < 0 or closed < 0 or "]" in text[opened:at] or "[" in text[at:closed]:
        return at
    return closed + 1


def references(dossier: Dossier, take: str, span: Span, as_of: date | None, known: Set[str]) -> list[Found]:
    """Return all that the words at ``span`` lean on, in order; ``text`` is None where it is not known."""
    language = language_at(dossier, take, span)
    said = list(claims(dossier, take, span, language))
    when = dates(dossier, take, span, as_of)
    who = names(dossier, take, span, known, language)
    where = places(dossier, take, span, known, language)
    return sorted([*said, *when, *who, *where], key=lambda f: (f.span, f.text or ""))


def language_at(dossier: Dossier, take: str, span: Span) -> str:
    """Return the language of the sentence at a span, or of its piece."""
    sentence = dossier.sentence(take, span)
    return sentence.language if sentence else dossier.facts[take].language


def _whole(dossier: Dossier, found: Found, as_of: date | None, known: Set[str]) -> str:
    """Return a gloss's text; names and days inside the words it repeats are explained in round brackets."""
    if found.text is None or found.evidence is None or ": " not in found.text:
        return found.text or ""
    who, words = found.text.split(": ", 1)
    take, span = found.evidence.take, found.evidence.span
    text = dossier.takes[take].text
    if not folded(span.of(text)).startswith(words.removesuffix(" …")):
        return found.text
    language = language_at(dossier, take, span)
    inner = [*dates(dossier, take, span, as_of), *names(dossier, take, span, known, language)]
    length = len(words.removesuffix(" …"))
    places = [(offset(text, span, f.span.end), f.text) for f in inner if f.text]
    for at, gloss in sorted(places, reverse=True):
        if at <= length:
            words = f"{words[:at]} ({gloss}){words[at:]}"
    return f"{who}: {words}"


def first_person(found: re.Match[str]) -> bool:
    """Say whether a word means who speaks: the "US" and the "I" of "(I-Vt.)" and "World War I" do not."""
    return found.group() != "US" and not (found.group() == "I" and _NUMERAL.search(found.string[: found.end() + 1]))


def _voice_known(dossier: Dossier, take: str, span: Span) -> bool:
    """Say whether each quotation, and whoever says "I" in it, has its speaker in the sentence."""
    text = span.of(dossier.takes[take].text)
    own = pattern("own", language_at(dossier, take, span))
    told = [s for s in dossier.facts[take].statements if s.content and span.meets(cover(s.content))]
    voiced = any(s.speaker and s.shown and span.meets(cover(s.speaker)) for s in told)
    if not _QUOTED.sub("", text).strip(" .,\n"):
        return False
    if own is None or not any(first_person(m) for m in own.finditer(text)):
        return voiced or not any(s.direct for s in told)
    return voiced and any(own.search(words) for words in _QUOTED.findall(text))

"""Names in passages without a parser: capitalised runs with a title or known from elsewhere, Korean names by title.

English is not parsed in a headline that stands alone (``entities.headlines``).

Modest by intent: what is not plainly a name is left out.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from writethru.enrich.entities import headlines, korean
from writethru.enrich.entities.found import Found
from writethru.enrich.entities.lexicon import places, table, words
from writethru.enrich.entities.register import Register
from writethru.enrich.entities.spelling import fold
from writethru.enrich.piece import Passage, Piece
from writethru.model import Entity, EntityKind, Mention, MentionKind, PartKind, Role, Span

_WORD = re.compile(r"[^\W\d_]+(?:[-'’.][^\W\d_]+)*", re.UNICODE)
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_LONGEST = 80  # letters beside a name in which the next word stands


def foreign(piece: Piece, known: Sequence[Entity]) -> list[Entity]:
    """Return the entities of a piece with those of its unparsed passages joined in, in order of first mention."""
    passages = [(n, p) for n, p in enumerate(piece.passages) if n not in piece.docs]
    if not passages:
        return list(known)
    register = Register(known)
    for number, passage in passages:
        for found in _passage(piece, passage, piece.languages[number], register):
            _add(piece, register, found)
    return sorted(register.entities(), key=lambda entity: (entity.mentions[0].span, entity.name))


def _passage(piece: Piece, passage: Passage, language: str, known: Register) -> Iterator[Found]:
    text = passage.span.of(piece.text)
    if language == "en":
        yield from headlines.names(text, passage)
        return
    if language == "ko":
        yield from korean.names(text, passage, known, piece.text)
    if _LATIN.search(text):
        yield from _latin(text, passage, language, known)


def _add(piece: Piece, known: Register, found: Found) -> None:
    """Join what was found to the entity it names, or begin one."""
    kind = MentionKind.SURNAME if found.surname else MentionKind.NAME
    mention = Mention(found.span, found.scope, kind, found.sure)
    roles = () if found.title is None else (Role(found.title.of(piece.text), found.title),)
    at = found.whose if found.whose is not None else known.bearer(found)
    if at is not None:
        known.add(at, found.name, mention, roles)
    elif not found.surname or found.alone:
        known.enter(Entity(found.kind, found.name, (found.name,), (mention,), roles))


def _latin(text: str, passage: Passage, language: str, known: Register) -> Iterator[Found]:
    """Yield names in Latin letters: places by their name in the language, persons by title, name or acquaintance."""
    titles = {t.lower() for t in table("foreign")["titles"].get(language, ())}
    saying = set(table("foreign")["saying"].get(language, ()))
    loud = passage.kind in (PartKind.HEADLINE, PartKind.TEASER_HEADLINE)
    known.settle()
    for first, end in _runs(text):
        start = _past_titles(text, first, end, titles)
        run = text[start:end]
        if not run:
            continue
        span = Span(passage.span.start + start, passage.span.start + end)
        before = _word_before(text, start)
        titled = before.strip('“"(').lower() in titles
        place = _territories(language).get(fold(run))
        if place or fold(run) in places().canonical:
            yield Found(EntityKind.PLACE, place or places().canonical[fold(run)], span, passage.scope)
        elif kind := known.kind(run):
            yield Found(kind, run, span, passage.scope)
        elif " " in run and (titled or _personal(run, text, start, end, saying)):
            at = start - len(before) - 1
            office = Span(passage.span.start + at, passage.span.start + start - 1) if titled else None
            yield Found(EntityKind.PERSON, run, span, passage.scope, title=office)
        elif " " not in run and (start > 0 or titled or loud or _said(text, start, end, saying)):
            yield Found(EntityKind.PERSON, run, span, passage.scope, surname=True, sure=0.75)


def _runs(text: str) -> Iterator[tuple[int, int]]:
    """Yield the runs of capitalised words, particles between them included."""
    found = [(m.start(), m.end(), m.group()) for m in _WORD.finditer(text)]
    at = 0
    while at < len(found):
        start, end, word = found[at]
        at += 1
        if not word[0].isupper():
            continue
        while at < len(found) and text[end : found[at][0]] == " ":
            step = at
            while step < len(found) and found[step][2].lower() in words("names", "particles") and step - at < 2:
                step += 1
            if step >= len(found) or not found[step][2][0].isupper() or text[found[step][0] - 1] != " ":
                break
            end, at = found[step][1], step + 1
        yield start, end


def _past_titles(text: str, start: int, end: int, titles: set[str]) -> int:
    """Return where a run goes on after the titles that it begins with, capitalised at the head of a sentence."""
    while start < end:
        word = text[start:end].split(" ", 1)[0]
        if word.lower() not in titles:
            return start
        start = min(end, start + len(word) + 1)
    return start


def _personal(run: str, text: str, start: int, end: int, saying: set[str]) -> bool:
    """Say whether a run of several words is plainly a person's: a common first name, or one who speaks."""
    first = fold(run).split()[0]
    if first in words("names", "male") or first in words("names", "female"):
        return True
    return start > 0 and _said(text, start, end, saying)


def _said(text: str, start: int, end: int, saying: set[str]) -> bool:
    return any(word.strip(",.") in saying for word in (_word_before(text, start), _word_after(text, end)) if word)


def _word_before(text: str, at: int) -> str:
    """Return the word before an offset with its marks; nothing where it is longer than words are."""
    words = text[max(0, at - _LONGEST) : at].split()
    return words[-1] if words else ""


def _word_after(text: str, at: int) -> str:
    words = text[at : at + _LONGEST].split(maxsplit=1)
    return words[0] if words else ""


@cache
def _territories(language: str) -> dict[str, str]:
    """Return what a language calls the states (CLDR), folded, to their English names."""
    from writethru.cldr import Locale, UnknownLocaleError

    try:
        own, english = Locale.parse(language).territories, Locale("en").territories
    except (UnknownLocaleError, ValueError):
        return {}
    out = {}
    for code in sorted(str(code) for code in own if len(str(code)) == 2 and code in english):
        name = str(english[code])
        out[fold(str(own[code]))] = places().canonical.get(fold(name), name)
    return out

"""Names in passages without a parser: capitalised runs with a title or known from elsewhere, Korean names by title.

English is not parsed in a headline that stands alone (``entities.headlines``).

Modest by intent: what is not plainly a name is left out.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from writethru.enrich.entities import headlines, korean
from writethru.enrich.entities.cast import space_of
from writethru.enrich.entities.cluster import place_key
from writethru.enrich.entities.found import Found
from writethru.enrich.entities.lexicon import places, table, words
from writethru.enrich.entities.spelling import fold, is_hangul, korean_key, tight
from writethru.enrich.piece import Passage, Piece
from writethru.model import Entity, EntityKind, Mention, MentionKind, PartKind, Role, Span

_WORD = re.compile(r"[^\W\d_]+(?:[-'’.][^\W\d_]+)*", re.UNICODE)
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")


def foreign(piece: Piece, known: Sequence[Entity]) -> list[Entity]:
    """Return the entities of a piece with those of its unparsed passages joined in, in order of first mention."""
    passages = [(n, p) for n, p in enumerate(piece.passages) if n not in piece.docs]
    if not passages:
        return list(known)
    out = list(known)
    for number, passage in passages:
        for found in _passage(piece, passage, piece.languages[number], out):
            _add(piece, out, found)
    return sorted(out, key=lambda entity: (entity.mentions[0].span, entity.name))


def _passage(piece: Piece, passage: Passage, language: str, known: Sequence[Entity]) -> Iterator[Found]:
    text = passage.span.of(piece.text)
    if language == "en":
        yield from headlines.names(text, passage)
        return
    if language == "ko":
        yield from korean.names(text, passage, known, piece.text)
    if _LATIN.search(text):
        yield from _latin(text, passage, language, known)


def _add(piece: Piece, out: list[Entity], found: Found) -> None:
    """Join what was found to the entity it names, or begin one."""
    kind = MentionKind.SURNAME if found.surname else MentionKind.NAME
    mention = Mention(found.span, found.scope, kind, found.sure)
    roles = () if found.title is None else (Role(found.title.of(piece.text), found.title),)
    at = found.whose if found.whose is not None else _bearer(out, found)
    if at is None:
        if not found.surname or found.alone:
            out.append(Entity(found.kind, found.name, (found.name,), (mention,), roles))
        return
    one = out[at]
    if any(m.span.meets(mention.span) for m in one.mentions):
        return
    names = one.names if found.name in one.names else (*one.names, found.name)
    mentions = tuple(sorted((*one.mentions, mention), key=lambda m: m.span))
    titles = {role.title for role in one.roles}
    out[at] = replace(
        one, names=names, mentions=mentions, roles=(*one.roles, *(r for r in roles if r.title not in titles))
    )


def _bearer(out: Sequence[Entity], found: Found) -> int | None:
    """Return whose name it is: by the folded name, across scripts by sound, a surname by its only bearer."""
    if not found.surname:
        sounds = korean_key(found.name)
        for at, one in enumerate(out):
            if one.kind is not found.kind:
                continue
            if one.kind is EntityKind.PLACE and any(place_key(fold(n)) == fold(found.name) for n in one.names):
                return at
            if any(tight(n) == tight(found.name) for n in one.names):
                return at
            if sounds and any(is_hangul(n) != is_hangul(found.name) and korean_key(n) == sounds for n in one.names):
                return at
        return None
    if found.alone:
        return next((at for at, one in enumerate(out) if one.kind is found.kind and found.name in one.names), None)
    space = space_of(found.scope)
    bearers = [at for at, one in enumerate(out) if one.kind is EntityKind.PERSON and _bears(one, found.name)]
    own = [at for at in bearers if any(space_of(m.scope) == space for m in out[at].mentions)] or bearers
    return own[0] if len(own) == 1 else None


def _bears(one: Entity, surname: str) -> bool:
    if is_hangul(surname):
        return any(is_hangul(n) and len(n) > 1 and n.startswith(surname) for n in one.names)
    return any(" " in fold(n) and fold(surname) in (fold(n).split()[-1], fold(n).split()[0]) for n in one.names)


def _latin(text: str, passage: Passage, language: str, known: Sequence[Entity]) -> Iterator[Found]:
    """Yield names in Latin letters: places by their name in the language, persons by title, name or acquaintance."""
    titles = {t.lower() for t in table("foreign")["titles"].get(language, ())}
    saying = set(table("foreign")["saying"].get(language, ()))
    loud = passage.kind in (PartKind.HEADLINE, PartKind.TEASER_HEADLINE)
    full = {tight(n): e for e in known for n in e.names if e.kind is not EntityKind.PLACE}
    for first, end in _runs(text):
        start = _past_titles(text, first, end, titles)
        run = text[start:end]
        if not run:
            continue
        span = Span(passage.span.start + start, passage.span.start + end)
        before = text[:start].rstrip().rpartition(" ")
        titled = before[2].strip('“"(').lower() in titles
        place = _territories(language).get(fold(run))
        if place or fold(run) in places().canonical:
            yield Found(EntityKind.PLACE, place or places().canonical[fold(run)], span, passage.scope)
        elif tight(run) in full:
            yield Found(full[tight(run)].kind, run, span, passage.scope)
        elif " " in run and (titled or _personal(run, text, start, end, saying)):
            at = start - len(before[2]) - 1
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
    after, before = text[end:].split(maxsplit=1)[:1], text[:start].split()[-1:]
    return bool(saying & {word.strip(",.") for word in (*after, *before)})


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

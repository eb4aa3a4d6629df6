"""Captions: the picture's credit and day, whether it is a handout, and the terms that bind it and nothing else."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from writethru.model import Picture, Rule, Span, Term
from writethru.read.agencies import known, names_pattern
from writethru.read.days import day_in, day_pattern
from writethru.read.lists import kept, table

_LONGEST = 600
_BRACKET = re.compile(r"[(\[（]([^()\[\]（）]{2,120})[)\]）]")
_POSITIONS = frozenset({"L", "R", "C", "LEFT", "RIGHT", "CENTER", "CENTRE", "FRONT", "BACK", "TOP", "BOTTOM"})
_COPYRIGHT = re.compile(r"(?i)\s*(?:©|\(c\)|copyright\b)[^.]{0,120}\.?(?:\s*all rights reserved\.?)?\s*$")
_PLAIN_CREDIT = re.compile(
    r"(?:^|[.\s])((?:(?:Photo|Foto|Bild|Bilde|Image|Picture|Credit|Kredit)\s?[:/=] ?[^.()\[\]]{2,60}"
    r"|(?:REUTERS|AFP|AP Photo|EPA|Getty Images|NTB)\s?/ ?[^.()\[\]]{2,60}))\.?\s*$"
)


@dataclass(frozen=True, slots=True)
class _Known:
    rule: Rule
    pattern: re.Pattern[str]


@cache
def _terms() -> tuple[_Known, ...]:
    return tuple(_Known(Rule(row["rule"]), re.compile(row["pattern"])) for row in table("rights")["term"])


@cache
def _mark() -> re.Pattern[str]:
    return re.compile(table("rights")["mark"]["pattern"])


@cache
def _restricting() -> re.Pattern[str]:
    return re.compile(table("rights")["restricting"]["pattern"])


@cache
def _file() -> re.Pattern[str]:
    return re.compile(table("rights")["file"]["pattern"])


@kept
def _credited() -> re.Pattern[str]:
    agency = names_pattern()
    return re.compile(
        rf"(?:{agency})(?:\s?[/=,-].{{0,60}}| (?:Photo|file|via|TV)\b.{{0,60}})?|.{{2,50}}/(?:{agency})(?:\s.{{0,40}})?"
    )


def is_caption(line: str) -> bool:
    """Say whether a line is a caption: a caption's mark before it, or a picture credit closing it."""
    if _mark().match(line):
        return True
    last = _last_bracket(line)
    if last is None or len(line) > _LONGEST:
        return False
    inside = last[1].strip()
    named = bool(_credited().fullmatch(inside)) and not known(inside)
    return named or bool(re.match(r"(?i)(?:photo|foto|picture|image)\s?(?:by\s|[:/©])", inside))


def caption_start(line: str) -> int:
    """Return where the words begin, after the caption's mark."""
    match = _mark().match(line)
    return match.end() if match else len(line) - len(line.lstrip())


def picture(text: str, span: Span, group: str) -> Picture:
    """Read one caption. A phrase in bracketed capitals that is not understood withholds the picture."""
    words = span.of(text)
    terms = tuple(_found(words, span.start))
    return Picture(
        group=group,
        caption=span,
        credit=_credit(words),
        handout=any(term.rule is Rule.HANDOUT for term in terms),
        terms=terms,
        day=None if _file().search(words) else _day(words),
    )


def field_terms(text: str, span: Span) -> tuple[Term, ...]:
    """Return the terms of a rights field: each phrase that is known, or the whole field as one not understood.

    A copyright line alone says whose it is and binds to nothing.
    """
    words = span.of(text)
    found = tuple(_found(words, span.start))
    if found or _COPYRIGHT.match(words):
        return found
    return (Term(Rule.UNKNOWN, words, span),)


def aside_terms(text: str, span: Span) -> tuple[Term, ...]:
    """Return the terms of a field that need not hold any: an owner's line, a note to editors on a picture.

    Most say nothing of rights ("2031 Vell Pictures", "FILE PHOTO", numbers of a job); one that speaks of
    restriction in words that are not understood withholds the picture.
    """
    words = span.of(text)
    found = tuple(_found(words, span.start))
    if found or _COPYRIGHT.match(words) or not _restricting().search(words):
        return found
    return (Term(Rule.UNKNOWN, words, span),)


def _found(words: str, base: int) -> Iterator[Term]:
    taken: list[Span] = []
    for form in _terms():
        for match in form.pattern.finditer(words):
            phrase = match.group().strip(" .,;)(/")
            start = match.start() + match.group().index(phrase) if phrase else match.start()
            span = Span(start, start + len(phrase))
            if phrase and not any(span.meets(other) for other in taken):
                taken.append(span)
                yield Term(form.rule, phrase, Span(base + span.start, base + span.end))
    for match in _BRACKET.finditer(words):
        span = Span(match.start(1), match.end(1))
        if _shouted(match[1]) and not any(span.meets(other) for other in taken):
            yield Term(Rule.UNKNOWN, match[1], Span(base + span.start, base + span.end))


def _shouted(phrase: str) -> bool:
    """A phrase in capitals of two words or more that is no agency, position or file mark speaks of rights."""
    words = re.findall(r"[^\W\d_]+", phrase)
    if len(words) < 2 or not phrase.isupper() or known(phrase) or _file().search(f"({phrase})"):
        return False
    return not all(word in _POSITIONS for word in words) and "/" not in phrase and sum(map(len, words)) >= 6


def _last_bracket(line: str) -> re.Match[str] | None:
    found = list(_BRACKET.finditer(line))
    return found[-1] if found and not line[found[-1].end() :].strip(" .") else None


def _credit(words: str) -> str:
    """The last bracket that names an agency or a photographer; else a credit line without brackets."""
    for match in reversed(list(_BRACKET.finditer(words))):
        inside = match[1].strip()
        if _credited().fullmatch(inside) or re.match(r"(?i)(?:photo|foto|image|picture)\s?(?:by|:|/)", inside):
            return inside
        if words[match.end() :].strip(" .") and not _BRACKET.match(words[match.end() :].strip(" .")):
            break
    plain = _PLAIN_CREDIT.search(words)
    return plain[1].strip() if plain else ""


def _day(words: str) -> date | None:
    """The last full date of a caption: "on Jan. 23, 2026"."""
    days = (day_in(match.group()) for match in day_pattern().finditer(words))
    full = [found.date for found in days if found and found.date]
    return full[-1] if full else None

"""The terms that bind a text: what its rights fields say, and what a release or a note says of it (``rights.toml``).

A picture's terms are read with its caption (``writethru.read.captions``); neither is asked of the other. In the copy
a phrase counts where it opens a line of its own: a report of what is "not for publication" binds nothing.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from writethru.model import Part, PartKind, Rule, Span, Take, Term
from writethru.read.captions import field_terms
from writethru.read.lists import any_of, table
from writethru.read.notices import is_notice

_BESIDE_COPY = frozenset({PartKind.NOTE, PartKind.RIGHTS, PartKind.MARKUP})
_COPY = frozenset({PartKind.PARAGRAPH, PartKind.STANDFIRST})
_LONGEST = 400  # code points of a paragraph that is a bar and no copy; one in capitals may be longer
_LEADS = " \t\n([{*-–—_“”\"'«"
_END = r"(?= ?(?:[.,;!)\]*\n]|$))"
_CLAUSE = re.compile(r"(?:^|[.;:!(\[*\n]|--)\s*")


def with_terms(take: Take, fields: Sequence[str] = ()) -> Take:
    """Return the take with the terms that bind its text; terms that a reader gave it stay. O(length).

    Args:
        take: the take.
        fields: the rights fields of its format, as they stand in the text. A field that is not understood withholds
            the text; one that says no more than whose it is, or reserves all rights, is the source's policy.
    """
    wanted = {" ".join(line.split()) for line in fields}
    terms = [*take.terms]
    for part in take.parts:
        if part.group:
            continue
        if part.kind is PartKind.RIGHTS and " ".join(part.span.of(take.text).split()) in wanted:
            terms += _field(take.text, part.span)
        else:
            terms += _copy(take.text, part)
    every = tuple({(term.rule, term.span): term for term in terms}.values())
    return take if every == take.terms else replace(take, terms=every)


@dataclass(frozen=True, slots=True)
class _Form:
    rule: Rule
    pattern: re.Pattern[str]
    beside: bool  # never in a paragraph


@cache
def _forms() -> tuple[_Form, ...]:
    return tuple(
        _Form(Rule(row["rule"]), re.compile(f"{form}{_END if row.get('ends') else ''}"), row.get("beside", False))
        for row in table("rights")["text"]
        for form in row["forms"]
    )


@cache
def _known() -> re.Pattern[str]:
    return any_of(table("rights")["known"]["forms"], re.IGNORECASE)


def _field(text: str, span: Span) -> Iterable[Term]:
    words = span.of(text)
    if found := list(_found(words, span.start)):
        return found
    terms = field_terms(text, span)
    if all(term.rule is Rule.UNKNOWN for term in terms) and (is_notice(words) or _known().search(words)):
        return ()
    return terms


def _found(words: str, base: int) -> Iterator[Term]:
    """Yield the known phrases of a field, wherever they stand in it."""
    taken: list[Span] = []
    for form in _forms():
        for match in form.pattern.finditer(words):
            span = Span(*match.span())
            if not any(span.meets(other) for other in taken):
                taken.append(span)
                yield _term(form.rule, match, base)


def _copy(text: str, part: Part) -> Iterator[Term]:
    """Yield what a line beside the copy says at the head of a clause, and a paragraph at its own head."""
    words = part.span.of(text)
    copy = part.kind in _COPY
    if copy:
        starts = [len(words) - len(words.lstrip(_LEADS))]
    elif part.kind in _BESIDE_COPY:
        starts = [match.end() for match in _CLAUSE.finditer(words)]
    else:
        return
    for form in _forms():
        match = next((m for at in starts if (m := form.pattern.match(words, at))), None)
        if match and not (copy and (form.beside or not _is_bar(words, match))):
            yield _term(form.rule, match, part.span.start)
            return


def _is_bar(words: str, match: re.Match[str]) -> bool:
    """Say whether a paragraph that begins so is a bar: in capitals, or short and no quotation."""
    if match.group().isupper():
        return True
    return len(words) <= _LONGEST and not words.lstrip(" \t\n([{*-–—_").startswith(("“", "”", '"', "'", "«"))


def _term(rule: Rule, match: re.Match[str], base: int) -> Term:
    phrase = match.group().strip(' .,;:)(][*"“”\n')
    start = base + match.start() + match.group().index(phrase)
    return Term(rule, " ".join(phrase.split()), Span(start, start + len(phrase)))

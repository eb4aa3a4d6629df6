"""The words of a text as they are compared: each in the one form that house styles agree on."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from writethru.enrich.numbers import values
from writethru.enrich.numbers.lexicon import Lexicon
from writethru.link.lexis import forms
from writethru.link.words import fold
from writethru.model import Span

_HAN = r"\u3040-\u30ff\u3400-\u9fff"
_WORD = re.compile(
    rf"(?P<initials>[^\W\d_](?:\.[^\W\d_])+\.?)|[{_HAN}]|(?P<sign>[%$€£¥₩?])"
    rf"|\d+|[^\W\d_{_HAN}]+(?:['’-][^\W\d_{_HAN}]+)*"
)
_MINUS = re.compile(r"(?:^|(?<=[^\w.,]))[-−]$")
_NOT = re.compile(r"(?i)(.+)n['’]t")
_BASES = {"wo": "will", "ca": "can", "sha": "shall", "ai": "is"}
_TAILS = {"ll": "will", "re": "are", "ve": "have", "m": "am"}
_IS = frozenset({"he", "she", "it", "that", "there", "what", "who", "where", "here"})
_MONEY = frozenset("$€£¥₩")
_WINDOW = 48  # code points before a number in which its qualifier may begin
_DIGITS = 40  # of a run that is read as one number
_SHORT = 4  # letters up to which capitals tell one word from another: WHO, US, AIDS


class What(StrEnum):
    """What a word is, as far as a change of it matters."""

    WORD = "word"
    NUMBER = "number"
    QUALIFIER = "qualifier"
    UNIT = "unit"
    DATE = "date"
    NAME = "name"
    NEGATION = "negation"
    HEDGE = "hedge"


@dataclass(frozen=True, slots=True)
class Word:
    """One word: ``same`` is the form it is compared in, the span is that of ``Take.text``.

    The words for a day or time are one word, compared by the day they mean; ``raw`` are those words then.
    """

    same: str
    span: Span
    what: What = What.WORD
    raw: str = ""


def words_of(text: str, span: Span, lexis: Lexicon) -> list[Word]:
    """Return the words of one stretch of a text, with ``lexis`` for its numbers. O(length)."""
    return _same(list(_read(text, span, lexis)))


def _read(text: str, span: Span, lexis: Lexicon) -> Iterator[Word]:
    """Yield the words as they stand; a number with its scale is one, contractions are undone."""
    at = unit = span.start
    for number in lexis.number.finditer(text, span.start, span.end):
        begun = lexis.before.search(text, max(at, number.start() - _WINDOW), number.start())
        before = list(_plain(text, at, number.start(), unit, begun.start("q") if begun else number.start()))
        sign = [before.pop()] if before and before[-1].same in _MONEY and before[-1].span.end == number.start() else []
        yield from before
        first = sign[0].span.start if sign else number.start()
        if _MINUS.search(text, max(span.start, first - 2), first):
            yield Word("minus", Span(first - 1, first), What.QUALIFIER)
        yield Word(_value(number, lexis), Span(number.start(), number.end()), What.NUMBER)
        if sign:  # "$5 million" is read as "5 million dollars"
            yield Word(sign[0].same, sign[0].span, What.UNIT)
        at = number.end()
        measured = lexis.unit.match(text, at, span.end)
        unit = measured.end() if measured else at
        for place in (unit, at):
            if behind := lexis.after.match(text, place, span.end):
                yield Word(fold(behind["q"]), Span(*behind.span("q")), What.QUALIFIER)
                at = max(at, behind.end())
                break
    yield from _plain(text, at, span.end, unit, span.end)


def _value(match: re.Match[str], lexis: Lexicon) -> str:
    spelled = match.groupdict().get("words") is not None
    value = values.of_words(match[0], lexis) if spelled else values.of_digits(match[0], lexis)
    return f"#{value:.12g}" if value is not None else f"#{fold(match[0])}"


def _plain(text: str, start: int, end: int, unit: int, qualifier: int) -> Iterator[Word]:
    """Yield the words between two numbers: up to ``unit`` the unit of one, from ``qualifier`` that of the other."""
    for match in _WORD.finditer(text, start, end):
        span, raw = Span(match.start(), match.end()), match[0]
        what = What.UNIT if span.start < unit else What.QUALIFIER if span.start >= qualifier else What.WORD
        if match["sign"]:
            yield Word(raw, span, what)
        elif raw.isdecimal() and len(raw) <= _DIGITS:  # "²" is a digit and no number
            yield Word(f"#{int(raw)}", span, What.NUMBER)
        elif match["initials"]:
            yield Word(_capitals(raw.replace(".", "")), span, what)
        else:
            yield from (Word(same, span, what) for same in _undone(raw))


def _undone(raw: str) -> Iterator[str]:
    """Undo a contraction: "won't" is "will not", "they'll" is "they will"."""
    if raw.lower() == "cannot":
        yield from ("can", "not")
    elif match := _NOT.fullmatch(raw):
        base = match[1].lower()
        yield from (_BASES.get(base, base), "not")
    else:
        base, _, tail = raw.replace("’", "'").partition("'")
        if tail.lower() in _TAILS:
            yield from (fold(base), _TAILS[tail.lower()])
        elif tail.lower() == "s" and base.lower() in _IS:
            yield from (fold(base), "is")
        else:
            yield _capitals(raw.replace("-", ""))


def _capitals(raw: str) -> str:
    """Fold a word, but keep a short one in capitals apart from the word in small letters."""
    folded = fold(raw)
    return folded.upper() if 1 < len(raw) <= _SHORT and raw.isupper() and raw.isascii() else folded


def _same(found: Sequence[Word]) -> list[Word]:
    """Read each form as the first of its line in ``polish.toml``; qualifiers only before a number."""
    out: list[Word] = []
    at = 0
    while at < len(found):
        width, form, what = _form(found, at)
        if width:
            span = Span(found[at].span.start, found[at + width - 1].span.end)
            out += [Word(part, span, What.NUMBER if part.startswith("#") else what) for part in form]
            at += width
        else:
            out.append(found[at])
            at += 1
    return out


def _form(found: Sequence[Word], at: int) -> tuple[int, tuple[str, ...], What]:
    for section in ("qualifiers", "same"):
        for width in range(_widths(section).get(found[at].same, 0), 0, -1):
            if at + width > len(found):
                continue
            form = forms(section).get(tuple(word.same for word in found[at : at + width]))
            if form and section == "same":
                return width, form, found[at].what
            if form and at + width < len(found) and found[at + width].what is What.NUMBER:
                return width, form, What.QUALIFIER
    return 0, (), What.WORD


@cache
def _widths(section: str) -> dict[str, int]:
    """Return for each word that a form begins with how long the longest such form is."""
    found: dict[str, int] = {}
    for form in forms(section):
        found[form[0]] = max(len(form), found.get(form[0], 0))
    return found

"""One take, looked up for the words of its passages and what each of them is: a name, a day, a number, a denial."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property

from writethru.enrich.numbers.lexicon import Lexicon, lexicon
from writethru.link.items import Linkable
from writethru.link.lexis import Lists, lists, shared
from writethru.link.wordforms import What, Word, words_of
from writethru.link.words import fold, tokens
from writethru.model import DateExpression, DateType, MentionKind, Span, Spans

_INSIDE = re.compile(r"[\w,;:–—-]\s+[\"“‘'(]?([^\W\d_]\w+)")
_DAY = re.compile(r"\d{4}-\d\d(?:-\d\d)?")  # what is less exact is compared by its words


@dataclass(frozen=True)
class Sheet:
    """One take, looked up for what its words are. Names and dates are those of its facts, where it has them."""

    item: Linkable
    _words: dict[Spans, tuple[Word, ...]] = field(default_factory=dict, repr=False, compare=False)

    @property
    def text(self) -> str:
        """The take's whole text."""
        return self.item.take.text

    @cached_property
    def language(self) -> str:
        """The language that its words are read in."""
        return self.item.language

    @cached_property
    def lists(self) -> Lists:
        """The word lists of its language."""
        return lists(self.language)

    @cached_property
    def numbers(self) -> Lexicon:
        """How its language writes numbers."""
        return lexicon(self.language)

    @cached_property
    def read(self) -> bool:
        """Its facts have been read."""
        return bool(self.item.facts.sentences)

    @cached_property
    def names(self) -> "_Places":
        """Where names stand."""
        kinds = (MentionKind.NAME, MentionKind.SURNAME)
        found = (m.span for e in self.item.facts.entities for m in e.mentions if m.kind in kinds)
        return _Places.of(found)

    @cached_property
    def roles(self) -> "_Places":
        """Where titles and offices stand: they are written as names, and are none."""
        return _Places.of(role.span for entity in self.item.facts.entities for role in entity.roles)

    @cached_property
    def days(self) -> tuple[DateExpression, ...]:
        """Its words for days and times, in order; how long something takes is a figure."""
        points = (DateType.DATE, DateType.TIME)
        return tuple(sorted((d for d in self.item.facts.dates if d.type in points), key=lambda d: d.span))

    @cached_property
    def dates(self) -> "_Places":
        """Where days and times stand."""
        return _Places.of(date.span for date in self.days)

    @cached_property
    def written(self) -> frozenset[str]:
        """The words that stand with a capital inside a sentence of its copy."""
        found = (match for span in self.item.copy for match in _INSIDE.finditer(self.text, span.start, span.end))
        return frozenset(fold(match[1]) for match in found if match[1][0].isupper())

    def words(self, spans: Spans) -> tuple[Word, ...]:
        """Return the words of a passage, given by its spans, in order. O(length)."""
        if spans not in self._words:
            found = (
                word for span in spans for word in _kinds(self, words_of(self.text, span, self.numbers), span.start)
            )
            self._words[spans] = tuple(_days(self, found))
        return self._words[spans]

    def shown(self, spans: Spans) -> str:
        """Return the text of spans on one line."""
        return " ".join(" ".join(span.of(self.text) for span in spans).split())


@dataclass(frozen=True, slots=True)
class _Places:
    """Spans in order, asked which of them holds a place. O(log n)."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]

    @classmethod
    def of(cls, spans: Iterable[Span]) -> "_Places":
        ordered = sorted(spans)
        ends: list[int] = []
        for span in ordered:
            ends.append(max(span.end, ends[-1] if ends else 0))
        return cls(tuple(span.start for span in ordered), tuple(ends))

    def hold(self, at: int) -> bool:
        number = bisect_right(self.starts, at) - 1
        return number >= 0 and at < self.ends[number]


def _kinds(sheet: Sheet, found: Sequence[Word], begin: int) -> Iterator[Word]:
    """Say of each word what it is, and leave out those that may come and go."""
    what = [_what(sheet, word, begin) for word in found]
    for number in (*range(len(found)), *reversed(range(len(found)))):
        if found[number].same in sheet.lists.parts and What.DATE in what[max(0, number - 1) : number + 2]:
            what[number] = What.DATE
    for number, word in enumerate(found):
        free = what[number] is What.WORD and word.same in sheet.lists.free
        beside = what[max(0, number - 1) : number + 2]
        if what[number] is What.NUMBER and not sheet.read and What.DATE in beside:
            yield Word(word.same, word.span, What.DATE)
        elif not free and not (word.same in shared("before_day") and beside[-1] is What.DATE):
            same = _named(sheet.text, word) if what[number] is What.NAME else word.same
            yield Word(same, word.span, what[number])


def _days(sheet: Sheet, found: Iterable[Word]) -> Iterator[Word]:
    """Make one word of the words for a day or time, as they were read."""
    days = iter(sheet.days)
    day = next(days, None)
    told = None
    for word in found:
        while day is not None and day.span.end <= word.span.start:
            day = next(days, None)
        if day is None or word.what is not What.DATE or not day.span.covers(word.span):
            yield word
        elif told is not day:
            told = day
            raw = " ".join(fold(part) for part in tokens(day.span.of(sheet.text)))
            yield Word(f"@{day.value}" if _DAY.fullmatch(day.value) else raw, day.span, What.DATE, raw)


def _named(text: str, word: Word) -> str:
    """Keep the accents of a name: another accent is another name."""
    raw = word.span.of(text).lower()
    return word.same if fold(raw) != word.same else re.sub(r"['’]s?$|\.", "", unicodedata.normalize("NFC", raw))


def _what(sheet: Sheet, word: Word, begin: int) -> What:
    if word.what in (What.QUALIFIER, What.UNIT):
        return word.what
    if sheet.dates.hold(word.span.start):
        return What.DATE
    if word.what is What.NUMBER or word.same in sheet.lists.amounts:
        return What.NUMBER
    if word.same in sheet.lists.negations:
        return What.NEGATION
    if word.same in calendar(sheet.language) and not sheet.read and sheet.text[word.span.start].isupper():
        return What.DATE
    named = sheet.names.hold(word.span.start)
    if named or (not sheet.roles.hold(word.span.start) and _capital(sheet, word, begin)):
        return What.NAME
    return What.HEDGE if word.same in sheet.lists.hedges else What.WORD


_ALL_CAPITALS = frozenset({"de"})  # languages in which a capital is no sign of a name
_PAIRED = re.compile(r"[^\W\d_]\w+ [^\W\d_a-zß-ÿ]")  # two words with capitals in a row
_BEFORE = re.compile(r"([^\W\d_]\w*) $")
_NEAR = 30  # code points looked at beside a word
_NAME = 2  # letters: "(L)" is no name
_MIDDLE = re.compile(r"[\w,;:–—-]\s+[\"“‘'(]?")


def _capital(sheet: Sheet, word: Word, begin: int) -> bool:
    """Say whether a word is written as a name: with a capital, and not because a sentence begins there."""
    text, start = sheet.text, word.span.start
    if not text[start].isupper() or word.span.end - start < _NAME:
        return False
    if sheet.language in _ALL_CAPITALS:
        return bool(_PAIRED.match(text, start, word.span.end + _NEAR)) or _after_capital(text, begin, start)
    if any(match.end() == start for match in _MIDDLE.finditer(text, max(begin, start - 4), start)):
        return True
    return word.same in sheet.written


def _after_capital(text: str, begin: int, start: int) -> bool:
    """A word with a capital stands right before, and it does not open the passage: "Richterin Wolff"."""
    match = _BEFORE.search(text, max(begin, start - _NEAR), start)
    return match is not None and match[1][0].isupper()


@cache
def calendar(language: str) -> frozenset[str]:
    """Return the names of months and weekdays of a language (CLDR), folded; none of a language that CLDR has not."""
    from writethru.cldr import Locale, UnknownLocaleError

    try:
        locale = Locale.parse("en" if language == "und" else language)
    except (UnknownLocaleError, ValueError):
        return frozenset()
    tables = [locale.months["format"]["wide"], locale.days["format"]["wide"]]
    return frozenset(fold(part) for table in tables for name in table.values() for part in name.split())

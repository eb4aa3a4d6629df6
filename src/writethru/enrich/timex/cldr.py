"""What the CLDR (Unicode Technical Standard 35) says of a language: month and weekday names, and how it writes a date.

A language's scripts are read together, for a detector of languages says no more than "Serbian".
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from writethru.cldr import Locale

_NAMELESS = re.compile(r"M?\d+")  # "M01": what the CLDR gives where it has no name
_SKELETONS = ("yMMMMd", "yMMMd", "MMMMd", "MMMd", "yMMMM")
_MONTHS, _NUMBERS, _YEARS, _DAYS, _ERA = "ML", (1, 2), "yYu", "d", "G"
_WEEKDAY = "Eec"
_ANY_WORDS = r"[^\W\d]\S*(?:\s[^\W\d]\S*)?"
WORD_ENDS = r"(?!\w)"
"""What ends a name in a pattern, where words have blanks between them."""

_BLANK = re.compile(r"[\s\u00a0\u202f]+")
_MARKS = "\u200e\u200f\u061c"  # bidirectional marks: there or not


def locales(language: str, *, everywhere: bool = False) -> "Iterator[Locale]":
    """Yield a language's locales, one a script, the main one first; none for an unknown language.

    ``everywhere`` adds those of its territories: Austria's January and the Levant's have names of their own.
    """
    from writethru.cldr import Locale, UnknownLocaleError, locale_identifiers

    for name in sorted(n for n in locale_identifiers() if n == language or n.startswith(f"{language}_")):
        try:
            locale = Locale.parse(name)
        except (UnknownLocaleError, ValueError):
            continue
        if (everywhere or locale.territory is None) and locale.variant is None:
            yield locale


def month_names(language: str) -> dict[str, int]:
    """Return the names of the months, full and short, in small letters; empty where the CLDR has none."""
    names: dict[str, int] = {}
    for locale in locales(language, everywhere=True):
        for form, width in (("format", "abbreviated"), ("stand-alone", "wide"), ("format", "wide")):
            for number, name in locale.months[form][width].items():
                if not _NAMELESS.fullmatch(name):
                    names.setdefault(spaced(name), number)
                    names.setdefault(spaced(name).rstrip("."), number)
    return names


def weekday_names(language: str) -> dict[str, int]:
    """Return the full names of the weekdays (Monday 1), in small letters."""
    forms = [locale.days[form]["wide"] for locale in locales(language) for form in ("format", "stand-alone")]
    return {spaced(name): number + 1 for form in forms for number, name in form.items()}


def spaced(words: str) -> str:
    """Write words as they are looked up: small, each white space one blank."""
    return _BLANK.sub(" ", words.lower()).replace("’", "'").strip()


def written(language: str, parts: dict[str, str]) -> Iterator[str]:
    """Yield patterns of how a language writes days and months in words.

    ``parts`` gives the expressions for ``year``, ``day``, ``name`` and ``month``.
    """
    seen: set[str] = set()
    for locale in locales(language):
        forms = [locale.date_formats[length].pattern for length in ("full", "long", "medium")]
        forms += [
            str(locale.datetime_skeletons[name].pattern) for name in _SKELETONS if name in locale.datetime_skeletons
        ]
        for form in forms:
            pattern = _pattern(form, parts)
            if pattern and pattern not in seen:
                seen.add(pattern)
                yield pattern


def _pattern(form: str, parts: dict[str, str]) -> str:
    """Turn a pattern of the CLDR ("d MMMM y") into one that finds it; empty where it has no month in words."""
    from writethru.cldr import tokenize_pattern

    out, end, named = "", 0, False
    for _, value in tokenize_pattern(form):
        if isinstance(value, str):
            out = _joined(out, value, begun=bool(end))
            continue
        letter, count = value
        if letter in _WEEKDAY:
            out = f"{out}{_ANY_WORDS}" if end else ""  # at the start of a date it says no more
            continue
        field = _field(letter, count, parts)
        if not field:
            return ""
        named = named or (letter in _MONTHS and count not in _NUMBERS)
        out += field
        end = len(out)
    return out[:end] if named else ""


def _field(letter: str, count: int, parts: dict[str, str]) -> str:
    """Return what finds one field of a pattern; empty for one that no date needs."""
    if letter in _MONTHS:
        return parts["month"] if count in _NUMBERS else parts["name"]
    if letter in _YEARS:
        return parts["year"]
    if letter in _DAYS:
        return parts["day"]
    return r"(?:\S{1,10})?" if letter == _ERA else ""


def _joined(out: str, literal: str, *, begun: bool) -> str:
    """Put the words of a pattern behind what there is; before its first field, only those that are letters."""
    if not begun and not out and not literal[0].isalpha():
        return out
    if literal[0].isalpha():
        out = out.removesuffix(WORD_ENDS)  # an ending that the pattern itself gives
    return out + _literal(literal)


def _literal(words: str) -> str:
    """Let commas, full stops and marks of direction be there or not, and any white space stand for any other."""
    out = ""
    for piece in re.findall(rf"[\s\u00a0\u202f]+|[{_MARKS}]|.", words):
        if _BLANK.fullmatch(piece):
            out += r"\s*" if out.endswith("?") else r"\s+"
        elif piece in _MARKS or piece in ",.،⹁、":
            out += f"{re.escape(piece)}?"
        else:
            out += re.escape(piece)
    return out

"""The words that readers see and that are ours, in the language of a site: gettext over the catalogues in ``locale``.

What is spoken is set for a stretch of work by ``speaking``; everything else, the command line too, is English. A
language is a folder with a catalogue: nothing here, and nothing above, knows any of them by name but the source.

In Python a message is ``_("Sent {when}", when=…)``, in templates ``{% trans %}`` or ``_()``; ``scripts/catalogues``
collects both. What was stored in English is told again by ``writethru.retold``.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from enum import Enum
from functools import cache
from gettext import NullTranslations
from pathlib import Path
from unicodedata import bidirectional

SOURCE = "en"
"""The language in which all messages are written."""

LOCALE = Path(__file__).parent / "locale"
"""Where the catalogues are: ``<language>/LC_MESSAGES/writethru.po``."""

_TAG = re.compile(r"(<[^>]*>)")
_PLACE = re.compile(r"%\(\w+\)s|\{\w+\}")
_ISOLATE = "\u2068{}\u2069"  # first strong isolate, and its end (Unicode Standard Annex 9)
_LEFT = "\u200f"  # turns what has no letters of its own
_LEFTWARDS = frozenset({"R", "AL"})  # kinds of letters that run to the left
_CATALOGUE = "LC_MESSAGES/writethru.po"
_spoken: ContextVar[str] = ContextVar("spoken", default=SOURCE)


def languages(folder: Path = LOCALE) -> tuple[str, ...]:
    """Return the languages that there are, as BCP 47 tags: the source, and one for each catalogue."""
    return (SOURCE, *sorted(path.parents[1].name for path in folder.glob(f"*/{_CATALOGUE}")))


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak a language within a block, in this thread or task alone."""
    before = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(before)


def language() -> str:
    """Return the language that is spoken, as a BCP 47 tag."""
    return _spoken.get()


def catalogue(spoken: str, folder: Path = LOCALE) -> NullTranslations:
    """Return the messages of a language; those of the source where it has no catalogue. Read once."""
    return _read(spoken, folder) if spoken != SOURCE else _PLAIN


@cache
def _read(spoken: str, folder: Path) -> NullTranslations:
    from gettext import GNUTranslations
    from io import BytesIO

    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    path = folder / spoken / _CATALOGUE
    if not path.is_file():
        return _PLAIN
    compiled = BytesIO()
    with path.open("rb") as file:
        found = read_po(file, spoken)
    if runs_left(spoken):
        for message in found:
            words = message.string or ""
            message.string = _kept_apart(words) if isinstance(words, str) else tuple(map(_kept_apart, words))
    write_mo(compiled, found)
    compiled.seek(0)
    return GNUTranslations(compiled)


_PLAIN = NullTranslations()


@cache
def runs_left(tag: str) -> bool:
    """Say whether a language runs from right to left, as CLDR has it."""
    from writethru.formats import direction

    return direction(tag) == "rtl"


def _kept_apart(message: str) -> str:
    """Return a message with its places kept apart, outside of tags: a name in Latin letters does not turn the rest."""
    if not _PLACE.search(message):
        return message
    parts = _TAG.split(message)
    held = (part if number % 2 else _PLACE.sub(_ISOLATE.format(r"\g<0>"), part) for number, part in enumerate(parts))
    own = _PLACE.sub("", "".join(parts[::2]))
    return ("" if any(bidirectional(letter) in _LEFTWARDS for letter in own) else _LEFT) + "".join(held)


def apart(words: str) -> str:
    """Return words that stand among others so that they do not turn these, where a language runs to the left."""
    return _ISOLATE.format(words) if words and runs_left(_spoken.get()) else words


def _joined(sign: str, words: Iterable[str]) -> str:
    told = sign.join(map(apart, words))
    return f"{_LEFT}{told}" if told and runs_left(_spoken.get()) else told


def gettext(message: str) -> str:
    """Return a message in the language that is spoken, as it stands in the catalogue."""
    return catalogue(_spoken.get()).gettext(message) if message else ""


def ngettext(one: str, many: str, number: int) -> str:
    """Return the message that fits a number, by the plural rule of the language."""
    return catalogue(_spoken.get()).ngettext(one, many, number)


def pgettext(context: str, message: str) -> str:
    """Return a message that means something else elsewhere; ``context`` says where it stands."""
    return catalogue(_spoken.get()).pgettext(context, message)


def _(message: str, **values: object) -> str:
    """Return a message with these values in the places that are named for them.

    >>> _("Sent {when}", when="today")
    'Sent today'
    """
    return gettext(message).format(**values) if values else gettext(message)


def counted(one: str, many: str, number: int, **values: object) -> str:
    """Return the message that fits a number, which stands in it as ``{number}``.

    >>> counted("{number} take", "{number} takes", 1), counted("{number} take", "{number} takes", 12000)
    ('1 take', '12,000 takes')
    """
    from writethru.formats import number as written

    return ngettext(one, many, number).format(number=written(number), **values)


def noted(message: str) -> str:
    """Return a message as it is: it is said later, and noted here for the catalogues."""
    return message


def plural(one: str, many: str) -> tuple[str, str]:
    """Return the two forms of a message as they are: it is counted later, and noted here for the catalogues."""
    return one, many


def named(member: Enum) -> str:
    """Return what a member of an enumeration is called; the kind of thing it is tells like words apart."""
    return pgettext(type(member).__name__, str(member.value))


def listed(words: Iterable[str]) -> str:
    """Return words one after another as the language sets them apart."""
    # The sign between things that are listed.
    return _joined(_(", "), words)


def sentences(words: Iterable[str]) -> str:
    """Return several things said of one as the language sets them apart."""
    # The sign between statements that are listed.
    return _joined(_("; "), words)

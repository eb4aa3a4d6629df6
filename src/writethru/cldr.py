"""The CLDR by Babel, each language with names of its own. All that asks the CLDR for anything asks it through here.

Babel (2.18) keeps what it resolved for one language in tables that others share, so that a language without month
names leaves "M03" where Korean has a name, and what is read depends on what was read before
(github.com/python-babel/babel/issues/1234). Here nothing that was resolved is kept there.

It also holds all of each language and territory that anything was ever asked of, half a megabyte and more, of which
the names of months or coins are taken once. Here it holds those that were read last.
"""

from collections import OrderedDict

from babel import Locale, UnknownLocaleError, localedata
from babel.dates import format_interval, format_skeleton, format_timedelta, get_month_names, tokenize_pattern
from babel.localedata import LocaleDataDict, locale_identifiers
from babel.numbers import (
    format_decimal,
    format_percent,
    get_currency_name,
    get_decimal_symbol,
    get_group_symbol,
    list_currencies,
)
from babel.units import format_unit

__all__ = [
    "Locale",
    "UnknownLocaleError",
    "format_decimal",
    "format_interval",
    "format_percent",
    "format_skeleton",
    "format_timedelta",
    "format_unit",
    "get_currency_name",
    "get_decimal_symbol",
    "get_group_symbol",
    "get_month_names",
    "list_currencies",
    "locale_identifiers",
    "tokenize_pattern",
]

_HELD = 8  # the languages of a page, and those that they inherit from
_keeping = LocaleDataDict.__getitem__


def _of_its_own(table: LocaleDataDict, key: str | int | None) -> object:
    """Look a key up as Babel does, in a table of that key alone: it is this one that Babel writes to."""
    held = table._data[key]  # noqa: SLF001 - what is mended is how this is read
    return _keeping(LocaleDataDict({key: held}, table.base), key)


LocaleDataDict.__getitem__ = _of_its_own  # type: ignore[method-assign]  # for as long as the issue above is open


class _Latest(OrderedDict[str, object]):
    """The tables of a few languages by name: of more, those that were read first are let go."""

    def __setitem__(self, name: str, table: object) -> None:
        super().__setitem__(name, table)
        while len(self) > _HELD:
            self.popitem(last=False)


localedata._cache = _Latest()  # noqa: SLF001 - Babel has no setting for it

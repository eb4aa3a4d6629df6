"""QCodes of NewsML-G2: which scheme a code belongs to, whatever alias its sender uses for it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from lxml import etree

from writethru.read.lists import table
from writethru.read.tree import local


@dataclass(frozen=True, slots=True)
class Code:
    """A code in small letters, and its scheme: a name of ``data/newsml.toml``, else its address or alias."""

    scheme: str = ""
    value: str = ""
    raw: str = ""

    def __bool__(self) -> bool:
        return bool(self.value)


class Codes:
    """Reads the codes of one item with the catalogs that came inside it; others are not fetched."""

    def __init__(self, catalogs: Iterable[etree._Element] = ()) -> None:
        self._aliases: dict[str, str] = {}
        for catalog in catalogs:
            for scheme in catalog:
                if local(scheme) == "scheme":
                    self._aliases[str(scheme.get("alias", "")).lower()] = str(scheme.get("uri", ""))

    def of(self, element: etree._Element | None) -> Code:
        """Return an element's code: its ``qcode``, else its ``uri``, else its ``literal``; an empty one for none."""
        if element is None:
            return Code()
        if raw := str(element.get("qcode", "")).strip():
            alias, colon, value = raw.partition(":")
            return Code(self._scheme(alias.lower()) if colon else "", (value if colon else alias).lower(), raw)
        if raw := str(element.get("uri", "")).strip():
            cut = max(raw.rfind("/"), raw.rfind("#")) + 1
            return Code(_by_address().get(_address(raw[:cut]), raw[:cut]), raw[cut:].lower(), raw)
        raw = str(element.get("literal", "")).strip()
        return Code("", raw.lower(), raw)

    def role(self, element: etree._Element) -> str:
        """Return the last part of an element's role, without its alias: ``drol:caption`` is ``caption``."""
        raw = str(element.get("role", "") or element.get("roleuri", ""))
        return raw.rpartition("/")[2].rpartition(":")[2].lower()

    def _scheme(self, alias: str) -> str:
        if alias in self._aliases:
            uri = self._aliases[alias]
            return _by_address().get(_address(uri), uri)
        return _by_alias().get(alias, alias)


def _address(uri: str) -> str:
    return uri.lower().removeprefix("https://").removeprefix("http://").rstrip("/#")


@cache
def _by_address() -> Mapping[str, str]:
    return {_address(row["uri"]): name for name, row in table("newsml")["schemes"].items() if row["uri"]}


@cache
def _by_alias() -> Mapping[str, str]:
    return {alias: name for name, row in table("newsml")["schemes"].items() for alias in row["aliases"]}

"""Pages of items that are only the beginning of a piece: which they are, and fetching them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from writethru.errors import NotFetched
from writethru.fetch.exchange import Response
from writethru.fetch.feeds import is_page
from writethru.fetch.fetcher import Fetcher
from writethru.fetch.turns import LONGEST_REST
from writethru.model import Source, Take

MOST = 20  # pages of one source that are fetched in one go
_SHORT = 600  # characters of copy; a piece of three or four sentences has more
_ENOUGH = 3  # items that a feed is judged by
_BREAKS_OFF = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\]|\b(?:read more|continue reading)\W*)\s*$", re.IGNORECASE)
_OK, _TOO_MANY, _SERVER_ERRORS, _UNAVAILABLE = 200, 429, 500, 503


@dataclass(frozen=True, slots=True)
class Page:
    """What became of a page that was wanted.

    Attributes:
        url: the address that was wanted.
        response: the page, or None.
        done: it need not be tried again.
    """

    url: str
    response: Response | None
    done: bool


def is_stub(take: Take) -> bool:
    """Say whether a feed's item is only the beginning of a piece: short, or broken off."""
    copy = " ".join(span.of(take.text) for span in take.copy).strip()
    return len(copy) < _SHORT or bool(_BREAKS_OFF.search(copy))


def gives_stubs(source: Source, takes: Sequence[Take]) -> bool:
    """Say whether a feed gives stubs: most of its new items are; with few of them, what it did before counts."""
    stubs = sum(is_stub(take) for take in takes)
    judged = len(takes) >= _ENOUGH or not source.items
    return 2 * stubs > len(takes) if judged else source.stubs


def wanted(takes: Sequence[Take]) -> list[str]:
    """Return the addresses of the pages that have the rest of these items."""
    return list(dict.fromkeys(take.url for take in takes if take.url and is_stub(take)))


def fetch(fetcher: Fetcher, source: Source, urls: Sequence[str]) -> list[Page]:
    """Fetch pages that a source named, one after the other; stops when a host asks for fewer requests."""
    found: list[Page] = []
    for url in urls:
        try:
            response = fetcher.get(url, led_from=source.address)
        except NotFetched as error:
            found.append(Page(url, None, error.final))
            continue
        is_there = response.status == _OK and is_page(response.body)
        later = response.status == _TOO_MANY or response.status >= _SERVER_ERRORS
        found.append(Page(url, response if is_there else None, done=not later))
        if response.status in (_TOO_MANY, _UNAVAILABLE) or response.rest > LONGEST_REST:
            break
    return found

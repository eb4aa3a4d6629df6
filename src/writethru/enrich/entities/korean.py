"""Names in Korean by the title behind them: "한도윤 대통령", "한 대통령"; foreign names in Hangul by their sound."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache

from writethru.enrich.entities.found import Found
from writethru.enrich.entities.lexicon import table
from writethru.enrich.entities.register import Register
from writethru.enrich.piece import Passage
from writethru.model import EntityKind, Span

_NAME = re.compile(r"(?<![가-힣])[가-힣]{2,5}(?= )")


def names(text: str, passage: Passage, known: Register, whole: str) -> Iterator[Found]:
    """Yield the persons of a passage; ``known`` are the entities of the piece so far, ``whole`` is its text."""
    for found in _titled().finditer(text):
        name, start = found["name"], passage.span.start
        span = Span(start + found.start("name"), start + found.end("name"))
        title = Span(start + found.start("title"), start + found.end("title"))
        whose = known.by_office(name, found["title"])
        if len(name) == 1:
            yield Found(EntityKind.PERSON, name, span, passage.scope, surname=True, sure=0.8, whose=whose)
        elif whose is not None:
            yield Found(EntityKind.PERSON, name, span, passage.scope, title=title, sure=0.75, whose=whose)
        elif _full(name):
            sure = 0.85 if found["former"] else 0.9
            yield Found(EntityKind.PERSON, name, span, passage.scope, title=title, sure=sure)
        elif _foreign(name, found["title"], whole):
            yield Found(EntityKind.PERSON, name, span, passage.scope, surname=True, title=title, sure=0.75, alone=True)


@cache
def _titled() -> re.Pattern[str]:
    data = table("foreign")["korean"]
    titles = "|".join(sorted(data["titles"], key=lambda title: (-len(title), title)))
    name = rf"(?<![가-힣])(?P<name>[가-힣]{{2,6}}|[{data['families']}])"
    office = rf"(?:[가-힣]{{1,5}}[부처청원] )?(?:[가-힣]{{2,6}}(?=(?:{titles})))?(?P<title>{titles})"
    return re.compile(rf"{name} (?P<former>전 )?{office}")


def _full(name: str) -> bool:
    """Say whether a word is a Korean name of three syllables, family name first."""
    data = table("foreign")["korean"]
    return len(name) == 3 and name[0] in data["families"] and _nominal(name) and name[-1] not in data["endings"]


def _nominal(name: str) -> bool:
    return not name.endswith("요일") and name not in table("foreign")["korean"]["never"]


def _foreign(name: str, title: str, whole: str) -> bool:
    """Say whether a word is a foreign name: used twice with one high office, and neither a state nor an adjective."""
    data = table("foreign")["korean"]
    if title not in data["high"] or not 2 <= len(name) <= 5 or not _nominal(name) or name in _states():
        return False
    if name[-1] in data["endings"] + data["particles"]:
        return False
    return _offices(whole)[name, title] > 1


@lru_cache(maxsize=1)
def _offices(text: str) -> Counter[tuple[str, str]]:
    """Count how often each word of a text stands before each high office."""
    high = table("foreign")["korean"]["high"]
    found: Counter[tuple[str, str]] = Counter()
    for match in _NAME.finditer(text):
        found.update((match.group(), title) for title in high if text.startswith(title, match.end() + 1))
    return found


@cache
def _states() -> frozenset[str]:
    from writethru.cldr import Locale

    return frozenset(str(name) for name in Locale("ko").territories.values())

"""What a search shows of a take: the whole sentence around the words, so that nobody's words lose their voice."""

import re
from collections.abc import Collection, Iterator, Sequence
from math import isclose

from writethru.enrich.numbers.asked import Asked
from writethru.model import Facts, Figure, Span, Statement, Take
from writethru.model.terms import found_by
from writethru.tell.display import shown
from writethru.wording import _

OPEN, CLOSE = "\x02", "\x03"
_NEAR = 100  # code points shown on each side where the take has no sentences


def excerpt(take: Take, facts: Facts | None, wanted: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    r"""Return the first sentence with one of the words, and whom it reports at second hand.

    Each found word stands between ``\x02`` and ``\x03``.
    """
    found = _any(wanted)
    for sentence in facts.sentences if facts else ():
        words = shown(sentence.span.of(take.text))
        if facts and sentence.scope == "copy" and found.search(words):
            return _marked(words, found), tuple(dict.fromkeys(_second_hand(take, facts, sentence.span)))
    copy = " ".join(shown(span.of(take.text)) for span in take.copy)
    first = found.search(copy)
    if first is None:
        return _marked(take.title, found), ()
    return _marked(copy[max(0, first.start() - _NEAR) : first.end() + _NEAR], found), ()


def evidence(
    take: Take, facts: Facts, wanted: Sequence[str], speakers: Collection[int] | None, figure: Asked | None
) -> tuple[str, tuple[str, ...]] | None:
    """Return the first sentence that has one of the words, is some speaker's and gives some figure, as ``excerpt``.

    Args:
        take: the take.
        facts: its own.
        wanted: words; none where any will do.
        speakers: the entities whose own words it is to give, none of what another says they said; None for anybody's.
        figure: by value, and by unit where it has one; None where any will do.

    Returns:
        None where there is no such sentence; teasers are left out.
    """
    spoken = (
        [] if speakers is None else [span for one in facts.statements if _by(one, speakers) for span in one.content]
    )
    figures = [one for one in facts.figures if figure and _gives(one, figure)]
    for sentence in facts.sentences:
        span = sentence.span
        if sentence.scope.startswith("teaser") or not (speakers is None or any(span.meets(one) for one in spoken)):
            continue
        given = [shown(one.span.of(take.text)) for one in figures if span.covers(one.span)]
        words = shown(span.of(take.text))
        if (given or not figure) and (not wanted or _any(wanted).search(words)):
            marked = _marked(words, _any([*wanted, *given])) if wanted or given else words
            return marked, tuple(dict.fromkeys(_second_hand(take, facts, span)))
    return None


def _by(statement: Statement, speakers: Collection[int]) -> bool:
    who = {statement.entity, *statement.also}
    return statement.shown and not statement.reported_by_another and not who.isdisjoint(speakers)


def _gives(figure: Figure, asked: Asked) -> bool:
    if figure.ordinal is not None or figure.vague or asked.unit not in {"", figure.unit}:
        return False
    given = [one for one in (figure.value, figure.low, figure.high) if one is not None]
    return any(isclose(one, value) for one in given for value in asked.values)


def _any(words: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(found_by, sorted(words, key=len, reverse=True))), re.IGNORECASE)


def opening_of(take: Take, facts: Facts | None) -> str:
    """Return the first sentence of a take's copy, else its title."""
    sentences = (sentence.span for sentence in facts.sentences if sentence.scope == "copy") if facts else ()
    span = next(iter(sentences), None) or next(iter(take.copy), None)
    return shown(span.of(take.text)) if span else take.title


def _second_hand(take: Take, facts: Facts, sentence: Span) -> Iterator[str]:
    """Yield "Moor, as reported by the union" for each statement of a sentence that another reports."""
    for number, statement in enumerate(facts.statements):
        if statement.reported_by_another and any(span.meets(sentence) for span in statement.content):
            who, by = (_called(take, facts, said) for said in (statement, facts.answered_for(number)))
            yield _("{who}, as reported by {other}", who=who or _("somebody"), other=by or _("another"))


def _called(take: Take, facts: Facts, statement: Statement | None) -> str:
    if statement is None or not statement.shown:
        return ""
    if statement.entity is not None:
        return facts.entities[statement.entity].name
    return " ".join(shown(span.of(take.text)) for span in statement.speaker)


def _marked(words: str, found: re.Pattern[str]) -> str:
    return found.sub(lambda match: f"{OPEN}{match[0]}{CLOSE}", words)

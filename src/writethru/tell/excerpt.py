"""What a search shows of a take: the whole sentence around the words, so that nobody's words lose their voice."""

import re
from collections.abc import Iterator, Sequence

from writethru.model import Facts, Span, Statement, Take
from writethru.tell.display import shown

OPEN, CLOSE = "\x02", "\x03"
_NEAR = 100  # code points shown on each side where the take has no sentences


def excerpt(take: Take, facts: Facts | None, wanted: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    r"""Return the first sentence with one of the words, and whom it reports at second hand.

    Each found word stands between ``\x02`` and ``\x03``.
    """
    found = re.compile("|".join(re.escape(word) for word in sorted(wanted, key=len, reverse=True)), re.IGNORECASE)
    for sentence in facts.sentences if facts else ():
        words = shown(sentence.span.of(take.text))
        if facts and sentence.scope == "copy" and found.search(words):
            return _marked(words, found), tuple(dict.fromkeys(_second_hand(take, facts, sentence.span)))
    copy = " ".join(shown(span.of(take.text)) for span in take.copy)
    first = found.search(copy)
    if first is None:
        return _marked(take.title, found), ()
    return _marked(copy[max(0, first.start() - _NEAR) : first.end() + _NEAR], found), ()


def _second_hand(take: Take, facts: Facts, sentence: Span) -> Iterator[str]:
    """Yield "Moor, as reported by the union" for each statement of a sentence that another reports."""
    for number, statement in enumerate(facts.statements):
        if statement.reported_by_another and any(span.meets(sentence) for span in statement.content):
            who, by = (_called(take, facts, said) for said in (statement, facts.answered_for(number)))
            yield f"{who or 'somebody'}, as reported by {by or 'another'}"


def _called(take: Take, facts: Facts, statement: Statement | None) -> str:
    if statement is None or not statement.shown:
        return ""
    if statement.entity is not None:
        return facts.entities[statement.entity].name
    return " ".join(shown(span.of(take.text)) for span in statement.speaker)


def _marked(words: str, found: re.Pattern[str]) -> str:
    return found.sub(lambda match: f"{OPEN}{match[0]}{CLOSE}", words)

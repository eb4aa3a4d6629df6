"""Reads the time expressions of English sentences, one after the other, with what was said before in mind."""

import re
from collections.abc import Iterator, Mapping

from writethru.enrich.timex import days, lengths, periods, years
from writethru.enrich.timex.context import Context
from writethru.enrich.timex.grammar import Rule, matches, places, word_after
from writethru.enrich.timex.when import When

_NAMED = re.compile(r"(?<=[a-z,] )(?:The )?[A-Z][\w'’-]* $")
_MID_SENTENCE = re.compile(r"[a-z] $")
_QUOTES = ('"', "“", "‘")
_KINDS = {**days.KINDS, **periods.KINDS, **years.KINDS, **lengths.KINDS}


def read(ctx: Context, start: int, end: int) -> Iterator[tuple[int, int, When]]:
    """Yield start, end and value of each expression in ``ctx.text[start:end]``, in order, none overlapping.

    Values with days are remembered in ``ctx`` for the expressions that follow. O(length).
    """
    done = start
    for place in places(ctx.text, start, end):
        if place < done:
            continue
        for rule, match in matches(ctx.text, place):
            if match.end() > end or _is_title(rule, match):
                continue
            ctx.start, ctx.end = match.start(), match.end()
            if found := _value(rule, match.groupdict(), ctx):
                done = match.end()
                ctx.remember(found)
                yield match.start(), match.end(), found
                break


def _value(rule: Rule, groups: Mapping[str, str | None], ctx: Context) -> When | None:
    try:
        return _KINDS[rule.kind](groups, ctx)
    except (ValueError, OverflowError):  # a day outside the calendar is no date
        return None


def _is_title(rule: Rule, match: re.Match[str]) -> bool:
    """Say whether the words are a name, as of a programme or paper: "This Week" in marks, the Tern Daily."""
    if rule.kind in ("every", "vague", "today") and _NAMED.search(
        match.string, max(0, match.start() - 32), match.start()
    ):
        return match.group()[:1].isupper() and not match.group().isupper()
    if rule.kind == "every" and _MID_SENTENCE.search(match.string, max(0, match.start() - 3), match.start()):
        return (
            match.group()[:1].isupper() and word_after(match.string, match.end())[:1].isupper()
        )  # "a Daily Harn piece"
    quoted = match.string[max(0, match.start() - 1) : match.start()] in _QUOTES
    return quoted and rule.kind in ("length", "shift") and match.group().split()[-1][:1].isupper()

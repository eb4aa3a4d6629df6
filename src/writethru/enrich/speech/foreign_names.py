"""Who stands beside a cue in a language without a parser: by capitals, by the particle of the subject, by order."""

import re
from collections.abc import Sequence

from writethru.enrich.speech.tongues import Tongue, tongues
from writethru.model import Span

_CAPITALS = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶĹĻĽŁŃŅŇŐŒŔŘŚŞŠŢŤŪŮŰŲŹŻŽА-ЯЁЄІЇҐ"
_LETTERS = r"[^\W\d_]"
_NAME = rf"(?-i:[{_CAPITALS}]){_LETTERS}*(?:[-’'.]{_LETTERS}+)*\.?"
_NAME_LENGTH = 80  # code points before a cue in which a name is looked for
_TITLE = 4  # words of a title before a name
_SUBJECT_LENGTH = 24  # code points of a subject in a script without capitals


def subject_before(text: str, span: Span) -> Span | None:
    """Find the name right before a cue, unless a preposition stands before it: "after the talks with Moe"."""
    name = _names_before(text, span)
    word = text[span.start : name.start].split()[-1:] if name else []
    return None if word and word[0].lower() in tongues().prepositions else name


def name_after(text: str, span: Span, tongue: Tongue) -> Span | None:
    """Find the name right after a cue and its "on Friday", its title before it: "sa statsminister Ada Moe"."""
    known, pronouns = tongues(), tongue.pronouns
    day = tongue.when.match(text, span.start, span.end) if tongue.when else None
    span = Span(day.end(), span.end) if day else span
    words = list(re.finditer(r"\S+", text[span.start : span.end]))
    start = None
    for number, word in enumerate(words[:5]):
        bare = word.group().strip(',.:;»”“"')
        if bare.lower() in known.pronouns | pronouns and number == 0:
            return Span(span.start + word.start(), span.start + word.start() + len(bare))
        if start is None:
            start = word.start()
        if re.fullmatch(_NAME, bare):
            return Span(span.start + start, span.start + _name_end(words, number))
        if word.group() != bare or bare.lower() in known.prepositions - tongue.articles:
            return None
    return None


def _name_end(words: Sequence[re.Match[str]], number: int) -> int:
    end = words[number].end()
    while number < len(words):
        word = words[number].group()
        bare = word.rstrip(',.:;»”“"')
        if not re.fullmatch(_NAME, bare):
            break
        end = words[number].start() + len(bare)
        if bare != word:
            break
        number += 1
    return end


def name_before(text: str, span: Span, tongue: Tongue) -> Span | None:
    """Find the name right before a cue, with the title that the sentence opens with: "La ministra Ada Moe dijo"."""
    name = _names_before(text, span)
    if name is None:
        return None
    title = text[span.start : name.start].split()
    named = len(title) == 1 or bool(title and title[0].lower() in tongue.articles)
    plain = all(re.fullmatch(_LETTERS + "+", word) for word in title) and not set(title) & tongues().prepositions
    if not (named and plain and len(title) <= _TITLE):
        return name
    return Span(span.start + len(text[span.start : name.start]) - len(text[span.start : name.start].lstrip()), name.end)


def _names_before(text: str, span: Span) -> Span | None:
    start = max(span.start, span.end - _NAME_LENGTH)
    match = re.search(rf"(?<!\w)({_NAME}(?:\s+{_NAME})*)\s*$", text[start : span.end])
    return Span(start + match.start(1), start + match.end(1)) if match else None


def name_first(text: str, span: Span) -> Span | None:
    """Find the name that a sentence opens with, where its verb comes last: "Bakan Ada Moe, “…” dedi"."""
    match = re.match(rf"\s*({_NAME}(?:\s+{_NAME})*)", text[span.start : span.end])
    return Span(span.start + match.start(1), span.start + match.end(1)) if match else None


def noun_after(text: str, span: Span, tongue: Tongue) -> Span | None:
    """Find the subject right after a cue in a script without capitals: up to a mark, or a word that no name has."""
    at = start = span.start + len(text[span.start : span.end]) - len(text[span.start : span.end].lstrip())
    end = start
    for word in re.finditer(r"\S+", text[start : span.end]):
        bare = word.group().rstrip(":،,.؛")
        if bare in tongue.stops or not re.fullmatch(rf"{_LETTERS}+(?:-{_LETTERS}+)*", bare):
            break
        end = at + word.start() + len(bare)
        if bare != word.group():
            break
    words = text[start:end].split()
    return Span(start, end) if 0 < len(words) <= _TITLE + 1 else None


def subject(text: str, span: Span, tongue: Tongue) -> Span | None:
    """Find the subject in a script without capitals, by its particle or right before the cue."""
    words = text[span.start : span.end]
    if tongue.particle:
        gap = r"(?=[\s,、，]|$)" if "은" in tongue.particle else ""
        pattern = rf"([^\s,.、。，「」“”\"()][^,.、。，「」“”\"()]{{0,{_SUBJECT_LENGTH}}}?)(?:{tongue.particle}){gap}"
        match = re.search(pattern, words)
    else:
        words = tongue.trailing.sub("", words.rstrip("，, "))
        match = re.search(rf"([^\s，。、：:“”「」,()\d]{{2,{_SUBJECT_LENGTH}}})$", words.rstrip("，, "))
    return Span(span.start + match.start(1), span.start + match.end(1)) if match else None

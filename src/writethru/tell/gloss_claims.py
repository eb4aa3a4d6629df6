"""Glosses of what was said: which claim "that claim" is."""

import re
from collections.abc import Iterator

from writethru.model import Citation, EntityKind, MentionKind, Span, Spans, Statement
from writethru.tell.display import folded
from writethru.tell.dossier import Dossier
from writethru.tell.gloss_dates import Found
from writethru.tell.words import listed, matters, pattern

LONGEST = 24
"""Words of what was said that a gloss repeats."""

_BEHIND = re.compile(r",|\s(?:who|that|which|from|between|in|at|on|during|after|with)\s")
_LONG = 6  # words of a speaker, above which only those before a clause or a place are shown
_FRONTED = re.compile(
    r"(?:In|At|During|Under|After|Before|For|With|On|By|Since|Among|Despite|From|Because of)\s+"
)  # one word before: "During those years"
_LATER = re.compile(r"\w+ (?:minutes|hours|days|weeks|months|years) (?:later|earlier|afterwards?)\b", re.IGNORECASE)
_AFTERWARDS = re.compile(
    r"(?<!\w)(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|several|\d+)\s"
    r"(?:minutes?|hours?|days?|weeks?|months?|years?)\s(?:later|afterwards?)\b(?!\sthan)"
)
_SINCE_WHAT = re.compile(r"\d|\b(?:and|then|after|when|but|before|since|until|first)\b|day\b", re.IGNORECASE)
_BACK = re.compile(r"^(?:that|these|those|such)$", re.IGNORECASE)
_NEXT_WORD = re.compile(r"\s+([\w’'-]+)")


def cover(spans: Spans) -> Span:
    """Return the one span from the first to the last word of several."""
    return Span(min(s.start for s in spans), max(s.end for s in spans))


def voice(dossier: Dossier, take: str, statement: Statement) -> int | None:
    """Return the entity that says a statement: the one it resolves to, else the person named last in its speaker."""
    if statement.entity is not None or not statement.speaker:
        return statement.entity
    end = cover(statement.speaker).end
    for number, entity in enumerate(dossier.facts[take].entities):
        named = (m.span for m in entity.mentions if m.kind is MentionKind.NAME)
        if entity.kind is EntityKind.PERSON and any(s.end == end for s in named):
            return number
    return None


def speaker_of(dossier: Dossier, take: str, statement: Statement) -> str:
    """Return who says a statement: the name it resolves to, else the words that stand there, else nothing."""
    entity = voice(dossier, take, statement)
    if entity is not None:
        return dossier.called(take, entity)
    words = folded(cover(statement.speaker).of(dossier.takes[take].text)) if statement.speaker else ""
    if len(words.split()) > _LONG:
        words = _BEHIND.split(words, maxsplit=1)[0]
    language = dossier.facts[take].language
    return "" if words.lower() in listed("pronouns", language) | listed("own", language) else words


def claims(dossier: Dossier, take: str, span: Span, language: str) -> Iterator[Found]:
    """Find words inside ``span`` that point at what was said before it, each with what that was."""
    words = pattern("demonstratives", language)
    text = dossier.takes[take].text
    if language == "en" and (later := _LATER.match(text, span.start, span.end)):
        yield Found(Span(*later.span()), None)
    yield from _afterwards(text, span) if language == "en" else ()
    for match in words.finditer(text, span.start, span.end) if words else ():
        after = _NEXT_WORD.match(text, match.end(), span.end)
        noun = after.group(1).lower() if after else ""
        if after and noun in matters():
            yield _matter(dossier, take, Span(match.start(), after.end()), noun, span)
        elif (noun in listed("pointed", language) and _BACK.match(match.group())) or (
            match.group().lower() == "such" and noun in ("a", "an")
        ):
            yield Found(Span(*match.span()), None)
        elif match.group().lower() in listed("ordered", language) and noun and noun not in listed("idle", language):
            continue  # "the former mayor"
        elif match.start() == span.start or (
            _BACK.search(match.group()) and _FRONTED.fullmatch(text, span.start, match.start())
        ):
            yield Found(Span(*match.span()), None)


def _afterwards(text: str, span: Span) -> Iterator[Found]:
    """Find the "a year later" that counts from what the sentence does not tell ("She fell ill a year later")."""
    later = _AFTERWARDS.search(text, span.start, span.end)
    if later and not _SINCE_WHAT.search(text, span.start, later.start()):
        yield Found(Span(*later.span()), None)


def _matter(dossier: Dossier, take: str, place: Span, noun: str, sentence: Span) -> Found:
    facts, text = dossier.facts[take], dossier.takes[take].text
    pointed = [
        s.rejects for s in facts.statements if s.rejects is not None and s.content and sentence.meets(cover(s.content))
    ]
    meant = facts.statements[pointed[0]] if pointed else _last_of(dossier, take, noun, sentence)
    who = speaker_of(dossier, take, meant) if meant else ""
    if meant is None or not who:
        return Found(place, None)
    said = cover(meant.content)
    words = folded(said.of(text)).split()
    short = " ".join(words[:LONGEST]) + (" …" if len(words) > LONGEST else "")
    whose = who + second_hand(dossier, take, meant)
    return Found(place, f"{whose}: {short}", Citation(take, said, meant.scope), f"what {who} said before")


def second_hand(dossier: Dossier, take: str, statement: Statement) -> str:
    """Return ", as reported by" whoever says that another said it; nothing for what is the speaker's own."""
    if not statement.reported_by_another:
        return ""
    facts = dossier.facts[take]
    outer = facts.statements[statement.inside] if statement.inside is not None else None
    by = speaker_of(dossier, take, outer) if outer and outer.shown else ""
    return f", as reported by {by or 'another'}"


def _last_of(dossier: Dossier, take: str, noun: str, sentence: Span) -> Statement | None:
    """Return the nearest earlier statement of a kind the noun can stand for, if it is at most a paragraph back."""
    facts, here = dossier.facts[take], dossier.sentence(take, sentence)
    found: Statement | None = None
    for statement in facts.statements:
        if not statement.content or statement.kind.value not in matters()[noun] or not statement.shown:
            continue
        before = dossier.sentence(take, cover(statement.content))
        if not (here and before and before.scope == here.scope and before.span.end <= sentence.start):
            continue
        if here.paragraph - before.paragraph <= 1 and (
            found is None or cover(found.content) < cover(statement.content)
        ):
            found = statement
    return found

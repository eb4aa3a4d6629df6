"""Which times a timeline may lay what is told at: none of a page's own stamps, none that only seems to be meant.

Copy off pages is full of days on which nothing happened: when a page was posted, when a message under it was sent. And
many words for a time do not say which is meant: "the next day" of a tale, "the winter" of a saying. Such a line would
put what it tells at a wrong time, and nobody would see it.
"""

import re
from datetime import date

from writethru.model import DateExpression, Sentence, Take
from writethru.tell.asides import is_aside
from writethru.tell.display import folded
from writethru.tell.dossier import Dossier
from writethru.tell.furniture import glued

_FEWEST = 2  # words beside its times that a sentence has at least, in letters
_WORD = re.compile(r"[^\W\d_]{2,}")
_STAMP = re.compile(
    r"^(?:(?:first |last |originally )?(?:posted|published|updated|created|modified|filed|by)|[ap]\.?m"
    r"|(?-i:[A-Z]{1,4}T)|on|at|mon|tue|wed|thu|fri|sat|sun|(?:mon|tues|wednes|thurs|fri|satur|sun)day|of|the|in|st|nd|rd|th"
    r"|eastern|local|time)$",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?://|www\.|pic\.twitter|#\w+.*#\w+|\(@\w+\)")
_FOLLOWS = re.compile(  # "the next day" of a tale; "next week" counts from the day of the piece
    r"(?:(?:the |that )(?:very )?next|(?:the |that |this )?(?:very )?(?:following|same|previous))\b", re.IGNORECASE
)
_ARTICLE = re.compile(r"\b(?:the|that) $", re.IGNORECASE)
_FOLLOWED = re.compile(r"\b(?:before|after|later|earlier|previously)$", re.IGNORECASE)
_SAYS_WHICH = re.compile(r"\b(?:this|last|next|past|coming|\d{4})\b", re.IGNORECASE)
_NIGHT = re.compile(r"overnight", re.IGNORECASE)
_WEEKDAY = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day")
_NEXT = re.compile(r"\bnext\s[a-z]+[^.]*$", re.DOTALL)
_NEAR = 60  # code points
_YEAR = re.compile(r"\d{4}")
_MOST_BACK = 270  # days, from which a month or day without a year is rather the one that comes


def may_be_placed(dossier: Dossier, take: Take, sentence: Sentence, one: DateExpression) -> bool:
    """Say whether what a sentence tells may stand at a time of it: the sentence tells something, and the time is sure.

    O(length of the sentence).
    """
    words = folded(sentence.span.of(take.text))
    if _ADDRESS.search(words) or is_aside(words, sentence.language) or not _tells(dossier, take, sentence):
        return False
    if words.endswith("?") or (sentence.language == "en" and glued(words)):
        return False
    return sentence.language != "en" or _is_sure(take, one, dossier.day(take.key))


def _tells(dossier: Dossier, take: Take, sentence: Sentence) -> bool:
    """Say whether there is more in a sentence than times and what a page writes beside them ("Updated: ... ET")."""
    if sentence.language in ("ko", "ja", "zh"):
        return True
    at, rest = sentence.span.start, ""
    for one in dossier.facts[take.key].dates:
        if sentence.span.covers(one.span) and one.span.start >= at:
            rest, at = rest + take.text[at : one.span.start] + " ", one.span.end
    rest += take.text[at : sentence.span.end]
    return sum(not _STAMP.match(word) for word in _WORD.findall(rest)) >= _FEWEST


def _is_sure(take: Take, one: DateExpression, day: date | None) -> bool:
    """Say whether English words for a time say which is meant."""
    words = one.span.of(take.text)
    article = _ARTICLE.search(take.text, max(0, one.span.start - 5), one.span.start)
    if _FOLLOWS.match(f"{article[0] if article else ''}{words}") or _FOLLOWED.search(words) or _NIGHT.fullmatch(words):
        return False
    gone = day is not None and one.latest is not None and one.latest < day
    if gone and _WEEKDAY.fullmatch(words) and _NEXT.search(take.text, max(0, one.span.start - _NEAR), one.span.start):
        return False  # "the next meetings, on Tuesday and Wednesday"
    if one.precision == "season":
        return bool(_SAYS_WHICH.search(words))
    named = day is not None and one.earliest is not None and not _YEAR.search(words) and not _SAYS_WHICH.search(words)
    return not (named and day and one.latest and (day - one.latest).days > _MOST_BACK and one.precision != "year")

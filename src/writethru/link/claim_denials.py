"""What stands in the words of a denial itself: the noun for what it denies, whose that is, and what it says."""

import re
from dataclasses import dataclass, replace

import msgspec

from writethru.link.claim_says import Say
from writethru.link.claim_words import WORD, cue, stems, words
from writethru.model import Span, StatementKind

LEAST = 3
"""Words that what is denied must have to be known for itself."""

_REACH = 48  # code points in which the noun stands
_OWNER = re.compile(r"['’]s\b|s['’](?=\s)")
_CLAUSE = re.compile(
    r"(?:\s+(?:made|raised|voiced|leveled|levelled|lodged|broadcast|aired|published|circulated))?"
    r"(?:\s+(?:by|from|in)\s+(?P<by>[^.,;]{3,60}?))?,?\s+that\s+(?P<clause>\S.*)",
    re.DOTALL,
)
_BARE = re.compile(
    r"^(?:(?:all|any|the|a|an|such|both|these|those|this|that|of|new|earlier|recent)(?:\s+|$))*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a denial's words: "the lawyers' charge", "allegations by students".

    Attributes:
        noun: the noun for what was said, in small letters.
        owner: the words before it; ``owned`` when they name an owner.
        by: the words behind it that say whose it is, or empty.
        clause: offsets in the denial's words of the clause that says what it is, or None.
    """

    noun: str
    owner: str
    owned: bool
    by: str
    clause: tuple[int, int] | None


def head_of(denial: Say) -> Head | None:
    """Return the head of a denial's words, None where it says outright what it denies ("denied taking money")."""
    table = words()["statements"]
    nouns = {noun for found in table["nouns"].values() for noun in found} | set(table["told"])
    near = (found for found in WORD.finditer(denial.text) if found.start() < _REACH)
    noun = next((found for found in near if found[0].lower() in nouns), None)
    if noun is None or (noun[0].lower() in ("that", "it", "this") and denial.text[noun.end() :].strip()):
        return None
    before = denial.text[: noun.start()]
    clause = _CLAUSE.match(denial.text, noun.end())
    return Head(
        noun[0].lower(),
        _BARE.sub("", " ".join(before.split())),
        bool(_OWNER.search(before)),
        clause["by"] or "" if clause else "",
        clause.span("clause") if clause else None,
    )


def embedded(denial: Say) -> Say | None:
    """Return what a denial says that others claim ("denied allegations by students that the police beat them").

    It is told as the denier reports it: voice are the words for whose it is, or nobody.
    """
    head = head_of(denial)
    if head is None or head.clause is None or denial.reporter:
        return None
    start, end = head.clause
    if own := cue("own").search(denial.text, start, end):
        end = own.start()
    text = denial.text[start:end].rstrip()
    end = start + len(text)
    if len(stems(text)) < LEAST or head.noun not in words()["statements"]["told"]:
        return None
    owner = _OWNER.sub("", head.owner)
    whose = " ".join((head.by or (owner if head.owned or owner[:1].isupper() else "")).split())
    return msgspec.structs.replace(
        denial,
        index=-1 - denial.index,
        order=(*denial.order[:3], denial.order[3] - 1),
        statement=replace(denial.statement, kind=StatementKind.CLAIMED, rejects=None, direct=False),
        citation=replace(denial.citation, span=_span(denial, start, end)),
        text=text,
        content=text,
        voice=whose.lower(),
        person="",
        voice_name=whose,
        reporter=denial.voice_name,
    )


def _span(denial: Say, start: int, end: int) -> Span:
    """Return where a stretch of a denial's words stands in its take."""
    whole = denial.citation.span
    return Span(whole.start + start, whole.start + end)

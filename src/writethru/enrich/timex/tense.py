"""Which way a clause points: to what is over, or to what is ahead.

The word right before an expression can settle it ("until"); else the tense of the verb that governs it, where
the passage is parsed; else the nearest word that tells, to the left first, for English puts the verb there.
"""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from writethru.enrich.timex.words import cues
from writethru.enrich.vocabulary import verb

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_LAST_WORD = re.compile(r"((?:as )?[^\W\d_]+)\s+(?:the\s+)?$")
_BREAK = re.compile(r"[.;:?!]\s|[“”\"—]")
_QUOTED = re.compile(r"[“\"](?:[^\s“”\"]+\s+){4,}[^“”\"]*(?:(?<=[,.?!—-])[”\"]|$)")  # a clause, not words in one
_PROLONGED = re.compile(r"(?<!\w)(?:extend|postpone|delay|adjourn|defer|prolong|renew)(?:e?d|s|ing)?(?!\w)")
_HAD = re.compile(
    r"(?<!\w)(?:had|hadn['’]t)(?: not)? (?:been |\w+ed(?!\w))", re.IGNORECASE
)  # "until Friday, they had been"
_HAS, _IS = frozenset({"has", "have", "'s", "’s", "'ve", "’ve"}), frozenset({"is", "are", "am", "'re", "’re"})
_TO = re.compile(r"(?<!\w)to ([^\W\d_]+)", re.IGNORECASE)
_DEEP = 6  # heads that are climbed before the parse is given up


def pointing(text: str, sentence: tuple[int, int], start: int, end: int, doc: "Doc | None" = None, at: int = 0) -> int:
    """Return -1 for the past, 1 for what is ahead, 0 where no word says; doubled where it is settled. O(sentence).

    ``doc`` is the parsed passage and ``at`` where it begins in ``text``.
    """
    sentence = _voice(text, sentence, start, end)
    settled = _settled(text, sentence, start, end)
    if settled is not None:
        return settled
    if doc is not None and (way := _by_verb(doc, start - at, end - at, (sentence[0] - at, sentence[1] - at))):
        return way
    if doc is None and any(verb(to[1].lower()) for to in _TO.finditer(text, sentence[0], start)):
        return 1  # "Ferry to return on Friday": what a headline so says is to come
    before = [_known(found) for found in _WORD.finditer(text, sentence[0], start)]
    after = [_known(found) for found in _WORD.finditer(text, end, _clause_end(text, end, sentence[1]))]
    return _nearest(list(reversed(before)), 1) or _nearest(after, -1)


def _voice(text: str, sentence: tuple[int, int], start: int, end: int) -> tuple[int, int]:
    """Cut a sentence down to what one voice says: a whole quotation's tense says nothing of the words outside it."""
    low, high = sentence
    for quoted in _QUOTED.finditer(text, low, high):
        if quoted.start() <= start and end <= quoted.end():
            return quoted.span()
        if quoted.end() <= start:
            low = quoted.end()
        elif quoted.start() >= end:
            return low, quoted.start()
    return low, high


def _settled(text: str, sentence: tuple[int, int], start: int, end: int) -> int | None:
    if text[end : end + 2] in ("'s", "’s"):
        return -2
    found = _LAST_WORD.search(text, max(sentence[0], start - 24), start)
    word = found[1].lower() if found else ""
    if word == "as of":
        return -2
    if word in ("to", "through") and _PROLONGED.search(text, sentence[0], start):
        return 2
    word = word.removeprefix("as ")
    if word in cues("ahead_at"):
        return -2 if word in cues("to_a_point") and _HAD.search(text, *sentence) else 2
    return -2 if word in cues("behind_at") else None


def _known(found: re.Match[str]) -> str:
    """A word in small letters; a name keeps its capital and so is no verb ("United")."""
    word = found.group()
    return word if word[0].isupper() and found.start() != 0 and word.endswith("ed") else word.lower()


def _clause_end(text: str, at: int, end: int) -> int:
    found = _BREAK.search(text, at, end)
    return found.start() if found else end


def _nearest(words: Sequence[str], towards_start: int) -> int:
    """Take the nearest word that says something; the word before it in the text is ``towards_start`` on."""
    for place, word in enumerate(words):
        left = place + towards_start
        if way := _way(word, words[left] if 0 <= left < len(words) else ""):
            return way
    return 0


def _way(word: str, left: str) -> int:
    """The direction of one word; ``left`` is the word before it."""
    if word in cues("ahead"):
        return 1
    if word in cues("behind"):
        return -1
    if word.endswith("ed") and len(word) > 4 and word.islower():
        return 0 if left in cues("modal") else -1
    return 1 if word.endswith(("'ll", "’ll")) else 0


def _by_verb(doc: "Doc", start: int, end: int, voice: tuple[int, int]) -> int:
    """Climb from a span to the verb that governs it, as long as it stands in the same voice; offsets in ``doc``."""
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        return 0
    if span.root.dep_ == "compound" and span.root.head.i >= span.end:
        return 0  # "a June agreement": no verb says of which June
    token = span.root.head if span.root.head.i != span.root.i else span.root
    hoped = False
    for _ in range(_DEEP):
        if not voice[0] <= token.idx < voice[1]:
            return 0
        if token.pos_ in ("VERB", "AUX"):
            if way := _of_verb(token) or (hoped and token.tag_ in ("VBZ", "VBP")):
                return int(way)
        elif token.tag_ == "JJ" and token.lemma_.lower() in ("due", "likely"):
            return 1
        hoped = hoped or token.lemma_.lower() in cues("prospects")  # "gives him a chance of winning in May"
        if token.head.i == token.i:
            return 0
        token = token.head
    return 0


def _of_verb(verb: "Token") -> int:
    """The direction of one verb group, or 0 where the verb above it must say."""
    helpers = {t.lower_ for t in verb.children if t.dep_ in ("aux", "auxpass")}
    tags = {t.tag_ for t in verb.children if t.dep_ in ("aux", "auxpass")}
    if "MD" in tags:
        return 0 if helpers & {"can", "could"} and "have" not in helpers else (-1 if "have" in helpers else 1)
    if verb.tag_ == "VBD" or helpers & {"was", "were", "had", "did"} or (helpers & _HAS and verb.tag_ == "VBN"):
        return 1 if _planned(verb, helpers) else -1
    if "to" in helpers:
        above = verb.head
        past_be = above.lemma_.lower() == "be" and above.tag_ == "VBD"
        if above.i == verb.i or past_be or above.lemma_.lower() not in cues("looks_ahead"):
            return 0
        return -1 if any(t.lower_ == "had" for t in above.children) else 1  # "had been scheduled to end"
    if _whenever(verb, helpers):
        return 1
    if verb.tag_ in ("VBZ", "VBP", "VBG") and verb.lemma_.lower() not in cues("tells"):
        if verb.tag_ != "VBG" and verb.lemma_.lower() not in cues("timetable"):
            return 0
        return 1 if verb.tag_ != "VBG" or helpers & {"is", "are", "'s", "’s"} else 0
    if verb.tag_ == "VBN":
        return 1 if _planned(verb, helpers) else (0 if helpers & _IS else -1)  # "is heard in May" does not say
    return 0


def _whenever(verb: "Token", helpers: set[str]) -> bool:
    """Say whether the present stands in a clause of time or condition, where it means what comes: "when it ends"."""
    present = verb.tag_ in ("VBZ", "VBP") or (verb.tag_ == "VBN" and helpers & _IS)
    return bool(present) and any(t.lower_ in cues("opens_future") and t.i < verb.i for t in verb.children)


def _planned(verb: "Token", helpers: set[str]) -> bool:
    """Say whether the group names a plan: "is expected in", "planned a rally on", "set for"; not "had been"."""
    lemma = verb.lemma_.lower()
    if lemma in ("expect", "anticipate"):
        return bool(helpers & {"is", "are", "'s", "’s"})
    if lemma == "set":
        return any(child.lower_ == "for" for child in verb.children)
    return lemma in cues("plans") and "had" not in helpers

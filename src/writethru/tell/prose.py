"""Which sentences can stand in a brief at all: whole, of fair length, prose, with nothing open at either end."""

import re

from writethru.model import Sentence, Span, Take
from writethru.tell.asides import is_aside
from writethru.tell.display import folded
from writethru.tell.dossier import Dossier
from writethru.tell.furniture import glued
from writethru.tell.gloss_claims import cover
from writethru.tell.gloss_dates import quoted
from writethru.tell.words import listed, tokens

SHORTEST, LONGEST = 7, 55  # words of a key sentence
_HERE = re.compile(r"(?:Here (?:is|are)|The following (?:is|are))\b")
_LABEL = re.compile(r"^(?:[_•*-]|--|[–—])\s|^[A-Z0-9][\w.,:']*(?:\s[\w.,:']+){0,4}\s(?:_|--|[–—])\s")
_LABELS, _LABELLED = 4, 0.3  # paragraphs with a label from which a piece is a list, and what share of all they are
_OPENING = 5  # sentences of a piece, of which one at least can stand in a brief
_TAIL = 40  # characters, among whose last ones an abbreviation stands
_PROSE = 0.15  # of the words of a sentence are small ones at least
_END = re.compile(r"[.!。…]['\"”’»)]*$")
_NOT_PROSE = re.compile(
    r"""
    (?<!\d)\{(?!\w) | \}(?!\w) | https?:// | www\. | \S@\S+\.\w      # a fraction that was not understood, an address
    | ^\W*[•▲■*] | ^[-_–—] | ^\d+\.\s               # an item of a list
    | ^[A-Z][\w.'\ ]{1,40}(?::|\ (?:_|--|[-–—]))\s+\$?\d  # a line of a table
    | ^(?![AI]\b)[A-Z]\ [A-Z]{2,}  # a large first letter
    | ^(?:[A-Z]{2,}\ ){4,}[A-Z]?[a-z]  # the labels of a picture
    | ^[,;.|] | ^\d{1,2}\ ?[ap]\.\ ?m\.  # the rest of what was cut
    | [a-z]{2}\.[A-Z][a-z]+\ [a-z]  # two sentences that were taken for one
    | ^[A-Z][A-Z\ ]{3,}(?:\([A-Z]+\)\ )?(?:--|[-_–—])\s  # a dateline inside the copy
    | ^[\[(].*[\])]$ | ^(?:The\ writer|The\ author|EDITOR['’]S\ NOTE)\b  # an aside, a note on who wrote it
    """,
    re.VERBOSE,
)
_QUOTED_CRY = frozenset(p + q for p in "!?," for q in "\"'”’»")
_CRY = re.compile(r"[!?,](?:''|[\"'”’»])$")
MARKS = "\"'`“‘«"
QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|``.*?''")
_SAID_OF = re.compile(r"[^“”\"`]+\ssaid\sof\s(?!\d)[^,“”\"`]{3,80}\.$")  # "Moor said of the quay.", without what
_ASKS = re.compile(r"(?:“|``|\")[^”\"]*\?(?:”|''|\")\s[^“”\"`]*$")
_TURNS = re.compile(r"\s*(?:“|``|\")(?:But|However|Yet|Still|On the other hand)\b")
_CUT = re.compile(r"\(\w+\.\)$|\$\d+\.$")  # "the Vell (Ivor.)", where the name goes on, and "$27." of "$27.5 million"
_DECIMAL = re.compile(r"(?<!\d)\d{1,2}\.$")  # "of 5. 9", with a blank set into it
_HOUR = re.compile(r"\b[ap]\.m\.$")
_MONTH = re.compile(
    r"\b(?:Jan|Feb|Aug|Sept|Oct|Nov|Dec|No|Gen|Sen|Rep|Gov|Mr|Mrs|Dr|Lt|Col|St|Cie|Messrs|Mt|Ft|Prof|Rev|Hon|Sgt|Capt|Maj|Cmdr|Adm|Pvt|Cpl|Supt)\.$"
)  # what follows was cut off
_WHO = re.compile(
    r"(?:[A-Z][\w.’'-]*\s){1,4}([A-Z][\w’'-]+)\s(?:is|was)\s"
    r"(?:an?|the|our|[a-z]+-in-[a-z]+|[A-Z][a-z]+\sProfessor)\s(?!.*\b(?:but|said|who)\b)"
)
_OPEN = re.compile(r"(?:\S+ ){4,}[a-z]+$")  # a line of a sentence that is not over
_POSTED = re.compile(r".*(?:—|–|--|-)\s[^—–]{2,60}\(@\w+\)(?:\s[A-Z][a-z]+\.?\s\d{1,2},\s\d{4})?")
_CREDIT = re.compile(r"\((?=[^()]*(?:[Pp]hoto|[Ii]mage|[Pp]icture|Getty|/))[^()]{4,80}\)")
_INTRODUCES = re.compile(
    r"^(?:\S+\s){0,20}(?:said|says|stated|wrote|writes|tweeted|posted|added|echoed|explained|continued|replied|answered|"
    r"statement|tweets?|letter|post|transcript|excerpts?|words|reads?)\b[^.!?]{0,30}:$"
)
_TEXT_OF = re.compile(r"^(?:Here|Following) (?:is|are) (?:the |a )?(?:full |prepared )?(?:text|transcript|excerpts?)\b")


def fits(dossier: Dossier, take: Take, sentence: Sentence, longest: int = LONGEST) -> bool:
    """Say whether a sentence can stand in a brief: whole, of fair length, prose, no question, no half quotation."""
    words = folded(sentence.span.of(take.text))
    count = len(words.split())
    if sentence.language in ("ko", "ja", "zh"):
        count = len(words) // 4
    in_part = _in_copy(take, sentence.span) or sentence.scope != "copy"
    return (
        in_part
        and SHORTEST <= count <= longest
        and bool(_END.search(words))
        and not words[:1].islower()
        and not _NOT_PROSE.search(words)
        and words != words.upper()
        and (sentence.language != "en" or (_small(words) >= _PROSE and _says(words)))
        and balanced(words)
        and bool(QUOTED.sub("", words).strip(" .,"))
        and not _broken(take.text, sentence)
        and not _goes_on(take, sentence)
        and not _in_quotation(take, sentence)
        and not _is_half(take, sentence, words)
        and not is_aside(words, sentence.language)
        and not posted(take, sentence)
        and not _introduced(take, sentence)
        and not (sentence.language == "en" and glued(words))
        and not _attributes(dossier, take.key, sentence)
        and not _is_bio(take, words)
    )


def _in_copy(take: Take, span: Span) -> bool:
    """Say whether a span has no words but those of the copy."""
    at = span.start
    for part in take.copy:
        if part.end > at and not take.text[at : max(at, part.start)].strip():
            at = part.end
    return at > span.start and not take.text[min(at, span.end) : span.end].strip()


def is_prose(dossier: Dossier, take: Take) -> bool:
    """Say whether a piece is prose: neither a list nor the text of a speech opens a story that has anything else."""
    first = dossier.sentences(take.key)[:_OPENING]
    return any(fits(dossier, take, s) for s in first) and not heads_list(take, first[0]) and not is_list(take)


def is_list(take: Take) -> bool:
    """Say whether a piece is a list: it says so, or many of its paragraphs open with a dash, a point or a label."""
    lines = [folded(part.of(take.text)) for part in take.copy]
    if lines and _HERE.match(lines[0]):
        return True
    return sum(bool(_LABEL.search(line)) for line in lines) >= max(_LABELS, _LABELLED * len(lines))


def heads(take: Take, sentence: Sentence) -> bool:
    """Say whether a sentence says what a piece lists ("Here are the ferries of the week")."""
    return bool(_HERE.match(folded(sentence.span.of(take.text))))


def ends(words: str) -> bool:
    """Say whether words end as a sentence does, or say what follows: "Sailing today:" does."""
    return bool(_END.search(words)) or words.endswith((":", "--", "—", "_"))


def heads_list(take: Take, sentence: Sentence) -> bool:
    """Say whether a sentence only says what a list or text behind it is of."""
    return folded(sentence.span.of(take.text)).endswith(":")


def is_speech(dossier: Dossier, take: Take) -> bool:
    """Say whether a piece is the text of a speech: nothing in it says whose words they are."""
    first = next(iter(dossier.sentences(take.key)), None)
    return first is not None and bool(_TEXT_OF.search(folded(first.span.of(take.text))))


def _small(words: str) -> float:
    """Return the share of the small words ("the", "of") that a line of a table lacks; names are left out of all."""
    found = tokens(words)
    named = sum(word[:1].isupper() for word in words.split()[1:])
    return sum(word in listed("stop", "en") for word in found) / max(1, len(found) - named)


def _says(words: str) -> bool:
    """Say whether there is a word that may be a verb: the names of a list, joined, have none."""
    return any(word[0].islower() and word not in listed("joining", "en") for word in words.strip(".").split())


def _broken(text: str, sentence: Sentence) -> bool:
    """Say whether a sentence goes on from a quotation before it, or was cut at a point inside brackets."""
    start, words = sentence.span.start, sentence.span.of(text).rstrip()
    before, end = text[max(0, start - _TAIL) : start].rstrip(" "), words[-_TAIL:]
    goes_on = before[-2:] in _QUOTED_CRY and not words[:1].isupper() and words[:1] not in MARKS
    behind = text[sentence.span.end :].lstrip()[:1]
    goes_on = goes_on or bool(_DECIMAL.search(end) and behind.isdigit())
    goes_on = goes_on or bool(_CRY.search(words) and not behind.isupper() and behind.isalnum())
    return goes_on or bool(_CUT.search(words) or _MONTH.search(end) or _MONTH.search(before) or _HOUR.search(before))


def _is_bio(take: Take, words: str) -> bool:
    """Say whether a sentence says who somebody is whom the piece names nowhere else: mostly who wrote it."""
    found = _WHO.match(words)
    return found is not None and sum(part.of(take.text).count(found.group(1)) for part in take.copy) == 1


def _goes_on(take: Take, sentence: Sentence) -> bool:
    """Say whether a sentence that begins with a figure goes on from a line before it that nothing ended."""
    before = [part for part in take.copy if part.end <= sentence.span.start][-1:]
    digit = take.text[sentence.span.start : sentence.span.start + 1].isdigit()
    return digit and any(_OPEN.search(folded(part.of(take.text))) for part in before)


def _in_quotation(take: Take, sentence: Sentence) -> bool:
    """Say whether a quotation that opens before a sentence, in its paragraph, is still open there."""
    paragraph = next((part for part in take.copy if part.covers(sentence.span)), sentence.span)
    return quoted(take.text, paragraph, sentence.span)


def _is_half(take: Take, sentence: Sentence, words: str) -> bool:
    """Say whether a quotation only asks, or is turned round by what its speaker says next ("But we sail")."""
    if words[:1] not in MARKS:
        return False
    paragraph = next((part.end for part in take.copy if part.covers(sentence.span)), sentence.span.end)
    return bool(_ASKS.match(words) or _TURNS.match(take.text, sentence.span.end, paragraph))


def posted(take: Take, sentence: Sentence) -> bool:
    """Say whether a sentence is of a message or picture set into a page: its paragraph ends with whose that is."""
    part = next((part for part in take.copy if part.covers(sentence.span)), sentence.span)
    behind = folded(take.text[sentence.span.end : part.end])
    return bool(_POSTED.fullmatch(behind) or _CREDIT.fullmatch(behind))


def _introduced(take: Take, sentence: Sentence) -> bool:
    """Say whether a sentence stands behind a line that says whose words follow ("The board stated:"), marks or none."""
    before = [part for part in take.copy if part.end <= sentence.span.start][-1:]
    return any(_INTRODUCES.search(folded(part.of(take.text))) for part in before)


def _attributes(dossier: Dossier, take: str, sentence: Sentence) -> bool:
    """Say whether a sentence only says who said the quotation before it ("Moor asked at the harbour")."""
    span = sentence.span
    if _SAID_OF.match(folded(span.of(dossier.takes[take].text))):
        return True
    facts = dossier.facts.get(take)
    inside = [s for s in (facts.statements if facts else ()) if s.cue and span.covers(cover(s.cue)) and s.content]
    if not inside or any(span.meets(part) for s in inside for part in s.content):
        return False
    return any(part.end <= span.start for s in inside for part in s.content)


def balanced(text: str) -> bool:
    """Say whether every quotation mark and bracket that opens in a text also closes in it."""
    text = text.replace("``", "“").replace("''", "”")
    if text.count('"') % 2:
        return False
    return all(text.count(a) == text.count(b) for a, b in ("“”", "()", "[]", "«»"))

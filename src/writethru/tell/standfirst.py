"""The standfirst of a brief: what its lead piece opens with, where that can be read alone."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import takewhile

from writethru.model import CitedSentence, PartKind, Sentence, SourceKind, Span, Take
from writethru.tell.asides import is_aside
from writethru.tell.behind import leans
from writethru.tell.display import folded
from writethru.tell.dossier import Dossier
from writethru.tell.gloss import alone, first_person, helped, plain_sentence, references
from writethru.tell.leaning import leaning_stems, pointers
from writethru.tell.prose import LONGEST, MARKS, QUOTED, ends, fits, heads, heads_list, is_list, posted
from writethru.tell.words import pattern, roots, telling

_LONGEST_FIRST = 70  # words
_NEAR = 2  # paragraphs within which a piece begins to tell
_FARTHER = 4  # and within which a sentence in its own words goes before a quotation that opens it
_GOES_ON = re.compile(
    r"\W*(?:but|and|or|also|however|meanwhile|moreover|furthermore|in addition|similarly|then|instead|yet|thus|which"
    r"|rather|so(?! far))\b",
    re.IGNORECASE,
)
_ADDS = re.compile(r"(?:[^\s,]+\s){1,2}(?:also|even)\s[a-z]")  # "Moor also said"
_ADDED = re.compile(  # "on Monday night, he added": of what somebody said before
    r"^(?:[^“”\"]*,\s)?(?:he|she|they|it)\s(?:also\s|further\s)?(?:added|continued|went on|concluded)\b", re.IGNORECASE
)
_LOOKS_AHEAD = re.compile(
    r"It(?:['’]s|\s(?:is|was|took|has been|will be|may be|wasn|isn))\b|[A-Z][\w.&'’-]*\s(?=[A-Z])"
)
_IT_WAS = re.compile(r"It(?:['’]s|\s(?:is|was|took|has been))\b")
_SHORT_FIRST = 12  # words
_NAMES_LATER = re.compile(r"(?:He|She)\s[^.“”\"]*?,\s(?:but\s|and\s|yet\s)?[A-Z][\w’'-]+\s[A-Z][\w’'-]+\s[a-z]")
_CUT_INTO = 5  # sentences at most, of which a first one may have been made by points inside it
_LINES = 6  # at most, of what stands at the head of a list
_TITLE = re.compile(  # of a work or a show: "The Long Quay," the new film
    r"(?:“|``|\")(?:(?:[A-Z0-9][\w.'’&-]*|of|the|and|a|an|in|on|to|for|at|with)\s?){1,8},?(?:”|''|\"),?\s(?!he\b|she\b|they\b|[a-z]+\ssaid\b)[a-z]"
)
_QUOTED_SUBJECT = re.compile(  # "The quay people," have spoken
    r"(?:“|``|\")[^“”\"`]{3,60}?,?(?:”|''|\"),?\s(?:is|are|was|were|has|have|had|will)\s(?![a-z]+\s(?:said|told)\b)[a-z]"
)
_PRONOUN = re.compile(r"(?:He|She|They|It)\s")
_BREAKS_OFF = re.compile(
    r"(?:,|\s(?:the|an?|of|to|and|or|but|with|for|in|on|at|by|from|that|which|who|its|his|her|their|our|own|is|was|as))$"
)
_HEADLINE = 4  # words of a headline that can stand for its piece
_TOLD_OF = re.compile(r"The\s([a-z]+)\s(?:has|have|had)\s(?:long|already|also|always|since|previously)\s")
_FEWEST_SHARED, _SHARED = 2, 0.25  # roots of a headline, and the share of them, that a sentence which tells it has
_LOOKS_ON = re.compile(r"(?:His|Her|Their|Its)\s[^.]*?,\s(?:the|a|an|[A-Z])")  # "Her work done, Ida Moor went home"


def standfirst_of(dossier: Dossier, lead: Take, day: date | None) -> CitedSentence | None:
    """Return the piece's own standfirst, else its first sentence, with the glosses that can be given.

    A first sentence that leans on something else gives way to one close behind it that stands alone; a line that is
    no prose (the head of a table, a note) to the first sentence that is. None where a page has nothing but its own
    words, or opens in the middle and has nothing near that tells what its headline does: that says more.
    """
    for part in lead.spans(PartKind.STANDFIRST):
        if len(part.of(lead.text).split()) <= _LONGEST_FIRST and dossier.on_topic(lead.key, part):
            return helped(dossier, lead.key, part, day)
    own = [s for s in dossier.sentences(lead.key) if dossier.on_topic(lead.key, s.span)]
    if own and heads(lead, own[0]):
        return helped(dossier, lead.key, own[0].span, day)
    asks = own[1:] and folded(own[0].span.of(lead.text)).endswith("?")
    if asks and own[0].paragraph == own[1].paragraph and heads(lead, own[1]) and heads_list(lead, own[1]):
        return helped(dossier, lead.key, own[1].span, day)  # "Are ferries late? Here are some tips:"
    told = [s for s in own if not is_aside(folded(s.span.of(lead.text)), s.language) and not posted(lead, s)]
    if own and not told and _has_headline(lead):
        return None
    own = told or own
    own = _behind_lines(dossier, lead, own)
    sentences = [s for s in own if fits(dossier, lead, s, _LONGEST_FIRST if s is own[0] else LONGEST)]
    if own and own[:1] != sentences[:1] and (whole := _whole_one(dossier, lead, own[0])):
        return helped(dossier, lead.key, whole, day)
    if own and not sentences and (cut := _cut_off(lead, own[0].span)):
        return helped(dossier, lead.key, cut, day) if cut.end > cut.start else None
    if own and (not sentences or sentences[0].paragraph > own[0].paragraph + _NEAR or heads_list(lead, own[0])):
        whole_one = folded(own[0].span.of(lead.text)).endswith((".", "!", "?"))
        return helped(dossier, lead.key, own[0].span if whole_one else head_of_list(lead) or own[0].span, day)
    if sentences:
        first = _tells_first(dossier, lead, sentences, day)
        if _has_headline(lead) and _in_the_middle(dossier, lead, own[0], first, day):
            return None
        return helped(dossier, lead.key, _with_next(lead, sentences, first), day)
    head = head_of_list(lead)
    return plain_sentence(dossier, lead.key, head) if head else None


def _has_headline(take: Take) -> bool:
    """Say whether a piece that is no agency's has a headline that can stand for it."""
    return take.source_kind is not SourceKind.AGENCY and len(take.title.split()) >= _HEADLINE


def _in_the_middle(dossier: Dossier, take: Take, opening: Sentence, first: Sentence, day: date | None) -> bool:
    """Say whether what a piece would be told by goes on from what it lacks: a page stored without its beginning.

    Of its opening it is so where that speaks of what the headline brings in as of something told ("The quays have long
    been"); of a sentence further on, where that has little of the headline.
    """
    words, language = folded(first.span.of(take.text)), first.language
    if language != "en":
        return False
    if first is opening:
        found = _TOLD_OF.match(words)
        return found is not None and bool(leaning_stems(found.group(1)) & leaning_stems(take.title))
    title = roots(telling(take.title, language))
    shared = len(roots(telling(words, language)) & title)
    return shared < max(_FEWEST_SHARED, _SHARED * len(title)) or _opens_leaning(dossier, take, first, day)


def _cut_off(take: Take, first: Span) -> Span | None:
    """Return a first sentence that breaks off, up to its last comma if it ends there, else nothing of it.

    None where it does not break off.
    """
    words = first.of(take.text).rstrip()
    if not _BREAKS_OFF.search(words):
        return None
    end = first.start + len(words.rstrip(","))
    return Span(first.start, end if words.endswith(",") else first.start)


def _behind_lines(dossier: Dossier, take: Take, own: list[Sentence]) -> list[Sentence]:
    """Return sentences without the lines that no stop ends (a deck, "Story highlights") before prose behind them."""
    lines = takewhile(lambda s: not ends(folded(s.span.of(take.text))), own)
    rest = own[len(list(lines)) :]
    return rest if not is_list(take) and any(fits(dossier, take, s) for s in rest[:_CUT_INTO]) else own


def _tells_first(dossier: Dossier, lead: Take, sentences: Sequence[Sentence], day: date | None) -> Sentence:
    """Return the first sentence near the opening that leans on nothing, rather one in the piece's own words."""
    near = [s for s in sentences if s.paragraph <= sentences[0].paragraph + _FARTHER]
    begin = [s for s in near if not _opens_leaning(dossier, lead, s, day)]
    own = [s for s in begin if not _spoken(lead, s)]
    whole = (s for s in own if s is sentences[0] or _stands(dossier, lead, s, day))
    first = [s for s in begin if s is sentences[0]]  # in the first person, and yet what it opens with
    turns = (s for s in near if not _spoken(lead, s) and _turns(dossier, lead, s, day))
    return next(whole, next(iter(first), None) or next(turns, next(iter((*own, *begin)), near[0])))


def _with_next(lead: Take, sentences: Sequence[Sentence], first: Sentence) -> Span:
    """Return the words of a first sentence, with the next one where it is short and says who or what "it" is there.

    One that turns with "But" on a first one that leaves open who "he" is goes with that one.
    """
    words, behind = folded(first.span.of(lead.text)), sentences[sentences.index(first) + 1 :][:1]
    if words.startswith("But ") and _left_open(lead, sentences, first):
        return Span(sentences[0].span.start, first.span.end)
    near = [
        s for s in behind if s.paragraph == first.paragraph and not lead.text[first.span.end : s.span.start].strip()
    ]
    short = _IT_WAS.match(words) and len(words.split()) <= _SHORT_FIRST
    return Span(first.span.start, near[0].span.end) if short and near else first.span


def _left_open(lead: Take, sentences: Sequence[Sentence], first: Sentence) -> bool:
    """Say whether the sentence before one opens the paragraph and the piece with "He"."""
    opener, words = sentences[0], folded(sentences[0].span.of(lead.text))
    together = opener.paragraph == first.paragraph and not lead.text[opener.span.end : first.span.start].strip()
    return together and bool(_PRONOUN.match(words))


def _points(dossier: Dossier, take: Take, sentence: Sentence) -> bool:
    """Say whether a sentence has a noun that points at what neither it nor the headline brings in ("these laws")."""
    found = pointers(dossier, take.key).get(sentence.span, ())
    title = leaning_stems(take.title)
    return any(not one.words & title for one in found)


def _stands(dossier: Dossier, take: Take, sentence: Sentence, day: date | None) -> bool:
    words = folded(sentence.span.of(take.text))
    if leans(words, sentence.language) or _points(dossier, take, sentence):
        return False
    return alone(dossier, take.key, sentence.span, day) is not None


def _turns(dossier: Dossier, take: Take, sentence: Sentence, day: date | None) -> bool:
    """Say whether a sentence opens with "But", and leans on nothing else."""
    words = folded(sentence.span.of(take.text))
    behind = words.removeprefix("But ")
    alike = behind != words and not leans(behind[:1].upper() + behind[1:], sentence.language)
    return alike and not _points(dossier, take, sentence) and alone(dossier, take.key, sentence.span, day) is not None


def _spoken(take: Take, sentence: Sentence) -> bool:
    """Say whether a sentence opens as a quotation, or is in the first person as the writer of a column speaks.

    A "you" is no such word: that is how a feature opens.
    """
    words = folded(sentence.span.of(take.text))
    own = pattern("own", sentence.language)
    said = own.finditer(QUOTED.sub("", words)) if own else ()
    opens = words[:1] in MARKS and not _TITLE.match(words) and not _QUOTED_SUBJECT.match(words)
    return opens or any(first_person(found) and not found.group().lower().startswith("you") for found in said)


def head_of_list(take: Take) -> Span | None:
    """Return how a piece without a sentence opens: its first paragraphs up to the one that ends as a sentence does."""
    parts = list(take.copy[:_LINES])
    together = [p for n, p in enumerate(parts) if not n or not take.text[parts[n - 1].end : p.start].strip()]
    first = next(iter(parts), None)
    ends = (part.end for part in together if folded(part.of(take.text)).endswith((":", ".", "!", "?")))
    return first and Span(first.start, next(ends, first.end))


def _opens_leaning(dossier: Dossier, take: Take, sentence: Sentence, day: date | None) -> bool:
    """Say whether a sentence begins with a word that points back at something; further on a first one seldom does."""
    words = folded(sentence.span.of(take.text))
    if _GOES_ON.match(words) or _ADDS.match(words) or _ADDED.search(words):
        return True
    if _LOOKS_ON.match(words) or (_NAMES_LATER.match(words) and _is_first(dossier, take, sentence)):
        return False
    if _LOOKS_AHEAD.match(words) and _is_first(dossier, take, sentence):
        return False
    found = references(dossier, take.key, sentence.span, day, frozenset()) if take.key in dossier.facts else []
    return any(f.text is None and f.span.start == sentence.span.start for f in found)


def _is_first(dossier: Dossier, take: Take, sentence: Sentence) -> bool:
    return next((s.span for s in dossier.sentences(take.key)), None) == sentence.span


def _whole_one(dossier: Dossier, take: Take, first: Sentence) -> Span | None:
    """Return the words from a first sentence that was cut short, or is a quotation, on up to where they are prose."""
    if heads_list(take, first):
        return None
    start = first.span.start
    mine = (s for s in dossier.sentences(take.key) if s.paragraph == first.paragraph and s.span >= first.span)
    behind = [s.span.end for s in mine][:_CUT_INTO]
    paragraph = [p.end for p in take.copy if p.start <= start < p.end]
    spans = (Span(start, end) for end in (*paragraph, *behind) if end > start)
    return next((span for span in spans if fits(dossier, take, replace(first, span=span))), None)

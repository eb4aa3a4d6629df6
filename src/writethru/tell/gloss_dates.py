"""Glosses of dates: "Friday" alone says nothing once its piece is a day old."""

import re
from dataclasses import dataclass
from datetime import date

from writethru.model import Citation, DateExpression, DateType, PartKind, Span, Take
from writethru.tell.display import day_words, month_words
from writethru.tell.dossier import Dossier
from writethru.tell.words import listed, pattern

_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d")
_DAY_NUMBER = re.compile(r"(?<!\d)(?:[12]?\d|3[01])(?:st|nd|rd|th)?(?!\d)")
_POSSESSIVE = re.compile(r"['’]s(?!\w)")
_WEEKDAY = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day", re.IGNORECASE)
_UNTIL = re.compile(r"\b(?:by|until|till)\s+(?:the\s+end\s+of\s+)?$", re.IGNORECASE)
_POINTS = re.compile(  # what makes English words depend on the day of reading; "Christmas" and "the summer" do not
    r"(?:mon|tues|wednes|thurs|fri|satur|sun|to|yester)day\b|\d|\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\b"
    r"|\b(?:last|next|this|ago|tonight|yesterday|tomorrow|earlier|later|previous|before|following|coming)\b",
    re.IGNORECASE,
)
_BY_NAME = re.compile(
    r"^(?:(?:this|early|late|mid)[\s-]+)*(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?$",
    re.IGNORECASE,
)
_POINTS_BACK = re.compile(r"\b(?:last|ago|earlier|previous|this|past)\b", re.IGNORECASE)
_THEN_WILL = re.compile(r"\s+(?:will|would)\b")
_NOUN = re.compile(r"\s+([a-z]+)\b")
_RANGE = re.compile(r"\s*[-–]\s*\d+,\s*\d{4}")  # "Nov. 20-23, 1986"
_STILL_IS = re.compile(r"\b(?:is|are|remains?)\s(?:[a-z]+\s){1,3}today$")  # "is quite hard today"
_NOWADAYS = re.compile(r"\s+(?:are|is|of|than)\b")
_THAN = re.compile(r"\s+than\b")
_CLOCK = re.compile(r"(?:\b\d+(?::\d\d)?\s*[ap]\.?m\b\.?|\b(?:noon|midnight)\b)(?:\s+[A-Z]{3,4}\b)?", re.IGNORECASE)
_STRETCH = re.compile(r"\b(?:the|these)\s+(?:last|past)\b", re.IGNORECASE)
_TITLE = re.compile(r"^(?:This|Last|Next)\s+(?:Morning|Week|Month|Year|Night|Evening)|\bFourth of July\b|\bMay Day\b")
_FEAST = re.compile(
    r"\b(?:Super|Black|Giving|Cyber|Ash|Good|Bloody|Fat|Shrove|Maundy|Holy|Palm|Easter)\s$"
)  # "Good Friday"
_BROKEN_OFF = re.compile(r"\s*\d")  # "Feb." before its number
_WITHIN = 70  # code points before a day in which words for what is to come are of it
_HALF_A_YEAR, _NEARLY_A_YEAR = 183, 300  # days
_SUNDAY = 7  # ISO
_TALE = 1500  # code points behind a year in which copy may still tell of it
_RECENT = 3  # days back to which a weekday without more is the last of its name
_BESIDE = 12  # code points between a day and the word for saying that it goes with
_COUNTED = re.compile(r"\b(?:ago|later|earlier|before|after|following|previous|coming)\b", re.IGNORECASE)
_DAY_OF_READING = re.compile(r"\w{2,}day|tonight|tomorrow|this", re.IGNORECASE)
_NARRATED = re.compile(r"\bthe\s$", re.IGNORECASE)
_FOLLOWS = re.compile(r"(?:next|following|same|previous)\b", re.IGNORECASE)
_AIM = re.compile(r"\bto\s[a-z]+\b[^.,;]*$")
_OF_SPEECH = re.compile(r"\b(?:today|tonight|tomorrow|yesterday|this|last|next)\b", re.IGNORECASE)
_PAST_WEEK = re.compile(r"\bpast\s+week", re.IGNORECASE)
_ITS_DATE = re.compile(r",?\s+(?:Jan|Feb|March|April|May|June|July|Aug|Sept|Oct|Nov|Dec)\b\.?\s\d")
_ITS_YEAR = re.compile(r"\s+in\s+\d{4}\b")
_IN_NAME = re.compile(
    r"\s+(?!(?:President|Prime|Minister|Secretary|Sen|Rep|Gov|Mayor|Pope|King|Queen|Gen|Col|Dr|Mr|Mrs|Ms)\b)[A-Z][a-z]+"
)
_THIS = re.compile(r"\bthis\b", re.IGNORECASE)  # of a season: that which ends, or that which comes
_PART = re.compile(r"\b(?:noon|midday|midnight|dawn|dusk|morning|afternoon|evening|night)\b", re.IGNORECASE)
_SAYS_DAY = re.compile(r"\w{2,}day\b(?<!midday)|\b(?:this|last|tonight|\d)", re.IGNORECASE)
_BACK = re.compile(r"\b(?:last|this past)\b", re.IGNORECASE)
_SAID = re.compile(r"\b(?:said|told|announced|reported|added|testified|ruled)\s+(?:on\s+)?\|")
_SAID_BEFORE = re.compile(r"\b(?:said|told reporters|announced|reported|added|testified|ruled)\s+(?:on\s+)?$")
_TO_COME = re.compile(
    r"(?<!\bhis )(?<!\bher )(?<!\btheir )"
    r"\b(?:will|scheduled|set(?!\s(?:aside|off|up|free|fire|back|down|out)\b)|due|expected|plans|planned|planning|"
    r"to be|is to|are to|was to|were to|next|upcoming|"
    r"debuts?|premieres?|airs|starts|arrives|departs|resumes|reopens|hopes|intends|pending|begins|opens|awaits|awaiting|prepar\w+|ahead)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[,;:]|\b(?:where|who|which|after|before|because|but|that)\b")
_PAST = re.compile(
    r"\b(?:was|were|had|did|(?!need)[a-z]{2,}ed|said|told|won|held|met|shot|fell|rose|took|left|came|went|began|found|"
    r"made|gave|sent|broke|hit|struck|upheld|overthrew|withdrew)\b"
)
_FAR = 200  # days from the day of reading from which the year of a day without one is not to be trusted


@dataclass(frozen=True, slots=True)
class Found:
    """A reference that needs a gloss. ``text`` is None when it cannot be resolved: the sentence cannot be told."""

    span: Span
    text: str | None
    evidence: Citation | None = None
    why: str = ""


def dates(dossier: Dossier, take: str, span: Span, as_of: date | None, language: str = "en") -> list[Found]:
    """Return the date expressions inside ``span`` that do not stand alone, each with what it means.

    A day is glossed once: "on Friday" after "Jan. 23" of the same day needs none.
    """
    found: list[Found] = []
    told: set[tuple[date, date | None]] = set()
    sentence = span.of(dossier.takes[take].text)
    for expression in dossier.facts[take].dates:
        if not span.covers(expression.span) or expression.type not in (DateType.DATE, DateType.TIME):
            continue
        words = expression.span.of(dossier.takes[take].text)
        if _vague(expression) or _clear(dossier, take, expression, words) or _of_a_year(words, sentence):
            continue
        if expression.earliest:
            if (expression.earliest, expression.latest) in told:
                continue
            told.add((expression.earliest, expression.latest))
        text = _text(expression, words, as_of, language)
        if text and (_at_odds(dossier, take, span, expression) or not _certain(dossier, take, span, expression)):
            text = ""
        elif text is None and dossier.day(take) is None:
            text = ""  # the piece has no day to count from: its "Monday" is told as it stands
        if text != "":
            place = Span(expression.span.start, _end(dossier.takes[take].text, expression))
            found.append(Found(place, text, _evidence(dossier, take, expression), expression.why))
    return found


def _end(text: str, expression: DateExpression) -> int:
    """Return where the words of a date end: behind the ending of "last year's"."""
    ends = _POSSESSIVE.match(text, expression.span.end)
    return ends.end() if ends else expression.span.end


def _at_odds(dossier: Dossier, take: str, sentence: Span, expression: DateExpression) -> bool:
    """Say whether what a date was found to mean is before the piece, and its sentence speaks of what is to come.

    "By Thursday" and "will open in March" look ahead; what was worked out for such words is then not to be trusted.
    """
    day, text = dossier.day(take), dossier.takes[take].text
    if day is None or expression.latest is None or expression.earliest is None:
        return False
    if expression.latest >= day:
        near = _BY_NAME.search(expression.span.of(text)) is not None
        return near and expression.earliest > day and not _ahead(text, sentence)
    before, words = text[sentence.start : expression.span.start], expression.span.of(text)
    if _UNTIL.search(before) or _THEN_WILL.match(text, expression.span.end):
        return True
    if expression.precision == "day" and day.year == expression.latest.year:
        return False
    return not _POINTS_BACK.search(words) and _ahead(text, sentence)


def _certain(dossier: Dossier, take: str, sentence: Span, expression: DateExpression) -> bool:
    """Say whether it is certain which day a weekday of an English piece is, and what is counted is counted exactly.

    Copy names the days of the week before it and of the week after it alike. A day past is certain where it is at most
    three days back and the sentence speaks of nothing to come, or where who said something stands beside it; a day to
    come where the sentence says so without "would". In an advance, "Sunday" is the day on which it is printed.
    "Twenty years ago" is no year, and "the following year" counts from one that is not told.
    """
    text, day = dossier.takes[take].text, dossier.day(take)
    words = expression.span.of(text)
    if dossier.facts[take].language != "en" or day is None or expression.earliest is None:
        return True
    if any(found.match(text, expression.span.end) for found in (_ITS_DATE, _ITS_YEAR)):
        return False
    if _IN_NAME.match(text, expression.span.end) and not _SAID_BEFORE.search(
        text, sentence.start, expression.span.start
    ):
        return False
    if _COUNTED.search(words) or (_OF_SPEECH.search(words) and quoted(text, sentence, expression.span)):
        return False
    before = text[sentence.start : expression.span.start]
    if _FEAST.search(before):
        return False
    if _NARRATED.search(before) and _FOLLOWS.match(words):
        return False  # "the next year", in what is told of the past
    if _BY_NAME.search(words) and expression.latest and expression.latest < day and _AIM.search(before):
        return False  # "to win the seat in November"
    if "fiscal" in words or before.endswith("fiscal ") or "weekend" in words.lower():
        return False
    if expression.precision == "week" and _week_doubtful(day, words):
        return False
    if _DAY_NUMBER.search(words) and not _YEAR.search(words) and _of_older_times(text, expression):
        return False
    if expression.precision in ("season", "quarter"):
        return not _THIS.search(words)
    if _BY_NAME.search(words) and not -_NEARLY_A_YEAR < (day - expression.earliest).days <= _HALF_A_YEAR:
        return False  # "in March" of a piece of January: mostly the next; and "figures for December": the last
    if _PART.search(words) and not _SAYS_DAY.search(words):
        return False
    if _is_advance(dossier.takes[take]) and _DAY_OF_READING.search(words):
        return False
    if expression.precision == "year" and _YEAR.search(sentence.of(text)):
        return False  # "from $13 last year to $14 in 1988": written at the turn of a year
    if not _WEEKDAY.search(words):
        return not _PAST_WEEK.search(words)
    back = (day - expression.earliest).days
    if back < 0:
        return bool(_TO_COME.search(text[max(sentence.start, expression.span.start - _WITHIN) : expression.span.start]))
    if _BACK.search(words) or (back <= _RECENT and _beside_cue(dossier, take, expression.span)):
        return True
    if back > _RECENT:
        return False
    ahead = _ahead(text, sentence) or _TO_COME.search(sentence.of(text))
    return not ahead or _done(text, sentence, expression.span)


def _done(text: str, sentence: Span, place: Span) -> bool:
    """Say whether the clause of a day tells what was done, and nothing to come: that stands in another one."""
    before = _CLAUSE.split(text[sentence.start : place.start])[-1]
    clause = before + _CLAUSE.split(text[place.start : sentence.end])[0]
    title = text.startswith(("''", "”", '"'), place.end)  # "The Ida Moor Show on Sunday"
    return bool(_PAST.search(clause)) and not (title or _TO_COME.search(clause) or _UNTIL.search(before))


def _week_doubtful(day: date, words: str) -> bool:
    """Say whether a week may be the one before: what is written on a Saturday is printed and read on Sunday."""
    return day.isoweekday() == _SUNDAY or (day.isoweekday() == _SUNDAY - 1 and bool(_POINTS_BACK.search(words)))


def _of_older_times(text: str, expression: DateExpression) -> bool:
    """Say whether a day without a year stands behind an older year than it was taken to be of: that may be its own."""
    near = [int(y.group()) for y in _YEAR.finditer(text, max(0, expression.span.start - _TALE), expression.span.start)]
    return bool(near) and expression.earliest is not None and near[-1] < expression.earliest.year - 1


def quoted(text: str, within: Span, place: Span) -> bool:
    """Say whether words stand in a quotation of the sentence or paragraph that they are within.

    "Today" is there the day of the speech, and "he" not who speaks.
    """
    before = text[within.start : place.start].replace("``", "“").replace("''", "”")
    return before.count("“") > before.count("”") or bool(before.count('"') % 2)


def _is_advance(take: Take) -> bool:
    """Say whether a piece was sent for a later day than that on which it was written."""
    return take.embargo is not None or any(word.startswith("Adv") for word in take.marker.raw)


def _beside_cue(dossier: Dossier, take: str, place: Span) -> bool:
    """Say whether a word for saying stands right before or behind a day ("said Monday", "on Monday announced")."""
    text = dossier.takes[take].text
    around = f"{text[max(0, place.start - _BESIDE) : place.start]}|{text[place.end : place.end + _BESIDE]}"
    cues = (span for s in dossier.facts[take].statements for span in s.cue)
    near = Span(max(0, place.start - _BESIDE), place.end + _BESIDE)
    return bool(_SAID.search(around)) or any(cue.meets(near) for cue in cues)


def _ahead(text: str, sentence: Span) -> bool:
    """Say whether a sentence speaks of something to come."""
    planned = pattern("planned", "en")
    return bool(planned and planned.search(sentence.of(text)))


def _vague(expression: DateExpression) -> bool:
    return expression.precision == "vague" or expression.value.endswith("_REF")


def _of_a_year(words: str, sentence: str) -> bool:
    """Say whether a day by its number stands in a sentence that names a year: that may be its own."""
    return bool(_DAY_NUMBER.search(words) and not _YEAR.search(words) and _YEAR.search(sentence))


def _clear(dossier: Dossier, take: str, expression: DateExpression, words: str) -> bool:
    """Say whether English words for a time say by themselves what they mean, or need what was worked out no more.

    "Christmas", "11 a.m.", "the last month" and "five days later than planned" do; "the March contract" and "people
    today are" mean no day; a name ("This Morning") is none; and a month whose number was cut off is not known.
    """
    if dossier.facts[take].language != "en":
        return False
    text, end = dossier.takes[take].text, expression.span.end
    month = expression.precision == "month" and (_BROKEN_OFF.match(text, end) or _before_noun(text, end))
    nowadays = words.lower() == "today" and (
        _NOWADAYS.match(text, end) or _STILL_IS.search(text[max(0, end - _WITHIN) : end])
    )
    than = words.lower().endswith(("later", "earlier")) and _THAN.match(text, end)
    counted = expression.precision in ("week", "minute") and _DAY_NUMBER.search(_CLOCK.sub("", words))
    cut = expression.span.start and text[expression.span.start - 1] in ",.-"  # "000 years ago" of "2,000 years ago"
    plain = cut or not _POINTS.search(_CLOCK.sub("", words)) or _STRETCH.search(words) or _TITLE.search(words)
    return bool(plain or month or nowadays or than or counted or _RANGE.match(text, end))


def _before_noun(text: str, end: int) -> bool:
    """Say whether a noun follows that a month goes with ("the December figures")."""
    found = _NOUN.match(text, end)
    return found is not None and found.group(1) not in listed("stop", "en")


def _text(expression: DateExpression, words: str, as_of: date | None, language: str) -> str | None:
    """Return the gloss, empty when none is needed, None when the words cannot be resolved."""
    if _YEAR.search(words):
        return ""
    if expression.earliest is None or expression.latest is None:
        return "" if _DAY_NUMBER.search(words) else None
    day, inferred = expression.earliest, ", inferred" if expression.inferred else ""
    other_year = as_of is None or day.year != as_of.year or expression.inferred
    if expression.precision in ("day", "minute"):
        if as_of and abs((day - as_of).days) > _FAR and _DAY_NUMBER.search(words):
            return ""
        if _DAY_NUMBER.search(words) and expression.type is DateType.DATE:
            return f"{day.year}{inferred}" if other_year else ""
        return f"{day_words(day, other_year, language)}{inferred}"
    if expression.precision == "month" and _BY_NAME.search(words):
        return f"{day.year}{inferred}"
    if expression.precision == "month":
        return f"{month_words(day, language)}{inferred}"
    if expression.precision in ("season", "quarter", "year"):
        return f"{day.year}{inferred}"
    if expression.precision == "week":
        return f"{day_words(day, year=False)} to {day_words(expression.latest, other_year)}{inferred}"
    return ""


def _evidence(dossier: Dossier, take: str, expression: DateExpression) -> Citation | None:
    """The dateline that a day counts from, else what the year was inferred from, else the sent time."""
    one = dossier.takes[take]
    if expression.evidence:
        return Citation(take, expression.evidence[0])
    if one.dateline and one.dateline.span.end > one.dateline.span.start:
        return Citation(take, one.dateline.span)
    if anchor := dossier.facts[take].anchor.evidence:
        return Citation(take, anchor[0])
    times = one.spans(PartKind.TIME)
    return Citation(take, times[0]) if times else None

"""Whether what a word stands for may be said: it was named before, and nobody else is near who could be meant.

A wrong name in brackets is worse than none. So a pronoun is given its name only where the words between the last
mention of that name and the pronoun hold no other candidate: no other name, no voice, no noun for a person of its
gender (as in Hobbs, 1978, the nearest candidate that agrees comes first).
"""

import re
from collections.abc import Iterator

from writethru.enrich.entities.lexicon import kinds_of, titles
from writethru.enrich.entities.lexicon import words as lexicon
from writethru.model import Entity, EntityKind, Mention, MentionKind, Span
from writethru.tell.display import folded
from writethru.tell.dossier import Dossier
from writethru.tell.gloss_claims import cover
from writethru.tell.gloss_dates import quoted
from writethru.tell.words import listed, tokens

_NAMED = (MentionKind.NAME, MentionKind.SURNAME)
CLEAR = 0.85  # confidence from which another name in between does not make a pronoun doubtful
_DOING = re.compile(
    r"(?!sterling|irving|channing|king|ming|ling|ping|qing|jing|ying|ning|xing)\w{3,}ing$"
)  # "Allowing Moor"
_SHOUTED = 4  # letters from which a word in capitals is no part of an office, but a page's own
_OF_ONE = 0.95  # confidence from which a surname is one bearer's, whoever of that name was named since
_LONG = 6  # words of an office that a gloss repeats
_STATES = frozenset({"acting", "former", "outgoing"})
_APPOSITION = 60  # code points behind a name in which a noun after a comma says who that is
_NEAR = 60  # code points in which a name beside a mention makes its gloss needless
_NICKNAME = re.compile(r"\w[\"'”’]+\s$")  # before a surname: Carl “Bud” Moor
_QUOTES = "`‘“\"'’”"
_REIGN = re.compile(r"(?:['’]s)?\s+(?:administration|government|campaign|cabinet|presidency|era)\b")
_FAMILY = re.compile(r"(?:['’]s)?\s+family\b")
_ASIDE = re.compile(r"\s(?:for|in|at|with|on|to|from)\s")  # what an office is for is often cut short
_CAPITAL = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+(?:-[A-Z][a-z]+)*\b")
_THE = re.compile(r"(?i:\bthe)\s+$")
_NOUN = re.compile(r"\s+[a-z]+\b(?<!\bsaid)(?<!\bsays)")
_ADDED = re.compile(r",? (?:Jr|Sr|II|III|IV)\.?$")
_ANOTHER = re.compile(r"\b(?:new|next|future|incoming|any|every|each)\s+", re.IGNORECASE)  # "the new president"
_CASE = re.compile(r"\s+vs?\.")
_WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_NAME_BEFORE = re.compile(r"[a-z,] (?:[A-Z][\w.]*\s)+$")
_PAIRED = re.compile(r"\b[A-Z]\w+[-–]$")  # "the Moor-Sorn meeting"
_SEAT = re.compile(r"['’]s?\s+(?:office|staff|job|post|race)\b")  # "the attorney's office"
_INITIAL = re.compile(r"\b[A-Z]\.$")
_COURTESY = re.compile(r"\b(Mr|Mrs|Ms|Miss|Dr|Sir)\.?\s+$")
_UNNAMED = re.compile(  # of whoever speaks there no name is given
    r"\b(?:condition of anonymity|(?:requested|asked for|insisted on|demanded) anonymity"
    r"|(?:declined|refused|asked not) to be (?:named|identified))\b"
)
_OF_AGE = re.compile(r"\bThe \d+-year-old\b")  # opens a sentence on somebody told of before
_TITLE = re.compile(r"([A-Z][\w.-]*(?:\s+[A-Z][\w.-]*){0,3})\s+$")


def plain(text: str, sentence: Span, mention: Mention, called: str) -> bool:
    """Say whether words need no gloss: a title stands before them, the name beside them, or they are a title's own.

    "President Moor", "the Moor government", "Moor's ... Ida Moor" and "`Moor'" are understood as they are.
    """
    start, end = mention.span.start, mention.span.end
    if mention.kind is MentionKind.PRONOUN:
        return False
    before, behind = max(sentence.start, start - _NEAR), min(sentence.end, end + _NEAR)
    beside = folded(text[before:start]), folded(text[start:behind])
    if any(called.lower() in words.lower() for words in beside):
        return True
    if mention.kind is not MentionKind.ROLE and _NICKNAME.search(text[max(0, start - 4) : start]):
        return True
    if mention.kind is MentionKind.SURNAME and _in_small_letters(text, mention):
        return True
    if mention.kind is MentionKind.ROLE and (
        _ANOTHER.search(text[max(0, start - 12) : start + 10]) or _SEAT.match(text, end)
    ):
        return True
    if mention.kind is MentionKind.ROLE:
        return tokens(text[start:end])[-1:] == ["head"] and not text[end:].lstrip().startswith("of")
    if text[start - 1 : start] == "[" and text[end : end + 1] == "]":  # its writer has put the name there already
        return True
    if start and text[start - 1] in _QUOTES and text[end : end + 2].lstrip(".,")[:1] in _QUOTES:
        return True
    if (
        text[end : end + 1] == "-" or _PAIRED.search(text[max(0, start - _NEAR) : start]) or _CASE.match(text, end)
    ):  # "the Moor-Sorn years", "Moor vs. Sorn"
        return True
    if _FAMILY.match(text, end):
        return True
    family = _THE.search(text[max(0, start - 5) : start]) and _NOUN.match(text, end)
    return bool(_REIGN.match(text, end) or family)


def courtesy(text: str, mention: Mention) -> bool:
    """Say whether "Mrs." or the like stands right before a surname."""
    return bool(_COURTESY.search(text[: mention.span.start][-8:]))


def other_gender(text: str, mention: Mention, called: str) -> bool:
    """Say whether the courtesy title before a surname is not one for a bearer of that first name ("Ms." and Rolf)."""
    found = _COURTESY.search(text[: mention.span.start][-8:])
    title, first = found.group(1) if found else "", called.split()[0].lower()
    if title in ("Mrs", "Ms", "Miss"):
        return first in lexicon("names", "male") - lexicon("names", "female")
    return title in ("Mr", "Sir") and first in lexicon("names", "female") - lexicon("names", "male")


def shared_surname(dossier: Dossier, take: str, number: int, mention: Mention) -> bool:
    """Say whether a surname without a title may be that of another whom its piece names in full."""
    text = dossier.takes[take].text
    if mention.kind is not MentionKind.SURNAME or courtesy(text, mention) or titled(text, mention):
        return False
    words = mention.span.of(text).lower().split()
    bearers = set[str]().union(*(dossier.namesakes.get(word, frozenset()) for word in words[-1:]))
    here = {dossier.who(take, n) for n in range(len(dossier.facts[take].entities))}
    return len(bearers & here | {dossier.who(take, number)}) > 1


def of_family(dossier: Dossier, take: str, number: int, mention: Mention) -> bool:
    """Say whether the nearest full name with that surname before it is another's, as where a piece is on a family."""
    text = dossier.takes[take].text
    office = titled(text, mention) and not courtesy(text, mention)
    if mention.kind is not MentionKind.SURNAME or office or mention.confidence >= _OF_ONE:
        return False
    word = tokens(mention.span.of(text))[-1:]
    named = (
        (m.span.start, n)
        for n, entity in enumerate(dossier.facts[take].entities)
        if entity.kind is EntityKind.PERSON
        for m in entity.mentions
        if m.kind is MentionKind.NAME and m.span.end <= mention.span.start
        if tokens(_ADDED.sub("", m.span.of(text)))[1:][-1:] == word
    )
    return max(named, default=(0, number))[1] != number


def _in_small_letters(text: str, mention: Mention) -> bool:
    """Say whether the piece has a word in small letters too, as it has no surname: "Fire swept through ..."."""
    word = mention.span.of(text).lower()
    return bool(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text))


def titled(text: str, mention: Mention) -> bool:
    """Say whether an office or a courtesy title stands right before a surname ("President Moor")."""
    found = _TITLE.search(text[max(0, mention.span.start - _NEAR) : mention.span.start])
    words = found.group(1).lower().split() if found else []
    known = titles()
    return any(" ".join(words[n:]) in known.kinds for n in range(len(words)))


def sovereign(dossier: Dossier, take: str, mention: Mention) -> bool:
    """Say whether the title right before a surname tells every reader who is meant: "President Moor", and no other."""
    text = dossier.takes[take].text
    if len(dossier.namesakes.get(mention.span.of(text).lower(), ())) > 1:
        return False
    found = _TITLE.search(text[max(0, mention.span.start - _NEAR) : mention.span.start])
    words = found.group(1).lower().split() if found else []
    return any(" ".join(words[n:]) in listed("sovereign", "en") for n in range(len(words)))


def holds_title(entity: Entity, text: str, mention: Mention) -> bool:
    """Say whether the title right before a surname is one that its piece gives this bearer."""
    found = _TITLE.search(text[max(0, mention.span.start - _NEAR) : mention.span.start])
    last = tokens(found.group(1))[-1:] if found else []
    return any(set(last) & set(tokens(role.title)) for role in entity.roles)


def same_head(entity: Entity, words: str) -> bool:
    """Say whether a noun for a body is a word of its name: "the bank" of the World Bank."""
    own = {w for name in entity.names for w in tokens(name)}
    return any(word in own for word in tokens(words)[-1:])


def only_body(dossier: Dossier, take: str, number: int, mention: Mention) -> bool:
    """Say whether a body was named before a mention, and no other body was."""
    entity, text = dossier.entity(take, number), dossier.takes[take].text
    named = named_before(entity, mention) and not re.search(rf"\b{re.escape(entity.name.lower())}\b", text)
    return named and not any(True for _ in _others(dossier, take, number, mention.span.start))


def named_before(entity: Entity, mention: Mention) -> bool:
    """Say whether a piece has named somebody or something before it is mentioned."""
    return any(m.kind in _NAMED and m.span.end <= mention.span.start for m in entity.mentions)


def in_full(entity: Entity, called: str, text: str) -> str:
    """Return a name with the office that its piece, of this text, gives: "Gov. Ida Moor", "Ida Moor, analyst"."""
    title = entity.roles[0].title if entity.roles else ""
    if title and (_WEEKDAY.search(title) or _cut_into(text, entity.roles[0].span)):
        return called
    state = f"{entity.roles[0].state} " if title and entity.roles[0].state in _STATES else ""
    title = _ASIDE.split(title, maxsplit=1)[0]
    words = title.split()
    if (
        not words
        or words[0].startswith("year-old")
        or not kinds_of(title)
        or "’s" in title
        or "'s" in title
        or len(words) > _LONG
        or any(len(word) > _SHOUTED and word.isupper() for word in words)
    ):
        return called
    telling = [word.lower() for word in words if word.lower() not in listed("unnouned", "en")]
    if words[-1].lower() in listed("kin", "en") | listed("persons", "en") or (
        len(telling) == 1 and telling[0] in listed("vague", "en")
    ):
        return called
    before = title[0].isupper() or title.endswith(".")  # "police Lt. Ida Moor"
    return f"{state}{title} {called}" if before else f"{called}, {state}{title}"


def _cut_into(text: str, office: Span) -> bool:
    """Say whether an office begins inside a name: "York Courier critic" of "the New York Courier critic".

    Or ends in one: "president of the Pilots" of "president of the Pilots' Union".
    """
    if text[office.end : office.end + 1] in ("'", "’") and text[office.end - 1] == "s":
        return True
    return bool(_NAME_BEFORE.search(text[max(0, office.start - _NEAR) : office.start])) and text[office.start].isupper()


def in_office(dossier: Dossier, take: str, number: int, mention: Mention) -> bool:
    """Say whether "the governor", and no more, means the only one of whom the piece says that he is a governor."""
    words = tokens(mention.span.of(dossier.takes[take].text))
    if len(words) != 2 or words[0] != "the":
        return False
    bearers = {
        n for n, e in enumerate(dossier.facts[take].entities) if any(words[1] in tokens(r.title) for r in e.roles)
    }
    return bearers == {number}


def surname(text: str, mention: Mention, called: str) -> bool:
    """Say whether a word is the surname of a name."""
    words, names = tokens(mention.span.of(text)), tokens(_ADDED.sub("", called))
    if not words or not names:
        return False
    return words[-1] == names[-1] or (words[-1] == names[0] and "-" in called)


def names_person(words: str) -> bool:
    """Say whether words end in a noun for one person ("the official")."""
    return any(for_person(word) for word in tokens(words)[-1:])


def named_in(dossier: Dossier, take: str, number: int, sentence: Span, mention: Mention) -> bool:
    """Say whether somebody else, or another body for a body, is named in the sentence before a mention."""
    others = list(_others(dossier, take, number, mention.span.start))
    if any(sentence.covers(m.span) for m in others):
        return True
    text, taken = dossier.takes[take].text, [m.span for e in dossier.facts[take].entities for m in e.mentions]
    taken += [d.span for d in dossier.facts[take].dates]
    capitals = (Span(*f.span()) for f in _CAPITAL.finditer(text, sentence.start + 1, mention.span.start))
    return any(not any(t.meets(word) for t in taken) for word in capitals)


def explained(dossier: Dossier, take: str, number: int, sentence: Span, mention: Mention) -> bool:
    """Say whether a pronoun before which its entity was not mentioned has a noun for a person in its own sentence."""
    entity, text = dossier.entity(take, number), dossier.takes[take].text
    if any(m.span.end <= sentence.start and m.scope == mention.scope for m in entity.mentions):
        return False
    before = text[sentence.start : mention.span.start]
    return any(for_person(word) for word in tokens(before))


def doubtful(dossier: Dossier, take: str, number: int, sentence: Span, mention: Mention) -> bool:
    """Say whether a pronoun may mean another than its entity. O(mentions and statements of the take)."""
    entity, text = dossier.entity(take, number), dossier.takes[take].text
    if _INITIAL.search(entity.name) or misread(entity.name) or _of_speaker(dossier, take, number, mention):
        return True
    if _UNNAMED.search(sentence.of(text)):
        return True
    at = mention.span.start
    earlier = [m for m in entity.mentions if m.span.end <= at and m.scope == mention.scope]
    if not earlier:
        return True
    last = max(earlier, key=lambda m: m.span)
    since = last.span.end
    if entity.kind is not EntityKind.PERSON:
        return any(m.span.start > since for m in _others(dossier, take, number, at))
    persons = _others(dossier, take, number, at)
    if mention.confidence < CLEAR and any(m.span.start > since for m in persons):
        return True
    if any(_last_named(entity, at) < m.span.start < at for m in _by_first_name(dossier, take)):
        return True
    voices = (cover(s.speaker) for s in dossier.facts[take].statements if s.speaker and s.entity != number)
    if any(since < voice.start and voice.end <= at for voice in voices):
        return True
    return any(_rivals(text, Span(since, at), sentence, entity, mention.span.of(text)))


def _last_named(entity: Entity, before: int) -> int:
    """Return where somebody was named last before a place, by name or surname."""
    return max((m.span.end for m in entity.mentions if m.kind in _NAMED and m.span.end <= before), default=0)


def _by_first_name(dossier: Dossier, take: str) -> Iterator[Mention]:
    """Yield names that are a first name alone, as of somebody in a film, and that were taken for a body's."""
    first = lexicon("names", "male") | lexicon("names", "female")
    for entity in dossier.facts[take].entities:
        if entity.kind is EntityKind.BODY and entity.name.lower() in first:
            yield from entity.mentions


def _of_speaker(dossier: Dossier, take: str, number: int, mention: Mention) -> bool:
    """Say whether a pronoun stands in a quotation of the very one it was taken for: nobody calls himself "he"."""
    one, name = dossier.takes[take], tokens(_ADDED.sub("", dossier.entity(take, number).name))
    said = (s for s in dossier.facts[take].statements if s.direct and any(c.covers(mention.span) for c in s.content))
    own = any(
        s.entity == number or (s.speaker and tokens(cover(s.speaker).of(one.text))[-1:] == name[-1:]) for s in said
    )
    paragraph = next((part for part in one.copy if part.covers(mention.span)), mention.span)
    return own and quoted(one.text, paragraph, mention.span)


def misread(name: str) -> bool:
    """Say whether a name opens with a word that was taken in with it, as the first of its sentence ("Though Moor")."""
    first = name.split(maxsplit=1)[0].lower() if " " in name else ""
    shouted = not name.isupper() and any(len(word) > _SHOUTED and word.isupper() for word in name.split())
    return shouted or first in listed("unnamed", "en") or bool(_DOING.match(first))


def persons(dossier: Dossier, take: str) -> Iterator[Mention]:
    """Yield where people are named in a take."""
    for entity in dossier.facts[take].entities:
        if entity.kind is EntityKind.PERSON:
            yield from (m for m in entity.mentions if m.kind in _NAMED)


def _may_be_person(entity: Entity) -> bool:
    lone = entity.kind is EntityKind.BODY and " " not in entity.name and not entity.name.isupper()
    return entity.kind is EntityKind.PERSON or lone


def _others(dossier: Dossier, take: str, number: int, before: int) -> Iterator[Mention]:
    """Yield where others of an entity's kind are named before a place."""
    person = dossier.entity(take, number).kind is EntityKind.PERSON
    for other, entity in enumerate(dossier.facts[take].entities):
        if other != number and (_may_be_person(entity) if person else entity.kind is EntityKind.BODY):
            yield from (m for m in entity.mentions if m.kind in _NAMED and m.span.end <= before)


def for_person(word: str) -> bool:
    """Say whether a word in small letters is a noun for one person, by office, trade or otherwise."""
    return word in titles().kinds or word in listed("persons", "en")


def _rivals(text: str, between: Span, sentence: Span, entity: Entity, pronoun: str) -> Iterator[str]:
    """Yield nouns for one other person: of the pronoun's gender, or of any in its own sentence; or one by age alone."""
    known, own = titles(), {w for role in entity.roles for w in tokens(role.title)}
    if found := _OF_AGE.search(between.of(text)):
        yield found.group()
    gender = {"he": "m", "him": "m", "his": "m"}.get(pronoun.lower(), "f")
    for found in re.finditer(r"[\w-]+", between.of(text)):
        word, at = found.group().lower(), between.start + found.start()
        if word in own or (text[between.start : between.start + 1] == "," and at - between.start < _APPOSITION):
            continue
        agrees = known.gender.get(word) == gender
        if agrees or (at >= sentence.start and for_person(word)):
            yield word

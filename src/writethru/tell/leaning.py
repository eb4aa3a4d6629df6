"""What a sentence leans on in the text before it, and what it gives others to lean on.

"The panel", "that price", "the second operation" point at something told before. Nobody can say from the words alone
whether a definite noun does: "the sea" and "the price of bread" stand by themselves. The piece says it: a noun that
its writer brought in before is one that a reader of this sentence misses, unless what is told has it too (a given and
a new noun, as in Prince, 1981). Beside these, nouns that nearly always point back do so wherever they stand.
"""

import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cache

from writethru.model import Entity, EntityKind, Mention, MentionKind, Span
from writethru.tell.abbreviations import abbreviations, initials, spelled_out
from writethru.tell.display import folded
from writethru.tell.dossier import Dossier
from writethru.tell.states import acting_state
from writethru.tell.words import listed, tokens

_BODY, _PERSON = "*body*", "*person*"
_SEVERAL = frozenset({"men", "women", "children", "gunmen", "couple", "thieve"})  # stems that stand for several alone
_MOST = 3  # words of a noun with what stands before it
_PHRASE = re.compile(
    r"(?:\b(the|this|that|these|those|such|another)|^(one))\s+(?=((?:[^\s,;:.!?()\"“”]+\s+){0,4}[^\s,;:.!?()\"“”]+))",
    re.IGNORECASE,
)
_OF_WHAT = frozenset({"of", "that", "which", "called", "named"})
_NO_NOUN = re.compile(r"(?:ed|ly)$")  # behind the first word mostly the verb, or what stands before it
_DAY = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w*\b"
)
_AFTER_NAME = re.compile(r"\bthe\s(new\s)?([A-Z][a-z]+)\s(?:or\s[A-Z]\w+\s)?([a-z]+)\b")
_TELLS = re.compile(r"\b(?:told|tells|tell|telling|informed|assured|warned|reminded|convinced)\s$")
_STAFF = re.compile(r"\b([a-z]+)\s(?=([a-z]+)\b)")
_AGED = re.compile(r"(?:^|\band\s)([A-Z][a-z]+),\s\d{1,2}(?:,|\s(?:months|weeks|days)\b)")
_AND_AGE = re.compile(r",\s+\d{1,3},\s+(?!an?\b|the\b|of\b|who\b|whose\b|from\b)[a-z]+")
_FIRST = 3  # sentences in which a piece brings in whom it is on
_SELDOM = 2  # times that a piece names somebody whom it is not on
_HIGHEST = re.compile(  # "the largest bank", and not "the third guest"
    r"^(?!(?:un|in|re|pro|con|mid|north|south)?(?:rest|guest|forest|test|quest|interest|arrest|harvest|priest|chest"
    r"|breast|crest|west|nest|digest|manifest|behest|tempest)$)\w{2,}est$"
)
_AFTER_PREPOSITION = re.compile(
    r"(?:^|\b(?:of|for|in|at|by|to|with|on|from|than|under|after|before|during|about|over|and))\s*$", re.IGNORECASE
)
_PART_OF = re.compile(
    r"^\W*(?:one|two|three|four|five|six|seven|eight|nine|ten|several|some|many|most|all|none|each|both|\d+)\s+of\s+$",
    re.IGNORECASE,
)
_BRINGS_IN = re.compile(
    r"\b[Aa]n?\s(?:[a-z][\w-]*\s){0,3}?([a-z]+)(?=[,.;:]|\s(?:of|that|which|who|whose|to|in|on|for|at|by|from|with|and|or"
    r"|is|was|are|were|has|had|have|said|says|ruled|will|would|could|can|may|[a-z]+(?:s|ed|ing))\b)"
)
_SPEAKS_OF = re.compile(
    r"\b[Tt]he\s([a-z]+)\b(?!\s(?:of|for|that|which|who|whose|to|on|against|between|from|(?!is\b|was\b|has\b|says\b)[a-z]+s)\b)"
)
_ALSO = re.compile(r"^([^“”\"]{3,90}?)\s(?:has\s|have\s|had\s)?also\s[a-z]+(?:ed|s|id|old|ave|ote|ent|ade|ook)\b")
_OF_AGE = re.compile(r"The \d+-year-old(?:,|\s(?:was|is|has|had|who|from|said|told|also|[a-z]+ed)\b)")
_CAPITAL = re.compile(r"\b[A-Z][\w.&-]*")


@dataclass(frozen=True, slots=True)
class Pointer:
    """A noun that points back: the words that explain it, any of them, and whether its own piece had them before."""

    words: frozenset[str]
    old: bool


def pointers(dossier: Dossier, take: str, scope: str = "copy") -> dict[Span, frozenset[Pointer]]:
    """Return what each sentence of a piece in English points back at. O(words of the piece)."""
    text, before, brought, letters = dossier.takes[take].text, set[str](), set[str](), set[str]()
    named = _by_name(dossier, take)
    found: dict[Span, frozenset[Pointer]] = {}
    for number, sentence in enumerate(dossier.sentences(take, scope)):
        words = folded(sentence.span.of(text))
        if sentence.language == "en":
            by_name = (one.pointer for one in named if one.meant(sentence.span))
            nouns = (
                *leans_on(words, before),
                *_after_names(words, before),
                *_first_names(words),
                *_staff(words, before),
                *_again(words, brought),
                *_also(words),
                *_aged(words),
                *_lettered(words, letters, text[: sentence.span.start]),
                *(_by_age(dossier, take, sentence.span) if number >= _FIRST else ()),
            )
            found[sentence.span] = frozenset((*nouns, *by_name))
        before |= leaning_stems(words)
        brought |= {found.group(1) for found in _BRINGS_IN.finditer(words)}
        letters |= abbreviations(words)
    return found


def _again(words: str, brought: Set[str]) -> Iterator[Pointer]:
    """Yield the nouns like "law" that mean one told of, not the one that everybody knows: their piece has "a law"."""
    for found in _SPEAKS_OF.finditer(words):
        if found.group(1) in brought and found.group(1) in listed("brought", "en"):
            yield Pointer(frozenset({_stem(found.group(1))}), old=True)


def _also(words: str) -> Iterator[Pointer]:
    """Yield whom a sentence tells more of ("Moor also sold"): somebody must have been told of."""
    found = _ALSO.match(words)
    named = [word.group() for word in _CAPITAL.finditer(words, 1, found.end(1))] if found else []
    if named:
        yield Pointer(frozenset(leaning_stems(" ".join((words.split()[0], *named)))) - listed("stop", "en"), old=False)


def _aged(words: str) -> Iterator[Pointer]:
    """Yield who opens a sentence by an age alone ("The 17-year-old, who")."""
    if _OF_AGE.match(words):
        yield Pointer(frozenset({"man"}), old=False)


def _by_age(dossier: Dossier, take: str, sentence: Span) -> Iterator[Pointer]:
    """Yield who opens a sentence by name and age alone ("Ida Moor, 24, was") and is hardly named elsewhere.

    Who that is, a victim or who is accused, the sentence before it says.
    """
    text = dossier.takes[take].text
    for entity in dossier.facts[take].entities if take in dossier.facts else ():
        named = [m.span for m in entity.mentions if m.kind in (MentionKind.NAME, MentionKind.SURNAME)]
        opens = entity.kind is EntityKind.PERSON and any(
            span.start == sentence.start and _AND_AGE.match(text, span.end) for span in named
        )
        if opens and len(named) <= _SELDOM:
            yield Pointer(frozenset({"*who*"}), old=False)


def leans_on(words: str, before: Set[str] = frozenset()) -> Iterator[Pointer]:
    """Yield what a sentence in English points back at; ``before`` are the words that its piece had before it.

    O(length).
    """
    for found in _PHRASE.finditer(words):
        article, behind = (found.group(1) or found.group(2)).lower(), found.group(3).split()
        noun = _noun(article, behind, told=_TELLS.search(words, 0, found.start()) is not None)
        ends = len(noun) == len(behind) == 1  # "that price.", where no verb follows that "that" could join
        if not noun or (article == "that" and not ends and not _demonstrative(noun, words[: found.start()])):
            continue
        mine = frozenset(noun)
        old = bool(mine & before) or (article == "the" and bool(_PART_OF.match(words[: found.start()])))
        if old or article not in ("the", "such", "another", "one") or "*second*" in mine or _points(article, mine):
            yield Pointer((mine & _nouns()) or (mine - {"*second*"}), old)


def _points(article: str, noun: frozenset[str]) -> bool:
    """Say whether a noun points back wherever it stands: "the incident" does, "another incident" does not."""
    return article in ("the", "such") and bool(noun & _nouns())


def _noun(article: str, words: list[str], *, told: bool = False) -> list[str]:
    """Return the stems of a noun and of what stands before it; none where it needs nothing told before.

    ``told`` says that somebody is told something there: a "that" goes with the words for telling.
    """
    stems, last = list[str](), ""
    for word in words[: _MOST + 2]:
        bare = re.sub(r"['’]s?$", "", word)
        low = bare.lower()
        if not low[:1].isalnum() or (told and stems and low == "that"):
            break  # a dash; "told the panel that"
        if low in listed("ranked", "en"):
            stems.append("*second*")
        elif low in listed("which", "en") and stems and article in ("the", "such"):
            if (len(stems) > 1 and last.endswith("s")) or (stems[-1] in _kind("bodies") and low not in _OF_WHAT):
                break  # "the panel says that", "for the board by"
            return []  # "the panel of judges"
        elif low in listed("stop", "en") and low not in listed("unnouned", "en"):
            break
        elif low in listed("unnouned", "en") or low[0].isdigit():
            continue
        elif stems and _DAY.match(word):
            break
        elif not word[0].islower() and article == "another":
            continue  # "another Harn yard"
        elif not word[0].islower() or low in listed("unique", "en") or _HIGHEST.match(low):
            return []  # a name, or the only one there is
        elif stems and _NO_NOUN.search(low):
            break
        else:
            stems.append(_stem(low))
        last = low
        if bare != word or len(stems) == _MOST:
            break
    understood = stems and stems[0] in _understood() and not (len(stems) > 1 and stems[0] in _kind("alone"))
    return [] if understood and article in ("the", "this") else stems


def _demonstrative(noun: list[str], before: str) -> bool:
    """Say whether "that" points ("at that price") and does not join ("said that prices")."""
    return bool(set(noun[:1]) & (_nouns() | {_stem(w) for w in listed("pointed", "en")})) or bool(
        _AFTER_PREPOSITION.search(before)
    )


@dataclass(frozen=True, slots=True)
class _Named:
    """A mention by name that points back: always, or where its sentence begins behind the first of them."""

    span: Span
    pointer: Pointer
    behind: int = -1
    full: Span | None = None  # where the name stands in full, which explains it in its own sentence

    def meant(self, sentence: Span) -> bool:
        """Say whether a sentence has the mention and points back by it."""
        explained = self.full is not None and sentence.covers(self.full)
        return sentence.covers(self.span) and self.behind <= sentence.start and not explained


def _by_name(dossier: Dossier, take: str) -> list[_Named]:
    """Return where a piece names what it brought in before: bodies by one word, and people of whom it has a surname.

    Who is named by a surname alone, without an office, for which the piece has no full name, is missed everywhere.
    """
    text, found = dossier.takes[take].text, list[_Named]()
    longer = _last_words(dossier, take)
    for entity in dossier.facts[take].entities if take in dossier.facts else ():
        named = [m for m in entity.mentions if m.kind in (MentionKind.NAME, MentionKind.SURNAME)]
        names = [m for m in named if m.kind is MentionKind.NAME]
        if entity.kind is EntityKind.BODY:
            found += _bodies(entity, names, text, longer)
        elif entity.kind is EntityKind.PERSON and not entity.roles and not names:
            words = ((m.span, m.span.of(text)) for m in named)
            found += (_Named(span, Pointer(frozenset(leaning_stems(said)), old=True)) for span, said in words)
    return found


def _last_words(dossier: Dossier, take: str) -> dict[str, int]:
    """Return the last words of the names of several words in a piece, each with where the first such name ends."""
    text, found = dossier.takes[take].text, dict[str, int]()
    for entity in dossier.facts[take].entities if take in dossier.facts else ():
        for span in (m.span for m in entity.mentions if m.kind is MentionKind.NAME and m.scope == "copy"):
            words = span.of(text).split()
            if len(words) > 1:
                found[words[-1]] = min(span.end, found.get(words[-1], span.end))
    return found


def _bodies(entity: Entity, names: list[Mention], text: str, longer: Mapping[str, int]) -> Iterator[_Named]:
    """Yield where a body is named in one word that not every reader knows, behind the first time that it is named.

    Behind a name that ends in that word too: it may be a person's, read as a body's.
    """
    first = min((m.span.end for m in names if m.scope == "copy"), default=None)
    for mention in names if first is not None else ():
        word = mention.span.of(text)
        if len(word.split()) == 1 and word.lower() not in listed("household", "en"):
            called = entity.names if word.isupper() else (word,)  # "USW" is explained by its name in full
            full = spelled_out(word, text)
            words = frozenset(leaning_stems(" ".join((*called, full.of(text) if full else ""))))
            behind = -1 if full else min(first or 0, longer.get(word, first or 0))
            yield _Named(mention.span, Pointer(words, old=True), behind=behind, full=full)


def _after_names(words: str, before: Set[str]) -> Iterator[Pointer]:
    """Yield the names in "the Moor affair", that its piece had told of before it."""
    for found in _AFTER_NAME.finditer(words):
        name, noun = _stem(found.group(2).lower()), found.group(3).lower()
        known = name in _kind("household") or noun in listed("reigning", "en") or acting_state(found.group(2))
        if found.group(1) and name in before and noun not in listed("stop", "en"):
            yield Pointer(frozenset({_stem(noun)}), old=False)  # "the new Moor yard": which, the sentence before says
        if name in before and not known and noun not in listed("stop", "en") and not _NO_NOUN.search(noun):
            yield Pointer(frozenset({name}), old=True)


def _staff(words: str, before: Set[str]) -> Iterator[Pointer]:
    """Yield the bodies in "committee leaders", that their piece had told of before it."""
    for found in _STAFF.finditer(words):
        body, noun = _stem(found.group(1)), found.group(2)
        if body in _kind("bodies") and noun in listed("staff", "en") and body in before:
            yield Pointer(frozenset({body}), old=True)


def _lettered(words: str, letters: Set[str], before: str) -> Iterator[Pointer]:
    """Yield the abbreviations in a sentence that its piece had, or had in full, before it."""
    for word in abbreviations(words):
        if word.lower() in listed("household", "en"):
            continue
        if word in letters or spelled_out(word, before):
            yield Pointer(frozenset({_stem(word.lower())}), old=True)


def _first_names(words: str) -> Iterator[Pointer]:
    """Yield who is named by a first name and an age alone ("Ida, 5, was"), as those of a family told of are."""
    for found in _AGED.finditer(words):
        yield Pointer(frozenset({_stem(found.group(1).lower())}), old=True)


def gives(dossier: Dossier, take: str, span: Span) -> frozenset[str]:
    """Return what words of a take give to lean on: their stems, initials of names, marks for a body and a person."""
    words = span.of(dossier.takes[take].text)
    found = leaning_stems(words) | set(initials(words))
    for entity in dossier.facts[take].entities if take in dossier.facts else ():
        if entity.kind is not EntityKind.PLACE and any(
            m.kind is not MentionKind.PRONOUN and span.covers(m.span) for m in entity.mentions
        ):
            found.add(_PERSON if entity.kind is EntityKind.PERSON else _BODY)
    return frozenset(found)


def open_ends(leaning: Set[Pointer], given: Set[str], *, follows: bool = False) -> int:
    """Count the nouns that nothing given explains.

    Args:
        leaning: what a sentence points at.
        given: what is told before it gives (``gives``).
        follows: the sentence before it in its piece is told right before it: what its piece had not named earlier,
            that one explains in other words.
    """
    return sum(not (one.words & given or _explained(one, given, follows=follows)) for one in leaning)


def _explained(one: Pointer, given: Set[str], *, follows: bool) -> bool:
    """Say whether other words explain a noun that is not given itself."""
    if one.old:
        return False
    formal = one.words & _kind("bodies") and not one.words & _kind("generic")  # "the commission" is one of that name
    return (follows and not formal) or _by_kind(one, given)


def _by_kind(one: Pointer, given: Set[str]) -> bool:
    """Say whether "the company" has a body to mean, "the man" a person, or "the attackers" others of whom was told."""
    if one.words & _kind("bodies"):
        return _BODY in given and bool(one.words & _kind("generic"))
    if one.words & _kind("people") - _kind("persons"):
        return bool(given & _SEVERAL)
    return bool(one.words & _kind("persons")) and (_PERSON in given or bool(given & _kind("persons")))


def leaning_stems(words: str) -> set[str]:
    """Return the words of a text as nouns that point back have them. O(length)."""
    return {_stem(word) for word in tokens(words)}


@cache
def _stem(word: str) -> str:
    """Return a noun in English without its plural ending.

    >>> [_stem(word) for word in ("ferries", "unions", "crashes", "glass")]
    ['ferry', 'union', 'crash', 'glass']
    """
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if re.search(r"(?:s|x|z|ch|sh)es$", word):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


@cache
def _kind(name: str) -> frozenset[str]:
    return frozenset(_stem(word) for word in listed(name, "en"))


@cache
def _nouns() -> frozenset[str]:
    return _kind("things") | _kind("bodies") | _kind("persons") | _kind("people")


@cache
def _understood() -> frozenset[str]:
    return _kind("understood")

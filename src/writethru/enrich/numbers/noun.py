"""The noun behind a number where there is no parser: the next word, as far as a language lets it be told."""

import re
from dataclasses import dataclass

from writethru.enrich.numbers.amount import Amount, Kind
from writethru.enrich.numbers.lexicon import Lexicon

_WORD = re.compile(r"\s(?P<noun>[^\W\d_]{2,}(?:-[^\W\d_]+)*)")
_CAPITAL = re.compile(r"(?:\s[^\W\d_]+){0,2}?\s(?P<noun>[A-ZÄÖÜ][^\W\d_]+)")
_JAPANESE = re.compile(r"の(?P<noun>[一-龥々ァ-ヶー]{1,8})")
_CHINESE = re.compile(r"(?P<noun>[一-龥]{2}(?:人员|人員|[者员員民客生家兵车車])?)")


@dataclass(frozen=True, slots=True)
class Noun:
    """The noun counted and its place in the text."""

    text: str
    start: int
    end: int


def following(text: str, amount: Amount, lexicon: Lexicon) -> Noun | None:
    """Return the noun that follows a count, None where it is not clear."""
    if amount.kind not in (Kind.COUNT, Kind.PEOPLE, Kind.ORDINAL):
        return None
    if amount.kind is Kind.PEOPLE and lexicon.spaced:
        return None  # the people are the noun already
    shape, start = lexicon.data.get("nouns", ""), amount.end
    if shape == "capital":
        return _noun(_CAPITAL.match(text, start), lexicon)
    if shape == "の":
        return _noun(_JAPANESE.match(text, start), lexicon)
    if shape == "han2":
        return _noun(_CHINESE.match(text, start), lexicon) if amount.counter or amount.kind is Kind.ORDINAL else None
    if shape != "next":
        return None
    if (link := lexicon.data.get("link")) and (lead := re.compile(rf"\s(?={link})(?:{link})").match(text, start)):
        start = lead.end() - 1
        return _noun(re.compile(rf".{_WORD.pattern[2:]}").match(text, start), lexicon)
    if lexicon.language == "ko" and (genitive := re.compile("의(?= )").match(text, start)):
        start = genitive.end()
    return _noun(_WORD.match(text, start), lexicon)


def _noun(match: re.Match[str] | None, lexicon: Lexicon) -> Noun | None:
    if not match:
        return None
    word, start = match["noun"], match.start("noun")
    if particles := lexicon.data.get("particles"):
        bare = re.sub(particles, "", word)
        word = bare if len(bare) >= 2 else word
    if word.lower() in lexicon.data.get("not_nouns", []):
        return None
    if (ending := lexicon.data.get("not_noun")) and re.search(ending, word):
        return None
    return Noun(word, start, start + len(word))

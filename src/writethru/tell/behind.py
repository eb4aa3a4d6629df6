"""Sentences that can only be read behind the one before them, by how they open and by words like "however"."""

import re

from writethru.tell.words import pattern

_ASIDE = re.compile(r"\([^()]*\)[.!?]?")
_WITHOUT_NOUN = re.compile(
    r"^(?:one|two|three|four|five|six|seven|eight|nine|ten|another|others?|some|most|many|several|both|neither|each|"
    r"all|none|few)(?:\s+of\s+(?:them|these|those))?\s+(?:is|was|were|are|had|has|have|did|will|would|could|can|came|"
    r"went|said|says|say|also|(?!hundred)\w+ed)\b",
    re.IGNORECASE,
)
_AMID = re.compile(
    r",\s(?:however|meanwhile|though|too|either|therefore|then|in turn|for instance|for example|"
    r"by contrast|by then)[,.]"
    r"|^[^,“”\"]{3,40}, that (?:is|was|means|meant|comes|came|adds|added|makes|made|would|will|has|had)\b"
    r"|\ba second (?:person|man|woman|suspect|victim|officer|gunman|body|child|teen-?ager|worker|official)\b"
    r"|^(?:On|At|From|In) the other (?:side|end)\b|^From there\b"
    r"|^(?:The|These|Those|He|She|It|They)\s(?:\S+\s){0,2}also\s|\bother\s(?:\S+\s){1,6}also\b"
    r"|^The\s(?:two|three|four|five|six|seven|eight|nine|ten|\d+)\s(?:is|are|was|were|had|have|said|will|would)\b"
    r"|^(?:[^\s,]+\s){1,8}also\s(?:has|have|had|is|are|was|were)\b"
    r"|^(?:[^\s,]+\s){1,4}(?:then|instead|in turn)\s"
    r"|\bthe same (?:claim|thing|point|argument|reason|mistake|question|complaint)\b(?! as)"
    r"|\b(?:both|all|each|one|some|most|many|none|neither|either|two|three|four|several) of (?:these|those)\b"
    r"|\bboth (?!of\b|in\b|for\b|to\b|on\b|by\b|as\b|is\b)[a-z]+s\b(?!.{0,60}\band\b)"
    r"|^(?:[^\s,]+\s){1,5}(?:do|did|does|done|doing)\sso\b|\bthis way[.,]|^(?:Neither|Either)\s(?!of\b)[a-z]+\b"
    r"|^(?:He|She|They|It)\s(?:also\s)?added\b|^[^,“”]{3,40},[^,“”]{3,60},\s(?:then|instead|in turn)\s"
    r"|\b(?:said|suggested|did|wrote) as much\b|(?<!\bno)(?<!\bevery)(?<!\bany)(?<!\bsome) one\.$"
    r"|\bof (?:these|those|them)(?:[,.]|\s(?:and|or|is|are|was|were|had|have)\b)"
    r"|^One (?:[a-z]+ )?(?:factor|reason|problem|example|exception|result|sign|cause|effect|advantage|drawback"
    r"|possibility|theory|concern|question|option|solution|difference|indication|explanation)\b"
    r"(?! (?:for|of|in|with|why|behind)\b)|^The money (?:was|is|will|has|had|would|comes?|came|goes|went)\b",
    re.IGNORECASE,
)
_ADDED = re.compile(  # to what somebody said before
    r"[,?!](?:''|[”\"])\s(?:(?:he|she|they|[A-Z][\w.’'-]+(?:\s[A-Z][\w.’'-]+){0,3})\sadded(?=[.,])|added\s[A-Z])"
    r"|,\s(?:he|she|they)\sadded\.$"
)


def leans(words: str, language: str) -> bool:
    """Say whether a sentence can only be read behind the one before it ("But", "Another was", ", however,")."""
    if _ASIDE.fullmatch(words):
        return True
    start = words.lower().lstrip("\"“'`‘(")
    openers = pattern("openers", language)
    if openers and openers.match(start):
        return True
    return language == "en" and bool(_WITHOUT_NOUN.search(start) or _AMID.search(words) or _ADDED.search(words))

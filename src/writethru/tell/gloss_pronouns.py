"""Pronouns that nobody resolved: whether their own sentence explains them, or they stand for nothing."""

import re

from writethru.tell.words import listed

_ONE = re.compile(r"(?<!\w)(?:a|an|one|another|each|every|any|no)\s+\w+", re.IGNORECASE)
_MANY = re.compile(
    r"\band\b|(?<!\w)(?!(?:year|month|week|day|hour|minute|decade|time|cent)s\b)\w+[^s\W]s(?!\w)|(?<!\w)(?:people|men|women|children|police)(?!\w)",
    re.IGNORECASE,
)
_THERE = re.compile(r"\W*There (?:is|are|was|were)\b")  # brings in what "they" are not
NEUTER = frozenset({"it", "its"})
"""Pronouns that no person's name explains."""

_THING = re.compile(  # before "it": a noun with its article or the like, or one with what it is of behind it
    r"(?<!\w)(?:a|an|the|this|that|his|her|their|our|its|no|any|every|each|one|another)\s+(?:[\w'’-]+\s+){0,3}?[a-z][\w-]+\b"
    r"|(?<!\w)[a-z][\w-]{4,}\s+(?:that|which|of|for|in)(?!\w)",
    re.IGNORECASE,
)
_IDLE = re.compile(  # behind "it": "is not known whether", "took years to"
    r"""(?: ['’]s
        | \s (?: (?: is | was | (?:will|would|may|might|could)\ be | (?:has|had)\ been ) (?:n['’]t)?
              | remain(?:s|ed) | seem(?:s|ed) | appear(?:s|ed) | takes | took | turn(?:s|ed)\ out ) ) \b
        [^.]*? \b (?:that|(?<!according\ )to|who|whether|if|how|when|why|what|where|like) \b""",
    re.IGNORECASE | re.VERBOSE,
)
_OF_SOMETHING = re.compile(  # behind an "it" that means something: "was likely to be opposed", "is a dish that"
    r"""(?: ['’]s | \s(?:is|was) ) \s an? \s
        (?! (?:\w+\s)? (?:shame|fact|pity|mistake|matter|question|crime|sign|given|myth|wonder|mystery|surprise|relief
                         |coincidence|secret|lot|bit|good|bad|little|long|far)\b )
      | \s(?:is|was) \s (?:(?:also|then|not)\s)?
        (?:likely|unlikely|expected|set|due|supposed|going|scheduled|designed|meant|bound|able|said|believed|thought
          |reported|about) \s to \b""",
    re.IGNORECASE | re.VERBOSE,
)
_EXPLETIVE = re.compile(  # behind an "it" that never means anything: "is noted that", "has been decided to"
    r"\s(?:is|was|(?:has|had)\sbeen|(?:will|would|may|might|must|should|can|could)\sbe)\s(?:[a-z]+ly\s|also\s|not\s)?"
    r"(?:[a-z]+\s(?:that|whether|how|why)\b"
    r"|(?:decided|agreed|proposed|possible|impossible|necessary|important|difficult|hard|easy|time|wrong|right)\sto\b)",
    re.IGNORECASE,
)


def stands_for_nothing(word: str, after: str) -> bool:
    """Say whether "it" means nothing, given the words behind it.

    >>> stands_for_nothing("It", " is noted that all sailed"), stands_for_nothing("It", " was told to sail")
    (True, False)
    """
    return word.lower() == "it" and bool(_EXPLETIVE.match(after))


def pronoun_explained(word: str, before: str, after: str, language: str, *, named: bool) -> bool:
    """Say whether a pronoun that nobody resolved has what it stands for in its own sentence, or stands for nothing."""
    if language != "en":
        return False
    if word in listed("singular", language):
        return named or bool(_ONE.search(before))
    if word == "it" and _IDLE.match(after) and not _OF_SOMETHING.match(after):
        return True
    if word.startswith("the"):
        return named or (bool(_MANY.search(before)) and not _THERE.match(before))
    return named or bool(_THING.search(before))

"""Whether a lead now denies what it claimed: a "not" more or less, or a word in the place of its opposite."""

from writethru.link.lexis import opposed
from writethru.link.pairs import Takes
from writethru.link.polish import Hunk, wording
from writethru.link.wordforms import What
from writethru.model import Spans

_LONGEST = 8  # words of a difference in which a word may stand in the place of its opposite
_DENIAL = 4  # and of one that puts in a "not"; in a longer one it may deny something new
_SHARED = 3  # words that two leads must share to be about one thing


def reversal(takes: Takes, before: Spans, after: Spans) -> str:
    """Say how the later passage turns the earlier round ("will → will not"); empty where it does not."""
    how = wording(takes.old.sheet, before, takes.new.sheet, after)
    shared = {w.same for w in how.old} & {w.same for w in how.new}
    if len([word for word in shared if len(word) > _SHARED]) < _SHARED:
        return ""
    for hunk in how.hunks:
        if len(hunk.gone) + len(hunk.new) <= _LONGEST and (found := _turned(takes, hunk)):
            return found
    return ""


def _turned(takes: Takes, hunk: Hunk) -> str:
    gone, come = ([word.same for word in run if word.what is What.WORD] for run in (hunk.gone, hunk.new))
    if found := opposed(gone, come, takes.new.sheet.language):
        return f"{found[0]} → {found[1]}"
    denied, denies = ([w for w in run if w.what is What.NEGATION] for run in (hunk.gone, hunk.new))
    if len(denied) % 2 == len(denies) % 2 or len(hunk.gone) + len(hunk.new) > _DENIAL:
        return ""
    if denied:
        return f"“{takes.old.sheet.shown((denied[0].span,))}” is gone"
    return f"“{takes.new.sheet.shown((denies[0].span,))}” was put in"

"""Whether a lead now denies what it claimed: a "not" more or less, or a word in the place of its opposite."""

from writethru.link.lexis import opposed
from writethru.link.pairs import Takes
from writethru.link.passages import What
from writethru.link.polish import wording
from writethru.model import Spans

_SHARED = 3  # words that two leads must share to be about one thing


def reversal(takes: Takes, before: Spans, after: Spans) -> str:
    """Say how the later passage turns the earlier round ("will → will not"); empty where it does not."""
    how = wording(takes.old.sheet, before, takes.new.sheet, after)
    shared = {w.same for w in how.old} & {w.same for w in how.new}
    if len([word for word in shared if len(word) > _SHARED]) < _SHARED:
        return ""
    gone = [word for hunk in how.hunks for word in hunk.gone]
    come = [word for hunk in how.hunks for word in hunk.new]
    words = [[word.same for word in run if word.what is What.WORD] for run in (gone, come)]
    if found := opposed(words[0], words[1], takes.new.sheet.language):
        return f"{found[0]} → {found[1]}"
    denied = [[word for word in run if word.what is What.NEGATION] for run in (gone, come)]
    if len(denied[0]) % 2 == len(denied[1]) % 2:
        return ""
    one, other = (takes.old.sheet, denied[0]) if len(denied[0]) > len(denied[1]) else (takes.new.sheet, denied[1])
    word = one.shown((other[0].span,))
    return f"“{word}” is gone" if one is takes.old.sheet else f"“{word}” was put in"

"""The notices of a story: what was killed or is held back stands there as that, and a correction stays said."""

from collections.abc import Iterator

from writethru.model import Change, ChangeKind, Notice, Signal, Take
from writethru.retold import retold
from writethru.tell.display import sent_words
from writethru.tell.dossier import Dossier
from writethru.tell.flags import flag
from writethru.wording import _

_MOST = 6  # changes that a notice names
_TOLD = (ChangeKind.FIGURE, ChangeKind.NAME, ChangeKind.DATE, ChangeKind.STATEMENT_DROPPED, ChangeKind.STATEMENT_ADDED)


def notices(dossier: Dossier) -> tuple[Notice, ...]:
    """Return a notice for each chain that is stopped or held back, then one for each correction, oldest first."""
    return (*_stopped(dossier), *_corrected(dossier))


def _stopped(dossier: Dossier) -> Iterator[Notice]:
    said: set[tuple[str, str]] = set()
    for take in sorted(dossier.takes.values(), key=lambda t: dossier.when(t.key), reverse=True):
        words, chain = flag(take), dossier.chain(take.key)
        if words and (chain, words) not in said:
            said.add((chain, words))
            yield Notice(take.key, _("{source}: {words}", source=_source(take), words=words))


def _corrected(dossier: Dossier) -> Iterator[Notice]:
    takes = [t for t in dossier.takes.values() if t.marker.signal is Signal.CORRECTION and not t.withdrawn]
    for take in sorted(takes, key=lambda t: dossier.when(t.key)):
        found = [c for c in dossier.links.changes if c.take == take.key and c.material and c.kind in _TOLD]
        yield Notice(take.key, correction_of(take), found[0].previous if found else "", _summaries(found))


def _summaries(found: list[Change]) -> tuple[str, ...]:
    lines = dict.fromkeys(retold(change.summary) for change in found if change.summary)
    return tuple(lines)[:_MOST]


def correction_of(take: Take) -> str:
    """Return that a take is a correction, when and by whom; empty when it is none."""
    if take.marker.signal is not Signal.CORRECTION or take.withdrawn:
        return ""
    return _("Corrected by {source}, {when}", source=_source(take), when=sent_words(take.sent, why=False))


def _source(take: Take) -> str:
    return take.source or _("a source that is not named")

"""Where a brief comes from: a line for each piece, grouped by origin."""

from collections.abc import Sequence

from writethru.model import Origin, OriginKind, SourceLine, Take
from writethru.tell.display import folded, sent_words
from writethru.tell.dossier import Dossier
from writethru.tell.flags import flag
from writethru.wording import _


def sources(dossier: Dossier) -> tuple[SourceLine, ...]:
    """Return a line for the latest take of each chain, those of one origin together, unknown origins last.

    What nothing is told from, such as an advisory, has a line too, with its flag.
    """
    lines = [_line(dossier, chain) for chain in (*dossier.chains, *dossier.beside)]
    sizes: dict[str, int] = {}
    for line in lines:
        sizes[line.origin.of] = sizes.get(line.origin.of, 0) + 1
    place = {line.take: n for n, line in enumerate(lines)}

    def order(line: SourceLine) -> tuple[bool, bool, int, str, int]:
        of = line.origin.of
        return line.origin.kind is OriginKind.UNKNOWN, not of, -sizes[of], of.lower(), place[line.take]

    return tuple(sorted(lines, key=order))


def _line(dossier: Dossier, chain: Sequence[Take]) -> SourceLine:
    take = chain[0]
    return SourceLine(
        take=take.key,
        source=take.source or _("a source that is not named"),
        headline=take.title or folded(take.headline),
        origin=dossier.origin(take.key),
        sent=sent_words(take.sent),
        url=take.url,
        notice=" ".join(folded(n.of(take.text)) for n in take.notices),
        earlier=len(chain) - 1,
        flag=flag(take),
    )


def origin_words(origin: Origin) -> str:
    """Return what is known of an origin in words.

    >>> origin_words(Origin("t", OriginKind.REPRINT, "Vell Wire")), origin_words(Origin("t", OriginKind.UNKNOWN))
    ('reprint of Vell Wire', 'origin unknown')
    """
    of = origin.of
    match origin.kind:
        case OriginKind.UNKNOWN:
            return _("origin unknown, perhaps {of}", of=of) if of else _("origin unknown")
        case OriginKind.REPORTING:
            return _("own reporting of {of}", of=of) if of else _("own reporting")
        case OriginKind.AI:
            return _("made by AI from {of}", of=of) if of else _("made by AI, origin unknown")
        case OriginKind.RELEASE:
            return _("press release of {of}", of=of) if of else _("press release")
        case OriginKind.REPRINT:
            return _("reprint of {of}", of=of) if of else _("reprint, origin unknown")
        case OriginKind.REWRITE:
            return _("rewrite of {of}", of=of) if of else _("rewrite, origin unknown")

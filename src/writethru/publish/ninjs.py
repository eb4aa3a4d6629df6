"""ninjs 3.1 (IPTC): one item a line for each chain; a notice for what may not be used. Valid by the official schema.

The order of names is that of the standard. What ninjs has no name for travels where it allows an own word: a signal
as a genre of the vocabulary of signals, a provider's id that is no URI as an alternative id.
"""

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

import msgspec

from writethru.model import Sent, Signal
from writethru.publish.outbox import Exporter, Notice, Outbox, Piece, Shot, name_of
from writethru.publish.rights import Audience

Item = dict[str, Any]
STANDARD = {
    "name": "ninjs",
    "version": "3.1",
    "schema": "https://www.iptc.org/std/ninjs/ninjs-schema_3.1.json",
}
AI = {
    "name": "made or altered by AI",
    "uri": "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia",
}
_IPTC_SIGNALS = frozenset({Signal.UPDATE, Signal.CORRECTION})


def exporter() -> Exporter:
    """Make the exporter."""
    return to_ninjs


def to_ninjs(box: Outbox) -> Iterator[bytes]:
    """Yield one line of JSON for each piece and notice."""
    for item in box.items:
        made = _notice(item) if isinstance(item, Notice) else _item(item, box.audience)
        yield msgspec.json.encode(made) + b"\n"


def _notice(notice: Notice) -> Item:
    """Return an item that takes a piece back: its name and status, and no word of it."""
    return _filled(
        standard=STANDARD,
        uri=notice.uri,
        type="text",
        version=str(notice.number),
        versionCreated=_time(notice.sent),
        pubStatus="canceled" if notice.killed else "withheld",
    )


def _item(piece: Piece, audience: Audience) -> Item:
    take = piece.take
    return _filled(
        standard=STANDARD,
        uri=piece.uri,
        type="text" if piece.paragraphs or not piece.shots else "picture",
        representationType="partial" if piece.partial else "full",
        version=str(piece.number),
        firstCreated=_time(piece.first),
        versionCreated=_time(take.sent),
        pubStatus="usable",
        copyrightNotice="\n\n".join(piece.owner),
        usageTerms="\n\n".join(piece.terms),
        edNote="\n\n".join(piece.notes) if audience is Audience.DESK else "",
        language=piece.language,
        by="\n\n".join(piece.bylines),
        slugline=take.slug,
        located=piece.located,
        headlines=[{"role": "main", "value": piece.headline}] if piece.headline else [],
        descriptions=[{"role": "summary", "value": piece.standfirst}] if piece.standfirst else [],
        bodies=[{"role": "main", "contentType": "text/html", "value": html(piece)}] if piece.paragraphs else [],
        genres=list(_genres(piece)),
        infoSources=[{"name": take.source}] if take.source else [],
        altIds=list(_ids(piece)),
        digitalSourceType=AI if take.ai_text else {},
        associations=[_picture(piece, shot) for shot in piece.shots],
    )


def html(piece: Piece) -> str:
    """Return the copy as HTML: paragraphs, and tables with their columns as they stand."""
    forms = ("<p>{}</p>", "<pre>{}</pre>")
    return "\n".join(forms[table].format(escape(words, quote=False)) for words, table in piece.paragraphs)


def _genres(piece: Piece) -> Iterator[Mapping[str, str]]:
    marker = piece.take.marker
    if marker.genre:
        yield {"name": marker.genre}
    if marker.signal is not Signal.NEW:
        own = marker.signal not in _IPTC_SIGNALS
        scheme = "urn:writethru:signal:" if own else "http://cv.iptc.org/newscodes/signal/"
        yield {"uri": f"{scheme}{marker.signal.value}", "literal": marker.signal.value}


def _ids(piece: Piece) -> Iterator[Mapping[str, str]]:
    take = piece.take
    if take.guid and piece.uri != take.guid:
        yield {"role": "guid", "value": take.guid}
    if take.url:
        yield {"role": "page", "value": take.url}


def _picture(piece: Piece, shot: Shot) -> Item:
    figure = shot.figure
    words = {"caption": shot.caption, "alt": shot.description, "creditline": figure.credit}
    address = name_of(figure.url) == figure.url
    return _filled(
        name=shot.group,
        uri=f"{piece.uri}#{shot.group}",
        type="picture",
        usageTerms="\n\n".join(shot.rights),
        descriptions=[{"role": role, "value": value} for role, value in words.items() if value],
        renditions=[{"name": "original", "href": figure.url}] if figure.url and address else [],
        digitalSourceType=AI if figure.ai_made else {},
    )


def _time(sent: Sent | None) -> str:
    """Return a moment as the standard has it; a day alone as its first moment."""
    return sent.at.isoformat() if sent else ""


def _filled(**fields: object) -> Item:
    """Return the fields that say something."""
    return {name: value for name, value in fields.items() if value not in ("", [], {})}

"""A brief as JSON: all that it holds, each citation with its offsets, its outlet and the words themselves."""

from collections.abc import Callable
from typing import Any

import msgspec

from writethru.model import Brief, Citation, CitedSentence, Happening
from writethru.publish.footnotes import cited_words, take_words
from writethru.tell.dossier import Dossier


def writer() -> Callable[[Brief, Dossier], str]:
    """Make the writer: a brief and the dossier it was told from in, JSON out."""
    return to_json


def to_json(brief: Brief, dossier: Dossier) -> str:
    """Return a brief as indented JSON, ending in a line end.

    ``start`` and ``end`` are code points into the take's text, ``[start, end)``. A sentence and a happening have
    their ``text`` as the take has it, white space folded, and ``glossed`` as a reader sees it. Days are ISO 8601.
    """
    found = msgspec.json.encode(_plain(brief, dossier))
    return msgspec.json.format(found, indent=2).decode() + "\n"


def _plain(value: Any, dossier: Dossier) -> Any:  # noqa: ANN401 - walks whatever a brief holds
    """Turn a brief's types into plain ones, saying at each citation what it opens."""
    if isinstance(value, Citation):
        return {
            "take": value.take,
            "start": value.span.start,
            "end": value.span.end,
            "scope": value.scope,
            "source": take_words(dossier, value.take),
            "words": cited_words(dossier, value),
        }
    if isinstance(value, tuple):
        return [_plain(item, dossier) for item in value]
    if hasattr(value, "__dataclass_fields__"):
        out = {name: _plain(getattr(value, name), dossier) for name in value.__dataclass_fields__}
        return {**out, "glossed": value.glossed} if isinstance(value, CitedSentence | Happening) else out
    return msgspec.to_builtins(value)

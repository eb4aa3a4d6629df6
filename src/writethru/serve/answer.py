"""What the API answers with: model objects as JSON, lists in pages, and what the documentation says of both."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import msgspec
from starlette.responses import JSONResponse

T = TypeVar("T")
_AT = "#/components/schemas/{name}"
_KINDS: list[Any] = []  # what routes answer with


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some rows of a list.

    Attributes:
        items: the rows.
        next: what to give as ``after`` to have the rows behind them; None where there are no more.
        cursor: what to give as ``since``, later, to have what came after this answer.
    """

    items: Sequence[T]
    next: str | None
    cursor: int


@dataclass(frozen=True, slots=True)
class Failure:
    """Why something cannot be had: one line, with what to do."""

    error: str


class Json(JSONResponse):
    """A model object as JSON; days and moments in ISO 8601, names of kinds as words."""

    def render(self, content: Any) -> bytes:  # noqa: ANN401 - any model object
        """Return the bytes."""
        return msgspec.json.encode(content, enc_hook=str)


def paged(found: Sequence[T], most: int, cursor: int, name: Callable[[T], str]) -> Json:
    """Answer with the first of the rows found, of which one more was asked for than is wanted."""
    rows = found[:most]
    return Json(Page(rows, name(rows[-1]) if len(found) > most else None, cursor))


def told(*kinds: Any) -> dict[int | str, dict[str, Any]]:  # noqa: ANN401 - any type
    """Return what the documentation says of a route that answers with one of these."""
    _KINDS.extend(kinds)
    found, _ = msgspec.json.schema_components(kinds, ref_template=_AT)
    return _answers("application/json", found[0] if len(found) == 1 else {"anyOf": list(found)})


def _answers(media: str, schema: dict[str, Any]) -> dict[int | str, dict[str, Any]]:
    failure = {"application/json": {"schema": {"$ref": _AT.format(name="Failure")}}}
    return {
        200: {"description": "What was asked for.", "content": {media: {"schema": schema}}},
        "4XX": {"description": "Why not.", "content": failure},
        503: {"description": "Why not now.", "content": failure},
    }


MARKDOWN = _answers("text/markdown", {"type": "string"})
"""What the documentation says of a route that answers with Markdown."""


def schemas() -> dict[str, Any]:
    """Return the schemas of all that routes said they answer with, by name."""
    _, found = msgspec.json.schema_components([*_KINDS, Failure], ref_template=_AT)
    return found

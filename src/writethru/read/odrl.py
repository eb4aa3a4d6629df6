"""Rights encoded in ODRL as JSON (``rightsInfo.encodedRights``): each prohibition and duty as a phrase in words."""

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from writethru.read.lists import table

_NAME = re.compile(r"[/#:]")


def phrases(encoded: str) -> list[str]:
    """Return one phrase for each thing that a policy forbids or demands; what is no such policy comes back whole.

    The words are those that ``data/rights.toml`` has under ``odrl``, so that captions and policies give the same
    rules; an action that is not there is named as it stands, is not understood, and so withholds.
    """
    if not encoded.strip():
        return []
    try:
        policy = msgspec.json.decode(encoded)
    except (msgspec.DecodeError, RecursionError):
        return [encoded]
    return list(dict.fromkeys(_phrases(policy))) if isinstance(policy, dict) else [encoded]


def _phrases(policy: dict[str, Any]) -> Iterator[str]:
    words = table("rights")["odrl"]
    rows = [("forbidden", row) for key in ("prohibitions", "prohibition") for row in _rows(policy.get(key))]
    permitted = [row for key in ("permissions", "permission") for row in _rows(policy.get(key))]
    duties = [*_rows(policy.get("duties")), *_rows(policy.get("obligation"))]
    duties += [duty for row in permitted for key in ("duties", "duty") for duty in _rows(row.get(key))]
    rows += [("demanded", row) for row in duties]
    for state, row in rows:
        action = _action(row.get("action"))
        yield words[state].get(action, f"{state} by its policy: {action or 'not said'}")
    if any(row.get("constraints") or row.get("constraint") for row in (*permitted, *(row for _, row in rows))):
        yield "Its policy has constraints"


def _rows(value: object) -> list[dict[str, Any]]:
    given = value if isinstance(value, list) else [value]
    return [row for row in given if isinstance(row, dict)]


def _action(value: object) -> str:
    if isinstance(value, dict):
        value = value.get("name") or value.get("@id") or ""
    return _NAME.split(str(value or ""))[-1].lower()

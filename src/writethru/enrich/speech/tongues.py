"""How each language sets off who said a quotation, from ``data/languages.toml``."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from writethru.model import StatementKind

_CLAUSE = r"[^.!?:;«»“”„\"]{0,60}?"  # what may stand between a cue and its "that"


@dataclass(frozen=True, slots=True)
class Tongue:
    """How one language sets off who said a quotation; as explained in ``data/languages.toml``."""

    cue: re.Pattern[str]
    link: re.Pattern[str]
    speaker: str
    particle: str
    trailing: re.Pattern[str]
    that: re.Pattern[str] | None
    pronouns: frozenset[str]
    articles: frozenset[str]
    stops: frozenset[str]
    when: re.Pattern[str] | None
    inverted: re.Pattern[str] | None
    kinds: tuple[tuple[re.Pattern[str], StatementKind], ...]

    def kind(self, cue: str) -> StatementKind:
        """Return what a cue says that the speaker did."""
        return next((kind for pattern, kind in self.kinds if pattern.fullmatch(cue)), StatementKind.SAID)


@dataclass(frozen=True, slots=True)
class Tongues:
    """All languages, and the words that their speakers share."""

    by_language: Mapping[str, Tongue]
    pronouns: frozenset[str]
    prepositions: frozenset[str]
    dashes: frozenset[str]


@cache
def tongues() -> Tongues:
    """Read the data file once."""
    table = tomllib.loads(files(f"{__package__}.data").joinpath("languages.toml").read_text("utf-8"))
    shared = {
        name: frozenset(next(iter(table.pop(name).values())).split()) for name in ("pronouns", "prepositions", "dashes")
    }
    return Tongues({language: _tongue(row) for language, row in table.items()}, **shared)


def _tongue(row: Mapping[str, object]) -> Tongue:
    cue = str(row["cue"])
    beside = row["speaker"] == "beside"
    kinds = row.get("kinds", {})
    assert isinstance(kinds, dict)
    words = {name: frozenset(str(row.get(name, "")).split()) for name in ("pronouns", "articles", "stops")}
    return Tongue(
        cue=re.compile(rf"\b(?:{cue})\b" if beside else f"(?:{cue})", re.IGNORECASE),
        link=re.compile(str(row.get("link", ""))),
        speaker=str(row["speaker"]),
        particle=str(row.get("particle", "")),
        trailing=re.compile(f"(?:{row.get('trailing', '')})$"),
        that=re.compile(rf"{_CLAUSE}\b(?:{row['that']})", re.IGNORECASE) if "that" in row else None,
        pronouns=words["pronouns"],
        articles=words["articles"],
        stops=words["stops"],
        when=re.compile(rf",?\s*(?:{row['when']})\b", re.IGNORECASE) if "when" in row else None,
        inverted=re.compile(str(row["inverted"]), re.IGNORECASE) if "inverted" in row else None,
        kinds=tuple((re.compile(str(verbs), re.IGNORECASE), StatementKind(kind)) for kind, verbs in kinds.items()),
    )

"""The fields of one JSON item under whatever name a version gives them; a wrong type costs the field, not the item."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

_NOTHING: tuple[Any, ...] = (None, "", [], {})


@dataclass(slots=True)
class Fields:
    """A JSON object, looked up by our names.

    Attributes:
        of: the object.
        spellings: by our name, the names that the format's versions have for it.
        place: what stands before a field's name in a warning, such as ``associations.1.``.
        warnings: what was not of its type, naming the field; shared with what lies inside.
    """

    of: Mapping[str, Any]
    spellings: Mapping[str, tuple[str, ...]]
    place: str = ""
    warnings: list[str] = field(default_factory=list)

    def found(self, name: str) -> tuple[str, Any] | None:
        """Return the spelling and value of a field: the first that is not empty, else one that is, else None."""
        there = [(key, self.of[key]) for key in self.spellings[name] if key in self.of]
        return next((pair for pair in there if pair[1] not in _NOTHING), there[0] if there else None)

    def has(self, name: str) -> bool:
        """Say whether a field is there with a value."""
        pair = self.found(name)
        return pair is not None and pair[1] not in _NOTHING

    def words(self, name: str) -> str:
        """Return a field's text; numbers as they are written, several texts a paragraph each."""
        return "\n\n".join(self.texts(name))

    def texts(self, name: str) -> list[str]:
        """Return the texts of a field that is one or a list of them."""
        pair = self.found(name)
        if pair is None or pair[1] in _NOTHING:
            return []
        key, value = pair
        given = value if isinstance(value, list) else [value]
        kept = [str(v) for v in given if isinstance(v, str | int | float) and not isinstance(v, bool)]
        if len(kept) < len(given):
            self.warn(key, "is no text")
        return [words for words in kept if words.strip()]

    def inside(self, name: str) -> list["Fields"]:
        """Return the objects of a field that is one, a list of them, or objects by name."""
        return [under for _, under in self.named(name)]

    def named(self, name: str) -> list[tuple[str, "Fields"]]:
        """Return the objects of a field, each with its name: its key, its own name or id, or its number."""
        pair = self.found(name)
        if pair is None or pair[1] in _NOTHING:
            return []
        key, value = pair
        return [
            (label, Fields(each, self.spellings, f"{self.place}{key}.{label}.", self.warnings))
            for label, each in self._each(key, value)
        ]

    def _each(self, key: str, value: object) -> Iterator[tuple[str, Mapping[str, Any]]]:
        if isinstance(value, dict) and value and not all(isinstance(v, dict | list | None) for v in value.values()):
            yield "1", value
            return
        if not isinstance(value, dict | list):
            self.warn(key, "is no object")
            return
        pairs = value.items() if isinstance(value, dict) else ((str(n), v) for n, v in enumerate(value, 1))
        for label, given in pairs:
            for each in given if isinstance(given, list) else [given]:
                if isinstance(each, dict):
                    yield str(each.get("name") or label), each
                elif each is not None:
                    self.warn(f"{key}.{label}", "is no object")

    def warn(self, key: str, what: str) -> None:
        """Say once that a field is not what it should be."""
        line = f"{self.place}{key} {what}; not read"
        if line not in self.warnings:
            self.warnings.append(line)

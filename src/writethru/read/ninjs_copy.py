"""The words of a ninjs item: headline, descriptions by role, and its copy out of the best of its bodies."""

from dataclasses import dataclass

from writethru.model import PartKind
from writethru.read.fields import Fields
from writethru.read.lists import table
from writethru.read.markup import Block, of_html, of_text

_ALIKE = 80  # code points by which a description is known as the beginning of the copy


@dataclass(frozen=True, slots=True)
class Body:
    """One rendering of the copy; ``role`` and ``kind`` as the item gives them."""

    role: str
    kind: str
    value: str

    @property
    def rank(self) -> int:
        """How well paragraphs and tables are told in it: HTML 0, NITF 1, plain text 2, anything else 3."""
        told = f"{self.role} {self.kind}".lower()
        if "html" in told:
            return 0
        if "iptc.nitf" in told or self.role == "nitf":
            return 1
        return 2 if "plain" in told or "xml" not in told else 3


def headline(fields: Fields) -> str:
    """Return the main headline; the title where there is none."""
    given = [(_words(h, "role"), _words(h, "value")) for h in fields.inside("headlines")]
    main = next((words for role, words in given if role in ("main", "")), given[0][1] if given else "")
    return main or fields.words("headline") or fields.words("title")


def description(fields: Fields, purpose: str) -> str:
    """Return the description whose role suits a purpose best (``roles`` in ``data/ninjs.toml``), without markup."""
    given: dict[str, str] = {}
    for key, value in fields.of.items():
        if key.startswith("description_") and isinstance(value, str) and value.strip():
            given.setdefault(key.removeprefix("description_").lower(), value)
    for each in fields.inside("descriptions"):
        if words := _words(each, "value"):
            given.setdefault(_words(each, "role").lower(), words)
    chosen = next((given[role] for role in table("ninjs")["roles"][purpose] if role in given), "")
    return " ".join(block.text for block in of_html(chosen))


def bodies(fields: Fields) -> list[Body]:
    """Return the renderings of the copy that are not empty, the best first."""
    found = [
        Body(key.removeprefix("body_").lower(), "", value)
        for key, value in fields.of.items()
        if key.startswith("body_") and isinstance(value, str)
    ]
    later = fields.inside("bodies")
    found += [Body(_words(each, "role").lower(), each.words("kind"), _words(each, "value")) for each in later]
    return sorted((body for body in found if body.value.strip()), key=lambda body: body.rank)


def copy(fields: Fields, title: str, standfirst: str) -> list[Block]:
    """Return the blocks of the best body, without the headline and standfirst where they stand above it."""
    found = bodies(fields)
    if not found:
        return []
    body = found[0]
    blocks = (
        of_text(body.value) if body.rank > 1 else of_html(body.value, frozenset(table("ninjs")["markup"]["skipped"]))
    )
    for above in (title, standfirst):
        if len(blocks) > 1 and above and blocks[0].text == " ".join(above.split()):
            blocks = blocks[1:]
    return blocks


def opens(blocks: list[Block], standfirst: str) -> bool:
    """Say whether the copy itself opens with the words of the standfirst, which is then only cut from it."""
    first = next((block.text for block in blocks if block.kind is PartKind.PARAGRAPH), "")
    words = " ".join(standfirst.split())[:_ALIKE].rstrip(".… ")
    return bool(words) and words in first


def _words(fields: Fields, key: str) -> str:
    """Return a text by the format's own name, which is the same in every version."""
    value = fields.of.get(key, "")
    if isinstance(value, str):
        return value
    fields.warn(key, "is no text")
    return ""

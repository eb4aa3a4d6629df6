"""Bylines: who wrote it, in any of the forms of ``data/bylines.toml``; a desk or agency is nobody."""

import re
from functools import cache

from writethru.model import Byline, Span
from writethru.read.agencies import known, names_pattern
from writethru.read.casing import cased
from writethru.read.hangul import alike
from writethru.read.lists import table

_LONGEST = 120
_SIGNOFF = 600
_INITIALS = 40
_WORD = r"(?:[dl]['’])?[^\W\d_a-zß-ÿ][\w.'’-]*"
_LINK = r"(?:(?:van|von|de|der|den|del|la|le|el|al|bin|ibn|da|dos|di|af|zu)\s+)*"
_NAME = rf"{_WORD}(?:\s+{_LINK}{_WORD}){{1,4}}"
_AND = re.compile(r"\s*(?:,|&|\band\b|\bund\b|\bog\b|\boch\b|\bet\b|\by\b|\be\b|\ben\b|\bi\b|\bja\b|\bAND\b)\s+")
_HAN = re.compile(r"[\u4e00-\u9fff\u3040-\u30ff]{2,7}(?<![部社网網報报組组局])")  # a name of one word, and no desk
_ALIKE = 0.5


@cache
def _opens() -> re.Pattern[str]:
    words = sorted(table("bylines")["opens"], key=lambda w: (-len(w), w))
    return re.compile(rf"\s*(?:{'|'.join(map(re.escape, words))})\s+(?=[^\W\d_a-zß-ÿ]|dpa\b)")


@cache
def _form(name: str) -> re.Pattern[str]:
    return re.compile(table("bylines")[name])


def is_byline(line: str) -> bool:
    """Say whether a line is a byline, its desks and titles included."""
    words = line.strip()
    if not words or len(words) > _LONGEST or (words.endswith((".", "?", "!")) and not words.endswith(("Jr.", "Sr."))):
        return False
    opened = _opens().match(words)
    if opened:
        rest = words[opened.end() :]
        return bool(names(words) or _form("nobody").search(rest) or known(rest.removeprefix("The ")) or is_after(rest))
    return hangul_name(words) != ""


def is_after(line: str) -> bool:
    """Say whether a line is what stands under a byline: ``Staff Writer`` and the like."""
    return bool(_form("after").match(line.strip()))


def is_signoff(line: str) -> bool:
    """Say whether a paragraph names reporters and editors at the end of a piece, and does nothing else."""
    words = line.strip()
    if len(words) > _SIGNOFF or not _form("signoff").match(words):
        return False
    small = [w for w in re.findall(r"[^\W\d_]+", words) if w.islower()]
    others = [w for w in small if not _form("credit").fullmatch(w)]
    return len(others) <= max(2, len(words.split()) // 8)


def is_initials(line: str) -> bool:
    """Say whether a line is nothing but who closed the piece: ``gr/bp``, ``dpa wsz jln``, ``AAP RTV ar``, ``/ritzau/``.

    Initials are desk marks, never a byline.
    """
    words = line.strip()
    return len(words) <= _INITIALS and bool(_initials().fullmatch(words))


@cache
def _initials() -> re.Pattern[str]:
    agency = rf"(?:{names_pattern()})"
    mark = r"(?:[a-z]{1,4}|[A-Z]{2,4}|[A-Z]{1,3}\d?)"
    return re.compile(
        rf"\(?{agency}\)?(?:[ \\/-]+{mark}){{1,6}}\)?|[/(]{agency}[/)]|[a-z]{{2,4}}(?:/[a-z]{{2,4}}){{1,4}}|{agency}"
    )


def hangul_name(line: str) -> str:
    """Return the name when the line is nothing but a Hangul name, with or without a reporter's title."""
    match = _form("hangul").match(line.strip())
    return match["name"] if match else ""


def names(line: str) -> tuple[str, ...]:
    """Return the people of a byline, or nothing when it names none.

    >>> names("By ANNA BRATT and Ove Lunde, Staff Writers")
    ('Anna Bratt', 'Ove Lunde')
    """
    opened = _opens().match(line)
    rest = line[opened.end() :] if opened else line.strip()
    found: list[str] = []
    for piece in _AND.split(rest):
        words = piece.strip(" .:")
        if (
            words.startswith("The ")
            or not (re.fullmatch(_NAME, words) or _HAN.fullmatch(words))
            or _form("nobody").search(words)
            or known(words)
            or is_after(words)
        ):
            break
        found.append(cased(words))
    return tuple(found)


def bylines(text: str, spans: list[Span]) -> tuple[Byline, ...]:
    """Read the byline lines of one take; a person written in Latin letters and in Hangul is one."""
    people: dict[str, list[Span]] = {}
    hangul: dict[str, list[Span]] = {}
    for span in spans:
        words = span.of(text)
        if korean := hangul_name(words):
            hangul.setdefault(korean, []).append(span)
            continue
        for name in names(words):
            people.setdefault(name, []).append(span)
    pairs = _pairs(list(people), list(hangul))
    made = [
        Byline(name, pairs.get(name, ""), tuple(sorted([*where, *hangul.get(pairs.get(name, ""), [])])))
        for name, where in people.items()
    ]
    alone = [Byline(name, "", tuple(where)) for name, where in hangul.items() if name not in pairs.values()]
    return tuple(made + alone)


def _pairs(latin: list[str], hangul: list[str]) -> dict[str, str]:
    """Match names over scripts: one of each is one person; more are matched by sound."""
    if len(latin) == len(hangul) == 1:
        return {latin[0]: hangul[0]}
    found: dict[str, str] = {}
    ranked = sorted(((alike(a, b), a, b) for a in latin for b in hangul), reverse=True)
    for score, a, b in ranked:
        if score >= _ALIKE and a not in found and b not in found.values():
            found[a] = b
    return found

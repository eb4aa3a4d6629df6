"""How names are compared: folding, and Hangul against its romanised forms."""

import re
import tomllib
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files

_NAMES = 1 << 14  # of which it is remembered how they sound in Korean
_HANGUL = re.compile(r"[\uac00-\ud7a3]")
_NICKNAME = re.compile(r"(?P<first>[^\"“”]+?) ?[\"“](?P<nick>[^\"“”]+)[\"”] ?(?P<rest>[^\"“”]+)")
_INITIALS = ["g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h"]
_MEDIALS = [
    *("a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae"),
    *("oe", "yo", "u", "wo", "we", "wi", "yu", "eu", "ui", "i"),
]
_FINALS = [
    *("", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l"),
    *("p", "l", "m", "p", "p", "t", "t", "ng", "t", "t", "k", "t", "p", "t"),
]
_LATIN = str.maketrans({"ø": "o", "æ": "ae", "ß": "ss", "ł": "l", "đ": "d", "ı": "i", "å": "a", "œ": "oe", "þ": "th"})


@cache
def _sounds() -> tuple[re.Pattern[str], dict[str, str], dict[str, str]]:
    data = tomllib.loads((files(__package__) / "data" / "sounds.toml").read_text(encoding="utf-8"))
    same = dict(data["same"]) | {"ng": "ng"}
    return re.compile("|".join(sorted(same, key=lambda a: (-len(a), a)))), same, data["family"]


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """Return a name without case, accents, points, apostrophes and doubled white space; hyphens become spaces.

    >>> fold("Han Do-Yun"), fold("U.S."), fold("Ólaf  O’Shea")
    ('han do yun', 'us', 'olaf oshea')
    """
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_LATIN))
    if not plain.isascii():
        plain = "".join(c for c in plain if not unicodedata.combining(c))
        plain = unicodedata.normalize("NFC", plain)
    plain = re.sub(r"[.'’‘`\"“”]", "", plain)
    return " ".join(re.sub(r"[-‐‑–_,/]", " ", plain).split())


def spellings(name: str) -> tuple[str, ...]:
    """Return a name as it stands and, of one with a nickname in quotation marks, the forms without each first name.

    >>> spellings('William "Bud" Carver')
    ('William "Bud" Carver', 'William Carver', 'Bud Carver')
    """
    found = _NICKNAME.fullmatch(name)
    if not found:
        return (name,)
    return name, f"{found['first']} {found['rest']}", f"{found['nick']} {found['rest']}"


def tight(name: str) -> str:
    """Return the folded name without spaces: one key for "Do-yun", "Do Yun" and "Doyun"."""
    return fold(name).replace(" ", "")


def romanise(hangul: str) -> str:
    """Return Hangul in the Revised Romanisation, syllables joined; other characters stay.

    Sound changes between syllables are left out, as they are in personal names.

    >>> romanise("한강")
    'hangang'
    """
    out = []
    for c in hangul:
        at = ord(c) - 0xAC00
        if not 0 <= at < 11172:
            out.append(c)
            continue
        parts = (_INITIALS[at // 588], _MEDIALS[at % 588 // 28], _FINALS[at % 28])
        out.append("".join(parts))
    return "".join(out)


def sound(word: str) -> str:
    """Return the coarse sound of a romanised word: equal for the usual spellings of one Korean name."""
    pattern, same, _ = _sounds()
    return pattern.sub(lambda m: same[m.group()], tight(word))


@cache
def _rewriting(name: str) -> tuple[re.Pattern[str], dict[str, str]]:
    """Return one table of respellings with a pattern for its keys, longest first."""
    data: dict[str, str] = tomllib.loads((files(__package__) / "data" / "sounds.toml").read_text(encoding="utf-8"))[
        name
    ]
    return re.compile("|".join(sorted(data, key=lambda a: (-len(a), a)))), data


def latin_sound(word: str) -> str:
    """Return a name with the letters evened out that transliterations write one way or another.

    >>> latin_sound("Sergey") == latin_sound("Sergei"), latin_sound("Mario") == latin_sound("Marco")
    (True, False)
    """
    pattern, same = _rewriting("latin")
    return re.sub(r"(.)\1+", r"\1", pattern.sub(lambda m: same[m.group()], tight(word)))


def loan_key(word: str) -> str:
    """Return the consonants by which a foreign name and its form in Hangul may meet; evidence, no proof.

    >>> loan_key("게일") == loan_key("Gale"), loan_key("도린") == loan_key("Dorrin")
    (True, True)
    """
    plain = tight(romanise(word))
    pattern, same = _rewriting("loan")
    heard = "".join(same[found] for found in pattern.findall(plain))
    return re.sub(r"(.)\1+", r"\1", heard)


@lru_cache(maxsize=_NAMES)
def korean_key(name: str) -> str | None:
    """Return one key for a Korean personal name in Hangul or Latin letters, family name first; else None.

    Equal keys mean that one may be the other's spelling; it is evidence between scripts, not within one.
    """
    if _HANGUL.search(name):
        bare = name.replace(" ", "")
        if not 2 <= len(bare) <= 4 or not all(_HANGUL.match(c) for c in bare):
            return None
        family, given = romanise(bare[0]), romanise(bare[1:])
    else:
        family, _, given = fold(name).partition(" ")
    if not given or not family:
        return None
    return f"{_sounds()[2].get(family, sound(family))} {sound(given)}"


def is_hangul(name: str) -> bool:
    """Say whether a name has Hangul in it."""
    return bool(_HANGUL.search(name))

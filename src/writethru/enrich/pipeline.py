"""The steps of spaCy's English model over a batch of passages: what its own ``pipe`` finds, in half of its time."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from writethru.enrich.products import steady

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_READ: list[int | str] = ["ORTH", "TAG", "DEP"]
_SET: list[int | str] = ["TAG", "DEP", "POS", "MORPH", "LEMMA"]
_MOST = 200_000  # words remembered before all are forgotten: some 60 MB


class Pipeline:
    """A loaded model with tok2vec, tagger, parser, attribute_ruler, lemmatizer and ner, run in this order."""

    def __init__(self, nlp: "Language") -> None:
        _use_numpy(nlp)
        self._networks: list[Any] = [nlp.get_pipe("tok2vec"), nlp.get_pipe("tagger")]
        self._parser: Any = nlp.get_pipe("parser")
        self._names: Any = nlp.get_pipe("ner")
        self._words = Words(nlp)

    def __call__(self, docs: "Sequence[Doc]") -> None:
        """Annotate tokenised passages in place. O(tokens)."""
        docs = [doc for doc in docs if len(doc)]
        if not docs:
            return
        for network in self._networks:
            network.set_annotations(docs, network.predict(docs))
        self._parser.set_annotations(docs, _decide(self._parser, docs))
        for doc in docs:
            self._words(doc)
        self._names.set_annotations(docs, _decide(self._names, docs))


class Words:
    """Sets part of speech, morphology and lemma by the model's own rules, and remembers what they say of a word.

    The rules look at a token's form, tag and relation. A passage in which one holds that looks at two neighbours
    ("gon na") is left to the rules themselves.
    """

    def __init__(self, nlp: "Language") -> None:
        from spacy.matcher import Matcher

        self._ruler: Any = nlp.get_pipe("attribute_ruler")
        self._lemmatizer = nlp.get_pipe("lemmatizer")
        self._pairs = Matcher(nlp.vocab)
        self._pairs.add("pair", _of_neighbours(self._ruler))
        self._known: dict[tuple[int, ...], list[int]] = {}

    def __call__(self, doc: "Doc") -> None:
        """Annotate one passage, tagged and parsed."""
        if self._pairs(doc, allow_missing=True):
            self._lemmatizer(self._ruler(doc))
            return
        if len(self._known) > _MOST:
            self._known.clear()
        found: Any = np.array([self._told(doc, tuple(key)) for key in doc.to_array(_READ).tolist()], dtype=np.uint64)
        doc.from_array(_SET, found)

    def _told(self, doc: "Doc", key: tuple[int, ...]) -> list[int]:
        """Return what the rules say of a word with this form, tag and relation; they are asked once."""
        from spacy.tokens import Doc

        known = self._known.get(key)
        if known is None:
            form, tag, relation = key
            alone = Doc(doc.vocab, words=[doc.vocab.strings[form]], spaces=[False])
            alone[0].tag, alone[0].dep = tag, relation
            known = self._known[key] = self._lemmatizer(self._ruler(alone)).to_array(_SET)[0].tolist()
        return known


def _of_neighbours(ruler: Any) -> list[Any]:  # noqa: ANN401 - spaCy publishes no type for it
    return [pattern for rule in ruler.patterns for pattern in rule["patterns"] if len(pattern) > 1]


def _decide(pipe: Any, docs: "Sequence[Doc]") -> list[Any]:  # noqa: ANN401 - spaCy publishes no type for it
    """Return the final states of a parser or name finder, as its ``predict`` does.

    ``predict`` gives the interpreter's lock away, and its checks of each class of each token take it back: that is
    a third of a passage's time.
    """
    states: list[Any] = pipe.moves.init_batch(docs)
    model = pipe.model.predict(docs)
    left = [state for state in states if not state.is_final()]
    while left:
        left = pipe.transition_states(left, model.predict(left))
    model.clear_memory()
    return states


def _use_numpy(nlp: "Language") -> None:
    """Let numpy multiply the model's matrices, the same in any batch."""
    from thinc.api import Model

    ops = steady()
    for _, pipe in nlp.pipeline:
        model = getattr(pipe, "model", None)
        for node in model.walk() if isinstance(model, Model) else ():
            node.ops = ops

"""A row of a product has the same bits alone, among others, and wherever it stands among them."""

import numpy as np
import pytest
import spacy

from writethru.enrich import encoder, products
from writethru.enrich.pipeline import Pipeline
from writethru.enrich.products import product
from writethru.enrich.syntax import MODEL

ROWS = 500


@pytest.fixture(scope="module")
def sizes():
    """The sizes of all matrices that the encoder and the English model multiply by."""
    seen, multiply = set(), products.product

    def noted(rows, matrix):
        seen.add(matrix.shape)
        return multiply(rows, matrix)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(products, "product", noted)
        patch.setattr(encoder, "product", noted)
        encoder.Encoder()(["Ferry runs aground off Vik"])
        nlp = spacy.load(MODEL)
        Pipeline(nlp)([nlp.make_doc("Anna Lind told the council that the ferry would sail again on Monday.")])
    return sorted(seen)


def test_a_row_has_the_same_bits_wherever_it_stands(sizes):
    rng = np.random.default_rng(5)
    assert len(sizes) > 8
    for width, columns in sizes:
        rows = rng.standard_normal((ROWS, width)).astype(np.float32)
        matrix = rng.standard_normal((width, columns)).astype(np.float32)
        whole = product(rows, matrix)
        for start, end in ((0, 1), (1, 2), (7, 20), (11, 60), (33, 97), (100, 500), (499, 500)):
            found = product(rows[start:end], matrix)
            assert found.tobytes() == whole[start:end].tobytes(), f"{width} x {columns}, rows {start} to {end}"

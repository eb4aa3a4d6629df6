"""Products of matrices that come out the same, to the last bit, for a row alone and for a row among many.

For a few rows BLAS adds up in another order than for many (OpenBLAS: 24 at most, by the size of the matrix). What a
model says of a passage would then depend, in a rare tie, on the batch that it stands in.

It comes out the same by OpenBLAS's kernels for Skylake-X, Sandy Bridge and older. Those for Haswell and Zen add up by
the place of a row among twelve: there the last bit of a vector (1e-7 of it) may still depend on the batch.
"""

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from thinc.api import NumpyOps

    Floats = NDArray[np.float32]

_LEAST = 32  # rows of a product, at least


def product(rows: "Floats", matrix: "Floats") -> "Floats":
    """Return ``rows @ matrix``; a few rows are filled up to ``_LEAST`` by zeros."""
    if len(rows) >= _LEAST:
        return rows @ matrix
    filled = np.zeros((_LEAST, rows.shape[1]), dtype=rows.dtype)
    filled[: len(rows)] = rows
    return (filled @ matrix)[: len(rows)]


def steady() -> "NumpyOps":
    """Return what thinc's models are to reckon with: numpy, by ``product``.

    Numpy's BLAS multiplies the English model's matrices some three times as fast as the one that thinc brings.
    """
    from thinc.api import NumpyOps

    class Steady(NumpyOps):  # type: ignore[misc]  # thinc's compiled part publishes no types
        def gemm(
            self, x: "Floats", y: "Floats", out: "Floats | None" = None, trans1: bool = False, trans2: bool = False
        ) -> "Floats":
            found = product(x.T if trans1 else x, y.T if trans2 else y)
            if out is None:
                return found
            out[:] = found
            return out

    return Steady(use_blis=False)

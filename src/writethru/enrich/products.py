"""Products of matrices that come out the same, to the last bit, for a row alone and for a row among many.

BLAS adds up in one order for some rows and in another for others. For a few rows it takes another way than for many;
and of many, OpenBLAS's kernels for Haswell, which AMD's Zen gets too, begin and end otherwise than in between. What a
model says of a passage would then depend, in a rare tie, on the batch that it stands in. So rows stand across, between
others of zeros, in as many as the kernels take at a time: there all go one way, as long as BLAS keeps to one
thread (``writethru.threads``; tests/enrich/test_products.py).
"""

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from thinc.api import NumpyOps

    Floats = NDArray[np.float32]

_EDGE = 8  # rows of zeros at either end
_STEP = 16  # rows that kernels take at a time
_MOST = 224  # rows in one go: of more, BLAS makes several parts, which begin and end otherwise


def product(rows: "Floats", matrix: "Floats") -> "Floats":
    """Return ``rows @ matrix``: some 30 percent slower than that."""
    found = np.empty((len(rows), matrix.shape[1]), dtype=np.float32)
    for at in range(0, len(rows), _MOST):
        part = rows[at : at + _MOST]
        width = -(-(len(part) + 2 * _EDGE) // _STEP) * _STEP
        between = np.zeros((rows.shape[1], width), dtype=np.float32)
        between[:, _EDGE : _EDGE + len(part)] = part.T
        found[at : at + len(part)] = (matrix.T @ between).T[_EDGE : _EDGE + len(part)]
    return found


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

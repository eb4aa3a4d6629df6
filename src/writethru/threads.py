"""Linear algebra keeps to one thread: processes are the parallelism, and sums come out alike everywhere."""

import os

_NAMES = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")


def keep_to_one() -> None:
    """Have numpy use one thread. It reads that when it is loaded: where it was loaded before, its setting stays."""
    for name in _NAMES:
        os.environ[name] = "1"

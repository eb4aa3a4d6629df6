"""Memory that is free goes back to the system."""

import ctypes
from functools import cache

_M_MMAP_THRESHOLD = -3  # of glibc's malloc.h
_LARGE = 1 << 20  # bytes


@cache
def large_apart() -> None:
    """Have whatever is large stand apart in memory, so that it goes back to the system as soon as it is free.

    glibc raises the size from which on it does so with each large array that comes and goes, up to 32 MB; smaller ones
    then leave holes that stay with the process (mallopt(3), M_MMAP_THRESHOLD). Other systems keep their own way.
    """
    if mallopt := getattr(ctypes.CDLL(None), "mallopt", None):
        mallopt(_M_MMAP_THRESHOLD, _LARGE)

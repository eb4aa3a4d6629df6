"""Where the shared folder is, for tests that measure on it; they are skipped where it is absent."""

from pathlib import Path

import pytest


def _find() -> Path | None:
    for parent in Path(__file__).resolve().parents:
        if (parent / "shared" / "seeds").is_dir():
            return parent / "shared"
    return None


SHARED = _find()
needs_shared = pytest.mark.skipif(SHARED is None, reason="../shared is absent: nothing real to read")
SEEDS = sorted((SHARED / "seeds").glob("*.txt")) if SHARED else []

"""Where the shared folder is: beside this project, or beside a folder that the project stands in."""

from pathlib import Path

_PARENTS = Path(__file__).resolve().parents
SHARED = next((p / "shared" for p in _PARENTS if (p / "shared" / "bench").is_dir()), _PARENTS[2] / "shared")
SCORER = SHARED / "bench" / "score.py"

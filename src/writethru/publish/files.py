"""Writes a folder of files: each whole or not at all, none without need, and never over a stranger's file."""

import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from writethru.errors import WritethruError

MANIFEST = ".writethru-site.json"
_BESIDE = ".writethru-writing-"


@dataclass(frozen=True, slots=True)
class Written:
    """What became of the files: how many were written, left as they were, and removed."""

    written: int
    unchanged: int
    removed: int


def write_all(folder: Path, files: Mapping[str, bytes]) -> Written:
    """Make a folder hold these files, by relative path, and take away those written before and not wanted now.

    What was written is kept in a manifest beside the files. A file that is not in it, or was changed since, is
    never overwritten or removed. Each file is written beside its place and moved there; a run that is cut short
    is finished by the next. O(bytes).

    Raises:
        WritethruError: a file stands in the way that was not written from here, or the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        ours = _manifest(folder)
        hashes = {path: hashlib.sha256(data).hexdigest() for path, data in files.items()}
        _refuse_strangers(folder, hashes, ours)
        both = {p: sorted({*ours.get(p, []), *([hashes[p]] if p in hashes else [])}) for p in {*ours, *hashes}}
        _sweep(folder, both)
        if both != ours:
            _keep(folder, both)
        removed = sum(_remove(folder, path, ours[path]) for path in sorted(set(ours) - set(files)))
        written = sum(_write(folder / path, files[path]) for path in sorted(files))
        _keep(folder, {path: [hashes[path]] for path in files})
    except OSError as error:
        raise WritethruError(
            f"{folder}: cannot write the site ({error}); choose another folder or mend its rights"
        ) from error
    return Written(written, len(files) - written, removed)


def _manifest(folder: Path) -> dict[str, list[str]]:
    path = folder / MANIFEST
    if not path.is_file():
        return {}
    try:
        found = json.loads(path.read_text("utf-8"))["files"]
        return {str(p): [str(h) for h in hashes] for p, hashes in found.items() if _inside(str(p))}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise WritethruError(f"{path}: not a list of what was written; move it away and publish again") from error


def _inside(path: str) -> bool:
    parts = path.split("/")
    return not path.startswith("/") and "\\" not in path and ".." not in parts


def _keep(folder: Path, files: Mapping[str, list[str]]) -> None:
    data = json.dumps({"written by": "Writethru", "files": dict(sorted(files.items()))}, indent=1, ensure_ascii=False)
    _write(folder / MANIFEST, data.encode() + b"\n")


def _sweep(folder: Path, paths: Mapping[str, list[str]]) -> None:
    """Remove half-written files that a run left behind when it was cut short."""
    for parent in sorted({(folder / path).parent for path in paths} | {folder}):
        for left in sorted(parent.glob(f"{_BESIDE}*")):
            left.unlink(missing_ok=True)


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _refuse_strangers(folder: Path, hashes: Mapping[str, str], ours: Mapping[str, list[str]]) -> None:
    for path, wanted in sorted(hashes.items()):
        there = folder / path
        if there.is_file() and _hash(there) not in [wanted, *ours.get(path, [])]:
            raise WritethruError(f"{there}: was not written from here; move it away or publish to another folder")


def _write(path: Path, data: bytes) -> bool:
    """Write a file unless it has these bytes; say whether it was written."""
    if path.is_file() and path.read_bytes() == data:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=_BESIDE)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(beside).chmod(0o644)
        Path(beside).replace(path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise
    return True


def _remove(folder: Path, path: str, hashes: list[str]) -> bool:
    there = folder / path
    if not there.is_file() or _hash(there) not in hashes:
        return False
    there.unlink()
    for parent in there.parents:
        if parent == folder or any(parent.iterdir()):
            break
        parent.rmdir()
    return True

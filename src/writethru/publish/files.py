"""Writes a folder of files: each whole or not at all, none without need, and never over a stranger's file."""

import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
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


@dataclass(frozen=True, slots=True)
class TakenDown:
    """How many pages were replaced; a line for each that still stands; whether the whole folder is gone."""

    pages: int
    standing: tuple[str, ...]
    gone: bool = False


def gone_from(folder: Path, under: str, there: Collection[str], now: str) -> dict[str, str]:
    """Return the files below a folder that were written here and are wanted no more, each with since when.

    Args:
        folder: where files were written.
        under: the beginning of their paths.
        there: what is wanted there now; what comes back is gone no more. A further page of something
            (``s-1.2.html``) is a part of it.
        now: the moment from which what goes now is gone, in ISO 8601.

    Raises:
        WritethruError: the list of what was written cannot be read.
    """
    try:
        ours = _manifest(folder)
    except OSError as error:
        raise WritethruError(f"{folder / MANIFEST}: cannot be read ({error}); mend its rights") from error
    whole = (path for path in ours.files if path.startswith(under) and path.count(".") == 1)
    found = {**dict.fromkeys(whole, now), **ours.gone}
    return {path: since for path, since in sorted(found.items()) if path not in there}


def write_all(
    folder: Path,
    files: Mapping[str, bytes],
    words: Mapping[str, Collection[str]] | None = None,
    gone: Mapping[str, str] | None = None,
) -> Written:
    """Make a folder hold these files, by relative path, and take away those written before and not wanted now.

    What was written is kept in a manifest beside the files. A file that is not in it, or was changed since, is
    never overwritten or removed. Each file is written beside its place and moved there; a run that is cut short
    is finished by the next. O(bytes).

    Args:
        folder: where they go; made when absent.
        files: what is written, by path.
        words: by path, the keys of the takes whose words stand in it: what ``take_down`` goes by.
        gone: what stood here once and is to be remembered, with since when: see ``gone_from``.

    Raises:
        WritethruError: a file stands in the way that was not written from here, or the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        ours = _manifest(folder)
        hashes = {path: hashlib.sha256(data).hexdigest() for path, data in files.items()}
        _refuse_strangers(folder, hashes, ours.files)
        told = {p: sorted(keys) for p, keys in (words or {}).items()}
        new = _Manifest({p: [h] for p, h in hashes.items()}, told, dict(gone or {}))
        both = ours.with_(new)
        _sweep(folder, both.files)
        if both != replace(ours, made_of="", counts=None):
            _keep(folder, both)
        removed = sum(_remove(folder, path, ours.files[path]) for path in sorted(set(ours.files) - set(files)))
        written = sum(_write(folder / path, files[path]) for path in sorted(files))
        _keep(folder, new)
    except OSError as error:
        raise WritethruError(
            f"{folder}: cannot write the site ({error}); choose another folder or mend its rights"
        ) from error
    return Written(written, len(files) - written, removed)


Counts = tuple[int, int, int, int]
"""How many pages of stories, storylines, people and takes there are."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A folder of files that stands as it was written: what was counted, and how many files there are."""

    counts: Counts
    files: int


def standing(folder: Path, name: str) -> Standing | None:
    """Return what stands in a folder if its files were made of just this and are all there as they were written.

    O(bytes). None too where the list of what was written cannot be read: ``write_all`` says so.
    """
    try:
        ours = _manifest(folder)
        same = ours.made_of == name and all(_is_ours(folder / path, hashes) for path, hashes in ours.files.items())
    except (OSError, WritethruError):
        return None
    return Standing(ours.counts, len(ours.files)) if same and ours.counts else None


def sign(folder: Path, name: str, counts: Counts) -> None:
    """Note what the files of a folder were made of, and how much there was; the next change of any forgets it.

    Raises:
        WritethruError: the list of what was written cannot be read or written.
    """
    try:
        _keep(folder, replace(_manifest(folder), made_of=name, counts=counts))
    except OSError as error:
        raise WritethruError(f"{folder / MANIFEST}: cannot be written ({error}); mend its rights") from error


def _is_ours(path: Path, hashes: Collection[str]) -> bool:
    return path.is_file() and _hash(path) in hashes


def take_down(folder: Path, takes: Collection[str], page: Callable[[str, set[str]], bytes]) -> TakenDown:
    """Put another page in the place of every file that has words of these takes. O(files in the manifest).

    Args:
        folder: where files were written.
        takes: keys.
        page: makes the page for a path, given the keys whose words stand there.

    Nothing is raised for a file or folder that cannot be written: the others must go all the same.
    """
    if not folder.is_dir():
        return TakenDown(0, (f"{folder}: a site was published there and is gone; take down what was made of it",), True)
    if not (folder / MANIFEST).is_file():
        return TakenDown(0, (f"{folder}: the list of what was written is gone; publish there again",))
    try:
        ours = _manifest(folder)
        found = {path: hit for path, keys in ours.words.items() if (hit := set(keys).intersection(takes))}
        pages = {path: page(path, hit) for path, hit in sorted(found.items()) if (folder / path).is_file()}
        if not pages:
            return TakenDown(0, ())
        new = _Manifest({path: [hashlib.sha256(data).hexdigest()] for path, data in pages.items()})
        _keep(folder, ours.with_(new))
        failed = {path: why for path, data in pages.items() if (why := _replaced(folder / path, data, ours, path))}
        done = pages.keys() - failed.keys()
        left = {path: keys for path, keys in ours.words.items() if path not in done}
        _keep(folder, _Manifest({**ours.files, **{path: new.files[path] for path in done}}, left, ours.gone))
    except (OSError, WritethruError) as error:
        return TakenDown(0, (f"{folder}: cannot be read or written ({error}); take down what has the words by hand",))
    return TakenDown(len(done), tuple(failed.values()))


def mend(folder: Path, mended: Callable[[str, bytes], bytes | None]) -> TakenDown:
    """Write files anew that were written here, or take them away. O(bytes).

    Args:
        folder: where files were written.
        mended: makes a file anew, given its path and bytes; the same bytes leave it, None takes it away.

    Nothing is raised for a file or folder that cannot be read or written: the others are mended all the same.
    """
    if not (folder / MANIFEST).is_file():
        return TakenDown(
            0, (f"{folder}: a site was published there, and what was written is not known any more",), True
        )
    try:
        ours, failed, done = _manifest(folder), list[str](), 0
        files = dict(ours.files)
        for path in sorted(files):
            if not (folder / path).is_file():
                continue
            data = (folder / path).read_bytes()
            new = mended(path, data)
            if new == data:
                continue
            if hashlib.sha256(data).hexdigest() not in files[path]:
                failed.append(f"{folder / path}: was changed since it was written; mend it by hand")
                continue
            done += 1
            if new is None:
                _remove(folder, path, files.pop(path))
            else:
                files[path] = [hashlib.sha256(new).hexdigest()]
                _keep(folder, ours.with_(_Manifest(files)))
                _write(folder / path, new)
        words = {path: keys for path, keys in ours.words.items() if path in files}
        _keep(folder, _Manifest(files, words, ours.gone))
    except (OSError, WritethruError) as error:
        return TakenDown(0, (f"{folder}: cannot be read or written ({error}); mend it by hand",))
    return TakenDown(done, tuple(failed))


def citing(folder: Path, takes: Collection[str], under: Collection[str]) -> list[str]:
    """Return the paths of the pages below some folders that have words of these takes; none where nothing is left.

    Raises:
        WritethruError: the list of what was written cannot be read.
    """
    wanted = set(takes)
    try:
        words = _manifest(folder).words
    except OSError as error:
        raise WritethruError(f"{folder / MANIFEST}: cannot be read ({error}); mend its rights") from error
    return sorted(path for path, keys in words.items() if path.split("/")[0] in under and not wanted.isdisjoint(keys))


def _replaced(there: Path, data: bytes, ours: "_Manifest", path: str) -> str:
    """Put a page in the place of one of ours; returns why that cannot be done, or an empty string."""
    try:
        if _hash(there) not in [*ours.files.get(path, []), hashlib.sha256(data).hexdigest()]:
            return f"{there}: was changed since it was written and has words that were killed; take it down by hand"
        _write(there, data)
    except OSError as error:
        return f"{there}: cannot be replaced ({error}) and has words that were killed; take it down by hand"
    return ""


@dataclass(frozen=True, slots=True)
class _Manifest:
    """What was written from here: the hashes that each file may have, and the takes whose words stand in it.

    ``gone``: what stood here once, with since when it does not. ``made_of``: a name of all that the files were made
    of, where nothing was done to them since; ``counts``: how much there was of it.
    """

    files: dict[str, list[str]] = field(default_factory=dict)
    words: dict[str, list[str]] = field(default_factory=dict)
    gone: dict[str, str] = field(default_factory=dict)
    made_of: str = ""
    counts: Counts | None = None

    def with_(self, other: "_Manifest") -> "_Manifest":
        """Return both in one."""
        return _Manifest(_both(self.files, other.files), _both(self.words, other.words), {**self.gone, **other.gone})


def _both(one: Mapping[str, list[str]], other: Mapping[str, list[str]]) -> dict[str, list[str]]:
    return {path: sorted({*one.get(path, []), *other.get(path, [])}) for path in {*one, *other}}


def _manifest(folder: Path) -> _Manifest:
    path = folder / MANIFEST
    if not path.is_file():
        return _Manifest()
    try:
        found = json.loads(path.read_text("utf-8"))
        gone = {str(path): str(since) for path, since in found.get("gone", {}).items() if _inside(str(path))}
        stories, storylines, people, takes = map(int, found.get("counts", (0, 0, 0, 0)))
        counts = (stories, storylines, people, takes)
        made_of = str(found.get("made of", ""))
        return _Manifest(_lists(found["files"]), _lists(found.get("words", {})), gone, made_of, counts)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise WritethruError(f"{path}: not a list of what was written; move it away and publish again") from error


def _lists(found: Mapping[str, list[str]]) -> dict[str, list[str]]:
    return {str(path): [str(one) for one in some] for path, some in found.items() if _inside(str(path))}


def _inside(path: str) -> bool:
    parts = path.split("/")
    return not path.startswith("/") and "\\" not in path and ".." not in parts


def _keep(folder: Path, what: _Manifest) -> None:
    found = {
        "written by": "Writethru",
        "files": dict(sorted(what.files.items())),
        "words": dict(sorted(what.words.items())),
        "gone": dict(sorted(what.gone.items())),
        **({"made of": what.made_of, "counts": what.counts} if what.made_of else {}),
    }
    data = json.dumps(found, indent=1, ensure_ascii=False)
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

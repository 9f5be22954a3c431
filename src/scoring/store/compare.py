"""Whether a run folder is still what its manifest says, and whether two folders are the same to the last byte."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from pathlib import Path

from scoring.errors import Place, Problem, problem
from scoring.store.hashing import file_sha256
from scoring.store.manifest import LOG, NAME, Manifest

BLOCK = 1 << 20


def compare_hashes(manifest: Manifest, run: Path) -> list[Problem]:
    """Return what differs between the files of a run folder and its manifest: changed, missing and extra files.

    Parameters
    ----------
    manifest : as `load` returns it.
    run : the run folder.
    """
    recorded = {item.path: item for item in manifest.outputs}
    present = set(_files(run)) - {NAME, LOG}
    found = [problem("run-output-missing", _at(run, name)) for name in sorted(recorded.keys() - present)]
    for name in sorted(recorded.keys() & present):
        found += _change(run, name, recorded[name].sha256)
    return found + [problem("run-output-extra", _at(run, name)) for name in sorted(present - recorded.keys())]


def _change(run: Path, name: str, recorded: str) -> Iterator[Problem]:
    try:
        digest = file_sha256(run / name)
    except OSError as error:
        yield _unreadable(run, name, error)
    else:
        if digest != recorded:
            yield problem("run-output-changed", _at(run, name), found=digest, allowed=recorded)


def compare_folders(first: Path, second: Path, *, ignore: Collection[str] = (LOG,)) -> list[Problem]:
    """Return what differs between two folders, file by file and byte by byte.

    Parameters
    ----------
    first, second : folders; places in the problems are those of the first one.
    ignore : paths that are not compared.
    """
    ours, theirs = (set(_files(folder)).difference(ignore) for folder in (first, second))
    found = [problem("run-file-only-here", _at(first, name)) for name in sorted(ours - theirs)]
    found += [problem("run-file-only-there", _at(first, name)) for name in sorted(theirs - ours)]
    for name in sorted(ours & theirs):
        try:
            found += _difference(first, second, name)
        except OSError as error:
            found.append(_unreadable(first, name, error))
    return found


def _difference(first: Path, second: Path, name: str) -> Iterator[Problem]:
    """Yield the first difference of a file that stands in both folders."""
    offset, line = 0, 1
    with (first / name).open("rb") as ours, (second / name).open("rb") as theirs:
        while True:
            left, right = ours.read(BLOCK), theirs.read(BLOCK)
            if left != right:
                at = _first_difference(left, right)
                yield problem(
                    "run-file-differs",
                    _at(first, name),
                    offset=offset + at,
                    line=line + left[:at].count(b"\n"),
                )
                return
            if not left:
                return
            offset, line = offset + len(left), line + left.count(b"\n")


def _first_difference(left: bytes, right: bytes) -> int:
    """Return the first position at which two different texts differ, by halving."""
    low, high = 0, min(len(left), len(right))
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if left[:middle] == right[:middle] else (low, middle - 1)
    return low


def _files(folder: Path) -> Iterator[str]:
    """Yield the files below a folder; a link counts as the file it is, not as what it points to."""
    is_file: Callable[[Path], bool] = lambda item: item.is_symlink() or not item.is_dir()  # noqa: E731
    return (item.relative_to(folder).as_posix() for item in folder.rglob("*") if is_file(item))


def _unreadable(run: Path, name: str, error: OSError) -> Problem:
    return problem("run-output-unreadable", _at(run, name), cause=error.strerror or str(error))


def _at(run: Path, name: str) -> Place:
    return Place(file=str(run / name))

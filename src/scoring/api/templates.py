"""The rubric library, and new editions and rubrics to start from."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from attrs import frozen

from scoring.codec.edition import load_scheme_files
from scoring.errors import Place, RejectedError, problem
from scoring.model.nearest import nearest
from scoring.model.text import Text

_PACKAGED = Path(__file__).parents[1] / "library"
_CHECKOUT = Path(__file__).parents[3] / "rubrics"
_STARTER = Path(__file__).with_name("rubric.toml")


@frozen(kw_only=True)
class LibraryEdition:
    """An edition of the library.

    Parameters
    ----------
    name : of its folder.
    path : where it lies.
    title : its name in both languages.
    """

    name: str
    path: Path
    title: Text


def library() -> tuple[LibraryEdition, ...]:
    """Return the editions of the rubric library, sorted by name."""
    root = _PACKAGED if _PACKAGED.is_dir() else _CHECKOUT
    folders = sorted(file.parent for file in root.glob("*/edition.toml"))
    found = []
    for folder in folders:
        edition = load_scheme_files(folder).edition
        found.append(LibraryEdition(name=folder.name, path=folder, title=edition.name if edition else Text()))
    return tuple(found)


def new_edition(path: str | Path, template: str = "smart-city-2023") -> Path:
    """Copy an edition of the library to start from.

    Parameters
    ----------
    path : folder that does not exist yet.
    template : name of an edition of the library.

    Raises
    ------
    RejectedError
        If the folder exists or the library has no such edition.
    """
    editions = {item.name: item.path for item in library()}
    if template not in editions:
        near = nearest(template, editions)
        raise RejectedError(
            [problem("unknown-template", found=template, allowed=", ".join(editions), nearest=near)]
        )

    def fill(beside: Path) -> None:
        ignored = shutil.ignore_patterns("__pycache__", "*.pyc")
        shutil.copytree(editions[template], beside, dirs_exist_ok=True, ignore=ignored)

    return _appear(Path(path), fill)


def new_rubric(path: str | Path) -> Path:
    """Write a rubric to start from; its id is the file's name.

    Parameters
    ----------
    path : file that does not exist yet, ending in ``.toml``.

    Raises
    ------
    RejectedError
        If the file exists, or its name is no id.
    """
    target = Path(path)
    if target.suffix != ".toml" or not re.fullmatch(r"[a-z0-9_]+(\.[a-z0-9_]+)*", target.stem):
        raise RejectedError([problem("rubric-file-name", Place(file=str(target)), found=target.name)])

    def fill(beside: Path) -> None:
        text = _STARTER.read_text(encoding="utf-8").replace("dimension.evaluator_type", target.stem)
        (beside / target.name).write_text(text, encoding="utf-8")

    return _appear(target, fill, inner=target.name)


def _appear(target: Path, fill: Callable[[Path], None], inner: str = "") -> Path:
    """Fill a folder beside the target and move it, or the file `inner` of it, into place."""
    place = Path(os.path.abspath(target))  # noqa: PTH100 - a link at the end is not followed
    if os.path.lexists(place):
        raise RejectedError([problem("target-exists", Place(file=str(target)))])
    place.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=f".{place.name}.", dir=place.parent))
    try:
        beside.chmod(0o755)
        fill(beside)
        (beside / inner).replace(place)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return target

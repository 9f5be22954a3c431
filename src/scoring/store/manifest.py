"""The manifest of a run: everything it came from and everything it wrote. Attrs classes are the keys of the file."""

from __future__ import annotations

import json
import platform
from collections.abc import Iterable, Mapping
from decimal import Decimal
from importlib.metadata import version
from typing import Any

from attrs import asdict, field, frozen

from scoring._version import VERSION
from scoring.model.ratings import InputFile
from scoring.model.registry import Owner
from scoring.model.result import Result

SCHEMA = "scoring-run/1"
NAME = "manifest.json"
LOG = "log.json"
PACKAGES = ("attrs", "cattrs", "numpy", "pluggy", "polars", "python-calamine", "scipy", "xlsxwriter")
"""Packages whose version may show in the bytes of a run."""


@frozen(kw_only=True)
class EditionFile:
    """The edition that was scored.

    Parameters
    ----------
    id, year : of the edition.
    path : of its folder, relative to the run folder, with ``/``.
    sha256 : of its ``edition.toml``.
    """

    id: str
    year: int
    path: str
    sha256: str


@frozen(kw_only=True)
class RubricFile:
    """One rubric that was used.

    Parameters
    ----------
    id, version : of the rubric.
    sha256 : of its file.
    path : of its file relative to the edition, or "" when a package brought it.
    owner : who brought it.
    """

    id: str
    version: str
    sha256: str
    path: str = ""
    owner: str = ""


@frozen(kw_only=True)
class Output:
    """One file of the run folder.

    Parameters
    ----------
    path : relative to the run folder, with ``/``.
    bytes, sha256 : of the file.
    """

    path: str
    bytes: int
    sha256: str


@frozen(kw_only=True)
class Manifest:
    """What a run came from and what it wrote; no time stands in it, so that a replay gives the same bytes.

    Parameters
    ----------
    schema : ``scoring-run/1``.
    engine : version of the engine.
    software : version of Python and of the packages that count.
    edition, rubrics, plugins, inputs : what was read, each with its hash.
    settings : what was published and how, as JSON values.
    seed : of random draws; None when none were made.
    rows : how many rows of each kind.
    outputs : files written, sorted by path; the manifest and the log are not among them.
    """

    schema: str = SCHEMA
    engine: str
    software: Mapping[str, str]
    edition: EditionFile
    rubrics: tuple[RubricFile, ...] = ()
    plugins: tuple[Owner, ...] = ()
    inputs: tuple[InputFile, ...] = ()
    settings: Mapping[str, Any] = field(factory=dict)
    seed: int | None = None
    rows: Mapping[str, int] = field(factory=dict)
    outputs: tuple[Output, ...] = ()


@frozen(kw_only=True)
class StudyManifest:
    """What a study of the laboratory came from and what it wrote.

    Parameters
    ----------
    schema : ``scoring-study/1``.
    kind : ``comparison``, ``uncertainty`` or ``sensitivity``.
    engine, software : versions.
    edition : the edition that was studied.
    inputs : tables that were read, each with its hash.
    settings : everything the study was asked for, as JSON values.
    seed : of random draws; None when none were made.
    outputs : files written, sorted by path.
    """

    schema: str = "scoring-study/1"
    kind: str
    engine: str = VERSION
    software: Mapping[str, str]
    edition: EditionFile
    inputs: tuple[InputFile, ...] = ()
    settings: Mapping[str, Any] = field(factory=dict)
    seed: int | None = None
    outputs: tuple[Output, ...] = ()


def text(manifest: Manifest | StudyManifest) -> bytes:
    """Return the bytes of the file: sorted keys, ASCII, a line end at the end."""
    return canonical(asdict(manifest))


def canonical(value: object) -> bytes:
    """Return a value as JSON whose bytes depend on the value alone."""
    shown = json.dumps(value, sort_keys=True, indent=2, allow_nan=False, default=_plain)
    return (shown + "\n").encode("ascii")


def software() -> Mapping[str, str]:
    """Return the versions of Python and of the packages that count."""
    return {"python": platform.python_version(), **{name: version(name) for name in PACKAGES}}


def manifest_of(
    result: Result,
    *,
    edition: EditionFile,
    rubrics: Iterable[RubricFile],
    plugins: Iterable[Owner],
    seed: int | None = None,
) -> Manifest:
    """Return the manifest of a result, but for its outputs, which the run folder adds.

    Parameters
    ----------
    result : what a run found.
    edition, rubrics, plugins : what was read besides the tables; rubrics and plugins come in any order.
    seed : of random draws, if any were made.
    """
    ratings = result.ratings
    return Manifest(
        engine=VERSION,
        software=software(),
        edition=edition,
        rubrics=tuple(sorted(rubrics, key=lambda item: item.id)),
        plugins=tuple(sorted(plugins, key=lambda item: (item.distribution, item.name))),
        inputs=tuple(sorted(ratings.files, key=lambda item: (item.path, item.kind))),
        settings={"publish": json.loads(canonical(asdict(result.scheme.edition.publish)))},
        seed=seed,
        rows={
            "cities": len(ratings.cities.codes),
            "marks": len(ratings.marks.mark),
            "measures": len(ratings.measures.value),
            "history": len(ratings.past.value),
            "columns": len(result.ids),
            "flags": len(result.flags),
        },
    )


def _plain(value: object) -> str:
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(type(value).__name__)

"""Reading the tables of an edition, and holding what its rules name against them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath

import polars as pl
from attrs import evolve

from scoring import intake
from scoring.api.guarding import guarded_readers
from scoring.codec.edition import load_scheme_files
from scoring.engine.plan import Plan
from scoring.engine.references import check_columns, check_past
from scoring.errors import Problem, RejectedError, ScoringError
from scoring.model.method import Reader
from scoring.model.ratings import Ratings
from scoring.plugins import Loaded

CITIES = "cities"


def read_tables(folder: Path, plan: Plan, loaded: Loaded, frames: Mapping[str, pl.DataFrame]) -> Ratings:
    """Read and check all tables.

    Parameters
    ----------
    folder : of the edition.
    plan : its compiled rules.
    loaded : plugins, for their readers.
    frames : tables given as data frames instead of files, by kind.

    Raises
    ------
    ScoringError
        With everything that is wrong in any table, and the columns that the rules name and no table has.
    """
    readers = guarded_readers(loaded.readers)
    try:
        ratings = intake.read(folder, plan.scheme, plan.structure, frames=frames, readers=readers)
    except ScoringError as error:
        found = [item.place.file for item in error.problems]
        if wrong := _of_cities(folder, plan, readers, frames, found):
            raise type(error)([*error.problems, *wrong]) from error
        raise
    wrong = check_columns(plan.edition, ratings.cities)
    wrong += check_past(plan.edition, plan.structure, ratings.past)
    if wrong:
        raise RejectedError(_located(wrong, folder))
    return ratings


def _of_cities(
    folder: Path,
    plan: Plan,
    readers: Sequence[Reader],
    frames: Mapping[str, pl.DataFrame],
    wrong: Sequence[str],
) -> list[Problem]:
    """Return the columns that the cities table lacks, where other tables are wrong: both come in one report.

    Parameters
    ----------
    folder, plan, readers, frames : of the edition.
    wrong : files in which something was found; a cities table among them is not read twice.
    """
    inputs = tuple(source for source in plan.edition.inputs if source.kind == CITIES)
    if any(PurePosixPath(file).match(source.path) for file in wrong for source in inputs):
        return []
    scheme = evolve(plan.scheme, edition=evolve(plan.edition, inputs=inputs))
    own = {kind: frame for kind, frame in frames.items() if kind == CITIES}
    try:
        ratings = intake.read(folder, scheme, plan.structure, frames=own, readers=readers)
    except ScoringError:  # what is wrong with the cities was told
        return []
    return _located(check_columns(plan.edition, ratings.cities), folder)


def _located(wrong: list[Problem], folder: Path) -> list[Problem]:
    sources = load_scheme_files(folder).sources
    return [sources.locate(item) for item in wrong]

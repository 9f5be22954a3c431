"""Opening a run folder again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import polars as pl
from attrs import evolve

from scoring.api.edition import open_edition, run_on
from scoring.api.restoring import ratings_of
from scoring.api.run import Run
from scoring.errors import Place, Problem, RejectedError, problem
from scoring.store.compare import compare_hashes
from scoring.store.folder import SNAPSHOT
from scoring.store.reading import load

RANKING, CELLS = "ranking.parquet", "cells.parquet"


def load_run(path: str | Path) -> Run:
    """Open a run folder: its rules and raw values are read from it and scored again.

    Remarks on no city (a file that was left out, a hidden sheet) stand in ``flags.csv`` and are not read again.

    Parameters
    ----------
    path : run folder.

    Raises
    ------
    ScoringError
        If the folder is no run, what it rests on was changed, its rules no longer load, or the scores that
        come out are not those that were written.
    """
    folder = Path(path)
    manifest = load(folder)
    wrong = [item for item in compare_hashes(manifest, folder) if _needed(Path(item.place.file), folder)]
    if wrong := wrong or [*_absent(folder)]:
        raise RejectedError(wrong)
    ranking = pl.read_parquet(folder / RANKING)
    ratings = ratings_of(ranking, pl.read_parquet(folder / CELLS))
    run = run_on(open_edition(folder / SNAPSHOT), evolve(ratings, files=manifest.inputs))
    _hold_against(run, ranking, folder)
    return run


def _needed(file: Path, folder: Path) -> bool:
    """Tell whether a file of the run folder is one that is read here."""
    return file in {folder / RANKING, folder / CELLS} or file.is_relative_to(folder / SNAPSHOT)


def _absent(folder: Path) -> Iterator[Problem]:
    """Yield files that are read here and that not even the manifest knows."""
    for name in (RANKING, CELLS):
        if not (folder / name).is_file():
            yield problem("run-output-missing", Place(file=str(folder / name)))


def _hold_against(run: Run, ranking: pl.DataFrame, folder: Path) -> None:
    """Refuse a run whose index does not come out as it was written."""
    columns = ["code", "index_exact"]
    if not run.ranking().select(columns).sort("code").equals(ranking.select(columns).sort("code")):
        raise RejectedError([problem("run-not-reproduced", Place(file=str(folder / RANKING)))])

"""Opening a run folder again."""

from __future__ import annotations

from pathlib import Path

import polars as pl
from attrs import evolve

from scoring.api.edition import open_edition, run_on
from scoring.api.restoring import ratings_of
from scoring.api.run import Run
from scoring.errors import Place, RejectedError, problem
from scoring.store.compare import compare_hashes
from scoring.store.folder import SNAPSHOT
from scoring.store.reading import load

RANKING, CELLS = "ranking.parquet", "cells.parquet"


def load_run(path: str | Path) -> Run:
    """Open a run folder: its rules and raw values are read from it and scored again.

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
    needed = (str(folder / RANKING), str(folder / CELLS), str(folder / SNAPSHOT))
    wrong = [item for item in compare_hashes(manifest, folder) if item.place.file.startswith(needed)]
    if wrong:
        raise RejectedError(wrong)
    ranking = pl.read_parquet(folder / RANKING)
    ratings = ratings_of(ranking, pl.read_parquet(folder / CELLS))
    run = run_on(open_edition(folder / SNAPSHOT), evolve(ratings, files=manifest.inputs))
    _hold_against(run, ranking, folder)
    return run


def _hold_against(run: Run, ranking: pl.DataFrame, folder: Path) -> None:
    """Refuse a run whose index does not come out as it was written."""
    columns = ["code", "index_exact"]
    if not run.ranking().select(columns).sort("code").equals(ranking.select(columns).sort("code")):
        raise RejectedError([problem("run-not-reproduced", Place(file=str(folder / RANKING)))])

"""Opening an edition: plugins loaded, TOML read, everything compiled; then checking and running it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import polars as pl
from attrs import field, frozen

from scoring._version import VERSION
from scoring.api.failing import failure
from scoring.api.frames import to_polars
from scoring.api.reading import read_tables
from scoring.api.references import stored_points
from scoring.api.run import Run
from scoring.codec.edition import SchemeFiles, load_scheme_files
from scoring.engine.compiling import compile_plan
from scoring.engine.evaluate import evaluate
from scoring.engine.plan import Plan
from scoring.engine.planning import Stored
from scoring.engine.raw import raw_values
from scoring.engine.references import check
from scoring.engine.standing import standing
from scoring.engine.structure import build
from scoring.engine.uses import check_uses
from scoring.errors import Place, Problem, problem
from scoring.methods import BUILT_INS
from scoring.model.edition import Scheme
from scoring.model.nearest import nearest
from scoring.model.ratings import Ratings
from scoring.model.result import Flag
from scoring.model.rubric import Rubric
from scoring.model.source import TABLE_KINDS
from scoring.plugins import Loaded, load


@frozen(kw_only=True)
class Checked:
    """What a check found in order.

    Parameters
    ----------
    files, rows : number of input files and of rows in them.
    cities, criteria : number of cities and of criteria.
    notes : remarks that do not stop a run.
    """

    files: int
    rows: int
    cities: int
    criteria: int
    notes: tuple[Problem, ...]


@frozen(kw_only=True, eq=False)
class EditionFolder:
    """An edition that was opened: its rules are checked and compiled, its tables are not read yet.

    Parameters
    ----------
    folder : where it lies.
    plan : the compiled rules.
    loaded : the plugins.
    frames : tables given as data frames instead of files, by kind.
    stored : reference points that steps take from earlier runs.
    """

    folder: Path
    plan: Plan = field(repr=False)
    loaded: Loaded = field(repr=False)
    frames: Mapping[str, pl.DataFrame] = field(repr=False)
    stored: Stored = field(factory=dict, repr=False)

    @property
    def scheme(self) -> Scheme:
        """The edition with its rubrics."""
        return self.plan.scheme

    def read(self) -> Ratings:
        """Read and check all tables.

        Raises
        ------
        ScoringError
            With everything that is wrong in any table.
        """
        return read_tables(self.folder, self.plan, self.loaded, self.frames)

    def check(self) -> Checked:
        """Read everything and score it once, so that every fault shows; nothing is written.

        Raises
        ------
        ScoringError
            With everything that is wrong.
        """
        run = self.run()
        ratings = run.result.ratings
        notes = (*ratings.notes, *(flag.problem for flag in run.result.flags))
        return Checked(
            files=len(ratings.files),
            rows=sum(file.rows for file in ratings.files),
            cities=len(ratings.cities.codes),
            criteria=len({leaf.criterion for leaf in self.plan.structure.leaves}),
            notes=notes,
        )

    def run(self) -> Run:
        """Score, rank, band and award.

        Raises
        ------
        ScoringError
            With everything that is wrong.
        """
        return run_on(self, self.read())


def run_on(edition: EditionFolder, ratings: Ratings) -> Run:
    """Score what was read."""
    raw = raw_values(edition.plan, ratings)
    scores = evaluate(edition.plan, raw, ratings)
    flags: tuple[Flag, ...] = raw.flags
    result = standing(edition.plan, ratings, scores, flags)
    return Run(folder=edition.folder, plan=edition.plan, loaded=edition.loaded, result=result)


def open_edition(path: str | Path, **frames: Any) -> EditionFolder:  # noqa: ANN401
    """Open an edition's folder.

    Parameters
    ----------
    path : folder that holds ``edition.toml``.
    frames : data frames of any library that replace the files of a kind: ``cities``, ``evaluators``, ``panels``,
        ``marks``, ``measures`` or ``history``.

    Raises
    ------
    ScoringError
        With everything that is wrong in the plugins, the edition and its rubrics.
    TypeError
        If a frame is of an unknown kind or is no data frame.

    Examples
    --------
    >>> import scoring
    >>> run = scoring.open("rubrics/u4ssc").run()
    >>> run.ranking().columns[:3]
    ['rank', 'code', 'name']
    """
    unknown = set(frames) - set(TABLE_KINDS)
    if unknown:
        raise TypeError(
            f"no table is called {', '.join(sorted(unknown))}; there are {', '.join(TABLE_KINDS)}"
        )
    given = {kind: to_polars(frame) for kind, frame in frames.items() if frame is not None}
    folder = Path(path)
    loaded = load(BUILT_INS, version=VERSION, folder=folder if folder.is_dir() else None)
    files = load_scheme_files(folder)
    problems = [*loaded.problems, *files.problems]
    if files.edition is None:
        raise failure(problems)
    rubrics, wrong = _rubrics(files, loaded)
    scheme = Scheme(edition=files.edition, rubrics=rubrics)
    stored, unstored = stored_points(folder, files.edition)
    plan, faults = _compiled(scheme, loaded, stored, complete=files.complete)
    problems += [files.sources.locate(item) for item in (*wrong, *unstored, *faults)]
    if plan is None or problems:
        raise failure(problems)
    return EditionFolder(folder=folder, plan=plan, loaded=loaded, frames=given, stored=stored)


def _compiled(
    scheme: Scheme, loaded: Loaded, stored: Stored, *, complete: bool
) -> tuple[Plan | None, list[Problem]]:
    """Return the plan; with parts of the edition unreadable, what hangs together wrongly is not looked for."""
    if not complete:
        return None, []
    structure, problems = build(scheme)
    if structure is None:
        return None, [*problems, *check_uses(scheme, loaded.registry)]
    problems += check(scheme.edition, structure)
    plan, wrong = compile_plan(scheme, structure, loaded.registry, stored)
    return plan, [*problems, *wrong]


def _rubrics(files: SchemeFiles, loaded: Loaded) -> tuple[dict[str, Rubric], list[Problem]]:
    """Return the rubrics of the folder, of its Python files, and those the edition takes from packages."""
    edition = files.edition
    wrong = list(_unknown(edition.rubrics, loaded)) if edition else []
    found = dict(files.rubrics)
    for name in loaded.rubrics:
        owner = loaded.rubrics.owners[name]
        wanted = not owner.distribution or (edition is not None and name in edition.rubrics)
        if wanted and name in found:
            first, place = files.sources.file_of(name), Place(file=f"rubric:{name}", key="id")
            wrong.append(problem("rubric-claimed-twice", place, found=name, first=first, second=str(owner)))
        elif wanted:
            found[name] = loaded.rubrics[name]
    return {name: found[name] for name in sorted(found)}, wrong


def _unknown(names: Iterable[str], loaded: Loaded) -> Iterable[Problem]:
    known = tuple(loaded.rubrics)
    for position, name in enumerate(names):
        if name not in loaded.rubrics:
            allowed = ", ".join(known) or "none"
            place = Place(key=f"rubrics[{position}]")
            yield problem("unknown-rubric", place, found=name, allowed=allowed, nearest=nearest(name, known))

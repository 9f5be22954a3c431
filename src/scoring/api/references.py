"""The reference points that an edition's steps name, read from its folder."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from scoring.codec.references import load_references
from scoring.engine.planning import Stored
from scoring.errors import Place, Problem, ScoringError, problem
from scoring.model.edition import Edition

FOLDER = "references"


def stored_points(folder: Path, edition: Edition) -> tuple[Stored, list[Problem]]:
    """Return the stored reference points by step, and what is wrong with their files.

    Parameters
    ----------
    folder : of the edition.
    edition : whose steps name files.
    """
    found, problems = {}, list[Problem]()
    for position, step in enumerate(edition.steps):
        if not step.reference:
            continue
        parts = PurePosixPath(step.reference).parts
        place = Place(key=f"step[{position}].reference")
        if parts[:1] != (FOLDER,) or ".." in parts:
            problems.append(problem("reference-outside", place, found=step.reference))
            continue
        try:
            points = load_references(folder / step.reference, shown=step.reference)
        except ScoringError as error:
            problems += error.problems
            continue
        if step.id in points:
            found[step.id] = points[step.id]
        else:
            problems.append(
                problem("reference-lacks", place, step=step.id, method=step.use.method, found=step.id)
            )
    return found, problems

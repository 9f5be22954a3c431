"""Reference points of normalisations as JSON and back: what a run found, for later cities and years."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from scoring.errors import Place, Problem, RejectedError, UnreadableError, problem
from scoring.model.references import StoredPoints
from scoring.model.result import StepOutcome

FORMAT = "scoring-references/1"
NAME = "references.json"


def dump_references(outcomes: Iterable[StepOutcome]) -> str:
    """Return the reference points of all normalising steps as JSON; equal points give equal bytes.

    Parameters
    ----------
    outcomes : what the steps of a run did.
    """
    steps = {
        item.id: {
            "method": item.method,
            "items": list(item.columns),
            "points": {name: _listed(points) for name, points in item.points.items()},
        }
        for item in outcomes
        if item.kind == "normalise"
    }
    return json.dumps({"format": FORMAT, "steps": steps}, sort_keys=True, indent=1, allow_nan=False) + "\n"


def load_references(path: Path, *, shown: str) -> Mapping[str, StoredPoints]:
    """Return the stored points by step.

    Parameters
    ----------
    path : the file.
    shown : name of the file for people.

    Raises
    ------
    UnreadableError, RejectedError
        The file cannot be read, or is none that a run wrote.
    """
    place = Place(file=shown)
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        raise RejectedError([problem("reference-not-there", place, found=shown)]) from None
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableError([_malformed(place, error)]) from None
    try:
        return _steps(json.loads(text))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise RejectedError([_malformed(place, error)]) from None


def _malformed(place: Place, error: Exception) -> Problem:
    return problem("reference-malformed", place, cause=f"{type(error).__name__}: {error}")


def _steps(data: Any) -> Mapping[str, StoredPoints]:  # noqa: ANN401 - any JSON
    if data["format"] != FORMAT:
        raise ValueError(f"format is {data['format']!r}, not {FORMAT!r}")
    return {name: _stored(step) for name, step in data["steps"].items()}


def _stored(step: Mapping[str, Any]) -> StoredPoints:
    items = tuple(str(item) for item in step["items"])
    points = {str(name): _array(values) for name, values in step["points"].items()}
    for name, values in points.items():
        if values.shape[-1:] != (len(items),):
            raise ValueError(f"{name} has {values.shape[-1:]} values for {len(items)} items")
    return StoredPoints(method=str(step["method"]), items=items, points=points)


def _listed(points: npt.NDArray[np.float64]) -> Any:  # noqa: ANN401 - nested lists
    """Return an array as nested lists with null for NaN."""
    shown = points.astype(object)
    shown[np.isnan(points)] = None
    return shown.tolist()


def _array(values: Any) -> npt.NDArray[np.float64]:  # noqa: ANN401 - nested lists
    return np.array(values, dtype=np.float64)

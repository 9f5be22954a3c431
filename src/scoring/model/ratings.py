"""What was read: cities, panels, marks, measured values and earlier results, each with its place.

Columns are numpy arrays of one length, read-only, sorted as each class says; ids are positions in the tuples
beside them, so that no text is compared after intake.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
from attrs import field, frozen

from scoring.errors import Place, Problem

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


def cell_name(row: int, column: int) -> str:
    """Return the spreadsheet name of a cell; rows and columns count from 1.

    >>> cell_name(17, 5), cell_name(1, 28)
    ('E17', 'AB1')
    """
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"


@frozen(kw_only=True, eq=False)
class Places:
    """Places of many values.

    Parameters
    ----------
    files, sheets : names.
    file, sheet : position in `files` and `sheets`, shape (n,); sheet -1 for a text table.
    row, column : from 1, shape (n,).
    """

    files: tuple[str, ...]
    sheets: tuple[str, ...]
    file: Ints
    sheet: Ints
    row: Ints
    column: Ints

    def at(self, item: int) -> Place:
        """Return the place of one value."""
        sheet = int(self.sheet[item])
        return Place(
            file=self.files[int(self.file[item])],
            sheet=self.sheets[sheet] if sheet >= 0 else "",
            cell=cell_name(int(self.row[item]), int(self.column[item])),
        )


@frozen(kw_only=True, eq=False)
class Cities:
    """The cities of the edition, sorted by code.

    Parameters
    ----------
    codes, names : of each city; a code is text.
    states : ``ranked`` (takes part), ``not_participating``, ``withdrawn`` or ``not_assessable``.
    attributes : further columns (province, kind, population, cohort, ...) as text, "" where empty.
    """

    codes: tuple[str, ...]
    names: tuple[str, ...]
    states: tuple[str, ...]
    attributes: Mapping[str, tuple[str, ...]] = field(factory=dict)


@frozen(kw_only=True, eq=False)
class Marks:
    """Evaluators' marks, sorted by (city, criterion, stage, evaluator).

    Parameters
    ----------
    evaluators, types : evaluator ids, sorted, and the evaluator type of each.
    criteria, stages : ids that `criterion` and `stage` point to.
    city, criterion, stage, evaluator : positions, shape (n_marks,).
    mark : shape (n_marks,), NaN where the evaluator gave none.
    chair : whether the evaluator chairs the city's panel, shape (n_marks,).
    state : "" or one of `MARK_STATES` per mark, as position in ``("", *MARK_STATES)``; recused and not assessable marks are NaN.
    places : where each mark stands.
    """

    evaluators: tuple[str, ...]
    types: tuple[str, ...]
    criteria: tuple[str, ...]
    stages: tuple[str, ...]
    city: Ints
    criterion: Ints
    stage: Ints
    evaluator: Ints
    mark: Floats
    chair: Bools
    state: Ints
    places: Places


@frozen(kw_only=True, eq=False)
class Measures:
    """Measured values, sorted by (city, criterion).

    Parameters
    ----------
    criteria : ids that `criterion` points to.
    city, criterion : positions, shape (n,).
    value, of, n : raw value, denominator (planned, population, ...) and sample size; NaN where not given.
    date : ISO dates or "".
    source : named source or "".
    places : where each value stands.
    """

    criteria: tuple[str, ...]
    city: Ints
    criterion: Ints
    value: Floats
    of: Floats
    n: Floats
    date: tuple[str, ...]
    source: tuple[str, ...]
    places: Places


@frozen(kw_only=True, eq=False)
class Past:
    """Results of earlier editions, sorted by (node, year, city).

    Parameters
    ----------
    nodes : node ids that `node` points to.
    city, node, year : shape (n,).
    value : the published result, shape (n,).
    places : where each value stands.
    """

    nodes: tuple[str, ...]
    city: Ints
    node: Ints
    year: Ints
    value: Floats
    places: Places


@frozen(kw_only=True)
class InputFile:
    """A file that was read.

    Parameters
    ----------
    path : relative to the edition, with ``/``.
    kind : what its rows are.
    bytes, rows : size of the file and number of rows read.
    sha256 : of the file's bytes.
    """

    path: str
    kind: str
    bytes: int
    rows: int
    sha256: str


@frozen(kw_only=True, eq=False)
class Ratings:
    """Everything that was read for one edition, checked against its scheme.

    Parameters
    ----------
    cities, marks, measures, past : the tables.
    files : files read, sorted by path.
    notes : things worth knowing that do not stop a run (expired evidence that is only flagged, small samples).
    """

    cities: Cities
    marks: Marks
    measures: Measures
    past: Past
    files: tuple[InputFile, ...] = ()
    notes: tuple[Problem, ...] = ()

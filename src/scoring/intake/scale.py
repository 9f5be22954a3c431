"""Values outside the scale of their criterion, decided on decimals."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import polars as pl

from scoring.intake.findings import Findings
from scoring.intake.numbers import nine, off_step
from scoring.intake.raw import number_text
from scoring.intake.rules import Rules
from scoring.intake.table import Table
from scoring.model.ratings import Ints

_CODES = {
    "mark": ("mark-above-scale", "mark-below-scale", "mark-off-step"),
    "value": ("value-above-scale", "value-below-scale", "value-off-step"),
}


def check_scale(table: Table, criterion: Ints, rules: Rules, findings: Findings) -> None:
    """Report the values above, below and between the steps of their criterion's scale.

    Parameters
    ----------
    table : with the value of each row.
    criterion : position among all criteria, -1 for none, shape (n_rows,).
    rules : with the scales.
    findings : take the problems.
    """
    field = "mark" if table.kind == "marks" else "value"
    values = np.where(criterion < 0, np.nan, table.frame[field].cast(pl.Float64).to_numpy())
    padded = np.vstack([rules.scales, np.full(3, np.nan)])
    bounds = nine(padded)
    units = nine(values)

    def details(item: int) -> Mapping[str, object]:
        return {
            "found": number_text(values[item]),
            "criterion": rules.criteria[criterion[item]],
            "bottom": number_text(padded[criterion[item], 0]),
            "top": number_text(padded[criterion[item], 1]),
            "step": number_text(padded[criterion[item], 2]),
        }

    with np.errstate(invalid="ignore"):
        above, below = units > bounds[criterion, 1], units < bounds[criterion, 0]
    steps = ~above & ~below & off_step(units, bounds, criterion)
    for code, wrong in zip(_CODES[field], (above, below, steps), strict=True):
        table.report(findings, code, wrong, field, details)

"""Outliers in two stages: draw in a few values, and bend the distribution where that does not do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal

import numpy as np

from scoring.kernels.describe import KURTOSIS_LIMIT, SKEWNESS_LIMIT, outlying
from scoring.kernels.treat.shape import Floats
from scoring.kernels.treat.transform import log_either_side, log_gii, log_plus_one, log_shifted
from scoring.kernels.treat.winsorise import winsorise

Form = Literal["shifted", "plus_one", "either_side", "gii"]
Stage = Literal["original", "winsorised"]

FORMS: Mapping[Form, Callable[..., Floats]] = {
    "shifted": log_shifted,
    "plus_one": log_plus_one,
    "either_side": log_either_side,
    "gii": log_gii,
}


def winsorise_or_log(
    values: Floats,
    *,
    skewness_limit: float = SKEWNESS_LIMIT,
    kurtosis_limit: float = KURTOSIS_LIMIT,
    most_cells: int = 5,
    form: Form = "shifted",
    log_of: Stage = "original",
) -> Floats:
    """Return `winsorise` of each item, and its logarithm instead where it still fails the test.

    Becker, COINr, ``Treat`` with its defaults; there both limits are given twice, and may differ. The logarithm is kept
    whether or not it passes. An item that winsorising would make constant goes on to the logarithm; COINr fails on it
    and returns it untreated.

    Parameters
    ----------
    values : shape (n_cities, n_items).
    skewness_limit, kurtosis_limit : of the test in both stages.
    most_cells : number of changed values from which on no further one is drawn in.
    form : of the logarithm, see `scoring.kernels.treat.transform`.
    log_of : whether the logarithm is of the ``original`` values or of the ``winsorised`` ones.
    """
    drawn = winsorise(
        values, skewness_limit=skewness_limit, kurtosis_limit=kurtosis_limit, most_cells=most_cells
    )
    logs = FORMS[form](values if log_of == "original" else drawn, when="always")
    failing = outlying(drawn, skewness_limit=skewness_limit, kurtosis_limit=kurtosis_limit)
    return np.where(failing, logs, drawn)

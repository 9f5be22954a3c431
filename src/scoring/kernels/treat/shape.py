"""Which indicators a treatment of outliers takes, by the shape of their distribution.

A treatment never changes the order of the cities, so the direction of an item does not matter, and none of them takes it.
What is missing stays missing. An item in which all present values are equal is left alone by every treatment.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from scoring.kernels.describe import KURTOSIS_LIMIT, SKEWNESS_LIMIT, outlying
from scoring.kernels.normalise.reference import largest, smallest

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

When = Literal["outlying", "always"]
"""``outlying`` takes items that fail the test of `scoring.kernels.describe.outlying`, which needs four present values;
``always`` takes all that are not constant."""


def taken(
    values: Floats,
    *,
    when: When = "outlying",
    skewness_limit: float = SKEWNESS_LIMIT,
    kurtosis_limit: float = KURTOSIS_LIMIT,
) -> Bools:
    """Tell which items are treated.

    Parameters
    ----------
    values : shape (n_cities, ...).
    when : which items are taken.
    skewness_limit, kurtosis_limit : of the test.
    """
    if when == "always":
        varies: Bools = smallest(values) < largest(values)
        return varies
    return outlying(values, skewness_limit=skewness_limit, kurtosis_limit=kurtosis_limit)


def where_taken(form: Callable[..., Floats]) -> Callable[..., Floats]:
    """Make a treatment of a form: the form of the items that are `taken`, the others as they are.

    Besides the parameters of the form the treatment has ``when``, ``skewness_limit`` and ``kurtosis_limit``.

    Parameters
    ----------
    form : from values (n_cities, n_items) of items that are not constant to others of the same shape.
    """

    @wraps(form)
    def treatment(
        values: Floats,
        *,
        when: When = "outlying",
        skewness_limit: float = SKEWNESS_LIMIT,
        kurtosis_limit: float = KURTOSIS_LIMIT,
        **parameters: Any,  # noqa: ANN401 - of the form
    ) -> Floats:
        chosen = taken(values, when=when, skewness_limit=skewness_limit, kurtosis_limit=kurtosis_limit)
        treated = np.array(values, dtype=np.float64)
        treated[:, chosen] = form(treated[:, chosen], **parameters)
        return treated

    return treatment

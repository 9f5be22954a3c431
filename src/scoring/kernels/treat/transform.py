"""Bending skewed distributions. Values have the shape (n_cities, n_items), statistics are of the present ones.

Every form rises, so the order of the cities and the direction of the items stay. A treated value has another unit than the
raw one. Each function also has the parameters of `scoring.kernels.treat.shape.taken`, which say what items it takes.
"""

from __future__ import annotations

import numpy as np

from scoring.kernels.describe import skewness
from scoring.kernels.lattice import to_lattice
from scoring.kernels.normalise.reference import largest, smallest
from scoring.kernels.treat.shape import Floats, where_taken

SMALL = 0.01
"""Share of the range that is added below the smallest value, so that its logarithm exists."""


@where_taken
def log_shifted(values: Floats) -> Floats:
    """Return ln(x - min + 0.01 (max - min)); Becker, COINr, ``log_CT``.

    Another unit of the values adds the same number to every logarithm.
    """
    low, high = smallest(values), largest(values)
    return np.log(values - low + SMALL * (high - low))


@where_taken
def log_plus_one(values: Floats) -> Floats:
    """Return ln(x - min + 1); Becker, COINr, ``log_CT_orig``, after the JRC's COIN Tool.

    How far it bends depends on the unit of the values.
    """
    return np.log(values - smallest(values) + 1.0)


@where_taken
def log_either_side(values: Floats) -> Floats:
    """Return `log_shifted` where the skewness is positive, else -ln(max + 0.01 (max - min) - x).

    Becker, COINr, ``log_CT_plus``.
    """
    low, high = smallest(values), largest(values)
    shift = SMALL * (high - low)
    # the skewness of a symmetric item is zero but for rounding, which must not choose the side
    right = to_lattice(skewness(values)) > 0
    return np.where(right, np.log(values - low + shift), -np.log(high + shift - values))


@where_taken
def log_gii(values: Floats) -> Floats:
    """Return ln((max - 1) (x - min) / (max - min) + 1), from 0 at the minimum to ln(max) at the maximum.

    The form of the Global Innovation Index 2020, as Becker, COINr, ``log_GII`` documents it; COINr itself returns the
    values as they were. An item whose maximum is not above 1 would be turned round, and is left alone.
    """
    low, high = smallest(values), largest(values)
    risen = np.where(high > 1, high, np.nan) - 1.0
    return np.where(high > 1, np.log(risen * (values - low) / (high - low) + 1.0), values)


@where_taken
def box_cox(values: Floats, *, exponent: float = 0.0) -> Floats:
    """Return (y**exponent - 1) / exponent with y = x - min + 1, and ln(y) for exponent 0.

    Box and Cox, An analysis of transformations, 1964, eq. (1); shifted as in Becker, COINr, ``boxcox``. How far it bends
    depends on the unit of the values.

    Parameters
    ----------
    exponent : lambda; 1 changes nothing but the origin, less draws high values in.
    """
    logs = np.log(values - smallest(values) + 1.0)
    # expm1 keeps the digits that the difference from 1 would lose near exponent 0
    return np.expm1(exponent * logs) / exponent if exponent else logs

"""Denominators by hand."""

import numpy as np
from numpy.testing import assert_array_equal

from scoring.kernels.treat.denominate import denominate

NAN = float("nan")


def test_a_rate_per_thousand_by_hand():
    # 30 of 1500 are 20 per thousand, 7 of 2000 are 3.5
    values, of = np.array([[30.0, 7.0]]), np.array([[1500.0, 2000.0]])
    assert_array_equal(denominate(values, of=of, scale=1000), [[20.0, 3.5]])


def test_without_a_denominator_there_is_no_rate():
    values = np.array([[1.0, 1.0, NAN, 0.0, 0.0]])
    of = np.array([[0.0, NAN, 5.0, 0.0, -4.0]])
    found = denominate(values, of=of)
    assert_array_equal(found, [[NAN, NAN, NAN, NAN, 0.0]])
    assert not np.signbit(found[0, 4])

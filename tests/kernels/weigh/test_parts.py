import numpy as np
from numpy.testing import assert_array_equal

from scoring.kernels.weigh.parts import shares


def test_parts_become_shares():
    assert_array_equal(shares(np.array([1.0, 2.0, 5.0])), [0.125, 0.25, 0.625])


def test_what_is_no_number_or_below_zero_counts_as_none():
    assert_array_equal(shares(np.array([np.nan, 3.0, -1e-17, np.inf, 1.0])), [0, 0.75, 0, 0, 0.25])


def test_where_nothing_tells_all_weigh_the_same():
    assert_array_equal(shares(np.array([0.0, np.nan, 0.0, 0.0])), [0.25] * 4)

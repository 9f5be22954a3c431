"""Weights on the lattice."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from scoring.kernels.draw.grid import on_grid

WEIGHTS = st.lists(st.floats(0, 1e6), min_size=1, max_size=12).filter(lambda row: sum(row) > 1e-3)


def test_what_is_left_goes_to_the_largest_weight():
    # 10/6, 20/6 and 30/6 of 10 units: 1.67, 3.33 and 5; down to 1, 3, 5, and one unit is left
    assert on_grid(np.array([[1.0, 2.0, 3.0]]), 10).tolist() == [[1, 3, 6]]


def test_the_first_of_equal_weights_gets_it():
    assert on_grid(np.ones((1, 3)), 100).tolist() == [[34, 33, 33]]


def test_short_decimals_stay_exact():
    hundredths = np.array([[0.07, 0.29, 0.57, 0.07], [0.58, 0.14, 0.28, 0.0]])
    assert on_grid(hundredths, 10**8).tolist() == [
        [7000000, 29000000, 57000000, 7000000],
        [58000000, 14000000, 28000000, 0],
    ]


@given(WEIGHTS, st.integers(1, 2**32))
def test_rows_sum_to_the_whole_and_keep_zeros_and_order(row, whole):
    weights = np.array([row])
    units = on_grid(weights, whole)[0]
    assert units.sum() == whole
    assert (units[weights[0] == 0] == 0).all()
    order = np.argsort(-weights[0], kind="stable")
    assert (np.diff(units[order]) <= 0).all()

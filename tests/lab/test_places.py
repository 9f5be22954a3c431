"""Ranks of many rankings at once are those of each."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.testing import assert_array_equal

from scoring.kernels.rank import rank
from scoring.lab.places import ranks_of_many

SCORES = st.sampled_from([np.nan, -1.0, 0.1 + 0.2, 0.3, 0.3 + 4e-10, 0.3 + 9e-10, 2.0, 1e6])


@settings(max_examples=60)
@given(arrays(np.float64, (4, 6), elements=SCORES), st.sampled_from([0.0, 1e-9, 0.5]))
def test_each_ranking_is_ranked_as_it_is_alone(scores, tolerance):
    found = ranks_of_many(scores, tolerance=tolerance)
    for row, alone in zip(found, scores, strict=True):
        assert_array_equal(row, rank(alone, tolerance=tolerance))


def test_ties_share_the_best_rank_and_missing_scores_have_none():
    found = ranks_of_many(np.array([[3.0, 5.0, 5.0, np.nan], [1.0, 2.0, 3.0, 4.0]]), tolerance=0)
    assert_array_equal(found, [[3, 1, 1, np.nan], [4, 3, 2, 1]])


@pytest.mark.parametrize("shape", [(1, 1), (0, 3), (3, 1)])
def test_small_tables_are_ranked_too(shape):
    assert_array_equal(ranks_of_many(np.zeros(shape), tolerance=0), np.ones(shape))

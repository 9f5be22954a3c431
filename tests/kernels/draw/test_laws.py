"""What every way to draw weights keeps."""

from functools import partial

import numpy as np
import pytest

from scoring.kernels.draw import (
    constrained,
    dirichlet,
    interval,
    noise,
    ordered,
    simplex,
    sobol,
    table,
    tree,
)
from scoring.kernels.draw.stream import BLOCK

GIVEN = np.array([0.4, 0.3, 0.2, 0.1])
LOW, HIGH = np.array([0.1, 0.0, 0.2, 0.05]), np.array([0.6, 0.5, 0.4, 0.3])
NARROW = GIVEN * 0.98, GIVEN * 1.02
FALLING = constrained.region(
    4, np.array([[-1.0, 1.0, 0.0, 0.0], [0.0, 0.0, -1.0, 1.0]]), np.array([0.0, 0.0])
)
EXPERTS = np.array([[0.25, 0.25, 0.25, 0.25], [0.7, 0.1, 0.1, 0.1], [0.0, 0.5, 0.5, 0.0]])
TWO_LEVELS = {
    "parents": np.array([-1, 0, 0, 1, 1, 2, 2]),
    "draws": {
        0: partial(simplex.block, seed=5, n_items=2),
        1: partial(simplex.block, seed=5, n_items=2, stream=1),
        2: partial(table.block, table=np.array([[0.3, 0.7]])),
    },
}
SEEDED = {
    "uniform": partial(simplex.block, n_items=4),
    "dirichlet": partial(dirichlet.block, weights=GIVEN, concentration=20.0),
    "ordered": partial(ordered.block, importance=np.array([2, 1, 2, 3])),
    "ordered, ties equal": partial(ordered.block, importance=np.array([2, 1, 2, 3]), tied="equal"),
    "intervals": partial(interval.block, lower=LOW, upper=HIGH),
    "narrow intervals": partial(interval.block, lower=NARROW[0], upper=NARROW[1]),
    "constraints": partial(
        constrained.block, inside=FALLING, start=constrained.interior(FALLING)[0], steps=20
    ),
    "noise": partial(noise.block, weights=GIVEN, factor=0.5),
    "resampled": partial(table.block, table=EXPERTS),
    "sobol": partial(sobol.block, n_items=4),
    "sobol spacings": partial(sobol.block, n_items=4, shape="spacings"),
}
DRAWS = {name: partial(draw, seed=3) for name, draw in SEEDED.items()} | {
    "in turn": partial(table.block, table=EXPERTS),
    "tree": partial(tree.block, **TWO_LEVELS),
}
WHOLES = [2**29, 10**8, 2**12, 97]


@pytest.mark.parametrize("whole", WHOLES)
@pytest.mark.parametrize("draw", DRAWS.values(), ids=DRAWS)
def test_weightings_are_whole_numbers_that_sum_to_the_whole(draw, whole):
    units = draw(7, whole)
    assert units.shape == (BLOCK, 4)
    assert units.dtype == np.float64
    assert (units >= 0).all()
    assert (units == np.rint(units)).all()
    assert (units.sum(axis=1) == whole).all()


@pytest.mark.parametrize("draw", DRAWS.values(), ids=DRAWS)
def test_a_block_does_not_depend_on_what_was_drawn_before(draw):
    alone = draw(2, 2**29).tobytes()
    for number in (0, 5, 1):
        draw(number, 2**29)
    assert draw(2, 2**29).tobytes() == alone


@pytest.mark.parametrize("draw", SEEDED.values(), ids=SEEDED)
def test_blocks_seeds_and_streams_differ_and_zero_is_a_seed(draw):
    some = [
        draw(0, 2**29, seed=0),
        draw(1, 2**29, seed=0),
        draw(0, 2**29, seed=1),
        draw(0, 2**29, seed=0, stream=1),
    ]
    assert len({units.tobytes() for units in some}) == 4


@pytest.mark.parametrize("draw", DRAWS.values(), ids=DRAWS)
def test_a_coarser_lattice_holds_the_same_weightings(draw):
    fine, coarse = draw(0, 2**28) / 2**28, draw(0, 2**20) / 2**20
    assert np.abs(fine - coarse).max() <= 5 * 2.0**-20

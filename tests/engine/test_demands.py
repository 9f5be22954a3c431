"""What a method asks of its values; cities are numbered from 0, and most laws hold beyond the few cities looked at first."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.engine.demands import CODES, FEW, Unmet, unmet

MANY = 3 * FEW
LATE = MANY - 1


def values(**cells):
    """Return two varying items of many cities, with some cells of the last city replaced."""
    table = np.column_stack([np.linspace(1.0, 2.0, MANY), np.linspace(5.0, 3.0, MANY)])
    for item, value in cells.items():
        table[LATE, "ab".index(item)] = value
    return table


@pytest.mark.parametrize("demand", CODES)
def test_plain_values_lack_nothing(demand):
    assert list(unmet([demand], values())) == []


@pytest.mark.parametrize(
    ("demand", "cell", "found"),
    [
        ("complete", np.nan, "nan"),
        ("positive", 0.0, "0"),
        ("positive", -1.5, "-1.5"),
        ("not_negative", -1.5, "-1.5"),
    ],
)
def test_a_single_cell_of_the_last_city_is_found(demand, cell, found):
    (item,) = unmet([demand], values(b=cell))
    assert item == Unmet(demand=demand, city=LATE, item=1, found=found)


@pytest.mark.parametrize(
    ("demand", "cell"), [("not_negative", 0.0), ("complete", -1.0), ("positive", np.nan), ("varying", np.nan)]
)
def test_what_is_not_asked_is_no_fault(demand, cell):
    assert list(unmet([demand], values(a=cell))) == []


def test_an_item_without_weight_does_not_count():
    assert list(unmet(["positive"], values(b=-1.0), np.array([1.0, 0.0]))) == []


def test_an_item_that_only_the_last_city_varies_is_not_constant():
    table = values()
    table[:, 0] = 1.0
    assert [item.item for item in unmet(["varying"], table)] == [0]
    table[LATE, 0] = 1.1
    assert list(unmet(["varying"], table)) == []


def test_an_item_of_one_city_stands_alone():
    table = values()
    table[1:, 1] = np.nan
    assert [(item.demand, item.item) for item in unmet(["two_cities"], table)] == [("two_cities", 1)]
    table[LATE, 1] = 4.0
    assert list(unmet(["two_cities"], table)) == []


@pytest.mark.parametrize(("last", "n_found"), [(1.0, 1), (1e9, 1), (1.0 + 1e-9, 0)])
def test_the_last_bits_are_no_variation(last, n_found):
    # 1e-13 of 1 or of 1e9 is below 1e-12 of the value; 1e-9 is above
    table = values()
    table[:, 0] = last if last == 1e9 else 1.0
    table[::2, 0] *= 1.0 + 1e-13
    table[LATE, 0] = last
    assert len(list(unmet(["varying"], table))) == n_found


def test_few_cities_that_vary_in_the_last_bits_do_not_hide_the_width_of_the_others():
    # the first cities: 1e-11 of 1; with a city of 1e9 the width is 1e9
    table = values()
    table[:, 0] = 1.0
    table[1, 0] += 1e-11
    table[LATE, 0] = 1e9
    assert list(unmet(["varying"], table)) == []


cell = st.sampled_from([-1.0, 0.0, 1.0, 1.0 + 1e-13, 1e9, 0.3, 0.1 + 0.2, np.nan])


@given(st.lists(st.tuples(cell, cell), min_size=1, max_size=6), st.integers(0, 70))
def test_cities_in_front_that_lack_nothing_change_no_finding_about_cells(rows, n_front):
    front = np.column_stack([np.linspace(1.0, 2.0, n_front), np.linspace(3.0, 4.0, n_front)])
    table = np.vstack([front, np.array(rows)])
    for demand in ("complete", "positive", "not_negative"):
        alone = [(item.city, item.item, item.found) for item in unmet([demand], np.array(rows))]
        behind = [(item.city - n_front, item.item, item.found) for item in unmet([demand], table)]
        assert alone == behind

"""What every registered method keeps that compares all cities. A new one is tested by being registered."""

import itertools
from types import SimpleNamespace

import attrs
import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

import scoring.methods
from scoring.codec.parameters import parameters
from scoring.plugins import load

REGISTER = load(scoring.methods.BUILT_INS, version="0").registry.aggregations
METHODS = {name: REGISTER[name] for name in REGISTER if REGISTER[name].scope == "nation"}

# Parameters for methods that cannot do without, or that have several faces.
EXAMPLES = {
    "weighted_sum": [{}, {"scaling": "vector"}],
    "topsis": [{}, {"scaling": "min_max"}, {"scaling": "sum"}],
    "vikor": [{}, {"majority": 0}, {"majority": 1}],
    "spotis": [{"lower": [0], "upper": [200]}],
    "gra": [{}, {"rho": 0.1}],
    "todim": [{}, {"theta": 2.5}],
    "promethee_ii": [
        {},
        {"shapes": "u", "q": [5]},
        {"shapes": "v", "p": [20]},
        {"shapes": "level", "q": [5], "p": [20]},
        {"shapes": "linear", "q": [5], "p": [20]},
        {"shapes": "gaussian", "s": [15]},
    ],
    "electre_iii": [{}, {"q": [3], "p": [10], "v": [60]}],
}
# A higher value of a benefit, all else equal, may lower the city's own score: the reference points move with it, the
# order comes out of rounds of elimination, or unevenness is penalised.
NOT_MONOTONE = {"todim", "electre_i", "electre_iii", "penalised_benefit_of_the_doubt"}
# A city no worse than another in any item may stand below it.
NOT_DOMINANT = {"electre_iii"}
# One unit for all items, or bounds and thresholds in the unit of the items.
IN_ONE_UNIT = {"electre_i", "spotis"}
# No shift of an item's values changes a score: only differences between cities count.
BY_DIFFERENCES = {
    *("weighted_sum", "mairca", "vikor", "mabac", "cocoso", "gra", "promethee_ii"),
    *("copeland", "electre_i", "electre_iii"),
}


def cases():
    for name, method in METHODS.items():
        for given in EXAMPLES.get(name, [{}]):
            made, wrong = parameters(method.parameters, given, key="example")
            assert made is not None, f"{name}: put parameters into EXAMPLES; {wrong}"
            keywords = {item.name: getattr(made, item.name) for item in attrs.fields(method.parameters)}
            yield SimpleNamespace(
                name=name, method=method, given=given, call=lambda *a, m=method, k=keywords: m.apply(*a, **k)
            )


def each(wanted=None):
    found = [case for case in cases() if wanted is None or wanted(case)]
    return pytest.mark.parametrize(
        "case", [pytest.param(case, id=f"{case.name} {case.given or ''}".strip()) for case in found]
    )


def takes_gaps(case):
    return "complete" not in case.method.demands


def by_differences(case):
    return case.name in BY_DIFFERENCES and "scaling" not in case.given


def takes_below_zero(case):
    return not {"positive", "not_negative"} & set(case.method.demands)


def frozen(array):
    array = np.ascontiguousarray(array, dtype=np.float64)
    array.setflags(write=False)
    return array


def nation(seed=0, cities=23, items=5, gaps=0.0):
    """Values above zero with one decimal, of which some may be missing, weights and directions."""
    source = np.random.default_rng(seed)
    values = source.integers(200, 1500, (cities, items)) / 10
    values[source.random(values.shape) < gaps] = np.nan
    direction = np.where(np.arange(items) % 3 == 1, -1.0, 1.0)
    return frozen(values), frozen(source.integers(1, 9, items)), frozen(direction)


def close(found, expected):
    """Compare scores: the order of addition may differ, nothing else."""
    assert_allclose(found, expected, rtol=1e-9, atol=1e-10)


# --- what is said


@each()
def test_a_method_says_what_it_is(case):
    assert case.method.source
    assert case.method.formula
    assert not case.method.additive
    assert case.method.compensation in {"full", "partial", "none"}


@each()
def test_what_is_not_demanded_is_taken(case):
    demands = set(case.method.demands)
    values, weights, direction = nation()
    others = [values]
    if "two_cities" not in demands and "varying" not in demands:
        others.append(values[:1])
    if "varying" not in demands:
        others.append(np.where(np.arange(5) == 2, 7.0, values))
        others.append(np.full_like(values, 3.0))
    if "positive" not in demands:
        others.append(np.where(values > 110, 0.0, values))
    if takes_below_zero(case):
        others.append(values - 80)
        others.append(-values)
    for other in others:
        assert np.isfinite(case.call(frozen(other), weights, direction)).all()


# --- shapes


@each()
def test_one_weighting_gives_one_row_and_a_stack_gives_what_each_gives(case):
    values, _, direction = nation(gaps=0.1 * takes_gaps(case))
    weights = frozen(np.random.default_rng(1).integers(1, 50, (2, 3, 5)))
    found = case.call(values, weights, direction)
    assert found.shape == (2, 3, 23)
    assert found.dtype == np.float64
    for at in np.ndindex(2, 3):
        alone = case.call(values, frozen(weights[at]), direction)
        assert alone.shape == (23,)
        assert alone.dtype == np.float64
        close(found[at], alone)


# --- names and units do not matter


@each()
def test_the_order_of_cities_does_not_matter(case):
    values, weights, direction = nation(gaps=0.1 * takes_gaps(case))
    order = np.random.default_rng(2).permutation(23)
    close(case.call(frozen(values[order]), weights, direction), case.call(values, weights, direction)[order])


@each()
def test_the_order_of_items_does_not_matter(case):
    values, weights, direction = nation(gaps=0.1 * takes_gaps(case))
    order = [3, 0, 4, 1, 2]
    found = case.call(frozen(values[:, order]), frozen(weights[order]), frozen(direction[order]))
    close(found, case.call(values, weights, direction))


@each()
def test_only_the_proportions_of_the_weights_matter(case):
    values, weights, direction = nation(gaps=0.1 * takes_gaps(case))
    close(case.call(values, frozen(weights / 64), direction), case.call(values, weights, direction))


@each(lambda case: not case.given and case.name not in IN_ONE_UNIT)
def test_the_unit_of_an_item_does_not_matter(case):
    values, weights, direction = nation(gaps=0.1 * takes_gaps(case))
    units = np.array([1000.0, 1.0, 0.01, 2.5, 1e6])
    close(case.call(frozen(values * units), weights, direction), case.call(values, weights, direction))


@each(by_differences)
def test_a_shift_does_not_matter_where_only_differences_count(case):
    values, weights, direction = nation(gaps=0.1 * takes_gaps(case))
    close(case.call(frozen(values - 90), weights, direction), case.call(values, weights, direction))


@each(by_differences)
def test_less_of_a_cost_is_more_of_a_benefit(case):
    values, weights, direction = nation(gaps=0.1 * takes_gaps(case))
    flipped = case.call(frozen(values * direction), weights, frozen(np.ones(5)))
    close(flipped, case.call(values, weights, direction))


# --- higher is better


@each()
def test_the_best_in_every_item_comes_first_and_the_worst_last(case):
    values, weights, direction = nation()
    best, worst = (values * direction).max(axis=0) + 3, (values * direction).min(axis=0) - 3
    table = np.vstack([values, best * direction, worst * direction])
    found = case.call(frozen(table), weights, direction)
    assert found[-2] >= found[:-2].max() - 1e-12
    assert found[-1] <= found[:-1].min() + 1e-12
    assert found[-2] > found[-1]


@each(lambda case: case.name not in NOT_DOMINANT)
def test_a_city_no_worse_in_any_item_stands_no_lower(case):
    for seed in range(5):
        values, weights, direction = nation(seed, cities=40, items=2)
        found = case.call(values, weights, direction)
        for one, two in itertools.permutations(range(40), 2):
            if ((values[one] - values[two]) * direction >= 0).all():
                assert found[one] >= found[two] - 1e-10


@each(lambda case: case.name not in NOT_MONOTONE)
def test_a_better_value_never_lowers_the_own_score(case):
    values, weights, direction = nation(7, gaps=0.1 * takes_gaps(case))
    before = case.call(values, weights, direction)
    for city, item in itertools.product(range(0, 23, 4), range(5)):
        for step in (0.1, 8.0, 60.0):
            better = values.copy()
            better[city, item] += step * direction[item] if direction[item] > 0 else -step / 4
            assert not case.call(frozen(better), weights, direction)[city] < before[city] - 1e-10


# --- missing is never zero


@each(takes_gaps)
def test_a_city_without_items_has_no_score_and_changes_no_other(case):
    values, weights, direction = nation(gaps=0.15)
    hollow = np.vstack([values[:9], np.full(5, np.nan), values[9:]])
    found = case.call(frozen(hollow), weights, direction)
    assert np.isnan(found[9])
    close(np.delete(found, 9), case.call(values, weights, direction))


@each(takes_gaps)
def test_every_city_with_an_item_has_a_score(case):
    for seed in range(6):
        values, weights, direction = nation(seed, gaps=0.5)
        found = case.call(values, weights, direction)
        assert_array_equal(np.isnan(found), np.isnan(values).all(axis=1))


@each(takes_gaps)
def test_a_missing_item_is_not_a_zero(case):
    values, weights, direction = nation()
    hollow, zero = values.copy(), values.copy()
    hollow[4, 0], zero[4, 0] = np.nan, 0.01
    low = case.call(frozen(zero), weights, direction)
    assert case.call(frozen(hollow), weights, direction)[4] > low[4]


@each(takes_gaps)
def test_an_item_that_nobody_has_is_as_if_not_there(case):
    values, weights, direction = nation(gaps=0.15)
    wide = np.hstack([values[:, :2], np.full((23, 1), np.nan), values[:, 2:]])
    found = case.call(frozen(wide), frozen(np.insert(weights, 2, 5.0)), frozen(np.insert(direction, 2, 1.0)))
    close(found, case.call(values, weights, direction))


@each()
def test_an_item_without_weight_does_not_count(case):
    values, weights, direction = nation(gaps=0.1 * takes_gaps(case))
    weightless = weights.copy()
    weightless[3] = 0.0
    other = values.copy()
    other[:, 3] = other[::-1, 3] * 3
    close(
        case.call(frozen(other), frozen(weightless), direction),
        case.call(values, frozen(weightless), direction),
    )


# --- rank reversal


def turned(case, seed):
    """Return whether leaving out one city turns the order of two others in a small nation."""
    values, weights, direction = nation(seed, cities=5, items=3)
    whole = case.call(values, weights, direction)
    for gone in range(5):
        rest = [city for city in range(5) if city != gone]
        left = case.call(frozen(values[rest]), weights, direction)
        for one, two in itertools.combinations(range(4), 2):
            before, after = whole[rest[one]] - whole[rest[two]], left[one] - left[two]
            if min(abs(before), abs(after)) > 1e-9 and before * after < 0:
                return True
    return False


@each(lambda case: case.method.reversal_free is True)
def test_a_method_that_says_so_never_turns_the_order_of_two_cities(case):
    assert not any(turned(case, seed) for seed in range(300))


@each(lambda case: case.method.reversal_free is False)
def test_a_method_that_says_no_turns_the_order_of_two_cities(case):
    assert any(turned(case, seed) for seed in range(3000))


def test_topsis_says_honestly_that_a_third_city_turns_the_order_of_two():
    # Alone, A (1, 4) lags by 2 / sqrt(10) in the first item and leads by 2 / sqrt(20) in the second: sqrt(2) - 1 for A,
    # 2 - sqrt(2) for B (3, 2). With (9, 1) the first item is divided by sqrt(91), and A leads.
    topsis, equal = METHODS["topsis"], np.ones(2)
    assert topsis.reversal_free is False
    alone = topsis.apply(frozen([[1, 4], [3, 2]]), equal, equal)
    assert_allclose(alone, [2**0.5 - 1, 2 - 2**0.5], rtol=1e-12)
    together = topsis.apply(frozen([[1, 4], [3, 2], [9, 1]]), equal, equal)
    assert together[0] > together[1] + 0.1

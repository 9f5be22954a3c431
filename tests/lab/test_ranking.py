"""The index under many weightings against plain loops, and ranks by every way of ranking against sorted scores."""

from itertools import pairwise

import numpy as np
import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal
from scipy.stats import rankdata

from scoring.kernels import aggregate
from scoring.kernels.acceptability.ranks import ranks_under
from scoring.kernels.decide.promethee.flows import promethee_ii
from scoring.kernels.decide.topsis import topsis
from scoring.lab.ranking import ranked
from scoring.lab.weighed import corners, index_under
from scoring.model.method import Aggregation
from scoring.model.weighed import Closing, Weighed

NAN = np.nan
GENERATOR = np.random.default_rng(20240501)
WEIGHTS = GENERATOR.dirichlet([1, 1, 1], 60)
SCORES = GENERATOR.integers(0, 60, (23, 3)) / 10
HOLEY = np.where(GENERATOR.random((23, 3)) < 0.3, NAN, SCORES)
HOLEY[4] = NAN


def rule(name, apply, **settings_):
    return Aggregation(name=name, apply=apply, **settings_)


RULES = {
    "weighted_mean": (rule("weighted_mean", aggregate.weighted_mean, additive=True), {}),
    "geometric_mean": (rule("geometric_mean", aggregate.geometric_mean), {}),
    "harmonic_mean": (rule("harmonic_mean", aggregate.harmonic_mean), {}),
    "power_mean": (rule("power_mean", aggregate.power_mean), {"exponent": 2.5}),
    "minimum": (rule("minimum", aggregate.minimum), {}),
    "median": (rule("median", aggregate.median), {}),
    "topsis": (rule("topsis", topsis, scope="nation"), {"scaling": "min_max"}),
    "promethee_ii": (rule("promethee_ii", promethee_ii, scope="nation"), {}),
}


def one_by_one(method, parameters, values, weights):
    """Return the index as the engine has it: one weighting after the other, nothing where nothing counts."""
    rows = []
    for own in weights:
        if method.scope == "nation":
            score = method.apply(values, own, np.ones(values.shape[1]), **parameters)
        else:
            score = method.apply(values, np.broadcast_to(own, values.shape), **parameters)
        rows.append(np.where((~np.isnan(values) & (own > 0)).any(axis=1), score, NAN))
    return np.array(rows)


def competition(scores):
    """Return ranks 1, 2, 2, 4 of scores equal to nine decimals, 0 for none."""
    rows = []
    for row in np.round(scores, 9):
        known = ~np.isnan(row)
        ranks = np.zeros(len(row), dtype=np.int64)
        ranks[known] = rankdata(-row[known], method="min")
        rows.append(ranks)
    return np.array(rows)


@pytest.mark.parametrize("values", [SCORES, HOLEY], ids=["complete", "holey"])
@pytest.mark.parametrize("name", RULES)
def test_ranks_by_every_rule_are_those_of_the_rule_itself(weighed, name, values):
    method, parameters = RULES[name]
    index = weighed(values, method=method, parameters=parameters)
    wanted = one_by_one(method, parameters, values, WEIGHTS)
    assert_allclose(index_under(index, WEIGHTS), wanted, rtol=1e-9, atol=1e-12)
    found = ranks_under(ranked(index).plan, WEIGHTS)
    if name in {"topsis", "promethee_ii"}:  # on a lattice: neighbours nearer than 1e-5 may change places
        assert np.abs(found - competition(wanted)).max() <= 1
        assert (found != competition(wanted)).mean() < 0.002
    else:
        assert_array_equal(found, competition(wanted))


def test_the_ways_by_products_are_taken_where_they_fit(weighed):
    for name, (method, parameters) in RULES.items():
        plan = ranked(weighed(SCORES, method=method, parameters=parameters)).plan
        assert (plan.keys.fill.func.__name__ == "_fill_free") == (name in {"minimum", "median"})
    method, parameters = RULES["geometric_mean"]
    doubled = weighed(SCORES, method=method, parameters=parameters, then=(double,))
    assert ranked(doubled).plan.keys.fill.func.__name__ == "_fill_free"


def double(_names, _shape, score):
    return 2 * score


def half_up(_names, _shape, score):
    return np.floor(score + 0.5)


def test_value_functions_are_applied_to_the_folded_score(weighed):
    index = weighed(SCORES, then=(double, half_up))
    wanted = np.floor(2 * (WEIGHTS @ SCORES.T) + 0.5)
    assert_allclose(index_under(index, WEIGHTS), wanted)
    assert_array_equal(ranks_under(ranked(index).plan, WEIGHTS), competition(wanted))


def test_a_city_whose_data_cover_too_little_has_no_rank_under_those_weights(weighed):
    values = [[1.0, NAN], [2.0, 1.0], [0.0, 3.0]]
    index = weighed(values, least=0.5)
    weights = np.array([[0.49, 0.51], [0.5, 0.5], [0.75, 0.25]])
    # city 1 has its first item alone, 49, 50 and 75 % of the weight; by hand:
    # 0.49: -, 1.49, 1.53;  0.5: 1, 1.5, 1.5;  0.75: 1, 1.75, 0.75
    found = ranks_under(ranked(index).plan, weights)
    assert_array_equal(found, [[0, 2, 1], [3, 1, 1], [2, 1, 3]])
    assert_allclose(index_under(index, weights)[:, 0], [NAN, 1, 1])


@pytest.mark.parametrize("least", [0.3, 0.6, 0.9])
def test_coverage_of_what_lies_below_counts_too(weighed, least):
    coverage = GENERATOR.integers(3, 11, SCORES.shape) / 10
    index = weighed(HOLEY, least=least, coverage=np.where(np.isnan(HOLEY), 0.0, coverage))
    covered = WEIGHTS @ np.where(np.isnan(HOLEY), 0.0, coverage).T
    mean = one_by_one(*RULES["weighted_mean"], HOLEY, WEIGHTS)
    wanted = np.where(np.round(covered, 9) >= least, mean, NAN)
    assert_allclose(index_under(index, WEIGHTS), wanted, rtol=1e-9)
    assert_array_equal(ranks_under(ranked(index).plan, WEIGHTS), competition(wanted))


def test_a_gate_closes_under_the_weights_that_do_not_meet_it(part):
    gate = Closing(met=np.array([True, True, False]), parts=((0, 1.5),), otherwise=0.0)
    node = part([[1.0, 2.0], [2.0, 2.0], [3.0, 3.0]], id="node")
    index = Weighed(
        parts=(
            node,
            part(
                [[NAN, 4.0]] * 3,
                below=np.array([0, -1]),
                item=np.array([-1, -1]),
                drawn=False,
                closings=(gate,),
            ),
        )
    )
    # half of the node and 2: city 1 meets 1.5 from half of the weight on its second item; city 3 never has what is
    # asked of it besides
    weights = np.array([[0.6, 0.4], [0.5, 0.5]])
    assert_allclose(index_under(index, weights), [[0, 3, 0], [2.75, 3, 0]])
    assert_array_equal(ranks_under(ranked(index).plan, weights), [[2, 1, 2], [2, 1, 3]])


@pytest.fixture
def levels(part):
    """An index of two drawn nodes and a fixed child below a drawn top, with holes."""
    first = part(HOLEY, id="first", children=("p", "q", "r"), item=np.array([1, 2, 3]))
    second = part(SCORES[:, :2], id="second", children=("s", "t"), item=np.array([4, 5]))
    top = part(
        np.column_stack([np.full((23, 2), NAN), SCORES[:, 2]]),
        children=("first", "second", "u"),
        below=np.array([0, 1, -1]),
        item=np.array([-1, -1, 0]),
    )
    return Weighed(parts=(first, second, top))


def test_a_missing_child_gives_its_weight_to_its_siblings_and_not_to_other_levels(levels):
    weights = GENERATOR.dirichlet([1] * 6, 40)
    found = index_under(levels, weights)
    for own, row in zip(weights, found, strict=True):
        for city in range(23):
            present = ~np.isnan(HOLEY[city])
            parts = [(own[0], SCORES[city, 2]), (own[4:].sum(), own[4:] @ SCORES[city, :2] / own[4:].sum())]
            if present.any():
                first = own[1:4][present] @ HOLEY[city][present] / own[1:4][present].sum()
                parts.append((own[1:4].sum(), first))
            wanted = sum(w * x for w, x in parts) / sum(w for w, _ in parts)
            assert row[city] == pytest.approx(wanted, rel=1e-12)
    assert_array_equal(ranks_under(ranked(levels).plan, weights), competition(found))


@pytest.mark.parametrize("least", [0.2, 0.5, 0.8])
def test_coverage_at_lower_levels_shows_in_the_ranks(part, least):
    coverage = GENERATOR.integers(3, 11, SCORES.shape) / 10
    node = part(SCORES, id="node", least=least, coverage=coverage, item=np.array([1, 2, 3]))
    for drawn, item in ((True, np.array([-1, 0])), (False, np.array([-1, -1]))):
        below = node if drawn else evolve(node, item=np.arange(3))
        top = part(
            np.column_stack([np.full(23, NAN), SCORES[:, 1]]),
            children=("node", "r"),
            below=np.array([0, -1]),
            item=item,
            drawn=drawn,
        )
        index = Weighed(parts=(below, top))
        weights = GENERATOR.dirichlet([1] * len(index.items), 50)
        found = ranks_under(ranked(index).plan, weights)
        assert_array_equal(found, competition(index_under(index, weights)))


def test_complete_levels_are_ranked_by_exact_sums_of_the_items(part):
    node = part([[1.2, 2.4], [2.4, 1.2]], id="node", children=("p", "q"), item=np.array([1, 2]))
    top = part(
        [[NAN, 3.1], [NAN, 3.1]], children=("node", "r"), below=np.array([0, -1]), item=np.array([-1, 0])
    )
    found = ranked(Weighed(parts=(node, top)))
    assert_allclose(found.scores, [[3.1, 1.2, 2.4], [3.1, 2.4, 1.2]])
    assert found.plan.exact


def test_below_a_fixed_top_scores_are_those_of_the_whole(part):
    node = part([[1.0, 3.0], [2.0, 2.0]], id="node", children=("p", "q"))
    top = part(
        [[NAN, 1.0], [NAN, 2.0]],
        [0.4, 0.6],
        children=("node", "r"),
        below=np.array([0, -1]),
        item=np.array([-1, -1]),
        drawn=False,
    )
    index = Weighed(parts=(node, top))
    # 0.4 of 1 or 3 and 0.6 of 1; 0.4 of 2 and 0.6 of 2
    assert_allclose(corners(index), [[1.0, 1.8], [2.0, 2.0]])
    assert_allclose(ranked(index).scores, corners(index))


def test_a_city_whose_index_bends_is_known_to_the_search(part):
    fixed = {
        "below": np.array([0, -1]),
        "item": np.array([-1, -1]),
        "drawn": False,
        "children": ("node", "r"),
    }
    top = part(np.column_stack([np.full(23, NAN), SCORES[:, 1]]), **fixed)
    lacks = np.isnan(HOLEY)
    holey = lacks.any(axis=1) & ~lacks.all(axis=1)
    found = ranked(Weighed(parts=(part(HOLEY, id="node"), top))).scores
    assert_array_equal(np.isnan(found).any(axis=1), holey)
    assert not np.isnan(found).all(axis=1).any()
    thin = np.where(np.arange(23)[:, None] == 7, 0.1, 1.0) * np.ones((1, 3))
    covered = ranked(Weighed(parts=(part(SCORES, id="node", least=0.5, coverage=thin), top))).scores
    assert_array_equal(np.flatnonzero(np.isnan(covered).any(axis=1)), [7])


@given(seed=st.integers(0, 2**32 - 1))
@settings(max_examples=15, deadline=None)
def test_ranks_do_not_depend_on_the_order_of_cities_or_of_items(seed):
    from scoring.kernels.acceptability.plan import linear

    generator = np.random.default_rng(seed)
    cities, items = generator.permutation(23), generator.permutation(3)
    found = ranks_under(linear(HOLEY), WEIGHTS)
    turned = ranks_under(linear(HOLEY[cities][:, items]), WEIGHTS[:, items])
    assert_array_equal(turned, found[:, cities])


def test_a_city_that_no_other_betters_anywhere_is_never_below_it(weighed):
    values = np.vstack([SCORES, SCORES.max(axis=0), SCORES.min(axis=0)])
    ranks = ranks_under(ranked(weighed(values)).plan, WEIGHTS)
    assert (ranks[:, -2] == 1).all()
    assert (ranks[:, -1] >= ranks[:, :-1].max(axis=1)).all()
    assert all(one <= other for one, other in pairwise(np.sort(ranks[0])))

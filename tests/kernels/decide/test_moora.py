"""MOORA against printed examples."""

import numpy as np
from numpy.testing import assert_allclose, assert_array_equal

from scoring.kernels.decide.moora import (
    full_multiplicative_form,
    moora,
    moora_figures,
    moora_reference_point,
)

NAN = float("nan")
# Kracka, Brauers & Zavadskas 2010, Ranking heating losses in a building by applying the MULTIMOORA, Engineering
# Economics 21(4): six buildings, items without weights; figures as repeated in the tests of scikit-criteria
BUILDINGS = np.array(
    [
        [33.95, 23.78, 11.45, 39.97, 29.44, 167.10, 3.852],
        [38.9, 4.17, 6.32, 0.01, 4.29, 132.52, 25.184],
        [37.59, 9.36, 8.23, 4.35, 10.22, 136.71, 10.845],
        [30.44, 37.59, 13.91, 74.08, 45.10, 198.34, 2.186],
        [36.21, 14.79, 9.17, 17.77, 17.06, 148.3, 6.610],
        [37.8, 8.55, 7.97, 2.35, 9.25, 134.83, 11.935],
    ]
)
SIDES = np.array([-1.0, -1, -1, -1, 1, -1, 1])
RATIO = [-1.62447867, -0.25233889, -0.84635037, -2.23363519, -1.18698242, -0.77456208]
REFERENCE = [0.34587742, 0.08556044, 0.26245184, 0.00011605, 0.77343790, 0.34960423, 0.81382773]
GAPS = [0.68934931, 0.69986697, 0.59817104, 0.85955696, 0.6002238, 0.61480595]
PRODUCTS = [3.4343, 148689.356, 120.3441, 0.7882, 16.2917, 252.9155]


def test_the_three_methods_on_heating_losses():
    # the paper does not divide the seven equal weights by their sum: 7 times, or the 7th power of, a mean
    figures = moora_figures(BUILDINGS, np.ones(7), SIDES)
    assert_allclose(7 * figures.ratio, RATIO, atol=1e-7)
    assert_allclose(figures.reference, REFERENCE, atol=1e-7)
    assert_allclose(7 * figures.reference_gap, GAPS, atol=1e-7)
    assert_allclose(figures.product**7, PRODUCTS, rtol=5e-5)


def test_the_scores_are_those_figures_and_higher_is_better():
    assert_allclose(7 * moora(BUILDINGS, np.ones(7), SIDES), RATIO, atol=1e-7)
    assert_allclose(-7 * moora_reference_point(BUILDINGS, np.ones(7), SIDES), GAPS, atol=1e-7)
    assert_allclose(full_multiplicative_form(BUILDINGS, np.ones(7), SIDES) ** 7, PRODUCTS, rtol=5e-5)


def test_moora_of_roofs():
    # Brauers, Kracka & Zavadskas 2012, Lithuanian case study of masonry buildings from the Soviet period, Journal of
    # Civil Engineering and Management, annex A, tables 6a and 6c (the paper adds three digits, hence 0.0015)
    values = np.array(
        [
            [1.73, 144.51, 74646.64, 16.13, 57.56, 17267.42, 4.32],
            [3.08, 150.29, 77632.30, 9.18, 64.51, 19352.35, 4.01],
            [5.78, 158.96, 82110.79, 4.73, 68.96, 20687.31, 3.97],
            [6.25, 170.52, 88082.11, 4.45, 69.24, 20771.31, 4.24],
            [7.14, 179.19, 92560.59, 3.89, 69.80, 20939.30, 4.42],
        ]
    )
    figures = moora_figures(values, np.ones(7), np.array([1.0, -1, -1, -1, 1, 1, -1]))
    assert_allclose(figures.scaled[0], [0.148, 0.401, 0.401, 0.805, 0.389, 0.389, 0.461], atol=6e-4)
    assert_allclose(7 * figures.ratio, [-1.141, -0.584, -0.113, -0.148, -0.103], atol=1.5e-3)


def test_moora_of_candidates_with_weights():
    # Karabasevic, Stanujkic, Urosevic & Maksimovic 2015, Selection of candidates in the mining industry, Acta
    # Montanistica Slovaca 20(2), as repeated in the tests of pyrepo-mcda; the printed weights sum to 0.999
    values = np.array([[4.0, 3, 3, 4, 3, 2, 4], [3, 3, 4, 3, 5, 4, 4], [5, 4, 4, 5, 5, 5, 4]])
    weights = np.array([0.215, 0.215, 0.159, 0.133, 0.102, 0.102, 0.073])
    found = moora(values, weights, np.ones(7))
    assert_allclose(0.999 * found, [0.494, 0.527, 0.677], atol=5.1e-4)
    gaps = -moora_reference_point(values, weights, np.ones(7))
    assert_allclose(0.999 * gaps, [0.046, 0.061, 0.000], atol=5.1e-4)


def test_weights_can_turn_the_order_of_the_full_multiplicative_form():
    values = np.array([[1.0, 9.0], [3.0, 2.0]])
    assert_array_equal(
        np.argmax(full_multiplicative_form(values, np.array([[0.9, 0.1], [0.1, 0.9]]), np.ones(2)), axis=1),
        [1, 0],
    )


def test_the_full_multiplicative_form_by_hand():
    # lengths 5 and 10: (3/5)**(1/4) / (8/10)**(3/4) and (4/5)**(1/4) / (6/10)**(3/4)
    found = full_multiplicative_form(
        np.array([[3.0, 8.0], [4.0, 6.0]]), np.array([1.0, 3.0]), np.array([1.0, -1.0])
    )
    assert_allclose(found, [0.6**0.25 / 0.8**0.75, 0.8**0.25 / 0.6**0.75], rtol=1e-14)


def test_a_missing_benefit_never_gives_its_weight_to_costs():
    values = np.array([[3.0, 8.0], [4.0, NAN], [NAN, 6.0], [NAN, NAN]])
    weights, direction = np.array([1.0, 3.0]), np.array([1.0, -1.0])
    # benefits 0.6, 0.8 and their mean 0.7, a quarter of each; costs 0.8, 0.7 and 0.6, three quarters
    assert_allclose(
        moora(values, weights, direction), [0.15 - 0.6, 0.2 - 0.525, 0.175 - 0.45, NAN], rtol=1e-14
    )
    # the mean of the logarithms is that of the root of 0.6 * 0.8
    middle = 0.48**0.5
    assert_allclose(
        full_multiplicative_form(values, weights, direction),
        [0.6**0.25 / 0.8**0.75, 0.8**0.25 / middle**0.75, middle**0.25 / 0.6**0.75, NAN],
        rtol=1e-14,
    )


def test_the_reference_point_gives_the_weight_of_a_missing_item_to_the_others():
    values = np.array([[3.0, 8.0], [4.0, NAN], [NAN, 6.0], [NAN, 8.0], [NAN, NAN]])
    # lengths 5 and sqrt(164); best 0.8 and 6 / sqrt(164)
    found = moora_reference_point(values, np.array([1.0, 3.0]), np.array([1.0, -1.0]))
    gap = 2 / 164**0.5
    assert_allclose(found, [-3 / 4 * gap, 0.0, 0.0, -gap, NAN], rtol=1e-13, atol=1e-15)

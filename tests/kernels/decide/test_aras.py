"""ARAS against printed examples and calculations by hand."""

import numpy as np
from numpy.testing import assert_allclose

from scoring.kernels.decide.aras import aras, aras_figures

NAN = float("nan")


def test_aras_of_grasslands():
    # Balezentiene & Kusta 2012, Reducing greenhouse gas emissions in grassland ecosystems of the central Lithuania:
    # S, K and the optimality of the best, as repeated in the tests of scikit-criteria
    values = np.array(
        [
            [957.5, 190.1977, 70, 0.039592, 2.166783, 0.0141],
            [892.5, 203.8013, 53, 0.025849, 2.994347, 0.016642],
            [1002.5, 235.0942, 75, 0.015479, 4.742146, 0.019484],
            [1150.0, 271.4, 76, 0.022, 7.055962, 0.022147],
            [1520.0, 192.5579, 70, 0.025442, 8.424319, 0.024235],
            [1700.0, 386.1619, 90, 0.029429, 5.888983, 0.022218],
            [1355.0, 342.1966, 80, 0.0293, 8.635847, 0.024861],
            [2127.5, 495.4876, 90, 0.038453, 3.652983, 0.020537],
            [3020.0, 827.6948, 97, 0.031774, 11.03944, 0.024359],
            [2786.0, 795.0, 98, 0.021151, 8.952235, 0.023349],
        ]
    )
    direction = np.array([1.0, 1, 1, -1, -1, -1])
    figures = aras_figures(values, np.ones(6), direction)
    ideal = [0.15462598, 0.17361968, 0.10925307, 0.143316, 0.18535168, 0.12721927]
    assert_allclose(figures.scaled[0], ideal, atol=1e-6)
    printed = [0.148897, 0.08926, 0.079211, 0.084055, 0.073215, 0.067523]
    assert_allclose(figures.optimality[:6], printed, atol=1.1e-6)
    utility = [
        0.599472,
        0.531983,
        0.564514,
        0.491713,
        0.453489,
        0.551491,
        0.475401,
        0.635985,
        0.689763,
        0.722232,
    ]
    assert_allclose(figures.score, utility, atol=5e-6)
    assert_allclose(aras(values, np.ones(6), direction), utility, atol=5e-6)


def test_aras_of_telephones():
    # Goswami & Mitra 2020, Selecting the best mobile model, International Journal of Data and Network Science 4(1),
    # as repeated in the tests of pyrepo-mcda
    values = np.array(
        [
            [80.0, 16, 2, 5],
            [110, 32, 2, 9],
            [130, 64, 4, 9],
            [185, 64, 4, 1],
            [135, 64, 3, 4],
            [140, 32, 3, 5],
            [185, 64, 6, 7],
            [110, 16, 3, 3],
            [120, 16, 4, 3],
            [340, 128, 6, 5],
        ]
    )
    found = aras(values, np.array([0.60338, 0.13639, 0.19567, 0.06456]), np.array([-1.0, 1, 1, 1]))
    printed = [
        0.68915,
        0.58525,
        0.62793,
        0.46666,
        0.54924,
        0.49801,
        0.56959,
        0.54950,
        0.54505,
        0.53549,
    ]
    assert_allclose(found, printed, atol=5.1e-6)


def test_aras_of_candidates():
    # Stanujkic, Djordjevic & Karabasevic 2015, Selection of candidates in the process of recruitment, Quaestus 7, as
    # repeated in the tests of pymcdm
    values = np.array(
        [
            [4.64, 3.00, 3.00, 3.00, 2.88, 3.63],
            [4.00, 4.00, 4.64, 3.56, 3.63, 5.00],
            [3.30, 4.31, 3.30, 4.00, 3.30, 4.00],
            [2.62, 5.00, 4.22, 4.31, 5.00, 5.00],
        ]
    )
    found = aras(values, np.array([0.28, 0.25, 0.19, 0.15, 0.08, 0.04]), np.ones(6))
    assert_allclose(found, [0.74, 0.86, 0.78, 0.86], atol=5.1e-3)


def test_an_optimum_beyond_the_cities_may_be_given():
    # one benefit: shares of 10 + 1 + 3 + 4; a city of 4 reaches 4/10
    figures = aras_figures(np.array([[1.0], [3.0], [4.0]]), np.ones(1), np.ones(1), optimum=np.array([10.0]))
    assert_allclose(figures.scaled[:, 0], [10 / 18, 1 / 18, 3 / 18, 4 / 18], rtol=1e-14)
    assert_allclose(figures.score, [1 / 10, 3 / 10, 4 / 10], rtol=1e-14)


def test_a_city_that_is_best_in_all_it_has_reaches_the_optimum():
    values = np.array([[4.0, NAN], [2.0, 5.0], [NAN, 1.0], [NAN, NAN]])
    # a benefit, best 4 of 4 + 4 + 2; a cost, best 1, shares of 1/1 + 1/5 + 1/1
    found = aras(values, np.array([0.5, 0.5]), np.array([1.0, -1.0]))
    middle = (2 / 10 + (1 / 5) / (11 / 5)) / (4 / 10 + 1 / (11 / 5))
    assert_allclose(found, [1.0, middle, 1.0, NAN], rtol=1e-14)

"""Weights from the spread of the items, against printed examples and calculations by hand."""

from fractions import Fraction

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from scoring.kernels.weigh import spread

# Set of 8 firms by 3 benefits in Diakoulaki et al. 1995; the figures stand in the tests of scikit-criteria 0.10.
FIRMS = np.array(
    [
        [61, 1.08, 4.33],
        [20.7, 0.26, 4.34],
        [16.3, 1.98, 2.53],
        [9.0, 3.29, 1.65],
        [5.4, 2.77, 2.33],
        [4.0, 4.12, 1.21],
        [-6.1, 3.52, 2.10],
        [-34.6, 3.31, 0.98],
    ]
)
SMALL = np.array([[1.0, 10.0], [2.0, 40.0], [4.0, 40.0]])
BENEFITS = np.ones(2)


def test_equal_weights():
    assert_array_equal(spread.equal(SMALL, BENEFITS), [0.5, 0.5])


def test_standard_deviation_by_hand():
    # scaled: 0, 1/3, 1 and 0, 1, 1; means 4/9 and 2/3
    # squares: 16/81 + 1/81 + 25/81 = 42/81 = 14/27; 4/9 + 1/9 + 1/9 = 2/3 = 18/27
    # deviations in the proportion sqrt(14) : sqrt(18)
    first, second = np.sqrt(14), np.sqrt(18)
    found = spread.standard_deviation(SMALL, BENEFITS)
    assert_allclose(found, np.array([first, second]) / (first + second), rtol=1e-14)


def test_variance_by_hand():
    # the squares above: 14 : 18
    assert_allclose(spread.variance(SMALL, BENEFITS), [14 / 32, 18 / 32], rtol=1e-14)


def test_variance_of_four_cities_by_hand():
    # pymcdm 1.4.0 pins 0.3761, 0.3120, 0.3120 for this table; exact:
    # 0, 10/21, 20/21, 1: sum 51/21, squares 941/441, variance (941 - 51**2 / 4) / 441 / 3 = 1163/5292
    # 0, 1/4, 1/2, 1: sum 7/4, squares 21/16, variance (21 - 49/4) / 16 / 3 = 35/192
    # 1/2, 3/4, 1, 0: sum 9/4, squares 29/16, variance (29 - 81/4) / 16 / 3 = 35/192
    table = np.array([[100.0, 4, 500], [110, 5, 550], [120, 6, 600], [121, 8, 400]])
    parts = [Fraction(1163, 5292), Fraction(35, 192), Fraction(35, 192)]
    exact = [float(part / sum(parts)) for part in parts]
    found = spread.variance(table, np.ones(3))
    assert_allclose(found, exact, rtol=1e-14)
    assert_allclose(found, [0.3761, 0.3120, 0.3120], atol=5e-5)


@pytest.mark.parametrize("weighting", [spread.standard_deviation, spread.variance])
def test_thousand_times_the_unit_changes_nothing(weighting):
    # the fault of five libraries: on raw values one item in rupiah takes all the weight
    raw = np.std(SMALL, axis=0)
    assert raw[0] / raw.sum() < 0.1  # what they would give
    other = SMALL * np.array([1000.0, 1.0])
    assert_allclose(weighting(other, BENEFITS), weighting(SMALL, BENEFITS), rtol=1e-13)
    assert_allclose(weighting(SMALL + 7.0, BENEFITS), weighting(SMALL, BENEFITS), rtol=1e-13)


def test_coefficient_of_variation_by_hand():
    # means 7/3 and 30; squares 14/3 and 600; the halves of them 7/3 and 300
    parts = np.array([np.sqrt(7 / 3) / (7 / 3), np.sqrt(300) / 30])
    assert_allclose(spread.coefficient_of_variation(SMALL, BENEFITS), parts / parts.sum(), rtol=1e-14)


def test_angle_gives_the_printed_example():
    # Shuai et al. 2012, as carried in the tests of pymcdm 1.4.0 and pyrepo-mcda 0.1.15: 0.4150 0.3612 0.2227 0.0012
    table = np.array([[30, 30, 38, 29], [19, 54, 86, 29], [19, 15, 85, 28.9], [68, 70, 60, 29]])
    assert_allclose(spread.angle(table, np.ones(4)), [0.4150, 0.3612, 0.2227, 0.0012], atol=5e-5)


def test_angle_by_hand():
    # (3, 4) has the cosine 7 / (5 sqrt(2)) with (1, 1), (1, 1) has none
    found = spread.angle(np.array([[3.0, 1.0, 4.0], [4.0, 1.0, 3.0]]), np.ones(3))
    assert_allclose(found, [0.5, 0.0, 0.5], atol=1e-15)
    # 45 degrees for (0, 1); arccos(3 / sqrt(10)) for (1, 2)
    turned = np.array([np.pi / 4, np.arccos(3 / np.sqrt(10))])
    found = spread.angle(np.array([[0.0, 1.0], [1.0, 2.0]]), BENEFITS)
    assert_allclose(found, turned / turned.sum(), rtol=1e-14)


def test_a_small_angle_is_exact():
    # tangents are 1e-9 and 2e-9; by the cosine both would be 1 - 5e-19 and so one
    table = np.array([[1 + 1e-9, 1 + 2e-9], [1 - 1e-9, 1 - 2e-9]])
    assert_allclose(spread.angle(table, BENEFITS), [1 / 3, 2 / 3], rtol=1e-6)


def test_lopcow_by_hand():
    # scaled (0, 1/3, 1): mean square 10/27, variance 7/27; a cost turns (0, 1, 1) into (1, 0, 0): 1/3 and 1/3
    parts = np.array([np.log(10 / 7) / 2, 0.0])
    assert_allclose(spread.lopcow(SMALL, np.array([1.0, -1.0])), parts / parts.sum(), atol=1e-15)
    # as a benefit (0, 1, 1): mean square 2/3, variance 1/3
    parts = np.array([np.log(10 / 7) / 2, np.log(2) / 2])
    assert_allclose(spread.lopcow(SMALL, BENEFITS), parts / parts.sum(), rtol=1e-13)


def test_lopcow_gives_the_table_of_nine_banks():
    # 9 x 17 table of the tests of JMcDM (testlopcow.jl), which cite Ecer & Pamucar 2022; ten benefits, seven costs
    table = np.array(
        [
            [
                21.8,
                14.1,
                10.7,
                1.6,
                1.8,
                770,
                12750,
                18,
                5100,
                1.5,
                9.1,
                1.054,
                4.196,
                29.407,
                7.03,
                15.08,
                9.705,
            ],
            [
                16.4,
                8.5,
                13.9,
                1.2,
                1.3,
                524,
                12087,
                5.7,
                2941,
                2.208,
                15.2,
                1.123,
                3.86,
                5.228,
                14.724,
                32.103,
                19,
            ],
            [
                14.5,
                7,
                2.3,
                0.2,
                0.2,
                238,
                3265,
                1.9,
                320,
                2.32,
                16.202,
                1.008,
                3.095,
                5.549,
                17.34,
                65.129,
                32.056,
            ],
            [
                18.2,
                10.3,
                11.4,
                1.2,
                1.1,
                835,
                16037,
                21.3,
                4332,
                0.875,
                9.484,
                0.856,
                2.191,
                23.75,
                13.1,
                58.157,
                27.46,
            ],
            [
                18.5,
                8.1,
                11.1,
                1,
                1.1,
                504,
                9464,
                1.4,
                1743,
                2.95,
                0.7,
                0.479,
                2.44,
                8.77,
                13.48,
                33.45,
                17.68,
            ],
            [
                18.7,
                11.4,
                10.8,
                1.3,
                1.5,
                1227,
                24053,
                20,
                6521,
                0.733,
                1.6,
                0.857,
                2.377,
                4.985,
                11.743,
                26.732,
                24.485,
            ],
            [
                18.5,
                12.6,
                10.8,
                1.4,
                1.8,
                912,
                18800,
                18.2,
                5300,
                1.29,
                8.27,
                0.558,
                0.635,
                5.22,
                13.829,
                31.914,
                7.515,
            ],
            [
                16.4,
                6.7,
                12.6,
                0.9,
                0.9,
                951,
                16767,
                22,
                3917,
                2.46,
                3.9,
                0.724,
                0.568,
                4.491,
                14.357,
                28.869,
                7.313,
            ],
            [
                15.2,
                6.3,
                6.9,
                0.5,
                0.5,
                1013,
                20170,
                10.97,
                4060,
                1.67,
                1.7,
                0.704,
                2.96,
                3.24,
                10.029,
                60.981,
                23.541,
            ],
        ]
    )
    expected = (
        "0.0494739618 0.0366230784 0.0845662443 0.0705594165 0.0637406421 0.0660734602 0.0699299683 0.0504004077 "
        "0.0689844249 0.0491618868 0.0555597725 0.0487457716 0.0482437590 0.0762536090 0.0550717149 0.0532072758 "
        "0.0534046062"
    )
    found = spread.lopcow(table, np.repeat([1.0, -1.0], [10, 7]))
    assert_allclose(found, np.array(expected.split(), dtype=np.float64), atol=1e-10)


def test_gini_by_hand():
    # 1, 2, 4: (-2 + 0 + 8) / (3 * 7) = 2/7; 10, 40, 40: (-20 + 80) / (3 * 90) = 2/9; 9 : 7
    assert_allclose(spread.gini(SMALL, BENEFITS), [9 / 16, 7 / 16], rtol=1e-14)


def test_gini_gives_the_women_vulnerability_index():
    # Aggarwal, Aggarwal & Bansal, IJISAE 12 (2024) 3291, as carried in the tests of scikit-criteria 0.10, whose
    # tolerance is 0.001: weights of 9 indicators of 36 states and territories of India
    rows = """
    28 38 34 265 39 10 25 226 541 / 3 1 3 13 3 0 0 3 7 / 12 17 106 153 28 8 12 77 223
    200 207 2373 1482 448 91 284 2347 3325 / 24 20 306 272 73 11 30 279 497 / 3 3 10 40 6 0 3 15 127
    26 39 276 356 67 13 19 261 488 / 119 209 2800 2447 828 203 189 4164 4862 / 14 18 135 166 18 6 14 145 307
    12 19 105 119 10 4 9 126 296 / 62 57 773 556 148 44 73 769 1147 / 42 93 474 603 59 11 33 372 1361
    10 25 112 203 16 1 10 132 458 / 155 255 2256 1935 447 105 243 2273 3183 / 133 153 1141 1561 235 28 108 1301 3329
    2 0 5 6 4 1 0 10 11 / 1 2 4 16 5 0 0 6 25 / 0 1 2 5 1 0 0 4 3 / 0 0 0 5 7 0 0 2 2
    17 31 279 268 44 17 28 260 449 / 37 68 827 688 116 23 32 780 1314 / 235 319 2927 2466 1168 212 306 4220 3762
    0 2 3 10 1 0 0 3 8 / 68 56 453 696 75 19 51 815 1498 / 30 40 304 298 59 6 17 253 633 / 2 0 13 19 2 0 1 12 30
    1425 3830 34370 21473 7234 2185 1484 38174 54931 / 87 114 1121 875 176 65 105 958 1666
    47 69 459 656 100 27 51 587 1723 / 2 2 3 28 0 0 0 5 16 / 3 20 88 159 21 2 5 105 182 / 1 3 2 9 3 0 1 9 19
    0 0 4 6 0 0 0 9 27 / 0 0 1 2 0 0 0 1 4 / 348 675 6164 5997 860 376 291 5902 12087 / 2 3 24 48 5 2 3 35 54
    """
    table = np.array(
        [row.split() for row in rows.replace("\n", "/").split("/") if row.strip()], dtype=np.float64
    )
    assert table.shape == (36, 9)
    expected = [0.1055, 0.1122, 0.1131, 0.1076, 0.1140, 0.1169, 0.1062, 0.1136, 0.1104]
    assert_allclose(spread.gini(table, np.ones(9)), expected, atol=1e-3)


def test_gini_of_all_pairs_is_the_same_as_by_one_sort():
    values = np.random.default_rng(3).lognormal(size=(40, 11))
    values[::7, 2] = np.nan
    values[::5, 9] = values[1, 9]  # ties
    parts = []
    for column in values.T:
        x = column[~np.isnan(column)]
        parts.append(np.abs(x[:, None] - x).sum() / (2 * len(x) ** 2 * x.mean()))
    assert_allclose(spread.gini(values, np.ones(11)), np.array(parts) / sum(parts), rtol=1e-12)


def test_the_deviation_of_the_firms_by_fractions():
    # independent: the same rule in exact fractions up to the root
    parts = []
    for column in FIRMS.T:
        x = [Fraction(str(value)) for value in column]
        scaled = [(value - min(x)) / (max(x) - min(x)) for value in x]
        mean = sum(scaled) / len(x)
        parts.append(float(sum((value - mean) ** 2 for value in scaled)))
    roots = np.sqrt(parts)
    assert_allclose(spread.standard_deviation(FIRMS, np.ones(3)), roots / roots.sum(), rtol=1e-14)
    assert_allclose(spread.variance(FIRMS, np.ones(3)), np.array(parts) / sum(parts), rtol=1e-14)

"""Against the printed tables of OECD/JRC, Handbook on Constructing Composite Indicators, 2008.

Table 15 (page 87) normalises the mean years of school of the 23 countries of the Technology Achievement Index in
twelve ways and prints two decimals (percentiles one). Table 14 (page 83) divides temperature and humidity of two
countries by the leader and prints the mean of both with three decimals.
"""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from scoring.kernels.normalise import categories, centres, places, ranges, ratios

UP = np.ones(1)
TWO, THREE = 0.005 + 1e-12, 0.0005 + 1e-12

# years, rank, z, min-max, x / mean, x / best, x / worst, difference from the mean, from the worst, above or below the
# mean (p = 20 %), percentile, categorical scale
TABLE_15 = """
Finland        10    15   0.26  0.59  1.04  0.83  1.41   0.04  0.41   0   65.2   60
United States  12    23   1.52  1.00  1.25  1.00  1.69   0.25  0.69   1  100.0  100
Sweden         11.4  19   1.14  0.88  1.19  0.95  1.61   0.19  0.61   0   82.6   60
Japan           9.5  12  -0.06  0.49  0.99  0.79  1.34  -0.01  0.34   0   52.2   50
Korea          10.8  17   0.76  0.76  1.13  0.90  1.52   0.13  0.52   0   73.9   60
Netherlands     9.4   9  -0.12  0.47  0.98  0.78  1.32  -0.02  0.32   0   39.1   50
UK              9.4   9  -0.12  0.47  0.98  0.78  1.32  -0.02  0.32   0   39.1   50
Canada         11.6  20   1.27  0.92  1.21  0.97  1.63   0.21  0.63   1   87.0   80
Australia      10.9  18   0.83  0.78  1.14  0.91  1.54   0.14  0.54   0   78.3   60
Singapore       7.1   1  -1.58  0.00  0.74  0.59  1.00  -0.26  0.00  -1    4.3    0
Germany        10.2  16   0.38  0.63  1.06  0.85  1.44   0.06  0.44   0   69.6   60
Norway         11.9  22   1.46  0.98  1.24  0.99  1.68   0.24  0.68   1   95.7  100
Ireland         9.4   9  -0.12  0.47  0.98  0.78  1.32  -0.02  0.32   0   39.1   50
Belgium         9.3   8  -0.19  0.45  0.97  0.78  1.31  -0.03  0.31   0   34.8   40
New Zealand    11.7  21   1.33  0.94  1.22  0.98  1.65   0.22  0.65   1   91.3   80
Austria         8.4   6  -0.76  0.27  0.88  0.70  1.18  -0.12  0.18   0   26.1   40
France          7.9   5  -1.08  0.16  0.82  0.66  1.11  -0.18  0.11   0   21.7   40
Israel          9.6  14   0.00  0.51  1.00  0.80  1.35   0.00  0.35   0   60.9   50
Spain           7.3   4  -1.46  0.04  0.76  0.61  1.03  -0.24  0.03  -1   17.4   40
Italy           7.2   3  -1.52  0.02  0.75  0.60  1.01  -0.25  0.01  -1   13.0   20
Czech Rep.      9.5  12  -0.06  0.49  0.99  0.79  1.34  -0.01  0.34   0   52.2   50
Hungary         9.1   7  -0.31  0.41  0.95  0.76  1.28  -0.05  0.28   0   30.4   40
Slovenia        7.1   1  -1.58  0.00  0.74  0.59  1.00  -0.26  0.00  -1    4.3    0
"""
COLUMNS = [
    "years",
    "rank",
    "z",
    "min_max",
    "by_mean",
    "by_best",
    "by_worst",
    "from_mean",
    "from_worst",
    "above",
    "percentile",
    "scale",
]
PRINTED = {
    name: np.array([[float(line.split()[-12:][column])] for line in TABLE_15.strip().splitlines()])
    for column, name in enumerate(COLUMNS)
}
YEARS = PRINTED["years"]


def normalised(fit, apply, values=YEARS, direction=UP, **parameters):
    return apply(values, direction, fit(values, direction, **parameters), **parameters)


def test_ranks():
    assert_array_equal(normalised(places.fit_places, places.rank), PRINTED["rank"])


def test_standard_scores_with_n_less_one():
    # with n in the place of n - 1 the United States would have 1.56
    assert_allclose(normalised(centres.fit_mean, centres.z_score), PRINTED["z"], atol=TWO)


def test_min_max():
    assert_allclose(normalised(ranges.fit_extremes, ranges.min_max), PRINTED["min_max"], atol=TWO)
    assert_allclose(normalised(ranges.fit_extremes, ranges.distance_to_maximum), PRINTED["min_max"], atol=TWO)


@pytest.mark.parametrize(
    ("column", "parameters"),
    [
        ("by_mean", {"point": "mean"}),
        ("by_best", {"point": "best"}),
        ("by_worst", {"point": "worst"}),
        ("by_worst", {"point": "given", "given": (7.1,)}),
        ("from_mean", {"point": "mean", "form": "difference"}),
        ("from_worst", {"point": "worst", "form": "difference"}),
    ],
)
def test_distance_to_a_reference_country(column, parameters):
    found = normalised(ratios.fit_named, ratios.ratio_to_reference, **parameters)
    assert_allclose(found, PRINTED[column], atol=TWO)


def test_share_of_the_best():
    assert_allclose(normalised(ratios.fit_best, ratios.fraction_of_maximum), PRINTED["by_best"], atol=TWO)
    assert_allclose(normalised(ratios.fit_maximum, ratios.maximum), PRINTED["by_best"], atol=TWO)


def test_above_and_below_the_mean():
    found = normalised(centres.fit_mean, centres.above_below_mean, threshold=0.2)
    assert_array_equal(found, PRINTED["above"])


def test_percentiles():
    found = normalised(places.fit_places, places.percentile_rank, lowest="share")
    assert_allclose(100 * found, PRINTED["percentile"], atol=0.05)


def test_categorical_scale():
    # section 1.5: 100 for the top 5 %, 80 from the 85th percentile, 60 from the 65th, and so on down to 0
    found = normalised(
        categories.fit_quantiles,
        categories.categorical_quantiles,
        shares=(0.05, 0.15, 0.35, 0.65, 0.85, 0.95),
        scores=(0, 20, 40, 50, 60, 80, 100),
    )
    assert_array_equal(found, PRINTED["scale"])


@pytest.mark.parametrize(
    ("country_a", "country_b", "printed"),
    [
        ([35, 75], [39, 50], [0.949, 0.833]),
        ([35.9, 70], [40, 45], [0.949, 0.821]),
        ([95, 75], [102.2, 50], [0.965, 0.833]),
        ([96.62, 70], [104, 45], [0.965, 0.821]),
    ],
    ids=["2003 in Celsius", "2004 in Celsius", "2003 in Fahrenheit", "2004 in Fahrenheit"],
)
def test_division_by_the_leading_country(country_a, country_b, printed):
    values, direction = np.array([country_a, country_b], dtype=np.float64), np.ones(2)
    found = normalised(ratios.fit_best, ratios.fraction_of_maximum, values, direction)
    assert_allclose(found.mean(axis=1), printed, atol=THREE)

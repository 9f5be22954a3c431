"""The built-in imputations."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import field, frozen, validators

from scoring.kernels.impute import columns, siblings
from scoring.methods.imputation_learning import iterative_regression, nearest_neighbours
from scoring.methods.imputation_years import from_years
from scoring.model.method import Imputation
from scoring.model.text import Text
from scoring.plugins import hookimpl

COINR = "Becker, COINr (R package), 2022"
HANDBOOK = "OECD/JRC, Handbook on Constructing Composite Indicators, 2008"


@frozen(kw_only=True)
class Constant:
    """Parameters of ``constant``.

    Parameters
    ----------
    value : in the unit of the criteria.
    """

    value: float


@frozen(kw_only=True)
class NearestNeighbours:
    """Parameters of ``nearest_neighbours``.

    Parameters
    ----------
    neighbours : how many cities.
    by_distance : whether a neighbour counts by the inverse of its distance, or all count alike.
    """

    neighbours: int = field(default=5, validator=validators.ge(1))
    by_distance: bool = False


@frozen(kw_only=True)
class IterativeRegression:
    """Parameters of ``iterative_regression``.

    Parameters
    ----------
    rounds : how many times at most each criterion is predicted.
    bounded : whether predictions stay between the smallest and the largest present value of the criterion.
    draw : whether to draw from the predicted distribution, for several imputations, or to take its mean.
    seed : of the draws; without them the result does not depend on it.
    """

    rounds: int = field(default=10, validator=validators.ge(1))
    bounded: bool = True
    draw: bool = False
    seed: int = field(default=0, validator=[validators.ge(0), validators.lt(2**32)])


@hookimpl
def scoring_imputations() -> Iterable[Imputation]:
    """Yield the methods."""
    yield from _from_cities()
    yield from _from_siblings()
    yield from from_years()
    yield from _learnt()


def _from_cities() -> Iterable[Imputation]:
    yield Imputation(
        name="constant",
        apply=columns.constant,
        parameters=Constant,
        summary=Text(en="One given number.", id="Satu angka yang ditentukan."),
        formula="value",
    )
    yield Imputation(
        name="column_mean",
        apply=columns.column_mean,
        summary=Text(en="Mean of the criterion over all cities.", id="Rata-rata kriteria di semua kota."),
        formula="mean(x over cities)",
        source=f"{HANDBOOK}, section 3",
    )
    yield Imputation(
        name="column_median",
        apply=columns.column_median,
        summary=Text(en="Median of the criterion over all cities.", id="Median kriteria di semua kota."),
        formula="median(x over cities)",
        source=f"{HANDBOOK}, section 3",
    )
    yield Imputation(
        name="group_mean",
        apply=columns.group_mean,
        inputs=("groups",),
        summary=Text(
            en="Mean of the criterion over the cities of the same group.",
            id="Rata-rata kriteria di kota-kota sekelompok.",
        ),
        formula="mean(x over cities of the group)",
        source=f"{COINR}, i_mean_grp",
    )
    yield Imputation(
        name="group_median",
        apply=columns.group_median,
        inputs=("groups",),
        summary=Text(
            en="Median of the criterion over the cities of the same group.",
            id="Median kriteria di kota-kota sekelompok.",
        ),
        formula="median(x over cities of the group)",
        source=f"{COINR}, i_median_grp",
    )


def _from_siblings() -> Iterable[Imputation]:
    yield Imputation(
        name="sibling_mean",
        apply=siblings.sibling_mean,
        inputs=("direction", "siblings"),
        summary=Text(
            en="Mean of the city's own sibling criteria, each between its worst and its best value.",
            id="Rata-rata kriteria seinduk kota itu, masing-masing antara nilai terburuk dan terbaiknya.",
        ),
        formula="worst + mean((s - worst_s) / (best_s - worst_s) over siblings s) (best - worst)",
        source=f'{COINR}, Impute with impute_by = "row"',
    )
    yield Imputation(
        name="sibling_median",
        apply=siblings.sibling_median,
        inputs=("direction", "siblings"),
        summary=Text(
            en="Median of the city's own sibling criteria, each between its worst and its best value.",
            id="Median kriteria seinduk kota itu, masing-masing antara nilai terburuk dan terbaiknya.",
        ),
        formula="worst + median((s - worst_s) / (best_s - worst_s) over siblings s) (best - worst)",
        source=f'{COINR}, Impute with impute_by = "row"',
    )


def _learnt() -> Iterable[Imputation]:
    yield Imputation(
        name="nearest_neighbours",
        apply=nearest_neighbours,
        parameters=NearestNeighbours,
        summary=Text(
            en="Mean of the criterion over the cities that are most alike.",
            id="Rata-rata kriteria di kota-kota yang paling mirip.",
        ),
        formula="mean(x over the k nearest cities that have it)",
        source="Troyanskaya et al., Missing value estimation methods for DNA microarrays, 2001",
    )
    yield Imputation(
        name="iterative_regression",
        apply=iterative_regression,
        parameters=IterativeRegression,
        summary=Text(
            en="Prediction of each criterion from all others, repeated until it settles.",
            id="Prakiraan tiap kriteria dari semua kriteria lain, diulang sampai mantap.",
        ),
        formula="Bayesian ridge regression of each criterion on the others, round after round",
        source="Van Buuren and Groothuis-Oudshoorn, mice, 2011",
    )

"""Tables, figures and the letter of a study of weights; what is missing is null."""

import json

import numpy as np
import polars as pl
import pytest

from scoring.model.draw import Dirichlet, Drawn
from scoring.model.reach import Reach, Reached, Shift
from scoring.model.uncertainty import Between, Cities, Figure, Pairs, Setting, Uncertainty
from scoring.report import uncertainty as report
from scoring.report.letter import per_cent, sentence
from scoring.report.pairs import between_table, pairs_table
from scoring.report.reach import reach_table, shifts_table
from scoring.report.study import files

NAN = np.nan


def figure(*values):
    return Figure(value=np.array(values), error=np.array(values) / 100)


@pytest.fixture
def cities():
    return Cities(
        codes=("b", "a", "c"),
        names=("=B", "A", ""),
        states=("ranked", "ranked", "withdrawn"),
        official=np.array([2.0, 1.0, NAN]),
    )


@pytest.fixture
def found(cities):
    names = ("mean", "sd", "q05", "q25", "median", "q75", "q95", "first", "top", "holistic", "entropy")
    return Uncertainty(
        setting=Setting(
            edition="e",
            year=2024,
            nodes=("index",),
            weights=Drawn(method="dirichlet", spread=Dirichlet(concentration=9.0)),
            seed=0,
            n_draws=100,
            whole=2**29,
            exact=True,
            tied=3,
        ),
        cities=cities,
        items=("x", "y"),
        official_weights=np.array([0.4, 0.6]),
        edges=np.array([0, 1, 2]),
        acceptability=figure([0.25, 0.75, NAN], [0.75, 0.25, NAN]),
        figures={name: figure(1.75, 1.25, NAN) for name in names},
        best=np.array([1.0, 1.0, NAN]),
        worst=np.array([2.0, 2.0, NAN]),
        unranked=np.array([0.0, 0.1, 1.0]),
        top=10,
        central=figure([0.1, 0.9], [NAN, NAN], [NAN, NAN]),
        confidence=np.array([1.0, NAN, NAN]),
        choice=Figure(value=np.array(0.8), error=np.array(0.01)),
    )


def test_cities_stand_in_the_official_order_and_nothing_is_nan(found):
    table = report.cities_table(found)
    assert table["code"].to_list() == ["a", "b", "c"]
    assert table.row(2, named=True)["mean"] is None
    assert table.row(2, named=True)["unranked"] is None
    assert {"top_10", "top_10_error", "mean_error"} <= set(table.columns)
    assert not table.select(pl.col(pl.Float64).is_nan().any()).row(0)[0]


def test_acceptabilities_are_a_row_for_each_rank_that_came_up(found):
    assert report.acceptability_table(found).rows() == [
        ("a", "A", 1, 1, 0.75, 0.0075),
        ("a", "A", 2, 2, 0.25, 0.0025),
        ("b", "=B", 1, 1, 0.25, 0.0025),
        ("b", "=B", 2, 2, 0.75, 0.0075),
    ]


def test_central_weights_are_those_of_cities_that_come_first(found):
    rows = report.central_table(found).rows()
    assert [(row[0], row[2], row[3], row[5]) for row in rows] == [("b", "x", 0.1, 0.4), ("b", "y", 0.9, 0.6)]


def test_pairs_are_those_of_ranked_cities(cities):
    above = Figure(value=np.array([[0, 0.3, 0], [0.7, 0, 0], [0, 0, 0.0]]), error=np.zeros((3, 3)))
    assert pairs_table(cities, Pairs(n_draws=9, above=above)).rows() == [
        ("a", "b", 0.7, 0.0),
        ("b", "a", 0.3, 0.0),
    ]


def test_a_couple_has_its_shares_with_their_errors(cities):
    couple = Between(city=0, other=1, above=20, below=70, level=10, n_draws=100)
    (row,) = between_table(cities, [couple]).to_dicts()
    assert (row["above"], row["below"], row["level"]) == (0.2, 0.7, 0.1)
    assert row["above_error"] == pytest.approx(0.04)  # the root of 0.2 * 0.8 / 100


@pytest.fixture
def reach():
    return Reach(
        items=("x", "y"),
        official_weights=np.array([0.4, 0.6]),
        inside="all",
        left_out=(0,),
        ranks=(
            Reached(city=1, side="best", rank=1, weights=np.array([1.0, 0.0]), margin=np.inf, proven=True),
        ),
        shifts=(
            Shift(what="winner", size=1, city=0, other=1, distance=0.2, weights=np.array([0.5, 0.5])),
            Shift(what="pass", size=0, city=0, other=1, distance=np.inf, weights=np.full(2, NAN)),
        ),
    )


def test_what_weights_can_reach_has_the_weights_beside_it(cities, reach):
    (row,) = reach_table(cities, reach).to_dicts()
    assert (row["rank"], row["margin"], row["weight_x"], row["proven"]) == (1, None, 1.0, True)
    winner, never = shifts_table(cities, reach).to_dicts()
    assert (winner["change"], winner["possible"], winner["distance"], winner["weight_y"]) == (
        "winner",
        True,
        0.2,
        0.5,
    )
    assert (never["possible"], never["distance"], never["weight_x"]) == (False, None, None)


def test_a_study_holds_what_was_asked_for_and_its_json_no_nan(found, reach):
    study = report.study(found, plots={"p.svg": b"<svg/>"}, reach=reach)
    assert list(study.tables) == ["cities", "acceptability", "central", "reach", "changes"]
    written = dict(files(study))
    told = json.loads(written["uncertainty.json"])
    assert told["figures"]["weights"] == {"method": "dirichlet", "concentration": 9.0}
    assert told["figures"]["reach_left_out"] == ["b"]
    assert (told["figures"]["seed"], told["figures"]["tied_draws"]) == (0, 3)
    assert written["cities.csv"].decode().splitlines()[2].startswith("b,'=B,")


@pytest.mark.parametrize(
    ("given", "language", "text"),
    [
        ({}, "en", "rank 22; 19 to 27 in 90 % of weightings"),
        ({}, "id", "peringkat 22; 19 sampai 27 pada 90 % pembobotan"),
        ({"high": 19.0}, "en", "rank 22; 19 in 90 % of weightings"),
        ({"share": 0.975}, "id", "peringkat 22; 19 sampai 27 pada 97,5 % pembobotan"),
        (
            {"unranked": 0.25},
            "en",
            "rank 22; 19 to 27 in 90 % of weightings; without a rank in 25 % of all weightings",
        ),
        ({"official": NAN}, "en", "rank –; 19 to 27 in 90 % of weightings"),
    ],
)
def test_a_letter_tells_rank_and_interval(given, language, text):
    usual = {"official": 22.0, "low": 19.0, "high": 27.0, "share": 0.9, "unranked": 0.0}
    assert sentence(**(usual | given), language=language) == text


def test_a_share_is_never_shown_as_nothing_or_all_that_is_not():
    assert [per_cent(part, "en") for part in (0.0, 0.0001, 0.5, 0.99999, 1.0, None)] == [
        "0 %",
        "< 0.1 %",
        "50 %",
        "99.9 %",
        "100 %",
        "–",
    ]

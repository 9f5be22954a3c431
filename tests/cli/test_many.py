"""Options that take several values, and methods with parameters."""

from types import SimpleNamespace

import polars as pl
import pytest


@pytest.fixture
def asked(api):
    """Make `scoring compare` note what it is asked."""
    seen = []

    def compare(edition, **question):
        seen.append(question)
        ranks = pl.DataFrame({"code": ["1"], "name": ["Kota"], "official": [1.0]})
        return SimpleNamespace(
            agreement=lambda _: pl.DataFrame({"variant": [], "failed": []}),
            movers=lambda: pl.DataFrame({"code": ["1"]}),
            ranks=lambda: ranks,
            comparison=SimpleNamespace(scored=[SimpleNamespace(variant=SimpleNamespace(name="official"))]),
        )

    api.compare = compare
    api.open_edition = lambda path: path
    return seen


def names(uses):
    return [use["method"] for use in uses]


def test_an_option_takes_all_values_up_to_the_next_one(cli, asked):
    assert cli("compare", "e", "--weighting", "a", "b", "c", "--aggregation", "x", "--top", "3").code == 0
    (question,) = asked
    assert names(question["weighting"]) == ["a", "b", "c"]
    assert names(question["aggregation"]) == ["x"]
    assert question["normalisation"] == ()


def test_it_may_be_given_again_and_with_an_equals_sign(cli, asked):
    assert (
        cli("compare", "e", "--weighting", "a", "--weighting=b", "--quiet", "--weighting", "c", "d").code == 0
    )
    assert names(asked[0]["weighting"]) == ["a", "b", "c", "d"]


def test_values_in_front_of_the_option_are_arguments(cli, asked):
    found = cli("compare", "e", "f", "--weighting", "a")
    assert (found.code, "'f' is one argument too many" in found.err) == (2, True)
    assert asked == []


def test_a_method_has_parameters_as_in_toml(cli, asked):
    words = ["power_mean:exponent=-0.5", 'owa:ordered=[0.5, 0.5],x="y"']
    assert cli("compare", "e", "--aggregation", *words).code == 0
    assert asked[0]["aggregation"] == (
        {"method": "power_mean", "exponent": -0.5},
        {"method": "owa", "ordered": [0.5, 0.5], "x": "y"},
    )


@pytest.mark.parametrize("word", ["power_mean:exponent", "a:=1", "a:b=c", "a:b=1,b=2"])
def test_what_is_no_method_is_refused_by_name(cli, asked, word):
    found = cli("compare", "e", "--aggregation", word)
    assert found.code == 2
    assert f"--aggregation is '{word}'" in found.err
    assert asked == []

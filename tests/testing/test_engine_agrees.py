"""The engine and the second opinion (plain loops over fractions) come to the same results."""

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from scoring.api import open_edition

NATION = Path(__file__).parents[2] / "fixtures" / "nation"
FOLDERS = {"2022": 2022, "2023": 2023, "2024": 2024, "workbooks": 2024}


@pytest.fixture(scope="module", params=list(FOLDERS))
def edition(request):
    return FOLDERS[request.param], open_edition(NATION / request.param).run().result


def expected(planted, kind: str, year: int, result) -> pl.DataFrame:
    here = pl.col("city").is_in(list(result.ratings.cities.codes))
    return planted(kind, year).filter(here)


def test_every_score_is_the_exact_one(planted, edition):
    year, result = edition
    rows = expected(planted, "score", year, result)
    assert rows.height >= 10 * 25
    city = [result.ratings.cities.codes.index(code) for code in rows["city"]]
    column = [result.column(node) for node in rows["item"]]
    np.testing.assert_allclose(result.scores[city, column], rows["value"].to_numpy(), rtol=0, atol=1e-12)


def test_every_published_score_is_the_exact_one_rounded(planted, edition):
    year, result = edition
    rows = expected(planted, "published", year, result)
    city = [result.ratings.cities.codes.index(code) for code in rows["city"]]
    column = [result.column(node) for node in rows["item"]]
    assert result.published[city, column].tolist() == rows["value"].to_list()


def test_only_cities_that_take_part_with_enough_have_an_index(planted, edition):
    year, result = edition
    rows = expected(planted, "score", year, result).filter(pl.col("item") == "index")
    scored = np.flatnonzero(~np.isnan(result.scores[:, result.column("index")]))
    assert [result.ratings.cities.codes[place] for place in scored] == sorted(rows["city"])


def test_states_stand_beside_the_scores(planted, edition):
    year, result = edition
    codes = result.ratings.cities.codes
    for state in ("withdrawn", "not_assessable", "incomplete"):
        found = [code for code, item in zip(codes, result.states, strict=True) if item == state]
        assert found == sorted(expected(planted, state, year, result)["city"])


def test_planted_ties_share_a_rank_and_the_next_rank_is_skipped(planted, edition):
    _, result = edition
    codes = result.ratings.cities.codes
    rank = dict(zip(codes, result.rankings["index", "nation"].rank.tolist(), strict=True))
    for cities in planted("tie").group_by("item").agg("city")["city"]:
        known = [code for code in cities if rank.get(code, np.nan) > 0]
        ranks = {rank[code] for code in known}
        assert len(ranks) <= 1
        if len(known) > 1:
            (shared,) = ranks
            assert shared + 1 not in rank.values()


def test_flags_name_the_planted_samples_and_results(planted, edition):
    year, result = edition
    codes = result.ratings.cities.codes
    ranked = {
        code for code, state in zip(codes, result.states, strict=True) if state in {"ranked", "incomplete"}
    }
    for code, kind in (("sample-small", "small_sample"), ("evidence-expired", "expired")):
        found = [codes[flag.city] for flag in result.flags if flag.problem.code == code]
        wanted = [city for city in expected(planted, kind, year, result)["city"] if city in ranked]
        assert sorted(found) == sorted(wanted)

import numpy as np
import polars as pl
from attrs import evolve

from scoring import report


def test_the_ranked_come_by_rank_and_the_others_after_them_by_code(sample):
    # the highest index last in the file order: 11.01 gets rank 3, 12.01 rank 1
    turned = evolve(sample.rankings["index", "nation"], rank=np.array([3, 2, 1, np.nan, np.nan]))
    result = evolve(sample, rankings={**sample.rankings, ("index", "nation"): turned})
    table = report.tables(result, "en").ranking
    assert table["code"].to_list() == ["12.01", "11.10", "11.01", "12.02", "12.03"]
    assert table["rank"].to_list() == [1, 2, 3, None, None]
    assert table["index"].to_list() == [3.0, 3.13, 3.13, None, None]


def test_tied_cities_stand_by_code(sample):
    table = report.tables(sample, "en").ranking
    assert table.select("rank", "code").rows()[:2] == [(1, "11.01"), (1, "11.10")]


def test_columns_have_the_same_names_in_both_languages(sample):
    names = [
        "rank", "code", "name", "state", "index", "index_exact", "coverage", "band_predicate", "last",
        "improvement", "improvement_rank", "group_province", "rank_province", "group_size", "rank_size",
        "score_governance", "score_society", "city_province", "city_population", "city_note",
    ]  # fmt: skip
    assert report.tables(sample, "en").ranking.columns == names
    assert report.tables(sample, "id").ranking.columns == names


def test_what_is_missing_is_null_and_never_nan_or_empty(sample):
    tables = report.tables(sample, "en")
    for frame in (
        tables.ranking,
        tables.rankings,
        tables.scores,
        tables.awards,
        tables.quality,
        tables.cells,
    ):
        for column in frame:
            if column.dtype.is_float():
                assert not column.is_nan().any(), column.name
            if column.dtype == pl.String:
                assert "" not in column.to_list(), column.name
    incomplete = tables.ranking.row(by_predicate=pl.col("code") == "12.02", named=True)
    assert incomplete["index"] is None
    assert incomplete["index_exact"] is None
    assert incomplete["band_predicate"] is None
    assert incomplete["group_size"] is None


def test_an_edition_without_history_keeps_its_columns_empty(sample):
    result = evolve(sample, last=None, improvement=None, improvement_rank=None)
    table = report.tables(result, "en").ranking
    assert table.select("last", "improvement", "improvement_rank").null_count().row(0) == (5, 5, 5)
    assert table.schema == report.tables(sample, "en").ranking.schema


def test_ranks_are_whole_unless_ties_are_averaged(sample, publishing):
    assert report.tables(sample, "en").ranking["rank"].dtype == pl.Int64
    result = publishing(ties="average")
    halves = evolve(result.rankings["index", "nation"], rank=np.array([1.5, 1.5, 3, np.nan, np.nan]))
    result = evolve(result, rankings={**result.rankings, ("index", "nation"): halves})
    assert report.tables(result, "en").ranking["rank"].to_list() == [1.5, 1.5, 3.0, None, None]

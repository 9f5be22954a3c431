"""The tables of a result as data frames, with the same English column names whatever the language."""

from __future__ import annotations

import polars as pl
from attrs import evolve, frozen

from scoring.model.result import Result
from scoring.model.text import Language
from scoring.report.cells import cells
from scoring.report.long import awards, rankings, scores
from scoring.report.process import steps, weightings
from scoring.report.quality import flags, quality
from scoring.report.ranking import ranking


@frozen(kw_only=True, eq=False)
class Tables:
    """Everything that is written of a result, as data frames without NaN.

    Ids, codes and states are written as in the edition; the texts shown to people come from
    `scoring.report.labels`. A rank is a whole number unless ties are averaged.

    Parameters
    ----------
    result : where the tables come from.
    language : of the messages in `flags`; everything else is the same in both.
    ranking : one row a city: the ranked by national rank, then the unranked by code. ``rank, code, name, state,
        index`` (published), ``index_exact, coverage, band_<name>..., last, improvement, improvement_rank,
        group_<name>, rank_<name>..., score_<node>...`` (published), ``city_<attribute>...``.
    rankings : ``node, group, member, rank, size, code, name, score, published``; one row for each city in each
        group of each ranked node.
    scores : ``code, node, kind, score, published, coverage``; one row for each city and criterion, rubric and node.
    awards : ``award, node, group, member, rank, code, name, score, published``.
    quality : one row a city: ``code, name, state, coverage`` (of the index), marks and measures expected, given
        and missing, measures that steps imputed or treated, number of flags.
    flags : ``code, name, column, flag, file, sheet, cell, message``; remarks on no city have no code.
    steps : ``step, kind, method, code, criterion, before, after``; raw values that treatments and imputations changed.
    weightings : ``node, method, child, weight, figures``; weights that methods chose, and what they tell, as JSON.
    cells : every raw value with its place: ``kind`` (mark, measure, history), ``code, id, stage, type, evaluator,
        chair, year, value, of, n, date, source, state, file, sheet, cell``.
    """

    result: Result
    language: Language
    ranking: pl.DataFrame
    rankings: pl.DataFrame
    scores: pl.DataFrame
    awards: pl.DataFrame
    quality: pl.DataFrame
    flags: pl.DataFrame
    steps: pl.DataFrame
    weightings: pl.DataFrame
    cells: pl.DataFrame


def tables(result: Result, language: Language) -> Tables:
    """Return the tables of a result.

    Parameters
    ----------
    result : what a run found.
    language : of the messages about flags.

    Raises
    ------
    KeyError
        A flag has a code that is not in the message catalogue.
    """
    return Tables(
        result=result,
        language=language,
        ranking=ranking(result),
        rankings=rankings(result),
        scores=scores(result),
        awards=awards(result),
        quality=quality(result),
        flags=flags(result, language),
        steps=steps(result),
        weightings=weightings(result),
        cells=cells(result.ratings),
    )


def beside(result: Result) -> tuple[str, ...]:
    """Return the names of the tables that only some editions have: those with steps, with chosen weights."""
    return (*(("steps",) if result.steps else ()), *(("weightings",) if result.weightings else ()))


def in_language(tables: Tables, language: Language) -> Tables:
    """Return the same tables with their messages in another language."""
    if tables.language == language:
        return tables
    return evolve(tables, language=language, flags=flags(tables.result, language))

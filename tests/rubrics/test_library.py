"""Every folder of the library runs as it stands, and keeps the library's manners."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import numpy as np
import pytest

import scoring
from scoring.codec.edition import load_scheme_files

ROOT = Path(__file__).parents[2] / "rubrics"
EDITIONS = sorted(folder.parent.name for folder in ROOT.glob("*/edition.toml"))
A_PAGE = 60
A_TABLE = 30
"""Up to so many cities stand in the README; of more, the remarkable ones."""
REAL = {"35.71": "Kota Kediri", "36.71": "Kota Tangerang"}
"""Real cities with published values; the source of each stands in the README of its edition."""


def test_the_library_has_its_nine_editions():
    assert EDITIONS == [
        "asem-2018",
        "hdi-2021",
        "ipm-2010",
        "kami-5",
        "smart-city-2023",
        "smart-city-2024",
        "spbe-2020",
        "tai-2001",
        "u4ssc",
    ]


def test_no_folder_of_the_library_is_without_an_edition():
    assert sorted(path.name for path in ROOT.iterdir() if path.is_dir()) == EDITIONS


@pytest.mark.parametrize("name", EDITIONS)
def test_an_edition_runs_as_it_stands_and_ranks_its_cities(name, example):
    result = example(name).result
    ranks = result.rankings[result.structure.index, "nation"].rank
    assert np.nanmin(ranks) == 1
    assert (~np.isnan(ranks)).sum() >= 3


@pytest.mark.parametrize("name", EDITIONS)
def test_a_run_is_written_and_holds(name, example, tmp_path):
    folder = example(name).run.write(tmp_path / name)
    assert scoring.verify(folder) == []


@pytest.mark.parametrize("name", EDITIONS)
def test_every_criterion_has_data_of_some_city(name, example):
    result = example(name).result
    columns = [result.column(leaf.id) for leaf in result.structure.leaves]
    empty = np.isnan(result.scores[:, columns]).all(axis=0)
    assert [result.ids[columns[place]] for place in np.flatnonzero(empty)] == []


@pytest.mark.parametrize("name", EDITIONS)
def test_a_city_without_data_is_not_ranked(name, example):
    result = example(name).result
    ranks = result.rankings[result.structure.index, "nation"].rank
    for state, rank in zip(result.states, ranks, strict=True):
        assert (state == "ranked") == (not np.isnan(rank))


@pytest.mark.parametrize("name", EDITIONS)
def test_the_readme_tells_the_results_of_its_example(name, example):
    scored = example(name)
    result = scored.result
    rows = _results((ROOT / name / "README.md").read_text(encoding="utf-8"))
    names = result.ratings.cities.names
    assert rows
    assert sorted(rows) == sorted(names if len(names) <= A_TABLE else set(rows) & set(names))
    decimals = scored.run.plan.edition.publish.decimals
    for code, city in zip(result.ratings.cities.codes, names, strict=True):
        if city not in rows:
            continue
        index, rank = (
            scored.published(code, result.structure.index),
            scored.rank(code, result.structure.index),
        )
        shown = ("", "") if np.isnan(rank) else (f"{rank:.0f}", f"{index:.{decimals}f}")
        assert rows[city] == shown


def _results(text: str) -> dict[str, tuple[str, str]]:
    _, _, rest = text.partition("| city | rank | index | remark |")
    table, _, _ = rest.partition("\n\n")
    rows = [[cell.strip() for cell in line.split("|")[1:4]] for line in table.splitlines()[2:]]
    return {city: (rank, index) for city, rank, index in rows}


@pytest.mark.parametrize("name", EDITIONS)
def test_the_readme_tells_sources_status_of_the_numbers_and_how_to_run(name):
    text = (ROOT / name / "README.md").read_text(encoding="utf-8")
    assert "**Sources.**" in text
    assert re.search(r"official", text, re.IGNORECASE)
    assert re.search(r"placeholder|chosen here|not included", text, re.IGNORECASE)
    assert f"scoring run rubrics/{name} --out results" in text


@pytest.mark.parametrize(
    "path", sorted(ROOT.glob("*/rubrics/*")), ids=lambda path: path.relative_to(ROOT).as_posix()
)
def test_a_rubric_fits_on_a_page(path):
    limit = A_PAGE if path.suffix == ".toml" else 2 * A_PAGE
    assert len(path.read_text(encoding="utf-8").splitlines()) <= limit


@pytest.mark.parametrize("name", EDITIONS)
def test_everything_people_read_is_in_both_languages_and_every_rubric_names_its_source(name):
    files = load_scheme_files(ROOT / name)
    assert not files.problems
    assert files.edition.source
    named = {"edition": files.edition, **{f"node {key}": node for key, node in files.edition.nodes.items()}}
    for key, rubric in files.rubrics.items():
        assert rubric.source, key
        named |= {key: rubric, **{f"{key}.{item}": criterion for item, criterion in rubric.criteria.items()}}
        texts = [
            text
            for item in rubric.criteria.values()
            for text in (*item.levels.values(), item.guidance)
            if text
        ]
        assert all(text.id and text.en for text in texts), key
    assert [key for key, item in named.items() if not (item.name.id and item.name.en)] == []


@pytest.mark.parametrize("name", EDITIONS)
def test_marked_criteria_describe_every_level_of_their_scale(name):
    for key, rubric in load_scheme_files(ROOT / name).rubrics.items():
        for item, criterion in rubric.criteria.items():
            if (criterion.input or rubric.input) == "marks":
                scale = criterion.scale or rubric.scale
                levels = [str(level) for level in range(int(scale.lowest), int(scale.highest) + 1)]
                assert list(criterion.levels) == levels, f"{key}.{item}"


@pytest.mark.parametrize("name", EDITIONS)
def test_no_real_city_stands_in_an_example_but_with_published_values(name, shared):
    with (shared / "regions_514.csv").open(encoding="utf-8", newline="") as file:
        real = {(row["code"], row["name"]) for row in csv.DictReader(file)}
    codes, names = {code for code, _ in real}, {city.casefold() for _, city in real}
    with (ROOT / name / "cities.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["code"] in REAL:
                assert row["name"] == REAL[row["code"]]
                assert (row["code"], row["name"]) in real
                assert row["name"] in (ROOT / name / "README.md").read_text(encoding="utf-8")
            else:
                assert row["code"] not in codes
                assert row["name"].casefold() not in names

"""The reference is complete and says what the code says."""

import re
from pathlib import Path

import attrs
import numpy as np
import pytest
from reference import commands, hooks, keys, methods, tables
from reference.messages import areas
from reference.regions import named, renewed
from reference.samples import ACROSS, SAMPLES

import scoring
from scoring.cli.manners import FORMATS, LANGUAGES
from scoring.codec.messages import catalogue
from scoring.codec.toml import read_toml
from scoring.engine.binding import bind
from scoring.errors import Place
from scoring.intake.readers import READERS
from scoring.model.edition import CITY_STATES, MARK_STATES, Edition
from scoring.model.method import Use
from scoring.model.rubric import Rubric
from scoring.model.source import TABLE_KINDS
from scoring.plugins.hooks import RECORDS

FOLDER = Path(__file__).parents[2] / "docs" / "reference"
PAGES = sorted(FOLDER.glob("*.md"))
WRITE = "python tests/docs/write_reference.py"


def page(name):
    return (FOLDER / f"{name}.md").read_text(encoding="utf-8")


def section(text, heading):
    """Return what stands below a heading, up to the next one of its level or above."""
    level = len(heading) - len(heading.lstrip("#"))
    return re.split(rf"^#{{1,{level}}} ", text.split(f"{heading}\n", 1)[1], flags=re.MULTILINE)[0]


def first_cells(text):
    """Return the names in code in the first column of the tables of a text."""
    rows = re.findall(r"^\| (`[^|]*) \|", text, re.MULTILINE)
    return [name for row in rows for name in re.findall(r"`([^`]+)`", row)]


@pytest.mark.parametrize("file", PAGES, ids=lambda file: file.name)
def test_what_is_generated_is_up_to_date(file):
    text = file.read_text(encoding="utf-8")
    assert renewed(text) == text, f"run: {WRITE}"


def test_every_record_of_the_files_has_its_table_of_keys():
    assert sorted(named(page("edition"), "keys")) == sorted(keys.reachable(Edition, Rubric))


@pytest.mark.parametrize("name", sorted(keys.RECORDS))
def test_every_key_is_told_with_a_type_and_a_meaning(name):
    rows = [
        re.split(r"(?<!\\)\|", line)[1:-1]
        for line in keys.table_of(name).splitlines()
        if line.startswith("| `")
    ]
    assert len(rows) == len(attrs.fields(keys.RECORDS[name]))
    assert all(cell.strip() for row in rows for cell in row)


@pytest.mark.parametrize("name", sorted(keys.RECORDS))
def test_every_record_has_an_example(name):
    text = section(page("edition"), f"### {name}")
    if name not in {"Requirement", "Scale"}:  # they stand inside the examples of gates and criteria
        assert "```toml" in text


def test_every_kind_of_method_is_told():
    assert named(page("methods"), "methods") == list(methods.SECTIONS)
    assert {kind for kind, _ in methods.SECTIONS.values()} == methods.kinds()


def test_every_built_in_method_is_told_once():
    told = [
        (methods.SECTIONS[section][0], method.name)
        for section in methods.SECTIONS
        for method in methods.built_in(section)
    ]
    there = {
        (methods.SECTIONS[section][0], name)
        for section, found in methods.registers().items()
        for name in found
    }
    assert sorted(told) == sorted(there)


BY_THEMSELVES = ("value_functions", "consensus_rules", "aggregations")
"""Kinds whose methods take a city by itself: each has an example."""


def test_every_method_of_a_city_by_itself_has_an_example():
    assert sorted(SAMPLES) == sorted(
        (section, method.name) for section in BY_THEMSELVES for method in methods.built_in(section)
    )


def bound_to(section, toml, folder):
    """Bind a method as a file names it."""
    bound, wrong = bind(use_of(toml, folder), methods.registers()[section], Place(key="shown"))
    assert not wrong
    return bound


def table_of(rows):
    return np.array([[np.nan if item is None else item for item in row] for row in rows], dtype=np.float64)


@pytest.mark.parametrize(("section", "name"), SAMPLES)
def test_the_example_of_a_method_is_right(section, name, tmp_path):
    sample = SAMPLES[section, name]
    bound = bound_to(section, sample.toml, tmp_path)
    arrays = [table_of([array]) for array in sample.arrays]
    if section == "value_functions":
        inputs = dict(zip(bound.method.inputs, arrays[1:], strict=True))
        found = bound("shown", (1, 1), arrays[0], **inputs)[0, 0]
    else:
        second = arrays[1] > 0 if section == "consensus_rules" else arrays[1]
        found = bound("shown", (1,), arrays[0], second)[0]
    assert found == pytest.approx(np.nan if sample.result is None else sample.result, abs=1e-12, nan_ok=True)


@pytest.mark.parametrize(("section", "name"), ACROSS)
def test_the_example_of_several_cities_is_right(section, name, tmp_path):
    sample = ACROSS[section, name]
    bound, values = bound_to(section, sample.toml, tmp_path), table_of(sample.values)
    assert bound.method.name == name
    assert RESULTS[section](bound, values, len(sample.result)) == pytest.approx(sample.result, abs=1e-9)


RESULTS = {
    "nation_aggregations": lambda bound, values, _: bound(
        "shown", values.shape[:1], values, np.full(values.shape[1], 0.5), np.ones(values.shape[1])
    ),
    "treatments": lambda bound, values, _: bound("shown", values.shape, values)[:, 0],
    "imputations": lambda bound, values, _: bound("shown", values.shape, values)[:, 0],
    "normalisations": lambda bound, values, _: bound(
        "shown", values.shape, values, np.ones(1), bound.fitted("shown", values, np.ones(1))
    )[:, 0],
    "weightings": lambda bound, values, n: bound.chosen("shown", n, values, np.ones(n))[0],
    "judgements": lambda bound, _, n: bound.chosen("shown", n)[0],
}
"""What a method of each kind makes of a table of cities, as far as the page shows it."""


def use_of(text, folder):
    """Read a method as a file names it."""
    (folder / "use.toml").write_text(f"use = {text}\n", encoding="utf-8")
    given = read_toml(folder / "use.toml", shown="use.toml").data["use"]
    if isinstance(given, str):
        return Use(method=given)
    return Use(
        method=given["method"], parameters={key: value for key, value in given.items() if key != "method"}
    )


def test_every_hook_and_every_record_is_told():
    text = page("hooks")
    assert named(text, "hook") == list(RECORDS)
    assert named(text, "fields") == [record.__name__ for record in RECORDS.values() if record is not Rubric]
    assert all("```python" in section(text, f"## {hook}") for hook in RECORDS)


@pytest.mark.parametrize("name", [record.__name__ for record in RECORDS.values() if record is not Rubric])
def test_every_field_of_a_record_is_told(name):
    assert not re.search(r"\| *\|", hooks.fields(name).replace("| --- ", "")), "a field has an empty cell"


def test_every_area_of_messages_is_told():
    assert sorted(named(page("messages"), "messages")) == areas()
    assert set(re.findall(r"^### (\S+)$", page("messages"), re.MULTILINE)) == set(catalogue())


def test_every_kind_of_table_is_told():
    text = page("tables")
    assert named(text, "columns") == list(TABLE_KINDS)
    assert named(text, "words") == ["CITY_STATES", "MARK_STATES", "FLAGS"]
    assert first_cells(tables.words("CITY_STATES")) == list(CITY_STATES)


def test_every_ending_that_is_read_is_told():
    told = {name for name in first_cells(section(page("tables"), "## Files")) if name.startswith(".")}
    assert told == {suffix for reader in READERS for suffix in reader.suffixes}


def test_every_option_of_every_command_is_told():
    text = page("commands")
    shared = section(text, "## Options of every command")
    for name, command in commands.tree().items():
        own = section(text, f"## {name}") if name != "scoring" else ""
        for option in (
            found for param in command.get_params(commands.context(name, command)) for found in param.opts
        ):
            if option.startswith("-"):
                assert f"`{option}" in own + shared, f"{name} {option}"
    assert all(f"`--lang {language}`" in shared for language in LANGUAGES)
    assert all(f"`--format {form}`" in shared for form in FORMATS)


def test_every_exit_code_is_told():
    told = {
        int(code)
        for code in re.findall(r"^\| (\d+) \|", section(page("commands"), "## Exit codes"), re.MULTILINE)
    }
    assert told == {0, 70, 130, *(int(entry.exit) for entry in catalogue().values())}


@pytest.fixture(scope="module")
def run():
    return scoring.open(FOLDER.parents[1] / "fixtures" / "nation" / "workbooks").run()


def test_every_file_of_a_run_folder_is_told(run, tmp_path):
    written = {item.name + "/" * item.is_dir() for item in run.write(tmp_path / "run").iterdir()}
    told = {
        name
        for name in first_cells(section(page("outputs"), "## Files"))
        if "." in name or name.endswith("/")
    }
    assert told == written


FAMILIES = ("band_", "group_", "rank_", "score_", "city_")
"""Columns of which there are as many as the edition has bands, groups, nodes and attributes."""


def general(column):
    """Return how the reference writes a column."""
    family = next((item for item in FAMILIES if column.startswith(item)), "")
    return f"{family}{'<column>' if family == 'city_' else '<id>'}" if family else column


@pytest.mark.parametrize("name", ["ranking", "rankings", "scores", "awards", "quality", "flags", "cells"])
def test_every_column_is_told_in_its_order(name, run):
    text = section(page("outputs"), f"## {name}")
    told = list(dict.fromkeys(first_cells(text.split("| --- |")[0] if "| --- |" in text else text)))
    assert told == list(dict.fromkeys(general(column) for column in getattr(run.tables(), name).columns))


def test_every_kind_of_column_and_state_is_told(run):
    kinds = run.scores()["kind"].unique().to_list()
    assert all(f"`{kind}`" in section(page("outputs"), "## scores") for kind in kinds)
    states = first_cells(section(page("numbers"), "## States"))
    assert states == ["ranked", "incomplete", *CITY_STATES[1:], *MARK_STATES]


def test_every_key_of_the_manifest_is_told(run, tmp_path):
    manifest = read_json(run.write(tmp_path / "run") / "manifest.json")
    assert {*first_cells(section(page("outputs"), "## manifest.json")), "schema"} == set(manifest)


def read_json(file):
    import json

    return json.loads(file.read_text(encoding="utf-8"))


def test_every_python_name_is_told(run):
    text = page("python")
    told = {
        re.match(r"\w+", name.removeprefix("scoring."))[0]
        for name in first_cells(text)
        if name.startswith("scoring.")
    }
    assert told == {name for name in scoring.__all__ if not name.startswith("_")}
    of_run = {name.split("(")[0] for name in first_cells(text) if not name.startswith("scoring.")}
    assert of_run == {name for name in dir(run) if not name.startswith("_") and callable(getattr(run, name))}

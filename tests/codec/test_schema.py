import datetime as dt
import json
import subprocess
import sys
import tomllib
from pathlib import Path

import attrs
import jsonschema
import pytest

from scoring.codec.descriptions import descriptions, summary
from scoring.codec.edition import load_scheme_files
from scoring.codec.rules import RULES, TOML_NAMES
from scoring.codec.schema import KINDS, schema, schema_text
from scoring.model.edition import Edition
from scoring.model.rubric import Rubric

ROOT = Path(__file__).parents[2]
FORMATS = {"scoring-edition/1": "edition", "scoring-rubric/1": "rubric"}
CASES = Path(__file__).parent / "bad"


def as_json(value):
    """A TOML value as an editor's schema check sees it: dates are text."""
    if isinstance(value, dict):
        return {key: as_json(item) for key, item in value.items()}
    if isinstance(value, list):
        return [as_json(item) for item in value]
    return value.isoformat() if isinstance(value, dt.date) else value


def data_of(path: Path) -> dict:
    return as_json(tomllib.loads(path.read_text(encoding="utf-8")))


def scheme_files() -> list[Path]:
    found = (path for folder in ("rubrics", "fixtures") for path in (ROOT / folder).rglob("*.toml"))
    return sorted(path for path in found if data_of(path).get("format") in FORMATS)


def check(kind: str, data: dict) -> list[str]:
    validator = jsonschema.Draft202012Validator(schema(kind), format_checker=jsonschema.FormatChecker())
    return [error.json_path for error in validator.iter_errors(data)]


@pytest.mark.parametrize("kind", KINDS)
def test_the_schema_is_a_schema(kind):
    jsonschema.Draft202012Validator.check_schema(schema(kind))


@pytest.mark.parametrize("kind", KINDS)
def test_the_written_schema_is_up_to_date(kind):
    written = (ROOT / "docs" / "schema" / f"{kind}.json").read_text(encoding="utf-8")
    assert written == schema_text(kind), "run: python -m scoring.codec.schema docs/schema"


def test_the_command_writes_both_files(tmp_path):
    subprocess.run([sys.executable, "-m", "scoring.codec.schema", tmp_path / "new"], check=True)
    assert {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "new").iterdir()} == {
        "edition.json": schema_text("edition"),
        "rubric.json": schema_text("rubric"),
    }


def test_every_file_of_the_library_and_the_fixtures_fits_its_schema():
    files = scheme_files()
    assert files
    for path in files:
        data = data_of(path)
        assert check(FORMATS[data["format"]], data) == [], path


def misspell(data, path=()):
    """Yield the data once for each key in a table whose keys are fixed, with that key misspelt."""
    for key, value in data.items():
        yield (*path, key), {("x" + name if name == key else name): item for name, item in data.items()}
        if isinstance(value, dict) and len(path) < 1:
            for found, changed in misspell(value, (*path, key)):
                yield found, data | {key: changed}


def test_a_misspelt_key_is_rejected():
    smallest = {
        "edition": {"format": "scoring-edition/1", "id": "x", "year": 2024, "publish": {"decimals": 2}},
        "rubric": {"format": "scoring-rubric/1", "id": "x", "scale": {"lowest": 0}, "criterion": {}},
    }
    for kind, data in smallest.items():
        assert check(kind, data) == []
        changed = list(misspell(data))
        assert len(changed) == 5
        for path, other in changed:
            assert check(kind, other), path


ONLY_THE_PROGRAM_SEES = (
    "with the rule",  # keys that must agree
    "stands without",
    "do not reach",
    "not above lowest",
    "the same mark as one above it",
    "cannot be used as a number",  # JSON has neither nan nor an end of digits
    "more than 30 digits",
    "2024.0 is not a whole number",  # to JSON it is one
    "'2024-12-31' is not a date",  # to JSON a date is text
)


@pytest.mark.parametrize("kind", KINDS)
def test_the_schema_refuses_the_faulty_cases_that_a_schema_can_see(kind):
    text = (CASES / f"{kind}.txt").read_text(encoding="utf-8")
    seen = 0
    for case in text.split("\n==== ")[1:]:
        name, rest = case.split("\n", 1)
        toml, _, shown = rest.partition("----\n")
        messages = [line for line in shown.splitlines() if line.startswith(("edition.toml", "rubrics/"))]
        if not all(any(part in line for part in ONLY_THE_PROGRAM_SEES) for line in messages):
            assert check(kind, as_json(tomllib.loads(toml))), name
            seen += 1
    assert seen >= 18


def test_every_field_is_described_in_its_docstring():
    reached = {Edition, Rubric} | set(RULES) | set(TOML_NAMES)
    for cls in reached:
        told = descriptions(cls)
        assert summary(cls).endswith((".", ").")), cls
        assert [item.name for item in attrs.fields(cls) if not told.get(item.name)] == [], cls


def test_rules_and_names_are_of_fields_that_exist():
    for table in (RULES, TOML_NAMES):
        for cls, names in table.items():
            assert set(names) <= {item.name for item in attrs.fields(cls)}, cls


def test_descriptions_are_read_from_the_section_of_parameters():
    class Sample:
        """Do a thing,
        over two lines.

        Parameters
        ----------
        first, second : numbers with ``limits``
            and a second line: see below.
        third : text.

        Returns
        -------
        fourth : nothing.
        """

    assert summary(Sample) == "Do a thing, over two lines."
    assert descriptions(Sample) == {
        "first": "numbers with limits and a second line: see below.",
        "second": "numbers with limits and a second line: see below.",
        "third": "text.",
    }


def test_a_sound_file_for_the_engine_is_sound_for_the_schema():
    """The library's files are read by both without a word."""
    for folder in sorted({path.parent for path in scheme_files() if path.name == "edition.toml"}):
        assert load_scheme_files(folder).problems == (), folder


def test_the_schema_is_plain_json():
    for kind in KINDS:
        assert json.loads(schema_text(kind)) == schema(kind)

"""Opening an edition: everything that is wrong in code, edition and rubrics comes in one report, with its place."""

from __future__ import annotations

import importlib
import pkgutil

import pytest

import scoring
from scoring import api
from scoring.errors import PluginError, RejectedError, UnreadableError

SAME_RUBRIC = """
from pathlib import Path
from scoring import hookimpl, load_rubric

@hookimpl
def scoring_rubrics():
    yield load_rubric(Path({path!r}))
"""
GATE = """
[[gate]]
on = "policy"
require = [{ city = "knd", among = ["x"] }]

[band.other]
of = "index"
by = "city.kind"
limits_by = { a = { low = 0 } }
require = [{ city = "cohort", among = ["1"] }]
"""


def test_the_small_edition_has_the_scores_calculated_by_hand(small, column):
    run = small.run()
    # the calculation stands at the top of conftest.py
    assert column(run) == {
        "11.01": pytest.approx(2.45),
        "11.10": pytest.approx(3.4),
        "11.1A": 1.0,
        "12.01": None,
    }
    assert column(run, "policy") == {"11.01": 2.75, "11.10": 3.0, "11.1A": 1.0, "12.01": None}
    assert column(run, "service.online") == {"11.01": 2.0, "11.10": 4.0, "11.1A": 1.0, "12.01": None}


@pytest.mark.parametrize("name", api.__all__)
def test_a_name_stays_what_it_is_however_often_it_is_asked_for(name):
    # a module of that name would take its place as soon as it is imported
    first = getattr(api, name)
    for module in pkgutil.iter_modules(api.__path__):
        importlib.import_module(f"scoring.api.{module.name}")
    assert getattr(api, name) is first
    assert callable(first)


@pytest.mark.parametrize("spelling", [str, lambda path: path])
def test_a_path_may_be_text(small, spelling):
    assert scoring.open(spelling(small.path)).scheme.edition.id == "small"


def test_a_folder_that_is_not_there(tmp_path, problems):
    missing = tmp_path / "nowhere"
    assert problems(scoring.open, missing, kind=UnreadableError) == [("edition-no-folder", str(missing))]


def test_a_file_is_no_edition(small, problems):
    file = small.path / "edition.toml"
    assert problems(scoring.open, file, kind=UnreadableError) == [("edition-no-folder", str(file))]


def test_a_folder_without_edition_toml_still_tells_what_is_wrong_with_its_rubrics(small, problems):
    small.remove("edition.toml")
    small.replace("rubrics/service.toml", "input", "inputt")
    assert problems(small.open, kind=UnreadableError) == [
        ("toml-missing", "edition.toml"),
        ("misspelt-key", "rubrics/service.toml:3:1"),
    ]


def test_faults_of_code_syntax_and_keys_come_together_each_with_file_line_and_column(small, problems):
    small.write("rubrics/mine.py", "import nothing_of_that_name\n")
    small.replace("edition.toml", "year = 2024", 'year = "x"')
    small.replace("rubrics/policy.toml", "[criterion.law]\nweight = 0.5", "[criterion.law]\nweight = = 0.5")
    small.replace("rubrics/service.toml", "[criterion.online]\nvalue", "[criterion.online]\nvalu")
    # line 3 of the edition is `year = "x"`, line 10 of policy.toml `weight = = 0.5`, line 7 of service.toml `valu = ..`
    assert problems(small.open, kind=PluginError) == [
        ("plugin-not-loaded", "rubrics/mine.py"),
        ("not-whole", "edition.toml:3:8"),
        ("toml-value", "rubrics/policy.toml:10:10"),
        ("misspelt-key", "rubrics/service.toml:7:1"),
    ]


def test_faults_of_weights_and_methods_come_together(small, problems):
    small.replace("edition.toml", "policy = 0.6, service = 0.4", "policy = 0.6, service = 0.5")
    small.replace("rubrics/policy.toml", "[criterion.law]\nweight = 0.5", "[criterion.law]\nweight = 0.4")
    small.replace("rubrics/service.toml", '"linear"', '"linaer"')
    assert problems(small.open, kind=RejectedError) == [
        ("weights-sum", "rubrics/policy.toml:6:2"),
        ("weights-sum", "edition.toml:33:12"),
        ("unknown-method", "rubrics/service.toml:7:9"),
    ]


def test_faults_of_names_and_methods_come_together(small, problems):
    small.replace("edition.toml", 'nodes = ["index"]', 'nodes = ["indx"]')
    small.replace("edition.toml", 'of = "index"', 'of = "indexx"')
    small.replace("rubrics/service.toml", '"linear"', '"linaer"')
    assert problems(small.open, kind=RejectedError) == [
        ("unknown-node", "edition.toml:39:6"),
        ("unknown-node", "edition.toml:43:10"),
        ("unknown-method", "rubrics/service.toml:7:9"),
    ]


def test_a_rubric_that_the_folder_and_a_python_file_bring_names_both(small, rendered):
    small.write("rubrics/mine.py", SAME_RUBRIC.format(path=str(small.path / "rubrics" / "policy.toml")))
    assert rendered(small.open) == [
        (
            "rubrics/policy.toml:2:6  the rubric policy comes from rubrics/policy.toml and from rubrics/mine.py "
            "[rubric-claimed-twice]"
        )
    ]


def test_a_rubric_that_the_folder_and_a_package_bring_clashes_only_where_the_edition_asks_for_it(
    small, package, rendered
):
    package("others-rubrics", SAME_RUBRIC.format(path=str(small.path / "rubrics" / "policy.toml")))
    assert small.open().scheme.rubrics.keys() == {"policy", "service"}
    small.replace("edition.toml", "year = 2024", 'year = 2024\nrubrics = ["policy"]')
    assert rendered(small.open) == [
        (
            "rubrics/policy.toml:2:6  the rubric policy comes from rubrics/policy.toml and from "
            "others_rubrics (others-rubrics 1.0) [rubric-claimed-twice]"
        )
    ]


def test_a_rubric_of_a_package_is_taken_where_the_edition_names_it(small, package, column):
    elsewhere = small.path.parent / "policy.toml"
    (small.path / "rubrics" / "policy.toml").rename(elsewhere)
    package("others-rubrics", SAME_RUBRIC.format(path=str(elsewhere)))
    small.replace("edition.toml", "year = 2024", 'year = 2024\nrubrics = ["policy"]')
    assert column(small.run(), "policy")["11.01"] == 2.75


def test_a_rubric_that_no_package_brings_is_named_with_the_nearest(small, package, rendered):
    package("others-rubrics", SAME_RUBRIC.format(path=str(small.path / "rubrics" / "policy.toml")))
    small.replace("edition.toml", "year = 2024", 'year = 2024\nrubrics = ["polcy"]')
    assert rendered(small.open) == [
        (
            "edition.toml:4:12  no installed package brings the rubric 'polcy'; there are: policy; "
            "did you mean 'policy'? [unknown-rubric]"
        )
    ]


def unknown_columns(small):
    small.replace("edition.toml", 'column = "province"', 'column = "provinse"')
    small.append("edition.toml", 'ties = "ordinal"\nkey = ["-popul", "code"]\n' + GATE)


UNKNOWN = [
    ("unknown-column", "edition.toml:36:10"),  # group.province.column
    ("unknown-column", "edition.toml:57:6"),  # band.other.by
    ("unknown-column", "edition.toml:49:8"),  # publish.key[0]
    ("unknown-column", "edition.toml:53:21"),  # gate[0].require[0].city
    ("unknown-column", "edition.toml:59:21"),  # band.other.require[0].city
]


def test_columns_that_a_group_a_band_a_key_and_a_gate_name_must_be_in_the_cities_table(small, problems):
    unknown_columns(small)
    assert problems(small.open().read, kind=RejectedError) == UNKNOWN


def test_unknown_columns_come_in_one_report_with_faults_of_other_tables(small, problems):
    unknown_columns(small)
    small.replace("marks/all.csv", "11.01,policy.plan,a1,4,", "11.01,policy.plan,a1,5,")
    small.remove("measures.csv")
    assert problems(small.open().read, kind=UnreadableError) == [
        ("mark-above-scale", "marks/all.csv!D2"),
        ("file-not-found", "measures.csv"),
        *UNKNOWN,
    ]


def test_columns_are_not_looked_for_in_a_cities_table_that_is_wrong_itself(small, problems):
    unknown_columns(small)
    small.replace("cities.csv", "11.10,Kota Sepuluh", "11.01,Kota Sepuluh")
    found = problems(small.open().read, kind=RejectedError)
    assert ("city-twice", "cities.csv!A3") in found
    assert "unknown-column" not in {code for code, _ in found}


def test_a_check_reads_and_scores_and_writes_nothing(small):
    before = sorted(small.path.rglob("*"))
    checked = small.open().check()
    # cities 4 rows, evaluators 3, panels 8, marks 14, measures 3
    assert (checked.files, checked.rows, checked.cities, checked.criteria, checked.notes) == (5, 32, 4, 3, ())
    assert sorted(small.path.rglob("*")) == before


def test_a_check_finds_what_only_scoring_finds(small, problems):
    small.replace(
        "rubrics/policy.toml",
        "[criterion.plan]",
        '[criterion.plan]\nvalue = { method = "levels", marks = [0, 4], scores = [0, 4] }',
    )
    # the academic mean of 4 and 2 is 3, which is no level; so are the ministry's 1 and the academic 1 of 11.1A
    assert [code for code, _ in problems(small.open().check, kind=RejectedError)] == ["score-undefined"] * 3


def test_an_edition_and_a_run_show_themselves_in_one_line(small):
    assert repr(small.open()) == f"EditionFolder(folder={small.path!r})"
    assert repr(small.run()) == f"Run(folder={small.path!r})"

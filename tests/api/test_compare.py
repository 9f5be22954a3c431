"""Variants of the small edition, whose ranks can be followed by hand; children of the index: policy, service.

11.01  policy 2.75  service 2      11.10  policy 3  service 4      11.1A  policy 1  service 1
"""

import json

import numpy as np
import polars as pl
import pytest
from openpyxl import load_workbook

from scoring import api
from scoring.api.comparing import compared
from scoring.api.variants import Workshop
from scoring.errors import RejectedError
from scoring.lab.variation import OFFICIAL
from scoring.model.variant import Variant


def index_of(found, name):
    (item,) = [item for item in found.comparison.variants if item.variant.name == name]
    return dict(zip(found.comparison.codes, np.round(item.index, 12).tolist(), strict=True))


def test_every_combination_is_scored_beside_the_official_ranking(small):
    found = api.compare(small.open(), weighting=["equal"], aggregation=["minimum", "geometric_mean"])
    names = [item.variant.name for item in found.comparison.variants]
    assert names == ["official", "equal + minimum", "equal + geometric_mean"]
    assert index_of(found, "official")["11.01"] == 2.45
    assert index_of(found, "equal + minimum")["11.01"] == 2.0
    # sqrt(2.75 * 2) = sqrt(5.5)
    assert index_of(found, "equal + geometric_mean")["11.01"] == pytest.approx(5.5**0.5)
    assert found.ranks().rows() == [
        ("11.10", "Kota Sepuluh", 1.0, 1.0, 1.0),
        ("11.01", "Kota Satu", 2.0, 2.0, 2.0),
        ("11.1A", "Kota Sebelas", 3.0, 3.0, 3.0),
        ("12.01", "Kota Mundur", None, None, None),
    ]


def test_methods_come_with_parameters_and_at_any_node(small):
    power = {"method": "power_mean", "exponent": 2}
    found = api.compare(small.open(), aggregation=[power], node="policy")
    # policy of 11.10: sqrt(0.5 * 4**2 + 0.5 * 2**2) = sqrt(10); index 0.6 sqrt(10) + 0.4 * 4
    assert index_of(found, "power_mean:exponent=2")["11.10"] == pytest.approx(0.6 * 10**0.5 + 1.6)


def test_leaving_a_part_out_gives_its_weight_to_the_others(small):
    variants = (
        OFFICIAL,
        Variant(name="no policy", without=("policy",)),
        Variant(name="no law", without=("policy.law",)),
    )
    found = compared(small.open(), variants)
    assert index_of(found, "no policy") == pytest.approx(
        {"11.01": 2, "11.10": 4, "11.1A": 1, "12.01": np.nan}, nan_ok=True
    )
    assert index_of(found, "no law")["11.01"] == pytest.approx(0.6 * 2.5 + 0.8)


def test_a_variant_that_cannot_be_scored_says_why_and_spoils_no_other(small):
    small.replace("rubrics/service.toml", "score = [0, 4]", "score = [-1, 3]")
    small.replace("measures.csv", "11.1A,service.online,25", "11.1A,service.online,0")
    found = api.compare(small.open(), aggregation=["geometric_mean", "minimum"])
    rows = {row["variant"]: row for row in found.agreement().to_dicts()}
    assert "11.1A Kota Sebelas: service is -1" in rows["geometric_mean"]["failed"]
    assert rows["minimum"]["failed"] is None
    assert rows["minimum"]["cities"] == 3
    assert found.ranks().columns == ["code", "name", "official", "minimum"]


def test_agreement_is_perfect_with_itself_and_none_where_nothing_can_be_said(small):
    found = api.compare(small.open(), aggregation=["weighted_mean"])
    (row,) = found.agreement(top=2).to_dicts()
    perfect = {"spearman": 1, "kendall": 1, "average_shift": 0, "top": 1, "top_size": 2}
    assert {name: row[name] for name in perfect} == pytest.approx(perfect)


def test_what_is_wrong_with_the_question_is_told_at_once(small, problems):
    edition = small.open()
    for ask, code in (
        ({"weighting": ["equl"]}, "unknown-method"),
        ({"aggregation": [{"method": "power_mean"}]}, "missing-key"),
        ({"normalisation": ["min_max"]}, "unknown-normalising-step"),
        ({"aggregation": ["minimum"], "node": "indx"}, "unknown-node"),
        ({}, "nothing-to-compare"),
    ):
        with pytest.raises(RejectedError) as caught:
            _first_failure(api.compare(edition, **ask))
        assert [item.code for item in caught.value.problems] == [code], ask


def _first_failure(found):
    """A node or step that is not there is a failure of its variant: score it as the only one."""
    workshop = found.workshop
    for item in found.comparison.variants:
        workshop.scores(item.variant)


def test_the_folder_holds_every_table_in_every_form(small, tmp_path):
    found = api.compare(small.open(), aggregation=["minimum"])
    out = found.write(tmp_path / "study", plots=["svg"])
    names = {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}
    assert {
        "agreement.csv",
        "ranks.parquet",
        "movers.csv",
        "variants.csv",
        "comparison.json",
        "comparison.xlsx",
        "ranks.svg",
        "manifest.json",
        "edition/edition.toml",
    } <= names
    data = json.loads((out / "comparison.json").read_text())
    assert (data["schema"], data["figures"]["variants"]) == ("scoring-comparison/1", 2)
    assert pl.read_parquet(out / "ranks.parquet").equals(found.ranks())
    sheet = load_workbook(out / "comparison.xlsx")["ranks"]
    assert [cell.value for cell in sheet[2]] == ["11.10", "Kota Sepuluh", 1, 1]
    manifest = json.loads((out / "manifest.json").read_text())
    assert manifest["schema"] == "scoring-study/1"
    assert manifest["settings"]["variants"][1]["aggregation"] == "minimum"
    assert {item["path"] for item in manifest["inputs"]} >= {"cities.csv", "measures.csv"}
    again = found.write(tmp_path / "again", plots=["svg"])
    for name in names - {"log.json", "manifest.json"}:
        assert (out / name).read_bytes() == (again / name).read_bytes(), name


def test_a_hostile_name_is_text_in_the_workbook_and_the_plot(small, tmp_path):
    small.replace("cities.csv", "Kota Satu", '"=HYPERLINK(""x"") $\\\\frac$ <script>"')
    found = api.compare(small.open(), aggregation=["minimum"])
    out = found.write(tmp_path / "study", plots=["svg", "png"])
    cell = load_workbook(out / "comparison.xlsx")["ranks"]["B3"]
    assert (cell.data_type, cell.value[:11]) == ("s", "=HYPERLINK(")
    assert b"<script" not in (out / "ranks.svg").read_bytes()
    assert "'=HYPERLINK" in (out / "ranks.csv").read_text()
    assert "<script" not in (out / "comparison.json").read_text()


def test_an_edition_that_cannot_be_scored_itself_is_an_error(small):
    small.replace("measures.csv", "50,40", "5000,40")
    with pytest.raises(RejectedError):
        api.compare(small.open(), aggregation=["minimum"])


def test_the_tables_are_read_once(small):
    workshop = Workshop.of(small.open())
    small.remove("measures.csv")
    scores = list(workshop.score([OFFICIAL, Variant(name="x", without=("policy",))]))
    assert [item.failed for item in scores] == ["", ""]

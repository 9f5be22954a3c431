"""A fault that many rows share is told once a place."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import scoring
from scoring.errors import RejectedError

ROOT = Path(__file__).parents[2]


def problems_of(edition):
    with pytest.raises(RejectedError) as caught:
        scoring.open(edition).read()
    return [(item.code, str(item.place)) for item in caught.value.problems]


def test_a_wrong_city_in_the_name_of_a_workbook_is_told_once_a_sheet(tmp_path):
    edition = Path(shutil.copytree(ROOT / "fixtures" / "nation" / "workbooks", tmp_path / "edition"))
    (edition / "marks" / "19.05.xlsx").rename(edition / "marks" / "19.5.xlsx")
    found = problems_of(edition)
    assert {code for code, _ in found} == {"city-unknown"}
    # its five evaluators have a sheet each
    assert len(found) == len(set(found)) == 5


def test_a_wrong_city_of_a_wide_row_is_told_once_a_row(tmp_path):
    (tmp_path / "rubrics").mkdir()
    (tmp_path / "rubrics" / "services.toml").write_text(
        'format = "scoring-rubric/1"\nid = "services"\nscale = { lowest = 0, highest = 4 }\n'
        "[criterion.water]\n[criterion.roads]\n",
        encoding="utf-8",
    )
    (tmp_path / "edition.toml").write_text(
        'format = "scoring-edition/1"\nid = "village"\nyear = 2024\nindex = "services"\n'
        '[[input]]\nkind = "cities"\npath = "cities.csv"\n'
        '[[input]]\nkind = "marks"\npath = "marks.csv"\nspread = "criterion"\n',
        encoding="utf-8",
    )
    (tmp_path / "cities.csv").write_text("code,name\n01,Sukamaju\n", encoding="utf-8")
    (tmp_path / "marks.csv").write_text(
        "city,evaluator,services.water,services.roads\n01,Ani,3,4\n10,Ani,3,4\n1,Budi,2,2\n", encoding="utf-8"
    )
    assert problems_of(tmp_path) == [("city-unknown", "marks.csv!A3"), ("city-unknown", "marks.csv!A4")]

import datetime as dt
import json
from decimal import Decimal
from fractions import Fraction
from pathlib import PurePosixPath

import pytest

from scoring.cli.envelope import dumps, envelope
from scoring.cli.records import plain
from scoring.errors import Place, problem
from scoring.model.text import Text


def test_the_envelope_always_has_the_same_keys():
    assert json.loads(envelope([1])) == {
        "schema": "scoring-answer/1",
        "ok": True,
        "data": [1],
        "warnings": [],
        "errors": [],
    }


def test_exact_numbers_dates_and_paths_are_text():
    data = [Decimal("0.10"), Fraction(1, 3), dt.date(2024, 11, 25), PurePosixPath("a/b")]
    assert json.loads(dumps(data)) == ["0.10", "1/3", "2024-11-25", "a/b"]


@pytest.mark.parametrize("value", [float("nan"), float("inf"), {1}, object()])
def test_what_json_has_no_word_for_is_refused(value):
    with pytest.raises((ValueError, TypeError)):
        dumps([value])


def test_json_is_ascii_whatever_a_name_holds():
    assert dumps("Kota \x9b31m \u202e").isascii()


def test_records_become_plain_data_all_the_way_down():
    place = Place(file="a.csv", cell="C2")
    found = plain(
        {"texts": (Text(id="a", en="b"),), "place": place, "problem": problem("run-remarks", count=1)}
    )
    assert found["texts"] == [{"id": "a", "en": "b"}]
    assert found["place"] == "a.csv!C2"
    assert found["problem"]["code"] == "run-remarks"

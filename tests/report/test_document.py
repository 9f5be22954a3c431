import json

import pytest
from attrs import evolve

from scoring import report


def written(result):
    ((name, content),) = report.WRITERS[2].write(report.tables(result, "en"))
    assert name == "ranking.json"
    return content.decode("utf-8")


def test_the_envelope_says_what_it_is(sample):
    found = json.loads(written(sample))
    assert found["schema"] == "scoring-ranking/1"
    assert found["edition"] == {
        "id": "contoh-2024",
        "year": 2024,
        "name": {"id": "Edisi contoh", "en": "Sample edition"},
        "index": "index",
    }
    assert found["publish"]["tolerance"] == "0.000000001"
    assert [row["code"] for row in found["cities"]] == ["11.01", "11.10", "12.01", "12.02", "12.03"]
    assert {name: len(found[name]) for name in ("awards", "quality", "flags")} == {
        "awards": 3,
        "quality": 5,
        "flags": 1,
    }


def test_rows_have_the_columns_of_the_table_and_exact_floats(sample):
    found = json.loads(written(sample))
    assert found["cities"] == report.tables(sample, "en").ranking.to_dicts()
    assert found["cities"][0]["index_exact"] == 3.125
    assert found["cities"][3]["index"] is None


def test_an_empty_list_is_still_a_list(sample):
    assert json.loads(written(evolve(sample, winners=(), flags=())))["awards"] == []


@pytest.mark.parametrize(
    "name", ["</script><script>alert(1)</script>", "a\x1b[31m\x9b\x7f", "a\u2028\u202eb", "=1+1", 'a"b\\c']
)
def test_a_hostile_name_comes_back_but_does_not_stand_there_raw(named, name):
    text = written(named(name))
    assert json.loads(text)["cities"][0]["name"] == name
    assert not [sign for sign in text if sign in "<>&\u2028\u202e\x7f\x9b" or (sign < " " and sign != "\n")]

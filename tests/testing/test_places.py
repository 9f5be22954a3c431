import re
from pathlib import Path

import polars as pl
import pytest

from scoring.testing.nation import places

ROOT = Path(__file__).parents[2]
REAL = ROOT.parent / "shared" / "data" / "regions_514.csv"
PREFIX = re.compile(r"^(kabupaten|kota)\s+")


def folded(name: str) -> str:
    return re.sub(r"[^a-z]", "", PREFIX.sub("", name.casefold()))


@pytest.fixture(scope="module")
def real() -> set[str]:
    if not REAL.exists():
        pytest.skip("shared data is not beside this checkout")
    table = pl.read_csv(REAL, infer_schema=False)
    names = {folded(name) for column in ("name", "province") for name in table[column]}
    assert len(names) > 500
    return names


def test_no_word_a_seed_can_draw_is_the_name_of_a_real_place(real):
    assert [word for word in places.words() if folded(word) in real] == []


@pytest.mark.parametrize("folder", ["2022", "2023", "2024", "workbooks"])
def test_no_place_of_the_fixture_bears_a_real_name(real, folder):
    table = pl.read_csv(ROOT / "fixtures" / "nation" / folder / "cities.csv", infer_schema=False)
    names = [*table.to_series(1), *table.to_series(2)]
    assert [name for name in names if folded(name) in real] == []


def test_words_differ():
    words = places.words()
    assert len(words) == len(set(words)) == 24 * 16 * 16


def test_names_differ_when_the_words_are_used_up():
    names = places.stems(7, 9_000)
    assert len(set(names)) == 9_000


def test_another_seed_gives_other_names():
    assert places.stems(1, 50) != places.stems(2, 50)
    assert places.stems(1, 50) == places.stems(1, 50)

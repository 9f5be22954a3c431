"""Entries that stand for several criteria, and descriptors given once for all."""

from __future__ import annotations

from decimal import Decimal

import pytest
from attrs import evolve

from scoring.model.rubric import Criterion, Rubric
from scoring.model.text import Text

NONE, FULL = Text(id="tidak ada", en="none"), Text(id="penuh", en="full")


def rubric(**criteria):
    return Rubric(format="scoring-rubric/1", id="x", levels={"0": NONE, "1": FULL}, criteria=criteria)


def test_an_entry_with_a_count_stands_for_numbered_criteria_in_its_place():
    made = rubric(first=Criterion(), q=Criterion(count=3, weight=Decimal("0.1")), last=Criterion())
    assert list(made.criteria) == ["first", "q_01", "q_02", "q_03", "last"]
    assert {made.criteria[f"q_0{number}"].weight for number in (1, 2, 3)} == {Decimal("0.1")}


def test_numbers_have_as_many_digits_as_the_count_needs():
    assert list(rubric(q=Criterion(count=100)).criteria)[::99] == ["q_001", "q_100"]


def test_a_name_is_numbered_in_the_languages_it_has():
    made = rubric(q=Criterion(count=2, name=Text(id="Pertanyaan")), r=Criterion(count=2))
    assert made.criteria["q_02"].name == Text(id="Pertanyaan 2")
    assert not made.criteria["r_01"].name


def test_a_rubric_can_be_changed_without_numbering_again():
    made = rubric(q=Criterion(count=2))
    assert evolve(made, id="y").criteria == made.criteria


def test_two_criteria_of_one_name_are_refused():
    with pytest.raises(ValueError, match="q_01 stands twice"):
        rubric(q=Criterion(count=2), q_01=Criterion())


@pytest.mark.parametrize("count", [0, -1, 1000])
def test_a_count_has_limits(count):
    with pytest.raises(ValueError, match="count"):
        Criterion(count=count)


def test_criteria_without_descriptors_take_the_rubrics():
    own = {"0": Text(id="belum", en="not yet")}
    made = rubric(plain=Criterion(), special=Criterion(levels=own))
    assert made.criteria["plain"].levels == {"0": NONE, "1": FULL}
    assert made.criteria["special"].levels == own

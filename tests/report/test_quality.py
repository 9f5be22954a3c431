import numpy as np
from attrs import evolve

from scoring import report
from scoring.codec.messages import render
from scoring.errors import Place, problem
from scoring.model.plan import Leaf
from scoring.report.quality import expected_marks

INTEGERS = {"dtype": np.int64}


def test_counts_of_every_city(sample):
    table = report.tables(sample, "en").quality
    names = [
        "code",
        "marks_expected",
        "marks_given",
        "marks_recused",
        "marks_not_assessable",
        "marks_missing",
    ]
    assert table.select(names).rows() == [
        ("11.01", 2, 2, 0, 0, 0),
        ("11.10", 2, 2, 0, 0, 0),
        ("12.01", 2, 1, 1, 0, 0),
        ("12.02", 1, 0, 0, 0, 1),  # its one evaluator left the mark empty
        ("12.03", 0, 0, 0, 0, 0),
    ]
    assert table.select("measures_expected", "measures_given", "measures_missing", "flags").rows() == [
        (1, 1, 0, 0),
        (1, 1, 0, 0),
        (1, 0, 1, 1),
        (1, 0, 1, 0),
        (0, 0, 0, 0),  # withdrawn: nothing is expected
    ]


def test_an_evaluator_is_expected_to_mark_all_criteria_of_the_type_in_the_stage(sample):
    leaves = [
        Leaf(id="a", criterion="a", type="academic", stage="one"),
        Leaf(id="b", criterion="b", type="academic", stage="one"),
        Leaf(id="b2", criterion="b", type="academic", stage="two"),
        Leaf(id="c", criterion="c", type="practitioner", stage="one"),
        Leaf(id="m", criterion="m", input="measure"),
    ]
    # city 0: a1 in both stages -> 2 + 1; city 1: p1 in stage one -> 1; city 1 again by a1 in stage two -> 1
    marks = evolve(
        sample.ratings.marks,
        stages=("one", "two"),
        city=np.array([0, 0, 1, 1], **INTEGERS),
        criterion=np.array([0, 0, 0, 0], **INTEGERS),
        stage=np.array([0, 1, 0, 1], **INTEGERS),
        evaluator=np.array([0, 0, 1, 0], **INTEGERS),
        mark=np.ones(4),
    )
    assert expected_marks(marks, leaves, 3).tolist() == [3, 2, 0]


def test_an_edition_without_marks_expects_none(sample):
    empty = np.array([], **INTEGERS)
    marks = evolve(
        sample.ratings.marks, evaluators=(), types=(), stages=(), city=empty, criterion=empty, stage=empty,
        evaluator=empty, mark=np.array([]), state=empty,
    )  # fmt: skip
    assert expected_marks(marks, sample.structure.leaves, 2).tolist() == [0, 0]


def test_flags_tell_place_and_sentence_in_the_language(sample):
    flags = {language: report.tables(sample, language).flags for language in ("en", "id")}
    assert flags["en"].drop("message").equals(flags["id"].drop("message"))
    row = flags["en"].row(0, named=True)
    assert (row["code"], row["column"], row["flag"]) == ("12.01", "society.literacy", "run-output-twice")
    assert (row["file"], row["sheet"], row["cell"]) == ("literacy.csv", None, "AB3")
    problem_ = sample.flags[0].problem
    for language, table in flags.items():
        assert table["message"][0] in render(problem_, language=language)
        assert "literacy" in table["message"][0]


def test_notes_of_the_intake_follow_but_not_twice(sample):
    same = sample.flags[0].problem
    other = problem("run-output-twice", Place(file="survey.csv", cell="B2"), output="x")
    result = evolve(sample, ratings=evolve(sample.ratings, notes=(same, other)))
    table = report.tables(result, "en").flags
    assert table.select("code", "file").rows() == [("12.01", "literacy.csv"), (None, "survey.csv")]


def test_the_other_language_has_the_same_tables_but_for_messages(sample):
    english = report.tables(sample, "en")
    indonesian = report.in_language(english, "id")
    assert indonesian.language == "id"
    assert indonesian.ranking is english.ranking
    assert indonesian.flags["message"][0] == report.tables(sample, "id").flags["message"][0]
    assert report.in_language(english, "en") is english

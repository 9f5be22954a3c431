from attrs import evolve

from scoring import report


def test_every_raw_value_has_its_place(sample):
    table = report.tables(sample, "en").cells
    assert table.select("kind", "code", "value", "file", "sheet", "cell").rows() == [
        ("mark", "11.01", 4.0, "marks.xlsx", "Nilai", "E2"),
        ("mark", "11.01", 3.0, "marks.xlsx", "Nilai", "E3"),
        ("mark", "11.10", 3.0, "marks.xlsx", "Nilai", "E4"),
        ("mark", "11.10", 4.0, "marks.xlsx", "Nilai", "E5"),
        ("mark", "12.01", 3.0, "marks.xlsx", "Nilai", "E6"),
        ("mark", "12.01", None, "marks.xlsx", "Nilai", "E7"),
        ("mark", "12.02", None, "marks.xlsx", "Nilai", "E8"),
        ("measure", "11.01", 2.0, "literacy.csv", None, "AB2"),  # column 28
        ("measure", "11.10", 2.0, "literacy.csv", None, "AB3"),
        ("history", "11.01", 3.2, "history.csv", None, "E2"),
    ]


def test_marks_know_who_gave_them_and_why_one_is_missing(sample):
    table = report.tables(sample, "en").cells
    assert table.select("id", "type", "evaluator", "chair", "state").rows()[4:7] == [
        ("governance.service", "academic", "a1", True, None),
        ("governance.service", "practitioner", "p1", False, "recused"),
        ("governance.service", "academic", "a1", True, None),
    ]


def test_measures_keep_denominator_sample_date_and_source(sample):
    table = report.tables(sample, "en").cells
    assert table.select("of", "n", "date", "source").rows()[7:9] == [
        (None, 50.0, "2024-05-01", "survey"),
        (10.0, None, None, None),
    ]
    assert table["year"].to_list()[9] == 2023


def test_a_file_name_that_is_no_utf8_is_still_written(sample):
    places = evolve(sample.ratings.past.places, files=("history\udcff.csv",))
    past = evolve(sample.ratings.past, places=places)
    table = report.tables(evolve(sample, ratings=evolve(sample.ratings, past=past)), "en").cells
    assert table["file"].to_list()[9] == "history\\udcff.csv"

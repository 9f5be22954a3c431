import pytest

from scoring.cli.table import table
from scoring.codec.messages import width_of


def test_columns_are_aligned_below_their_headers():
    text = table(["Rank", "City"], [["1", "Wena"], ["10", "Kota Lira"]], right=[0])
    assert text.splitlines() == [
        "Rank  City",
        "----  ---------",
        "   1  Wena",
        "  10  Kota Lira",
    ]


def test_wide_and_combining_signs_do_not_shift_the_next_column():
    # 市 fills two columns of a terminal, e and its accent together one
    lines = table(["a", "b"], [["市", "x"], ["e\u0301", "y"], ["zz", "z"]]).splitlines()
    assert lines[2:] == ["市  x", "e\u0301   y", "zz  z"]


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [("\x1b[31mred", r"\x1b[31mred"), ("a\rb", r"a\x0db"), ("a\nb", r"a\x0ab"), ("\u202eabc", r"\u202eabc")],
)
def test_what_steers_a_terminal_is_shown_as_its_code(hostile, shown):
    lines = table([hostile], [[hostile]]).splitlines()
    assert lines == [shown, "-" * len(shown), shown]


def test_a_table_without_rows_has_its_headers():
    assert table(["a", "bb"], []) == "a  bb\n-  --"


def test_a_row_of_another_length_is_refused():
    with pytest.raises(ValueError, match="zip"):
        table(["a", "b"], [["1"]])


@pytest.mark.parametrize(
    ("text", "width"), [("", 0), ("Kota", 4), ("市区", 4), ("ｆ", 2), ("é", 1), ("e\u0301", 1)]
)
def test_the_width_is_that_of_a_terminal(text, width):
    assert width_of(text) == width

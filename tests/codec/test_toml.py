import errno
import os
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.codec.messages import exit_code, render
from scoring.codec.syntax import parse
from scoring.codec.toml import LARGEST, read_toml
from scoring.errors import Exit, RejectedError, ScoringError, UnreadableError

SAMPLE = """\
# sample
a = 1
"q.x"."b" = { m = "½", n = [1, 2] } # one line
[node.index]
c.d = 0.50
e = [
  "x", # with a comment
  { f = 1 },
]
[[gate]]
require = [{ node = "x" },
 { city = "y" }]
[[gate]]
[gate.sub]
e."ü" = 'Kota ½'
[[gate.item]]
x = 1
[[gate.item]]
x = 2
[node."outcome.people"]
children = { "é.x" = 1, y = 2 }
"""


@pytest.fixture
def document(tmp_path):
    (tmp_path / "x.toml").write_text(SAMPLE, encoding="utf-8")
    return read_toml(tmp_path / "x.toml", shown="x.toml")


def failure(path, content: bytes | None = None) -> str:
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ScoringError) as caught:
        read_toml(path, shown="x.toml")
    return "\n".join(render(item) for item in caught.value.problems)


@pytest.mark.parametrize(
    ("key", "at", "place", "marked"),
    [
        ("a", "value", "x.toml:2:5", "1"),
        ("a", "key", "x.toml:2:1", "a"),
        ("q.x", "value", "x.toml:3:1", '"q.x"'),
        ('"q.x".b.m', "value", "x.toml:3:19", '"½"'),
        ("q.x.b.n[1]", "value", "x.toml:3:32", "2"),
        ("q.x.b", "key", "x.toml:3:1", '"q.x"."b"'),
        ("node", "value", "x.toml:4:2", "node"),
        ("node.index", "value", "x.toml:4:7", "index"),
        ("node.index.c.d", "value", "x.toml:5:7", "0.50"),
        ("node.index.e", "value", "x.toml:6:1", "e"),
        ("node.index.e[0]", "value", "x.toml:7:3", '"x"'),
        ("node.index.e[1].f", "value", "x.toml:8:9", "1"),
        ("gate[0]", "value", "x.toml:10:3", "gate"),
        ("gate[0].require[1].city", "value", "x.toml:12:11", '"y"'),
        ("gate[1]", "value", "x.toml:13:3", "gate"),
        ("gate[1].sub.e.ü", "value", "x.toml:15:9", "'Kota ½'"),
        ("gate[1].item[1].x", "value", "x.toml:19:5", "2"),
        ('node."outcome.people"', "value", "x.toml:20:7", '"outcome.people"'),
        ("node.outcome.people.children.é.x", "value", "x.toml:21:22", "1"),
        (("node", "outcome.people", "children", "é.x"), "key", "x.toml:21:14", '"é.x"'),
    ],
)
def test_a_key_is_found_at_its_place(document, key, at, place, marked):
    found = document.locate(key, at=at)
    assert str(found) == place
    assert found.excerpt == SAMPLE.split("\n")[found.line - 1]
    assert found.excerpt[found.column - 1 : found.column - 1 + found.width] == marked


@pytest.mark.parametrize(
    ("key", "place"),
    [
        ("node.index.coverage", "x.toml:4:7"),
        ("node.index.e[7].f.g", "x.toml:6:1"),
        ("gate[1].sub.nothing.at.all", "x.toml:14:7"),
        ('node."outcome.people".coverage', "x.toml:20:7"),
        ("node.outcome.people.children.z", "x.toml:21:1"),
        ("a[0].lower", "x.toml:2:1"),
        ("zzz.y", "x.toml:1:1"),
        ("", "x.toml:1:1"),
    ],
)
def test_a_key_that_is_not_there_is_placed_at_the_table_around_it(document, key, place):
    found = document.locate(key)
    assert str(found) == place
    assert found.key == key


def test_a_single_method_is_found_though_its_place_counts_it_in_a_list(document):
    assert str(document.locate("q.x.b[0].m")) == "x.toml:3:19"


def test_a_numbered_criterion_is_found_at_the_entry_that_stands_for_it(tmp_path):
    (tmp_path / "x.toml").write_text("[criterion.kpi]\ncount = 3\n[criterion.kpi_1]\n", encoding="utf-8")
    found = read_toml(tmp_path / "x.toml", shown="x.toml")
    assert str(found.locate("criterion.kpi_02.count")) == "x.toml:1:12"
    assert str(found.locate("criterion.kpi_1")) == "x.toml:3:12"


def test_numbers_are_exact(document):
    assert document.data["node"]["index"]["c"]["d"] == Decimal("0.50")
    assert str(document.data["node"]["index"]["c"]["d"]) == "0.50"


def test_windows_line_ends_and_a_byte_order_mark_change_nothing(tmp_path, document):
    (tmp_path / "w.toml").write_bytes(b"\xef\xbb\xbf" + SAMPLE.replace("\n", "\r\n").encode())
    windows = read_toml(tmp_path / "w.toml", shown="x.toml")
    assert windows.data == document.data
    assert windows.locate("gate[1].sub.e.ü") == document.locate("gate[1].sub.e.ü")


def test_a_missing_file_is_named(tmp_path):
    assert failure(tmp_path / "x.toml") == "x.toml  there is no such file"


def test_a_folder_is_no_file(tmp_path):
    assert failure(tmp_path) == "x.toml  is a folder, not a file"


def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    assert failure(tmp_path / "pipe") == "x.toml  is not a regular file"


def test_a_name_that_cannot_be_is_reported(tmp_path):
    assert failure(tmp_path / ("x" * 300)) == "x.toml  cannot be read: File name too long"


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        (b"", "x.toml  is empty"),
        (b" \n\t\r\n", "x.toml  is empty"),
        (b"\xef\xbb\xbf", "x.toml  is empty"),
        (
            "id = 'x'".encode("utf-16"),
            "x.toml  is written in UTF-16, not in UTF-8\n  hint: save it with the encoding UTF-8",
        ),
        (
            b"id = 'x'\nname = 'Caf\xe9'\n",
            "x.toml:2:12  byte 0xe9 is not UTF-8 [toml-not-utf8]\n  hint: save the file with the encoding UTF-8",
        ),
        (
            "ü = '½'\nñ = '".encode() + b"\xff'\n",
            "x.toml:2:6  byte 0xff is not UTF-8 [toml-not-utf8]\n  hint: save the file with the encoding UTF-8",
        ),
        (
            b"PK\x03\x04rest of a workbook",
            (
                "x.toml  is not a text file\n"
                "  hint: its ending says TOML; a workbook or another document may have been renamed"
            ),
        ),
        (
            b"id = 'x'\n\0\n",
            (
                "x.toml  is not a text file\n"
                "  hint: its ending says TOML; a workbook or another document may have been renamed"
            ),
        ),
        (b"a = " + b"[" * 5000, "x.toml  has more than 20 tables and lists inside one another"),
        (b"a" + b".a" * 5000 + b" = 1", "x.toml  has more than 20 tables and lists inside one another"),
        (b"a = 1" + b"0" * 5000, "x.toml  holds an integer with thousands of digits"),
        (
            b"a = 1" + b"0" * 40,
            "x.toml:1:5  the number has more than 30 digits before or behind its point [too-many-digits]\n"
            "    1 | a = 1" + "0" * 40 + "\n      |     " + "^" * 41,
        ),
        (
            b"a = nan\nb = [{ c = -inf }]",
            (
                "x.toml:1:5  nan cannot be used as a number [not-finite]\n"
                "    1 | a = nan\n"
                "      |     ^^^\n"
                "x.toml:2:12  -inf cannot be used as a number [not-finite]\n"
                "    2 | b = [{ c = -inf }]\n"
                "      |            ^^^^"
            ),
        ),
        (
            b"a = 1\rb = 2\n",
            (
                "x.toml:1:6  the value ends before this place, and the line goes on [toml-rest]\n"
                "    1 | a = 1\\x0db = 2\n"
                "      |      ^^^^\n"
                "  hint: text stands in quotes; a number has no unit, no thousands sign and no leading zero"
            ),
        ),
        (
            b"a = 'x\x1by'\n",
            (
                "x.toml:1:7  a control character may not stand here [toml-character]\n"
                "    1 | a = 'x\\x1by'\n"
                "      |       ^^^^"
            ),
        ),
        (
            b"a = yes\nb = 1" + b"0" * 5000,
            (
                "x.toml:1:5  'yes' is no value [toml-value]\n"
                "    1 | a = yes\n"
                "      |     ^^^\n"
                "  hint: text stands in quotes, a number has no unit or thousands sign, true and false are lower case\n"
                "x.toml  holds an integer with thousands of digits"
            ),
        ),
    ],
    ids=lambda value: None if isinstance(value, str) else repr(value[:20]),
)
def test_contents_that_cannot_be_used_are_named(tmp_path, content, shown):
    assert failure(tmp_path / "x.toml", content) == shown


def test_a_huge_file_is_not_read(tmp_path):
    (tmp_path / "x.toml").write_bytes(b"#" * (LARGEST + 1))
    assert failure(tmp_path / "x.toml") == "x.toml  has 1000001 bytes; at most 1000000 are read"


def test_a_file_without_permission_is_named(tmp_path, monkeypatch):
    def refuse(self):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    (tmp_path / "x.toml").write_text("a = 1")
    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert failure(tmp_path / "x.toml") == "x.toml  cannot be read: Permission denied"


def test_a_file_that_is_no_text_and_one_with_faults_end_differently(tmp_path):
    (tmp_path / "a.toml").write_bytes(b"")
    (tmp_path / "b.toml").write_bytes(b"a = \n")
    with pytest.raises(UnreadableError) as unreadable:
        read_toml(tmp_path / "a.toml", shown="a.toml")
    with pytest.raises(RejectedError) as rejected:
        read_toml(tmp_path / "b.toml", shown="b.toml")
    assert exit_code(unreadable.value.problems) is Exit.UNREADABLE
    assert exit_code(rejected.value.problems) is Exit.FINDINGS


def test_no_more_than_twenty_syntax_errors_are_listed():
    with pytest.raises(RejectedError) as caught:
        parse("\n".join(f"k{number} = yes" for number in range(500)), "x.toml")
    assert [item.place.line for item in caught.value.problems] == list(range(1, 21))


SIGNS = st.text(alphabet=st.sampled_from(list("ab.=[]{}\"'#,\n\\ 10-_½\t\r\x1b:T")), max_size=60)


@given(SIGNS)
def test_any_text_is_either_read_or_refused_with_a_place_inside_it(text):
    lines = text.split("\n")
    try:
        parse(text, "x.toml")
    except RejectedError as error:
        found = error.problems
    else:
        found = None
    assert found is None or found
    for item in found or ():
        assert render(item)
        assert 1 <= item.place.line <= len(lines)
        assert 1 <= item.place.column <= len(lines[item.place.line - 1]) + 1

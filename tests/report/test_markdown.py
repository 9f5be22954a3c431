import re

import pytest

from scoring.report.markdown import inline, table


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kota Satu", "Kota Satu"),
        ("a|b", r"a\|b"),
        ("`x`", r"\`x\`"),
        ("*a* _b_ ~c~", r"\*a\* \_b\_ \~c\~"),
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("&lt;b&gt;", "&amp;lt;b&amp;gt;"),
        ("[x](javascript:alert(1))", r"\[x\](javascript:alert(1))"),
        ("![x](http://evil.example/p.png)", r"!\[x\](http\://evil.example/p.png)"),
        ("http://evil.example www.evil.example a@b.c", r"http\://evil.example www\.evil.example a\@b.c"),
        ("two\nlines\r\nthree", "two lines three"),
        ("# heading", r"\# heading"),
        ("- item", r"\- item"),
        ("1. item", r"1\. item"),
        ("11.10", "11.10"),
        ("back\\slash", r"back\\slash"),
        ("\x1b[31mred", r"\\x1b\[31mred"),
        ("$x$", r"\$x\$"),
    ],
)
def test_a_text_is_read_as_it_is(text, expected):
    assert inline(text) == expected


def test_a_hostile_cell_keeps_its_row_whole():
    lines = table(["a", "b"], [[inline("x | y\n| z"), inline("`|`")]], (1,))
    assert lines == ["| a | b |", "| --- | ---: |", r"| x \| y \| z | \`\|\` |"]
    assert len(re.findall(r"(?<!\\)\|", lines[2])) == 3

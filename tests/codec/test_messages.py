from collections import Counter
from string import Formatter

import pytest

from scoring.codec.messages import as_json, catalogue, entries, escape, exit_code, render, sentence, severity
from scoring.errors import Exit, Place, Problem, problem

CODES = sorted(code for code, _ in entries.entries())


def fields(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


@pytest.mark.parametrize("code", sorted(set(CODES)))
def test_an_entry_says_the_same_in_both_languages(code):
    entry = catalogue()[code]
    assert entry.message.id, "the Indonesian sentence is missing"
    assert entry.message.en, "the English sentence is missing"
    assert fields(entry.message.id) == fields(entry.message.en)
    assert bool(entry.hint.id) == bool(entry.hint.en)
    assert fields(entry.hint.id) == fields(entry.hint.en)


@pytest.mark.parametrize("code", sorted(set(CODES)))
def test_an_entry_is_no_bare_copy_and_has_a_known_severity_and_exit(code):
    entry = catalogue()[code]
    assert entry.message.id != entry.message.en
    assert entry.severity in {"error", "note"}
    assert entry.exit in {Exit.FINDINGS, Exit.USAGE, Exit.UNREADABLE, Exit.PLUGIN}


def test_no_code_is_defined_twice():
    assert [code for code, count in Counter(CODES).items() if count > 1] == []


def test_codes_are_words_with_hyphens():
    assert [code for code in CODES if not code.replace("-", "").isalnum() or code != code.lower()] == []


@pytest.fixture
def own_entries(monkeypatch):
    """A catalogue of this test, so that the sentences are known."""
    entry = entries._entry
    found = {
        "above": entry(
            en="{found} is above {top}",
            id="{found} melebihi {top}",
            hint={"en": "lower {found}", "id": "turunkan {found}"},
        ),
        "gone": entry(en="gone", id="hilang", exit=3),
        "crash": entry(en="crash", id="rusak", exit=4),
        "remark": entry(en="remark", id="catatan", exit=4, severity="note"),
        "inside": entry(en="no {found}{nearest} here", id="tiada {found}{nearest} di sini"),
    }
    for module in (entries, sentence):
        monkeypatch.setattr(module, "catalogue", lambda: found)


def test_a_cell_stands_before_its_sentence(own_entries):
    place = Place(file="survey.xlsx", sheet="impact", cell="E17")
    assert (
        render(problem("above", place, found=5, top=4))
        == "survey.xlsx!impact!E17  5 is above 4\n  hint: lower 5"
    )


def test_the_sentence_is_also_indonesian(own_entries):
    assert render(problem("above", found=5, top=4), language="id") == "5 melebihi 4\n  saran: turunkan 5"


def test_a_line_is_shown_with_carets_and_code(own_entries):
    place = Place(file="a.toml", line=12, column=5, width=3, excerpt="x = 777", key="x")
    assert render(problem("gone", place)) == "a.toml:12:5  gone [gone]\n   12 | x = 777\n      |     ^^^"


def test_a_key_without_a_line_stands_in_the_place(own_entries):
    assert render(problem("gone", Place(file="a.toml", key="x.y"))) == "a.toml x.y  gone [gone]"


def test_the_nearest_name_is_asked_for_at_the_end(own_entries):
    assert render(problem("gone", nearest="people")) == "gone; did you mean 'people'?"
    assert render(problem("gone", nearest="people"), language="id") == "hilang; mungkin maksudnya 'people'?"
    assert render(problem("gone", nearest="")) == "gone"


def test_the_nearest_name_may_have_its_place_in_the_sentence(own_entries):
    assert render(problem("inside", found="x", nearest="y")) == "no x; did you mean 'y'? here"


def test_a_list_is_joined_with_commas(own_entries):
    assert render(problem("above", found=[1, 2], top=("a", "b"))).startswith("1, 2 is above a, b\n")


@pytest.mark.parametrize(
    ("hostile", "harmless"),
    [
        ("\x1b[31m", r"\x1b[31m"),
        ("a\nb", r"a\x0ab"),
        ("\x9b31m", r"\x9b31m"),
        ("\u202egnp", r"\u202egnp"),
        ("\u2066x\u2069", r"\u2066x\u2069"),
        ("a\u200bb", r"a\u200bb"),
        ("\ud800", r"\ud800"),
        ("\U000e0041", r"\U000e0041"),
        ("Kota Kediri – ½ é 市", "Kota Kediri – ½ é 市"),
    ],
)
def test_control_characters_never_reach_the_terminal(own_entries, hostile, harmless):
    assert escape(hostile) == harmless
    line = Place(file=hostile, line=1, column=1, excerpt=hostile, key=hostile)
    cell = Place(file=hostile, sheet=hostile, cell=hostile)
    for place in (line, cell):
        found = problem("above", place, found=hostile, top=1, nearest=hostile)
        text = render(found)
        assert harmless in text
        assert set(text) <= set(harmless) | set(escape(text)) | {"\n"}
        assert escape(text.replace("\n", "")) == text.replace("\n", "")
        assert harmless in str(as_json(found)["message"]["en"])


def test_braces_in_contents_are_text(own_entries):
    assert "{top} is above 4" in render(problem("above", found="{top}", top=4))


def test_carets_stand_below_their_characters_behind_escapes_tabs_and_wide_signs(own_entries):
    place = Place(file="a", line=1, column=5, width=2, excerpt="\t市\x1b xy")
    _, source, carets = render(problem("gone", place)).splitlines()
    # tab 1 column, 市 2, \x1b 4, blank 1: 8 columns before the marked text, and one sign less in `source` for 市
    assert source == "    1 |  市\\x1b xy"
    assert carets == "      | " + " " * 8 + "^^"


def test_a_long_line_is_cut_around_its_column(own_entries):
    place = Place(file="a", line=1, column=5001, width=3, excerpt="." * 5000 + "XYZ" + "." * 5000)
    _, source, carets = render(problem("gone", place)).splitlines()
    assert len(source) < 120
    assert source.index("XYZ") == carets.index("^^^")


def test_a_long_value_is_cut(own_entries):
    assert len(render(problem("above", found="x" * 10_000, top=4))) < 1500


def test_colour_adds_only_styles(own_entries):
    place = Place(file="a.toml", line=12, column=5, width=3, excerpt="x = 777")
    found = problem("above", place, found=5, top=4)
    painted = render(found, color=True)
    assert "\x1b[" in painted
    import re

    assert re.sub(r"\x1b\[\d+m", "", painted) == render(found)


def test_the_gravest_exit_counts_and_notes_do_not(own_entries):
    above, gone, crash, remark = (Problem(code=code) for code in ("above", "gone", "crash", "remark"))
    assert exit_code([above]) is Exit.FINDINGS
    assert exit_code([gone, above]) is Exit.UNREADABLE
    assert exit_code([above, crash, gone]) is Exit.PLUGIN
    assert exit_code([remark]) is Exit.OK
    assert exit_code([remark, above]) is Exit.FINDINGS
    assert exit_code([]) is Exit.OK
    assert severity(remark) == "note"
    assert severity(above) == "error"


def test_an_unknown_code_is_a_bug():
    for act in (render, severity, as_json, lambda item: exit_code([item])):
        with pytest.raises(KeyError, match="no-such-code"):
            act(problem("no-such-code"))


def test_a_missing_detail_is_a_bug(own_entries):
    with pytest.raises(KeyError, match="top"):
        render(problem("above", found=5))


def test_json_has_the_parts_and_both_languages(own_entries):
    place = Place(file="b.xlsx", sheet="s", cell="E17")
    assert as_json(problem("above", place, found=5, top=4, nearest="")) == {
        "code": "above",
        "severity": "error",
        "file": "b.xlsx",
        "sheet": "s",
        "cell": "E17",
        "line": 0,
        "column": 0,
        "key": "",
        "message": {"id": "5 melebihi 4", "en": "5 is above 4"},
        "hint": {"id": "turunkan 5", "en": "lower 5"},
        "details": {"found": "5", "top": "4", "nearest": ""},
    }

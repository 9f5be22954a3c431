"""Every way in which a plugin can be broken: it is listed, its owner is named, and the others still load."""

import importlib

import pytest

from scoring.codec.messages import render

HEAD = """
from scoring import hookimpl
from scoring.model.method import Aggregation, Consensus, Reader, ValueFunction, Writer
from scoring.model.rubric import Criterion, Rubric
"""
GOOD = f"""{HEAD}
@hookimpl
def scoring_consensus_rules():
    yield Consensus(name="good", apply=lambda marks, chair: marks[..., 0])
"""


def hook(body, name="scoring_aggregations", arguments="", mark="@hookimpl"):
    return f"{HEAD}\n{mark}\ndef {name}({arguments}):\n    {body}\n"


def rule(name):
    return f"yield Aggregation(name={name!r}, apply=min)"


IMPORTS = {
    "an exception": ("1 / 0", "ZeroDivisionError: division by zero"),
    "a missing module": ("import no_such_thing", "ModuleNotFoundError: No module named 'no_such_thing'"),
    "a slip in the syntax": ("def f(:\n    pass", "SyntaxError"),
    "the end of the process": ("raise SystemExit(0)", "SystemExit: 0"),
    "a recursion": ("def f():\n    f()\nf()", "RecursionError"),
}

FAULTS = {
    "a misspelt hook": (hook(rule("x"), "scoring_agregations"), "plugin-unknown-hook", {"hook": "scoring_agregations", "nearest": "scoring_aggregations"}),
    "a hook without its mark": (hook(rule("x"), mark=""), "plugin-hook-unmarked", {"hook": "scoring_aggregations"}),
    "a misspelt hook without its mark": (hook(rule("x"), "scoring_rubric", mark=""), "plugin-hook-unmarked", {"hook": "scoring_rubric"}),
    "a hook with an argument": (hook(rule("x"), arguments="edition"), "plugin-wrong-hook", {}),
    "a hook that raises": (hook("raise ValueError('no')"), "plugin-hook-failed", {"hook": "scoring_aggregations", "cause": "ValueError: no"}),
    "a hook that raises on the way": (hook(f"{rule('x')}\n    raise KeyError('no')"), "plugin-hook-failed", {"cause": "KeyError: 'no'"}),
    "a hook that ends the process": (hook("raise SystemExit(0)"), "plugin-hook-failed", {"cause": "SystemExit: 0"}),
    "a hook that gives nothing": (hook("return None"), "plugin-hook-failed", {"cause": "TypeError: 'NoneType' object is not iterable"}),
    "a record and no list of them": (hook("return Aggregation(name='x', apply=min)"), "plugin-hook-failed", {}),
    "another kind of record": (hook("yield Consensus(name='x', apply=min)"), "plugin-wrong-record", {"found": "Consensus", "allowed": "Aggregation"}),
    "no record at all": (hook("yield 'x'"), "plugin-wrong-record", {"found": "str", "allowed": "Aggregation"}),
    "the class of a record": (hook("yield Aggregation"), "plugin-wrong-record", {"found": "type"}),
    "a rule without a function": (hook("yield Aggregation(name='x', apply='min')"), "plugin-wrong-record", {}),
    "parameters of no known form": (hook("yield Aggregation(name='x', apply=min, parameters=dict)"), "plugin-wrong-record", {}),
    "parameters as an instance": (hook("yield Aggregation(name='x', apply=min, parameters={'a': 1})"), "plugin-wrong-record", {}),
    "unknown inputs": (hook("yield ValueFunction(name='x', apply=min, inputs=('year',))", "scoring_value_functions"), "plugin-wrong-record", {}),
    "inputs as text": (hook("yield ValueFunction(name='x', apply=min, inputs='of')", "scoring_value_functions"), "plugin-wrong-record", {}),
    "a reader of no files": (hook("yield Reader(name='x', suffixes=('.x',), read=None)", "scoring_readers"), "plugin-wrong-record", {}),
    "a reader of a text": (hook("yield Reader(name='x', suffixes='.x', read=min)", "scoring_readers"), "plugin-wrong-record", {}),
    "a writer of nothing": (hook("yield Writer(name='x', suffix='.x', write=None)", "scoring_writers"), "plugin-wrong-record", {}),
    "a name with a space": (hook(rule("my rule")), "plugin-bad-name", {"name": "my rule"}),
    "a name in capitals": (hook(rule("Rule")), "plugin-bad-name", {"name": "Rule"}),
    "a name with a hyphen": (hook(rule("my-rule")), "plugin-bad-name", {"name": "my-rule"}),
    "an empty name": (hook(rule("")), "plugin-bad-name", {"name": ""}),
    "a name with an empty part": (hook(rule("a..b")), "plugin-bad-name", {"name": "a..b"}),
    "a name with a line feed": (hook(rule("rule\n")), "plugin-bad-name", {"name": "rule\n"}),
    "a name with a terminal code": (hook(rule("a\x1b[31mb")), "plugin-bad-name", {"name": "a\x1b[31mb"}),
    "a name that is no text": (hook(rule(7)), "plugin-bad-name", {"name": "7"}),
    "a rubric with a bad id": (hook("yield Rubric(format='scoring-rubric/1', id='My Rubric', criteria={'x': Criterion()})", "scoring_rubrics"), "plugin-bad-name", {"name": "My Rubric"}),
    "a rubric as a table": (hook("yield {'id': 'x'}", "scoring_rubrics"), "plugin-wrong-record", {"found": "dict", "allowed": "Rubric"}),
    "a name taken by a built-in": (hook(rule("minimum")), "plugin-name-taken", {"kind": "aggregation", "name": "minimum", "first": "built-in aggregations (scoring 9.9)", "second": "bad (bad-package 3.0)"}),
    "a name used twice by itself": (hook(f"{rule('x')}; {rule('x')}"), "plugin-name-taken", {"name": "x", "first": "bad (bad-package 3.0)", "second": "bad (bad-package 3.0)"}),
}  # fmt: skip


@pytest.mark.parametrize("case", IMPORTS)
def test_a_plugin_that_does_not_load_is_told_with_its_cause(shelf, loaded, case):
    source, cause = IMPORTS[case]
    shelf.put("bad-package", {"bad": "bad_plugin"}, version="3.0", bad_plugin=source)
    (item,) = loaded().problems
    assert item.code == "plugin-not-loaded"
    assert item.details["owner"] == "bad (bad-package 3.0)"
    assert item.details["cause"].startswith(cause)


def test_a_module_or_an_attribute_that_does_not_exist_is_told(shelf, loaded):
    shelf.put(
        "bad-package",
        {"a": "bad_nowhere", "b": "bad_plugin:missing", "c": "bad_plugin.not.there"},
        bad_plugin="",
    )
    found = [(item.code, item.details["owner"], item.place.key) for item in loaded().problems]
    assert found == [
        ("plugin-not-loaded", "a (bad-package 1.0)", "bad_nowhere"),
        ("plugin-not-loaded", "b (bad-package 1.0)", "bad_plugin:missing"),
        ("plugin-not-loaded", "c (bad-package 1.0)", "bad_plugin.not.there"),
    ]


@pytest.mark.parametrize("case", FAULTS)
def test_a_fault_is_told_with_its_owner(shelf, loaded, case):
    source, code, details = FAULTS[case]
    shelf.put("bad-package", {"bad": "bad_plugin"}, version="3.0", bad_plugin=source)
    shelf.put("good-package", {"good": "good_plugin"}, good_plugin=GOOD)
    found = loaded()
    (item,) = found.problems
    assert item.code == code
    assert {key: item.details[key] for key in details} == details
    assert "bad (bad-package 3.0)" in {item.details.get("owner"), item.details.get("second")}
    # it is listed, and its neighbour works
    assert {
        str(entry.owner): len(entry.problems)
        for entry in found.statuses
        if entry.owner.distribution != "scoring"
    } == {
        "bad (bad-package 3.0)": 1,
        "good (good-package 1.0)": 0,
    }
    assert "good" in found.registry.consensus_rules
    assert found.registry.aggregations.owners["minimum"].distribution == "scoring"
    texts = [render(item, language=language) for language in ("en", "id")]
    assert texts[0] != texts[1]
    assert all("bad (bad-package 3.0)" in text and "\x1b" not in text for text in texts)


def test_several_faults_of_one_plugin_come_at_once(shelf, loaded):
    source = (
        hook(rule("Bad"))
        + hook(rule("x"), "scoring_agregations").replace(HEAD, "")
        + hook("yield 1", "scoring_rubrics").replace(HEAD, "")
        + hook("pass", "scoring_writer", mark="").replace(HEAD, "")
    )
    shelf.put("bad-package", {"bad": "bad_plugin"}, bad_plugin=source)
    assert sorted(item.code for item in loaded().problems) == [
        "plugin-bad-name",
        "plugin-hook-unmarked",
        "plugin-unknown-hook",
        "plugin-wrong-record",
    ]


def test_two_packages_that_claim_one_name_are_both_named(shelf, loaded):
    shelf.put("first-package", {"p": "first_plugin"}, first_plugin=hook(rule("mine")))
    shelf.put("second-package", {"p": "second_plugin"}, version="2.0", second_plugin=hook(rule("mine")))
    found = loaded()
    (item,) = found.problems
    assert (item.code, item.details["first"], item.details["second"]) == (
        "plugin-name-taken",
        "p (first-package 1.0)",
        "p (second-package 2.0)",
    )
    assert found.registry.aggregations.owners["mine"].distribution == "first-package"


def test_methods_of_different_kinds_may_share_a_name(shelf, loaded):
    shelf.put(
        "package",
        {"p": "some_plugin"},
        some_plugin=hook("yield Consensus(name='minimum', apply=min)", "scoring_consensus_rules"),
    )
    assert loaded().problems == ()


def test_one_package_may_have_two_entry_points_on_one_module_only_with_different_names(shelf, loaded):
    shelf.put("package", {"a": "some_plugin", "b": "some_plugin"}, some_plugin=hook(rule("mine")))
    (item,) = loaded().problems
    assert (item.details["first"], item.details["second"]) == ("a (package 1.0)", "b (package 1.0)")


def test_a_package_left_behind_half_removed_is_told_and_hides_no_other(shelf, loaded):
    shelf.put("half-package", {"half": "half_plugin"}, metadata=False)
    shelf.put("good-package", {"good": "good_plugin"}, good_plugin=GOOD)
    found = loaded()
    assert "good" in found.registry.consensus_rules
    (item,) = found.problems
    assert item.code == "plugin-not-loaded"
    assert "half" in item.details["owner"]


def test_a_plugin_from_a_zip_file_loads(shelf, loaded, monkeypatch):
    import zipfile

    with zipfile.ZipFile(shelf.folder / "zipped.zip", "w") as archive:
        archive.writestr("zipped_plugin.py", hook(rule("zipped")))
    monkeypatch.syspath_prepend(shelf.folder / "zipped.zip")
    shelf.put("zipped", {"zipped": "zipped_plugin"})
    found = loaded()
    assert found.problems == ()
    assert found.registry.aggregations.owners["zipped"].sha256


def test_control_signals_pass_through(shelf, loaded):
    shelf.put("bad-package", {"bad": "bad_plugin"}, bad_plugin="raise KeyboardInterrupt")
    with pytest.raises(KeyboardInterrupt):
        loaded()


def test_another_finder_of_packages_changes_nothing_of_that(shelf, loaded):
    # Dask brings it; once imported it finds packages before the standard library does
    importlib.import_module("importlib_metadata")
    test_a_package_left_behind_half_removed_is_told_and_hides_no_other(shelf, loaded)

import pytest
from attrs import evolve

from scoring.codec.messages import render, severity
from scoring.model.registry import Owner
from scoring.store import Current, compare_inputs


@pytest.fixture
def current(manifest):
    return Current(
        edition=manifest.edition.sha256,
        inputs={item.path: item.sha256 for item in manifest.inputs},
        rubrics={item.id: item.sha256 for item in manifest.rubrics},
        plugins=manifest.plugins,
        software={"scoring": manifest.engine, **manifest.software},
    )


def told(manifest, current):
    return [(item.code, item.details.get("name", "")) for item in compare_inputs(manifest, current)]


def test_nothing_changed(manifest, current):
    assert compare_inputs(manifest, current) == []


def test_every_change_of_input_is_named(manifest, current):
    inputs = {"marks.csv": "f" * 64, "new.csv": "a" * 64}
    assert told(manifest, evolve(current, inputs=inputs)) == [
        ("run-input-missing", "cities.csv"),
        ("run-input-changed", "marks.csv"),
        ("run-input-new", "new.csv"),
    ]


def test_every_change_of_rubric_is_named(manifest, current):
    rubrics = {"society": "f" * 64, "branding": "a" * 64}
    assert told(manifest, evolve(current, rubrics=rubrics)) == [
        ("run-rubric-new", "branding"),
        ("run-rubric-missing", "governance"),
        ("run-rubric-changed", "society"),
    ]


@pytest.mark.parametrize("change", [{"version": "1.3"}, {"sha256": "9" * 64}])
def test_a_plugin_changes_by_version_or_content(manifest, current, change):
    plugins = (evolve(manifest.plugins[0], **change),)
    assert told(manifest, evolve(current, plugins=plugins)) == [
        ("run-plugin-changed", "regions (regions-rubrics)")
    ]


def test_plugins_that_came_or_went_are_named(manifest, current):
    assert told(manifest, evolve(current, plugins=(Owner(name="rubrics/mine.py", sha256="0"),))) == [
        ("run-plugin-missing", "regions (regions-rubrics)"),
        ("run-plugin-new", "rubrics/mine.py"),
    ]


def test_the_edition_itself_may_be_changed_or_gone(manifest, current):
    for edition, code in (("f" * 64, "run-edition-changed"), ("", "run-edition-missing")):
        (found,) = compare_inputs(manifest, evolve(current, edition=edition))
        assert found.code == code
        assert found.place.file == "../edition/edition.toml"


def test_another_version_of_the_software_is_a_note(manifest, current):
    changed = evolve(current, software={"scoring": "0.2.0", "python": "3.11.7"})
    found = compare_inputs(manifest, changed)
    assert [(item.details["name"], item.details["allowed"], item.details["found"]) for item in found] == [
        ("polars", "2.1.0", ""),
        ("scoring", "0.1.0", "0.2.0"),
    ]
    assert {severity(item) for item in found} == {"note"}
    assert render(found[1], language="en") == "the run was made with scoring 0.1.0, this is 0.2.0"

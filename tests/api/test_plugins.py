"""The list of plugins: it works whatever is broken, and names owner and cause."""

from __future__ import annotations

from scoring import api
from scoring.codec.messages import render

SOUND = """
from scoring import hookimpl
from scoring.model.method import Aggregation
import numpy as np

@hookimpl
def scoring_aggregations():
    yield Aggregation(name="best_two", apply=lambda values, weights: np.sort(values)[..., -2:].mean(axis=-1))
"""


def told(statuses):
    return {
        str(item.owner): [render(problem).splitlines()[0] for problem in item.problems]
        for item in statuses
        if item.owner.distribution != "scoring"
    }


def test_without_an_edition_there_are_the_built_ins(package):
    statuses = api.plugins()
    assert {item.owner.distribution for item in statuses} == {"scoring"}
    assert {name for item in statuses for name in item.hooks} == {
        "scoring_aggregations",
        "scoring_consensus_rules",
        "scoring_imputations",
        "scoring_normalisations",
        "scoring_readers",
        "scoring_treatments",
        "scoring_value_functions",
        "scoring_weightings",
        "scoring_writers",
    }
    assert not any(item.problems for item in statuses)


def test_broken_packages_and_broken_files_stand_in_the_list_beside_sound_ones(small, package):
    package("broken-rules", "raise RuntimeError('out of order')\n")
    package("sound-rules", SOUND)
    small.write("rubrics/a.py", "def x(:\n")
    small.write("rubrics/b.py", SOUND.replace("best_two", "best_pair"))
    small.write("rubrics/c.py", SOUND.replace("scoring_aggregations", "scoring_agregations"))
    statuses = api.plugins(small.path)
    assert told(statuses) == {
        "broken_rules (broken-rules 1.0)": [
            "broken_rules  plugin broken_rules (broken-rules 1.0) does not load: RuntimeError: out of order [plugin-not-loaded]"
        ],
        "sound_rules (sound-rules 1.0)": [],
        "rubrics/a.py": [
            "rubrics/a.py  plugin rubrics/a.py does not load: SyntaxError: invalid syntax (a.py, line 1)"
        ],
        "rubrics/b.py": [],
        "rubrics/c.py": [
            "plugin rubrics/c.py: there is no hook scoring_agregations; did you mean 'scoring_aggregations'?"
        ],
    }
    records = {str(item.owner): item.records for item in statuses}
    assert records["sound_rules (sound-rules 1.0)"] == ("aggregation best_two",)
    assert records["rubrics/b.py"] == ("aggregation best_pair",)


def test_a_name_claimed_twice_names_both_owners(small, package):
    package("sound-rules", SOUND)
    small.write("rubrics/b.py", SOUND)
    found = told(api.plugins(str(small.path)))
    assert found["rubrics/b.py"] == [
        "the aggregation best_two is claimed twice: by sound_rules (sound-rules 1.0) and by rubrics/b.py"
    ]


def test_an_edition_whose_rules_are_broken_still_lists_its_plugins(small):
    small.write("edition.toml", "this is = no toml [")
    small.write("rubrics/b.py", SOUND)
    assert told(api.plugins(small.path)) == {"rubrics/b.py": []}


def test_a_folder_that_is_not_there_brings_nothing(tmp_path):
    assert told(api.plugins(tmp_path / "nowhere")) == {}


def test_every_plugin_has_the_hash_of_its_source(small):
    small.write("rubrics/b.py", SOUND)
    assert all(len(item.owner.sha256) == 64 for item in api.plugins(small.path))

import hashlib
from pathlib import Path

import pytest

import scoring.methods.aggregations
from scoring.errors import Exit, PluginError

RULES = """
    from scoring import hookimpl
    from scoring.model.method import Aggregation, Consensus

    @hookimpl
    def scoring_aggregations():
        yield Aggregation(name="middle", apply=lambda values, weights: values[..., 0])

    @hookimpl
    def scoring_consensus_rules():
        return [Consensus(name="{name}", apply=lambda marks, chair: marks[..., 0])]
"""


def test_built_ins_come_first_with_the_version_and_the_hash_of_their_source(loaded):
    found = loaded()
    assert [str(item.owner) for item in found.statuses][:10] == [
        f"built-in {name} (scoring 9.9)"
        for name in (
            "aggregations",
            "ranking_methods",
            "consensus_rules",
            "value_functions",
            "normalisations",
            "treatments",
            "imputations",
            "weightings",
            "judgements",
            "files",
        )
    ]
    source = Path(scoring.methods.aggregations.__file__).read_bytes()
    assert found.statuses[0].owner.sha256 == hashlib.sha256(source).hexdigest()
    assert "aggregation weighted_mean" in found.statuses[0].records
    assert found.statuses[0].hooks == ("scoring_aggregations",)
    assert found.sound() is found


def test_a_package_brings_its_records_under_its_name(shelf, loaded, status):
    shelf.put(
        "scoring-middle", {"middle": "middle_rules"}, version="2.5", middle_rules=RULES.format(name="first")
    )
    found = status()
    assert str(found.owner) == "middle (scoring-middle 2.5)"
    assert found.owner.sha256 == hashlib.sha256((shelf.folder / "middle_rules.py").read_bytes()).hexdigest()
    assert set(found.hooks) == {"scoring_aggregations", "scoring_consensus_rules"}
    assert set(found.records) == {"aggregation middle", "consensus rule first"}
    assert found.problems == ()
    registry = loaded().sound().registry
    assert registry.aggregations.owners["middle"] == found.owner
    assert registry.consensus_rules["first"].name == "first"
    assert "weighted_mean" in registry.aggregations


def test_packages_are_loaded_by_distribution_and_name_whatever_the_order_of_installation(shelf, loaded):
    shelf.put("zeta", {"b": "zeta_b", "a": "zeta_a"}, zeta_a="", zeta_b="")
    shelf.put("alpha", {"z": "alpha_z"}, alpha_z="")
    found = [str(item.owner) for item in loaded().statuses if item.owner.distribution != "scoring"]
    assert found == ["z (alpha 1.0)", "a (zeta 1.0)", "b (zeta 1.0)"]


def test_a_plugin_may_be_an_object_of_a_module(shelf, status):
    source = """
        from scoring import hookimpl
        from scoring.model.method import Consensus

        class Plugin:
            @hookimpl
            def scoring_consensus_rules(self):
                yield Consensus(name="first", apply=lambda marks, chair: marks[..., 0])

        plugin = Plugin()
    """
    shelf.put("objects", {"object": "object_plugin:plugin"}, object_plugin=source)
    found = status()
    assert found.records == ("consensus rule first",)
    assert found.owner.sha256 == hashlib.sha256((shelf.folder / "object_plugin.py").read_bytes()).hexdigest()


def test_a_plugin_without_hooks_is_listed(shelf, status):
    shelf.put("silent", {"silent": "silent_plugin"}, silent_plugin="A = 1")
    found = status()
    assert (found.hooks, found.records, found.problems) == ((), (), ())


def test_entry_points_of_other_programs_are_left_alone(shelf, loaded):
    shelf.put("other", {"x": "other_plugin"}, other_plugin="raise RuntimeError")
    info = shelf.folder / "other-1.0.dist-info" / "entry_points.txt"
    info.write_text(
        "[scoring.more]\nx = other_plugin\n[console_scripts]\nscoring2 = other_plugin:main\n",
        encoding="utf-8",
    )
    assert [item for item in loaded().statuses if item.owner.distribution != "scoring"] == []


def test_sound_raises_all_problems_of_all_plugins_with_the_exit_code_of_plugins(shelf, loaded):
    shelf.put("one", {"one": "one_broken"}, one_broken="1 / 0")
    shelf.put("two", {"two": "two_broken"}, two_broken="import no_such_module")
    with pytest.raises(PluginError) as caught:
        loaded().sound()
    assert [item.details["owner"] for item in caught.value.problems] == ["one (one 1.0)", "two (two 1.0)"]
    assert caught.value.exit_code == Exit.PLUGIN

import json
from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace

import polars as pl
import pytest
from attrs import evolve

from scoring.cli import schema
from scoring.codec.schema import KINDS
from scoring.errors import Place, RejectedError, problem
from scoring.model.difference import Change, Difference, Moved
from scoring.model.edition import Band, Edition, Publish, Scheme
from scoring.model.explanation import Cell, Explanation, Part
from scoring.model.registry import Owner
from scoring.model.text import Text
from scoring.plugins import PluginStatus

BROKEN = problem("plugin-not-loaded", owner="bad (bad-rubrics 1.0)", cause="ImportError")


def data_of(answer):
    envelope = json.loads(answer.out)
    assert envelope["schema"] == "scoring-answer/1"
    return envelope["data"]


@pytest.fixture
def ranked(api, tmp_path):
    """Make `scoring run` find three cities, one of them withdrawn."""
    frame = pl.DataFrame(
        {
            "rank": [1, 2, None],
            "code": ["11.10", "11.02", "11.03"],
            "name": ["Kota Wena", "Lira\x1b[31m", "Nusa"],
            "state": ["ranked", "ranked", "withdrawn"],
            "index": [3.5, 2.25, None],
            "coverage": [1.0, 0.995, 0.0],
            "band_level": ["high", None, None],
            "improvement": pl.Series([None, None, None], dtype=pl.Float64),
        }
    )
    band = Band(of="index", name=Text(en="Level", id="Tingkat"), names={"high": Text(en="High", id="Tinggi")})
    edition = Edition(
        format="scoring-edition/1", id="e", year=2024, bands={"level": band}, publish=Publish(decimals=2)
    )
    result = SimpleNamespace(
        scheme=Scheme(edition=edition, rubrics={}),
        bandings={"level": None},
        ratings=SimpleNamespace(notes=()),
        flags=(1, 2, 3),
    )

    def write(out):
        target = tmp_path / out
        target.mkdir()
        for name in ("ranking.csv", "manifest.json", "summary.en.md", "ranking.en.xlsx"):
            (target / name).touch()
        return target

    run = SimpleNamespace(ranking=lambda: frame, result=result, write=write)
    api.open_edition = lambda _: SimpleNamespace(run=lambda: run)
    return tmp_path / "out"


def test_run_shows_the_head_of_the_ranking_and_where_the_outputs_lie(cli, ranked):
    answer = cli("run", "e", "--out", "out")
    assert answer.code == 0
    assert answer.out.splitlines() == [
        "     Rank  Code   City          Index  Level  Coverage",
        "---------  -----  ------------  -----  -----  --------",
        "        1  11.10  Kota Wena      3.50  High      100 %",
        r"        2  11.02  Lira\x1b[31m   2.25             99 %",
        "withdrawn  11.03  Nusa              –              0 %",
    ]
    assert answer.err == (
        f"remarks on the data: 3, listed in flags.csv\nwritten to {ranked} (files: 4); to read: ranking.en.xlsx, summary.en.md\n"
    )


def test_run_speaks_indonesian_with_a_decimal_comma(cli, ranked):
    lines = cli("run", "e", "--out", "out", "--lang", "id").out.splitlines()
    assert lines[0].split() == ["Peringkat", "Kode", "Kota/kabupaten", "Indeks", "Tingkat", "Cakupan", "data"]
    assert "3,50  Tinggi" in lines[2]
    assert lines[4].startswith("mengundurkan diri  11.03")


def test_run_shows_as_many_cities_as_asked(cli, ranked):
    assert len(cli("run", "e", "--out", "out", "--top", "1").out.splitlines()) == 3


def test_run_gives_programs_the_rows_with_none_for_what_is_missing(cli, ranked):
    data = data_of(cli("run", "e", "--out", "out", "--format", "json"))
    assert data["run"] == str(ranked)
    assert data["files"] == ["manifest.json", "ranking.csv", "ranking.en.xlsx", "summary.en.md"]
    assert [row["code"] for row in data["ranking"]] == ["11.10", "11.02", "11.03"]
    assert data["ranking"][2]["index"] is None


def test_run_passes_on_that_the_folder_exists(cli, ranked):
    ranked.mkdir()
    answer = cli("run", "e", "--out", "out")
    assert answer.code == 3
    assert "the system refuses: File exists" in answer.err


def test_check_says_how_much_was_read(cli, api):
    found = SimpleNamespace(files=12, rows=230000, cities=514, criteria=72, notes=())
    api.open_edition = lambda _: SimpleNamespace(check=lambda: found)
    assert cli("check", "e") == (
        0,
        "e is sound (cities: 514, criteria: 72, files: 12, rows: 230,000, remarks: 0)\n",
        "",
    )


def test_check_shows_the_first_remarks_of_each_kind_unless_all_are_asked_for(cli, api):
    notes = (
        *(problem("run-remarks", count=count) for count in range(5)),
        problem("usage-other", command="c", cause="x"),
    )
    found = SimpleNamespace(files=0, rows=0, cities=0, criteria=0, notes=notes)
    api.open_edition = lambda _: SimpleNamespace(check=lambda: found)
    shown = cli("check", "e").err.splitlines()
    assert [line.split(",")[0] for line in shown[:4]] == [
        "remarks on the data: 0",
        "remarks on the data: 1",
        "remarks on the data: 2",
        "... and 2 more of this kind (--all shows them)",
    ]
    assert shown[4] == "c: x"
    assert sum("remarks on the data" in line for line in cli("check", "e", "--all").err.splitlines()) == 5
    assert len(json.loads(cli("check", "e", "--format", "json").out)["warnings"]) == 6


@pytest.mark.parametrize(
    ("found", "code", "out", "err"),
    [
        ([], 0, "r holds: the replay gives the same bytes\n", ""),
        (
            [problem("run-remarks", count=1)],
            0,
            "r holds: the replay gives the same bytes\n",
            "remarks on the data: 1",
        ),
        ([problem("system-refused", path="p", cause="c")], 3, "", "p: the system refuses: c"),
    ],
    ids=["holds", "holds with a note", "does not hold"],
)
def test_verify_says_whether_the_run_holds(cli, api, found, code, out, err):
    asked = []
    api.verify = lambda run, edition: asked.append((run, edition)) or found
    answer = cli("verify", "r", "--edition", "e")
    assert (answer.code, answer.out) == (code, out)
    assert answer.err.startswith(err)
    assert asked == [(Path("r"), Path("e"))]
    envelope = json.loads(cli("verify", "r", "--format", "json").out)
    assert envelope["data"] == {"run": "r", "holds": code == 0}
    assert envelope["ok"] is (code == 0)


@pytest.fixture
def explained(api):
    """Make `scoring explain` find two cities with one criterion each."""
    place = Place(file="marks.xlsx", sheet="s", cell="C2")
    cell = Cell(evaluator="E1", type="academic", stage="", value=3.0, state="", place=place)
    leaf = Part(
        id="a",
        kind="leaf",
        depth=1,
        score=3.0,
        coverage=1.0,
        weight=Fraction(1, 3),
        effective=Fraction(1),
        contribution=Fraction(3),
        cells=(cell,),
    )
    root = Part(
        id="index",
        kind="node",
        depth=0,
        score=3.0,
        coverage=1 / 3,
        weight=Fraction(1),
        effective=Fraction(1),
        contribution=Fraction(3),
        parts=(leaf,),
    )
    found = Explanation(code="11.01", name="Kota Wena", state="ranked", rank=1.0, root=root)
    asked = []

    def explain(city, against):
        asked.append((city, against))
        return evolve(found, against=evolve(found, code="11.02") if against else None)

    api.load_run = lambda _: SimpleNamespace(explain=explain)
    return asked


def test_explain_shows_the_way_to_the_cell(cli, explained):
    answer = cli("explain", "r", "11.01")
    assert (answer.code, answer.err) == (0, "")
    assert "marks.xlsx!s!C2" in answer.out
    assert "3,0000" in cli("explain", "r", "11.01", "--lang", "id").out
    assert explained == [("11.01", None)] * 2


def test_explain_gives_programs_exact_shares_and_places_as_text(cli, explained):
    data = data_of(cli("explain", "r", "Kota Wena", "--against", "11.02", "--format", "json"))
    assert explained == [("Kota Wena", "11.02")]
    assert data["against"]["code"] == "11.02"
    (leaf,) = data["root"]["parts"]
    assert (leaf["weight"], leaf["contribution"], leaf["score"]) == ("1/3", "3", 3.0)
    assert leaf["cells"][0]["place"] == "marks.xlsx!s!C2"


def moved(code, before, after, rank_before=1.0, rank_after=1.0, **parts):
    parts = {"data": None, "weights": None, "method": None, **parts}
    return Moved(
        code=code,
        name=f"Kota {code}",
        before=before,
        after=after,
        rank_before=rank_before,
        rank_after=rank_after,
        **parts,
    )


@pytest.fixture
def different(api):
    changes = [
        Change(cause="data", what="11.02 policy", before="3.0", after="\x07"),
        Change(cause="weights", what="w", before="", after="0.5"),
    ]
    cities = (
        moved("11.01", 3.0, 3.0),
        moved("11.02", 2.0, 2.5, 3.0, 2.0, data=0.25, weights=0.25, method=0.0),
        moved("11.03", 2.25, 2.0, 2.0, 3.0, data=-0.25, weights=0.0, method=0.0),
        moved("11.04", None, 1.0, None, 4.0),
    )
    api.diff = lambda *_: Difference(cities=cities, changes=tuple(changes))


def test_diff_shows_the_largest_moves_first_and_what_made_them(cli, different):
    answer = cli("diff", "a", "b")
    assert (answer.code, answer.err) == (0, "")
    lines = answer.out.splitlines()
    assert lines[0] == "3 of 4 cities moved; the largest moves first:"
    assert [line.split()[0] for line in lines[4:7]] == ["11.02", "11.03", "11.04"]
    assert lines[4].split()[3:] == [
        "3",
        ">",
        "2",
        "2.0000",
        "2.5000",
        "+0.5000",
        "+0.2500",
        "+0.2500",
        "+0.0000",
    ]
    assert lines[8:] == [
        "Changed: cells 1, weights 1.",
        r"  data     11.02 policy: 3.0 > \x07",
        "  weights  w: - > 0.5",
    ]


def test_diff_says_how_much_it_leaves_out(cli, different):
    lines = cli("diff", "a", "b", "--top", "1").out.splitlines()
    assert "... and 2 more (--top 3)" in lines
    assert "... and 1 more (--top 2)" in lines
    assert len(data_of(cli("diff", "a", "b", "--top", "1", "--format", "json"))["cities"]) == 4


def test_diff_of_the_same_says_so(cli, api):
    api.diff = lambda *_: Difference(cities=(moved("11.01", 3.0, 3.0),), changes=())
    assert cli("diff", "a", "b").out == "No index or rank moved.\n"


@pytest.fixture
def statuses(api):
    sound = PluginStatus(
        owner=Owner(name="extra", distribution="extra-rubrics", version="1.2", sha256="ab"),
        hooks=("scoring_rubrics",),
        records=("rubric governance",),
    )
    broken = PluginStatus(
        owner=Owner(name="bad", distribution="bad-rubrics", version="1.0"), problems=(BROKEN,)
    )
    api.plugins = lambda edition: (sound, broken) if edition else (sound,)


def test_plugins_are_listed_with_owner_version_and_hooks(cli, statuses):
    answer = cli("plugins")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.splitlines()[2].split() == ["extra", "extra-rubrics", "1.2", "sound", "rubrics", "1"]
    assert answer.out.endswith("Names:\n  rubric: governance\n")


def test_a_broken_plugin_is_listed_beside_the_sound_ones(cli, statuses):
    answer = cli("plugins", "edition")
    assert answer.code == 4
    assert [line.split()[0] for line in answer.out.splitlines()[2:4]] == ["extra", "bad"]
    assert "broken" in answer.out
    assert answer.err.startswith("plugin bad (bad-rubrics 1.0) does not load: ImportError")


def test_a_broken_plugin_is_told_to_programs_with_all_the_others(cli, statuses):
    envelope = json.loads(cli("plugins", "edition", "--format", "json").out)
    assert envelope["ok"] is False
    assert [status["owner"]["name"] for status in envelope["data"]] == ["extra", "bad"]
    assert [error["code"] for error in envelope["errors"]] == ["plugin-not-loaded"]


def test_the_rubric_library_is_listed_in_both_languages(cli, api):
    title = Text(en="Human development", id="Pembangunan manusia")
    api.library = lambda: (SimpleNamespace(name="ipm-2010", path=Path("l/ipm-2010"), title=title),)
    assert cli("rubrics").out.splitlines()[2] == "ipm-2010  Human development  l/ipm-2010"
    assert "Pembangunan manusia" in cli("rubrics", "--lang", "id").out
    (item,) = data_of(cli("rubrics", "--format", "json"))
    assert item == {"name": "ipm-2010", "title": {"id": title.id, "en": title.en}, "path": "l/ipm-2010"}


def test_new_makes_an_edition_and_says_what_to_try_next(cli, api):
    asked = []
    api.new_edition = lambda path, **settings: asked.append(settings) or path
    assert cli("new", "edition", "mine") == (0, "mine is made; try: scoring check mine\n", "")
    assert cli("new", "edition", "mine", "--from", "spbe-2020").code == 0
    assert asked == [{}, {"template": "spbe-2020"}]


def test_new_makes_a_rubric_in_an_edition(cli, api):
    api.new_rubric = lambda path: path
    assert (
        cli("new", "rubric", "mine/rubrics/a.toml").out
        == "mine/rubrics/a.toml is made; try: scoring check mine\n"
    )


def test_new_passes_on_why_nothing_was_made(cli, api):
    def refuse(_):
        raise RejectedError([problem("system-refused", path="mine", cause="exists")])

    api.new_edition = refuse
    answer = cli("new", "edition", "mine", "--format", "json")
    assert json.loads(answer.out)["errors"][0]["details"]["path"] == "mine"


def test_schema_prints_the_schema_itself(cli):
    assert tuple(KINDS) == schema.KINDS
    for kind in KINDS:
        answer = cli("schema", kind)
        assert (answer.code, answer.err) == (0, "")
        assert json.loads(answer.out)["$schema"].startswith("https://json-schema.org/")

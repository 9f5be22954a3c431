"""Reference points that a run wrote and a later edition uses: min-max of service.online, 25, 50 and 100 percent."""

import json

import pytest

from scoring.errors import RejectedError

STEP = """
[[step]]
id = "scale"
normalise = { method = "min_max", low = 0, high = 100 }
"""


@pytest.fixture
def scaled(small):
    small.append("edition.toml", STEP)
    return small


def online(run):
    table = run.scores().filter(node="service.online").select("code", "score")
    return dict(table.rows())


def test_a_run_writes_the_points_it_found(scaled, tmp_path):
    run = scaled.run()
    # 100 (x - 25) / 75, then linear 0..100 -> 0..4: 50 -> 4/3, 100 -> 4, 25 -> 0
    assert online(run) == pytest.approx({"11.01": 4 / 3, "11.10": 4, "11.1A": 0, "12.01": None})
    data = json.loads((run.write(tmp_path / "run") / "references.json").read_text())
    assert data["steps"]["scale"]["items"] == ["service.online"]
    assert sorted(data["steps"]["scale"]["points"].values()) == [[25], [100]]


def test_another_year_is_scored_on_the_points_of_the_first(scaled, tmp_path):
    written = scaled.run().write(tmp_path / "run") / "references.json"
    later = scaled.copy(tmp_path / "later")
    later.write("references/2024.json", written.read_bytes())
    later.append("edition.toml", 'reference = "references/2024.json"\n')
    later.replace("measures.csv", "11.10,service.online,100", "11.10,service.online,70")
    run = later.run()
    # on the old points 70 is 60, not the new best
    assert online(run)["11.10"] == pytest.approx(0.04 * 60)
    out = run.write(tmp_path / "out")
    assert (out / "edition" / "references" / "2024.json").read_bytes() == written.read_bytes()
    import scoring

    assert scoring.verify(out) == []
    assert online(scoring.load_run(out)) == online(run)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (None, "reference-not-there"),
        (b"{", "reference-malformed"),
        (b"\xff", "reference-malformed"),
        (b'{"format": "other", "steps": {}}', "reference-malformed"),
        (b"[]", "reference-malformed"),
        (b'{"format": "scoring-references/1", "steps": {}}', "reference-lacks"),
        (
            b'{"format": "scoring-references/1", "steps": {"scale": {"method": "min_max", "items": ["a"], "points": {"best": [1, 2]}}}}',
            "reference-malformed",
        ),
        (
            b'{"format": "scoring-references/1", "steps": {"scale": {"method": "min_max", "items": ["a"], "points": {"best": [1]}}}}',
            "reference-lacks",
        ),
    ],
)
def test_a_file_that_cannot_serve_is_refused(scaled, content, code):
    if content is not None:
        scaled.write("references/old.json", content)
    scaled.append("edition.toml", 'reference = "references/old.json"\n')
    with pytest.raises(Exception) as caught:  # noqa: PT011 - of two kinds
        scaled.open()
    assert [item.code for item in caught.value.problems] == [code]


@pytest.mark.parametrize("path", ["old.json", "references/../old.json", "/etc/passwd"])
def test_a_file_outside_its_folder_is_not_read(scaled, path):
    scaled.append("edition.toml", f'reference = "{path}"\n')
    with pytest.raises(RejectedError) as caught:
        scaled.open()
    (item,) = caught.value.problems
    assert (item.code, item.place.line > 0) == ("reference-outside", True)

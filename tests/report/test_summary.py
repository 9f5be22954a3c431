import numpy as np
import pytest
from attrs import evolve

from scoring import report
from scoring.model.edition import Stages
from scoring.model.result import Winner


def written(result, language="en"):
    ((name, content),) = report.WRITERS[4].write(report.tables(result, language))
    assert name == f"summary.{language}.md"
    return content.decode("utf-8")


def section(text, heading):
    return text.split(f"## {heading}\n")[1].split("\n## ")[0]


def test_the_head_of_the_ranking(sample):
    assert "3 of 5 cities are ranked." in written(sample)
    assert section(written(sample), "Head of the ranking").strip().splitlines() == [
        "| Rank | City | Code | Index | Predicate | Improvement |",
        "| ---: | --- | --- | ---: | --- | ---: |",
        "| 1 | Kota Satu | 11.01 | 3.13 | Good | -0.07 |",
        "| 1 | Kota Dua | 11.10 | 3.13 | Good | – |",
        "| 3 | Kabupaten Tiga | 12.01 | 3.00 | Good | – |",
    ]


def test_the_same_in_indonesian_with_a_comma(sample):
    text = written(sample, "id")
    assert "3 dari 5 kota dan kabupaten diperingkat." in text
    assert "| 1 | Kota Satu | 11.01 | 3,13 | Baik | -0,07 |" in text
    assert "| Indeks contoh | Tata kelola | 75,00 % | weighted\\_mean |" in text


def test_states_awards_quality_and_weights(sample):
    text = written(sample)
    assert "| ranked | 3 |\n| incomplete | 1 |\n| withdrawn | 1 |" in section(text, "Cities by state")
    assert "| Best | Governance | Province: Riau | 1 | Kabupaten Tiga | 3.00 |" in section(
        text, "Award winners"
    )
    # 2 + 2 + 2 + 1 marks expected, 2 + 2 + 1 given, one recused, one missing (see the counts of every city)
    quality = section(text, "Data quality")
    assert "5 of 7 expected are given; 1 recused, 0 not assessable, 1 missing." in quality
    assert "Measures: 2 given of 4 that the rubrics ask for; 2 not given." in quality
    assert "Lowest coverage among the ranked cities: 38 %." in quality  # 0.375
    method = section(text, "How it was computed")
    assert "| Sample index | Governance | 75.00 % | weighted\\_mean |" in method
    assert "| Sample index | Society | 25.00 % | weighted\\_mean |" in method
    assert "| Academic | 50.00 % |" in method
    assert "| Governance | 1 | 1 | decree 1/2024 |" in method


def test_a_hostile_name_cannot_leave_its_cell(named):
    text = written(named("x|<img src=x onerror=alert(1)>\n# no heading\n`"))
    assert "| 1 | x\\|&lt;img src=x onerror=alert(1)&gt; # no heading \\` | 11.01 | 3.13 |" in text
    assert "\n# no" not in text


def test_a_long_list_of_awards_is_cut_and_says_so(sample):
    winner = Winner(award="best", node="governance", group="nation", member="nation", city=0, rank=1.0)
    text = section(written(evolve(sample, winners=(winner,) * 75)), "Award winners")
    assert text.count("| Best | Governance | Nation | 1 |") == 60
    assert "… and 15 more in `awards.csv`." in text


def test_no_award_is_said_so(sample):
    assert section(written(evolve(sample, winners=())), "Award winners").strip() == "None."


def test_nobody_ranked_is_no_crash(sample):
    nothing = evolve(sample.rankings["index", "nation"], rank=np.full(5, np.nan))
    text = written(evolve(sample, rankings={**sample.rankings, ("index", "nation"): nothing}))
    assert "0 of 5 cities are ranked." in text
    assert "Lowest coverage among the ranked cities: –." in text


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"ties": "dense"}, "none left out (1, 2, 2, 3)"),
        ({"ties": "average"}, "the mean of the ranks"),
        ({"ties": "ordinal", "key": ("-population",)}, "put in order by -population"),
        ({"ranks_from": "published"}, "Ranks come from published (rounded) scores"),
        ({"rounding": "half_even"}, "2 decimals, half rounded to even"),
        ({"rounding": "down", "decimals": 3}, "3 decimals, rounded down"),
    ],
)
def test_the_rules_stand_in_words(publishing, changes, sentence):
    assert sentence in written(publishing(**changes))


@pytest.mark.parametrize(
    ("rule", "sentence"), [("weighted", "weighted mean"), ("replace", "replaces the earlier")]
)
def test_stages_are_named(sample, rule, sentence):
    edition = evolve(sample.scheme.edition, stages=Stages(order=("one", "two"), rule=rule))
    text = written(evolve(sample, scheme=evolve(sample.scheme, edition=edition)))
    assert (
        f"Stages one, two: {'the latest stage that has a score ' if rule == 'replace' else ''}{sentence}"
        in text
    )

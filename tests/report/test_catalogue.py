"""Every text stands in both languages, and every text is used."""

import re
from fractions import Fraction
from pathlib import Path
from typing import get_args

import numpy as np
import pytest
from attrs import evolve

from scoring import report
from scoring.errors import Place
from scoring.model.edition import CITY_STATES, Basis, EvaluatorType, Rounding, Stages, TieRule
from scoring.model.explanation import Cell, Explanation, Part
from scoring.model.method import Use
from scoring.model.ratings import InputFile
from scoring.model.result import Chosen, StepOutcome, Winner
from scoring.model.step import Step
from scoring.report import catalogue

SOURCES = Path(report.__file__).parent
KINDS = ("cities", "evaluators", "panels", "marks", "measures", "history")


@pytest.mark.parametrize("key", catalogue.texts())
def test_a_text_stands_in_both_languages_with_the_same_blanks(key):
    text = catalogue.texts()[key]
    assert text.id
    assert text.en
    assert set(re.findall(r"{(\w+)}", text.id)) == set(re.findall(r"{(\w+)}", text.en))


def test_the_languages_differ():
    same = {key for key, text in catalogue.texts().items() if text.id == text.en}
    assert same == {"sheet.metadata", "explain.head"}


def test_every_key_written_in_the_code_is_in_the_catalogue():
    families = {key.partition(".")[0] for key in catalogue.texts()}
    written = {
        key
        for source in SOURCES.rglob("*.py")
        for key in re.findall(r'"([a-z]+\.[a-z_]+)"', source.read_text(encoding="utf-8"))
        if key.partition(".")[0] in families and not key.endswith((".json", ".toml"))
    }
    assert len(written) > 50
    assert not written - set(catalogue.texts())


class Recording(dict):
    """The catalogue, noting what is looked up."""

    def __init__(self, texts):
        super().__init__(texts)
        self.used = set()

    def __getitem__(self, key):
        self.used.add(key)
        return super().__getitem__(key)

    def get(self, key, default=None):
        self.used.add(key)
        return super().get(key, default)


def test_every_text_is_used(sample, publishing, monkeypatch):
    texts = Recording(catalogue.texts())
    monkeypatch.setattr(catalogue, "texts", lambda: texts)
    for result in editions(sample, publishing):
        for _ in report.files(result):
            pass
    for against in (None, explained(None), explained(1.0)):
        report.explanation_text(evolve(explained(1.0), against=against), language="en")
    used = texts.used | {f"writer.{writer.name}" for writer in report.WRITERS}
    # names of attributes are a stock from which an edition's columns take what they need
    assert {key for key in set(texts) - used if not key.startswith("attribute.")} == set()


def editions(sample, publishing):
    yield sample
    yield evolve(sample, winners=())
    for tie in get_args(TieRule):
        yield publishing(ties=tie)
    for rounding in get_args(Rounding):
        yield publishing(rounding=rounding)
    for basis in get_args(Basis):
        yield publishing(ranks_from=basis)
    for rule in ("weighted", "replace"):
        yield with_edition(sample, stages=Stages(order=("one", "two"), rule=rule))
    yield with_edition(sample, evaluator_types={"academic": EvaluatorType()})
    step = Step(id="scale", normalise=Use(method="min_max"))
    yield evolve(
        with_edition(sample, steps=(step,)),
        steps=(StepOutcome(id="scale", kind="normalise", method="min_max", columns=()),),
        weightings=(Chosen(node="index", method="entropy"),),
    )
    for state in CITY_STATES:
        yield evolve(sample, states=(state,) * 5)
    yield evolve(sample, flags=sample.flags * 1001)
    winner = Winner(award="best", node="governance", group="nation", member="nation", city=0, rank=1.0)
    yield evolve(sample, winners=(winner,) * 61, improvement=np.full(5, np.nan))
    files = tuple(InputFile(path=f"{kind}.csv", kind=kind, bytes=1, rows=1, sha256="0") for kind in KINDS)
    yield evolve(sample, ratings=evolve(sample.ratings, files=files))


def with_edition(sample, **changes):
    return evolve(sample, scheme=evolve(sample.scheme, edition=evolve(sample.scheme.edition, **changes)))


def explained(score):
    states = ("", "recused", "not_assessable")
    values = dict.fromkeys(states) | {"imputed": 1.0, "treated": 2.0}
    cells = tuple(
        Cell(evaluator="a", type="t", stage="s", value=value, state=state, place=Place())
        for state, value in values.items()
    )
    whole = None if score is None else Fraction(score)
    root = Part(
        id="index", kind="leaf", depth=0, score=score, coverage=1.0, weight=Fraction(1), effective=whole,
        contribution=whole, cells=cells,
    )  # fmt: skip
    return Explanation(code="1", name="x", state="ranked", rank=1.0, root=root)

"""Readers that plugins bring: they read what the edition names, and whatever they do wrong has their owner's name."""

from __future__ import annotations

import pytest

from scoring.errors import PluginError

READER = """
from scoring import hookimpl
from scoring.intake import Content, RawTable
from scoring.model.method import Reader
import polars as pl

def content(request):
    rows = [line.split("|") for line in request.data.decode().splitlines()]
    columns = zip(*rows[1:])
    table = RawTable(headers=tuple(rows[0]), cells=tuple(pl.Series(column) for column in columns), first=2)
    return Content(tables=(table,))

def read(requests):
    {body}

@hookimpl
def scoring_readers():
    yield Reader(name="bars", suffixes=(".bars",), read=read)
"""
MEASURES = (
    "city|criterion|value\n11.01|service.online|50\n11.10|service.online|100\n11.1A|service.online|25\n"
)


@pytest.fixture
def bars(small):
    """Let a plugin read the measures."""

    def put(body):
        small.write("rubrics/bars.py", READER.format(body=body))
        small.replace("edition.toml", "measures.csv", "measures*.bars")
        small.write("measures-1.bars", MEASURES)
        return small

    return put


@pytest.mark.parametrize(
    "body", ["return map(content, requests)", "return [content(one) for one in requests]"]
)
def test_a_reader_is_used_for_its_ending(small, bars, body, column):
    expected = column(small.run())
    assert column(bars(body).run()) == expected


def test_a_reader_may_hold_back_one_answer(bars, column):
    small = bars("yield from reversed([content(one) for one in requests])")
    assert column(small.run(), "service")["11.10"] == 4.0


WRONG = {
    "for one in requests: raise KeyError(one.name)": "plugin rubrics/bars.py: the reader bars failed on "
    "measures-1.bars: KeyError: 'measures-1.bars'",
    "raise SystemExit(1)": "plugin rubrics/bars.py: the reader bars failed on -: SystemExit: 1",
    "return 3": "plugin rubrics/bars.py: the reader bars failed on -: TypeError: 'int' object is not iterable",
    # a file without an answer would be data that is silently missing
    "return []": "reader bars of plugin rubrics/bars.py returned 0 answers for measures-1.bars, measures-2.bars; "
    "allowed is one for each file",
    "yield content(next(iter(requests)))": "reader bars of plugin rubrics/bars.py returned 1 answers for "
    "measures-1.bars, measures-2.bars; allowed is one for each file",
    "for one in requests: yield one.data": "reader bars of plugin rubrics/bars.py returned bytes for measures-1.bars; "
    "allowed is a Content for each file",
    "for one in requests: yield content(one); yield content(one)": "reader bars of plugin rubrics/bars.py returned "
    "Content for measures-1.bars; allowed is a Content for each file",
}


@pytest.mark.parametrize("body", WRONG)
def test_a_reader_that_fails_or_does_not_answer_names_its_owner(bars, rendered, body):
    small = bars(body)
    small.write("measures-2.bars", MEASURES.replace("1", "2"))
    edition = small.open()
    with pytest.raises(PluginError):
        edition.read()
    assert rendered(edition.read) == [WRONG[body]]


def test_an_interrupt_in_a_reader_is_an_interrupt(bars):
    with pytest.raises(KeyboardInterrupt):
        bars("raise KeyboardInterrupt").run()

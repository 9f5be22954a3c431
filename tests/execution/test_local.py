import json
import subprocess
import sys
import threading
from functools import partial
from operator import call, truediv

import pytest

from scoring.codec.messages import render
from scoring.errors import ExtraMissingError, RejectedError
from scoring.execution import executor_of
from scoring.execution.executor import PartFailedError
from scoring.execution.local import Serial, Threads

LOCAL = [Serial(), Threads(number=1), Threads(number=3)]


@pytest.fixture(params=LOCAL, ids=str)
def executor(request):
    return request.param


def test_every_part_comes_once_and_is_what_the_work_makes_of_it(executor, counting, expected, bytes_of):
    results = list(executor.results(*counting))
    assert len(results) == len(expected)
    assert bytes_of(dict(results)) == expected


def test_without_parts_there_are_no_results(executor):
    assert list(executor.results(abs, [])) == []


def test_a_part_that_fails_is_named_with_what_it_was_given(executor):
    with pytest.raises(PartFailedError) as caught:
        list(executor.results(partial(truediv, 6), [1, 2, 0, 3]))
    (found,) = caught.value.problems
    assert (found.code, found.details["number"], found.details["part"]) == ("part-failed", 3, "0")
    assert render(found).startswith("part 3 fails (ZeroDivisionError: ")
    assert isinstance(caught.value.__cause__, ZeroDivisionError)


def test_a_long_part_is_cut_in_the_message(executor):
    with pytest.raises(PartFailedError) as caught:
        list(executor.results(abs, [tuple(range(1000))]))
    part = caught.value.problems[0].details["part"]
    assert len(part) == 200
    assert part.startswith("(0, 1, 2")
    assert part.endswith("...")


def test_what_the_work_itself_says_is_wrong_comes_as_it_is(executor):
    with pytest.raises(RejectedError) as caught:
        list(executor.results(call, [partial(executor_of, "nowhere")]))
    assert caught.value.problems[0].code == "executor-unknown"


@pytest.mark.parametrize("make", [Serial, partial(Threads, number=2)])
def test_progress_is_told_after_every_part(make):
    told = []
    with make(told=lambda *done: told.append(done)) as executor:
        assert sorted(executor.results(abs, [-1, -2, -3])) == [(0, 1), (1, 2), (2, 3)]
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_parts_are_begun_only_as_results_are_taken():
    begun = []
    results = Threads(number=2).results(begun.append, range(100))
    next(results)
    assert len(begun) <= 4
    results.close()
    assert len(begun) <= 4


def test_threads_work_at_the_same_time():
    meet = threading.Barrier(3)  # nobody passes before all three are there
    assert len(list(Threads(number=3).results(lambda _: meet.wait(60), range(3)))) == 3


@pytest.mark.parametrize(
    ("description", "executor"),
    [("serial", Serial()), ("threads:1", Threads(number=1)), ("threads:16", Threads(number=16))],
)
def test_a_description_names_an_executor(description, executor):
    assert executor_of(description) == executor


@pytest.mark.parametrize(
    "description",
    ["", "threads", "threads:", "threads:0", "threads:-1", "threads:two", "dask://", "ray:2", "workers:²"],
)
def test_a_description_that_names_nothing_is_refused(description):
    with pytest.raises(RejectedError) as caught:
        executor_of(description)
    assert caught.value.problems[0].details["found"] == description


@pytest.mark.parametrize("description", ["workers:2", "dask://127.0.0.1:8786"])
def test_a_cluster_without_its_library_names_the_extra(description, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ExtraMissingError) as caught:
        executor_of(description)
    assert caught.value.problems[0].details == {
        "method": description,
        "package": "distributed",
        "extra": "cluster",
    }


def test_local_ways_load_nothing_of_dask():
    code = """
import json, sys
from scoring.execution import executor_of
for name in ("serial", "threads:2"):
    list(executor_of(name).results(abs, [-1, -2]))
print(json.dumps(sorted(name for name in sys.modules if name.split(".")[0] in {"dask", "distributed", "tornado"})))
"""
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert json.loads(ended.stdout) == []

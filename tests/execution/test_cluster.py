"""Real clusters on loopback: workers are processes, and are killed as the system would."""

import os
import signal
from functools import partial
from operator import call, truediv
from pathlib import Path

import pytest

from scoring.codec.messages import render
from scoring.errors import RejectedError
from scoring.execution import executor_of, flight
from scoring.execution.executor import PartFailedError
from scoring.execution.flight import ClusterError

distributed = pytest.importorskip("distributed")
Cluster = pytest.importorskip("scoring.execution.cluster").Cluster


def kill(pid):
    os.kill(pid, signal.SIGKILL)


def alive(pid):
    """Tell whether a process runs; one that ended and was not waited for does not."""
    try:
        told = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    except FileNotFoundError:
        return False
    return told.rpartition(")")[2].split()[0] != "Z"


def small_cluster(workers, **scheduler):
    """Return a cluster from outside, as a user would start it."""
    return distributed.LocalCluster(
        n_workers=workers,
        threads_per_worker=1,
        host="127.0.0.1",
        dashboard_address="127.0.0.1:0",
        silence_logs=50,
        **scheduler,
    )


def test_two_workers_make_the_same_bytes(cluster, counting, expected, bytes_of):
    results = list(cluster.results(*counting))
    assert len(results) == len(expected)
    assert bytes_of(dict(results)) == expected


def test_a_worker_that_is_killed_loses_nothing_and_changes_no_byte(
    cluster, counting, expected, bytes_of, pids
):
    before = pids(cluster)
    results = cluster.results(*counting)
    got = [next(results)]
    victim = next(iter(before.values()))
    kill(victim)
    got += results
    assert sorted(place for place, _ in got) == sorted(expected)
    assert bytes_of(dict(got)) == expected
    assert not alive(victim)


def test_all_workers_at_once_may_be_killed(cluster, counting, expected, bytes_of, pids):
    results = cluster.results(*counting)
    got = [next(results)]
    for pid in pids(cluster).values():
        kill(pid)
    got += results
    assert bytes_of(dict(got)) == expected


def test_a_part_that_fails_is_named(cluster):
    with pytest.raises(PartFailedError) as caught:
        list(cluster.results(partial(truediv, 6), [1, 2, 3, 0, *range(1, 20)]))
    (found,) = caught.value.problems
    assert (found.code, found.details["number"], found.details["part"]) == ("part-failed", 4, "0")
    assert isinstance(caught.value.__cause__, ZeroDivisionError)
    assert sorted(cluster.results(abs, [-1, -2])) == [(0, 1), (1, 2)]  # and it goes on with the next work


def test_what_the_work_itself_says_is_wrong_comes_as_it_is(cluster):
    with pytest.raises(RejectedError) as caught:
        list(cluster.results(call, [partial(executor_of, "nowhere")]))
    assert caught.value.problems[0].details["found"] == "nowhere"


def test_only_a_few_parts_are_with_the_scheduler(cluster):
    results = cluster.results(abs, range(1000))
    next(results)
    tasks = cluster.client.run_on_scheduler(lambda dask_scheduler: len(dask_scheduler.tasks))
    assert tasks <= 2 * 2 + 1  # two for each thread, and the work itself
    results.close()
    assert sorted(cluster.results(abs, [-3])) == [(0, 3)]


def test_parts_that_are_under_way_can_be_limited(cluster):
    one = Cluster(client=cluster.client, ahead=1)
    results = one.results(abs, range(-50, 0))
    assert [place for place, _ in results] == list(range(50))


def test_progress_is_told(cluster):
    told = []
    counted = Cluster(client=cluster.client, told=lambda *done: told.append(done))
    list(counted.results(abs, range(7)))
    assert told == [(done, 7) for done in range(1, 8)]


def test_without_parts_there_are_no_results(cluster):
    assert list(cluster.results(abs, [])) == []


def test_a_worker_with_other_versions_is_refused(cluster, monkeypatch):
    monkeypatch.setattr(flight, "_software", lambda: "scoring 0.0.0, numpy 1.0")
    with pytest.raises(ClusterError) as caught:
        list(cluster.results(abs, [1]))
    (found,) = caught.value.problems
    assert found.code == "cluster-versions"
    assert found.details["allowed"] == "scoring 0.0.0, numpy 1.0"


@pytest.fixture
def outside():
    """A cluster from outside that blames a task at the first death of a worker."""
    import dask

    with dask.config.set({"distributed.scheduler.allowed-failures": 0}), small_cluster(2) as started:
        yield started


def test_a_part_that_kills_its_workers_is_blamed_and_none_beside_it(outside):
    parts = [partial(abs, -number) for number in range(12)]
    parts[5] = partial(os._exit, 9)
    with distributed.Client(outside) as client, pytest.raises(PartFailedError) as caught:
        list(Cluster(client=client).results(call, parts))
    (found,) = caught.value.problems
    assert (found.code, found.details["number"]) == ("part-kills-worker", 6)
    assert "_exit" in render(found)


def test_parts_beside_a_killed_worker_are_computed_although_they_are_under_suspicion(
    outside, counting, expected, bytes_of
):
    with distributed.Client(outside) as client:
        results = Cluster(client=client).results(*counting)
        got = [next(results)]
        kill(next(iter(client.run(os.getpid).values())))
        got += results
    assert bytes_of(dict(got)) == expected


def test_a_client_that_was_given_stays_open_and_an_address_is_enough():
    with small_cluster(1) as started, distributed.Client(started) as client:
        with Cluster(client=client) as executor:
            assert list(executor.results(abs, [-1])) == [(0, 1)]
        assert client.status == "running"
        address = started.scheduler_address.removeprefix("tcp://")
        with executor_of(f"dask://{address}") as executor:
            assert list(executor.results(abs, [-2])) == [(0, 2)]
        assert executor.client.status == "closed"
        assert client.submit(abs, -3).result() == 3


def test_nothing_stays_behind_when_a_local_cluster_is_closed():
    with executor_of("workers:2") as executor:
        pids = executor.client.run(os.getpid)
        assert len(pids) == 2
        assert all(address.startswith("tcp://127.0.0.1:") for address in pids)
        scratch = set(executor.client.run(lambda dask_worker: dask_worker.local_directory).values())
    assert not any(map(alive, pids.values()))
    assert not any(map(os.path.exists, scratch))


def test_an_address_where_nothing_answers_is_told():
    with pytest.raises(ClusterError) as caught:
        Cluster.at("127.0.0.1:1", patience=0.5)
    assert caught.value.problems[0].code == "cluster-unreachable"


def test_a_cluster_without_workers_is_told():
    with small_cluster(0) as started, pytest.raises(ClusterError) as caught:
        Cluster.at(started.scheduler_address.removeprefix("tcp://"), patience=0.5)
    assert caught.value.problems[0].code == "cluster-without-workers"


def test_a_scheduler_that_goes_away_is_told(counting):
    started = small_cluster(1)
    with distributed.Client(started) as client:
        results = Cluster(client=client).results(*counting)
        next(results)
        started.close()
        with pytest.raises(ClusterError) as caught:
            list(results)
    assert caught.value.problems[0].code == "cluster-lost"

"""Where a long computation runs: in this process, in threads, on the workers of a cluster."""

from __future__ import annotations

from scoring.errors import RejectedError, problem
from scoring.execution.executor import Executor, Told
from scoring.execution.local import Serial, Threads

ALLOWED = "serial, threads:2, workers:2, dask://host:8786"
AT_ADDRESS = "dask://"


def executor_of(description: str, told: Told | None = None) -> Executor:
    """Return the executor that a description names.

    Parameters
    ----------
    description : ``serial``; ``threads:N``, threads of this process; ``workers:N``, a local cluster of processes;
        ``dask://host:port``, the scheduler of a running cluster.
    told : is told of progress.

    Raises
    ------
    RejectedError
        If the description names nothing, or no cluster answers.
    ExtraMissingError
        If a cluster is named and distributed is not installed.

    Examples
    --------
    >>> executor_of("threads:2")
    Threads(number=2)
    """
    if description == "serial":
        return Serial(told=told)
    if description.startswith(AT_ADDRESS) and description != AT_ADDRESS:
        from scoring.execution.cluster import Cluster  # noqa: PLC0415 - an extra

        return Cluster.at(description.removeprefix(AT_ADDRESS), told=told)
    kind, _, number = description.partition(":")
    if kind not in {"threads", "workers"} or not (number.isascii() and number.isdecimal() and int(number)):
        raise RejectedError([problem("executor-unknown", found=description, allowed=ALLOWED)])
    if kind == "threads":
        return Threads(number=int(number), told=told)
    from scoring.execution.cluster import Cluster  # noqa: PLC0415 - an extra

    return Cluster.local(int(number), told=told)

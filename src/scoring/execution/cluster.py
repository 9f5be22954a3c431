"""Running on a cluster of dask.distributed: any number of machines, which may come, go and be killed meanwhile."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from attrs import define, field

from scoring.errors import ExtraMissingError, problem
from scoring.execution.executor import P, T, Told
from scoring.execution.flight import ClusterError, Flight

if TYPE_CHECKING:
    from distributed import Client

PATIENCE = 30.0
"""Seconds in which a scheduler answers and a first worker is there."""


@define(kw_only=True, eq=False)
class Cluster:
    """Computes parts on the workers of a cluster.

    The work goes there once, by value, as a task of its own: it comes again from the scheduler when all workers that
    hold it die. Parts that were under way on a worker that dies are computed by another. A part whose workers die
    several times is computed once more alone, so that no other part is blamed for it.

    Parameters
    ----------
    client : a connected `distributed.Client`; it stays open.
    ahead : parts under way at a time; None is twice the threads of all workers, looked at again after each round.
    told : is told of progress.
    """

    client: Client
    ahead: int | None = None
    told: Told | None = field(default=None, repr=False)
    _own: ExitStack = field(factory=ExitStack, init=False, repr=False)

    @classmethod
    def at(cls, address: str, *, told: Told | None = None, patience: float = PATIENCE) -> Self:
        """Return the executor on a running cluster.

        Parameters
        ----------
        address : of the scheduler, ``host:port``.
        told : is told of progress.
        patience : seconds in which the scheduler answers and a first worker is there.

        Raises
        ------
        ClusterError
            If nothing answers, or there is no worker.
        ExtraMissingError
            If distributed is not installed.
        """
        connect = _distributed(f"dask://{address}").Client
        with ExitStack() as started:
            try:
                client = started.enter_context(connect(address, timeout=patience, set_as_default=False))
            except (OSError, ValueError) as error:
                reason = problem("cluster-unreachable", address=address, cause=str(error) or "no answer")
                raise ClusterError([reason]) from error
            try:
                client.wait_for_workers(1, timeout=patience)
            except TimeoutError as error:
                lacking = problem("cluster-without-workers", address=address, seconds=f"{patience:g}")
                raise ClusterError([lacking]) from error
            made = cls(client=client, told=told)
            made._own = started.pop_all()
        return made

    @classmethod
    def local(cls, workers: int, *, told: Told | None = None) -> Self:
        """Return the executor on a cluster of processes of this machine, each with one thread.

        A script that starts one has its statements below ``if __name__ == "__main__"``, as workers import it.

        Parameters
        ----------
        workers : number of processes.
        told : is told of progress.

        Raises
        ------
        ExtraMissingError
            If distributed is not installed.
        """
        distributed = _distributed(f"workers:{workers}")
        with ExitStack() as started:
            scratch = started.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True))
            cluster = started.enter_context(
                distributed.LocalCluster(
                    n_workers=workers,
                    threads_per_worker=1,
                    host="127.0.0.1",
                    dashboard_address="127.0.0.1:0",  # of its health page; the usual port may be taken
                    scheduler_kwargs={"dashboard": False},
                    memory_limit=None,
                    local_directory=scratch,
                    silence_logs=logging.CRITICAL,
                )
            )
            made = cls(
                client=started.enter_context(distributed.Client(cluster, set_as_default=False)), told=told
            )
            made._own = started.pop_all()
        return made

    def results(self, work: Callable[[P], T], parts: Sequence[P]) -> Iterator[tuple[int, T]]:
        """Yield results as they come; see `Executor.results`.

        Raises
        ------
        PartFailedError
            If the work fails on a part, or a part ends every worker that computes it.
        ClusterError
            If the connection is lost, or a worker has other versions of what computes.
        """
        library = _distributed("dask")
        flight = Flight(
            client=self.client,
            came=library.as_completed(loop=self.client.loop, with_results=True, raise_errors=False),
            killed=library.KilledWorker,
            work=work,
            parts=parts,
            ahead=self.ahead,
        )
        try:
            for done, (place, result) in enumerate(flight.landings(), start=1):
                if self.told:
                    self.told(done, len(parts))
                yield place, result
        finally:
            flight.end()

    def close(self) -> None:
        """Close the client and the cluster that were started here; a client that was given stays open."""
        self._own.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _distributed(method: str) -> Any:  # noqa: ANN401 - a module
    """Return the library."""
    try:
        import distributed  # noqa: PLC0415 - an extra, and slow to import
    except ImportError as error:
        raise ExtraMissingError(method=method, package="distributed", extra="cluster") from error
    return distributed

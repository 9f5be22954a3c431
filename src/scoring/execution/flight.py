"""Keeping a few parts under way on a cluster, and telling a part that ends its workers from one that stood beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from socket import gethostname
from typing import Any

import numpy as np
from attrs import define, field, frozen

from scoring._version import VERSION
from scoring.errors import Exit, Problem, ScoringError, problem
from scoring.execution.executor import PartFailedError, failed, shown

AHEAD = 2
"""Parts under way for each thread of a worker: one that is computed and one that waits beside it."""


class ClusterError(ScoringError):
    """No cluster answers, it has no workers, or its workers are not what this process is."""

    exit_code = Exit.UNREADABLE


@frozen(kw_only=True)
class _Refused:
    """A `ScoringError` on its way back from a worker."""

    kind: type[ScoringError]
    problems: tuple[Problem, ...]

    def error(self) -> ScoringError:
        found = self.kind.__new__(self.kind)
        ScoringError.__init__(found, self.problems)
        return found


@define(kw_only=True, eq=False)
class Flight:
    """The parts that are under way.

    Parameters
    ----------
    client : a `distributed.Client`; the library itself is not imported here.
    came : its iterator over what is completed, empty.
    killed : the exception of a part whose workers died.
    work, parts : as in `Executor.results`.
    ahead : parts under way at a time; None is twice the threads of all workers.
    """

    client: Any
    came: Any
    killed: type[Exception]
    work: Callable[[Any], Any]
    parts: Sequence[Any]
    ahead: int | None
    kept: Any = field(init=False)
    running: dict[Any, int] = field(factory=dict, init=False)
    suspects: list[int] = field(factory=list, init=False)
    done: int = field(default=0, init=False)
    most: int = field(default=0, init=False)
    look_again: int = field(default=0, init=False)

    def __attrs_post_init__(self) -> None:
        self.kept = self.client.submit(_same, self.work, pure=False)

    def landings(self) -> Iterator[tuple[int, Any]]:
        """Yield position and result of each part."""
        try:
            yield from self._landings()
        except ScoringError:
            raise
        except Exception as error:
            if self.client.status == "running":
                raise
            raise self._lost() from error

    def _landings(self) -> Iterator[tuple[int, Any]]:
        waiting = iter(range(len(self.parts)))
        while self.done < len(self.parts):
            alone = self._begin(waiting)
            future, result = next(self.came)
            place = self.running.pop(future)
            if self._landed(future.status, place, result, alone=alone):
                self.done += 1
                yield place, result

    def _begin(self, waiting: Iterator[int]) -> bool:
        """Begin as many parts as may be under way; tell whether it is a single one that is under suspicion."""
        if not self.suspects:
            for place in islice(waiting, max(self._under_way() - len(self.running), 0)):
                self._submit(place)
            return False
        if self.running:
            return False
        self._submit(self.suspects.pop())
        return True

    def _under_way(self) -> int:
        """Return how many parts may be under way; after each round the workers are counted again."""
        if self.ahead is None and self.done >= self.look_again:
            self.most = AHEAD * max(sum(self.client.nthreads().values()), 1)
            self.look_again = self.done + self.most
        return self.ahead or self.most

    def _submit(self, place: int) -> None:
        future = self.client.submit(_done, self.kept, self.parts[place], _software(), pure=False)
        self.running[future] = place
        self.came.add(future)

    def _landed(self, status: str, place: int, result: Any, *, alone: bool) -> bool:  # noqa: ANN401 - of any work
        """Tell whether there is a result; if not, the part is suspected of ending its workers."""
        if status == "finished" and not isinstance(result, _Refused):
            return True
        if status == "finished":
            raise result.error()
        if status != "error":
            raise self._lost()
        error = result[1]
        if not isinstance(error, self.killed):
            raise failed(place, self.parts[place], error) from error
        if alone:
            found = problem("part-kills-worker", number=place + 1, part=shown(self.parts[place]))
            raise PartFailedError([found]) from error
        self.suspects.append(place)
        return False

    def _lost(self) -> ClusterError:
        address = self.client.scheduler.addr if self.client.scheduler else "-"
        return ClusterError([problem("cluster-lost", address=address, done=self.done, parts=len(self.parts))])

    def end(self) -> None:
        """Let go of everything that is under way."""
        self.came.clear()
        if self.client.status == "running":
            self.client.cancel([*self.running, self.kept])


def _same(work: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return work


def _done(work: Callable[[Any], Any], part: Any, software: str) -> Any:  # noqa: ANN401 - of any work
    """Return, on a worker, what the work makes of a part."""
    if _software() != software:
        other = problem("cluster-versions", address=gethostname(), found=_software(), allowed=software)
        return _Refused(kind=ClusterError, problems=(other,))
    try:
        return work(part)
    except ScoringError as error:  # it cannot be pickled with its problems
        return _Refused(kind=type(error), problems=error.problems)


def _software() -> str:
    return f"scoring {VERSION}, numpy {np.__version__}"

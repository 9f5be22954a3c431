"""Running in this process: one part after the other, or several at once in threads."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from itertools import islice
from types import TracebackType
from typing import Self

from attrs import field, frozen

from scoring.execution.executor import P, T, Told, computed


@frozen(kw_only=True)
class Serial:
    """Computes parts one after the other.

    Parameters
    ----------
    told : is told of progress.
    """

    told: Told | None = field(default=None, repr=False)

    def results(self, work: Callable[[P], T], parts: Sequence[P]) -> Iterator[tuple[int, T]]:
        """Yield results in the order of the parts; see `Executor.results`."""
        for place, part in enumerate(parts):
            result = computed(work, place, part)
            if self.told:
                self.told(place + 1, len(parts))
            yield place, result

    def close(self) -> None:
        """Do nothing: nothing was started."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


@frozen(kw_only=True)
class Threads:
    """Computes parts in threads, which pays for work that lets go of the interpreter: the kernels do.

    Parameters
    ----------
    number : of threads.
    told : is told of progress.
    """

    number: int = 1
    told: Told | None = field(default=None, repr=False)

    def results(self, work: Callable[[P], T], parts: Sequence[P]) -> Iterator[tuple[int, T]]:
        """Yield results as they come; see `Executor.results`. One part more than there are threads is under way."""
        waiting = iter(enumerate(parts))
        running: dict[Future[T], int] = {}
        with ThreadPoolExecutor(self.number) as pool:
            try:
                for done in range(1, len(parts) + 1):
                    for place, part in islice(waiting, self.number + 1 - len(running)):
                        running[pool.submit(computed, work, place, part)] = place
                    first = next(iter(wait(running, return_when=FIRST_COMPLETED).done))
                    result = first.result()
                    if self.told:
                        self.told(done, len(parts))
                    yield running.pop(first), result
            finally:
                for left in running:
                    left.cancel()

    def close(self) -> None:
        """Do nothing: threads end with the iterator."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

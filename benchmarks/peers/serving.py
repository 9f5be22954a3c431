"""One call in a process of its own: ``python serving.py PACKAGE METHOD FOLDER SECONDS GIGABYTES``.

For each line of the standard input it makes the call and writes what it cost; the line says where the result goes.
"""

from __future__ import annotations

import json
import resource
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from calls import PACKAGES, Table

SHORT = 0.2
"""A call of fewer processor seconds is made several times, until it has taken as many: some clocks tick slowly."""
MANY = 200
STATUS, FORGET = Path("/proc/self/status"), Path("/proc/self/clear_refs")


def stop(*_: object) -> None:
    raise TimeoutError


def megabytes(name: str) -> float:
    """Return a size of this process as the system calls it: VmRSS now, VmHWM at most, VmSize addresses."""
    (line,) = (line for line in STATUS.read_text().splitlines() if line.startswith(name))
    return int(line.split()[1]) / 1024


def measured(call: Callable[[], object], target: str, times: int) -> dict[str, object]:
    FORGET.write_text("5")
    before = megabytes("VmRSS")
    start = time.process_time()
    for _ in range(times):
        result = call()
    cpu = (time.process_time() - start) / times
    if target:
        np.save(target, np.asarray(result, dtype=np.float64))
    return {"cpu": cpu, "more": megabytes("VmHWM") - before, "peak": megabytes("VmHWM")}


def answer(call: Callable[[], object], target: str, times: int, seconds: float) -> dict[str, object]:
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        return measured(call, target, times)
    except TimeoutError:
        return {"beyond": "time"}
    except MemoryError:
        return {"beyond": "memory"}
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def main(package: str, method: str, folder: str, seconds: str, gigabytes: str) -> None:
    signal.signal(signal.SIGPROF, stop)
    table = Table(*(np.load(Path(folder) / f"{name}.npy") for name in Table._fields))
    call, times = PACKAGES[package](method, table), 1
    limit = int((megabytes("VmSize") + 1024 * float(gigabytes)) * 2**20)
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    for line in sys.stdin:
        found = answer(call, line.strip(), times, float(seconds))
        times = max(1, min(MANY, int(SHORT / max(found.get("cpu", SHORT), SHORT / MANY))))
        print(json.dumps(found), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])

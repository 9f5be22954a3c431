"""Files that name the factors of a sensitivity analysis."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from attrs import evolve, frozen

from scoring.codec.misfit import Misfit
from scoring.codec.rules import Keys, Name
from scoring.codec.strict import fit
from scoring.codec.toml import Document, read_toml
from scoring.errors import Problem, RejectedError
from scoring.model.factor import FACTOR_KINDS, NO_METHOD, OF_NODES, OF_STEPS, Factor, FactorFile


@frozen(kw_only=True, eq=False)
class LoadedFactors:
    """A factors file as it was read.

    Parameters
    ----------
    file : what it says.
    document : where it says so.
    """

    file: FactorFile
    document: Document

    def locate(self, found: Problem) -> Problem:
        """Return a problem with a TOML key as its place with file, line and column."""
        place = found.place
        unplaced = place.key and not place.file and not place.line
        return evolve(found, place=self.document.locate(place.key)) if unplaced else found


def load_factors(path: Path, *, shown: str = "") -> LoadedFactors:
    """Read a factors file.

    Parameters
    ----------
    path : the file.
    shown : name of the file for people; the path when left out.

    Raises
    ------
    UnreadableError, RejectedError
        With everything that is wrong in the file.
    """
    document = read_toml(path, shown=shown or str(path), any_number=True)
    file, misfits = fit(FactorFile, document.data)
    names = document.data.get("factor")
    misfits += [found.below("factor") for found in Keys(Name()).misfits(names)]
    if file is not None:
        misfits += inconsistent(file)
    if misfits or file is None:
        problems = sorted(
            map(document.problem, misfits), key=lambda item: (item.place.line, item.place.column)
        )
        raise RejectedError(problems)
    return LoadedFactors(file=file, document=document)


def inconsistent(file: FactorFile) -> Iterator[Misfit]:
    """Yield what does not agree inside the factors.

    Parameters
    ----------
    file : what a file says, or what was made in Python.
    """
    if not file.factor:
        yield Misfit(code="factors-none")
    for name, factor in file.factor.items():
        yield from (found.below("factor", name) for found in _of_factor(name, factor))


def _of_factor(name: str, factor: Factor) -> Iterator[Misfit]:
    if len(factor.kinds) != 1:
        found, allowed = " and ".join(factor.kinds) or "none", ", ".join(FACTOR_KINDS)
        details = {"factor": name, "found": found, "allowed": allowed}
        yield Misfit(code="factor-of-one", details=details, on_key=True)
        return
    for key, kinds in (("node", OF_NODES), ("step", OF_STEPS)):
        if getattr(factor, key) and factor.kind not in kinds:
            details = {"factor": name, "found": key, "kind": factor.kind}
            yield Misfit(code="factor-key-unused", path=(key,), details=details, on_key=True)
    if any(use.method == NO_METHOD for use in factor.normalisation):
        yield Misfit(code="factor-normalisation-none", path=("normalisation",), details={"factor": name})
    if factor.error:
        yield from (found.below("error") for found in _sizeless(name, factor))


def _sizeless(name: str, factor: Factor) -> Iterator[Misfit]:
    error = factor.error
    if error is None:
        return
    for criterion, size in error.sizes.items():
        if not size > 0:
            details = {"factor": name, "criterion": criterion}
            yield Misfit(code="error-without-size", path=("sizes", criterion), details=details)
    unsized = [criterion for criterion in error.criteria if criterion not in error.sizes]
    if unsized and not error.size > 0:
        details = {"factor": name, "criterion": ", ".join(unsized)}
        yield Misfit(code="error-without-size", path=("size",), details=details)

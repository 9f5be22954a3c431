"""Where plugins come from: the built-ins, installed packages, the edition's own folder."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable, Iterator
from importlib import metadata
from pathlib import Path
from types import ModuleType

from attrs import frozen

from scoring.errors import Place, Problem, problem
from scoring.model.method import Owner

GROUP = "scoring"


@frozen(kw_only=True, eq=False)
class Candidate:
    """A plugin that was found, loaded or not.

    Parameters
    ----------
    owner : who brings it.
    module : the loaded plugin; None when it does not load.
    problem : why it does not load.
    """

    owner: Owner
    module: object | None = None
    problem: Problem | None = None


def built_in(modules: Iterable[ModuleType], version: str) -> Iterator[Candidate]:
    """Yield the engine's own plugins."""
    for module in modules:
        name = f"built-in {module.__name__.rsplit('.', 1)[-1]}"
        owner = Owner(name=name, distribution="scoring", version=version, sha256=_source_hash(module))
        yield Candidate(owner=owner, module=module)


def installed(group: str = GROUP) -> Iterator[Candidate]:
    """Yield the entry points of installed packages, sorted by (distribution, name), each loaded by itself."""
    points = [
        (point.dist.name if point.dist else "", point.dist.version if point.dist else "", point)
        for point in metadata.entry_points(group=group)
    ]
    for distribution, version, point in sorted(points, key=lambda item: (item[0], item[2].name)):
        owner = Owner(name=point.name, distribution=distribution, version=version)
        try:
            module = point.load()
        except Exception as error:  # noqa: BLE001 - whatever a stranger's import raises is reported as his
            yield Candidate(owner=owner, problem=_not_loaded(owner, Place(key=point.value), error))
        else:
            hashed = Owner(
                name=point.name, distribution=distribution, version=version, sha256=_source_hash(module)
            )
            yield Candidate(owner=hashed, module=module)


def in_folder(folder: Path) -> Iterator[Candidate]:
    """Yield the Python files below an edition's ``rubrics`` folder, sorted by path.

    They are run because the user passed that folder; nothing is written beside them.
    """
    for path in sorted((folder / "rubrics").rglob("*.py")):
        source = path.read_bytes()
        shown = path.relative_to(folder).as_posix()
        owner = Owner(name=shown, sha256=hashlib.sha256(source).hexdigest())
        module = ModuleType(f"scoring_edition_{owner.sha256[:12]}_{path.stem}")
        module.__file__ = str(path)
        sys.modules[module.__name__] = module  # attrs looks annotations up there
        try:
            exec(compile(source, str(path), "exec"), module.__dict__)  # noqa: S102
        except Exception as error:  # noqa: BLE001 - reported with the file's name
            del sys.modules[module.__name__]
            yield Candidate(owner=owner, problem=_not_loaded(owner, Place(file=shown), error))
        else:
            yield Candidate(owner=owner, module=module)


def _not_loaded(owner: Owner, place: Place, error: Exception) -> Problem:
    cause = f"{type(error).__name__}: {error}"
    return problem("plugin-not-loaded", place, owner=str(owner), cause=cause)


def _source_hash(module: object) -> str:
    source = getattr(module, "__file__", None) or getattr(
        sys.modules.get(type(module).__module__), "__file__", None
    )
    return hashlib.sha256(Path(source).read_bytes()).hexdigest() if source else ""

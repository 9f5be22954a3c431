"""Where plugins come from: the built-ins, installed packages, the edition's own folder."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable, Iterator
from importlib import metadata
from pathlib import Path
from types import ModuleType

from attrs import evolve, frozen

from scoring.errors import Place, Problem, problem
from scoring.model.registry import Owner

GROUP = "scoring"
NAMELESS = "a package without a name"


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
    points = [(*_package(point), point) for point in metadata.entry_points(group=group)]
    for distribution, version, point in sorted(points, key=lambda item: (item[0], item[2].name)):
        owner = Owner(name=point.name, distribution=distribution, version=version)
        try:
            module = point.load()
            owner = evolve(owner, sha256=_source_hash(module))
        except (Exception, SystemExit) as error:  # noqa: BLE001 - a stranger's import is reported as his
            yield Candidate(owner=owner, problem=_not_loaded(owner, Place(key=point.value), error))
        else:
            yield Candidate(owner=owner, module=module)


def _package(point: metadata.EntryPoint) -> tuple[str, str]:
    """Return name and version of the package; one that was removed by half has lost them."""
    try:
        found = point.dist.metadata if point.dist else None
    except FileNotFoundError:  # what another finder of packages says where the standard one says None
        found = None
    return (found and found["Name"]) or NAMELESS, (found and found["Version"]) or "?"


def in_folder(folder: Path) -> Iterator[Candidate]:
    """Yield the Python files below an edition's ``rubrics`` folder, sorted by path.

    They are run because the user passed that folder; nothing is written beside them.
    """
    for path in sorted((folder / "rubrics").rglob("*.py")):
        if not path.is_dir():
            yield _of_file(path, path.relative_to(folder).as_posix())


def _of_file(path: Path, shown: str) -> Candidate:
    owner = Owner(name=shown)
    name = ""
    try:
        source = path.read_bytes()
        owner = evolve(owner, sha256=hashlib.sha256(source).hexdigest())
        name = f"scoring_edition_{owner.sha256[:12]}_{path.stem}"
        module = ModuleType(name)
        module.__file__ = str(path)
        sys.modules[name] = module  # attrs looks annotations up there
        # without the flag the file would be compiled with the future imports of this module
        exec(compile(source, str(path), "exec", dont_inherit=True), module.__dict__)  # noqa: S102
    except (Exception, SystemExit) as error:  # noqa: BLE001 - reported with the file's name
        sys.modules.pop(name, None)
        return Candidate(owner=owner, problem=_not_loaded(owner, Place(file=shown), error))
    return Candidate(owner=owner, module=module)


def _not_loaded(owner: Owner, place: Place, error: BaseException) -> Problem:
    cause = f"{type(error).__name__}: {error}"
    return problem("plugin-not-loaded", place, owner=str(owner), cause=cause)


def _source_hash(plugin: object) -> str:
    """Return the hash of a module's source, or of the module an object comes from."""
    module = plugin if isinstance(plugin, ModuleType) else sys.modules.get(type(plugin).__module__)
    source = getattr(module, "__file__", None)
    if not source:
        return ""
    read = getattr(getattr(module, "__loader__", None), "get_data", None)  # it may lie in a zip file
    return hashlib.sha256(read(source) if read else Path(source).read_bytes()).hexdigest()

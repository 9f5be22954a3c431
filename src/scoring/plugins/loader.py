"""Loading plugins one by one, so that every fault has its owner's name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pluggy
from attrs import define, evolve, field, fields, frozen

from scoring.errors import PluginError, Problem, problem
from scoring.model.method import Reader, Writer
from scoring.model.nearest import nearest
from scoring.model.registry import Owner, Register, Registry
from scoring.model.rubric import Rubric
from scoring.plugins import hooks
from scoring.plugins.discovery import Candidate, built_in, in_folder, installed
from scoring.plugins.soundness import unsoundness

NAME = re.compile(r"[a-z0-9_]+(\.[a-z0-9_]+)*")


@frozen(kw_only=True)
class PluginStatus:
    """What one plugin brings, or why it is broken.

    Parameters
    ----------
    owner : who brings it.
    hooks : hooks it implements.
    records : names of its records, as ``kind name``.
    problems : what is wrong with it.
    """

    owner: Owner
    hooks: tuple[str, ...] = ()
    records: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


@frozen(kw_only=True)
class Loaded:
    """Everything the plugins brought.

    Parameters
    ----------
    registry : methods by kind and name.
    rubrics : rubrics by id, with owners.
    readers, writers : by name, in the order of loading.
    statuses : one for each plugin, broken ones too.
    """

    registry: Registry
    rubrics: Register[Any]
    readers: Register[Reader]
    writers: Register[Writer]
    statuses: tuple[PluginStatus, ...]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All problems of all plugins."""
        return tuple(item for status in self.statuses for item in status.problems)

    def sound(self) -> Loaded:
        """Return itself, or raise `PluginError` when any plugin is broken."""
        if self.problems:
            raise PluginError(self.problems)
        return self


def load(built_ins: Iterable[ModuleType], *, version: str, folder: Path | None = None) -> Loaded:
    """Load built-ins, then installed packages, then the edition's own files.

    Parameters
    ----------
    built_ins : the engine's own plugin modules.
    version : version of the engine.
    folder : edition whose ``rubrics`` folder may hold Python files.

    Returns
    -------
    What was loaded; broken plugins are listed in ``statuses`` and raise only by `Loaded.sound`.
    """
    shelf = _Shelf()
    candidates = [*built_in(built_ins, version), *installed()]
    candidates += in_folder(folder) if folder else []
    statuses = tuple(shelf.add(candidate) for candidate in candidates)
    return shelf.loaded(statuses)


def registry_of(built_ins: Iterable[ModuleType]) -> Registry:
    """Return the methods of the engine's own modules alone.

    Raises
    ------
    PluginError
        If one of them is not sound (a bug).
    """
    shelf = _Shelf()
    statuses = tuple(shelf.add(candidate) for candidate in built_in(built_ins, ""))
    return shelf.loaded(statuses).sound().registry


def _manager() -> pluggy.PluginManager:
    manager = pluggy.PluginManager(hooks.PROJECT)
    manager.add_hookspecs(hooks)
    return manager


@define
class _Shelf:
    """Records by (hook, name) as they come in."""

    records: dict[str, dict[str, Any]] = field(factory=lambda: {hook: {} for hook in hooks.RECORDS})
    owners: dict[str, dict[str, Owner]] = field(factory=lambda: {hook: {} for hook in hooks.RECORDS})

    def add(self, candidate: Candidate) -> PluginStatus:
        """Take in what one plugin yields and tell what is wrong with it."""
        status = PluginStatus(owner=candidate.owner)
        if candidate.problem:
            return evolve(status, problems=(candidate.problem,))
        found, wrong = _implementations(candidate)
        names: list[str] = []
        for hook, implementation in found:
            for item in _yielded(hook, implementation, candidate.owner, wrong):
                clash = self._put(hook, item, candidate.owner)
                wrong += clash
                names += [] if clash else [f"{_kind(item)} {_name(item)}"]
        return evolve(
            status, hooks=tuple(hook for hook, _ in found), records=tuple(names), problems=tuple(wrong)
        )

    def _put(self, hook: str, item: Any, owner: Owner) -> list[Problem]:  # noqa: ANN401
        name = _name(item)
        first = self.owners[hook].setdefault(name, owner)
        if first is not owner or name in self.records[hook]:
            return [
                problem("plugin-name-taken", name=name, kind=_kind(item), first=str(first), second=str(owner))
            ]
        self.records[hook][name] = item
        return []

    def _register(self, hook: str) -> Register[Any]:
        return Register(methods=self.records[hook], owners=self.owners[hook])

    def loaded(self, statuses: tuple[PluginStatus, ...]) -> Loaded:
        """Return everything as one record."""
        kinds = (item.name for item in fields(Registry))
        registry = Registry(**{kind: self._register(f"scoring_{kind}") for kind in kinds})
        return Loaded(
            registry=registry,
            rubrics=self._register("scoring_rubrics"),
            readers=self._register("scoring_readers"),
            writers=self._register("scoring_writers"),
            statuses=statuses,
        )


def _implementations(candidate: Candidate) -> tuple[list[tuple[str, Callable[[], Any]]], list[Problem]]:
    """Return the hooks a plugin implements, and problems for what looks like a hook and is none."""
    owner, manager = str(candidate.owner), _manager()
    unmarked = [
        name
        for name in dir(candidate.module)
        if name.startswith(hooks.PREFIX)
        and callable(getattr(candidate.module, name))
        and manager.parse_hookimpl_opts(candidate.module, name) is None
    ]
    wrong = [problem("plugin-hook-unmarked", owner=owner, hook=name) for name in unmarked]
    try:
        manager.register(candidate.module, name=owner)
        manager.check_pending()
    except pluggy.PluginValidationError as error:
        misspelt = [name for name in _marked(manager, candidate) if name not in hooks.RECORDS]
        wrong += [
            problem("plugin-unknown-hook", owner=owner, hook=name, nearest=nearest(name, hooks.RECORDS))
            for name in misspelt
        ]
        if not misspelt:
            wrong.append(problem("plugin-wrong-hook", owner=owner, cause=str(error)))
    found = [
        (hook, implementation.function)
        for hook in hooks.RECORDS
        for implementation in getattr(manager.hook, hook).get_hookimpls()
    ]
    return found, wrong


def _marked(manager: pluggy.PluginManager, candidate: Candidate) -> list[str]:
    return [
        name
        for name in dir(candidate.module)
        if manager.parse_hookimpl_opts(candidate.module, name) is not None
    ]


def _yielded(
    hook: str, implementation: Callable[[], Any], owner: Owner, wrong: list[Problem]
) -> Iterator[Any]:
    """Yield the sound records of one hook; what is not sound is added to `wrong`."""
    try:
        items = list(implementation())
    except (Exception, SystemExit) as error:  # noqa: BLE001 - a stranger's code is reported as his
        cause = f"{type(error).__name__}: {error}"
        wrong.append(problem("plugin-hook-failed", owner=str(owner), hook=hook, cause=cause))
        return
    for item in items:
        if unsound := unsoundness(item, hooks.RECORDS[hook]):
            found, allowed = unsound
            wrong.append(
                problem("plugin-wrong-record", owner=str(owner), hook=hook, found=found, allowed=allowed)
            )
        elif not NAME.fullmatch(str(_name(item))) or not isinstance(_name(item), str):
            wrong.append(problem("plugin-bad-name", owner=str(owner), name=str(_name(item))))
        else:
            yield item


def _name(item: Any) -> str:  # noqa: ANN401
    return item.id if isinstance(item, Rubric) else item.name


def _kind(item: Any) -> str:  # noqa: ANN401
    return "rubric" if isinstance(item, Rubric) else item.kind

"""Tables to attrs records: every key known, every required key there, every limit kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import attrs
from cattrs import ClassValidationError, Converter
from cattrs.errors import AttributeValidationNote, ForbiddenExtraKeysError
from cattrs.gen import make_dict_structure_fn, override

from scoring.codec.consistency import inconsistencies
from scoring.codec.misfit import Misfit, MisfitError, misfit
from scoring.codec.rules import RULES, Rule, toml_name
from scoring.codec.scalars import SCALARS, Hook
from scoring.errors import ScoringError
from scoring.model.edition import Node
from scoring.model.nearest import nearest


def record_hook(cls: Any, converter: Converter) -> Hook:  # noqa: ANN401 a type form
    """Return the hook that turns a table into a record of `cls`."""
    attrs.resolve_types(cls)
    overrides = _overrides(cls, converter)
    turn = make_dict_structure_fn(cls, converter, _cattrs_forbid_extra_keys=True, **overrides)

    def hook(value: Any, _: Any) -> Any:  # noqa: ANN401 a hook takes anything
        table = SCALARS[dict](value, cls)
        try:
            made = turn(table, cls)
        except ClassValidationError as group:
            raise MisfitError(_Unravel(cls, converter, table).misfits(group)) from None
        if unfit := list(inconsistencies(made)):
            raise MisfitError(unfit)
        return made

    return hook


def _overrides(cls: type, converter: Converter) -> dict[str, Any]:
    rules = RULES.get(cls, {})
    return {
        item.name: override(
            rename=toml_name(cls, item.name),
            struct_hook=_ruled(rules[item.name], converter) if item.name in rules else None,
        )
        for item in attrs.fields(cls)
    }


def _ruled(rule: Rule, converter: Converter) -> Hook:
    """Return a hook that also keeps the rule, and reports what breaks it beside what has a wrong type."""

    def hook(value: Any, cls: Any) -> Any:  # noqa: ANN401 a hook takes anything
        broken = list(rule.misfits(value))
        try:
            made = converter.structure(value, cls)
        except MisfitError as error:
            raise MisfitError([*broken, *error.misfits]) from None
        if broken:
            raise MisfitError(broken)
        return made

    return hook


@attrs.frozen
class _Unravel:
    """From the errors cattrs grouped for one table to misfits."""

    cls: type
    converter: Converter
    table: Mapping[str, Any]

    def misfits(self, group: ClassValidationError) -> list[Misfit]:
        found = [item for error in group.exceptions for item in self._of(error)]
        return [item for item in found if not (item.code == "missing-key" and self._explained(item, found))]

    @staticmethod
    def _explained(missing: Misfit, found: list[Misfit]) -> bool:
        """Whether a key is missing only because it is misspelt, or because an id was written without quotes."""
        beside = [item for item in found if item.on_key and len(item.path) == 1]
        return len(missing.path) == 1 and any(
            item.code == "unquoted-id" or item.details.get("nearest") == missing.path[0] for item in beside
        )

    def _of(self, error: Exception) -> Iterator[Misfit]:
        note = next(
            (note for note in getattr(error, "__notes__", ()) if isinstance(note, AttributeValidationNote)),
            None,
        )
        name = toml_name(self.cls, note.name) if note else ""
        if isinstance(error, ForbiddenExtraKeysError):
            yield from (self._unknown(key) for key in sorted(error.extra_fields))
        elif isinstance(error, MisfitError):
            yield from (item.below(name) for item in error.misfits)
        elif isinstance(error, KeyError) and name and name not in self.table:
            yield Misfit(code="missing-key", path=(name,), details={"found": name})
        elif not note and isinstance(error, ValueError | TypeError | ScoringError):
            yield from self._refused(error)
        else:
            raise error

    def _unknown(self, key: str) -> Misfit:
        allowed = [toml_name(self.cls, item.name) for item in attrs.fields(self.cls)]
        near = nearest(key, allowed)
        if self.cls is Node and not near and isinstance(self.table[key], dict):
            return Misfit(code="unquoted-id", path=(key,), details={"name": key}, on_key=True)
        code = "misspelt-key" if near else "unknown-key" if allowed else "no-keys"
        details = {"found": key, "allowed": allowed, "nearest": near}
        return Misfit(code=code, path=(key,), details=details, on_key=True)

    def _refused(self, error: Exception) -> Iterator[Misfit]:
        """Yield what the validators of the class refuse, by field; else what the class itself said."""
        if isinstance(error, ScoringError):
            yield from (Misfit(code=item.code, details=item.details) for item in error.problems)
            return
        found = list(self._invalid())
        yield from found or [Misfit(code="refused", details={"cause": str(error)})]

    def _invalid(self) -> Iterator[Misfit]:
        bare: Any = object.__new__(self.cls)
        values = [
            (item, self.converter.structure(self.table[name], item.type))
            for item in attrs.fields(self.cls)
            if (name := toml_name(self.cls, item.name)) in self.table
        ]
        for item, value in values:
            object.__setattr__(bare, item.name, value)
        for item, value in values:
            for validator in _validators(item):
                try:
                    validator(bare, item, value)
                except (ValueError, TypeError) as error:
                    name = toml_name(self.cls, item.name)
                    yield _invalid(validator, self.table[name], error).below(name)


def _validators(item: attrs.Attribute[Any]) -> tuple[Any, ...]:
    """Return the validators of a field one by one; attrs joins several into one."""
    joined = item.validator
    return getattr(joined, "_validators", (joined,) if joined else ())


def _invalid(validator: object, value: object, error: Exception) -> Misfit:
    """Return what a validator refuses; the limit is named where attrs' own comparisons tell it."""
    operator, bound = getattr(validator, "compare_op", ""), getattr(validator, "bound", "")
    if operator:
        return misfit("out-of-limits", value, allowed=f"{operator} {bound}")
    return misfit("refused-value", value, cause=str(error))

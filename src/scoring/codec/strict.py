"""Text to records without any conversion of types. The home of cattrs for TOML.

By itself cattrs turns ``"0.5"`` into 0.5 and ``true`` into 1.0; the hooks here take exactly the types of TOML.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any, Literal, TypeVar, get_args, get_origin

import attrs
from cattrs import Converter

from scoring.codec.misfit import Misfit, MisfitError, misfit
from scoring.codec.record import record_hook
from scoring.codec.scalars import SCALARS, Hook, literal, unusable_numbers
from scoring.model.method import Use
from scoring.model.nearest import nearest
from scoring.model.text import Text

T = TypeVar("T")


def fit(cls: type[T], data: Mapping[str, Any]) -> tuple[T | None, list[Misfit]]:
    """Turn a parsed text into a record.

    Parameters
    ----------
    cls : attrs class.
    data : what the TOML parser returned, numbers with a fraction as `Decimal`.

    Returns
    -------
    tuple
        The record, or None when anything does not fit, and everything that does not.
    """
    unusable = list(unusable_numbers(data))
    try:
        record = _CONVERTER.structure(data, cls)
    except MisfitError as error:
        return None, [*unusable, *error.misfits]
    return (None if unusable else record), unusable


def _each(pairs: Iterable[tuple[str | int, Any]], hook: Hook, cls: Any) -> list[Any]:  # noqa: ANN401 a type form
    """Turn every item; raise what does not fit of all of them."""
    made: list[Any] = []
    misfits: list[Misfit] = []
    for key, item in pairs:
        try:
            made.append(hook(item, cls))
        except MisfitError as error:
            misfits += (found.below(key) for found in error.misfits)
    if misfits:
        raise MisfitError(misfits)
    return made


def _mapping(cls: Any, converter: Converter) -> Hook:  # noqa: ANN401 a type form
    of = get_args(cls)[1]

    def hook(value: Any, _: Any) -> dict[str, Any]:  # noqa: ANN401 a hook takes anything
        table = SCALARS[dict](value, cls)
        nested = [
            misfit("unquoted-id", item, name=key) for key, item in table.items() if isinstance(item, dict)
        ]
        if of is Decimal and nested:
            raise MisfitError(found.below(str(found.details["name"])) for found in nested)
        return dict(zip(table, _each(table.items(), converter.structure, of), strict=True))

    return hook


def _tuple(cls: Any, converter: Converter) -> Hook:  # noqa: ANN401 a type form
    first, *rest = get_args(cls)
    words, tables = first is str or get_origin(first) is Literal, attrs.has(first)

    def hook(value: Any, _: Any) -> tuple[Any, ...]:  # noqa: ANN401 a hook takes anything
        if tables and isinstance(value, dict):
            raise MisfitError([misfit("not-a-list-of-tables", value)])
        items = SCALARS[list](value, cls)
        types = [first] * len(items) if rest == [...] else [first, *rest]
        if len(items) != len(types):
            raise MisfitError([misfit("wrong-length", items, allowed=len(types))])
        pairs = enumerate(zip(items, types, strict=True))
        made = _each(pairs, lambda pair, _: converter.structure(*pair), None)
        return tuple(_once(made) if words and rest == [...] else made)

    return hook


def _once(names: list[str]) -> list[str]:
    """Return names of which none stands twice in the list."""
    twice = [position for position, name in enumerate(names) if name in names[:position]]
    if twice:
        raise MisfitError(misfit("listed-twice", names[position]).below(position) for position in twice)
    return names


def _children(_: Any, converter: Converter) -> Hook:  # noqa: ANN401 a type form
    table, names = (
        converter.get_structure_hook(Mapping[str, Decimal]),
        converter.get_structure_hook(tuple[str, ...]),
    )

    def hook(value: Any, _: Any) -> Any:  # noqa: ANN401 a hook takes anything
        if not isinstance(value, dict | list):
            raise MisfitError([misfit("not-children", value)])
        return table(value, None) if isinstance(value, dict) else names(value, None)

    return hook


def _otherwise(value: Any, _: Any) -> Any:  # noqa: ANN401 a hook takes anything
    if isinstance(value, str) and value != "missing":
        raise MisfitError([misfit("not-a-score", value, nearest=nearest(value, ["missing"]))])
    return value if value == "missing" else SCALARS[Decimal](value, Decimal)


def _text(_: Any, converter: Converter) -> Hook:  # noqa: ANN401 a type form
    table = record_hook(Text, converter)

    def hook(value: Any, _: Any) -> Text:  # noqa: ANN401 a hook takes anything
        if isinstance(value, str):
            return Text(id=value, en=value)
        if not isinstance(value, dict):
            raise MisfitError([misfit("not-a-label", value)])
        made: Text = table(value, Text)
        return made

    return hook


def _use(value: Any, _: Any) -> Use:  # noqa: ANN401 a hook takes anything
    if isinstance(value, str):
        return Use(method=value)
    if not isinstance(value, dict):
        raise MisfitError([misfit("not-a-method", value)])
    if "method" not in value:
        raise MisfitError([Misfit(code="missing-key", path=("method",), details={"found": "method"})])
    method = _each([("method", value["method"])], SCALARS[str], str)[0]
    return Use(method=method, parameters={key: item for key, item in value.items() if key != "method"})


def _uses(value: Any, _: Any) -> tuple[Use, ...]:  # noqa: ANN401 a hook takes anything
    """One method, or several that are applied in order."""
    return tuple(_each(enumerate(value), _use, Use)) if isinstance(value, list) else (_use(value, Use),)


def strict_converter() -> Converter:
    """Return a new converter with all hooks for TOML, to which others may be added."""
    made = Converter(detailed_validation=True)
    made.register_structure_hook_factory(attrs.has, record_hook)
    made.register_structure_hook_factory(_of(Mapping), _mapping)
    made.register_structure_hook_factory(_of(tuple), _tuple)
    made.register_structure_hook_func(_of(Literal), literal)
    made.register_structure_hook_factory(_same(Mapping[str, Decimal] | tuple[str, ...]), _children)
    made.register_structure_hook_func(_same(Decimal | Literal["missing"]), _otherwise)
    made.register_structure_hook_factory(_same(Text), _text)
    made.register_structure_hook_func(_same(Use), _use)
    made.register_structure_hook_func(_same(tuple[Use, ...]), _uses)
    for cls, hook in SCALARS.items():
        made.register_structure_hook(cls, hook)
    return made


def _of(origin: object) -> Callable[[Any], bool]:
    return lambda form: get_origin(form) is origin


def _same(wanted: object) -> Callable[[Any], bool]:
    return lambda form: bool(form == wanted)


_CONVERTER = strict_converter()

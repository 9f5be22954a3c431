"""Every registered method with its formula, its parameters, its properties, its source and an example."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import attrs

from reference.keys import default, written
from reference.markdown import code, table, told
from reference.samples import ACROSS, SAMPLES
from scoring._version import VERSION
from scoring.methods import BUILT_INS
from scoring.model.method import Method
from scoring.model.registry import Register, Registry
from scoring.plugins import load

SECTIONS: Mapping[str, tuple[str, Callable[[Any], bool]]] = {
    "value_functions": ("value_functions", lambda _: True),
    "consensus_rules": ("consensus_rules", lambda _: True),
    "aggregations": ("aggregations", lambda method: method.scope == "city"),
    "nation_aggregations": ("aggregations", lambda method: method.scope == "nation"),
    "treatments": ("treatments", lambda _: True),
    "imputations": ("imputations", lambda _: True),
    "normalisations": ("normalisations", lambda _: True),
    "weightings": ("weightings", lambda method: method.from_data),
    "judgements": ("weightings", lambda method: not method.from_data),
}
"""The parts of the page: a register, and which of its methods."""
DEMANDS = {
    "complete": "that none is missing",
    "positive": "that they are above 0",
    "not_negative": "that none is below 0",
    "varying": "that no item is the same in every city",
    "two_cities": "that at least two cities have one",
}
COMPENSATION = {
    "full": "a bad child can be made good by others",
    "partial": "a bad child can be made good by others, the less the worse it is",
    "none": "a bad child cannot be made good",
    None: "depends on the parameters",
}
REVERSAL = {
    True: "never",
    False: "other cities may turn the order of two",
    None: "depends on the parameters",
}


def registers() -> dict[str, Register[Any]]:
    """Return the register that each part of the page is taken from."""
    registry = load(BUILT_INS, version=VERSION).registry
    return {name: getattr(registry, kind) for name, (kind, _) in SECTIONS.items()}


def kinds() -> set[str]:
    """Return the names of all registers."""
    return {item.name for item in attrs.fields(Registry)}


def built_in(section: str) -> list[Any]:
    """Return the built-in methods of a part of the page, in their order."""
    register, chosen = registers()[section], SECTIONS[section][1]
    return [
        register[name]
        for name in register
        if register.owners[name].distribution == "scoring" and chosen(register[name])
    ]


def methods_of(section: str) -> str:
    """Return a section for each built-in method of a part of the page."""
    return "\n".join("\n".join(_section(section, method)) for method in built_in(section))


def _section(section: str, method: Method) -> Iterator[str]:
    yield f"### {method.name}\n"
    yield f"{method.summary.en} *({method.summary.id})*\n"
    yield f"- formula: {code(method.formula)}"
    yield from _properties(section, method)
    if method.source:
        yield f"- source: {method.source}"
    sample = SAMPLES.get((section, method.name)) or ACROSS.get((section, method.name))
    if sample:
        yield f"- example: `{sample.toml}` makes {sample.told}"
    yield ""
    yield from _parameters(method)


def _properties(section: str, method: Any) -> Iterator[str]:
    inputs = getattr(method, "inputs", ())
    if inputs:
        besides = "the value" if section == "value_functions" else "the values"
        taken = " and ".join(code(name) for name in inputs)
        yield f"- takes, besides {besides}: {taken}{' of the measures table' if section == 'value_functions' else ''}"
    if method.demands:
        yield f"- asks of present values: {', '.join(DEMANDS[name] for name in method.demands)}"
    if section in {"aggregations", "nation_aggregations"}:
        yield f"- compensation: {COMPENSATION[method.compensation]}"
    if section == "nation_aggregations":
        yield f"- rank reversal: {REVERSAL[method.reversal_free]}"


def _parameters(method: Method) -> Iterator[str]:
    attrs.resolve_types(method.parameters)
    fields, texts = attrs.fields(method.parameters), told(method.parameters)
    if fields:
        rows = [[code(item.name), written(item.type), default(item), texts[item.name]] for item in fields]
        yield table(["parameter", "type", "default", "meaning"], rows)

"""Every registered method with its formula, its parameters, its source and an example."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from reference.keys import default, written
from reference.markdown import code, table, told
from reference.samples import SAMPLES
from scoring._version import VERSION
from scoring.methods import BUILT_INS
from scoring.model.method import Method
from scoring.model.registry import Register
from scoring.plugins import load


def registers() -> dict[str, Register[Method]]:
    """Return the built-in methods by kind."""
    registry = load(BUILT_INS, version=VERSION).registry
    return {
        "value_functions": registry.value_functions,
        "consensus_rules": registry.consensus_rules,
        "aggregations": registry.aggregations,
    }


def methods_of(kind: str) -> str:
    """Return a section for each built-in method of a kind."""
    register = registers()[kind]
    built_in = [register[name] for name in register if register.owners[name].distribution == "scoring"]
    return "\n".join("\n".join(_section(kind, method)) for method in built_in)


def _section(kind: str, method: Method) -> Iterator[str]:
    yield f"### {method.name}\n"
    yield f"{method.summary.en} *({method.summary.id})*\n"
    yield f"- formula: {code(method.formula)}"
    if kind == "value_functions" and method.inputs:  # type: ignore[attr-defined]
        taken = " and ".join(code(name) for name in method.inputs)  # type: ignore[attr-defined]
        yield f"- takes, besides the value: {taken} of the measures table"
    if "not_negative" in method.demands:
        yield "- refuses a child below 0"
    if method.source:
        yield f"- source: {method.source}"
    sample = SAMPLES[kind, method.name]
    yield f"- example: `{sample.toml}` makes {sample.told}\n"
    yield from _parameters(method)


def _parameters(method: Method) -> Iterator[str]:
    attrs.resolve_types(method.parameters)
    fields, texts = attrs.fields(method.parameters), told(method.parameters)
    if fields:
        rows = [[code(item.name), written(item.type), default(item), texts[item.name]] for item in fields]
        yield table(["parameter", "type", "default", "meaning"], rows)

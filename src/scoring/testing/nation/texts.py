"""The edition and rubric files, put together from the texts beside this module."""

from __future__ import annotations

from importlib.resources import files
from string import Template

from scoring.model.text import Text
from scoring.testing.nation.dimensions import DIMENSIONS, KEYS, Dimension
from scoring.testing.nation.items import FIRST_WITH_STAGES, STAGES
from scoring.testing.nation.measures import EDITION_DATE

COMPLETE_WEIGHTS = {"baseline": 10, "output": 20, "outcome": 30, "impact": 20, "quick_win": 20}


def edition(year: int, *, books: bool = False) -> str:
    """Return ``edition.toml`` of a year.

    Parameters
    ----------
    year : 2022, 2023 or 2024.
    books : whether the marks come as workbooks.
    """
    head = _fill(
        "edition-head.toml.in",
        id=f"nation_{year}_workbooks" if books else f"nation_{year}",
        year=year,
        date=EDITION_DATE[year].isoformat(),
        name_id=f"Evaluasi kota cerdas rekaan {year}",
        name_en=f"Invented smart city evaluation {year}",
    )
    inputs = _text("inputs-books.toml" if books else "inputs-tables.toml")
    return head + inputs + _text(f"rules-{year}.toml") + _text("tree.toml") + _text("results.toml")


def rubrics(year: int) -> dict[str, str]:
    """Return the rubric files of a year by file name."""
    staged = year >= FIRST_WITH_STAGES
    first, last = (f'stages = ["{stage}"]\n' if staged else "" for stage in STAGES)
    found = {
        "baseline-first_state": _fill("baseline-first_state.toml.in", year=year),
        "baseline-progress": _progress(year, staged=staged),
        "output-budget": _fill("output-budget.toml.in", year=year, stages=first),
        "output-foundation": _fill("output-foundation.toml.in", year=year),
        "quick_win": _fill(
            "quick_win.toml.in", year=year, consensus='consensus = "median"\n' if staged else ""
        ),
    }
    if staged:
        found["output-security"] = _fill("output-security.toml.in", year=year)
    for item in DIMENSIONS:
        found[f"outcome-{item.key}"] = _of("outcome", item, year, weight="weight = 0.2\n", stages=first)
        found[f"impact-{item.key}"] = _of("impact", item, year, weight="", stages=last)
    return {f"{name}.toml": text.rstrip("\n") + "\n" for name, text in sorted(found.items())}


def complete_edition(year: int, components: tuple[str, ...], *, books: bool = False) -> str:
    """Return ``edition.toml`` of an edition that marks every sub-dimension under every component."""
    head = _fill(
        "edition-head.toml.in", id="nation_complete", year=year, date=EDITION_DATE[year].isoformat(),
        name_id="Evaluasi rekaan lengkap", name_en="Complete invented evaluation",
    )  # fmt: skip
    inputs = _text("inputs-complete-books.toml" if books else "inputs-complete.toml")
    types = _text("rules-2023.toml").partition("[node.")[0]
    ranked = ", ".join(f'"{name}"' for name in ("index", *components, *(f"dimension.{key}" for key in KEYS)))
    results = _text("results.toml").partition("[improvement]")[0] + f"[publish]\nranked = [{ranked}]\n"
    return head + inputs + types + _complete_tree(components) + results


def _complete_tree(components: tuple[str, ...]) -> str:
    weights = ", ".join(f"{name} = {COMPLETE_WEIGHTS[name]}" for name in components)
    nodes = [f'[node.index]\nchildren = {{ {weights} }}\nweights = "shares"\n']
    nodes += [f'[node.{name}]\nchildren = ["{name}.*"]\n' for name in components]
    for key in KEYS:
        children = ", ".join(f'"{name}.{key}"' for name in components)
        nodes.append(f'[node."dimension.{key}"]\nchildren = [{children}]\n')
    return "\n".join(nodes) + "\n"


def complete_rubrics(year: int, components: tuple[str, ...]) -> dict[str, str]:
    """Return the rubric files of such an edition."""
    return {
        f"{component}-{item.key}.toml": _of("complete", item, year, weight="", component=component)
        for component in components
        for item in DIMENSIONS
    }


def _progress(year: int, *, staged: bool) -> str:
    return _fill(
        "baseline-progress.toml.in",
        year=year,
        improvement="0.7" if staged else "1",
        consistency=_text("consistency.toml").lstrip("\n") if staged else "",
    )


def _of(template: str, item: Dimension, year: int, *, weight: str, **more: str) -> str:
    parts = "".join(
        f"\n[criterion.{key}]\nname = {_both(name)}\n{weight}" for key, name in item.parts.items()
    )
    return _fill(
        f"{template}.toml.in", key=item.key, year=year, parts=parts, name_id=item.name.id,
        name_en=item.name.en, **more,
    )  # fmt: skip


def _both(name: Text) -> str:
    return f'{{ id = "{name.id}", en = "{name.en}" }}'


def _fill(name: str, **values: object) -> str:
    return Template(_text(name)).substitute(values)


def _text(name: str) -> str:
    return (files(__package__) / "texts" / name).read_text(encoding="utf-8")

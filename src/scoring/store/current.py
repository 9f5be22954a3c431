"""What a run would be made from today, against what its manifest says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import field, frozen

from scoring.errors import Place, Problem, problem
from scoring.model.registry import Owner
from scoring.store.manifest import Manifest


@frozen(kw_only=True)
class Current:
    """What there is today.

    Parameters
    ----------
    edition : hash of ``edition.toml``; "" when it is gone.
    inputs : hash by path of each input file, relative to the edition.
    rubrics : hash by rubric id.
    plugins : plugins that are loaded.
    software : version by name, ``scoring`` (the engine) among them.
    """

    edition: str
    inputs: Mapping[str, str] = field(factory=dict)
    rubrics: Mapping[str, str] = field(factory=dict)
    plugins: tuple[Owner, ...] = ()
    software: Mapping[str, str] = field(factory=dict)


def compare_inputs(manifest: Manifest, current: Current) -> list[Problem]:
    """Return what a run was made from that is not the same any more, named one by one.

    Changed, missing and new inputs, rubrics and plugins are errors; another version of the software is a note.
    """
    recorded = {"scoring": manifest.engine, **manifest.software}
    return [
        *_edition(manifest, current),
        *_hashes("input", {item.path: item.sha256 for item in manifest.inputs}, current.inputs),
        *_hashes("rubric", {item.id: item.sha256 for item in manifest.rubrics}, current.rubrics),
        *_hashes("plugin", _plugins(manifest.plugins), _plugins(current.plugins)),
        *_versions(recorded, current.software),
    ]


def _edition(manifest: Manifest, current: Current) -> Iterator[Problem]:
    place = Place(file=f"{manifest.edition.path}/edition.toml")
    if not current.edition:
        yield problem("run-edition-missing", place)
    elif current.edition != manifest.edition.sha256:
        yield problem("run-edition-changed", place, found=current.edition, allowed=manifest.edition.sha256)


def _hashes(what: str, recorded: Mapping[str, str], current: Mapping[str, str]) -> Iterator[Problem]:
    for name in sorted(recorded.keys() | current.keys()):
        then, now = recorded.get(name), current.get(name)
        if now is None:
            yield problem(f"run-{what}-missing", name=name)
        elif then is None:
            yield problem(f"run-{what}-new", name=name)
        elif then != now:
            yield problem(f"run-{what}-changed", name=name, found=now, allowed=then)


def _plugins(owners: tuple[Owner, ...]) -> Mapping[str, str]:
    """Return what identifies the content of each plugin by what identifies the plugin."""
    return {
        f"{item.name} ({item.distribution})" if item.distribution else item.name: (
            f"{item.version} {item.sha256}".strip()
        )
        for item in owners
    }


def _versions(recorded: Mapping[str, str], current: Mapping[str, str]) -> Iterator[Problem]:
    for name in sorted(recorded):
        if current.get(name, "") != recorded[name]:
            yield problem(
                "run-software-changed", name=name, found=current.get(name, ""), allowed=recorded[name]
            )

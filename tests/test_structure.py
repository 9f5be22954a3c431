"""The habits of the code, held by tests: sizes, names, dependencies, messages, the lock and the package."""

import ast
import os
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path
from string import Formatter
from zipfile import ZipFile

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from scoring.codec.messages import catalogue

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "scoring"
MODULES = sorted(SOURCE.rglob("*.py"))
TREES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in MODULES}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PINNED = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[a-z,]+\])?==(\S+)", re.MULTILINE)
EXTRAS = PROJECT["project"]["optional-dependencies"]
OPTIONAL = {line for name, lines in EXTRAS.items() if name != "dev" for line in lines}
"""What users may add; imported only where it is used."""
FOR_DEVELOPERS = [*OPTIONAL, *(line for line in EXTRAS["dev"] if not line.startswith("scoring["))]
GIVEN_BY_THE_RENDERER = {"key", "file", "nearest"}
"""Details that a sentence may name without being given them."""


def name_of(path):
    return path.relative_to(SOURCE).as_posix()


def calls_of(function):
    """Yield (module, call, code) of every call that names its problem by a literal."""
    for path, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == function:
                for code in node.args[:1]:
                    if isinstance(code, ast.Constant):
                        yield name_of(path), node, code.value


def made_of(node):
    """Return the pattern of the codes that an f-string can make; one without a word of its own makes none."""
    fixed = [part.value for part in node.values if isinstance(part, ast.Constant)]
    parts = [re.escape(part.value) if isinstance(part, ast.Constant) else "[a-z-]+" for part in node.values]
    return re.compile("".join(parts) if re.search("[a-z]{3}", "".join(fixed)) else "(?!)")


def test_no_function_is_longer_than_60_lines():
    long = [
        f"{name_of(path)}:{node.lineno} {node.name}"
        for path, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno - node.lineno >= 60
    ]
    assert long == []


def test_no_module_is_longer_than_300_lines():
    assert [
        name_of(path) for path in MODULES if len(path.read_text(encoding="utf-8").splitlines()) > 300
    ] == []


def test_no_module_has_a_name_that_says_nothing():
    empty = {"utils", "util", "helpers", "helper", "base", "common", "misc", "core", "manager"}
    assert [name_of(path) for path in MODULES if {*path.with_suffix("").parts} & empty] == []


def test_every_folder_has_its_tests():
    folders = {path.name for path in SOURCE.iterdir() if (path / "__init__.py").is_file()}
    tested = {path.parent.name for path in (ROOT / "tests").glob("*/test_*.py")}
    assert folders - tested == set()


def imported(trees):
    """Return the packages from outside that some modules import."""
    found = set()
    for tree in trees:
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                found |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                found.add(node.module.partition(".")[0])
    return found - sys.stdlib_module_names - {"scoring"}


def requirements(lines):
    return {canonicalize_name(Requirement(line).name): Requirement(line) for line in lines}


def owners_of(packages):
    """Return the distributions that bring some packages; a module of the tests themselves has none."""
    owners = packages_distributions()
    return {canonicalize_name(owner) for package in packages for owner in owners.get(package, [])}


def test_what_is_imported_is_declared_and_what_is_declared_is_imported():
    used = owners_of(imported(TREES.values()))
    declared = set(requirements(PROJECT["project"]["dependencies"]))
    assert used - declared - set(requirements(OPTIONAL)) == set()
    assert declared - used == set()


def test_developers_have_every_extra():
    (line,) = (line for line in EXTRAS["dev"] if line.startswith("scoring["))
    assert Requirement(line).extras == set(EXTRAS) - {"dev"}


def test_what_tests_and_benchmarks_import_is_declared():
    found = [path for folder in ("tests", "benchmarks") for path in (ROOT / folder).rglob("*.py")]
    files = [path for path in found if ".venv" not in path.parts]
    used = owners_of(imported(ast.parse(path.read_text(encoding="utf-8")) for path in files))
    declared = requirements([*PROJECT["project"]["dependencies"], *FOR_DEVELOPERS])
    assert used - {"scoring"} - set(declared) == set()


def test_the_lock_holds_names_versions_and_hashes_only():
    allowed = re.compile(
        r"[A-Za-z0-9._-]+(\[[a-z,]+\])?==\S+( ; [^\\]+)? \\|    --hash=sha256:[0-9a-f]{64}( \\)?"
    )
    assert [line for line in LOCK.splitlines() if not allowed.fullmatch(line)] == []
    assert len(PINNED.findall(LOCK)) > 40
    blocks = re.split(r"(?m)^(?=\S)", LOCK)[1:]
    assert [block.partition(" ")[0] for block in blocks if "--hash=" not in block] == []


def test_the_lock_holds_one_version_of_everything_that_is_declared():
    versions = dict(PINNED.findall(LOCK))
    assert len(versions) == len(PINNED.findall(LOCK)), (
        "the same versions for every Python give the same numbers"
    )
    lines = [
        *PROJECT["project"]["dependencies"],
        *FOR_DEVELOPERS,
        *PROJECT["build-system"]["requires"],
    ]
    for name, requirement in requirements(lines).items():
        assert versions.get(name) in requirement.specifier, f"{requirement} is not in the lock: make lock"


def test_every_problem_has_its_sentence():
    unknown = [f"{where}: {code}" for where, _, code in calls_of("problem") if code not in catalogue()]
    assert unknown == []


def test_every_sentence_is_used():
    nodes = [node for tree in TREES.values() for node in ast.walk(tree)]
    literals = {
        node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    made = [made_of(node) for node in nodes if isinstance(node, ast.JoinedStr)]
    unused = sorted(set(catalogue()) - literals)
    assert [code for code in unused if not any(pattern.fullmatch(code) for pattern in made)] == []


def test_every_problem_gives_what_its_sentence_names():
    wrong = []
    for where, call, code in calls_of("problem"):
        given = {keyword.arg for keyword in call.keywords}
        entry = catalogue().get(code)
        if entry is None or None in given:
            continue
        texts = (entry.message.en, entry.message.id, entry.hint.en, entry.hint.id)
        named = {name for text in texts for _, name, _, _ in Formatter().parse(text) if name}
        wrong += [
            f"{where}:{call.lineno} {code} lacks {name}" for name in named - given - GIVEN_BY_THE_RENDERER
        ]
    assert wrong == []


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """Build the package as a stranger would install it."""
    target = tmp_path_factory.mktemp("wheel")
    built = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(target)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stderr
    (found,) = target.glob("*.whl")
    with ZipFile(found) as archive:
        return set(archive.namelist())


def test_the_package_holds_every_file_of_the_source(wheel):
    files = {path.relative_to(SOURCE.parent).as_posix() for path in SOURCE.rglob("*") if path.is_file()}
    assert {name for name in files if "__pycache__" not in name} - wheel == set()


def test_the_package_holds_the_rubric_library_and_neither_tests_nor_fixtures(wheel):
    editions = {path.parent.name for path in (ROOT / "rubrics").glob("*/edition.toml")}
    assert editions
    assert {f"scoring/library/{name}/edition.toml" for name in editions} - wheel == set()
    assert {name.partition("/")[0] for name in wheel} == {
        "scoring",
        next(n for n in wheel if n.endswith("RECORD")).partition("/")[0],
    }


def test_what_runs_in_a_fresh_checkout_can_be_run():
    assert os.access(ROOT / ".ci" / "run", os.X_OK)

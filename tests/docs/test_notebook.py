"""The notebook of the ten steps runs from top to bottom, says nothing on the side, and is kept without outputs."""

import re
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

ROOT = Path(__file__).parents[2]
NOTEBOOK = ROOT / "docs" / "notebooks" / "ten-steps.ipynb"
STRICT = (
    "import warnings\n\nwarnings.simplefilter('error')\nwarnings.filterwarnings('ignore', module='ipykernel')"
)
QUIET = "--IPKernelApp.log_level=ERROR"


def read():
    return nbformat.read(NOTEBOOK, as_version=4)


@pytest.fixture
def alone(tmp_path, monkeypatch):
    """Keep profiles, histories and caches of the kernel out of the home folder."""
    for name in (
        "IPYTHONDIR",
        "JUPYTER_CONFIG_DIR",
        "JUPYTER_DATA_DIR",
        "JUPYTER_RUNTIME_DIR",
        "MPLCONFIGDIR",
    ):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))
    monkeypatch.setenv("MPLBACKEND", "module://matplotlib_inline.backend_inline")


def executed(notebook):
    """Return the outputs of every code cell, by its id; the kernel listens on loopback alone."""
    notebook.cells.insert(0, nbformat.v4.new_code_cell(STRICT))
    client = NotebookClient(
        notebook,
        kernel_name="python3",
        timeout=240,
        resources={"metadata": {"path": str(NOTEBOOK.parent)}},
        extra_arguments=[QUIET],
    )
    assert client.create_kernel_manager().ip == "127.0.0.1"
    client.execute()
    return {cell.id: cell.outputs for cell in notebook.cells if cell.cell_type == "code"}


@pytest.mark.usefixtures("alone")
def test_every_cell_runs_without_a_warning():
    outputs = executed(read())
    assert {
        name: found for name, found in outputs.items() if any(item.output_type == "stream" for item in found)
    } == {}
    kinds = [kind for found in outputs.values() for item in found for kind in item.data]
    assert sum(kind.startswith("image/") for kind in kinds) == 6


@pytest.mark.usefixtures("alone")
@pytest.mark.parametrize("source", ["assert 1 == 2", "import warnings\nwarnings.warn('old')"])
def test_a_wrong_figure_or_a_warning_is_found(source):
    with pytest.raises(CellExecutionError):
        executed(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source)]))


def test_all_ten_steps_are_there_in_their_order():
    headings = [cell.source.splitlines()[0] for cell in read().cells if cell.source.startswith("## ")]
    assert [heading[3:].split(".")[0] for heading in headings] == [*map(str, range(1, 11)), "Further"]


def test_it_is_kept_without_outputs():
    notebook = read()
    nbformat.validate(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert all(cell.outputs == [] and cell.execution_count is None for cell in code)
    assert all(cell.metadata == {} for cell in notebook.cells)


def test_its_links_lead_somewhere():
    text = "\n".join(cell.source for cell in read().cells if cell.cell_type == "markdown")
    links = re.findall(r"\]\(([^)\s]+)\)", text)
    assert links
    assert [link for link in links if not (NOTEBOOK.parent / link).exists()] == []

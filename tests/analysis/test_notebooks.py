"""The notebooks run from top to bottom, and what they show in the repository is whole."""

from pathlib import Path

import pytest

nbformat = pytest.importorskip("nbformat")
FOLDER = Path(__file__).parents[2] / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))


def test_there_are_four():
    assert [path.name[:2] for path in NOTEBOOKS] == ["01", "02", "03", "04"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_outputs_are_shown_and_hold_no_error_and_no_path_of_a_machine(path):
    notebook = nbformat.read(path, 4)
    nbformat.validate(notebook)

    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    outputs = [output for cell in code for output in cell.outputs]
    assert all(cell.execution_count for cell in code)
    assert len(outputs) >= 4
    assert not [o for o in outputs if o.output_type == "error" or o.get("name") == "stderr"]
    assert "/tmp/" not in str(outputs)


@pytest.mark.model
@pytest.mark.slow
# The kernel's own libraries warn; what the notebook itself warns of goes to its output.
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_runs(path):
    nbclient = pytest.importorskip("nbclient")
    notebook = nbformat.read(path, 4)

    nbclient.NotebookClient(
        notebook, timeout=1200, resources={"metadata": {"path": str(FOLDER)}}
    ).execute()

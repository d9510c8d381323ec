"""What docs/python.md and the notebook beside it show is so."""

from __future__ import annotations

import ast
import doctest
import json
import shutil
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from geodash.notebook.picture import Picture

ROOT = Path(__file__).resolve().parents[1]
PAGE, NOTEBOOK = ROOT / "docs" / "python.md", ROOT / "docs" / "python.ipynb"


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The repository's collection as the working folder, where files may be written."""
    tables = [p.name for p in ROOT.glob("*.csv")]
    for name in ("datapackage.json", "wording.yaml", *tables):
        shutil.copy(ROOT / name, tmp_path / name)
    shutil.copytree(ROOT / "articles", tmp_path / "articles")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_examples_of_the_page_are_so(copied: Path) -> None:
    flags = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    failed, tried = doctest.testfile(str(PAGE), module_relative=False, optionflags=flags)
    assert tried > 20 and not failed
    assert {"map.html", "map.svg", "violence", "violence.gpkg"} <= {
        p.name for p in copied.iterdir()
    }


def run(source: str, names: dict[str, Any]) -> Any:
    """What a notebook shows below a cell: the value of its last expression."""
    tree = ast.parse(source)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "cell", "exec"), names)
    return eval(compile(ast.Expression(last.value), "cell", "eval"), names) if last else None  # type: ignore[attr-defined]


def test_the_notebook_runs(copied: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cells = [
        c for c in json.loads(NOTEBOOK.read_text("utf-8"))["cells"] if c["cell_type"] == "code"
    ]
    assert all(not c["outputs"] and c["execution_count"] is None for c in cells)
    names: dict[str, Any] = {}
    shown = {c["id"]: run("".join(c["source"]), names) for c in cells}
    assert "between 1 September and 31 December 2022" in capsys.readouterr().out
    assert "<iframe srcdoc" in shown["draw"]._repr_html_()
    assert isinstance(shown["bars"], Picture)
    assert (
        isinstance(shown["count"], pd.DataFrame) and shown["count"]["size"].is_monotonic_decreasing
    )
    assert shown["attrs"]["sentence"] == str(names["view"])

"""What docs/python.md shows is so."""

from __future__ import annotations

import doctest
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def test_the_examples_of_the_page_are_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (
        "datapackage.json",
        "articles",
        "wording.yaml",
        *(p.name for p in ROOT.glob("*.csv")),
    ):
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    flags = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    page = ROOT / "docs" / "python.md"
    failed, tried = doctest.testfile(str(page), module_relative=False, optionflags=flags)
    assert tried > 20 and not failed

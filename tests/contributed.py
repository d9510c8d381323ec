"""What the examples in ``CONTRIBUTING.md`` promise; run by ``test_contributing.py`` in a copy."""

from __future__ import annotations

from pathlib import Path

from export_kit import ROOT, cut, site_of
from typer.testing import CliRunner

from geodash import __file__ as package
from geodash.cli import app
from geodash.exchange.registry import FORMATS


def test_export_format(tmp_path: Path) -> None:
    assert Path(package).is_relative_to(ROOT), "the copy is tried, not the checkout"
    offered = {f["name"]: f for f in site_of(ROOT).formats()}
    assert offered["txt"]["label"] == "Text"
    target = tmp_path / "a.txt"
    arguments = ["export", str(ROOT), "--filter", "kind=violence", "-o", str(target)]
    assert CliRunner().invoke(app, arguments).exit_code == 0
    text = target.read_text("utf-8")
    assert target.read_bytes() == FORMATS["txt"].write(cut(ROOT, "kind=violence"))
    first = cut(ROOT, "kind=violence").events[0]
    assert f": {first.title}\n  “" in text
    assert "Boundaries, names and designations" in text

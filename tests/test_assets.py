"""The page's own scripts: the list that loads them at once is whole, and nothing in it is missing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ASSETS = Path(__file__).resolve().parents[1] / "src" / "geodash" / "assets"
_IMPORT = re.compile(r"^(?:import|export)\s[^;]*?from\s+'(\./[^']+)'|^import\s+'(\./[^']+)'", re.M)


def imports(path: Path) -> set[Path]:
    """The modules that a module imports, as paths."""
    found = _IMPORT.findall(path.read_text("utf-8"))
    return {(path.parent / (a or b)).resolve() for a, b in found}


def reachable(path: Path) -> set[Path]:
    todo, seen = [path], set()
    while todo:
        at = todo.pop()
        if at not in seen:
            seen.add(at)
            todo += imports(at)
    return seen


def test_the_list_of_modules_is_whole() -> None:
    entry = ASSETS / "explore.js"
    listed = imports(ASSETS / "modules.js")
    needed = reachable(entry) - {entry, ASSETS / "modules.js"}
    assert listed == needed


@pytest.mark.parametrize("page", ["explore", "present"])
def test_every_import_leads_to_a_file(page: str) -> None:
    for path in reachable(ASSETS / f"{page}.js"):
        assert path.is_file(), path.name


@pytest.mark.parametrize("page", ["explore", "present"])
def test_every_style_sheet_that_is_asked_for_exists(page: str) -> None:
    sheet = (ASSETS / f"{page}.css").read_text("utf-8")
    named = re.findall(r"@import url\('\./([^']+)'\)", sheet)
    assert named
    assert all((ASSETS / name).is_file() for name in named)

"""The page's own scripts: the list that loads them at once is whole, and nothing in it is missing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ASSETS = Path(__file__).resolve().parents[1] / "src" / "geodash" / "assets"
_PATH = r"'(\.\.?/[^']+)'"
_IMPORT = re.compile(rf"^(?:import|export)\s[^;]*?from\s+{_PATH}|^import\s+{_PATH}", re.M)


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


@pytest.mark.parametrize("page", ["explore", "present", "bring"])
def test_every_import_leads_to_a_file(page: str) -> None:
    for path in reachable(ASSETS / f"{page}.js"):
        assert path.is_file(), path.name


def test_the_show_imports_what_there_is_and_nothing_that_asks_a_server() -> None:
    made = {ASSETS / "show" / "folium_map.js"}  # views/show.py writes it from Folium's map
    todo, seen = [ASSETS / "show" / "show.js"], set(made)
    while todo:
        at = todo.pop()
        if at not in seen:
            assert at.is_file(), at.name
            seen.add(at)
            todo += imports(at)
    names = {path.relative_to(ASSETS).as_posix() for path in seen}
    assert "map/base.js" in names
    assert not names & {"map/map.js", "core/state.js", "core/cards.js", "panel/panel.js"}


@pytest.mark.parametrize("page", ["explore", "present", "analyse", "bring"])
def test_every_style_sheet_that_is_asked_for_exists(page: str) -> None:
    sheet = (ASSETS / f"{page}.css").read_text("utf-8")
    named = re.findall(r"@import url\('\./([^']+)'\)", sheet)
    assert named
    assert all((ASSETS / name).is_file() for name in named)

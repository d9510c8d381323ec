"""The page's own scripts: they are asked for at once, and none of them is missing."""

from __future__ import annotations

import re

import pytest

from geodash.web.modules import ASSETS, early, imports, reachable
from geodash.web.pages import COMPONENTS


def test_a_page_asks_for_each_of_its_modules_once() -> None:
    head = early("explore").decode()
    asked = re.findall(r'href="_stcore/bidi-components/geodash.explore/([^"]+)"', head)
    assert len(asked) == head.count("<link") == len(set(asked))
    assert asked[0] == "explore.js"
    assert {"vendor/leaflet.js", "map/map.js", "timeline/paint.js"} <= set(asked)


@pytest.mark.parametrize("page", sorted(set(COMPONENTS.values())))
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

"""The house rules that a reader can't see in one file: who may import whom, and how big things get."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "src" / "geodash"
MODULES = sorted(PACKAGE.rglob("*.py"))
ASSETS = PACKAGE / "assets"
SCRIPTS = sorted(p for p in ASSETS.rglob("*.js") if "vendor" not in p.parts)

#: From the ground up; a module imports from its own floor or from below.
FLOORS = (
    "domain",
    "words",
    "geo",
    "collection",
    "imports",
    "query",
    "views",
    "exchange",
    "notebook",
    "coding",
    "publish",
    "web",
    "app",
    "cli_encoding",
    "cli_version",
    "cli_add",
    "cli_place",
    "cli_propose",
    "cli_agreement",
    "cli_diff",
    "cli_import",
    "cli_publish",
    "cli",
    "__main__",
)

#: The same inside the collection; those side by side know nothing of each other.
COLLECTION = (
    {"read"},
    {"anchors"},
    {"checks"},
    {"write"},
    {"sources"},
    {"load"},
    {"briefings"},
    {"reanchor", "scaffold"},
    {"report"},
    {"versions"},
)

#: And of the browser's modules; the entry modules stand above all rooms.
ROOMS = (
    {"vendor"},
    {"core"},
    {"map", "timeline", "sentence", "panel", "search"},
    {"analyse", "present", "about", "show", "code", "bring", "notebook", "read", "static"},
    {"publish"},
)


def level(room: str, levels: tuple[set[str], ...]) -> int:
    """The level of a room; above all of them for what is in none."""
    return next((n for n, rooms in enumerate(levels) if room in rooms), len(levels))


def floor_of(module: str) -> int:
    parts = module.split(".")
    return FLOORS.index(parts[1]) if len(parts) > 1 and parts[1] in FLOORS else -1


def name_of(path: Path) -> str:
    return ".".join(("geodash", *path.relative_to(PACKAGE).with_suffix("").parts))


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(ast.parse(path.read_text("utf-8"))))


def _names_type_checking(test: ast.AST) -> bool:
    return "TYPE_CHECKING" in (getattr(test, "id", ""), getattr(test, "attr", ""))


@cache
def imports(path: Path) -> set[str]:
    """Modules imported at run time; those for type checkers only are no dependency."""
    guarded = {
        id(inner)
        for node in nodes(path)
        if isinstance(node, ast.If) and _names_type_checking(node.test)
        for inner in ast.walk(node)
    }
    found: set[str] = set()
    for node in nodes(path):
        if id(node) in guarded:
            continue
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            if node.module == "geodash":
                found.update(f"geodash.{alias.name}" for alias in node.names)
    return found


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_point_down(path: Path) -> None:
    own = floor_of(name_of(path))
    for other in imports(path):
        if other.startswith("geodash") and own >= 0:
            assert floor_of(other) <= own, f"{name_of(path)} imports {other}"


def test_inside_the_collection_imports_point_down_too() -> None:
    for path in sorted((PACKAGE / "collection").rglob("*.py")):
        own = path.relative_to(PACKAGE / "collection").with_suffix("").parts[0]
        for other in imports(path):
            room = (other.removeprefix("geodash.collection.") + ".").split(".")[0]
            if own in ("__init__", room) or not other.startswith("geodash.collection."):
                continue
            assert level(room, COLLECTION) < level(own, COLLECTION), f"{name_of(path)}: {other}"


_SCRIPT_IMPORT = re.compile(r"^(?:import|export)\s(?:[^;]*?from\s+)?'(\.{1,2}/[^']+)'", re.M)


def script_name(path: Path) -> str:
    return path.relative_to(ASSETS).as_posix()


@pytest.mark.parametrize("path", SCRIPTS, ids=script_name)
def test_imports_of_scripts_point_down(path: Path) -> None:
    parts = path.relative_to(ASSETS).parts
    own = parts[0] if len(parts) > 1 else ""
    for found in _SCRIPT_IMPORT.findall(path.read_text("utf-8")):
        target = (path.parent / found).resolve().relative_to(ASSETS).parts
        room = target[0] if len(target) > 1 else ""
        if own == room:
            continue
        assert level(room, ROOMS) < level(own, ROOMS), f"{script_name(path)} imports {found}"


def test_every_room_of_scripts_has_a_level() -> None:
    rooms = {path.relative_to(ASSETS).parts[0] for path in SCRIPTS if path.parent != ASSETS}
    assert rooms == set().union(*ROOMS) - {"vendor"}


@pytest.mark.parametrize("path", SCRIPTS, ids=script_name)
def test_scripts_stay_small(path: Path) -> None:
    assert path.read_text("utf-8").count("\n") <= 400, "is it still one idea?"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_streamlit_stays_in_the_app(path: Path) -> None:
    if "app" not in path.relative_to(PACKAGE).parts:
        assert not any(m.split(".")[0] == "streamlit" for m in imports(path))


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_modules_and_functions_stay_small(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.count("\n") <= 400, "is it still one idea?"
    for node in nodes(path):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or 0) - node.lineno + 1
            assert length <= 60, f"{node.name} has {length} lines"


def test_scripts_ask_for_nothing_outside() -> None:
    for path in PACKAGE.joinpath("assets").rglob("*"):
        if path.suffix in {".js", ".css", ".html"} and "vendor" not in path.parts:
            links = re.findall(r"(?:https?:)?//[a-z0-9.-]+\.[a-z]{2,}", path.read_text("utf-8"))
            allowed = {"http://www.w3.org"}
            assert set(links) <= allowed, path.name


def test_the_documented_tree_is_that_of_the_folders() -> None:
    text = (PACKAGE.parents[1] / "docs" / "architecture.md").read_text("utf-8")
    tree = text.split("```text\n")[1].split("```")[0]
    own = tree.split("src/geodash/\n")[1].split("\ngeodata/")[0]
    told = [
        name for line in own.splitlines() for name in re.findall(r"(?:^ +|(?<=/) )(\w+)/", line)
    ]
    folders = [p for p in PACKAGE.rglob("*") if p.is_dir() and "__pycache__" not in p.parts]
    assert sorted(told) == sorted(p.name for p in folders if p.parent.name != "vendor")

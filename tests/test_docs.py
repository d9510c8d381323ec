"""What the documentation links to and names is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), ROOT / "geodata" / "README.md"])
#: Where a path may begin. A page says `web/api.py` and means the package's.
BASES = (ROOT, ROOT / "geodata", ROOT / "src" / "geodash", ROOT / "src" / "geodash" / "assets")
_PATH = re.compile(r"`((?:[\w.-]+/)+[\w.-]*\.(?:py|js|css|html|toml|md|json))`")
_LINK = re.compile(r"\]\((?!https?:)([^)#\s]+)")
#: What a page tells a reader to make, and files of a collection.
MADE = re.compile(
    r"^(articles|briefings|codings|my-collection)/|^src/geodash/(exchange/txt|app/sources|assets/sources)\."
)


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_lead_somewhere(page: Path) -> None:
    for target in _LINK.findall(page.read_text("utf-8")):
        assert (page.parent / target).exists(), target


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_files_that_are_named_are_there(page: Path) -> None:
    if page.name == "CHANGELOG.md":
        pytest.skip("it tells of files that were")
    named = {path for path in _PATH.findall(page.read_text("utf-8")) if not MADE.match(path)}
    gone = {p for p in named if not any((base / p).exists() for base in (page.parent, *BASES))}
    assert not gone

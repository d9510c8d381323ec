"""What the documentation links to and names is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.core import TyperGroup
from typer.main import get_command

from geodash.cli import app

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), ROOT / "geodata" / "README.md"])
#: Where a path may begin. A page says `web/api.py` and means the package's.
BASES = (ROOT, ROOT / "geodata", ROOT / "src" / "geodash", ROOT / "src" / "geodash" / "assets")
_PATH = re.compile(r"`((?:[\w.-]+/)+[\w.-]*\.(?:py|js|css|html|toml|md|json))`")
_LINK = re.compile(r"\]\((?!https?:)([^)#\s]+)")
#: Files of a reader's collection or server, and those that an example tells to write.
_THEIRS = re.compile(
    r"^(\.geodash|articles|briefings|codings|my-collection)/|^\.streamlit/secrets\.toml$"
)
_NEW = re.compile(r"\b[Nn]ew, `([^`]+)`")


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
    text = page.read_text("utf-8")
    named = {path for path in _PATH.findall(text) if not _THEIRS.match(path)}
    named -= set(_NEW.findall(text))
    gone = {p for p in named if not any((base / p).exists() for base in (page.parent, *BASES))}
    assert not gone


def shell_lines(page: Path) -> list[str]:
    """The commands that a page tells its reader to run, and those that it names in passing."""
    text = page.read_text("utf-8")
    blocks = re.findall(r"```sh\n(.*?)```", text, re.DOTALL)
    lines = [line.partition("#")[0].strip() for block in blocks for line in block.splitlines()]
    return [line for line in [*lines, *re.findall(r"`((?:geodash|make) [^`]+)`", text)] if line]


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_commands_that_are_told_are_there(page: Path) -> None:
    commands = get_command(app)
    assert isinstance(commands, TyperGroup)
    targets = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    for line in shell_lines(page):
        words = line.replace("|", " | ").split()
        program, *rest = words[: words.index("|")] if "|" in words else words
        if program == "make":
            assert all(word in targets for word in rest if re.fullmatch(r"[a-z]+", word)), line
        elif program == "geodash" and rest and not rest[0].startswith("-"):
            known = commands.commands[rest[0]]
            options = {name for param in known.params for name in param.opts + param.secondary_opts}
            told = {re.split("[= ]", word)[0] for word in rest[1:] if re.match("--?[a-z]", word)}
            assert told <= options | {"--help"}, line

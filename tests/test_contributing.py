"""The examples in ``CONTRIBUTING.md`` hold: their code is put into a copy of the house and tried."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

pytestmark = pytest.mark.apart

ROOT = Path(__file__).resolve().parents[1]
TEXT = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
NOT_COPIED = (".venv", ".git", ".*_cache", ".hypothesis", "__pycache__", "node_modules", "images")

#: The house's own tests that an addition has to satisfy, beside what ``contributed.py`` tries.
HOUSE_RULES = (
    "test_api_docs.py::test_every_format_is_described_in_its_order",
    "test_collection_contract.py::test_the_first_collection_has_the_default_contract",
    "test_collection_contract.py::test_columns_are_those_of_the_model[events]",
    "test_collection_contract.py::test_columns_are_described[events]",
    "test_collection_contract.py::test_frictionless_finds_no_fault_in_the_first_collection",
    "test_api_docs.py::test_every_parameter_of_the_filter_is_described",
    "test_filter_words.py",
    "test_told.py",
    "test_symbols.py",
    "test_exports.py::test_equal_selections_give_equal_bytes[txt]",
)


@dataclass(frozen=True)
class Block:
    """A block of code and the files it is for: new ones, a place in them, or a command to run."""

    paths: tuple[str, ...]
    language: str
    code: str

    def put_in(self, house: Path) -> None:
        """Does in ``house`` what the block says."""
        if self.language == "sh":
            python, *arguments = shlex.split(self.code)
            assert python == "python"
            subprocess.run([sys.executable, *arguments], cwd=house, check=True, timeout=60)
            return
        for path in (house / name for name in self.paths):
            if self.language == "diff":
                path.write_text(self._applied(path.read_text("utf-8"), path.name), "utf-8")
            else:
                assert not path.exists(), f"{path.name} is there already"
                path.write_text(self.code + "\n", "utf-8")

    def _applied(self, text: str, name: str) -> str:
        """``text`` with the block's lines put in and taken out; its place must be unmistakable."""
        lines = self.code.split("\n")
        assert all(line[:1] in (" ", "+", "-", "") for line in lines), f"no diff: {self.code}"
        before = "\n".join(line[1:] for line in lines if line[:1] != "+")
        after = "\n".join(line[1:] for line in lines if line[:1] != "-")
        assert text.count(f"\n{before}\n") == 1, f"not once in {name}:\n{before}"
        return text.replace(f"\n{before}\n", f"\n{after}\n")


def examples() -> dict[str, str]:
    """The sections of the examples by their heading."""
    found = TEXT.split("## Five worked examples\n")[1].split("\n### ")[1:]
    return {section.split("\n")[0]: section for section in found}


def blocks(section: str) -> list[Block]:
    """The code of a section; a block is for the files that were named last: ``in `a` and `b```."""
    found: list[Block] = []
    paths: tuple[str, ...] = ()
    pattern = r"((?:`[\w./]+\.\w+`(?:\sand\s)?)+)|^```(\w+)\n(.*?)\n```$"
    for names, language, code in re.findall(pattern, section, re.MULTILINE | re.DOTALL):
        if names:
            paths = tuple(re.findall(r"`(.+?)`", names))
        else:
            found.append(Block(paths, language, code))
    return found


def put_in(section: str, house: Path) -> None:
    """Does in ``house`` what the section says."""
    for block in blocks(section):
        block.put_in(house)


def run_in(house: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """A command of Python's on the copy, which comes before the checkout that the tests run in."""
    return subprocess.run(
        [sys.executable, "-m", *command], cwd=house / "tests", capture_output=True, text=True,
        env={**os.environ, "PYTHONPATH": str(house / "src")}, timeout=120,
    )  # fmt: skip


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the house into which all examples were put."""
    copy = tmp_path_factory.mktemp("house") / "geodash"
    shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(*NOT_COPIED))
    for section in examples().values():
        put_in(section, copy)
    return copy


@pytest.fixture(scope="module")
def tried(house: Path) -> str:
    """What pytest says of all that was tried there."""
    pytest_ = ("pytest", "-p", "no:cacheprovider", "-q", "-rA", "--tb=short")
    return run_in(house, *pytest_, "contributed.py", *HOUSE_RULES).stdout


def check_of(title: str) -> str:
    """The test for ``A column of events.csv`` is ``test_column_of_events_csv``."""
    return f"contributed.py::test_{re.sub(r'[^a-z]+', '_', title.partition(' ')[2])}"


@pytest.mark.parametrize("title", examples())
def test_an_example_names_what_it_touches_and_nothing_else(title: str) -> None:
    touches = re.search(r"^Touches (.*?)\.$", examples()[title], re.MULTILINE | re.DOTALL)
    assert touches, "say which files it touches"
    assert set(re.findall(r"`(.+?)`", touches[1])) == {
        p for b in blocks(examples()[title]) for p in b.paths
    }


@pytest.mark.parametrize("title", examples())
def test_an_example_stands_by_itself(title: str, tmp_path: Path) -> None:
    """Its places are in the files as they are, without what other examples put there."""
    for path in {p for b in blocks(examples()[title]) for p in b.paths}:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / path).exists():
            shutil.copy(ROOT / path, tmp_path / path)
    put_in(examples()[title], tmp_path)


@pytest.mark.parametrize("title", examples())
def test_what_was_added_works(title: str, tried: str) -> None:
    assert f"PASSED {check_of(title)}\n" in tried, tried


def test_the_house_rules_hold_for_what_was_added(tried: str) -> None:
    assert not re.search(r"^(FAILED|ERROR)", tried, re.MULTILINE), tried
    for rule in HOUSE_RULES:
        assert f"PASSED {rule}" in tried, tried


@pytest.mark.parametrize("command", [("check",), ("format", "--diff")])
def test_the_code_of_the_examples_is_in_the_style_of_the_house(
    house: Path, command: tuple[str, ...]
) -> None:
    done = run_in(house, "ruff", *command, "--no-cache", str(house / "src"))
    assert done.returncode == 0, done.stdout + done.stderr

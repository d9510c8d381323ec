"""``docs/data-contract.md`` names every kind of problem, anchor state and file, and no other."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from geodash.collection.read.contract import TABLES
from geodash.domain.model import AnchorState, Fact

ROOT = Path(__file__).resolve().parents[1]
TEXT = (ROOT / "docs" / "data-contract.md").read_text(encoding="utf-8")


def codes_in_source() -> set[str]:
    """The codes given to problems: second argument where they are made, first in dates.py."""
    found = {f"unsupported-{fact}" for fact in Fact}
    for path in (ROOT / "src" / "geodash" / "collection").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            at = {
                "add": 1,
                "problem": 1,
                "Flag": 1,
                "Reading": 1,
                "Number": 1,
                "_say_header": 2,
                "_bad": 0,
                "_meant": 9,
            }
            nodes = node.args[at.get(name, 9) :][:1]
            constants = [n for a in nodes for n in ast.walk(a) if isinstance(n, ast.Constant)]
            found |= {c.value for c in constants if isinstance(c.value, str)}
    return {code for code in found if re.fullmatch(r"[a-z]+(-[a-z]+)*", code)}


def test_every_kind_of_problem_is_named():
    table = TEXT.split("## Kinds of problems")[1]
    assert set(re.findall(r"`([a-z-]+)`", table)) == codes_in_source()


def test_states_and_files_are_named():
    assert all(f"`{state}`" in TEXT for state in AnchorState)
    assert all(f"`{table}.csv`" in TEXT for table in TABLES)

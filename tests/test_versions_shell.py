"""``geodash add --as-new-version-of``."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_intake import run
from test_versions import ID, collection_in, edited

from geodash.coding.versions.pending import kept
from geodash.collection.load import load


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return collection_in(tmp_path_factory.mktemp("shell"))


def test_what_is_to_decide_is_told_and_left_to_the_page(folder: Path, tmp_path: Path) -> None:
    before = load(folder)
    file = tmp_path / "corrected.txt"
    file.write_text(edited(before.articles[ID].body), "utf-8")
    asked = "67 passages: 56 settle themselves; to decide: 3 edited sentences and 1 passage gone."
    add = ("add", file, "-C", folder, "--as-new-version-of")
    said = run(*add, ID, "--dry-run", code=1)
    assert asked in said and "Toll: “49” now reads “at least 49”. The event says 49." in said
    assert kept(folder, ID) is None
    assert "Decide on the page Code" in run(*add, ID, code=1)
    waiting = kept(folder, ID)
    assert waiting is not None and waiting.body == edited(before.articles[ID].body)
    assert load(folder).version == before.version
    assert "there is no article nowhere" in run(*add, "nowhere", code=2)


def test_what_needs_no_decision_is_taken(folder: Path, tmp_path: Path) -> None:
    before = load(folder)
    article = before.articles["trilateral-drills"]
    file = tmp_path / "moved.txt"
    file.write_text(f"{article.title}\n\nA line that was added.\n\n{article.body}", "utf-8")
    add = ("add", file, "-C", folder, "--as-new-version-of", article.article_id)
    assert "nothing is to be decided" in run(*add, "--dry-run")
    assert load(folder).version == before.version
    assert "the old text is kept" in run(*add)
    after = load(folder)
    assert after.articles[article.article_id].body.startswith("A line that was added.")
    assert after.articles[article.article_id].notes == article.notes
    assert len(after.mentions) == len(before.mentions)
    assert not [p for p in after.problems if p.severity == "error"]
    assert "the same, word for word" in run(*add, code=1)

"""An editor types and saves, and the server is killed somewhere in it: nothing is lost, halved or saved twice."""

from __future__ import annotations

import os
import random
import re
import shutil
from pathlib import Path

import pytest
from collection_kit import make
from test_draft_save import ALL, rows
from test_write_files import killed_at, left

from geodash.coding.draft.save import Saved, save
from geodash.coding.draft.store import DraftFile
from geodash.collection import load
from geodash.collection.sources import Sources
from geodash.domain.model import Collection

KEY = "abcdefgh"
TYPED = [{"n": n, "ops": [f"step {n}"]} for n in range(1, 7)]
TABLES = ("events", "mentions", "links", "considered", "changes")
TRIALS = 200


def edit(folder: Path, known: Collection, told: int) -> None:
    """Types step by step, then saves; what is kept is told to the browser as it goes."""
    kept = DraftFile.of(folder, "road", KEY)
    for step in TYPED:
        kept.append([step])
        os.write(told, b"k")
    save(folder, ALL, kept=kept, step=len(TYPED), known=known)
    os.write(told, b"s")


def state(folder: Path) -> dict[str, str]:
    """The tables as they stand; moments left out."""
    found = {n: folder / f"{n}.csv" for n in TABLES}
    moment = re.compile(r"\d{4}-\d\d-\d\dT[\d:]+Z")
    return {
        n: moment.sub("T", p.read_text("utf-8")) if p.exists() else "" for n, p in found.items()
    }


@pytest.mark.apart
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_killed_anywhere_nothing_is_lost_halved_or_saved_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A process that is killed leaves to the system what it wrote; only a power cut needs the disk to be waited for.
    monkeypatch.setattr(os, "fsync", lambda _: None)
    whole, first = make(tmp_path / "whole"), make(tmp_path / "first")
    known, old = load(first), state(first)
    assert isinstance(save(whole, ALL), Saved)
    new, chance, outcomes = state(whole), random.Random(12), {True: 0, False: 0}
    for trial in range(TRIALS):
        folder = tmp_path / str(trial)
        shutil.copytree(first, folder)
        read, told = os.pipe()
        killed_at(chance.randrange(1, 260), lambda f=folder, t=told: edit(f, known, t))
        os.close(told)
        acknowledged = os.read(read, 100)
        os.close(read)
        Sources.of(folder)  # whoever opens it next
        saved, lines = state(folder) == new, DraftFile.of(folder, "road", KEY).lines()
        outcomes[saved] += 1
        assert saved or state(folder) == old, f"half is written: {trial}"
        assert saved or b"s" not in acknowledged
        typed = [line for line in lines if "saved" not in line]
        assert typed == TYPED[: len(typed)], trial
        assert saved or len(typed) >= acknowledged.count(b"k"), trial
        assert saved == any("saved" in line for line in lines), f"saved twice next time: {trial}"
        assert left(folder) == [], trial
        shutil.rmtree(folder)
    assert min(outcomes.values()) > 10, outcomes


def test_the_browser_that_lost_its_answer_saves_nothing_twice(tmp_path: Path) -> None:
    folder = make(tmp_path)
    kept = DraftFile.of(folder, "road", KEY)
    save(folder, ALL, kept=kept)
    assert len(rows(folder, "events")) == 3
    assert "~1" in kept.lines()[-1]["rows"]["events"], "by this the page knows what is saved"

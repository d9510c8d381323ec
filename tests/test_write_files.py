"""Several files of a collection are written all or none."""

from __future__ import annotations

from pathlib import Path

import pytest
from collection_kit import EVENT, MENTION, make, table

from geodash.collection import write
from geodash.collection.read.contract import default_contract
from geodash.collection.write import ChangedError, TableFile, write_files


def test_all_are_written_and_backed_up(tmp_path: Path):
    folder = make(tmp_path)
    before = {n: (folder / n).read_bytes() for n in ("events.csv", "links.csv")}
    backups = write_files(folder, {n: (b"new " + data, data) for n, data in before.items()})
    assert {n: path.read_bytes() for n, path in backups.items()} == before
    assert (folder / "events.csv").read_bytes() == b"new " + before["events.csv"]


def test_one_that_was_changed_keeps_all_from_being_written(tmp_path: Path):
    folder = make(tmp_path)
    before = (folder / "events.csv").read_bytes()
    with pytest.raises(ChangedError, match=r"links\.csv"):
        write_files(folder, {"events.csv": (b"new", before), "links.csv": (b"new", b"other")})
    assert (folder / "events.csv").read_bytes() == before


def test_what_fails_half_way_is_put_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    folder = make(tmp_path)
    names = ("events.csv", "links.csv", "new.csv")
    before = {n: (folder / n).read_bytes() if (folder / n).exists() else None for n in names}
    replace, full = write.replace_file, {"events.csv", "links.csv"}

    def failing(target: Path, data: bytes) -> None:
        if target.name == "new.csv":
            raise OSError(28, "No space left on device")
        replace(target, data)

    monkeypatch.setattr(write, "replace_file", failing)
    with pytest.raises(OSError, match="No space"):
        write_files(folder, {n: (b"new", before[n]) for n in names})
    assert {n: (folder / n).read_bytes() for n in full} == {n: before[n] for n in full}
    assert not (folder / "new.csv").exists()


def test_rows_are_added_in_the_files_own_writing(tmp_path: Path):
    text = table("events", EVENT).replace("\n", "\r\n").rstrip()
    folder = make(tmp_path, events=text, mentions=table("mentions", MENTION))
    file = TableFile.read(folder, "events.csv", list(default_contract().tables["events"]))
    at = file.append({"event_id": "e2", "title": 'A "title", with commas', "note": " ends "})
    file.save()
    data = (folder / "events.csv").read_bytes().decode()
    assert data.startswith(text + "\r\n")
    assert data.endswith(',""" ends """\r\n') or data.endswith('," ends "\r\n')
    assert file.get(at, "title") == 'A "title", with commas'
    with pytest.raises(KeyError, match="no column nothing"):
        file.append({"nothing": ""})

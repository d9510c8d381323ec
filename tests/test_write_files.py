"""Several files of a collection are written all or none."""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from collection_kit import EVENT, MENTION, make, table
from typer.testing import CliRunner

from geodash.cli import app
from geodash.collection import load
from geodash.collection.read.contract import default_contract
from geodash.collection.sources import Sources
from geodash.collection.write import files, journal
from geodash.collection.write.files import ChangedError, write_files
from geodash.collection.write.journal import Step, content_of, digest_of, heal
from geodash.collection.write.table import TableFile
from geodash.collection.write.temporary import PREFIX, temporary_folder
from geodash.collection.write.whole import ENDING


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
    before = {n: content_of(folder / n) for n in names}
    replace = Path.replace

    def failing(self: Path, target: Path) -> Path:
        if target.name == "new.csv":
            raise OSError(28, "No space left on device")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises(OSError, match="No space"):
        write_files(folder, {n: (b"new", before[n]) for n in names})
    monkeypatch.undo()
    assert {n: content_of(folder / n) for n in names} == before
    assert left(folder) == [] and heal(folder) is None
    assert list((folder / ".geodash" / "backups").iterdir()) == []


def left(folder: Path) -> list[str]:
    """What writers put beside files while they write."""
    return [p.name for p in folder.rglob(".*") if p.name.endswith(ENDING)]


def killed_at(step: int, run: Callable[[], object]) -> bool:
    """Run in a process that is killed at its ``step``-th call of the system; whether it was."""
    pid = os.fork()
    if pid:
        return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 9
    count = 0

    def hook(event: str, _: object) -> None:
        nonlocal count
        if event in ("open", "fcntl.flock") or event.startswith(("os.", "shutil.", "tempfile.")):
            count += 1
            if count == step:
                os._exit(9)

    sys.addaudithook(hook)
    try:
        run()
    finally:
        os._exit(0)


@pytest.mark.apart
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_killed_anywhere_leaves_all_or_nothing_once_it_is_opened(tmp_path: Path):
    names, step, outcomes = ("events.csv", "links.csv", "geodata/places.csv", "new.csv"), 0, set()
    killed = True
    while killed:
        step += 1
        folder = make(tmp_path / str(step))
        old = {n: content_of(folder / n) for n in names}
        new = {n: b"new " + (old[n] or b"") for n in names}
        wanted = {n: (new[n], old[n]) for n in names}
        killed = killed_at(step, lambda f=folder, w=wanted: write_files(f, w))
        Sources.of(folder)
        found = {n: content_of(folder / n) for n in names}
        assert found in (old, new), step
        outcomes.add(found == new)
        backups = folder / ".geodash" / "backups"
        for path in backups.iterdir() if backups.exists() else ():
            assert path.read_bytes() == old[path.name.split("-", 2)[2]], step
        ignore = folder / ".geodash" / ".gitignore"
        assert not ignore.exists() or ignore.read_text() == "*\n"
        assert left(folder) == [], step
    assert step > 40 and outcomes == {True, False}


def interrupted(folder: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[bytes, bytes]:
    """A write of two tables that ended after the first was replaced."""
    old = {n: (folder / n).read_bytes() for n in ("events.csv", "links.csv")}
    replace = Path.replace

    def dying(self: Path, target: Path) -> Path:
        if target.name == "links.csv":
            raise KeyboardInterrupt
        return replace(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", dying)
        patch.setattr(files, "_put_back", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            write_files(folder, {n: (b"new " + data, data) for n, data in old.items()})
    assert (folder / "events.csv").read_bytes() == b"new " + old["events.csv"]
    assert (folder / "links.csv").read_bytes() == old["links.csv"]
    return old["events.csv"], old["links.csv"]


def test_an_interrupted_write_is_finished_and_told_of(tmp_path: Path, monkeypatch):
    folder = make(tmp_path)
    _, links = interrupted(folder, monkeypatch)
    problems = [p for p in load(folder).problems if p.code == "interrupted"]
    assert [(p.severity, "events.csv, links.csv" in p.reason) for p in problems] == [
        ("warning", True)
    ]
    assert (folder / "links.csv").read_bytes() == b"new " + links
    assert left(folder) == []
    assert not [p for p in load(folder).problems if p.code == "interrupted"]


def test_without_its_new_files_a_write_is_taken_back(tmp_path: Path, monkeypatch):
    folder = make(tmp_path)
    events, links = interrupted(folder, monkeypatch)
    for name in left(folder):
        (folder / name).unlink()
    assert heal(folder).undone
    assert (folder / "events.csv").read_bytes() == events
    assert (folder / "links.csv").read_bytes() == links


def test_a_file_that_somebody_changed_since_is_left_and_named(tmp_path: Path, monkeypatch):
    folder = make(tmp_path)
    _, links = interrupted(folder, monkeypatch)
    (folder / "events.csv").write_bytes(b"theirs")
    for _ in range(2):
        healed = heal(folder)
        assert healed.foreign == ("events.csv",)
        assert (folder / "events.csv").read_bytes() == b"theirs"
        assert (folder / "links.csv").read_bytes() == b"new " + links
    assert any(p.code == "interrupted" and p.severity == "error" for p in load(folder).problems)


@pytest.mark.parametrize("size", [0, 1, 40, -2])
def test_a_damaged_note_is_told_of_until_it_is_removed(tmp_path: Path, monkeypatch, size):
    folder = make(tmp_path)
    interrupted(folder, monkeypatch)
    note = folder / ".geodash" / "journal.json"
    note.write_bytes(note.read_bytes()[:size])
    for _ in range(2):
        found = [p for p in load(folder).problems if p.code == "interrupted"]
        assert found[0].severity == "error" and "journal.json" in found[0].fix
    note.unlink()
    assert not [p for p in load(folder).problems if p.code == "interrupted"]


def test_a_note_of_a_stranger_reaches_nothing_outside(tmp_path: Path):
    folder = make(tmp_path / "c")
    (folder / ".geodash").mkdir()
    outside = tmp_path / "outside.csv"
    outside.write_bytes(b"old")
    (tmp_path / ".staged").write_bytes(b"new")
    step = Step("../outside.csv", digest_of(b"old"), digest_of(b"new"), ".staged")
    journal.note(folder, [step])
    assert heal(folder).damaged and outside.read_bytes() == b"old"


def test_where_a_write_cannot_be_finished_nothing_is_read(tmp_path: Path, monkeypatch):
    folder = make(tmp_path)
    interrupted(folder, monkeypatch)

    def refused(*_: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(Path, "replace", refused)
    for command in ("check", "anchor"):
        run = CliRunner().invoke(app, [command, str(folder)])
        assert run.exit_code == 2 and "interrupted" in run.output, run.output


def test_a_reader_waits_for_the_writer(tmp_path: Path, monkeypatch):
    """All files are of one state, also when they are read while several are replaced."""
    folder = make(tmp_path)
    names = ("events.csv", "links.csv")
    for number in range(2):
        old = {n: (folder / n).read_bytes() for n in names}
        replace = Path.replace
        seen: list[Sources] = []
        readers: list[threading.Thread] = []

        def slow(self: Path, target: Path, replace=replace, readers=readers, seen=seen) -> Path:
            if target.name == "links.csv":
                reader = threading.Thread(target=lambda: seen.append(Sources.of(folder)))
                readers.append(reader)
                reader.start()
                reader.join(0.05)
                assert not seen
            return replace(self, target)

        with monkeypatch.context() as patch:
            patch.setattr(Path, "replace", slow)
            write_files(folder, {n: (b"%d " % number + data, data) for n, data in old.items()})
        readers[0].join()
        assert {n: seen[0].data[n] for n in names} == {n: b"%d " % number + old[n] for n in names}


def test_a_full_disk_leaves_everything_as_it_was(tmp_path: Path, monkeypatch):
    folder = make(tmp_path)
    names = ("events.csv", "links.csv")
    before = {n: (folder / n).read_bytes() for n in names}
    real = os.fsync
    for room in range(40):
        calls = iter(range(room))

        def full(descriptor: int, calls=calls) -> None:
            if next(calls, None) is None:
                raise OSError(28, "No space left on device")
            real(descriptor)

        with monkeypatch.context() as patch:
            patch.setattr("os.fsync", full)
            with contextlib.suppress(OSError):
                write_files(folder, {n: (b"new", before[n]) for n in names})
                break
        assert {n: (folder / n).read_bytes() for n in names} == before and left(folder) == []
        backups = folder / ".geodash" / "backups"
        assert not backups.exists() or list(backups.iterdir()) == []
    assert {(folder / n).read_bytes() for n in names} == {b"new"}


@pytest.mark.skipif(sys.platform == "win32", reason="folders have no locks there")
def test_folders_of_killed_processes_are_taken_away(tmp_path: Path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    killed, young, foreign = (tmp_path / n for n in (f"{PREFIX}a", f"{PREFIX}b", "other"))
    for folder in (killed, young, foreign):
        folder.mkdir()
        (folder / "file").write_text("x")
    with temporary_folder() as living:
        (living / "file").write_text("x")
        for folder in (killed, foreign, living):
            os.utime(folder, (0, 0))
        with temporary_folder():
            pass
        assert not killed.exists()
        assert all((f / "file").exists() for f in (young, foreign, living))
    assert not living.exists()


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

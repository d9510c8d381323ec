"""Replacing files that may be larger than memory: all or none, with backups, as ``write_files`` does it."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from geodash.collection.write.files import ChangedError, flat, prune
from geodash.collection.write.journal import BACKUPS, Step, clear, finish, forget, note
from geodash.collection.write.lock import STATE, locked
from geodash.collection.write.whole import stage, stage_copy, sync_folder

#: New content: a file elsewhere, or bytes; ``None`` takes the file away.
New = Path | bytes | None


def digest_at(path: Path) -> str:
    """Names the content of a file, as ``digest_of`` does; blank where there is none."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return ""


def write_large(
    collection: Path, files: Mapping[str, New], expected: Mapping[str, str]
) -> dict[str, Path]:
    """Replace the ``files`` of a collection, all or none; returns the backups by name.

    ``expected`` are the digests of all files on which the change rests (blank: there is none). Raises
    ``ChangedError`` before anything is written when one has another content by now, and ``OSError``
    when it can't be written; all is then as it was.
    """
    with locked(collection):
        finish(collection)
        clear(collection)
        for name, digest in expected.items():
            if digest_at(collection / name) != digest:
                raise ChangedError(f"{name} was changed by someone else; read it again first")
        return _replace(collection, files, expected)


def _replace(
    collection: Path, files: Mapping[str, New], expected: Mapping[str, str]
) -> dict[str, Path]:
    staged: dict[str, Path] = {}
    backups: dict[str, Path] = {}
    steps: list[Step] = []
    targets = {name: (collection / name).resolve() for name in files}
    try:
        for name, data in files.items():
            target = targets[name]
            target.parent.mkdir(exist_ok=True)
            if data is not None:
                staged[name] = _stage(target, data)
            if target.exists():
                backups[name] = _back_up(collection, name, expected[name])
            steps.append(_step(name, expected[name], staged.get(name), backups.get(name)))
        _sync(targets)
        note(collection, steps)
        for name, target in targets.items():
            if name in staged:
                staged[name].replace(target)
            else:
                target.unlink(missing_ok=True)
    except BaseException:
        _put_back(collection, targets, steps, backups)
        forget(collection)
        for path in (*staged.values(), *backups.values()):
            path.unlink(missing_ok=True)
        raise
    _sync(targets)
    forget(collection)
    for name in backups:
        prune(collection, name)
    return backups


def _stage(target: Path, data: Path | bytes) -> Path:
    return stage(target, data) if isinstance(data, bytes) else stage_copy(target, data)


def _step(name: str, old: str, staged: Path | None, backup: Path | None) -> Step:
    new = digest_at(staged) if staged else ""
    return Step(name, old, new, staged.name if staged else "", backup.name if backup else "")


def _sync(targets: Mapping[str, Path]) -> None:
    """A file that is a link lies in another folder."""
    for folder in {target.parent for target in targets.values()}:
        sync_folder(folder)


def _put_back(
    collection: Path, targets: Mapping[str, Path], steps: list[Step], backups: Mapping[str, Path]
) -> None:
    for step in steps:
        if digest_at(targets[step.name]) != step.new or step.new == step.old:
            continue
        if step.name in backups:
            stage_copy(targets[step.name], backups[step.name]).replace(targets[step.name])
        else:
            targets[step.name].unlink(missing_ok=True)


def _back_up(collection: Path, name: str, digest: str) -> Path:
    """The file as it is: another name of it where the disk can, else a copy."""
    folder = collection / STATE / BACKUPS
    folder.mkdir(exist_ok=True)
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%fZ")
    backup = folder / f"{stamp}-{digest[:8]}-{flat(name)}"
    with contextlib.suppress(OSError):
        # Another name of a link would be one of nothing, once it is moved.
        os.link((collection / name).resolve(), backup)
        return backup
    shutil.copy2(collection / name, backup)
    return backup

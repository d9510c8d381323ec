"""Replacing a collection's files: all or none, with backups, and never over somebody's newer ones."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from geodash.collection.write.journal import (
    BACKUPS,
    Step,
    clear,
    content_of,
    digest_of,
    finish,
    forget,
    note,
)
from geodash.collection.write.lock import STATE, locked
from geodash.collection.write.whole import replace_file, stage, sync_folder

KEEP_BACKUPS = 20

#: File contents by name; ``None`` for a file that isn't there.
Contents = Mapping[str, bytes | None]


class ChangedError(OSError):
    """A file isn't the one that was read: someone else has written it since."""


def write_file(collection: Path, name: str, data: bytes, expected: bytes | None) -> Path | None:
    """Replace the file ``name`` of ``collection`` by ``data``, as a whole; returns its backup.

    ``expected`` is the content on which the change rests (``None``: the file must not exist).
    Raises ``ChangedError`` when the file has another content by now.
    """
    return write_files(collection, {name: (data, expected)}).get(name)


def write_files(
    collection: Path,
    files: Mapping[str, tuple[bytes, bytes | None]],
    basis: Contents | None = None,
) -> dict[str, Path]:
    """Replace several files, all or none; ``files`` maps name to new and expected content.

    ``basis`` are further files on which the change rests. Returns the backups by name. Raises
    ``ChangedError`` before anything is written when one has another content by now. What fails
    later leaves all as it was; a process killed half-way leaves a note by which ``heal`` finishes it.
    """
    with locked(collection):
        finish(collection)
        clear(collection)
        current = {name: content_of(collection / name) for name in {**files, **(basis or {})}}
        expected = {**(basis or {}), **{name: old for name, (_, old) in files.items()}}
        for name, content in expected.items():
            if current[name] != content:
                raise ChangedError(f"{name} was changed by someone else; read it again first")
        changed = {name: data for name, (data, _) in files.items() if data != current[name]}
        return _replace(collection, changed, current) if changed else {}


def _replace(collection: Path, changed: Mapping[str, bytes], current: Contents) -> dict[str, Path]:
    backups: dict[str, Path] = {}
    staged: dict[str, Path] = {}
    targets = {name: (collection / name).resolve() for name in changed}
    noted = len(changed) > 1
    try:
        for name, data in changed.items():
            old = current[name]
            if old is not None and not name.startswith(f"{STATE}/"):
                backups[name] = _back_up(collection, name, old)
            targets[name].parent.mkdir(parents=True, exist_ok=True)
            staged[name] = stage(targets[name], data)
        for folder in {target.parent for target in targets.values()}:
            sync_folder(folder)
        if noted:
            note(
                collection, [_step(n, current[n], changed[n], staged[n], backups) for n in changed]
            )
        for name in changed:
            staged[name].replace(targets[name])
    except BaseException:
        # Should this fail too, the note stays, and the write will be finished instead.
        _put_back(targets, changed, current)
        if noted:
            forget(collection)
        for path in (*staged.values(), *backups.values()):
            path.unlink(missing_ok=True)
        raise
    for folder in {target.parent for target in targets.values()}:
        sync_folder(folder)
    if noted:
        forget(collection)
    for name in backups:
        prune(collection, name)
    return backups


def _step(
    name: str, old: bytes | None, new: bytes, staged: Path, backups: Mapping[str, Path]
) -> Step:
    backup = backups[name].name if name in backups else ""
    return Step(name, digest_of(old), digest_of(new), staged.name, backup)


def _put_back(targets: Mapping[str, Path], changed: Mapping[str, bytes], current: Contents) -> None:
    """The old contents, where the new ones stand already."""
    for name, data in changed.items():
        old = current[name]
        if content_of(targets[name]) != data:
            continue
        if old is None:
            targets[name].unlink(missing_ok=True)
        else:
            replace_file(targets[name], old)


def _back_up(collection: Path, name: str, data: bytes) -> Path:
    """The content as it was, whole or not at all."""
    folder = collection / STATE / BACKUPS
    folder.mkdir(exist_ok=True)
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%fZ")
    backup = folder / f"{stamp}-{digest_of(data)[:8]}-{flat(name)}"
    replace_file(backup, data)
    with contextlib.suppress(OSError):
        stat = (collection / name).stat()
        os.utime(backup, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    return backup


def prune(collection: Path, name: str) -> None:
    """Keep the last :data:`KEEP_BACKUPS` of a file."""
    folder = collection / STATE / BACKUPS
    own = re.compile(r"\d{8}T\d{6}\.\d{6}Z-[0-9a-f]{8}-" + re.escape(flat(name)))
    found = sorted(p for p in folder.iterdir() if own.fullmatch(p.name))
    for old in found[:-KEEP_BACKUPS]:
        old.unlink(missing_ok=True)


def flat(name: str) -> str:
    """A file's name as that of its backups ends."""
    return name.replace("/", "__")

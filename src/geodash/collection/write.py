"""Writing a collection's files: whole or not at all, one writer at a time, never over a newer one.

A table keeps everything that wasn't asked to change, byte for byte: unknown columns, order,
quoting, line ends and encoding. Backups go to ``.geodash/backups/`` in the collection.
"""

from __future__ import annotations

import contextlib
import csv
import hashlib
import io
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from geodash.collection.read.problems import ProblemLog
from geodash.collection.read.tables import Dialect, column_key, decode, sniff

STATE = ".geodash"
KEEP_BACKUPS = 20


class ChangedError(OSError):
    """The file isn't the one that was read: someone else has written it since."""


class UnwritableError(ValueError):
    """The file can't be written back without losing something; the message says what to repair."""


@contextlib.contextmanager
def locked(collection: Path) -> Iterator[None]:
    """Hold the collection's write lock; waits for other writers, also in other processes."""
    with (_state_folder(collection) / "lock").open("a+b") as handle:
        _lock(handle.fileno())
        try:
            yield
        finally:
            _unlock(handle.fileno())


def write_file(collection: Path, name: str, data: bytes, expected: bytes | None) -> Path | None:
    """Replace the file ``name`` of ``collection`` by ``data``, as a whole; returns its backup.

    ``expected`` is the content on which the change rests (``None``: the file must not exist).
    Raises ``ChangedError`` when the file has another content by now.
    """
    return write_files(collection, {name: (data, expected)}).get(name)


def write_files(
    collection: Path, files: Mapping[str, tuple[bytes, bytes | None]]
) -> dict[str, Path]:
    """Replace several files, all or none; ``files`` maps name to new and expected content.

    Returns the backups by name. Raises ``ChangedError`` before anything is written when one has
    another content by now; whatever fails later, the files already replaced are put back.
    """
    with locked(collection):
        targets = {name: (collection / name).resolve() for name in files}
        current = {n: t.read_bytes() if t.exists() else None for n, t in targets.items()}
        for name, (_, expected) in files.items():
            if current[name] != expected:
                raise ChangedError(f"{name} was changed by someone else; read it again first")
        changed = [name for name, (data, _) in files.items() if data != current[name]]
        backups = {
            name: _back_up(collection, targets[name], name)
            for name in changed
            if current[name] is not None
        }
        done: list[str] = []
        try:
            for name in changed:
                replace_file(targets[name], files[name][0])
                done.append(name)
        except BaseException:
            for name in done:
                _put_back(targets[name], current[name])
            raise
    return backups


def _put_back(target: Path, data: bytes | None) -> None:
    if data is None:
        target.unlink(missing_ok=True)
    else:
        replace_file(target, data)


def replace_file(target: Path, data: bytes) -> None:
    """Write ``data`` to ``target`` as a whole or, with ``OSError``, not at all."""
    descriptor, temporary = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            shutil.copymode(target, temporary)
        else:
            Path(temporary).chmod(0o644)
        Path(temporary).replace(target)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    _sync_folder(target.parent)


def _sync_folder(folder: Path) -> None:
    """Make the new name itself survive a power cut, where the system can."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _back_up(collection: Path, target: Path, name: str) -> Path:
    folder = _state_folder(collection) / "backups"
    folder.mkdir(exist_ok=True)
    flat = name.replace("/", "__")
    digest = hashlib.sha256(target.read_bytes()).hexdigest()[:8]
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%fZ")
    backup = folder / f"{stamp}-{digest}-{flat}"
    shutil.copy2(target, backup)
    for old in sorted(folder.glob(f"*-{flat}"))[:-KEEP_BACKUPS]:
        old.unlink(missing_ok=True)
    return backup


def _state_folder(collection: Path) -> Path:
    folder = collection / STATE
    folder.mkdir(exist_ok=True)
    ignore = folder / ".gitignore"
    if not ignore.exists():
        ignore.write_text("*\n", encoding="utf-8")
    return folder


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_LOCK, 1)

    def _unlock(descriptor: int) -> None:
        os.lseek(descriptor, 0, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)
else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX)

    def _unlock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)


@dataclass(slots=True)
class _Record:
    """A record as it stands in the file: its cells in their own writing, and its line end."""

    raw: list[str]
    end: str

    def value(self, position: int) -> str:
        """The text of a cell; blank beyond the record's end."""
        raw = self.raw[position] if position < len(self.raw) else ""
        return raw[1:-1].replace('""', '"') if _is_quoted(raw) else raw


@dataclass(slots=True)
class TableFile:
    """A CSV file of a collection, open for changes; nothing is written before ``save``."""

    collection: Path
    name: str
    columns: list[str]
    records: list[_Record]
    dialect: Dialect
    original: bytes
    _header: int = 0
    _quote_all: bool = field(default=False)

    @classmethod
    def read(cls, collection: Path, name: str, known: Sequence[str]) -> TableFile:
        """Open ``name``; ``known`` are the contract's columns, used to find the delimiter.

        Raises ``OSError`` when it can't be read, ``UnwritableError`` when it could not be
        written back as it is.
        """
        data = (collection / name).read_bytes()
        text, dialect = decode(data, name, ProblemLog())
        if dialect.bom + text.encode(dialect.encoding, errors="replace") != data:
            raise UnwritableError(f"{name} is not clean text: save it as UTF-8 first")
        lines = list(io.StringIO(text, newline=""))
        if not text.strip():
            raise UnwritableError(f"{name} is empty: give it a header first")
        dialect = sniff(lines, known, dialect)
        records = _split(text, dialect.delimiter, name)
        filled = (i for i, r in enumerate(records) if any(c.strip() for c in r.raw))
        header = next(i for i in filled if i >= dialect.above)
        names = [records[header].value(i) for i in range(len(records[header].raw))]
        columns = [column_key(n) if column_key(n) in known else n.strip() for n in names]
        quote_all = all(_is_quoted(c) for c in records[header].raw)
        return cls(collection, name, columns, records, dialect, data, header, quote_all)

    @property
    def rows(self) -> range:
        """Positions of the records below the header."""
        return range(self._header + 1, len(self.records))

    def get(self, row: int, column: str) -> str:
        """The text of a cell; blank when there is no such column."""
        if column not in self.columns:
            return ""
        return self.records[row].value(self.columns.index(column))

    def set(self, row: int, column: str, value: str) -> bool:
        """Change a cell; returns whether it says something else now."""
        position, record = self.columns.index(column), self.records[row]
        if record.value(position) == value:
            return False
        record.raw.extend([""] * (position + 1 - len(record.raw)))
        quoted = self._quote_all or _is_quoted(record.raw[position])
        record.raw[position] = self._write(value, quoted)
        return True

    def append(self, values: Mapping[str, str]) -> int:
        """Add a record below all others and return its position; columns not named stay blank.

        Raises ``KeyError`` for a column that the file doesn't have.
        """
        unknown = set(values).difference(self.columns)
        if unknown:
            raise KeyError(f"{self.name} has no column {sorted(unknown)[0]}")
        last = self.records[-1]
        if not last.end:
            last.end = self.dialect.newline
        cells = [self._write(values.get(name, ""), self._quote_all) for name in self.columns]
        self.records.append(_Record(cells, self.dialect.newline))
        return len(self.records) - 1

    def add_columns(self, names: Sequence[str]) -> None:
        """Add those of ``names`` that aren't there, with blank cells, at the end."""
        new = [n for n in names if n not in self.columns]
        if not new:
            return
        width = len(self.columns)
        for record in self.records:
            if len(record.raw) > width:
                raise UnwritableError(
                    f"{self.name} has a row of {len(record.raw)} cells under a header of {width}: "
                    "repair it first"
                )
        header = self.records[self._header]
        header.raw.extend(self._write(name, self._quote_all) for name in new)
        self.columns.extend(new)
        # A row that is shorter than its header is a fault to other readers; an empty line is none.
        for record in self.records[self._header + 1 :]:
            if any(record.raw):
                record.raw.extend([""] * (len(self.columns) - len(record.raw)))

    def render(self) -> bytes:
        """The file's new content."""
        join = self.dialect.delimiter.join
        text = "".join(join(record.raw) + record.end for record in self.records)
        try:
            return self.dialect.bom + text.encode(self.dialect.encoding)
        except UnicodeEncodeError:
            return text.encode("utf-8")

    def save(self) -> Path | None:
        """Write the file and return the backup of the old one; ``None`` when nothing changed.

        Raises ``ChangedError`` when someone else wrote it since ``read``.
        """
        return write_file(self.collection, self.name, self.render(), self.original)

    def _write(self, value: str, quoted: bool) -> str:
        special = self.dialect.delimiter + '"\r\n'
        if quoted or any(char in special for char in value) or value != value.strip():
            return '"' + value.replace('"', '""') + '"'
        return value


def _is_quoted(raw: str) -> bool:
    return len(raw) >= 2 and raw[0] == raw[-1] == '"'


def _split(text: str, delimiter: str, name: str) -> list[_Record]:
    """The records of ``text`` in their own writing; together they are ``text`` again."""
    d = re.escape(delimiter)
    cell = re.compile(rf'("(?:[^"]|"")*"(?=[{d}\r\n]|\Z)|(?!")[^{d}\r\n]*)({d}|\r\n|\r|\n|\Z)')
    records: list[_Record] = []
    raw: list[str] = []
    at = 0
    while at < len(text) or raw:
        match = cell.match(text, at)
        if not match:
            line = text.count("\n", 0, at) + 1
            raise UnwritableError(f"{name} line {line}: the double quotes don't balance")
        raw.append(match[1])
        at = match.end()
        if match[2] != delimiter:
            records.append(_Record(raw, match[2]))
            raw = []
    _compare(records, text, delimiter, name)
    return records


def _compare(records: list[_Record], text: str, delimiter: str, name: str) -> None:
    """Make sure that the standard reader sees the same cells."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    for record, cells in zip(records, reader, strict=False):
        values = [record.value(i) for i in range(len(record.raw))]
        if values != (cells or [""]):
            raise UnwritableError(f"{name} line {reader.line_num}: the row can't be rewritten")

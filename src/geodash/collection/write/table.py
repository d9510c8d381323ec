"""Changing a table: what wasn't asked to change stays, byte for byte.

That is unknown columns, order, quoting, line ends and encoding.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from geodash.collection.read.encoding import decode_bytes
from geodash.collection.read.tables import Dialect, column_key, sniff
from geodash.collection.write.files import write_file


class UnwritableError(ValueError):
    """The file can't be written back without losing something; the message says what to repair."""


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
        return cls.of(collection, name, (collection / name).read_bytes(), known)

    @classmethod
    def of(cls, collection: Path, name: str, data: bytes, known: Sequence[str]) -> TableFile:
        """The same from bytes that were read before."""
        found = decode_bytes(data)
        if not found.certain:
            raise UnwritableError(
                f"{name} is in an encoding that is not certain: save it as UTF-8 first"
            )
        text, dialect = found.text.replace("\0", ""), Dialect(found.encoding, found.bom)
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
        # What was taken out has left nothing that a line could end.
        last = next(record for record in reversed(self.records) if record.raw)
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
            data = self.dialect.bom + text.encode(self.dialect.encoding)
        except UnicodeEncodeError:
            return text.encode("utf-8")
        # What is written must be what is read: few words of an encoding may not be enough to know it by.
        return data if decode_bytes(data).text == text else text.encode("utf-8")

    def save(self) -> Path | None:
        """Write the file and return the backup of the old one; ``None`` when nothing changed.

        Raises ``ChangedError`` when someone else wrote it since ``read``.
        """
        return write_file(self.collection, self.name, self.render(), self.original)

    def remove(self, row: int) -> None:
        """Take a record out; the positions of the others stay."""
        self.records[row] = _Record([], "")

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

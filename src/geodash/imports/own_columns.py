"""What the columns of somebody’s files become, kept with the collection for the next file of the same kind."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from geodash.collection.read.tables import column_key
from geodash.collection.write.files import write_file
from geodash.collection.write.journal import content_of
from geodash.imports.form import FIELDS, Mapped
from geodash.imports.rows import own_text
from geodash.imports.table import Refused

#: Beside the collection’s tables: ``name`` of the mapping, ``column`` of a file, ``field`` that it becomes.
NAME = "import-columns.csv"
_HEADER = ("name", "column", "field")
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Named:
    """A mapping by its name: columns of a file with the fields that they become."""

    name: str
    fields: Mapping[str, str]

    @property
    def why(self) -> str:
        """Why a column becomes what it does."""
        return f"kept as “{self.name}”"

    def fits(self, columns: Sequence[str]) -> bool:
        """Whether a file has all of its columns."""
        return _keys(self.fields) <= _keys(columns)


@dataclass(frozen=True, slots=True)
class OwnColumns:
    """All mappings that a collection keeps."""

    mappings: tuple[Named, ...] = ()

    def of(self, columns: Sequence[str]) -> Named | None:
        """The one that fits a file with most of its columns, of several the latest."""
        fitting = [one for one in self.mappings if one.fits(columns)]
        return max(reversed(fitting), key=lambda one: len(one.fields), default=None)

    def named(self, file: Path, mapped: Mapped, told: Mapping[str, str]) -> Named:
        """What a file’s columns become, to be kept by the file’s name (numbered where another has it), or as it is kept already.

        A column that is kept as it is belongs to it only where that was ``told``.
        """
        known = self.of([use.column for use in mapped.uses])
        said = {**(known.fields if known else {}), **told}
        by_hand = {column_key(column) for column in said}
        fields = {
            use.column: use.field
            for use in mapped.uses
            if use.field != "keep" or column_key(use.column) in by_hand
        }
        if known and _keys(fields) == _keys(known.fields):
            return Named(known.name, fields)
        return Named(self._free(file.stem[:_LONGEST].strip() or "file"), fields)

    def _free(self, stem: str) -> str:
        """A name that no mapping of other columns has: files of many kinds are called “data”."""
        taken = {one.name for one in self.mappings}
        name, n = stem, 2
        while name in taken:
            name, n = f"{stem}-{n}", n + 1
        return name


def _keys(columns: Iterable[str]) -> set[str]:
    return set(map(column_key, columns))


def own_columns(folder: Path) -> OwnColumns:
    """A collection’s mappings; none where it has no such table. Raises ``Refused`` with the row for a wrong one."""
    text = own_text(folder, NAME)
    if text is None:
        return OwnColumns()
    rows = csv.DictReader(io.StringIO(text, newline=""))
    if missing := [name for name in _HEADER if name not in (rows.fieldnames or ())]:
        raise Refused(f"{NAME} has no column {missing[0]}; it needs {', '.join(_HEADER)}.")
    found: dict[str, dict[str, str]] = {}
    for number, row in enumerate(rows, start=2):
        name, column, to = ((row.get(n) or "").strip() for n in _HEADER)
        if to and to not in FIELDS:
            raise Refused(
                f"{NAME} row {number}: “{to[:60]}” is no field. There are: {', '.join(FIELDS)}."
            )
        if name and column and to:
            found.setdefault(name, {})[column] = to
    return OwnColumns(tuple(Named(name, fields) for name, fields in found.items()))


def keep(folder: Path, named: Named) -> None:
    """Write a mapping down, in place of one of its name or of the same columns.

    Raises ``Refused`` for a table that is wrong, ``ChangedError`` when somebody changes it meanwhile, and
    ``OSError`` when it can’t be written.
    """
    before = content_of(folder / NAME)
    columns = _keys(named.fields)
    others = [
        one
        for one in own_columns(folder).mappings
        if one.name != named.name and _keys(one.fields) != columns
    ]
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_HEADER)
    for one in (*others, named):
        writer.writerows((one.name, column, to) for column, to in one.fields.items())
    write_file(folder, NAME, out.getvalue().encode("utf-8", "replace"), before)

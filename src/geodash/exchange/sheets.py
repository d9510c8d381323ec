"""A collection's tables as sheets: which columns, and each row's values as a spreadsheet holds them.

Writing and reading back both go through here, so that what a reader didn't touch compares equal.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from geodash.collection.read.contract import (
    KEYS,
    Column,
    Contract,
    default_contract,
    parse_contract,
)
from geodash.domain.model import Collection, Row
from geodash.exchange.xml_text import UNWRITABLE
from geodash.geo.per_file import per_file

#: Titles of the sheets by table, in the order of the workbook.
SHEETS = {"events": "Events", "mentions": "Mentions", "links": "Links", "actors": "Actors"}
#: The hidden sheet that knows how each cell was, by which changes of others are told from the reader's.
STATE = "geodash"
#: Columns for reading only; not read back.
DERIVED = " (derived)"
#: The most that one cell of the format can hold.
MOST_TEXT = 32_767
CUT = "… [cut: too long for a cell]"
#: Before this day spreadsheets disagree on what a date is.
FIRST_DAY = date(1900, 3, 1)
_DECIMAL = re.compile(r"[+-]?(\d{1,30}(\.\d{0,30})?|\.\d{1,30})([eE][+-]?\d{1,2})?", re.ASCII)
_LIKE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
#: Only what ``encoded`` escapes: what merely looks like it stays.
_ESCAPE = re.compile(r"_x(005F|00[01][0-9A-F]|D[89A-F][0-9A-F]{2}|FFFE|FFFF)_", re.IGNORECASE)

Value = str | int | float | date | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table's columns: the contract's, then those that the rows bring along."""

    table: str
    columns: Mapping[str, Column]
    extra: tuple[str, ...] = ()

    @classmethod
    def of(cls, table: str, columns: Mapping[str, Column], rows: Iterable[Row]) -> Sheet:
        """The sheet for ``rows``."""
        extra = dict.fromkeys(name for row in rows for name in row.extra)
        return cls(table, columns, tuple(extra))

    @property
    def names(self) -> tuple[str, ...]:
        """All columns in order."""
        return (*self.columns, *self.extra)

    def values(self, row: Row) -> dict[str, Value]:
        """A row's cells by column."""
        known = {name: plain_value(getattr(row, name)) for name in self.columns}
        return known | {name: row.extra.get(name) or None for name in self.extra}

    def key(self, values: Mapping[str, Value]) -> tuple[str, ...]:
        """What makes it the same row."""
        return tuple(str(values.get(name) or "") for name in KEYS[self.table])


def plain_value(value: Value | tuple[str, ...]) -> Value:
    """A model's value as a cell: lists joined, enumerations by their word, blank as ``None``."""
    if isinstance(value, tuple):
        return ";".join(map(str, value)) or None
    if isinstance(value, StrEnum):
        return str(value)
    if isinstance(value, str):
        return fitted(value) or None
    return value


def fitted(text: str) -> str:
    """``text``, or as much of it as a cell can hold with a remark that it was cut."""
    if len(encoded(text)) <= MOST_TEXT:
        return text
    # An escaped character takes seven.
    return text[: (MOST_TEXT - len(CUT)) // 7] + CUT


def contract_of(collection: Collection) -> Contract:
    """The collection's own contract where it has a readable one, else the packaged one."""
    try:
        return _contract(Path(collection.path) / "datapackage.json")
    except (OSError, ValueError):
        return default_contract()


@per_file
def _contract(path: Path) -> Contract:
    return parse_contract(path.read_text("utf-8-sig"))


def mark(value: Value, column: Column | None, raw: str = "") -> str:
    """What a cell says, as a short hash that is equal however a spreadsheet writes it; blank for blank.

    ``raw`` is how a text stands in the workbook.
    """
    text = _said(value, column, raw)
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:8] if text else ""


def _said(value: Value, column: Column | None, raw: str) -> str:
    if value is None or value == "":
        return ""
    if column is not None and column.type in ("integer", "number") and not isinstance(value, date):
        text = str(value).strip()
        return repr(float(text)) if _DECIMAL.fullmatch(text) else text
    if isinstance(value, str):
        if column is not None and column.type == "date":
            return value.strip()
        # openpyxl undoes one of the escapes itself when a text is shared.
        return (raw or encoded(value)).replace("x005F_", "").replace("\r\n", "\n")
    return value.isoformat() if isinstance(value, date) else str(value)


def fingerprint(values: Mapping[str, Value]) -> str:
    """A short hash of a whole row, as workbooks of earlier versions have it."""
    text = "\0".join(
        f"{name}={value}" for name, value in sorted(values.items()) if value is not None
    )
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]


# What XML can't hold, in the notation of Office Open XML: _xHHHH_, ISO/IEC 29500-1 §22.9.2.19.


def encoded(text: str) -> str:
    """Text for a cell; control characters and carriage returns escaped, likewise what looks so."""
    text = _LIKE.sub("_x005F_", text)
    text = UNWRITABLE.sub(lambda m: f"_x{ord(m[0]):04X}_", text)
    return text.replace("\r", "_x000D_")


def decoded(text: str) -> str:
    """The text of a cell as it was before."""
    return _ESCAPE.sub(lambda m: chr(int(m[1], 16)), text)

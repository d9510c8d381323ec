"""Rows of the contract's tables as text, the way ``collection.load`` reads them back."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from geodash.collection.read.contract import default_contract
from geodash.domain.model import Row


def columns(table: str, items: Iterable[Row]) -> list[str]:
    """The contract's columns of a table, then those of its own that the rows bring along."""
    own = dict.fromkeys(name for item in items for name in item.extra)
    known = default_contract().tables[table]
    return [*known, *(name for name in own if name not in known)]


def row(item: Row, names: Sequence[str]) -> list[str]:
    """The cells of one event, mention, link or actor."""
    known = item.__dataclass_fields__
    return [
        cell(getattr(item, name)) if name in known else item.extra.get(name, "") for name in names
    ]


def cell(value: object) -> str:
    """A value as a cell: blank for none, ISO dates, lists joined by ``;``."""
    if type(value) is str:
        return value
    if value is None:
        return ""
    if isinstance(value, tuple | list | frozenset):
        return ";".join(map(str, value))
    if isinstance(value, float):
        # Never an exponent: a person and the contract read plain decimals only.
        return format(Decimal(repr(value)), "f")
    return value.isoformat() if isinstance(value, date) else str(value)


def csv_text(header: Sequence[str], rows: Iterable[Sequence[str]], newline: str) -> str:
    """RFC 4180: commas, and quotes where they are needed."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator=newline)
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue()


def encoded(text: str) -> bytes:
    """UTF-8; what is no character at all becomes ``?``."""
    return text.encode("utf-8", "replace")

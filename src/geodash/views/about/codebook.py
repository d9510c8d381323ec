"""The codebook: tables with their columns, as a collection's own data package describes them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class BookColumn:
    """A column in the package's words."""

    name: str
    title: str
    type: str
    description: str
    values: tuple[str, ...]
    example: str


@dataclass(frozen=True, slots=True)
class BookTable:
    """A table in the package's words."""

    name: str
    path: str
    description: str
    columns: tuple[BookColumn, ...]


def codebook(package: Mapping[str, Any]) -> tuple[BookTable, ...]:
    """The tables of a ``datapackage.json``; what isn't shaped like one is skipped."""
    return tuple(_tables(package))


def _tables(package: Mapping[str, Any]) -> Iterator[BookTable]:
    resources = package.get("resources")
    for resource in resources if isinstance(resources, list) else []:
        schema = resource.get("schema") if isinstance(resource, dict) else None
        fields = schema.get("fields") if isinstance(schema, dict) else None
        if isinstance(fields, list):
            yield BookTable(
                str(resource.get("name", "")),
                str(resource.get("path", "")),
                str(resource.get("description", "")),
                tuple(_column(f) for f in fields if isinstance(f, dict)),
            )


def _column(spec: Mapping[str, Any]) -> BookColumn:
    constraints = spec.get("constraints")
    enum = constraints.get("enum") if isinstance(constraints, dict) else None
    return BookColumn(
        name=str(spec.get("name", "")),
        title=str(spec.get("title", "")),
        type=str(spec.get("type", "")),
        description=str(spec.get("description", "")),
        values=tuple(str(v) for v in enum) if isinstance(enum, list) else (),
        example=str(spec.get("example", "")),
    )

"""The data contract: tables and columns as ``datapackage.json`` describes them."""

from __future__ import annotations

import copy
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from typing import Any

from geodash.collection.read.own_kinds import own_kinds
from geodash.collection.read.problems import ProblemLog
from geodash.domain.kinds import KINDS, Kinds
from geodash.words.labels import type_label

TABLES = ("events", "mentions", "links", "actors")
#: Tables that a collection may do without, and nothing is said of it.
OPTIONAL_TABLES = ("considered", "changes")
#: What makes a row of each table the same row; a change of the log has no name.
KEYS: Mapping[str, tuple[str, ...]] = {
    "events": ("event_id",),
    "mentions": ("mention_id",),
    "links": ("from_event", "to_event", "relation"),
    "actors": ("actor_id",),
    "considered": ("considered_id",),
}
#: Columns that name something else, by table, and what that is.
REFERS: Mapping[str, Mapping[str, str]] = {
    "events": {
        "actors": "actors",
        "recipients": "actors",
        "attributed_to": "actors",
        "deaths_of": "actors",
        "place_id": "places",
        "area_id": "areas",
        "about_places": "about",
        "replaced_by": "events",
    },
    "mentions": {"event_id": "events", "article_id": "articles"},
    "links": {"from_event": "events", "to_event": "events"},
    "actors": {"parent": "actors"},
    "considered": {"article_id": "articles"},
}
#: Columns without which a row means nothing.
ESSENTIAL = {
    "events": ("event_id", "title"),
    "mentions": ("mention_id", "event_id", "article_id", "quote"),
    "links": ("from_event", "to_event", "relation"),
    "actors": ("actor_id", "name"),
    "considered": ("considered_id", "article_id", "quote"),
    "changes": ("when", "table", "id"),
}
#: Columns that the contract got later: a table without them is as good.
LATER = frozenset({"replaced_by"})


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its Table Schema type and what its cells must be."""

    name: str
    type: str
    title: str = ""
    description: str = ""
    separator: str = ""
    values: tuple[str, ...] = ()
    pattern: str = ""
    minimum: float | None = None
    maximum: float | None = None
    max_length: int | None = None


@dataclass(frozen=True, slots=True)
class Contract:
    """What a collection promises: its columns by table, and what it says about itself."""

    title: str
    description: str
    tables: Mapping[str, Mapping[str, Column]]
    descriptor: Mapping[str, Any] = field(default_factory=dict)
    kinds: Kinds = KINDS


def schema_text(name: str) -> str:
    """The text of a packaged file of ``collection/schema``."""
    return (files("geodash.collection") / "schema" / name).read_text(encoding="utf-8")


@cache
def default_contract() -> Contract:
    """The packaged contract, used by a collection without ``datapackage.json``."""
    descriptor = json.loads(schema_text("datapackage.json"))
    tables = {
        r["name"]: {f["name"]: _column(f) for f in r["schema"]["fields"]}
        for r in descriptor["resources"]
    }
    return Contract(descriptor["title"], descriptor["description"], tables, descriptor)


def parse_contract(text: str, log: ProblemLog | None = None) -> Contract:
    """The contract of a collection's own ``datapackage.json``.

    It may give other limits and further values to the columns of the default contract; what it
    leaves out is taken from there. Its patterns are not used: a regular expression from a
    stranger's file can hang the reader. ``log`` is told what is wrong with its kinds. Raises ``ValueError`` when it is no data package.
    """
    try:
        descriptor = json.loads(text)
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error
    if not isinstance(descriptor, dict):
        raise ValueError("it is not a JSON object")
    default = default_contract()
    own = {name: _own_fields(descriptor, name) for name in default.tables}
    tables = {
        name: {c.name: _merge(c, own[name].get(c.name)) for c in columns.values()}
        for name, columns in default.tables.items()
    }
    kinds = own_kinds(descriptor, ProblemLog() if log is None else log, text)
    if kinds is not KINDS:
        types = tuple(kinds.by_type)
        tables["events"]["event_type"] = replace(tables["events"]["event_type"], values=types)
    return Contract(
        _text(descriptor.get("title")) or default.title,
        _text(descriptor.get("description")),
        tables,
        descriptor,
        kinds,
    )


def with_types(descriptor: Mapping[str, Any], kinds: Kinds) -> dict[str, Any]:
    """A description whose events may have the types of ``kinds``, each with its words; itself where they are geodash's."""
    made: dict[str, Any] = copy.deepcopy(dict(descriptor))
    column = _own_fields(made, "events").get("event_type")
    if kinds is KINDS or not isinstance(column, dict):
        return made
    types = kinds.by_type.values()
    column["categories"] = [{"value": t.value, "label": type_label(t)} for t in types]
    column["constraints"] = {**column.get("constraints", {}), "enum": [t.value for t in types]}
    return made


def _column(spec: Mapping[str, Any]) -> Column:
    limits = spec.get("constraints", {})
    return Column(
        name=spec["name"],
        type=spec["type"],
        title=spec.get("title", ""),
        description=spec.get("description", ""),
        separator=spec.get("listSeparator", ""),
        values=tuple(c["value"] for c in spec.get("categories", ())),
        pattern=limits.get("pattern", ""),
        minimum=limits.get("minimum"),
        maximum=limits.get("maximum"),
        max_length=limits.get("maxLength"),
    )


def _own_fields(descriptor: Mapping[str, Any], table: str) -> dict[str, Mapping[str, Any]]:
    """The field descriptors of one table, by name; whatever isn't shaped like one is skipped."""
    found: dict[str, Mapping[str, Any]] = {}
    resources = descriptor.get("resources")
    for resource in resources if isinstance(resources, list) else ():
        if not isinstance(resource, dict) or resource.get("name") != table:
            continue
        schema = resource.get("schema")
        fields = schema.get("fields") if isinstance(schema, dict) else None
        for spec in fields if isinstance(fields, list) else ():
            if isinstance(spec, dict) and isinstance(spec.get("name"), str):
                found[spec["name"]] = spec
    return found


def _merge(column: Column, own: Mapping[str, Any] | None) -> Column:
    """``column`` with the limits and values of a collection's own description of it."""
    limits = own.get("constraints") if own else None
    if own is None or not isinstance(limits, dict):
        return column
    values = limits.get("enum")
    if not (isinstance(values, list) and all(isinstance(v, str) for v in values)):
        values = column.values
    return Column(
        name=column.name,
        type=column.type,
        title=_text(own.get("title")) or column.title,
        description=_text(own.get("description")) or column.description,
        separator=column.separator,
        values=tuple(values),
        pattern=column.pattern,
        minimum=_number(limits.get("minimum"), column.minimum),
        maximum=_number(limits.get("maximum"), column.maximum),
        max_length=_whole(limits.get("maxLength"), column.max_length),
    )


def _text(value: object) -> str:
    """A text that can be written to any file: JSON can spell half of a character."""
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else ""


def _number(value: object, default: float | None) -> float | None:
    return value if isinstance(value, int | float) and not isinstance(value, bool) else default


def _whole(value: object, default: int | None) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else default

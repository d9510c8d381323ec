"""The sentence on top of the page, which is the command: words, and menus of what each could be instead."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from geodash.domain.datasets import Dataset
from geodash.imports.formats.registry import ALL
from geodash.imports.guess import GENERIC
from geodash.imports.plan import Plan
from geodash.imports.recognise import Brought
from geodash.imports.shown.facts import menu

Json = dict[str, Any]
#: Files that only go with others: the parts of a shapefile.
_BESIDE = (".dbf", ".shx", ".prj", ".cpg", ".sbn", ".sbx", ".qpj", ".qmd")


def files_to_bring(names: Iterable[str]) -> list[str]:
    """Those of some files that are looked at by themselves; the parts of a shapefile go with it."""
    names = list(names)
    shapes = any(name.lower().endswith(".shp") for name in names)
    return [n for n in names if not (shapes and n.lower().endswith(_BESIDE))]


def sentence(brought: Brought, files: Iterable[str], collection: str) -> list[Json]:
    """``Bring … as … into …``; what it updates is known once the collection was asked."""
    return [
        {"say": "Bring"},
        menu("file", brought.path.name, {name: name for name in files_to_bring(files)}),
        {"say": "as"},
        menu("as", brought.form.key, {f.key: f.title for f in (*ALL, GENERIC)}),
        {"say": "into"},
        {"say": collection, "name": True},
    ]


def updating(plan: Plan, known: Mapping[str, Dataset]) -> list[Json]:
    """``, updating …``, where the collection has data sets of this format."""
    alike = {k: d for k, d in known.items() if d.form == plan.brought.form.key}
    if not alike:
        return []
    words = {k: f"updating {d.title} {d.edition}".strip() for k, d in alike.items()}
    return [
        {"say": ","},
        menu("updates", plan.updates or "none", {**words, "none": "as a new data set"}),
    ]

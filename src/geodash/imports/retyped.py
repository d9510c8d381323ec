"""A collection’s own table of codes: which type a word of somebody’s file becomes, before the format’s own table."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from geodash.collection.read.own_kinds import own_kinds
from geodash.collection.read.problems import ProblemLog
from geodash.imports.form import Mapped
from geodash.imports.rows import own_text
from geodash.imports.standing import descriptor_of
from geodash.imports.survey import code_of
from geodash.imports.table import Refused

#: Beside the collection’s tables: ``code``, ``type`` (blank: no kind) and, where it holds for one format alone, ``format``.
NAME = "import-kinds.csv"


@dataclass(frozen=True, slots=True)
class Retyped:
    """Types by format (blank: any) and folded code."""

    types: Mapping[tuple[str, str], str]

    def applied(self, mapped: Mapped) -> Mapped:
        """The mapping with these types in place of the format’s."""
        form = mapped.form
        known = form.codes.get("type", {})
        own = {code: t for (key, code), t in self.types.items() if key in ("", form.key)}
        # What is said of the one format goes before what is said of any.
        own |= {code: t for (key, code), t in self.types.items() if key == form.key}
        if not own:
            return mapped
        codes = {**form.codes, "type": {**known, **own}}
        return Mapped(replace(form, codes=codes), mapped.uses)


def retyped_of(folder: Path) -> Retyped:
    """A collection’s table; empty where it has none. Its types are PLOVER’s or the collection’s own.

    Raises ``Refused`` for a table that can’t be read, with the row.
    """
    text = own_text(folder, NAME)
    if text is None:
        return Retyped({})
    kinds = own_kinds(descriptor_of(folder), ProblemLog())
    known = {t.value for types in (*kinds.types.values(), kinds.further) for t in types}
    rows = csv.DictReader(text.splitlines())
    if not {"code", "type"} <= set(rows.fieldnames or ()):
        raise Refused(f"{NAME} needs the columns code and type.")
    found: dict[tuple[str, str], str] = {}
    for number, row in enumerate(rows, start=2):
        code, kind, form = ((row.get(n) or "").strip() for n in ("code", "type", "format"))
        if kind and kind not in known:
            raise Refused(
                f"{NAME} row {number}: “{kind[:60]}” is no type. There are: {', '.join(sorted(known))}."
            )
        if code:
            found[form, code_of(code)] = kind
    return Retyped(found)

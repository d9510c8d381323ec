"""``geodash export``: a view of a collection written to a file, or to standard output."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from geodash.collection import load
from geodash.exchange.registry import FORMATS, Format
from geodash.exchange.select import select
from geodash.exchange.takeaway import file_name, strict_filter
from geodash.geo.layers import GeoData
from geodash.query import Store
from geodash.words.numbers import number_of

STANDARD_OUTPUT = "-"


def export(
    folder: Path, name: str, query: str, output: str = "", *, force: bool = False
) -> list[str]:
    """Write the view that ``query`` names; returns what was done, in words.

    ``name`` is a format, blank to go by the extension of ``output``; a blank ``output`` is a file
    in the working folder whose name tells what is in it, ``-`` is standard output. An existing
    file is only replaced with ``force``.

    Raises ``ValueError`` with the reason for a format, filter or output that can't be used, and
    ``OSError`` when the file can't be written.
    """
    form = _format(name, output)
    if output and output != STANDARD_OUTPUT:
        _check_free(Path(output), force)
    collection, geodata = load(folder), GeoData(folder)
    store = Store(collection, geodata.gazetteer, geodata.areas)
    f = strict_filter(query, store.vocabulary)
    form.check(len(store.ids(f, form.most + 1)))
    selection = select(store, collection, geodata, f)
    data = form.write(selection)
    lines = [selection.sentence, store.nothing_note(f), selection.rows_note]
    errors = sum(p.severity == "error" for p in collection.problems)
    if errors:
        lines.append(f"{number_of(errors, 'error')} in the data (geodash check shows them).")
    if output == STANDARD_OUTPUT:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    else:
        target = Path(output or file_name(selection, form))
        _check_free(target, force)
        _write(target, data, force)
        lines.append(f"{form.label}, {len(data):,} bytes: {target}")
    return [line for line in lines if line]


def _format(name: str, output: str) -> Format:
    """The format asked for, else the one that the output's extension names."""
    known = ", ".join(FORMATS)
    if name:
        if name.lower().lstrip(".") not in FORMATS:
            raise ValueError(f"there is no format “{name}”; --as takes one of {known}")
        return FORMATS[name.lower().lstrip(".")]
    extension = Path(output).suffix.lower().lstrip(".")
    if extension not in FORMATS:
        raise ValueError(f"say which format with --as, one of {known}")
    return FORMATS[extension]


def _check_free(target: Path, force: bool) -> None:
    if target.is_dir():
        raise ValueError(f"{target} is a folder; give -o a file in it")
    if target.exists() and not force:
        raise ValueError(f"{target} is there already; --force replaces it, -o names another file")


def _write(target: Path, data: bytes, force: bool) -> None:
    """Whole or not at all: nobody finds half a file under the name that was asked for."""
    descriptor, name = tempfile.mkstemp(prefix=f".{target.name[:40]}.", dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
        temporary.chmod(0o644)
        if target.exists() and not force:
            raise ValueError(f"{target} was written by someone else meanwhile; nothing was changed")
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise

"""``geodash export``: a view of a collection written to a file, or to standard output."""

from __future__ import annotations

import sys
from pathlib import Path

from geodash.collection import load
from geodash.collection.read.folder import home_of
from geodash.collection.write.whole import replace_file
from geodash.exchange.registry import FORMATS, Format
from geodash.exchange.select import select, to_take
from geodash.exchange.sides import select_sides, strict_sides
from geodash.exchange.takeaway import asked, file_name, strict_filter
from geodash.geo.layers import GeoData
from geodash.query import Store
from geodash.views.frames import seen_in
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
        check_free(Path(output), force=force)
    collection, geodata = load(folder), GeoData(home_of(folder))
    store = Store(collection, geodata.gazetteer, geodata.areas)
    f = strict_filter(query, store.vocabulary)
    compared = strict_sides(query, f, store)
    if compared:
        selection = select_sides(store, collection, geodata, compared)
        form.check(len(selection.events))
    else:
        form.check(len(store.ids(f, form.most + 1)))
        selection = select(store, collection, geodata, f, seen=seen_in(asked(query)))
    data = form.write(to_take(selection, form))
    lines = [selection.sentence, store.nothing_note(f), selection.rows_note]
    errors = sum(p.severity == "error" for p in collection.problems)
    if errors:
        lines.append(f"{number_of(errors, 'error')} in the data (geodash check shows them).")
    if output == STANDARD_OUTPUT:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    else:
        target = Path(output or file_name(selection, form))
        write_new(target, data, force=force)
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


def check_free(target: Path, *, force: bool) -> None:
    """Raises ``ValueError`` with the reason when ``target`` can't or mustn't be written."""
    if target.is_dir():
        raise ValueError(f"{target} is a folder; give -o a file in it")
    parent = target.parent
    if not parent.is_dir():
        what = (
            "is not a folder" if parent.exists() else "is a folder that isn’t there: make it first"
        )
        raise ValueError(f"{parent} {what}, or name another file with -o")
    if target.exists() and not target.is_file():
        raise ValueError(f"{target} is no file that can be replaced; -o - is standard output")
    if target.exists() and not force:
        raise ValueError(f"{target} is there already; --force replaces it, -o names another file")


def write_new(target: Path, data: bytes, *, force: bool) -> None:
    """Write a file as a whole or not at all; one that is there is only replaced with ``force``."""
    check_free(target, force=force)
    try:
        replace_file(target.resolve() if force else target, data, over=force)
    except FileExistsError:
        reason = f"{target} was written by someone else meanwhile; nothing was changed"
        raise ValueError(reason) from None

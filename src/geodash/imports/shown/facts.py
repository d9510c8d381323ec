"""The strip of facts about a file: what it is, its rows, dates, letters, edition, what is here of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from geodash.imports.guess import GENERIC
from geodash.imports.mends import bare
from geodash.imports.plan import Plan
from geodash.imports.readers.delimited import Delimited
from geodash.imports.readers.text import readings_of
from geodash.imports.recognise import Brought
from geodash.words.numbers import number_of

Json = dict[str, Any]


def menu(name: str, value: str, options: Mapping[str, str]) -> Json:
    """A word of the page that could be another; ``options`` are what it could be, in words."""
    listed = [{"value": v, "words": words} for v, words in options.items()]
    return {"menu": name, "value": value, "options": listed}


#: How sure something is; the last asks whoever brings the file.
SURE, LIKELY, GUESS, ASKS = "sure", "likely", "guess", "asks"
_UTF8 = ("utf-8", "utf-8-sig")
#: Encodings that a menu offers.
_READINGS = 8
_UNITS = ((1e9, "GB"), (1e6, "MB"), (1e3, "KB"))


def fact(label: str, mark: str, said: str, note: str = "") -> Json:
    """One of the strip: what it is about, how sure, what is found, and a line below it."""
    return {"label": label, "mark": mark, "said": said, "note": note}


def facts(brought: Brought, size: int, seconds: float) -> list[Json]:
    """What is known before the collection is asked; ``size`` in bytes, ``seconds`` that it took."""
    return [
        _what(brought),
        *_where(brought),
        fact("Rows", SURE, f"{brought.survey.rows:,}", f"{size_of(size)} in {seconds:.1f} s"),
        _dates(brought),
        *_letters(brought),
    ]


def _what(brought: Brought) -> Json:
    columns = brought.mapped.uses
    used = sum(use.field != "keep" for use in columns)
    note = f"{used:,} of {number_of(len(columns), 'column')} used"
    if brought.form.key == GENERIC.key:
        return fact("What it is", GUESS, "no format we know", f"a table; {note}")
    return fact("What it is", SURE, brought.form.title, note)


def _where(brought: Brought) -> Iterator[Json]:
    """Which part of the file holds the rows, where it has several."""
    part = brought.table.part
    inside = brought.content.inside if brought.content else ""
    if said := ", ".join(filter(None, (inside, part.said))):
        yield fact("Where the rows are", LIKELY, said, part.note)


def _dates(brought: Brought) -> Json:
    mapped = brought.mapped
    if not mapped.column("date"):
        if mapped.column("year"):
            return fact("Dates", LIKELY, "years, in a column of their own", mapped.column("year"))
        return fact("Dates", GUESS, "none found", "rows come in undated")
    for column, order in brought.survey.orders.items():
        if rows := sum(s.open for s in order.asks):
            return fact("Dates", ASKS, f"{rows:,} unclear", f"day or month first in “{column}”")
    said = [o for o in brought.survey.orders.values() if o.why]
    if said:
        return fact("Dates", SURE, said[0].said, said[0].note)
    return fact("Dates", SURE, "each says it itself", ", ".join(brought.survey.orders))


def _letters(brought: Brought) -> Iterator[Json]:
    table = bare(brought.table)
    if not isinstance(table, Delimited):
        return
    letters = table.letters
    mark = SURE if letters.sure else LIKELY
    if letters.encoding in _UTF8 and letters.sure:
        yield fact("Letters", mark, "UTF-8", letters.words)
        return
    name = letters.encoding
    found = {c.encoding: f"{c.encoding}: {c.sample}" for c in readings_of(table.path)[:_READINGS]}
    options = {name: found.get(name, name)} | found
    yield fact("Letters", mark, name, letters.words) | menu("encoding", name, options)


def standing_facts(plan: Plan) -> list[Json]:
    """What is known once the collection was asked: the edition, what is here of it, the licence."""
    dataset, found = plan.dataset, []
    if dataset.edition:
        found.append(fact("Edition", LIKELY, dataset.edition, "from the file’s name"))
    if plan.updates:
        known = number_of(plan.updated + plan.as_before, "row is", "rows are")
        found.append(fact("Already here", SURE, dataset.title, f"{known} known"))
    else:
        found.append(fact("Already here", SURE, "nothing of it", "a new data set"))
    if dataset.licence:
        found.append(fact("Licence", SURE, dataset.licence, "goes into every export"))
    else:
        found.append(fact("Licence", ASKS, "not stated", "exports will say so"))
    return found


def size_of(size: int) -> str:
    """``4.1 MB``, ``812 bytes``."""
    for unit, name in _UNITS:
        if size >= unit:
            return f"{size / unit:.1f} {name}"
    return number_of(size, "byte")

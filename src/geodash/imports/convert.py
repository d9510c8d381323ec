"""From a file's rows to rows of ``events.csv``: a column at a time, each different cell worked out once."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache, partial
from hashlib import sha1

import numpy as np
import pyarrow as pa

from geodash.collection.read.contract import default_contract
from geodash.collection.read.problems import FilePlace
from geodash.imports.actors import Actors
from geodash.imports.cells import (
    Column,
    Which,
    column_of,
    distinct,
    either,
    filled,
    first_filled,
    joined,
    longer,
    matches,
    mended,
    replaced,
    same,
    spread_out,
    uneven,
    unplain,
    without_blank,
)
from geodash.imports.dates import is_missing
from geodash.imports.form import Mapped, kept_names
from geodash.imports.ledger import Ledger
from geodash.imports.numbers import Spot, Toll, spot, spot_of, toll, usual_spots
from geodash.imports.survey import TOLLS, Survey, code_of, codes_of, content_names, idents
from geodash.imports.table import Batch
from geodash.imports.when import When, Whens
from geodash.words.texts import shortened

_TITLE = default_contract().tables["events"]["title"].max_length or 90
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]*", re.ASCII)
_MARKUP = re.compile(r"<(?:/?[a-zA-Z][^<>]*|!--.*?--)>", re.DOTALL)
_PARTS = re.compile(r"\s*(?:;|\|\||\s\|\s)+\s*")
Cells = tuple[str, ...]
Columns = Sequence[Column]
#: Different cells whose outcome is kept.
_MOST = 200_000
#: An id that can be taken as it is.
_USUAL_ID = r"^[A-Za-z0-9][A-Za-z0-9_:-]*$"


class Memo(dict[Cells, str]):
    """What was made of some cells, each made once; forgotten when there are too many."""

    def __init__(self, make: Callable[[Cells], str]) -> None:
        super().__init__()
        self.make = make

    def __missing__(self, cells: Cells) -> str:
        if len(self) > _MOST:
            self.clear()
        made = self[cells] = self.make(cells)
        return made

    def of(self, columns: Columns) -> Column:
        """The same for each row of some columns."""
        which, rows = distinct(columns)
        return spread_out(list(map(self.__getitem__, rows)), which)


class Converter:
    """Makes events of the rows of one file; ``dataset`` is the id that they bear."""

    def __init__(
        self, columns: tuple[str, ...], mapped: Mapped, survey: Survey, actors: Actors, dataset: str, file: str
    ) -> None:  # fmt: skip
        self.mapped, self.form, self.survey = mapped, mapped.form, survey
        self.actors, self.dataset, self.file = actors, dataset, file
        self.at = {name: i for i, name in enumerate(columns)}
        self.kept = kept_names(columns)
        self.whens = Whens(mapped, survey)
        self.prefix = self.form.prefix if self.form.global_ids else dataset
        self._seen: dict[str, int] = {}
        self._sides = {n: Memo(partial(self._named, n)) for n in ("actors", "recipients")}
        self._codes = {n: Memo(partial(self._code, n)) for n in ("type", "where_prec")}
        self._union, self._said = Memo(union), Memo(self._label)
        self._directed_at = self._find(self.form.directed[0])
        found = ([self._find(name) for name in names] for names in self.form.heading)
        groups = ([i for i in group if i is not None] for group in found)
        self._groups = [group for group in groups if group]

    def _find(self, key: str) -> int | None:
        from geodash.collection.read.tables import column_key

        return next((i for name, i in self.at.items() if key and column_key(name) == key), None)

    def columns_of(self, batch: Batch, ledger: Ledger) -> dict[str, Column]:
        """The events' columns by name, as long as the batch; what is odd is told to ``ledger``."""
        cells = batch.columns
        out: dict[str, Column] = {}
        out["event_id"], out["source_id"] = self._ids(batch)
        self._when(batch, out, ledger)
        self._where(batch, out, ledger)
        self._tolls(batch, out, ledger)
        self._who(cells, out)
        out["event_type"] = self._coded("type", cells)
        for name, target in (("text", "source_text"), ("url", "source_url")):
            out[target] = plains(self._first(name, cells))
        for name, target in (("source", "source_name"), ("place", "place_name")):
            out[target] = plains(self._first(name, cells))
        out["title"] = self._titles(cells, out)
        out["dataset"] = same(self.dataset, len(batch))
        out["status"] = same("reported", len(batch))
        placed = filled(out["latitude"]) | filled(out["place_name"])
        out["place_role"] = spread_out(["", "scene"], placed.astype("int64"))
        for name, kept in self.kept.items():
            out[kept] = cells[self.at[name]]
        return out

    # Columns of a field

    def _cells(self, name: str, cells: Columns) -> list[Column]:
        return [cells[self.at[c]] for c in self.mapped.columns(name)]

    def _one(self, name: str, cells: Columns) -> Column:
        found = self._cells(name, cells)
        return found[0] if found else same("", len(cells[0]))

    def _first(self, name: str, cells: Columns) -> Column:
        """The first of a field's columns that is filled, row by row."""
        found = self._cells(name, cells)
        if len(found) < 2:
            return found[0] if found else same("", len(cells[0]))
        return first_filled(found)

    def _coded(self, name: str, cells: Columns) -> Column:
        found = self._cells(name, cells)
        if not found or name not in self.form.codes:
            return same("", len(cells[0]))
        names = self.mapped.columns(name)
        found = [codes_of(self.form, n, c) for n, c in zip(names, found, strict=True)]
        return self._codes[name].of(found)

    def _code(self, name: str, row: Cells) -> str:
        codes = self.form.codes[name]
        return next((codes[code_of(c)] for c in row if code_of(c) in codes), "")

    # Parts of an event

    def _ids(self, batch: Batch) -> tuple[Column, Column]:
        """Ids, by the file's own or by what the row says; and the file's own."""
        said = self._one("id", batch.columns)
        if not self.mapped.column("id") or not self.survey.trusted:
            return column_of(list(map(self._by_content, content_names(batch)))), said
        own = idents(said)
        ids = joined([same(self.prefix, len(own)), own], ":")
        usual = matches(own, _USUAL_ID)
        if usual.all():
            return ids, own
        odd = (~usual).nonzero()[0].tolist()
        names = self._odd([own[i].as_py() for i in odd], batch.only(~usual))
        return replaced(ids, ~usual, names), own

    def _odd(self, names: list[str], batch: Batch) -> list[str]:
        contents = content_names(batch)
        return [
            f"{self.prefix}:{name}" if _ID.fullmatch(name)
            else f"{self.prefix}:{sha1(name.encode('utf-8', 'replace')).hexdigest()[:12]}" if name
            else self._by_content(content)
            for name, content in zip(names, contents, strict=True)
        ]  # fmt: skip

    def _by_content(self, name: str) -> str:
        """A row's id by its cells; equal rows may be several events, so they are counted."""
        self._seen[name] = count = self._seen.get(name, 0) + 1
        return f"{self.prefix}:{name}" + (f"-{count}" if count > 1 else "")

    def _when(self, batch: Batch, out: dict[str, Column], ledger: Ledger) -> None:
        which, whens = self.whens.of(batch.columns, self.at)
        out["date_start"] = spread_out([w.first for w in whens], which)
        out["date_end"] = spread_out([w.last for w in whens], which)
        out["date_note"] = spread_out([w.note for w in whens], which)
        basis = ["inferred" if w.note else "stated" if w.first else "" for w in whens]
        out["date_basis"] = spread_out(basis, which)
        self._say(batch, which, whens, ledger, self.mapped.column("date"))

    def _where(self, batch: Batch, out: dict[str, Column], ledger: Ledger) -> None:
        if self.mapped.column("point"):
            self._both(batch, out, ledger)
            return
        latitude, longitude = (self._one(n, batch.columns) for n in ("latitude", "longitude"))
        odd = ~usual_spots(latitude, longitude)
        if odd.any():
            which, cells = distinct([c.filter(pa.array(odd)) for c in (latitude, longitude)])
            spots = [spot(*cell) for cell in cells]
            latitude = replaced(latitude, odd, spread_out([s.latitude for s in spots], which))
            longitude = replaced(longitude, odd, spread_out([s.longitude for s in spots], which))
            self._say(batch, which, spots, ledger, "", odd.nonzero()[0])
        out["latitude"], out["longitude"] = latitude, longitude
        self._how_near(batch, out)

    def _both(self, batch: Batch, out: dict[str, Column], ledger: Ledger) -> None:
        """Coordinates that stand in one column."""
        which, cells = distinct([self._one("point", batch.columns)])
        spots = [spot_of(cell) for (cell,) in cells]
        out["latitude"] = spread_out([s.latitude for s in spots], which)
        out["longitude"] = spread_out([s.longitude for s in spots], which)
        self._say(batch, which, spots, ledger, "")
        self._how_near(batch, out)

    def _how_near(self, batch: Batch, out: dict[str, Column]) -> None:
        codes = self._coded("where_prec", batch.columns)
        out["where_prec"] = either(codes, same("", len(batch)), filled(out["latitude"]))

    def _tolls(self, batch: Batch, out: dict[str, Column], ledger: Ledger) -> None:
        found = {n: self._toll(n, batch.columns) for n in TOLLS}
        of, best = found["deaths"]
        out["deaths_best"] = spread_out([t.best for t in best], of)
        for name, more in (("deaths_low", "low"), ("deaths_high", "high")):
            which, tolls = found[name]
            own = spread_out([t.best or getattr(t, more) for t in tolls], which)
            out[name] = either(own, spread_out([getattr(t, more) for t in best], of), filled(own))
        for name in TOLLS:
            self._say(batch, *found[name], ledger, self.mapped.column(name))
        if self.mapped.column("deaths_low"):
            self._order(batch, out, ledger)

    def _toll(self, name: str, cells: Columns) -> tuple[Which, list[Toll]]:
        which, said = distinct([self._one(name, cells)])
        grouped = self.survey.points.get(self.mapped.column(name))
        return which, [toll(cell, grouped) for (cell,) in said]

    def _order(self, batch: Batch, out: dict[str, Column], ledger: Ledger) -> None:
        which, rows = distinct([out[n] for n in ("deaths_low", "deaths_best", "deaths_high")])
        wrong = np.array([not _ordered(row) for row in rows], dtype=np.bool_)
        for i in wrong[which].nonzero()[0].tolist():
            reason = "The lowest toll, the best and the highest are not in this order; they were kept as they are."
            ledger.remark(
                self._place(batch, i), "toll-order", reason, "Look which of them is right.",
                column=self.mapped.column("deaths"), value=" / ".join(rows[which[i]]),
            )  # fmt: skip

    def _say(
        self, batch: Batch, which: Which, found: Sequence[When | Toll | Spot], ledger: Ledger, column: str,
        places: Which | None = None,
    ) -> None:  # fmt: skip
        """Tell what is wrong with values that say so themselves; ``places`` are their rows, else all."""
        wrong = np.array([bool(one.code) for one in found], dtype=np.bool_)
        for i in wrong[which].nonzero()[0].tolist():
            one, row = found[which[i]], i if places is None else int(places[i])
            name = self.mapped.column(one.column) if isinstance(one, Spot) else one.column or column
            value = batch.cell(row, self.at[name]) if name in self.at else ""
            ledger.remark(
                self._place(batch, row), one.code, one.reason, one.fix, column=name, value=value
            )

    def _place(self, batch: Batch, i: int) -> FilePlace:
        return FilePlace(self.file, batch.numbers[i], batch.lines[i])

    def sides(self, batch: Batch) -> tuple[list[str], list[str]]:
        """Who is in the events of a batch, and who of them is acted on, alone."""
        out: dict[str, Column] = {}
        self._who(batch.columns, out)
        return out["actors"].to_pylist(), out["recipients"].to_pylist()

    def _who(self, cells: Columns, out: dict[str, Column]) -> None:
        """Both sides are in it; only where the format says who acted on whom is one of them acted on."""
        blank = same("", len(cells[0]))
        sides = ((n, self._cells(n, cells)) for n in ("actors", "recipients"))
        first, second = (self._sides[n].of(found) if found else blank for n, found in sides)
        if self.form.always_directed or not self.form.directed[0]:
            out["actors"], out["recipients"] = first, second
            return
        codes = self.form.directed[1]
        both = self._union.of((first, second))
        if self._directed_at is None:
            out["actors"], out["recipients"] = both, blank
            return
        which, said = distinct([cells[self._directed_at]])
        directed = np.array([code_of(c) in codes for (c,) in said], dtype=np.bool_)[which]
        out["actors"] = either(first, both, directed)
        out["recipients"] = either(second, blank, directed)

    def _named(self, name: str, row: tuple[str, ...]) -> str:
        filled = [c for c in row if not is_missing(c)]
        if name in self.form.first_filled:
            filled = filled[:1]
        parts = (p for c in filled for p in (_PARTS.split(c) if self.form.separators else [c]))
        return ";".join(dict.fromkeys(filter(None, map(self.actors.id_of, map(plain, parts)))))

    def _titles(self, cells: Columns, out: dict[str, Column]) -> Column:
        title = self._headings(cells)
        for name in ("source_text", "place_name"):
            title = either(title, out[name], filled(title))
        if not (some := filled(title)).all():
            ids = out["source_id"].filter(pa.array(~some)).to_pylist()
            title = replaced(title, ~some, [f"{self.form.title} {i}".strip() for i in ids])
        return mended(title, uneven(title) | longer(title, _TITLE), lambda t: shortened(t, _TITLE))

    def _headings(self, cells: Columns) -> Column:
        """A title, or what happened and where: of each group of columns the first that is filled."""
        if not self._groups or self.mapped.columns("title"):
            return plains(self._first("title", cells))
        names = list(self.at)
        groups = ([codes_of(self.form, names[i], cells[i]) for i in g] for g in self._groups)
        parts = [self._said.of([first_filled(group)]) for group in groups]
        return without_blank(parts, ", ")

    def _label(self, row: Cells) -> str:
        (said,) = row
        return plain(self.form.codes.get("title", {}).get(said, said))


@lru_cache(maxsize=_MOST)
def _ordered(row: Cells) -> bool:
    known = [int(n) for n in row if n]
    return known == sorted(known)


def union(lists: Iterable[str]) -> str:
    """Ids of several lists, each once."""
    return ";".join(dict.fromkeys(i for ids in lists for i in ids.split(";") if i))


def plains(column: Column) -> Column:
    """A column as text."""
    return mended(column, unplain(column), plain)


def plain(cell: str) -> str:
    """A cell as text: no tags, no entities, no blanks around; ``NA`` and its like are blank."""
    if "<" in cell or "&" in cell:
        cell = html.unescape(_MARKUP.sub(" ", cell))
        cell = re.sub(r"[ \t]{2,}", " ", cell)
    if "\0" in cell:
        cell = cell.replace("\0", "")
    text = cell.strip()
    return "" if len(text) < 9 and is_missing(text) else text

"""From a file's rows to rows of ``events.csv``: a column at a time, each different cell worked out once."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache, partial
from hashlib import sha1

from geodash.collection.read.contract import default_contract
from geodash.collection.read.problems import FilePlace
from geodash.imports.actors import Actors
from geodash.imports.dates import is_missing
from geodash.imports.form import Mapped, kept_names
from geodash.imports.ledger import Ledger
from geodash.imports.numbers import Toll, spot, toll
from geodash.imports.survey import Survey, code_of, content_name, ident
from geodash.imports.table import Batch
from geodash.imports.when import When, Whens
from geodash.words.texts import shortened

_TITLE = default_contract().tables["events"]["title"].max_length or 90
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]*", re.ASCII)
_MARKUP = re.compile(r"<(?:/?[a-zA-Z][^<>]*|!--.*?--)>", re.DOTALL)
_PARTS = re.compile(r"\s*(?:;|\|\||\s\|\s)+\s*")
Column = Sequence[str]
Cells = tuple[str, ...]
#: Different cells whose outcome is kept.
_MOST = 200_000


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

    def of(self, columns: Iterable[Column]) -> list[str]:
        """The same for each row of some columns."""
        return list(map(self.__getitem__, zip(*columns, strict=True)))


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
        self._said = {n: Memo(_first_filled) for n in ("place", "source")}
        self._codes = {n: Memo(partial(self._code, n)) for n in ("type", "where_prec")}
        self._union, self._heading = Memo(union), Memo(self._headed)
        self._directed_at = self._find(self.form.directed[0])
        found = ([self._find(name) for name in names] for names in self.form.heading)
        groups = ([i for i in group if i is not None] for group in found)
        self._groups = [group for group in groups if group]

    def _find(self, key: str) -> int | None:
        from geodash.collection.read.tables import column_key

        return next((i for name, i in self.at.items() if key and column_key(name) == key), None)

    def columns_of(self, batch: Batch, ledger: Ledger) -> dict[str, Column]:
        """The events' columns by name, as long as the batch; what is odd is told to ``ledger``."""
        cells = list(zip(*batch.rows, strict=True))
        out: dict[str, Column] = {}
        ids = self._ids(batch, cells)
        out["event_id"], out["source_id"] = ids
        self._when(batch, cells, out, ledger)
        self._where(batch, cells, out, ledger)
        self._tolls(batch, cells, out, ledger)
        self._who(cells, out)
        out["event_type"] = self._coded("type", cells)
        for name, target in (("text", "source_text"), ("url", "source_url")):
            out[target] = [plain(c) for c in self._first(name, cells)]
        for name, target in (("source", "source_name"), ("place", "place_name")):
            found = self._cells(name, cells)
            out[target] = self._said[name].of(found) if found else [""] * len(batch.rows)
        out["title"] = self._titles(cells, out)
        out["dataset"] = [self.dataset] * len(batch.rows)
        out["status"] = ["reported"] * len(batch.rows)
        out["place_role"] = [
            "scene" if y or p else ""
            for y, p in zip(out["latitude"], out["place_name"], strict=True)
        ]
        for name, kept in self.kept.items():
            out[kept] = cells[self.at[name]]
        return out

    # Columns of a field

    def _cells(self, name: str, cells: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
        return [cells[self.at[c]] for c in self.mapped.columns(name)]

    def _one(self, name: str, cells: list[tuple[str, ...]]) -> Column:
        found = self._cells(name, cells)
        return found[0] if found else [""] * len(cells[0])

    def _first(self, name: str, cells: list[tuple[str, ...]]) -> Column:
        """The first of a field's columns that is filled, row by row."""
        found = self._cells(name, cells)
        if len(found) < 2:
            return found[0] if found else [""] * len(cells[0])
        return [next((c for c in row if not is_missing(c)), "") for row in zip(*found, strict=True)]

    def _coded(self, name: str, cells: list[Cells]) -> Column:
        found = self._cells(name, cells)
        if not found or name not in self.form.codes:
            return [""] * len(cells[0])
        return self._codes[name].of(found)

    def _code(self, name: str, row: Cells) -> str:
        codes = self.form.codes[name]
        return next((codes[code_of(c)] for c in row if code_of(c) in codes), "")

    # Parts of an event

    def _ids(self, batch: Batch, cells: list[tuple[str, ...]]) -> tuple[list[str], Column]:
        """Ids, by the file's own or by what the row says; and the file's own."""
        if not self.mapped.column("id") or not self.survey.trusted:
            return [self._by_content(row) for row in batch.rows], self._one("id", cells)
        own = list(map(ident, self._one("id", cells)))
        return [
            f"{self.prefix}:{name}" if _ID.fullmatch(name) else self._odd(name, row)
            for name, row in zip(own, batch.rows, strict=True)
        ], own

    def _odd(self, name: str, row: Sequence[str]) -> str:
        if not name:
            return self._by_content(row)
        return f"{self.prefix}:{sha1(name.encode('utf-8', 'replace')).hexdigest()[:12]}"

    def _by_content(self, row: Sequence[str]) -> str:
        """A row's id by its cells; equal rows may be several events, so they are counted."""
        name = content_name(row)
        self._seen[name] = count = self._seen.get(name, 0) + 1
        return f"{self.prefix}:{name}" + (f"-{count}" if count > 1 else "")

    def _when(
        self, batch: Batch, cells: list[tuple[str, ...]], out: dict[str, Column], ledger: Ledger
    ) -> None:
        whens: list[When] = self.whens.of(cells, self.at)
        out["date_start"] = [w.first for w in whens]
        out["date_end"] = [w.last for w in whens]
        out["date_note"] = [w.note for w in whens]
        out["date_basis"] = ["stated" if w.first else "" for w in whens]
        self._say(batch, whens, ledger, self.mapped.column("date"))

    def _where(
        self, batch: Batch, cells: list[tuple[str, ...]], out: dict[str, Column], ledger: Ledger
    ) -> None:
        spots = list(map(spot, self._one("latitude", cells), self._one("longitude", cells)))
        out["latitude"] = [s.latitude for s in spots]
        out["longitude"] = [s.longitude for s in spots]
        codes = self._coded("where_prec", cells)
        out["where_prec"] = [c if s.latitude else "" for c, s in zip(codes, spots, strict=True)]
        for i, found in enumerate(spots):
            if found.code:
                column = self.mapped.column(found.column)
                value = batch.rows[i][self.at[column]] if column else ""
                ledger.remark(
                    self._place(batch, i),
                    found.code,
                    found.reason,
                    found.fix,
                    column=column,
                    value=value,
                )

    def _tolls(
        self, batch: Batch, cells: list[tuple[str, ...]], out: dict[str, Column], ledger: Ledger
    ) -> None:
        best = list(map(toll, self._one("deaths", cells)))
        low = list(map(toll, self._one("deaths_low", cells)))
        high = list(map(toll, self._one("deaths_high", cells)))
        out["deaths_best"] = [b.best for b in best]
        out["deaths_low"] = [x.best or x.low or b.low for x, b in zip(low, best, strict=True)]
        out["deaths_high"] = [x.best or x.high or b.high for x, b in zip(high, best, strict=True)]
        for name, found in (("deaths", best), ("deaths_low", low), ("deaths_high", high)):
            self._say(batch, found, ledger, self.mapped.column(name))
        if self.mapped.column("deaths_low"):
            self._order(batch, out, ledger)

    def _order(self, batch: Batch, out: dict[str, Column], ledger: Ledger) -> None:
        rows = zip(out["deaths_low"], out["deaths_best"], out["deaths_high"], strict=True)
        for i, row in enumerate(rows):
            if not _ordered(row):
                reason = "The lowest toll, the best and the highest are not in this order; they were kept as they are."
                ledger.remark(
                    self._place(batch, i), "toll-order", reason, "Look which of them is right.",
                    column=self.mapped.column("deaths"), value=" / ".join(row),
                )  # fmt: skip

    def _say(self, batch: Batch, found: Sequence[When | Toll], ledger: Ledger, column: str) -> None:
        """Tell what is wrong with values that say so themselves."""
        if not any(one.code for one in found):
            return
        for i, one in enumerate(found):
            if one.code:
                name = one.column or column
                value = batch.rows[i][self.at[name]] if name in self.at else ""
                ledger.remark(
                    self._place(batch, i), one.code, one.reason, one.fix, column=name, value=value
                )

    def _place(self, batch: Batch, i: int) -> FilePlace:
        return FilePlace(self.file, batch.numbers[i], batch.lines[i])

    def sides(self, batch: Batch) -> tuple[Column, Column]:
        """Who is in the events of a batch, and who of them is acted on, alone."""
        out: dict[str, Column] = {}
        self._who(list(zip(*batch.rows, strict=True)), out)
        return out["actors"], out["recipients"]

    def _who(self, cells: list[tuple[str, ...]], out: dict[str, Column]) -> None:
        """Both sides are in it; only where the format says who acted on whom is one of them acted on."""
        blank = [""] * len(cells[0])
        sides = ((n, self._cells(n, cells)) for n in ("actors", "recipients"))
        first, second = (self._sides[n].of(found) if found else blank for n, found in sides)
        if self.form.always_directed or not self.form.directed[0]:
            out["actors"], out["recipients"] = first, second
            return
        codes = self.form.directed[1]
        said = cells[self._directed_at] if self._directed_at is not None else blank
        directed = [code_of(c) in codes for c in said]
        both = self._union.of((first, second))
        out["actors"] = [a if d else u for a, u, d in zip(first, both, directed, strict=True)]
        out["recipients"] = [b if d else "" for b, d in zip(second, directed, strict=True)]

    def _named(self, name: str, row: tuple[str, ...]) -> str:
        filled = [c for c in row if not is_missing(c)]
        if name in self.form.first_filled:
            filled = filled[:1]
        parts = (p for c in filled for p in (_PARTS.split(c) if self.form.separators else [c]))
        return ";".join(dict.fromkeys(filter(None, map(self.actors.id_of, map(plain, parts)))))

    def _titles(self, cells: list[tuple[str, ...]], out: dict[str, Column]) -> list[str]:
        heading = self._headings(cells)
        rows = zip(heading, out["source_text"], out["place_name"], out["source_id"], strict=True)
        return [
            shortened(h or t or p or f"{self.form.title} {i}".strip(), _TITLE)
            for h, t, p, i in rows
        ]

    def _headings(self, cells: list[tuple[str, ...]]) -> list[str]:
        if not self._groups or self.mapped.columns("title"):
            return [plain(c) for c in self._first("title", cells)]
        return self._heading.of([cells[i] for group in self._groups for i in group])

    def _headed(self, row: Cells) -> str:
        """A title of what happened and where: of each group of columns the first that is filled."""
        labels, parts, at = self.form.codes.get("title", {}), [], 0
        for group in self._groups:
            said = next((c for c in row[at : at + len(group)] if not is_missing(c)), "")
            parts.append(plain(labels.get(said, said)))
            at += len(group)
        return ", ".join(filter(None, parts))


@lru_cache(maxsize=_MOST)
def _ordered(row: Cells) -> bool:
    known = [int(n) for n in row if n]
    return known == sorted(known)


def _first_filled(row: Cells) -> str:
    return plain(next((c for c in row if not is_missing(c)), ""))


def union(lists: Iterable[str]) -> str:
    """Ids of several lists, each once."""
    return ";".join(dict.fromkeys(i for ids in lists for i in ids.split(";") if i))


def plain(cell: str) -> str:
    """A cell as text: no tags, no entities, no blanks around; ``NA`` and its like are blank."""
    if "<" in cell or "&" in cell:
        cell = html.unescape(_MARKUP.sub(" ", cell))
        cell = re.sub(r"[ \t]{2,}", " ", cell)
    if "\0" in cell:
        cell = cell.replace("\0", "")
    text = cell.strip()
    return "" if len(text) < 9 and is_missing(text) else text

"""The first rows of a file as they will stand: for the map, for the years, and one at a time as a card."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from geodash.domain.kinds import AnyType, EventType, Kinds
from geodash.domain.model import Actor, Event
from geodash.imports.actors import Actors
from geodash.imports.convert import Converter
from geodash.imports.dates import is_missing
from geodash.imports.form import Mapped
from geodash.imports.ledger import Ledger
from geodash.imports.recognise import Brought
from geodash.imports.table import Batch
from geodash.words.dates import date_label
from geodash.words.kinds import kind_label
from geodash.words.lists import listed
from geodash.words.numbers import number_of
from geodash.words.precision import PLACE
from geodash.words.tolls import toll_figure

Json = dict[str, Any]
Cells = Mapping[str, Sequence[str]]
#: Kept cells that a card shows, and characters of words.
_KEPT, _LONGEST = 3, 400
OWN_WORDS = "From this data set, in its own words; no article stands behind it."
NO_WORDS = "The data set has no words for it; no article stands behind it."


def first_rows(brought: Brought, known: Mapping[str, Actor], kinds: Kinds) -> list[Json]:
    """The first rows, converted as all will be, with what was odd in each."""
    preview = brought.survey.preview
    if not preview:
        return []
    batch, ledger, actors = Batch(), Ledger(), Actors(known)
    for number, row in preview:
        batch.add(row, number, number)
    table = brought.table
    converter = Converter(
        table.columns, brought.mapped, brought.survey, actors, brought.form.key, table.name
    )
    cells = {n: c.to_pylist() for n, c in converter.columns_of(batch, ledger).items()}
    odd: dict[int, list[str]] = {}
    for problem in ledger.shown:
        odd.setdefault(problem.row or 0, []).append(f"{problem.column}: {problem.reason}")
    cards = _Cards(brought.mapped, actors, kinds)
    return [
        cards.of(number, row, {name: column[i] for name, column in cells.items()})
        | {"odd": odd.get(number, [])}
        for i, (number, row) in enumerate(preview)
    ]


class _Cards:
    """Makes a card of one converted row."""

    def __init__(self, mapped: Mapped, actors: Actors, kinds: Kinds) -> None:
        self.mapped, self.actors, self.kinds = mapped, actors, kinds
        self.kept = [(i, u.column) for i, u in enumerate(mapped.uses) if u.field == "keep"]

    def of(self, number: int, row: Sequence[str], cells: Mapping[str, str]) -> Json:
        event = event_of(cells, self.kinds)
        words = cells["source_text"]
        return {
            "row": number,
            "id": cells["source_id"] or f"Row {number:,}",
            "kind": str(event.kind.value),
            "kind_label": kind_label(event.kind),
            "title": event.title,
            "when": date_label(event),
            "year": event.date_start.year if event.date_start else None,
            "lat": event.latitude,
            "lon": event.longitude,
            "soft": event.where_prec not in (None, 1),
            "words": words[:_LONGEST] + ("…" if len(words) > _LONGEST else ""),
            "whose": OWN_WORDS if words else NO_WORDS,
            "facts": self._facts(event, row, cells),
        }

    def _facts(self, event: Event, row: Sequence[str], cells: Mapping[str, str]) -> list[Json]:
        found = [
            ("When", date_label(event), ("date", "date_end", "date_prec", "year", "month", "day")),
            ("Where", _where(event), ("place", "latitude", "longitude", "point", "where_prec")),
            ("Who", self._names(event.actors), ("actors",)),
            ("To whom", self._names(event.recipients), ("recipients",)),
            ("Whose word", cells["source_name"], ("source",)),
            ("Toll", toll_figure(event), ("deaths", "deaths_low", "deaths_high")),
            ("Address", cells["source_url"], ("url",)),
            ("Kept", self._kept(row), ()),
        ]
        return [
            {
                "what": what,
                "field": fields[0] if fields else "keep",
                "said": said[:_LONGEST],
                "from": self._from(fields, said),
            }
            for what, said, fields in found
        ]

    def _from(self, fields: tuple[str, ...], said: str) -> str:
        if not fields:
            return number_of(len(self.kept), "column") if self.kept else ""
        named = list(dict.fromkeys(c for f in fields for c in self.mapped.columns(f)))
        return ", ".join(named[:2]) + (" …" if len(named) > 2 else "")

    def _names(self, ids: Sequence[str]) -> str:
        names = []
        for actor_id in ids:
            new = self.actors.new.get(actor_id)
            actor = new or self.actors.known.get(actor_id)
            names.append((actor.name if actor else actor_id) + (" (new)" if new else ""))
        return listed(names)

    def _kept(self, row: Sequence[str]) -> str:
        filled = [f"{name}: {row[i]}" for i, name in self.kept if not is_missing(row[i])]
        return " · ".join(filled[:_KEPT])


def _where(event: Event) -> str:
    if not event.place_name and event.point is None:
        return ""
    point = event.point
    name = event.place_name or (f"{point.latitude:.4f}, {point.longitude:.4f}" if point else "")
    step = PLACE.get(event.where_prec or 0)
    how = step.known if step else "how exact is not said" if point else "no point"
    return f"{name}, {how}"


def event_of(cells: Mapping[str, str], kinds: Kinds) -> Event:
    """A converted row as an event, to be worded as all events are."""
    return Event(
        cells["event_id"],
        cells["title"],
        _day(cells["date_start"]),
        _day(cells["date_end"]),
        place_name=cells["place_name"],
        latitude=float(cells["latitude"]) if cells["latitude"] else None,
        longitude=float(cells["longitude"]) if cells["longitude"] else None,
        where_prec=_number(cells["where_prec"]),
        event_type=_type(cells["event_type"], kinds),
        actors=tuple(filter(None, cells["actors"].split(";"))),
        recipients=tuple(filter(None, cells["recipients"].split(";"))),
        deaths_best=_number(cells["deaths_best"]),
        deaths_low=_number(cells["deaths_low"]),
        deaths_high=_number(cells["deaths_high"]),
    )


def _number(text: str) -> int | None:
    return int(text) if text else None


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _type(value: str, kinds: Kinds) -> AnyType | None:
    found = kinds.type_of(value) if value else kinds.none
    return found or (EventType(value) if value in EventType.__members__ else None)

"""From a row's cells to an ``Event``, ``Mention``, ``Link`` or ``Actor``.

Each builder returns ``None`` for a row that can't stand (no id, no title …) and has reported why.
"""

from __future__ import annotations

from datetime import date

from geodash.collection.read.cells import RowCells
from geodash.collection.read.degrees import read_degrees
from geodash.domain.differing import DISPUTABLE
from geodash.domain.editing import CellChange, Considered, NoEvent
from geodash.domain.model import (
    Actor,
    Context,
    DateBasis,
    DateKind,
    Event,
    Fact,
    Link,
    Mention,
    PlaceRole,
    Relation,
    Stance,
    Status,
)


def _has(cells: RowCells, *columns: str) -> bool:
    """Whether the essential cells are filled; the first blank one is reported."""
    for column in columns:
        if not cells.row.cells.get(column, "").strip():
            cells.problem(
                column,
                "essential-blank",
                f"The {column} is blank; the row was left out.",
                f"Fill in the {column}.",
            )
            return False
    return True


def event(cells: RowCells) -> Event | None:
    """A row of ``events.csv``."""
    if not _has(cells, "event_id", "title"):
        return None
    start, end = _interval(cells)
    latitude, longitude = _point(cells)
    return Event(
        event_id=cells.ident("event_id"),
        title=cells.text("title"),
        date_start=start,
        date_end=end,
        date_kind=cells.choice("date_kind", DateKind, DateKind.WITHIN),
        date_basis=cells.choice("date_basis", DateBasis),
        date_note=cells.text("date_note"),
        place_name=cells.text("place_name"),
        place_id=cells.reference("place_id"),
        area_id=cells.ident("area_id").removeprefix("area:"),
        latitude=latitude,
        longitude=longitude,
        where_prec=cells.integer("where_prec"),
        place_role=cells.choice("place_role", PlaceRole),
        about_places=cells.items("about_places"),
        event_type=cells.event_type("event_type"),
        actors=cells.items("actors"),
        recipients=cells.items("recipients"),
        # A misspelt status must not make one side's account a fact.
        status=cells.choice("status", Status, Status.REPORTED, Status.CLAIMED),
        attributed_to=cells.items("attributed_to"),
        context=cells.choice("context", Context, Context.FOREGROUND),
        deaths_best=cells.integer("deaths_best"),
        deaths_low=cells.integer("deaths_low"),
        deaths_high=cells.integer("deaths_high"),
        deaths_of=cells.items("deaths_of"),
        withdrawn=cells.day("withdrawn"),
        replaced_by=cells.reference("replaced_by"),
        note=cells.text("note"),
        extra=cells.row.extra,
    )


def _interval(cells: RowCells) -> tuple[date | None, date | None]:
    """First and last day; both or neither."""
    start, end = cells.day("date_start"), cells.day("date_end")
    if start and end and start > end:
        cells.problem(
            "date_end",
            "date-reversed",
            f"The last day {end} comes before the first day {start}; both were left blank.",
            "Swap or correct them.",
        )
        return None, None
    if (start is None) == (end is None):
        return start, end
    there, gone = ("date_start", "date_end") if start else ("date_end", "date_start")
    if not cells.row.cells.get(gone, "").strip():
        cells.problem(
            gone,
            "date-half",
            f"There is a {there} but no {gone}; both were left blank.",
            f"Fill in {gone}; for a single day the same as {there}.",
        )
    return None, None


def _point(cells: RowCells) -> tuple[float | None, float | None]:
    """Latitude and longitude; both or neither, and never 0,0."""
    latitude, longitude = cells.degrees("latitude"), cells.degrees("longitude")
    raw = [cells.row.cells.get(c, "").strip() for c in ("latitude", "longitude")]
    if latitude == 0 and longitude == 0:
        cells.problem(
            "latitude",
            "null-island",
            "0,0 is a point in the Gulf of Guinea; the event was taken as unlocated.",
            "Leave both cells empty when the place is unknown.",
        )
        return None, None
    if latitude is not None and longitude is not None:
        return latitude, longitude
    if latitude is None and longitude is None and not any(raw):
        return None, None
    if _looks_swapped(*raw):
        cells.problem(
            "latitude",
            "swapped",
            "Latitude and longitude seem to be swapped; the event was taken as unlocated.",
            f"Write latitude {raw[1]} and longitude {raw[0]}, if that is the place.",
        )
    elif not all(raw):
        blank = "longitude" if raw[0] else "latitude"
        cells.problem(
            blank,
            "half-point",
            f"There is no {blank}; the event was taken as unlocated.",
            "Fill in both cells or none.",
        )
    return None, None


def _looks_swapped(latitude: str, longitude: str) -> bool:
    """Whether the latitude is out of range and would do as a longitude, or both say that they are."""
    lat, lon = read_degrees(latitude, "latitude"), read_degrees(longitude, "longitude")
    if lat.other and lon.other:
        return True
    if lat.value is None or lon.value is None:
        return False
    return 90 < abs(lat.value) <= 180 and abs(lon.value) <= 90


def mention(cells: RowCells) -> Mention | None:
    """A row of ``mentions.csv``, as written: its offsets aren't checked yet."""
    if not _has(cells, "mention_id", "event_id", "article_id", "quote"):
        return None
    stance = cells.choice("stance", Stance, Stance.REPORTS)
    return Mention(
        mention_id=cells.ident("mention_id"),
        event_id=cells.reference("event_id"),
        article_id=cells.reference("article_id"),
        quote=cells.verbatim("quote"),
        prefix=cells.verbatim("prefix"),
        suffix=cells.verbatim("suffix"),
        start=cells.integer("start"),
        end=cells.integer("end"),
        supports=cells.choices("supports", Fact),
        stance=stance,
        disputes_what=_disputed(cells),
        extra=cells.row.extra,
    )


def _disputed(cells: RowCells) -> tuple[str, ...]:
    items = cells.items("disputes_what")
    known = tuple(i.lower() for i in items if i.lower() in DISPUTABLE)
    if len(known) < len(items):
        cells.problem(
            "disputes_what",
            "value",
            "Not all of these are values of the column; the others were left out.",
            f"Use: {', '.join(DISPUTABLE)}.",
        )
    return known


def link(cells: RowCells) -> Link | None:
    """A row of ``links.csv``."""
    if not _has(cells, "from_event", "to_event", "relation"):
        return None
    relation = cells.choice("relation", Relation)
    if relation is None:
        return None
    return Link(
        cells.reference("from_event"), cells.reference("to_event"), relation, extra=cells.row.extra
    )


def actor(cells: RowCells) -> Actor | None:
    """A row of ``actors.csv``."""
    if not _has(cells, "actor_id", "name"):
        return None
    return Actor(
        actor_id=cells.ident("actor_id"),
        name=cells.text("name"),
        kind=_actor_kind(cells),
        country=_country(cells),
        parent=cells.reference("parent"),
        aliases=cells.items("aliases"),
        extra=cells.row.extra,
    )


def considered(cells: RowCells) -> Considered | None:
    """A row of ``considered.csv``, as written: its offsets aren't checked yet."""
    if not _has(cells, "considered_id", "article_id", "quote"):
        return None
    return Considered(
        considered_id=cells.ident("considered_id"),
        article_id=cells.reference("article_id"),
        quote=cells.verbatim("quote"),
        prefix=cells.verbatim("prefix"),
        suffix=cells.verbatim("suffix"),
        start=cells.integer("start"),
        end=cells.integer("end"),
        reason=cells.choice("reason", NoEvent, NoEvent.OTHER),
        by=cells.text("by"),
        date=cells.day("date"),
        extra=cells.row.extra,
    )


def change(cells: RowCells) -> CellChange | None:
    """A row of ``changes.csv``; what cells said is kept as it was."""
    if not _has(cells, "when", "table", "id"):
        return None
    row = cells.row.cells
    return CellChange(
        when=row["when"].strip(),
        table=row["table"].strip(),
        id=row["id"].strip(),
        column=row.get("column", "").strip(),
        before=cells.verbatim("before"),
        after=cells.verbatim("after"),
        by=row.get("by", "").strip(),
        why=row.get("why", "").strip(),
        extra=cells.row.extra,
    )


def _actor_kind(cells: RowCells) -> str:
    kind = cells.text("kind")
    known = cells.table.columns["kind"].values
    if kind and kind not in known:
        cells.problem(
            "kind", "value", "This is not one of the values; it was read as “other”.",
            f"Use: {', '.join(known)}.",
        )  # fmt: skip
        return "other"
    return kind or "other"


def _country(cells: RowCells) -> str:
    code = cells.text("country")
    if code and not (len(code) == 3 and code.isascii() and code.isalpha() and code.isupper()):
        cells.problem(
            "country", "country", "This is not a country code; it was left blank.",
            "Write the three capital letters of ISO 3166, such as ARM.",
        )  # fmt: skip
        return ""
    return code

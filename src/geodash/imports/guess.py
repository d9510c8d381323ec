"""What the columns of a table of no known format are: by their names, checked against their values."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import islice

from geodash.geo.fold import fold
from geodash.imports.dates import is_missing, read_day
from geodash.imports.form import SEVERAL, Form, Mapped, Sure, Use
from geodash.imports.formats.acled import TYPES as ACLED_TYPES
from geodash.imports.ledger import Ledger
from geodash.imports.numbers import spot, spot_of, toll
from geodash.imports.table import Table

SAMPLE = 2_000
#: Names of columns by field, folded; the first that a file has counts.
NAMES: Mapping[str, tuple[str, ...]] = {
    "latitude": (
        "geometry latitude", "latitude", "lat", "y", "ycoord", "y coord", "breite", "breitengrad", "latitud", "latitudine", "enlem",
        "широта", "point y", "geo lat", "lat dd", "decimallatitude", "geometry latitude", "latitude dd", "coord y",
        "ylat", "latitude (wgs84)",
    ),
    "longitude": (
        "geometry longitude", "longitude", "lon", "long", "lng", "x", "xcoord", "x coord", "lange", "langengrad", "longitud",
        "longitudine", "boylam", "долгота", "point x", "geo lon", "geo long", "geo lng", "lon dd", "decimallongitude",
        "geometry longitude", "coord x", "xlong", "xlon", "longitude (wgs84)",
    ),
    "point": (
        "lat lon", "lat long", "lat lng", "latlon", "latlong", "latlng", "latitude longitude", "latitude and longitude",
        "coordinates", "coords", "coordinate", "gps", "gps coordinates", "geolocation", "geo", "geopoint", "geo point",
        "geo location", "location", "position", "point", "wkt", "geom", "geom wkt", "geometry", "the geom", "koordinaten",
        "coordenadas", "coordonnees", "coordinates wgs84", "координаты", "koordinat", "koordinatlar", "konum",
    ),
    "id": (
        "feature id", "event id", "eventid", "id", "incident id", "entry", "serial", "uid", "uuid", "objectid", "fid", "nr", "no",
        "number", "record id", "case id", "identifier", "ref", "reference", "globalid", "event id cnty", "feature id",
        "entry id", "incident number", "case number",
    ),
    "date": (
        "date start", "start date", "date", "event date", "datetime", "date time", "datum", "fecha", "data", "tarih",
        "дата", "when", "day", "incident date", "start", "started at", "date of event", "begin", "from", "date from",
        "occurred", "occurred at", "time", "timestamp", "date occurred", "event start", "event time", "begindate",
        "startdate", "eventdate", "start time", "begin date", "attack date", "date of incident", "date reported",
        "reported date", "published", "publication date",
    ),
    "date_end": (
        "date end", "end date", "end", "finished at", "ended at", "date to", "to", "until", "event end", "enddate",
        "end time", "finish",
    ),
    "where_prec": ("geometry precision",),
    "year": ("year", "iyear", "jahr", "ano", "annee", "yil", "год", "event year", "date year"),
    "month": ("month", "imonth", "monat", "mes", "mois", "ay", "месяц", "event month", "date month"),
    "day": ("iday", "day", "day of month", "dayofmonth", "tag", "dia", "jour", "gun", "event day"),
    "place": (
        "place name", "location", "place", "ort", "lugar", "lieu", "yer", "место", "city", "town", "address",
        "where", "location name", "settlement", "village", "municipality", "district", "province", "region", "state",
        "country",
    ),
    "title": ("title", "headline", "name", "incident title", "titel", "titulo", "titre", "event", "event title", "event name"),
    "text": (
        "description", "notes", "text", "details", "summary", "narrative", "beschreibung", "descripcion", "comment", "comments",
        "note", "body", "content", "desc", "aciklama", "описание",
    ),
    "source": ("source", "sources", "source name", "publisher", "quelle", "fuente", "reported by", "outlet", "kaynak"),
    "url": ("url", "link", "source url", "source link", "website", "web", "href", "links", "sourceurl"),
    "actors": ("actor", "actors", "perpetrator", "perpetrators", "side", "actor1", "side a", "group", "gname", "beteiligte", "attacker"),
    "recipients": ("target", "recipient", "recipients", "actor2", "side b", "victim", "targets"),
    "type": ("type", "event type", "category", "kind", "art", "event types", "incident type", "categories", "attacktype1 txt"),
    "deaths": (
        "deaths", "killed", "fatalities", "n killed", "nkill", "dead", "deaths best", "death toll", "number killed",
        "total killed", "number of deaths", "best", "tote", "muertos", "morts", "fatality", "total deaths",
        "total fatalities", "no killed",
    ),
    "deaths_low": ("deaths low", "killed min", "min killed", "low", "minimum killed", "fatalities min", "fatalities low", "deaths min"),
    "deaths_high": ("deaths high", "killed max", "max killed", "high", "maximum killed", "fatalities max", "fatalities high", "deaths max"),
}  # fmt: skip
#: Words that are types of PLOVER, or say so in plain English.
TYPES: Mapping[str, str] = {
    **ACLED_TYPES,
    **{t.casefold(): t for t in (
        "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "INVESTIGATE", "DEMAND", "DISAPPROVE",
        "REJECT", "THREATEN", "SANCTION", "PROTEST", "CRIME", "MOBILIZE", "COERCE", "ASSAULT",
    )},
    "protests": "PROTEST", "demonstration": "PROTEST", "demonstrations": "PROTEST", "riot": "PROTEST", "riots": "PROTEST",
    "attack": "ASSAULT", "attacks": "ASSAULT", "shelling": "ASSAULT", "airstrike": "ASSAULT", "air strike": "ASSAULT",
    "armed assault": "ASSAULT", "bombing/explosion": "ASSAULT", "battle": "ASSAULT", "battles": "ASSAULT",
    "arrest": "COERCE", "arrests": "COERCE", "meeting": "CONSULT", "ceasefire": "AGREE", "agreement": "AGREE",
    "explosions/remote violence": "ASSAULT", "violence against civilians": "ASSAULT",
}  # fmt: skip
GENERIC = Form(
    key="table",
    title="a table of events",
    fields={},
    codes={"type": TYPES},
    loses="What a column is is guessed from its name and values, and can be corrected; who acted is not said unless a column says so.",
)
#: A name for both coordinates may as well stand above the two columns that have them.
_NAMES = frozenset(n for field, names in NAMES.items() if field != "point" for n in names)
_URL = re.compile(r"\s*(?:https?://|www\.)\S+", re.IGNORECASE)
_SHAPE = re.compile(r"[^\w]+")
_PARTED = re.compile(r"[-/. ,]")
_NUMBER = re.compile(r"\s*-?[\d,]*\.?\d+\s*")


def guessed(table: Table, form: Form = GENERIC) -> Mapped:
    """What the columns are, each with how sure that is and why."""
    rows: list[Sequence[str]] = []
    for batch in table.batches(Ledger()):
        rows += islice(batch.rows, SAMPLE - len(rows))
        if len(rows) >= SAMPLE:
            break
    values = {c: [r[i] for r in rows if not is_missing(r[i])] for i, c in enumerate(table.columns)}
    return mapped_by(values, len(rows), form)


def mapped_by(values: Mapping[str, Sequence[str]], rows: int, form: Form) -> Mapped:
    """The same of columns with their filled cells, of so many rows."""
    names = {c: _name(c) for c in values}
    uses: dict[str, Use] = {}
    for field, known in NAMES.items():
        if field == "point" and {"latitude", "longitude"} <= {u.field for u in uses.values()}:
            continue
        ranked = sorted(
            (c for c, n in names.items() if n in known and c not in uses),
            key=lambda c: known.index(names[c]),
        )
        for column in ranked:
            why = _checked(field, values[column], rows)
            if why is None:
                continue
            sure = Sure.SURE if field in ("latitude", "longitude", "date", "url") else Sure.LIKELY
            uses[column] = Use(column, field, sure, why)
            if field not in SEVERAL:
                break
    _half(uses, "latitude", "longitude")
    _one_date(uses)
    if not any(u.field == "date" for u in uses.values()):
        _a_date(values, rows, uses)
    return Mapped(
        form, tuple(uses.get(c, Use(c, "keep", Sure.SURE, "fits no field")) for c in values)
    )


def names_a_field(cell: str) -> bool:
    """Whether a cell is the name of a column that is known."""
    return _name(cell) in _NAMES


def _name(column: str) -> str:
    # “startDate” is “start date”, as “start_date” is.
    parted = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", column) if not column.isupper() else column
    return " ".join(fold(_SHAPE.sub(" ", parted.replace("_", " "))).split())


def _checked(field: str, cells: Sequence[str], rows: int) -> str | None:
    """The evidence that a column's values give; ``None`` where they speak against it."""
    if not cells:
        return "its name; it is blank"
    check: Callable[[Sequence[str], int], str | None] = _CHECKS.get(field, _by_name)
    return check(cells, rows)


def _by_name(cells: Sequence[str], rows: int) -> str | None:
    return "its name"


def _latitudes(cells: Sequence[str], rows: int) -> str | None:
    read = sum(
        bool(spot(c, "1").latitude or spot(c, "1").code in ("swapped", "range")) for c in cells
    )
    return f"{read:,} of {len(cells):,} are degrees" if 2 * read > len(cells) else None


def _longitudes(cells: Sequence[str], rows: int) -> str | None:
    read = sum(
        bool(spot("1", c).longitude or spot("1", c).code in ("swapped", "range")) for c in cells
    )
    return f"{read:,} of {len(cells):,} are degrees" if 2 * read > len(cells) else None


def _points(cells: Sequence[str], rows: int) -> str | None:
    found = [spot_of(c) for c in cells]
    read = sum(s.code in ("", "null-island") for s in found)
    # Where some can only have the longitude first, none is sure to have the latitude there.
    if any(s.code == "swapped" for s in found) or 2 * read <= len(cells):
        return None
    return f"{read:,} of {len(cells):,} are points, as POINT has them or latitude first"


def _dates(cells: Sequence[str], rows: int) -> str | None:
    read = sum(_is_date(c) for c in cells)
    return f"{read:,} of {len(cells):,} are dates" if 2 * read > len(cells) else None


def _is_date(cell: str) -> bool:
    found = read_day(cell)
    return bool(
        found.value
        or found.days
        or found.code in ("date-order", "date-serial", "date-blank", "date-mangled")
    )


def _years(cells: Sequence[str], rows: int) -> str | None:
    read = sum(bool(re.fullmatch(r"\s*[12]\d{3}(?:\.0)?\s*", c)) for c in cells)
    return "years" if 2 * read > len(cells) else None


def _small(cells: Sequence[str], rows: int) -> str | None:
    read = sum(len(c.strip()) <= 12 for c in cells)
    return "its name" if 2 * read > len(cells) else None


def _ids(cells: Sequence[str], rows: int) -> str | None:
    twice = len(cells) - len(set(cells))
    if twice * 20 > len(cells) or len(cells) * 10 < rows * 9:
        return None
    return f"{len(cells):,} values, {twice or 'none'} twice"


def _tolls(cells: Sequence[str], rows: int) -> str | None:
    read = sum(toll(c).code in ("", "toll-point") for c in cells)
    return f"{read:,} of {len(cells):,} are figures" if 2 * read > len(cells) else None


def _urls(cells: Sequence[str], rows: int) -> str | None:
    read = sum(bool(_URL.match(c)) for c in cells)
    return f"{read:,} of {len(cells):,} are web addresses" if 2 * read > len(cells) else None


def _words(cells: Sequence[str], rows: int) -> str | None:
    read = sum(any(map(str.isalpha, c)) for c in cells)
    return "its name" if 2 * read > len(cells) else None


_CHECKS: Mapping[str, Callable[[Sequence[str], int], str | None]] = {
    "latitude": _latitudes, "longitude": _longitudes, "date": _dates, "date_end": _dates, "year": _years,
    "point": _points, "month": _small, "day": _small, "id": _ids, "deaths": _tolls, "deaths_low": _tolls, "deaths_high": _tolls,
    "url": _urls, "place": _words, "title": _words, "text": _words, "actors": _words, "recipients": _words,
    "type": _words,
}  # fmt: skip


def _half(uses: dict[str, Use], *pair: str) -> None:
    """Half of a pair means nothing."""
    there = {u.field: c for c, u in uses.items() if u.field in pair}
    if len(there) == 1:
        uses.pop(next(iter(there.values())))


def _one_date(uses: dict[str, Use]) -> None:
    """A last day alone is the day."""
    fields = {u.field for u in uses.values()}
    if "date_end" in fields and "date" not in fields:
        column = next(c for c, u in uses.items() if u.field == "date_end")
        uses[column] = Use(column, "date", Sure.GUESS, "the only date")


def _a_date(values: Mapping[str, Sequence[str]], rows: int, uses: dict[str, Use]) -> None:
    """Of a table without a column that is called a date, the first that holds dates with a day."""
    if any(u.field == "year" for u in uses.values()):
        return
    for column, cells in values.items():
        if column in uses or 2 * len(cells) < rows or not cells:
            continue
        some = cells[:200]
        if sum(
            _is_date(c)
            and len(c.strip()) > 5
            and bool(_PARTED.search(c))
            and not _NUMBER.fullmatch(c)
            for c in some
        ) * 10 > 9 * len(some):
            uses[column] = Use(column, "date", Sure.GUESS, "its values are dates")
            return

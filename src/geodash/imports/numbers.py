"""Coordinates and tolls of other people's files: read where they are sure, else kept as text and said."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

import pyarrow as pa

from geodash.collection.read.degrees import read_degrees, western
from geodash.imports.cells import Column, Rows, matches
from geodash.imports.dates import is_missing

_PLAIN = re.compile(r"[+-]?\d{1,3}(?:\.\d*)?")
_WHOLE = re.compile(r"(\d{1,9})(?:\.0+)?")
_GROUPED = re.compile(r"\d{1,3}(?:([,' \u00a0\u202f])\d{3})(?:\1\d{3})*")
#: What can be thousands that are parted by points; two groups can be nothing else.
_POINTED = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+")
_DECIMAL = re.compile(r"\d+\.\d+")
_COMMA_DEGREES = re.compile(r"\s*-?\d{1,3},\d+\s*")
_LAKHS = re.compile(r"\d{1,2}(?:,\d{2})+,\d{3}")
_RANGE = re.compile(r"(\d+)\s*(?:-|–|—|to|bis|bis zu|\.\.)\s*(\d+)", re.IGNORECASE)
_AT_LEAST = re.compile(
    r"(?:at least|min\.?|minimum|>=|≥|over|more than|>)\s*(\d+)|(\d+)\s*(?:\+|or more)", re.I
)
_ABOVE = re.compile(r"\s*(?:over|more than|>(?!=))", re.I)


class Spot(NamedTuple):
    """Latitude and longitude as plain decimals, or blank; ``code`` says what is wrong, where it is."""

    latitude: str = ""
    longitude: str = ""
    code: str = ""
    column: str = ""
    reason: str = ""
    fix: str = ""


class Toll(NamedTuple):
    """A figure, or its lowest and highest; blank where the cell tells none."""

    best: str = ""
    low: str = ""
    high: str = ""
    code: str = ""
    column: str = ""
    reason: str = ""
    fix: str = ""


_NO_SPOT = Spot()
_D = r"([+-]?\d{1,3}(?:\.\d+)?)"
_C = r"([+-]?\d{1,3},\d+)"
_N = r"([+-]?\d{1,3}(?:[.,]\d+)?°?\s*[NS])"
_E = r"([+-]?\d{1,3}(?:[.,]\d+)?°?\s*[EW])"
#: One number with a decimal comma.
_ONE_COMMA = re.compile(r"[+-]?\d+,\d+")
#: Latitude before longitude, as people write it. Two in square brackets or with a blank between have no order that is sure.
_BOTH = re.compile(
    rf"(?:geo:)?{_D}\s*,\s*{_D}|\(\s*{_D}\s*,\s*{_D}\s*\)|\(?{_C}(?:\s*;\s*|,\s+){_C}\)?|{_N}[\s,;/]*{_E}", re.I
)  # fmt: skip
_WKT = re.compile(rf"(?:SRID=4326;)?\s*POINT\s*(?:Z|M|ZM)?\s*\(\s*{_D}\s+{_D}(?:\s+[\d.eE+-]+){{0,2}}\s*\)", re.I)  # fmt: skip
#: A number as most files have it.
_USUAL = re.compile(r"-?\d{1,3}\.\d+").fullmatch
_PLAIN_NUMBER = r"^-?\d{1,3}\.\d+$"
#: What stands for “not known” where only numbers can stand.
_NINES = frozenset({"-99", "-99.0", "-999", "-9999", "-99.000000"})


def usual_spots(latitude: Column, longitude: Column) -> Rows:
    """Which rows have coordinates that are taken as they are."""
    usual = matches(latitude, _PLAIN_NUMBER) & matches(longitude, _PLAIN_NUMBER)
    if not usual.any():
        return usual
    mask = pa.array(usual)
    y, x = (
        c.filter(mask).cast(pa.float64()).to_numpy(zero_copy_only=False)
        for c in (latitude, longitude)
    )
    usual[usual] = (abs(y) <= 90) & (abs(x) <= 180) & ((y != 0) | (x != 0))
    return usual


@lru_cache(maxsize=100_000)
def spot(lat: str, lon: str) -> Spot:
    """Where a row stands. Nothing is swapped, moved or given a sign: what can't be is said."""
    if _USUAL(lat) and _USUAL(lon):
        y, x = float(lat), float(lon)
        if -90 <= y <= 90 and -180 <= x <= 180 and (y or x):
            return Spot(lat, lon)
    latitude, longitude = lat.strip(), lon.strip()
    blank = [is_missing(c) for c in (latitude, longitude)]
    # −99 is a longitude, too: only where no latitude can be it does it stand for nothing.
    if latitude in _NINES and (longitude in _NINES or blank[1]):
        return _NO_SPOT
    if all(blank):
        return _NO_SPOT
    if any(blank):
        what = "latitude" if blank[0] else "longitude"
        return Spot(
            "",
            "",
            "half-point",
            what,
            f"There is no {what}; no point was drawn.",
            "Fill in both cells.",
        )
    first, second = _degrees(latitude, "latitude"), _degrees(longitude, "longitude")
    if first is None or second is None:
        what = "latitude" if first is None else "longitude"
        return Spot("", "", "degrees", what, f"This is no {what}; no point was drawn.", "Write decimal degrees, such as 39.2.")  # fmt: skip
    y, x = float(first), float(second)
    if y == 0 and x == 0:
        return Spot("", "", "null-island", "latitude", "0,0 stands for no place; no point was drawn.", "Leave both cells empty.")  # fmt: skip
    if abs(y) > 90 and abs(x) <= 90 and abs(y) <= 180:
        return Spot("", "", "swapped", "latitude", "Latitude and longitude seem to be swapped; no point was drawn.", f"Write latitude {second} and longitude {first}, if that is the place.")  # fmt: skip
    if abs(y) > 90 or abs(x) > 180:
        what, most = ("latitude", 90) if abs(y) > 90 else ("longitude", 180)
        return Spot("", "", "range", what, f"There is no such {what} (at most {most}); no point was drawn.", "Look it up, and write decimal degrees.")  # fmt: skip
    return Spot(first, second)


@lru_cache(maxsize=100_000)
def spot_of(cell: str) -> Spot:
    """The same of one cell with both: ``lat, lon``, ``(lat, lon)``, ``geo:lat,lon`` or WKT's ``POINT (lon lat)``."""
    text = western(cell.strip())
    if is_missing(text):
        return _NO_SPOT
    if match := _WKT.fullmatch(text):
        longitude, latitude = match.groups()
    elif (match := _BOTH.fullmatch(text)) and not _ONE_COMMA.fullmatch(text):
        latitude, longitude = (found for found in match.groups() if found)
    else:
        return Spot("", "", "degrees", "point", "These aren’t a latitude and a longitude; no point was drawn.", "Write decimal degrees, such as 39.2, 46.4.")  # fmt: skip
    return spot(latitude, longitude)._replace(column="point")


def _degrees(cell: str, column: str) -> str | None:
    if _PLAIN.fullmatch(cell):
        return cell.removeprefix("+").removesuffix(".")
    value = read_degrees(cell, column).value
    if value is None:
        return None
    return format(value, ".10f").rstrip("0").rstrip(".")


def points_group(tolls: Iterable[str], degrees: Iterable[str] = ()) -> bool | None:
    """Whether the points in a column of tolls part thousands (``1.200``) or begin decimals (``344.0``).

    Of ``2.000`` alone it can't be said: then the file's degrees tell, if they have decimal commas. ``None``
    where nothing tells, or the column contradicts itself.
    """
    found = list(map(western, tolls))
    grouped = any(_POINTED.fullmatch(t) and not t.endswith(".000") for t in found)
    decimal = any(_DECIMAL.fullmatch(t) and not _POINTED.fullmatch(t) for t in found)
    if grouped != decimal:
        return grouped
    return True if not grouped and any(map(_COMMA_DEGREES.fullmatch, degrees)) else None


@lru_cache(maxsize=100_000)
def toll(cell: str, grouped: bool | None = None) -> Toll:
    """How many died. A range stays a range, 0 stays 0, unknown is blank; text is kept and said.

    ``grouped``: whether the column's points part thousands, if that is known.
    """
    text = western(cell.strip())
    if is_missing(text) or text in ("-99", "-9", "-999"):
        return Toll()
    if _POINTED.fullmatch(text) and grouped is not False:
        whole, few = text.replace(".", ""), float(text) if text.count(".") == 1 else None
        if grouped or few is None:
            return Toll(whole)
        return Toll("", "", "", "toll-point", "", f"It can be {few:g} or {int(whole):,}, and the column doesn’t tell which; the toll is blank.", f"Write {few:g} or {whole}.")  # fmt: skip
    if match := _WHOLE.fullmatch(text):
        return Toll(str(int(match[1])))
    if match := _RANGE.fullmatch(text):
        low, high = sorted((int(match[1]), int(match[2])))
        return Toll("", str(low), str(high))
    if match := _AT_LEAST.fullmatch(text):
        low = int(match[1] or match[2]) + bool(_ABOVE.match(text))
        return Toll("", str(low), "")
    if _LAKHS.fullmatch(text) or _GROUPED.fullmatch(text):
        return Toll(re.sub(r"\D", "", text))
    return Toll("", "", "", "toll", "", "No figure can be read from this; the toll is blank.", "Write the figure, or the lowest and the highest.")  # fmt: skip

"""Where: precision, places at or about, and a rectangle of the map."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from geodash.query.params import Pairs, Reader, is_clean, number
from geodash.query.parts.base import Clause, Part, ids, in_list
from geodash.query.vocabulary import Vocabulary
from geodash.words.lists import listed
from geodash.words.precision import PLACE
from geodash.words.texts import shortened

if TYPE_CHECKING:
    from geodash.query.filter import Filter

_FIFTH_DECIMAL = 5
#: On the page: places that a chip names, and characters of a name.
_NAMED, NAME = 2, 44


class BBox(NamedTuple):
    """A rectangle in WGS 84 degrees; ``west > east`` crosses the 180th meridian."""

    west: float
    south: float
    east: float
    north: float

    @classmethod
    def of(cls, text: str) -> BBox | None:
        """From ``west,south,east,north``; ``None`` for anything that is no rectangle.

        Longitudes beyond 180° (a map dragged round the world) are turned back.
        """
        parts = text.split(",")
        numbers = [n for n in map(number, parts) if n is not None]
        if len(numbers) != 4 or len(parts) != 4:
            return None
        west, south, east, north = numbers
        if abs(west) > 720 or abs(east) > 720 or (east < west and (west > 180 or east < -180)):
            return None
        if not -90 <= south <= north <= 90:
            return None
        return cls.around(west, south, east, north)

    @classmethod
    def around(cls, west: float, south: float, east: float, north: float) -> BBox:
        """Turned back and rounded to about a metre."""
        if east - west >= 360:
            west, east = -180.0, 180.0
        rounded = (round(v, _FIFTH_DECIMAL) + 0.0 for v in (_turn(west), south, _turn(east), north))
        return cls(*rounded)

    def sql(self) -> Clause:
        """The point lies within; an event without a point is in no rectangle."""
        word = "AND" if self.west <= self.east else "OR"
        return Clause(
            f"(e.longitude >= ? {word} e.longitude <= ?) AND e.latitude BETWEEN ? AND ?",
            (self.west, self.east, self.south, self.north),
        )

    def __str__(self) -> str:
        return ",".join(f"{v:.5f}".rstrip("0").rstrip(".") for v in self)


def _turn(longitude: float) -> float:
    if -180 <= longitude <= 180:
        return longitude
    return (longitude + 180) % 360 - 180


class PrecisionPart(Part):
    """``prec``: UCDP ``where_prec`` at most.

    A row with a blank precision never passes: a seat is not a located scene.
    """

    name = "precision"
    fields = ("precision",)
    keys = ("prec",)
    set_by = "sure"
    let_go = "placed however roughly"

    def canonical(self, f: Filter) -> dict[str, Any]:
        """A ``where_prec``."""
        if f.precision is not None and f.precision not in PLACE:
            raise ValueError("precision is a where_prec from 1 to 7")
        return {}

    def sql(self, f: Filter, vocabulary: Vocabulary) -> Clause | None:
        """Blank is ``NULL``, which no comparison lets through."""
        return Clause("e.where_prec <= ?", (f.precision,), "closed") if f.precision else None

    def params(self, f: Filter) -> Pairs:
        """``prec=2``."""
        return [("prec", str(f.precision))] if f.precision else []

    def read(self, reader: Reader, vocabulary: Vocabulary | None) -> dict[str, Any]:
        """A digit from 1 to 7."""
        digits = {str(n): n for n in PLACE}
        return {"precision": reader.one("prec", digits.get, "accepted are 1 to 7")}

    def words(self, f: Filter, vocabulary: Vocabulary) -> str:
        """``placed within about 25 km``."""
        return PLACE[f.precision].phrase if f.precision else ""


class PlacePart(Part):
    """``place``: at or about a place, an area, or anything in a province or country."""

    name = "places"
    fields = ("places",)
    keys = ("place",)
    many = ("place",)
    let_go = "at any place"

    def canonical(self, f: Filter) -> dict[str, Any]:
        """Ids, each one clean line."""
        return {"places": ids("places", f.places)}

    def sql(self, f: Filter, vocabulary: Vocabulary) -> Clause | None:
        """The places and those within them by the gazetteer's codes."""
        within = dict.fromkeys(i for value in f.places for i in vocabulary.place_ids(value))
        return in_list("sites", "place_id", within) if f.places else None

    def params(self, f: Filter) -> Pairs:
        """``place=geonames:174884``."""
        return [("place", value) for value in f.places]

    def read(self, reader: Reader, vocabulary: Vocabulary | None) -> dict[str, Any]:
        """Unknown places are left out where the gazetteer is known."""

        def accept(value: str) -> str | None:
            known = vocabulary is None or vocabulary.knows_place(value)
            return value if is_clean(value) and known else None

        accepted = "accepted is a known place or area like geonames:174884 or area:lachin-corridor"
        return {"places": reader.many("place", accept, accepted)}

    def words(self, f: Filter, vocabulary: Vocabulary) -> str:
        """``at or about Goris or Kapan``."""
        names = self._names(f, vocabulary)
        return f"at or about {listed(names, 'or')}" if names else ""

    def short(self, f: Filter, vocabulary: Vocabulary) -> str:
        """``at or about 3 places``: of more than two no name is told."""
        names = self._names(f, vocabulary)
        if len(names) > _NAMED:
            return f"at or about {len(names)} places"
        return f"at or about {listed((shortened(n, NAME) for n in names), 'or')}" if names else ""

    @staticmethod
    def _names(f: Filter, vocabulary: Vocabulary) -> list[str]:
        return sorted({vocabulary.place_name(p) for p in f.places}, key=str.casefold)


class BBoxPart(Part):
    """``bbox=west,south,east,north``."""

    name = "bbox"
    fields = ("bbox",)
    keys = ("bbox",)
    let_go = "on the whole map"

    def canonical(self, f: Filter) -> dict[str, Any]:
        """Turned back and rounded."""
        return {"bbox": BBox.around(*f.bbox) if f.bbox else None}

    def sql(self, f: Filter, vocabulary: Vocabulary) -> Clause | None:
        """See :meth:`BBox.sql`."""
        return f.bbox.sql() if f.bbox else None

    def params(self, f: Filter) -> Pairs:
        """Five decimals at most."""
        return [("bbox", str(f.bbox))] if f.bbox else []

    def read(self, reader: Reader, vocabulary: Vocabulary | None) -> dict[str, Any]:
        """Four numbers."""
        accepted = "accepted is west,south,east,north in degrees like 44,38.5,48,41"
        return {"bbox": reader.one("bbox", BBox.of, accepted)}

    def words(self, f: Filter, vocabulary: Vocabulary) -> str:
        """Bounds are drawn, not read out."""
        return "within the chosen part of the map" if f.bbox else ""

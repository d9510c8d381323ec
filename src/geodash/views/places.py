"""Where an event happened, in words never more exact than the data, and how its mark is drawn."""

from __future__ import annotations

from typing import Literal

from geodash.domain.extent import Point
from geodash.domain.model import Event, PlaceRole
from geodash.geo.gazetteer import Place
from geodash.geo.names import COUNTRY, PROVINCE, PlaceNames, area_key
from geodash.geo.searched import search_key

Draw = Literal["exact", "near", "area", "country", "seat", "none"]
UNPLACED = "no place given"
#: Of a seat whose town nothing names.
SEAT = "speaker’s seat"

_NO_NAMES = PlaceNames()
_DISTRICT_WORDS = ("district", "province", "region", "oblast", "governorate", "county")


def draw(event: Event) -> Draw:
    """How the place is drawn: a crisp or a soft edge, an area, a chip by a name, or not at all.

    A located event of unknown precision has a soft edge: nothing is drawn sharper than it is known.
    """
    if event.point is None:
        return "none"
    if event.place_role is PlaceRole.SEAT:
        return "seat"
    if event.where_prec == 6:
        return "country"
    if event.where_prec == 1:
        return "exact"
    if event.where_prec in (4, 5, 7) or (event.area_id and event.where_prec != 2):
        return "area"
    return "near"


def line_end(place_id: str, names: PlaceNames) -> Point | None:
    """Where the line from a seat to what its words are about ends.

    None ends in a country: it has a name, and no place in it is meant.
    """
    place = names.place(place_id)
    return None if place and place.kind == COUNTRY else names.point(place_id)


def place_label(event: Event, names: PlaceNames | None = None) -> str:
    """``near Jermuk``, ``Yerevan (seat)``, ``Armenia–Azerbaijan border``, ``no place given``.

    Our own names go before the article's; an article's own word is used where we have none.
    """
    names = names or _NO_NAMES
    if event.place_role is PlaceRole.SEAT:
        seat = seat_name(event, names)
        return f"{seat} (seat)" if seat else SEAT
    name = _name(event, names)
    if not name:
        return UNPLACED if event.point is None else "place without a name"
    if event.place_role is PlaceRole.SUBJECT:
        return f"about {name}"
    return _hedged(name, event, names)


def why_unplaced(event: Event) -> str:
    """Why an event without a point is not on the map."""
    named = event.place_name or event.place_id or event.area_id
    return "the gazetteer does not know this place" if named else "the articles don’t say where"


def article_words(event: Event, names: PlaceNames | None = None) -> str:
    """What the article calls the place of an event where it names none and the area's name is ours.

    ``islands`` of what we call “Greek islands of the eastern Aegean”; blank where the words hold a name.
    """
    said = event.place_name.strip()
    if not said or event.place_role is PlaceRole.SEAT or any(c.isupper() for c in said):
        return ""
    ours = (names or _NO_NAMES).name(area_key(event.area_id)) if event.area_id else ""
    return said if ours and _name(event, names or _NO_NAMES) == ours else ""


def mark_name(event: Event, names: PlaceNames) -> str:
    """What a mark at its place is called on a map: our name for it, else the article's word."""
    known = event.place_id and names.knows(event.place_id)
    return names.name(event.place_id) if known else event.place_name


def seat_name(event: Event, names: PlaceNames | None = None) -> str:
    """The town in which the speaker of an event has its seat, empty where nothing names it."""
    if event.place_role is not PlaceRole.SEAT:
        return ""
    return _name(event, names or _NO_NAMES)


def country_of(event: Event, names: PlaceNames | None = None) -> Place | None:
    """The country that an event is placed in and no closer: the chip that it stands in has its name.

    What the article says ("Turkish airspace") is true of its own event only.
    """
    return (names or _NO_NAMES).country_of(event.place_id) if draw(event) == "country" else None


def _name(event: Event, names: PlaceNames) -> str:
    """The area's name for a line or an area, else the place's, else the article's word."""
    area = names.name(area_key(event.area_id)) if event.area_id else ""
    if area and (not event.place_id or event.where_prec in (None, 3, 4, 5, 7)):
        return area
    if event.place_id and names.knows(event.place_id):
        return names.name(event.place_id)
    return event.place_name or event.place_id


def _hedged(name: str, event: Event, names: PlaceNames) -> str:
    """The name with a word for how closely it is known, unless it says so itself."""
    if event.where_prec == 2:
        if name.lower().startswith(("near ", "around ")):
            return name
        # An institution is placed in its city, not near it: "Foreign Ministry, Yerevan".
        said = event.place_name
        inside = said[:1].isupper() and name != said and not _mentions(said, event, names)
        return f"{said}, {name}" if inside else f"near {name}"
    if event.where_prec not in (3, 4) or event.area_id:
        return name
    row = names.place(event.place_id)
    kind = row.kind if row else ""
    if kind in (COUNTRY, PROVINCE) or name.lower().endswith(_DISTRICT_WORDS):
        return name
    return f"{name} {'district' if event.where_prec == 3 else 'province'}" if row else name


def _mentions(text: str, event: Event, names: PlaceNames) -> bool:
    """Whether an article's word for a place holds one of the place's own names."""
    row = names.place(event.place_id)
    words = f" {search_key(text)} "
    return row is None or any(f" {search_key(name)}" in words for name in row.names)
